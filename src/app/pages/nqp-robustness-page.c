/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-robustness-page.h"

#include <glib/gi18n.h>

#include "nqp-number.h"
#include "nqp-page-parts.h"
#include "nqp-robustness-bar.h"

#define VIEW_KEY "robustness.view"

typedef enum
{
  VIEW_RANKS,
  VIEW_CAUSES,
  VIEW_METHODS,
  VIEW_DOMINANCE,
  N_VIEWS,
} View;

static const char *const charts[N_VIEWS]
    = { "robustness.ranks", "robustness.sobol", "robustness.methods", "robustness.dominance" };

struct _NqpRobustnessPage
{
  NqpPage parent_instance;

  GtkToggleButton *toggles[N_VIEWS];
  GtkWidget *fold;
  NqpRobustnessBar *bar;
  GtkStack *views; /* "empty", "ranks", "chart" */
  NqpSplit *split;
  NqpChartView *ranks, *chart;
  GtkButton *first_run;
};

G_DEFINE_FINAL_TYPE (NqpRobustnessPage, nqp_robustness_page, NQP_TYPE_PAGE)

static View
chosen_view (NqpRobustnessPage *self)
{
  for (int v = 0; v < N_VIEWS; v++)
    if (gtk_toggle_button_get_active (self->toggles[v]))
      return (View)v;
  return VIEW_RANKS;
}

static void
show_view (NqpRobustnessPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));
  const View view = chosen_view (self);
  const gboolean there = nqp_session_get_uncertainty (session) != NULL;

  if (view != VIEW_RANKS)
    nqp_chart_view_set_chart_id (self->chart, charts[view]);
  gtk_stack_set_visible_child_name (self->views, !there ? "empty" : view == VIEW_RANKS ? "ranks" : "chart");
  gtk_widget_set_visible (self->fold, there && view == VIEW_RANKS && nqp_split_get_folded (self->split));
}

static void
on_view (NqpRobustnessPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));

  if (session == NULL || !nqp_session_has_project (session))
    return;
  nqp_session_set_state (session, VIEW_KEY, charts[chosen_view (self)]);
  show_view (self);
}

static void
on_first_run (NqpRobustnessPage *self)
{
  nqp_session_run_robustness (nqp_page_get_session (NQP_PAGE (self)));
}

static void
restore_view (NqpRobustnessPage *self)
{
  g_autofree char *kept = nqp_session_get_state (nqp_page_get_session (NQP_PAGE (self)), VIEW_KEY);
  View view = VIEW_RANKS;

  for (int v = 0; v < N_VIEWS; v++)
    if (g_strcmp0 (kept, charts[v]) == 0)
      view = (View)v;
  gtk_toggle_button_set_active (self->toggles[view], TRUE);
}

static void
update_first_run (NqpRobustnessPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));
  g_autofree char *label = NULL;
  const char *step;
  char number[NQP_NUMBER_SIZE];
  double fraction;
  NqpUncertaintySpec spec;

  nqp_session_get_robustness_spec (session, &spec);
  /* Translators: a button; %s is a number */
  label = g_strdup_printf (_ ("Run %s Draws"), nqp_number_to_screen (spec.draws, 0, number));
  if (g_strcmp0 (gtk_button_get_label (self->first_run), label) != 0)
    gtk_button_set_label (self->first_run, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->first_run),
                            !nqp_session_get_robustness_run (session, &fraction, &step));
}

static void
nqp_robustness_page_changed (NqpPage *page, guint flags)
{
  NqpRobustnessPage *self = NQP_ROBUSTNESS_PAGE (page);

  if (flags & NQP_CHANGE_PROJECT)
    restore_view (self);
  if (flags
      & (NQP_CHANGE_PROJECT | NQP_CHANGE_ROBUSTNESS | NQP_CHANGE_PROGRESS | NQP_CHANGE_SCORES
         | NQP_CHANGE_MEASURE | NQP_CHANGE_YEAR))
    {
      nqp_robustness_bar_update (self->bar, nqp_page_get_session (page));
      update_first_run (self);
      show_view (self);
    }
}

static NqpChartView *
nqp_robustness_page_get_chart_view (NqpPage *page)
{
  NqpRobustnessPage *self = NQP_ROBUSTNESS_PAGE (page);

  return chosen_view (self) == VIEW_RANKS ? self->ranks : self->chart;
}

static void
nqp_robustness_page_class_init (NqpRobustnessPageClass *klass)
{
  static const char *const names[N_VIEWS] = { "show_ranks", "show_causes", "show_methods", "show_dominance" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NqpPageClass *page_class = NQP_PAGE_CLASS (klass);

  page_class->changed = nqp_robustness_page_changed;
  page_class->get_chart_view = nqp_robustness_page_get_chart_view;

  nqp_page_ensure_types ();
  g_type_ensure (NQP_TYPE_ROBUSTNESS_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nqp_explorer/NqpExplorer/ui/nqp-robustness-page.ui");
  for (int v = 0; v < N_VIEWS; v++)
    gtk_widget_class_bind_template_child_full (widget_class, names[v], FALSE,
                                               G_STRUCT_OFFSET (NqpRobustnessPage, toggles)
                                                   + v * (gssize)sizeof (GtkToggleButton *));
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessPage, fold);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessPage, bar);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessPage, views);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessPage, split);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessPage, ranks);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessPage, chart);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessPage, first_run);
  gtk_widget_class_bind_template_callback (widget_class, on_view);
  gtk_widget_class_bind_template_callback (widget_class, on_first_run);
}

static void
nqp_robustness_page_init (NqpRobustnessPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->split, "notify::folded", G_CALLBACK (on_view), self, G_CONNECT_SWAPPED);
}
