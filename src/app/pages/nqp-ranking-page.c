/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-ranking-page.h"

#include "nqp-page-parts.h"

struct _NqpRankingPage
{
  NqpPage parent_instance;

  NqpSplit *split;
  NqpChartView *chart;
};

G_DEFINE_FINAL_TYPE (NqpRankingPage, nqp_ranking_page, NQP_TYPE_PAGE)

static void
nqp_ranking_page_changed (NqpPage *page, guint flags)
{
  NqpRankingPage *self = NQP_RANKING_PAGE (page);

  if (flags & NQP_CHANGE_PROJECT)
    nqp_page_restore_split (page, self->split, "ranking.table");
}

static NqpChartView *
nqp_ranking_page_get_chart_view (NqpPage *page)
{
  return NQP_RANKING_PAGE (page)->chart;
}

static void
nqp_ranking_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* the bin would look for it after the template's end */
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_RANKING_PAGE);
  G_OBJECT_CLASS (nqp_ranking_page_parent_class)->dispose (object);
}

static void
nqp_ranking_page_class_init (NqpRankingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NqpPageClass *page_class = NQP_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_ranking_page_dispose;
  page_class->changed = nqp_ranking_page_changed;
  page_class->get_chart_view = nqp_ranking_page_get_chart_view;

  nqp_page_ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-ranking-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpRankingPage, split);
  gtk_widget_class_bind_template_child (widget_class, NqpRankingPage, chart);
}

static void
nqp_ranking_page_init (NqpRankingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
