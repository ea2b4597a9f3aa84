/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-panel.h"

#include <glib/gi18n.h>

#include "nqp-number.h"
#include "nqp-spelling.h"

gboolean
nqp_indicator_is_derived (const NqpIndicator *self)
{
  return self->formula != NULL || self->factor != 1 || self->denominator != NQP_DENOMINATOR_NONE;
}

int
nqp_indicator_n_operands (const NqpIndicator *self)
{
  if (self->formula != NULL)
    return nqp_expression_n_operands (self->formula);
  return self->denominator == NQP_DENOMINATOR_NONE ? 1 : 2;
}

int
nqp_indicator_operand (const NqpIndicator *self, int k)
{
  if (self->formula != NULL)
    return self->operands[k];
  return k == 0 ? self->numerator : self->denominator;
}

/* The series that is the population: of an indicator with that role that is not derived itself; -1 if there is none. */
static int
find_population (const NqpPanel *self)
{
  for (int j = 0; j < self->n_indicators; j++)
    if (self->indicators[j].role == NQP_ROLE_POPULATION && !nqp_indicator_is_derived (&self->indicators[j]))
      return self->indicators[j].numerator;
  return -1;
}

static gboolean
fail_unknown (const NqpPanel *self, const char *code, GError **error)
{
  const char *alike = NULL;
  int best = (int)g_utf8_strlen (code, -1) / 3 + 1;

  for (int s = 0; s < self->n_series; s++)
    {
      const int distance = nqp_spelling_distance (self->series[s].code, code);

      if (distance > best)
        continue;
      best = distance - 1;
      alike = self->series[s].code;
    }
  if (alike != NULL)
    g_set_error (error, NQP_EXPRESSION_ERROR, NQP_EXPRESSION_ERROR_SYNTAX,
                 _ ("The formula names “%s”, which is no series of the data; is it “%s”?"), code, alike);
  else
    g_set_error (error, NQP_EXPRESSION_ERROR, NQP_EXPRESSION_ERROR_SYNTAX,
                 _ ("The formula names “%s”, which is no series of the data; expected the code of one."),
                 code);
  return FALSE;
}

/**
 * nqp_panel_bind_formula:
 * @it: with a formula; of the panel, or to become one
 *
 * Finds what the formula names among the series of the panel, for its maker, when series and indicators are filled.
 */
gboolean
nqp_panel_bind_formula (const NqpPanel *self, NqpIndicator *it, GError **error)
{
  const int n = nqp_expression_n_operands (it->formula);
  g_autofree int *operands = g_new (int, n);

  it->denominator = NQP_DENOMINATOR_NONE;
  it->factor = 1;
  it->numerator = -1;
  for (int k = 0; k < n; k++)
    {
      const char *code = nqp_expression_operand (it->formula, k);
      const int series = code != NULL ? nqp_panel_find_series (self, code) : find_population (self);

      operands[k] = series;
      if (series < 0 && g_strcmp0 (code, NQP_EXPRESSION_AREA) == 0)
        operands[k] = NQP_DENOMINATOR_AREA;
      else if (series < 0 && code != NULL)
        return fail_unknown (self, code, error);
      else if (series < 0)
        {
          g_set_error_literal (
              error, NQP_EXPRESSION_ERROR, NQP_EXPRESSION_ERROR_SYNTAX,
              _ ("per_head() needs to know the population; give the role “population” to the "
                 "indicator that is it."));
          return FALSE;
        }
      else if (it->numerator < 0)
        it->numerator = series;
    }
  g_free (it->operands);
  it->operands = g_steal_pointer (&operands);
  return TRUE;
}

