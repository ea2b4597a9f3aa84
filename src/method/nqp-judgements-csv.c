/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-ahp.h"
#include "nqp-csv-reader-private.h"
#include "nqp-number.h"

#define TOLERANCE 1e-9

enum
{
  PARENT,
  A,
  B,
  VALUE,
  N_COLUMNS
};

static const char *const column_names[N_COLUMNS] = { "parent", "a", "b", "value" };

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
  NqpCsvReader csv;
  const NqpTree *tree;
  int columns[N_COLUMNS];
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
  nqp_csv_reader_clear (&reader->csv);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
read_header (Reader *reader, GError **error)
{
  g_autofree char *found = NULL;
  gboolean all = TRUE;

  do
    {
      g_autoptr (GError) local_error = NULL;

      if (!nqp_csv_reader_next (&reader->csv, &local_error))
        {
          if (local_error != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&local_error));
              return FALSE;
            }
          reader->csv.line = 0;
          nqp_csv_reader_fail (
              error, &reader->csv, 0,
              _ ("the file is empty, expected a line with the columns “parent”, “a”, “b” and “value”"));
          return FALSE;
        }
    }
  while (nqp_csv_reader_is_blank (&reader->csv));
  for (int i = 0; i < N_COLUMNS; i++)
    {
      reader->columns[i] = nqp_csv_reader_find (&reader->csv, column_names[i]);
      all = all && reader->columns[i] >= 0;
    }
  if (all)
    return TRUE;
  g_ptr_array_add (reader->csv.fields, NULL);
  found = g_strjoinv (",", (char **)reader->csv.fields->pdata);
  nqp_csv_reader_fail (error, &reader->csv, 0,
                       _ ("found the columns “%s”, expected “parent”, “a”, “b” and “value”"), found);
  return FALSE;
}

