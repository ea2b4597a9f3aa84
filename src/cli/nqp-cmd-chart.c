/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-draw-options.h"
#include "nqp-environment.h"
#include "nqp-options.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nqp-chart.h"
#include "nqp-number.h"
#include "nqp-uncertainty-bytes.h"
#include "nqp-words.h"

#define CHART_DRAWS 1000
#define CHART_ROWS 512 /* of the design of robustness.sobol: a power of 2 */
#define MIN_SIZE 120
#define MAX_SIZE 10000
#define MAX_PIXELS 30000 /* a side of an image; cairo's own limit is 32,767 */

static const NqpOption options[] = {
  { "output", 'o', "FILE.png|.pdf|.svg", N_ ("the picture to write; an existing one is exchanged") },
  { "year", 0, "YEAR", N_ ("the year shown; the last if not given") },
  { "region", 0, "CODE,...", N_ ("the region in focus, then those compared with it; may be repeated") },
  { "measure", 0, "ID", N_ ("index, a pillar, pillar.component or an indicator code; index if not given") },
  { "size", 0, "WIDTHxHEIGHT", N_ ("size in px of 1/96 inch; the chart's own if not given") },
  { "dpi", 0, "NUMBER", N_ ("resolution of a PNG, 96 to 600; 192 gives twice as many pixels as 96") },
  { "style", 0, "light|dark|print", N_ ("colours; light if not given") },
  { "depth", 0, "1|2|3", N_ ("framework.diagram: pillars, their parts, or everything; 2 if not given") },
  { "entry", 0, "ID", N_ ("framework.diagram: the concept, relation, path or measure to trace") },
  { "live", 0, NULL, N_ ("framework.diagram: with the scores of the region in focus and correlations") },
  { "assume", 0, "CODE=VALUE,...",
    N_ ("draw the scores as they would be if the region in focus had these values of indicators in the year "
        "shown; may be repeated") },
  { "list", 0, NULL, N_ ("list the charts and end") },
  { NULL },
};

typedef struct
{
  const NqpChart *chart;
  const char *output;
  NqpFormat format;
  double width, height, dpi;
  NqpStyleKind style;
  NqpDrawOptions draws;
} Request;

static int
list_charts (GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  int n_charts;
  const NqpChart *const *charts = nqp_charts (&n_charts);

  for (int i = 0; i < n_charts; i++)
    g_string_append_printf (out, "%-20s %s\n", charts[i]->id, _ (charts[i]->name));
  return nqp_output_text (out->str, (gssize)out->len, error) ? 0 : 1;
}

static gboolean
find_chart (Request *self, const char *id, GError **error)
{
  self->chart = nqp_chart_find (id);
  if (self->chart != NULL)
    return TRUE;

  int n_charts;
  const NqpChart *const *charts = nqp_charts (&n_charts);
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  for (int i = 0; i < n_charts; i++)
    g_ptr_array_add (known, (char *)charts[i]->id);
  g_ptr_array_add (known, NULL);

  g_autofree char *suggestion = nqp_suggest (id, (const char *const *)known->pdata);
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
               _ ("no chart '%s'; 'nqp chart --list' names them.%s"), id, suggestion);
  return FALSE;
}

static gboolean
parse_size (Request *self, const char *text, GError **error)
{
  char *end = NULL;
  gint64 width = g_ascii_isdigit (*text) ? g_ascii_strtoll (text, &end, 10) : 0;
  gint64 height = 0;

  if (end != NULL && (*end == 'x' || *end == 'X') && g_ascii_isdigit (end[1]))
    height = g_ascii_strtoll (end + 1, &end, 10);
  if (end == NULL || *end != '\0' || width < MIN_SIZE || height < MIN_SIZE || width > MAX_SIZE
      || height > MAX_SIZE)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--size: expected WIDTHxHEIGHT with %d to %d px each, such as 1280x800, found '%s'"),
                   MIN_SIZE, MAX_SIZE, text);
      return FALSE;
    }
  self->width = (double)width;
  self->height = (double)height;
  return TRUE;
}

static gboolean
parse_dpi (Request *self, const char *text, GError **error)
{
  char *end = NULL;

  self->dpi = g_ascii_isdigit (*text) ? g_ascii_strtod (text, &end) : 0.0;
  if (end != NULL && *end == '\0' && self->dpi >= 96.0 && self->dpi <= 600.0)
    return TRUE;
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
               _ ("--dpi: expected a number from 96 to 600, found '%s'"), text);
  return FALSE;
}

