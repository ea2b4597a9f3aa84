/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-method-private.h"
#include "nqp-number.h"

const NqpChoice nqp_missing_choices[NQP_N_MISSING] = {
  [NQP_MISSING_LEAVE] = { "leave", N_ ("Leave missing"),
                          N_ ("Gaps stay gaps; weights move to the indicators that have a value"), "x" },
  [NQP_MISSING_LINEAR]
  = { "linear", N_ ("Linear between years"),
      N_ ("Gaps inside a region's series are filled on the line between the nearest years"),
      "x = x0 + (x1 − x0) (t − t0) / (t1 − t0)" },
  [NQP_MISSING_NEAREST]
  = { "nearest", N_ ("Nearest year"),
      N_ ("A gap takes the region's value of the nearest year, of two as near the earlier"),
      "x = x(t'), |t − t'| least" },
  [NQP_MISSING_GROUP_MEDIAN]
  = { "group-median", N_ ("Median of the group"),
      N_ ("A gap takes the middle value of the region's group in the same year"), "x = median_g(t) x" },
};

const NqpChoice nqp_outliers_choices[NQP_N_OUTLIERS] = {
  [NQP_OUTLIERS_NONE] = { "none", N_ ("Leave as they are"), N_ ("Extreme values count as published"), "x" },
  [NQP_OUTLIERS_WINSORISE]
  = { "winsorise", N_ ("Winsorise"),
      N_ ("What lies beyond the outermost one per cent of all values counts as the value there"),
      "x = min(max(x, Q(p)), Q(1 − p))" },
  [NQP_OUTLIERS_BOXCOX]
  = { "box-cox", N_ ("Box-Cox"),
      N_ ("Indicators with a long tail are bent towards symmetry; the order of regions stays"),
      "x = (x^λ − 1) / λ" },
};

const NqpChoice nqp_normalise_choices[NQP_N_NORMALISE] = {
  [NQP_NORMALISE_MINMAX]
  = { "minmax", N_ ("Min-max, all years"),
      N_ ("Between the lowest and the highest value of all years: years can be compared"),
      "z = (x − min) / (max − min)" },
  [NQP_NORMALISE_MINMAX_YEAR]
  = { "minmax-year", N_ ("Min-max, each year"),
      N_ ("Between the lowest and the highest value of the same year: years cannot be compared"),
      "z = (x − min_t) / (max_t − min_t)" },
  [NQP_NORMALISE_ZSCORE] = { "zscore", N_ ("Z-score"),
                             N_ ("Distance from the mean of all years in standard deviations; has no bounds"),
                             "z = (x − mean) / sd" },
  [NQP_NORMALISE_RANK]
  = { "rank", N_ ("Rank in the year"),
      N_ ("Place among the year's regions, the last 1, divided by their number"), "z = rank / n" },
  [NQP_NORMALISE_PERCENTILE]
  = { "percentile", N_ ("Percentile, all years"),
      N_ ("The share of all values of all years that lie below: distances do not count, order does"),
      "z = (n_below + n_equal / 2) / n" },
  [NQP_NORMALISE_DISTANCE]
  = { "distance", N_ ("Distance to the best"),
      N_ ("The value as a share of the best of all years; half as much counts half"), "z = x / max" },
  [NQP_NORMALISE_GOALPOSTS]
  = { "goalposts", N_ ("Goalposts"),
      N_ ("Between two fixed marks for each indicator, such as a natural least and a target"),
      "z = (x − lower) / (upper − lower)" },
};

const NqpChoice nqp_scheme_choices[NQP_N_SCHEMES] = {
  [NQP_SCHEME_EQUAL]
  = { "equal", N_ ("Equal"), N_ ("The same weight for all parts of a whole, on every level"), "w = 1 / n" },
  [NQP_SCHEME_ENTROPY] = { "entropy", N_ ("Entropy"), N_ ("More weight where regions and years differ more"),
                           "w = d / Σ d, d = 1 + Σ p ln p / ln n" },
  [NQP_SCHEME_CRITIC]
  = { "critic", N_ ("CRITIC"),
      N_ ("More weight where regions differ more and other indicators say less of the same"),
      "w = C / Σ C, C = sd Σ (1 − r)" },
  [NQP_SCHEME_CV]
  = { "cv", N_ ("Coefficient of variation"), N_ ("More weight where values spread more around their mean"),
      "w = v / Σ v, v = sd / |mean|" },
  [NQP_SCHEME_PCA]
  = { "pca", N_ ("Principal components"),
      N_ ("More weight for what moves together with the main directions in which regions differ"),
      "w ∝ l², l the rotated loading on each component" },
  [NQP_SCHEME_AHP] = { "ahp", N_ ("Pairwise judgements (AHP)"),
                       N_ ("Weights from judging the parts of each whole two at a time"), "A w = λ_max w" },
  [NQP_SCHEME_COMBINE]
  = { "combine", N_ ("Two schemes combined"),
      N_ ("What two schemes say together, such as judgement and data"), "w ∝ √(w_a w_b)" },
  [NQP_SCHEME_OPTIMISE]
  = { "optimise", N_ ("Equal importance"),
      N_ ("Weights at which each part matters equally to its whole, however the parts move together"),
      "w: r_k² / Σ r² = 1 / n" },
  [NQP_SCHEME_CUSTOM] = { "custom", N_ ("Custom"), N_ ("Weights set by hand"), "w" },
};

