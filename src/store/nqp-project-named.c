/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

#include <glib/gi18n.h>

static int
fail_gone (const NqpNamedKind *kind, GError **error)
{
  g_set_error_literal (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED, _ (kind->gone));
  return SQLITE_ERROR;
}

int
nqp_project_write_named (NqpProject *self, const NqpNamedKind *kind, gint64 *id, gconstpointer thing,
                         GError **error)
{
  int rc;

  if (*id == 0)
    {
      rc = kind->insert (self, thing);
      *id = sqlite3_last_insert_rowid (self->db);
    }
  else
    {
      rc = kind->update (self, *id, thing);
      if (rc == SQLITE_OK && sqlite3_changes (self->db) == 0)
        return fail_gone (kind, error);
    }
  if (rc == SQLITE_OK)
    rc = kind->write_parts (self, *id, thing);
  if (kind->names_others && (rc & 0xff) == SQLITE_CONSTRAINT)
    return fail_gone (kind, error);
  return rc;
}

gboolean
nqp_project_save_named (NqpProject *self, const NqpNamedKind *kind, gint64 *id, gconstpointer thing,
                        const char *label, GError **error)
{
  sqlite3_session *session = nqp_project_begin_action (self, error);
  GError *local = NULL;
  gint64 saved = *id;
  int rc;

  if (session == NULL)
    return FALSE;
  rc = nqp_project_write_named (self, kind, &saved, thing, &local);
  if (!nqp_project_finish_edit (self, session, rc, label, local, error))
    return FALSE;
  *id = saved;
  return TRUE;
}

gboolean
nqp_project_delete_named (NqpProject *self, const NqpNamedKind *kind, gint64 id, const char *label,
                          GError **error)
{
  sqlite3_session *session = nqp_project_begin_action (self, error);
  GError *local = NULL;
  int rc;

  if (session == NULL)
    return FALSE;
  rc = nqp_sql_run (self->db, kind->delete_parts, "l", id);
  if (rc == SQLITE_OK)
    rc = nqp_sql_run (self->db, kind->delete_thing, "l", id);
  if (rc == SQLITE_OK && sqlite3_changes (self->db) == 0)
    rc = fail_gone (kind, &local);
  return nqp_project_finish_edit (self, session, rc, label, local, error);
}

GPtrArray *
nqp_project_read_named (NqpProject *self, GDestroyNotify free_thing,
                        gboolean (*read) (NqpProject *self, GPtrArray *list, gconstpointer data,
                                          GError **error),
                        gconstpointer data, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_thing);
  gboolean ok, own;

  if (!nqp_project_begin_read (self, &own, error))
    return NULL;
  ok = read (self, list, data, error);
  nqp_project_end_read (self, own);
  return ok ? g_steal_pointer (&list) : NULL;
}

gpointer
nqp_named_find (const GPtrArray *things, gint64 id)
{
  for (guint i = 0; things != NULL && i < things->len; i++)
    if (((const NqpNamed *)g_ptr_array_index (things, i))->id == id)
      return g_ptr_array_index (things, i);
  return NULL;
}
