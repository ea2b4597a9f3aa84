/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-view.h"
#include "nqp-number.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/**
 * nqp_view_init:
 *
 * Looks at the index in the last year, with the region that is first in rank in focus.
 */
void
nqp_view_init (NqpView *self, const NqpScores *scores, const NqpMapLayout *layout, NqpLang lang)
{
  memset (self, 0, sizeof *self);
  self->scores = scores;
  self->layout = layout;
  self->measure = 0;
  self->year = MAX (scores->n_years - 1, 0);
  self->focus = -1;
  self->lang = lang;
  self->classes = NQP_CLASSES_QUANTILE;
  self->n_classes = 5;
  self->scroll = -1;
  self->leaf = self->part = self->other = -1;
  self->entry = self->entry_hover = -1;
  self->depth = 2;
  if (scores->n_regions > 0 && scores->n_years > 0)
    self->focus = nqp_scores_first (scores, 0, self->year);
}

static const NqpNode *
get_node (const NqpView *self, int node)
{
  return &self->scores->tree->nodes[node];
}

/* The panel's indicator that the measure shows raw, -1 above the leaves. */
static int
get_indicator (const NqpView *self)
{
  const NqpNode *node = get_node (self, self->measure);

  return node->level == NQP_LEVEL_INDICATOR ? node->indicator : -1;
}

static int
get_year (const NqpView *self, int year)
{
  return self->scores->panel->years[year];
}

const char *
nqp_view_node_name (const NqpView *self, int node)
{
  return nqp_text_get (&get_node (self, node)->name, self->lang);
}

char *
nqp_view_measure_name (const NqpView *self)
{
  return g_strdup (nqp_view_node_name (self, self->measure));
}

const char *
nqp_view_region_name (const NqpView *self, int region)
{
  if (region < 0 || region >= self->scores->panel->n_places)
    return "";
  return nqp_panel_place_name (self->scores->panel, region, self->lang);
}

const char *
nqp_view_unit (const NqpView *self)
{
  int indicator = get_indicator (self);

  if (indicator >= 0)
    return nqp_text_get (&self->scores->panel->indicators[indicator].unit, self->lang);
  return nqp_scores_display_factor (self->scores) == 100 ? _ ("points") : _ ("standard deviations");
}

NqpClasses
nqp_view_classes (const NqpView *self)
{
  return nqp_chart_options_has (&self->options, NQP_OPTION_BREAKS) ? self->options.breaks : self->classes;
}

int
nqp_view_n_classes (const NqpView *self)
{
  return nqp_chart_options_has (&self->options, NQP_OPTION_CLASSES) ? self->options.classes : self->n_classes;
}

static gboolean
has_facts (const NqpView *self)
{
  const NqpViewFacts *facts = self->facts;

  return facts != NULL && facts->scores == self->scores && facts->measure == self->measure
         && facts->year == self->year;
}

/**
 * nqp_view_facts_new:
 *
 * Returns: (transfer full): what charts and tables ask for again and again, of the view's measure and year; borrows the scores
 */
NqpViewFacts *
nqp_view_facts_new (const NqpView *self)
{
  const NqpScores *scores = self->scores;
  NqpViewFacts *facts = g_new0 (NqpViewFacts, 1);
  NqpView view = *self;

  view.facts = NULL;
  facts->scores = scores;
  facts->measure = self->measure;
  facts->year = self->year;
  facts->decimals = nqp_view_decimals (&view);
  facts->order = g_new (int, MAX (scores->n_regions, 1));
  facts->marks = g_new0 (const char *, MAX (scores->n_regions, 1));
  nqp_view_order (&view, facts->order);
  for (int i = 0; i < scores->n_regions; i++)
    facts->marks[i] = nqp_view_mark (&view, i, self->year);
  return facts;
}

void
nqp_view_facts_free (NqpViewFacts *self)
{
  g_free (self->order);
  g_free (self->marks);
  g_free (self);
}

/**
 * nqp_view_order:
 * @out_regions: (array): room for as many as the scores have regions
 *
 * Regions from the first to the last in the view's measure and year; those without a value come last.
 */
