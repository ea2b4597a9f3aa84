/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"
#include "nqp-row.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_ROWS 10000000
#define MAX_YEAR 999999

/* Ids of a table in the order of the panel, to find positions again. */
typedef struct
{
  int n;
  gint64 *ids;
} Ids;

typedef struct
{
  NqpProject *project;
  const NqpPanel *before; /* or NULL */
  NqpPanel *panel;
  Ids groups, places, series, indicators, nodes;
  gboolean *is_leaf;      /* [indicator] */
  GHashTable *node_codes; /* of the tree so far */
  gboolean has_formulas;
  char
      *reason; /* why the last row makes no sense: a column and what is in it; NULL if several are to blame */
} Reader;

/* Fills element @k of the panel from a row; FALSE: what is there makes no sense. */
typedef gboolean (*RowFunc) (Reader *self, sqlite3_stmt *stmt, int k);

/* -1: NULL or unknown. Ids ascend. */
static int
find_id (const Ids *ids, sqlite3_stmt *stmt, int column)
{
  gint64 id = sqlite3_column_int64 (stmt, column);
  int lo = 0, hi = ids->n;

  if (sqlite3_column_type (stmt, column) == SQLITE_NULL)
    return -1;
  while (lo < hi)
    {
      int middle = lo + (hi - lo) / 2;

      if (ids->ids[middle] < id)
        lo = middle + 1;
      else
        hi = middle;
    }
  return lo < ids->n && ids->ids[lo] == id ? lo : -1;
}

static gboolean
keep_id (Ids *ids, sqlite3_stmt *stmt, int k)
{
  if (ids->ids == NULL)
    return FALSE;
  ids->ids[k] = sqlite3_column_int64 (stmt, 0);
  ids->n = k + 1;
  return k == 0 || ids->ids[k] > ids->ids[k - 1];
}

/* Notes whether the code is shown as another one than it is. */
static char *
read_code (Reader *self, sqlite3_stmt *stmt, int column)
{
  const char *text = (const char *)sqlite3_column_text (stmt, column);
  gboolean changed = FALSE;
  char *code = text != NULL
                   ? nqp_words_clean (text, sqlite3_column_bytes (stmt, column), NQP_WORDS_CODE, &changed)
                   : NULL;

  self->project->odd_codes = self->project->odd_codes || changed;
  return code;
}

static gboolean
read_year (Reader *self, sqlite3_stmt *stmt, int k)
{
  return nqp_row_int (stmt, 0, -MAX_YEAR, MAX_YEAR, &self->panel->years[k], &self->reason)
         && (k == 0 || self->panel->years[k - 1] < self->panel->years[k]);
}

static gboolean
read_group (Reader *self, sqlite3_stmt *stmt, int k)
{
  self->panel->groups[k] = nqp_sql_texts (stmt, 1, NQP_WORDS_NAME);
  return keep_id (&self->groups, stmt, k);
}

static gboolean
read_place (Reader *self, sqlite3_stmt *stmt, int k)
{
  NqpRegion *place = &self->panel->places[k];
  gboolean has_data;

  place->code = read_code (self, stmt, 1);
  place->name = nqp_sql_texts (stmt, 2, NQP_WORDS_NAME);
  place->group = find_id (&self->groups, stmt, 4);
  place->initials = nqp_sql_text (stmt, 5, NQP_WORDS_NAME);
  return keep_id (&self->places, stmt, k) && place->code != NULL
         && nqp_row_globe (stmt, 6, NQP_GLOBE_LONGITUDE, &place->longitude, &self->reason)
         && nqp_row_globe (stmt, 7, NQP_GLOBE_LATITUDE, &place->latitude, &self->reason)
         && nqp_row_globe (stmt, 8, NQP_GLOBE_AREA, &place->area_km2, &self->reason)
         && nqp_row_tile (stmt, 9, &place->tile_col, &self->reason)
         && nqp_row_tile (stmt, 10, &place->tile_row, &self->reason)
         && nqp_row_boolean (stmt, 11, &has_data, &self->reason) && has_data == (k < self->panel->n_regions)
         && (place->group >= 0 || sqlite3_column_type (stmt, 4) == SQLITE_NULL
             || nqp_row_refuse (&self->reason, stmt, 4));
}