static Draft *
find_draft (Reader *reader, GError **error)
{
  const char *id = nqp_csv_reader_get (&reader->csv, reader->columns[PARENT]);
  const NqpTree *tree = reader->tree;
  const int parent = nqp_tree_find (tree, id);
  Draft *draft;

  if (parent < 0 || tree->nodes[parent].first_child < 0)
    {
      nqp_csv_reader_fail (error, &reader->csv, reader->columns[PARENT] + 1,
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
find_part (Reader *reader, const Draft *draft, int column, GError **error)
{
  const char *id = nqp_csv_reader_get (&reader->csv, reader->columns[column]);

  for (int k = 0; k < draft->n; k++)
    if (strcmp (reader->tree->nodes[draft->children[k]].id, id) == 0)
      return k;
  nqp_csv_reader_fail (error, &reader->csv, reader->columns[column] + 1,
                       _ ("found “%s”, expected one of the %d parts of “%s”"), id, draft->n,
                       nqp_csv_reader_get (&reader->csv, reader->columns[PARENT]));
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
read_row (Reader *reader, GError **error)
{
  NqpCsvReader *csv = &reader->csv;
  char expected[NQP_NUMBER_SIZE];
  const char *text;
  Draft *draft;
  double value;
  int k, l, needed = 0;

  for (int i = 0; i < N_COLUMNS; i++)
    needed = MAX (needed, reader->columns[i] + 1);
  if ((int)csv->fields->len < needed)
    {
      nqp_csv_reader_fail (error, csv, 0, _ ("found %d fields, expected at least %d"), (int)csv->fields->len,
                           needed);
      return FALSE;
    }
  draft = find_draft (reader, error);
  if (draft == NULL)
    return FALSE;
  k = find_part (reader, draft, A, error);
  l = k >= 0 ? find_part (reader, draft, B, error) : -1;
  if (l < 0)
    return FALSE;
  text = nqp_csv_reader_get (csv, reader->columns[VALUE]);
  if (!parse_value (text, &value) || !(value > 0))
    {
      nqp_csv_reader_fail (
          error, csv, reader->columns[VALUE] + 1,
          _ ("found “%s”, expected a number above 0: 1 to 9, or one divided by it, like “1/3”"), text);
      return FALSE;
    }
  if (k == l && fabs (value - 1) > TOLERANCE)
    {
      nqp_csv_reader_fail (error, csv, reader->columns[VALUE] + 1,
                           _ ("found “%s” for “%s” against itself, expected 1"), text,
                           nqp_csv_reader_get (csv, reader->columns[A]));
      return FALSE;
    }
  if (draft->lines[k * draft->n + l] > 0)
    {
      nqp_csv_reader_fail (error, csv, reader->columns[A] + 1,
                           _ ("found “%s” against “%s” a second time (first in line %d), expected it once"),
                           nqp_csv_reader_get (csv, reader->columns[A]),
                           nqp_csv_reader_get (csv, reader->columns[B]), draft->lines[k * draft->n + l]);
      return FALSE;
    }
  if (!isnan (draft->a[l * draft->n + k]) && fabs (draft->a[l * draft->n + k] * value - 1) > TOLERANCE)
    {
      nqp_csv_reader_fail (
          error, csv, reader->columns[VALUE] + 1,
          _ ("found “%s”, expected %s: one divided by the judgement of the same two the other way round in "
             "line %d; give one of the two"),
          text, nqp_number_to_file (1 / draft->a[l * draft->n + k], expected),
          draft->lines[l * draft->n + k]);
      return FALSE;
    }
  draft->a[k * draft->n + l] = value;
  draft->lines[k * draft->n + l] = csv->line;
  return TRUE;
}

/* The half that was not given; FALSE with @error set if neither was. */
static gboolean
complete (Reader *reader, int parent, GError **error)
{
  const NqpNode *nodes = reader->tree->nodes;
  Draft *draft = &reader->drafts[parent];

  for (int k = 0; k < draft->n; k++)
    for (int l = k + 1; l < draft->n; l++)
      {
        double *upper = &draft->a[k * draft->n + l], *lower = &draft->a[l * draft->n + k];

        if (isnan (*upper) && isnan (*lower))
          {
            reader->csv.line = 0;
            nqp_csv_reader_fail (
                error, &reader->csv, 0,
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
make_judgements (Reader *reader, GError **error)
{
  const NqpTree *tree = reader->tree;
  NqpJudgements *judgements = nqp_judgements_new (0, NULL, NULL);

  for (int i = 0; i < tree->n_nodes && judgements != NULL; i++)
    {
      const Draft *draft = &reader->drafts[i];
      g_autoptr (NqpJudgements) before = judgements;
      g_autofree char **ids = g_new0 (char *, draft->n + 1);

      judgements = NULL;
      if (draft->n == 0)
        {
          judgements = g_steal_pointer (&before);
          continue;
        }
      if (!complete (reader, i, error))
        return NULL;
      for (int k = 0; k < draft->n; k++)
        ids[k] = tree->nodes[draft->children[k]].id;
      judgements = nqp_judgements_with_matrix (
          before, &(NqpJudgementMatrix){ tree->nodes[i].id, draft->n, ids, draft->a }, error);
    }
  return judgements;
}

/**
 * nqp_judgements_parse_csv:
 * @tree: whose nodes the file names
 * @text: UTF-8, with or without a byte order mark
 * @file_name: for messages
 *
 * Reads the columns "parent", "a", "b" and "value": how many times as important a is as b, a number above 0 or a fraction
 * like "1/3". One half of a matrix is enough; if both are there they are reciprocal to 1e-9. Of a parent that is named all
 * parts are compared with each other. Errors say file, line, column (counted in fields), what was found and what was expected.
 *
 * Returns: (transfer full): %NULL with @error set (%NQP_METHOD_ERROR_WEIGHTS)
 */
NqpJudgements *
nqp_judgements_parse_csv (const NqpTree *tree, const char *text, gsize length, const char *file_name,
                          GError **error)
{
  g_auto (Reader) reader = { .tree = tree, .drafts = g_new0 (Draft, MAX (tree->n_nodes, 1)) };
  g_autoptr (GError) local_error = NULL;
  gboolean any = FALSE;

  if (!nqp_csv_reader_init (&reader.csv, text, length, file_name, error) || !read_header (&reader, error))
    return NULL;
  while (nqp_csv_reader_next (&reader.csv, &local_error))
    {
      if (nqp_csv_reader_is_blank (&reader.csv))
        continue;
      if (!read_row (&reader, error))
        return NULL;
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
      nqp_csv_reader_fail (error, &reader.csv, 0,
                           _ ("found no judgements, expected one line for every two parts"));
      return NULL;
    }
  return make_judgements (&reader, error);
}