void
nqp_view_order (const NqpView *self, int *out_regions)
{
  if (has_facts (self))
    memcpy (out_regions, self->facts->order, sizeof *out_regions * self->scores->n_regions);
  else if (self->scores->n_years > 0)
    nqp_scores_order (self->scores, self->measure, self->year, out_regions);
  else
    for (int i = 0; i < self->scores->n_regions; i++)
      out_regions[i] = i;
}

/**
 * nqp_view_decimals:
 *
 * Returns: what the options say, else 1 for scores; for an indicator as many as tell its values apart, three or four digits in all
 */
int
nqp_view_decimals (const NqpView *self)
{
  int indicator = get_indicator (self);
  double most = 0;

  if (nqp_chart_options_has (&self->options, NQP_OPTION_DECIMALS))
    return self->options.decimals;
  if (self->facts != NULL && self->facts->scores == self->scores && self->facts->measure == self->measure)
    return self->facts->decimals;
  if (indicator < 0)
    return nqp_scores_display_factor (self->scores) == 100 ? 1 : 2;
  for (int i = 0; i < self->scores->n_years * self->scores->n_regions; i++)
    if (isfinite (self->scores->x[indicator][i]))
      most = MAX (most, fabs (self->scores->x[indicator][i]));
  return most >= 1000 ? 0 : most >= 20 ? 1 : most >= 2 ? 2 : most >= 0.2 ? 3 : 4;
}

/**
 * nqp_view_value:
 * @year: position
 * @region: a place; one that is only on the map has no value
 *
 * Returns: the number shown: a score times 100, for an indicator its value in its unit; NaN if there is none
 */
double
nqp_view_value (const NqpView *self, int year, int region)
{
  const NqpScores *scores = self->scores;
  int indicator = get_indicator (self);

  if (region < 0 || region >= scores->n_regions || year < 0 || year >= scores->n_years)
    return NAN;
  if (indicator >= 0)
    return scores->x[indicator][(gsize)year * scores->n_regions + region];
  return nqp_scores_get (scores, self->measure, year, region) * nqp_scores_display_factor (scores);
}

static char *
with_unit (const char *number, const char *unit)
{
  if (unit == NULL || *unit == '\0')
    return g_strdup (number);
  return g_strdup_printf ("%s\xc2\xa0%s", number, unit);
}

char *
nqp_view_value_text (const NqpView *self, int year, int region)
{
  double value = nqp_view_value (self, year, region);
  char buffer[NQP_NUMBER_SIZE];

  if (isnan (value))
    return g_strdup (_ ("no data"));
  nqp_number_to_screen (value, nqp_view_decimals (self), buffer);
  return with_unit (buffer, get_indicator (self) >= 0 ? nqp_view_unit (self) : NULL);
}

static gboolean
is_estimated (const NqpView *self, int node, int year, int region)
{
  return nqp_scores_is_imputed (self->scores, node, year, region);
}

/* A value that winsorising moved stands out; Box-Cox moves nearly all of an indicator, which the method's line says. */
static gboolean
is_cut (const NqpView *self, int node, int year, int region)
{
  return (nqp_method_traits (&self->scores->method, NQP_STAGE_TREAT) & NQP_TRAIT_CUTS) != 0
         && nqp_scores_is_treated (self->scores, node, year, region);
}

/* For a tooltip: what an outlier counts as, or that there are some inside. */
static void
append_treated (GString *out, const NqpView *view, int year, int region)
{
  const NqpScores *scores = view->scores;
  const int j = get_indicator (view);
  char number[NQP_NUMBER_SIZE];

  if (!nqp_scores_is_treated (scores, view->measure, year, region))
    return;
  if (j >= 0)
    /* Translators: of an outlier; %s: a number in the indicator's unit */
    g_string_append_printf (out, _ ("\n◇ an outlier: counts as %s"),
                            nqp_number_to_screen_auto (nqp_scores_treated (scores, j, year, region), number));
  else if (is_cut (view, view->measure, year, region))
    g_string_append_printf (out, "\n%s", _ ("◇ contains outliers that count as less extreme values"));
}

