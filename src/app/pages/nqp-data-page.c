/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-data-page.h"

#include <glib/gi18n.h>

#include "nqp-control.h"
#include "nqp-regions-view.h"
#include "nqp-structure-view.h"
#include "nqp-text-view.h"
#include "nqp-values-view.h"

/* Which view is shown, kept with the project. */
#define STATE_VIEW "data.view"

/* ---- the views ---------------------------------------------------------------------------------------------------- */

static GtkWidget *
make_values (void)
{
  return g_object_new (NQP_TYPE_VALUES_VIEW, NULL);
}

static void
show_values (GtkWidget *view, NqpSession *session, guint flags)
{
  nqp_values_view_set_session (NQP_VALUES_VIEW (view), session);
  nqp_values_view_changed (NQP_VALUES_VIEW (view), flags);
}

static void
find_value (GtkWidget *view)
{
  nqp_values_view_find (NQP_VALUES_VIEW (view));
}

static GtkWidget *
make_structure (void)
{
  return g_object_new (NQP_TYPE_STRUCTURE_VIEW, NULL);
}

static void
show_structure (GtkWidget *view, NqpSession *session, guint flags)
{
  nqp_structure_view_set_session (NQP_STRUCTURE_VIEW (view), session);
  if ((flags & NQP_CHANGE_PROJECT) != 0)
    nqp_structure_view_update (NQP_STRUCTURE_VIEW (view));
}

static GtkWidget *
make_regions (void)
{
  return g_object_new (NQP_TYPE_REGIONS_VIEW, NULL);
}

static void
show_regions (GtkWidget *view, NqpSession *session, guint flags)
{
  nqp_regions_view_set_session (NQP_REGIONS_VIEW (view), session);
  nqp_regions_view_changed (NQP_REGIONS_VIEW (view), flags);
}

static void
find_region (GtkWidget *view)
{
  nqp_regions_view_find (NQP_REGIONS_VIEW (view));
}

static GtkWidget *
make_indicators (void)
{
  return nqp_text_view_new (&nqp_series_kind);
}

static void
show_indicators (GtkWidget *view, NqpSession *session, guint flags)
{
  nqp_text_view_set_session (NQP_TEXT_VIEW (view), session);
  nqp_text_view_changed (NQP_TEXT_VIEW (view), flags);
}

static void
find_indicator (GtkWidget *view)
{
  nqp_text_view_find (NQP_TEXT_VIEW (view));
}

typedef struct
{
  const char *name, *title;
  GtkWidget *(*make) (void); /* when it is first shown */
  void (*show) (GtkWidget *view, NqpSession *session, guint flags);
  void (*find) (GtkWidget *view); /* or NULL */
} View;

static const View views[] = {
  { "values", N_ ("Values"), make_values, show_values, find_value },
  { "structure", N_ ("Structure"), make_structure, show_structure, NULL },
  { "regions", N_ ("Regions"), make_regions, show_regions, find_region },
  { "indicators", N_ ("Indicators"), make_indicators, show_indicators, find_indicator },
};

#define N_VIEWS ((int)G_N_ELEMENTS (views))

/* ---- the page ----------------------------------------------------------------------------------------------------- */

struct _NqpDataPage
{
  NqpPage parent_instance;

  GtkBox *switcher;
  GtkStack *stack;
  GtkToggleButton *buttons[G_N_ELEMENTS (views)];
  GtkWidget *made[G_N_ELEMENTS (views)]; /* NULL: was not shown yet */
  guint pending[G_N_ELEMENTS (views)];   /* changes that came while another one was shown */

  NqpProject *project; /* whose view was restored: to be compared, not used */
};

G_DEFINE_FINAL_TYPE (NqpDataPage, nqp_data_page, NQP_TYPE_PAGE)

static int
get_shown (NqpDataPage *self)
{
  for (int k = 0; k < N_VIEWS; k++)
    if (gtk_toggle_button_get_active (self->buttons[k]))
      return k;
  return 0;
}

/* What is not in sight is brought up to date when it is. */
static void
deliver (NqpDataPage *self)
{
  const int k = get_shown (self);
  const guint flags = self->pending[k];

  if (self->made[k] == NULL)
    {
      self->made[k] = views[k].make ();
      gtk_stack_add_named (self->stack, self->made[k], views[k].name);
    }
  gtk_stack_set_visible_child (self->stack, self->made[k]);
  self->pending[k] = 0;
  if (flags != 0)
    views[k].show (self->made[k], nqp_page_get_session (NQP_PAGE (self)), flags);
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
  g_autofree char *kept = nqp_session_get_state (session, STATE_VIEW);
  const char *name = kept != NULL                                       ? kept
                     : anything_waits (nqp_session_get_panel (session)) ? "structure"
                                                                        : "values";
  int shown = 0;

  self->project = nqp_session_get_project (session);
  for (int k = 0; k < N_VIEWS; k++)
    {
      self->pending[k] = NQP_CHANGE_VIEW;
      if (g_str_equal (views[k].name, name))
        shown = k;
    }
  nqp_control_show_one_of (self->buttons, N_VIEWS, shown, self);
}

static void
on_view (NqpDataPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));

  if (session == NULL || !nqp_session_has_project (session))
    return;
  nqp_session_set_state (session, STATE_VIEW, views[get_shown (self)].name);
  deliver (self);
}

static void
nqp_data_page_changed (NqpPage *page, guint flags)
{
  NqpDataPage *self = NQP_DATA_PAGE (page);
  NqpSession *session = nqp_page_get_session (page);

  if (self->project != nqp_session_get_project (session))
    restore (self, session);
  for (int k = 0; k < N_VIEWS; k++)
    self->pending[k] |= flags;
  deliver (self);
}

static gboolean
nqp_data_page_find (NqpPage *page)
{
  NqpDataPage *self = NQP_DATA_PAGE (page);
  const int k = get_shown (self);

  if (views[k].find == NULL || self->made[k] == NULL)
    return FALSE;
  views[k].find (self->made[k]);
  return TRUE;
}

static void
nqp_data_page_class_init (NqpDataPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  NQP_PAGE_CLASS (klass)->changed = nqp_data_page_changed;
  NQP_PAGE_CLASS (klass)->find = nqp_data_page_find;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-data-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpDataPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, NqpDataPage, stack);
}

static void
nqp_data_page_init (NqpDataPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int k = 0; k < N_VIEWS; k++)
    {
      self->buttons[k] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ (views[k].title)));
      gtk_toggle_button_set_group (self->buttons[k], k > 0 ? self->buttons[0] : NULL);
      gtk_box_append (self->switcher, GTK_WIDGET (self->buttons[k]));
    }
  gtk_toggle_button_set_active (self->buttons[0], TRUE);
  for (int k = 0; k < N_VIEWS; k++)
    g_signal_connect_swapped (self->buttons[k], "toggled", G_CALLBACK (on_view), self);
}
