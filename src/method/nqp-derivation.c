/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"
#include "nqp-stages-private.h"

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
  const NqpScores *scores;
  const NqpPanel *panel;
  int leaf, indicator, year, region;
  NqpLang lang;
  NqpTable *table;
} Derivation;

/* Takes @label. */
static void
add_step (Derivation *d, const char *step, char *label, double value, const char *unit, const char *source)
{
  nqp_table_add_row (d->table);
  nqp_table_set_text (d->table, COLUMN_STEP, step);
  nqp_table_set_text (d->table, COLUMN_LABEL, label);
  nqp_table_set_number (d->table, COLUMN_VALUE, value);
  nqp_table_set_text (d->table, COLUMN_UNIT, unit);
  nqp_table_set_text (d->table, COLUMN_SOURCE, source);
  g_free (label);
}

static void
add_series (Derivation *d, int series)
{
  const NqpSeries *s = &d->panel->series[series];
  const NqpFlag *flag = nqp_panel_find_flag (d->panel, series, d->year, d->region);
  const gsize cell = nqp_panel_cell (d->panel, series, d->year, d->region);

  /* Translators: a published series and its year */
  add_step (d, "series",
            g_strdup_printf (_ ("%s, %d"), nqp_text_get (&s->name, d->lang), d->panel->years[d->year]),
            d->panel->values[cell], nqp_text_get (&s->unit, d->lang), s->source);
  if (d->panel->states[cell] == NQP_CELL_EDITED)
    add_step (d, "note", g_strdup (_ ("Changed by hand in this project")), NAN, NULL, NULL);
  if (flag != NULL)
    add_step (d, "flag",
              g_strdup_printf (flag->accepted ? _ ("Flagged as suspect, accepted: %s")
                                              : _ ("Flagged as suspect, counts as missing: %s"),
                               flag->note != NULL ? flag->note : "–"),
              NAN, NULL, NULL);
  if (s->note != NULL)
    add_step (d, "note", g_strdup (s->note), NAN, NULL, NULL);
}

static void
add_value (Derivation *d)
{
  const NqpIndicator *j = &d->panel->indicators[d->indicator];
  const gsize cell = (gsize)d->year * (gsize)d->panel->n_regions + (gsize)d->region;
  const char *unit = nqp_text_get (&j->unit, d->lang);
  const char *name = nqp_text_get (&j->name, d->lang);
  const double x = d->scores->x[d->indicator][cell];
  const NqpScoresPrivate *priv = d->scores->priv;
  const NqpTreatment *treatment = &priv->columns->treatment[d->indicator];
  const int group = d->panel->places[d->region].group;
  const gboolean imputed = d->scores->x_state[d->indicator][cell] == NQP_CELL_IMPUTED;

  for (int k = 0; k < nqp_indicator_n_operands (j); k++)
    if (nqp_indicator_operand (j, k) >= 0)
      add_series (d, nqp_indicator_operand (j, k));
    else
      add_step (d, "series", g_strdup (_ ("Area of the region")), d->panel->places[d->region].area_km2, "km²",
                NULL);
  if (j->note != NULL)
    add_step (d, "note", g_strdup (j->note), NAN, NULL, NULL);
  if (nqp_scores_is_assumed (d->scores, d->leaf, d->year, d->region))
    /* Translators: a value that the user tries out; %s: name of an indicator */
    add_step (d, "treatment", g_strdup_printf (_ ("%s: a value assumed"), name), x, unit, NULL);
  else if (imputed)
    add_step (d, "treatment",
              nqp_fillers[d->scores->method.missing]->explain (
                  name, d->panel->years[d->year],
                  group >= 0 ? nqp_text_get (&d->panel->groups[group], d->lang) : "–"),
              x, unit, NULL);
  else if (nqp_indicator_is_derived (j))
    {
      g_autofree char *formula = nqp_panel_describe_formula (d->panel, d->indicator);

      add_step (d, "value", g_strdup_printf ("%s = %s", name, formula), x, unit, NULL);
    }
  else
    add_step (d, "value", g_strdup (name), x, unit, NULL);
  if (nqp_scores_treated (d->scores, d->indicator, d->year, d->region) != x && !isnan (x))
    add_step (d, "outlier", treatment->by->explain (treatment, &d->scores->method),
              nqp_scores_treated (d->scores, d->indicator, d->year, d->region), unit, NULL);
}

/**
 * nqp_scores_explain:
 * @self: (out): cleared by the caller
 * @leaf: node of an indicator
 * @year: position
 *
 * How the value of a region was normalised, and what it was measured against; of an indicator that is switched off, what it
 * would be measured against.
 */
void
nqp_scores_explain (const NqpScores *scores, int leaf, int year, int region, NqpExplanation *self)
{
  const int j = scores->tree->nodes[leaf].indicator;
  const gsize n = (gsize)scores->n_regions;
  const double *x = scores->x[j];
  const NqpScoresPrivate *priv = scores->priv;
  NqpRod rod = { 0 };
  NqpNormalised value = {
    .x = nqp_scores_treated (scores, j, year, region),
    .z = scores->z[j] != NULL ? nqp_scores_get (scores, leaf, year, region) : NAN,
    .rod = &rod,
    .indicator = &scores->panel->indicators[j],
    .year = year,
    .calendar_year = scores->panel->years[year],
    .n_in_year = nqp_extent (x + (gsize)year * n, n).n,
  };

  if (scores->z[j] != NULL)
    nqp_rod_copy (&rod, &priv->layers[leaf]->rod);
  else /* switched off: measured by nothing yet */
    {
      g_autoptr (NqpColumns) treated = nqp_columns_copy (priv->columns);
      NqpExtent extent;

      nqp_columns_own (treated, j);
      for (gsize c = 0; c < treated->n_cells; c++)
        treated->own_x[j][c] = nqp_treat_value (&treated->treatment[j], x[c]);
      extent = nqp_extent (treated->x[j], treated->n_cells);
      nqp_rod_init (&rod, treated, j, &extent, scores->method.normalise);
    }
  *self = (NqpExplanation){ 0 };
  nqp_normalisers[scores->method.normalise]->explain (&value, self);
  nqp_rod_clear (&rod);
}

