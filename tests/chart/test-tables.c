/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "charts-sample.h"
#include "nqp-chart.h"
#include "nqp-framework-json.h"

/* What a page shows of a chart's table is what the chart's file holds, cell by cell. */

static NqpFramework *theory;
static NqpUncertainty *drawn;

/* Those that stand on a page, with the column that tells their rows apart. */
static const struct
{
  const char *id;
  const char *keys[3];
  int least_shared; /* columns that file and page both have */
} pages[] = {
  { "map.choropleth", { "region" }, 4 },
  { "map.tiles", { "region" }, 4 },
  { "ranking.bars", { "region" }, 4 },
  { "profile.strengths", { "node" }, 7 },
  { "profile.radar", { "node" }, 4 },
  { "compare.bars", { "region", "name" }, 6 },
  { "compare.parallel", { "region", "name" }, 7 },
  { "robustness.ranks", { "region" }, 8 },
  { "method.weights", { "node" }, 8 },
  { "method.correlation", { "a", "b" }, 7 },
  { "paths.levers", { "measure", "indicator" }, 12 },
  { "data.distribution", { "part", "name" }, 8 },
};

static NqpView
view_of (const NqpScores *scores, const char *measure, int focus)
{
  NqpView view;

  nqp_view_init (&view, scores, NULL, NQP_LANG_EN);
  view.framework = theory;
  view.uncertainty = drawn;
  view.focus = focus;
  view.measure = nqp_tree_find (scores->tree, measure);
  g_assert_cmpint (view.measure, >=, 0);
  return view;
}

static int
find_row (const NqpTable *table, const char *const *keys, const NqpTable *other, int row)
{
  for (int i = 0; i < nqp_table_n_rows (other); i++)
    {
      gboolean same = TRUE;

      for (int k = 0; keys[k] != NULL; k++)
        same = same
               && g_strcmp0 (nqp_table_get_text (table, nqp_table_find_column (table, keys[k]), row),
                             nqp_table_get_text (other, nqp_table_find_column (other, keys[k]), i))
                      == 0;
      if (same)
        return i;
    }
  return -1;
}

static gboolean
same_number (double a, double b)
{
  return isnan (a) ? isnan (b) : a == b;
}

/* Every cell of @file that @page has a column for; returns how many columns they share. */
static int
compare (const NqpTable *file, const NqpTable *page, const char *const *keys, const char *what)
{
  int n_shared = 0;

  for (int c = 0; c < nqp_table_n_columns (file); c++)
    n_shared += nqp_table_find_column (page, nqp_table_column_name (file, c)) >= 0;
  for (int row = 0; row < nqp_table_n_rows (page); row++)
    {
      const int at = find_row (page, keys, file, row);

      for (int c = 0; c < nqp_table_n_columns (file) && at >= 0; c++)
        {
          const int other = nqp_table_find_column (page, nqp_table_column_name (file, c));

          if (other < 0)
            continue;
          if (g_strcmp0 (nqp_table_get_text (file, c, at), nqp_table_get_text (page, other, row)) != 0
              || !same_number (nqp_table_get_number (file, c, at), nqp_table_get_number (page, other, row)))
            g_error ("%s: %s of row %d is another one on the page", what, nqp_table_column_name (file, c),
                     at);
        }
    }
  return n_shared;
}

static void
check_chart (int at, const NqpView *view)
{
  const NqpChart *chart = nqp_chart_find (pages[at].id);
  g_autoptr (NqpTable) file = chart->table (view, NQP_TABLE_FILE), page = chart->table (view, NQP_TABLE_PAGE),
                       both = chart->table (view, NQP_TABLE_FILE | NQP_TABLE_PAGE);
  int n_found = 0;

  g_assert_cmpint (nqp_table_n_shown (page), >, 2);
  g_assert_cmpint (nqp_table_n_rows (page), >, 0);
  g_assert_cmpint (nqp_table_n_shown (file), ==, 0);
  g_assert_cmpint (compare (file, page, pages[at].keys, pages[at].id), >=, pages[at].least_shared);
  /* what is copied as CSV from the table holds the whole file */
  g_assert_cmpint (compare (file, both, pages[at].keys, pages[at].id), ==, nqp_table_n_columns (file));
  for (int row = 0; row < nqp_table_n_rows (file); row++)
    n_found += find_row (file, pages[at].keys, both, row) >= 0;
  g_assert_cmpint (n_found, ==, nqp_table_n_rows (file));
  /* and the same is shown in both */
  g_assert_cmpint (nqp_table_n_shown (both), ==, nqp_table_n_shown (page));
  for (int i = 0; i < nqp_table_n_shown (page); i++)
    g_assert_cmpstr (nqp_table_column_name (page, nqp_table_shown (page, i)), ==,
                     nqp_table_column_name (both, nqp_table_shown (both, i)));
}

