/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

#include <glib/gi18n.h>

/* Giving back the room that is no longer used. In place: other windows keep the file they have open, and a journal takes it back
 * if it is interrupted. */

/**
 * nqp_sql_vacuum:
 *
 * Outside of any transaction.
 *
 * Returns: a result code
 */
int
nqp_sql_vacuum (sqlite3 *db)
{
  /* It writes to a nameless file beside, which counts as attached. */
  const int attached = sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 1);
  int rc = sqlite3_exec (db, "VACUUM", NULL, NULL, NULL);

  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, attached);
  return rc;
}

/**
 * nqp_project_forget_history:
 *
 * In a transaction or out of one. The number of steps goes on from where it was and by one: other windows see that what they
 * knew of the history is no longer so, and that the project was once edited remains known.
 *
 * Returns: a result code
 */
int
nqp_project_forget_history (sqlite3 *db)
{
  int rc = nqp_sql_run (db,
                        "UPDATE sqlite_sequence SET seq = 1 + max(CAST(seq AS INTEGER), "
                        "  coalesce((SELECT max(step) FROM history), 0)) WHERE name = 'history'",
                        "");

  if (rc == SQLITE_OK)
    rc = nqp_sql_run (db, "DELETE FROM history", "");
  if (rc == SQLITE_OK) /* what the document notes of single actions */
    rc = nqp_sql_run (db, "DELETE FROM state WHERE key = 'mended'", "");
  return rc;
}

static gboolean
read_size (NqpProject *self, gint64 *out_size, GError **error)
{
  gint64 n_pages = 0, page_size = 0;
  int rc = nqp_sql_int (self->db, "PRAGMA page_count", &n_pages);

  if (rc == SQLITE_OK)
    rc = nqp_sql_int (self->db, "PRAGMA page_size", &page_size);
  *out_size = n_pages * page_size;
  return rc == SQLITE_OK || nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
}

/**
 * nqp_project_compact:
 * @drop_history: whether nothing that was done so far shall be undone or redone any more
 * @out_before: (out): bytes of the file before
 * @out_after: (out): bytes of the file now
 *
 * Writes the file anew without what is no longer used; nothing else about the project changes. It needs as much free space as the
 * file is large, twice over.
 *
 * Returns: %FALSE with @error set if the file cannot be written, or another window is reading it; the history may be dropped
 *   all the same, and the message says so
 */
gboolean
nqp_project_compact (NqpProject *self, gboolean drop_history, gint64 *out_before, gint64 *out_after,
                     GError **error)
{
  GError *local = NULL;
  int rc = SQLITE_OK;

  g_return_val_if_fail (!self->held, FALSE);
  if (!read_size (self, out_before, error))
    return FALSE;
  *out_after = *out_before;
  if (!nqp_project_begin_write (self, error))
    return FALSE;
  if (drop_history)
    rc = nqp_project_forget_history (self->db);
  if (!nqp_project_end_write (self, rc, &local))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  rc = nqp_sql_vacuum (self->db);
  if (rc != SQLITE_OK)
    {
      nqp_sql_error (error, self->db, rc, NQP_SQL_WRITING, self->path);
      if (drop_history)
        g_prefix_error (error, "%s ", _ ("The history is dropped, but the file is as large as it was."));
      return FALSE;
    }
  return read_size (self, out_after, error);
}
