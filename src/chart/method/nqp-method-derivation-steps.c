/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-method-derivation-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"

/* The words and numbers of the steps. What happened to a value is read from nqp_scores_derivation(), so that the popover, the
 * command line and this picture never tell different stories. */

enum
{
  COLUMN_STEP,
  COLUMN_LABEL,
  COLUMN_VALUE,
  COLUMN_UNIT,
  COLUMN_SOURCE,
};

typedef struct
{
  const NqpView *view;
  const NqpScores *scores;
  int leaf, year, region;
  const NqpIndicator *indicator;
  NqpTable *table;
  GPtrArray *steps;
} Maker;

static void
step_free (gpointer data)
{
  NqpStep *step = data;

  g_free (step->head);
  g_free (step->result);
  g_free (step->formula);
  g_free (step->numbers);
  g_free (step->note);
  g_free (step);
}

static NqpStep *
add_step (Maker *self, NqpStepKind kind, int node)
{
  NqpStep *step = g_new0 (NqpStep, 1);

  step->kind = kind;
  step->node = node;
  step->child = -1;
  step->lo = step->hi = step->value = NAN;
  g_ptr_array_add (self->steps, step);
  return step;
}

/* ---- numbers -------------------------------------------------------------------------------------------------- */

static char *
number (double value)
{
  char buffer[NQP_NUMBER_SIZE];

  return g_strdup (nqp_number_to_screen_auto (value, buffer));
}

static char *
with_unit (double value, const char *unit)
{
  g_autofree char *text = number (value);

  if (isnan (value))
    return g_strdup (_ ("missing"));
  if (unit == NULL || *unit == '\0')
    return g_steal_pointer (&text);
  if (g_ascii_isdigit (*unit)) /* "10,000 yuan" is a number too */
    return g_strdup_printf ("%s \xc3\x97 %s", text, unit);
  return g_strdup_printf ("%s\xc2\xa0%s", text, unit);
}

static char *
points (const Maker *self, double score)
{
  return nqp_parts_fixed (score * nqp_parts_factor (self->view), nqp_parts_decimals (self->view));
}

/* The first row of @step in the derivation; -1 if there is none. */
static int
find_row (const Maker *self, const char *step)
{
  for (int i = 0; i < nqp_table_n_rows (self->table); i++)
    if (g_strcmp0 (nqp_table_get_text (self->table, COLUMN_STEP, i), step) == 0)
      return i;
  return -1;
}

static double
row_value (const Maker *self, const char *step)
{
  const int i = find_row (self, step);

  return i >= 0 ? nqp_table_get_number (self->table, COLUMN_VALUE, i) : (double)NAN;
}

static const char *
row_label (const Maker *self, const char *step)
{
  const int i = find_row (self, step);

  return i >= 0 ? nqp_table_get_text (self->table, COLUMN_LABEL, i) : NULL;
}

static void
append_line (GString *out, const char *text)
{
  if (out->len > 0)
    g_string_append_c (out, '\n');
  g_string_append (out, text);
}

static char *
or_null (GString *text)
{
  return g_string_free (text, text->len == 0);
}

/* ---- the value ------------------------------------------------------------------------------------------------ */

static const char *
series_code (const Maker *self, int series)
{
  return series == NQP_DENOMINATOR_AREA ? _ ("area") : self->scores->panel->series[series].code;
}

static void
add_published (Maker *self)
{
  NqpStep *step = add_step (self, NQP_STEP_WORDS, self->leaf);
  GString *numbers = g_string_new (NULL), *note = g_string_new (NULL);
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  const char *own
      = nqp_panel_indicator_source (self->scores->panel, self->scores->tree->nodes[self->leaf].indicator);
  int n = 0;

  for (int i = 0; i < nqp_table_n_rows (self->table); i++)
    {
      const char *kind = nqp_table_get_text (self->table, COLUMN_STEP, i);
      const char *label = nqp_table_get_text (self->table, COLUMN_LABEL, i);

      if (g_strcmp0 (kind, "series") == 0)
        {
          const char *named
              = nqp_indicator_is_derived (self->indicator) && n < nqp_indicator_n_operands (self->indicator)
                    ? series_code (self, nqp_indicator_operand (self->indicator, n))
                    : NULL;
          g_autofree char *value = with_unit (nqp_table_get_number (self->table, COLUMN_VALUE, i),
                                              nqp_table_get_text (self->table, COLUMN_UNIT, i));
          g_autofree char *plain = g_strdup_printf (_ ("%s: %s"), label, value);
          g_autofree char *line
              = named != NULL
                    /* Translators: the code a series has in a formula, what it is and its value */
                    ? g_strdup_printf (_ ("%s = %s"), named, plain)
                    : g_steal_pointer (&plain);
          const char *source = nqp_table_get_text (self->table, COLUMN_SOURCE, i);

          append_line (numbers, line);
          source = source != NULL ? source : own;
          if (source != NULL && g_hash_table_add (said, (gpointer)source))
            {
              g_autofree char *from = g_strdup_printf (_ ("Source: %s"), source);

              append_line (note, from);
            }
          if (n++ == 0)
            step->result = g_steal_pointer (&value);
        }
      else if (g_strcmp0 (kind, "flag") == 0)
        {
          g_autofree char *flag = g_strconcat ("\xe2\x96\xb2 ", label, NULL);

          append_line (note, flag);
        }
    }
  step->head = g_strdup (ngettext ("Published value", "Published values", (gulong)n));
  if (n != 1) /* two numbers are no result yet */
    g_clear_pointer (&step->result, g_free);
  step->numbers = or_null (numbers);
  step->note = or_null (note);
}

