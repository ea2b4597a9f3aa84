/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-salvage-private.h"

#include <glib/gi18n.h>

#include "nqp-globe.h"
#include "nqp-panel.h"
#include "nqp-tree.h"

/* What opening a project would refuse is taken out of a salvaged one, with a word about it: the rules of nqp-project-read.c and the
 * files beside it, as statements. */

#define OUT_OF_BOUNDS N_ ("is out of bounds")
#define REFERS N_ ("belongs to something that is lost")
#define DOUBLE N_ ("has the code of another one")
#define DISORDER N_ ("does not fit into the order of the rest")

typedef struct
{
  const char *table;
  const char *set; /* what is changed; NULL: the row is taken out */
  const char *where;
  const char *why;
} Rule;

/* How a row is called in a list of losses. */
static const struct
{
  const char *table, *name;
} names[] = {
  { "year", "year" },
  { "region_group", "coalesce(name_en, name_zh, id)" },
  { "place", "code" },
  { "neighbour", "coalesce((SELECT code FROM place WHERE id = a), '?') || ' – ' || coalesce((SELECT code "
                 "FROM place WHERE id = b), '?')" },
  { "series", "code" },
  { "flag", "coalesce((SELECT code FROM series WHERE id = series_id), '?') || ' ' || year" },
  { "indicator", "code" },
  { "node", "code" },
  { "boundary", "code" },
  { "state", "key" },
  { "project", "key" },
  { "history", "label" },
  { "framework", "id" },
  { "lesson_step", "lesson || ' ' || position" },
  { "scenario", "name" },
  { "scenario_value", "coalesce((SELECT code FROM indicator WHERE id = indicator_id), '?')" },
  { "formula", "coalesce((SELECT code FROM indicator WHERE id = indicator_id), '?')" },
  { "goalpost", "coalesce((SELECT code FROM indicator WHERE id = indicator_id), '?')" },
  { "judgement", "a || ' – ' || b" },
  { "scheme", "name" },
  { "scheme_weight", "node" },
  { "result", "name" },
};

static const char *
name_of (const char *table)
{
  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    if (g_strcmp0 (names[k].table, table) == 0)
      return names[k].name;
  return "''";
}

/* Cells are told a series at a time, other rows by their names. */
static int
note (NqpSalvage *self, const Rule *rule)
{
  const gboolean cells = g_strcmp0 (rule->table, "value") == 0;
  g_autofree char *sql
      = cells ? g_strdup_printf (
            "SELECT count(*), coalesce((SELECT code FROM series WHERE id = series_id), '#' || series_id), "
            "group_concat(DISTINCT year) FROM value WHERE %s GROUP BY series_id ORDER BY series_id",
            rule->where)
              : g_strdup_printf ("SELECT count(*) OVER (), %s FROM \"%s\" WHERE %s", name_of (rule->table),
                                 rule->table, rule->where);
  g_autoptr (sqlite3_stmt) stmt = NULL;
  g_autoptr (GString) what = g_string_new (NULL);
  gint64 n = 0;
  int named = 0;
  int rc = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      g_autofree char *name = nqp_sql_text (stmt, 1, NQP_WORDS_NAME);

      n = sqlite3_column_int64 (stmt, 0);
      if (cells)
        {
          g_autofree char *years = nqp_sql_text (stmt, 2, NQP_WORDS_LINE);
          g_autofree char *both = g_strdup_printf ("%s %s", name, years);

          nqp_salvage_lose (self, "value", n, FALSE, both, _ (rule->why));
        }
      else if (++named <= NQP_LOSS_MAX_NAMED)
        g_string_append_printf (what, "%s%s", what->len > 0 ? ", " : "", name != NULL ? name : "");
      rc = SQLITE_OK;
      if (!cells && named > NQP_LOSS_MAX_NAMED)
        {
          g_string_append (what, ", …");
          rc = SQLITE_DONE;
          break;
        }
    }
  if (!cells && n > 0)
    nqp_salvage_lose (self, rule->table, n, FALSE, what->str, _ (rule->why));
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* Older layouts lack some. */
static gboolean
has_table (NqpSalvage *self, const char *table)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;

  return sqlite3_prepare_v2 (self->db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1", -1,
                             &stmt, NULL)
             == SQLITE_OK
         && nqp_sql_bind (stmt, "t", table) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW;
}

