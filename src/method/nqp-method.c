/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-method-private.h"
#include "nqp-number.h"

G_DEFINE_QUARK (nqp - method - error - quark, nqp_method_error)

#define KEYS "missing, outliers, winsor, normalise, weights, shift, aggregate, power, coverage, floor"
#define LARGEST_POWER 10
#define MOST_CHARACTERS 4000 /* of the line */

void
nqp_method_init (NqpMethod *self)
{
  *self = (NqpMethod){
    .missing = NQP_MISSING_LEAVE,
    .outliers = NQP_OUTLIERS_NONE,
    .winsor = NQP_DEFAULT_WINSOR,
    .normalise = NQP_NORMALISE_MINMAX,
    .scheme = NQP_SCHEME_ENTROPY,
    .custom_from = NQP_SCHEME_CUSTOM,
    .combine_a = NQP_SCHEME_ENTROPY,
    .combine_b = NQP_SCHEME_CRITIC,
    .power = NQP_DEFAULT_POWER,
    .coverage = NQP_DEFAULT_COVERAGE,
    .floor = NQP_DEFAULT_FLOOR,
  };
  nqp_method_set_aggregate (self, NQP_AGGREGATE_ARITHMETIC);
}

/* Is the scheme the one in use, or what custom weights began as? */
static gboolean
names_scheme (const NqpMethod *self, NqpScheme scheme)
{
  return self->scheme == scheme || (self->scheme == NQP_SCHEME_CUSTOM && self->custom_from == scheme);
}

gboolean
nqp_method_equal (const NqpMethod *a, const NqpMethod *b)
{
  return a->missing == b->missing && a->outliers == b->outliers && a->winsor == b->winsor
         && a->normalise == b->normalise && a->scheme == b->scheme
         && (a->scheme != NQP_SCHEME_CUSTOM || a->custom_from == b->custom_from)
         && (!names_scheme (a, NQP_SCHEME_COMBINE)
             || (a->combine_a == b->combine_a && a->combine_b == b->combine_b
                 && a->combine_additive == b->combine_additive))
         && a->shift == b->shift && memcmp (a->aggregate, b->aggregate, sizeof a->aggregate) == 0
         && a->power == b->power && a->coverage == b->coverage && a->floor == b->floor;
}

NqpMethod
nqp_method_touched (const NqpMethod *self)
{
  NqpMethod touched = *self;

  if (touched.scheme != NQP_SCHEME_CUSTOM)
    {
      touched.custom_from = touched.scheme;
      touched.scheme = NQP_SCHEME_CUSTOM;
    }
  return touched;
}

/**
 * nqp_method_merge:
 * @self: a method that somebody else may have changed since @before was seen
 *
 * Changes in @self what differs between @before and @after, and leaves the rest. The scheme with what it began as, or what it
 * combines, is one choice.
 */
void
nqp_method_merge (NqpMethod *self, const NqpMethod *before, const NqpMethod *after)
{
#define MERGE(field)                                                                                         \
  if (before->field != after->field)                                                                         \
  self->field = after->field
  MERGE (missing);
  MERGE (outliers);
  MERGE (winsor);
  MERGE (normalise);
  MERGE (shift);
  MERGE (power);
  MERGE (coverage);
  MERGE (floor);
  for (int made = 0; made < NQP_N_MADE; made++)
    MERGE (aggregate[made]);
#undef MERGE
  if (before->scheme == after->scheme && before->custom_from == after->custom_from
      && before->combine_a == after->combine_a && before->combine_b == after->combine_b
      && before->combine_additive == after->combine_additive)
    return;
  self->scheme = after->scheme;
  self->custom_from = after->custom_from;
  self->combine_a = after->combine_a;
  self->combine_b = after->combine_b;
  self->combine_additive = after->combine_additive;
}

NqpAggregate
nqp_method_aggregate (const NqpMethod *self, NqpLevel level)
{
  switch (level)
    {
    case NQP_LEVEL_INDEX:
      return self->aggregate[NQP_MADE_INDEX];
    case NQP_LEVEL_PILLAR:
      return self->aggregate[NQP_MADE_PILLAR];
    case NQP_LEVEL_COMPONENT:
    case NQP_LEVEL_INDICATOR:
    default:
      return self->aggregate[NQP_MADE_COMPONENT];
    }
}