static gboolean
read_neighbour (Reader *self, sqlite3_stmt *stmt, int k)
{
  NqpNeighbour *pair = &self->panel->neighbours[k];

  pair->a = find_id (&self->places, stmt, 1);
  pair->b = find_id (&self->places, stmt, 2);
  pair->kind = nqp_sql_text (stmt, 3, NQP_WORDS_CODE);
  return (pair->a >= 0 || nqp_row_refuse (&self->reason, stmt, 1))
         && (pair->b >= 0 || nqp_row_refuse (&self->reason, stmt, 2));
}

static gboolean
read_series (Reader *self, sqlite3_stmt *stmt, int k)
{
  NqpSeries *series = &self->panel->series[k];

  series->code = read_code (self, stmt, 1);
  series->name = nqp_sql_texts (stmt, 2, NQP_WORDS_NAME);
  series->unit = nqp_sql_texts (stmt, 4, NQP_WORDS_NAME);
  series->source = nqp_sql_text (stmt, 6, NQP_WORDS_LINE);
  series->note = nqp_sql_text (stmt, 7, NQP_WORDS_PROSE);
  return keep_id (&self->series, stmt, k) && series->code != NULL;
}

/* What it names is looked for when all indicators are read. */
static gboolean
read_formula (Reader *self, sqlite3_stmt *stmt, NqpIndicator *indicator)
{
  g_autoptr (GError) error = NULL;
  const char *text = (const char *)sqlite3_column_text (stmt, 18);

  indicator->formula = nqp_expression_parse (text != NULL ? text : "", &error);
  self->has_formulas = TRUE;
  if (indicator->formula == NULL && self->reason == NULL)
    self->reason = g_strdup (error->message);
  return indicator->formula != NULL;
}

static gboolean
bind_formulas (Reader *self, GError **error)
{
  for (int j = 0; self->has_formulas && j < self->panel->n_indicators; j++)
    {
      g_autoptr (GError) reason = NULL;

      if (self->panel->indicators[j].formula != NULL
          && !nqp_panel_bind_formula (self->panel, &self->panel->indicators[j], &reason))
        return nqp_row_fail_named (error, self->project->path, "indicator", self->panel->indicators[j].code,
                                   reason->message);
    }
  return TRUE;
}

static gboolean
read_indicator (Reader *self, sqlite3_stmt *stmt, int k)
{
  NqpIndicator *indicator = &self->panel->indicators[k];
  const char *role = (const char *)sqlite3_column_text (stmt, 9);
  gboolean per_area;

  indicator->code = read_code (self, stmt, 1);
  indicator->name = nqp_sql_texts (stmt, 2, NQP_WORDS_NAME);
  indicator->unit = nqp_sql_texts (stmt, 4, NQP_WORDS_NAME);
  indicator->pillar = nqp_sql_text (stmt, 6, NQP_WORDS_CODE);
  indicator->component = nqp_sql_text (stmt, 7, NQP_WORDS_CODE);
  indicator->numerator = find_id (&self->series, stmt, 10);
  indicator->denominator = find_id (&self->series, stmt, 11);
  if (indicator->denominator < 0 && sqlite3_column_type (stmt, 11) != SQLITE_NULL)
    return nqp_row_refuse (&self->reason, stmt, 11);
  if (!nqp_row_boolean (stmt, 12, &per_area, &self->reason))
    return FALSE;
  if (per_area)
    indicator->denominator = NQP_DENOMINATOR_AREA;
  if (sqlite3_column_type (stmt, 18) != SQLITE_NULL && !read_formula (self, stmt, indicator))
    return FALSE;
  indicator->source = nqp_sql_text (stmt, 14, NQP_WORDS_LINE);
  indicator->note = nqp_sql_text (stmt, 15, NQP_WORDS_PROSE);
  return keep_id (&self->indicators, stmt, k) && indicator->code != NULL
         && nqp_row_int (stmt, 8, -1, 1, &indicator->direction, &self->reason)
         && ((role != NULL && nqp_role_parse (role, &indicator->role))
             || nqp_row_refuse (&self->reason, stmt, 9))
         && (indicator->direction != 0 || indicator->role != NQP_ROLE_INDEX
             || nqp_row_refuse (&self->reason, stmt, 8))
         && (indicator->numerator >= 0 || nqp_row_refuse (&self->reason, stmt, 10))
         && nqp_row_finite (stmt, 13, &indicator->factor, &self->reason)
         && (!isnan (indicator->factor) || nqp_row_refuse (&self->reason, stmt, 13))
         && ((indicator->factor == 0) == (indicator->formula != NULL)
             || nqp_row_refuse (&self->reason, stmt, 13))
         && nqp_row_finite (stmt, 16, &indicator->lower, &self->reason)
         && nqp_row_finite (stmt, 17, &indicator->upper, &self->reason)
         && !(indicator->lower >= indicator->upper);
}

