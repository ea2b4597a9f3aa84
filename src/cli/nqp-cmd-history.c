/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>

#include "nqp-document.h"

static const NqpOption options[] = {
  { "revert-to", 0, "STEP", N_ ("go to where the project was after that step; 0: before the first") },
  { NULL },
};

static NqpTable *
make_table (const GPtrArray *actions)
{
  NqpTable *table = nqp_table_new ();

  nqp_table_add_column (table, "step", _ ("Step"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "time", _ ("Time"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "action", _ ("Action"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "state", _ ("State"), NULL, NQP_COLUMN_TEXT, 0);
  for (guint k = 0; k < actions->len; k++)
    {
      const NqpAction *action = actions->pdata[k];
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (action->time);
      g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

      nqp_table_add_row (table);
      nqp_table_set_number (table, 0, (double)action->number);
      nqp_table_set_text (table, 1, text);
      nqp_table_set_text (table, 2, action->label);
      nqp_table_set_text (table, 3, action->in_force ? "in force" : "undone");
    }
  return table;
}

static gboolean
revert (const char *path, const char *step, GError **error)
{
  g_autoptr (NqpDocument) document = NULL;
  gint64 number = 0;

  if (!g_ascii_string_to_signed (step, 10, 0, G_MAXINT64, &number, NULL))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--revert-to: expected the number of a step as 'nqp history' prints it, found '%s'"),
                   step);
      return FALSE;
    }
  if (nqp_input_is_sample (path, error))
    return FALSE;
  document = nqp_document_open (path, nqp_lang_from_environment (), error);
  return document != NULL && nqp_document_go_to_action (document, number, error);
}

static int
run (const NqpArgs *args, GError **error)
{
  const char *word = nqp_args_word (args, 0);
  const char *step = nqp_args_get (args, "revert-to");
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (GPtrArray) actions = NULL;
  g_autoptr (NqpTable) table = NULL;

  if (step != NULL && !revert (word, step, error))
    return 1;
  project = nqp_input_open_project (word, NQP_OPEN_READ_ONLY, error);
  actions = project != NULL ? nqp_project_read_history (project, error) : NULL;
  if (actions == NULL)
    return 1;
  table = make_table (actions);
  return nqp_output_table (table, args, error) ? 0 : 1;
}

const NqpCommand nqp_command_history = {
  .name = "history",
  .synopsis = N_ ("P.nqp [OPTION]..."),
  .summary = N_ ("what was done to a project and when, and the way back"),
  .details = N_ ("Columns: step,time,action,state. Times are UTC. The state is 'in force' or 'undone'; what "
                 "is undone can be\n"
                 "redone, by --revert-to too, until something else is edited."),
  .min_words = 1,
  .max_words = 1,
  .options = { options, nqp_format_options },
  .run = run,
};
