/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-cli.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "nqp-framework-json.h"
#include "nqp-import-append.h"
#include "nqp-import.h"
#include "nqp-method.h"
#include "nqp-new-file.h"
#include "nqp-project.h"
#include "nqp-table-layout.h"
#include "nqp-weights-csv.h"
#include "nqp-words.h"

static const NqpOption options[] = {
  { "output", 'o', "P.nqp", N_ ("the project to make") },
  { "data", 0, "FILE",
    N_ ("values, as CSV, XLSX, ODS, XLS, DTA or SAV: region,year,indicator,value, or "
        "region,year,CODE,CODE,..., or years "
        "across; "
        "most other layouts are found") },
  { "sheet", 0, "NAME|N", N_ ("sheet of the data's workbook, by name or number, where several have values") },
  { "indicators", 0, "FILE", N_ ("indicators: code, names, pillar, component, direction, formula, ...") },
  { "regions", 0, "FILE", N_ ("regions: code, names, group, longitude, latitude, ...") },
  { "boundaries", 0, "FILE",
    N_ ("outlines for the map, as GeoJSON, Shapefile, GeoPackage, KML or TopoJSON, with a property code, "
        "adcode, ISO_A3, iso3, id or name") },
  { "neighbours", 0, "FILE", N_ ("neighbours: code,neighbour,kind") },
  { "series", 0, "FILE", N_ ("names, units and sources of the data's series") },
  { "flags", 0, "FILE", N_ ("doubtful values: region,year,series,flag,note") },
  { "checks", 0, "FILE", N_ ("findings of 'nqp check' that are accepted: finding,value,note") },
  { "append", 0, "P.nqp",
    N_ ("a project that data, lists and outlines come to, instead of making one; Undo takes them back") },
  { "names", 0, "FILE", N_ ("what names of regions mean: name,code; an empty code leaves the name out") },
  { "framework", 0, "FILE.json",
    N_ ("concept model of the project's own, as 'nqp framework --format json' writes it") },
  { "weights", 0, "FILE", N_ ("weights of the project's own: node,weight") },
  { "title", 0, "TEXT", N_ ("title of the project") },
  { "title-zh", 0, "TEXT", N_ ("title of the project in Chinese") },
  { "replace", 0, NULL, N_ ("exchange an existing project, once the import is whole") },
  { "skip-bad-rows", 0, NULL, N_ ("leave out rows of the data file that cannot be used; each is reported") },
  { "header-rows", 0, "N[-M]", N_ ("where the data's header is: a line of the file, or several") },
  { "rows", 0, "N-M", N_ ("lines of the file with data; 'N-' = to the end") },
  { "column", 0, "NAME=ROLE[,KEY=TEXT]...",
    N_ ("what a column of the data is: region, code, year, indicator, indicator-code, value, unit, group, "
        "series or ignore; "
        "NAME may be its number; behind series and value also code=, name= and unit= of the indicator; "
        "may be repeated") },
  { "year", 0, "YEAR", N_ ("year of all values, where the data has no column of years") },
  { "decimal", 0, ".|,", N_ ("decimal mark of the data, where its numbers do not tell") },
  { "encoding", 0, "ENCODING",
    N_ ("encoding of the data, where its bytes do not tell, such as WINDOWS-1252") },
  { "dry-run", 0, NULL, N_ ("say how the data is read and what would be made, and write nothing") },
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

/* Of an empty project the lists are read with the data, too: what was said then is not said again. */
static void
drop_said (GPtrArray *problems, const GPtrArray *said)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < said->len; i++)
    g_hash_table_add (known, nqp_problem_to_string (said->pdata[i]));
  for (guint i = problems->len; i > 0; i--)
    {
      g_autofree char *text = nqp_problem_to_string (problems->pdata[i - 1]);

      if (g_hash_table_contains (known, text))
        g_ptr_array_remove_index (problems, i - 1);
    }
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
check_usage (const NqpArgs *args, const NqpImportSources *sources, GError **error)
{
  if (nqp_args_get (args, "append") != NULL)
    return nqp_append_check_usage (args, sources, error);
  if (nqp_args_get (args, "output") == NULL && !nqp_args_has (args, "dry-run"))
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

/* "N", "N-M" or "N-"; the end 0 if it is open. */
static gboolean
parse_rows (const NqpArgs *args, const char *option, int *out_first, int *out_last, GError **error)
{
  const char *text = nqp_args_get (args, option);
  const char *dash = text != NULL ? strchr (text, '-') : NULL;
  gsize length = dash != NULL ? (gsize)(dash - text) : text != NULL ? strlen (text) : 0;

  if (text == NULL)
    return TRUE;
  if (nqp_integer_parse (text, length, out_first) && *out_first > 0)
    {
      if (dash == NULL)
        {
          *out_last = *out_first;
          return TRUE;
        }
      if (dash[1] == '\0')
        return TRUE;
      if (nqp_integer_parse (dash + 1, strlen (dash + 1), out_last) && *out_last >= *out_first)
        return TRUE;
    }
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
               _ ("--%s: found '%s'; expected lines of the file such as 4 or 4-34"), option, text);
  return FALSE;
}

