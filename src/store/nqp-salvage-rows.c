/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-salvage-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Rows of a damaged file into the tables of a new one, which is laid out alike. */

/* ---- the tables -------------------------------------------------------------------------------------------------- */

static void
column_clear (gpointer column)
{
  g_free (((NqpSalvageColumn *)column)->name);
}

static void
gap_free (gpointer data)
{
  NqpSalvageGap *gap = data;

  g_clear_pointer (&gap->after, g_array_unref);
  g_clear_pointer (&gap->before, g_array_unref);
  g_free (gap);
}

void
nqp_salvage_table_free (gpointer data)
{
  NqpSalvageTable *table = data;

  g_free (table->name);
  g_array_unref (table->columns);
  sqlite3_finalize (table->insert);
  g_ptr_array_unref (table->gaps);
  g_string_free (table->refused, TRUE);
  g_free (table);
}

static NqpSalvageTable *
table_new (sqlite3 *db, const char *name, gboolean without_rowid)
{
  NqpSalvageTable *table = g_new0 (NqpSalvageTable, 1);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) stmt = NULL;

  table->name = g_strdup (name);
  table->columns = g_array_new (FALSE, TRUE, sizeof (NqpSalvageColumn));
  g_array_set_clear_func (table->columns, column_clear);
  table->gaps = g_ptr_array_new_with_free_func (gap_free);
  table->refused = g_string_new (NULL);
  table->rowid_column = -1;
  g_string_append_printf (sql, "INSERT INTO \"%s\" VALUES (", name);
  if (sqlite3_prepare_v2 (db, "SELECT name, type, \"notnull\", pk, dflt_value FROM pragma_table_info(?1)", -1,
                          &stmt, NULL)
          == SQLITE_OK
      && nqp_sql_bind (stmt, "t", name) == SQLITE_OK)
    while (sqlite3_step (stmt) == SQLITE_ROW)
      {
        const char *type = (const char *)sqlite3_column_text (stmt, 1);
        NqpSalvageColumn column = { .name = nqp_sql_raw (stmt, 0),
                                    .kind = type != NULL ? type[0] : 'B',
                                    .not_null = sqlite3_column_int (stmt, 2) != 0,
                                    .has_default = sqlite3_column_type (stmt, 4) != SQLITE_NULL };

        if (without_rowid)
          table->n_keys += sqlite3_column_int (stmt, 3) > 0 ? 1 : 0;
        else if (sqlite3_column_int (stmt, 3) > 0)
          table->rowid_column = (int)table->columns->len;
        g_string_append (sql, table->columns->len == 0 ? "?" : ", ?");
        g_array_append_val (table->columns, column);
      }
  g_string_append_c (sql, ')');
  (void)sqlite3_prepare_v2 (db, sql->str, -1, &table->insert, NULL);
  return table;
}

void
nqp_salvage_tables_from_schema (NqpSalvage *self)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;

  self->tables = g_ptr_array_new_with_free_func (nqp_salvage_table_free);
  if (sqlite3_prepare_v2 (self->db,
                          "SELECT s.name, l.wr FROM sqlite_schema AS s JOIN pragma_table_list AS l "
                          "ON l.schema = 'main' AND l.name = s.name "
                          "WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite_%' ORDER BY s.rowid",
                          -1, &stmt, NULL)
      != SQLITE_OK)
    return;
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_ptr_array_add (self->tables, table_new (self->db, (const char *)sqlite3_column_text (stmt, 0),
                                              sqlite3_column_int (stmt, 1) != 0));
}

