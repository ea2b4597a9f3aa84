/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-places.h"
#include "nqp-project-private.h"

/* What regions, series and values say of themselves, and which of them there are. */

static int
read_group_ids (NqpProject *self, GArray *ids)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (self->db, "SELECT id FROM region_group ORDER BY id", -1, &stmt, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (ids, id);
      rc = SQLITE_OK;
    }
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* Those that are there are renamed, new ones come behind them. */
static int
write_groups (NqpProject *self, const NqpGroupRow *groups, guint n, GArray *ids)
{
  const guint n_before = ids->len;
  int rc = SQLITE_OK;

  for (guint g = 0; g < n && rc == SQLITE_OK; g++)
    {
      const NqpText *name = &groups[g].name;

      if (groups[g].gone)
        continue;
      if (g < n_before)
        {
          rc = nqp_sql_run (self->db, "UPDATE region_group SET name_en = ?2, name_zh = ?3 WHERE id = ?1",
                            "ltt", g_array_index (ids, gint64, g), name->en, name->zh);
          continue;
        }
      gint64 id = (ids->len > 0 ? g_array_index (ids, gint64, ids->len - 1) : -1) + 1;

      g_array_append_val (ids, id);
      rc = nqp_sql_run (self->db, "INSERT INTO region_group (id, name_en, name_zh) VALUES (?1, ?2, ?3)",
                        "ltt", id, name->en, name->zh);
    }
  return rc;
}

static int
write_place (NqpProject *self, const NqpRegion *place, const GArray *group_ids, GError **error)
{
  int rc = nqp_sql_run_by_code (self->db, self->odd_codes,
                                "UPDATE place SET name_en = ?2, name_zh = ?3, longitude = ?4, latitude = ?5, "
                                "area_km2 = ?6, group_id = NULL WHERE code = ?1",
                                "tttrrr", place->code, place->name.en, place->name.zh, place->longitude,
                                place->latitude, place->area_km2);

  if (rc == SQLITE_OK && sqlite3_changes (self->db) == 0)
    return nqp_project_fail_unknown (error, place->code);
  if (rc == SQLITE_OK && place->group >= 0)
    rc = nqp_sql_run_by_code (self->db, self->odd_codes, "UPDATE place SET group_id = ?2 WHERE code = ?1",
                              "tl", place->code, g_array_index (group_ids, gint64, place->group));
  return rc;
}

gboolean
nqp_project_set_places (NqpProject *self, const NqpRegion *const *places, guint n, const NqpGroupRow *groups,
                        guint n_groups, const char *label, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_session *session = nqp_project_begin_action (self, error);
  GError *local = NULL;
  guint n_before;
  int rc;

  if (session == NULL)
    return FALSE;
  rc = read_group_ids (self, ids);
  n_before = ids->len;
  g_return_val_if_fail (n_groups >= n_before, FALSE);
  if (rc == SQLITE_OK)
    rc = write_groups (self, groups, n_groups, ids);
  for (guint k = 0; k < n && rc == SQLITE_OK; k++)
    rc = write_place (self, places[k], ids, &local);
  for (guint g = 0; g < n_before && rc == SQLITE_OK; g++)
    if (groups[g].gone)
      rc = nqp_sql_run (self->db, "DELETE FROM region_group WHERE id = ?1", "l",
                        g_array_index (ids, gint64, g));
  return nqp_project_finish_edit (self, session, rc, label, local, error);
}

/* ---- taken away --------------------------------------------------------------------------------------------------- */

static int
remove_place (NqpProject *self, const char *code, GError **error)
{
  static const char *const of_place[]
      = { "DELETE FROM scenario_value WHERE scenario_id IN (SELECT id FROM scenario WHERE place_id = ?1)",
          "DELETE FROM scenario WHERE place_id = ?1",
          "DELETE FROM flag WHERE place_id = ?1",
          "DELETE FROM neighbour WHERE a = ?1 OR b = ?1",
          "DELETE FROM value WHERE place_id = ?1",
          "DELETE FROM place WHERE id = ?1" };
  gint64 id = 0, group = -1;
  g_autofree char *sql = NULL;
  int rc = nqp_project_find_code (self, "place", code, &id, error);

  sql = g_strdup_printf ("SELECT coalesce(group_id, -1) FROM place WHERE id = %" G_GINT64_FORMAT, id);
  if (rc == SQLITE_OK)
    rc = nqp_sql_int (self->db, sql, &group);
  for (gsize k = 0; k < G_N_ELEMENTS (of_place) && rc == SQLITE_OK; k++)
    rc = nqp_sql_run (self->db, of_place[k], "l", id);
  if (rc == SQLITE_OK && group >= 0)
    rc = nqp_sql_run (self->db,
                      "DELETE FROM region_group WHERE id = ?1 AND NOT EXISTS "
                      "(SELECT 1 FROM place WHERE group_id = ?1)",
                      "l", group);
  return rc;
}

gboolean
nqp_project_remove_places (NqpProject *self, const char *const *codes, guint n, const char *label,
                           GError **error)
{
  sqlite3_session *session = nqp_project_begin_action (self, error);
  GError *local = NULL;
  int rc = SQLITE_OK;

  if (session == NULL)
    return FALSE;
  for (guint k = 0; k < n && rc == SQLITE_OK; k++)
    rc = remove_place (self, codes[k], &local);
  return nqp_project_finish_edit (self, session, rc, label, local, error);
}

