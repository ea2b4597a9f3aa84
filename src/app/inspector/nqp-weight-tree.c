/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-weight-tree.h"

#include <math.h>

#include "nqp-importance.h"
#include "nqp-weight-row.h"

/* The real influence of all parts is made anew when nothing has changed for a moment: it is a correlation for each part. */
#define REST_MS 120

struct _NqpWeightTree
{
  AdwBin parent_instance;

  NqpSession *session;
  GPtrArray *ids;     /* (element-type utf8): of the nodes the rows were made for */
  GPtrArray *rows;    /* (element-type NqpWeightRow) (nullable): by node, borrowed */
  double *importance; /* [node], or NULL: not known yet */
  gboolean dragging;
  int drag_node;
  guint rest_id;

  GtkWidget *box;
};

enum
{
  PROP_0,
  PROP_DRAGGING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (NqpWeightTree, nqp_weight_tree, ADW_TYPE_BIN)

static void
add_children (NqpWeightTree *self, int parent);

static int
find_row (NqpWeightTree *self, NqpWeightRow *row)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (self->rows->pdata[i] == row)
      return (int)i;
  return -1;
}

static gboolean
is_shown (NqpWeightTree *self, const NqpTree *tree, int node)
{
  for (int up = tree->nodes[node].parent; up > 0; up = tree->nodes[up].parent)
    if (self->rows->pdata[up] == NULL || !nqp_weight_row_get_expanded (self->rows->pdata[up]))
      return FALSE;
  return TRUE;
}

static void
on_expanded (NqpWeightTree *self, GParamSpec *pspec, NqpWeightRow *row)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);
  int node = find_row (self, row);
  int child;

  g_return_if_fail (node >= 0 && tree != NULL && (int)self->rows->len == tree->n_nodes);
  child = tree->nodes[node].first_child;
  if (child >= 0 && self->rows->pdata[child] == NULL)
    add_children (self, node);
  for (int i = node + 1; i < tree->n_nodes && tree->nodes[i].level > tree->nodes[node].level; i++)
    if (self->rows->pdata[i] != NULL)
      gtk_widget_set_visible (self->rows->pdata[i], is_shown (self, tree, i));
}

/* ---- what parts count for ------------------------------------------------------------------------------------- */

static void
show_importance (NqpWeightTree *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (self->rows->pdata[i] != NULL)
      nqp_weight_row_set_importance (self->rows->pdata[i],
                                     self->importance != NULL ? self->importance[i] : (double)NAN);
}

static gboolean
on_rest (gpointer user_data)
{
  NqpWeightTree *self = user_data;
  NqpScores *scores = nqp_session_get_scores (self->session);

  self->rest_id = 0;
  g_clear_pointer (&self->importance, g_free);
  if (scores != NULL && scores->n_nodes == (int)self->rows->len)
    {
      self->importance = g_new (double, MAX (scores->n_nodes, 1));
      nqp_importance_get (scores, -1, self->importance);
    }
  show_importance (self);
  return G_SOURCE_REMOVE;
}

/* Live: under the finger only the scores above change, and with them what their parts count for. */
static void
follow_drag (NqpWeightTree *self)
{
  NqpScores *scores = nqp_session_get_scores (self->session);

  if (self->importance == NULL || scores == NULL || scores->n_nodes != (int)self->rows->len)
    return;
  for (int up = scores->tree->nodes[self->drag_node].parent; up >= 0; up = scores->tree->nodes[up].parent)
    nqp_importance_of_children (scores, up, -1, self->importance);
  show_importance (self);
}

static void
follow_importance (NqpWeightTree *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->dragging)
    follow_drag (self);
  else
    self->rest_id = g_timeout_add (REST_MS, on_rest, self);
}

static void
on_dragging (NqpWeightTree *self, GParamSpec *pspec, NqpWeightRow *row)
{
  self->dragging = nqp_weight_row_get_dragging (row);
  self->drag_node = MAX (find_row (self, row), 0);
  follow_importance (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAGGING]);
}

static void
add_children (NqpWeightTree *self, int parent)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);

  for (int i = tree->nodes[parent].first_child; i >= 0; i = tree->nodes[i].next_sibling)
    {
      GtkWidget *row = nqp_weight_row_new (self->session, i);
      GtkWidget *before = NULL;

      /* depth-first order: after the last row there is of a node before this one */
      for (int k = i - 1; k >= 0 && before == NULL; k--)
        before = self->rows->pdata[k];
      self->rows->pdata[i] = row;
      g_signal_connect_object (row, "notify::expanded", G_CALLBACK (on_expanded), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "notify::dragging", G_CALLBACK (on_dragging), self, G_CONNECT_SWAPPED);
      gtk_box_insert_child_after (GTK_BOX (self->box), row, before);
      if (self->importance != NULL)
        nqp_weight_row_set_importance (NQP_WEIGHT_ROW (row), self->importance[i]);
    }
}

static gboolean
same_nodes (NqpWeightTree *self, const NqpTree *tree)
{
  if (tree == NULL || self->ids->len != (guint)tree->n_nodes)
    return FALSE;
  for (guint i = 0; i < self->ids->len; i++)
    if (g_strcmp0 (self->ids->pdata[i], tree->nodes[i].id) != 0)
      return FALSE;
  return TRUE;
}

static void
rebuild (NqpWeightTree *self, const NqpTree *tree)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_ptr_array_set_size (self->ids, 0);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->importance, g_free);
  if (tree == NULL || tree->n_nodes == 0)
    return;
  for (int i = 0; i < tree->n_nodes; i++)
    g_ptr_array_add (self->ids, g_strdup (tree->nodes[i].id));
  g_ptr_array_set_size (self->rows, tree->n_nodes);
  add_children (self, 0);
}

static void
on_changed (NqpWeightTree *self, guint flags)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);

  if ((flags & NQP_CHANGE_PROJECT) != 0 && !same_nodes (self, tree))
    rebuild (self, tree);
  else if ((flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES)) != 0)
    for (guint i = 0; i < self->rows->len; i++)
      if (self->rows->pdata[i] != NULL)
        nqp_weight_row_update (self->rows->pdata[i]);
  if (tree != NULL && (flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES)) != 0)
    follow_importance (self);
}

gboolean
nqp_weight_tree_get_dragging (NqpWeightTree *self)
{
  return self->dragging;
}

void
nqp_weight_tree_set_session (NqpWeightTree *self, NqpSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  rebuild (self, NULL);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self, NQP_CHANGE_PROJECT);
}

static void
nqp_weight_tree_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_DRAGGING)
    g_value_set_boolean (value, NQP_WEIGHT_TREE (object)->dragging);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nqp_weight_tree_dispose (GObject *object)
{
  NqpWeightTree *self = NQP_WEIGHT_TREE (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  G_OBJECT_CLASS (nqp_weight_tree_parent_class)->dispose (object);
  g_clear_object (&self->session);
}

static void
nqp_weight_tree_finalize (GObject *object)
{
  NqpWeightTree *self = NQP_WEIGHT_TREE (object);

  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->rows);
  g_free (self->importance);
  G_OBJECT_CLASS (nqp_weight_tree_parent_class)->finalize (object);
}

static void
nqp_weight_tree_class_init (NqpWeightTreeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = nqp_weight_tree_get_property;
  object_class->dispose = nqp_weight_tree_dispose;
  object_class->finalize = nqp_weight_tree_finalize;
  properties[PROP_DRAGGING]
      = g_param_spec_boolean ("dragging", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-weight-tree.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpWeightTree, box);
}

static void
nqp_weight_tree_init (NqpWeightTree *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
