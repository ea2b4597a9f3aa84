/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-weights-csv.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-names.h"
#include "nqp-number.h"
#include "nqp-sheet.h"
#include "nqp-words.h"

#define TOLERANCE 1e-6
#define ROUNDED 0.01    /* how far from their sum rounded weights may be, in parts of it */
#define ROUNDING 1e-9   /* of sums at that limit */
#define NO_WEIGHT 1e-12 /* less is none */

enum
{
  NODE,
  NAME,   /* instead of the id */
  WEIGHT, /* share of the parent */
  GLOBAL, /* share of the index, for leaves */
  N_COLUMNS
};

/* What a sheet of a workbook may be called. */
static const char *const sheet_names[] = { "weights", "weight", "权重", NULL };

static const NqpSheetColumn columns[N_COLUMNS] = {
  [NODE] = { FALSE, "node", { NQP_HEAD_NODE } },
  [NAME] = { FALSE, "indicator", { NQP_HEAD_INDICATOR, NQP_HEAD_NAME } },
  [WEIGHT] = { FALSE, "weight", { NQP_HEAD_WEIGHT } },
  [GLOBAL] = { FALSE, "global", { NQP_HEAD_GLOBAL } },
};

typedef struct
{
  NqpSheet sheet;
  const NqpTree *tree;
  int node_column;   /* NODE, or NAME where that is all there is */
  int value_column;  /* WEIGHT, or GLOBAL where that is all there is */
  double *weights;   /* [node] */
  gboolean *percent; /* [node]: written with the sign */
  int *lines;        /* [node]: where its weight stands, 0 = nowhere */
  GHashTable *names; /* folded name -> node, or -1 where several have it; made when it is needed */
  GPtrArray *notes;  /* or NULL */
} Reader;

static void
reader_clear (Reader *self)
{
  nqp_sheet_clear (&self->sheet);
  g_clear_pointer (&self->names, g_hash_table_unref);
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
  if (!nqp_sheet_open_text (sheet, text, length, file, sheet_names, columns, N_COLUMNS, problems))
    return FALSE;
  self->value_column = nqp_sheet_has (sheet, WEIGHT) ? WEIGHT : GLOBAL;
  self->node_column = nqp_sheet_has (sheet, NODE) ? NODE : NAME;
  if (!nqp_sheet_has (sheet, self->node_column) || !nqp_sheet_has (sheet, self->value_column))
    {
      g_autofree char *found = nqp_sheet_list_fields (sheet);

      nqp_sheet_problem (sheet, -1,
                         _ ("found the columns “%s”, expected “node” and “weight” (or “node” and “global”)"),
                         found);
      return FALSE;
    }
  sheet->least_fields = MAX (sheet->position[self->node_column], sheet->position[self->value_column]) + 1;
  return TRUE;
}

static void
add_name (Reader *self, const char *name, int node)
{
  char *folded;
  gpointer before;

  if (name == NULL || *name == '\0')
    return;
  folded = nqp_names_fold (name);
  if (g_hash_table_lookup_extended (self->names, folded, NULL, &before) && GPOINTER_TO_INT (before) != node)
    node = -1;
  g_hash_table_insert (self->names, folded, GINT_TO_POINTER (node));
}

/* The node of that id, or of that name in either language; -1 with a problem. */
static int
find_node (Reader *self, const char *text)
{
  const NqpTree *tree = self->tree;
  int node = nqp_tree_find (tree, text);
  g_autofree char *folded = NULL;
  gpointer found = NULL;

  if (node >= 0)
    return node;
  if (self->names == NULL)
    {
      self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (int i = 0; i < tree->n_nodes; i++)
        {
          add_name (self, tree->nodes[i].name.en, i);
          add_name (self, tree->nodes[i].name.zh, i);
        }
    }
  folded = nqp_names_fold (text);
  if (!g_hash_table_lookup_extended (self->names, folded, NULL, &found))
    nqp_sheet_problem (
        &self->sheet, self->node_column,
        _ ("found “%s”, expected a pillar, a component (like “drivers.innovation-input”) or an indicator "
           "of the project, by code or name"),
        text);
  else if (GPOINTER_TO_INT (found) < 0)
    nqp_sheet_problem (
        &self->sheet, self->node_column,
        _ ("found “%s”, which is the name of several; expected a code, as “nqp weights” prints it"), text);
  else
    return GPOINTER_TO_INT (found);
  return -1;
}

