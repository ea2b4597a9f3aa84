/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-csv-reader-private.h"
#include "nqp-number.h"

#define TOLERANCE 1e-6

typedef struct
{
  NqpCsvReader csv;
  int node_column;
  int value_column;
  gboolean global; /* the values are shares of the index, for leaves */
} Reader;

static void
reader_clear (Reader *reader)
{
  nqp_csv_reader_clear (&reader->csv);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
read_header (Reader *reader, GError **error)
{
  g_autofree char *found = NULL;

  while (nqp_csv_reader_next (&reader->csv, error) && nqp_csv_reader_is_blank (&reader->csv))
    ;
  if (error != NULL && *error != NULL)
    return FALSE;
  if (reader->csv.fields->len == 0)
    {
      reader->csv.line = 0;
      nqp_csv_reader_fail (error, &reader->csv, 0,
                           _ ("the file is empty, expected a line with the columns “node” and “weight”"));
      return FALSE;
    }
  reader->node_column = nqp_csv_reader_find (&reader->csv, "node");
  reader->value_column = nqp_csv_reader_find (&reader->csv, "weight");
  reader->global = reader->value_column < 0;
  if (reader->global)
    reader->value_column = nqp_csv_reader_find (&reader->csv, "global");
  if (reader->node_column >= 0 && reader->value_column >= 0)
    return TRUE;
  g_ptr_array_add (reader->csv.fields, NULL);
  found = g_strjoinv (",", (char **)reader->csv.fields->pdata);
  nqp_csv_reader_fail (error, &reader->csv, 0,
                       _ ("found the columns “%s”, expected “node” and “weight” (or “node” and “global”)"),
                       found);
  return FALSE;
}

/* One row into weights[node]; the row of the root says nothing that could be set. */
static gboolean
read_row (Reader *reader, const NqpTree *tree, double *weights, int *lines, GError **error)
{
  const int needed = MAX (reader->node_column, reader->value_column) + 1;
  const char *id, *text;
  double value;
  int node;

  if ((int)reader->csv.fields->len < needed)
    {
      nqp_csv_reader_fail (error, &reader->csv, 0, _ ("found %d fields, expected at least %d"),
                           (int)reader->csv.fields->len, needed);
      return FALSE;
    }
  id = g_ptr_array_index (reader->csv.fields, reader->node_column);
  text = g_ptr_array_index (reader->csv.fields, reader->value_column);
  node = nqp_tree_find (tree, id);
  if (node < 0)
    {
      nqp_csv_reader_fail (
          error, &reader->csv, reader->node_column + 1,
          _ ("found “%s”, expected a pillar, a component (like “drivers.innovation-input”) or an indicator "
             "of the "
             "project"),
          id);
      return FALSE;
    }
  if (lines[node] > 0)
    {
      nqp_csv_reader_fail (error, &reader->csv, reader->node_column + 1,
                           _ ("found “%s” a second time (first in line %d), expected it once"), id,
                           lines[node]);
      return FALSE;
    }
  if (!nqp_number_parse (text, strlen (text), '.', &value) || value < 0)
    {
      nqp_csv_reader_fail (error, &reader->csv, reader->value_column + 1,
                           _ ("found “%s” as the weight of “%s”, expected a number from 0 to 1"), text, id);
      return FALSE;
    }
  if (reader->global && tree->nodes[node].indicator < 0)
    {
      if (node == 0)
        return TRUE;
      nqp_csv_reader_fail (
          error, &reader->csv, reader->node_column + 1,
          _ ("found “%s”, expected an indicator: shares of the index (column “global” without “weight”) "
             "are given "
             "for indicators only"),
          id);
      return FALSE;
    }
  if (!tree->nodes[node].on && value > 0)
    {
      nqp_csv_reader_fail (error, &reader->csv, reader->value_column + 1,
                           _ ("found %s for “%s”, which is switched off; expected 0, or switch it on first"),
                           text, id);
      return FALSE;
    }
  weights[node] = value;
  lines[node] = reader->csv.line;
  return TRUE;
}

static NqpTree *
apply_local (Reader *reader, const NqpTree *tree, double *weights, const int *lines, GError **error)
{
  NqpTree *result;

  reader->csv.line = 0;
  for (int parent = 0; parent < tree->n_nodes; parent++)
    {
      const NqpNode *nodes = tree->nodes;
      int named = -1, absent = -1;
      double sum = 0;

      for (int c = nodes[parent].first_child; c >= 0; c = nodes[c].next_sibling)
        {
          if (lines[c] > 0)
            named = c;
          else if (nodes[c].on)
            absent = c;
          if (nodes[c].on)
            sum += weights[c];
        }
      if (named < 0)
        continue;
      if (absent >= 0)
        {
          nqp_csv_reader_fail (
              error, &reader->csv, 0,
              _ ("“%s” has a weight but “%s” has none; give all that stand below “%s” a weight, or none of "
                 "them"),
              nodes[named].id, nodes[absent].id, nodes[parent].id);
          return NULL;
        }
      if (!(fabs (sum - 1) <= TOLERANCE))
        {
          char number[NQP_NUMBER_SIZE];

          nqp_csv_reader_fail (error, &reader->csv, 0, _ ("the weights below “%s” sum to %s, expected 1"),
                               nodes[parent].id, g_ascii_formatd (number, sizeof number, "%.10g", sum));
          return NULL;
        }
    }
  result = nqp_tree_new ();
  for (int i = 0; i < tree->n_nodes; i++)
    {
      const NqpNode *node = &tree->nodes[i];
      double weight = lines[i] > 0 && i > 0 && node->on ? weights[i] : node->weight;

      nqp_tree_add (result, node->parent, node->id, &node->name, node->level, node->indicator, weight,
                    node->locked, node->on);
    }
  nqp_tree_seal (result);
  if (tree->judgements != NULL)
    result->judgements = nqp_judgements_ref (tree->judgements);
  return result;
}

static NqpTree *
apply_global (Reader *reader, const NqpTree *tree, const double *weights, const int *lines, GError **error)
{
  g_autofree double *leaf_weights = g_new0 (double, MAX (tree->n_leaves, 1));
  char number[NQP_NUMBER_SIZE];
  double sum = 0;

  reader->csv.line = 0;
  for (int i = 0; i < tree->n_leaves; i++)
    {
      int node = tree->leaves[i];
      gboolean on = nqp_tree_is_on (tree, node);

      if (on && lines[node] == 0)
        {
          nqp_csv_reader_fail (error, &reader->csv, 0,
                               _ ("“%s” has no weight; give every indicator its share of the index"),
                               tree->nodes[node].id);
          return NULL;
        }
      leaf_weights[i] = on ? weights[node] : 0;
      sum += leaf_weights[i];
    }
  if (!(fabs (sum - 1) <= TOLERANCE))
    {
      nqp_csv_reader_fail (error, &reader->csv, 0, _ ("the weights of the indicators sum to %s, expected 1"),
                           g_ascii_formatd (number, sizeof number, "%.10g", sum));
      return NULL;
    }
  return nqp_tree_with_leaf_weights (tree, leaf_weights);
}

/**
 * nqp_weights_parse_csv:
 * @tree: structure, locks and switches; weights the file does not name are kept
 * @text: UTF-8, with or without a byte order mark
 * @file_name: for messages
 *
 * Reads the columns "node" and "weight" (share of the parent), others are not looked at: siblings are given together
 * and sum to 1 within 1e-6. Or "node" and "global" (share of the index) for all indicators. Errors say file, line,
 * column (counted in fields), what was found and what was expected.
 *
 * Returns: (transfer full): the new tree, %NULL with @error set (%NQP_METHOD_ERROR_WEIGHTS)
 */
NqpTree *
nqp_weights_parse_csv (const NqpTree *tree, const char *text, gsize length, const char *file_name,
                       GError **error)
{
  g_autofree double *weights = g_new0 (double, MAX (tree->n_nodes, 1));
  g_autofree int *lines = g_new0 (int, MAX (tree->n_nodes, 1));
  g_autoptr (GError) local_error = NULL;
  g_auto (Reader) reader = { .value_column = -1 };
  gboolean any = FALSE;

  if (!nqp_csv_reader_init (&reader.csv, text, length, file_name, error))
    return NULL;
  if (!read_header (&reader, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  while (nqp_csv_reader_next (&reader.csv, &local_error))
    {
      if (nqp_csv_reader_is_blank (&reader.csv))
        continue;
      if (!read_row (&reader, tree, weights, lines, &local_error))
        break;
      any = TRUE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (!any)
    {
      reader.csv.line = 0;
      nqp_csv_reader_fail (error, &reader.csv, 0, _ ("found no weights, expected one line a node"));
      return NULL;
    }
  return reader.global ? apply_global (&reader, tree, weights, lines, error)
                       : apply_local (&reader, tree, weights, lines, error);
}
