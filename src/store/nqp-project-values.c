/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* Values of cells, one or a hundred thousand in one action. */

typedef struct
{
  NqpProject *project;
  GHashTable *series_ids,
      *place_ids; /* code -> gint64; by where the code lies first: callers name each by one pointer */
  sqlite3_stmt *read, *insert, *update, *remove;
} Writer;

static void
writer_clear (Writer *self)
{
  g_clear_pointer (&self->series_ids, g_hash_table_unref);
  g_clear_pointer (&self->place_ids, g_hash_table_unref);
  sqlite3_finalize (self->read);
  sqlite3_finalize (self->insert);
  sqlite3_finalize (self->update);
  sqlite3_finalize (self->remove);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

#define OF_CELL " WHERE series_id = ?1 AND year = ?2 AND place_id = ?3"

static int
writer_init (Writer *self, NqpProject *project)
{
  sqlite3 *db = project->db;
  int rc;

  self->project = project;
  self->series_ids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->place_ids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  rc = sqlite3_prepare_v2 (db, "SELECT value, edited, original FROM value" OF_CELL, -1, &self->read, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2 (db,
                             "INSERT INTO value (series_id, year, place_id, value, edited, original) "
                             "VALUES (?1, ?2, ?3, ?4, 1, NULL)",
                             -1, &self->insert, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2 (db, "UPDATE value SET value = ?4, edited = ?5, original = ?6" OF_CELL, -1,
                             &self->update, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2 (db, "DELETE FROM value" OF_CELL, -1, &self->remove, NULL);
  return rc;
}

static int
find_id (Writer *self, GHashTable *ids, const char *table, const char *code, gint64 *out_id, GError **error)
{
  gint64 *known = g_hash_table_lookup (ids, code);
  int rc = SQLITE_OK;

  if (known == NULL)
    {
      known = g_new0 (gint64, 1);
      rc = nqp_project_find_code (self->project, table, code, known, error);
      g_hash_table_insert (ids, (gpointer)code, known);
    }
  *out_id = *known;
  return rc;
}

static int
run (sqlite3_stmt *stmt, int rc)
{
  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  sqlite3_reset (stmt);
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* Keeps what was imported beside the new value; a cell that gets its imported value back is as if never touched. */
static int
write_cell (Writer *self, const NqpCellKey *key, double value)
{
  double original = NAN;
  int rc = nqp_sql_bind (self->read, "lll", key->series, key->year, key->place);

  if (rc == SQLITE_OK)
    rc = sqlite3_step (self->read);
  if (rc == SQLITE_ROW)
    original = nqp_sql_real (self->read, sqlite3_column_int (self->read, 1) != 0 ? 2 : 0);
  sqlite3_reset (self->read);
  if (rc == SQLITE_DONE)
    return isnan (value) ? SQLITE_OK
                         : run (self->insert, nqp_sql_bind (self->insert, "lllr", key->series, key->year,
                                                            key->place, value));
  if (rc != SQLITE_ROW)
    return rc;
  if (isnan (value) && isnan (original))
    return run (self->remove, nqp_sql_bind (self->remove, "lll", key->series, key->year, key->place));
  return run (self->update, nqp_sql_bind (self->update, "lllrir", key->series, key->year, key->place, value,
                                          value == original ? 0 : 1, value == original ? NAN : original));
}

/* A row of the table to be. */
typedef struct
{
  NqpCellKey key;
  double value;
} Row;

static int
compare_rows (const void *a, const void *b)
{
  return nqp_cell_key_compare (&((const Row *)a)->key, &((const Row *)b)->key);
}

static int
find_rows (Writer *self, const NqpNewValue *values, gsize n, GArray *rows, GError **error)
{
  int rc = SQLITE_OK;

  for (gsize k = 0; k < n && rc == SQLITE_OK; k++)
    {
      Row row = { { .year = values[k].year }, values[k].value };

      rc = find_id (self, self->series_ids, "series", values[k].series, &row.key.series, error);
      if (rc == SQLITE_OK)
        rc = find_id (self, self->place_ids, "place", values[k].place, &row.key.place, error);
      g_array_append_val (rows, row);
    }
  return rc;
}

/* In the order of the table, where neighbours lie beside each other. */
static int
write_values (Writer *self, const NqpNewValue *values, gsize n, GError **error)
{
  g_autoptr (GArray) rows = g_array_sized_new (FALSE, FALSE, sizeof (Row), (guint)n);
  int rc = find_rows (self, values, n, rows, error);

  if (rc != SQLITE_OK)
    return rc;
  g_array_sort (rows, compare_rows);
  for (guint k = 0; k < rows->len && rc == SQLITE_OK; k++)
    {
      const Row *row = &g_array_index (rows, Row, k);

      rc = write_cell (self, &row->key, row->value);
      if (rc == SQLITE_CONSTRAINT_FOREIGNKEY)
        {
          g_autofree char *text = g_strdup_printf ("%d", (int)row->key.year);

          rc = nqp_project_fail_unknown (error, text);
        }
    }
  return rc;
}

/**
 * nqp_project_set_values:
 * @values: cells, each at most once; the same series or place is named by the same pointer
 * @label: what the Undo button says
 *
 * One action for all of them. Cells are marked as edited until they have their imported values again.
 */
gboolean
nqp_project_set_values (NqpProject *self, const NqpNewValue *values, gsize n, const char *label,
                        GError **error)
{
  g_auto (Writer) writer = { 0 };
  sqlite3_session *session = NULL;
  GError *local = NULL;
  int rc;

  g_return_val_if_fail (label != NULL, FALSE);
  for (gsize k = 0; k < n; k++)
    if (isinf (values[k].value))
      {
        g_set_error_literal (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
                             _ ("A value is a finite number. Leave the cell empty if the value is missing."));
        return FALSE;
      }
  session = nqp_project_begin_action (self, error);
  if (session == NULL)
    return FALSE;
  rc = writer_init (&writer, self);
  if (rc == SQLITE_OK)
    rc = write_values (&writer, values, n, &local);
  return nqp_project_finish_edit (self, session, rc, label, local, error);
}

/**
 * nqp_project_set_value:
 * @value: in the series' unit, NaN = missing
 *
 * The cell is marked as edited until it has its imported value again.
 */
gboolean
nqp_project_set_value (NqpProject *self, const char *series, const char *place, int year, double value,
                       const char *label, GError **error)
{
  const NqpNewValue one = { series, place, year, value };

  g_return_val_if_fail (series != NULL && place != NULL, FALSE);
  return nqp_project_set_values (self, &one, 1, label, error);
}

gboolean
nqp_project_read_original (NqpProject *self, const char *series, const char *place, int year,
                           double *out_value)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  gint64 series_id = 0, place_id = 0;

  *out_value = NAN;
  if (nqp_project_find_code (self, "series", series, &series_id, NULL) != SQLITE_OK
      || nqp_project_find_code (self, "place", place, &place_id, NULL) != SQLITE_OK
      || sqlite3_prepare_v2 (self->db, "SELECT original FROM value" OF_CELL " AND edited = 1", -1, &stmt,
                             NULL)
             != SQLITE_OK
      || nqp_sql_bind (stmt, "lil", series_id, year, place_id) != SQLITE_OK
      || sqlite3_step (stmt) != SQLITE_ROW)
    return FALSE;
  *out_value = nqp_sql_real (stmt, 0);
  return TRUE;
}
