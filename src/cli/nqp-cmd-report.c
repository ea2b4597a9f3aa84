/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>

#include "nqp-environment.h"
#include "nqp-lesson-report.h"
#include "nqp-words.h"

static const NqpOption options[] = {
  { "output", 'o', "FILE.pdf", N_ ("the document to write; an existing one is exchanged") },
  { "lesson", 0, "[ID]",
    N_ ("the handout of a lesson: its steps, pictures, questions and discussions; the first if no ID is "
        "given") },
  { "year", 0, "YEAR", N_ ("the year shown; the last if not given") },
  { "region", 0, "CODE,...", N_ ("the region in focus, then those compared with it; may be repeated") },
  { NULL },
};

/* Everything that can be judged without the project. */
static gboolean
check_request (const NqpArgs *args, GError **error)
{
  const char *output = nqp_args_get (args, "output");
  g_autofree char *name = output != NULL ? nqp_words_path (output) : NULL;
  g_autofree char *lower = output != NULL ? g_ascii_strdown (output, -1) : NULL;

  if (!nqp_args_has (args, "lesson"))
    g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                 _ ("nothing to report is named; there is: --lesson [ID], the handout of a lesson"));
  else if (output == NULL)
    g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                 _ ("-o FILE.pdf is missing: the document to write"));
  else if (!g_str_has_suffix (lower, ".pdf"))
    g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                 _ ("-o: expected a name ending in .pdf, found '%s'"), name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
write_lesson (const NqpArgs *args, NqpInput *input, NqpLang lang, GError **error)
{
  g_autoptr (NqpScores) scores = nqp_input_run (input, error);
  g_autoptr (NqpBoundaries) boundaries
      = scores != NULL ? nqp_project_read_boundaries (input->project, error) : NULL;
  g_autoptr (NqpMapLayout) layout
      = boundaries != NULL ? nqp_map_layout_new (input->panel, boundaries, error) : NULL;
  g_autoptr (NqpFramework) framework = layout != NULL ? nqp_input_framework (input, error) : NULL;
  g_autoptr (NqpReport) report = NULL;
  g_autofree char *date = nqp_environment_today ();
  NqpStyle style;
  NqpView view;

  if (framework == NULL)
    return FALSE;
  nqp_view_init (&view, scores, layout, lang);
  view.framework = framework;
  view.date = date;
  if (!nqp_options_year (args, input->panel, view.year, &view.year, error)
      || !nqp_options_view_regions (args, input->panel, &view, error))
    return FALSE;
  nqp_style_init (&style, NQP_STYLE_PRINT, 1.0);
  report = nqp_lesson_report_new (&view, &style, nqp_args_get (args, "lesson"), error);
  if (report == NULL)
    {
      g_prefix_error (error, "--lesson: ");
      return FALSE;
    }
  return nqp_report_save (report, nqp_args_get (args, "output"), error);
}

static int
run (const NqpArgs *args, GError **error)
{
  g_auto (NqpInput) input = { 0 };
  NqpLang lang;

  if (!check_request (args, error) || !nqp_options_lang (args, nqp_lang_from_environment (), &lang, error)
      || !nqp_input_open (&input, nqp_args_word (args, 0), error) || !nqp_input_apply (&input, args, error)
      || !write_lesson (args, &input, lang, error))
    return 1;
  return 0;
}

const NqpCommand nqp_command_report = {
  .name = "report",
  .synopsis = N_ ("P.nqp --lesson [ID] -o FILE.pdf [OPTION]..."),
  .summary = N_ ("write a document of several pages: the handout of a lesson"),
  .details
  = N_ ("--lesson: what a step shows without naming a year or regions is of --year and --region. An ID\n"
        "stands behind the project, or as --lesson=ID; an unknown one is answered with those there are.\n"
        "Every page says where the figures come from; the date there is today's, or that of\n"
        "SOURCE_DATE_EPOCH if set."),
  .min_words = 1,
  .max_words = 1,
  .options = { options, nqp_method_options },
  .run = run,
};
