/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-explanation.h"
#include "nqp-method.h"
#include "nqp-table.h"
#include "nqp-work.h"

G_BEGIN_DECLS

/**
 * NqpScores:
 *
 * The result of the pipeline, immutable and reference-counted (atomic). R regions, T years, J indicators; cells of
 * an indicator or a node are year-major: [t * R + i]. NaN = missing / no score.
 */
typedef struct _NqpScores NqpScores;
struct _NqpScores
{
  int ref_count;
  int n_regions, n_years, n_indicators, n_nodes;
  NqpPanel *panel;
  NqpTree *tree;            /* with the weights used: those of the scheme, or the custom ones */
  NqpMethod method;
  const double **x;         /* [j]: derived value with gaps filled, in the indicator's unit; suspect cells NaN. What counts is nqp_scores_treated() */
  const guint8 **x_state;   /* [j]: NqpCellState */
  const double **z;         /* [j]: normalised, higher is better; NULL for an indicator outside the tree or switched off */
  const double **score;     /* [node]: for a leaf its z */
  const double **coverage;  /* [node]: share of leaf weight present, in [0, 1]; NULL for leaves */
  GPtrArray *warnings;      /* (element-type utf8), translated */
  gpointer priv;
};

NqpScores *nqp_scores_ref (NqpScores *self);
void nqp_scores_unref (NqpScores *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpScores, nqp_scores_unref)

double nqp_scores_get (const NqpScores *self, int node, int year, int region);      /* NaN if none */
double nqp_scores_coverage (const NqpScores *self, int node, int year, int region); /* leaf: 1 or 0 */
int nqp_scores_rank (const NqpScores *self, int node, int year, int region);        /* 1 = best, "1224", scores within 1e-12 share a rank; 0 = no rank */
int nqp_scores_n_ranked (const NqpScores *self, int node, int year);
double nqp_scores_percentile (const NqpScores *self, int node, int year, int region); /* 0..100, mid-rank among the year's scores */
double nqp_scores_mean (const NqpScores *self, int node, int year);                 /* over the regions with a score */
gboolean nqp_scores_is_imputed (const NqpScores *self, int node, int year, int region); /* any leaf below was imputed or edited */
double nqp_scores_raw (const NqpScores *self, int indicator, int year, int region);     /* x: before outliers are treated */
double nqp_scores_treated (const NqpScores *self, int indicator, int year, int region); /* what it counts as, in the same unit */
gboolean nqp_scores_is_treated (const NqpScores *self, int node, int year, int region); /* any leaf below counts as another value than its own */
#define NQP_COVERAGE_COMPLETE 0.95 /* from here on what is missing is not worth a mark */
gboolean nqp_scores_incomplete (const NqpScores *self, int node, int year, int region); /* has a score, coverage < 95 % */
gboolean nqp_scores_partial (const NqpScores *self, int node, int year, int region);    /* has a score, coverage < 1 */

/* What @descendant adds to the score of @ancestor in points of that score (0..1); 0 where it takes no part. The
 * children's contributions always sum to the score; how it is shared out where it is no sum, see nqp-contribution.c. */
double nqp_scores_contribution (const NqpScores *self, int ancestor, int descendant, int year, int region);
/* The weight of @child in its parent after missing siblings have handed theirs on; 0 if it takes no part. */
double nqp_scores_effective_weight (const NqpScores *self, int child, int year, int region);

/* Places in rank order at @node and @year: those with a rank first, then the rest by code. @out: n_regions ints. */
void nqp_scores_order (const NqpScores *self, int node, int year, int *out);
int nqp_scores_first (const NqpScores *self, int node, int year); /* the first of these, without the others; -1 = none */

double nqp_scores_display_factor (const NqpScores *self); /* 100; 1 where scores have no bounds (zscore, unless TOPSIS or Copeland make every level) */

/* What a value of the leaf would be worth, and where a change of it counts; see nqp-what-if.c. */
double nqp_scores_normalise (const NqpScores *self, int leaf, int year, double value);
void nqp_scores_range (const NqpScores *self, int leaf, int year, double *out_low, double *out_high);
/* The scores with other values for one region and year, and all else as it stands. */
NqpScores *nqp_scores_what_if (const NqpScores *base, int year, int region, int n, const int *leaves, const double *values,
                               GError **error);
gboolean nqp_scores_is_assumed (const NqpScores *self, int leaf, int year, int region);

/* Tables of the command line (product.md 7): all years if @year < 0. */
NqpTable *nqp_scores_table (const NqpScores *self, NqpLevel level, int year);
NqpTable *nqp_scores_weights_table (const NqpScores *self);
/* How a value was normalised, and how a node is made of its parts, in words and numbers. */
void nqp_scores_explain (const NqpScores *scores, int leaf, int year, int region, NqpExplanation *self);
char *nqp_aggregate_explain (const NqpMethod *method, NqpLevel level);
/* One row a step from raw series to score, for one leaf: step, text, value, unit, source (the derivation). */
NqpTable *nqp_scores_derivation (const NqpScores *self, int leaf, int year, int region, NqpLang lang);

/**
 * NqpPipeline:
 *
 * derive -> treat -> normalise -> weigh -> aggregate. Keeps the last output of each stage with the inputs it came
 * from: new custom weights run the last stage alone, and of that only the nodes above the change.
 * Not thread-safe: one pipeline a thread; the scores it returns may be shared.
 */
typedef struct _NqpPipeline NqpPipeline;

NqpPipeline *nqp_pipeline_new (void);
NqpPipeline *nqp_pipeline_copy (const NqpPipeline *self); /* for another thread */
void nqp_pipeline_free (NqpPipeline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpPipeline, nqp_pipeline_free)

/* @tree: names, structure, locks, switches; its weights are used with NQP_SCHEME_CUSTOM, else filled by the scheme. */
NqpScores *nqp_pipeline_run (NqpPipeline *self, NqpPanel *panel, NqpTree *tree, const NqpMethod *method,
                             GError **error);
NqpScores *nqp_pipeline_run_work (NqpPipeline *self, NqpPanel *panel, NqpTree *tree, const NqpMethod *method,
                                  const NqpWork *work, GError **error);
double nqp_method_seconds (const NqpMethod *method, const NqpPanel *panel, const NqpTree *tree); /* what a run takes, roughly */
/* After NQP_METHOD_ERROR_NOTHING: values as they are, and not one score. */
NqpScores *nqp_pipeline_run_nothing (NqpPipeline *self, NqpPanel *panel, NqpTree *tree, const NqpMethod *method);

G_END_DECLS
