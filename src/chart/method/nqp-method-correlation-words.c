/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-method-correlation-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-pearson.h"
#include "nqp-reliability.h"

/* What the correlations are, and what they say, in words and as a table. */

/* A leaf as measure is looked at among all the others. */
static int
get_scope (const NqpView *view)
{
  return nqp_parts_is_leaf (view, view->measure) ? 0 : view->measure;
}

void
nqp_method_correlation_init (NqpCorrelation *matrix, const NqpView *view)
{
  nqp_correlation_init (matrix, view->scores, get_scope (view), view->year);
}

static int
count_pairs (const NqpView *view, int leaf_a, int leaf_b)
{
  const NqpScores *scores = view->scores;
  const gsize first = (gsize)view->year * (gsize)scores->n_regions;
  gsize n = 0;

  nqp_pearson (scores->score[leaf_a] + first, scores->score[leaf_b] + first, (gsize)scores->n_regions, &n);
  return (int)n;
}

char *
nqp_method_correlation_title (const NqpView *view)
{
  /* Translators: name of a measure, year */
  return g_strdup_printf (_ ("How indicators go together: %s, %d"),
                          nqp_view_node_name (view, get_scope (view)), nqp_parts_year (view));
}

char *
nqp_method_correlation_alpha (const NqpView *view, int pillar)
{
  const double alpha = nqp_reliability_alpha (view->scores, pillar, view->year, NULL);
  g_autofree char *number = nqp_parts_fixed (alpha, 2);

  /* Translators: Cronbach's alpha */
  return isnan (alpha) ? NULL : g_strdup_printf (_ ("\xce\xb1 %s"), number);
}

char *
nqp_method_correlation_subtitle (const NqpView *view)
{
  g_autofree char *alpha = nqp_method_correlation_alpha (view, get_scope (view));

  if (alpha == NULL)
    return g_strdup (_ ("Pearson’s r of normalised values, alike ones side by side"));
  /* Translators: r and alpha are statistics */
  return g_strdup_printf (
      _ ("Pearson’s r of normalised values, alike ones side by side, Cronbach’s %s for all"), alpha);
}

static const char *
meaning (double r)
{
  if (r >= 0.7)
    return _ ("regions strong in one are strong in the other");
  if (r >= 0.3)
    return _ ("regions strong in one tend to be strong in the other");
  if (r > -0.3)
    return _ ("one says little about the other");
  if (r > -0.7)
    return _ ("regions strong in one tend to be weak in the other");
  return _ ("regions strong in one are weak in the other");
}

int
nqp_method_correlation_find_row (const NqpCorrelation *matrix, int leaf)
{
  for (int i = 0; i < matrix->n; i++)
    if (matrix->leaves[i] == leaf)
      return i;
  return -1;
}

char *
nqp_method_correlation_tooltip (const NqpView *view, NqpDatum datum)
{
  g_auto (NqpCorrelation) matrix = { 0 };
  g_autofree char *number = NULL;
  GString *out;
  int a, b;
  double r;

  if (datum.node < 0)
    return NULL;
  out = g_string_new (nqp_view_node_name (view, datum.node));
  if (datum.other <= 0 || datum.other - 1 == datum.node)
    return g_string_free (out, FALSE);
  nqp_method_correlation_init (&matrix, view);
  a = nqp_method_correlation_find_row (&matrix, datum.node);
  b = nqp_method_correlation_find_row (&matrix, datum.other - 1);
  if (a < 0 || b < 0)
    return g_string_free (out, FALSE);
  g_string_append_printf (out, "\n%s\n", nqp_view_node_name (view, datum.other - 1));
  r = matrix.r[a * matrix.n + b];
  if (isnan (r))
    {
      g_string_append (out, _ ("cannot be told: too few regions have both, or one is the same everywhere"));
      return g_string_free (out, FALSE);
    }
  number = nqp_parts_fixed (r, 2);
  g_string_append_printf (out,
                          ngettext ("r = %s over %d region", "r = %s over %d regions",
                                    (gulong)count_pairs (view, datum.node, datum.other - 1)),
                          number, count_pairs (view, datum.node, datum.other - 1));
  g_string_append_printf (out, "\n%s", meaning (r));
  if (nqp_correlation_note (&matrix, view->scores->tree, a, b) != NQP_CORRELATION_PLAIN)
    g_string_append_printf (
        out, "\n%s", nqp_correlation_note_text (nqp_correlation_note (&matrix, view->scores->tree, a, b)));
  return g_string_free (out, FALSE);
}

