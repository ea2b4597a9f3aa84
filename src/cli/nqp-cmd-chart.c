/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart-request.h"
#include "nqp-environment.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-staged.h"
#include "nqp-uncertainty-bytes.h"

#define CHART_DRAWS 1000
#define CHART_ROWS 512 /* of the design of robustness.sobol: a power of 2 */

static int
list_charts (GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  int n_charts;
  const NqpChart *const *charts = nqp_charts (&n_charts);

  for (int i = 0; i < n_charts; i++)
    {
      g_autofree char *ids = nqp_chart_options_ids (nqp_chart_options (charts[i]), ", ");

      /* Translators: of a chart, what --option takes */
      g_string_append_printf (out, _ ("%-22s %s (options: %s)\n"), charts[i]->id, _ (charts[i]->name), ids);
    }
  return nqp_output_text (out->str, (gssize)out->len, error) ? 0 : 1;
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
compute (const NqpChartRequest *request, const NqpArgs *args, NqpView *view, NqpRobustness *out,
         GError **error)
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

/* What has to be said of a picture that is drawn all the same. */
static void
say_remarks (const NqpChartRequest *request, const NqpScene *scene)
{
  const GPtrArray *remarks = nqp_scene_get_remarks (scene);
  g_autofree char *missing = nqp_scene_missing_glyphs (scene);
  const double factor = nqp_length_px (request->size.length);
  const NqpPictureSize drawn
      = { nqp_scene_width (scene) / factor, nqp_scene_height (scene) / factor, request->size.length };

  for (guint i = 0; i < remarks->len; i++)
    nqp_message (_ ("warning: %s"), (const char *)remarks->pdata[i]);
  if (missing != NULL)
    nqp_message (
        _ ("warning: no font here has these characters, which are drawn as boxes: %s. Install a font that "
           "has them."),
        missing);
  if (request->sized
      && (fabs (drawn.width - request->size.width) * factor > 0.5
          || fabs (drawn.height - request->size.height) * factor > 0.5))
    {
      g_autofree char *size = nqp_picture_size_say (&drawn);

      nqp_message (_ ("warning: the picture is %s, because all its rows need that much room"), size);
    }
}

/* TRUE if the picture may be drawn though it shows nothing of what it is for. */
static gboolean
check_data (const NqpChartRequest *request, const NqpView *view, GError **error)
{
  g_autofree char *measure = nqp_view_measure_name (view), *text = NULL;

  if (nqp_chart_has_data (request->chart, view))
    return TRUE;
  if (view->scores->n_years > 0)
    text = g_strdup_printf (_ ("%s: the picture holds no data: there are no figures of %s in %d"),
                            request->chart->id, measure, view->scores->panel->years[view->year]);
  else
    text = g_strdup_printf (_ ("%s: the picture holds no data: the project has none"), request->chart->id);
  if (!request->strict)
    nqp_message (_ ("warning: %s"), text);
  else
    g_set_error_literal (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED, text);
  return !request->strict;
}

static gboolean
save_figures (const NqpChartRequest *request, const NqpView *view, GError **error)
{
  g_autoptr (NqpTable) table = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (request->figures == NULL)
    return TRUE;
  table = request->chart->table (view, NQP_TABLE_FILE);
  nqp_table_print_csv (table, text);
  return nqp_staged_set_contents (request->figures, text->str, (gssize)text->len, error);
}

static gboolean
save (const NqpChartRequest *request, const NqpView *view, const NqpStyle *style, GError **error)
{
  g_autoptr (NqpScene) scene
      = nqp_chart_build (request->chart, view, style, nqp_picture_size_width (&request->size),
                         nqp_picture_size_height (&request->size));
  g_autofree char *title = nqp_chart_title (request->chart, view), *provenance = nqp_view_provenance (view);

  if (nqp_scene_get_excuse (scene) != NULL)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED, _ ("%s: nothing to draw: %s"),
                   request->chart->id, nqp_scene_get_excuse (scene));
      return FALSE;
    }
  if (!check_data (request, view, error))
    return FALSE;
  say_remarks (request, scene);
  return nqp_scene_save (scene, request->output, request->format, request->dpi, title, provenance, error)
         && save_figures (request, view, error);
}

static gboolean
draw (const NqpChartRequest *request, const NqpArgs *args, NqpInput *input, NqpLang lang, GError **error)
{
  g_autoptr (NqpScores) scores = nqp_input_run (input, error);
  g_autoptr (NqpBoundaries) boundaries
      = scores != NULL ? nqp_project_read_boundaries (input->project, error) : NULL;
  g_autoptr (NqpMapLayout) layout
      = boundaries != NULL ? nqp_map_layout_new (input->panel, boundaries, error) : NULL;
  g_autofree char *date = nqp_environment_today (), *caption = NULL;
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
  view.title = request->title;
  view.subtitle = request->subtitle;
  view.caption = request->caption;
  view.options = request->options;
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

  if (request->own_caption)
    view.caption = caption = request->chart->caption (&view);
  if (caption != NULL && *caption == '\0')
    nqp_message (_ ("warning: there is nothing to say in a caption"));
  nqp_style_init (&style, request->style, 1.0);
  style.transparent = request->transparent;
  return save (request, &view, &style, error);
}

static int
run (const NqpArgs *args, GError **error)
{
  g_auto (NqpInput) input = { 0 };
  g_auto (NqpChartRequest) request = { 0 };
  NqpLang lang;

  if (nqp_args_has (args, "list"))
    return list_charts (error);
  if (nqp_args_n_words (args) < 2)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("a project and a chart are needed: nqp chart %s"), _ (nqp_command_chart.synopsis));
      return 2;
    }
  if (!nqp_chart_request_parse (&request, args, error)
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
  .options = { nqp_chart_request_options, nqp_draw_options, nqp_method_options },
  .run = run,
};
