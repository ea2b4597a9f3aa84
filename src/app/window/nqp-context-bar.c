/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-context-bar.h"

#include <glib/gi18n.h>

#include "nqp-measure-search.h"
#include "nqp-region-bar.h"
#include "nqp-region-search.h"
#include "nqp-year-scale.h"

struct _NqpContextBar
{
  GtkWidget parent_instance;

  NqpSession *session;

  GtkWidget *measure, *measure_name, *play, *add;
  NqpYearScale *year;
  NqpRegionBar *regions;
  NqpMeasureSearch *measure_search;
  NqpRegionSearch *region_search;
};

G_DEFINE_FINAL_TYPE (NqpContextBar, nqp_context_bar, GTK_TYPE_WIDGET)

/* ---- measure and year --------------------------------------------------------------------------------------------- */

static void
update_measure (NqpContextBar *self)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);
  const NqpNode *node = &tree->nodes[nqp_session_get_measure (self->session)];
  const char *name = nqp_text_get (&node->name, nqp_session_get_lang (self->session));
  /* Translators: %s is the index, a pillar, a component or an indicator */
  g_autofree char *label = g_strdup_printf (_ ("Measure: %s"), name);

  gtk_label_set_text (GTK_LABEL (self->measure_name), node->level == NQP_LEVEL_INDEX ? _ ("Index") : name);
  gtk_widget_set_tooltip_text (self->measure, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->measure), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
on_year_picked (NqpContextBar *self, int position)
{
  nqp_session_set_year (self->session, position);
}

static void
on_play (NqpContextBar *self)
{
  nqp_session_set_playing (self->session, !nqp_session_get_playing (self->session));
}

static void
update_year (NqpContextBar *self)
{
  const NqpPanel *panel = nqp_session_get_panel (self->session);
  gboolean playing = nqp_session_get_playing (self->session);
  const char *label = playing ? _ ("Pause") : _ ("Play the years");

  nqp_year_scale_set_years (self->year, panel->years, panel->n_years);
  nqp_year_scale_show (self->year, nqp_session_get_year (self->session));
  gtk_widget_set_visible (self->play, panel->n_years > 1);
  gtk_button_set_icon_name (GTK_BUTTON (self->play),
                            playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* ---- regions -------------------------------------------------------------------------------------------------------- */

static void
on_region_chosen (NqpContextBar *self, int region)
{
  if (region == nqp_session_get_focus (self->session))
    nqp_context_bar_open_search (self);
  else
    nqp_session_set_focus (self->session, region);
}

static void
on_region_removed (NqpContextBar *self, int region)
{
  gtk_widget_grab_focus (self->add); /* the button pressed goes away with its chip */
  nqp_session_remove_compared (self->session, region);
}

static void
on_search_closed (NqpContextBar *self)
{
  nqp_region_search_set_adding (self->region_search, TRUE); /* what the plus does */
}

/* ---- showing the session ------------------------------------------------------------------------------------ */

static void
on_changed (NqpContextBar *self, guint flags)
{
  gboolean open = nqp_session_get_scores (self->session) != NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self), open);
  if (!open)
    return;
  if ((flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_MEASURE)) != 0)
    update_measure (self);
  if ((flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_YEAR | NQP_CHANGE_PLAY)) != 0)
    update_year (self);
  if ((flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_FOCUS | NQP_CHANGE_COMPARED | NQP_CHANGE_STYLE)) != 0)
    nqp_region_bar_show (self->regions, self->session);
}

void
nqp_context_bar_set_session (NqpContextBar *self, NqpSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  nqp_search_popover_set_session (NQP_SEARCH_POPOVER (self->measure_search), session);
  nqp_search_popover_set_session (NQP_SEARCH_POPOVER (self->region_search), session);
  if (session == NULL)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self, NQP_CHANGE_PROJECT);
}

void
nqp_context_bar_open_search (NqpContextBar *self)
{
  nqp_region_search_set_adding (self->region_search, FALSE);
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->add));
}

/* ---- layout: everything keeps its place and length, whatever the names in it -------------------------------------------- */

#define SPACING 6
#define LEAST_SCALE 114
#define MOST_SCALE 480
#define MOST_MEASURE 240

static int
get_width (gpointer child, gboolean least)
{
  int minimum, natural;

  if (!gtk_widget_get_visible (child))
    return 0;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return least ? minimum : natural;
}

static void
nqp_context_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  int n = 0;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;

      if (!gtk_widget_get_visible (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &least, &wanted, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        {
          *minimum = MAX (*minimum, least);
          *natural = MAX (*natural, wanted);
          continue;
        }
      *minimum += least + (n > 0 ? SPACING : 0);
      *natural += wanted + (n > 0 ? SPACING : 0);
      n++;
    }
}

static void
nqp_context_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NqpContextBar *self = NQP_CONTEXT_BAR (widget);
  const gboolean to_left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const int play = get_width (self->play, FALSE), add = get_width (self->add, FALSE);
  const int free = width - play - add - (play > 0 ? 4 : 3) * SPACING;
  const int least_scale = MAX (LEAST_SCALE, get_width (self->year, TRUE));
  const int scale = play > 0 ? CLAMP (free * 6 / 10 - 100, least_scale, MAX (MOST_SCALE, least_scale))
                             : get_width (self->year, TRUE);
  const int measure = MAX (MIN (free / 5, MOST_MEASURE), get_width (self->measure, TRUE));
  const int regions = MAX (free - measure - scale, get_width (self->regions, TRUE));
  const struct
  {
    gpointer child;
    int width;
  } places[] = { { self->measure, measure },
                 { self->play, play },
                 { self->year, scale },
                 { self->regions, regions },
                 { self->add, add } };
  int x = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (gtk_widget_get_visible (places[i].child))
      {
        gtk_widget_size_allocate (
            places[i].child,
            &(GtkAllocation){ to_left ? width - x - places[i].width : x, 0, places[i].width, height }, -1);
        x += places[i].width + SPACING;
      }
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
nqp_context_bar_dispose (GObject *object)
{
  NqpContextBar *self = NQP_CONTEXT_BAR (object);

  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (nqp_context_bar_parent_class)->dispose (object);
  g_clear_object (&self->session);
}

static void
nqp_context_bar_class_init (NqpContextBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_context_bar_dispose;
  widget_class->measure = nqp_context_bar_measure;
  widget_class->size_allocate = nqp_context_bar_size_allocate;
  g_type_ensure (NQP_TYPE_MEASURE_SEARCH);
  g_type_ensure (NQP_TYPE_REGION_BAR);
  g_type_ensure (NQP_TYPE_REGION_SEARCH);
  g_type_ensure (NQP_TYPE_YEAR_SCALE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-context-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, measure);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, measure_name);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, measure_search);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, play);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, year);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, regions);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, add);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, region_search);
  gtk_widget_class_bind_template_callback (widget_class, on_year_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_play);
  gtk_widget_class_bind_template_callback (widget_class, on_region_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_region_removed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_closed);
}

static void
nqp_context_bar_init (NqpContextBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
