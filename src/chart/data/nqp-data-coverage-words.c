/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-data-private.h"
#include "nqp-number.h"

/* data.coverage in words and numbers. */

static const char *const names[NQP_N_DATA_STATES] = {
  [NQP_DATA_OBSERVED] = N_ ("observed"), [NQP_DATA_DERIVED] = N_ ("derived"),
  [NQP_DATA_EDITED] = N_ ("edited"),     [NQP_DATA_IMPUTED] = N_ ("imputed"),
  [NQP_DATA_SUSPECT] = N_ ("suspect"),   [NQP_DATA_MISSING] = N_ ("missing"),
};

const char *
nqp_data_state_name (NqpDataState state)
{
  return _ (names[state]);
}

static gboolean
is_one (const NqpView *view)
{
  return nqp_parts_is_leaf (view, view->measure);
}

/* Of all years and indicators below the measure. */
static NqpDataCounts
count_all (const NqpView *view)
{
  g_autofree int *items = g_new (int, MAX (view->scores->n_indicators, 1));
  const int n = nqp_data_indicators (view, items);
  NqpDataCounts all = { { 0 } };

  for (int k = 0; k < n; k++)
    for (int t = 0; t < view->scores->n_years; t++)
      {
        const NqpDataCounts counts = nqp_data_count (view, items[k], t);

        for (int s = 0; s < NQP_N_DATA_STATES; s++)
          all.n[s] += counts.n[s];
      }
  return all;
}

/* Never 100 unless all of them are there. */
static int
get_percent (const NqpDataCounts *counts)
{
  const int all = nqp_data_counts_all (counts);

  return all > 0 ? (int)(100.0 * nqp_data_counts_own (counts) / all) : 0;
}

char *
nqp_data_coverage_title (const NqpView *view)
{
  g_autofree char *name = nqp_view_measure_name (view);
  const NqpPanel *panel = view->scores->panel;

  if (view->scores->n_years < 2)
    /* Translators: name of a measure, year */
    return g_strdup_printf (_ ("What is missing: %s, %d"), name, nqp_parts_year (view));
  /* Translators: name of a measure, first and last year */
  return g_strdup_printf (_ ("What is missing: %s, %d–%d"), name, panel->years[0],
                          panel->years[view->scores->n_years - 1]);
}

/* "missing: 12, suspect: 3" of what is not as it was published or follows from that; NULL if there is nothing of the kind. */
static char *
list_states (const NqpDataCounts *counts)
{
  GString *out = g_string_new (NULL);

  for (int s = NQP_N_DATA_STATES - 1; s > NQP_DATA_DERIVED; s--)
    if (counts->n[s] > 0)
      {
        char number[NQP_NUMBER_SIZE];

        g_string_append (out, out->len > 0 ? _ (", ") : "");
        g_string_append_printf (out, _ ("%s: %s"), nqp_data_state_name ((NqpDataState)s),
                                nqp_number_to_screen (counts->n[s], 0, number));
      }
  return g_string_free (out, out->len == 0);
}

char *
nqp_data_coverage_subtitle (const NqpView *view)
{
  const NqpDataCounts all = count_all (view);
  g_autofree char *states = list_states (&all);
  char number[NQP_NUMBER_SIZE];

  if (nqp_data_counts_all (&all) == 0)
    return NULL; /* the picture says so */
  nqp_number_to_screen (nqp_data_counts_all (&all), 0, number);
  if (states == NULL)
    return g_strdup_printf (_ ("All %s values are there"), number);
  /* Translators: a share in %, how many values there should be, and how many of them are missing, suspect, ... */
  return g_strdup_printf (_ ("%d %% of %s values are there; %s"), get_percent (&all), number, states);
}

