/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-stages-private.h"

G_BEGIN_DECLS

/**
 * NqpWeighInput:
 *
 * What schemes that look at the data see: one column a leaf that takes part, that is one that is on and has at least two
 * different values.
 */
typedef struct
{
  int n;
  gsize n_cells;
  int *leaf;         /* position among the tree's leaves */
  const double **x;
  NqpExtent *extent;
  int *direction;
  double shift;      /* entropy: added to min-max values */
} NqpWeighInput;

void nqp_weigh_input_init (NqpWeighInput *self, const NqpPanel *panel, const double *const *x, gsize n_cells,
                           const NqpExtent *extents, const NqpTree *tree, double shift);
void nqp_weigh_input_clear (NqpWeighInput *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpWeighInput, nqp_weigh_input_clear)

/* Oriented min-max values over all years of the cells that have one, packed; returns how many. */
gsize nqp_weigh_input_gather (const NqpWeighInput *self, int j, double *z);
void nqp_weigh_input_correlate (const NqpWeighInput *self, double *r); /* [n * n] */

/* 1 - e of m numbers >= 0 that are not all 0; overwrites them. */
double nqp_weigh_divergence (double *z, gsize m);

/**
 * NqpWeighing:
 *
 * What there is when a pipeline comes to its weights.
 */
typedef struct
{
  const NqpColumns *columns;  /* treated */
  const NqpExtent *extents;   /* [indicator] */
  NqpLayer **leaves;          /* [indicator]: normalised; NULL = off */
  const NqpLayer *nothing;    /* no score, no coverage */
  NqpTree *tree;
  const NqpMethod *method;
  NqpLayer *(*make_node) (gpointer maker, const NqpMix *mix); /* what aggregation makes of children */
  gpointer maker;
} NqpWeighing;

gboolean nqp_weigh_uses_data (NqpScheme scheme);
gboolean nqp_weigh (const NqpWeighing *what, NqpScheme scheme, double *leaf_weights, GPtrArray *warnings, GError **error);

/**
 * NqpWeigher:
 *
 * Trees with the weights of a scheme. Keeps what schemes found in the data, so that only other data, indicators or settings
 * make them look again.
 */
typedef struct _NqpWeigher NqpWeigher;

NqpWeigher *nqp_weigher_new (void);
void nqp_weigher_free (NqpWeigher *self);
void nqp_weigher_forget (NqpWeigher *self); /* the data have changed */
NqpTree *nqp_weigher_run (NqpWeigher *self, const NqpWeighing *what, GPtrArray *warnings, GError **error);

/* The tree with weights at which children are equally important; see nqp-optimise.c. */
NqpTree *nqp_optimise (const NqpWeighing *what, GPtrArray *warnings);

G_END_DECLS
