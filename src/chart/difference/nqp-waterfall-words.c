/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-waterfall-private.h"

/* profile.waterfall and compare.waterfall in words and numbers. */

const char *
nqp_waterfall_row_name (const NqpView *view, int leaf)
{
  return leaf >= 0 ? nqp_view_node_name (view, leaf) : _ ("Because others moved");
}

char *
nqp_waterfall_end_name (const NqpWaterfall *self, NqpDifferenceEnd end)
{
  return self->regions ? g_strdup (nqp_view_region_name (self->view, end.region))
                       : g_strdup_printf ("%d", self->view->scores->panel->years[end.year]);
}

/* One more than scores have where parts are small. */
int
nqp_waterfall_decimals (const NqpWaterfall *self)
{
  const int decimals = nqp_parts_decimals (self->view);

  if (nqp_chart_options_has (&self->view->options, NQP_OPTION_DECIMALS))
    return decimals;
  return self->n > 0 && self->rows[0].leaf >= 0 && fabs (self->rows[0].part) >= pow (10, 1 - decimals)
             ? decimals
             : decimals + 1;
}

char *
nqp_waterfall_signed (double value, int decimals)
{
  char number[NQP_NUMBER_SIZE], zero[NQP_NUMBER_SIZE];

  nqp_number_to_screen (value, decimals, number);
  nqp_number_to_screen (0, decimals, zero);
  return g_strconcat (value > 0 && !g_str_equal (number, zero) ? "+" : "", number, NULL);
}

char *
nqp_waterfall_title (const NqpView *view, gboolean regions)
{
  g_auto (NqpWaterfall) self = { 0 };

  nqp_waterfall_find (&self, view, regions);
  if (self.excuse != NULL)
    return regions ? g_strdup_printf (_ ("Why two regions differ, %d"), nqp_parts_year (view))
                   : g_strdup_printf (_ ("What changed the score, %d"), nqp_parts_year (view));
  if (regions)
    /* Translators: two regions, a year */
    return g_strdup_printf (_ ("Why %s differs from %s, %d"), nqp_view_region_name (view, self.to.region),
                            nqp_view_region_name (view, self.from.region), nqp_parts_year (view));
  /* Translators: a region, an earlier and a later year */
  return g_strdup_printf (_ ("What changed %s, %d to %d"), nqp_view_region_name (view, self.to.region),
                          view->scores->panel->years[self.from.year],
                          view->scores->panel->years[self.to.year]);
}

static char *
measure_name (const NqpWaterfall *self)
{
  NqpView whole = *self->view;

  whole.measure = self->node;
  return nqp_view_measure_name (&whole);
}

char *
nqp_waterfall_subtitle (const NqpWaterfall *self)
{
  g_autofree char *name = NULL, *start = NULL, *end = NULL, *change = NULL;
  const int decimals = nqp_parts_decimals (self->view);

  if (self->excuse != NULL)
    return g_strdup ("");
  name = measure_name (self);
  start = nqp_parts_fixed (self->start, decimals);
  end = nqp_parts_fixed (self->end, decimals);
  change = nqp_waterfall_signed (self->end - self->start, decimals);
  return g_strdup_printf (
      self->sums ? /* Translators: a measure, its score on both sides, the difference */
          _ ("%s: from %s to %s (%s); differences of contributions")
                 : _ ("%s: from %s to %s (%s); shared out by Shapley values at each level of the tree"),
      name, start, end, change);
}

static void
add_row (NqpTable *table, const char *node, const char *name, double from, double to, const char *unit,
         double part, NqpDatum datum)
{
  nqp_table_add_row (table);
  nqp_table_set_datum (table, datum);
  nqp_table_set_text (table, 0, node);
  nqp_table_set_text (table, 1, name);
  nqp_table_set_number (table, 2, from);
  nqp_table_set_number (table, 3, to);
  nqp_table_set_text (table, 4, unit);
  nqp_table_set_number (table, 5, part);
}

static double
raw (const NqpView *view, int leaf, NqpDifferenceEnd end)
{
  return nqp_scores_raw (view->scores, view->scores->tree->nodes[leaf].indicator, end.year, end.region);
}

static const char *
unit_of (const NqpView *view, int leaf)
{
  return nqp_text_get (&view->scores->panel->indicators[view->scores->tree->nodes[leaf].indicator].unit,
                       view->lang);
}