static NqpSalvageTable *
find_table (const NqpSalvage *self, const char *name, gsize length)
{
  for (guint k = 0; k < self->tables->len; k++)
    {
      NqpSalvageTable *table = self->tables->pdata[k];

      if (strlen (table->name) == length && memcmp (table->name, name, length) == 0)
        return table;
    }
  return NULL;
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static void
bind_value (sqlite3_stmt *stmt, int k, const NqpPageValue *value)
{
  switch (value->type)
    {
    case SQLITE_INTEGER:
      sqlite3_bind_int64 (stmt, k, value->integer);
      break;
    case SQLITE_FLOAT:
      sqlite3_bind_double (stmt, k, value->real);
      break;
    case SQLITE_TEXT:
      sqlite3_bind_text (stmt, k, (const char *)value->data, (int)value->size, SQLITE_STATIC);
      break;
    case SQLITE_BLOB:
      sqlite3_bind_blob (stmt, k, value->size > 0 ? (const void *)value->data : "", (int)value->size,
                         SQLITE_STATIC);
      break;
    default:
      sqlite3_bind_null (stmt, k);
      break;
    }
}

/* The key of a row as it is named where it cannot be kept. */
static void
name_row (NqpSalvageTable *table, const NqpPageRow *row)
{
  if (++table->n_refused > NQP_LOSS_MAX_NAMED)
    return;
  if (table->refused->len > 0)
    g_string_append (table->refused, ", ");
  if (table->n_keys == 0)
    g_string_append_printf (table->refused, "%" G_GINT64_FORMAT, row->rowid);
  for (guint k = 0; k < table->n_keys && k < row->n_values; k++)
    {
      const NqpPageValue *value = &row->values[k];
      g_autofree char *text
          = value->type == SQLITE_TEXT
                ? nqp_words_clean ((const char *)value->data, (gssize)value->size, NQP_WORDS_CODE, NULL)
                : g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);

      g_string_append_printf (table->refused, "%s%s", k > 0 ? "/" : "", text);
    }
}

/* Within a transaction. A row that breaks a rule of its table is not taken. */
static void
insert_row (NqpSalvage *self, NqpSalvageTable *table, const NqpPageRow *row)
{
  const guint n = table->columns->len;
  int rc;

  if (self->rc != SQLITE_OK || table->insert == NULL)
    return;
  if (row->n_values > n)
    {
      name_row (table, row);
      return;
    }
  for (guint k = 0; k < n; k++)
    {
      const NqpSalvageColumn *column = &g_array_index (table->columns, NqpSalvageColumn, k);

      if ((int)k == table->rowid_column)
        sqlite3_bind_int64 (table->insert, (int)k + 1, row->rowid);
      else if (k < row->n_values)
        bind_value (table->insert, (int)k + 1, &row->values[k]);
      else if (column->has_default && column->not_null) /* added by a later layout; all of these are 0 */
        sqlite3_bind_int (table->insert, (int)k + 1, 0);
      else
        sqlite3_bind_null (table->insert, (int)k + 1);
    }
  (void)sqlite3_step (table->insert);
  rc = sqlite3_reset (table->insert);
  if ((rc & 0xff) == SQLITE_CONSTRAINT || (rc & 0xff) == SQLITE_MISMATCH || (rc & 0xff) == SQLITE_TOOBIG)
    name_row (table, row);
  else if (rc != SQLITE_OK)
    self->rc = rc;
}

/* ---- tables to which the schema leads ----------------------------------------------------------------------------- */

typedef struct
{
  NqpSalvage *salvage;
  NqpSalvageTable *table;
  GArray *last; /* key of the last row, NULL = none yet */
  gboolean gap; /* since then */
} Walk;

/* Integer keys only: others cannot be counted. */
static GArray *
key_of (const NqpSalvageTable *table, const NqpPageRow *row)
{
  GArray *key = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (table->n_keys == 0)
    g_array_append_val (key, row->rowid);
  for (guint k = 0; k < table->n_keys && k < row->n_values && row->values[k].type == SQLITE_INTEGER; k++)
    g_array_append_val (key, row->values[k].integer);
  return key;
}

static void
end_gap (Walk *walk, GArray *before)
{
  NqpSalvageGap *gap;

  if (!walk->gap)
    return;
  gap = g_new0 (NqpSalvageGap, 1);
  gap->after = walk->last != NULL ? g_array_ref (walk->last) : NULL;
  gap->before = before != NULL ? g_array_ref (before) : NULL;
  g_ptr_array_add (walk->table->gaps, gap);
  walk->gap = FALSE;
}

