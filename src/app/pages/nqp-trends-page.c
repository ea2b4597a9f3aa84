/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-trends-page.h"

#include "nqp-page-parts.h"

struct _NqpTrendsPage
{
  NqpPage parent_instance;
};

G_DEFINE_FINAL_TYPE (NqpTrendsPage, nqp_trends_page, NQP_TYPE_PAGE)

static void
nqp_trends_page_class_init (NqpTrendsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  nqp_page_ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-trends-page.ui");
}

static void
nqp_trends_page_init (NqpTrendsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
