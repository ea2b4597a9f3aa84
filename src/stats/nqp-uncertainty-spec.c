/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-stats-error.h"
#include "nqp-uncertainty.h"

#define DEFAULT_DRAWS 10000
#define DEFAULT_SPREAD 0.25
#define DEFAULT_TOP 10
#define MAX_REGIONS 10000 /* a histogram of all ranks of all regions is kept */

const NqpFactorInfo nqp_factors[NQP_N_FACTORS] = {
  [NQP_FACTOR_WEIGHTS]
  = { "weights", N_ ("Weights"), N_ ("Weights move around their values, or take any within each whole") },
  [NQP_FACTOR_NORMALISE]
  = { "normalise", N_ ("Normalisation"), N_ ("How values of different units become comparable") },
  [NQP_FACTOR_AGGREGATE]
  = { "aggregate", N_ ("Aggregation"), N_ ("The mean that makes a whole of its parts") },
  [NQP_FACTOR_MISSING] = { "missing", N_ ("Missing values"), N_ ("What stands where a value is missing") },
  [NQP_FACTOR_SCHEME] = { "scheme", N_ ("Weighting scheme"), N_ ("Where the weights come from") },
  [NQP_FACTOR_INDICATORS] = { "indicators", N_ ("Indicators"), N_ ("One indicator is left out, or none") },
};

void
nqp_uncertainty_spec_init (NqpUncertaintySpec *self, const NqpScores *scores)
{
  *self = (NqpUncertaintySpec){
    .draws = DEFAULT_DRAWS,
    .seed = 1,
    .vary = NQP_VARY (NQP_FACTOR_WEIGHTS) | NQP_VARY (NQP_FACTOR_NORMALISE) | NQP_VARY (NQP_FACTOR_AGGREGATE),
    .spread = DEFAULT_SPREAD,
    .top = MIN (DEFAULT_TOP, scores->n_regions),
    .year = scores->n_years - 1,
  };
}

char *
nqp_factors_to_string (guint vary)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int f = 0; f < NQP_N_FACTORS; f++)
    if ((vary & NQP_VARY (f)) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", nqp_factors[f].id);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * nqp_factors_parse:
 * @text: ids with commas between
 *
 * Returns: %FALSE with %NQP_STATS_ERROR_REQUEST if one is not known or there is none
 */
gboolean
nqp_factors_parse (const char *text, guint *out_vary, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  guint vary = 0;

  for (int i = 0; words[i] != NULL; i++)
    {
      int f = 0;

      g_strstrip (words[i]);
      while (f < NQP_N_FACTORS && strcmp (nqp_factors[f].id, words[i]) != 0)
        f++;
      if (f == NQP_N_FACTORS)
        {
          g_autofree char *known = nqp_factors_to_string (~0u);

          g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
                       _ ("“%s” is nothing that can be varied; choose from: %s"), words[i], known);
          return FALSE;
        }
      vary |= NQP_VARY (f);
    }
  if (vary == 0)
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
                   _ ("Nothing is varied; name at least one"));
      return FALSE;
    }
  *out_vary = vary;
  return TRUE;
}

/**
 * nqp_uncertainty_spec_to_string:
 * @scores: for the ids of the measure and the year
 *
 * Returns: (transfer full): the line that nqp_uncertainty_spec_parse() reads back as the same
 */
char *
nqp_uncertainty_spec_to_string (const NqpUncertaintySpec *self, const NqpScores *scores)
{
  g_autofree char *vary = nqp_factors_to_string (self->vary);
  char spread[NQP_NUMBER_SIZE];

  return g_strdup_printf (
      "draws=%d seed=%" G_GUINT64_FORMAT " vary=%s model=%s spread=%s top=%d measure=%s year=%d", self->draws,
      self->seed, vary, self->dirichlet ? "dirichlet" : "uniform", nqp_number_to_file (self->spread, spread),
      self->top, scores->tree->nodes[self->measure].id, scores->panel->years[self->year]);
}

static gboolean
set_int (int *target, const char *key, const char *value, int least, int most, GError **error)
{
  gint64 number;

  if (!g_ascii_string_to_signed (value, 10, least, most, &number, NULL))
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
                   _ ("%s: “%s” is no whole number from %d to %d"), key, value, least, most);
      return FALSE;
    }
  *target = (int)number;
  return TRUE;
}

