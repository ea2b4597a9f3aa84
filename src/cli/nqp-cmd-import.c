/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-cli.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "nqp-framework-json.h"
#include "nqp-import.h"
#include "nqp-method.h"
#include "nqp-new-file.h"
#include "nqp-project.h"
#include "nqp-words.h"

static const NqpOption options[] = {
  { "output", 'o', "P.nqp", N_ ("the project to make") },
  { "data", 0, "FILE.csv", N_ ("values: region,year,indicator,value or region,year,CODE,CODE,...") },
  { "indicators", 0, "FILE.csv", N_ ("indicators: code, names, pillar, component, direction, formula, ...") },
  { "regions", 0, "FILE.csv", N_ ("regions: code, names, group, longitude, latitude, ...") },
  { "boundaries", 0, "FILE.geojson",
    N_ ("outlines for the map, with a property code, adcode, ISO_A3, iso3, id or name") },
  { "neighbours", 0, "FILE.csv", N_ ("neighbours: code,neighbour,kind") },
  { "series", 0, "FILE.csv", N_ ("names, units and sources of the data's series") },
  { "flags", 0, "FILE.csv", N_ ("doubtful values: region,year,series,flag,note") },
  { "names", 0, "FILE.csv", N_ ("what names of regions mean: name,code; an empty code leaves the name out") },
  { "framework", 0, "FILE.json",
    N_ ("concept model of the project's own, as 'nqp framework --format json' writes it") },
  { "weights", 0, "FILE.csv", N_ ("weights of the project's own: node,weight") },
  { "title", 0, "TEXT", N_ ("title of the project") },
  { "title-zh", 0, "TEXT", N_ ("title of the project in Chinese") },
  { "replace", 0, NULL, N_ ("exchange an existing project, once the import is whole") },
  { "skip-bad-rows", 0, NULL, N_ ("leave out rows of the data file that cannot be used; each is reported") },
  { NULL },
};

static void
show_progress (double fraction, gpointer user_data)
{
  nqp_progress (_ ("importing"), fraction, user_data);
}

/* Every problem on its line, in the order of the files. */
static void
print_problems (const GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const NqpProblem *problem = problems->pdata[i];
      g_autofree char *text = nqp_problem_to_string (problem);

      if (problem->skipped)
        nqp_message (_ ("warning: %s"), text);
      else
        nqp_message ("%s", text);
    }
}

/* How to answer what a name asks. */
static void
say_names (const GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    if (((const NqpProblem *)problems->pdata[i])->is_name)
      {
        nqp_message (_ ("say what names mean with --names FILE.csv: columns name,code; an empty code leaves "
                        "the name out"));
        return;
      }
}

/* The first problem is the reason; with more than one, a last line says how many there are. */
static gboolean
fail_import (const GPtrArray *problems, GError **error)
{
  guint n_errors = 0;

  for (guint i = 0; i < problems->len; i++)
    n_errors += ((const NqpProblem *)problems->pdata[i])->skipped ? 0 : 1;
  if (n_errors == 0)
    return FALSE; /* not the content: the error speaks for itself */

  g_clear_error (error);
  print_problems (problems);
  say_names (problems);
  if (problems->len == 1)
    g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_QUIET, "-");
  else
    g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
                 ngettext ("nothing was imported: %u problem", "nothing was imported: %u problems", n_errors),
                 n_errors);
  return TRUE;
}

static gboolean
apply_weights_file (NqpPanel *panel, const char *path, NqpMethod *method, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *name = nqp_words_path (path);
  gsize length = 0;

  if (!nqp_read_text (path, &text, &length, error))
    return FALSE;
  if (panel->tree == NULL || panel->tree->n_leaves == 0)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
                   _ ("%s: no indicator has a pillar, so none can be weighed"), name);
      return FALSE;
    }

  NqpTree *tree = nqp_read_weights (panel->tree, text, length, path, error);
  if (tree == NULL)
    return FALSE;
  nqp_tree_unref (panel->tree);
  panel->tree = tree;
  method->scheme = NQP_SCHEME_CUSTOM;
  method->custom_from = NQP_SCHEME_CUSTOM;
  return TRUE;
}

