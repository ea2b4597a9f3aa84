/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-judgements-csv.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-sheet.h"

#define TOLERANCE 1e-9

enum
{
  PARENT,
  A,
  B,
  VALUE,
  N_COLUMNS
};

/* What a sheet of a workbook may be called. */
static const char *const sheet_names[] = { "judgements", "judgments", "判断", NULL };

static const NqpSheetColumn columns[N_COLUMNS] = {
  [PARENT] = { TRUE, "parent", { NQP_HEAD_PARENT } },
  [A] = { TRUE, "a", { NQP_HEAD_A } },
  [B] = { TRUE, "b", { NQP_HEAD_B } },
  [VALUE] = { TRUE, "value", { NQP_HEAD_VALUE } },
};

/* The matrix of one parent while it is read. */
typedef struct
{
  int n;
  int *children; /* [n]: nodes */
  double *a;     /* [n * n]: NaN = not given */
  int *lines;    /* [n * n]: where it was given */
} Draft;

typedef struct
{
  NqpSheet sheet;
  const NqpTree *tree;
  Draft *drafts; /* [node]: n = 0 = the file has nothing below it */
} Reader;

static void
reader_clear (Reader *reader)
{
  for (int i = 0; i < reader->tree->n_nodes; i++)
    {
      g_free (reader->drafts[i].children);
      g_free (reader->drafts[i].a);
      g_free (reader->drafts[i].lines);
    }
  g_free (reader->drafts);
  nqp_sheet_clear (&reader->sheet);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
read_header (Reader *reader, const char *text, gsize length, const char *file, NqpProblems *problems)
{
  NqpSheet *sheet = &reader->sheet;

  if (nqp_csv_is_blank (text, length))
    {
      nqp_problems_add (
          problems, FALSE, file, 0, 0,
          _ ("the file is empty, expected a line with the columns “parent”, “a”, “b” and “value”"));
      return FALSE;
    }
  if (!nqp_sheet_open_text (sheet, text, length, file, sheet_names, columns, N_COLUMNS, problems))
    return FALSE;
  for (int i = 0; i < N_COLUMNS; i++)
    sheet->least_fields = MAX (sheet->least_fields, sheet->position[i] + 1);
  return TRUE;
}

static Draft *
find_draft (Reader *reader, const char *id)
{
  const NqpTree *tree = reader->tree;
  const int parent = nqp_tree_find (tree, id);
  Draft *draft;

  if (parent < 0 || tree->nodes[parent].first_child < 0)
    {
      nqp_sheet_problem (&reader->sheet, PARENT,
                         _ ("found “%s”, expected “index”, a pillar or a component (like "
                            "“drivers.innovation-input”) of the project"),
                         id);
      return NULL;
    }
  draft = &reader->drafts[parent];
  if (draft->n == 0)
    {
      const int n = nqp_tree_n_children (tree, parent);
      int k = 0;

      draft->n = n;
      draft->children = g_new (int, n);
      draft->a = g_new (double, n *n);
      draft->lines = g_new0 (int, n *n);
      for (int c = tree->nodes[parent].first_child; c >= 0; c = tree->nodes[c].next_sibling)
        draft->children[k++] = c;
      for (k = 0; k < n * n; k++)
        draft->a[k] = NAN;
      for (k = 0; k < n; k++)
        draft->a[k * n + k] = 1;
    }
  return draft;
}

static int
find_part (Reader *reader, const Draft *draft, const char *parent, const char *id, int column)
{
  for (int k = 0; k < draft->n; k++)
    if (strcmp (reader->tree->nodes[draft->children[k]].id, id) == 0)
      return k;
  nqp_sheet_problem (&reader->sheet, column, _ ("found “%s”, expected one of the %d parts of “%s”"), id,
                     draft->n, parent);
  return -1;
}

/* A number, or a fraction as people write judgements: "1/3". */
static gboolean
parse_value (const char *text, double *out)
{
  const char *slash = strchr (text, '/');
  double above, below;

  if (slash == NULL)
    return nqp_number_parse (text, strlen (text), '.', out) && isfinite (*out);
  if (!nqp_number_parse (text, (gsize)(slash - text), '.', &above)
      || !nqp_number_parse (slash + 1, strlen (slash + 1), '.', &below))
    return FALSE;
  *out = above / below;
  return isfinite (*out);
}

static gboolean
read_row (Reader *reader)
{
  g_autofree char *parent = nqp_sheet_word (&reader->sheet, PARENT);
  g_autofree char *a = nqp_sheet_word (&reader->sheet, A);
  g_autofree char *b = nqp_sheet_word (&reader->sheet, B);
  g_autofree char *text = nqp_sheet_word (&reader->sheet, VALUE);
  Draft *draft = find_draft (reader, parent);
  char expected[NQP_NUMBER_SIZE];
  double value;
  int k, l;

  if (draft == NULL)
    return FALSE;
  k = find_part (reader, draft, parent, a, A);
  l = k >= 0 ? find_part (reader, draft, parent, b, B) : -1;
  if (l < 0)
    return FALSE;
  if (!parse_value (text, &value) || !(value > 0))
    {
      nqp_sheet_problem (
          &reader->sheet, VALUE,
          _ ("found “%s”, expected a number above 0: 1 to 9, or one divided by it, like “1/3”"), text);
      return FALSE;
    }
  if (k == l && fabs (value - 1) > TOLERANCE)
    {
      nqp_sheet_problem (&reader->sheet, VALUE, _ ("found “%s” for “%s” against itself, expected 1"), text,
                         a);
      return FALSE;
    }
  if (draft->lines[k * draft->n + l] > 0)
    {
      nqp_sheet_problem (&reader->sheet, A,
                         _ ("found “%s” against “%s” a second time (first in line %d), expected it once"), a,
                         b, draft->lines[k * draft->n + l]);
      return FALSE;
    }
  if (!isnan (draft->a[l * draft->n + k]) && fabs (draft->a[l * draft->n + k] * value - 1) > TOLERANCE)
    {
      nqp_sheet_problem (
          &reader->sheet, VALUE,
          _ ("found “%s”, expected %s: one divided by the judgement of the same two the other way round in "
             "line %d; give one of the two"),
          text, nqp_number_to_file (1 / draft->a[l * draft->n + k], expected),
          draft->lines[l * draft->n + k]);
      return FALSE;
    }
  draft->a[k * draft->n + l] = value;
  draft->lines[k * draft->n + l] = reader->sheet.rows->number;
  return TRUE;
}

/* The half that was not given; FALSE if neither was. */
static gboolean
complete (Reader *reader, int parent)
{
  const NqpNode *nodes = reader->tree->nodes;
  Draft *draft = &reader->drafts[parent];

  for (int k = 0; k < draft->n; k++)
    for (int l = k + 1; l < draft->n; l++)
      {
        double *upper = &draft->a[k * draft->n + l], *lower = &draft->a[l * draft->n + k];

        if (isnan (*upper) && isnan (*lower))
          {
            nqp_sheet_file_problem (
                &reader->sheet,
                _ ("below “%s”, “%s” is not compared with “%s”; compare every two parts, or none of them"),
                nodes[parent].id, nodes[draft->children[k]].id, nodes[draft->children[l]].id);
            return FALSE;
          }
        if (isnan (*upper))
          *upper = 1 / *lower;
        *lower = 1 / *upper;
      }
  return TRUE;
}

static NqpJudgements *
make_judgements (Reader *reader)
{
  const NqpTree *tree = reader->tree;
  NqpJudgements *judgements = nqp_judgements_new (0, NULL, NULL);

  for (int i = 0; i < tree->n_nodes && judgements != NULL; i++)
    {
      const Draft *draft = &reader->drafts[i];
      g_autoptr (NqpJudgements) before = judgements;
      g_autoptr (GError) error = NULL;
      g_autofree char **ids = g_new0 (char *, draft->n + 1);

      judgements = NULL;
      if (draft->n == 0)
        {
          judgements = g_steal_pointer (&before);
          continue;
        }
      if (!complete (reader, i))
        return NULL;
      for (int k = 0; k < draft->n; k++)
        ids[k] = tree->nodes[draft->children[k]].id;
      judgements = nqp_judgements_with_matrix (
          before, &(NqpJudgementMatrix){ tree->nodes[i].id, draft->n, ids, draft->a }, &error);
      if (judgements == NULL)
        nqp_sheet_file_problem (&reader->sheet, "%s", error->message);
    }
  return judgements;
}

/**
 * nqp_judgements_parse_csv:
 * @tree: whose nodes the file names
 * @text: in any encoding nqp_source_read() knows
 * @file_name: for messages
 *
 * Reads the columns "parent", "a", "b" and "value": how many times as important a is as b, a number above 0 or a fraction
 * like "1/3". One half of a matrix is enough; if both are there they are reciprocal to 1e-9. Of a parent that is named all
 * parts are compared with each other. Errors say file, line, column (counted in fields), what was found and what was expected.
 *
 * Returns: (transfer full): %NULL with @error set (%NQP_IO_ERROR_INPUT)
 */
NqpJudgements *
nqp_judgements_parse_csv (const NqpTree *tree, const char *text, gsize length, const char *file_name,
                          GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  NqpProblems problems = { .list = list };
  g_auto (Reader) reader = { .tree = tree, .drafts = g_new0 (Draft, MAX (tree->n_nodes, 1)) };
  g_autoptr (NqpJudgements) result = NULL;
  gboolean any = FALSE;

  if (read_header (&reader, text, length, file_name, &problems))
    {
      while (nqp_sheet_next (&reader.sheet) && read_row (&reader))
        any = TRUE;
      if (!any && problems.n_errors == 0)
        nqp_sheet_file_problem (&reader.sheet,
                                _ ("found no judgements, expected one line for every two parts"));
      if (problems.n_errors == 0)
        result = make_judgements (&reader);
    }
  return nqp_problems_check (&problems, error) ? g_steal_pointer (&result) : NULL;
}
