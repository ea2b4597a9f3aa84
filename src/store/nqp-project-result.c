/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

/**
 * nqp_project_keep_result:
 * @name: of the analysis; the last result of that name goes
 * @asked: what was asked for, as text
 * @made_of: a digest of what the result follows from: another one tells that it is out of date
 * @body: the result
 *
 * One transaction, outside the history: a result says nothing that could not be computed again.
 */
gboolean
nqp_project_keep_result (NqpProject *self, const char *name, const char *asked, const char *made_of,
                         GBytes *body, GError **error)
{
  int rc = self->read_only
               ? SQLITE_READONLY
               : nqp_sql_run (self->db,
                              "INSERT INTO result (name, asked, made_of, body) VALUES (?1, ?2, ?3, ?4) "
                              "ON CONFLICT (name) DO UPDATE SET asked = excluded.asked, "
                              "made_of = excluded.made_of, body = excluded.body",
                              "tttb", name, asked, made_of, body);

  return rc == SQLITE_OK || nqp_sql_error (error, self->db, rc, NQP_SQL_WRITING, self->path);
}

/**
 * nqp_project_read_result:
 * @out_asked: (out) (transfer full) (optional)
 * @out_made_of: (out) (transfer full) (optional)
 *
 * Returns: (transfer full): the body as it was kept: bytes of a file that may come from anywhere; %NULL if there is none,
 *   with @error set if the file cannot be read
 */
GBytes *
nqp_project_read_result (NqpProject *self, const char *name, char **out_asked, char **out_made_of,
                         GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  GBytes *body;
  int rc = sqlite3_prepare_v2 (self->db, "SELECT asked, made_of, body FROM result WHERE name = ?1", -1, &stmt,
                               NULL);

  if (rc == SQLITE_OK)
    rc = nqp_sql_bind (stmt, "t", name);
  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc != SQLITE_ROW)
    {
      if (rc != SQLITE_DONE)
        nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
      return NULL;
    }
  body = g_bytes_new (sqlite3_column_blob (stmt, 2), (gsize)sqlite3_column_bytes (stmt, 2));
  if (out_asked != NULL)
    *out_asked = nqp_sql_raw (stmt, 0);
  if (out_made_of != NULL)
    *out_made_of = nqp_sql_raw (stmt, 1);
  return body;
}
