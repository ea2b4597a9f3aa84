/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-stages-private.h"

/* Series cells that must not be used: flagged as suspect and not accepted by the user. NULL if there are none. */
static guint8 *
find_suspects (const NqpPanel *panel, int series)
{
  gsize n_cells = (gsize)panel->n_regions * (gsize)panel->n_years;
  const guint8 *states = panel->states + nqp_panel_cell (panel, series, 0, 0);
  guint8 *suspects = NULL;

  if (n_cells == 0 || memchr (states, NQP_CELL_SUSPECT, n_cells) == NULL)
    return NULL;
  suspects = g_malloc0 (n_cells);
  for (gsize c = 0; c < n_cells; c++)
    suspects[c] = states[c] == NQP_CELL_SUSPECT;
  for (int f = 0; f < panel->n_flags; f++)
    {
      const NqpFlag *flag = &panel->flags[f];

      if (flag->series == series && flag->accepted && flag->place < panel->n_regions)
        suspects[(gsize)flag->year * (gsize)panel->n_regions + (gsize)flag->place] = FALSE;
    }
  return suspects;
}

static void
warn_zero (NqpColumns *columns, int j, gsize first, int count)
{
  const NqpPanel *panel = columns->panel;
  const NqpIndicator *indicator = &panel->indicators[j];
  NqpLang lang = nqp_lang_of_messages ();
  int region = (int)(first % (gsize)panel->n_regions);
  int year = panel->years[first / (gsize)panel->n_regions];
  const char *place = nqp_panel_place_name (panel, region, lang);

  if (count == 1)
    g_ptr_array_add (
        columns->warnings,
        g_strdup_printf (_ ("%s (%s): the denominator is zero in %s, %d; the value counts as missing"),
                         nqp_text_get (&indicator->name, lang), indicator->code, place, year));
  else
    g_ptr_array_add (
        columns->warnings,
        g_strdup_printf (_ ("%s (%s): the denominator is zero in %d places and years, the first %s, %d; "
                            "these values count as missing"),
                         nqp_text_get (&indicator->name, lang), indicator->code, count, place, year));
}

static void
warn_large (NqpColumns *columns, int j, gsize first, int count)
{
  const NqpPanel *panel = columns->panel;
  const NqpIndicator *indicator = &panel->indicators[j];
  NqpLang lang = nqp_lang_of_messages ();
  int region = (int)(first % (gsize)panel->n_regions);
  int year = panel->years[first / (gsize)panel->n_regions];
  const char *place = nqp_panel_place_name (panel, region, lang);

  if (count == 1)
    g_ptr_array_add (columns->warnings,
                     g_strdup_printf (_ ("%s (%s): the value in %s, %d is beyond %g; it counts as missing"),
                                      nqp_text_get (&indicator->name, lang), indicator->code, place, year,
                                      NQP_LARGEST_VALUE));
  else
    g_ptr_array_add (
        columns->warnings,
        g_strdup_printf (_ ("%s (%s): the values in %d places and years are beyond %g, the first in %s, %d; "
                            "they count as missing"),
                         nqp_text_get (&indicator->name, lang), indicator->code, count, NQP_LARGEST_VALUE,
                         place, year));
}

static inline gboolean
is_large (double value)
{
  return fabs (value) > NQP_LARGEST_VALUE;
}

static gboolean
has_large (const double *x, gsize n)
{
  gboolean any = FALSE;

  for (gsize c = 0; c < n; c++)
    any |= is_large (x[c]);
  return any;
}

