/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-append.h"
#include "nqp-project-private.h"

#include <math.h>

/* What lists and outlines say of a project that is there: within the action that appends. */

typedef struct
{
  NqpProject *project;
  sqlite3 *db;
  const NqpAppendBeside *what;
  const NqpPanel *panel;
  GError **error;
} Beside;

#define AT(array, k) g_array_index (array, int, k)

static int
next_id (const Beside *self, const char *table, gint64 *out_id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce(max(id), -1) + 1 FROM %s", table);

  return nqp_sql_int (self->db, sql, out_id);
}

static int
find (const Beside *self, const char *table, const char *code, gint64 *out_id)
{
  return nqp_project_find_code (self->project, table, code, out_id, self->error);
}

/* ---- places ------------------------------------------------------------------------------------------------------- */

static int
write_place (const Beside *self, int k)
{
  const NqpRegion *it = &self->panel->places[k];
  int group = -1, rc = SQLITE_OK;
  gint64 id = 0;

  if (it->group >= 0)
    rc = nqp_project_find_group (self->db, &self->panel->groups[it->group], &group);
  if (rc == SQLITE_OK && k >= self->what->n_places)
    {
      rc = next_id (self, "place", &id);
      if (rc == SQLITE_OK)
        rc = nqp_sql_run (self->db, "INSERT INTO place (id, code, has_data) VALUES (?1, ?2, 0)", "lt", id,
                          it->code);
    }
  return rc == SQLITE_OK ? nqp_sql_run_by_code (
             self->db, self->project->odd_codes,
             "UPDATE place SET name_en = ?2, name_zh = ?3, group_id = ?4, initials = ?5, longitude = ?6, "
             "latitude = ?7, area_km2 = ?8, tile_col = ?9, tile_row = ?10 WHERE code = ?1",
             "tttntrrrnn", it->code, it->name.en, it->name.zh, group, it->initials, it->longitude,
             it->latitude, it->area_km2, it->tile_col, it->tile_row)
                         : rc;
}

static int
write_pair (const Beside *self, int k)
{
  const NqpNeighbour *it = &self->panel->neighbours[k];
  gint64 a = 0, b = 0, id = 0;
  int rc = find (self, "place", self->panel->places[it->a].code, &a);

  if (rc == SQLITE_OK)
    rc = find (self, "place", self->panel->places[it->b].code, &b);
  if (rc == SQLITE_OK)
    rc = nqp_sql_run (self->db,
                      "UPDATE neighbour SET kind = ?3 WHERE (a = ?1 AND b = ?2) OR (a = ?2 AND b = ?1)",
                      "llt", a, b, it->kind);
  if (rc != SQLITE_OK || sqlite3_changes (self->db) > 0)
    return rc;
  rc = next_id (self, "neighbour", &id);
  return rc == SQLITE_OK
             ? nqp_sql_run (self->db, "INSERT INTO neighbour (id, a, b, kind) VALUES (?1, ?2, ?3, ?4)",
                            "lllt", id, a, b, it->kind)
             : rc;
}

/* ---- series and indicators ---------------------------------------------------------------------------------------- */

static int
write_series (const Beside *self, int k)
{
  const NqpSeries *it = &self->panel->series[k];

  return nqp_sql_run_by_code (self->db, self->project->odd_codes,
                              "UPDATE series SET name_en = ?2, name_zh = ?3, unit_en = ?4, unit_zh = ?5, "
                              "source = ?6, note = ?7 WHERE code = ?1",
                              "ttttttt", it->code, it->name.en, it->name.zh, it->unit.en, it->unit.zh,
                              it->source, it->note);
}

