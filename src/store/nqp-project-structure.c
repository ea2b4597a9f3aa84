/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-structure.h"
#include "nqp-project-private.h"

#include <glib/gi18n.h>

/* What belongs where in the index. A node keeps its row as long as it stands below one with a lower id, as reading wants it:
 * so the history records what really changed, and an undo meets no code twice. */

typedef struct
{
  gint64 id;
  gboolean has_row;
} NodeRow;

static int
read_ids (NqpProject *self, GHashTable *ids, gint64 *out_last)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (self->db, "SELECT id, code FROM node", -1, &stmt, NULL);

  *out_last = -1;
  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      gint64 *id = g_new (gint64, 1);

      *id = sqlite3_column_int64 (stmt, 0);
      *out_last = MAX (*out_last, *id);
      g_hash_table_insert (ids, nqp_sql_text (stmt, 1, NQP_WORDS_CODE), id);
      rc = SQLITE_OK;
    }
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* Ids of the indicators in the order of the panel. */
static int
read_indicator_ids (NqpProject *self, GArray *ids)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (self->db, "SELECT id FROM indicator ORDER BY id", -1, &stmt, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (ids, id);
      rc = SQLITE_OK;
    }
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static void
give_ids (const NqpTree *tree, GHashTable *ids, gint64 last, NodeRow *rows)
{
  for (int k = 0; k < tree->n_nodes; k++)
    {
      const gint64 *known = g_hash_table_lookup (ids, tree->nodes[k].id);
      const int parent = tree->nodes[k].parent;

      rows[k].has_row = known != NULL && (parent < 0 || rows[parent].id < *known);
      rows[k].id = rows[k].has_row ? *known : ++last;
      if (rows[k].has_row)
        g_hash_table_remove (ids, tree->nodes[k].id);
    }
}

/* @ids: those that are left */
static int
delete_nodes (NqpProject *self, GHashTable *ids)
{
  GHashTableIter iter;
  gpointer id;
  int rc = SQLITE_OK;

  g_hash_table_iter_init (&iter, ids);
  while (rc == SQLITE_OK && g_hash_table_iter_next (&iter, NULL, &id))
    rc = nqp_sql_run (self->db, "DELETE FROM node WHERE id = ?1", "l", *(gint64 *)id);
  return rc;
}

static int
write_node (NqpProject *self, const NqpTree *tree, int k, const NodeRow *rows, const GArray *indicator_ids)
{
  const NqpNode *node = &tree->nodes[k];
  const gboolean leaf = node->indicator >= 0;
  const char *en = leaf ? NULL : node->name.en, *zh = leaf ? NULL : node->name.zh;
  int rc;

  if (rows[k].has_row)
    rc = nqp_sql_run (self->db,
                      "UPDATE node SET name_en = ?2, name_zh = ?3, weight = ?4, locked = ?5, is_on = ?6 "
                      "WHERE id = ?1",
                      "lttrii", rows[k].id, en, zh, node->weight, node->locked ? 1 : 0, node->on ? 1 : 0);
  else
    rc = nqp_sql_run (self->db,
                      "INSERT INTO node (id, code, level, name_en, name_zh, weight, locked, is_on) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                      "lttttrii", rows[k].id, node->id, nqp_level_to_string (node->level), en, zh,
                      node->weight, node->locked ? 1 : 0, node->on ? 1 : 0);
  if (rc == SQLITE_OK && node->parent >= 0)
    rc = nqp_sql_run (self->db, "UPDATE node SET parent_id = ?2 WHERE id = ?1", "ll", rows[k].id,
                      rows[node->parent].id);
  if (rc == SQLITE_OK && leaf)
    rc = nqp_sql_run (self->db, "UPDATE node SET indicator_id = ?2 WHERE id = ?1", "ll", rows[k].id,
                      g_array_index (indicator_ids, gint64, node->indicator));
  return rc;
}

int
nqp_project_write_nodes (NqpProject *self, const NqpTree *tree)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) indicator_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree NodeRow *rows = g_new0 (NodeRow, MAX (tree->n_nodes, 1));
  gint64 last;
  int rc = read_ids (self, ids, &last);

  if (rc == SQLITE_OK)
    rc = read_indicator_ids (self, indicator_ids);
  if (rc != SQLITE_OK)
    return rc;
  give_ids (tree, ids, last, rows);
  /* whole again at the end, not after each row */
  rc = sqlite3_exec (self->db, "PRAGMA defer_foreign_keys = ON", NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    rc = delete_nodes (self, ids);
  for (int k = 0; k < tree->n_nodes && rc == SQLITE_OK; k++)
    {
      g_return_val_if_fail (tree->nodes[k].indicator < (int)indicator_ids->len, SQLITE_MISUSE);
      rc = write_node (self, tree, k, rows, indicator_ids);
    }
  return rc == SQLITE_OK ? nqp_project_write_judgements (self->db, tree->judgements) : rc;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpText, nqp_text_clear)

