/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-config.h"
#include "nqp-new-file.h"
#include "nqp-project-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* One statement run for each element of an array of the panel. */
typedef int (*BindFunc) (sqlite3_stmt *stmt, const NqpPanel *panel, int k);

static int
bind_year (sqlite3_stmt *stmt, const NqpPanel *panel, int k)
{
  return nqp_sql_bind (stmt, "i", panel->years[k]);
}

static int
bind_group (sqlite3_stmt *stmt, const NqpPanel *panel, int k)
{
  return nqp_sql_bind (stmt, "itt", k, panel->groups[k].en, panel->groups[k].zh);
}

static int
bind_place (sqlite3_stmt *stmt, const NqpPanel *panel, int k)
{
  const NqpRegion *place = &panel->places[k];

  return nqp_sql_bind (stmt, "itttntrrrnni", k, place->code, place->name.en, place->name.zh, place->group,
                       place->initials, place->longitude, place->latitude, place->area_km2, place->tile_col,
                       place->tile_row, k < panel->n_regions);
}

static int
bind_neighbour (sqlite3_stmt *stmt, const NqpPanel *panel, int k)
{
  const NqpNeighbour *pair = &panel->neighbours[k];

  return nqp_sql_bind (stmt, "iiit", k, pair->a, pair->b, pair->kind);
}

static int
bind_series (sqlite3_stmt *stmt, const NqpPanel *panel, int k)
{
  const NqpSeries *series = &panel->series[k];

  return nqp_sql_bind (stmt, "ittttttt", k, series->code, series->name.en, series->name.zh, series->unit.en,
                       series->unit.zh, series->source, series->note);
}

static int
bind_flag (sqlite3_stmt *stmt, const NqpPanel *panel, int k)
{
  const NqpFlag *flag = &panel->flags[k];

  return nqp_sql_bind (stmt, "iiiiti", k, flag->series, panel->years[flag->year], flag->place, flag->note,
                       flag->accepted ? 1 : 0);
}

static int
bind_accepted (sqlite3_stmt *stmt, const NqpPanel *panel, int k)
{
  const NqpAccepted *accepted = &panel->accepted[k];

  return nqp_sql_bind (stmt, "itrt", k, accepted->finding, accepted->value, accepted->note);
}

static int
bind_settled (sqlite3_stmt *stmt, const NqpPanel *panel, int k)
{
  return nqp_sql_bind (stmt, "itt", k, panel->settled[k].name, panel->settled[k].code);
}

static int
bind_indicator (sqlite3_stmt *stmt, const NqpPanel *panel, int k)
{
  const NqpIndicator *indicator = &panel->indicators[k];

  return nqp_sql_bind (stmt, "itttttttitinirtt", k, indicator->code, indicator->name.en, indicator->name.zh,
                       indicator->unit.en, indicator->unit.zh, indicator->pillar, indicator->component,
                       indicator->direction, nqp_role_to_string (indicator->role), indicator->numerator,
                       indicator->denominator, indicator->denominator == NQP_DENOMINATOR_AREA,
                       indicator->formula != NULL ? 0 : indicator->factor, indicator->source,
                       indicator->note);
}

static int
insert_each (sqlite3 *db, const NqpPanel *panel, const char *sql, int n, BindFunc bind)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  for (int k = 0; k < n && rc == SQLITE_OK; k++)
    {
      rc = bind (stmt, panel, k);
      if (rc == SQLITE_OK)
        {
          sqlite3_step (stmt);
          rc = sqlite3_reset (stmt);
        }
    }
  return rc;
}

static int
insert_nodes (sqlite3 *db, const NqpTree *tree)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (
      db,
      "INSERT INTO node (id, parent_id, code, level, name_en, name_zh, indicator_id, weight, "
      "locked, is_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      -1, &stmt, NULL);

  for (int k = 0; k < tree->n_nodes && rc == SQLITE_OK; k++)
    {
      const NqpNode *node = &tree->nodes[k];
      gboolean leaf = node->indicator >= 0;

      rc = nqp_sql_bind (stmt, "inttttnrii", k, node->parent, node->id, nqp_level_to_string (node->level),
                         leaf ? NULL : node->name.en, leaf ? NULL : node->name.zh, node->indicator,
                         node->weight, node->locked ? 1 : 0, node->on ? 1 : 0);
      if (rc == SQLITE_OK)
        {
          sqlite3_step (stmt);
          rc = sqlite3_reset (stmt);
        }
    }
  return rc;
}

/* Rows of a series and a year are inserted many at a time: beginning and ending a statement costs more than a row. */
#define ROWS_A_STATEMENT 50

typedef struct
{
  int place;
  double value;
} ValueRow;

/* A statement for each number of rows, made when first needed. */
typedef struct
{
  sqlite3_stmt *statements[ROWS_A_STATEMENT];
} ValueWriter;