static void
on_row (const NqpPageRow *row, gpointer data)
{
  Walk *walk = data;
  GArray *key = key_of (walk->table, row);

  end_gap (walk, key);
  g_clear_pointer (&walk->last, g_array_unref);
  walk->last = key;
  insert_row (walk->salvage, walk->table, row);
}

static void
on_gap (gpointer data)
{
  ((Walk *)data)->gap = TRUE;
}

static void
walk_table (NqpSalvage *self, NqpPages *pages, NqpSalvageTable *table)
{
  Walk walk = { .salvage = self, .table = table };
  NqpPageVisitor visitor = { .n_keys = table->n_keys, .row = on_row, .gap = on_gap, .data = &walk };

  if (table->root != 0)
    nqp_pages_walk (pages, table->root, &visitor);
  else
    walk.gap = TRUE;
  end_gap (&walk, NULL);
  g_clear_pointer (&walk.last, g_array_unref);
}

/* ---- the schema --------------------------------------------------------------------------------------------------- */

static gboolean
is_text (const NqpPageValue *value, const char *text)
{
  return value->type == SQLITE_TEXT && value->size == strlen (text)
         && memcmp (value->data, text, value->size) == 0;
}

/* type, name, tbl_name, rootpage, sql */
static void
on_schema_row (const NqpPageRow *row, gpointer data)
{
  NqpSalvage *self = data;
  NqpSalvageTable *table;
  guint32 root;

  if (row->n_values < 4 || row->values[1].type != SQLITE_TEXT || row->values[3].type != SQLITE_INTEGER
      || row->values[3].integer < 1 || row->values[3].integer > G_MAXUINT32)
    return;
  root = (guint32)row->values[3].integer;
  if (is_text (&row->values[0], "index"))
    {
      NqpSalvageIndex index = { .root = root };

      if (is_text (&row->values[2], "place") || is_text (&row->values[2], "series"))
        {
          index.coded = find_table (self, (const char *)row->values[2].data, row->values[2].size);
          g_array_append_val (self->indices, index);
        }
    }
  if (!is_text (&row->values[0], "table"))
    return;
  table = find_table (self, (const char *)row->values[1].data, row->values[1].size);
  if (table != NULL)
    table->root = root;
}

static void
on_nothing (gpointer data)
{
}

typedef struct
{
  NqpSalvage *salvage;
  sqlite3_stmt *insert; /* NULL: nothing is lacking */
  GString *named;
  gint64 n;
} Restore;

/* Code and id: what is known of a row that is lost, and enough to keep its figures. */
static void
on_index_row (const NqpPageRow *row, gpointer data)
{
  Restore *self = data;

  if (self->insert == NULL || row->n_values != 2 || row->values[0].type != SQLITE_TEXT
      || row->values[1].type != SQLITE_INTEGER)
    return;
  bind_value (self->insert, 1, &row->values[1]);
  bind_value (self->insert, 2, &row->values[0]);
  if (sqlite3_step (self->insert) == SQLITE_DONE && sqlite3_changes (self->salvage->db) > 0
      && ++self->n <= NQP_LOSS_MAX_NAMED)
    g_string_append_printf (self->named, "%s%.*s", self->n > 1 ? ", " : "",
                            (int)MIN (row->values[0].size, 100), (const char *)row->values[0].data);
  sqlite3_reset (self->insert);
}