gboolean
nqp_method_all_levels (const NqpMethod *self, NqpAggregate aggregate)
{
  for (int made = 0; made < NQP_N_MADE; made++)
    if (self->aggregate[made] != aggregate)
      return FALSE;
  return TRUE;
}

gboolean
nqp_method_any_level (const NqpMethod *self, NqpAggregate aggregate)
{
  for (int made = 0; made < NQP_N_MADE; made++)
    if (self->aggregate[made] == aggregate)
      return TRUE;
  return FALSE;
}

void
nqp_method_set_aggregate (NqpMethod *self, NqpAggregate aggregate)
{
  for (int made = 0; made < NQP_N_MADE; made++)
    self->aggregate[made] = aggregate;
}

gboolean
nqp_aggregate_needs_positive (NqpAggregate aggregate, double power)
{
  return aggregate == NQP_AGGREGATE_GEOMETRIC || aggregate == NQP_AGGREGATE_HARMONIC
         || (aggregate == NQP_AGGREGATE_POWER && !(power > 0));
}

static void
append_scheme (GString *text, const NqpMethod *self, NqpScheme scheme)
{
  g_string_append (text, nqp_scheme_choices[scheme].id);
  if (scheme == NQP_SCHEME_COMBINE)
    g_string_append_printf (text, "(%s%c%s)", nqp_scheme_choices[self->combine_a].id,
                            self->combine_additive ? '+' : '*', nqp_scheme_choices[self->combine_b].id);
}

static void
append_number (GString *text, const char *key, double value)
{
  char number[NQP_NUMBER_SIZE];

  g_string_append_printf (text, " %s=%s", key, nqp_number_to_file (value, number));
}

/**
 * nqp_method_to_string:
 *
 * Returns: (transfer full): the one line that nqp_method_parse() reads back as an equal method
 */
char *
nqp_method_to_string (const NqpMethod *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "missing=%s outliers=%s", nqp_missing_choices[self->missing].id,
                          nqp_outliers_choices[self->outliers].id);
  if (self->outliers == NQP_OUTLIERS_WINSORISE || self->winsor != NQP_DEFAULT_WINSOR)
    append_number (text, "winsor", self->winsor);
  g_string_append_printf (text, " normalise=%s weights=", nqp_normalise_choices[self->normalise].id);
  append_scheme (text, self, self->scheme);
  if (self->scheme == NQP_SCHEME_CUSTOM && self->custom_from != NQP_SCHEME_CUSTOM)
    {
      g_string_append_c (text, '(');
      append_scheme (text, self, self->custom_from);
      g_string_append_c (text, ')');
    }
  if (self->shift != 0)
    append_number (text, "shift", self->shift);
  g_string_append (text, " aggregate=");
  if (nqp_method_all_levels (self, self->aggregate[0]))
    g_string_append (text, nqp_aggregate_choices[self->aggregate[0]].id);
  else
    for (int made = 0; made < NQP_N_MADE; made++)
      g_string_append_printf (text, "%s%s=%s", made > 0 ? "," : "", nqp_made_choices[made].id,
                              nqp_aggregate_choices[self->aggregate[made]].id);
  if (nqp_method_any_level (self, NQP_AGGREGATE_POWER) || self->power != NQP_DEFAULT_POWER)
    append_number (text, "power", self->power);
  append_number (text, "coverage", self->coverage);
  append_number (text, "floor", self->floor);
  return g_string_free (text, FALSE);
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

/* What is between the parentheses of "word(...)"; NULL if @value is not of that form. */
static char *
inside (const char *value, const char *word)
{
  gsize length = strlen (word);

  if (!g_str_has_prefix (value, word) || value[length] != '(' || !g_str_has_suffix (value, ")"))
    return NULL;
  return g_strndup (value + length + 1, strlen (value) - length - 2);
}

