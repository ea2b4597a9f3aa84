/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-profile-page.h"

#include "nqp-page-parts.h"

struct _NqpProfilePage
{
  NqpPage parent_instance;

  NqpSplit *pictures;
  NqpChartView *radar;
  NqpChartView *strengths;
};

G_DEFINE_FINAL_TYPE (NqpProfilePage, nqp_profile_page, NQP_TYPE_PAGE)

/* Both pictures may be on the screen: then the one that was used last. */
static NqpChartView *
nqp_profile_page_get_chart_view (NqpPage *page)
{
  NqpProfilePage *self = NQP_PROFILE_PAGE (page);

  if (nqp_split_get_folded (self->pictures))
    return nqp_split_get_show_end (self->pictures) ? self->strengths : self->radar;
  return gtk_widget_is_focus (GTK_WIDGET (self->strengths)) ? self->strengths : self->radar;
}

static void
nqp_profile_page_class_init (NqpProfilePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  NQP_PAGE_CLASS (klass)->get_chart_view = nqp_profile_page_get_chart_view;
  nqp_page_ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-profile-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpProfilePage, pictures);
  gtk_widget_class_bind_template_child (widget_class, NqpProfilePage, radar);
  gtk_widget_class_bind_template_child (widget_class, NqpProfilePage, strengths);
}

static void
nqp_profile_page_init (NqpProfilePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
