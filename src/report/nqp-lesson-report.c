/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-lesson-report.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-chart.h"
#include "nqp-config.h"

#define DIAGRAM "framework.diagram"
#define FULL_DIAGRAM 500  /* px: the parts of the pillars have room, in either language */
#define LEAST_DIAGRAM 370 /* the arrows have */
#define LEAST_CHART 250
#define MOST_PICTURE 420
#define LEAST_ANSWER 3
#define MOST_ANSWER 9

typedef struct
{
  const NqpView *view;
  const NqpStyle *style;
  NqpReport *report;
  int first, last; /* steps of the framework */
} Lesson;

/* Heights of a step's pictures in px, 0 = none. */
typedef struct
{
  double diagram, chart;
} Pictures;

static const char *
words (const Lesson *self, const NqpText *text)
{
  const char *found = nqp_text_get (text, self->view->lang);

  return found != NULL ? found : "";
}

static const NqpLessonStep *
get_step (const Lesson *self, int i)
{
  return nqp_framework_step (self->view->framework, i);
}

/* Steps of a lesson stand together. */
static gboolean
find_lesson (Lesson *self, const char *id, GError **error)
{
  int n = self->view->framework != NULL ? (int)self->view->framework->steps->len : 0;
  g_autoptr (GString) known = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    {
      const char *lesson = get_step (self, i)->lesson;

      if (i > 0 && g_str_equal (get_step (self, i - 1)->lesson, lesson))
        continue;
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", lesson);
      if (id != NULL && !g_str_equal (id, lesson))
        continue;
      self->first = self->last = i;
      while (self->last + 1 < n && g_str_equal (get_step (self, self->last + 1)->lesson, lesson))
        self->last++;
      return TRUE;
    }
  if (n == 0)
    g_set_error_literal (error, NQP_REPORT_ERROR, NQP_REPORT_ERROR_UNKNOWN,
                         _ ("the concept model of this project has no lesson; write one, or import a "
                            "framework that has one"));
  else
    g_set_error (error, NQP_REPORT_ERROR, NQP_REPORT_ERROR_UNKNOWN, _ ("no lesson '%s'; there are: %s"), id,
                 known->str);
  return FALSE;
}

/* ---- the document ------------------------------------------------------------------------------------------------ */

static char *
regions_line (const NqpView *view)
{
  GString *out = g_string_new (NULL);

  if (view->focus >= 0)
    g_string_append (out, nqp_view_region_name (view, view->focus));
  for (int i = 0; i < view->n_compared; i++)
    g_string_append_printf (out, "%s%s", out->len > 0 ? _ (", ") : "",
                            nqp_view_region_name (view, view->compared[i]));
  return g_string_free (out, FALSE);
}

static void
begin (Lesson *self)
{
  const NqpView *view = self->view;
  const NqpPanel *panel = view->scores->panel;
  const NqpLessonStep *step = get_step (self, self->first);
  const char *data = nqp_panel_title (panel, view->lang), *title = words (self, &step->lesson_name);
  g_autofree char *regions = regions_line (view), *keywords = NULL;
  g_autofree char *all = nqp_view_provenance (view), *some = nqp_view_provenance_short (view, 1);
  g_autofree char *few = nqp_view_provenance_short (view, 2), *least = nqp_view_provenance_short (view, 3);
  NqpReportHead head = { .title = *title != '\0' ? title : step->lesson,
                         .subject = all,
                         .running = data,
                         .footers = (const char *const[]){ all, some, few, least, NULL } };

  keywords = g_strjoin (", ", _ ("lesson"), _ ("new quality productivity"), data, regions, NULL);
  head.keywords = keywords;
  if (!step->own) /* who wrote a lesson of the project's own is not known */
    head.author = "NQP Explorer";
  self->report = nqp_report_new (self->style, &head);
}

static void
add_front (Lesson *self)
{
  const NqpView *view = self->view;
  const NqpPanel *panel = view->scores->panel;
  const NqpLessonStep *step = get_step (self, self->first);
  const char *title = words (self, &step->lesson_name), *data = nqp_panel_title (panel, view->lang);
  const char *labels[] = { _ ("Name:"), _ ("Date:"), NULL };
  g_autofree char *regions = regions_line (view);
  g_autoptr (GString) line = g_string_new (data != NULL ? data : "");

  if (*regions != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " \xc2\xb7 " : "", regions);
  if (panel->n_years > 0)
    g_string_append_printf (line, "%s%d", line->len > 0 ? " \xc2\xb7 " : "", panel->years[view->year]);
  nqp_report_heading (self->report, 0, *title != '\0' ? title : step->lesson);
  nqp_report_text (self->report, NQP_REPORT_SMALL, line->str);
  nqp_report_fields (self->report, labels);
}

static void
add_picture (Lesson *self, const NqpChart *chart, const NqpView *view, double height)
{
  g_autoptr (NqpScene) scene
      = nqp_chart_build (chart, view, self->style, nqp_report_width (self->report), height);

  nqp_report_picture (self->report, scene);
}

static const NqpChart *
find_chart (const NqpLessonStep *step)
{
  g_autofree char *id = nqp_lesson_step_view (step, "chart");
  const NqpChart *chart = id != NULL ? nqp_chart_find (id) : NULL;

  return chart != NULL && !chart->theory ? chart : NULL;
}

/* Whether anything of the theory is lit, and whether that is below the pillars. */
static gboolean
is_lit (const NqpView *view, gboolean *out_parts)
{
  gboolean any = FALSE;

  *out_parts = FALSE;
  for (guint i = 0; i < view->framework->entries->len; i++)
    if (view->lit[i])
      {
        any = TRUE;
        *out_parts |= nqp_framework_depth (view->framework, (int)i) > 0;
      }
  return any;
}

