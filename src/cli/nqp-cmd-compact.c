/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>

static const NqpOption options[] = {
  { "drop-history", 0, NULL, N_ ("what was done so far can then be neither read nor undone") },
  { NULL },
};

static void
add (NqpTable *table, const char *key, gint64 value)
{
  nqp_table_add_row (table);
  nqp_table_set_text (table, 0, key);
  nqp_table_set_number (table, 1, (double)value);
}

static int
run (const NqpArgs *args, GError **error)
{
  const char *word = nqp_args_word (args, 0);
  g_autoptr (NqpTable) table = nqp_table_new ();
  g_autoptr (NqpProject) project = NULL;
  gint64 before = 0, after = 0;

  if (nqp_input_is_sample (word, error))
    return 1;
  project = nqp_input_open_project (word, NQP_OPEN_READ_WRITE, error);
  if (project == NULL
      || !nqp_project_compact (project, nqp_args_has (args, "drop-history"), &before, &after, error))
    return 1;
  nqp_table_add_column (table, "key", _ ("Key"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "value", _ ("Value"), NULL, NQP_COLUMN_INTEGER, 0);
  add (table, "before", before);
  add (table, "after", after);
  add (table, "won", before - after);
  return nqp_output_table (table, args, error) ? 0 : 1;
}

const NqpCommand nqp_command_compact = {
  .name = "compact",
  .synopsis = N_ ("P.nqp [OPTION]..."),
  .summary = N_ ("give back room that a project no longer uses; keeps the history"),
  .details = N_ ("Columns: key,value with the keys before, after and won: bytes of the file. It is written "
                 "anew in place, as a whole or\n"
                 "not at all, also while a window has it open."),
  .min_words = 1,
  .max_words = 1,
  .options = { options, nqp_format_options },
  .run = run,
};
