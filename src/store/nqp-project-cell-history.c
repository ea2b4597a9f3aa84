/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-changeset.h"
#include "nqp-project-cell-history.h"
#include "nqp-project-private.h"

#include <math.h>
#include <string.h>

/* When a cell was changed, from what to what: the records of the history are looked through from the newest on. One that has not the
 * bytes of the cell's key is passed over without being walked. */

#define MOST_SECONDS 0.25
#define INTEGER 1 /* of the format of changesets: see nqp-changeset.c */
#define KEY_SIZE (3 * 9)

void
nqp_cell_change_free (NqpCellChange *self)
{
  g_free (self->label);
  g_free (self);
}

/* The three integers of the key as they stand in a record, one behind the other: they are the first columns. */
static void
write_key (const NqpCellKey *key, guint8 *out)
{
  const gint64 parts[] = { key->series, key->year, key->place };

  for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
    {
      const guint64 big_endian = GUINT64_TO_BE ((guint64)parts[k]);

      *out++ = INTEGER;
      memcpy (out, &big_endian, sizeof big_endian);
      out += sizeof big_endian;
    }
}

static gboolean
is_of_cell (sqlite3_changeset_iter *iter, int operation, const NqpCellKey *key)
{
  const gint64 parts[] = { key->series, key->year, key->place };

  for (int k = 0; k < (int)G_N_ELEMENTS (parts); k++)
    {
      sqlite3_value *value = NULL;
      const int rc = operation == SQLITE_INSERT ? sqlite3changeset_new (iter, k, &value)
                                                : sqlite3changeset_old (iter, k, &value);

      if (rc != SQLITE_OK || value == NULL || sqlite3_value_int64 (value) != parts[k])
        return FALSE;
    }
  return TRUE;
}

static double
number_of (sqlite3_value *value)
{
  return value == NULL || sqlite3_value_type (value) == SQLITE_NULL ? NAN : sqlite3_value_double (value);
}

#define VALUE_COLUMN 3

/* FALSE: the figure stays as it was. */
static gboolean
read_change (sqlite3_changeset_iter *iter, int operation, double *out_before, double *out_after)
{
  sqlite3_value *before = NULL, *after = NULL;

  if (operation != SQLITE_INSERT)
    (void)sqlite3changeset_old (iter, VALUE_COLUMN, &before);
  if (operation != SQLITE_DELETE)
    (void)sqlite3changeset_new (iter, VALUE_COLUMN, &after);
  if (operation == SQLITE_UPDATE && before == NULL && after == NULL)
    return FALSE;
  *out_before = number_of (before);
  *out_after = number_of (after);
  return !(isnan (*out_before) && isnan (*out_after));
}

static gboolean
find_change (NqpProject *self, const void *changes, int size, const NqpCellKey *key, double *out_before,
             double *out_after)
{
  sqlite3_changeset_iter *iter = NULL;
  gboolean found = FALSE;

  if (!nqp_changeset_check (self->db, changes, (gsize)size)
      || sqlite3changeset_start (&iter, size, (void *)changes) != SQLITE_OK)
    return FALSE;
  while (!found && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char *table = NULL;
      int n_columns = 0, operation = 0, indirect = 0;

      sqlite3changeset_op (iter, &table, &n_columns, &operation, &indirect);
      found = g_strcmp0 (table, "value") == 0 && is_of_cell (iter, operation, key)
              && read_change (iter, operation, out_before, out_after);
    }
  (void)sqlite3changeset_finalize (iter);
  return found;
}

/**
 * nqp_project_read_cell_history:
 * @most: changes that are read at most
 * @out_all: (out): whether these are all there are; a long history is not read to its end
 *
 * Returns: (transfer full) (element-type NqpCellChange): changes that are in force, the newest first; %NULL with @error set
 */
GPtrArray *
nqp_project_read_cell_history (NqpProject *self, const char *series, const char *place, int year, guint most,
                               gboolean *out_all, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_cell_change_free);
  g_autoptr (sqlite3_stmt) stmt = NULL;
  const gint64 end = g_get_monotonic_time () + (gint64)(MOST_SECONDS * G_USEC_PER_SEC);
  NqpCellKey key = { .year = year };
  guint8 bytes[KEY_SIZE];
  GError *local = NULL;
  int rc;

  *out_all = FALSE;
  rc = nqp_project_find_code (self, "series", series, &key.series, &local);
  if (rc == SQLITE_OK)
    rc = nqp_project_find_code (self, "place", place, &key.place, &local);
  write_key (&key, bytes);
  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2 (
        self->db, "SELECT id, label, time, changeset FROM history WHERE undone = 0 ORDER BY id DESC", -1,
        &stmt, NULL);
  while (rc == SQLITE_OK && found->len < most && g_get_monotonic_time () < end
         && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      const void *changes = sqlite3_column_blob (stmt, 3);
      const int size = sqlite3_column_bytes (stmt, 3);
      double before, after;

      rc = SQLITE_OK;
      if (changes == NULL || memmem (changes, (gsize)size, bytes, sizeof bytes) == NULL
          || !find_change (self, changes, size, &key, &before, &after))
        continue;
      NqpCellChange *change = g_new0 (NqpCellChange, 1);

      change->number = sqlite3_column_int64 (stmt, 0);
      change->label = nqp_sql_text (stmt, 1, NQP_WORDS_LINE);
      change->time = sqlite3_column_int64 (stmt, 2);
      change->before = before;
      change->after = after;
      g_ptr_array_add (found, change);
    }
  *out_all = rc == SQLITE_DONE;
  if (rc == SQLITE_OK || rc == SQLITE_DONE)
    return g_steal_pointer (&found);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
  return NULL;
}