static gboolean
check_columns (const GPtrArray *columns, GError **error)
{
  for (guint i = 0; i < columns->len && columns->pdata[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GError) why = NULL;
      NqpRoleHint hint = { 0 };
      const gboolean good = nqp_role_hint_parse (columns->pdata[i], &name, &hint, &why);

      nqp_role_hint_clear (&hint);
      if (good)
        continue;
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, "--column: %s", why->message);
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse_hints (const NqpArgs *args, GPtrArray *columns, NqpLayoutHints *hints, GError **error)
{
  const char *year = nqp_args_get (args, "year"), *decimal = nqp_args_get (args, "decimal");

  if (!parse_rows (args, "header-rows", &hints->first_header, &hints->last_header, error)
      || !parse_rows (args, "rows", &hints->first_row, &hints->last_row, error)
      || !check_columns (columns, error))
    return FALSE;
  if (year != NULL && !nqp_year_read (year, strlen (year), &hints->year))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--year: found '%s'; expected a year such as 2020"), year);
      return FALSE;
    }
  if (decimal != NULL && !g_str_equal (decimal, ".") && !g_str_equal (decimal, ","))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, _ ("--decimal: found '%s'; expected . or ,"),
                   decimal);
      return FALSE;
    }
  hints->decimal = decimal != NULL ? *decimal : '\0';
  hints->encoding = nqp_args_get (args, "encoding");
  hints->sheet = nqp_args_get (args, "sheet");
  hints->columns = (const char *const *)columns->pdata;
  return TRUE;
}

static gsize
count_missing (const NqpPanel *panel)
{
  gsize n = (gsize)panel->n_series * (gsize)panel->n_years * (gsize)panel->n_regions, n_missing = 0;

  for (gsize i = 0; i < n; i++)
    n_missing += isnan (panel->values[i]) ? 1 : 0;
  return n_missing;
}

/* "31 regions x 10 years x 1 indicator from rows 5 to 35 of nbs.csv (GB18030)" */
static char *
describe_result (const NqpPanel *panel, const NqpImportReport *report, const char *data)
{
  g_autofree char *name = nqp_words_basename (data);
  g_autofree char *regions
      = g_strdup_printf (ngettext ("%d region", "%d regions", (gulong)panel->n_regions), panel->n_regions);
  g_autofree char *years
      = g_strdup_printf (ngettext ("%d year", "%d years", (gulong)panel->n_years), panel->n_years);
  g_autofree char *indicators = g_strdup_printf (
      ngettext ("%d indicator", "%d indicators", (gulong)panel->n_indicators), panel->n_indicators);

  if (report->sheet != NULL)
    return g_strdup_printf (_ ("%s x %s x %s from rows %d to %d of the sheet “%s” of %s"), regions, years,
                            indicators, report->first_row, report->last_row, report->sheet, name);
  if (report->encoding != NULL && !g_str_equal (report->encoding, "UTF-8"))
    /* Translators: how many regions, years and indicators were read of a file, and its encoding */
    return g_strdup_printf (_ ("%s x %s x %s from rows %d to %d of %s (%s)"), regions, years, indicators,
                            report->first_row, report->last_row, name, report->encoding);
  return g_strdup_printf (_ ("%s x %s x %s from rows %d to %d of %s"), regions, years, indicators,
                          report->first_row, report->last_row, name);
}

#define MAX_LISTED 20