/**
 * nqp_view_mark:
 *
 * Returns: (transfer none): what stands behind a name or a number: the sign of a score from incomplete data, of estimated or
 *   edited values inside, or of a winsorised outlier inside, whichever comes first, else ""
 */
const char *
nqp_view_mark (const NqpView *self, int region, int year)
{
  if (region < 0 || region >= self->scores->n_regions)
    return "";
  if (year == self->year && has_facts (self))
    return self->facts->marks[region];
  if (isnan (nqp_view_value (self, year, region)))
    return "";
  if (nqp_scores_incomplete (self->scores, self->measure, year, region))
    return NQP_SIGN_INCOMPLETE;
  if (is_estimated (self, self->measure, year, region))
    return NQP_SIGN_IMPUTED;
  return is_cut (self, self->measure, year, region) ? NQP_SIGN_TREATED : "";
}

char *
nqp_view_marked_name (const NqpView *self, int region)
{
  const char *mark = nqp_view_mark (self, region, self->year);

  return g_strconcat (nqp_view_region_name (self, region), *mark != '\0' ? "\xc2\xa0" : "", mark, NULL);
}

/**
 * nqp_view_marks:
 *
 * Returns: what a table tells beside the number that @datum stands for, #NqpCellMark; 0 if it stands for none
 */
guint
nqp_view_marks (const NqpView *self, NqpDatum datum)
{
  const NqpScores *scores = self->scores;
  guint marks = 0;
  int indicator;

  if (datum.region < 0 || datum.region >= scores->n_regions || datum.node < 0 || datum.node >= scores->n_nodes
      || datum.year < 0 || datum.year >= scores->n_years)
    return 0;
  indicator = scores->tree->nodes[datum.node].indicator;
  if (indicator < 0)
    {
      if (nqp_scores_incomplete (scores, datum.node, datum.year, datum.region))
        marks |= NQP_MARK_INCOMPLETE;
      if (nqp_scores_is_imputed (scores, datum.node, datum.year, datum.region))
        marks |= NQP_MARK_IMPUTED;
      return marks;
    }
  if (nqp_scores_is_treated (scores, datum.node, datum.year, datum.region))
    marks |= NQP_MARK_TREATED;
  if (scores->x_state == NULL || scores->x_state[indicator] == NULL)
    return marks;
  switch ((NqpCellState)
              scores->x_state[indicator][(gsize)datum.year * (gsize)scores->n_regions + (gsize)datum.region])
    {
    case NQP_CELL_IMPUTED:
      return marks | NQP_MARK_IMPUTED;
    case NQP_CELL_EDITED:
      return marks | NQP_MARK_EDITED;
    case NQP_CELL_SUSPECT:
      return marks | NQP_MARK_SUSPECT;
    case NQP_CELL_OBSERVED:
    case NQP_CELL_DERIVED:
    case NQP_CELL_TREATED:
    default:
      return marks;
    }
}

/* What the grade rests on, in one line. */
static void
append_firmness (GString *out, const NqpUncertainty *drawn, int region)
{
  const NqpFirmness firmness = nqp_uncertainty_firmness (drawn, region);
  const int reach = nqp_uncertainty_reach (drawn);

  if (firmness != NQP_FIRMNESS_NONE)
    g_string_append_printf (
        out,
        /* Translators: firm, fair or fragile; a number of places; per cent of the draws */
        ngettext ("\n%s: within %d place of it in %.0f %%", "\n%s: within %d places of it in %.0f %%",
                  (gulong)reach),
        nqp_firmness_word (firmness), reach, 100 * drawn->p_near[region]);
}

/**
 * nqp_view_tooltip:
 * @node: of the tree, -1 = the measure
 * @year: position, -1 = the view's
 *
 * Returns: (transfer full): name, value, rank and marks, a line each; plain text
 */