static int
apply (NqpSalvage *self, const Rule *rule, gint64 *out_n)
{
  g_autofree char *sql
      = rule->set != NULL
            ? g_strdup_printf ("UPDATE \"%s\" SET %s WHERE %s", rule->table, rule->set, rule->where)
            : g_strdup_printf ("DELETE FROM \"%s\" WHERE %s", rule->table, rule->where);
  int rc;

  if (!has_table (self, rule->table))
    return SQLITE_OK;
  rc = note (self, rule);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec (self->db, sql, NULL, NULL, NULL);
  if (rc == SQLITE_OK && out_n != NULL)
    *out_n += sqlite3_changes (self->db);
  if (rc != SQLITE_OK)
    g_debug ("%s: %s", sql, sqlite3_errmsg (self->db));
  return rc;
}

static int
apply_all (NqpSalvage *self, const Rule *rules, gsize n_rules, gint64 *out_n)
{
  int rc = SQLITE_OK;

  for (gsize k = 0; k < n_rules && rc == SQLITE_OK; k++)
    rc = apply (self, &rules[k], out_n);
  return rc;
}

int
nqp_salvage_empty_table (NqpSalvage *self, const char *table, const char *why)
{
  const Rule rule = { table, NULL, "1", why };

  return apply (self, &rule, NULL);
}

/* ---- places ------------------------------------------------------------------------------------------------------ */

static int
bound_column (NqpSalvage *self, const char *column, NqpGlobeKind kind)
{
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *set = g_strdup_printf ("%s = NULL", column);
  g_autofree char *where = g_strdup_printf ("%s NOT BETWEEN %s AND %s", column,
                                            g_ascii_dtostr (low, sizeof low, nqp_globe_low (kind)),
                                            g_ascii_dtostr (high, sizeof high, nqp_globe_high (kind)));
  const Rule rule = { "place", set, where, OUT_OF_BOUNDS };

  return apply (self, &rule, NULL);
}

/* Places with data stand before the others: the boundary between them is put where it is right for most. */
static int
mend_order (NqpSalvage *self)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *with = NULL, *without = NULL;
  gint64 n_with = 0, best = 0, misfits, fewest, split;
  g_autoptr (GByteArray) has = g_byte_array_new ();
  int rc = sqlite3_prepare_v2 (self->db, "SELECT id, has_data FROM place ORDER BY id", -1, &stmt, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);
      guint8 one = sqlite3_column_int (stmt, 1) != 0;

      g_array_append_val (ids, id);
      g_byte_array_append (has, &one, 1);
      n_with += one;
      rc = SQLITE_OK;
    }
  g_clear_pointer (&stmt, sqlite3_finalize);
  if (rc != SQLITE_DONE)
    return rc;
  misfits = fewest = n_with; /* as if none had data */
  for (guint k = 0; k < has->len; k++)
    {
      misfits += has->data[k] ? -1 : 1;
      if (misfits <= fewest)
        {
          fewest = misfits;
          best = k + 1;
        }
    }
  split = best < (gint64)ids->len ? g_array_index (ids, gint64, best) : G_MAXINT64;
  with = g_strdup_printf ("has_data = 0 AND id < %" G_GINT64_FORMAT, split);
  without = g_strdup_printf ("has_data = 1 AND id >= %" G_GINT64_FORMAT, split);
  {
    const Rule rules[]
        = { { "place", "has_data = 1", with, DISORDER }, { "place", "has_data = 0", without, DISORDER } };

    return apply_all (self, rules, G_N_ELEMENTS (rules), NULL);
  }
}

/* ---- the tree ---------------------------------------------------------------------------------------------------- */

#define LEVEL(column)                                                                                        \
  "CASE " column                                                                                             \
  " WHEN 'index' THEN 0 WHEN 'pillar' THEN 1 WHEN 'component' THEN 2 WHEN 'indicator' THEN 3 END"

