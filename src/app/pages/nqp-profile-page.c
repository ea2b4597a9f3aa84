/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-profile-page.h"

#include <glib/gi18n.h>

#include "nqp-control.h"
#include "nqp-drop-down.h"
#include "nqp-page-parts.h"

enum
{
  RADAR,
  STRENGTHS,
  CHANGE,
  N_PICTURES
};

struct _NqpProfilePage
{
  NqpPage parent_instance;

  NqpSplit *pictures;
  GtkToggleButton *toggles[N_PICTURES];
  GtkDropDown *from;
  NqpChartView *radar;
  NqpChartView *strengths; /* strengths and weaknesses, or what changed */
  NqpTableView *table;
  gboolean change;
};

G_DEFINE_FINAL_TYPE (NqpProfilePage, nqp_profile_page, NQP_TYPE_PAGE)

#define STATE_CHANGE "profile.change"

/* Both pictures may be on the screen: then the one that was used last. */
static NqpChartView *
nqp_profile_page_get_chart_view (NqpPage *page)
{
  NqpProfilePage *self = NQP_PROFILE_PAGE (page);

  if (nqp_split_get_folded (self->pictures))
    return nqp_split_get_show_end (self->pictures) ? self->strengths : self->radar;
  return gtk_widget_is_focus (GTK_WIDGET (self->strengths)) ? self->strengths : self->radar;
}

/* Where there is room the radar is always there, and the switch is between what may stand beside it. */
static void
show_toggles (NqpProfilePage *self)
{
  const gboolean radar = nqp_split_get_folded (self->pictures) && !nqp_split_get_show_end (self->pictures);

  nqp_control_show_one_of (self->toggles, N_PICTURES,
                           radar          ? RADAR
                           : self->change ? CHANGE
                                          : STRENGTHS,
                           self);
}

static void
show_change (NqpProfilePage *self, gboolean change)
{
  const char *chart = change ? "profile.waterfall" : "profile.strengths";

  self->change = change;
  nqp_chart_view_set_chart_id (self->strengths, chart);
  g_object_set (self->table, "chart-id", chart, "label",
                change ? _ ("What each indicator added") : _ ("Indicators of the region"), NULL);
}

static void
picture_toggled (NqpProfilePage *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button)) /* the one that comes in its place says so too */
    return;
  if (button != self->toggles[RADAR])
    {
      show_change (self, button == self->toggles[CHANGE]);
      nqp_page_keep_switch (NQP_PAGE (self), STATE_CHANGE, self->change);
    }
  nqp_split_set_show_end (self->pictures, button != self->toggles[RADAR]);
}

static void
from_selected (NqpProfilePage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));
  const guint selected = gtk_drop_down_get_selected (self->from);
  const NqpPanel *panel = session != NULL ? nqp_session_get_panel (session) : NULL;

  if (panel != NULL && selected <= (guint)panel->n_years)
    nqp_session_set_from_year (session, selected > 0 ? panel->years[selected - 1] : 0);
}

/* The year before the one shown, whichever that is, or a certain one. */
static void
show_years (NqpProfilePage *self, NqpSession *session)
{
  const NqpPanel *panel = nqp_session_get_panel (session);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint selected = 0;

  g_ptr_array_add (names, g_strdup (_ ("Since the Year Before")));
  for (int t = 0; t < panel->n_years; t++)
    {
      /* Translators: %d is a year */
      g_ptr_array_add (names, g_strdup_printf (_ ("Since %d"), panel->years[t]));
      if (panel->years[t] == nqp_session_get_from_year (session))
        selected = (guint)t + 1;
    }
  g_ptr_array_add (names, NULL);
  nqp_control_show_names (self->from, (const char *const *)names->pdata, selected, self);
}

static void
nqp_profile_page_changed (NqpPage *page, guint flags)
{
  NqpProfilePage *self = NQP_PROFILE_PAGE (page);
  NqpSession *session = nqp_page_get_session (page);

  if ((flags & NQP_CHANGE_PROJECT) != 0)
    {
      show_change (self, nqp_page_kept_switch (page, STATE_CHANGE));
      show_toggles (self);
    }
  if ((flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_OPTIONS)) != 0 && nqp_session_get_panel (session) != NULL)
    show_years (self, session);
}

static void
nqp_profile_page_show_part (NqpPage *page, const char *name)
{
  static const char *const names[N_PICTURES] = { "radar", "strengths", "change" };
  NqpProfilePage *self = NQP_PROFILE_PAGE (page);

  for (int k = 0; k < N_PICTURES; k++)
    if (g_strcmp0 (names[k], name) == 0)
      gtk_toggle_button_set_active (self->toggles[k], TRUE);
}

static void
nqp_profile_page_class_init (NqpProfilePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  NQP_PAGE_CLASS (klass)->get_chart_view = nqp_profile_page_get_chart_view;
  NQP_PAGE_CLASS (klass)->changed = nqp_profile_page_changed;
  NQP_PAGE_CLASS (klass)->show_part = nqp_profile_page_show_part;
  nqp_page_ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-profile-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpProfilePage, pictures);
  gtk_widget_class_bind_template_child_full (widget_class, "radar_toggle", FALSE,
                                             G_STRUCT_OFFSET (NqpProfilePage, toggles[RADAR]));
  gtk_widget_class_bind_template_child_full (widget_class, "strengths_toggle", FALSE,
                                             G_STRUCT_OFFSET (NqpProfilePage, toggles[STRENGTHS]));
  gtk_widget_class_bind_template_child_full (widget_class, "change_toggle", FALSE,
                                             G_STRUCT_OFFSET (NqpProfilePage, toggles[CHANGE]));
  gtk_widget_class_bind_template_child (widget_class, NqpProfilePage, from);
  gtk_widget_class_bind_template_child (widget_class, NqpProfilePage, radar);
  gtk_widget_class_bind_template_child (widget_class, NqpProfilePage, strengths);
  gtk_widget_class_bind_template_child (widget_class, NqpProfilePage, table);
  gtk_widget_class_bind_template_callback (widget_class, picture_toggled);
  gtk_widget_class_bind_template_callback (widget_class, from_selected);
  gtk_widget_class_bind_template_callback (widget_class, show_toggles);
}

static void
nqp_profile_page_init (NqpProfilePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nqp_drop_down_tell (self->from, NULL);
}