const NqpChoice nqp_aggregate_choices[NQP_N_AGGREGATE] = {
  [NQP_AGGREGATE_ARITHMETIC] = { "arithmetic", N_ ("Arithmetic mean"),
                                 N_ ("Strengths make up for weaknesses one for one"), "S = Σ w z" },
  [NQP_AGGREGATE_GEOMETRIC]
  = { "geometric", N_ ("Geometric mean"), N_ ("Weaknesses count more: balance is rewarded"), "S = Π z^w" },
  [NQP_AGGREGATE_HARMONIC]
  = { "harmonic", N_ ("Harmonic mean"), N_ ("Weaknesses weigh heavily: the worst part holds the whole back"),
      "S = 1 / Σ (w / z)" },
  [NQP_AGGREGATE_POWER]
  = { "power", N_ ("Power mean"),
      N_ ("Between the other means: the exponent says how far strengths make up for weaknesses"),
      "S = (Σ w z^p)^(1/p)" },
  [NQP_AGGREGATE_TOPSIS]
  = { "topsis", N_ ("TOPSIS"),
      N_ ("How much nearer to the best there is than to the worst, on all parts at once"),
      "S = D− / (D+ + D−)" },
  [NQP_AGGREGATE_COPELAND]
  = { "copeland", N_ ("Copeland"),
      N_ ("Regions meet in pairs, the greater weight wins: a strength cannot buy off a weakness"),
      "S = (wins − losses + n − 1) / (2 (n − 1))" },
};

const NqpChoice nqp_made_choices[NQP_N_MADE] = {
  [NQP_MADE_COMPONENT]
  = { "component", N_ ("Components"), N_ ("How a component is made of its indicators"), "" },
  [NQP_MADE_PILLAR] = { "pillar", N_ ("Pillars"), N_ ("How a pillar is made of its components"), "" },
  [NQP_MADE_INDEX] = { "index", N_ ("Index"), N_ ("How the index is made of its pillars"), "" },
};

/* What nqp_method_describe() calls the same choices inside a sentence. */
static const char *const scheme_phrases[NQP_N_SCHEMES] = {
  [NQP_SCHEME_EQUAL] = N_ ("equal weights"),
  [NQP_SCHEME_ENTROPY] = N_ ("entropy weights"),
  [NQP_SCHEME_CRITIC] = N_ ("CRITIC weights"),
  [NQP_SCHEME_CV] = N_ ("coefficient of variation weights"),
  [NQP_SCHEME_PCA] = N_ ("principal component weights"),
  [NQP_SCHEME_AHP] = N_ ("AHP weights"),
  [NQP_SCHEME_COMBINE] = N_ ("combined weights"),
  [NQP_SCHEME_OPTIMISE] = N_ ("weights of equal importance"),
  [NQP_SCHEME_CUSTOM] = N_ ("custom weights"),
};

static const char *const normalise_phrases[NQP_N_NORMALISE] = {
  [NQP_NORMALISE_MINMAX] = N_ ("min-max over all years"),
  [NQP_NORMALISE_MINMAX_YEAR] = N_ ("min-max within each year"),
  [NQP_NORMALISE_ZSCORE] = N_ ("z-scores"),
  [NQP_NORMALISE_RANK] = N_ ("ranks within each year"),
  [NQP_NORMALISE_PERCENTILE] = N_ ("percentiles over all years"),
  [NQP_NORMALISE_DISTANCE] = N_ ("distance to the best of all years"),
  [NQP_NORMALISE_GOALPOSTS] = N_ ("goalposts"),
};

static const char *const aggregate_phrases[NQP_N_AGGREGATE] = {
  [NQP_AGGREGATE_ARITHMETIC] = N_ ("arithmetic mean"),
  [NQP_AGGREGATE_GEOMETRIC] = N_ ("geometric mean"),
  [NQP_AGGREGATE_HARMONIC] = N_ ("harmonic mean"),
  [NQP_AGGREGATE_POWER] = N_ ("power mean"),
  [NQP_AGGREGATE_TOPSIS] = N_ ("TOPSIS"),
  [NQP_AGGREGATE_COPELAND] = N_ ("Copeland comparison"),
};

