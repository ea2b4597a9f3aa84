/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>

#include "nqp-cells.h"

static void
add (NqpTable *table, const char *key, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
add (NqpTable *table, const char *key, const char *format, ...)
{
  va_list list;

  va_start (list, format);
  g_autofree char *value = g_strdup_vprintf (format, list);
  va_end (list);
  nqp_table_add_row (table);
  nqp_table_set_text (table, 0, key);
  nqp_table_set_text (table, 1, value);
}

static int
count_waiting (const NqpPanel *panel)
{
  int n = 0;

  for (int j = 0; j < panel->n_indicators; j++)
    n += panel->indicators[j].role == NQP_ROLE_UNASSIGNED;
  return n;
}

static int
run (const NqpArgs *args, GError **error)
{
  g_auto (NqpInput) input = { 0 };
  g_autoptr (NqpTable) table = nqp_table_new ();
  NqpLang lang;

  if (!nqp_options_lang (args, NQP_LANG_EN, &lang, error)
      || !nqp_input_open (&input, nqp_args_word (args, 0), error))
    return 1;

  const NqpPanel *panel = input.panel;
  NqpCellCounts cells = nqp_cells_count_all (panel);
  g_autofree char *app = nqp_project_read_app (input.project, error);
  g_autofree char *method = nqp_method_to_string (&input.method);

  if (app == NULL)
    return 1;
  nqp_table_add_column (table, "key", _ ("Key"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "value", _ ("Value"), NULL, NQP_COLUMN_TEXT, 0);
  add (table, "title", "%s", nqp_panel_title (panel, lang));
  add (table, "regions", "%d", panel->n_regions);
  add (table, "years", "%d", panel->n_years);
  add (table, "indicators", "%d", panel->n_indicators);
  add (table, "waiting", "%d", count_waiting (panel));
  add (table, "cells", "%d", cells.cells);
  add (table, "missing", "%d", cells.missing);
  add (table, "derived", "%d", cells.derived);
  add (table, "suspect", "%d", cells.suspect);
  add (table, "method", "%s", method);
  add (table, "app", "%s", app);
  add (table, "schema", "%d", nqp_project_schema_version (input.project));
  if (panel->n_years > 0)
    {
      add (table, "first_year", "%d", panel->years[0]);
      add (table, "last_year", "%d", panel->years[panel->n_years - 1]);
    }
  return nqp_output_table (table, args, error) ? 0 : 1;
}

const NqpCommand nqp_command_info = {
  .name = "info",
  .synopsis = N_ ("P.nqp [OPTION]..."),
  .summary = N_ ("what a project holds"),
  .details
  = N_ ("Columns: key,value. 'waiting' counts the indicators that have no place in the index yet.\n"
        "'cells' counts regions x years x indicators; of these 'missing' have no value, "
        "'suspect' have\n"
        "one that is flagged and left out until it is accepted, 'derived' are made from other series."),
  .min_words = 1,
  .max_words = 1,
  .options = { nqp_format_options },
  .run = run,
};
