/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-method.h"
#include "nqp-number.h"

#define TOLERANCE 1e-6

typedef struct
{
  const char *file;
  const char *p, *end;
  int line; /* of the record read last */
  int next_line;
  GPtrArray *fields;
  int node_column;
  int value_column;
  gboolean global; /* the values are shares of the index, for leaves */
} Reader;

G_GNUC_PRINTF (4, 5)
static void
fail (GError **error, const Reader *reader, int column, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  if (column > 0)
    g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_WEIGHTS, "%s:%d:%d: %s", reader->file,
                 reader->line, column, text);
  else if (reader->line > 0)
    g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_WEIGHTS, "%s:%d: %s", reader->file, reader->line,
                 text);
  else
    g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_WEIGHTS, "%s: %s", reader->file, text);
}

/* One record into fields; FALSE at the end of the text, or with @error set. */
static gboolean
read_record (Reader *reader, GError **error)
{
  gboolean more = TRUE;

  g_ptr_array_set_size (reader->fields, 0);
  reader->line = reader->next_line;
  if (reader->p >= reader->end)
    return FALSE;
  while (more)
    {
      GString *field = g_string_new (NULL);
      gboolean quoted = reader->p < reader->end && *reader->p == '"';

      if (quoted)
        {
          reader->p++;
          for (; reader->p < reader->end; reader->p++)
            {
              if (*reader->p == '"')
                {
                  if (reader->p + 1 < reader->end && reader->p[1] == '"')
                    reader->p++;
                  else
                    break;
                }
              reader->next_line += *reader->p == '\n';
              g_string_append_c (field, *reader->p);
            }
          if (reader->p >= reader->end)
            {
              g_string_free (field, TRUE);
              fail (error, reader, (int)reader->fields->len + 1,
                    _ ("found a quote that is never closed, expected “\"”"));
              return FALSE;
            }
          reader->p++;
        }
      while (reader->p < reader->end && strchr (",\r\n", *reader->p) == NULL)
        g_string_append_c (field, *reader->p++);
      g_ptr_array_add (reader->fields, g_strstrip (g_string_free (field, FALSE)));
      more = reader->p < reader->end && *reader->p == ',';
      if (more)
        reader->p++;
    }
  if (reader->p < reader->end && *reader->p == '\r')
    reader->p++;
  if (reader->p < reader->end && *reader->p == '\n')
    reader->p++;
  reader->next_line++;
  return TRUE;
}

static gboolean
is_blank (const Reader *reader)
{
  return reader->fields->len == 1 && *(const char *)g_ptr_array_index (reader->fields, 0) == '\0';
}

static int
find_column (const Reader *reader, const char *name)
{
  for (guint i = 0; i < reader->fields->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (reader->fields, i), name) == 0)
      return (int)i;
  return -1;
}

