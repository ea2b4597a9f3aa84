/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-value-grid.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"

/* What a cell says: on the screen, under the pointer and to who cannot see it. */

/* What a figure is shown with at most: more are noise of a computation, and the clipboard has them. */
#define MOST_DIGITS 12

static int
count_decimals (const char *plain)
{
  const char *point = strchr (plain, '.');

  return point != NULL ? (int)strlen (point + 1) : 0;
}

/* With the digits it has: those of a file, less the noise of a computation. */
static void
write_number (double value, gboolean derived, char *buffer)
{
  char plain[NQP_NUMBER_SIZE];

  nqp_number_to_file (value, plain);
  if (derived || strchr (plain, 'e') != NULL || strlen (plain) > MOST_DIGITS + 2)
    g_ascii_formatd (plain, sizeof plain, derived ? "%.6g" : "%.12g", value);
  if (strchr (plain, 'e') != NULL)
    nqp_number_to_screen_auto (value, buffer);
  else
    nqp_number_to_screen (value, count_decimals (plain), buffer);
}

const char *
nqp_value_grid_text (const NqpValueGrid *self, int row, int column, guint marks, char *buffer, gsize size)
{
  char number[NQP_NUMBER_SIZE];

  write_number (nqp_value_grid_shown (self, row, column, marks),
                (marks & (NQP_GRID_DERIVED | NQP_GRID_IMPUTED)) != 0, number);
  g_strlcpy (buffer, number, size);
  return buffer;
}

char *
nqp_value_grid_name (const NqpValueGrid *self, int row, int column)
{
  int v, t, i;

  nqp_value_grid_locate (self, row, column, &v, &t, &i);
  /* Translators: a cell of the data: the name of an indicator, a region, a year */
  return g_strdup_printf (_ ("%s, %s, %s"), nqp_value_grid_variable_name (self, v),
                          nqp_panel_place_name (self->panel, i, self->lang),
                          (const char *)g_ptr_array_index (self->years, t));
}

static void
add_mark (GString *text, const char *words)
{
  g_string_append (text, _ (", "));
  g_string_append (text, words);
}

char *
nqp_value_grid_describe (const NqpValueGrid *self, int row, int column)
{
  g_autofree char *name = nqp_value_grid_name (self, row, column);
  const guint marks = nqp_value_grid_marks (self, row, column);
  char number[NQP_NUMBER_SIZE];
  const char *unit;
  GString *text;
  int v, t, i;

  nqp_value_grid_locate (self, row, column, &v, &t, &i);
  unit = nqp_value_grid_variable_unit (self, v);
  nqp_value_grid_text (self, row, column, marks & NQP_GRID_DERIVED, number, sizeof number);
  text = g_string_new (NULL);
  if (marks & NQP_GRID_MISSING)
    /* Translators: a cell of the data and what it holds */
    g_string_append_printf (text, _ ("%s: missing"), name);
  else if (*unit != '\0')
    /* Translators: a cell of the data, its value, the unit */
    g_string_append_printf (text, _ ("%s: %s %s"), name, number, unit);
  else
    g_string_append_printf (text, _ ("%s: %s"), name, number);
  if (marks & NQP_GRID_IMPUTED)
    {
      nqp_value_grid_text (self, row, column, marks, number, sizeof number);
      g_string_append (text, _ (", "));
      g_string_append_printf (text, _ ("%s stands for it"), number);
    }
  if (marks & NQP_GRID_DERIVED)
    add_mark (text, _ ("derived"));
  if (marks & NQP_GRID_SUSPECT)
    add_mark (text, _ ("suspect"));
  if (marks & NQP_GRID_EDITED)
    add_mark (text, _ ("edited"));
  return g_string_free (text, FALSE);
}

char *
nqp_value_grid_describe_block (const NqpValueGrid *self, const NqpGridRange *range)
{
  double sum = 0, low = INFINITY, high = -INFINITY;
  char mean_text[NQP_NUMBER_SIZE], low_text[NQP_NUMBER_SIZE], high_text[NQP_NUMBER_SIZE];
  int n = 0;

  for (int r = range->row; r < range->row + range->n_rows; r++)
    for (int c = range->column; c < range->column + range->n_columns; c++)
      {
        const double value = nqp_value_grid_value (self, r, c);

        if (isnan (value))
          continue;
        n++;
        sum += value;
        low = MIN (low, value);
        high = MAX (high, value);
      }
  if (n == 0)
    return g_strdup (_ ("No values in the block"));
  return g_strdup_printf (
      _ ("%d values, mean %s, %s to %s"), n, nqp_number_to_screen_auto (sum / n, mean_text),
      nqp_number_to_screen_auto (low, low_text), nqp_number_to_screen_auto (high, high_text));
}

