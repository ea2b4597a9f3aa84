/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-value-grid.h"

#include <math.h>
#include <string.h>

#include "nqp-search.h"

/* ---- variables --------------------------------------------------------------------------------------------------- */

int
nqp_value_grid_find_plain (const NqpPanel *panel, int series)
{
  for (int j = 0; j < panel->n_indicators; j++)
    if (panel->indicators[j].numerator == series && !nqp_indicator_is_derived (&panel->indicators[j]))
      return j;
  return -1;
}

/* Indicators first; a series that is one of them as it stands is not shown twice. */
static GArray *
list_variables (const NqpPanel *panel)
{
  GArray *variables = g_array_new (FALSE, FALSE, sizeof (NqpVariable));
  g_autofree gboolean *shown = g_new0 (gboolean, MAX (panel->n_series, 1));

  for (int j = 0; j < panel->n_indicators; j++)
    {
      const NqpIndicator *indicator = &panel->indicators[j];
      const NqpVariable variable = { j, nqp_indicator_is_derived (indicator) ? -1 : indicator->numerator };

      if (variable.series >= 0)
        shown[variable.series] = TRUE;
      g_array_append_val (variables, variable);
    }
  for (int s = 0; s < panel->n_series; s++)
    if (!shown[s])
      g_array_append_val (variables, ((NqpVariable){ -1, s }));
  return variables;
}

const NqpVariable *
nqp_value_grid_variable (const NqpValueGrid *self, int variable)
{
  return &g_array_index (self->variables, NqpVariable, variable);
}

const char *
nqp_value_grid_variable_code (const NqpValueGrid *self, int variable)
{
  const NqpVariable *it = nqp_value_grid_variable (self, variable);

  return it->indicator >= 0 ? self->panel->indicators[it->indicator].code
                            : self->panel->series[it->series].code;
}

/**
 * nqp_value_grid_find_variable:
 *
 * Returns: the position of the indicator, else series, with @code; -1 = there is none
 */
int
nqp_value_grid_find_variable (const NqpValueGrid *self, const char *code)
{
  for (guint v = 0; v < self->variables->len; v++)
    if (g_strcmp0 (nqp_value_grid_variable_code (self, (int)v), code) == 0)
      return (int)v;
  return -1;
}

const char *
nqp_value_grid_variable_name (const NqpValueGrid *self, int variable)
{
  const NqpVariable *it = nqp_value_grid_variable (self, variable);
  const NqpPanel *panel = self->panel;
  const NqpText *name
      = it->indicator >= 0 ? &panel->indicators[it->indicator].name : &panel->series[it->series].name;
  const char *text = nqp_text_get (name, self->lang);

  return *text != '\0' ? text : nqp_value_grid_variable_code (self, variable);
}

const char *
nqp_value_grid_variable_unit (const NqpValueGrid *self, int variable)
{
  const NqpVariable *it = nqp_value_grid_variable (self, variable);
  const NqpPanel *panel = self->panel;

  return nqp_text_get (it->indicator >= 0 ? &panel->indicators[it->indicator].unit
                                          : &panel->series[it->series].unit,
                       self->lang);
}

/* ---- life -------------------------------------------------------------------------------------------------------- */

static gboolean
rows_are_variables (const NqpValueGrid *self)
{
  return self->kind == NQP_GRID_OF_REGION;
}

static int
count_things (const NqpValueGrid *self)
{
  return rows_are_variables (self) ? (int)self->variables->len : self->panel->n_regions;
}

/**
 * nqp_value_grid_new:
 * @at: a position among the variables, the panel's regions or its years, as @kind says
 *
 * Returns: (transfer full): all rows, in the order of the project
 */
NqpValueGrid *
nqp_value_grid_new (NqpPanel *panel, NqpScores *scores, NqpLang lang, NqpGridKind kind, int at)
{
  NqpValueGrid *self = g_new0 (NqpValueGrid, 1);

  self->klass = &nqp_value_grid_class;
  self->kind = kind;
  self->at = at;
  self->panel = nqp_panel_ref (panel);
  self->scores = scores != NULL ? nqp_scores_ref (scores) : NULL;
  self->lang = lang;
  self->variables = list_variables (panel);
  self->rows = g_array_new (FALSE, FALSE, sizeof (int));
  self->years = g_ptr_array_new_with_free_func (g_free);
  for (int t = 0; t < panel->n_years; t++)
    g_ptr_array_add (self->years, g_strdup_printf ("%d", panel->years[t]));
  self->n_columns = kind == NQP_GRID_OF_YEAR ? (int)self->variables->len : panel->n_years;
  nqp_value_grid_arrange (self, NQP_GRID_UNSORTED, FALSE, NULL);
  return self;
}

void
nqp_value_grid_free (NqpValueGrid *self)
{
  if (self == NULL)
    return;
  nqp_panel_unref (self->panel);
  g_clear_pointer (&self->scores, nqp_scores_unref);
  g_array_unref (self->variables);
  g_array_unref (self->rows);
  g_ptr_array_unref (self->years);
  g_free (self->filter);
  g_free (self);
}