static void
append_series (GString *names, GString *values, const Maker *self, int series)
{
  const NqpPanel *panel = self->scores->panel;
  const double value = series == NQP_DENOMINATOR_AREA
                           ? panel->places[self->region].area_km2
                           : panel->values[nqp_panel_cell (panel, series, self->year, self->region)];
  char number[NQP_NUMBER_SIZE];

  g_string_append (names, series_code (self, series));
  g_string_append (values, nqp_number_in_formula (value, number));
}

/* Names and values of factor x numerator / denominator. */
static void
append_fraction (GString *names, GString *values, const Maker *self)
{
  const NqpIndicator *j = self->indicator;

  if (j->factor != 1)
    {
      char number[NQP_NUMBER_SIZE];
      const char *factor = nqp_number_in_formula (j->factor, number);

      g_string_append_printf (names, "%s \xc3\x97 ", factor);
      g_string_append_printf (values, "%s \xc3\x97 ", factor);
    }
  append_series (names, values, self, j->numerator);
  if (j->denominator != NQP_DENOMINATOR_NONE)
    {
      g_string_append (names, " / ");
      g_string_append (values, " / ");
      append_series (names, values, self, j->denominator);
    }
}

/* What is derived: factor x numerator / denominator, or a formula; not if the published value is the indicator. */
static void
add_indicator (Maker *self, double x)
{
  const NqpIndicator *j = self->indicator;
  g_autoptr (GString) names = g_string_new (NULL), values = g_string_new (NULL);
  const char *unit = nqp_text_get (&j->unit, self->view->lang);
  NqpStep *step;

  if (!nqp_indicator_is_derived (j))
    return;
  step = add_step (self, NQP_STEP_WORDS, self->leaf);
  if (j->formula != NULL)
    {
      /* Translators: the code of a derived indicator in place of its formula with numbers */
      g_string_append (names, nqp_expression_text (j->formula));
      g_string_append (values, j->code);
    }
  else
    append_fraction (names, values, self);
  step->head = g_strdup (nqp_view_node_name (self->view, self->leaf));
  step->result = with_unit (x, unit);
  step->formula = g_string_free (g_steal_pointer (&names), FALSE);
  if (isnan (x) || row_label (self, "treatment") != NULL)
    step->numbers = g_strdup_printf (_ ("%s: cannot be told, since a value is missing"), values->str);
  else
    step->numbers = g_strdup_printf ("%s = %s", values->str, step->result);
}

/* Gaps filled, outliers treated, values assumed: the value as it was beside what it counts as. */
static void
add_treatment (Maker *self, double x, double treated)
{
  const char *filled = row_label (self, "treatment"), *outlier = row_label (self, "outlier");
  const char *unit = nqp_text_get (&self->indicator->unit, self->view->lang);
  NqpStep *step;

  if (filled == NULL && outlier == NULL)
    return;
  step = add_step (self, NQP_STEP_WORDS, self->leaf);
  step->head = g_strdup (_ ("Treatment"));
  step->result = with_unit (treated, unit);
  step->formula = g_strdup (outlier != NULL ? outlier : filled);
  if (outlier != NULL)
    {
      g_autofree char *before = with_unit (x, unit);

      /* Translators: a value before and after outliers were treated */
      step->numbers = g_strdup_printf (_ ("%s \xe2\x86\x92 %s"), before, step->result);
      step->note = g_strdup (filled);
    }
  else
    step->numbers = g_strdup_printf (_ ("none \xe2\x86\x92 %s"), step->result);
}

/* ---- normalised ----------------------------------------------------------------------------------------------- */