/* "entropy*critic", "ahp+entropy" */
static gboolean
set_combination (NqpMethod *self, const char *value, GError **error)
{
  const char *sign = strpbrk (value, "*+");
  g_autofree char *first = NULL;
  int a, b;

  if (sign == NULL)
    {
      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN,
                   _ ("weights: “combine(%s)” does not name two schemes; expected "
                      "combine(ONE*OTHER) for their product or combine(ONE+OTHER) for their mean"),
                   value);
      return FALSE;
    }
  first = g_strndup (value, (gsize)(sign - value));
  a = find_choice (nqp_scheme_choices, NQP_N_SCHEMES, "weights", first, error);
  if (a < 0)
    return FALSE;
  b = find_choice (nqp_scheme_choices, NQP_N_SCHEMES, "weights", sign + 1, error);
  if (b < 0)
    return FALSE;
  if (a == NQP_SCHEME_COMBINE || a == NQP_SCHEME_CUSTOM || b == NQP_SCHEME_COMBINE || b == NQP_SCHEME_CUSTOM)
    {
      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN,
                   _ ("weights: “combine(%s)” combines what cannot be combined; two schemes other than "
                      "combine and custom can"),
                   value);
      return FALSE;
    }
  self->combine_a = (NqpScheme)a;
  self->combine_b = (NqpScheme)b;
  self->combine_additive = *sign == '+';
  return TRUE;
}

/* One scheme, with the two that "combine" names; -1 with @error set. Plain "combine" is entropy and CRITIC, multiplied. */
static int
parse_scheme (NqpMethod *self, const char *value, GError **error)
{
  g_autofree char *pair = inside (value, nqp_scheme_choices[NQP_SCHEME_COMBINE].id);

  if (pair != NULL)
    return set_combination (self, pair, error) ? NQP_SCHEME_COMBINE : -1;
  if (strcmp (value, nqp_scheme_choices[NQP_SCHEME_COMBINE].id) == 0)
    {
      self->combine_a = NQP_SCHEME_ENTROPY;
      self->combine_b = NQP_SCHEME_CRITIC;
      self->combine_additive = FALSE;
    }
  return find_choice (nqp_scheme_choices, NQP_N_SCHEMES, "weights", value, error);
}

static gboolean
set_scheme (NqpMethod *self, const char *value, GError **error)
{
  g_autofree char *inner = inside (value, nqp_scheme_choices[NQP_SCHEME_CUSTOM].id);
  NqpMethod method = *self;
  int scheme = parse_scheme (&method, inner != NULL ? inner : value, error);

  if (scheme < 0)
    return FALSE;
  method.scheme = inner != NULL ? NQP_SCHEME_CUSTOM : (NqpScheme)scheme;
  method.custom_from = inner != NULL ? (NqpScheme)scheme : NQP_SCHEME_CUSTOM;
  *self = method;
  return TRUE;
}

/* "geometric" for all levels, or "component=geometric,index=arithmetic" */
static gboolean
set_aggregate (NqpMethod *self, const char *key, const char *value, GError **error)
{
  g_auto (GStrv) parts = NULL;
  NqpMethod method = *self;
  int choice;

  if (strchr (value, '=') == NULL)
    {
      choice = find_choice (nqp_aggregate_choices, NQP_N_AGGREGATE, key, value, error);
      if (choice >= 0)
        nqp_method_set_aggregate (self, (NqpAggregate)choice);
      return choice >= 0;
    }
  parts = g_strsplit (value, ",", -1);
  for (int i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      int made;

      if (equals != NULL)
        *equals = '\0';
      made = find_choice (nqp_made_choices, NQP_N_MADE, key, parts[i], error);
      if (made < 0)
        return FALSE;
      choice = find_choice (nqp_aggregate_choices, NQP_N_AGGREGATE, key, equals != NULL ? equals + 1 : "",
                            error);
      if (choice < 0)
        return FALSE;
      method.aggregate[made] = (NqpAggregate)choice;
    }
  *self = method;
  return TRUE;
}

typedef struct
{
  const char *key;
  gsize offset; /* of the number in NqpMethod */
  double low, high;
  gboolean low_open, high_open; /* is the end itself refused? */
} Number;

static const Number numbers[] = {
  { "winsor", G_STRUCT_OFFSET (NqpMethod, winsor), 0, 0.5, TRUE, TRUE },
  { "shift", G_STRUCT_OFFSET (NqpMethod, shift), 0, 1, FALSE, TRUE },
  { "power", G_STRUCT_OFFSET (NqpMethod, power), -LARGEST_POWER, LARGEST_POWER, FALSE, FALSE },
  { "coverage", G_STRUCT_OFFSET (NqpMethod, coverage), 0, 1, FALSE, FALSE },
  { "floor", G_STRUCT_OFFSET (NqpMethod, floor), 0, 1, TRUE, TRUE },
};

static gboolean
fits (const Number *number, double value)
{
  return (number->low_open ? value > number->low : value >= number->low)
         && (number->high_open ? value < number->high : value <= number->high);
}