static void
test_same_cells (void)
{
  static const char *const methods[] = { NULL, "normalise=zscore" };

  for (guint m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, methods[m]);
      NqpUncertaintySpec spec;
      g_autoptr (GError) error = NULL;

      nqp_uncertainty_spec_init (&spec, scores);
      spec.draws = 40;
      spec.measure = 0;
      drawn = nqp_uncertainty_new (scores, &spec, NULL, &error);
      g_assert_no_error (error);
      for (int at = 0; at < (int)G_N_ELEMENTS (pages); at++)
        for (int focus = 0; focus < 31; focus += 15)
          {
            NqpView view = view_of (scores, "index", focus);

            check_chart (at, &view);
            view = view_of (scores, "drivers", focus);
            check_chart (at, &view);
          }
      g_clear_pointer (&drawn, nqp_uncertainty_unref);
    }
}

/* The file has a row a region and year, the page a column a year. */
static void
test_years (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  const NqpView view = view_of (scores, "index", 3);
  const NqpChart *chart = nqp_chart_find ("trends.lines");
  g_autoptr (NqpTable) file = chart->table (&view, NQP_TABLE_FILE),
                       page = chart->table (&view, NQP_TABLE_PAGE);
  const char *const keys[] = { "region", NULL };
  int n = 0;

  for (int row = 0; row < nqp_table_n_rows (file); row++)
    {
      g_autofree char *year
          = g_strdup_printf ("%.0f", nqp_table_get_number (file, nqp_table_find_column (file, "year"), row));
      const int at = find_row (file, keys, page, row), column = nqp_table_find_column (page, year);

      if (nqp_table_get_text (file, 0, row) == NULL)
        continue; /* the mean of all */
      g_assert_cmpint (at, >=, 0);
      g_assert_cmpint (column, >=, 0);
      g_assert_true (same_number (nqp_table_get_number (file, nqp_table_find_column (file, "value"), row),
                                  nqp_table_get_number (page, column, at)));
      g_assert_cmpint (nqp_table_cell_datum (page, column, at).year, ==, row % scores->n_years);
      n++;
    }
  g_assert_cmpint (n, ==, 31 * 8);
  for (int row = 0; row < 31; row++)
    {
      double first = NAN, last = NAN;

      for (int t = 0; t < scores->n_years; t++)
        {
          const double value = nqp_view_value (&view, t, row);

          first = isnan (first) ? value : first;
          last = isnan (value) ? last : value;
        }
      g_assert_true (same_number (nqp_table_get_number (page, nqp_table_find_column (page, "change"), row),
                                  last - first));
    }
}

/* A cell stands for the number it shows, and knows what is to be told about it. */
static void
test_data (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  const NqpView view = view_of (scores, "index", 3);
  g_autoptr (NqpTable) page = nqp_chart_find ("ranking.bars")->table (&view, NQP_TABLE_PAGE);
  const double factor = nqp_scores_display_factor (scores);
  guint seen = 0;

  g_assert_true (nqp_table_is_by_region (page));
  for (int row = 0; row < nqp_table_n_rows (page); row++)
    for (int i = 0; i < nqp_table_n_shown (page); i++)
      {
        const int column = nqp_table_shown (page, i);
        const NqpDatum datum = nqp_table_cell_datum (page, column, row);

        g_assert_cmpstr (nqp_table_get_text (page, 0, row), ==, scores->panel->places[datum.region].code);
        g_assert_cmpint (datum.year, ==, view.year);
        if (!nqp_table_look (page, column)->marks)
          continue;
        g_assert_true (same_number (nqp_table_get_number (page, column, row),
                                    factor * nqp_scores_get (scores, datum.node, datum.year, datum.region)));
        seen |= nqp_view_marks (&view, datum);
      }
  g_assert_cmpuint (seen & NQP_MARK_INCOMPLETE, !=, 0);
  g_assert_cmpuint (nqp_view_marks (&view, NQP_DATUM_NONE), ==, 0);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  theory = nqp_framework_shipped ();
  g_test_add_func ("/tables/same-cells", test_same_cells);
  g_test_add_func ("/tables/years", test_years);
  g_test_add_func ("/tables/data", test_data);
  status = g_test_run ();
  nqp_framework_unref (theory);
  return status;
}
