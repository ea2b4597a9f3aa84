/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-layer-private.h"
#include "nqp-work.h"

G_BEGIN_DECLS

/**
 * NqpMix:
 *
 * The parts of one node, and which of its cells to make of them.
 */
typedef struct
{
  int n;
  NqpLayer **parts; /* not owned, as all here */
  double *weights;
  gboolean *leaf;   /* [part] */
  gboolean *lifted; /* [part]: rescaled to [floor, 1] */
  gsize first, n_cells; /* the cells to make */
  NqpAggregate aggregate;
  gboolean deep; /* made of all leaves below, not of the children: TOPSIS on all levels */
  const NqpTree *tree;
  int node;
  NqpLayer *const *layers; /* [node] */
  const NqpMethod *method;
  const NqpWork *work; /* how many threads there are, or NULL: all */
} NqpMix;

#define NQP_MIX_BLOCK 512

/* Cells that are made at once: they stay in the cache. */
typedef struct
{
  double sum[NQP_MIX_BLOCK];      /* weighted sum of what is there; TOPSIS: squared distance to the best */
  double other[NQP_MIX_BLOCK];    /* TOPSIS: squared distance to the worst */
  double weight[NQP_MIX_BLOCK];   /* weight of what is there */
  double coverage[NQP_MIX_BLOCK]; /* weight of the leaves that are there */
} NqpBlock;

/* What a part is measured by when the whole is shared out. */
typedef enum
{
  NQP_LIFT_SCORE,       /* its score, as the parent takes it */
  NQP_LIFT_ABOVE_WORST, /* how far that is above the worst there is */
  NQP_LIFT_AHEAD,       /* share of the other regions that it is not behind of */
} NqpLiftOf;

/**
 * NqpMean:
 *
 * A way to make a whole of parts: a file each, a line each in nqp-choices.h. One cell is made as all are: by a mix of one.
 */
typedef struct
{
  NqpChoice choice;
  const char *words; /* N_() msgid: what the formula says, or NULL */
  gboolean (*needs_positive) (double power); /* are children rescaled to [floor, 1]? NULL: never */
  NqpAggregate (*exact) (double power);      /* the mean that it is with this exponent; NULL: itself */
  gboolean ideal; /* measured from the best and worst of all years; where it makes all levels, of all leaves below a node */
  void (*add) (const NqpMix *mix, int part, gsize from, gsize n, NqpBlock *block); /* a part's values of a block */
  void (*finish) (const NqpMix *mix, gsize from, gsize n, NqpBlock *block);        /* makes the scores of what was added */
  void (*complete) (const NqpMix *mix, double *score); /* once all blocks are made, or NULL */
  /* What a child lifts its parent by, in some unit that is the same for its siblings; NULL: weight times score is its share. */
  NqpLiftOf lift_of;
  double (*lift) (const NqpMethod *method, double weight, double value);
} NqpMean;

#define X(NAME, name) extern const NqpMean nqp_aggregate_##name;
NQP_EACH_AGGREGATE (X)
#undef X
extern const NqpMean *const nqp_means[NQP_N_AGGREGATE];

static inline void
nqp_block_add (const double *restrict s, double w, gsize n, NqpBlock *restrict block)
{
  for (gsize c = 0; c < n; c++)
    {
      double value = w * s[c];
      gboolean present = value == value;

      block->sum[c] += present ? value : 0.0;
      block->weight[c] += present ? w : 0.0;
    }
}

/* A part's scores as the parent takes them. */
static inline const double *
nqp_mix_take (const NqpMix *mix, int part, gsize from, gsize n, double *restrict room)
{
  const double *restrict s = mix->parts[part]->score + from;
  const double floor = mix->method->floor, rest = 1 - floor;

  if (!mix->lifted[part])
    return s;
  for (gsize c = 0; c < n; c++)
    room[c] = floor + rest * s[c];
  return room;
}

void
nqp_mix_init (NqpMix *self, int max_parts, gsize first, gsize n_cells, const NqpMethod *method);
void
nqp_mix_clear (NqpMix *self);
void
nqp_mix_children (NqpMix *self, const NqpTree *tree, int node, NqpLayer *const *layers); /* those that are on */
void
nqp_aggregate (const NqpMix *mix, double *score, double *coverage);
gboolean
nqp_aggregate_lifts (const NqpMethod *method, const NqpTree *tree, int child);
NqpAggregate
nqp_aggregate_exact (const NqpMethod *method, NqpLevel level);
gboolean
nqp_aggregate_any_ideal (const NqpMethod *method); /* is a level measured from the best and worst? */
gboolean
nqp_aggregate_deep (const NqpMethod *method); /* are all, so that nodes are made of leaves? */

G_END_DECLS
