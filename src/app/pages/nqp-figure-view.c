/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-figure-view.h"

#include "nqp-page-parts.h"

struct _NqpFigureView
{
  AdwBin parent_instance;

  NqpSession *session; /* borrowed from the page, which outlives it; NULL: not shown yet */
  GtkWidget *all_indicators, *walk, *previous, *next;
  NqpSplit *split;
  NqpChartView *chart;
  NqpTableView *table;
};

G_DEFINE_FINAL_TYPE (NqpFigureView, nqp_figure_view, ADW_TYPE_BIN)

/* Where the arrows lead to; the measure itself: nowhere. */
static int
find_indicator (NqpFigureView *self, int direction)
{
  NqpView view;

  nqp_session_get_view (self->session, &view);
  return nqp_chart_view_get_chart (self->chart)->measure (&view, direction);
}

void
nqp_figure_view_changed (NqpFigureView *self, NqpSession *session)
{
  const gboolean scores = nqp_session_get_scores (session) != NULL;
  const int measure = nqp_session_get_measure (session);
  const gboolean walks = scores && nqp_chart_view_get_chart (self->chart)->measure != NULL;

  self->session = session;
  gtk_widget_set_sensitive (self->all_indicators,
                            scores && nqp_session_get_tree (session)->nodes[measure].indicator >= 0);
  gtk_widget_set_sensitive (self->previous, walks && find_indicator (self, -1) != measure);
  gtk_widget_set_sensitive (self->next, walks && find_indicator (self, 1) != measure);
}

NqpChartView *
nqp_figure_view_get_chart_view (NqpFigureView *self)
{
  return self->chart;
}

static void
on_all_indicators (NqpFigureView *self)
{
  nqp_session_set_measure (self->session, 0);
}

static void
on_previous (NqpFigureView *self)
{
  nqp_session_set_measure (self->session, find_indicator (self, -1));
}

static void
on_next (NqpFigureView *self)
{
  nqp_session_set_measure (self->session, find_indicator (self, 1));
}

GtkWidget *
nqp_figure_view_new (const char *chart_id, const char *table)
{
  NqpFigureView *self = g_object_new (NQP_TYPE_FIGURE_VIEW, NULL);
  const NqpChart *chart = nqp_chart_find (chart_id);

  gtk_widget_set_name (GTK_WIDGET (self->split), chart_id);
  nqp_chart_view_set_chart_id (self->chart, chart_id);
  g_object_set (self->table, "chart-id", chart_id, "label", table, NULL);
  gtk_widget_set_visible (self->all_indicators, chart->measure == NULL);
  gtk_widget_set_visible (self->walk, chart->measure != NULL);
  return GTK_WIDGET (self);
}

static void
nqp_figure_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_FIGURE_VIEW);
  G_OBJECT_CLASS (nqp_figure_view_parent_class)->dispose (object);
}

static void
nqp_figure_view_class_init (NqpFigureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_figure_view_dispose;
  nqp_page_ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-figure-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpFigureView, all_indicators);
  gtk_widget_class_bind_template_child (widget_class, NqpFigureView, walk);
  gtk_widget_class_bind_template_child (widget_class, NqpFigureView, previous);
  gtk_widget_class_bind_template_child (widget_class, NqpFigureView, next);
  gtk_widget_class_bind_template_child (widget_class, NqpFigureView, split);
  gtk_widget_class_bind_template_child (widget_class, NqpFigureView, chart);
  gtk_widget_class_bind_template_child (widget_class, NqpFigureView, table);
  gtk_widget_class_bind_template_callback (widget_class, on_all_indicators);
  gtk_widget_class_bind_template_callback (widget_class, on_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
}

static void
nqp_figure_view_init (NqpFigureView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