/* The row of one that is new; the rest is as of one that changes. */
static int
insert_indicator (const Beside *self, const NqpIndicator *it, gint64 numerator)
{
  gint64 id = 0;
  int rc = next_id (self, "indicator", &id);

  return rc == SQLITE_OK
             ? nqp_sql_run (self->db,
                            "INSERT INTO indicator (id, code, direction, role, numerator_id, factor) "
                            "VALUES (?1, ?2, 0, ?3, ?4, 1.0)",
                            "lttl", id, it->code, nqp_role_to_string (NQP_ROLE_UNASSIGNED), numerator)
             : rc;
}

static int
write_formula (const Beside *self, const NqpIndicator *it, gint64 id)
{
  int rc = SQLITE_OK;

  if (it->formula == NULL)
    rc = nqp_sql_run (self->db, "DELETE FROM formula WHERE indicator_id = ?1", "l", id);
  else
    rc = nqp_sql_run (self->db,
                      "INSERT INTO formula (indicator_id, expression) VALUES (?1, ?2) "
                      "ON CONFLICT (indicator_id) DO UPDATE SET expression = excluded.expression",
                      "lt", id, nqp_expression_text (it->formula));
  if (rc != SQLITE_OK || (isnan (it->lower) && isnan (it->upper)))
    return rc;
  return nqp_sql_run (
      self->db,
      "INSERT INTO goalpost (indicator_id, lower, upper) VALUES (?1, ?2, ?3) "
      "ON CONFLICT (indicator_id) DO UPDATE SET lower = excluded.lower, upper = excluded.upper",
      "lrr", id, it->lower, it->upper);
}

static int
write_indicator (const Beside *self, int k)
{
  const NqpIndicator *it = &self->panel->indicators[k];
  const gboolean has_other = it->denominator >= 0 && it->formula == NULL;
  gint64 numerator = 0, denominator = 0, id = 0;
  int rc = find (self, "series", self->panel->series[it->numerator].code, &numerator);

  if (rc == SQLITE_OK && has_other)
    rc = find (self, "series", self->panel->series[it->denominator].code, &denominator);
  if (rc == SQLITE_OK && k >= self->what->n_indicators)
    rc = insert_indicator (self, it, numerator);
  if (rc == SQLITE_OK)
    rc = find (self, "indicator", it->code, &id);
  if (rc == SQLITE_OK)
    rc = nqp_sql_run (self->db,
                      "UPDATE indicator SET name_en = ?2, name_zh = ?3, unit_en = ?4, unit_zh = ?5, "
                      "pillar = ?6, component = ?7, direction = ?8, role = ?9, numerator_id = ?10, "
                      "denominator_id = NULL, per_area = ?11, factor = ?12, source = ?13, note = ?14 "
                      "WHERE id = ?1",
                      "lttttttitlirtt", id, it->name.en, it->name.zh, it->unit.en, it->unit.zh, it->pillar,
                      it->component, it->direction, nqp_role_to_string (it->role), numerator,
                      it->formula == NULL && it->denominator == NQP_DENOMINATOR_AREA,
                      it->formula != NULL ? 0.0 : it->factor, it->source, it->note);
  if (rc == SQLITE_OK && has_other)
    rc = nqp_sql_run (self->db, "UPDATE indicator SET denominator_id = ?2 WHERE id = ?1", "ll", id,
                      denominator);
  return rc == SQLITE_OK ? write_formula (self, it, id) : rc;
}

/* ---- marks -------------------------------------------------------------------------------------------------------- */

static int
find_cell (const Beside *self, const NqpFlag *it, gint64 *series, gint64 *place)
{
  int rc = find (self, "series", self->panel->series[it->series].code, series);

  return rc == SQLITE_OK ? find (self, "place", self->panel->places[it->place].code, place) : rc;
}