static void
add_normalised (Maker *self, double x)
{
  NqpStep *step = add_step (self, NQP_STEP_WORDS, self->leaf);
  const gboolean more = self->indicator->direction >= 0;
  const NqpNormalise how = self->scores->method.normalise;
  const double z = nqp_scores_get (self->scores, self->leaf, self->year, self->region);
  g_auto (NqpExplanation) explanation = { 0 };

  /* Translators: heading of a step: a way to normalise, "more is better" or "less is better" */
  step->head
      = g_strdup_printf (_ ("Normalised: %s, %s"), _ (nqp_choice (NQP_STAGE_NORMALISE, (int)how)->name),
                         more ? _ ("more is better") : _ ("less is better"));
  step->result = isnan (z) ? g_strdup (_ ("none")) : nqp_parts_fixed (z, 3);
  if (isnan (z))
    {
      step->numbers = g_strdup (nqp_tree_is_on (self->scores->tree, self->leaf)
                                    ? _ ("There is no value that could be normalised.")
                                    : _ ("The indicator is switched off and takes no part."));
      return;
    }
  nqp_scores_explain (self->scores, self->leaf, self->year, self->region, &explanation);
  if (explanation.between)
    {
      step->kind = NQP_STEP_RANGE;
      step->lo = explanation.low;
      step->hi = explanation.high;
      step->value = x;
    }
  step->formula = g_steal_pointer (&explanation.formula);
  step->numbers = explanation.numbers != NULL ? g_strdup_printf ("%s = %s", explanation.numbers, step->result)
                                              : g_strdup (step->result);
  step->note = g_steal_pointer (&explanation.note);
}

/* ---- up the tree ---------------------------------------------------------------------------------------------- */

static const char *const levels[] = { [NQP_LEVEL_INDEX] = N_ ("Index"),
                                      [NQP_LEVEL_PILLAR] = N_ ("Pillar"),
                                      [NQP_LEVEL_COMPONENT] = N_ ("Component"),
                                      [NQP_LEVEL_INDICATOR] = N_ ("Indicator") };

