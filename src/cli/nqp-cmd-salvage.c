/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>

#include "nqp-salvaged.h"

static const NqpOption options[] = {
  { "output", 'o', "NEW.nqp", N_ ("the project to make of what can be read") },
  { "replace", 0, NULL, N_ ("exchange an existing project, once the new one is whole") },
  { NULL },
};

/* One line for people; the table is on standard output. */
static void
say (const GPtrArray *losses)
{
  gint64 n = 0;
  gboolean about = FALSE;

  for (guint k = 0; k < losses->len; k++)
    {
      const NqpLoss *loss = losses->pdata[k];

      n += MAX (loss->rows, 0);
      about = about || loss->rows < 0 || loss->at_most;
    }
  if (losses->len == 0)
    nqp_message (_ ("nothing is lost"));
  else if (about)
    nqp_message (_ ("lost: about %d rows, see the table"), (int)MIN (n, G_MAXINT));
  else
    nqp_message (ngettext ("lost: %d row, see the table", "lost: %d rows, see the table", (gulong)n),
                 (int)MIN (n, G_MAXINT));
}

static int
run (const NqpArgs *args, GError **error)
{
  const char *output = nqp_args_get (args, "output");
  g_autoptr (GPtrArray) losses = NULL;
  g_autoptr (NqpTable) table = NULL;

  if (output == NULL)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("-o NEW.nqp is missing: the project to make"));
      return 2;
    }
  if (!nqp_salvaged_new (nqp_args_word (args, 0), output, nqp_args_has (args, "replace"),
                         nqp_lang_from_environment (), &losses, error))
    return 1;
  say (losses);
  table = nqp_salvaged_table (losses);
  return nqp_output_table (table, args, error) ? 0 : 1;
}

const NqpCommand nqp_command_salvage = {
  .name = "salvage",
  .synopsis = N_ ("DAMAGED.nqp -o NEW.nqp [OPTION]..."),
  .summary = N_ ("a new project of what can still be read of a damaged one"),
  .details = N_ ("The damaged file is left as it is. Columns: table,rows,what,why: what could not be saved. "
                 "Rows are those of the\n"
                 "file's tables (docs/format.md); empty where nobody can tell how many there were, and at "
                 "most so many for figures,\n"
                 "of which some may always have been missing."),
  .min_words = 1,
  .max_words = 1,
  .options = { options, nqp_format_options },
  .run = run,
};
