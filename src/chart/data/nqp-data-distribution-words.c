/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-data-private.h"
#include "nqp-number.h"

/* data.distribution in words and numbers. */

static char *
with_unit (const NqpView *view, double value)
{
  const char *unit = nqp_parts_is_leaf (view, view->measure) ? nqp_view_unit (view) : NULL;
  g_autofree char *number = nqp_parts_fixed (value, nqp_view_decimals (view));

  return unit == NULL || *unit == '\0' ? g_steal_pointer (&number)
                                       : g_strdup_printf ("%s\xc2\xa0%s", number, unit);
}

/* As many decimals as tell two edges apart. */
static int
edge_decimals (const NqpDataDistribution *self)
{
  const double step = self->edges[1] - self->edges[0];

  return step > 0 ? CLAMP ((int)-floor (log10 (step) + 1e-9), 0, 8) : 0;
}

static char *
name_bin (const NqpDataDistribution *self, int bin)
{
  g_autofree char *from = nqp_parts_fixed (self->edges[bin], edge_decimals (self)),
                  *to = nqp_parts_fixed (self->edges[bin + 1], edge_decimals (self));

  /* Translators: an interval of values */
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

static char *
years_text (const NqpView *view)
{
  const NqpPanel *panel = view->scores->panel;

  return view->scores->n_years < 2
             ? g_strdup_printf ("%d", nqp_parts_year (view))
             : g_strdup_printf ("%d\xe2\x80\x93%d", panel->years[0], panel->years[view->scores->n_years - 1]);
}

char *
nqp_data_distribution_title (const NqpView *view)
{
  g_autofree char *name = nqp_view_measure_name (view);
  g_autofree char *unit = nqp_parts_is_leaf (view, view->measure) ? nqp_parts_unit (view) : g_strdup ("");
  g_autofree char *years = years_text (view);

  /* Translators: name of a measure, its unit in brackets or nothing, years */
  return g_strdup_printf (_ ("How the values lie: %s%s, %s"), name, unit, years);
}

char *
nqp_data_distribution_subtitle (const NqpDataDistribution *self, const NqpView *view)
{
  GString *out = g_string_new (NULL);
  char number[NQP_NUMBER_SIZE], other[NQP_NUMBER_SIZE];

  g_string_append_printf (out, ngettext ("%s value", "%s values", (gulong)self->all.n),
                          nqp_number_to_screen (self->all.n, 0, number));
  if (self->n_imputed > 0)
    g_string_append_printf (out, _ (", %s of them imputed"),
                            nqp_number_to_screen (self->n_imputed, 0, number));
  if (isfinite (self->all.skewness) && isfinite (self->all.kurtosis))
    {
      g_string_append (out, _ ("; "));
      /* Translators: two statistics, G1 and G2 of Joanes and Gill */
      g_string_append_printf (out, _ ("skewness %s, excess kurtosis %s"),
                              nqp_number_to_screen (self->all.skewness, 2, number),
                              nqp_number_to_screen (self->all.kurtosis, 2, other));
    }
  if (self->is_treated && isfinite (self->treated_kurtosis))
    {
      g_string_append (out, _ ("; "));
      g_string_append_printf (out, _ ("after outliers are treated %s and %s"),
                              nqp_number_to_screen (self->treated_skewness, 2, number),
                              nqp_number_to_screen (self->treated_kurtosis, 2, other));
    }
  return g_string_free (out, FALSE);
}

char *
nqp_data_distribution_excuse (const NqpDataDistribution *self, const NqpView *view)
{
  g_autofree char *value = NULL;

  if (self->all.n == 0)
    return g_strdup (_ ("There are no data for this measure."));
  value = with_unit (view, self->all.min);
  if (self->all.n == 1)
    return g_strdup_printf (_ ("There is one value only, %s. How values lie is seen from two on."), value);
  if (!(self->all.max > self->all.min))
    return g_strdup_printf (_ ("All %d values are the same, %s: an indicator that tells no region from "
                               "another adds nothing to the index."),
                            self->all.n, value);
  return NULL;
}

static void
append_spread (GString *out, const NqpView *view, const NqpDataSpread *spread)
{
  g_autofree char *low = with_unit (view, spread->min), *q1 = with_unit (view, spread->q1),
                  *median = with_unit (view, spread->median), *q3 = with_unit (view, spread->q3),
                  *high = with_unit (view, spread->max);

  g_string_append_printf (out, _ ("median %s\nhalf of them from %s to %s\nall from %s to %s"), median, q1, q3,
                          low, high);
}

char *
nqp_data_distribution_tooltip (const NqpView *view, NqpDatum datum)
{
  g_auto (NqpDataDistribution) facts = { 0 };
  g_autofree char *years = NULL, *bin = NULL;
  const int k = datum.other - 1;
  GString *out;

  if (datum.region >= 0 || datum.node < 0)
    return NULL;
  nqp_data_distribution_init (&facts, view);
  out = g_string_new (NULL);
  if (datum.other <= 0 || k >= facts.n_bins)
    {
      years = datum.year >= 0 ? g_strdup_printf ("%d", view->scores->panel->years[datum.year])
                              : years_text (view);
      g_string_append_printf (out, _ ("%s: %d values"), years, datum.year >= 0 ? facts.now.n : facts.all.n);
      g_string_append_c (out, '\n');
      append_spread (out, view, datum.year >= 0 ? &facts.now : &facts.all);
      return g_string_free (out, FALSE);
    }
  bin = name_bin (&facts, k);
  years = years_text (view);
  g_string_append_printf (out, "%s", bin);
  g_string_append_c (out, '\n');
  g_string_append_printf (out, _ ("%s: %d values"), years, facts.counts[k]);
  if (view->scores->n_years > 1)
    {
      g_string_append_c (out, '\n');
      g_string_append_printf (out, _ ("%d: %d values"), nqp_parts_year (view), facts.counts_now[k]);
    }
  return g_string_free (out, FALSE);
}

/* ---- table -------------------------------------------------------------------------------------------------------- */

typedef struct
{
  NqpTable *table;
  int part, name, region, year, from, to, all, now;
} Columns;

static void
add_statistic (const Columns *self, const char *name, double all, double now, int decimals)
{
  nqp_table_add_row (self->table);
  nqp_table_set_text (self->table, self->part, "statistic");
  nqp_table_set_text (self->table, self->name, name);
  nqp_table_set_number (self->table, self->all, all);
  nqp_table_set_number (self->table, self->now, now);
  nqp_table_set_row_decimals (self->table, decimals);
}

static void
add_statistics (const Columns *self, const NqpDataDistribution *facts, int decimals)
{
  const NqpDataSpread *all = &facts->all, *now = &facts->now;

  add_statistic (self, _ ("Values"), all->n, now->n, 0);
  add_statistic (self, _ ("Lowest"), all->min, now->min, decimals);
  add_statistic (self, _ ("Lower whisker"), all->low, now->low, decimals);
  add_statistic (self, _ ("Lower quartile"), all->q1, now->q1, decimals);
  add_statistic (self, _ ("Median"), all->median, now->median, decimals);
  add_statistic (self, _ ("Upper quartile"), all->q3, now->q3, decimals);
  add_statistic (self, _ ("Upper whisker"), all->high, now->high, decimals);
  add_statistic (self, _ ("Highest"), all->max, now->max, decimals);
  add_statistic (self, _ ("Arithmetic mean"), all->mean, now->mean, decimals);
  add_statistic (self, _ ("Standard deviation"), all->sd, now->sd, decimals);
  add_statistic (self, _ ("Skewness"), all->skewness, now->skewness, 2);
  add_statistic (self, _ ("Excess kurtosis"), all->kurtosis, now->kurtosis, 2);
  if (!facts->is_treated)
    return;
  add_statistic (self, _ ("Skewness, outliers treated"), facts->treated_skewness, NAN, 2);
  add_statistic (self, _ ("Excess kurtosis, outliers treated"), facts->treated_kurtosis, NAN, 2);
}

/* Statistics, then bins with the values in them, then outliers. */
NqpTable *
nqp_data_distribution_table (const NqpView *view, NqpTableUse use)
{
  g_auto (NqpDataDistribution) facts = { 0 };
  const int decimals = nqp_view_decimals (view);
  g_autofree char *years = years_text (view), *year = g_strdup_printf ("%d", nqp_parts_year (view));
  Columns self = { .table = nqp_table_new_for (use) };

  nqp_data_distribution_init (&facts, view);
  self.part = nqp_table_add_column (self.table, "part", _ ("Part"), NULL, NQP_COLUMN_TEXT, 0);
  self.name = nqp_table_add_column (self.table, "name", _ ("What"), NULL, NQP_COLUMN_TEXT, 0);
  self.region = nqp_table_add_column (self.table, "region", _ ("Code"), NULL, NQP_COLUMN_TEXT, 0);
  self.year = nqp_table_add_column (self.table, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
  self.from = nqp_table_add_column (self.table, "from", _ ("From"), nqp_view_unit (view), NQP_COLUMN_REAL,
                                    decimals);
  self.to
      = nqp_table_add_column (self.table, "to", _ ("To"), nqp_view_unit (view), NQP_COLUMN_REAL, decimals);
  self.all = nqp_table_add_column (self.table, "all", years, NULL, NQP_COLUMN_REAL, decimals);
  self.now = nqp_table_add_column (self.table, "now", year, NULL, NQP_COLUMN_REAL, decimals);
  nqp_table_show (self.table, self.name, (NqpLook){ .chars = 14, .expand = TRUE, .lines = 2 });
  nqp_table_show (self.table, self.all, (NqpLook){ .chars = 8, .descending = TRUE });
  nqp_table_show (self.table, self.now, (NqpLook){ .chars = 8, .descending = TRUE });
  if (facts.all.n > 0)
    add_statistics (&self, &facts, decimals);
  for (int k = 0; k < facts.n_bins; k++)
    {
      g_autofree char *bin = name_bin (&facts, k);

      add_statistic (&self, bin, facts.counts[k], facts.counts_now[k], 0);
      nqp_table_set_text (self.table, self.part, "bin");
      nqp_table_set_number (self.table, self.from, facts.edges[k]);
      nqp_table_set_number (self.table, self.to, facts.edges[k + 1]);
    }
  for (guint k = 0; k < facts.outliers->len; k++)
    {
      const NqpDataOutlier *o = &g_array_index (facts.outliers, NqpDataOutlier, k);
      g_autofree char *name = g_strdup_printf (_ ("%s, %d"), nqp_view_region_name (view, o->region),
                                               view->scores->panel->years[o->year]);
      double none = NAN;

      add_statistic (&self, name, o->value, o->year == view->year ? o->value : none, decimals);
      nqp_table_set_text (self.table, self.part, "outlier");
      nqp_table_set_text (self.table, self.region, view->scores->panel->places[o->region].code);
      nqp_table_set_number (self.table, self.year, view->scores->panel->years[o->year]);
      nqp_table_set_datum (self.table, (NqpDatum){ o->region, o->year, view->measure, 0, 0 });
    }
  return self.table;
}

char *
nqp_data_distribution_summary (const NqpView *view)
{
  g_auto (NqpDataDistribution) facts = { 0 };
  g_autofree char *title = nqp_data_distribution_title (view), *excuse = NULL, *subtitle = NULL;
  GString *out = g_string_new (NULL);

  nqp_data_distribution_init (&facts, view);
  excuse = nqp_data_distribution_excuse (&facts, view);
  /* Translators: the title of a chart, read as a sentence */
  g_string_append_printf (out, _ ("%s."), title);
  if (excuse != NULL)
    {
      nqp_parts_say (out, "%s", excuse);
      return g_string_free (out, FALSE);
    }
  subtitle = nqp_data_distribution_subtitle (&facts, view);
  nqp_parts_say (out, _ ("%s."), subtitle);
  if (facts.outliers->len > 0)
    {
      g_autoptr (GArray) names = nqp_data_outlier_names (&facts, view);

      nqp_parts_say (
          out,
          ngettext ("%u outlier, the farthest: %s.", "%u outliers, the farthest: %s.", facts.outliers->len),
          facts.outliers->len, g_array_index (names, NqpDataOutlierName, 0).text);
    }
  return g_string_free (out, FALSE);
}
