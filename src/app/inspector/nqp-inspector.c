/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-inspector.h"

#include <glib/gi18n.h>

#include "nqp-class-parts.h"
#include "nqp-method-pane.h"
#include "nqp-scheme-menu.h"
#include "nqp-scheme-pane.h"
#include "nqp-weight-tree.h"

/* How long the outcome of a drag stays readable. */
#define OUTCOME_SECONDS 6

struct _NqpInspector
{
  AdwBin parent_instance;

  NqpSession *session;
  guint outcome_id; /* runs while the outcome of the last drag is shown */

  GtkWidget *content, *rank, *reset;
  NqpSchemeMenu *schemes;
  NqpSchemePane *scheme;
  NqpMethodPane *method;
  NqpWeightTree *weights;
};

G_DEFINE_FINAL_TYPE (NqpInspector, nqp_inspector, ADW_TYPE_BIN)

/* ---- the focus region's rank ------------------------------------------------------------------------------------ */

static char *
describe_shift (const char *name, int shift, int rank, int n_ranked)
{
  if (shift > 0)
    /* Translators: a region, by how many places it rose, its rank and the number of ranked regions */
    return g_strdup_printf (_ ("%s: up %d, now %d of %d"), name, shift, rank, n_ranked);
  if (shift < 0)
    /* Translators: a region, by how many places it fell, its rank and the number of ranked regions */
    return g_strdup_printf (_ ("%s: down %d, now %d of %d"), name, -shift, rank, n_ranked);
  /* Translators: a region, its rank and the number of ranked regions */
  return g_strdup_printf (_ ("%s: rank %d of %d"), name, rank, n_ranked);
}

static void
update_rank (NqpInspector *self)
{
  NqpScores *scores = nqp_session_get_scores (self->session);
  NqpPanel *panel = nqp_session_get_panel (self->session);
  int focus = nqp_session_get_focus (self->session);
  gboolean dragging = nqp_weight_tree_get_dragging (self->weights);
  g_autofree char *text = NULL;
  const int shift = dragging || self->outcome_id != 0 ? nqp_session_get_rank_shift (self->session) : 0;

  if (scores != NULL && panel != NULL && focus >= 0)
    {
      int measure = nqp_session_get_measure (self->session);
      int year = nqp_session_get_year (self->session);
      int rank = nqp_scores_rank (scores, measure, year, focus);
      const char *name = nqp_panel_place_name (panel, focus, nqp_session_get_lang (self->session));

      if (rank > 0)
        text = describe_shift (name, shift, rank, nqp_scores_n_ranked (scores, measure, year));
      else
        text = g_strdup_printf (_ ("%s: no rank, data are missing"), name);
    }
  gtk_label_set_text (GTK_LABEL (self->rank), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (self->rank, text);
  nqp_widget_set_class (self->rank, "rank-up", shift > 0);
  nqp_widget_set_class (self->rank, "rank-down", shift < 0);
}

static gboolean
on_outcome_over (gpointer user_data)
{
  NqpInspector *self = user_data;

  self->outcome_id = 0;
  update_rank (self);
  return G_SOURCE_REMOVE;
}

static void
on_dragging (NqpInspector *self)
{
  g_clear_handle_id (&self->outcome_id, g_source_remove);
  if (!nqp_weight_tree_get_dragging (self->weights))
    self->outcome_id = g_timeout_add_seconds (OUTCOME_SECONDS, on_outcome_over, self);
}

/* ---- the method ------------------------------------------------------------------------------------------------- */

static void
update_method (NqpInspector *self)
{
  const NqpMethod *method = nqp_session_get_method (self->session);
  const NqpTree *tree = nqp_session_get_tree (self->session);
  gboolean touched = method->scheme == NQP_SCHEME_CUSTOM;

  nqp_scheme_pane_update (self->scheme, self->session);
  nqp_method_pane_update (self->method, self->session);
  for (int i = 0; i < tree->n_nodes && !touched; i++)
    touched = tree->nodes[i].locked || !tree->nodes[i].on;
  gtk_widget_set_sensitive (self->reset, touched);
}

static void
on_reset (NqpInspector *self)
{
  nqp_session_reset_weights (self->session);
}

/* ---- showing the session ------------------------------------------------------------------------------------ */

static void
on_changed (NqpInspector *self, guint flags)
{
  const guint place = NQP_CHANGE_PROJECT | NQP_CHANGE_MEASURE | NQP_CHANGE_YEAR | NQP_CHANGE_FOCUS;
  gboolean open = nqp_session_get_method (self->session) != NULL;

  gtk_widget_set_sensitive (self->content, open);
  if ((flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_SCHEMES)) != 0)
    nqp_scheme_menu_update (self->schemes, self->session);
  if ((flags & (NQP_CHANGE_MEASURE | NQP_CHANGE_YEAR | NQP_CHANGE_FOCUS)) != 0)
    g_clear_handle_id (&self->outcome_id, g_source_remove);
  if ((flags & (place | NQP_CHANGE_SCORES)) != 0)
    update_rank (self);
  if (open && (flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES)) != 0)
    update_method (self);
}

void
nqp_inspector_set_session (NqpInspector *self, NqpSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  nqp_weight_tree_set_session (self->weights, session);
  if (session == NULL)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self, NQP_CHANGE_PROJECT);
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
nqp_inspector_dispose (GObject *object)
{
  NqpInspector *self = NQP_INSPECTOR (object);

  g_clear_handle_id (&self->outcome_id, g_source_remove);
  G_OBJECT_CLASS (nqp_inspector_parent_class)->dispose (object);
  g_clear_object (&self->session);
}

static void
nqp_inspector_class_init (NqpInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_inspector_dispose;
  g_type_ensure (NQP_TYPE_METHOD_PANE);
  g_type_ensure (NQP_TYPE_SCHEME_MENU);
  g_type_ensure (NQP_TYPE_SCHEME_PANE);
  g_type_ensure (NQP_TYPE_WEIGHT_TREE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpInspector, content);
  gtk_widget_class_bind_template_child (widget_class, NqpInspector, rank);
  gtk_widget_class_bind_template_child (widget_class, NqpInspector, reset);
  gtk_widget_class_bind_template_child (widget_class, NqpInspector, scheme);
  gtk_widget_class_bind_template_child (widget_class, NqpInspector, schemes);
  gtk_widget_class_bind_template_child (widget_class, NqpInspector, method);
  gtk_widget_class_bind_template_child (widget_class, NqpInspector, weights);
  gtk_widget_class_bind_template_callback (widget_class, on_dragging);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
}

static void
nqp_inspector_init (NqpInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
