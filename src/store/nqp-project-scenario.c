/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_SCENARIOS 10000

/**
 * nqp_scenario_new:
 *
 * Returns: (transfer full): a scenario that is not saved yet and touches nothing
 */
NqpScenario *
nqp_scenario_new (const char *name, int place, int year, int n_values)
{
  NqpScenario *self = g_new0 (NqpScenario, 1);

  self->name = g_strdup (name);
  self->place = place;
  self->year = year;
  self->n_values = n_values;
  self->values = g_new (double, MAX (n_values, 1));
  for (int j = 0; j < n_values; j++)
    self->values[j] = NAN;
  return self;
}

NqpScenario *
nqp_scenario_copy (const NqpScenario *self)
{
  NqpScenario *copy = nqp_scenario_new (self->name, self->place, self->year, self->n_values);

  copy->id = self->id;
  copy->note = g_strdup (self->note);
  for (int j = 0; j < self->n_values; j++)
    copy->values[j] = self->values[j];
  return copy;
}

void
nqp_scenario_free (NqpScenario *self)
{
  g_free (self->name);
  g_free (self->note);
  g_free (self->values);
  g_free (self);
}

/* Positions are those of nqp_project_read_panel(): rows in the order of their keys. */
#define POSITION(table, key, value) "(SELECT count(*) FROM " table " AS t WHERE t." key " < " value ")"
#define KEY(rows, key, position) "(SELECT " key " FROM " rows " ORDER BY " key " LIMIT 1 OFFSET " position ")"
#define PLACES "place WHERE has_data <> 0" /* they stand before the others */

static gboolean
fail_scenarios (NqpProject *self, GError **error)
{
  return nqp_sql_error_damaged (error, self->path, _ ("its scenarios contradict themselves"));
}

static gboolean
read_scenarios (NqpProject *self, GPtrArray *scenarios, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  gint64 n_indicators = 0, n_wrong = 0;
  int rc = nqp_sql_int (self->db, "SELECT count(*) FROM indicator", &n_indicators);

  if (rc == SQLITE_OK)
    rc = nqp_sql_int (
        self->db,
        "SELECT count(*) FROM scenario AS s "
        "WHERE NOT EXISTS (SELECT 1 FROM place AS p WHERE p.id = s.place_id AND p.has_data <> 0) "
        "OR NOT EXISTS (SELECT 1 FROM year AS y WHERE y.year = s.year)",
        &n_wrong);
  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2 (self->db,
                             "SELECT id, name, note, " POSITION ("place", "id", "place_id") ", " POSITION (
                                 "year", "year", "scenario.year") " FROM scenario ORDER BY id",
                             -1, &stmt, NULL);
  if (rc == SQLITE_OK && (n_wrong > 0 || n_indicators > G_MAXINT / 8))
    return fail_scenarios (self, error);
  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      g_autofree char *name = nqp_sql_text (stmt, 1, NQP_WORDS_NAME);
      NqpScenario *scenario;

      if (name == NULL || scenarios->len >= MAX_SCENARIOS)
        return fail_scenarios (self, error);
      scenario = nqp_scenario_new (name, sqlite3_column_int (stmt, 3), sqlite3_column_int (stmt, 4),
                                   (int)n_indicators);
      scenario->id = sqlite3_column_int64 (stmt, 0);
      scenario->note = nqp_sql_text (stmt, 2, NQP_WORDS_PROSE);
      g_ptr_array_add (scenarios, scenario);
      rc = SQLITE_OK;
    }
  return rc == SQLITE_DONE || nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
}

/* Both in the order of scenario ids, so that one pass is enough. */
static gboolean
read_values (NqpProject *self, GPtrArray *scenarios, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  guint k = 0;
  int rc = sqlite3_prepare_v2 (
      self->db,
      "SELECT v.scenario_id, v.value, i.id, " POSITION (
          "indicator", "id", "v.indicator_id") " FROM scenario_value AS v "
                                               "LEFT JOIN indicator AS i ON i.id = v.indicator_id "
                                               "ORDER BY v.scenario_id, v.indicator_id",
      -1, &stmt, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);
      double value = nqp_sql_real (stmt, 1);
      NqpScenario *scenario = NULL;

      while (k < scenarios->len && ((NqpScenario *)scenarios->pdata[k])->id < id)
        k++;
      if (k < scenarios->len)
        scenario = scenarios->pdata[k];
      if (scenario == NULL || scenario->id != id || sqlite3_column_type (stmt, 2) == SQLITE_NULL
          || !isfinite (value))
        return fail_scenarios (self, error);
      scenario->values[sqlite3_column_int (stmt, 3)] = value;
      rc = SQLITE_OK;
    }
  return rc == SQLITE_DONE || nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
}