/* After the values. A cell that the user changed is no longer the one that was flagged. */
static gboolean
read_flag (Reader *self, sqlite3_stmt *stmt, int k)
{
  NqpPanel *panel = self->panel;
  NqpFlag *flag = &panel->flags[k];
  guint8 *state;
  int year;

  flag->series = find_id (&self->series, stmt, 1);
  flag->place = find_id (&self->places, stmt, 3);
  flag->note = nqp_sql_text (stmt, 4, NQP_WORDS_PROSE);
  if (!nqp_row_boolean (stmt, 5, &flag->accepted, &self->reason)
      || !nqp_row_int (stmt, 2, -MAX_YEAR, MAX_YEAR, &year, &self->reason))
    return FALSE;
  flag->year = nqp_panel_find_year (panel, year);
  if (flag->series < 0 || flag->year < 0 || flag->place < 0)
    return nqp_row_refuse (&self->reason, stmt, flag->series < 0 ? 1 : flag->year < 0 ? 2 : 3);
  if (flag->place >= panel->n_regions)
    return TRUE;
  state = &panel->states[nqp_panel_cell (panel, flag->series, flag->year, flag->place)];
  if (!flag->accepted && *state == NQP_CELL_OBSERVED)
    *state = NQP_CELL_SUSPECT;
  return TRUE;
}

static gboolean
read_node (Reader *self, sqlite3_stmt *stmt, int k)
{
  NqpTree *tree = self->panel->tree;
  int parent = find_id (&self->nodes, stmt, 1);
  g_autofree char *id = read_code (self, stmt, 2);
  const char *level_name = (const char *)sqlite3_column_text (stmt, 3);
  NqpText name = nqp_sql_texts (stmt, 4, NQP_WORDS_NAME);
  int indicator = find_id (&self->indicators, stmt, 6);
  double weight = nqp_sql_real (stmt, 7);
  NqpLevel level = NQP_LEVEL_INDEX;
  gboolean locked, on;
  gboolean sound
      = nqp_row_boolean (stmt, 8, &locked, &self->reason) && nqp_row_boolean (stmt, 9, &on, &self->reason)
        && ((weight >= 0 && weight <= 1 + 1e-9) || nqp_row_refuse (&self->reason, stmt, 7)) && id != NULL
        && level_name != NULL && nqp_level_parse (level_name, &level)
        && (level == NQP_LEVEL_INDEX) == (k == 0) && (parent < 0) == (k == 0)
        && (level == NQP_LEVEL_INDICATOR) == (indicator >= 0)
        && (indicator >= 0 || sqlite3_column_type (stmt, 6) == SQLITE_NULL)
        && (parent < 0 || tree->nodes[parent].level < level) && !g_hash_table_contains (self->node_codes, id)
        && (indicator < 0 || !self->is_leaf[indicator]);

  if (sound)
    {
      const NqpText *shown = indicator >= 0 ? &self->panel->indicators[indicator].name : &name;

      if (indicator >= 0)
        self->is_leaf[indicator] = TRUE;
      nqp_tree_add (tree, parent, id, shown, level, indicator, weight, locked, on);
      g_hash_table_add (self->node_codes, g_steal_pointer (&id));
    }
  nqp_text_clear (&name);
  return sound && keep_id (&self->nodes, stmt, k);
}