char *
nqp_data_coverage_tooltip (const NqpView *view, NqpDatum datum)
{
  const int indicator = nqp_data_of_datum (view, datum);
  NqpDataCounts counts;
  g_autofree char *states = NULL;
  GString *out;

  if (indicator < 0)
    return NULL;
  if (datum.region >= 0)
    {
      NqpView of = *view;
      g_autofree char *value = NULL;
      NqpDataState state;

      if (datum.node < 0 || datum.year < 0 || !nqp_parts_has_region (view, datum.region))
        return NULL;
      of.measure = datum.node;
      state = nqp_data_state (view, indicator, datum.year, datum.region);
      value = state == NQP_DATA_MISSING || state == NQP_DATA_SUSPECT
                  ? NULL
                  : nqp_view_value_text (&of, datum.year, datum.region);
      out = g_string_new (NULL);
      g_string_append_printf (out, _ ("%s, %d"), nqp_view_region_name (view, datum.region),
                              view->scores->panel->years[datum.year]);
      g_string_append_printf (out, "\n%s\n", nqp_data_name (view, indicator));
      if (value != NULL)
        g_string_append_printf (out, _ ("%s: %s"), nqp_data_state_name (state), value);
      else
        g_string_append (out, nqp_data_state_name (state));
      return g_string_free (out, FALSE);
    }
  out = g_string_new (nqp_data_name (view, indicator));
  if (datum.year < 0)
    return g_string_free (out, FALSE);
  counts = nqp_data_count (view, indicator, datum.year);
  states = list_states (&counts);
  g_string_append_c (out, '\n');
  g_string_append_printf (out, _ ("%d: %d of %d regions have a value"),
                          view->scores->panel->years[datum.year], nqp_data_counts_own (&counts),
                          nqp_data_counts_all (&counts));
  if (states != NULL)
    g_string_append_printf (out, "\n%s", states);
  return g_string_free (out, FALSE);
}

/* ---- tables ------------------------------------------------------------------------------------------------------- */

/* A column for each state that is counted; returns the first. */
static int
add_counts (NqpTable *table)
{
  static const char *const titles[NQP_N_DATA_STATES] = {
    [NQP_DATA_OBSERVED] = N_ ("Observed"), [NQP_DATA_DERIVED] = N_ ("Derived"),
    [NQP_DATA_EDITED] = N_ ("Edited"),     [NQP_DATA_IMPUTED] = N_ ("Imputed"),
    [NQP_DATA_SUSPECT] = N_ ("Suspect"),   [NQP_DATA_MISSING] = N_ ("Missing"),
  };
  int first = -1;

  for (int s = 0; s < NQP_N_DATA_STATES; s++)
    {
      const int column = nqp_table_add_column (table, names[s], _ (titles[s]), NULL, NQP_COLUMN_INTEGER, 0);

      first = s == 0 ? column : first;
    }
  /* what is lacking comes first on a page */
  for (int s = NQP_N_DATA_STATES - 1; s >= 0; s--)
    nqp_table_show (table, first + s, (NqpLook){ .chars = 5, .descending = TRUE });
  return first;
}

static void
set_counts (NqpTable *table, int first, const NqpDataCounts *counts)
{
  for (int s = 0; s < NQP_N_DATA_STATES; s++)
    nqp_table_set_number (table, first + s, counts->n[s]);
}

