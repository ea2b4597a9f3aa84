/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-out-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-json-print.h"

#define FLUSH_AT 65536

static const char *const state_words[] = {
  [NQP_CELL_OBSERVED] = "observed", [NQP_CELL_DERIVED] = "derived", [NQP_CELL_IMPUTED] = "imputed",
  [NQP_CELL_EDITED] = "edited",     [NQP_CELL_SUSPECT] = "suspect", [NQP_CELL_TREATED] = "treated",
};

static void
hand_on (NqpJsonPrinter *out, NqpStaged *file, gsize more_than)
{
  if (out->out->len <= more_than)
    return;
  nqp_staged_write (file, out->out->str, out->out->len);
  g_string_truncate (out->out, 0);
}

static void
print_method (NqpJsonPrinter *out, const NqpScores *scores)
{
  g_autofree char *line = nqp_method_to_string (&scores->method);
  g_autofree char *words = nqp_method_describe (&scores->method);

  nqp_json_begin (out, "method", '{');
  nqp_json_string (out, "line", line);
  nqp_json_string (out, "description", words);
  nqp_json_begin (out, "warnings", '[');
  for (guint i = 0; i < scores->warnings->len; i++)
    nqp_json_string (out, NULL, scores->warnings->pdata[i]);
  nqp_json_end (out, ']');
  nqp_json_end (out, '}');
}

static void
print_regions (NqpJsonPrinter *out, const NqpPanel *panel)
{
  nqp_json_begin (out, "regions", '[');
  for (int i = 0; i < panel->n_regions; i++)
    {
      const NqpRegion *region = &panel->places[i];

      nqp_json_begin_row (out, NULL, '{');
      nqp_json_string (out, "code", region->code);
      nqp_json_text (out, "name", &region->name);
      if (region->group >= 0)
        nqp_json_text (out, "group", &panel->groups[region->group]);
      nqp_json_number (out, "longitude", region->longitude);
      nqp_json_number (out, "latitude", region->latitude);
      nqp_json_number (out, "area_km2", region->area_km2);
      nqp_json_end (out, '}');
    }
  nqp_json_end (out, ']');
}

static void
print_years (NqpJsonPrinter *out, const NqpPanel *panel)
{
  nqp_json_begin_row (out, "years", '[');
  for (int t = 0; t < panel->n_years; t++)
    nqp_json_integer (out, NULL, panel->years[t]);
  nqp_json_end (out, ']');
}

static void
print_series (NqpJsonPrinter *out, const NqpPanel *panel)
{
  nqp_json_begin (out, "series", '[');
  for (int s = 0; s < panel->n_series; s++)
    {
      nqp_json_begin_row (out, NULL, '{');
      nqp_json_string (out, "code", panel->series[s].code);
      nqp_json_text (out, "name", &panel->series[s].name);
      nqp_json_text (out, "unit", &panel->series[s].unit);
      nqp_json_string (out, "source", panel->series[s].source);
      nqp_json_string (out, "note", panel->series[s].note);
      nqp_json_end (out, '}');
    }
  nqp_json_end (out, ']');
}

static void
print_indicators (NqpJsonPrinter *out, const NqpPanel *panel)
{
  nqp_json_begin (out, "indicators", '[');
  for (int j = 0; j < panel->n_indicators; j++)
    {
      const NqpIndicator *indicator = &panel->indicators[j];

      nqp_json_begin_row (out, NULL, '{');
      nqp_json_string (out, "code", indicator->code);
      nqp_json_text (out, "name", &indicator->name);
      nqp_json_text (out, "unit", &indicator->unit);
      nqp_json_string (out, "role", nqp_role_to_string (indicator->role));
      nqp_json_string (out, "pillar", indicator->pillar);
      nqp_json_string (out, "component", indicator->component);
      nqp_json_integer (out, "direction", indicator->direction);
      if (indicator->formula != NULL)
        nqp_json_string (out, "formula", nqp_expression_text (indicator->formula));
      else
        nqp_json_string (out, "numerator", panel->series[indicator->numerator].code);
      if (indicator->denominator == NQP_DENOMINATOR_AREA)
        nqp_json_string (out, "denominator", "AREA");
      else if (indicator->denominator >= 0)
        nqp_json_string (out, "denominator", panel->series[indicator->denominator].code);
      if (indicator->formula == NULL)
        nqp_json_number (out, "factor", indicator->factor);
      nqp_json_number (out, "lower", indicator->lower);
      nqp_json_number (out, "upper", indicator->upper);
      nqp_json_string (out, "source", nqp_panel_indicator_source (panel, j));
      nqp_json_string (out, "note", indicator->note);
      nqp_json_end (out, '}');
    }
  nqp_json_end (out, ']');
}