/* The theory with what the step speaks of. */
static void
add_diagram (Lesson *self, const NqpView *view, double height)
{
  NqpView own = *view;
  gboolean parts;

  is_lit (view, &parts);
  own.depth = parts ? 2 : 1;
  own.entry = own.entry_hover = -1;
  own.live = FALSE;
  own.provenance = FALSE;
  add_picture (self, nqp_chart_find (DIAGRAM), &own, height);
}

static void
add_weight (Lesson *self, const NqpLessonStep *step, const NqpView *view)
{
  g_autofree char *id = nqp_lesson_step_view (step, "weights"), *text = NULL;
  const NqpTree *tree = view->scores->tree;
  int node = id != NULL ? nqp_tree_find (tree, id) : -1;

  if (node <= 0)
    return;
  /* Translators: name of a pillar or component, its share of the index */
  text = g_strdup_printf (
      _ ("Try it in the program: give “%s” another weight. Here it is %.1f %% of the index."),
      nqp_view_node_name (view, node), 100 * nqp_tree_global_weight (tree, node));
  nqp_report_text (self->report, NQP_REPORT_SMALL, text);
}

static char *
numbered (const Lesson *self, int at)
{
  /* Translators: number and name of a step */
  return g_strdup_printf (_ ("%d. %s"), at - self->first + 1, words (self, &get_step (self, at)->name));
}

static void
add_words (Lesson *self, int at, const NqpView *view, const Pictures *pictures)
{
  const NqpLessonStep *step = get_step (self, at);
  g_autofree char *name = numbered (self, at);
  const char *question = words (self, &step->question);

  nqp_report_begin_group (self->report);
  nqp_report_heading (self->report, 1, name);
  nqp_report_text (self->report, NQP_REPORT_BODY, words (self, &step->text));
  if (pictures->diagram > 0)
    add_diagram (self, view, pictures->diagram);
  if (pictures->chart > 0)
    add_picture (self, find_chart (step), view, pictures->chart);
  add_weight (self, step, view);
  if (*question != '\0')
    {
      nqp_report_text (self->report, NQP_REPORT_STRONG, question);
      nqp_report_answer (self->report, LEAST_ANSWER, MOST_ANSWER);
    }
  nqp_report_end_group (self->report);
}

/* What the words of the step leave of a page, @used of which is taken. */
static double
room_beside_words (Lesson *self, int at, const NqpView *view, double used)
{
  g_autoptr (NqpReport) trial = nqp_report_new (self->style, &(NqpReportHead){ .title = "" });
  Lesson own = *self;

  own.report = trial;
  add_words (&own, at, view, &(Pictures){ 0, 0 });
  return nqp_report_height (self->report) - used - nqp_report_length (trial);
}

/* A step is a page, if that can be: the pictures take what the words leave. */
static Pictures
choose_pictures (Lesson *self, int at, const NqpView *view)
{
  gboolean parts, has_diagram = is_lit (view, &parts), has_chart = find_chart (get_step (self, at)) != NULL;
  double used = at == self->first ? nqp_report_length (self->report) + 28 : 0; /* below the title */
  double room = room_beside_words (self, at, view, used) - (has_diagram + has_chart) * NQP_REPORT_PICTURE_GAP;
  Pictures pictures = { 0, 0 };

  if (has_diagram)
    pictures.diagram
        = CLAMP (room - (has_chart ? LEAST_CHART : 0), LEAST_DIAGRAM, parts ? FULL_DIAGRAM : MOST_PICTURE);
  if (has_chart)
    pictures.chart = CLAMP (room - pictures.diagram, LEAST_CHART, MOST_PICTURE);
  return pictures;
}

static void
add_step (Lesson *self, int at)
{
  g_autofree guint8 *lit = g_new0 (guint8, MAX (self->view->framework->entries->len, 1));
  NqpView view = *self->view;
  Pictures pictures;

  nqp_view_apply_step (&view, get_step (self, at), lit);
  view.lit = lit;
  /* The foot of the page names one year: a picture of another says so itself. */
  view.provenance = view.year != self->view->year;
  pictures = choose_pictures (self, at, &view);
  add_words (self, at, &view, &pictures);
}

static void
add_discussions (Lesson *self)
{
  gboolean any = FALSE;

  for (int i = self->first; i <= self->last; i++)
    {
      const NqpLessonStep *step = get_step (self, i);
      g_autofree char *name = numbered (self, i);

      if (*words (self, &step->discussion) == '\0')
        continue;
      if (!any)
        {
          nqp_report_new_page (self->report);
          nqp_report_heading (self->report, 1, _ ("For the discussion"));
        }
      any = TRUE;
      nqp_report_begin_group (self->report);
      nqp_report_heading (self->report, 2, name);
      nqp_report_text (self->report, NQP_REPORT_SMALL, words (self, &step->question));
      nqp_report_text (self->report, NQP_REPORT_BODY, words (self, &step->discussion));
      nqp_report_end_group (self->report);
    }
}

static void
add_sources (Lesson *self)
{
  g_autofree char *provenance = nqp_view_provenance (self->view);

  nqp_report_begin_group (self->report);
  nqp_report_heading (self->report, 1, _ ("Where the figures come from"));
  nqp_report_text (self->report, NQP_REPORT_SMALL, provenance);
  nqp_report_end_group (self->report);
}

NqpReport *
nqp_lesson_report_new (const NqpView *view, const NqpStyle *style, const char *lesson, GError **error)
{
  Lesson self = { .view = view, .style = style };

  if (!find_lesson (&self, lesson, error))
    return NULL;
  begin (&self);
  add_front (&self);
  for (int i = self.first; i <= self.last; i++)
    add_step (&self, i);
  add_discussions (&self);
  add_sources (&self);
  return self.report;
}