/* Everything that can be judged without the project. */
static gboolean
parse_request (Request *self, const NqpArgs *args, GError **error)
{
  const char *size = nqp_args_get (args, "size"), *dpi = nqp_args_get (args, "dpi");
  const char *style = nqp_args_get (args, "style");

  if (!find_chart (self, nqp_args_text (args, 1), error))
    return FALSE;
  self->output = nqp_args_get (args, "output");
  if (self->output == NULL)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, _ ("-o FILE is missing: the picture to write"));
      return FALSE;
    }
  if (!nqp_format_from_path (self->output, &self->format))
    {
      g_autofree char *found = nqp_words_path (self->output);

      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("-o: expected a name ending in .png, .pdf or .svg, found '%s'"), found);
      return FALSE;
    }

  if (!nqp_options_draws (args, &self->draws, error))
    return FALSE;
  if (self->draws.any && self->chart->needs == 0 && self->chart->shows == 0)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("%s shows no draws: --draws and its like are for ranking.bars and robustness charts"),
                   self->chart->id);
      return FALSE;
    }
  self->width = self->chart->width;
  self->height = self->chart->height;
  self->dpi = 96.0;
  self->style = NQP_STYLE_LIGHT;
  if ((size != NULL && !parse_size (self, size, error)) || (dpi != NULL && !parse_dpi (self, dpi, error)))
    return FALSE;
  if (style != NULL && !nqp_style_kind_parse (style, &self->style))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--style: expected light, dark or print, found '%s'"), style);
      return FALSE;
    }
  if (self->format == NQP_FORMAT_PNG && MAX (self->width, self->height) * self->dpi / 96.0 > MAX_PIXELS)
    {
      g_set_error (
          error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
          _ ("--size and --dpi make an image of more than %d pixels a side; choose less of one of them"),
          MAX_PIXELS);
      return FALSE;
    }
  return TRUE;
}

static gboolean
set_framework (NqpView *view, const NqpArgs *args, NqpFramework *framework, GError **error)
{
  const char *depth = nqp_args_get (args, "depth"), *entry = nqp_args_get (args, "entry");

  view->framework = framework;
  view->live = nqp_args_has (args, "live");
  if (depth != NULL)
    {
      if (strlen (depth) != 1 || depth[0] < '1' || depth[0] > '3')
        {
          g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                       _ ("--depth: expected 1, 2 or 3, found '%s'"), depth);
          return FALSE;
        }
      view->depth = depth[0] - '0';
    }
  if (entry != NULL && (view->entry = nqp_framework_find (framework, entry)) < 0)
    {
      g_autoptr (GPtrArray) known = g_ptr_array_new ();
      g_autofree char *suggestion = NULL;

      for (guint i = 0; i < framework->entries->len; i++)
        g_ptr_array_add (known, nqp_framework_entry (framework, (int)i)->id);
      g_ptr_array_add (known, NULL);
      suggestion = nqp_suggest (entry, (const char *const *)known->pdata);
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED, _ ("--entry: no '%s' in the framework.%s"),
                   entry, suggestion);
      return FALSE;
    }
  return TRUE;
}

static int
find_leaf (const NqpTree *tree, const char *code, GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  for (int i = 0; i < tree->n_leaves; i++)
    {
      if (strcmp (tree->nodes[tree->leaves[i]].id, code) == 0)
        return tree->leaves[i];
      g_ptr_array_add (known, tree->nodes[tree->leaves[i]].id);
    }
  g_ptr_array_add (known, NULL);

  g_autofree char *suggestion = nqp_suggest (code, (const char *const *)known->pdata);
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED, _ ("--assume: no indicator '%s' in the index.%s"),
               code, suggestion);
  return -1;
}

/* --assume: the scores under assumed values for the region and year looked at; @scores itself without the option. */
static NqpScores *
assume (const NqpView *view, const NqpArgs *args, NqpScores *scores, GError **error)
{
  g_autoptr (GPtrArray) given = nqp_args_get_list (args, "assume");
  g_autofree int *leaves = g_new (int, given->len + 1);
  g_autofree double *values = g_new (double, given->len + 1);

  for (guint i = 0; i < given->len; i++)
    {
      const char *text = given->pdata[i], *equals = strchr (text, '=');
      g_autofree char *code = equals != NULL ? g_strndup (text, (gsize)(equals - text)) : NULL;

      if (code == NULL || *g_strstrip (code) == '\0'
          || !nqp_number_parse (equals + 1, strlen (equals + 1), '.', &values[i]) || !isfinite (values[i]))
        {
          g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                       _ ("--assume: expected an indicator code and a number in its unit such as rdint=2.5, "
                          "found '%s'"),
                       text);
          return NULL;
        }
      leaves[i] = find_leaf (scores->tree, code, error);
      if (leaves[i] < 0)
        return NULL;
    }
  if (given->len == 0)
    return nqp_scores_ref (scores);
  if (view->focus < 0)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
                   _ ("--assume: there is no region to assume values for"));
      return NULL;
    }
  return nqp_scores_what_if (scores, view->year, view->focus, (int)given->len, leaves, values, error);
}