static char *
describe_range (const Number *number)
{
  if (number->low_open && number->high_open)
    return g_strdup_printf (_ ("between %g and %g"), number->low, number->high);
  if (number->high_open)
    return g_strdup_printf (_ ("from %g to below %g"), number->low, number->high);
  return g_strdup_printf (_ ("from %g to %g"), number->low, number->high);
}

static gboolean
set_number (NqpMethod *self, const Number *number, const char *value, GError **error)
{
  g_autofree char *range = NULL;
  double parsed;

  if (nqp_number_parse (value, strlen (value), '.', &parsed) && fits (number, parsed))
    {
      G_STRUCT_MEMBER (double, self, number->offset) = parsed;
      return TRUE;
    }
  range = describe_range (number);
  /* Translators: name of an option, what the user wrote, "from 0 to 1" */
  g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN, _ ("%s: “%s” is no number %s"), number->key,
               value, range);
  return FALSE;
}

/**
 * nqp_method_set:
 * @key: "missing", "outliers", "winsor", "normalise", "weights", "shift", "aggregate", "power", "coverage" or "floor"
 *
 * Returns: %FALSE with @error set and @self unchanged if @key or @value is not known
 */
gboolean
nqp_method_set (NqpMethod *self, const char *key, const char *value, GError **error)
{
  int choice;

  if (strcmp (key, "weights") == 0)
    return set_scheme (self, value, error);
  if (strcmp (key, "aggregate") == 0)
    return set_aggregate (self, key, value, error);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (strcmp (key, numbers[i].key) == 0)
      return set_number (self, &numbers[i], value, error);
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
  else
    {
      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN,
                   _ ("“%s” is no part of a method; the parts are: %s"), key, KEYS);
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
  g_auto (GStrv) words = NULL;
  NqpMethod method = *self;

  if (strlen (text) > MOST_CHARACTERS)
    {
      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN,
                   _ ("the line of the method has more than %d characters; expected KEY=VALUE a few times"),
                   MOST_CHARACTERS);
      return FALSE;
    }
  words = g_strsplit_set (text, " \t\r\n", -1);
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

/* Means of numbers below 0: a power other than 1 is not defined there, or rises where a number falls. */
static gboolean
refuses_zscores (const NqpMethod *self, NqpAggregate aggregate)
{
  return nqp_aggregate_needs_positive (aggregate, self->power)
         || (aggregate == NQP_AGGREGATE_POWER && self->power != 1);
}

gboolean
nqp_method_check (const NqpMethod *self, GError **error)
{
  for (int made = 0; made < NQP_N_MADE && self->normalise == NQP_NORMALISE_ZSCORE; made++)
    if (refuses_zscores (self, self->aggregate[made]))
      {
        /* Translators: %s: "harmonic" */
        g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NONSENSE,
                     _ ("Z-scores are negative below the mean and have no %s mean; normalise by minmax, "
                        "minmax-year, rank, percentile, distance or goalposts, or aggregate by arithmetic, "
                        "topsis or copeland"),
                     nqp_aggregate_choices[self->aggregate[made]].id);
        return FALSE;
      }
  if (self->normalise == NQP_NORMALISE_GOALPOSTS && self->outliers == NQP_OUTLIERS_BOXCOX)
    {
      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NONSENSE,
                   _ ("Goalposts are set in an indicator's unit, which Box-Cox bends; treat outliers by "
                      "winsorise, or normalise by minmax"));
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!fits (&numbers[i], G_STRUCT_MEMBER (double, self, numbers[i].offset)))
      {
        g_autofree char *range = describe_range (&numbers[i]);

        /* Translators: name of an option, a number, "from 0 to 1" */
        g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NONSENSE, _ ("%s is %g, expected a number %s"),
                     numbers[i].key, G_STRUCT_MEMBER (double, self, numbers[i].offset), range);
        return FALSE;
      }
  return TRUE;
}

/**
 * nqp_method_is_pooled:
 *
 * Returns: %FALSE where a value is measured against its own year alone, or a score against the other regions of its year, so
 *   that a score cannot be compared with another year's
 */
gboolean
nqp_method_is_pooled (const NqpMethod *self)
{
  return self->normalise != NQP_NORMALISE_MINMAX_YEAR && self->normalise != NQP_NORMALISE_RANK
         && !nqp_method_any_level (self, NQP_AGGREGATE_COPELAND);
}
