/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-out-xlsx-private.h"

#include <math.h>

const int nqp_book_region_widths[] = { 12, 8, 0 };

void
nqp_book_put_head (NqpXlsxWriter *out, const char *const *names)
{
  nqp_xlsx_writer_row (out);
  for (int i = 0; names[i] != NULL; i++)
    nqp_xlsx_writer_text (out, names[i], NQP_XLSX_HEAD);
}

/* Region and year: each sheet that has a row for them has the years one after the other, so that regions can be compared. */
void
nqp_book_put_key (NqpXlsxWriter *out, const NqpPanel *panel, int region, int year)
{
  nqp_xlsx_writer_row (out);
  nqp_xlsx_writer_text (out, panel->places[region].code, NQP_XLSX_PLAIN);
  nqp_xlsx_writer_number (out, panel->years[year], NQP_XLSX_PLAIN);
}

void
nqp_book_put_nodes (NqpXlsxWriter *out, const Book *self, GArray *nodes)
{
  for (guint k = 0; k < nodes->len; k++)
    nqp_xlsx_writer_text (out, self->tree->nodes[g_array_index (nodes, int, k)].id, NQP_XLSX_HEAD);
}

/* ---- data ------------------------------------------------------------------------------------------------------ */

static NqpXlsxStyle
style_of (guint8 state)
{
  if (state == NQP_CELL_IMPUTED)
    return NQP_XLSX_PUT_IN;
  return state == NQP_CELL_EDITED ? NQP_XLSX_CHANGED : NQP_XLSX_PLAIN;
}

void
nqp_book_put_values (NqpXlsxWriter *out, const Book *self, gboolean treated)
{
  const NqpPanel *panel = self->panel;

  nqp_xlsx_writer_sheet (out, nqp_book_region_widths, FIRST_COLUMN);
  nqp_book_put_head (out, (const char *[]){ "region", "year", NULL });
  for (int j = 0; j < panel->n_indicators; j++)
    nqp_xlsx_writer_text (out, panel->indicators[j].code, NQP_XLSX_HEAD);
  for (int t = 0; t < panel->n_years; t++)
    for (int i = 0; i < panel->n_regions; i++)
      {
        nqp_book_put_key (out, panel, i, t);
        for (int j = 0; j < panel->n_indicators; j++)
          {
            const double raw = nqp_scores_raw (self->scores, j, t, i);
            const double counted = nqp_scores_treated (self->scores, j, t, i);

            if (treated)
              nqp_xlsx_writer_number (out, counted,
                                      counted == raw || isnan (raw) ? NQP_XLSX_PLAIN : NQP_XLSX_CHANGED);
            else
              nqp_xlsx_writer_number (out, raw,
                                      style_of (self->scores->x_state[j][t * panel->n_regions + i]));
          }
      }
}

static void
put_denominator (NqpXlsxWriter *out, const NqpPanel *panel, int denominator)
{
  if (denominator == NQP_DENOMINATOR_AREA)
    nqp_xlsx_writer_text (out, "AREA", NQP_XLSX_PLAIN);
  else
    nqp_xlsx_writer_text (out, denominator >= 0 ? panel->series[denominator].code : NULL, NQP_XLSX_PLAIN);
}

/* What the values of @indicator are measured by; FALSE if it takes no part or has no value. */
static gboolean
explain (const Book *self, int indicator, NqpExplanation *out)
{
  const int leaf = nqp_tree_find_indicator (self->tree, indicator);

  if (leaf < 0 || self->place[leaf] < 0)
    return FALSE;
  for (int t = 0; t < self->panel->n_years; t++)
    for (int i = 0; i < self->panel->n_regions; i++)
      if (!isnan (nqp_scores_get (self->scores, leaf, t, i)))
        {
          nqp_scores_explain (self->scores, leaf, t, i, out);
          return TRUE;
        }
  return FALSE;
}

static void
put_measures (NqpXlsxWriter *out, const Book *self, int indicator)
{
  g_auto (NqpExplanation) explanation = { 0 };
  const gboolean known = self->cells != NULL && explain (self, indicator, &explanation);

  for (int which = 0; which < 2; which++)
    {
      g_autofree char *formula = NULL;

      if (!known || which >= explanation.n_measured || self->cells->measures[which] == NULL)
        {
          nqp_xlsx_writer_skip (out);
          continue;
        }
      formula = nqp_book_measure (self, indicator, which);
      nqp_xlsx_writer_formula (out, formula, explanation.measured[which].value, NQP_XLSX_PLAIN);
    }
}

/* The heads of the columns of what values are measured by: "minimum", "maximum" */
static void
find_measure_names (const Book *self, const char *names[2])
{
  for (int j = 0; self->cells != NULL && j < self->panel->n_indicators; j++)
    {
      g_auto (NqpExplanation) explanation = { 0 };

      if (!explain (self, j, &explanation))
        continue;
      for (int which = 0; which < explanation.n_measured; which++)
        names[which] = explanation.measured[which].step; /* a word of the program's */
      return;
    }
}

