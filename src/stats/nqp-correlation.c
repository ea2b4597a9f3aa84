/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-correlation.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-pearson.h"
#include "nqp-statistics.h"
#include "nqp-stats-private.h"

/* A group of leaves that stand next to each other. */
typedef struct
{
  int n;
  int *rows; /* [n]: positions among what is ordered, in order */
} Cluster;

/* Mean of 1 - r over all pairs between the two; a pair of which nothing is known is as far as unrelated ones. */
static double
distance (const Cluster *a, const Cluster *b, int n, const double *r)
{
  double sum = 0;

  for (int i = 0; i < a->n; i++)
    for (int k = 0; k < b->n; k++)
      {
        double value = r[a->rows[i] * n + b->rows[k]];

        sum += isnan (value) ? 1 : 1 - value;
      }
  return sum / ((double)a->n * b->n);
}

/* Average linkage (Sokal and Michener 1958) on 1 - r of rows @first .. @last - 1; @order: those rows, alike ones together. */
static void
cluster (int first, int last, int n, const double *r, int *order)
{
  const int size = last - first;
  g_autofree Cluster *clusters = g_new (Cluster, MAX (size, 1));
  int left = size;

  for (int i = 0; i < size; i++)
    {
      clusters[i] = (Cluster){ 1, g_new (int, size) };
      clusters[i].rows[0] = first + i;
    }
  while (left > 1)
    {
      int best_a = 0, best_b = 1;
      double best = INFINITY;

      for (int a = 0; a < left; a++)
        for (int b = a + 1; b < left; b++)
          {
            double d = distance (&clusters[a], &clusters[b], n, r);

            /* rounding decides nothing: of equals the first */
            if (d < best - 1e-12)
              {
                best = d;
                best_a = a;
                best_b = b;
              }
          }
      memcpy (clusters[best_a].rows + clusters[best_a].n, clusters[best_b].rows,
              (gsize)clusters[best_b].n * sizeof (int));
      clusters[best_a].n += clusters[best_b].n;
      g_free (clusters[best_b].rows);
      memmove (&clusters[best_b], &clusters[best_b + 1], (gsize)(left - best_b - 1) * sizeof (Cluster));
      left--;
    }
  if (size > 0)
    {
      memcpy (order, clusters[0].rows, (gsize)size * sizeof (int));
      g_free (clusters[0].rows);
    }
}

static void
correlate (const NqpScores *scores, int year, int n, const int *leaves, double *r)
{
  const gsize first = (gsize)MAX (year, 0) * (gsize)scores->n_regions;
  const gsize n_cells = (gsize)scores->n_regions * (year < 0 ? (gsize)scores->n_years : 1);

  for (int i = 0; i < n; i++)
    for (int k = 0; k <= i; k++)
      r[i * n + k] = r[k * n + i] = i == k ? 1
                                           : nqp_pearson (scores->score[leaves[i]] + first,
                                                          scores->score[leaves[k]] + first, n_cells, NULL);
}

/**
 * nqp_correlation_init:
 * @measure: the indicators below this node
 * @year: position, or -1 for all years together
 *
 * Pearson's r of normalised values, higher is better, over the regions (and years) that have both. Pillars keep their order;
 * within each, indicators are ordered by average-linkage clustering on 1 - r.
 */
void
nqp_correlation_init (NqpCorrelation *self, const NqpScores *scores, int measure, int year)
{
  const NqpTree *tree = scores->tree;
  const int room = MAX (tree->n_leaves, 1);
  g_autofree int *leaves = g_new (int, room);
  g_autofree int *order = g_new (int, room);
  g_autofree double *r = NULL;
  int n = 0;

  for (int i = 0; i < tree->n_leaves; i++)
    if (nqp_tree_is_on (tree, tree->leaves[i]) && nqp_stats_is_below (tree, tree->leaves[i], measure))
      leaves[n++] = tree->leaves[i];
  r = g_new (double, n *n + 1);
  correlate (scores, year, n, leaves, r);
  for (int first = 0, last; first < n; first = last)
    {
      const int pillar = nqp_tree_pillar_of (tree, leaves[first]);

      for (last = first; last < n && nqp_tree_pillar_of (tree, leaves[last]) == pillar;)
        last++;
      cluster (first, last, n, r, order + first);
    }
  *self = (NqpCorrelation){ n, g_new (int, room), g_new (double, n *n + 1) };
  for (int i = 0; i < n; i++)
    {
      self->leaves[i] = leaves[order[i]];
      for (int k = 0; k < n; k++)
        self->r[i * n + k] = r[order[i] * n + order[k]];
    }
}

