/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-choices.h"
#include "nqp-panel.h"

G_BEGIN_DECLS

#define NQP_METHOD_ERROR (nqp_method_error_quark ())
GQuark nqp_method_error_quark (void);

typedef enum
{
  NQP_METHOD_ERROR_UNKNOWN,   /* no such option or choice */
  NQP_METHOD_ERROR_NONSENSE,  /* a combination that makes no sense; the message says what to choose instead */
  NQP_METHOD_ERROR_WEIGHTS,   /* weights that cannot be used */
  NQP_METHOD_ERROR_DATA,      /* values that cannot be treated, normalised or weighed like that */
  NQP_METHOD_ERROR_NOTHING,   /* no score yet: no indicator, none that is switched on, no region or no year; no fault of the method */
} NqpMethodError;

#define X(NAME, name) NQP_MISSING_##NAME,
typedef enum { NQP_EACH_MISSING (X) NQP_N_MISSING } NqpMissing;
#undef X
#define X(NAME, name) NQP_OUTLIERS_##NAME,
typedef enum { NQP_EACH_OUTLIERS (X) NQP_N_OUTLIERS } NqpOutliers;
#undef X
#define X(NAME, name) NQP_NORMALISE_##NAME,
typedef enum { NQP_EACH_NORMALISE (X) NQP_N_NORMALISE } NqpNormalise;
#undef X
#define X(NAME, name) NQP_SCHEME_##NAME,
typedef enum { NQP_EACH_SCHEME (X) NQP_N_SCHEMES } NqpScheme;
#undef X
#define X(NAME, name) NQP_AGGREGATE_##NAME,
typedef enum { NQP_EACH_AGGREGATE (X) NQP_N_AGGREGATE } NqpAggregate;
#undef X

/* The parts of a method that choose from a registry, in the order in which they work. */
typedef enum { NQP_STAGE_FILL, NQP_STAGE_TREAT, NQP_STAGE_NORMALISE, NQP_STAGE_WEIGH, NQP_STAGE_AGGREGATE, NQP_N_STAGES } NqpStage;

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

/* What a choice makes use of besides the values: settings of the method, of indicators, of the tree. */
typedef enum
{
  NQP_USES_WINSOR = 1 << 0,
  NQP_USES_SHIFT = 1 << 1,
  NQP_USES_POWER = 1 << 2,
  NQP_USES_GOALPOSTS = 1 << 3,
  NQP_USES_JUDGEMENTS = 1 << 4,
  NQP_USES_COMPONENTS = 1 << 5, /* principal components, to be looked at */
  NQP_USES_MEMBERS = 1 << 6,    /* two other schemes */
} NqpUses;

/* What the rest of the program has to know of a choice. */
typedef enum
{
  NQP_TRAIT_CUTS = 1 << 0,      /* extreme values count as others */
  NQP_TRAIT_BENDS = 1 << 1,     /* a change is worth more in one place of an indicator's range than in another */
  NQP_TRAIT_YEARLY = 1 << 2,    /* measured within the year: years cannot be compared */
  NQP_TRAIT_COMPARES = 1 << 3,  /* regions are compared with each other: a change of one is a change of all */
  NQP_TRAIT_PAIRWISE = 1 << 4,  /* each with each: dear for many regions */
  NQP_TRAIT_UNBOUNDED = 1 << 5, /* makes numbers below 0 and above 1 */
  NQP_TRAIT_BOUNDED = 1 << 6,   /* makes numbers from 0 to 1 of any */
  NQP_TRAIT_POSITIVE = 1 << 7,  /* cannot take numbers below 0, unless its exponent is 1 */
  NQP_TRAIT_SUM = 1 << 8,       /* a score is the sum of weight times score */
  NQP_TRAIT_MEMBER = 1 << 9,    /* may be combined with another scheme */
  NQP_TRAIT_SOUGHT = 1 << 10,   /* weights are tried out: dear where each takes a while */
} NqpTraits;

/**
 * NqpChoice:
 *
 * What can be said of a choice without knowing its stage: the head of the description in the choice's file. Menus, options,
 * help, parsers and refusals read it; texts are N_() marked msgids.
 */
typedef struct
{
  const char *id;      /* "minmax" */
  const char *name;    /* "Min-max, all years" */
  const char *phrase;  /* inside a sentence: "min-max over all years"; NULL: goes without saying, or see describe */
  const char *summary; /* one line */
  const char *formula; /* plain text */
  const char *forms;   /* how it is written where the id is not all: "combine(A*B)|combine(A+B)"; else NULL */
  guint uses;          /* NqpUses */
  guint traits;        /* NqpTraits */
  char *(*describe) (const NqpMethod *method); /* the phrase with the method's settings in it, or NULL */
} NqpChoice;

typedef struct
{
  const char *key;  /* of nqp_method_set(): "normalise" */
  const char *name; /* N_() msgid: "Normalisation" */
  const NqpChoice *const *choices;
  int n;
} NqpStageInfo;

extern const NqpStageInfo nqp_stages[NQP_N_STAGES];
extern const NqpChoice nqp_made_choices[NQP_N_MADE]; /* the levels: "component", "pillar", "index"; no formula */

static inline const NqpChoice *
nqp_choice (NqpStage stage, int choice)
{
  return nqp_stages[stage].choices[choice];
}

int nqp_stage_find (NqpStage stage, const char *id, GError **error); /* -1 with @error set: there is no such choice */
char *nqp_stage_ids (NqpStage stage); /* "minmax|minmax-year|...", as a user may write them */
char *nqp_stage_list (NqpStage stage, guint without); /* translated: "minmax, rank or goalposts": those without these traits */

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
int nqp_method_choice (const NqpMethod *self, NqpStage stage); /* of means, the index's */
guint nqp_method_uses (const NqpMethod *self); /* NqpUses of all that is chosen, with the schemes that are combined */
guint nqp_method_traits (const NqpMethod *self, NqpStage stage); /* NqpTraits; of means, those of any level */
gboolean nqp_method_takes_negative (const NqpMethod *self, NqpAggregate aggregate); /* can it be made of numbers below 0? */

G_END_DECLS