static int
count_parts (const Maker *self, int node)
{
  const NqpTree *tree = self->scores->tree;
  int n = 0;

  for (int c = tree->nodes[node].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    n += nqp_scores_effective_weight (self->scores, c, self->year, self->region) > 0;
  return n;
}

static void
add_level (Maker *self, int node, int child)
{
  const NqpScores *scores = self->scores;
  const NqpTree *tree = scores->tree;
  const double score = nqp_scores_get (scores, node, self->year, self->region);
  const double weight = nqp_tree_local_weight (tree, child);
  const double used = nqp_scores_effective_weight (scores, child, self->year, self->region);
  const double adds = nqp_scores_contribution (scores, node, child, self->year, self->region);
  const NqpAggregate how = nqp_method_aggregate (&scores->method, tree->nodes[node].level);
  NqpStep *step = add_step (self, NQP_STEP_PARTS, node);
  g_autofree char *part = points (self, nqp_scores_get (scores, child, self->year, self->region));
  g_autofree char *added = points (self, adds), *rest = points (self, score - adds);
  g_autofree char *percent = nqp_parts_fixed (100 * used, 1), *nominal = nqp_parts_fixed (100 * weight, 1);
  GString *note = g_string_new (NULL);
  const int others = count_parts (self, node) - (used > 0 ? 1 : 0);

  step->child = child;
  /* Translators: a level of the index, the name of a node there */
  step->head = tree->nodes[node].level == NQP_LEVEL_INDEX
                   ? g_strdup (nqp_view_node_name (self->view, node))
                   : g_strdup_printf (_ ("%s: %s"), _ (levels[tree->nodes[node].level]),
                                      nqp_view_node_name (self->view, node));
  if (isnan (score))
    {
      g_autofree char *why = nqp_parts_why_no_score (self->view, node, self->year, self->region);

      step->result = g_strdup (_ ("none"));
      step->numbers = g_steal_pointer (&why);
      step->note = or_null (note);
      return;
    }
  step->result = points (self, score);
  step->formula = nqp_aggregate_explain (&scores->method, tree->nodes[node].level);
  if ((nqp_choice (NQP_STAGE_AGGREGATE, (int)how)->traits & NQP_TRAIT_SUM) != 0)
    {
      if (!(used > 0))
        step->numbers = g_strdup_printf (_ ("this part adds nothing; all others: %s"), step->result);
      else if (others == 0)
        step->numbers = g_strdup_printf ("%s\xc2\xa0%% \xc3\x97 %s = %s", percent, part, added);
      else
        step->numbers = g_strdup_printf (
            ngettext ("%s\xc2\xa0%% \xc3\x97 %s = %s, with %d other part (%s): %s",
                      "%s\xc2\xa0%% \xc3\x97 %s = %s, with %d other parts (%s): %s", (gulong)others),
            percent, part, added, others, rest, step->result);
    }
  else
    {
      if (isnan (adds) || !(used > 0))
        step->numbers = g_strdup_printf (_ ("of a part with the score %s and the weight %s\xc2\xa0%%: %s"),
                                         part, percent, step->result);
      else
        step->numbers = g_strdup_printf (_ ("of %s\xc2\xa0%% weight on %s come %s of %s"), percent, part,
                                         added, step->result);
    }
  if (nqp_scores_partial (scores, node, self->year, self->region))
    {
      const double covers = floor (100 * nqp_scores_coverage (scores, node, self->year, self->region));
      const gboolean poor = nqp_scores_incomplete (scores, node, self->year, self->region);
      g_autofree char *covered = g_strdup_printf (_ ("%s%.0f\xc2\xa0%% of the weight has a value."),
                                                  poor ? NQP_SIGN_INCOMPLETE " " : "", covers);

      append_line (note, covered);
    }
  if (used > 0 && fabs (used - weight) > 1e-9)
    {
      /* Translators: both are weights in percent */
      g_autofree char *rescaled = g_strdup_printf (
          _ ("Weight %s\xc2\xa0%% \xe2\x86\x92 %s\xc2\xa0%%, since missing parts have handed theirs on."),
          nominal, percent);

      append_line (note, rescaled);
    }
  step->note = or_null (note);
}

static void
add_rank (Maker *self, int node)
{
  NqpStep *step = add_step (self, NQP_STEP_RANKS, node);
  const int rank = nqp_scores_rank (self->scores, node, self->year, self->region);
  const int n = nqp_scores_n_ranked (self->scores, node, self->year);
  const int year = self->scores->panel->years[self->year];

  step->head = g_strdup (_ ("Rank"));
  if (rank <= 0)
    {
      step->result = g_strdup (_ ("none"));
      step->numbers = g_strdup (_ ("No score, no rank."));
      return;
    }
  step->result = g_strdup_printf ("%d", rank);
  step->formula = g_strdup (_ ("1 + the number of regions with a higher score"));
  step->numbers
      = g_strdup_printf (ngettext ("%d region has a higher score in %d: rank %d of %d",
                                   "%d regions have a higher score in %d: rank %d of %d", (gulong)(rank - 1)),
                         rank - 1, year, rank, n);
}

/* ---- all of it ------------------------------------------------------------------------------------------------ */

int
nqp_derivation_top (const NqpView *view)
{
  return nqp_parts_is_leaf (view, view->measure) ? 0 : view->measure;
}

int
nqp_derivation_leaf (const NqpView *view)
{
  const NqpScores *scores = view->scores;
  int leaves[NQP_PARTS_MAX], n, best = -1;
  double most = -INFINITY;

  if (nqp_parts_is_leaf (view, view->measure))
    return view->measure;
  n = nqp_parts_leaves (view, view->measure, leaves, NQP_PARTS_MAX);
  for (int i = 0; i < n; i++)
    if (leaves[i] == view->leaf)
      return view->leaf;
  for (int i = 0; i < n && nqp_parts_has_region (view, view->focus); i++)
    {
      double adds = nqp_scores_contribution (scores, view->measure, leaves[i], view->year, view->focus);

      if (isfinite (adds) && adds > most + 1e-12)
        {
          most = adds;
          best = leaves[i];
        }
    }
  return best >= 0 ? best : n > 0 ? leaves[0] : -1;
}

/* A line is not broken between the equals sign and what comes out. */
static void
keep_results (NqpStep *step)
{
  GString *text;

  if (step->numbers == NULL)
    return;
  text = g_string_new (step->numbers);
  g_string_replace (text, " = ", " =\xc2\xa0", 0);
  g_free (step->numbers);
  step->numbers = g_string_free (text, FALSE);
}

GPtrArray *
nqp_derivation_steps (const NqpView *view, int leaf)
{
  const NqpScores *scores = view->scores;
  Maker self = { view,        scores,
                 leaf,        view->year,
                 view->focus, &scores->panel->indicators[scores->tree->nodes[leaf].indicator],
                 NULL,        g_ptr_array_new_with_free_func (step_free) };
  const int top = nqp_derivation_top (view);
  double x, outlier;

  self.table = nqp_scores_derivation (scores, leaf, view->year, view->focus, view->lang);
  x = row_value (&self, row_label (&self, "treatment") != NULL ? "treatment" : "value");
  outlier = row_label (&self, "outlier") != NULL ? row_value (&self, "outlier") : x;
  add_published (&self);
  add_indicator (&self, x);
  add_treatment (&self, x, outlier);
  add_normalised (&self, outlier);
  for (int child = leaf; child != top; child = scores->tree->nodes[child].parent)
    add_level (&self, scores->tree->nodes[child].parent, child);
  add_rank (&self, top);
  for (guint i = 0; i < self.steps->len; i++)
    keep_results (self.steps->pdata[i]);
  nqp_table_unref (self.table);
  return self.steps;
}
