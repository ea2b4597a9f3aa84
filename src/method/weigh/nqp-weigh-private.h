/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-aggregate-private.h"

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
gsize nqp_weigh_input_fewest (const NqpWeighInput *self); /* the fewest cells that an indicator has a value in */
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
  const NqpWork *work; /* or NULL; a scheme that seeks tells how far it is, and ends early when it is given up */
} NqpWeighing;

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

/**
 * NqpWeighScheme:
 *
 * A weighting scheme: a file each, a line each in nqp-choices.h. It finds weights in the data, or makes a tree.
 */
typedef struct
{
  NqpChoice choice;
  void (*find) (const NqpWeighInput *input, double *importance); /* [input->n], in any unit; kept until the data change */
  char *(*doubt) (const NqpWeighInput *input); /* what makes that doubtful, translated, or NULL */
  NqpTree *(*weigh) (NqpWeigher *self, const NqpWeighing *what, GPtrArray *warnings, GError **error); /* if there is no find */
  gboolean (*check) (const NqpTree *tree, GError **error); /* can the tree be weighed by it? NULL: any can */
  /* What stands between parentheses behind the id in the line of a method; NULL: nothing may. */
  void (*print) (const NqpMethod *method, GString *out);
  gboolean (*parse) (NqpMethod *method, const char *inside, GError **error); /* @inside NULL: the id stands alone */
} NqpWeighScheme;

#define X(NAME, name) extern const NqpWeighScheme nqp_weigh_##name;
NQP_EACH_SCHEME (X)
#undef X
extern const NqpWeighScheme *const nqp_weigh_schemes[NQP_N_SCHEMES];

/* The tree by one scheme, whichever the method has. */
NqpTree *nqp_weigher_weigh (NqpWeigher *self, const NqpWeighing *what, NqpScheme scheme, GPtrArray *warnings, GError **error);

/* The tree with weights at which children are equally important; see nqp-optimise.c. */
NqpTree *nqp_optimise (const NqpWeighing *what, GPtrArray *warnings);

G_END_DECLS
