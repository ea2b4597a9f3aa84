/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-append.h"
#include "nqp-project-private.h"

#include <math.h>
#include <string.h>

/* Years, regions and series that come to a project later. Regions with data stand before those that are on the map only, by id:
 * what is on the map only moves up to make room. */

typedef struct
{
  NqpProject *project;
  sqlite3 *db;
  const NqpAppend *what;
  gint64 *regions, *series; /* [of what->from]: ids; -1 = not there yet */
  int n_more;               /* regions that come to those with data */
} Append;

/* The id of the row of that code, -1 if there is none. */
static int
find_row (const Append *self, const char *sql, const char *code, gint64 *out_id)
{
  g_autofree char *shown = nqp_sql_by_shown_code (sql);
  int rc = SQLITE_OK;

  *out_id = -1;
  for (int way = 0; rc == SQLITE_OK && *out_id < 0 && way < (self->project->odd_codes ? 2 : 1); way++)
    {
      g_autoptr (sqlite3_stmt) stmt = NULL;

      rc = sqlite3_prepare_v2 (self->db, way == 0 ? sql : shown, -1, &stmt, NULL);
      if (rc == SQLITE_OK)
        rc = nqp_sql_bind (stmt, "t", code);
      if (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
        *out_id = sqlite3_column_int64 (stmt, 0);
      rc = rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
    }
  return rc;
}

static int
find_rows (Append *self)
{
  const NqpPanel *from = self->what->from;
  int rc = SQLITE_OK;

  for (int i = 0; i < from->n_regions && rc == SQLITE_OK; i++)
    {
      rc = find_row (self, "SELECT id FROM place WHERE code = ?1 AND has_data = 1", self->what->regions[i],
                     &self->regions[i]);
      self->n_more += self->regions[i] < 0;
    }
  for (int s = 0; s < from->n_series && rc == SQLITE_OK; s++)
    rc = find_row (self, "SELECT id FROM series WHERE code = ?1", self->what->series[s], &self->series[s]);
  return rc;
}

/* A place gets another id, and its borders with it. */
static int
move_place (const Append *self, gint64 from, gint64 to)
{
  int rc = from == to ? SQLITE_OK
                      : nqp_sql_run (self->db, "UPDATE place SET id = ?2 WHERE id = ?1", "ll", from, to);

  if (rc == SQLITE_OK && from != to)
    rc = nqp_sql_run (self->db, "UPDATE neighbour SET a = ?2 WHERE a = ?1", "ll", from, to);
  return rc == SQLITE_OK ? nqp_sql_run (self->db, "UPDATE neighbour SET b = ?2 WHERE b = ?1", "ll", from, to)
                         : rc;
}

static int
read_map_only (const Append *self, GArray *ids)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc
      = sqlite3_prepare_v2 (self->db, "SELECT id FROM place WHERE has_data = 0 ORDER BY id", -1, &stmt, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (ids, id);
      rc = SQLITE_OK;
    }
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

int
nqp_project_find_group (sqlite3 *db, const NqpText *name, int *out_id)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  gint64 last = -1;
  int rc = sqlite3_prepare_v2 (db, "SELECT id FROM region_group WHERE name_en IS ?1 AND name_zh IS ?2", -1,
                               &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = nqp_sql_bind (stmt, "tt", name->en, name->zh);
  if (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      *out_id = sqlite3_column_int (stmt, 0);
      return SQLITE_OK;
    }
  if (rc == SQLITE_DONE)
    rc = nqp_sql_int (db, "SELECT coalesce(max(id), -1) FROM region_group", &last);
  *out_id = (int)last + 1;
  return rc == SQLITE_OK
             ? nqp_sql_run (db, "INSERT INTO region_group (id, name_en, name_zh) VALUES (?, ?, ?)", "itt",
                            *out_id, name->en, name->zh)
             : rc;
}

static int
insert_place (const Append *self, int region, gint64 id)
{
  const NqpRegion *it = &self->what->from->places[region];
  int group = -1, rc = SQLITE_OK;

  if (it->group >= 0)
    rc = nqp_project_find_group (self->db, &self->what->from->groups[it->group], &group);
  return rc == SQLITE_OK ? nqp_sql_run (
             self->db,
             "INSERT INTO place (id, code, name_en, name_zh, group_id, has_data) VALUES (?, ?, ?, ?, ?, 1)",
             "ltttn", id, self->what->regions[region], it->name.en, it->name.zh, group)
                         : rc;
}

/* A region that is on the map comes to those with data, another one is made; what stays on the map only moves behind them. All get
 * ids that nobody had, so that the history tells of rows that come and go, not of others that they are now. */
static int
add_regions (Append *self)
{
  g_autoptr (GArray) map_only = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) coming = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gint64 next = -1;
  int rc = self->n_more > 0 ? read_map_only (self, map_only) : SQLITE_OK;

  if (self->n_more == 0 || rc != SQLITE_OK)
    return rc;
  rc = nqp_sql_int (self->db, "SELECT coalesce(max(id), -1) FROM place", &next);
  for (int i = 0; i < self->what->from->n_regions && rc == SQLITE_OK; i++)
    {
      gint64 known;

      if (self->regions[i] >= 0)
        continue;
      self->regions[i] = ++next;
      rc = find_row (self, "SELECT id FROM place WHERE code = ?1 AND has_data = 0", self->what->regions[i],
                     &known);
      if (rc == SQLITE_OK && known < 0)
        rc = insert_place (self, i, next);
      else if (rc == SQLITE_OK)
        rc = move_place (self, known, next);
      if (rc == SQLITE_OK && known >= 0)
        {
          g_hash_table_add (coming, g_memdup2 (&known, sizeof known));
          rc = nqp_sql_run (self->db, "UPDATE place SET has_data = 1 WHERE id = ?1", "l", next);
        }
    }
  for (guint k = 0; k < map_only->len && rc == SQLITE_OK; k++)
    if (!g_hash_table_contains (coming, &g_array_index (map_only, gint64, k)))
      rc = move_place (self, g_array_index (map_only, gint64, k), ++next);
  return rc;
}

