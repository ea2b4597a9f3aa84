/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-ranking-page.h"

#include "nqp-page-parts.h"

struct _NqpRankingPage
{
  NqpPage parent_instance;
};

G_DEFINE_FINAL_TYPE (NqpRankingPage, nqp_ranking_page, NQP_TYPE_PAGE)

static void
nqp_ranking_page_class_init (NqpRankingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  nqp_page_ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-ranking-page.ui");
}

static void
nqp_ranking_page_init (NqpRankingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