/* Indices repeat what is in the tables: their pages are none of these, but know the codes of rows that are lost. */
static void
read_index (NqpSalvage *self, NqpPages *pages, const NqpSalvageIndex *index)
{
  Restore restore = { .salvage = self, .named = g_string_new (NULL) };
  const NqpPageVisitor visitor = { .n_keys = 1, .row = on_index_row, .gap = on_nothing, .data = &restore };

  if (index->coded->gaps->len + (guint)index->coded->n_refused > 0)
    (void)sqlite3_prepare_v2 (self->db,
                              g_str_equal (index->coded->name, "place")
                                  ? "INSERT OR IGNORE INTO place (id, code, has_data) VALUES (?1, ?2, 0)"
                                  : "INSERT OR IGNORE INTO series (id, code) VALUES (?1, ?2)",
                              -1, &restore.insert, NULL);
  nqp_pages_walk (pages, index->root, &visitor);
  sqlite3_finalize (restore.insert);
  if (restore.n > NQP_LOSS_MAX_NAMED)
    g_string_append (restore.named, ", …");
  if (restore.n > 0)
    nqp_salvage_lose (self, index->coded->name, restore.n, FALSE, restore.named->str,
                      _ ("only its code is left"));
  if (restore.n > 0 && self->rc == SQLITE_OK)
    self->rc = sqlite3_exec (self->db,
                             "UPDATE place SET has_data = 1 WHERE name_en IS NULL AND name_zh IS NULL "
                             "AND id IN (SELECT place_id FROM value)",
                             NULL, NULL, NULL);
  g_string_free (restore.named, TRUE);
}

/* ---- pages without a way to them ---------------------------------------------------------------------------------- */

static gboolean
fits_value (const NqpSalvageColumn *column, const NqpPageValue *value)
{
  switch (value->type)
    {
    case SQLITE_NULL:
      return !column->not_null;
    case SQLITE_INTEGER: /* a whole number may be stored as one */
      return column->kind == 'I' || column->kind == 'R';
    case SQLITE_FLOAT:
      return column->kind == 'R';
    case SQLITE_TEXT:
      return column->kind == 'T';
    default:
      return column->kind == 'B';
    }
}

static gboolean
fits (const NqpSalvageTable *table, const GPtrArray *rows)
{
  for (guint r = 0; r < rows->len; r++)
    {
      const NqpPageRow *row = rows->pdata[r];

      /* Only tables of row ids had columns added; a shorter row without one is of an index. */
      if (row->n_values > table->columns->len || (table->n_keys > 0 && row->n_values < table->columns->len))
        return FALSE;
      for (guint k = 0; k < table->columns->len; k++)
        {
          const NqpSalvageColumn *column = &g_array_index (table->columns, NqpSalvageColumn, k);

          if ((int)k == table->rowid_column)
            {
              if (k >= row->n_values || row->values[k].type != SQLITE_NULL)
                return FALSE;
            }
          else if (k >= row->n_values ? column->not_null && !column->has_default
                                      : !fits_value (column, &row->values[k]))
            return FALSE;
        }
    }
  return TRUE;
}

/* Only tables that lack something can have lost a page, and only one of them may fit. */
static void
on_stray (gboolean has_rowids, const GPtrArray *rows, gpointer data)
{
  NqpSalvage *self = data;
  NqpSalvageTable *found = NULL;

  for (guint k = 0; k < self->tables->len; k++)
    {
      NqpSalvageTable *table = self->tables->pdata[k];

      if ((table->n_keys == 0) != has_rowids || table->gaps->len == 0 || !fits (table, rows))
        continue;
      if (found != NULL)
        return;
      found = table;
    }
  for (guint k = 0; found != NULL && k < rows->len; k++)
    insert_row (self, found, rows->pdata[k]);
}

static gboolean
has_rows (NqpSalvage *self, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM \"%s\")", table);
  gint64 n = 0;

  return nqp_sql_int (self->db, sql, &n) == SQLITE_OK && n != 0;
}

gboolean
nqp_salvage_read_rows (NqpSalvage *self, NqpPages *pages)
{
  const NqpPageVisitor schema = { .row = on_schema_row, .gap = on_nothing, .data = self };

  self->indices = g_array_new (FALSE, FALSE, sizeof (NqpSalvageIndex));
  nqp_pages_walk (pages, 1, &schema);
  for (guint k = 0; k < self->tables->len; k++)
    walk_table (self, pages, self->tables->pdata[k]);
  nqp_pages_each_stray (pages, on_stray, self);
  for (guint k = 0; k < self->indices->len; k++)
    read_index (self, pages, &g_array_index (self->indices, NqpSalvageIndex, k));
  g_clear_pointer (&self->indices, g_array_unref);
  return has_rows (self, "place") && has_rows (self, "series");
}
