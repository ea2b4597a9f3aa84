/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-weight-popover.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-control.h"
#include "nqp-importance.h"
#include "nqp-number.h"

struct _NqpWeightPopover
{
  GtkPopover parent_instance;

  NqpSession *session;
  char *node_id; /* survives a new tree */

  GtkLabel *name, *weight, *global, *effective;
  GtkWidget *effective_row;
  GtkSwitch *locked, *on;
};

G_DEFINE_FINAL_TYPE (NqpWeightPopover, nqp_weight_popover, GTK_TYPE_POPOVER)

/* -1 when the node is gone */
static int
current_node (NqpWeightPopover *self)
{
  NqpTree *tree = self->session != NULL ? nqp_session_get_tree (self->session) : NULL;

  return tree != NULL && self->node_id != NULL ? nqp_tree_find (tree, self->node_id) : -1;
}

static void
show_percent (GtkLabel *label, double share)
{
  char number[NQP_NUMBER_SIZE];
  /* Translators: a weight in percent */
  g_autofree char *text = g_strdup_printf (_ ("%s %%"), nqp_number_to_screen (100 * share, 1, number));

  gtk_label_set_text (label, text);
}

static void
refresh (NqpWeightPopover *self)
{
  const int node = current_node (self);
  NqpView view;

  if (node < 1 || nqp_session_get_scores (self->session) == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  nqp_session_get_view (self->session, &view);
  const NqpTree *tree = view.scores->tree;
  g_autofree double *importance = g_new (double, (gsize)view.scores->n_nodes);
  nqp_importance_get (view.scores, -1, importance);

  gtk_label_set_text (self->name, nqp_view_node_name (&view, node));
  show_percent (self->weight, nqp_tree_local_weight (tree, node));
  show_percent (self->global, nqp_tree_global_weight (tree, node));
  gtk_widget_set_visible (self->effective_row, isfinite (importance[node]));
  show_percent (self->effective, importance[node]);
  nqp_control_show_active (self->locked, tree->nodes[node].locked, self);
  nqp_control_show_active (self->on, tree->nodes[node].on, self);
}

static void
on_session_changed (NqpWeightPopover *self, guint flags)
{
  if ((flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES)) && gtk_widget_get_visible (GTK_WIDGET (self)))
    refresh (self);
}

static void
on_locked (NqpWeightPopover *self)
{
  const int node = current_node (self);

  if (node >= 0)
    nqp_session_set_locked (self->session, node, gtk_switch_get_active (self->locked));
}

static void
on_on (NqpWeightPopover *self)
{
  const int node = current_node (self);

  if (node >= 0)
    nqp_session_set_on (self->session, node, gtk_switch_get_active (self->on));
}

void
nqp_weight_popover_open (NqpWeightPopover *self, NqpSession *session, int node, const GdkRectangle *at)
{
  g_return_if_fail (NQP_IS_WEIGHT_POPOVER (self));

  if (self->session != session)
    {
      if (self->session != NULL)
        g_signal_handlers_disconnect_by_data (self->session, self);
      g_set_object (&self->session, session);
      g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self, G_CONNECT_SWAPPED);
    }
  if (node < 1) /* the index has no weight */
    return;
  g_free (self->node_id);
  self->node_id = g_strdup (nqp_session_get_tree (session)->nodes[node].id);
  refresh (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), at);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->on));
}

static void
nqp_weight_popover_dispose (GObject *object)
{
  g_clear_object (&NQP_WEIGHT_POPOVER (object)->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_WEIGHT_POPOVER);
  G_OBJECT_CLASS (nqp_weight_popover_parent_class)->dispose (object);
}

static void
nqp_weight_popover_finalize (GObject *object)
{
  g_free (NQP_WEIGHT_POPOVER (object)->node_id);
  G_OBJECT_CLASS (nqp_weight_popover_parent_class)->finalize (object);
}

static void
nqp_weight_popover_class_init (NqpWeightPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_weight_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = nqp_weight_popover_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nqp_explorer/NqpExplorer/ui/nqp-weight-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpWeightPopover, name);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightPopover, weight);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightPopover, global);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightPopover, effective);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightPopover, effective_row);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightPopover, locked);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightPopover, on);
  gtk_widget_class_bind_template_callback (widget_class, on_locked);
  gtk_widget_class_bind_template_callback (widget_class, on_on);
}

static void
nqp_weight_popover_init (NqpWeightPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