static gboolean
set_model (NqpUncertaintySpec *self, const char *value)
{
  self->dirichlet = strcmp (value, "dirichlet") == 0;
  return self->dirichlet || strcmp (value, "uniform") == 0;
}

static gboolean
set_place (NqpUncertaintySpec *self, const NqpScores *scores, const char *key, const char *value)
{
  gint64 year;

  if (strcmp (key, "measure") == 0)
    return (self->measure = nqp_tree_find (scores->tree, value)) >= 0;
  return g_ascii_string_to_signed (value, 10, G_MININT, G_MAXINT, &year, NULL)
         && (self->year = nqp_panel_find_year (scores->panel, (int)year)) >= 0;
}

static gboolean
set_word (NqpUncertaintySpec *self, const NqpScores *scores, const char *key, const char *value,
          GError **error)
{
  gboolean good = FALSE;

  if (strcmp (key, "draws") == 0)
    return set_int (&self->draws, key, value, 1, NQP_MAX_DRAWS, error);
  if (strcmp (key, "top") == 0)
    return set_int (&self->top, key, value, 1, G_MAXINT, error);
  if (strcmp (key, "vary") == 0)
    return nqp_factors_parse (value, &self->vary, error);
  if (strcmp (key, "seed") == 0)
    good = g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT64, &self->seed, NULL);
  else if (strcmp (key, "spread") == 0)
    good = nqp_number_parse (value, strlen (value), '.', &self->spread) && self->spread >= 0
           && self->spread <= 1;
  else if (strcmp (key, "model") == 0)
    good = set_model (self, value);
  else if (strcmp (key, "measure") == 0 || strcmp (key, "year") == 0)
    good = set_place (self, scores, key, value);
  if (!good)
    g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
                 _ ("“%s=%s” is no part of a robustness analysis of these data"), key, value);
  return good;
}

/**
 * nqp_uncertainty_spec_parse:
 * @text: "key=value" words with spaces between; keys not named keep their value
 *
 * Returns: %FALSE with %NQP_STATS_ERROR_REQUEST and @self unchanged if a word is not known, or names a measure or year that
 *   @scores have not
 */
gboolean
nqp_uncertainty_spec_parse (NqpUncertaintySpec *self, const char *text, const NqpScores *scores,
                            GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  NqpUncertaintySpec spec = *self;

  for (int i = 0; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');

      if (*words[i] == '\0')
        continue;
      if (equals != NULL)
        *equals = '\0';
      if (!set_word (&spec, scores, words[i], equals != NULL ? equals + 1 : "", error))
        return FALSE;
    }
  *self = spec;
  return TRUE;
}

/**
 * nqp_uncertainty_spec_check:
 *
 * Returns: %FALSE with %NQP_STATS_ERROR_REQUEST if a number is out of range, %NQP_STATS_ERROR_DATA if fewer than two regions
 *   have a score of the measure in the year
 */
gboolean
nqp_uncertainty_spec_check (const NqpUncertaintySpec *self, const NqpScores *scores, GError **error)
{
  g_return_val_if_fail (self->measure >= 0 && self->measure < scores->n_nodes, FALSE);
  g_return_val_if_fail (self->year >= 0 && self->year < scores->n_years, FALSE);

  if (self->draws < 1 || self->draws > NQP_MAX_DRAWS)
    g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
                 _ ("The number of draws must be from 1 to %d, found %d"), NQP_MAX_DRAWS, self->draws);
  else if (!(self->spread >= 0 && self->spread <= 1))
    g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
                 _ ("The spread of the weights must be from 0 to 100 %%, found %g %%"), 100 * self->spread);
  else if ((self->vary & (NQP_VARY (NQP_N_FACTORS) - 1)) == 0)
    g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST, _ ("Nothing is varied; name at least one"));
  else if (scores->n_regions > MAX_REGIONS)
    g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
                 _ ("Robustness is made for at most %d regions, found %d"), MAX_REGIONS, scores->n_regions);
  else if (nqp_scores_n_ranked (scores, self->measure, self->year) < 2)
    g_set_error (
        error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
        _ ("%s, %d: a ranking needs two regions with a score, found %d; choose another year or measure"),
        scores->tree->nodes[self->measure].id, scores->panel->years[self->year],
        nqp_scores_n_ranked (scores, self->measure, self->year));
  else if (self->top < 1 || self->top > scores->n_regions)
    g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
                 _ ("The top %d: choose from 1 to %d, the number of regions"), self->top, scores->n_regions);
  else
    return TRUE;
  return FALSE;
}
