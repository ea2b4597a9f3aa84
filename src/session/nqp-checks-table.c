/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-checks-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-value-grid.h"

const char *
nqp_checks_kind_name (NqpCheckKind kind)
{
  static const char *const names[NQP_N_CHECKS] = {
    [NQP_CHECK_UNIT] = N_ ("Change of unit"), [NQP_CHECK_JUMP] = N_ ("Jump"),
    [NQP_CHECK_BREAK] = N_ ("Break"),         [NQP_CHECK_SHARE] = N_ ("Share over 100 %"),
    [NQP_CHECK_CONSTANT] = N_ ("Constant"),   [NQP_CHECK_DUPLICATE] = N_ ("Duplicate"),
    [NQP_CHECK_FEW] = N_ ("Few values"),      [NQP_CHECK_COLLINEAR] = N_ ("Say the same"),
  };

  return _ (names[kind]);
}

gboolean
nqp_checks_is_grave (NqpCheckKind kind)
{
  return kind == NQP_CHECK_UNIT || kind == NQP_CHECK_SHARE || kind == NQP_CHECK_DUPLICATE;
}

int
nqp_checks_count_open (const GPtrArray *list)
{
  int n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const NqpCheck *check = list->pdata[i];

      n += check->n_more > 0 ? check->n_more : !check->accepted;
    }
  return n;
}

/* The indicator that shows the series, where there is one: that is the name a user knows. */
static const char *
name_of_series (const NqpPanel *panel, int series, NqpLang lang)
{
  const int indicator = nqp_value_grid_find_plain (panel, series);
  const NqpText *name = indicator >= 0 ? &panel->indicators[indicator].name : &panel->series[series].name;
  const char *text = nqp_text_get (name, lang);

  return *text != '\0' ? text : panel->series[series].code;
}

static char *
name_what (const NqpPanel *panel, const NqpCheck *check, NqpLang lang)
{
  if (check->series < 0)
    return g_strdup (_ ("all indicators"));
  if (check->other < 0)
    return g_strdup (name_of_series (panel, check->series, lang));
  /* Translators: two indicators */
  return g_strdup_printf (_ ("%s and %s"), name_of_series (panel, check->series, lang),
                          name_of_series (panel, check->other, lang));
}

static char *
name_where (const NqpPanel *panel, const NqpCheck *check, NqpLang lang)
{
  if (check->n_more > 0) /* what is listed are the most unusual ones */
    return g_strdup_printf (_ ("%d more"), check->n_more);
  if (check->region < 0)
    return g_strdup ("");
  if (check->series >= 0 || check->other < 0)
    return g_strdup (nqp_panel_place_name (panel, check->region, lang));
  return g_strdup_printf (_ ("%s and %s"), nqp_panel_place_name (panel, check->other, lang),
                          nqp_panel_place_name (panel, check->region, lang));
}

static int
decimals_of (double found)
{
  const double size = fabs (found);

  return !isfinite (size) || size >= 1000 ? 0 : size >= 20 ? 1 : size >= 2 ? 2 : size >= 0.2 ? 3 : 4;
}

static gboolean
is_shown (const NqpCheck *check, NqpChecksShown shown, int kind)
{
  if (kind != NQP_CHECKS_OF_ALL_KINDS && check->kind != (NqpCheckKind)kind)
    return FALSE;
  return shown == NQP_CHECKS_ALL || (shown == NQP_CHECKS_ACCEPTED) == (check->accepted != FALSE);
}

NqpTable *
nqp_checks_table_new (const NqpPanel *panel, NqpLang lang, const GPtrArray *list, NqpChecksShown shown,
                      int kind, GPtrArray *out_rows)
{
  NqpTable *table = nqp_table_new ();
  int severity, named, what, where, year, found, expected, state, sentence;

  severity = nqp_table_add_column (table, "severity", _ ("Severity"), NULL, NQP_COLUMN_TEXT, 0);
  named = nqp_table_add_column (table, "kind", _ ("Kind"), NULL, NQP_COLUMN_TEXT, 0);
  what = nqp_table_add_column (table, "indicator", _ ("Indicator"), NULL, NQP_COLUMN_TEXT, 0);
  where = nqp_table_add_column (table, "region", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0);
  year = nqp_table_add_column (table, "year", _ ("Year"), NULL, NQP_COLUMN_TEXT, 0);
  found = nqp_table_add_column (table, "found", _ ("Found"), NULL, NQP_COLUMN_REAL, 2);
  expected = nqp_table_add_column (table, "expected", _ ("Expected"), NULL, NQP_COLUMN_REAL, 2);
  state = nqp_table_add_column (table, "state", _ ("State"), NULL, NQP_COLUMN_TEXT, 0);
  sentence = nqp_table_add_column (table, "text", _ ("What was found"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_show (table, severity, (NqpLook){ .chars = 6 });
  nqp_table_show (table, named, (NqpLook){ .chars = 9 });
  nqp_table_show (table, what, (NqpLook){ .chars = 14, .lines = 3, .expand = TRUE });
  nqp_table_show (table, where, (NqpLook){ .chars = 10, .lines = 2 });
  nqp_table_show (table, year, (NqpLook){ .chars = 4 });
  nqp_table_show (table, found, (NqpLook){ .chars = 7, .descending = TRUE });
  nqp_table_show (table, expected, (NqpLook){ .chars = 7, .descending = TRUE });
  if (shown == NQP_CHECKS_ALL) /* else they are all in one */
    nqp_table_show (table, state, (NqpLook){ .chars = 8 });
  g_ptr_array_set_size (out_rows, 0);
  for (guint i = 0; i < list->len; i++)
    {
      NqpCheck *check = list->pdata[i];
      g_autofree char *of = NULL, *in = NULL, *when = NULL;

      if (!is_shown (check, shown, kind))
        continue;
      of = name_what (panel, check, lang);
      in = name_where (panel, check, lang);
      when = check->year >= 0 ? g_strdup_printf ("%d", panel->years[check->year]) : g_strdup ("");
      nqp_table_add_row (table);
      nqp_table_set_row_decimals (table, decimals_of (check->found));
      nqp_table_set_text (table, severity,
                          nqp_checks_is_grave (check->kind) ? _ ("serious") : _ ("to look at"));
      nqp_table_set_text (table, named, nqp_checks_kind_name (check->kind));
      nqp_table_set_text (table, what, of);
      nqp_table_set_text (table, where, in);
      nqp_table_set_text (table, year, when);
      nqp_table_set_number (table, found, check->found);
      nqp_table_set_number (table, expected, check->expected);
      nqp_table_set_text (table, state, check->accepted ? _ ("accepted") : _ ("open"));
      nqp_table_set_text (table, sentence, check->what);
      g_ptr_array_add (out_rows, check);
    }
  return table;
}
