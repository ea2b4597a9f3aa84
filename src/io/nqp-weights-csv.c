/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-weights-csv.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-sheet.h"

#define TOLERANCE 1e-6

enum
{
  NODE,
  WEIGHT, /* share of the parent */
  GLOBAL, /* share of the index, for leaves */
  N_COLUMNS
};

static const NqpSheetColumn columns[N_COLUMNS] = {
  [NODE] = { FALSE, "node", { NQP_HEAD_NODE } },
  [WEIGHT] = { FALSE, "weight", { NQP_HEAD_WEIGHT } },
  [GLOBAL] = { FALSE, "global", { NQP_HEAD_GLOBAL } },
};

typedef struct
{
  NqpSheet sheet;
  const NqpTree *tree;
  int value_column; /* WEIGHT, or GLOBAL where that is all there is */
  double *weights;  /* [node] */
  int *lines;       /* [node]: where its weight stands, 0 = nowhere */
} Reader;

static void
reader_clear (Reader *self)
{
  nqp_sheet_clear (&self->sheet);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
read_header (Reader *self, const char *text, gsize length, const char *file, NqpProblems *problems)
{
  NqpSheet *sheet = &self->sheet;

  if (nqp_csv_is_blank (text, length))
    {
      nqp_problems_add (problems, FALSE, file, 0, 0,
                        _ ("the file is empty, expected a line with the columns “node” and “weight”"));
      return FALSE;
    }
  if (!nqp_sheet_open_text (sheet, text, length, file, columns, N_COLUMNS, problems))
    return FALSE;
  self->value_column = nqp_sheet_has (sheet, WEIGHT) ? WEIGHT : GLOBAL;
  if (!nqp_sheet_has (sheet, NODE) || !nqp_sheet_has (sheet, self->value_column))
    {
      g_autofree char *found = nqp_sheet_list_fields (sheet);

      nqp_sheet_problem (sheet, -1,
                         _ ("found the columns “%s”, expected “node” and “weight” (or “node” and “global”)"),
                         found);
      return FALSE;
    }
  sheet->least_fields = MAX (sheet->position[NODE], sheet->position[self->value_column]) + 1;
  return TRUE;
}

/* One row into weights[node]; the row of the root says nothing that could be set. */
static gboolean
read_row (Reader *self)
{
  const NqpTree *tree = self->tree;
  g_autofree char *id = nqp_sheet_word (&self->sheet, NODE);
  g_autofree char *text = nqp_sheet_word (&self->sheet, self->value_column);
  const int node = nqp_tree_find (tree, id);
  double value;

  if (node < 0)
    {
      nqp_sheet_problem (
          &self->sheet, NODE,
          _ ("found “%s”, expected a pillar, a component (like “drivers.innovation-input”) or an indicator "
             "of the project"),
          id);
      return FALSE;
    }
  if (self->lines[node] > 0)
    {
      nqp_sheet_problem (&self->sheet, NODE,
                         _ ("found “%s” a second time (first in line %d), expected it once"), id,
                         self->lines[node]);
      return FALSE;
    }
  if (!nqp_number_parse (text, strlen (text), '.', &value) || value < 0)
    {
      nqp_sheet_problem (&self->sheet, self->value_column,
                         _ ("found “%s” as the weight of “%s”, expected a number from 0 to 1"), text, id);
      return FALSE;
    }
  if (self->value_column == GLOBAL && tree->nodes[node].indicator < 0)
    {
      if (node == 0)
        return TRUE;
      nqp_sheet_problem (
          &self->sheet, NODE,
          _ ("found “%s”, expected an indicator: shares of the index (column “global” without “weight”) "
             "are given for indicators only"),
          id);
      return FALSE;
    }
  if (!tree->nodes[node].on && value > 0)
    {
      nqp_sheet_problem (&self->sheet, self->value_column,
                         _ ("found %s for “%s”, which is switched off; expected 0, or switch it on first"),
                         text, id);
      return FALSE;
    }
  self->weights[node] = value;
  self->lines[node] = self->sheet.csv.line;
  return TRUE;
}

static NqpTree *
apply_local (Reader *self)
{
  const NqpTree *tree = self->tree;
  NqpTree *result;

  for (int parent = 0; parent < tree->n_nodes; parent++)
    {
      const NqpNode *nodes = tree->nodes;
      int named = -1, absent = -1;
      double sum = 0;

      for (int c = nodes[parent].first_child; c >= 0; c = nodes[c].next_sibling)
        {
          if (self->lines[c] > 0)
            named = c;
          else if (nodes[c].on)
            absent = c;
          if (nodes[c].on)
            sum += self->weights[c];
        }
      if (named < 0)
        continue;
      if (absent >= 0)
        {
          nqp_sheet_file_problem (
              &self->sheet,
              _ ("“%s” has a weight but “%s” has none; give all that stand below “%s” a weight, or none of "
                 "them"),
              nodes[named].id, nodes[absent].id, nodes[parent].id);
          return NULL;
        }
      if (!(fabs (sum - 1) <= TOLERANCE))
        {
          char number[NQP_NUMBER_SIZE];

          nqp_sheet_file_problem (&self->sheet, _ ("the weights below “%s” sum to %s, expected 1"),
                                  nodes[parent].id, g_ascii_formatd (number, sizeof number, "%.10g", sum));
          return NULL;
        }
    }
  result = nqp_tree_new ();
  for (int i = 0; i < tree->n_nodes; i++)
    {
      const NqpNode *node = &tree->nodes[i];
      double weight = self->lines[i] > 0 && i > 0 && node->on ? self->weights[i] : node->weight;

      nqp_tree_add (result, node->parent, node->id, &node->name, node->level, node->indicator, weight,
                    node->locked, node->on);
    }
  nqp_tree_seal (result);
  if (tree->judgements != NULL)
    result->judgements = nqp_judgements_ref (tree->judgements);
  return result;
}

static NqpTree *
apply_global (Reader *self)
{
  const NqpTree *tree = self->tree;
  g_autofree double *leaf_weights = g_new0 (double, MAX (tree->n_leaves, 1));
  char number[NQP_NUMBER_SIZE];
  double sum = 0;

  for (int i = 0; i < tree->n_leaves; i++)
    {
      int node = tree->leaves[i];
      gboolean on = nqp_tree_is_on (tree, node);

      if (on && self->lines[node] == 0)
        {
          nqp_sheet_file_problem (&self->sheet,
                                  _ ("“%s” has no weight; give every indicator its share of the index"),
                                  tree->nodes[node].id);
          return NULL;
        }
      leaf_weights[i] = on ? self->weights[node] : 0;
      sum += leaf_weights[i];
    }
  if (!(fabs (sum - 1) <= TOLERANCE))
    {
      nqp_sheet_file_problem (&self->sheet, _ ("the weights of the indicators sum to %s, expected 1"),
                              g_ascii_formatd (number, sizeof number, "%.10g", sum));
      return NULL;
    }
  return nqp_tree_with_leaf_weights (tree, leaf_weights);
}

/**
 * nqp_weights_parse_csv:
 * @tree: structure, locks and switches; weights the file does not name are kept
 * @text: in any encoding nqp_source_read() knows
 * @file_name: for messages
 *
 * Reads the columns "node" and "weight" (share of the parent), others are not looked at: siblings are given together
 * and sum to 1 within 1e-6. Or "node" and "global" (share of the index) for all indicators. Errors say file, line,
 * column (counted in fields), what was found and what was expected.
 *
 * Returns: (transfer full): the new tree, %NULL with @error set (%NQP_IO_ERROR_INPUT)
 */
NqpTree *
nqp_weights_parse_csv (const NqpTree *tree, const char *text, gsize length, const char *file_name,
                       GError **error)
{
  g_autofree double *weights = g_new0 (double, MAX (tree->n_nodes, 1));
  g_autofree int *lines = g_new0 (int, MAX (tree->n_nodes, 1));
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  NqpProblems problems = { .list = list };
  g_auto (Reader) reader = { .tree = tree, .weights = weights, .lines = lines };
  g_autoptr (NqpTree) result = NULL;
  gboolean any = FALSE;

  if (read_header (&reader, text, length, file_name, &problems))
    {
      while (nqp_sheet_next (&reader.sheet) && read_row (&reader))
        any = TRUE;
      if (!any && problems.n_errors == 0)
        nqp_sheet_file_problem (&reader.sheet, _ ("found no weights, expected one line a node"));
      if (problems.n_errors == 0)
        result = reader.value_column == GLOBAL ? apply_global (&reader) : apply_local (&reader);
    }
  return nqp_problems_check (&problems, error) ? g_steal_pointer (&result) : NULL;
}