void
nqp_correlation_clear (NqpCorrelation *self)
{
  g_clear_pointer (&self->leaves, g_free);
  g_clear_pointer (&self->r, g_free);
}

NqpCorrelationNote
nqp_correlation_note (const NqpCorrelation *self, const NqpTree *tree, int a, int b)
{
  double r = self->r[a * self->n + b];

  if (a == b || isnan (r))
    return NQP_CORRELATION_PLAIN;
  if (r < 0 && tree->nodes[self->leaves[a]].parent == tree->nodes[self->leaves[b]].parent)
    return NQP_CORRELATION_CONTRARY_PAIR;
  return fabs (r) > NQP_CORRELATION_REDUNDANT ? NQP_CORRELATION_REDUNDANT_PAIR : NQP_CORRELATION_PLAIN;
}

const char *
nqp_correlation_note_text (NqpCorrelationNote note)
{
  switch (note)
    {
    case NQP_CORRELATION_REDUNDANT_PAIR:
      return _ ("nearly the same: the two count twice for one thing");
    case NQP_CORRELATION_CONTRARY_PAIR:
      return _ ("against each other in one component: what one adds the other takes away");
    case NQP_CORRELATION_PLAIN:
    default:
      return NULL;
    }
}

/**
 * nqp_correlation_table:
 * @year: position, or -1 for all years together
 *
 * Returns: (transfer full): columns a, b, r, same_component, same_pillar (1 or 0), note ("redundant", "contrary" or empty): a
 *   row for every two indicators below @measure, in the order of the matrix
 */
NqpTable *
nqp_correlation_table (const NqpScores *scores, int measure, int year)
{
  static const char *const notes[] = { NULL, "redundant", "contrary" };
  const NqpTree *tree = scores->tree;
  NqpTable *table = nqp_table_new ();
  g_auto (NqpCorrelation) matrix = { 0 };

  nqp_table_add_column (table, "a", _ ("Indicator"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "b", _ ("Other indicator"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "r", _ ("Correlation"), NULL, NQP_COLUMN_REAL_FULL, 3);
  nqp_table_add_column (table, "same_component", _ ("Same component"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "same_pillar", _ ("Same pillar"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "note", _ ("Note"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_correlation_init (&matrix, scores, measure, year);
  for (int i = 0; i < matrix.n; i++)
    for (int k = i + 1; k < matrix.n; k++)
      {
        const int a = matrix.leaves[i], b = matrix.leaves[k];

        nqp_table_add_row (table);
        nqp_table_set_text (table, 0, tree->nodes[a].id);
        nqp_table_set_text (table, 1, tree->nodes[b].id);
        nqp_table_set_number (table, 2, matrix.r[i * matrix.n + k]);
        nqp_table_set_number (table, 3, tree->nodes[a].parent == tree->nodes[b].parent);
        nqp_table_set_number (table, 4, nqp_tree_pillar_of (tree, a) == nqp_tree_pillar_of (tree, b));
        nqp_table_set_text (table, 5, notes[nqp_correlation_note (&matrix, tree, i, k)]);
      }
  return table;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  return nqp_correlation_table (request->scores, request->measure, request->year);
}

const NqpStatistic nqp_statistic_correlation = {
  .name = "correlation",
  .summary = N_ ("how indicators go together, alike ones side by side"),
  .columns = "a,b,r,same_component,same_pillar,note",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR,
  .run = run,
};
