/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

#include <glib/gi18n.h>

/* The history to read, and to go to any place of. */

void
nqp_action_free (NqpAction *self)
{
  g_free (self->label);
  g_free (self);
}

/**
 * nqp_project_read_history:
 *
 * Returns: (transfer full) (element-type NqpAction): what was done, in the order in which it was first done, undone actions
 *   too; %NULL with @error set
 */
GPtrArray *
nqp_project_read_history (NqpProject *self, GError **error)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_action_free);
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (self->db, "SELECT id, label, time, undone, made_by FROM history ORDER BY id",
                               -1, &stmt, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      NqpAction *action = g_new0 (NqpAction, 1);

      action->number = sqlite3_column_int64 (stmt, 0);
      action->label = nqp_sql_text (stmt, 1, NQP_WORDS_LINE);
      action->time = sqlite3_column_int64 (stmt, 2);
      action->in_force = sqlite3_column_int64 (stmt, 3) == 0;
      action->made_by = sqlite3_column_int64 (stmt, 4) == self->writer ? NQP_MADE_HERE
                        : action->number <= self->opened_action        ? NQP_MADE_BEFORE
                                                                       : NQP_MADE_BESIDE;
      g_ptr_array_add (actions, action);
      rc = SQLITE_OK;
    }
  if (rc == SQLITE_DONE)
    return g_steal_pointer (&actions);
  nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
  return NULL;
}

static void
fail_gone (GError **error)
{
  g_set_error_literal (
      error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
      _ ("The history no longer has that entry: another window has gone on from an earlier one, or dropped "
         "it."));
}

/* Positions in @actions: what comes after @at, or everything where that is -1, is undone, the last one first; then what was
 * undone along with @at, if it is out of force, is redone. What others undid before that stays undone. */
static GArray *
plan (const GPtrArray *actions, int at)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (int));
  int first = at;

  for (int k = (int)actions->len - 1; k > at; k--)
    if (((const NqpAction *)actions->pdata[k])->in_force)
      g_array_append_val (moves, k);
  if (at < 0 || ((const NqpAction *)actions->pdata[at])->in_force)
    return moves;
  while (first > 0 && !((const NqpAction *)actions->pdata[first - 1])->in_force)
    first--;
  for (int k = first; k <= at; k++)
    g_array_append_val (moves, k);
  return moves;
}

static int
move_all (NqpProject *self, const GPtrArray *actions, const GArray *moves, GArray *out_moved, GError **error)
{
  NqpProjectParts parts = 0;
  int rc = SQLITE_OK;

  for (guint k = 0; k < moves->len && rc == SQLITE_OK; k++)
    {
      const NqpAction *action = actions->pdata[g_array_index (moves, int, k)];

      rc = nqp_project_move_action (self, action->number, action->in_force, error);
      parts |= self->stepped;
      if (out_moved != NULL)
        g_array_append_val (out_moved, action->number);
    }
  self->stepped = parts;
  self->stepped_below = FALSE;
  return rc;
}

/**
 * nqp_project_go_to_action:
 * @number: of an action of nqp_project_read_history(); 0 = before the first
 * @out_moved: (optional) (element-type gint64): gets the numbers of those that were undone or redone
 *
 * Goes to where the project was when that action had just been made: many steps of undo or redo, all or none, by whomever the
 * actions were made. What is undone that way can be redone step by step, or by going to a later action, until something
 * else is edited. nqp_project_stepped_parts() tells of all of them.
 *
 * Returns: %FALSE with @error set, and nothing is changed, if one of the steps cannot be made
 */
gboolean
nqp_project_go_to_action (NqpProject *self, gint64 number, GArray *out_moved, GError **error)
{
  g_autoptr (GPtrArray) actions = NULL;
  g_autoptr (GArray) moves = NULL;
  GError *local = NULL;
  int at = -1, rc = SQLITE_ERROR;

  self->stepped = 0;
  if (!nqp_project_begin_write (self, error))
    return FALSE;
  actions = nqp_project_read_history (self, &local);
  for (guint k = 0; actions != NULL && k < actions->len; k++)
    if (((const NqpAction *)actions->pdata[k])->number == number)
      at = (int)k;
  if (actions != NULL && at < 0 && number != 0)
    fail_gone (&local);
  if (local == NULL)
    {
      moves = plan (actions, at);
      rc = move_all (self, actions, moves, out_moved, &local);
    }
  if (nqp_project_end_write (self, rc, &local))
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}
