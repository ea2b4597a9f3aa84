/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"

gboolean
nqp_editing_end_data (NqpEditing *self, gboolean ok, GError **error)
{
  return nqp_editing_end (self, ok, NQP_PROJECT_DATA, NQP_PROJECT_DATA, error);
}

static char *
cell_label (NqpEditing *self, const NqpNewValue *value)
{
  return g_strdup_printf (_ ("Value of %s, %s %d"), nqp_editing_series_name (self, value->series),
                          nqp_editing_place_name (self, value->place), value->year);
}

/* ---- where the cells are now --------------------------------------------------------------------------------------- */

/* Positions in one panel of the things of another, by their codes. */
typedef struct
{
  const NqpPanel *from, *to;
  int *series, *regions, *years; /* [position in from]: position in to, -1 = none */
} Places;

static void
places_clear (Places *self)
{
  g_free (self->series);
  g_free (self->regions);
  g_free (self->years);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Places, places_clear)

static void
places_init (Places *self, const NqpPanel *from, const NqpPanel *to)
{
  self->from = from;
  self->to = to;
  if (from == to)
    return;
  self->series = g_new (int, MAX (from->n_series, 1));
  self->regions = g_new (int, MAX (from->n_regions, 1));
  self->years = g_new (int, MAX (from->n_years, 1));
  for (int s = 0; s < from->n_series; s++)
    self->series[s] = nqp_panel_find_series (to, from->series[s].code);
  for (int t = 0; t < from->n_years; t++)
    self->years[t] = nqp_panel_find_year (to, from->years[t]);
  for (int i = 0; i < from->n_regions; i++)
    {
      const int place = nqp_panel_find_place (to, from->places[i].code);

      self->regions[i] = place < to->n_regions ? place : -1;
    }
}

/* FALSE: there is none, e.g. of a region without data. */
static gboolean
find_cell (const Places *places, const NqpCellValue *cell, gsize *out_cell)
{
  const gboolean same = places->from == places->to;
  const int s = same ? cell->series : places->series[cell->series];
  const int t = same ? cell->year : places->years[cell->year];
  const int i = same ? cell->region : places->regions[cell->region];

  if (s < 0 || t < 0 || i < 0)
    return FALSE;
  *out_cell = nqp_panel_cell (places->to, s, t, i);
  return TRUE;
}

/* ---- edits ------------------------------------------------------------------------------------------------------- */

static char *
block_label (NqpValuesDone done, gsize n)
{
  const gulong number = (gulong)n;

  switch (done)
    {
    case NQP_VALUES_FILLED:
      return g_strdup_printf (ngettext ("Fill of %lu cell", "Fill of %lu cells", number), number);
    case NQP_VALUES_REPLACED:
      return g_strdup_printf (ngettext ("Replacement of %lu value", "Replacement of %lu values", number),
                              number);
    case NQP_VALUES_REMOVED:
      return g_strdup_printf (ngettext ("Removal of %lu value", "Removal of %lu values", number), number);
    case NQP_VALUES_PASTED:
    default:
      /* Translators: entries of the undo history */
      return g_strdup_printf (ngettext ("Paste of %lu value", "Paste of %lu values", number), number);
    }
}

/* Those of @cells that change a value as it is now. */
static gboolean
find_changes (NqpEditing *self, const Places *places, const NqpCellValue *cells, gsize n, GArray *out_values,
              GError **error)
{
  const NqpPanel *seen = places->from, *panel = self->document->now.panel;

  for (gsize k = 0; k < n; k++)
    {
      const NqpCellValue *cell = &cells[k];
      const NqpNewValue value = { seen->series[cell->series].code, seen->places[cell->region].code,
                                  seen->years[cell->year], cell->value };
      const double was = seen->values[nqp_panel_cell (seen, cell->series, cell->year, cell->region)];
      gsize is;

      if (find_cell (places, cell, &is))
        {
          if (nqp_number_same (panel->values[is], cell->value))
            continue;
          if (!nqp_number_same (panel->values[is], was))
            {
              g_autofree char *label = cell_label (self, &value);

              return nqp_editing_fail_changed (label, error);
            }
        }
      g_array_append_val (out_values, value);
    }
  return TRUE;
}

/**
 * nqp_document_set_values:
 * @seen: the panel that was shown; positions of @cells are in it
 * @cells: each at most once
 *
 * A block of values as one action. Refused as a whole if the scores cannot be computed with them, or if another window has given
 * one of the cells another value that was not seen here. Cells that have their value already do not count.
 */
gboolean
nqp_document_set_values (NqpDocument *self, const NqpPanel *seen, const NqpCellValue *cells, gsize n,
                         NqpValuesDone done, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_auto (Places) places = { 0 };
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (NqpNewValue));
  g_autofree char *label = NULL;
  const NqpNewValue *first;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  places_init (&places, seen, self->now.panel);
  if (!find_changes (&editing, &places, cells, n, values, error))
    return FALSE;
  if (values->len == 0)
    return TRUE;
  first = &g_array_index (values, NqpNewValue, 0);
  label = n == 1 ? cell_label (&editing, first) : block_label (done, values->len);
  ok = nqp_project_set_values (self->project, first, values->len, label, error);
  return nqp_editing_end_data (&editing, ok, error);
}

/**
 * nqp_document_set_value:
 * @value: in the series' unit, NaN = missing
 *
 * Refused if another window has given the cell another value that was not seen here.
 */
gboolean
nqp_document_set_value (NqpDocument *self, const char *series, const char *place, int year, double value,
                        GError **error)
{
  g_autoptr (NqpPanel) seen = nqp_panel_ref (self->now.panel);
  const int s = nqp_panel_find_series (seen, series);
  const int t = nqp_panel_find_year (seen, year);
  const int i = nqp_panel_find_place (seen, place);
  const NqpNewValue one = { series, place, year, value };
  g_auto (NqpEditing) editing = { 0 };
  g_autofree char *label = NULL;

  if (s >= 0 && t >= 0 && i >= 0 && i < seen->n_regions)
    return nqp_document_set_values (self, seen, &(NqpCellValue){ s, t, i, value }, 1, NQP_VALUES_PASTED,
                                    error);
  /* the file may know more than was seen */
  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  label = cell_label (&editing, &one);
  return nqp_editing_end_data (&editing, nqp_project_set_values (self->project, &one, 1, label, error),
                               error);
}