/* What the value was measured against. */
static void
add_normalisation (Derivation *d)
{
  const NqpScores *s = d->scores;
  const char *unit = nqp_text_get (&d->panel->indicators[d->indicator].unit, d->lang);
  g_auto (NqpExplanation) explanation = { 0 };

  nqp_scores_explain (s, d->leaf, d->year, d->region, &explanation);
  for (int i = 0; i < explanation.n_measured; i++)
    {
      NqpMeasured *measured = &explanation.measured[i];

      add_step (d, measured->step, g_steal_pointer (&measured->label), measured->value,
                measured->has_unit ? unit : NULL, NULL);
    }
  add_step (d, "normalised",
            g_strdup_printf (d->panel->indicators[d->indicator].direction >= 0
                                 ? _ ("Normalised, more is better: %s")
                                 : _ ("Normalised, less is better: %s"),
                             _ (nqp_choice (NQP_STAGE_NORMALISE, (int)s->method.normalise)->name)),
            s->z[d->indicator] != NULL ? nqp_scores_get (s, d->leaf, d->year, d->region) : NAN, NULL, NULL);
}

/**
 * nqp_aggregate_explain:
 *
 * Returns: (transfer full): translated, how nodes of @level are made of their parts: "Geometric mean: S = Π z^w"
 */
char *
nqp_aggregate_explain (const NqpMethod *method, NqpLevel level)
{
  const NqpMean *mean = nqp_means[nqp_method_aggregate (method, level)];

  if (mean->words != NULL)
    return g_strdup (_ (mean->words));
  return g_strdup_printf (_ ("%s: %s"), _ (mean->choice.name), _ (mean->choice.formula));
}

static void
add_weights (Derivation *d)
{
  const NqpTree *tree = d->scores->tree;
  double effective = 1;

  for (int node = d->leaf; node > 0; node = tree->nodes[node].parent)
    {
      add_step (d, "weight",
                /* Translators: the weight of a part in its whole; both are names */
                g_strdup_printf (_ ("Weight of “%s” in “%s”"),
                                 nqp_text_get (&tree->nodes[node].name, d->lang),
                                 nqp_text_get (&tree->nodes[tree->nodes[node].parent].name, d->lang)),
                100 * nqp_tree_local_weight (tree, node), "%", NULL);
      effective *= nqp_scores_effective_weight (d->scores, node, d->year, d->region);
    }
  add_step (d, "global", g_strdup (_ ("Weight in the index")), 100 * nqp_tree_global_weight (tree, d->leaf),
            "%", NULL);
  if (fabs (effective - nqp_tree_global_weight (tree, d->leaf)) > 1e-12)
    add_step (d, "effective",
              g_strdup (effective > 0
                            ? _ ("Weight in the index here, after missing parts have handed theirs on")
                            : _ ("Weight in the index here: it takes no part, since a value or a score is "
                                 "missing")),
              100 * effective, "%", NULL);
}

/**
 * nqp_scores_derivation:
 * @leaf: node of an indicator
 * @year: position
 *
 * Steps, in order: "series" (one a series), "flag", "note", "value" or "treatment", "outlier" (what it counts as, if that is
 * another value), what it was measured against
 * ("minimum" and "maximum", "mean" and "sd", or "count"), "normalised", "weight" (one a level upward), "global",
 * "effective" (if it differs), "contribution" (one a level upward), "score". Weights in per cent; contributions and the
 * score in points as shown on the screen.
 *
 * Returns: (transfer full): columns step, label, value, unit, source
 */
NqpTable *
nqp_scores_derivation (const NqpScores *self, int leaf, int year, int region, NqpLang lang)
{
  NqpTable *table = nqp_table_new ();
  Derivation d = { self, self->panel, leaf, self->tree->nodes[leaf].indicator, year, region, lang, table };
  const double factor = nqp_scores_display_factor (self);

  nqp_table_add_column (table, "step", _ ("Step"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "label", _ ("What it is"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "value", _ ("Value"), NULL, NQP_COLUMN_REAL, -1);
  nqp_table_add_column (table, "unit", _ ("Unit"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "source", _ ("Source"), NULL, NQP_COLUMN_TEXT, 0);
  g_return_val_if_fail (d.indicator >= 0, table);

  add_value (&d);
  add_normalisation (&d);
  add_weights (&d);
  for (int node = self->tree->nodes[leaf].parent; node >= 0; node = self->tree->nodes[node].parent)
    add_step (
        &d, "contribution",
        /* Translators: %s: name of a component, a pillar or the index */
        g_strdup_printf (_ ("Contribution to “%s”"), nqp_text_get (&self->tree->nodes[node].name, lang)),
        factor * nqp_scores_contribution (self, node, leaf, year, region), _ ("points"), NULL);
  add_step (&d, "score", g_strdup_printf (_ ("Score: %s"), nqp_text_get (&self->tree->nodes[0].name, lang)),
            factor * nqp_scores_get (self, 0, year, region), _ ("points"), NULL);
  return table;
}
