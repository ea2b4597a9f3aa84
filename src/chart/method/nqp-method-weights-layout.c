/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-method-weights-private.h"

#include <math.h>

/* Where the rings begin, from the index in the middle to the indicators at the rim. */
static const double rings[] = { 0, NQP_WEIGHTS_HOLE, 0.48, 0.77, 1 };

static void
divide (GArray *sectors, const NqpTree *tree, int node, double a0, double a1)
{
  double at = a0;

  for (int c = tree->nodes[node].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    {
      const double span = (a1 - a0) * nqp_tree_local_weight (tree, c);
      const int ring = (int)tree->nodes[c].level;

      if (!nqp_tree_is_on (tree, c))
        continue;
      if (span > 0)
        {
          const NqpSector sector = { c, at, at + span, rings[ring], rings[ring + 1] };

          g_array_append_val (sectors, sector);
          divide (sectors, tree, c, at, at + span);
        }
      at += span;
    }
}

/**
 * nqp_weights_sectors:
 *
 * Siblings share their parent's angle by their weights; what is off or has no weight has no sector.
 */
GArray *
nqp_weights_sectors (const NqpTree *tree)
{
  GArray *sectors = g_array_new (FALSE, FALSE, sizeof (NqpSector));

  divide (sectors, tree, 0, 0, 2 * G_PI);
  return sectors;
}

GArray *
nqp_weights_off (const NqpTree *tree)
{
  GArray *off = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 1; i < tree->n_nodes; i++)
    if (!tree->nodes[i].on && nqp_tree_is_on (tree, tree->nodes[i].parent))
      g_array_append_val (off, i);
  return off;
}

int
nqp_weights_n_locked (const NqpTree *tree)
{
  int n = 0;

  for (int i = 1; i < tree->n_nodes; i++)
    n += tree->nodes[i].locked && nqp_tree_is_on (tree, i);
  return n;
}