static void
value_writer_clear (ValueWriter *self)
{
  for (int k = 0; k < ROWS_A_STATEMENT; k++)
    sqlite3_finalize (self->statements[k]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ValueWriter, value_writer_clear)

static int
prepare_values (sqlite3 *db, int n_rows, sqlite3_stmt **out_stmt)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO value (series_id, year, place_id, value) VALUES ");

  for (int k = 0; k < n_rows; k++)
    g_string_append (sql, k == 0 ? "(?1, ?2, ?, ?)" : ", (?1, ?2, ?, ?)");
  return sqlite3_prepare_v2 (db, sql->str, -1, out_stmt, NULL);
}

static int
write_rows (ValueWriter *self, sqlite3 *db, int series, int year, const ValueRow *rows, int n_rows)
{
  sqlite3_stmt **stmt = &self->statements[n_rows - 1];
  int rc = *stmt == NULL ? prepare_values (db, n_rows, stmt) : SQLITE_OK;

  if (rc != SQLITE_OK)
    return rc;
  sqlite3_bind_int (*stmt, 1, series);
  sqlite3_bind_int (*stmt, 2, year);
  for (int k = 0, p = 2; k < n_rows; k++)
    {
      sqlite3_bind_int (*stmt, ++p, rows[k].place);
      sqlite3_bind_double (*stmt, ++p, rows[k].value);
    }
  sqlite3_step (*stmt);
  return sqlite3_reset (*stmt);
}

static int
write_edited (sqlite3 *db, int series, int year, int place, double value)
{
  return nqp_sql_run (db,
                      "INSERT INTO value (series_id, year, place_id, value, edited) VALUES (?, ?, ?, ?, 1)",
                      "iiir", series, year, place, value); /* NULL of NaN */
}

/* In the order of the key, so that each row goes to the end of the table. */
static int
insert_values (sqlite3 *db, const NqpPanel *panel)
{
  g_auto (ValueWriter) writer = { { NULL } };
  ValueRow rows[ROWS_A_STATEMENT];
  gsize cell = 0;
  int rc = SQLITE_OK;

  for (int s = 0; s < panel->n_series; s++)
    for (int t = 0; t < panel->n_years; t++)
      {
        int n = 0;

        for (int i = 0; i < panel->n_regions && rc == SQLITE_OK; i++, cell++)
          {
            if (panel->states[cell] == NQP_CELL_EDITED)
              rc = write_edited (db, s, panel->years[t], i, panel->values[cell]);
            else if (!isnan (panel->values[cell]))
              rows[n++] = (ValueRow){ i, panel->values[cell] };
            if (n < ROWS_A_STATEMENT || rc != SQLITE_OK)
              continue;
            rc = write_rows (&writer, db, s, panel->years[t], rows, n);
            n = 0;
          }
        if (rc == SQLITE_OK && n > 0)
          rc = write_rows (&writer, db, s, panel->years[t], rows, n);
      }
  return rc;
}

static int
insert_boundaries (sqlite3 *db, const NqpBoundaries *boundaries)
{
  int rc = SQLITE_OK;

  for (int k = 0; k < boundaries->n_shapes && rc == SQLITE_OK; k++)
    rc = nqp_project_insert_shape (db, k, &boundaries->shapes[k]);
  return rc;
}

static int
insert_property (sqlite3 *db, const char *key, const char *value)
{
  return value == NULL ? SQLITE_OK
                       : nqp_sql_run (db, "INSERT INTO project (key, value) VALUES (?, ?)", "tt", key, value);
}

