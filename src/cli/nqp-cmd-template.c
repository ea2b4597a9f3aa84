/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-cli.h"

#include <glib/gi18n.h>

#include "nqp-template.h"

static const NqpOption options[] = {
  { "output", 'o', "FOLDER|FILE.xlsx", N_ ("the folder, or the workbook, to make") },
  { "replace", 0, NULL, N_ ("exchange an earlier one; anything else is refused") },
  { NULL },
};

static int
run (const NqpArgs *args, GError **error)
{
  const char *output = nqp_args_get (args, "output");

  if (output == NULL)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("-o FOLDER|FILE.xlsx is missing: where the files to fill in go"));
      return 2;
    }
  return nqp_template_save (output, nqp_args_has (args, "replace"), error) ? 0 : 1;
}

const NqpCommand nqp_command_template = {
  .name = "template",
  .synopsis = N_ ("-o FOLDER|FILE.xlsx [OPTION]..."),
  .summary = N_ ("make files to fill in"),
  .details
  = N_ ("Tables of data, indicators and regions with the four pillars, as nqp import reads them, and notes\n"
        "that say what goes where. The notes are in the language of messages."),
  .min_words = 0,
  .max_words = 0,
  .options = { options },
  .run = run,
};