static const char *const made_phrases[NQP_N_MADE] = {
  [NQP_MADE_COMPONENT] = N_ ("components"),
  [NQP_MADE_PILLAR] = N_ ("pillars"),
  [NQP_MADE_INDEX] = N_ ("index"),
};

static const char *const missing_phrases[NQP_N_MISSING] = {
  [NQP_MISSING_LEAVE] = NULL,
  [NQP_MISSING_LINEAR] = N_ ("linear gaps"),
  [NQP_MISSING_NEAREST] = N_ ("gaps from the nearest year"),
  [NQP_MISSING_GROUP_MEDIAN] = N_ ("gaps from the group's median"),
};

static void
append_scheme (GString *text, const NqpMethod *self, NqpScheme scheme)
{
  g_string_append (text, _ (scheme_phrases[scheme]));
  if (scheme == NQP_SCHEME_COMBINE)
    g_string_append_printf (
        text,
        self->combine_additive
            /* Translators: added to "combined weights"; the names of two schemes, like "Entropy" */
            ? _ (" (mean of %s and %s)")
            /* Translators: added to "combined weights"; the names of two schemes, like "Entropy" */
            : _ (" (product of %s and %s)"),
        _ (nqp_scheme_choices[self->combine_a].name), _ (nqp_scheme_choices[self->combine_b].name));
}

static char *
describe_aggregate (const NqpMethod *self, NqpAggregate aggregate)
{
  char number[NQP_NUMBER_SIZE];

  if (aggregate != NQP_AGGREGATE_POWER)
    return g_strdup (_ (aggregate_phrases[aggregate]));
  /* Translators: "power mean", and its exponent */
  return g_strdup_printf (_ ("%s of exponent %s"), _ (aggregate_phrases[aggregate]),
                          nqp_number_to_screen_auto (self->power, number));
}

/**
 * nqp_method_describe:
 *
 * Returns: (transfer full): translated, for subtitles: "entropy weights, min-max over all years, arithmetic mean"
 */
char *
nqp_method_describe (const NqpMethod *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char number[NQP_NUMBER_SIZE];

  append_scheme (text, self, self->scheme);
  if (self->scheme == NQP_SCHEME_CUSTOM && self->custom_from != NQP_SCHEME_CUSTOM)
    {
      g_autoptr (GString) from = g_string_new (NULL);

      append_scheme (from, self, self->custom_from);
      /* Translators: added to "custom weights"; %s: the scheme they began as, like "entropy weights" */
      g_string_append_printf (text, _ (" (from %s)"), from->str);
    }
  /* Translators: between the parts of the description of a method */
  g_string_append_printf (text, "%s%s", _ (", "), _ (normalise_phrases[self->normalise]));
  if (nqp_method_all_levels (self, self->aggregate[NQP_MADE_INDEX]))
    {
      g_autofree char *mean = describe_aggregate (self, self->aggregate[NQP_MADE_INDEX]);

      g_string_append_printf (text, "%s%s", _ (", "), mean);
    }
  else
    for (int made = 0; made < NQP_N_MADE; made++)
      {
        g_autofree char *mean = describe_aggregate (self, self->aggregate[made]);

        g_string_append (text, _ (", "));
        /* Translators: what is made, like "pillars", and how, like "geometric mean" */
        g_string_append_printf (text, _ ("%s by %s"), _ (made_phrases[made]), mean);
      }
  if (missing_phrases[self->missing] != NULL)
    /* Translators: between the parts of the description of a method */
    g_string_append_printf (text, "%s%s", _ ("; "), _ (missing_phrases[self->missing]));
  if (self->outliers == NQP_OUTLIERS_WINSORISE)
    {
      g_string_append (text, _ ("; "));
      /* Translators: %s: a percentage */
      g_string_append_printf (text, _ ("winsorised at %s %%"),
                              nqp_number_to_screen_auto (100 * self->winsor, number));
    }
  else if (self->outliers == NQP_OUTLIERS_BOXCOX)
    g_string_append_printf (text, "%s%s", _ ("; "), _ ("long tails bent by Box-Cox"));
  if (fabs (self->coverage - NQP_DEFAULT_COVERAGE) > 1e-12)
    {
      g_string_append (text, _ ("; "));
      /* Translators: %s: a percentage */
      g_string_append_printf (text, _ ("coverage of at least %s %%"),
                              nqp_number_to_screen_auto (100 * self->coverage, number));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
nqp_method_scheme_label (const NqpMethod *self)
{
  if (self->scheme == NQP_SCHEME_CUSTOM && self->custom_from != NQP_SCHEME_CUSTOM)
    /* Translators: %s: the scheme that the weights began as, like "Entropy" */
    return g_strdup_printf (_ ("Custom (from %s)"), _ (nqp_scheme_choices[self->custom_from].name));
  return g_strdup (_ (nqp_scheme_choices[self->scheme].name));
}
