/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-data-page.h"

#include "nqp-structure-view.h"

struct _NqpDataPage
{
  NqpPage parent_instance;

  NqpStructureView *structure;
};

G_DEFINE_FINAL_TYPE (NqpDataPage, nqp_data_page, NQP_TYPE_PAGE)

static void
nqp_data_page_changed (NqpPage *page, guint flags)
{
  NqpDataPage *self = NQP_DATA_PAGE (page);

  if (flags & NQP_CHANGE_PROJECT)
    {
      nqp_structure_view_set_session (self->structure, nqp_page_get_session (page));
      nqp_structure_view_update (self->structure);
    }
}

static void
nqp_data_page_class_init (NqpDataPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  NQP_PAGE_CLASS (klass)->changed = nqp_data_page_changed;
  g_type_ensure (NQP_TYPE_STRUCTURE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-data-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpDataPage, structure);
}

static void
nqp_data_page_init (NqpDataPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