static gboolean
read_rows (Reader *self, const char *table, const char *sql, int n, RowFunc row, GError **error)
{
  NqpProject *project = self->project;
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int k = 0;
  int rc = sqlite3_prepare_v2 (project->db, sql, -1, &stmt, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      if (k >= n || !row (self, stmt, k))
        return nqp_row_fail (error, project->path, table, stmt, 1, self->reason);
      k++;
      rc = SQLITE_OK;
    }
  if (rc != SQLITE_DONE)
    return nqp_sql_error (error, project->db, rc, NQP_SQL_READING, project->path);
  if (k < n)
    return nqp_row_fail (error, project->path, table, NULL, 0, NULL);
  return TRUE;
}

/* Rows come in the order of the key, so that the positions only move forward: no search in four million rows. */
static gboolean
read_values (Reader *self, GError **error)
{
  NqpProject *project = self->project;
  NqpPanel *panel = self->panel;
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int s = 0, t = 0, i = 0, rc;

  if (nqp_project_can_follow (project, self->before, panel))
    return nqp_project_follow_cells (project, self->before, panel, self->series.ids, self->places.ids, error);
  rc = sqlite3_prepare_v2 (project->db,
                           "SELECT series_id, year, place_id, value, edited FROM value "
                           "ORDER BY series_id, year, place_id",
                           -1, &stmt, NULL);
  if (rc != SQLITE_OK)
    return nqp_sql_error (error, project->db, rc, NQP_SQL_READING, project->path);
  while ((rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      gint64 series = sqlite3_column_int64 (stmt, 0);
      gint64 year = sqlite3_column_int64 (stmt, 1);
      gint64 place = sqlite3_column_int64 (stmt, 2);
      gboolean edited;
      gsize cell;

      for (; s < panel->n_series && self->series.ids[s] < series; s++)
        t = i = 0;
      for (; t < panel->n_years && panel->years[t] < year; t++)
        i = 0;
      while (i < panel->n_regions && self->places.ids[i] < place)
        i++;
      if (s == panel->n_series || self->series.ids[s] != series || t == panel->n_years
          || panel->years[t] != year || i == panel->n_regions || self->places.ids[i] != place)
        return nqp_row_fail (error, project->path, "value", stmt, 3, NULL);
      cell = nqp_panel_cell (panel, s, t, i);
      if (!nqp_row_finite (stmt, 3, &panel->values[cell], &self->reason)
          || !nqp_row_boolean (stmt, 4, &edited, &self->reason))
        return nqp_row_fail (error, project->path, "value", stmt, 3, self->reason);
      if (edited)
        panel->states[cell] = NQP_CELL_EDITED;
    }
  if (rc != SQLITE_DONE)
    return nqp_sql_error (error, project->db, rc, NQP_SQL_READING, project->path);
  return TRUE;
}

static gboolean
read_accepted (Reader *self, sqlite3_stmt *stmt, int k)
{
  NqpAccepted *accepted = &self->panel->accepted[k];

  accepted->finding = nqp_sql_text (stmt, 1, NQP_WORDS_LINE);
  accepted->note = nqp_sql_text (stmt, 3, NQP_WORDS_PROSE);
  return accepted->finding != NULL && nqp_row_finite (stmt, 2, &accepted->value, &self->reason);
}

static gboolean
read_settled (Reader *self, sqlite3_stmt *stmt, int k)
{
  NqpSettledName *settled = &self->panel->settled[k];

  settled->name = nqp_sql_text (stmt, 1, NQP_WORDS_NAME);
  settled->code = nqp_sql_text (stmt, 2, NQP_WORDS_CODE);
  return settled->name != NULL;
}

static gboolean
count_rows (Reader *self, int *out_n_nodes, GError **error)
{
  NqpProject *project = self->project;
  static const char *const counts[]
      = { "SELECT count(*) FROM place",      "SELECT count(*) FROM place WHERE has_data <> 0",
          "SELECT count(*) FROM year",       "SELECT count(*) FROM series",
          "SELECT count(*) FROM indicator",  "SELECT count(*) FROM region_group",
          "SELECT count(*) FROM neighbour",  "SELECT count(*) FROM flag",
          "SELECT count(*) FROM node",       "SELECT count(*) FROM accepted_finding",
          "SELECT count(*) FROM region_name" };
  gint64 n[G_N_ELEMENTS (counts)];

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      int rc = nqp_sql_int (project->db, counts[i], &n[i]);

      if (rc != SQLITE_OK)
        return nqp_sql_error (error, project->db, rc, NQP_SQL_READING, project->path);
      if (n[i] > (i == 8 ? NQP_TREE_MAX_NODES : MAX_ROWS))
        return nqp_sql_error_damaged (error, project->path,
                                      _ ("it has more rows than this program can hold"));
    }
  if ((double)n[1] * (double)n[2] * (double)n[3] > NQP_STORE_MAX_CELLS)
    return nqp_sql_error_damaged (error, project->path, _ ("it has more cells than this program can hold"));
  self->panel = nqp_panel_new ((int)n[0], (int)n[1], (int)n[2], (int)n[3], (int)n[4], (int)n[5], (int)n[6],
                               (int)n[7]);
  self->panel->n_accepted = (int)n[9];
  self->panel->accepted = g_new0 (NqpAccepted, n[9] + 1);
  self->panel->n_settled = (int)n[10];
  self->panel->settled = g_new0 (NqpSettledName, n[10] + 1);
  self->places.ids = g_new0 (gint64, n[0] + 1);
  self->series.ids = g_new0 (gint64, n[3] + 1);
  self->indicators.ids = g_new0 (gint64, n[4] + 1);
  self->groups.ids = g_new0 (gint64, n[5] + 1);
  self->nodes.ids = g_new0 (gint64, n[8] + 1);
  self->is_leaf = g_new0 (gboolean, n[4] + 1);
  *out_n_nodes = (int)n[8];
  return TRUE;
}

