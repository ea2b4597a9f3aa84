/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* What a method needs beside its line and the weights: goalposts of indicators, judgements of pairs. */

static gboolean
fail_judgements (NqpProject *self, GError **error)
{
  return nqp_sql_error_damaged (error, self->path, _ ("its pairwise judgements contradict themselves"));
}

/* Each pair once: the rows above the diagonal. Unchanged ones get back the row they had, so that the session records only
 * what differs. */
int
nqp_project_write_judgements (sqlite3 *db, const NqpJudgements *judgements)
{
  int rc = nqp_sql_run (db, "DELETE FROM judgement", "");

  for (int m = 0; judgements != NULL && m < judgements->n_matrices; m++)
    {
      const NqpJudgementMatrix *matrix = &judgements->matrices[m];

      for (int k = 0; k < matrix->n && rc == SQLITE_OK; k++)
        for (int l = k + 1; l < matrix->n && rc == SQLITE_OK; l++)
          rc = nqp_sql_run (db, "INSERT INTO judgement (parent, a, b, value) VALUES (?1, ?2, ?3, ?4)", "tttr",
                            matrix->parent, matrix->children[k], matrix->children[l],
                            matrix->a[k * matrix->n + l]);
    }
  return rc;
}

/* Rows of one parent after the other become its matrix: each row is one cell and its mirror. */
typedef struct
{
  const NqpTree *tree;
  GHashTable *nodes; /* id (borrowed) -> position + 1 */
  int *order;        /* [node]: which of its parent's children it is */
  GArray *matrices;  /* (element-type NqpJudgementMatrix): ids borrowed, the rest owned */
  int parent;        /* of the last matrix */
} Judged;

static void
clear_matrix (gpointer matrix)
{
  g_free (((NqpJudgementMatrix *)matrix)->children);
  g_free (((NqpJudgementMatrix *)matrix)->a);
}

static void
judged_clear (Judged *self)
{
  g_hash_table_unref (self->nodes);
  g_free (self->order);
  g_array_unref (self->matrices);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Judged, judged_clear)

static void
judged_init (Judged *self, const NqpTree *tree)
{
  self->tree = tree;
  self->nodes = g_hash_table_new (g_str_hash, g_str_equal);
  self->order = g_new0 (int, MAX (tree->n_nodes, 1));
  self->matrices = g_array_new (FALSE, TRUE, sizeof (NqpJudgementMatrix));
  self->parent = -1;
  g_array_set_clear_func (self->matrices, clear_matrix);
  for (int i = 0; i < tree->n_nodes; i++)
    {
      g_hash_table_insert (self->nodes, tree->nodes[i].id, GINT_TO_POINTER (i + 1));
      for (int c = tree->nodes[i].first_child, k = 0; c >= 0; c = tree->nodes[c].next_sibling)
        self->order[c] = k++;
    }
}

/* Pairs that were not judged count the same. */
static gboolean
begin_matrix (Judged *self, int parent)
{
  const NqpTree *tree = self->tree;
  NqpJudgementMatrix matrix = { .parent = tree->nodes[parent].id, .n = nqp_tree_n_children (tree, parent) };

  if (matrix.n > NQP_JUDGEMENTS_MAX_PARTS)
    return FALSE;
  matrix.children = g_new0 (char *, matrix.n);
  matrix.a = g_new (double, (gsize)matrix.n *(gsize)matrix.n);
  for (int i = 0; i < matrix.n * matrix.n; i++)
    matrix.a[i] = 1;
  for (int c = tree->nodes[parent].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    matrix.children[self->order[c]] = tree->nodes[c].id;
  g_array_append_val (self->matrices, matrix);
  self->parent = parent;
  return TRUE;
}

/* -1 = none. */
static int
find_node (const Judged *self, sqlite3_stmt *stmt, int column)
{
  g_autofree char *id = nqp_sql_text (stmt, column, NQP_WORDS_CODE);

  return id != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->nodes, id)) - 1 : -1;
}

