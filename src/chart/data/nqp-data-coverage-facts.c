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
nqp_data_state (const NqpView *view, int indicator, int year, int region)
{
  const NqpScores *scores = view->scores;
  const gsize cell = (gsize)year * (gsize)scores->n_regions + (gsize)region;
  const guint8 *states = scores->x_state != NULL ? scores->x_state[indicator] : NULL;
  const guint8 state = states != NULL ? states[cell] : NQP_CELL_OBSERVED;

  if (state == NQP_CELL_SUSPECT)
    return NQP_DATA_SUSPECT;
  if (!isfinite (scores->x[indicator][cell]))
    return NQP_DATA_MISSING;
  return state == NQP_CELL_IMPUTED   ? NQP_DATA_IMPUTED
         : state == NQP_CELL_EDITED  ? NQP_DATA_EDITED
         : state == NQP_CELL_DERIVED ? NQP_DATA_DERIVED
                                     : NQP_DATA_OBSERVED;
}

NqpDataCounts
nqp_data_count (const NqpView *view, int indicator, int year)
{
  NqpDataCounts counts = { { 0 } };

  for (int i = 0; i < view->scores->n_regions; i++)
    counts.n[nqp_data_state (view, indicator, year, i)]++;
  return counts;
}

int
nqp_data_of_measure (const NqpView *view)
{
  return view->scores->tree->nodes[view->measure].indicator;
}

const char *
nqp_data_name (const NqpView *view, int indicator)
{
  const NqpIndicator *it = &view->scores->panel->indicators[indicator];
  const char *name = nqp_text_get (&it->name, view->lang);

  return *name != '\0' ? name : it->code;
}

int
nqp_data_indicators (const NqpView *view, int *out)
{
  const NqpTree *tree = view->scores->tree;
  int n = 0;

  for (int k = 0; k < tree->n_leaves; k++)
    {
      int up = tree->leaves[k];

      while (up >= 0 && up != view->measure)
        up = tree->nodes[up].parent;
      if (up >= 0)
        out[n++] = tree->nodes[tree->leaves[k]].indicator;
    }
  for (int j = 0; view->measure == 0 && j < view->scores->n_indicators; j++)
    if (nqp_tree_find_indicator (tree, j) < 0)
      out[n++] = j;
  return n;
}

NqpDatum
nqp_data_datum (const NqpView *view, int indicator, int year)
{
  const int node = nqp_tree_find_indicator (view->scores->tree, indicator);

  return (NqpDatum){ -1, year, node, 0, node < 0 ? indicator + 1 : 0 };
}

int
nqp_data_of_datum (const NqpView *view, NqpDatum datum)
{
  if (datum.node >= 0 && datum.node < view->scores->n_nodes)
    return view->scores->tree->nodes[datum.node].indicator;
  return datum.other > 0 && datum.other <= view->scores->n_indicators ? datum.other - 1 : -1;
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
  const int n = view->scores->n_regions, indicator = nqp_data_of_measure (view);
  g_autofree Lack *lacks = g_new0 (Lack, MAX (n, 1));

  for (int i = 0; i < n; i++)
    {
      lacks[i].region = i;
      for (int t = 0; indicator >= 0 && t < view->scores->n_years; t++)
        lacks[i].lacking += nqp_data_state (view, indicator, t, i) >= NQP_DATA_IMPUTED;
    }
  nqp_sort (lacks, (gsize)n, sizeof *lacks, by_lack);
  for (int i = 0; i < n; i++)
    out[i] = lacks[i].region;
}