/* What hangs on a part that is lost, or holds none any more, is lost, too: until nothing more is. */
static int
prune_tree (NqpSalvage *self)
{
  static const Rule once[] = {
    { "node", "weight = 1", "parent_id IS NULL AND NOT (weight BETWEEN 0 AND 1 + 1e-9)", OUT_OF_BOUNDS },
    { "node",
      "weight = coalesce((SELECT avg(weight) FROM node AS s WHERE s.parent_id = node.parent_id AND s.weight "
      "BETWEEN 0 AND 1), 1)",
      "NOT (weight BETWEEN 0 AND 1 + 1e-9)", OUT_OF_BOUNDS },
    { "node", NULL, "id NOT IN (SELECT min(id) FROM node GROUP BY nqp_code (code))", DOUBLE },
    { "node", NULL, "id NOT IN (SELECT min(id) FROM node) AND (parent_id IS NULL OR parent_id >= id)",
      DISORDER },
    { "node", NULL,
      LEVEL ("level") " IS NULL OR (level = 'indicator') <> (indicator_id IS NOT NULL) OR "
                      "(level = 'index') <> (parent_id IS NULL)",
      DISORDER },
  };
  static const Rule again[] = {
    { "node", NULL, "parent_id IS NOT NULL AND parent_id NOT IN (SELECT id FROM node)", REFERS },
    { "node", NULL, "indicator_id IS NOT NULL AND indicator_id NOT IN (SELECT id FROM indicator)", REFERS },
    { "node", NULL,
      "EXISTS (SELECT 1 FROM node AS p WHERE p.id = node.parent_id AND " LEVEL ("p.level") " >= " LEVEL (
          "node.level") ")",
      DISORDER },
    { "node", NULL,
      "indicator_id IS NULL AND id NOT IN (SELECT parent_id FROM node WHERE parent_id IS NOT NULL)", REFERS },
  };
  gint64 n = 1;
  int rc = apply_all (self, once, G_N_ELEMENTS (once), NULL);

  for (int round = 0; rc == SQLITE_OK && n > 0 && round < NQP_TREE_MAX_NODES; round++)
    {
      n = 0;
      rc = apply_all (self, again, G_N_ELEMENTS (again), &n);
    }
  return rc;
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

static int
prune_indicators (NqpSalvage *self)
{
  g_autoptr (GString) roles = g_string_new ("role NOT IN (");
  Rule known;

  for (int role = 0; role <= (int)NQP_ROLE_UNASSIGNED; role++)
    g_string_append_printf (roles, "%s'%s'", role > 0 ? ", " : "", nqp_role_to_string ((NqpRole)role));
  g_string_append_c (roles, ')');
  known = (Rule){ "indicator", NULL, roles->str, OUT_OF_BOUNDS };
  return apply (self, &known, NULL);
}

/* Years whose row is lost are told by the figures; one figure alone may be a wrong year. */
static int
restore_years (NqpSalvage *self)
{
  for (guint k = 0; k < self->tables->len; k++)
    {
      const NqpSalvageTable *table = self->tables->pdata[k];

      if (g_strcmp0 (table->name, "year") == 0 && table->gaps->len + (guint)table->n_refused > 0)
        return sqlite3_exec (
            self->db,
            "INSERT OR IGNORE INTO year SELECT year FROM value WHERE year BETWEEN -999999 AND 999999 "
            "GROUP BY year HAVING count(*) > 1",
            NULL, NULL, NULL);
    }
  return SQLITE_OK;
}

/* Infinity is no figure. */
#define INFINITE(column) column " IN (9e999, -9e999)"

static gboolean
has_row (sqlite3 *db, const char *sql, const char *code)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;

  return sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK
         && (code == NULL || sqlite3_bind_text (stmt, 1, code, -1, SQLITE_TRANSIENT) == SQLITE_OK)
         && sqlite3_step (stmt) == SQLITE_ROW;
}

/* Whether a formula can be read, and all that it names is there. */
static void
formula_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  sqlite3 *db = sqlite3_context_db_handle (context);
  const char *text = (const char *)sqlite3_value_text (values[0]);
  g_autoptr (NqpExpression) made = text != NULL ? nqp_expression_parse (text, NULL) : NULL;
  gboolean fits = made != NULL;

  for (int k = 0; fits && k < nqp_expression_n_operands (made); k++)
    {
      const char *code = nqp_expression_operand (made, k);

      fits = code == NULL
                 ? has_row (db, "SELECT 1 FROM indicator WHERE role = 'population' AND factor = 1", NULL)
                 : g_str_equal (code, NQP_EXPRESSION_AREA)
                       || has_row (db, "SELECT 1 FROM series WHERE nqp_code (code) = ?1", code);
    }
  sqlite3_result_int (context, fits);
}

