/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>

#include "nqp-import.h"
#include "nqp-words.h"

static const NqpOption options[] = {
  { "output", 'o', "DIR", N_ ("the folder to write") },
  { "replace", 0, NULL, N_ ("exchange an earlier export; a folder that holds anything else is refused") },
  { "raw", 0, NULL, N_ ("texts that a spreadsheet would run as they are, without an apostrophe in front") },
  { NULL },
};

static int
run (const NqpArgs *args, GError **error)
{
  const char *output = nqp_args_get (args, "output");
  g_auto (NqpInput) input = { 0 };

  if (output == NULL)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, _ ("-o DIR is missing: the folder to write"));
      return 2;
    }

  g_autofree char *lower = g_ascii_strdown (output, -1);
  if (g_str_has_suffix (lower, ".xlsx"))
    {
      g_autofree char *name = nqp_words_path (output);

      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
                   _ ("%s: spreadsheets cannot be written by this version; give a folder for CSV files"),
                   name);
      return 1;
    }
  if (!nqp_input_open (&input, nqp_args_word (args, 0), error))
    return 1;

  g_autoptr (NqpBoundaries) boundaries = nqp_project_read_boundaries (input.project, error);
  if (boundaries == NULL)
    return 1;

  g_autoptr (NqpFramework) framework = nqp_input_framework (&input, error);
  if (framework == NULL
      || !nqp_export_folder (input.panel, boundaries, framework, output,
                             (nqp_args_has (args, "replace") ? NQP_EXPORT_REPLACE : 0)
                                 | (nqp_args_has (args, "raw") ? NQP_EXPORT_RAW : 0),
                             error))
    return 1;
  return 0;
}

const NqpCommand nqp_command_export = {
  .name = "export",
  .synopsis = N_ ("P.nqp -o DIR [OPTION]..."),
  .summary = N_ ("write the project as CSV, GeoJSON and JSON files that 'nqp import' reads"),
  .min_words = 1,
  .max_words = 1,
  .options = { options },
  .run = run,
};
