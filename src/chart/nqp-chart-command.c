/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart-command.h"
#include "nqp-number.h"

#include <math.h>
#include <string.h>

/* The line for a terminal that makes a picture again. */

static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("._-/=,:+%@", *p) == NULL)
      return FALSE;
  return *text != '\0' && *text != '-';
}

static void
add (GString *out, const char *word)
{
  g_autofree char *quoted = is_plain (word) ? g_strdup (word) : g_shell_quote (word);

  g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", quoted);
}

static void
add_option (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, " --%s", name);
  if (value != NULL)
    add (out, value);
}

static void
add_int (GString *out, const char *name, int value)
{
  g_string_append_printf (out, " --%s %d", name, value);
}

/* Focus first, as the command wants it. */
static void
add_regions (GString *out, const NqpView *view)
{
  const NqpPanel *panel = view->scores->panel;
  g_autoptr (GString) codes = g_string_new (NULL);

  if (view->focus < 0 || view->focus >= panel->n_places)
    return;
  g_string_append (codes, panel->places[view->focus].code);
  for (int i = 0; i < view->n_compared; i++)
    if (view->compared[i] >= 0 && view->compared[i] < panel->n_places && view->compared[i] != view->focus)
      g_string_append_printf (codes, ",%s", panel->places[view->compared[i]].code);
  add_option (out, "region", codes->str);
}

/* Values of indicators in the focus region and year that differ from those the project has. */
static void
add_assumed (GString *out, const NqpView *view)
{
  const NqpScores *now = view->scores, *before = view->before;
  const NqpTree *tree = now->tree;
  const gsize at = (gsize)view->year * (gsize)now->n_regions + (gsize)MAX (view->focus, 0);
  char number[NQP_NUMBER_SIZE];

  for (int i = 0; before != NULL && view->focus >= 0 && i < tree->n_leaves; i++)
    {
      const NqpNode *leaf = &tree->nodes[tree->leaves[i]];
      const double value = now->x[leaf->indicator][at];

      if (!nqp_number_same (value, before->x[leaf->indicator][at]) && isfinite (value))
        {
          g_autofree char *text = g_strdup_printf ("%s=%s", leaf->id, nqp_number_to_file (value, number));

          add_option (out, "assume", text);
        }
    }
}

static void
add_draws (GString *out, const NqpUncertaintySpec *spec, gboolean lists_top)
{
  g_autofree char *vary = nqp_factors_to_string (spec->vary), *seed = NULL;
  char number[NQP_NUMBER_SIZE];

  add_int (out, "draws", spec->draws);
  seed = g_strdup_printf ("%" G_GUINT64_FORMAT, spec->seed);
  add_option (out, "seed", seed);
  add_option (out, "vary", vary);
  if (spec->dirichlet)
    add_option (out, "dirichlet", NULL);
  else
    add_option (out, "spread", nqp_number_to_file (spec->spread * 100, number));
  if (lists_top)
    add_int (out, "top", spec->top);
}

static void
add_results (GString *out, const NqpChart *chart, const NqpView *view)
{
  const NqpUncertainty *drawn = (chart->needs & NQP_RESULT_UNCERTAINTY) != 0   ? view->uncertainty
                                : (chart->shows & NQP_RESULT_UNCERTAINTY) != 0 ? nqp_view_uncertainty (view)
                                                                               : NULL;

  if (drawn != NULL)
    add_draws (out, &drawn->spec, TRUE);
  else if ((chart->needs & NQP_RESULT_SENSITIVITY) != 0 && view->sensitivity != NULL)
    add_draws (out, &view->sensitivity->spec, FALSE);
}

static void
add_theory (GString *out, const NqpView *view)
{
  add_int (out, "depth", CLAMP (view->depth, 1, 3));
  if (view->entry >= 0 && view->framework != NULL)
    add_option (out, "entry", nqp_framework_entry (view->framework, view->entry)->id);
  if (view->live)
    add_option (out, "live", NULL);
}

static void
add_options (GString *out, const NqpChart *chart, const NqpView *view)
{
  const guint known = nqp_chart_options (chart);
  NqpChartOptions options = view->options;
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;

  if ((known & NQP_OPTION_BIT (BREAKS)) != 0 && nqp_view_classes (view) != NQP_CLASSES_QUANTILE)
    {
      options.breaks = nqp_view_classes (view);
      options.set |= NQP_OPTION_BIT (BREAKS);
    }
  if ((known & NQP_OPTION_BIT (CLASSES)) != 0 && nqp_view_n_classes (view) != 5)
    {
      options.classes = nqp_view_n_classes (view);
      options.set |= NQP_OPTION_BIT (CLASSES);
    }
  options.set &= known;
  line = nqp_chart_options_print (&options);
  words = g_strsplit (line, " ", -1);
  for (int i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      add_option (out, "option", words[i]);
}

static void
add_look (GString *out, const NqpPictureLook *look)
{
  static const char *const styles[] = { "light", "dark", "print" };

  if (look->size.width > 0)
    {
      g_autofree char *size = nqp_picture_size_print (&look->size);

      add_option (out, "size", size);
    }
  if (look->format == NQP_FORMAT_PNG)
    add_int (out, "dpi", look->dpi);
  if ((guint)look->style < G_N_ELEMENTS (styles))
    add_option (out, "style", styles[look->style]);
  if (look->transparent)
    add_option (out, "transparent", NULL);
}

/**
 * nqp_chart_command:
 * @project: path of the project
 * @output: name of the file to write
 *
 * Returns: (transfer full) (nullable): the command that makes the same picture, in the quotes of a shell; %NULL where the view shows
 *   something that no option asks for: some of the steps of a derivation, another indicator than the one it would follow
 */
char *
nqp_chart_command (const NqpChart *chart, const NqpView *view, const NqpPictureLook *look,
                   const char *project, const char *output)
{
  const NqpScores *scores = view->scores;
  GString *out;
  char year[16];

  if (chart->n_steps != NULL && view->step > 0)
    return NULL;
  if (chart->leaf != NULL && view->leaf >= 0 && view->leaf != view->measure)
    return NULL;
  out = g_string_new ("nqp chart");
  add (out, project);
  add (out, chart->id);
  g_string_append (out, " -o");
  add (out, output);
  add_option (out, "lang", nqp_lang_to_string (view->lang));
  if (scores->n_years > 0)
    {
      g_snprintf (year, sizeof year, "%d", scores->panel->years[view->year]);
      add_option (out, "year", year);
    }
  add_option (out, "measure", scores->tree->nodes[view->measure].id);
  add_regions (out, view);
  add_assumed (out, view);
  add_results (out, chart, view);
  if (chart->theory)
    add_theory (out, view);
  add_options (out, chart, view);
  if (view->title != NULL)
    add_option (out, "title", view->title);
  if (view->subtitle != NULL)
    add_option (out, "subtitle", view->subtitle);
  if (look->caption && chart->caption != NULL)
    add_option (out, "caption", "auto");
  else if (view->caption != NULL)
    add_option (out, "caption", view->caption);
  add_look (out, look);
  return g_string_free (out, FALSE);
}
