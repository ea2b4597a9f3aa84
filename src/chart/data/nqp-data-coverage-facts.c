/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-data-private.h"
#include "nqp-sort.h"

/* What is there and what is not. */

int
nqp_data_counts_own (const NqpDataCounts *self)
{
  return self->n[NQP_DATA_OBSERVED] + self->n[NQP_DATA_DERIVED] + self->n[NQP_DATA_EDITED];
}

int
nqp_data_counts_all (const NqpDataCounts *self)
{
  int n = 0;

  for (int s = 0; s < NQP_N_DATA_STATES; s++)
    n += self->n[s];
  return n;
}

NqpDataState
nqp_data_state (const NqpView *view, int leaf, int year, int region)
{
  const int j = view->scores->tree->nodes[leaf].indicator;
  const guint8 state = nqp_parts_leaf_state (view, leaf, year, region);

  if (state == NQP_CELL_SUSPECT)
    return NQP_DATA_SUSPECT;
  if (!isfinite (nqp_scores_raw (view->scores, j, year, region)))
    return NQP_DATA_MISSING;
  return state == NQP_CELL_IMPUTED   ? NQP_DATA_IMPUTED
         : state == NQP_CELL_EDITED  ? NQP_DATA_EDITED
         : state == NQP_CELL_DERIVED ? NQP_DATA_DERIVED
                                     : NQP_DATA_OBSERVED;
}

NqpDataCounts
nqp_data_count (const NqpView *view, int leaf, int year)
{
  NqpDataCounts counts = { { 0 } };

  for (int i = 0; i < view->scores->n_regions; i++)
    counts.n[nqp_data_state (view, leaf, year, i)]++;
  return counts;
}

int
nqp_data_leaves (const NqpView *view, int *out)
{
  const NqpTree *tree = view->scores->tree;
  int n = 0;

  for (int k = 0; k < tree->n_leaves; k++)
    {
      int up = tree->leaves[k];

      while (up >= 0 && up != view->measure)
        up = tree->nodes[up].parent;
      if (up >= 0)
        out[n++] = tree->leaves[k];
    }
  return n;
}

typedef struct
{
  int region, lacking;
} Lack;

static int
by_lack (const void *a, const void *b)
{
  const Lack *x = a, *y = b;

  return x->lacking != y->lacking ? y->lacking - x->lacking : x->region - y->region;
}

void
nqp_data_coverage_order (const NqpView *view, int *out)
{
  const int n = view->scores->n_regions;
  g_autofree Lack *lacks = g_new0 (Lack, MAX (n, 1));

  for (int i = 0; i < n; i++)
    {
      lacks[i].region = i;
      for (int t = 0; nqp_parts_is_leaf (view, view->measure) && t < view->scores->n_years; t++)
        lacks[i].lacking += nqp_data_state (view, view->measure, t, i) >= NQP_DATA_IMPUTED;
    }
  nqp_sort (lacks, (gsize)n, sizeof *lacks, by_lack);
  for (int i = 0; i < n; i++)
    out[i] = lacks[i].region;
}
