/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-panel.h"

G_BEGIN_DECLS

#define NQP_METHOD_ERROR (nqp_method_error_quark ())
GQuark nqp_method_error_quark (void);

typedef enum
{
  NQP_METHOD_ERROR_UNKNOWN,   /* no such option or choice */
  NQP_METHOD_ERROR_NONSENSE,  /* a combination that makes no sense; the message says what to choose instead */
  NQP_METHOD_ERROR_WEIGHTS,   /* weights that cannot be used */
  NQP_METHOD_ERROR_DATA,      /* nothing to compute from */
} NqpMethodError;

typedef enum
{
  NQP_MISSING_LEAVE,
  NQP_MISSING_LINEAR,
  NQP_MISSING_NEAREST,
  NQP_MISSING_GROUP_MEDIAN,
  NQP_N_MISSING
} NqpMissing;

typedef enum { NQP_OUTLIERS_NONE, NQP_OUTLIERS_WINSORISE, NQP_OUTLIERS_BOXCOX, NQP_N_OUTLIERS } NqpOutliers;

typedef enum
{
  NQP_NORMALISE_MINMAX,
  NQP_NORMALISE_MINMAX_YEAR,
  NQP_NORMALISE_ZSCORE,
  NQP_NORMALISE_RANK,
  NQP_NORMALISE_PERCENTILE,
  NQP_NORMALISE_DISTANCE,
  NQP_NORMALISE_GOALPOSTS,
  NQP_N_NORMALISE
} NqpNormalise;

typedef enum
{
  NQP_SCHEME_EQUAL,
  NQP_SCHEME_ENTROPY,
  NQP_SCHEME_CRITIC,
  NQP_SCHEME_CV,
  NQP_SCHEME_PCA,
  NQP_SCHEME_AHP,
  NQP_SCHEME_COMBINE,
  NQP_SCHEME_OPTIMISE,
  NQP_SCHEME_CUSTOM,
  NQP_N_SCHEMES
} NqpScheme;

typedef enum
{
  NQP_AGGREGATE_ARITHMETIC,
  NQP_AGGREGATE_GEOMETRIC,
  NQP_AGGREGATE_HARMONIC,
  NQP_AGGREGATE_POWER,
  NQP_AGGREGATE_TOPSIS,
  NQP_AGGREGATE_COPELAND,
  NQP_N_AGGREGATE
} NqpAggregate;

/* What an aggregation makes of the nodes one level down: each may be made in a way of its own. */
typedef enum { NQP_MADE_COMPONENT, NQP_MADE_PILLAR, NQP_MADE_INDEX, NQP_N_MADE } NqpMade;

/**
 * NqpMethod:
 *
 * How scores are made: a plain value, copied by assignment. One line of text holds it:
 * "missing=leave outliers=none normalise=minmax weights=entropy aggregate=arithmetic coverage=0.6666666666666666 floor=0.01";
 * custom weights that began as a scheme: "weights=custom(entropy)"; two schemes combined: "weights=combine(entropy*critic)"
 * (product) or "weights=combine(entropy+critic)" (mean); levels made in different ways:
 * "aggregate=component=geometric,pillar=arithmetic,index=geometric". "winsor=", "shift=" and "power=" are there when they
 * matter or differ from what nqp_method_init() says.
 */
typedef struct
{
  NqpMissing missing;
  NqpOutliers outliers;
  double winsor;          /* with NQP_OUTLIERS_WINSORISE: share cut at each end, in (0, 0.5); 0.01 */
  NqpNormalise normalise;
  NqpScheme scheme;
  NqpScheme custom_from;  /* with NQP_SCHEME_CUSTOM: where the user began; NQP_SCHEME_CUSTOM = nowhere */
  NqpScheme combine_a;    /* with NQP_SCHEME_COMBINE: the two that are combined; entropy and CRITIC */
  NqpScheme combine_b;
  gboolean combine_additive; /* their mean; else the square root of their product */
  double shift;           /* with NQP_SCHEME_ENTROPY: added to min-max values, in [0, 1); 0 */
  NqpAggregate aggregate[NQP_N_MADE];
  double power;           /* exponent of NQP_AGGREGATE_POWER, in [-10, 10]; 0.5 */
  double coverage;        /* least coverage for a score, in [0, 1]; 2/3 */
  double floor;           /* lower end of the range that children are rescaled to for means that need numbers above 0, in (0, 1); 0.01 */
} NqpMethod;

/* One entry a choice; menus, help texts and parsers all read these tables. Texts are N_() marked msgids. */
typedef struct
{
  const char *id;         /* "minmax" */
  const char *name;       /* "Min-max, all years" */
  const char *summary;    /* one line */
  const char *formula;    /* plain text */
} NqpChoice;

extern const NqpChoice nqp_missing_choices[NQP_N_MISSING];
extern const NqpChoice nqp_outliers_choices[NQP_N_OUTLIERS];
extern const NqpChoice nqp_normalise_choices[NQP_N_NORMALISE];
extern const NqpChoice nqp_scheme_choices[NQP_N_SCHEMES];
extern const NqpChoice nqp_aggregate_choices[NQP_N_AGGREGATE];
extern const NqpChoice nqp_made_choices[NQP_N_MADE]; /* the levels: "component", "pillar", "index"; no formula */

void nqp_method_init (NqpMethod *self); /* defaults of methods.md: leave, none, minmax, entropy, arithmetic */
gboolean nqp_method_equal (const NqpMethod *a, const NqpMethod *b);
char *nqp_method_to_string (const NqpMethod *self);
gboolean nqp_method_parse (NqpMethod *self, const char *text, GError **error); /* keys not named keep their value */
gboolean nqp_method_set (NqpMethod *self, const char *key, const char *value, GError **error);
void nqp_method_merge (NqpMethod *self, const NqpMethod *before, const NqpMethod *after); /* what changed from @before to @after */
NqpMethod nqp_method_touched (const NqpMethod *self); /* after a weight was changed by hand: custom, from the scheme it had */
gboolean nqp_method_check (const NqpMethod *self, GError **error); /* refuses nonsense, e.g. zscore with geometric */
char *nqp_method_describe (const NqpMethod *self); /* translated, for subtitles: "entropy weights, min-max over all years, arithmetic mean" */
char *nqp_method_scheme_label (const NqpMethod *self); /* translated: "Entropy", "Custom (from entropy)" */
gboolean nqp_method_is_pooled (const NqpMethod *self); /* comparable across years? */
NqpAggregate nqp_method_aggregate (const NqpMethod *self, NqpLevel level); /* how nodes of @level are made of their children */
gboolean nqp_method_all_levels (const NqpMethod *self, NqpAggregate aggregate); /* are all levels made by it? */
gboolean nqp_method_any_level (const NqpMethod *self, NqpAggregate aggregate);
void nqp_method_set_aggregate (NqpMethod *self, NqpAggregate aggregate); /* on all levels */
gboolean nqp_aggregate_needs_positive (NqpAggregate aggregate, double power); /* are children rescaled to [floor, 1]? */

G_END_DECLS