static void
add_line (GString *text, const char *line)
{
  if (line == NULL || *line == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* Why the value is suspect, or was. */
static void
add_flag_line (const NqpValueGrid *self, int series, int year, int region, GString *text)
{
  const NqpFlag *flag = nqp_panel_find_flag (self->panel, series, year, region);
  g_autofree char *note = NULL;

  if (flag == NULL || flag->note == NULL)
    return;
  /* Translators: why a value is suspect */
  note = g_strdup_printf (flag->accepted ? _ ("Accepted: %s") : _ ("Suspect: %s"), flag->note);
  add_line (text, note);
}

static void
add_derived_line (const NqpValueGrid *self, int at, GString *text)
{
  g_autofree char *formula = nqp_panel_describe_formula (self->panel, at);
  g_autofree char *line = g_strdup_printf (_ ("ƒ Derived: %s"), formula);
  const NqpIndicator *indicator = &self->panel->indicators[at];

  add_line (text, line);
  for (int k = 0; k < nqp_indicator_n_operands (indicator); k++)
    {
      const int series = nqp_indicator_operand (indicator, k);
      const NqpSeries *it = series >= 0 ? &self->panel->series[series] : NULL;
      g_autofree char *named
          = it != NULL ? g_strdup_printf ("%s: %s", it->code, nqp_text_get (&it->name, self->lang)) : NULL;

      add_line (text, named);
    }
}

static void
add_origin_lines (const NqpValueGrid *self, const NqpVariable *variable, GString *text)
{
  const NqpPanel *panel = self->panel;
  const NqpIndicator *indicator = variable->indicator >= 0 ? &panel->indicators[variable->indicator] : NULL;
  const char *source = indicator != NULL ? nqp_panel_indicator_source (panel, variable->indicator)
                                         : panel->series[variable->series].source;

  if (variable->series < 0)
    add_derived_line (self, variable->indicator, text);
  else
    add_line (text, panel->series[variable->series].note);
  if (indicator != NULL)
    add_line (text, indicator->note);
  if (source != NULL && *source != '\0')
    {
      g_autofree char *line = g_strdup_printf (_ ("Source: %s"), source);

      add_line (text, line);
    }
}

/**
 * nqp_value_grid_explain_variable:
 *
 * Returns: (transfer full): name and unit, what it follows from, notes and source, a line each
 */
char *
nqp_value_grid_explain_variable (const NqpValueGrid *self, int variable)
{
  GString *text = g_string_new (nqp_value_grid_variable_name (self, variable));

  add_line (text, nqp_value_grid_variable_unit (self, variable));
  add_origin_lines (self, nqp_value_grid_variable (self, variable), text);
  return g_string_free (text, FALSE);
}

char *
nqp_value_grid_explain (const NqpValueGrid *self, int row, int column)
{
  const guint marks = nqp_value_grid_marks (self, row, column);
  char *said = nqp_value_grid_describe (self, row, column);
  GString *text = g_string_new (said);
  const NqpVariable *variable;
  int v, t, i;

  g_free (said);
  nqp_value_grid_locate (self, row, column, &v, &t, &i);
  variable = nqp_value_grid_variable (self, v);
  if (marks & NQP_GRID_SUSPECT)
    add_line (text, _ ("▲ Suspect value: treated as missing until it is accepted"));
  if (marks & NQP_GRID_EDITED)
    add_line (text, _ ("✎ Edited by hand"));
  if (marks & NQP_GRID_IMPUTED)
    add_line (text, _ ("◌ Missing: the treatment of gaps has put in a value"));
  if (variable->series >= 0)
    add_flag_line (self, variable->series, t, i, text);
  else
    {
      const NqpIndicator *indicator = &self->panel->indicators[variable->indicator];

      for (int k = 0; k < nqp_indicator_n_operands (indicator); k++)
        if (nqp_indicator_operand (indicator, k) >= 0)
          add_flag_line (self, nqp_indicator_operand (indicator, k), t, i, text);
    }
  add_origin_lines (self, variable, text);
  return g_string_free (text, FALSE);
}