static gboolean
same_things (const NqpPanel *a, const NqpPanel *b)
{
  if (a->n_regions != b->n_regions || a->n_years != b->n_years || a->n_series != b->n_series
      || a->n_indicators != b->n_indicators
      || (a->n_years > 0 && memcmp (a->years, b->years, (gsize)a->n_years * sizeof (int)) != 0))
    return FALSE;
  for (int j = 0; j < a->n_indicators; j++)
    if (g_strcmp0 (a->indicators[j].code, b->indicators[j].code) != 0
        || nqp_indicator_is_derived (&a->indicators[j]) != nqp_indicator_is_derived (&b->indicators[j])
        || a->indicators[j].numerator != b->indicators[j].numerator)
      return FALSE;
  for (int s = 0; s < a->n_series; s++)
    if (g_strcmp0 (a->series[s].code, b->series[s].code) != 0)
      return FALSE;
  for (int i = 0; i < a->n_regions; i++)
    if (g_strcmp0 (a->places[i].code, b->places[i].code) != 0)
      return FALSE;
  return TRUE;
}

gboolean
nqp_value_grid_take (NqpValueGrid *self, NqpPanel *panel, NqpScores *scores)
{
  if (panel != self->panel && !same_things (self->panel, panel))
    return FALSE;
  nqp_panel_ref (panel);
  nqp_panel_unref (self->panel);
  self->panel = panel;
  if (scores != NULL)
    nqp_scores_ref (scores);
  g_clear_pointer (&self->scores, nqp_scores_unref);
  self->scores = scores;
  return TRUE;
}

/* ---- order ------------------------------------------------------------------------------------------------------- */

static const char *
thing_title (const NqpValueGrid *self, int thing)
{
  return rows_are_variables (self) ? nqp_value_grid_variable_name (self, thing)
                                   : nqp_panel_place_name (self->panel, thing, self->lang);
}

static gboolean
passes (const NqpValueGrid *self, int thing, const char *folded)
{
  const NqpPanel *panel = self->panel;
  const NqpVariable *variable = rows_are_variables (self) ? nqp_value_grid_variable (self, thing) : NULL;
  const NqpText *name = variable == NULL           ? &panel->places[thing].name
                        : variable->indicator >= 0 ? &panel->indicators[variable->indicator].name
                                                   : &panel->series[variable->series].name;
  const char *code
      = variable == NULL ? panel->places[thing].code : nqp_value_grid_variable_code (self, thing);
  const char *initials = variable == NULL ? panel->places[thing].initials : NULL;
  const char *texts[] = { nqp_text_get (name, NQP_LANG_EN), nqp_text_get (name, NQP_LANG_ZH), NULL };
  const char *codes[] = { code, initials, NULL };
  g_autoptr (NqpSearchItem) item = nqp_search_item_new (thing, texts, codes);

  return nqp_search_item_match (item, folded) > 0;
}

typedef struct
{
  int thing;
  double value;
  char *key; /* or NULL */
} Keyed;

typedef struct
{
  gboolean titles, descending;
} Order;

/* Missing ones last, whichever way; equal ones as in the project. */
static int
compare_keyed (const void *a, const void *b, gpointer data)
{
  const Keyed *p = a, *q = b;
  const Order *order = data;
  int by = 0;

  if (order->titles)
    by = strcmp (p->key, q->key);
  else if (isnan (p->value) || isnan (q->value))
    {
      if (isnan (p->value) != isnan (q->value))
        return isnan (p->value) ? 1 : -1;
    }
  else
    by = (p->value > q->value) - (p->value < q->value);
  if (by != 0)
    return order->descending ? -by : by;
  return (p->thing > q->thing) - (p->thing < q->thing);
}

void
nqp_value_grid_arrange (NqpValueGrid *self, int sorted_by, gboolean descending, const char *filter)
{
  g_autofree char *folded = filter != NULL ? nqp_search_fold (filter) : NULL;
  g_autofree char *kept = g_strdup (filter);
  Order order = { sorted_by == NQP_GRID_TITLES, descending };
  g_autoptr (GArray) keyed = g_array_new (FALSE, FALSE, sizeof (Keyed));

  self->sorted_by = sorted_by;
  self->descending = descending;
  g_free (self->filter);
  self->filter = g_steal_pointer (&kept);
  g_array_set_size (self->rows, 0);
  for (int k = 0; k < count_things (self); k++)
    if (folded == NULL || *folded == '\0' || passes (self, k, folded))
      g_array_append_val (self->rows, k);
  self->n_rows = (int)self->rows->len;
  if (sorted_by == NQP_GRID_UNSORTED)
    return;
  for (int row = 0; row < self->n_rows; row++)
    {
      Keyed it = { g_array_index (self->rows, int, row), NAN, NULL };

      if (order.titles)
        it.key = g_utf8_collate_key (thing_title (self, it.thing), -1);
      else
        it.value = nqp_value_grid_value (self, row, sorted_by);
      g_array_append_val (keyed, it);
    }
  g_array_sort_with_data (keyed, compare_keyed, &order);
  for (guint row = 0; row < keyed->len; row++)
    {
      g_array_index (self->rows, int, row) = g_array_index (keyed, Keyed, row).thing;
      g_free (g_array_index (keyed, Keyed, row).key);
    }
}