static gboolean
read_header (Reader *reader, GError **error)
{
  g_autofree char *found = NULL;

  while (read_record (reader, error) && is_blank (reader))
    ;
  if (error != NULL && *error != NULL)
    return FALSE;
  if (reader->fields->len == 0)
    {
      reader->line = 0;
      fail (error, reader, 0, _ ("the file is empty, expected a line with the columns “node” and “weight”"));
      return FALSE;
    }
  reader->node_column = find_column (reader, "node");
  reader->value_column = find_column (reader, "weight");
  reader->global = reader->value_column < 0;
  if (reader->global)
    reader->value_column = find_column (reader, "global");
  if (reader->node_column >= 0 && reader->value_column >= 0)
    return TRUE;
  g_ptr_array_add (reader->fields, NULL);
  found = g_strjoinv (",", (char **)reader->fields->pdata);
  fail (error, reader, 0, _ ("found the columns “%s”, expected “node” and “weight” (or “node” and “global”)"),
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

  if ((int)reader->fields->len < needed)
    {
      fail (error, reader, 0, _ ("found %d fields, expected at least %d"), (int)reader->fields->len, needed);
      return FALSE;
    }
  id = g_ptr_array_index (reader->fields, reader->node_column);
  text = g_ptr_array_index (reader->fields, reader->value_column);
  node = nqp_tree_find (tree, id);
  if (node < 0)
    {
      fail (error, reader, reader->node_column + 1,
            _ ("found “%s”, expected a pillar, a component (like “drivers.innovation-input”) or an indicator "
               "of the "
               "project"),
            id);
      return FALSE;
    }
  if (lines[node] > 0)
    {
      fail (error, reader, reader->node_column + 1,
            _ ("found “%s” a second time (first in line %d), expected it once"), id, lines[node]);
      return FALSE;
    }
  if (!nqp_number_parse (text, strlen (text), '.', &value) || value < 0)
    {
      fail (error, reader, reader->value_column + 1,
            _ ("found “%s” as the weight of “%s”, expected a number from 0 to 1"), text, id);
      return FALSE;
    }
  if (reader->global && tree->nodes[node].indicator < 0)
    {
      if (node == 0)
        return TRUE;
      fail (error, reader, reader->node_column + 1,
            _ ("found “%s”, expected an indicator: shares of the index (column “global” without “weight”) "
               "are given "
               "for indicators only"),
            id);
      return FALSE;
    }
  if (!tree->nodes[node].on && value > 0)
    {
      fail (error, reader, reader->value_column + 1,
            _ ("found %s for “%s”, which is switched off; expected 0, or switch it on first"), text, id);
      return FALSE;
    }
  weights[node] = value;
  lines[node] = reader->line;
  return TRUE;
}

static NqpTree *
apply_local (Reader *reader, const NqpTree *tree, double *weights, const int *lines, GError **error)
{
  NqpTree *result;

  reader->line = 0;
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
          fail (error, reader, 0,
                _ ("“%s” has a weight but “%s” has none; give all that stand below “%s” a weight, or none of "
                   "them"),
                nodes[named].id, nodes[absent].id, nodes[parent].id);
          return NULL;
        }
      if (!(fabs (sum - 1) <= TOLERANCE))
        {
          char number[NQP_NUMBER_SIZE];

          fail (error, reader, 0, _ ("the weights below “%s” sum to %s, expected 1"), nodes[parent].id,
                g_ascii_formatd (number, sizeof number, "%.10g", sum));
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
  return result;
}

static NqpTree *
apply_global (Reader *reader, const NqpTree *tree, const double *weights, const int *lines, GError **error)
{
  g_autofree double *leaf_weights = g_new0 (double, MAX (tree->n_leaves, 1));
  char number[NQP_NUMBER_SIZE];
  double sum = 0;

  reader->line = 0;
  for (int i = 0; i < tree->n_leaves; i++)
    {
      int node = tree->leaves[i];
      gboolean on = nqp_tree_is_on (tree, node);

      if (on && lines[node] == 0)
        {
          fail (error, reader, 0, _ ("“%s” has no weight; give every indicator its share of the index"),
                tree->nodes[node].id);
          return NULL;
        }
      leaf_weights[i] = on ? weights[node] : 0;
      sum += leaf_weights[i];
    }
  if (!(fabs (sum - 1) <= TOLERANCE))
    {
      fail (error, reader, 0, _ ("the weights of the indicators sum to %s, expected 1"),
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
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autofree double *weights = g_new0 (double, MAX (tree->n_nodes, 1));
  g_autofree int *lines = g_new0 (int, MAX (tree->n_nodes, 1));
  g_autoptr (GError) local_error = NULL;
  Reader reader = { .file = file_name, .p = text, .end = text + length, .next_line = 1, .fields = fields };
  gboolean any = FALSE;
  const char *invalid;

  if (!g_utf8_validate (text, (gssize)length, &invalid))
    {
      for (const char *p = text; p < invalid; p++)
        reader.line += *p == '\n';
      reader.line++;
      fail (error, &reader, 0, _ ("found bytes that are not UTF-8 text, expected a CSV file in UTF-8"));
      return NULL;
    }
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    reader.p += 3;
  if (!read_header (&reader, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  while (read_record (&reader, &local_error))
    {
      if (is_blank (&reader))
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
      reader.line = 0;
      fail (error, &reader, 0, _ ("found no weights, expected one line a node"));
      return NULL;
    }
  return reader.global ? apply_global (&reader, tree, weights, lines, error)
                       : apply_local (&reader, tree, weights, lines, error);
}