int
nqp_salvage_prune (NqpSalvage *self)
{
  static const Rule first[] = {
    { "year", NULL, "year NOT BETWEEN -999999 AND 999999", OUT_OF_BOUNDS },
    { "place", "group_id = NULL", "group_id IS NOT NULL AND group_id NOT IN (SELECT id FROM region_group)",
      REFERS },
    { "place", NULL, "id NOT IN (SELECT min(id) FROM place GROUP BY nqp_code (code))", DOUBLE },
    { "series", NULL, "id NOT IN (SELECT min(id) FROM series GROUP BY nqp_code (code))", DOUBLE },
  };
  static const Rule rest[] = {
    { "neighbour", NULL, "a NOT IN (SELECT id FROM place) OR b NOT IN (SELECT id FROM place)", REFERS },
    { "value", NULL,
      "series_id NOT IN (SELECT id FROM series) OR year NOT IN (SELECT year FROM year) "
      "OR place_id NOT IN (SELECT id FROM place WHERE has_data = 1)",
      REFERS },
    { "value", NULL, INFINITE ("value"), OUT_OF_BOUNDS },
    { "value", "original = NULL", INFINITE ("original"), OUT_OF_BOUNDS },
    { "flag", NULL,
      "series_id NOT IN (SELECT id FROM series) OR year NOT IN (SELECT year FROM year) "
      "OR place_id NOT IN (SELECT id FROM place)",
      REFERS },
    { "indicator", NULL,
      "numerator_id NOT IN (SELECT id FROM series) OR (denominator_id IS NOT NULL AND denominator_id NOT IN "
      "(SELECT id FROM series))",
      REFERS },
    { "indicator", NULL, INFINITE ("factor"), OUT_OF_BOUNDS },
    { "indicator", NULL, "id NOT IN (SELECT min(id) FROM indicator GROUP BY nqp_code (code))", DOUBLE },
    { "formula", NULL, "indicator_id NOT IN (SELECT id FROM indicator)", REFERS },
    { "indicator", NULL,
      "factor = 0 AND id NOT IN (SELECT indicator_id FROM formula WHERE nqp_formula_fits (expression))",
      REFERS },
    { "formula", NULL, "indicator_id NOT IN (SELECT id FROM indicator WHERE factor = 0)", REFERS },
    { "goalpost", NULL, "indicator_id NOT IN (SELECT id FROM indicator)", REFERS },
    { "goalpost", NULL, INFINITE ("lower") " OR " INFINITE ("upper") " OR lower >= upper", OUT_OF_BOUNDS },
    { "scenario", NULL,
      "place_id NOT IN (SELECT id FROM place WHERE has_data = 1) OR year NOT IN (SELECT year FROM year)",
      REFERS },
    { "scenario_value", NULL,
      "scenario_id NOT IN (SELECT id FROM scenario) OR indicator_id NOT IN (SELECT id FROM indicator)",
      REFERS },
    { "scenario_value", NULL, INFINITE ("value"), OUT_OF_BOUNDS },
    { "accepted_finding", "value = NULL", INFINITE ("value"), OUT_OF_BOUNDS },
    { "accepted_finding", NULL, "id NOT IN (SELECT min(id) FROM accepted_finding GROUP BY finding)", DOUBLE },
    { "region_name", NULL, "id NOT IN (SELECT min(id) FROM region_name GROUP BY name)", DOUBLE },
    { "scheme_weight", NULL, "scheme_id NOT IN (SELECT id FROM scheme)", REFERS },
    { "scheme_weight", NULL, "NOT (weight BETWEEN 0 AND 1 + 1e-9)", OUT_OF_BOUNDS },
  };
  static const Rule last[] = {
    { "judgement", NULL, INFINITE ("value") " OR a = b", OUT_OF_BOUNDS },
    { "judgement", NULL,
      "NOT EXISTS (SELECT 1 FROM node AS p JOIN node AS x ON x.parent_id = p.id JOIN node AS y ON "
      "y.parent_id = p.id "
      "WHERE p.code = judgement.parent AND x.code = judgement.a AND y.code = judgement.b)",
      REFERS },
    { "framework", NULL,
      "kind = 'link' AND to_id NOT IN (SELECT id FROM framework) OR parent NOT IN (SELECT id FROM framework)",
      REFERS },
  };
  int rc = sqlite3_create_function_v2 (self->db, "nqp_formula_fits", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL,
                                       formula_function, NULL, NULL, NULL);

  if (rc == SQLITE_OK)
    rc = apply_all (self, first, G_N_ELEMENTS (first), NULL);

  if (rc == SQLITE_OK)
    rc = bound_column (self, "longitude", NQP_GLOBE_LONGITUDE);
  if (rc == SQLITE_OK)
    rc = bound_column (self, "latitude", NQP_GLOBE_LATITUDE);
  if (rc == SQLITE_OK)
    rc = bound_column (self, "area_km2", NQP_GLOBE_AREA);
  if (rc == SQLITE_OK)
    rc = bound_column (self, "tile_col", NQP_GLOBE_TILE);
  if (rc == SQLITE_OK)
    rc = bound_column (self, "tile_row", NQP_GLOBE_TILE);
  if (rc == SQLITE_OK)
    rc = mend_order (self);
  if (rc == SQLITE_OK)
    rc = restore_years (self);
  if (rc == SQLITE_OK)
    rc = prune_indicators (self);
  if (rc == SQLITE_OK)
    rc = apply_all (self, rest, G_N_ELEMENTS (rest), NULL);
  if (rc == SQLITE_OK)
    rc = prune_tree (self);
  if (rc == SQLITE_OK)
    rc = apply_all (self, last, G_N_ELEMENTS (last), NULL);
  return rc;
}