NqpTable *
nqp_waterfall_table (const NqpView *view, gboolean regions, NqpTableUse use)
{
  g_auto (NqpWaterfall) self = { 0 };
  g_autofree char *from = NULL, *to = NULL, *name = NULL;
  NqpTable *table = nqp_table_new_for (use);

  nqp_waterfall_init (&self, view, regions);
  nqp_table_add_column (table, "node", _ ("Code"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Indicator"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "from", _ ("From"), NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_column (table, "to", _ ("To"), NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_column (table, "unit", _ ("Unit"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "part", _ ("Part of the difference"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_show (table, 1, (NqpLook){ .kind = NQP_LOOK_PART, .chars = 14, .expand = TRUE });
  nqp_table_show (table, 4, (NqpLook){ .chars = 8 });
  nqp_table_show (
      table, 5,
      (NqpLook){
          .title = _ ("Points"), .chars = 5, .descending = TRUE, .has_decimals = TRUE, .decimals = 2 });
  if (self.excuse != NULL)
    {
      nqp_table_show (table, 2, (NqpLook){ .chars = 6, .has_decimals = TRUE, .decimals = -1 });
      nqp_table_show (table, 3, (NqpLook){ .chars = 6, .has_decimals = TRUE, .decimals = -1 });
      return table;
    }
  from = nqp_waterfall_end_name (&self, self.from);
  to = nqp_waterfall_end_name (&self, self.to);
  nqp_table_show (table, 2, (NqpLook){ .title = from, .chars = 6, .has_decimals = TRUE, .decimals = -1 });
  nqp_table_show (table, 3, (NqpLook){ .title = to, .chars = 6, .has_decimals = TRUE, .decimals = -1 });
  name = measure_name (&self);
  add_row (table, view->scores->tree->nodes[self.node].id, name, self.start, self.end,
           nqp_parts_factor (view) > 1 ? _ ("points") : "", self.end - self.start,
           (NqpDatum){ self.to.region, self.to.year, self.node, 0, 0 });
  for (int i = 0; i < self.n; i++)
    {
      const int leaf = self.rows[i].leaf;

      if (leaf < 0)
        add_row (table, "others", nqp_waterfall_row_name (view, leaf), NAN, NAN, "", self.rows[i].part,
                 NQP_DATUM_NONE);
      else
        add_row (table, view->scores->tree->nodes[leaf].id, nqp_view_node_name (view, leaf),
                 raw (view, leaf, self.from), raw (view, leaf, self.to), unit_of (view, leaf),
                 self.rows[i].part, (NqpDatum){ self.to.region, self.to.year, leaf, 0, 0 });
    }
  return table;
}

/* The largest part of that sign. */
static const NqpWaterfallRow *
find_most (const NqpWaterfall *self, int sign)
{
  for (int i = 0; i < self->n; i++)
    if (self->rows[i].leaf >= 0 && sign * self->rows[i].part > 0)
      return &self->rows[i];
  return NULL;
}

char *
nqp_waterfall_summary (const NqpView *view, gboolean regions)
{
  g_auto (NqpWaterfall) self = { 0 };
  g_autofree char *title = nqp_waterfall_title (view, regions), *subtitle = NULL, *up = NULL, *down = NULL;
  const NqpWaterfallRow *most, *least;
  GString *out = g_string_new (NULL);
  int decimals;

  nqp_waterfall_init (&self, view, regions);
  /* Translators: the title of a chart, read as a sentence */
  g_string_append_printf (out, _ ("%s."), title);
  if (self.excuse != NULL)
    {
      nqp_parts_say (out, "%s", self.excuse);
      return g_string_free (out, FALSE);
    }
  decimals = nqp_waterfall_decimals (&self);
  subtitle = nqp_waterfall_subtitle (&self);
  nqp_parts_say (out, _ ("%s."), subtitle);
  most = find_most (&self, 1);
  least = find_most (&self, -1);
  if (most != NULL)
    {
      up = nqp_waterfall_signed (most->part, decimals);
      nqp_parts_say (out, _ ("Adds most: %s (%s)."), nqp_view_node_name (view, most->leaf), up);
    }
  if (least != NULL)
    {
      down = nqp_waterfall_signed (least->part, decimals);
      nqp_parts_say (out, _ ("Takes away most: %s (%s)."), nqp_view_node_name (view, least->leaf), down);
    }
  if (!self.exact)
    nqp_parts_say (out, "%s",
                   _ ("A mean over some orders, because some parts have too many parts of their own."));
  return g_string_free (out, FALSE);
}

/* "2016: 2.4 %" */
static char *
say_value (const NqpWaterfall *self, int leaf, NqpDifferenceEnd end)
{
  const char *unit = unit_of (self->view, leaf);
  const double value = raw (self->view, leaf, end);
  g_autofree char *name = nqp_waterfall_end_name (self, end);
  char number[NQP_NUMBER_SIZE];

  if (isnan (value))
    /* Translators: a year or region, then that it has no value */
    return g_strdup_printf (_ ("%s: %s"), name, _ ("no data"));
  nqp_number_to_screen_auto (value, number);
  return g_strdup_printf ("%s: %s%s%s", name, number, *unit != '\0' ? "\xc2\xa0" : "", unit);
}

char *
nqp_waterfall_tooltip (const NqpView *view, gboolean regions, NqpDatum datum)
{
  g_auto (NqpWaterfall) self = { 0 };

  if (datum.node < 0 || view->scores->tree->nodes[datum.node].indicator < 0)
    return NULL;
  nqp_waterfall_init (&self, view, regions);
  for (int i = 0; self.excuse == NULL && i < self.n; i++)
    if (self.rows[i].leaf == datum.node)
      {
        g_autofree char *from = say_value (&self, datum.node, self.from),
                        *to = say_value (&self, datum.node, self.to);
        g_autofree char *part = nqp_waterfall_signed (self.rows[i].part, nqp_waterfall_decimals (&self));
        g_autofree char *name = measure_name (&self);

        /* Translators: what an indicator adds to the difference of a measure */
        g_autofree char *adds = g_strdup_printf (_ ("adds to %s: %s"), name, part);

        return g_strjoin ("\n", nqp_view_node_name (view, datum.node), from, to, adds, NULL);
      }
  return NULL;
}
