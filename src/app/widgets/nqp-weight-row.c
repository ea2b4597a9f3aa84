/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-weight-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-class-parts.h"
#include "nqp-control.h"
#include "nqp-label-parts.h"
#include "nqp-number.h"
#include "nqp-range-parts.h"
#include "nqp-typed-number.h"

struct _NqpWeightRow
{
  AdwBin parent_instance;

  NqpSession *session;
  int node;
  char *name_shown;
  double shown; /* percent, as last written into the entry */
  double importance;
  gboolean expanded;
  gboolean dragging;
  NqpHold hold; /* of the scale */

  GtkWidget *box, *expander, *dot, *name, *counts, *entry, *scale, *lock, *toggle;
};

enum
{
  PROP_0,
  PROP_EXPANDED,
  PROP_DRAGGING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (NqpWeightRow, nqp_weight_row, ADW_TYPE_BIN)

static const NqpNode *
get_node (NqpWeightRow *self)
{
  NqpTree *tree = nqp_session_get_tree (self->session);

  return tree != NULL && self->node < tree->n_nodes ? &tree->nodes[self->node] : NULL;
}

/* ---- dragging: from press to release is one action ----------------------------------------------------------- */

static void
set_dragging (NqpWeightRow *self, gboolean dragging)
{
  if (self->dragging == dragging)
    return;
  if (dragging)
    nqp_session_begin_drag (self->session, self->node);
  self->dragging = dragging;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAGGING]);
  if (!dragging)
    nqp_session_end_drag (self->session);
}

/* Escape: everything as it was at the press. */
static void
call_off (gpointer row)
{
  nqp_session_cancel_drag (NQP_WEIGHT_ROW (row)->session);
  set_dragging (row, FALSE);
}

static void
let_go (gpointer row)
{
  set_dragging (row, FALSE);
}

static void
on_value_changed (NqpWeightRow *self)
{
  double percent = gtk_range_get_value (GTK_RANGE (self->scale));

  if (nqp_hold_is_down (&self->hold))
    {
      set_dragging (self, TRUE);
      nqp_session_drag_weight (self->session, self->node, percent / 100);
    }
  else
    nqp_session_set_weight (self->session, self->node, percent / 100);
}

/* ---- number, lock, switch, arrow ------------------------------------------------------------------------------ */

static void
show_number (NqpWeightRow *self)
{
  char number[NQP_NUMBER_SIZE];
  g_autofree char *text = NULL;

  nqp_number_to_screen (self->shown, 1, number);
  /* Translators: a weight in percent */
  text = g_strdup_printf (_ ("%s %%"), number);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
commit_entry (NqpWeightRow *self)
{
  char number[NQP_NUMBER_SIZE];
  g_autofree char *unchanged = NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  double share;

  nqp_number_to_screen (self->shown, 1, number);
  unchanged = g_strdup_printf (_ ("%s %%"), number);
  if (g_strcmp0 (text, unchanged) == 0)
    return;
  if (nqp_typed_percent (text, &share))
    nqp_session_set_weight (self->session, self->node, share);
  else
    {
      gtk_widget_error_bell (self->entry);
      nqp_session_message (self->session, _ ("A weight is a number between 0 and 100 %."), NULL, NULL);
    }
  show_number (self); /* the weight in force; a new one arrives with the next change */
}

static gboolean
on_entry_key (NqpWeightRow *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  show_number (self);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  return GDK_EVENT_STOP;
}

static gboolean
select_number (gpointer user_data)
{
  NqpWeightRow *self = user_data;

  if (self->entry != NULL)
    gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  return G_SOURCE_REMOVE;
}

static void
on_entry_focus (NqpWeightRow *self)
{
  /* after the click that gave the focus has put its cursor */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, select_number, g_object_ref (self), g_object_unref);
}

static void
on_lock_toggled (NqpWeightRow *self)
{
  nqp_session_set_locked (self->session, self->node,
                          gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->lock)));
}

static void
on_switched (NqpWeightRow *self)
{
  nqp_session_set_on (self->session, self->node, gtk_switch_get_active (GTK_SWITCH (self->toggle)));
}

static void
on_expander_toggled (NqpWeightRow *self)
{
  self->expanded = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->expander));
  gtk_button_set_icon_name (GTK_BUTTON (self->expander),
                            self->expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_STATE_EXPANDED, self->expanded,
                               -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
}

