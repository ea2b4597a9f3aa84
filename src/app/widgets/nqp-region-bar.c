/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-region-bar.h"

#include <glib/gi18n.h>

#include "nqp-region-chip.h"

#define SPACING 6

struct _NqpRegionBar
{
  GtkWidget parent_instance;

  NqpSession *session; /* as last shown */
  GPtrArray *chips;    /* (element-type NqpRegionChip): the focus first */
  GtkWidget *more, *more_label;
  int n_shown; /* the others are behind "more" */
  guint label_id;
};

enum
{
  CHOSEN,
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NqpRegionBar, nqp_region_bar, GTK_TYPE_WIDGET)

/* ---- chips --------------------------------------------------------------------------------------------------------- */

static void
on_chip_clicked (NqpRegionBar *self, NqpRegionChip *chip)
{
  int region = nqp_region_chip_get_region (chip);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->more));
  g_signal_emit (self, signals[CHOSEN], 0, region);
}

static void
on_chip_removed (NqpRegionBar *self, NqpRegionChip *chip)
{
  int region = nqp_region_chip_get_region (chip);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->more));
  g_signal_emit (self, signals[REMOVED], 0, region);
}

static GtkWidget *
make_chip (NqpRegionBar *self)
{
  GtkWidget *chip = g_object_new (NQP_TYPE_REGION_CHIP, NULL);

  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "removed", G_CALLBACK (on_chip_removed), self, G_CONNECT_SWAPPED);
  return chip;
}

void
nqp_region_bar_show (NqpRegionBar *self, NqpSession *session)
{
  const int *compared = nqp_session_get_compared (session);
  const int n_compared = nqp_session_get_n_compared (session), focus = nqp_session_get_focus (session);
  guint n = 0;

  g_set_object (&self->session, session);
  for (int i = focus >= 0 ? 0 : 1; i <= n_compared; i++, n++)
    {
      if (n == self->chips->len)
        {
          GtkWidget *chip = make_chip (self);

          gtk_widget_insert_before (chip, GTK_WIDGET (self), self->more);
          g_ptr_array_add (self->chips, chip);
        }
      nqp_region_chip_show (self->chips->pdata[n], session, i == 0 ? focus : compared[i - 1], i);
    }
  g_ptr_array_set_size (self->chips, (int)n);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->more));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* ---- those there is no room for ------------------------------------------------------------------------------------- */

static void
on_more (GtkMenuButton *button, gpointer user_data)
{
  NqpRegionBar *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  const int *compared = nqp_session_get_compared (self->session);
  const int first = nqp_session_get_focus (self->session) >= 0 ? 0 : 1;

  for (int i = first + self->n_shown; i <= nqp_session_get_n_compared (self->session); i++)
    {
      GtkWidget *chip = make_chip (self);

      gtk_widget_set_halign (chip, GTK_ALIGN_START);
      nqp_region_chip_show (NQP_REGION_CHIP (chip), self->session, compared[i - 1], i);
      gtk_box_append (GTK_BOX (box), chip);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

/* What has no room is not there for assistive tools either. */
static void
hide_from_readers (GtkWidget *widget, gboolean hidden)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, hidden, -1);
}

/* A text cannot be changed while it is laid out. */
static gboolean
on_label (gpointer user_data)
{
  NqpRegionBar *self = user_data;
  const int n = (int)self->chips->len - self->n_shown;
  g_autofree char *text = g_strdup_printf ("+%d", n);
  g_autofree char *words = g_strdup_printf (
      ngettext ("%d more region is compared", "%d more regions are compared", (gulong)MAX (n, 0)), n);

  self->label_id = 0;
  for (guint i = 0; i < self->chips->len; i++)
    hide_from_readers (self->chips->pdata[i], (int)i >= self->n_shown);
  hide_from_readers (self->more, n <= 0);
  if (n <= 0)
    return G_SOURCE_REMOVE;
  gtk_label_set_text (GTK_LABEL (self->more_label), text);
  gtk_widget_set_tooltip_text (self->more, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return G_SOURCE_REMOVE;
}

/* ---- layout -------------------------------------------------------------------------------------------------------- */

static int
natural_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
nqp_region_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  NqpRegionBar *self = NQP_REGION_BAR (widget);
  int least, wanted;

  *minimum = *natural = 0;
  gtk_widget_measure (self->more, orientation, -1, &least, &wanted, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL || self->chips->len > 1)
    *minimum = least;
  for (guint i = 0; i < self->chips->len; i++)
    {
      gtk_widget_measure (self->chips->pdata[i], orientation, -1, &least, &wanted, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        *minimum = MAX (*minimum, wanted);
      else if (i == 0)
        *minimum += least + (self->chips->len > 1 ? SPACING : 0);
      *natural += wanted + (i > 0 ? SPACING : 0);
    }
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *natural = *minimum;
  *natural = MAX (*natural, *minimum);
}

/* How many chips fit into @width, at least one. */
static int
fit (NqpRegionBar *self, int width, int more)
{
  int used = 0, all = (int)self->chips->len, n_fit = 0;

  for (int i = 0; i < all; i++)
    {
      used += natural_width (self->chips->pdata[i]) + (i > 0 ? SPACING : 0);
      if (used + (i + 1 < all ? SPACING + more : 0) <= width)
        n_fit = i + 1;
    }
  return MAX (used <= width ? all : n_fit, MIN (all, 1));
}

static void
nqp_region_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NqpRegionBar *self = NQP_REGION_BAR (widget);
  const gboolean to_left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const int more = natural_width (self->more), n = (int)self->chips->len;
  const int n_shown = fit (self, width, more);
  int x = 0;

  for (int i = 0; i < n; i++)
    {
      GtkWidget *chip = self->chips->pdata[i];
      int chip_width = MIN (natural_width (chip), MAX (width - x - (n_shown < n ? SPACING + more : 0), 0));

      gtk_widget_set_child_visible (chip, i < n_shown);
      if (i >= n_shown)
        continue;
      gtk_widget_size_allocate (
          chip, &(GtkAllocation){ to_left ? width - x - chip_width : x, 0, chip_width, height }, -1);
      x += chip_width + SPACING;
    }
  gtk_widget_set_child_visible (self->more, n_shown < n);
  if (n_shown < n)
    gtk_widget_size_allocate (self->more, &(GtkAllocation){ to_left ? width - x - more : x, 0, more, height },
                              -1);
  if (self->label_id == 0)
    self->label_id = g_idle_add (on_label, self);
  self->n_shown = n_shown;
}

/* ---- life ---------------------------------------------------------------------------------------------------------- */

static void
nqp_region_bar_dispose (GObject *object)
{
  NqpRegionBar *self = NQP_REGION_BAR (object);

  g_clear_handle_id (&self->label_id, g_source_remove);
  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nqp_region_bar_parent_class)->dispose (object);
}

static void
nqp_region_bar_class_init (NqpRegionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_region_bar_dispose;
  widget_class->measure = nqp_region_bar_measure;
  widget_class->size_allocate = nqp_region_bar_size_allocate;
  signals[CHOSEN] = g_signal_new ("chosen", NQP_TYPE_REGION_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT);
  signals[REMOVED] = g_signal_new ("removed", NQP_TYPE_REGION_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nqp_region_bar_init (NqpRegionBar *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->chips = g_ptr_array_new_with_free_func ((GDestroyNotify)gtk_widget_unparent);
  self->more = gtk_menu_button_new ();
  self->more_label = gtk_label_new ("+8");
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->more), self->more_label);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->more), on_more, self, NULL);
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "more-button");
  gtk_widget_set_valign (self->more, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->more, widget);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Regions"), -1);
}