static void
list_names (GString *out, const char *what, int n, const char *(*get) (const NqpPanel *, int),
            const NqpPanel *panel)
{
  g_string_append_printf (out, "%s ", what);
  for (int i = 0; i < n && i < MAX_LISTED; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", get (panel, i));
  g_string_append (out, n > MAX_LISTED ? ", …\n" : "\n");
}

static const char *
region_code (const NqpPanel *panel, int i)
{
  return panel->places[i].code;
}

static const char *
indicator_code (const NqpPanel *panel, int i)
{
  return panel->indicators[i].code;
}

/* What --dry-run prints: how the file is read, and what comes of it if anything does. */
static gboolean
print_dry_run (const NqpPanel *panel, const NqpImportReport *report, const char *data, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (report->sheet != NULL)
    g_string_append_printf (out, _ ("sheet: %s\n"), report->sheet);
  if (report->layout != NULL)
    {
      g_autofree char *layout = nqp_table_layout_describe (report->layout);

      g_string_append (out, layout);
    }
  if (panel != NULL)
    {
      g_autofree char *result = describe_result (panel, report, data);
      gsize n_cells = (gsize)panel->n_series * (gsize)panel->n_years * (gsize)panel->n_regions;
      gsize n_missing = count_missing (panel);

      g_string_append_printf (out, _ ("makes: %s\n"), result);
      g_string_append_printf (out, _ ("values: %lu, missing: %lu\n"), (gulong)(n_cells - n_missing),
                              (gulong)n_missing);
      g_string_append_printf (out, _ ("years: %d to %d\n"), panel->years[0],
                              panel->years[panel->n_years - 1]);
      list_names (out, _ ("regions:"), panel->n_regions, region_code, panel);
      list_names (out, _ ("indicators:"), panel->n_indicators, indicator_code, panel);
    }
  return nqp_output_words (out->str, error);
}

/* The data, or what lies beside them alone, come to a project. */
static int
run_append (const NqpArgs *args, const NqpImportSources *sources, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free),
                        own = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  g_auto (NqpImportReport) report = { 0 };
  g_autoptr (NqpDocument) document = nqp_append_open (nqp_args_get (args, "append"), error);
  g_autoptr (NqpAppendPlan) plan = NULL;
  g_autoptr (NqpPanel) panel = NULL;
  const gboolean dry_run = nqp_args_has (args, "dry-run");
  NqpImportSources all = *sources, data;
  int shown = -1;

  if (document == NULL)
    return 1;
  all.into = document->now.panel;
  data = nqp_append_data_sources (&all, document->now.panel);
  if (data.data != NULL)
    {
      panel = nqp_import_with_report (&data, NULL, problems, &report,
                                      isatty (STDERR_FILENO) ? show_progress : NULL, &shown, NULL, error);
      nqp_progress_clear (&shown);
      if (dry_run && report.layout != NULL
          && !print_dry_run (panel, &report, data.data, panel != NULL ? error : NULL))
        return 1;
      if (panel == NULL)
        {
          fail_import (problems, error);
          return 1;
        }
      print_problems (problems);
    }
  plan = nqp_append_plan_make (document, panel, &all, report.settled, own, error);
  drop_said (own, problems);
  if (plan == NULL)
    {
      fail_import (own, error);
      return 1;
    }
  print_problems (own);
  return nqp_append_run (document, plan, sources, dry_run, error);
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
    .checks = nqp_args_get (args, "checks"),
    .names = nqp_args_get (args, "names"),
    .title_en = nqp_args_get (args, "title"),
    .title_zh = nqp_args_get (args, "title-zh"),
    .skip_bad_rows = nqp_args_has (args, "skip-bad-rows"),
  };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  g_autoptr (GPtrArray) columns = nqp_args_get_all (args, "column");
  g_auto (NqpImportReport) report = { 0 };
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpFramework) framework = NULL;
  NqpLayoutHints hints = { 0 };
  NqpMethod method;
  int shown = -1;
  gboolean is_terminal = isatty (STDERR_FILENO);
  gboolean dry_run = nqp_args_has (args, "dry-run");

  g_ptr_array_add (columns, NULL);
  if (!check_usage (args, &sources, error) || !parse_hints (args, columns, &hints, error))
    return 2;
  sources.hints = &hints;
  if (nqp_args_get (args, "append") != NULL)
    return run_append (args, &sources, error);
  if (!dry_run && !check_output (output, replace, error))
    return 1;
  framework = read_framework (nqp_args_get (args, "framework"), error);
  if (framework == NULL)
    return 1;

  g_autoptr (NqpPanel) panel = nqp_import_with_report (
      &sources, &boundaries, problems, &report, is_terminal ? show_progress : NULL, &shown, NULL, error);
  nqp_progress_clear (&shown);
  if (dry_run && report.layout != NULL
      && !print_dry_run (panel, &report, sources.data, panel != NULL ? error : NULL))
    return 1;
  if (panel == NULL)
    {
      fail_import (problems, error);
      return 1;
    }
  print_problems (problems);
  if (dry_run)
    return 0;

  nqp_method_init (&method);
  if (nqp_args_get (args, "weights") != NULL
      && !apply_weights_file (panel, nqp_args_get (args, "weights"), &method, error))
    return 1;

  g_autofree char *line = nqp_method_to_string (&method);
  g_autofree char *name = nqp_words_path (output);
  if (!nqp_project_create (output, panel, boundaries, framework, line, replace, error))
    return 1;
  g_autofree char *result = describe_result (panel, &report, sources.data);
  if (problems->len > 0)
    nqp_message (ngettext ("%s: %s; %u warning", "%s: %s; %u warnings", problems->len), name, result,
                 problems->len);
  else
    nqp_message ("%s: %s", name, result);
  return 0;
}

const NqpCommand nqp_command_import = {
  .name = "import",
  .synopsis = N_ ("-o P.nqp --data FILE [OPTION]..."),
  .summary = N_ ("make a project from tables and outlines, or add values to one"),
  .details
  = N_ ("All or nothing: on bad input every problem is reported with file, line and column, and no "
        "file is written. What the file's layout leaves open is asked: the message names the option that "
        "answers it."),
  .options = { options },
  .run = run,
};
