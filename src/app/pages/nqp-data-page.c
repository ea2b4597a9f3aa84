/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-data-page.h"

#include <glib/gi18n.h>

#include "nqp-checks-view.h"
#include "nqp-control.h"
#include "nqp-figure-view.h"
#include "nqp-regions-view.h"
#include "nqp-structure-view.h"
#include "nqp-text-view.h"
#include "nqp-values-view.h"

/* Which view is shown, kept with the project. */
#define STATE_VIEW "data.view"

/* Up to so many values checks are looked for whichever view is shown, so that its name says how many are open. */
#define QUICK_TO_CHECK 200000

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

static GtkWidget *
make_coverage (void)
{
  return nqp_figure_view_new ("data.coverage", _ ("What is missing"));
}

static GtkWidget *
make_distribution (void)
{
  return nqp_figure_view_new ("data.distribution", _ ("How the values lie"));
}

static void
show_figure (GtkWidget *view, NqpSession *session, guint flags)
{
  nqp_figure_view_changed (NQP_FIGURE_VIEW (view), session);
}

static GtkWidget *
make_checks (void)
{
  return g_object_new (NQP_TYPE_CHECKS_VIEW, NULL);
}

static void
show_checks (GtkWidget *view, NqpSession *session, guint flags)
{
  nqp_checks_view_set_session (NQP_CHECKS_VIEW (view), session);
  nqp_checks_view_changed (NQP_CHECKS_VIEW (view), flags);
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
  { "coverage", N_ ("Coverage"), make_coverage, show_figure, NULL },
  { "distribution", N_ ("Distribution"), make_distribution, show_figure, NULL },
  { "checks", N_ ("Checks"), make_checks, show_checks, NULL },
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

static int
find_view (const char *name)
{
  int k = 0;

  while (k + 1 < N_VIEWS && !g_str_equal (views[k].name, name))
    k++;
  return k;
}

static void
on_counted (NqpDataPage *self, int n_open)
{
  g_autofree char *label = NULL;

  if (n_open == 0)
    label = g_strdup (_ ("Checks"));
  else
    /* Translators: name of a view, how many findings are open */
    label = g_strdup_printf (_ ("Checks (%d)"), n_open);
  gtk_button_set_label (GTK_BUTTON (self->buttons[find_view ("checks")]), label);
}

static void
on_lead (NqpDataPage *self, int series, int year, int region)
{
  const int k = find_view ("values");

  gtk_toggle_button_set_active (self->buttons[k], TRUE);
  nqp_values_view_lead_to (NQP_VALUES_VIEW (self->made[k]), nqp_page_get_session (NQP_PAGE (self)), series,
                           year, region);
}

static void
bring_up_to_date (NqpDataPage *self, int k)
{
  const guint flags = self->pending[k];

  if (self->made[k] == NULL)
    {
      self->made[k] = views[k].make ();
      gtk_stack_add_named (self->stack, self->made[k], views[k].name);
      nqp_page_adopt (NQP_PAGE (self), self->made[k]);
      if (NQP_IS_CHECKS_VIEW (self->made[k]))
        {
          g_signal_connect_swapped (self->made[k], "counted", G_CALLBACK (on_counted), self);
          g_signal_connect_swapped (self->made[k], "lead", G_CALLBACK (on_lead), self);
        }
    }
  self->pending[k] = 0;
  if (flags != 0)
    views[k].show (self->made[k], nqp_page_get_session (NQP_PAGE (self)), flags);
}

static gboolean
is_quick_to_check (NqpSession *session)
{
  const NqpPanel *panel = nqp_session_get_panel (session);

  return panel != NULL
         && (gsize)panel->n_series * (gsize)panel->n_years * (gsize)panel->n_regions <= QUICK_TO_CHECK;
}

/* What is not in sight is brought up to date when it is. */
static void
deliver (NqpDataPage *self)
{
  const int k = get_shown (self);

  bring_up_to_date (self, k);
  gtk_stack_set_visible_child (self->stack, self->made[k]);
  if (is_quick_to_check (nqp_page_get_session (NQP_PAGE (self))))
    bring_up_to_date (self, find_view ("checks"));
}

/* Also indicators that are to come. */
static gboolean
anything_waits (const NqpPanel *panel)
{
  if (panel->n_indicators == 0)
    return TRUE;
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
nqp_data_page_show_part (NqpPage *page, const char *name)
{
  NqpDataPage *self = NQP_DATA_PAGE (page);

  gtk_toggle_button_set_active (self->buttons[find_view (name)], TRUE);
}

static NqpChartView *
nqp_data_page_get_chart_view (NqpPage *page)
{
  NqpDataPage *self = NQP_DATA_PAGE (page);
  GtkWidget *view = self->made[get_shown (self)];

  return view != NULL && NQP_IS_FIGURE_VIEW (view) ? nqp_figure_view_get_chart_view (NQP_FIGURE_VIEW (view))
                                                   : NULL;
}

static void
nqp_data_page_class_init (NqpDataPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  NQP_PAGE_CLASS (klass)->changed = nqp_data_page_changed;
  NQP_PAGE_CLASS (klass)->find = nqp_data_page_find;
  NQP_PAGE_CLASS (klass)->show_part = nqp_data_page_show_part;
  NQP_PAGE_CLASS (klass)->get_chart_view = nqp_data_page_get_chart_view;
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
