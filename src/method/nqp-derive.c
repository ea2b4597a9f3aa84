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

/**
 * nqp_derive:
 *
 * value = factor x numerator / denominator for every indicator of @panel, in its unit. Missing where either is missing
 * or suspect, or the denominator is zero (with a warning). A series used as it stands is not copied.
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

      if (indicator->denominator == NQP_DENOMINATOR_NONE && indicator->factor == 1 && bad_numerator == NULL
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
