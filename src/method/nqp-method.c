/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-method.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"

G_DEFINE_QUARK (nqp - method - error - quark, nqp_method_error)

#define DEFAULT_COVERAGE (2.0 / 3.0)
#define DEFAULT_FLOOR 0.01

const NqpChoice nqp_missing_choices[NQP_N_MISSING] = {
  [NQP_MISSING_LEAVE] = { "leave", N_ ("Leave missing"),
                          N_ ("Gaps stay gaps; weights move to the indicators that have a value"), "x" },
  [NQP_MISSING_LINEAR]
  = { "linear", N_ ("Linear between years"),
      N_ ("Gaps inside a region's series are filled on the line between the nearest years"),
      "x = x0 + (x1 − x0) (t − t0) / (t1 − t0)" },
};

const NqpChoice nqp_outliers_choices[NQP_N_OUTLIERS] = {
  [NQP_OUTLIERS_NONE] = { "none", N_ ("Leave as they are"), N_ ("Extreme values count as published"), "x" },
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
  [NQP_SCHEME_CUSTOM] = { "custom", N_ ("Custom"), N_ ("Weights set by hand"), "w" },
};

const NqpChoice nqp_aggregate_choices[NQP_N_AGGREGATE] = {
  [NQP_AGGREGATE_ARITHMETIC] = { "arithmetic", N_ ("Arithmetic mean"),
                                 N_ ("Strengths make up for weaknesses one for one"), "S = Σ w z" },
  [NQP_AGGREGATE_GEOMETRIC]
  = { "geometric", N_ ("Geometric mean"), N_ ("Weaknesses count more: balance is rewarded"), "S = Π z^w" },
};

/* What nqp_method_describe() calls the same choices inside a sentence. */
static const char *const scheme_phrases[NQP_N_SCHEMES] = {
  [NQP_SCHEME_EQUAL] = N_ ("equal weights"),   [NQP_SCHEME_ENTROPY] = N_ ("entropy weights"),
  [NQP_SCHEME_CRITIC] = N_ ("CRITIC weights"), [NQP_SCHEME_CV] = N_ ("coefficient of variation weights"),
  [NQP_SCHEME_CUSTOM] = N_ ("custom weights"),
};

static const char *const normalise_phrases[NQP_N_NORMALISE] = {
  [NQP_NORMALISE_MINMAX] = N_ ("min-max over all years"),
  [NQP_NORMALISE_MINMAX_YEAR] = N_ ("min-max within each year"),
  [NQP_NORMALISE_ZSCORE] = N_ ("z-scores"),
  [NQP_NORMALISE_RANK] = N_ ("ranks within each year"),
};

static const char *const aggregate_phrases[NQP_N_AGGREGATE] = {
  [NQP_AGGREGATE_ARITHMETIC] = N_ ("arithmetic mean"),
  [NQP_AGGREGATE_GEOMETRIC] = N_ ("geometric mean"),
};

static const char *const missing_phrases[NQP_N_MISSING] = {
  [NQP_MISSING_LEAVE] = NULL,
  [NQP_MISSING_LINEAR] = N_ ("linear gaps"),
};

void
nqp_method_init (NqpMethod *self)
{
  *self = (NqpMethod){
    .missing = NQP_MISSING_LEAVE,
    .outliers = NQP_OUTLIERS_NONE,
    .normalise = NQP_NORMALISE_MINMAX,
    .scheme = NQP_SCHEME_ENTROPY,
    .custom_from = NQP_SCHEME_CUSTOM,
    .aggregate = NQP_AGGREGATE_ARITHMETIC,
    .coverage = DEFAULT_COVERAGE,
    .floor = DEFAULT_FLOOR,
  };
}