static gboolean
check_usage (const NqpArgs *args, GError **error)
{
  if (nqp_args_get (args, "output") == NULL)
    g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, _ ("-o P.nqp is missing: the project to make"));
  else if (nqp_args_get (args, "data") == NULL)
    g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                 _ ("--data FILE.csv is missing: the values to import"));
  else
    return TRUE;
  return FALSE;
}

/* Said before minutes of reading; nqp_project_create() looks again. */
static gboolean
check_output (const char *path, gboolean replace, GError **error)
{
  g_autofree char *name = nqp_words_path (path);
  GStatBuf st;

  if (replace)
    return nqp_new_file_may_replace (path, error);
  if (g_stat (path, &st) != 0)
    return TRUE;
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
               _ ("%s exists already; give another name, or --replace to exchange it"), name);
  return FALSE;
}

/* Small, so it is read before minutes of reading. */
static NqpFramework *
read_framework (const char *path, GError **error)
{
  return path != NULL ? nqp_framework_read_json (path, error) : nqp_framework_shipped ();
}

static int
run (const NqpArgs *args, GError **error)
{
  const char *output = nqp_args_get (args, "output");
  gboolean replace = nqp_args_has (args, "replace");
  NqpImportSources sources = {
    .data = nqp_args_get (args, "data"),
    .indicators = nqp_args_get (args, "indicators"),
    .regions = nqp_args_get (args, "regions"),
    .boundaries = nqp_args_get (args, "boundaries"),
    .neighbours = nqp_args_get (args, "neighbours"),
    .series = nqp_args_get (args, "series"),
    .flags = nqp_args_get (args, "flags"),
    .names = nqp_args_get (args, "names"),
    .title_en = nqp_args_get (args, "title"),
    .title_zh = nqp_args_get (args, "title-zh"),
    .skip_bad_rows = nqp_args_has (args, "skip-bad-rows"),
  };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpFramework) framework = NULL;
  NqpMethod method;
  int shown = -1;
  gboolean is_terminal = isatty (STDERR_FILENO);

  if (!check_usage (args, error))
    return 2;
  if (!check_output (output, replace, error))
    return 1;
  framework = read_framework (nqp_args_get (args, "framework"), error);
  if (framework == NULL)
    return 1;

  g_autoptr (NqpPanel) panel
      = nqp_import (&sources, &boundaries, problems, is_terminal ? show_progress : NULL, &shown, NULL, error);
  nqp_progress_clear (&shown);
  if (panel == NULL)
    {
      fail_import (problems, error);
      return 1;
    }
  print_problems (problems);

  nqp_method_init (&method);
  if (nqp_args_get (args, "weights") != NULL
      && !apply_weights_file (panel, nqp_args_get (args, "weights"), &method, error))
    return 1;

  g_autofree char *line = nqp_method_to_string (&method);
  g_autofree char *name = nqp_words_path (output);
  if (!nqp_project_create (output, panel, boundaries, framework, line, replace, error))
    return 1;
  if (problems->len > 0)
    nqp_message (ngettext ("%s: %d regions x %d years x %d indicators; %u warning",
                           "%s: %d regions x %d years x %d indicators; %u warnings", problems->len),
                 name, panel->n_regions, panel->n_years, panel->n_indicators, problems->len);
  else
    nqp_message (_ ("%s: %d regions x %d years x %d indicators"), name, panel->n_regions, panel->n_years,
                 panel->n_indicators);
  return 0;
}

const NqpCommand nqp_command_import = {
  .name = "import",
  .synopsis = N_ ("-o P.nqp --data FILE.csv [OPTION]..."),
  .summary = N_ ("make a project from CSV and GeoJSON files"),
  .details = N_ ("All or nothing: on bad input every problem is reported with file, line and column, and no "
                 "file is written."),
  .options = { options },
  .run = run,
};