void
nqp_book_put_indicators (NqpXlsxWriter *out, const Book *self)
{
  const NqpPanel *panel = self->panel;
  const char *measures[2] = { "", "" };

  nqp_xlsx_writer_sheet (out, (const int[]){ 14, 44, 30, 12, 20, 18, 14, 0 }, 1);
  nqp_book_put_head (out, (const char *[]){ "code", "name_en", "name_zh", "pillar", "component", "unit_en",
                                            "unit_zh", "direction", "role", "numerator", "denominator",
                                            "factor", "lower", "upper", NULL });
  find_measure_names (self, measures);
  nqp_xlsx_writer_text (out, measures[0], NQP_XLSX_HEAD);
  nqp_xlsx_writer_text (out, measures[1], NQP_XLSX_HEAD);
  nqp_xlsx_writer_text (out, "source", NQP_XLSX_HEAD);
  nqp_xlsx_writer_text (out, "note", NQP_XLSX_HEAD);
  nqp_xlsx_writer_text (out, "formula", NQP_XLSX_HEAD);
  for (int j = 0; j < panel->n_indicators; j++)
    {
      const NqpIndicator *indicator = &panel->indicators[j];
      const char *formula = indicator->formula != NULL ? nqp_expression_text (indicator->formula) : NULL;

      nqp_xlsx_writer_row (out);
      nqp_xlsx_writer_text (out, indicator->code, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, indicator->name.en, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, indicator->name.zh, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, indicator->pillar, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, indicator->component, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, indicator->unit.en, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, indicator->unit.zh, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_number (out, indicator->direction, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, nqp_role_to_string (indicator->role), NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, formula == NULL ? panel->series[indicator->numerator].code : NULL,
                            NQP_XLSX_PLAIN);
      put_denominator (out, panel, indicator->denominator);
      nqp_xlsx_writer_number (out, formula == NULL ? indicator->factor : NAN, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_number (out, indicator->lower, NQP_XLSX_INPUT);
      nqp_xlsx_writer_number (out, indicator->upper, NQP_XLSX_INPUT);
      put_measures (out, self, j);
      nqp_xlsx_writer_text (out, nqp_panel_indicator_source (panel, j), NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, indicator->note, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, formula, NQP_XLSX_PLAIN);
    }
}

void
nqp_book_put_regions (NqpXlsxWriter *out, const Book *self)
{
  const NqpPanel *panel = self->panel;

  nqp_xlsx_writer_sheet (out, (const int[]){ 12, 26, 18, 18, 12, 0 }, 1);
  nqp_book_put_head (out, (const char *[]){ "code", "name_en", "name_zh", "group_en", "group_zh", "longitude",
                                            "latitude", "area_km2", NULL });
  for (int i = 0; i < panel->n_places; i++)
    {
      const NqpRegion *region = &panel->places[i];
      const NqpText none = { NULL, NULL };
      const NqpText *group = region->group >= 0 ? &panel->groups[region->group] : &none;

      nqp_xlsx_writer_row (out);
      nqp_xlsx_writer_text (out, region->code, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, region->name.en, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, region->name.zh, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, group->en, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, group->zh, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_number (out, region->longitude, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_number (out, region->latitude, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_number (out, region->area_km2, NQP_XLSX_PLAIN);
    }
}

void
nqp_book_put_sources (NqpXlsxWriter *out, const Book *self)
{
  const NqpPanel *panel = self->panel;
  const NqpLang lang = self->what->lang;

  nqp_xlsx_writer_sheet (out, (const int[]){ 12, 14, 44, 18, 60, 60, 0 }, 0);
  nqp_book_put_head (out, (const char *[]){ "kind", "code", "name", "unit", "source", "note", NULL });
  for (int s = 0; s < panel->n_series + panel->n_indicators; s++)
    {
      const NqpSeries *series = s < panel->n_series ? &panel->series[s] : NULL;
      const int j = s - panel->n_series;
      const NqpIndicator *indicator = series == NULL ? &panel->indicators[j] : NULL;

      nqp_xlsx_writer_row (out);
      nqp_xlsx_writer_text (out, series != NULL ? "series" : "indicator", NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, series != NULL ? series->code : indicator->code, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, nqp_text_get (series != NULL ? &series->name : &indicator->name, lang),
                            NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, nqp_text_get (series != NULL ? &series->unit : &indicator->unit, lang),
                            NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, series != NULL ? series->source : nqp_panel_indicator_source (panel, j),
                            NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, series != NULL ? series->note : indicator->note, NQP_XLSX_PLAIN);
    }
}