gboolean
nqp_method_equal (const NqpMethod *a, const NqpMethod *b)
{
  return a->missing == b->missing && a->outliers == b->outliers && a->normalise == b->normalise
         && a->scheme == b->scheme && (a->scheme != NQP_SCHEME_CUSTOM || a->custom_from == b->custom_from)
         && a->aggregate == b->aggregate && a->coverage == b->coverage && a->floor == b->floor;
}

/**
 * nqp_method_to_string:
 *
 * Returns: (transfer full): the one line that nqp_method_parse() reads back as an equal method
 */
char *
nqp_method_to_string (const NqpMethod *self)
{
  char coverage[NQP_NUMBER_SIZE], least[NQP_NUMBER_SIZE];
  gboolean from = self->scheme == NQP_SCHEME_CUSTOM && self->custom_from != NQP_SCHEME_CUSTOM;

  return g_strdup_printf (
      "missing=%s outliers=%s normalise=%s weights=%s%s%s%s aggregate=%s coverage=%s floor=%s",
      nqp_missing_choices[self->missing].id, nqp_outliers_choices[self->outliers].id,
      nqp_normalise_choices[self->normalise].id, nqp_scheme_choices[self->scheme].id, from ? "(" : "",
      from ? nqp_scheme_choices[self->custom_from].id : "", from ? ")" : "",
      nqp_aggregate_choices[self->aggregate].id, nqp_number_to_file (self->coverage, coverage),
      nqp_number_to_file (self->floor, least));
}

static int
find_choice (const NqpChoice *choices, int n, const char *key, const char *value, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    if (strcmp (choices[i].id, value) == 0)
      return i;
  for (int i = 0; i < n; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", choices[i].id);
  /* Translators: name of an option, what the user wrote, list of what there is */
  g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN,
               _ ("%s: “%s” is not known; choose one of: %s"), key, value, list->str);
  return -1;
}

static gboolean
set_scheme (NqpMethod *self, const char *value, GError **error)
{
  int from = NQP_SCHEME_CUSTOM;
  int scheme;

  if (g_str_has_prefix (value, "custom(") && g_str_has_suffix (value, ")"))
    {
      g_autofree char *inner = g_strndup (value + strlen ("custom("), strlen (value) - strlen ("custom()"));

      from = find_choice (nqp_scheme_choices, NQP_N_SCHEMES, "weights", inner, error);
      scheme = NQP_SCHEME_CUSTOM;
    }
  else
    scheme = find_choice (nqp_scheme_choices, NQP_N_SCHEMES, "weights", value, error);
  if (from < 0 || scheme < 0)
    return FALSE;
  self->scheme = (NqpScheme)scheme;
  self->custom_from = (NqpScheme)from;
  return TRUE;
}

/* Between 0 and 1; the ends themselves only if @closed. */
static gboolean
set_share (double *target, gboolean closed, const char *key, const char *value, GError **error)
{
  double number;

  if (!nqp_number_parse (value, strlen (value), '.', &number)
      || (closed ? number < 0 || number > 1 : number <= 0 || number >= 1))
    {
      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN,
                   closed ? _ ("%s: “%s” is no number from 0 to 1")
                          : _ ("%s: “%s” is no number between 0 and 1"),
                   key, value);
      return FALSE;
    }
  *target = number;
  return TRUE;
}

/**
 * nqp_method_set:
 * @key: "missing", "outliers", "normalise", "weights", "aggregate", "coverage" or "floor"
 *
 * Returns: %FALSE with @error set and @self unchanged if @key or @value is not known
 */
