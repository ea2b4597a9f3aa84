/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"
#include "nqp-work.h"

G_BEGIN_DECLS

/* What a draw may choose differently. */
typedef enum
{
  NQP_FACTOR_WEIGHTS,    /* all weights together, around those of the scheme */
  NQP_FACTOR_NORMALISE,
  NQP_FACTOR_AGGREGATE,
  NQP_FACTOR_MISSING,
  NQP_FACTOR_SCHEME,
  NQP_FACTOR_INDICATORS, /* one indicator left out, or none */
  NQP_N_FACTORS
} NqpFactor;

typedef struct
{
  const char *id;      /* "weights" */
  const char *name;    /* N_() msgid: "Weights" */
  const char *summary; /* N_() msgid, one line */
} NqpFactorInfo;

extern const NqpFactorInfo nqp_factors[NQP_N_FACTORS];

#define NQP_VARY(factor) (1u << (factor))
#define NQP_MAX_DRAWS 100000

/**
 * NqpUncertaintySpec:
 *
 * What is asked: a plain value, copied by assignment, kept with a project as one line of text:
 * "draws=10000 seed=1 vary=weights,normalise model=uniform spread=0.25 top=10 measure=index year=2023".
 */
typedef struct
{
  int draws;          /* 1..NQP_MAX_DRAWS */
  guint64 seed;       /* the same seed gives the same result */
  guint vary;         /* NQP_VARY () of what is drawn; at least one */
  gboolean dirichlet; /* any weights within each parent are equally likely; else uniform around those there are */
  double spread;      /* uniform: part of a weight that it moves up or down by at most, in [0, 1]; 0.25 */
  int top;            /* k of the top k, 1..R */
  int measure;        /* node */
  int year;           /* position */
} NqpUncertaintySpec;

void nqp_uncertainty_spec_init (NqpUncertaintySpec *self, const NqpScores *scores); /* the index in the last year */
char *nqp_uncertainty_spec_to_string (const NqpUncertaintySpec *self, const NqpScores *scores);
gboolean nqp_uncertainty_spec_parse (NqpUncertaintySpec *self, const char *text, const NqpScores *scores, GError **error);
gboolean nqp_uncertainty_spec_check (const NqpUncertaintySpec *self, const NqpScores *scores, GError **error);
gboolean nqp_factors_parse (const char *text, guint *out_vary, GError **error); /* "weights,scheme" */
char *nqp_factors_to_string (guint vary);
char *nqp_scores_fingerprint (const NqpScores *scores);

/* How far a rank can be trusted. */
typedef enum { NQP_FIRMNESS_NONE, NQP_FIRMNESS_FIRM, NQP_FIRMNESS_FAIR, NQP_FIRMNESS_FRAGILE } NqpFirmness;

/**
 * NqpUncertainty:
 *
 * What became of each region's rank over the draws. Immutable, atomic references.
 */
typedef struct
{
  gatomicrefcount ref_count;
  NqpUncertaintySpec spec;
  char *line;          /* of the spec */
  char *method;        /* line of the method that was varied */
  char *fingerprint;   /* nqp_scores_fingerprint(): of other scores, the result is stale */
  int n_regions;
  char **regions;      /* [region]: codes, NULL at the end */
  int n_choices[NQP_N_FACTORS]; /* how many alternatives took part, the current one among them; 0 = not varied, or weights */
  char *refused;       /* ids of choices that could not take part, ", " between: "zscore, geometric"; NULL = none */
  int *nominal;        /* [region]: rank without variation, 0 = none */
  int *n_ranked;       /* [region]: draws in which it has a score; what follows is over these, NaN and 0 if there are none */
  double *median, *p05, *p95, *mean, *p_top; /* [region]; quantiles are ranks, the lowest that this share of draws is at or below */
  guint32 *counts;     /* [region * n_regions + rank - 1]: draws */
  guint16 *ranks;      /* [draw * n_regions + region], 0 = none; NULL if that is too much to keep */
  double *p_near;      /* [region]: how likely its rank is to stay near the nominal one, nqp_uncertainty_reach() */
} NqpUncertainty;

NqpUncertainty *nqp_uncertainty_new (const NqpScores *scores, const NqpUncertaintySpec *spec, const NqpWork *work,
                                     GError **error);
NqpUncertainty *nqp_uncertainty_ref (NqpUncertainty *self);
void nqp_uncertainty_unref (NqpUncertainty *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpUncertainty, nqp_uncertainty_unref)

/* To keep it with a project, beside its line and fingerprint. */
GBytes *nqp_uncertainty_to_bytes (const NqpUncertainty *self);
NqpUncertainty *nqp_uncertainty_from_bytes (const NqpScores *scores, const char *line, const char *fingerprint, GBytes *body,
                                            GError **error);

gboolean nqp_uncertainty_is_stale (const NqpUncertainty *self, const NqpScores *scores);
gboolean nqp_uncertainty_fits (const NqpUncertainty *self, const NqpScores *scores); /* regions, measure and year are there */
int nqp_uncertainty_reach (const NqpUncertainty *self);
NqpFirmness nqp_uncertainty_firmness (const NqpUncertainty *self, int region);
const char *nqp_firmness_id (NqpFirmness firmness);
const char *nqp_firmness_word (NqpFirmness firmness);
void nqp_uncertainty_nominal_order (const NqpUncertainty *self, int *out); /* regions by nominal rank; without one last */
double nqp_uncertainty_dominance (const NqpUncertainty *self, int region, int other); /* probability of being ahead */
void nqp_uncertainty_order (const NqpUncertainty *self, int *out); /* regions by median, mean, code; without a rank last */
NqpTable *nqp_uncertainty_table (const NqpUncertainty *self, const int *regions, int n_regions);
NqpTable *nqp_uncertainty_dominance_table (const NqpUncertainty *self, const int *regions, int n_regions);

G_END_DECLS