/* NULL: none; fails only with @error set. */
static gboolean
read_property (NqpProject *self, const char *key, NqpWordsKind kind, char **out_value, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (self->db, "SELECT value FROM project WHERE key = ?1", -1, &stmt, NULL);

  *out_value = NULL;
  if (rc == SQLITE_OK)
    rc = nqp_sql_bind (stmt, "t", key);
  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc == SQLITE_ROW)
    *out_value = nqp_sql_text (stmt, 0, kind);
  else if (rc != SQLITE_DONE)
    return nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
  return TRUE;
}

static gboolean
add_code (GHashTable *seen, const char *code, const char *table, NqpProject *project, GError **error)
{
  return g_hash_table_add (seen, (gpointer)code)
         || nqp_row_fail_named (error, project->path, table, code, NULL);
}

/* The file keeps codes apart as they are; here they have to be as they are shown. */
static gboolean
check_codes (Reader *self, GError **error)
{
  const NqpPanel *panel = self->panel;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean ok = TRUE;

  if (!self->project->odd_codes)
    return TRUE;
  for (int i = 0; ok && i < panel->n_places; i++)
    ok = add_code (seen, panel->places[i].code, "place", self->project, error);
  g_hash_table_remove_all (seen);
  for (int s = 0; ok && s < panel->n_series; s++)
    ok = add_code (seen, panel->series[s].code, "series", self->project, error);
  g_hash_table_remove_all (seen);
  for (int j = 0; ok && j < panel->n_indicators; j++)
    ok = add_code (seen, panel->indicators[j].code, "indicator", self->project, error);
  return ok;
}