gboolean
nqp_method_set (NqpMethod *self, const char *key, const char *value, GError **error)
{
  int choice;

  if (strcmp (key, "weights") == 0)
    return set_scheme (self, value, error);
  if (strcmp (key, "coverage") == 0)
    return set_share (&self->coverage, TRUE, key, value, error);
  if (strcmp (key, "floor") == 0)
    return set_share (&self->floor, FALSE, key, value, error);
  if (strcmp (key, "missing") == 0)
    {
      choice = find_choice (nqp_missing_choices, NQP_N_MISSING, key, value, error);
      if (choice >= 0)
        self->missing = (NqpMissing)choice;
    }
  else if (strcmp (key, "outliers") == 0)
    {
      choice = find_choice (nqp_outliers_choices, NQP_N_OUTLIERS, key, value, error);
      if (choice >= 0)
        self->outliers = (NqpOutliers)choice;
    }
  else if (strcmp (key, "normalise") == 0)
    {
      choice = find_choice (nqp_normalise_choices, NQP_N_NORMALISE, key, value, error);
      if (choice >= 0)
        self->normalise = (NqpNormalise)choice;
    }
  else if (strcmp (key, "aggregate") == 0)
    {
      choice = find_choice (nqp_aggregate_choices, NQP_N_AGGREGATE, key, value, error);
      if (choice >= 0)
        self->aggregate = (NqpAggregate)choice;
    }
  else
    {
      g_set_error (
          error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN,
          _ ("“%s” is no part of a method; the parts are: missing, outliers, normalise, weights, aggregate, "
             "coverage, floor"),
          key);
      return FALSE;
    }
  return choice >= 0;
}

/**
 * nqp_method_parse:
 * @text: "key=value" words with spaces between
 *
 * Returns: %FALSE with @error set and @self unchanged if a word is not known
 */
gboolean
nqp_method_parse (NqpMethod *self, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  NqpMethod method = *self;

  for (int i = 0; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');

      if (*words[i] == '\0')
        continue;
      if (equals == NULL)
        {
          g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN,
                       _ ("“%s” is no part of a method; expected KEY=VALUE"), words[i]);
          return FALSE;
        }
      *equals = '\0';
      if (!nqp_method_set (&method, words[i], equals + 1, error))
        return FALSE;
    }
  *self = method;
  return TRUE;
}

gboolean
nqp_method_check (const NqpMethod *self, GError **error)
{
  if (self->normalise == NQP_NORMALISE_ZSCORE && self->aggregate == NQP_AGGREGATE_GEOMETRIC)
    {
      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NONSENSE,
                   _ ("Z-scores are negative below the mean and have no geometric mean; normalise by minmax, "
                      "minmax-year or rank, or aggregate by the arithmetic mean"));
      return FALSE;
    }
  if (!(self->coverage >= 0 && self->coverage <= 1) || !(self->floor > 0 && self->floor < 1))
    {
      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NONSENSE,
                   _ ("Coverage must be from 0 to 1 and the floor between 0 and 1"));
      return FALSE;
    }
  return TRUE;
}

char *
nqp_method_describe (const NqpMethod *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append (text, _ (scheme_phrases[self->scheme]));
  if (self->scheme == NQP_SCHEME_CUSTOM && self->custom_from != NQP_SCHEME_CUSTOM)
    /* Translators: added to "custom weights"; %s: the scheme they began as, like "entropy weights" */
    g_string_append_printf (text, _ (" (from %s)"), _ (scheme_phrases[self->custom_from]));
  /* Translators: between the parts of the description of a method */
  g_string_append_printf (text, "%s%s", _ (", "), _ (normalise_phrases[self->normalise]));
  g_string_append_printf (text, "%s%s", _ (", "), _ (aggregate_phrases[self->aggregate]));
  if (missing_phrases[self->missing] != NULL)
    /* Translators: between the parts of the description of a method */
    g_string_append_printf (text, "%s%s", _ ("; "), _ (missing_phrases[self->missing]));
  if (fabs (self->coverage - DEFAULT_COVERAGE) > 1e-12)
    {
      char number[NQP_NUMBER_SIZE];

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

/* FALSE where a value is measured against its own year alone, so that a score cannot be compared with another year's. */
gboolean
nqp_method_is_pooled (const NqpMethod *self)
{
  return self->normalise != NQP_NORMALISE_MINMAX_YEAR && self->normalise != NQP_NORMALISE_RANK;
}
