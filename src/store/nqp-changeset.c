/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-changeset.h"

#include <string.h>

/* What lies in the history comes with the file, from anywhere, and SQLite trusts a changeset: a bad one makes it loop, and a
 * good one may change any table. It is walked here first. The format is that of SQLite's ext/session/sqlite3session.c:
 * for each table 'T', the number of columns, a byte a column (its place in the primary key, 0 = none), the name and a 0; then
 * changes: the operation, a byte "indirect", and the old row, the new one or both, a value a column. */

#define MAX_COLUMNS 32

typedef enum
{
  VALUE_UNDEFINED,
  VALUE_INTEGER,
  VALUE_REAL,
  VALUE_TEXT,
  VALUE_BLOB,
  VALUE_NULL,
} ValueType;

/* What an edit may touch. */
typedef struct
{
  const char *table;
  const char *
      columns; /* names with a space before and behind that an update may change; NULL = all may, and rows come and go */
  gboolean rows; /* rows come and go all the same */
} Touchable;

static const Touchable touchables[] = {
  { "value", NULL, FALSE },
  { "project", NULL, FALSE },
  { "goalpost", NULL, FALSE },
  { "formula", NULL, FALSE },
  { "judgement", NULL, FALSE },
  { "accepted_finding", NULL, FALSE },
  { "region_name", NULL, FALSE },
  { "scheme", NULL, FALSE },
  { "scheme_weight", NULL, FALSE },
  { "scenario", NULL, FALSE },
  { "scenario_value", NULL, FALSE },
  { "framework", NULL, FALSE },
  { "lesson_step", NULL, FALSE },
  { "flag", " accepted note ", TRUE },
  { "node", " parent_id name_en name_zh weight locked is_on ", TRUE },
  { "place", " name_en name_zh group_id initials longitude latitude area_km2 tile_col tile_row ", TRUE },
  { "boundary", "", TRUE },
  { "series", " name_en name_zh unit_en unit_zh source note ", TRUE },
  { "year", "", TRUE },
  { "region_group", " name_en name_zh ", TRUE },
  { "neighbour", " a b kind ", TRUE },
  { "indicator",
    " name_en name_zh unit_en unit_zh pillar component direction role numerator_id denominator_id per_area "
    "factor source note ",
    TRUE },
};

typedef struct
{
  sqlite3 *db;
  const guint8 *at, *end;
  const Touchable *touchable; /* of the table whose changes follow */
  guint n_columns;
  gboolean key[MAX_COLUMNS];
  gboolean changeable[MAX_COLUMNS];
} Walk;

static gboolean
take_byte (Walk *walk, guint8 *out)
{
  if (walk->at >= walk->end)
    return FALSE;
  *out = *walk->at++;
  return TRUE;
}

static gboolean
skip (Walk *walk, gsize n)
{
  if ((gsize)(walk->end - walk->at) < n)
    return FALSE;
  walk->at += n;
  return TRUE;
}

/* SQLite's variable-length integer; all there are fit into 31 bits, which five bytes hold. */
static gboolean
take_length (Walk *walk, guint32 *out)
{
  guint64 value = 0;
  guint8 byte;

  for (int i = 0; i < 5; i++)
    {
      if (!take_byte (walk, &byte))
        return FALSE;
      value = value << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0)
        {
          *out = (guint32)value;
          return value <= G_MAXINT32;
        }
    }
  return FALSE;
}

/* Compares the columns with those the table has in this file. */
static gboolean
check_columns (Walk *walk, const char *table, const guint8 *keys)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  guint k = 0;

  if (sqlite3_prepare_v2 (walk->db, "SELECT name, pk FROM pragma_table_info(?1)", -1, &stmt, NULL)
          != SQLITE_OK
      || nqp_sql_bind (stmt, "t", table) != SQLITE_OK)
    return FALSE;
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const char *name = (const char *)sqlite3_column_text (stmt, 0);
      g_autofree char *word = g_strdup_printf (" %s ", name != NULL ? name : "");

      if (k >= walk->n_columns || keys[k] != sqlite3_column_int (stmt, 1))
        return FALSE;
      walk->key[k] = keys[k] != 0;
      walk->changeable[k]
          = !walk->key[k]
            && (walk->touchable->columns == NULL || strstr (walk->touchable->columns, word) != NULL);
      k++;
    }
  return k > 0 && k == walk->n_columns;
}

