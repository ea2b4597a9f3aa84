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

/* @tree: (inout): the project's, exchanged for one with its judgements. Pairs that were not judged count the same. */
gboolean
nqp_project_read_judgements (NqpProject *self, NqpTree **tree, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (self->db, "SELECT parent, a, b, value FROM judgement ORDER BY parent, a, b",
                               -1, &stmt, NULL);

  if (rc == SQLITE_OK && (*tree)->judgements != NULL)
    {
      NqpTree *none = nqp_tree_with_judgements (*tree, NULL);

      nqp_tree_unref (*tree);
      *tree = none;
    }
  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      g_autofree char *parent = nqp_sql_text (stmt, 0, NQP_WORDS_CODE),
                      *a = nqp_sql_text (stmt, 1, NQP_WORDS_CODE),
                      *b = nqp_sql_text (stmt, 2, NQP_WORDS_CODE);
      int at = parent != NULL ? nqp_tree_find (*tree, parent) : -1;
      int first = a != NULL ? nqp_tree_find (*tree, a) : -1,
          second = b != NULL ? nqp_tree_find (*tree, b) : -1;
      NqpTree *next;

      if (at < 0 || first < 0 || second < 0 || first == second || (*tree)->nodes[first].parent != at
          || (*tree)->nodes[second].parent != at)
        return fail_judgements (self, error);
      next = nqp_tree_set_judgement (*tree, first, second, nqp_sql_real (stmt, 3), NULL);
      if (next == NULL)
        return fail_judgements (self, error);
      nqp_tree_unref (*tree);
      *tree = next;
      rc = SQLITE_OK;
    }
  return rc == SQLITE_DONE || nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
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
