/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-context-bar.h"

#include <glib/gi18n.h>

#include "nqp-measure-search.h"
#include "nqp-region-chip.h"
#include "nqp-region-search.h"
#include "nqp-year-scale.h"

struct _NqpContextBar
{
  AdwBin parent_instance;

  NqpSession *session;
  gulong changed_id;

  GtkWidget *box, *measure, *measure_name, *play, *chips, *chips_scroller, *add;
  NqpYearScale *year;
  NqpMeasureSearch *measure_search;
  NqpRegionSearch *region_search;
};

G_DEFINE_FINAL_TYPE (NqpContextBar, nqp_context_bar, ADW_TYPE_BIN)

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
on_chip_clicked (NqpContextBar *self, NqpRegionChip *chip)
{
  int region = nqp_region_chip_get_region (chip);

  if (region == nqp_session_get_focus (self->session))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->add));
  else
    nqp_session_set_focus (self->session, region);
}

static void
on_chip_removed (NqpContextBar *self, NqpRegionChip *chip)
{
  gtk_widget_grab_focus (self->add); /* the button pressed goes away with its chip */
  nqp_session_remove_compared (self->session, nqp_region_chip_get_region (chip));
}

static GtkWidget *
add_chip (NqpContextBar *self)
{
  GtkWidget *chip = g_object_new (NQP_TYPE_REGION_CHIP, NULL);

  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "removed", G_CALLBACK (on_chip_removed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->chips), chip);
  return chip;
}

static void
update_chips (NqpContextBar *self)
{
  const int *compared = nqp_session_get_compared (self->session);
  int n_compared = nqp_session_get_n_compared (self->session);
  int focus = nqp_session_get_focus (self->session);
  GtkWidget *chip = gtk_widget_get_first_child (self->chips);

  for (int i = focus >= 0 ? 0 : 1; i <= n_compared; i++, chip = gtk_widget_get_next_sibling (chip))
    {
      if (chip == NULL)
        chip = add_chip (self);
      nqp_region_chip_show (NQP_REGION_CHIP (chip), self->session, i == 0 ? focus : compared[i - 1], i);
    }
  while (chip != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (chip);

      gtk_box_remove (GTK_BOX (self->chips), chip);
      chip = next;
    }
}

/* The chips lie in a row: the wheel moves along it. */
static gboolean
on_chips_scroll (NqpContextBar *self, double dx, double dy)
{
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->chips_scroller));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 48 * (dx + dy));
  return GDK_EVENT_STOP;
}

/* ---- showing the session ------------------------------------------------------------------------------------ */

static void
on_changed (NqpContextBar *self, guint flags)
{
  gboolean open = nqp_session_get_scores (self->session) != NULL;

  gtk_widget_set_sensitive (self->box, open);
  if (!open)
    return;
  if ((flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_MEASURE)) != 0)
    update_measure (self);
  if ((flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_YEAR | NQP_CHANGE_PLAY)) != 0)
    update_year (self);
  if ((flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_FOCUS | NQP_CHANGE_COMPARED | NQP_CHANGE_STYLE)) != 0)
    update_chips (self);
}

void
nqp_context_bar_set_session (NqpContextBar *self, NqpSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    g_clear_signal_handler (&self->changed_id, self->session);
  g_set_object (&self->session, session);
  nqp_search_popover_set_session (NQP_SEARCH_POPOVER (self->measure_search), session);
  nqp_search_popover_set_session (NQP_SEARCH_POPOVER (self->region_search), session);
  if (session == NULL)
    return;
  self->changed_id = g_signal_connect_swapped (session, "changed", G_CALLBACK (on_changed), self);
  on_changed (self, NQP_CHANGE_PROJECT);
}

void
nqp_context_bar_open_search (NqpContextBar *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->add));
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
nqp_context_bar_dispose (GObject *object)
{
  NqpContextBar *self = NQP_CONTEXT_BAR (object);

  if (self->session != NULL)
    g_clear_signal_handler (&self->changed_id, self->session);
  G_OBJECT_CLASS (nqp_context_bar_parent_class)->dispose (object);
  g_clear_object (&self->session);
}

static void
nqp_context_bar_class_init (NqpContextBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_context_bar_dispose;
  g_type_ensure (NQP_TYPE_MEASURE_SEARCH);
  g_type_ensure (NQP_TYPE_REGION_SEARCH);
  g_type_ensure (NQP_TYPE_YEAR_SCALE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-context-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, box);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, measure);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, measure_name);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, measure_search);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, play);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, year);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, chips);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, chips_scroller);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, add);
  gtk_widget_class_bind_template_child (widget_class, NqpContextBar, region_search);
  gtk_widget_class_bind_template_callback (widget_class, on_year_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_play);
  gtk_widget_class_bind_template_callback (widget_class, on_chips_scroll);
}

static void
nqp_context_bar_init (NqpContextBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
