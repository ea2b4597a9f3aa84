/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-out.h"
#include "nqp-words.h"

static const NqpOption options[] = {
  { "output", 'o', "FILE|DIR",
    N_ ("what to write; the form follows from its ending, a folder of CSV files if none says one") },
  { "as", 0, "csv|xlsx|coinr|datapackage|dta|json", N_ ("the form, whatever the ending") },
  { "replace", 0, NULL, N_ ("exchange an earlier export of the same form; anything else is refused") },
  { "raw", 0, NULL, N_ ("texts that a spreadsheet would run as they are, without an apostrophe in front") },
  { NULL },
};

static const NqpOutForm *
find_form (const NqpArgs *args, GError **error)
{
  const char *id = nqp_args_get (args, "as");
  const NqpOutForm *form = id != NULL ? nqp_out_find (id) : nqp_out_of_path (nqp_args_get (args, "output"));

  if (form == NULL)
    {
      g_autofree char *ids = nqp_out_ids ();

      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, _ ("--as: expected %s, found '%s'"), ids, id);
    }
  return form;
}

/* A form without scores has no use for a method: told, rather than passed over. */
static gboolean
check_method_options (const NqpArgs *args, const NqpOutForm *form, GError **error)
{
  if ((form->needs & NQP_OUT_NEEDS_SCORES) != 0)
    return TRUE;
  for (const NqpOption *option = nqp_method_options; option->name != NULL; option++)
    if (nqp_args_has (args, option->name))
      {
        g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                     _ ("--%s: the form %s holds no scores; leave it out, or choose another form by --as"),
                     option->name, form->id);
        return FALSE;
      }
  return TRUE;
}

/* A project without indicators that count leaves without scores. */
static NqpScores *
make_scores (NqpInput *input, GError **error)
{
  g_autoptr (GError) problem = NULL;
  NqpScores *scores = nqp_input_run (input, &problem);

  if (scores == NULL && g_error_matches (problem, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NOTHING)
      && input->tree != NULL)
    {
      g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();

      nqp_message (_ ("warning: %s"), problem->message);
      return nqp_pipeline_run_nothing (pipeline, input->panel, input->tree, &input->method);
    }
  for (guint i = 0; scores != NULL && i < scores->warnings->len; i++)
    nqp_message (_ ("warning: %s"), (const char *)scores->warnings->pdata[i]);
  if (scores == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return scores;
}

static int
run (const NqpArgs *args, GError **error)
{
  const char *output = nqp_args_get (args, "output");
  g_auto (NqpInput) input = { 0 };
  g_autoptr (NqpScores) scores = NULL;
  const NqpOutForm *form;
  NqpLang lang;

  if (output == NULL)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("-o FILE|DIR is missing: the file or folder to write"));
      return 2;
    }
  form = find_form (args, error);
  if (form == NULL || !check_method_options (args, form, error))
    return 2;
  if (!nqp_options_lang (args, nqp_lang_of_messages (), &lang, error))
    return 2;
  if (!nqp_input_open (&input, nqp_args_word (args, 0), error) || !nqp_input_apply (&input, args, error))
    return 1;

  g_autoptr (NqpBoundaries) boundaries = nqp_project_read_boundaries (input.project, error);
  if (boundaries == NULL)
    return 1;

  g_autoptr (NqpFramework) framework = nqp_input_framework (&input, error);
  if (framework == NULL)
    return 1;
  if ((form->needs & NQP_OUT_NEEDS_SCORES) != 0)
    {
      scores = make_scores (&input, error);
      if (scores == NULL)
        return 1;
    }

  const NqpExportFlags flags = (nqp_args_has (args, "replace") ? NQP_EXPORT_REPLACE : 0)
                               | (nqp_args_has (args, "raw") ? NQP_EXPORT_RAW : 0);
  const NqpOut what = { input.panel, boundaries, framework, scores, lang };
  return nqp_out_save (form, &what, output, flags, error) ? 0 : 1;
}

const NqpCommand nqp_command_export = {
  .name = "export",
  .synopsis = N_ ("P.nqp -o FILE|DIR [OPTION]..."),
  .summary = N_ ("write the project as files that 'nqp import' reads, or for a spreadsheet, R, Stata"),
  .details = N_ ("Forms: csv, a folder that 'nqp import' reads; xlsx, a workbook whose formulas go on "
                 "reckoning; coinr, a\n"
                 "folder with COINr's tables and a script for R; datapackage, the csv folder described for "
                 "Frictionless\n"
                 "Data; dta, for Stata; json, everything. Options of the method are for those that hold "
                 "scores: all but\n"
                 "csv and datapackage."),
  .min_words = 1,
  .max_words = 1,
  .options = { options, nqp_method_options },
  .run = run,
};
