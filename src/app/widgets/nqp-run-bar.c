/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-run-bar.h"

#include <glib/gi18n.h>

#define DELAY_MS 250
#define PULSE_MS 100

struct _NqpRunBar
{
  AdwBin parent_instance;

  GtkProgressBar *progress;
  guint delay_id, pulse_id;
  gboolean running;
};

G_DEFINE_FINAL_TYPE (NqpRunBar, nqp_run_bar, ADW_TYPE_BIN)

enum
{
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
on_delay (gpointer user_data)
{
  NqpRunBar *self = user_data;

  self->delay_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
on_pulse (gpointer user_data)
{
  gtk_progress_bar_pulse (((NqpRunBar *)user_data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
stop (NqpRunBar *self)
{
  g_clear_handle_id (&self->delay_id, g_source_remove);
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  self->running = FALSE;
}

void
nqp_run_bar_show (NqpRunBar *self, gboolean running, double fraction, const char *step)
{
  g_return_if_fail (NQP_IS_RUN_BAR (self));

  if (!running)
    {
      stop (self);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  if (!self->running)
    self->delay_id = g_timeout_add (DELAY_MS, on_delay, self);
  self->running = TRUE;
  gtk_progress_bar_set_text (self->progress, step);
  if (fraction > 0)
    {
      g_clear_handle_id (&self->pulse_id, g_source_remove);
      gtk_progress_bar_set_fraction (self->progress, fraction);
    }
  else if (self->pulse_id == 0)
    self->pulse_id = g_timeout_add (PULSE_MS, on_pulse, self);
}

static void
on_cancel (NqpRunBar *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
nqp_run_bar_dispose (GObject *object)
{
  stop (NQP_RUN_BAR (object));
  G_OBJECT_CLASS (nqp_run_bar_parent_class)->dispose (object);
}

static void
nqp_run_bar_class_init (NqpRunBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nqp_run_bar_dispose;
  signals[CANCELLED]
      = g_signal_new ("cancelled", NQP_TYPE_RUN_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nqp_run_bar_init (NqpRunBar *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *progress = gtk_progress_bar_new (), *cancel = gtk_button_new_with_label (_ ("Cancel"));

  self->progress = GTK_PROGRESS_BAR (progress);
  gtk_progress_bar_set_show_text (self->progress, TRUE);
  gtk_progress_bar_set_ellipsize (self->progress, PANGO_ELLIPSIZE_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress of the computation"), -1);
  gtk_widget_set_hexpand (progress, TRUE);
  gtk_widget_set_valign (progress, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (progress, 180, -1);
  gtk_box_append (GTK_BOX (row), progress);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (on_cancel), self);
  gtk_box_append (GTK_BOX (row), cancel);
  adw_bin_set_child (ADW_BIN (self), row);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