static NqpTable *
indicators_table (const NqpView *view, NqpTableUse use)
{
  g_autofree int *items = g_new (int, MAX (view->scores->n_indicators, 1));
  const int n = nqp_data_indicators (view, items);
  NqpTable *table = nqp_table_new_for (use);
  int first, when;

  nqp_table_add_column (table, "indicator", _ ("Code"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Indicator"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "regions", _ ("Regions"), NULL, NQP_COLUMN_INTEGER, 0);
  /* a number would be grouped as one */
  when = nqp_table_add_column_for (table, NQP_TABLE_PAGE, "when", _ ("Year"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_show (table, 1, (NqpLook){ .chars = 12, .expand = TRUE, .lines = 2 });
  if (when >= 0)
    nqp_table_show (table, when, (NqpLook){ .chars = 4 });
  first = add_counts (table);
  nqp_table_set_sort (table, first + NQP_DATA_MISSING);
  for (int k = 0; k < n; k++)
    for (int t = 0; t < view->scores->n_years; t++)
      {
        const NqpDataCounts counts = nqp_data_count (view, items[k], t);
        g_autofree char *year = g_strdup_printf ("%d", view->scores->panel->years[t]);

        nqp_table_add_row (table);
        nqp_table_set_text (table, 0, view->scores->panel->indicators[items[k]].code);
        nqp_table_set_text (table, 1, nqp_data_name (view, items[k]));
        nqp_table_set_number (table, 2, view->scores->panel->years[t]);
        nqp_table_set_number (table, 3, view->scores->n_regions);
        nqp_table_set_text (table, when, year);
        set_counts (table, first, &counts);
        nqp_table_set_datum (table, nqp_data_datum (view, items[k], t));
      }
  return table;
}

/* In a file a row a region and year, on a page a row a region. */
static NqpTable *
regions_table (const NqpView *view, NqpTableUse use)
{
  const gboolean page = (use & NQP_TABLE_PAGE) != 0;
  NqpTable *table = nqp_parts_table_new (use);
  int first = -1, year = -1, state = -1, value = -1;

  if (page)
    {
      nqp_parts_table_show_region (table, view, -1);
      first = add_counts (table);
      nqp_table_set_sort (table, first + NQP_DATA_MISSING);
    }
  else
    {
      year = nqp_table_add_column (table, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
      state = nqp_table_add_column (table, "state", _ ("State"), NULL, NQP_COLUMN_TEXT, 0);
      value = nqp_table_add_column (table, "value", nqp_view_node_name (view, view->measure),
                                    nqp_view_unit (view), NQP_COLUMN_REAL, nqp_view_decimals (view));
    }
  for (int i = 0; i < view->scores->n_regions; i++)
    {
      NqpDataCounts counts = { { 0 } };

      for (int t = 0; t < view->scores->n_years; t++)
        {
          const NqpDataState is = nqp_data_state (view, nqp_data_of_measure (view), t, i);

          counts.n[is]++;
          if (page)
            continue;
          nqp_table_add_row (table);
          nqp_parts_table_region (table, view, i);
          nqp_table_set_number (table, year, view->scores->panel->years[t]);
          nqp_table_set_text (table, state, names[is]);
          nqp_table_set_number (table, value, nqp_view_value (view, t, i));
        }
      if (!page)
        continue;
      nqp_table_add_row (table);
      nqp_parts_table_region (table, view, i);
      set_counts (table, first, &counts);
    }
  return table;
}

NqpTable *
nqp_data_coverage_table (const NqpView *view, NqpTableUse use)
{
  return is_one (view) ? regions_table (view, use) : indicators_table (view, use);
}

char *
nqp_data_coverage_summary (const NqpView *view)
{
  g_autofree char *title = nqp_data_coverage_title (view), *subtitle = nqp_data_coverage_subtitle (view);
  g_autofree int *items = g_new (int, MAX (view->scores->n_indicators, 1));
  const int n = nqp_data_indicators (view, items);
  GString *out = g_string_new (NULL);
  int worst = -1, most = 0;

  /* Translators: the title of a chart, read as a sentence */
  g_string_append_printf (out, _ ("%s."), title);
  if (subtitle != NULL)
    nqp_parts_say (out, _ ("%s."), subtitle);
  for (int k = 0; k < n && !is_one (view); k++)
    {
      int lacking = 0;

      for (int t = 0; t < view->scores->n_years; t++)
        {
          const NqpDataCounts counts = nqp_data_count (view, items[k], t);

          lacking += nqp_data_counts_all (&counts) - nqp_data_counts_own (&counts);
        }
      if (lacking > most)
        {
          most = lacking;
          worst = items[k];
        }
    }
  if (worst >= 0)
    nqp_parts_say (out, _ ("Most is missing of “%s”: %d values."), nqp_data_name (view, worst), most);
  return g_string_free (out, FALSE);
}