NqpTable *
nqp_method_correlation_table (const NqpView *view, NqpTableUse use)
{
  const NqpTree *tree = view->scores->tree;
  g_auto (NqpCorrelation) matrix = { 0 };
  NqpTable *table = nqp_table_new_for (use);

  nqp_table_add_column (table, "a", _ ("Code"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name_a", _ ("Indicator"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "b", _ ("Other code"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name_b", _ ("Other indicator"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "r", _ ("r"), NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_column (table, "n", _ ("Regions"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "note", _ ("Note"), NULL, NQP_COLUMN_TEXT, 0);
  for (int c = 1; c < 7; c++)
    if (c != 2)
      nqp_parts_table_show_plain (table, c);
  nqp_table_set_sort (table, 4);
  nqp_method_correlation_init (&matrix, view);
  for (int i = 0; i < matrix.n; i++)
    for (int k = i + 1; k < matrix.n; k++)
      {
        const char *note = nqp_correlation_note_text (nqp_correlation_note (&matrix, tree, i, k));

        nqp_table_add_row (table);
        nqp_table_set_text (table, 0, tree->nodes[matrix.leaves[i]].id);
        nqp_table_set_text (table, 1, nqp_view_node_name (view, matrix.leaves[i]));
        nqp_table_set_text (table, 2, tree->nodes[matrix.leaves[k]].id);
        nqp_table_set_text (table, 3, nqp_view_node_name (view, matrix.leaves[k]));
        nqp_table_set_number (table, 4, matrix.r[i * matrix.n + k]);
        nqp_table_set_number (table, 5, count_pairs (view, matrix.leaves[i], matrix.leaves[k]));
        nqp_table_set_text (table, 6, note != NULL ? note : "");
      }
  return table;
}

const char *
nqp_method_correlation_too_few (int n)
{
  return n == 0 ? _ ("No indicator takes part: switch one on to see what goes together.")
                : _ ("One indicator alone has nothing to go together with. Choose a measure that has more of "
                     "them.");
}

static void
append_strongest (GString *out, const NqpView *view, const NqpCorrelation *matrix)
{
  int a = -1, b = -1, n_notes[3] = { 0 };
  g_autofree char *number = NULL;

  for (int i = 0; i < matrix->n; i++)
    for (int k = i + 1; k < matrix->n; k++)
      {
        const double r = matrix->r[i * matrix->n + k];

        n_notes[nqp_correlation_note (matrix, view->scores->tree, i, k)]++;
        if (isfinite (r) && (a < 0 || fabs (r) > fabs (matrix->r[a * matrix->n + b])))
          {
            a = i;
            b = k;
          }
      }
  if (a < 0)
    return;
  number = nqp_parts_fixed (matrix->r[a * matrix->n + b], 2);
  /* Translators: two indicators and their correlation */
  nqp_parts_say (out, _ ("Closest: “%s” and “%s”, r = %s."), nqp_view_node_name (view, matrix->leaves[a]),
                 nqp_view_node_name (view, matrix->leaves[b]), number);
  if (n_notes[NQP_CORRELATION_REDUNDANT_PAIR] > 0)
    {
      nqp_parts_say (out,
                     ngettext ("%d pair says nearly the same.", "%d pairs say nearly the same.",
                               (gulong)n_notes[NQP_CORRELATION_REDUNDANT_PAIR]),
                     n_notes[NQP_CORRELATION_REDUNDANT_PAIR]);
    }
  if (n_notes[NQP_CORRELATION_CONTRARY_PAIR] > 0)
    {
      nqp_parts_say (out,
                     ngettext ("%d pair works against each other in one component.",
                               "%d pairs work against each other in one component.",
                               (gulong)n_notes[NQP_CORRELATION_CONTRARY_PAIR]),
                     n_notes[NQP_CORRELATION_CONTRARY_PAIR]);
    }
}

char *
nqp_method_correlation_summary (const NqpView *view)
{
  g_auto (NqpCorrelation) matrix = { 0 };
  GString *out = g_string_new (NULL);

  nqp_method_correlation_init (&matrix, view);
  if (matrix.n < 2)
    {
      g_string_append (out, nqp_method_correlation_too_few (matrix.n));
      return g_string_free (out, FALSE);
    }
  g_string_append_printf (out, _ ("Correlations of %d indicators in %d."), matrix.n, nqp_parts_year (view));
  append_strongest (out, view, &matrix);
  return g_string_free (out, FALSE);
}
