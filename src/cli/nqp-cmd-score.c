/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>

static const NqpOption options[] = {
  { "year", 0, "YEAR", N_ ("one year; all if not given") },
  { "level", 0, "index|pillar|component|indicator", N_ ("which nodes of the tree; index if not given") },
  { NULL },
};

static int
run (const NqpArgs *args, GError **error)
{
  g_auto (NqpInput) input = { 0 };
  const char *level_text = nqp_args_get (args, "level");
  NqpLevel level = NQP_LEVEL_INDEX;
  int year;

  if (level_text != NULL && !nqp_level_parse (level_text, &level))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--level: expected index, pillar, component or indicator, found '%s'"), level_text);
      return 2;
    }
  if (!nqp_input_open (&input, nqp_args_word (args, 0), error) || !nqp_input_apply (&input, args, error)
      || !nqp_options_year (args, input.panel, -1, &year, error))
    return 1;

  g_autoptr (NqpScores) scores = nqp_input_run (&input, error);
  if (scores == NULL)
    return 1;
  for (guint i = 0; i < scores->warnings->len; i++)
    nqp_message (_ ("warning: %s"), (const char *)scores->warnings->pdata[i]);

  g_autoptr (NqpTable) table = nqp_scores_table (scores, level, year);
  return nqp_output_table (table, args, error) ? 0 : 1;
}

const NqpCommand nqp_command_score = {
  .name = "score",
  .synopsis = N_ ("P.nqp [OPTION]..."),
  .summary = N_ ("scores and ranks of regions"),
  .details
  = N_ ("Columns: region,year,node,level,score,rank,coverage. The project's own method and weights are used\n"
        "where no option says otherwise."),
  .min_words = 1,
  .max_words = 1,
  .options = { options, nqp_method_options, nqp_format_options },
  .run = run,
};