gboolean
nqp_project_remove_year (NqpProject *self, int year, const char *label, GError **error)
{
  static const char *const of_year[]
      = { "DELETE FROM scenario_value WHERE scenario_id IN (SELECT id FROM scenario WHERE year = ?1)",
          "DELETE FROM scenario WHERE year = ?1", "DELETE FROM flag WHERE year = ?1",
          "DELETE FROM value WHERE year = ?1", "DELETE FROM year WHERE year = ?1" };
  sqlite3_session *session = nqp_project_begin_action (self, error);
  int rc = SQLITE_OK;

  if (session == NULL)
    return FALSE;
  for (gsize k = 0; k < G_N_ELEMENTS (of_year) && rc == SQLITE_OK; k++)
    rc = nqp_sql_run (self->db, of_year[k], "i", year);
  return nqp_project_finish_edit (self, session, rc, label, NULL, error);
}

/* ---- borders ------------------------------------------------------------------------------------------------------ */

gboolean
nqp_project_set_neighbours (NqpProject *self, const char *a, const char *b, const char *kind,
                            const char *label, GError **error)
{
  sqlite3_session *session = nqp_project_begin_action (self, error);
  GError *local = NULL;
  gint64 a_id = 0, b_id = 0, last = -1;
  int rc;

  if (session == NULL)
    return FALSE;
  rc = nqp_project_find_code (self, "place", a, &a_id, &local);
  if (rc == SQLITE_OK)
    rc = nqp_project_find_code (self, "place", b, &b_id, &local);
  if (rc == SQLITE_OK && kind == NULL)
    rc = nqp_sql_run (self->db, "DELETE FROM neighbour WHERE (a = ?1 AND b = ?2) OR (a = ?2 AND b = ?1)",
                      "ll", a_id, b_id);
  else if (rc == SQLITE_OK)
    {
      rc = nqp_sql_int (self->db, "SELECT coalesce(max(id), -1) FROM neighbour", &last);
      if (rc == SQLITE_OK)
        rc = nqp_sql_run (self->db, "INSERT INTO neighbour (id, a, b, kind) VALUES (?1, ?2, ?3, ?4)", "lllt",
                          last + 1, a_id, b_id, kind);
    }
  return nqp_project_finish_edit (self, session, rc, label, local, error);
}

/* ---- series, and values that are doubtful ------------------------------------------------------------------------- */

static int
write_texts (NqpProject *self, const char *table, const char *code, const NqpText *name, const NqpText *unit,
             const char *source, const char *note, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("UPDATE %s SET name_en = ?2, name_zh = ?3, unit_en = ?4, unit_zh = ?5, "
                         "source = ?6, note = ?7 WHERE code = ?1",
                         table);
  const int rc = nqp_sql_run_by_code (self->db, self->odd_codes, sql, "ttttttt", code, name->en, name->zh,
                                      unit->en, unit->zh, source, note);

  return rc == SQLITE_OK && sqlite3_changes (self->db) == 0 ? nqp_project_fail_unknown (error, code) : rc;
}

gboolean
nqp_project_set_series (NqpProject *self, const NqpSeries *const *series, guint n_series,
                        const NqpIndicator *const *indicators, guint n_indicators, const char *label,
                        GError **error)
{
  sqlite3_session *session = nqp_project_begin_action (self, error);
  GError *local = NULL;
  int rc = SQLITE_OK;

  if (session == NULL)
    return FALSE;
  for (guint k = 0; k < n_series && rc == SQLITE_OK; k++)
    rc = write_texts (self, "series", series[k]->code, &series[k]->name, &series[k]->unit, series[k]->source,
                      series[k]->note, &local);
  for (guint k = 0; k < n_indicators && rc == SQLITE_OK; k++)
    rc = write_texts (self, "indicator", indicators[k]->code, &indicators[k]->name, &indicators[k]->unit,
                      indicators[k]->source, indicators[k]->note, &local);
  return nqp_project_finish_edit (self, session, rc, label, local, error);
}

gboolean
nqp_project_set_flag (NqpProject *self, const char *series, const char *place, int year, const char *note,
                      const char *label, GError **error)
{
  sqlite3_session *session = nqp_project_begin_action (self, error);
  GError *local = NULL;
  gint64 series_id = 0, place_id = 0, last = -1;
  int rc;

  if (session == NULL)
    return FALSE;
  rc = nqp_project_find_code (self, "series", series, &series_id, &local);
  if (rc == SQLITE_OK)
    rc = nqp_project_find_code (self, "place", place, &place_id, &local);
  if (rc == SQLITE_OK && note == NULL)
    rc = nqp_sql_run (self->db, "DELETE FROM flag WHERE series_id = ?1 AND year = ?2 AND place_id = ?3",
                      "lil", series_id, year, place_id);
  else if (rc == SQLITE_OK)
    {
      rc = nqp_sql_int (self->db, "SELECT coalesce(max(id), -1) FROM flag", &last);
      if (rc == SQLITE_OK)
        rc = nqp_sql_run (self->db,
                          "INSERT INTO flag (id, series_id, year, place_id, flag, note, accepted) "
                          "VALUES (?1, ?2, ?3, ?4, 'suspect', ?5, 0) ON CONFLICT (series_id, year, place_id) "
                          "DO UPDATE SET note = excluded.note, accepted = 0",
                          "llilt", last + 1, series_id, year, place_id, *note != '\0' ? note : NULL);
    }
  return nqp_project_finish_edit (self, session, rc, label, local, error);
}