static gboolean
read_all (NqpProject *self, GPtrArray *scenarios, gconstpointer data, GError **error)
{
  return read_scenarios (self, scenarios, error) && read_values (self, scenarios, error);
}

/**
 * nqp_project_read_scenarios:
 *
 * Returns: (transfer full) (element-type NqpScenario): in the order in which they were made, with a free function; %NULL
 *   with @error set
 */
GPtrArray *
nqp_project_read_scenarios (NqpProject *self, GError **error)
{
  return nqp_project_read_named (self, (GDestroyNotify)nqp_scenario_free, read_all, NULL, error);
}

static int
insert_scenario (NqpProject *self, gconstpointer thing)
{
  const NqpScenario *scenario = thing;

  return nqp_sql_run (self->db,
                      "INSERT INTO scenario (name, place_id, year, note) VALUES (?1, " KEY (
                          PLACES, "id", "?2") ", " KEY ("year", "year", "?3") ", ?4)",
                      "tiit", scenario->name, scenario->place, scenario->year, scenario->note);
}

static int
update_scenario (NqpProject *self, gint64 id, gconstpointer thing)
{
  const NqpScenario *scenario = thing;

  return nqp_sql_run (self->db,
                      "UPDATE scenario SET name = ?2, place_id = " KEY (PLACES, "id", "?3") ", year = " KEY (
                          "year", "year", "?4") ", note = ?5 WHERE id = ?1",
                      "ltiit", id, scenario->name, scenario->place, scenario->year, scenario->note);
}

/* Unchanged values get back the row they had, so that the session records only what differs. */
static int
write_values (NqpProject *self, gint64 id, gconstpointer thing)
{
  const NqpScenario *scenario = thing;
  int rc = nqp_sql_run (self->db, "DELETE FROM scenario_value WHERE scenario_id = ?1", "l", id);

  for (int j = 0; j < scenario->n_values && rc == SQLITE_OK; j++)
    if (!isnan (scenario->values[j]))
      rc = nqp_sql_run (self->db,
                        "INSERT INTO scenario_value (scenario_id, indicator_id, value) "
                        "VALUES (?1, " KEY ("indicator", "id", "?2") ", ?3)",
                        "lir", id, j, scenario->values[j]);
  return rc;
}

static const NqpNamedKind scenario_kind = {
  .insert = insert_scenario,
  .update = update_scenario,
  .write_parts = write_values,
  .delete_parts = "DELETE FROM scenario_value WHERE scenario_id = ?1",
  .delete_thing = "DELETE FROM scenario WHERE id = ?1",
  .gone = N_ ("The project has no such scenario, place, year or indicator. Open it again: another "
              "program may have changed it."),
  .names_others = TRUE,
};

static gboolean
check_scenario (NqpScenario *scenario, GError **error)
{
  gboolean finite = TRUE;

  if (!nqp_words_check (&scenario->name, NQP_WORDS_NAME, error)
      || !nqp_words_check (&scenario->note, NQP_WORDS_PROSE, error))
    return FALSE;
  for (int j = 0; j < scenario->n_values; j++)
    finite = finite && !isinf (scenario->values[j]);
  if (scenario->name == NULL || *scenario->name == '\0')
    g_set_error_literal (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
                         _ ("The scenario has no name; give it one."));
  else if (!finite)
    g_set_error_literal (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
                         _ ("A value of a scenario is a finite number, or is left as it is."));
  else
    return TRUE;
  return FALSE;
}

/**
 * nqp_project_save_scenario:
 * @scenario: with id 0 it is added and gets one, else the saved one is exchanged. Positions as in the panel
 * @label: what the Undo button says
 */
gboolean
nqp_project_save_scenario (NqpProject *self, NqpScenario *scenario, const char *label, GError **error)
{
  g_return_val_if_fail (scenario != NULL && label != NULL && scenario->place >= 0 && scenario->year >= 0,
                        FALSE);
  return check_scenario (scenario, error)
         && nqp_project_save_named (self, &scenario_kind, &scenario->id, scenario, label, error);
}

/**
 * nqp_project_delete_scenario:
 * @id: of a saved one
 */
gboolean
nqp_project_delete_scenario (NqpProject *self, gint64 id, const char *label, GError **error)
{
  g_return_val_if_fail (label != NULL, FALSE);
  return nqp_project_delete_named (self, &scenario_kind, id, label, error);
}