/* @out: NULL stays where the unit of an operand is not known in that language */
static gboolean
find_unit (const NqpPanel *self, const NqpIndicator *it, gboolean zh, char **out, gboolean *out_scaled,
           GError **error)
{
  const int n = nqp_expression_n_operands (it->formula);
  g_autofree const char **units = g_new0 (const char *, n);
  GError *local = NULL;

  for (int k = 0; k < n; k++)
    {
      const NqpText *unit = it->operands[k] >= 0 ? &self->series[it->operands[k]].unit : NULL;

      units[k] = unit == NULL ? "km²" : zh ? unit->zh : unit->en;
    }
  *out = nqp_expression_unit (it->formula, units, out_scaled, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/**
 * nqp_panel_check_formula:
 * @it: with a formula that is bound
 * @out_unit: (out): what the units of its series make, %NULL where they are not known; to be cleared
 * @out_differs: (out): whether its own unit says something else, and no number in the formula may be the reason
 *
 * Returns: %FALSE with @error set if values of different units are added or compared
 */
gboolean
nqp_panel_check_formula (const NqpPanel *self, const NqpIndicator *it, NqpText *out_unit,
                         gboolean *out_differs, GError **error)
{
  gboolean scaled = FALSE;

  *out_unit = (NqpText){ NULL, NULL };
  *out_differs = FALSE;
  if (!find_unit (self, it, FALSE, &out_unit->en, &scaled, error)
      || !find_unit (self, it, TRUE, &out_unit->zh, &scaled, error))
    {
      nqp_text_clear (out_unit);
      return FALSE;
    }
  if (!scaled)
    *out_differs
        = (it->unit.en != NULL && out_unit->en != NULL && !nqp_units_equal (it->unit.en, out_unit->en))
          || (it->unit.zh != NULL && out_unit->zh != NULL && !nqp_units_equal (it->unit.zh, out_unit->zh));
  return TRUE;
}

/* A series, or the area of the regions: values as they are, suspect ones marked. */
static void
fill_operand (const NqpPanel *self, int series, double *values, guint8 *marks)
{
  const gsize n_cells = (gsize)self->n_years * (gsize)self->n_regions;
  const gsize first = series >= 0 ? nqp_panel_cell (self, series, 0, 0) : 0;

  for (gsize c = 0; c < n_cells; c++)
    {
      values[c] = series >= 0 ? self->values[first + c] : self->places[c % (gsize)self->n_regions].area_km2;
      marks[c] = series >= 0 && self->states[first + c] == NQP_CELL_SUSPECT;
    }
}

/**
 * nqp_panel_evaluate_formula:
 * @it: with a formula that is bound to series of the panel
 * @out: (array): [year * n_regions + region]; NaN = missing
 * @out_suspect: (array): likewise: whether a suspect value went into it
 *
 * What the formula makes of the values as they are, suspect ones as well; nqp_derive() is what scores are made of.
 */
void
nqp_panel_evaluate_formula (const NqpPanel *self, const NqpIndicator *it, double *out, guint8 *out_suspect)
{
  const gsize n_cells = (gsize)self->n_years * (gsize)self->n_regions;
  const int n = nqp_indicator_n_operands (it);
  g_autofree double *memory = g_new (double, (gsize)n *n_cells + 1);
  g_autofree guint8 *marks = g_new (guint8, (gsize)n * n_cells + 1);
  g_autofree const double **values = g_new (const double *, n);
  g_autofree const guint8 **all_marks = g_new (const guint8 *, n);
  const NqpExpressionInput input = { self->n_regions, self->n_years, self->years, values, all_marks };
  NqpExpressionTrouble troubles[NQP_EXPRESSION_N_TROUBLES];

  for (int k = 0; k < n; k++)
    {
      fill_operand (self, nqp_indicator_operand (it, k), memory + (gsize)k * n_cells,
                    marks + (gsize)k * n_cells);
      values[k] = memory + (gsize)k * n_cells;
      all_marks[k] = marks + (gsize)k * n_cells;
    }
  nqp_expression_evaluate (it->formula, &input, out, out_suspect, troubles);
}

/* "100 × A / B", or the formula as it was written; owned by the caller */
char *
nqp_panel_describe_formula (const NqpPanel *self, int indicator)
{
  const NqpIndicator *it = &self->indicators[indicator];
  g_autoptr (GString) text = g_string_new (NULL);
  char number[NQP_NUMBER_SIZE];

  if (it->formula != NULL)
    return g_strdup (nqp_expression_text (it->formula));
  if (it->factor != 1)
    g_string_append_printf (text, "%s × ", nqp_number_to_screen_auto (it->factor, number));
  g_string_append (text, self->series[it->numerator].code);
  if (it->denominator >= 0)
    g_string_append_printf (text, " / %s", self->series[it->denominator].code);
  else if (it->denominator == NQP_DENOMINATOR_AREA)
    g_string_append (text, " / " NQP_EXPRESSION_AREA);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The same as a formula that can be read again; owned by the caller */
char *
nqp_panel_formula_text (const NqpPanel *self, int indicator)
{
  const NqpIndicator *it = &self->indicators[indicator];
  g_autoptr (GString) text = g_string_new (NULL);
  char number[NQP_NUMBER_SIZE];

  if (it->formula != NULL)
    return g_strdup (nqp_expression_text (it->formula));
  if (it->factor != 1)
    g_string_append_printf (text, "%s * ", nqp_number_to_file (it->factor, number));
  for (int k = 0; k < nqp_indicator_n_operands (it); k++)
    {
      const int series = nqp_indicator_operand (it, k);
      g_autofree char *code
          = series >= 0 ? nqp_expression_quote (self->series[series].code) : g_strdup (NQP_EXPRESSION_AREA);

      g_string_append_printf (text, "%s%s", k > 0 ? " / " : "", code);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
