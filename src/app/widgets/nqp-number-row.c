/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-number-row.h"

#include <math.h>

#include "nqp-control.h"
#include "nqp-range-parts.h"

/* A held button or a word being typed is one change, not ten. */
#define REST_MS 350

struct _NqpNumberRow
{
  GtkListBoxRow parent_instance;

  double shown;
  guint rest_id;

  GtkWidget *title, *spin;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_ADJUSTMENT,
  PROP_DIGITS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint entered_signal;

G_DEFINE_FINAL_TYPE (NqpNumberRow, nqp_number_row, GTK_TYPE_LIST_BOX_ROW)

static void
come_to_rest (NqpNumberRow *self)
{
  double value = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->spin));

  if (self->rest_id == 0)
    return;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (value == self->shown)
    return;
  self->shown = value;
  g_signal_emit (self, entered_signal, 0, value);
}

static gboolean
on_rest (gpointer user_data)
{
  come_to_rest (user_data);
  return G_SOURCE_REMOVE;
}

static void
on_value_changed (NqpNumberRow *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, on_rest, self);
}

void
nqp_number_row_show (NqpNumberRow *self, double value)
{
  if (self->rest_id != 0) /* a newer number is on its way */
    return;
  nqp_control_show_number (self->spin, value, self);
  self->shown = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->spin));
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
nqp_number_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NqpNumberRow *self = NQP_NUMBER_ROW (object);

  if (id == PROP_TITLE)
    g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->title)));
  else if (id == PROP_ADJUSTMENT)
    g_value_set_object (value, gtk_spin_button_get_adjustment (GTK_SPIN_BUTTON (self->spin)));
  else if (id == PROP_DIGITS)
    g_value_set_uint (value, gtk_spin_button_get_digits (GTK_SPIN_BUTTON (self->spin)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nqp_number_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NqpNumberRow *self = NQP_NUMBER_ROW (object);

  nqp_control_block (self->spin, self);
  if (id == PROP_TITLE)
    {
      gtk_label_set_text (GTK_LABEL (self->title), g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
    }
  else if (id == PROP_ADJUSTMENT)
    gtk_spin_button_set_adjustment (GTK_SPIN_BUTTON (self->spin), g_value_get_object (value));
  else if (id == PROP_DIGITS)
    gtk_spin_button_set_digits (GTK_SPIN_BUTTON (self->spin), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  nqp_control_unblock (self->spin, self);
}

static void
nqp_number_row_unmap (GtkWidget *widget)
{
  come_to_rest (NQP_NUMBER_ROW (widget));
  GTK_WIDGET_CLASS (nqp_number_row_parent_class)->unmap (widget);
}

static void
nqp_number_row_dispose (GObject *object)
{
  g_clear_handle_id (&NQP_NUMBER_ROW (object)->rest_id, g_source_remove);
  G_OBJECT_CLASS (nqp_number_row_parent_class)->dispose (object);
}

static void
nqp_number_row_class_init (NqpNumberRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = nqp_number_row_get_property;
  object_class->set_property = nqp_number_row_set_property;
  object_class->dispose = nqp_number_row_dispose;
  widget_class->unmap = nqp_number_row_unmap;
  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ADJUSTMENT] = g_param_spec_object ("adjustment", NULL, NULL, GTK_TYPE_ADJUSTMENT,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DIGITS]
      = g_param_spec_uint ("digits", NULL, NULL, 0, 20, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  entered_signal = g_signal_new ("entered", NQP_TYPE_NUMBER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_DOUBLE);
}

static void
nqp_number_row_init (NqpNumberRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (box, "choice-row");
  gtk_widget_add_css_class (box, "number-row");
  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->title), 10);
  gtk_label_set_max_width_chars (GTK_LABEL (self->title), 16);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_box_append (GTK_BOX (box), self->title);
  self->spin = gtk_spin_button_new (NULL, 0, 0);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (self->spin), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->spin), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->spin), 6);
  gtk_widget_set_valign (self->spin, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->spin, "numeric");
  nqp_widget_ignore_wheel (self->spin);
  g_signal_connect_swapped (self->spin, "value-changed", G_CALLBACK (on_value_changed), self);
  gtk_box_append (GTK_BOX (box), self->spin);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}