static gboolean
read_all (Reader *self, GError **error)
{
  int n_nodes = 0;
  NqpPanel *panel;

  if (!count_rows (self, &n_nodes, error))
    return FALSE;
  panel = self->panel;
  if (!read_property (self->project, "title_en", NQP_WORDS_NAME, &panel->title_en, error)
      || !read_property (self->project, "title_zh", NQP_WORDS_NAME, &panel->title_zh, error)
      || !read_rows (self, "year", "SELECT year FROM year ORDER BY year", panel->n_years, read_year, error)
      || !read_rows (self, "region_group", "SELECT id, name_en, name_zh FROM region_group ORDER BY id",
                     panel->n_groups, read_group, error)
      || !read_rows (self, "place",
                     "SELECT id, code, name_en, name_zh, group_id, initials, longitude, latitude, area_km2, "
                     "tile_col, tile_row, has_data FROM place ORDER BY id",
                     panel->n_places, read_place, error)
      || !read_rows (self, "neighbour", "SELECT id, a, b, kind FROM neighbour ORDER BY id",
                     panel->n_neighbours, read_neighbour, error)
      || !read_rows (
          self, "series",
          "SELECT id, code, name_en, name_zh, unit_en, unit_zh, source, note FROM series ORDER BY id",
          panel->n_series, read_series, error)
      || !read_rows (
          self, "indicator",
          "SELECT id, code, name_en, name_zh, unit_en, unit_zh, pillar, component, direction, role, "
          "numerator_id, denominator_id, per_area, factor, source, note, lower, upper, expression "
          "FROM indicator LEFT JOIN goalpost AS g ON g.indicator_id = id "
          "LEFT JOIN formula AS f ON f.indicator_id = id ORDER BY id",
          panel->n_indicators, read_indicator, error)
      || !check_codes (self, error) || !bind_formulas (self, error) || !read_values (self, error)
      || !read_rows (self, "flag",
                     "SELECT id, series_id, year, place_id, note, accepted FROM flag ORDER BY id",
                     panel->n_flags, read_flag, error)
      || !read_rows (self, "accepted_finding",
                     "SELECT id, finding, value, note FROM accepted_finding ORDER BY id", panel->n_accepted,
                     read_accepted, error)
      || !read_rows (self, "region_name", "SELECT id, name, code FROM region_name ORDER BY name, id",
                     panel->n_settled, read_settled, error))
    return FALSE;
  if (n_nodes == 0)
    {
      panel->tree = nqp_panel_make_tree (panel);
      return TRUE;
    }
  panel->tree = nqp_tree_new ();
  self->node_codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_rows (self, "node",
                  "SELECT id, parent_id, code, level, name_en, name_zh, indicator_id, weight, locked, is_on "
                  "FROM node ORDER BY id",
                  n_nodes, read_node, error))
    return FALSE;
  nqp_tree_seal (panel->tree);
  return nqp_project_read_judgements (self->project, &panel->tree, error);
}

/**
 * nqp_project_read_panel_after:
 * @before: (nullable): a panel that was read of this project before
 *
 * As nqp_project_read_panel(), but of the figures only those are read that were written since.
 */
NqpPanel *
nqp_project_read_panel_after (NqpProject *self, const NqpPanel *before, GError **error)
{
  Reader reader = { .project = self, .before = before };
  gboolean ok, own;

  if (!nqp_project_begin_read (self, &own, error))
    return NULL;
  self->odd_codes = FALSE;
  ok = read_all (&reader, error);
  nqp_project_end_read (self, own);
  g_free (reader.groups.ids);
  g_free (reader.places.ids);
  g_free (reader.series.ids);
  g_free (reader.indicators.ids);
  g_free (reader.nodes.ids);
  g_free (reader.is_leaf);
  g_free (reader.reason);
  g_clear_pointer (&reader.node_codes, g_hash_table_unref);
  if (!ok)
    {
      g_clear_pointer (&reader.panel, nqp_panel_unref);
      return NULL;
    }
  reader.panel->epoch = self->epoch;
  reader.panel->noted = nqp_project_count_cells (self);
  return reader.panel;
}

/**
 * nqp_project_read_panel:
 *
 * Reads one consistent state, with the tree and its stored weights.
 *
 * Returns: (transfer full): the panel, or %NULL with @error set
 */
NqpPanel *
nqp_project_read_panel (NqpProject *self, GError **error)
{
  return nqp_project_read_panel_after (self, NULL, error);
}

