/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-changeset.h"
#include "nqp-project-private.h"

/* Which parts of a project an action of the history changed. */

/* Columns of the node table before these are structure and names. */
#define NODE_WEIGHT 7

static NqpProjectParts
part_of_change (sqlite3_changeset_iter *iter, const char *table, int n_columns, int operation)
{
  sqlite3_value *value = NULL;

  if (g_strcmp0 (table, "boundary") == 0)
    return NQP_PROJECT_OUTLINES;
  if (g_str_has_prefix (table, "scenario"))
    return NQP_PROJECT_SCENARIOS;
  if (g_strcmp0 (table, "framework") == 0 || g_str_has_prefix (table, "lesson"))
    return NQP_PROJECT_FRAMEWORK;
  if (g_str_has_prefix (table, "scheme"))
    return NQP_PROJECT_SCHEMES;
  if (g_strcmp0 (table, "judgement") == 0)
    return NQP_PROJECT_WEIGHTS;
  if (operation != SQLITE_UPDATE)
    return NQP_PROJECT_DATA;
  if (g_strcmp0 (table, "project") == 0 && sqlite3changeset_old (iter, 0, &value) == SQLITE_OK
      && value != NULL && g_strcmp0 ((const char *)sqlite3_value_text (value), "method") == 0)
    return NQP_PROJECT_WEIGHTS;
  if (g_strcmp0 (table, "node") != 0)
    return NQP_PROJECT_DATA;
  for (int i = 0; i < MIN (n_columns, NODE_WEIGHT); i++)
    if (sqlite3changeset_new (iter, i, &value) != SQLITE_OK || value != NULL)
      return NQP_PROJECT_DATA;
  return NQP_PROJECT_WEIGHTS;
}

NqpProjectParts
nqp_project_parts_of_changeset (NqpProject *self, const void *changes, int size)
{
  NqpProjectParts parts = 0;
  sqlite3_changeset_iter *iter = NULL;

  if (!nqp_changeset_check (self->db, changes, (gsize)size)
      || sqlite3changeset_start (&iter, size, (void *)changes) != SQLITE_OK)
    return NQP_PROJECT_ALL;
  while (sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char *table = NULL;
      int n_columns = 0, operation = 0, indirect = 0;

      sqlite3changeset_op (iter, &table, &n_columns, &operation, &indirect);
      parts |= part_of_change (iter, table, n_columns, operation);
    }
  return sqlite3changeset_finalize (iter) == SQLITE_OK ? parts : NQP_PROJECT_ALL;
}
