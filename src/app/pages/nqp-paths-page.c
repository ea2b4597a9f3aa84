/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-paths-page.h"

#include <glib/gi18n.h>

#include "nqp-assume-list.h"
#include "nqp-class-parts.h"
#include "nqp-levers.h"
#include "nqp-links-bar.h"
#include "nqp-page-parts.h"
#include "nqp-plan-popover.h"
#include "nqp-scenario-bar.h"
#include "nqp-scenario-parts.h"

#define WHAT_IF_KEY "paths.what-if"
#define PICTURE_KEY "paths.picture"

/* What a result can be looked at as. */
typedef enum
{
  PICTURE_CHANGE,
  PICTURE_RADAR,
  PICTURE_MAP,
  N_PICTURES,
} Picture;

static const char *const charts[N_PICTURES] = { "paths.whatif", "profile.radar", "map.choropleth" };

struct _NqpPathsPage
{
  NqpPage parent_instance;

  guint stale_levers, stale_what_if; /* NqpChange flags that a view has not shown yet */

  GtkStack *root, *views;
  NqpLinksBar *links;
  AdwStatusPage *empty;
  GtkToggleButton *levers_toggle, *what_if_toggle;
  GtkWidget *levers_fold, *what_if_fold;

  GtkStack *levers_stack;
  NqpSplit *levers_split;
  NqpChartView *levers_chart;

  NqpScenarioBar *scenarios;
  NqpPlanPopover *plan;
  GtkLabel *outcome;
  NqpSplit *what_if_split;
  NqpAssumeList *sliders;
  GtkToggleButton *picture_toggles[N_PICTURES];
  NqpChartView *picture;
};

G_DEFINE_FINAL_TYPE (NqpPathsPage, nqp_paths_page, NQP_TYPE_PAGE)

static gboolean
shows_what_if (NqpPathsPage *self)
{
  return gtk_toggle_button_get_active (self->what_if_toggle);
}

/* ---- levers --------------------------------------------------------------------------------------------------- */

static void
update_levers (NqpPathsPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));

  if (self->stale_levers == 0)
    return;
  self->stale_levers = 0;
  gtk_stack_set_visible_child_name (self->levers_stack, nqp_levers_exist (nqp_session_get_scores (session),
                                                                          nqp_session_get_framework (session))
                                                            ? "levers"
                                                            : "none");
}

static void
on_try (NqpPathsPage *self, int leaf)
{
  gtk_toggle_button_set_active (self->what_if_toggle, TRUE);
  nqp_split_set_show_end (self->what_if_split, FALSE);
  nqp_assume_list_focus (self->sliders, leaf);
}

/* ---- what if -------------------------------------------------------------------------------------------------- */

static void
update_outcome (NqpPathsPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));
  g_autofree char *text = NULL;
  int places;

  text = nqp_scenario_outcome (nqp_session_get_scores (session), nqp_session_get_assumed_scores (session),
                               nqp_session_get_year (session), nqp_session_get_focus (session), &places);
  if (g_strcmp0 (gtk_label_get_text (self->outcome), text) != 0)
    gtk_label_set_text (self->outcome, text);
  nqp_widget_set_class (GTK_WIDGET (self->outcome), "rank-up", places > 0);
  nqp_widget_set_class (GTK_WIDGET (self->outcome), "rank-down", places < 0);
}

static void
update_what_if (NqpPathsPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));
  guint flags = self->stale_what_if;
  const guint data = NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES | NQP_CHANGE_YEAR | NQP_CHANGE_FOCUS;

  self->stale_what_if = 0;
  if (!(flags & (data | NQP_CHANGE_WHAT_IF | NQP_CHANGE_SCENARIOS)))
    return;
  nqp_assume_list_update (self->sliders, session, flags);
  nqp_scenario_bar_update (self->scenarios, session);
  if (flags & data)
    nqp_plan_popover_update (self->plan, session);
  update_outcome (self);
}

static Picture
chosen_picture (NqpPathsPage *self)
{
  for (int i = 0; i < N_PICTURES; i++)
    if (gtk_toggle_button_get_active (self->picture_toggles[i]))
      return (Picture)i;
  return PICTURE_RADAR;
}

static void
picture_toggled (GtkToggleButton *toggle, NqpPathsPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));
  Picture picture = chosen_picture (self);

  if (!gtk_toggle_button_get_active (toggle) || nqp_chart_find (charts[picture]) == NULL)
    return;
  nqp_chart_view_set_chart_id (self->picture, charts[picture]);
  if (session != NULL)
    nqp_session_set_state (session, PICTURE_KEY, charts[picture]);
}

static void
restore_picture (NqpPathsPage *self)
{
  g_autofree char *kept = nqp_session_get_state (nqp_page_get_session (NQP_PAGE (self)), PICTURE_KEY);
  Picture picture = nqp_chart_find (charts[PICTURE_CHANGE]) != NULL ? PICTURE_CHANGE : PICTURE_RADAR;

  for (int i = 0; i < N_PICTURES; i++)
    if (g_strcmp0 (kept, charts[i]) == 0 && nqp_chart_find (charts[i]) != NULL)
      picture = (Picture)i;
  gtk_toggle_button_set_active (self->picture_toggles[picture], TRUE);
}

/* ---- the page ------------------------------------------------------------------------------------------------- */