static gboolean
read_judgement (Judged *self, sqlite3_stmt *stmt)
{
  int parent = find_node (self, stmt, 0), a = find_node (self, stmt, 1), b = find_node (self, stmt, 2);
  double value = nqp_sql_real (stmt, 3);
  NqpJudgementMatrix *matrix;

  if (parent < 0 || a < 0 || b < 0 || a == b || self->tree->nodes[a].parent != parent
      || self->tree->nodes[b].parent != parent || (parent != self->parent && !begin_matrix (self, parent)))
    return FALSE;
  matrix = &g_array_index (self->matrices, NqpJudgementMatrix, self->matrices->len - 1);
  matrix->a[self->order[a] * matrix->n + self->order[b]] = value;
  matrix->a[self->order[b] * matrix->n + self->order[a]] = 1 / value;
  return TRUE;
}

/* @tree: (inout): the project's, exchanged for one with its judgements. */
gboolean
nqp_project_read_judgements (NqpProject *self, NqpTree **tree, GError **error)
{
  g_auto (Judged) judged = { 0 };
  g_autoptr (NqpJudgements) judgements = NULL;
  g_autoptr (sqlite3_stmt) stmt = NULL;
  NqpTree *with;
  int rc = sqlite3_prepare_v2 (self->db, "SELECT parent, a, b, value FROM judgement ORDER BY parent, a, b",
                               -1, &stmt, NULL);

  judged_init (&judged, *tree);
  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      if (!read_judgement (&judged, stmt))
        return fail_judgements (self, error);
      rc = SQLITE_OK;
    }
  if (rc != SQLITE_DONE)
    return nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
  if (judged.matrices->len == 0 && (*tree)->judgements == NULL)
    return TRUE;
  if (judged.matrices->len > 0)
    judgements = nqp_judgements_new ((int)judged.matrices->len,
                                     (const NqpJudgementMatrix *)judged.matrices->data, NULL);
  if (judged.matrices->len > 0 && judgements == NULL)
    return fail_judgements (self, error);
  with = nqp_tree_with_judgements (*tree, judgements);
  nqp_tree_unref (*tree);
  *tree = with;
  return TRUE;
}

/**
 * nqp_project_set_goalposts:
 * @indicator: its code
 * @lower: in the indicator's unit; NaN = the lowest value there is
 * @upper: likewise, the highest
 * @label: what the Undo button says
 */
gboolean
nqp_project_set_goalposts (NqpProject *self, const char *indicator, double lower, double upper,
                           const char *label, GError **error)
{
  sqlite3_session *session = NULL;
  GError *local = NULL;
  int rc;

  g_return_val_if_fail (indicator != NULL && label != NULL, FALSE);
  if (isinf (lower) || isinf (upper) || lower >= upper)
    {
      g_set_error (
          error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
          _ ("The goalposts of “%s” must be two finite numbers, the lower one below the upper one, or "
             "empty for the lowest and highest value there is."),
          indicator);
      return FALSE;
    }
  session = nqp_project_begin_action (self, error);
  if (session == NULL)
    return FALSE;
  if (isnan (lower) && isnan (upper))
    rc = nqp_sql_run_by_code (
        self->db, self->odd_codes,
        "DELETE FROM goalpost WHERE indicator_id = (SELECT id FROM indicator WHERE code = ?1)", "t",
        indicator);
  else
    {
      rc = nqp_sql_run_by_code (
          self->db, self->odd_codes,
          "INSERT INTO goalpost (indicator_id, lower, upper) "
          "SELECT id, ?2, ?3 FROM indicator WHERE code = ?1 "
          "ON CONFLICT (indicator_id) DO UPDATE SET lower = excluded.lower, upper = excluded.upper",
          "trr", indicator, lower, upper);
      if (rc == SQLITE_OK && sqlite3_changes (self->db) == 0)
        {
          g_set_error (&local, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
                       _ ("The project has no “%s”. Open it again: another program may have changed it."),
                       indicator);
          rc = SQLITE_ERROR;
        }
    }
  return nqp_project_finish_edit (self, session, rc, label, local, error);
}