static int
insert_panel (sqlite3 *db, const NqpPanel *panel)
{
  const struct
  {
    const char *sql;
    int n;
    BindFunc bind;
  } parts[] = {
    { "INSERT INTO year (year) VALUES (?)", panel->n_years, bind_year },
    { "INSERT INTO region_group (id, name_en, name_zh) VALUES (?, ?, ?)", panel->n_groups, bind_group },
    { "INSERT INTO place (id, code, name_en, name_zh, group_id, initials, longitude, latitude, area_km2, "
      "tile_col, "
      "tile_row, has_data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      panel->n_places, bind_place },
    { "INSERT INTO neighbour (id, a, b, kind) VALUES (?, ?, ?, ?)", panel->n_neighbours, bind_neighbour },
    { "INSERT INTO series (id, code, name_en, name_zh, unit_en, unit_zh, source, note) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      panel->n_series, bind_series },
    { "INSERT INTO flag (id, series_id, year, place_id, flag, note, accepted) VALUES (?, ?, ?, ?, 'suspect', "
      "?, ?)",
      panel->n_flags, bind_flag },
    { "INSERT INTO indicator (id, code, name_en, name_zh, unit_en, unit_zh, pillar, component, direction, "
      "role, "
      "numerator_id, denominator_id, per_area, factor, source, note) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      panel->n_indicators, bind_indicator },
    { "INSERT INTO accepted_finding (id, finding, value, note) VALUES (?, ?, ?, ?)", panel->n_accepted,
      bind_accepted },
    { "INSERT INTO region_name (id, name, code) VALUES (?, ?, ?)", panel->n_settled, bind_settled },
  };
  int rc = SQLITE_OK;

  for (gsize i = 0; i < G_N_ELEMENTS (parts) && rc == SQLITE_OK; i++)
    rc = insert_each (db, panel, parts[i].sql, parts[i].n, parts[i].bind);
  for (int j = 0; j < panel->n_indicators && rc == SQLITE_OK; j++)
    if (panel->indicators[j].formula != NULL)
      rc = nqp_sql_run (db, "INSERT INTO formula (indicator_id, expression) VALUES (?, ?)", "it", j,
                        nqp_expression_text (panel->indicators[j].formula));
  for (int j = 0; j < panel->n_indicators && rc == SQLITE_OK; j++)
    if (!isnan (panel->indicators[j].lower) || !isnan (panel->indicators[j].upper))
      rc = nqp_sql_run (db, "INSERT INTO goalpost (indicator_id, lower, upper) VALUES (?, ?, ?)", "irr", j,
                        panel->indicators[j].lower, panel->indicators[j].upper);
  return rc;
}

sqlite3 *
nqp_project_open_new (const char *temp_path, const char *shown_path, GError **error)
{
  g_autoptr (sqlite3) db = NULL;
  int rc = sqlite3_open_v2 (temp_path, &db,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

  /* The file has no name yet that anybody would open: should this fail it is thrown away. */
  if (rc == SQLITE_OK)
    rc = sqlite3_exec (
        db,
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; "
        "PRAGMA cache_size = -16384",
        NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    {
      nqp_sql_error (error, db, rc, NQP_SQL_WRITING, shown_path);
      return NULL;
    }
  return g_steal_pointer (&db);
}

static gboolean
fill (const char *temp_path, const char *path, const NqpPanel *panel, const NqpBoundaries *boundaries,
      const NqpFramework *framework, const char *method, GError **error)
{
  g_autofree char *set_id = g_strdup_printf ("PRAGMA application_id = %d", NQP_APPLICATION_ID);
  g_autoptr (GPtrArray) migrations = nqp_schema_migrations ();
  g_autoptr (NqpTree) tree = panel->tree != NULL ? nqp_tree_ref (panel->tree) : nqp_panel_make_tree (panel);
  g_autoptr (sqlite3) db = nqp_project_open_new (temp_path, path, error);
  int rc;

  if (db == NULL)
    return FALSE;
  rc = sqlite3_exec (db, set_id, NULL, NULL, NULL);
  if (rc == SQLITE_OK && !nqp_schema_migrate (db, migrations, path, error))
    return FALSE;
  /* The panel is consistent already: no need to look each reference up four million times. */
  if (rc == SQLITE_OK)
    rc = sqlite3_exec (db, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; BEGIN", NULL,
                       NULL, NULL);
  if (rc == SQLITE_OK)
    rc = insert_property (db, "title_en", panel->title_en);
  if (rc == SQLITE_OK)
    rc = insert_property (db, "title_zh", panel->title_zh);
  if (rc == SQLITE_OK)
    rc = insert_property (db, "method", method != NULL ? method : "");
  if (rc == SQLITE_OK)
    rc = insert_property (db, "app", "nqp-explorer " NQP_VERSION);
  if (rc == SQLITE_OK)
    rc = insert_panel (db, panel);
  if (rc == SQLITE_OK)
    rc = insert_nodes (db, tree);
  if (rc == SQLITE_OK)
    rc = nqp_project_write_judgements (db, tree->judgements);
  if (rc == SQLITE_OK)
    rc = insert_values (db, panel);
  if (rc == SQLITE_OK && boundaries != NULL)
    rc = insert_boundaries (db, boundaries);
  if (rc == SQLITE_OK && framework != NULL)
    rc = nqp_project_insert_framework (db, framework);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    return nqp_sql_error (error, db, rc, NQP_SQL_WRITING, path);
  return TRUE;
}

/**
 * nqp_project_create:
 * @path: where the project shall be
 * @panel: its data; without a tree it gets the default one
 * @boundaries: (nullable): its outlines
 * @framework: (nullable): its concept model, sealed; %NULL = none of its own
 * @method: (nullable): the line that NqpMethod parses
 * @replace: whether an existing file may be exchanged
 *
 * All or nothing: whatever happens, also a full disk or a killed process, @path is as it was before or the whole new
 * project.
 *
 * Returns: %TRUE when the project is on disk
 */
gboolean
nqp_project_create (const char *path, const NqpPanel *panel, const NqpBoundaries *boundaries,
                    const NqpFramework *framework, const char *method, gboolean replace, GError **error)
{
  g_autoptr (NqpNewFile) file = NULL;

  g_return_val_if_fail (path != NULL && panel != NULL, FALSE);
  if ((double)panel->n_regions * panel->n_years * panel->n_series > NQP_STORE_MAX_CELLS)
    {
      g_autofree char *name = nqp_words_path (path);

      g_set_error (
          error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
          _ ("Cannot write “%s”: a project holds at most %d million cells (regions × years × series). Split "
             "the data."),
          name, (int)(NQP_STORE_MAX_CELLS / 1e6));
      return FALSE;
    }
  file = nqp_new_file_begin (path, replace, error);
  return file != NULL
         && fill (nqp_new_file_temp_path (file), path, panel, boundaries, framework, method, error)
         && nqp_new_file_finish (file, error);
}