static int
add_years (const Append *self)
{
  int rc = SQLITE_OK;

  for (int t = 0; t < self->what->from->n_years && rc == SQLITE_OK; t++)
    rc = nqp_sql_run (self->db, "INSERT INTO year (year) VALUES (?1) ON CONFLICT DO NOTHING", "i",
                      self->what->from->years[t]);
  return rc;
}

/* With an indicator of the same code that waits for its place, unless there is one. */
static int
add_series (Append *self)
{
  gint64 last_series = -1, last_indicator = -1;
  int rc = nqp_sql_int (self->db, "SELECT coalesce(max(id), -1) FROM series", &last_series);

  if (rc == SQLITE_OK)
    rc = nqp_sql_int (self->db, "SELECT coalesce(max(id), -1) FROM indicator", &last_indicator);
  for (int s = 0; s < self->what->from->n_series && rc == SQLITE_OK; s++)
    {
      const NqpSeries *it = &self->what->from->series[s];
      const char *code = self->what->series[s];
      gint64 indicator;

      if (self->series[s] >= 0)
        continue;
      self->series[s] = ++last_series;
      rc = nqp_sql_run (self->db,
                        "INSERT INTO series (id, code, name_en, name_zh, unit_en, unit_zh, source, note) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        "lttttttt", self->series[s], code, it->name.en, it->name.zh, it->unit.en, it->unit.zh,
                        it->source, it->note);
      if (rc == SQLITE_OK)
        rc = find_row (self, "SELECT id FROM indicator WHERE code = ?1", code, &indicator);
      if (rc == SQLITE_OK && indicator < 0 && !self->what->no_indicators)
        rc = nqp_sql_run (
            self->db,
            "INSERT INTO indicator (id, code, name_en, name_zh, unit_en, unit_zh, direction, role, "
            "numerator_id, factor) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, 1.0)",
            "ltttttt"
            "l",
            ++last_indicator, code, it->name.en, it->name.zh, it->unit.en, it->unit.zh,
            nqp_role_to_string (NQP_ROLE_UNASSIGNED), self->series[s]);
    }
  return rc;
}

