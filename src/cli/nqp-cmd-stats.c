/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-draw-options.h"
#include "nqp-options.h"

#include <glib/gi18n.h>

#include "nqp-statistics.h"

static const NqpOption options[] = {
  { "measure", 0, "ID", N_ ("index, a pillar, pillar.component or an indicator code; index if not given") },
  { "year", 0, "YEAR", N_ ("one year; if not given the last for levers and plan, all for others") },
  { "region", 0, "CODE,...", N_ ("the regions; all if not given; may be repeated") },
  { "target-rank", 0, "K", N_ ("the rank to reach, 1 is best (plan)") },
  { "form", 0, "classic|corrected", N_ ("form of C; classic if not given (coupling)") },
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

static NqpStatOptions
given_options (const NqpArgs *args)
{
  static const struct
  {
    const char *name;
    NqpStatOptions option;
  } names[] = {
    { "measure", NQP_STAT_MEASURE },     { "year", NQP_STAT_YEAR },
    { "region", NQP_STAT_REGIONS },      { "target-rank", NQP_STAT_TARGET_RANK },
    { "draws", NQP_STAT_DRAWS },         { "seed", NQP_STAT_SEED },
    { "vary", NQP_STAT_VARY },           { "spread", NQP_STAT_SPREAD },
    { "dirichlet", NQP_STAT_DIRICHLET }, { "top", NQP_STAT_TOP },
    { "threads", NQP_STAT_THREADS },     { "form", NQP_STAT_FORM },
  };
  NqpStatOptions given = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    given |= nqp_args_has (args, names[i].name) ? names[i].option : 0;
  return given;
}

static gboolean
take_draws (NqpStatRequest *request, const NqpDrawOptions *draws)
{
  request->draws = draws->draws;
  request->top = draws->top;
  request->seed = draws->seed;
  request->vary = draws->vary;
  request->spread = draws->spread;
  request->work.n_threads = draws->n_threads;
  return TRUE;
}

/* What can be judged without the project. */
static gboolean
parse_request (NqpStatRequest *request, const NqpStatistic *statistic, const NqpArgs *args, GError **error)
{
  const char *text = nqp_args_get (args, "target-rank");
  g_autoptr (GPtrArray) codes = nqp_args_get_list (args, "region");
  g_autoptr (GError) problem = NULL;
  NqpDrawOptions draws = { 0 };
  gint64 rank = 0;

  request->given = given_options (args);
  if (!nqp_statistic_check (statistic, request->given, (int)codes->len, &problem))
    {
      g_set_error_literal (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, problem->message);
      return FALSE;
    }
  if (text != NULL && !g_ascii_string_to_signed (text, 10, 1, G_MAXINT, &rank, NULL))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--target-rank: expected a rank from 1, found '%s'"), text);
      return FALSE;
    }
  request->target_rank = (int)rank;
  text = nqp_args_get (args, "form");
  if (text != NULL && !nqp_coupling_form_parse (text, &request->form))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--form: expected classic or corrected, found '%s'"), text);
      return FALSE;
    }
  return nqp_options_draws (args, &draws, error) && take_draws (request, &draws);
}

static int
compute (NqpStatRequest *request, const NqpStatistic *statistic, const NqpArgs *args, GError **error)
{
  g_auto (NqpInput) input = { 0 };
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  int shown = -1;

  if (!nqp_input_open (&input, nqp_args_word (args, 0), error) || !nqp_input_apply (&input, args, error)
      || !nqp_options_year (args, input.panel, -1, &request->year, error))
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
  request->notes = notes;

  if ((request->given & NQP_STAT_TOP) != 0 && request->top > scores->n_regions)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--top: the project has %d regions, found '%d'"), scores->n_regions, request->top);
      return 2;
    }
  nqp_progress_begin (&request->work, &shown);

  g_autoptr (NqpTable) table = nqp_statistic_run (statistic, request, error);
  nqp_progress_end (&shown);
  for (guint i = 0; i < notes->len; i++)
    nqp_message (_ ("note: %s"), (const char *)notes->pdata[i]);
  return table != NULL && nqp_output_table (table, args, error) ? 0 : 1;
}

static int
run (const NqpArgs *args, GError **error)
{
  NqpStatRequest request = { .year = -1 };
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
  if (statistic == NULL || !parse_request (&request, statistic, args, error))
    return 2;
  return compute (&request, statistic, args, error);
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