static int
write_flag (const Beside *self, int k)
{
  const NqpFlag *it = &self->panel->flags[k];
  gint64 series = 0, place = 0, id = 0;
  int rc = find_cell (self, it, &series, &place);

  if (rc == SQLITE_OK)
    rc = next_id (self, "flag", &id);
  return rc == SQLITE_OK ? nqp_sql_run (
             self->db,
             "INSERT INTO flag (id, series_id, year, place_id, flag, note, accepted) "
             "VALUES (?1, ?2, ?3, ?4, 'suspect', ?5, ?6) ON CONFLICT (series_id, year, place_id) "
             "DO UPDATE SET note = excluded.note, accepted = excluded.accepted",
             "llilti", id, series, self->panel->years[it->year], place, it->note, it->accepted ? 1 : 0)
                         : rc;
}

static int
write_edited (const Beside *self, int k)
{
  const NqpFlag *it = &g_array_index (self->what->edited, NqpFlag, k);
  gint64 series = 0, place = 0;
  int rc = find_cell (self, it, &series, &place);

  return rc == SQLITE_OK ? nqp_sql_run (
             self->db, "UPDATE value SET edited = 1 WHERE series_id = ?1 AND year = ?2 AND place_id = ?3",
             "lil", series, self->panel->years[it->year], place)
                         : rc;
}

static int
write_accepted (const Beside *self, int k)
{
  const NqpAccepted *it = &self->panel->accepted[k];

  return nqp_sql_run (self->db,
                      "INSERT INTO accepted_finding (finding, value, note) VALUES (?1, ?2, ?3) "
                      "ON CONFLICT (finding) DO UPDATE SET value = excluded.value, note = excluded.note",
                      "trt", it->finding, it->value, it->note);
}

/* ---- outlines ----------------------------------------------------------------------------------------------------- */

/* What has its code and kind gives way. */
static int
delete_outlines (const Beside *self, int k)
{
  const NqpShape *it = &self->what->outlines->shapes[k];

  return *it->code == '\0' ? SQLITE_OK
                           : nqp_sql_run_by_code (self->db, self->project->odd_codes,
                                                  "DELETE FROM boundary WHERE code = ?1 AND kind = ?2", "tt",
                                                  it->code, nqp_project_shape_kind (it->kind));
}

static int
write_outline (const Beside *self, int k)
{
  gint64 id = 0;
  int rc = next_id (self, "boundary", &id);

  return rc == SQLITE_OK ? nqp_project_insert_shape (self->db, id, &self->what->outlines->shapes[k]) : rc;
}

/* ---- all ---------------------------------------------------------------------------------------------------------- */

static int
each (const Beside *self, const GArray *positions, int (*write) (const Beside *self, int k))
{
  int rc = SQLITE_OK;

  for (guint k = 0; positions != NULL && k < positions->len && rc == SQLITE_OK; k++)
    rc = write (self, AT (positions, k));
  return rc;
}

int
nqp_project_write_beside (NqpProject *project, const NqpAppendBeside *what, GError **error)
{
  const Beside self = { project, project->db, what, what->panel, error };
  const struct
  {
    const GArray *positions;
    int (*write) (const Beside *self, int k);
  } parts[] = {
    { what->places, write_place },     { what->neighbours, write_pair },
    { what->series, write_series },    { what->indicators, write_indicator },
    { what->flags, write_flag },       { what->accepted, write_accepted },
    { what->shapes, delete_outlines }, { what->shapes, write_outline },
  };
  int rc = SQLITE_OK;

  for (gsize k = 0; k < G_N_ELEMENTS (parts) && rc == SQLITE_OK; k++)
    rc = each (&self, parts[k].positions, parts[k].write);
  for (guint k = 0; k < what->edited->len && rc == SQLITE_OK; k++)
    rc = write_edited (&self, (int)k);
  if (rc == SQLITE_OK && what->tree != NULL)
    rc = nqp_project_write_nodes (project, what->tree);
  return rc == SQLITE_OK && what->places->len > 0
             ? sqlite3_exec (project->db,
                             "DELETE FROM region_group WHERE NOT EXISTS "
                             "(SELECT 1 FROM place WHERE group_id = region_group.id)",
                             NULL, NULL, NULL)
             : rc;
}
