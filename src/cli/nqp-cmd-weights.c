/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>

static const NqpOption options[] = {
  { "scheme", 0, "SCHEME|FILE.csv", N_ ("the same as --weights") },
  { NULL },
};

/* --scheme is this command's name for --weights. */
static gboolean
apply (NqpInput *input, const NqpArgs *args, GError **error)
{
  const char *scheme = nqp_args_get (args, "scheme");

  if (scheme == NULL)
    return nqp_input_apply (input, args, error);
  if (nqp_args_has (args, "weights"))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--scheme and --weights say the same; give one of them"));
      return FALSE;
    }
  return nqp_input_apply_weights (input, scheme, error) && nqp_input_apply (input, args, error);
}

static int
run (const NqpArgs *args, GError **error)
{
  g_auto (NqpInput) input = { 0 };

  if (!nqp_input_open (&input, nqp_args_word (args, 0), error) || !apply (&input, args, error))
    return 1;

  g_autoptr (NqpScores) scores = nqp_input_run (&input, error);
  if (scores == NULL)
    return 1;

  for (guint i = 0; i < scores->warnings->len; i++)
    nqp_message (_ ("warning: %s"), (const char *)scores->warnings->pdata[i]);

  g_autoptr (NqpTable) table = nqp_scores_weights_table (scores);
  return nqp_output_table (table, args, error) ? 0 : 1;
}

const NqpCommand nqp_command_weights = {
  .name = "weights",
  .synopsis = N_ ("P.nqp [--scheme SCHEME] [OPTION]..."),
  .summary = N_ ("weights in force: within the parent and as share of the index"),
  .details = N_ ("Columns: node,level,parent,weight,global. The result can be edited and read back with "
                 "--weights FILE.csv."),
  .min_words = 1,
  .max_words = 1,
  .options = { options, nqp_method_options, nqp_format_options },
  .run = run,
};
