/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-presenter.h"

#include <glib/gi18n.h>
#include <math.h>

#define REST_SECONDS 3
/* What is drawn anew under a pointer at rest makes it arrive there again. */
#define LEAST_MOVE 2

struct _NqpPresenter
{
  AdwBin parent_instance;

  gboolean presenting;
  double x, y; /* where the pointer was; NaN = not seen yet */
  guint rest_id;
};

G_DEFINE_FINAL_TYPE (NqpPresenter, nqp_presenter, ADW_TYPE_BIN)

static gboolean
on_rest (gpointer user_data)
{
  NqpPresenter *self = user_data;

  if (gtk_widget_get_state_flags (GTK_WIDGET (self))
      & (GTK_STATE_FLAG_PRELIGHT | GTK_STATE_FLAG_FOCUS_WITHIN))
    return G_SOURCE_CONTINUE;
  self->rest_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return G_SOURCE_REMOVE;
}

void
nqp_presenter_pointer_moved (NqpPresenter *self, double x, double y)
{
  const gboolean moved = fabs (x - self->x) + fabs (y - self->y) >= LEAST_MOVE;

  if (moved || isnan (self->x))
    {
      self->x = x;
      self->y = y;
    }
  if (!self->presenting || !moved)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add_seconds (REST_SECONDS, on_rest, self);
}

void
nqp_presenter_set_presenting (NqpPresenter *self, gboolean presenting)
{
  if (self->presenting == presenting)
    return;
  self->presenting = presenting;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
add_button (GtkWidget *box, const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_focus_on_click (button,
                                 FALSE); /* the keyboard stays with the picture, and the buttons may leave */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

static void
nqp_presenter_dispose (GObject *object)
{
  g_clear_handle_id (&NQP_PRESENTER (object)->rest_id, g_source_remove);
  G_OBJECT_CLASS (nqp_presenter_parent_class)->dispose (object);
}

static void
nqp_presenter_class_init (NqpPresenterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nqp_presenter_dispose;
}

static void
nqp_presenter_init (NqpPresenter *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->x = self->y = NAN;
  gtk_widget_add_css_class (box, "osd");
  gtk_widget_add_css_class (box, "toolbar");
  gtk_widget_add_css_class (box, "presenter");
  add_button (box, "go-previous-symbolic", _ ("Page before"), "win.step-page(-1)");
  add_button (box, "go-next-symbolic", _ ("Next page"), "win.step-page(1)");
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  add_button (box, "go-up-symbolic", _ ("Region or step before"), "win.walk(-1)");
  add_button (box, "go-down-symbolic", _ ("Next region or step"), "win.walk(1)");
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  add_button (box, "view-restore-symbolic", _ ("Leave presentation mode"), "win.stop-presenting");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
