/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>

static const NqpOption options[] = {
  { "output", 'o', "Q.nqp", N_ ("the project to make") },
  { "drop-history", 0, NULL, N_ ("the copy can tell and undo nothing of what was done before") },
  { "replace", 0, NULL, N_ ("exchange an existing project, once the copy is whole") },
  { NULL },
};

static int
run (const NqpArgs *args, GError **error)
{
  const char *output = nqp_args_get (args, "output");
  NqpCopyFlags flags = (nqp_args_has (args, "replace") ? NQP_COPY_REPLACE : NQP_COPY_PLAIN)
                       | (nqp_args_has (args, "drop-history") ? NQP_COPY_DROP_HISTORY : NQP_COPY_PLAIN);
  g_autoptr (NqpProject) project = NULL;

  if (output == NULL)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, _ ("-o Q.nqp is missing: the project to make"));
      return 2;
    }
  project = nqp_input_open_project (nqp_args_word (args, 0), NQP_OPEN_READ_ONLY, error);
  return project != NULL && nqp_project_save_copy (project, output, flags, error) ? 0 : 1;
}

const NqpCommand nqp_command_copy = {
  .name = "copy",
  .synopsis = N_ ("P.nqp -o Q.nqp [OPTION]..."),
  .summary = N_ ("a whole copy of a project, also while a window has it open"),
  .min_words = 1,
  .max_words = 1,
  .options = { options },
  .run = run,
};