/* "0.25", "25", "25 %"; with a decimal comma where no comma separates fields. */
static gboolean
parse_weight (const Reader *self, const char *text, double *out_value, gboolean *out_percent)
{
  g_autofree char *number = g_strdup (text);

  *out_percent = g_str_has_suffix (number, "%") || g_str_has_suffix (number, "％");
  if (*out_percent)
    number[strlen (number) - (g_str_has_suffix (number, "%") ? 1 : strlen ("％"))] = '\0';
  g_strchomp (number);
  if (!nqp_number_parse (number, strlen (number), '.', out_value)
      && (self->sheet.rows->delimiter == ',' || !nqp_number_parse (number, strlen (number), ',', out_value)))
    return FALSE;
  if (fabs (*out_value) < NO_WEIGHT)
    *out_value = 0;
  return *out_value >= 0;
}

/* One row into weights[node]; the row of the root says nothing that could be set. */
static gboolean
read_row (Reader *self)
{
  const NqpTree *tree = self->tree;
  g_autofree char *id = nqp_sheet_word (&self->sheet, self->node_column);
  g_autofree char *text = nqp_sheet_word (&self->sheet, self->value_column);
  const int node = find_node (self, id);
  gboolean percent = FALSE;
  double value;

  if (node < 0)
    return FALSE;
  if (self->lines[node] > 0)
    {
      nqp_sheet_problem (&self->sheet, self->node_column,
                         _ ("found “%s” a second time (first in line %d), expected it once"), id,
                         self->lines[node]);
      return FALSE;
    }
  if (!parse_weight (self, text, &value, &percent))
    {
      nqp_sheet_problem (
          &self->sheet, self->value_column,
          _ ("found “%s” as the weight of “%s”, expected a number from 0 to 1, or a percentage"), text, id);
      return FALSE;
    }
  if (self->value_column == GLOBAL && tree->nodes[node].indicator < 0)
    {
      if (node == 0)
        return TRUE;
      nqp_sheet_problem (
          &self->sheet, self->node_column,
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
  self->percent[node] = percent;
  self->lines[node] = self->sheet.rows->number;
  return TRUE;
}

static G_GNUC_PRINTF (2, 3) void note (Reader *self, const char *format, ...)
{
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;
  va_list args;

  if (self->notes == NULL)
    return;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  file = nqp_words_path (self->sheet.rows->file);
  g_ptr_array_add (self->notes, g_strdup_printf ("%s: %s", file, text));
}

/* What weights that sum to @sum are to be divided by: 1, or the sum where it is that of rounded shares or percentages; 0 if it is
 * neither. */
static double
divisor (double sum, gboolean percent)
{
  if (!percent && fabs (sum - 1) <= TOLERANCE)
    return 1;
  if (!percent && fabs (sum - 1) <= ROUNDED + ROUNDING)
    return sum;
  return fabs (sum - 100) <= 100 * ROUNDED + ROUNDING ? sum : 0;
}

/* How the weights below @parent (NULL: of all indicators) were read, unless as they are. */
static void
note_divisor (Reader *self, const char *parent, double by, double sum)
{
  char number[NQP_NUMBER_SIZE];

  if (by == 1)
    return;
  g_ascii_formatd (number, sizeof number, "%.10g", sum);
  if (parent == NULL)
    note (self, _ ("the weights of the indicators sum to %s and were rescaled to 1"), number);
  else
    note (self, _ ("the weights below “%s” sum to %s and were rescaled to 1"), parent, number);
}

/* Of siblings that have a weight above 0, all have the sign or none. */
static gboolean
check_signs (Reader *self, int parent, gboolean *out_percent)
{
  const NqpNode *nodes = self->tree->nodes;
  int with = -1, without = -1;

  for (int c = parent >= 0 ? nodes[parent].first_child : 1; c >= 0 && c < self->tree->n_nodes;
       c = parent >= 0 ? nodes[c].next_sibling : c + 1)
    if (self->lines[c] > 0 && self->weights[c] > 0 && self->percent[c])
      with = c;
    else if (self->lines[c] > 0 && self->weights[c] > 0)
      without = c;
  *out_percent = with >= 0;
  if (with < 0 || without < 0)
    return TRUE;
  nqp_sheet_file_problem (
      &self->sheet,
      _ ("the weight of “%s” is a percentage and that of “%s” is none; expected the same of both"),
      nodes[with].id, nodes[without].id);
  return FALSE;
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
      gboolean percent;
      double sum = 0, by;

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
      if (!check_signs (self, parent, &percent))
        return NULL;
      by = divisor (sum, percent);
      if (by == 0)
        {
          char number[NQP_NUMBER_SIZE];

          nqp_sheet_file_problem (&self->sheet, _ ("the weights below “%s” sum to %s, expected 1 or 100"),
                                  nodes[parent].id, g_ascii_formatd (number, sizeof number, "%.10g", sum));
          return NULL;
        }
      note_divisor (self, nodes[parent].id, by, sum);
      for (int c = nodes[parent].first_child; c >= 0; c = nodes[c].next_sibling)
        self->weights[c] /= by;
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
  gboolean percent;
  double sum = 0, by;

  if (!check_signs (self, -1, &percent))
    return NULL;
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
  by = divisor (sum, percent);
  if (by == 0)
    {
      nqp_sheet_file_problem (&self->sheet, _ ("the weights of the indicators sum to %s, expected 1 or 100"),
                              g_ascii_formatd (number, sizeof number, "%.10g", sum));
      return NULL;
    }
  note_divisor (self, NULL, by, sum);
  for (int i = 0; i < tree->n_leaves; i++)
    leaf_weights[i] /= by;
  return nqp_tree_with_leaf_weights (tree, leaf_weights);
}

/**
 * nqp_weights_parse_csv:
 * @tree: structure, locks and switches; weights the file does not name are kept
 * @text: in any encoding nqp_source_read() knows
 * @file_name: for messages
 * @notes: (element-type utf8) (nullable): gets what was done to the weights
 *
 * Reads the columns "node" and "weight" (share of the parent), others are not looked at: siblings are given together
 * and sum to 1; shares and percentages that were rounded, whose sum is within 1 % of 1 or 100, are rescaled and noted. A node may
 * be named, in either language. Less than 1e-12 is 0. Or "node" and "global" (share of the index) for all indicators. Errors say file, line,
 * column (counted in fields), what was found and what was expected.
 *
 * Returns: (transfer full): the new tree, %NULL with @error set (%NQP_IO_ERROR_INPUT)
 */
NqpTree *
nqp_weights_parse_csv (const NqpTree *tree, const char *text, gsize length, const char *file_name,
                       GPtrArray *notes, GError **error)
{
  g_autofree gboolean *percent = g_new0 (gboolean, MAX (tree->n_nodes, 1));
  g_autofree double *weights = g_new0 (double, MAX (tree->n_nodes, 1));
  g_autofree int *lines = g_new0 (int, MAX (tree->n_nodes, 1));
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  NqpProblems problems = { .list = list };
  g_auto (Reader) reader
      = { .tree = tree, .weights = weights, .percent = percent, .lines = lines, .notes = notes };
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