/* A row a series or indicator, region and year: series as published; indicators as derived and filled, as they count, as normalised. */
static void
print_values (NqpJsonPrinter *out, const NqpOut *what, NqpStaged *file)
{
  const NqpPanel *panel = what->panel;
  const NqpScores *scores = what->scores;

  nqp_json_begin (out, "published", '[');
  for (int s = 0; s < panel->n_series; s++)
    for (int i = 0; i < panel->n_regions; i++)
      for (int t = 0; t < panel->n_years; t++)
        {
          const gsize cell = nqp_panel_cell (panel, s, t, i);

          nqp_json_begin_row (out, NULL, '{');
          nqp_json_string (out, "region", panel->places[i].code);
          nqp_json_integer (out, "year", panel->years[t]);
          nqp_json_string (out, "series", panel->series[s].code);
          nqp_json_number (out, "value", panel->values[cell]);
          nqp_json_string (out, "state", state_words[panel->states[cell]]);
          nqp_json_end (out, '}');
          hand_on (out, file, FLUSH_AT);
        }
  nqp_json_end (out, ']');
  nqp_json_begin (out, "values", '[');
  for (int j = 0; j < panel->n_indicators; j++)
    for (int i = 0; i < panel->n_regions; i++)
      for (int t = 0; t < panel->n_years; t++)
        {
          const gsize cell = (gsize)t * (gsize)panel->n_regions + (gsize)i;

          nqp_json_begin_row (out, NULL, '{');
          nqp_json_string (out, "region", panel->places[i].code);
          nqp_json_integer (out, "year", panel->years[t]);
          nqp_json_string (out, "indicator", panel->indicators[j].code);
          nqp_json_number (out, "value", scores->x[j][cell]);
          nqp_json_string (out, "state", state_words[scores->x_state[j][cell]]);
          nqp_json_number (out, "counts_as", nqp_scores_treated (scores, j, t, i));
          nqp_json_number (out, "normalised", scores->z[j] != NULL ? scores->z[j][cell] : NAN);
          nqp_json_end (out, '}');
          hand_on (out, file, FLUSH_AT);
        }
  nqp_json_end (out, ']');
}

/* What 'nqp weights --format json' and 'nqp score --format json' print, of all levels above the indicators. */
static void
print_tables (NqpJsonPrinter *out, const NqpScores *scores)
{
  g_autoptr (NqpTable) weights = nqp_scores_weights_table (scores);
  g_autoptr (GString) text = g_string_new (NULL);

  nqp_table_print_json (weights, text);
  nqp_json_raw (out, "weights", g_strchomp (text->str));
  nqp_json_begin (out, "scores", '[');
  for (int level = NQP_LEVEL_INDEX; level < NQP_LEVEL_INDICATOR; level++)
    {
      g_autoptr (NqpTable) table = nqp_scores_table (scores, (NqpLevel)level, -1);
      const char *end;

      if (nqp_table_n_rows (table) == 0)
        continue;
      g_string_truncate (text, 0);
      nqp_table_print_json (table, text);
      end = strrchr (text->str, ']'); /* the rows, without the brackets around them */
      g_string_truncate (text, (gsize)(end - text->str));
      nqp_json_raw (out, NULL, g_strstrip (text->str + 1));
    }
  nqp_json_end (out, ']');
}

static gboolean
write_json (const NqpOut *what, NqpStaged *file, GError **error)
{
  const NqpText title = { what->panel->title_en, what->panel->title_zh };
  g_autoptr (GString) text = g_string_new (NULL);
  NqpJsonPrinter out = { text };

  nqp_json_begin (&out, NULL, '{');
  nqp_json_string (&out, "format", "nqp-export");
  nqp_json_integer (&out, "version", 1);
  nqp_json_text (&out, "title", &title);
  print_method (&out, what->scores);
  print_regions (&out, what->panel);
  print_years (&out, what->panel);
  print_series (&out, what->panel);
  print_indicators (&out, what->panel);
  print_values (&out, what, file);
  print_tables (&out, what->scores);
  nqp_json_end (&out, '}');
  g_string_append_c (text, '\n');
  hand_on (&out, file, 0);
  return TRUE; /* a write that failed is told when the file is finished */
}

const NqpOutForm nqp_out_json = {
  .id = "json",
  .ending = ".json",
  .title = N_ ("JSON file with data, weights and scores"),
  .needs = NQP_OUT_NEEDS_SCORES,
  .start = "{\n \"format\": \"nqp-export\"",
  .write = write_json,
};