static int
find_node (sqlite3_stmt *stmt, const char *code, gboolean with_id, gint64 id)
{
  int rc;

  sqlite3_reset (stmt);
  rc = with_id ? nqp_sql_bind (stmt, "tl", code, id) : nqp_sql_bind (stmt, "t", code);
  return rc == SQLITE_OK ? sqlite3_step (stmt) : rc;
}

/* @tree with the weights, locks and switches that @sql finds by the code of a node (?1) and @id (?2); nodes without a row stay
 * as they are. @table: for the message */
NqpTree *
nqp_project_read_tree (NqpProject *self, const NqpTree *tree, const char *sql, gint64 id, const char *table,
                       GError **error)
{
  g_autoptr (NqpTree) read = nqp_tree_new ();
  g_autofree char *shown_sql = self->odd_codes ? nqp_sql_by_shown_code (sql) : NULL;
  g_autoptr (sqlite3_stmt) stmt = NULL;
  g_autoptr (sqlite3_stmt) shown = NULL;
  int rc = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);
  const gboolean with_id = rc == SQLITE_OK && sqlite3_bind_parameter_count (stmt) > 1;

  if (rc == SQLITE_OK && shown_sql != NULL)
    rc = sqlite3_prepare_v2 (self->db, shown_sql, -1, &shown, NULL);

  for (int i = 0; i < tree->n_nodes && rc == SQLITE_OK; i++)
    {
      const NqpNode *node = &tree->nodes[i];
      sqlite3_stmt *row = stmt;
      double weight = node->weight;
      gboolean locked = node->locked, on = node->on;

      rc = find_node (stmt, node->id, with_id, id);
      if (rc == SQLITE_DONE && shown != NULL)
        {
          row = shown;
          rc = find_node (shown, node->id, with_id, id);
        }
      if (rc == SQLITE_ROW)
        {
          g_autofree char *reason = NULL;

          weight = nqp_sql_real (row, 0);
          if ((!(weight >= 0 && weight <= 1 + 1e-9) && !nqp_row_refuse (&reason, row, 0))
              || !nqp_row_boolean (row, 1, &locked, &reason) || !nqp_row_boolean (row, 2, &on, &reason))
            {
              nqp_row_fail_named (error, self->path, table, node->id, reason);
              return NULL;
            }
        }
      rc = rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
      nqp_tree_add (read, node->parent, node->id, &node->name, node->level, node->indicator, weight, locked,
                    on);
    }
  if (rc != SQLITE_OK)
    {
      nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
      return NULL;
    }
  nqp_tree_seal (read);
  return g_steal_pointer (&read);
}

/**
 * nqp_project_read_weights:
 * @tree: of the panel that was read before
 *
 * What nqp_project_set_weights() wrote, without the figures: a panel of millions of cells need not be read again when only
 * weights were changed. A tree made from the indicators has no rows, and stays as it is.
 *
 * Returns: (transfer full): @tree with other weights, locks, switches and judgements; %NULL with @error set
 */
NqpTree *
nqp_project_read_weights (NqpProject *self, const NqpTree *tree, GError **error)
{
  g_autoptr (NqpTree) read = nqp_project_read_tree (
      self, tree, "SELECT weight, locked, is_on FROM node WHERE code = ?1", 0, "node", error);

  return read != NULL && nqp_project_read_judgements (self, &read, error) ? g_steal_pointer (&read) : NULL;
}

/**
 * nqp_project_read_method:
 *
 * Returns: (transfer full): the line that NqpMethod parses, "" if there is none; %NULL with @error set
 */
char *
nqp_project_read_method (NqpProject *self, GError **error)
{
  char *method = NULL;

  if (!read_property (self, "method", NQP_WORDS_LINE, &method, error))
    return NULL;
  return method != NULL ? method : g_strdup ("");
}

/**
 * nqp_project_read_app:
 *
 * Returns: (transfer full): name and version of the program that made the file, "" if it does not say; %NULL with
 * @error set
 */
char *
nqp_project_read_app (NqpProject *self, GError **error)
{
  char *app = NULL;

  if (!read_property (self, "app", NQP_WORDS_NAME, &app, error))
    return NULL;
  return app != NULL ? app : g_strdup ("");
}