/* factor x numerator / denominator, cell by cell */
static void
derive_column (NqpColumns *columns, int j, const guint8 *bad_numerator, const guint8 *bad_denominator)
{
  const NqpPanel *panel = columns->panel;
  const NqpIndicator *indicator = &panel->indicators[j];
  const gsize top = nqp_panel_cell (panel, indicator->numerator, 0, 0);
  const gsize bottom = indicator->denominator >= 0 ? nqp_panel_cell (panel, indicator->denominator, 0, 0) : 0;
  const gboolean plain = indicator->denominator == NQP_DENOMINATOR_NONE && indicator->factor == 1;
  double *x;
  guint8 *state;
  gsize first_zero = 0, first_large = 0;
  int n_zero = 0, n_large = 0;

  nqp_columns_own (columns, j);
  x = columns->own_x[j];
  state = columns->own_state[j];
  for (gsize c = 0; c < columns->n_cells; c++)
    {
      double value = indicator->factor * panel->values[top + c];
      double divisor = 1;
      gboolean edited = panel->states[top + c] == NQP_CELL_EDITED;
      gboolean suspect = bad_numerator != NULL && bad_numerator[c];

      if (indicator->denominator >= 0)
        {
          divisor = panel->values[bottom + c];
          edited = edited || panel->states[bottom + c] == NQP_CELL_EDITED;
          suspect = suspect || (bad_denominator != NULL && bad_denominator[c]);
        }
      else if (indicator->denominator == NQP_DENOMINATOR_AREA)
        divisor = panel->places[c % (gsize)panel->n_regions].area_km2;
      if (divisor == 0 && !isnan (value) && !suspect && n_zero++ == 0)
        first_zero = c;
      value /= divisor;
      if (divisor != 0 && is_large (value) && !suspect && n_large++ == 0)
        first_large = c;
      x[c] = suspect || isnan (value) || is_large (value) ? NAN : value;
      if (suspect)
        state[c] = NQP_CELL_SUSPECT;
      else if (edited)
        state[c] = NQP_CELL_EDITED;
      else
        state[c] = plain ? NQP_CELL_OBSERVED : NQP_CELL_DERIVED;
    }
  if (n_zero > 0)
    warn_zero (columns, j, first_zero, n_zero);
  if (n_large > 0)
    warn_large (columns, j, first_large, n_large);
}

/* ---- formulas ---------------------------------------------------------------------------------------------------- */

#define MARK_EDITED 1
#define MARK_SUSPECT 2

/* An operand of a formula: values as they may be used, and what is to be known of them. */
typedef struct
{
  double *values;
  guint8 *marks;
} Operand;

static void
operand_fill (Operand *self, const NqpPanel *panel, int series, gsize n_cells)
{
  const gsize first = series >= 0 ? nqp_panel_cell (panel, series, 0, 0) : 0;
  g_autofree guint8 *suspects = series >= 0 ? find_suspects (panel, series) : NULL;

  self->values = g_new (double, MAX (n_cells, 1));
  self->marks = g_new0 (guint8, MAX (n_cells, 1));
  for (gsize c = 0; c < n_cells; c++)
    {
      const gboolean suspect = suspects != NULL && suspects[c];

      if (series < 0)
        self->values[c] = panel->places[c % (gsize)panel->n_regions].area_km2;
      else
        self->values[c] = suspect ? NAN : panel->values[first + c];
      if (suspect)
        self->marks[c] = MARK_SUSPECT;
      else if (series >= 0 && panel->states[first + c] == NQP_CELL_EDITED)
        self->marks[c] = MARK_EDITED;
    }
}

static void
warn_formula (NqpColumns *columns, int j, NqpExpressionTroubleKind kind, const NqpExpressionTrouble *trouble)
{
  const NqpPanel *panel = columns->panel;
  const NqpIndicator *indicator = &panel->indicators[j];
  const NqpLang lang = nqp_lang_of_messages ();
  const char *name = nqp_text_get (&indicator->name, lang);
  const char *place = nqp_panel_place_name (panel, (int)(trouble->cell % (gsize)panel->n_regions), lang);
  const int year = panel->years[trouble->cell / (gsize)panel->n_regions];
  char *text;

  if (kind == NQP_EXPRESSION_ZERO)
    text = g_strdup_printf (
        _ ("%s (%s): the formula divides by zero in %s, %d (cells in all: %d); these values "
           "count as missing"),
        name, indicator->code, place, year, trouble->count);
  else if (kind == NQP_EXPRESSION_DOMAIN)
    text = g_strdup_printf (
        _ ("%s (%s): the formula takes a logarithm, a root or growth of what has none in %s, "
           "%d (cells in all: %d); these values count as missing"),
        name, indicator->code, place, year, trouble->count);
  else
    text = g_strdup_printf (
        _ ("%s (%s): the formula sums up regions of which %s has no value in %d (years with "
           "gaps: %d); the sum is of the others"),
        name, indicator->code, place, year, trouble->count);
  g_ptr_array_add (columns->warnings, text);
}

