/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-draw-options.h"
#include "nqp-options.h"

#include <glib/gi18n.h>

#include "nqp-stat-request.h"

static const NqpOption options[] = {
  { "measure", 0, "ID", N_ ("index, a pillar, pillar.component or an indicator code; index if not given") },
  { "year", 0, "YEAR", N_ ("one year; if not given the last for levers and plan, all for others") },
  { "region", 0, "CODE,...", N_ ("the regions; all if not given; may be repeated") },
  { "from", 0, "YEAR", N_ ("the year to compare with; if not given the one before (difference)") },
  { "target-rank", 0, "K", N_ ("the rank to reach, 1 is best (plan)") },
  { "form", 0, "classic|corrected", N_ ("form of C; classic if not given (coupling)") },
  { "neighbours", 0, "W",
    N_ ("who is whose neighbour: contiguity, knn:K, distance:KM, inverse:P[:KM], economic:INDICATOR or a "
        "file "
        "with code,neighbour,weight; contiguity if not given") },
  { "classes", 0, "K", N_ ("classes that regions move between, 2 to 10; 4 if not given (markov)") },
  { "permutations", 0, "N", N_ ("permutations that p is told by, 99 to 99999; 999 if not given") },
  { "list", 0, NULL, N_ ("list the statistics with their columns and end") },
  { NULL },
};

static int
list_statistics (GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  int n;
  const NqpStatistic *const *statistics = nqp_statistics (&n);

  for (int i = 0; i < n; i++)
    g_string_append_printf (out, "%-15s %s\n%-15s %s\n", statistics[i]->name, _ (statistics[i]->summary), "",
                            statistics[i]->columns);
  return nqp_output_text (out->str, (gssize)out->len, error) ? 0 : 1;
}

static const NqpStatistic *
find_statistic (const char *name, GError **error)
{
  const NqpStatistic *statistic = nqp_statistic_find (name);
  int n;
  const NqpStatistic *const *statistics = nqp_statistics (&n);
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  if (statistic != NULL)
    return statistic;
  for (int i = 0; i < n; i++)
    g_ptr_array_add (known, (char *)statistics[i]->name);
  g_ptr_array_add (known, NULL);

  g_autofree char *suggestion = nqp_suggest (name, (const char *const *)known->pdata);
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
               _ ("no statistic '%s'; 'nqp stats --list' names them.%s"), name, suggestion);
  return NULL;
}

static int
compute (NqpStatCall *call, const NqpStatistic *statistic, const NqpArgs *args, GError **error)
{
  NqpStatRequest *request = &call->request;
  g_auto (NqpInput) input = { 0 };
  int shown = -1;

  if (!nqp_input_open (&input, nqp_args_word (args, 0), error) || !nqp_input_apply (&input, args, error)
      || !nqp_options_year (args, input.panel, -1, &request->year, error)
      || !nqp_options_year_named (args, "from", input.panel, -1, &request->from, error))
    return 1;

  g_autoptr (GArray) regions = nqp_options_regions (args, input.panel, error);
  g_autoptr (NqpScores) scores = regions != NULL ? nqp_input_run (&input, error) : NULL;
  g_autoptr (NqpFramework) framework = scores != NULL ? nqp_input_framework (&input, error) : NULL;
  if (framework == NULL || !nqp_options_measure (args, scores->tree, 0, &request->measure, error))
    return 1;
  for (guint i = 0; i < scores->warnings->len; i++)
    nqp_message (_ ("warning: %s"), (const char *)scores->warnings->pdata[i]);
  request->scores = scores;
  request->framework = framework;
  request->regions = (const int *)(gpointer)regions->data;
  request->n_regions = (int)regions->len;

  if ((request->given & NQP_STAT_TOP) != 0 && request->top > scores->n_regions)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--top: the project has %d regions, found '%d'"), scores->n_regions, request->top);
      return 2;
    }
  if (!nqp_stat_call_read (call, statistic, &input, error))
    return 1;
  nqp_progress_begin (&request->work, &shown);

  g_autoptr (NqpTable) table = nqp_statistic_run (statistic, request, error);
  nqp_progress_end (&shown);
  for (guint i = 0; i < request->notes->len; i++)
    nqp_message (_ ("note: %s"), (const char *)request->notes->pdata[i]);
  return table != NULL && nqp_output_table (table, args, error) ? 0 : 1;
}

static int
run (const NqpArgs *args, GError **error)
{
  g_auto (NqpStatCall) call = { 0 };
  const NqpStatistic *statistic;

  if (nqp_args_has (args, "list"))
    return list_statistics (error);
  if (nqp_args_n_words (args) < 2)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("a project and a statistic are needed: nqp stats %s"), _ (nqp_command_stats.synopsis));
      return 2;
    }
  statistic = find_statistic (nqp_args_text (args, 1), error);
  if (statistic == NULL || !nqp_stat_call_parse (&call, statistic, args, error))
    return 2;
  return compute (&call, statistic, args, error);
}

const NqpCommand nqp_command_stats = {
  .name = "stats",
  .synopsis = N_ ("P.nqp NAME [OPTION]..."),
  .summary = N_ ("statistics of the scores"),
  .details
  = N_ ("'nqp stats --list' names the statistics and their columns. The project's own method and weights "
        "are used\n"
        "where no option says otherwise."),
  .min_words = 0,
  .max_words = 2,
  .options = { options, nqp_draw_options, nqp_method_options, nqp_format_options },
  .run = run,
};