/* ---- titles ------------------------------------------------------------------------------------------------------ */

const char *
nqp_value_grid_row_title (const NqpValueGrid *self, int row)
{
  return thing_title (self, g_array_index (self->rows, int, row));
}

const char *
nqp_value_grid_row_unit (const NqpValueGrid *self, int row)
{
  return rows_are_variables (self) ? nqp_value_grid_variable_unit (self, g_array_index (self->rows, int, row))
                                   : "";
}

const char *
nqp_value_grid_column_title (const NqpValueGrid *self, int column)
{
  return self->kind == NQP_GRID_OF_YEAR ? nqp_value_grid_variable_name (self, column)
                                        : g_ptr_array_index (self->years, column);
}

const char *
nqp_value_grid_column_unit (const NqpValueGrid *self, int column)
{
  return self->kind == NQP_GRID_OF_YEAR ? nqp_value_grid_variable_unit (self, column) : "";
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

void
nqp_value_grid_locate (const NqpValueGrid *self, int row, int column, int *out_variable, int *out_year,
                       int *out_region)
{
  const int thing = g_array_index (self->rows, int, row);

  *out_variable = self->kind == NQP_GRID_OF_VARIABLE ? self->at : rows_are_variables (self) ? thing : column;
  *out_year = self->kind == NQP_GRID_OF_YEAR ? self->at : column;
  *out_region = rows_are_variables (self) ? self->at : thing;
}

/* In the scores; -1 = there are none of this panel. */
static gssize
scores_cell (const NqpValueGrid *self, int indicator, int year, int region)
{
  const NqpScores *scores = self->scores;

  if (scores == NULL || indicator < 0 || scores->n_regions != self->panel->n_regions
      || scores->n_years != self->panel->n_years || scores->n_indicators != self->panel->n_indicators)
    return -1;
  return (gssize)year * scores->n_regions + region;
}

static double
derived_value (const NqpValueGrid *self, int indicator, int year, int region)
{
  const gssize cell = scores_cell (self, indicator, year, region);

  return cell >= 0 && self->scores->x_state[indicator][cell] != NQP_CELL_IMPUTED
             ? self->scores->x[indicator][cell]
             : NAN;
}

double
nqp_value_grid_value (const NqpValueGrid *self, int row, int column)
{
  const NqpVariable *variable;
  int v, t, i;

  nqp_value_grid_locate (self, row, column, &v, &t, &i);
  variable = nqp_value_grid_variable (self, v);
  return variable->series >= 0 ? self->panel->values[nqp_panel_cell (self->panel, variable->series, t, i)]
                               : derived_value (self, variable->indicator, t, i);
}

static gboolean
is_suspect (const NqpPanel *panel, int series, int year, int region)
{
  const NqpFlag *flag;

  if (panel->states[nqp_panel_cell (panel, series, year, region)] != NQP_CELL_SUSPECT)
    return FALSE;
  flag = nqp_panel_find_flag (panel, series, year, region);
  return flag == NULL || !flag->accepted;
}

static guint
series_marks (const NqpPanel *panel, int series, int year, int region)
{
  if (panel->states[nqp_panel_cell (panel, series, year, region)] == NQP_CELL_EDITED)
    return NQP_GRID_EDITED;
  return is_suspect (panel, series, year, region) ? NQP_GRID_SUSPECT : 0;
}

guint
nqp_value_grid_marks (const NqpValueGrid *self, int row, int column)
{
  const NqpVariable *variable;
  guint marks = 0;
  gssize cell;
  int v, t, i;

  nqp_value_grid_locate (self, row, column, &v, &t, &i);
  variable = nqp_value_grid_variable (self, v);
  cell = scores_cell (self, variable->indicator, t, i);
  if (variable->series >= 0)
    marks |= series_marks (self->panel, variable->series, t, i);
  else
    {
      const NqpIndicator *indicator = &self->panel->indicators[variable->indicator];

      marks |= NQP_GRID_DERIVED;
      for (int k = 0; k < nqp_indicator_n_operands (indicator); k++)
        if (nqp_indicator_operand (indicator, k) >= 0)
          marks |= series_marks (self->panel, nqp_indicator_operand (indicator, k), t, i);
    }
  if (isnan (nqp_value_grid_value (self, row, column)))
    {
      marks |= NQP_GRID_MISSING;
      if (cell >= 0 && self->scores->x_state[variable->indicator][cell] == NQP_CELL_IMPUTED)
        marks |= NQP_GRID_IMPUTED;
    }
  return marks;
}

double
nqp_value_grid_shown (const NqpValueGrid *self, int row, int column, guint marks)
{
  int v, t, i;

  if ((marks & NQP_GRID_IMPUTED) == 0)
    return nqp_value_grid_value (self, row, column);
  nqp_value_grid_locate (self, row, column, &v, &t, &i);
  v = nqp_value_grid_variable (self, v)->indicator;
  return self->scores->x[v][scores_cell (self, v, t, i)];
}