static void
derive_formula (NqpColumns *columns, int j)
{
  const NqpPanel *panel = columns->panel;
  const NqpIndicator *indicator = &panel->indicators[j];
  const int n = nqp_indicator_n_operands (indicator);
  g_autofree Operand *operands = g_new0 (Operand, n);
  g_autofree const double **values = g_new0 (const double *, n);
  g_autofree const guint8 **all_marks = g_new0 (const guint8 *, n);
  g_autofree guint8 *marks = g_new0 (guint8, MAX (columns->n_cells, 1));
  NqpExpressionTrouble troubles[NQP_EXPRESSION_N_TROUBLES];
  const NqpExpressionInput input = { panel->n_regions, panel->n_years, panel->years, values, all_marks };
  gsize first_large = 0;
  int n_large = 0;

  for (int k = 0; k < n; k++)
    {
      operand_fill (&operands[k], panel, nqp_indicator_operand (indicator, k), columns->n_cells);
      values[k] = operands[k].values;
      all_marks[k] = operands[k].marks;
    }
  nqp_columns_own (columns, j);
  nqp_expression_evaluate (indicator->formula, &input, columns->own_x[j], marks, troubles);
  for (gsize c = 0; c < columns->n_cells; c++)
    {
      double *x = &columns->own_x[j][c];

      if (is_large (*x))
        {
          if (n_large++ == 0)
            first_large = c;
          *x = NAN;
        }
      columns->own_state[j][c] = marks[c] & MARK_SUSPECT  ? NQP_CELL_SUSPECT
                                 : marks[c] & MARK_EDITED ? NQP_CELL_EDITED
                                                          : NQP_CELL_DERIVED;
    }
  for (int k = 0; k < NQP_EXPRESSION_N_TROUBLES; k++)
    if (troubles[k].count > 0)
      warn_formula (columns, j, (NqpExpressionTroubleKind)k, &troubles[k]);
  if (n_large > 0)
    warn_large (columns, j, first_large, n_large);
  for (int k = 0; k < n; k++)
    {
      g_free (operands[k].values);
      g_free (operands[k].marks);
    }
}

/**
 * nqp_derive:
 *
 * value = factor x numerator / denominator for every indicator of @panel, or what its formula says, in its unit. Missing where
 * what it is made of is missing or suspect, or the denominator is zero (with a warning). A series used as it stands is not copied.
 *
 * Returns: (transfer full)
 */
NqpColumns *
nqp_derive (NqpPanel *panel)
{
  NqpColumns *columns = nqp_columns_new (panel);

  for (int j = 0; j < panel->n_indicators; j++)
    {
      const NqpIndicator *indicator = &panel->indicators[j];
      g_autofree guint8 *bad_numerator = find_suspects (panel, indicator->numerator);
      g_autofree guint8 *bad_denominator
          = indicator->denominator >= 0 ? find_suspects (panel, indicator->denominator) : NULL;

      if (indicator->formula != NULL)
        derive_formula (columns, j);
      else if (!nqp_indicator_is_derived (indicator) && bad_numerator == NULL
               && !has_large (panel->values + nqp_panel_cell (panel, indicator->numerator, 0, 0),
                              columns->n_cells))
        {
          columns->x[j] = panel->values + nqp_panel_cell (panel, indicator->numerator, 0, 0);
          columns->state[j] = panel->states + nqp_panel_cell (panel, indicator->numerator, 0, 0);
        }
      else
        derive_column (columns, j, bad_numerator, bad_denominator);
    }
  return columns;
}
