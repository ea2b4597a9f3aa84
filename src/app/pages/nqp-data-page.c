/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-data-page.h"

#include "nqp-control.h"
#include "nqp-structure-view.h"
#include "nqp-values-view.h"

/* Which view is shown, kept with the project. */
#define STATE_VIEW "data.view"

struct _NqpDataPage
{
  NqpPage parent_instance;

  GtkToggleButton *show_values, *show_structure;
  GtkStack *views;
  NqpValuesView *values;
  NqpStructureView *structure;

  NqpProject *project;                     /* whose view was restored: to be compared, not used */
  guint values_pending, structure_pending; /* changes that came while the other one was shown */
};

G_DEFINE_FINAL_TYPE (NqpDataPage, nqp_data_page, NQP_TYPE_PAGE)

static gboolean
shows_values (NqpDataPage *self)
{
  return gtk_toggle_button_get_active (self->show_values);
}

/* What is not in sight is brought up to date when it is. */
static void
deliver (NqpDataPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));

  gtk_stack_set_visible_child_name (self->views, shows_values (self) ? "values" : "structure");
  if (shows_values (self) && self->values_pending != 0)
    {
      nqp_values_view_set_session (self->values, session);
      nqp_values_view_changed (self->values, self->values_pending);
      self->values_pending = 0;
    }
  if (!shows_values (self) && (self->structure_pending & NQP_CHANGE_PROJECT) != 0)
    {
      nqp_structure_view_set_session (self->structure, session);
      nqp_structure_view_update (self->structure);
      self->structure_pending = 0;
    }
}

static gboolean
anything_waits (const NqpPanel *panel)
{
  for (int j = 0; j < panel->n_indicators; j++)
    if (panel->indicators[j].role == NQP_ROLE_UNASSIGNED)
      return TRUE;
  return FALSE;
}

/* A new table of one's own needs an index first. */
static void
restore (NqpDataPage *self, NqpSession *session)
{
  GtkToggleButton *const group[] = { self->show_values, self->show_structure };
  g_autofree char *view = nqp_session_get_state (session, STATE_VIEW);
  const gboolean structure
      = view != NULL ? g_str_equal (view, "structure") : anything_waits (nqp_session_get_panel (session));

  self->project = nqp_session_get_project (session);
  self->values_pending = self->structure_pending = NQP_CHANGE_VIEW;
  nqp_control_show_one_of (group, G_N_ELEMENTS (group), structure ? 1 : 0, self);
}

static void
on_view (NqpDataPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));

  if (session == NULL || !nqp_session_has_project (session))
    return;
  nqp_session_set_state (session, STATE_VIEW, shows_values (self) ? "values" : "structure");
  deliver (self);
}

static void
nqp_data_page_changed (NqpPage *page, guint flags)
{
  NqpDataPage *self = NQP_DATA_PAGE (page);
  NqpSession *session = nqp_page_get_session (page);

  if (self->project != nqp_session_get_project (session))
    restore (self, session);
  self->values_pending |= flags;
  self->structure_pending |= flags;
  deliver (self);
}

static gboolean
nqp_data_page_find (NqpPage *page)
{
  NqpDataPage *self = NQP_DATA_PAGE (page);

  if (!shows_values (self))
    return FALSE;
  nqp_values_view_find (self->values);
  return TRUE;
}

static void
nqp_data_page_class_init (NqpDataPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  NQP_PAGE_CLASS (klass)->changed = nqp_data_page_changed;
  NQP_PAGE_CLASS (klass)->find = nqp_data_page_find;
  g_type_ensure (NQP_TYPE_STRUCTURE_VIEW);
  g_type_ensure (NQP_TYPE_VALUES_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-data-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpDataPage, show_values);
  gtk_widget_class_bind_template_child (widget_class, NqpDataPage, show_structure);
  gtk_widget_class_bind_template_child (widget_class, NqpDataPage, views);
  gtk_widget_class_bind_template_child (widget_class, NqpDataPage, values);
  gtk_widget_class_bind_template_child (widget_class, NqpDataPage, structure);
  gtk_widget_class_bind_template_callback (widget_class, on_view);
}

static void
nqp_data_page_init (NqpDataPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