static void
on_name_clicked (NqpWeightRow *self)
{
  GtkToggleButton *expander = GTK_TOGGLE_BUTTON (self->expander);

  if (gtk_widget_get_sensitive (self->expander))
    gtk_toggle_button_set_active (expander, !gtk_toggle_button_get_active (expander));
}

static gboolean
on_name_tooltip (NqpWeightRow *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const NqpNode *node = get_node (self);
  NqpPanel *panel = nqp_session_get_panel (self->session);
  NqpLang lang = nqp_session_get_lang (self->session);
  g_autoptr (GString) text = NULL;
  char number[NQP_NUMBER_SIZE];

  if (node == NULL)
    return FALSE;
  text = g_string_new (nqp_text_get (&node->name, lang));
  if (node->indicator >= 0)
    {
      const char *source = nqp_panel_indicator_source (panel, node->indicator);
      const char *unit = nqp_text_get (&panel->indicators[node->indicator].unit, lang);

      if (*unit != '\0')
        {
          g_string_append_c (text, '\n');
          g_string_append_printf (text, _ ("Unit: %s"), unit);
        }
      if (source != NULL)
        {
          g_string_append_c (text, '\n');
          g_string_append_printf (text, _ ("Source: %s"), source);
        }
    }
  g_string_append_c (text, '\n');
  nqp_number_to_screen (100 * nqp_tree_global_weight (nqp_session_get_tree (self->session), self->node), 1,
                        number);
  g_string_append_printf (text, _ ("Share of the index: %s %%"), number);
  if (!isnan (self->importance))
    {
      g_string_append_c (text, '\n');
      nqp_number_to_screen (100 * self->importance, 1, number);
      g_string_append_printf (
          text,
          _ ("Real influence on the whole: %s %%, by how closely the scores of the whole follow it, whatever "
             "weight it was given"),
          number);
    }
  gtk_tooltip_set_text (tooltip, text->str);
  return TRUE;
}

/* ---- showing the session ------------------------------------------------------------------------------------ */

static void
update_names (NqpWeightRow *self, const char *name)
{
  if (g_strcmp0 (name, self->name_shown) == 0)
    return;
  g_free (self->name_shown);
  self->name_shown = g_strdup (name);
  gtk_label_set_text (GTK_LABEL (self->name), name);

  /* Translators: names for assistive technology; %s is a pillar, component or indicator */
  nqp_widget_call (self->scale, _ ("Weight of %s"), name);
  nqp_widget_call (self->entry, _ ("Weight of %s in percent"), name);
  nqp_widget_call (self->expander, _ ("Parts of %s"), name);
  nqp_widget_call (self->lock, _ ("Lock the weight of %s"), name);
  nqp_widget_call (self->toggle, _ ("%s takes part"), name);
  nqp_widget_call (self, "%s", name);
}

/**
 * nqp_weight_row_update:
 *
 * Shows the weight, lock, switch and name in force; emits no edit.
 */
void
nqp_weight_row_update (NqpWeightRow *self)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);
  const NqpNode *node = get_node (self);
  gboolean movable, on;
  double percent, limit;

  if (node == NULL || node->parent < 0)
    return;
  percent = 100 * nqp_tree_local_weight (tree, self->node);
  limit = 100 * nqp_session_get_weight_limit (self->session, self->node, &movable);
  on = nqp_tree_is_on (tree, self->node);
  update_names (self, nqp_text_get (&node->name, nqp_session_get_lang (self->session)));

  /* The hand cannot pull further than the locks allow: GtkRange stops there by itself. */
  gtk_range_set_fill_level (GTK_RANGE (self->scale), MAX (limit, percent));
  nqp_control_show_number (self->scale, percent, self);
  if (fabs (percent - self->shown) > 1e-9 || !(self->shown >= 0))
    {
      self->shown = percent;
      show_number (self);
    }
  nqp_control_show_active (self->lock, node->locked, self);
  gtk_button_set_icon_name (GTK_BUTTON (self->lock),
                            node->locked ? "changes-prevent-symbolic" : "changes-allow-symbolic");
  gtk_widget_set_tooltip_text (self->lock, node->locked ? _ ("Unlock: lets the weight follow its siblings")
                                                        : _ ("Lock: keeps the weight when siblings move"));
  nqp_control_show_active (self->toggle, node->on, self);
  gtk_widget_set_tooltip_text (self->toggle,
                               node->on ? _ ("Takes part in the index") : _ ("Left out of the index"));

  if (!self->dragging)
    {
      gtk_widget_set_sensitive (self->scale, movable);
      gtk_widget_set_sensitive (self->entry, movable);
      gtk_widget_set_sensitive (self->lock, on);
    }
  nqp_widget_set_class (self->box, "off", !on);
}