static int
write_values (const Append *self)
{
  const NqpPanel *from = self->what->from;
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (
      self->db,
      "INSERT INTO value (series_id, year, place_id, value, edited) VALUES (?1, ?2, ?3, ?4, 0) "
      "ON CONFLICT (series_id, year, place_id) DO UPDATE SET "
      "original = CASE edited WHEN 1 THEN original ELSE value END, value = excluded.value, "
      "edited = 1 WHERE value IS NOT excluded.value",
      -1, &stmt, NULL);
  gsize cell = 0;

  for (int s = 0; s < from->n_series; s++)
    for (int t = 0; t < from->n_years; t++)
      for (int i = 0; i < from->n_regions && rc == SQLITE_OK; i++, cell++)
        {
          if (isnan (from->values[cell]))
            continue;
          rc = nqp_sql_bind (stmt, "lilr", self->series[s], from->years[t], self->regions[i],
                             from->values[cell]);
          if (rc == SQLITE_OK)
            {
              sqlite3_step (stmt);
              rc = sqlite3_reset (stmt);
            }
        }
  /* what has its imported value again is as if never touched */
  return rc == SQLITE_OK ? sqlite3_exec (
             self->db, "UPDATE value SET edited = 0, original = NULL WHERE edited = 1 AND value = original",
             NULL, NULL, NULL)
                         : rc;
}

/* What was settled of names in figures or in lists, by the codes that the project has for their regions. @regions: (nullable):
 * those codes; NULL = @from has them itself */
static int
write_names (const Append *self, const NqpPanel *from, const char *const *regions)
{
  int rc = SQLITE_OK;

  for (int k = 0; k < from->n_settled && rc == SQLITE_OK; k++)
    {
      const NqpSettledName *it = &from->settled[k];
      const int region = regions == NULL || it->code == NULL ? -1 : nqp_panel_find_place (from, it->code);
      const char *code = it->code;

      if (regions != NULL && region >= 0 && region < from->n_regions)
        code = regions[region];
      if (g_strcmp0 (it->name, code) == 0)
        continue;
      rc = nqp_sql_run (
          self->db,
          "INSERT INTO region_name (name, code) VALUES (?1, ?2) "
          "ON CONFLICT (name) DO UPDATE SET code = excluded.code WHERE code IS NOT excluded.code",
          "tt", it->name, code);
    }
  return rc;
}

/**
 * nqp_project_append:
 * @label: what the Undo button says
 *
 * Within a transaction that the caller may hold: what cannot be read or computed afterwards can be taken back as a whole.
 */
gboolean
nqp_project_append (NqpProject *self, const NqpAppend *what, const char *label, GError **error)
{
  Append append = { self, self->db, what };
  sqlite3_session *session = nqp_project_begin_action (self, error);
  GError *local = NULL;
  int rc;

  if (session == NULL)
    return FALSE;
  append.regions = g_new (gint64, MAX (what->from->n_regions, 1));
  append.series = g_new (gint64, MAX (what->from->n_series, 1));
  rc = sqlite3_exec (self->db, "PRAGMA defer_foreign_keys = ON", NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    rc = find_rows (&append);
  if (rc == SQLITE_OK)
    rc = add_years (&append);
  if (rc == SQLITE_OK)
    rc = add_regions (&append);
  if (rc == SQLITE_OK)
    rc = add_series (&append);
  if (rc == SQLITE_OK)
    rc = write_values (&append);
  if (rc == SQLITE_OK)
    rc = write_names (&append, what->from, what->regions);
  if (rc == SQLITE_OK && what->beside != NULL)
    rc = write_names (&append, what->beside->panel, NULL);
  if (rc == SQLITE_OK && what->beside != NULL)
    rc = nqp_project_write_beside (self, what->beside, &local);
  g_free (append.regions);
  g_free (append.series);
  return nqp_project_finish_edit (self, session, rc, label, local, error);
}