static int
write_indicator (NqpProject *self, const NqpIndicator *it, GError **error)
{
  g_auto (NqpText) name = nqp_text_copy (&it->name);
  g_auto (NqpText) unit = nqp_text_copy (&it->unit);
  int rc;

  if (!nqp_words_check_text (&name, NQP_WORDS_NAME, error)
      || !nqp_words_check_text (&unit, NQP_WORDS_NAME, error))
    return SQLITE_ERROR;
  rc = nqp_sql_run_by_code (self->db, self->odd_codes,
                            "UPDATE indicator SET name_en = ?2, name_zh = ?3, unit_en = ?4, unit_zh = ?5, "
                            "pillar = ?6, component = ?7, direction = ?8, role = ?9 WHERE code = ?1",
                            "tttttttit", it->code, name.en, name.zh, unit.en, unit.zh, it->pillar,
                            it->component, it->direction, nqp_role_to_string (it->role));
  if (rc == SQLITE_OK && sqlite3_changes (self->db) == 0)
    {
      g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
                   _ ("The project has no “%s”. Open it again: another program may have changed it."),
                   it->code);
      rc = SQLITE_ERROR;
    }
  return rc;
}

/**
 * nqp_project_set_structure:
 * @indicators: (array length=n_indicators): those whose names, units, place, direction or role are others now
 * @tree: the whole tree as it is with them; leaves are positions among the project's indicators
 * @label: what the Undo button says
 *
 * One action of the history: what is in the index, where, and with which weight. The method stays.
 */
gboolean
nqp_project_set_structure (NqpProject *self, const NqpIndicator *const *indicators, guint n_indicators,
                           const NqpTree *tree, const char *label, GError **error)
{
  sqlite3_session *session = NULL;
  GError *local = NULL;
  int rc = SQLITE_OK;

  g_return_val_if_fail (tree != NULL && label != NULL, FALSE);
  session = nqp_project_begin_action (self, error);
  if (session == NULL)
    return FALSE;
  for (guint k = 0; k < n_indicators && rc == SQLITE_OK; k++)
    rc = write_indicator (self, indicators[k], &local);
  if (rc == SQLITE_OK)
    rc = nqp_project_write_nodes (self, tree);
  return nqp_project_finish_edit (self, session, rc, label, local, error);
}

static int
write_formula (NqpProject *self, const NqpIndicator *it)
{
  int rc
      = nqp_sql_run_by_code (self->db, self->odd_codes,
                             "UPDATE indicator SET numerator_id = (SELECT id FROM series ORDER BY id LIMIT 1 "
                             "OFFSET ?2), denominator_id = NULL, per_area = 0, factor = 0, unit_en = ?3, "
                             "unit_zh = ?4 WHERE code = ?1",
                             "titt", it->code, it->numerator, it->unit.en, it->unit.zh);

  if (rc == SQLITE_OK && sqlite3_changes (self->db) == 0)
    rc = nqp_sql_run (self->db,
                      "INSERT INTO indicator (id, code, name_en, name_zh, unit_en, unit_zh, direction, role, "
                      "numerator_id, factor) SELECT coalesce(max(id), -1) + 1, ?1, ?2, ?3, ?4, ?5, 0, ?6, "
                      "(SELECT id FROM series ORDER BY id LIMIT 1 OFFSET ?7), 0 FROM indicator",
                      "ttttttn", it->code, it->name.en, it->name.zh, it->unit.en, it->unit.zh,
                      nqp_role_to_string (NQP_ROLE_UNASSIGNED), it->numerator);
  if (rc == SQLITE_OK)
    rc = nqp_sql_run_by_code (
        self->db, self->odd_codes,
        "INSERT INTO formula (indicator_id, expression) SELECT id, ?2 FROM indicator WHERE "
        "code = ?1 ON CONFLICT (indicator_id) DO UPDATE SET expression = "
        "excluded.expression",
        "tt", it->code, nqp_expression_text (it->formula));
  return rc;
}

/**
 * nqp_project_set_formula:
 * @indicator: with a formula that is bound to the series of the project; of one that is not there yet also its names
 * @label: what the Undo button says
 */
gboolean
nqp_project_set_formula (NqpProject *self, const NqpIndicator *indicator, const char *label, GError **error)
{
  sqlite3_session *session = NULL;

  g_return_val_if_fail (indicator != NULL && indicator->formula != NULL && label != NULL, FALSE);
  session = nqp_project_begin_action (self, error);
  if (session == NULL)
    return FALSE;
  return nqp_project_finish_edit (self, session, write_formula (self, indicator), label, NULL, error);
}
