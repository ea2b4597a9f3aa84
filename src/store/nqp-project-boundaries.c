/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"
#include "nqp-row.h"

gboolean
nqp_project_read_shape (NqpShape *shape, sqlite3_stmt *stmt)
{
  const char *kind = (const char *)sqlite3_column_text (stmt, 2);
  const guint8 *wkb = sqlite3_column_blob (stmt, 5);

  if (g_strcmp0 (kind, "region") == 0)
    shape->kind = NQP_SHAPE_REGION;
  else if (g_strcmp0 (kind, "inset") == 0)
    shape->kind = NQP_SHAPE_INSET;
  else if (g_strcmp0 (kind, "line") == 0)
    shape->kind = NQP_SHAPE_LINE;
  else
    return FALSE;
  shape->code = nqp_sql_text (stmt, 1, NQP_WORDS_CODE);
  shape->name = nqp_sql_texts (stmt, 3, NQP_WORDS_NAME);
  return shape->code != NULL && wkb != NULL
         && nqp_shape_from_wkb (shape, wkb, (gsize)sqlite3_column_bytes (stmt, 5));
}

const char *
nqp_project_shape_kind (NqpShapeKind kind)
{
  static const char *const kinds[]
      = { [NQP_SHAPE_REGION] = "region", [NQP_SHAPE_INSET] = "inset", [NQP_SHAPE_LINE] = "line" };

  return kinds[kind];
}

int
nqp_project_insert_shape (sqlite3 *db, gint64 id, const NqpShape *shape)
{
  g_autoptr (GBytes) wkb = nqp_shape_to_wkb (shape);

  return nqp_sql_run (
      db, "INSERT INTO boundary (id, code, kind, name_en, name_zh, wkb) VALUES (?, ?, ?, ?, ?, ?)", "lttttb",
      id, shape->code != NULL ? shape->code : "", nqp_project_shape_kind (shape->kind), shape->name.en,
      shape->name.zh, wkb);
}

/**
 * nqp_project_read_boundaries:
 *
 * Returns: (transfer full): the outlines, without shapes if the project has none; %NULL with @error set
 */
NqpBoundaries *
nqp_project_read_boundaries (NqpProject *self, GError **error)
{
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (sqlite3_stmt) stmt = NULL;
  gint64 n = 0;
  int k = 0;
  const gboolean own = sqlite3_get_autocommit (self->db) != 0; /* within an edit it is its transaction */
  int rc = own ? sqlite3_exec (self->db, "BEGIN", NULL, NULL, NULL) : SQLITE_OK;

  if (rc == SQLITE_OK)
    rc = nqp_sql_int (self->db, "SELECT count(*) FROM boundary", &n);
  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2 (self->db, NQP_PROJECT_SHAPES, -1, &stmt, NULL);
  if (rc == SQLITE_OK)
    boundaries = nqp_boundaries_new ((int)MIN (n, 10000000));
  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      if (k >= boundaries->n_shapes || !nqp_project_read_shape (&boundaries->shapes[k], stmt))
        {
          nqp_row_fail (error, self->path, "boundary", stmt, 1, NULL);
          g_clear_pointer (&boundaries, nqp_boundaries_unref);
          break;
        }
      k++;
      rc = SQLITE_OK;
    }
  if (boundaries != NULL && rc == SQLITE_DONE && k < boundaries->n_shapes)
    {
      nqp_row_fail (error, self->path, "boundary", NULL, 0, NULL);
      g_clear_pointer (&boundaries, nqp_boundaries_unref);
    }
  else if (rc != SQLITE_DONE && rc != SQLITE_ROW)
    {
      nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
      g_clear_pointer (&boundaries, nqp_boundaries_unref);
    }
  sqlite3_reset (stmt);
  if (own)
    (void)sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  return g_steal_pointer (&boundaries);
}