static gboolean
take_table (Walk *walk)
{
  const guint8 *keys;
  const char *name;
  gsize length;

  if (!take_length (walk, &walk->n_columns) || walk->n_columns == 0 || walk->n_columns > MAX_COLUMNS)
    return FALSE;
  keys = walk->at;
  if (!skip (walk, walk->n_columns))
    return FALSE;
  name = (const char *)walk->at;
  length = strnlen (name, (gsize)(walk->end - walk->at));
  if (!skip (walk, length + 1)) /* with its 0 */
    return FALSE;
  walk->touchable = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (touchables) && walk->touchable == NULL; i++)
    if (strcmp (touchables[i].table, name) == 0)
      walk->touchable = &touchables[i];
  return walk->touchable != NULL && check_columns (walk, name, keys);
}

static gboolean
take_row (Walk *walk, gboolean *defined)
{
  for (guint k = 0; k < walk->n_columns; k++)
    {
      guint8 type;
      guint32 length;

      if (!take_byte (walk, &type))
        return FALSE;
      defined[k] = type != VALUE_UNDEFINED;
      switch (type)
        {
        case VALUE_UNDEFINED:
        case VALUE_NULL:
          break;
        case VALUE_INTEGER:
        case VALUE_REAL:
          if (!skip (walk, 8))
            return FALSE;
          break;
        case VALUE_TEXT:
        case VALUE_BLOB:
          if (!take_length (walk, &length) || !skip (walk, length))
            return FALSE;
          break;
        default:
          return FALSE;
        }
    }
  return TRUE;
}

/* An update has the old key, and old and new of what changed. */
static gboolean
is_update (const Walk *walk, const gboolean *before, const gboolean *after)
{
  for (guint k = 0; k < walk->n_columns; k++)
    if (walk->key[k] ? !before[k] || after[k] : before[k] != after[k] || (after[k] && !walk->changeable[k]))
      return FALSE;
  return TRUE;
}

static gboolean
is_whole (const Walk *walk, const gboolean *row)
{
  for (guint k = 0; k < walk->n_columns; k++)
    if (!row[k])
      return FALSE;
  return walk->touchable->columns == NULL || walk->touchable->rows;
}

static gboolean
take_change (Walk *walk, guint8 operation)
{
  gboolean before[MAX_COLUMNS], after[MAX_COLUMNS];
  guint8 indirect;

  if (walk->touchable == NULL || !take_byte (walk, &indirect) || indirect > 1)
    return FALSE;
  switch (operation)
    {
    case SQLITE_INSERT:
    case SQLITE_DELETE:
      return take_row (walk, before) && is_whole (walk, before);
    case SQLITE_UPDATE:
      return take_row (walk, before) && take_row (walk, after) && is_update (walk, before, after);
    default:
      return FALSE;
    }
}

/**
 * nqp_changeset_check:
 * @db: the project the changeset is to be applied to
 * @data: (array length=size): bytes from its history
 *
 * Walks a changeset without applying it, in time that grows with @size.
 *
 * Returns: whether it is one from end to end, and changes only what an edit may change
 */
gboolean
nqp_changeset_check (sqlite3 *db, const void *data, gsize size)
{
  Walk walk = { .db = db, .at = data, .end = (const guint8 *)data + size };
  guint8 operation;

  if (data == NULL || size == 0 || size > G_MAXINT32)
    return FALSE;
  while (walk.at < walk.end)
    if (!take_byte (&walk, &operation)
        || !(operation == 'T' ? take_table (&walk) : take_change (&walk, operation)))
      return FALSE;
  return walk.touchable != NULL;
}