void
nqp_weight_row_set_importance (NqpWeightRow *self, double importance)
{
  char number[NQP_NUMBER_SIZE];
  g_autofree char *text = NULL;

  self->importance = importance;
  gtk_widget_set_visible (self->counts, !isnan (importance));
  if (isnan (importance))
    return;
  /* Translators: what a part counts for in fact, beside the weight that was given to it, in per cent */
  text = g_strdup_printf (_ ("real influence %s %%"), nqp_number_to_screen (100 * importance, 0, number));
  gtk_label_set_text (GTK_LABEL (self->counts), text);
}

gboolean
nqp_weight_row_get_expanded (NqpWeightRow *self)
{
  return self->expanded;
}

gboolean
nqp_weight_row_get_dragging (NqpWeightRow *self)
{
  return self->dragging;
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
nqp_weight_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NqpWeightRow *self = NQP_WEIGHT_ROW (object);

  switch (id)
    {
    case PROP_EXPANDED:
      g_value_set_boolean (value, self->expanded);
      break;
    case PROP_DRAGGING:
      g_value_set_boolean (value, self->dragging);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
nqp_weight_row_unmap (GtkWidget *widget)
{
  nqp_hold_end (&NQP_WEIGHT_ROW (widget)->hold);
  GTK_WIDGET_CLASS (nqp_weight_row_parent_class)->unmap (widget);
}

static void
nqp_weight_row_dispose (GObject *object)
{
  NqpWeightRow *self = NQP_WEIGHT_ROW (object);

  if (self->session != NULL)
    nqp_hold_end (&self->hold);
  G_OBJECT_CLASS (nqp_weight_row_parent_class)->dispose (object);
  self->entry = NULL;
}

static void
nqp_weight_row_finalize (GObject *object)
{
  NqpWeightRow *self = NQP_WEIGHT_ROW (object);

  g_clear_object (&self->session);
  g_free (self->name_shown);
  G_OBJECT_CLASS (nqp_weight_row_parent_class)->finalize (object);
}

static void
nqp_weight_row_class_init (NqpWeightRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = nqp_weight_row_get_property;
  object_class->dispose = nqp_weight_row_dispose;
  object_class->finalize = nqp_weight_row_finalize;
  widget_class->unmap = nqp_weight_row_unmap;
  properties[PROP_EXPANDED]
      = g_param_spec_boolean ("expanded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DRAGGING]
      = g_param_spec_boolean ("dragging", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-weight-row.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightRow, box);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightRow, expander);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightRow, dot);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightRow, name);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightRow, counts);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightRow, entry);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightRow, scale);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightRow, lock);
  gtk_widget_class_bind_template_child (widget_class, NqpWeightRow, toggle);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed);
  gtk_widget_class_bind_template_callback (widget_class, commit_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_key);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_focus);
  gtk_widget_class_bind_template_callback (widget_class, on_lock_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_switched);
  gtk_widget_class_bind_template_callback (widget_class, on_expander_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_name_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_name_tooltip);
}

static void
nqp_weight_row_init (NqpWeightRow *self)
{
  self->shown = -1;
  self->importance = NAN;
  gtk_widget_init_template (GTK_WIDGET (self));
  nqp_hold_init (&self->hold, GTK_RANGE (self->scale), let_go, self);
  self->hold.call_off = call_off;
}

/**
 * nqp_weight_row_new:
 * @node: position in the session's tree, not the root
 */
GtkWidget *
nqp_weight_row_new (NqpSession *session, int node)
{
  NqpWeightRow *self = g_object_new (NQP_TYPE_WEIGHT_ROW, NULL);
  const NqpTree *tree = nqp_session_get_tree (session);
  NqpLevel level = tree->nodes[node].level;

  self->session = g_object_ref (session);
  self->node = node;
  gtk_widget_add_css_class (self->box, nqp_level_to_string (level));
  nqp_widget_add_pillar_class (self->box, tree, node);
  gtk_widget_set_visible (self->dot, level == NQP_LEVEL_PILLAR);
  if (tree->nodes[node].first_child < 0)
    {
      gtk_widget_set_sensitive (self->expander, FALSE);
      gtk_widget_set_visible (self->expander, FALSE);
    }
  nqp_weight_row_update (self);
  return GTK_WIDGET (self);
}