/* What the chart shows of robustness is computed here and now: what a window has kept may be of another question. */
static gboolean
compute (const Request *request, const NqpArgs *args, NqpView *view, NqpRobustness *out, GError **error)
{
  const NqpChartResults wanted
      = request->chart->needs | (request->draws.any ? request->chart->shows : (NqpChartResults)0);
  NqpWork work = { .n_threads = request->draws.n_threads };
  NqpUncertaintySpec spec;
  gboolean good = TRUE;
  int shown;

  if (wanted == 0)
    return TRUE;
  nqp_uncertainty_spec_init (&spec, view->scores);
  spec.draws = (wanted & NQP_RESULT_SENSITIVITY) != 0 ? CHART_ROWS : CHART_DRAWS;
  spec.measure = view->measure;
  spec.year = view->year;
  nqp_draw_options_apply (&request->draws, args, &spec);
  nqp_progress_begin (&work, &shown);
  if ((wanted & NQP_RESULT_UNCERTAINTY) != 0)
    good = (out->uncertainty = nqp_uncertainty_new (view->scores, &spec, &work, error)) != NULL;
  if (good && (wanted & NQP_RESULT_SENSITIVITY) != 0)
    good = (out->sensitivity
            = nqp_sensitivity_new (view->scores, &spec, &view->focus, view->focus >= 0, &work, error))
           != NULL;
  if (good && (wanted & NQP_RESULT_ALTERNATIVES) != 0)
    good = (out->alternatives = nqp_alternatives_new (view->scores, view->measure, view->year, &work, error))
           != NULL;
  nqp_progress_end (&shown);
  view->uncertainty = out->uncertainty;
  view->sensitivity = out->sensitivity;
  view->alternatives = out->alternatives;
  return good;
}

static gboolean
draw (const Request *request, const NqpArgs *args, NqpInput *input, NqpLang lang, GError **error)
{
  g_autoptr (NqpScores) scores = nqp_input_run (input, error);
  g_autoptr (NqpBoundaries) boundaries
      = scores != NULL ? nqp_project_read_boundaries (input->project, error) : NULL;
  g_autoptr (NqpMapLayout) layout
      = boundaries != NULL ? nqp_map_layout_new (input->panel, boundaries, error) : NULL;
  g_autofree char *date = nqp_environment_today ();
  g_autoptr (NqpFramework) framework = layout != NULL ? nqp_input_framework (input, error) : NULL;
  g_auto (NqpRobustness) results = { NULL, NULL, NULL };
  NqpView view;
  NqpStyle style;

  if (framework == NULL)
    return FALSE;
  nqp_view_init (&view, scores, layout, lang);
  view.all_rows = TRUE;
  view.provenance = TRUE;
  view.date = date;
  if (!nqp_options_year (args, input->panel, view.year, &view.year, error)
      || !nqp_options_measure (args, scores->tree, view.measure, &view.measure, error)
      || !nqp_options_view_regions (args, input->panel, &view, error)
      || !set_framework (&view, args, framework, error) || !compute (request, args, &view, &results, error))
    return FALSE;

  g_autoptr (NqpScores) assumed = assume (&view, args, scores, error);
  if (assumed == NULL)
    return FALSE;
  if (assumed != scores)
    {
      view.before = scores;
      view.scores = assumed;
    }

  nqp_style_init (&style, request->style, 1.0);
  g_autoptr (NqpScene) scene = request->chart->build (&view, &style, request->width, request->height);
  if (nqp_scene_get_excuse (scene) != NULL)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED, _ ("%s: nothing to draw: %s"),
                   request->chart->id, nqp_scene_get_excuse (scene));
      return FALSE;
    }
  g_autofree char *title = request->chart->title (&view);
  g_autofree char *provenance = nqp_view_provenance (&view);
  return nqp_scene_save (scene, request->output, request->format, request->dpi, title, provenance, error);
}

static int
run (const NqpArgs *args, GError **error)
{
  g_auto (NqpInput) input = { 0 };
  Request request = { 0 };
  NqpLang lang;

  if (nqp_args_has (args, "list"))
    return list_charts (error);
  if (nqp_args_n_words (args) < 2)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("a project and a chart are needed: nqp chart %s"), _ (nqp_command_chart.synopsis));
      return 2;
    }
  if (!parse_request (&request, args, error)
      || !nqp_options_lang (args, nqp_lang_from_environment (), &lang, error)
      || !nqp_input_open (&input, nqp_args_word (args, 0), error) || !nqp_input_apply (&input, args, error)
      || !draw (&request, args, &input, lang, error))
    return 1;
  return 0;
}

const NqpCommand nqp_command_chart = {
  .name = "chart",
  .synopsis = N_ ("P.nqp CHART-ID -o FILE [OPTION]..."),
  .summary = N_ ("draw a chart as PNG, PDF or SVG"),
  .details
  = N_ ("'nqp chart --list' names the charts. The picture says in its footer and in its metadata "
        "where it comes from;\n"
        "the date there is today's, or that of SOURCE_DATE_EPOCH if set.\n"
        "The robustness charts draw the method 1000 times, as the options of draws say; ranking.bars shows\n"
        "rank intervals when one of these options is given."),
  .min_words = 0,
  .max_words = 2,
  .options = { options, nqp_draw_options, nqp_method_options },
  .run = run,
};
