/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-disparity-private.h"

NqpTable *
nqp_disparity_run (const NqpView *view, const char *statistic, char **problem)
{
  const NqpStatistic *it = nqp_statistic_find (statistic);
  const NqpStatRequest request
      = { .scores = view->scores, .given = NQP_STAT_MEASURE, .measure = view->measure, .year = -1 };
  g_autoptr (GError) error = NULL;
  NqpTable *table;

  g_return_val_if_fail (it != NULL, NULL);
  table = nqp_statistic_run (it, &request, &error);
  if (table != NULL && nqp_table_n_rows (table) == 0)
    {
      g_clear_pointer (&table, nqp_table_unref);
      *problem = g_strdup (_ ("There are no data for this measure."));
    }
  else if (table == NULL)
    *problem = g_strdup (error->message);
  return table;
}

/* As nqp stats prints it; on a page every column is shown. */
NqpTable *
nqp_disparity_table (const NqpView *view, const char *statistic, NqpTableUse use)
{
  g_autofree char *problem = NULL;
  NqpTable *table = nqp_disparity_run (view, statistic, &problem);

  if (table == NULL)
    {
      table = nqp_table_new ();
      nqp_table_add_column (table, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
    }
  for (int c = 0; (use & NQP_TABLE_PAGE) != 0 && c < nqp_table_n_columns (table); c++)
    nqp_parts_table_show_plain (table, c);
  return table;
}

char *
nqp_disparity_title (const NqpView *view, const char *what)
{
  g_autofree char *name = nqp_view_measure_name (view);
  const NqpPanel *panel = view->scores->panel;
  const int n_years = view->scores->n_years;

  if (n_years < 2)
    /* Translators: what is shown ("Inequality"), name of a measure, a year */
    return g_strdup_printf (_ ("%s: %s, %d"), what, name, nqp_parts_year (view));
  /* Translators: what is shown ("Inequality"), name of a measure, first and last year */
  return g_strdup_printf (_ ("%s: %s, %d–%d"), what, name, panel->years[0], panel->years[n_years - 1]);
}

int
nqp_disparity_year (const NqpView *view, double year)
{
  for (int t = 0; t < view->scores->n_years; t++)
    if (view->scores->panel->years[t] == (int)year)
      return t;
  return -1;
}

double
nqp_disparity_get (const NqpTable *table, const char *column, int row)
{
  return nqp_table_get_number (table, nqp_table_find_column (table, column), row);
}