char *
nqp_view_tooltip (const NqpView *self, int region, int year, int node)
{
  const NqpScores *scores = self->scores;
  NqpView view = *self;
  g_autofree char *value = NULL;
  g_autofree char *interval = NULL;
  GString *out = g_string_new (NULL);
  int rank;

  view.year = year >= 0 ? year : self->year;
  if (node >= 0)
    view.measure = node;
  if (region < 0)
    {
      /* Translators: name of a measure or a region, year */
      g_string_append_printf (out, _ ("%s, %d"), nqp_view_node_name (&view, view.measure),
                              get_year (&view, view.year));
      return g_string_free (out, FALSE);
    }
  g_string_append_printf (out, _ ("%s, %d"), nqp_view_region_name (&view, region),
                          get_year (&view, view.year));
  g_string_append_c (out, '\n');
  value = nqp_view_value_text (&view, view.year, region);
  g_string_append_printf (out, _ ("%s: %s"), nqp_view_node_name (&view, view.measure), value);
  if (region >= scores->n_regions)
    {
      g_string_append_printf (out, "\n%s", _ ("on the map only, no figures in this project"));
      return g_string_free (out, FALSE);
    }
  rank = nqp_scores_rank (scores, view.measure, view.year, region);
  if (rank > 0)
    g_string_append_printf (out, _ ("\nrank %d of %d"), rank,
                            nqp_scores_n_ranked (scores, view.measure, view.year));
  interval = nqp_view_rank_interval (&view, region);
  if (rank > 0 && interval != NULL)
    /* Translators: %s is an interval of ranks, "3-7" */
    g_string_append_printf (out, _ ("\nrank %s in 90 %% of the draws"), interval);
  if (rank > 0 && interval != NULL)
    append_firmness (out, view.uncertainty, region);
  if (get_indicator (&view) < 0)
    {
      double coverage = nqp_scores_coverage (scores, view.measure, view.year, region);

      if (rank <= 0)
        g_string_append_printf (out, _ ("\nno score: %.0f %% of the weight has a value, %.0f %% is needed"),
                                100 * coverage, 100 * scores->method.coverage);
      else if (nqp_scores_incomplete (scores, view.measure, view.year, region))
        g_string_append_printf (out, _ ("\n○ from incomplete data: %.0f %% of the weight has a value"),
                                100 * coverage);
      else if (nqp_scores_partial (scores, view.measure, view.year, region))
        g_string_append_printf (out, _ ("\n%.0f %% of the weight has a value"), floor (100 * coverage));
    }
  if (rank > 0 && is_estimated (&view, view.measure, view.year, region))
    g_string_append_printf (out, "\n%s", _ ("◌ contains estimated or edited values"));
  if (rank > 0)
    append_treated (out, &view, view.year, region);
  return g_string_free (out, FALSE);
}

/**
 * nqp_view_uncertainty:
 *
 * Returns: (transfer none): what may be said beside the ranks of the measure in the year; %NULL if there is nothing, or it
 *   was made of other weights, another method or other data
 */
const NqpUncertainty *
nqp_view_uncertainty (const NqpView *self)
{
  const NqpUncertainty *uncertainty = self->uncertainty;

  return uncertainty != NULL && !self->stale && self->before == NULL
                 && uncertainty->n_regions == self->scores->n_regions
                 && uncertainty->spec.measure == self->measure && uncertainty->spec.year == self->year
             ? uncertainty
             : NULL;
}

char *
nqp_view_rank_interval (const NqpView *self, int region)
{
  const NqpUncertainty *uncertainty = nqp_view_uncertainty (self);

  if (uncertainty == NULL || region < 0 || region >= uncertainty->n_regions
      || uncertainty->n_ranked[region] == 0)
    return NULL;
  if (uncertainty->p05[region] == uncertainty->p95[region])
    return g_strdup_printf ("%.0f", uncertainty->p05[region]);
  return g_strdup_printf ("%.0f\xe2\x80\x93%.0f", uncertainty->p05[region], uncertainty->p95[region]);
}

int
nqp_view_compared_index (const NqpView *self, int region)
{
  if (region < 0)
    return -1;
  if (region == self->focus)
    return 0;
  for (int i = 0; i < self->n_compared; i++)
    if (self->compared[i] == region)
      return i + 1;
  return -1;
}
