/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-method-private.h"
#include "nqp-number.h"
#include "nqp-numbers.h"
#include "nqp-stages-private.h"

G_DEFINE_QUARK (nqp - method - error - quark, nqp_method_error)

#define KEYS "missing, outliers, winsor, normalise, weights, shift, aggregate, power, coverage, floor"
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

/* Are two schemes combined, by the one in use or by what custom weights began as? */
static gboolean
names_members (const NqpMethod *self)
{
  const NqpScheme scheme = self->scheme == NQP_SCHEME_CUSTOM ? self->custom_from : self->scheme;

  return (nqp_choice (NQP_STAGE_WEIGH, (int)scheme)->uses & NQP_USES_MEMBERS) != 0;
}

gboolean
nqp_method_equal (const NqpMethod *a, const NqpMethod *b)
{
  return a->missing == b->missing && a->outliers == b->outliers && a->winsor == b->winsor
         && a->normalise == b->normalise && a->scheme == b->scheme
         && (a->scheme != NQP_SCHEME_CUSTOM || a->custom_from == b->custom_from)
         && (!names_members (a)
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
  MERGE (normalise);
#define X(field, ...) MERGE (field);
  NQP_EACH_NUMBER (X)
#undef X
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

/**
 * nqp_method_choice:
 *
 * Returns: what is chosen, as nqp_choice() takes it; of means, the one that makes the index
 */
int
nqp_method_choice (const NqpMethod *self, NqpStage stage)
{
  const int choices[NQP_N_STAGES] = {
    [NQP_STAGE_FILL] = (int)self->missing,
    [NQP_STAGE_TREAT] = (int)self->outliers,
    [NQP_STAGE_NORMALISE] = (int)self->normalise,
    [NQP_STAGE_WEIGH] = (int)self->scheme,
    [NQP_STAGE_AGGREGATE] = (int)self->aggregate[NQP_MADE_INDEX],
  };

  return choices[stage];
}

guint
nqp_method_uses (const NqpMethod *self)
{
  guint uses = 0;

  for (int stage = 0; stage < NQP_N_STAGES; stage++)
    uses |= nqp_choice ((NqpStage)stage, nqp_method_choice (self, (NqpStage)stage))->uses;
  for (int made = 0; made < NQP_N_MADE; made++)
    uses |= nqp_choice (NQP_STAGE_AGGREGATE, (int)self->aggregate[made])->uses;
  if ((uses & NQP_USES_MEMBERS) != 0)
    uses |= nqp_choice (NQP_STAGE_WEIGH, (int)self->combine_a)->uses
            | nqp_choice (NQP_STAGE_WEIGH, (int)self->combine_b)->uses;
  return uses;
}

guint
nqp_method_traits (const NqpMethod *self, NqpStage stage)
{
  guint traits = nqp_choice (stage, nqp_method_choice (self, stage))->traits;

  for (int made = 0; made < NQP_N_MADE && stage == NQP_STAGE_AGGREGATE; made++)
    traits |= nqp_choice (stage, (int)self->aggregate[made])->traits;
  return traits;
}

/* Of numbers below 0 a power other than 1 is not defined, or rises where a number falls. */
gboolean
nqp_method_takes_negative (const NqpMethod *self, NqpAggregate aggregate)
{
  const NqpChoice *mean = nqp_choice (NQP_STAGE_AGGREGATE, (int)aggregate);

  return (mean->traits & NQP_TRAIT_POSITIVE) == 0 || ((mean->uses & NQP_USES_POWER) != 0 && self->power == 1);
}

static void
append_scheme (GString *text, const NqpMethod *self, NqpScheme scheme)
{
  const NqpWeighScheme *by = nqp_weigh_schemes[scheme];

  g_string_append (text, by->choice.id);
  if (by->print == NULL)
    return;
  g_string_append_c (text, '(');
  by->print (self, text);
  g_string_append_c (text, ')');
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
  const guint uses = nqp_method_uses (self);

  g_string_append_printf (text, "missing=%s outliers=%s", nqp_choice (NQP_STAGE_FILL, (int)self->missing)->id,
                          nqp_choice (NQP_STAGE_TREAT, (int)self->outliers)->id);
  if ((uses & NQP_USES_WINSOR) != 0 || self->winsor != NQP_DEFAULT_WINSOR)
    append_number (text, "winsor", self->winsor);
  g_string_append_printf (
      text, " normalise=%s weights=", nqp_choice (NQP_STAGE_NORMALISE, (int)self->normalise)->id);
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
    g_string_append (text, nqp_choice (NQP_STAGE_AGGREGATE, (int)self->aggregate[0])->id);
  else
    for (int made = 0; made < NQP_N_MADE; made++)
      g_string_append_printf (text, "%s%s=%s", made > 0 ? "," : "", nqp_made_choices[made].id,
                              nqp_choice (NQP_STAGE_AGGREGATE, (int)self->aggregate[made])->id);
  if ((uses & NQP_USES_POWER) != 0 || self->power != NQP_DEFAULT_POWER)
    append_number (text, "power", self->power);
  append_number (text, "coverage", self->coverage);
  append_number (text, "floor", self->floor);
  return g_string_free (text, FALSE);
}

static int
find_made (const char *id, GError **error)
{
  const NqpChoice *choices[NQP_N_MADE];

  for (int made = 0; made < NQP_N_MADE; made++)
    choices[made] = &nqp_made_choices[made];
  return nqp_choice_find (choices, NQP_N_MADE, nqp_stages[NQP_STAGE_AGGREGATE].key, id, error);
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

/* One scheme, with what may stand in parentheses behind it; -1 with @error set. */
static int
parse_scheme (NqpMethod *self, const char *value, GError **error)
{
  for (int scheme = 0; scheme < NQP_N_SCHEMES; scheme++)
    {
      const NqpWeighScheme *by = nqp_weigh_schemes[scheme];
      g_autofree char *inner = by->parse != NULL ? inside (value, by->choice.id) : NULL;

      if (by->parse != NULL && (inner != NULL || strcmp (value, by->choice.id) == 0))
        return by->parse (self, inner, error) ? scheme : -1;
    }
  return nqp_stage_find (NQP_STAGE_WEIGH, value, error);
}

static gboolean
set_scheme (NqpMethod *self, const char *value, GError **error)
{
  g_autofree char *inner = inside (value, nqp_choice (NQP_STAGE_WEIGH, NQP_SCHEME_CUSTOM)->id);
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
set_aggregate (NqpMethod *self, const char *value, GError **error)
{
  g_auto (GStrv) parts = NULL;
  NqpMethod method = *self;
  int choice;

  if (strchr (value, '=') == NULL)
    {
      choice = nqp_stage_find (NQP_STAGE_AGGREGATE, value, error);
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
      made = find_made (parts[i], error);
      if (made < 0)
        return FALSE;
      choice = nqp_stage_find (NQP_STAGE_AGGREGATE, equals != NULL ? equals + 1 : "", error);
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
#define X(field, value, low, high, low_open, high_open, help)                                                \
  { #field, G_STRUCT_OFFSET (NqpMethod, field), low, high, low_open, high_open },
  NQP_EACH_NUMBER (X)
#undef X
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
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (strcmp (key, numbers[i].key) == 0)
      return set_number (self, &numbers[i], value, error);
  for (int stage = 0; stage < NQP_N_STAGES; stage++)
    {
      int choice;

      if (strcmp (key, nqp_stages[stage].key) != 0)
        continue;
      if (stage == NQP_STAGE_WEIGH)
        return set_scheme (self, value, error);
      if (stage == NQP_STAGE_AGGREGATE)
        return set_aggregate (self, value, error);
      choice = nqp_stage_find ((NqpStage)stage, value, error);
      if (choice < 0)
        return FALSE;
      if (stage == NQP_STAGE_FILL)
        self->missing = (NqpMissing)choice;
      else if (stage == NQP_STAGE_TREAT)
        self->outliers = (NqpOutliers)choice;
      else
        self->normalise = (NqpNormalise)choice;
      return TRUE;
    }
  g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN,
               _ ("“%s” is no part of a method; the parts are: %s"), key, KEYS);
  return FALSE;
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

gboolean
nqp_method_check (const NqpMethod *self, GError **error)
{
  const NqpNormaliser *normaliser = nqp_normalisers[self->normalise];

  if (normaliser->check_method != NULL && !normaliser->check_method (self, error))
    return FALSE;
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
  return ((nqp_method_traits (self, NQP_STAGE_NORMALISE) | nqp_method_traits (self, NQP_STAGE_AGGREGATE))
          & NQP_TRAIT_YEARLY)
         == 0;
}