static void
show_view (NqpPathsPage *self)
{
  gboolean what_if = shows_what_if (self);
  gboolean content = g_strcmp0 (gtk_stack_get_visible_child_name (self->root), "content") == 0;

  gtk_stack_set_visible_child_name (self->views, what_if ? "what-if" : "levers");
  gtk_widget_set_visible (self->levers_fold, !what_if);
  gtk_widget_set_visible (self->what_if_fold, what_if);
  if (!content)
    return;
  if (what_if)
    update_what_if (self);
  else
    update_levers (self);
}

static void
view_toggled (NqpPathsPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));

  if (session == NULL)
    return;
  nqp_page_keep_switch (NQP_PAGE (self), WHAT_IF_KEY, shows_what_if (self));
  show_view (self);
}

/* Why there is nothing to do; NULL if there is. */
static const char *
find_problem (NqpSession *session, const char **out_title)
{
  const NqpScores *scores = nqp_session_get_scores (session);
  int region = nqp_session_get_focus (session);
  int on = 0;

  for (int i = 0; scores != NULL && i < scores->tree->n_leaves; i++)
    on += nqp_tree_is_on (scores->tree, scores->tree->leaves[i]);
  if (on == 0)
    {
      *out_title = _ ("No Indicators");
      return _ ("No indicator takes part in the index, so there is nothing that could change it.");
    }
  if (region < 0)
    {
      *out_title = _ ("No Region Chosen");
      return _ ("Choose a region above, on the map or in a table to see what it could do.");
    }
  if (region >= scores->n_regions)
    {
      *out_title = _ ("No Data");
      return _ ("This place is only on the map: there are no values that could change.");
    }
  return NULL;
}

static void
nqp_paths_page_changed (NqpPage *page, guint flags)
{
  NqpPathsPage *self = NQP_PATHS_PAGE (page);
  NqpSession *session = nqp_page_get_session (page);
  const guint for_levers
      = NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES | NQP_CHANGE_YEAR | NQP_CHANGE_FOCUS | NQP_CHANGE_FRAMEWORK;
  const char *title = NULL;
  const char *problem = find_problem (session, &title);

  if (flags & NQP_CHANGE_PROJECT)
    {
      gtk_toggle_button_set_active (
          nqp_page_kept_switch (page, WHAT_IF_KEY) ? self->what_if_toggle : self->levers_toggle, TRUE);
      gtk_widget_set_visible (GTK_WIDGET (self->picture_toggles[PICTURE_MAP]),
                              nqp_session_get_layout (session) != NULL);
      restore_picture (self);
    }
  if (flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_FRAMEWORK))
    nqp_links_bar_update (self->links, session);
  self->stale_levers |= flags & for_levers;
  self->stale_what_if |= flags;
  if (problem != NULL)
    {
      adw_status_page_set_title (self->empty, title);
      adw_status_page_set_description (self->empty, problem);
    }
  gtk_stack_set_visible_child_name (self->root, problem != NULL ? "empty" : "content");
  show_view (self);
}

/* The picture of the view that is shown. */
static NqpChartView *
nqp_paths_page_get_chart_view (NqpPage *page)
{
  NqpPathsPage *self = NQP_PATHS_PAGE (page);

  return shows_what_if (self) ? self->picture : self->levers_chart;
}

static void
nqp_paths_page_class_init (NqpPathsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NqpPageClass *page_class = NQP_PAGE_CLASS (klass);

  page_class->changed = nqp_paths_page_changed;
  page_class->get_chart_view = nqp_paths_page_get_chart_view;

  nqp_page_ensure_types ();
  g_type_ensure (NQP_TYPE_ASSUME_LIST);
  g_type_ensure (NQP_TYPE_LINKS_BAR);
  g_type_ensure (NQP_TYPE_PLAN_POPOVER);
  g_type_ensure (NQP_TYPE_SCENARIO_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-paths-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, root);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, views);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, links);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, levers_toggle);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, what_if_toggle);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, levers_fold);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, what_if_fold);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, levers_stack);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, levers_split);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, levers_chart);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, scenarios);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, plan);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, outcome);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, what_if_split);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, sliders);
  gtk_widget_class_bind_template_child (widget_class, NqpPathsPage, picture);
  gtk_widget_class_bind_template_child_full (widget_class, "change_toggle", FALSE,
                                             G_STRUCT_OFFSET (NqpPathsPage, picture_toggles[PICTURE_CHANGE]));
  gtk_widget_class_bind_template_child_full (widget_class, "radar_toggle", FALSE,
                                             G_STRUCT_OFFSET (NqpPathsPage, picture_toggles[PICTURE_RADAR]));
  gtk_widget_class_bind_template_child_full (widget_class, "map_toggle", FALSE,
                                             G_STRUCT_OFFSET (NqpPathsPage, picture_toggles[PICTURE_MAP]));
  gtk_widget_class_bind_template_callback (widget_class, view_toggled);
  gtk_widget_class_bind_template_callback (widget_class, picture_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_try);
}

static void
nqp_paths_page_init (NqpPathsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  if (nqp_chart_find ("paths.levers") != NULL)
    nqp_chart_view_set_chart_id (self->levers_chart, "paths.levers");
  gtk_widget_set_visible (GTK_WIDGET (self->picture_toggles[PICTURE_CHANGE]),
                          nqp_chart_find (charts[PICTURE_CHANGE]) != NULL);
}
