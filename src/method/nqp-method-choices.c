/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-method-private.h"
#include "nqp-number.h"
#include "nqp-stages-private.h"

/* What menus, options and parsers see of the descriptions in the folders of the stages. */
#define X(NAME, name) &nqp_fill_##name.choice,
static const NqpChoice *const fill[] = { NQP_EACH_MISSING (X) };
#undef X
#define X(NAME, name) &nqp_treat_##name.choice,
static const NqpChoice *const treat[] = { NQP_EACH_OUTLIERS (X) };
#undef X
#define X(NAME, name) &nqp_normalise_##name.choice,
static const NqpChoice *const normalise[] = { NQP_EACH_NORMALISE (X) };
#undef X
#define X(NAME, name) &nqp_weigh_##name.choice,
static const NqpChoice *const weigh[] = { NQP_EACH_SCHEME (X) };
#undef X
#define X(NAME, name) &nqp_aggregate_##name.choice,
static const NqpChoice *const aggregate[] = { NQP_EACH_AGGREGATE (X) };
#undef X

const NqpStageInfo nqp_stages[NQP_N_STAGES] = {
  [NQP_STAGE_FILL] = { "missing", N_ ("Missing values"), fill, G_N_ELEMENTS (fill) },
  [NQP_STAGE_TREAT] = { "outliers", N_ ("Outliers"), treat, G_N_ELEMENTS (treat) },
  [NQP_STAGE_NORMALISE] = { "normalise", N_ ("Normalisation"), normalise, G_N_ELEMENTS (normalise) },
  [NQP_STAGE_WEIGH] = { "weights", N_ ("Weights"), weigh, G_N_ELEMENTS (weigh) },
  [NQP_STAGE_AGGREGATE] = { "aggregate", N_ ("Aggregation"), aggregate, G_N_ELEMENTS (aggregate) },
};

const NqpChoice nqp_made_choices[NQP_N_MADE] = {
  [NQP_MADE_COMPONENT] = {
    .id = "component",
    .name = N_ ("Components"),
    .phrase = N_ ("components"),
    .summary = N_ ("How a component is made of its indicators"),
  },
  [NQP_MADE_PILLAR] = {
    .id = "pillar",
    .name = N_ ("Pillars"),
    .phrase = N_ ("pillars"),
    .summary = N_ ("How a pillar is made of its components"),
  },
  [NQP_MADE_INDEX] = {
    .id = "index",
    .name = N_ ("Index"),
    .phrase = N_ ("index"),
    .summary = N_ ("How the index is made of its pillars"),
  },
};

int
nqp_choice_find (const NqpChoice *const *choices, int n, const char *key, const char *id, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    if (strcmp (choices[i]->id, id) == 0)
      return i;
  for (int i = 0; i < n; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", choices[i]->id);
  /* Translators: name of an option, what the user wrote, list of what there is */
  g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN,
               _ ("%s: “%s” is not known; choose one of: %s"), key, id, list->str);
  return -1;
}

int
nqp_stage_find (NqpStage stage, const char *id, GError **error)
{
  return nqp_choice_find (nqp_stages[stage].choices, nqp_stages[stage].n, nqp_stages[stage].key, id, error);
}

/**
 * nqp_stage_ids:
 *
 * Returns: (transfer full): what may be written for @stage, for a help text: "minmax|minmax-year|zscore|..."
 */
char *
nqp_stage_ids (NqpStage stage)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (int i = 0; i < nqp_stages[stage].n; i++)
    {
      const NqpChoice *choice = nqp_choice (stage, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? "|" : "",
                              choice->forms != NULL ? choice->forms : choice->id);
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/* As it is written, and what it is called where that is no English. */
static char *
make_label (const NqpChoice *choice)
{
  if (nqp_lang_of_messages () == NQP_LANG_EN || choice->phrase == NULL)
    return g_strdup (choice->id);
  /* Translators: what a choice is called, and how it is written as an option */
  return g_strdup_printf (_ ("%s (%s)"), _ (choice->phrase), choice->id);
}

/**
 * nqp_stage_list:
 * @without: #NqpTraits
 *
 * Returns: (transfer full): translated, what else to choose, for a refusal: "minmax, rank or goalposts", those that have none
 *   of these traits; where that is no English with their names
 */
char *
nqp_stage_list (NqpStage stage, guint without)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *last = NULL;

  for (int i = 0; i < nqp_stages[stage].n; i++)
    {
      if ((nqp_choice (stage, i)->traits & without) != 0)
        continue;
      if (last != NULL)
        g_string_append_printf (list, "%s%s", list->len > 0 ? _ (", ") : "", last);
      g_free (last);
      last = make_label (nqp_choice (stage, i));
    }
  if (last != NULL)
    /* Translators: before the last of several choices: "minmax, rank or goalposts" */
    g_string_append_printf (list, "%s%s", list->len > 0 ? _ (" or ") : "", last);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* What a choice is called inside a sentence; NULL if it goes without saying. */
static char *
describe_choice (const NqpMethod *self, NqpStage stage, int i)
{
  const NqpChoice *choice = nqp_choice (stage, i);

  if (choice->describe != NULL)
    return choice->describe (self);
  return choice->phrase != NULL ? g_strdup (_ (choice->phrase)) : NULL;
}

static void
append_phrase (GString *text, const char *before, const NqpMethod *self, NqpStage stage, int i)
{
  g_autofree char *phrase = describe_choice (self, stage, i);

  if (phrase != NULL)
    g_string_append_printf (text, "%s%s", before, phrase);
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

  append_phrase (text, "", self, NQP_STAGE_WEIGH, (int)self->scheme);
  if (self->scheme == NQP_SCHEME_CUSTOM && self->custom_from != NQP_SCHEME_CUSTOM)
    {
      g_autofree char *from = describe_choice (self, NQP_STAGE_WEIGH, (int)self->custom_from);

      /* Translators: added to "custom weights"; %s: the scheme they began as, like "entropy weights" */
      g_string_append_printf (text, _ (" (from %s)"), from);
    }
  /* Translators: between the parts of the description of a method */
  append_phrase (text, _ (", "), self, NQP_STAGE_NORMALISE, (int)self->normalise);
  if (nqp_method_all_levels (self, self->aggregate[NQP_MADE_INDEX]))
    append_phrase (text, _ (", "), self, NQP_STAGE_AGGREGATE, (int)self->aggregate[NQP_MADE_INDEX]);
  else
    for (int made = 0; made < NQP_N_MADE; made++)
      {
        g_autofree char *mean = describe_choice (self, NQP_STAGE_AGGREGATE, (int)self->aggregate[made]);

        g_string_append (text, _ (", "));
        /* Translators: what is made, like "pillars", and how, like "geometric mean" */
        g_string_append_printf (text, _ ("%s by %s"), _ (nqp_made_choices[made].phrase), mean);
      }
  /* Translators: between the parts of the description of a method */
  append_phrase (text, _ ("; "), self, NQP_STAGE_FILL, (int)self->missing);
  append_phrase (text, _ ("; "), self, NQP_STAGE_TREAT, (int)self->outliers);
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
    return g_strdup_printf (_ ("Custom (from %s)"),
                            _ (nqp_choice (NQP_STAGE_WEIGH, (int)self->custom_from)->name));
  return g_strdup (_ (nqp_choice (NQP_STAGE_WEIGH, (int)self->scheme)->name));
}
