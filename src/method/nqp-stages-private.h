/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-numerics-private.h"
#include "nqp-scores.h"

G_BEGIN_DECLS

/**
 * NqpTreatment:
 *
 * How one indicator's outliers are treated, so that a value that is only assumed is treated alike.
 */
typedef struct
{
  NqpOutliers how;
  double low, high;   /* no value counts as less or more */
  double lambda;      /* Box-Cox: exponent */
  double centre;      /* mean of the logarithms */
  double bottom, top; /* what low and high are transformed to */
} NqpTreatment;

/**
 * NqpColumns:
 *
 * Values and states of every indicator of a panel, cells year-major. A column that is a series as published points
 * into the panel; one that was made is an atomic reference-counted box. Immutable once handed on, atomic references.
 */
typedef struct
{
  gatomicrefcount ref_count;
  NqpPanel *panel;
  int n;
  gsize n_cells;
  const double **x;
  const guint8 **state;
  double **own_x; /* [j]: box or NULL */
  guint8 **own_state;
  NqpTreatment *treatment; /* [j] */
  char **refused;          /* [j]: why the indicator cannot be treated, or NULL */
  GPtrArray *warnings;     /* (element-type utf8) */
} NqpColumns;

NqpColumns *
nqp_columns_new (NqpPanel *panel);
NqpColumns *
nqp_columns_copy (const NqpColumns *self); /* shares every column */
NqpColumns *
nqp_columns_ref (NqpColumns *self);
void
nqp_columns_unref (NqpColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpColumns, nqp_columns_unref)
void
nqp_columns_own (NqpColumns *self, int j); /* gives @j memory of its own with the values it has */
void
nqp_columns_take_states (NqpColumns *self, const NqpColumns *other); /* states, treatments and refusals, not values */

/* What can be reckoned with: the fifth power of it, a sum of squares of millions of it are still numbers. */
#define NQP_LARGEST_VALUE 1e60

/**
 * NqpRod:
 *
 * What the values of one indicator are measured against: made from the data once, and kept when a value is only assumed.
 */
typedef struct
{
  NqpExtent extent;  /* of all cells */
  NqpExtent *years;  /* box, [year]: for minmax-year, else NULL */
  double mean, sd;   /* of all cells: for zscore, else NaN */
  double *sorted;    /* box, [extent.n]: all values, ascending: for percentile, else NULL */
  double lower, upper; /* for goalposts, else NaN */
  NqpTreatment treatment; /* of outliers, which goes before */
} NqpRod;

void
nqp_rod_init (NqpRod *self, const NqpColumns *treated, int j, const NqpExtent *extent, NqpNormalise how);
gboolean
nqp_rod_check (const NqpPanel *panel, int j, const NqpExtent *extent, NqpNormalise how, GError **error);
void
nqp_rod_copy (NqpRod *self, const NqpRod *other); /* into memory that is zeroed */
void
nqp_rod_clear (NqpRod *self);

/**
 * NqpLayer:
 *
 * The scores of one node: cells year-major, and how it was made, so that the same parts are not put together twice.
 * Ranks are made when asked for, by whichever thread asks first. Atomic references.
 */
typedef struct
{
  gatomicrefcount ref_count;
  guint64 serial; /* another one for every layer a pipeline makes */
  int n_regions, n_years;
  double *score;     /* box */
  double *coverage;  /* box, NULL for leaves */
  gboolean complete; /* no cell is missing */
  NqpExtent span;    /* of score, if has_span: what TOPSIS measures from; kept when a value is only assumed */
  gboolean has_span;
  NqpRod rod;        /* leaves: what their values are measured against */
  gsize *ranks;      /* [year]: box of int, 0 = not made yet; n_regions ranks, then how many there are */
  int n_parts;       /* what it was made from */
  guint64 *part_serials;
  double *part_weights;
  NqpAggregate aggregate;
  gboolean deep;
  NqpMethod method;
} NqpLayer;

NqpLayer *
nqp_layer_new (guint64 serial, int n_regions, int n_years);
NqpLayer *
nqp_layer_copy (const NqpLayer *self, int year); /* to change cells of @year */
NqpLayer *
nqp_layer_ref (NqpLayer *self);
void
nqp_layer_unref (NqpLayer *self);
const int *
nqp_layer_ranks (NqpLayer *self, int year);
int
nqp_rank_scores (const double *score, int n, NqpSortItem *items, NqpSortItem *scratch, int *ranks);

/* The stages. Each has a table of what can be chosen: one function and one line a choice. */
NqpColumns *
nqp_derive (NqpPanel *panel);
NqpColumns *
nqp_fill (NqpColumns *columns, NqpMissing how);
NqpColumns *
nqp_treat (NqpColumns *columns, const NqpMethod *method, NqpColumns **out_shown);
double
nqp_treat_value (const NqpTreatment *self, double x);
void
nqp_normalise (const double *x, const NqpRod *rod, int direction, NqpNormalise how, int n_regions, int n_years,
               double *z);
double
nqp_normalise_value (double x, const NqpRod *rod, int direction, NqpNormalise how, int year);
void
nqp_correlate (const double *const *x, const double *offset, const double *scale, const double *centre, int n,
               gsize n_cells, double *r);

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
} NqpMix;

void
nqp_mix_init (NqpMix *self, int max_parts, gsize first, gsize n_cells, const NqpMethod *method);
void
nqp_mix_clear (NqpMix *self);
void
nqp_mix_children (NqpMix *self, const NqpTree *tree, int node, NqpLayer *const *layers); /* those that are on */
void
nqp_aggregate (const NqpMix *mix, double *score, double *coverage);
void
nqp_copeland (const NqpMix *mix, double *score);
gboolean
nqp_aggregate_lifts (const NqpMethod *method, const NqpTree *tree, int child);
NqpAggregate
nqp_aggregate_exact (const NqpMethod *method, NqpLevel level);

/* NqpScores.priv */
typedef struct
{
  NqpColumns *columns;  /* gaps filled, outliers as they are; states and treatments of the outliers */
  NqpColumns *measured; /* what-if scores: the columns before any value was assumed; else NULL */
  NqpLayer **layers; /* [node] */
} NqpScoresPrivate;

G_END_DECLS
