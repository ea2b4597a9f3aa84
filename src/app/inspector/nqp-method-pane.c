/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-method-pane.h"

#include <glib/gi18n.h>

#include "nqp-choice-row.h"
#include "nqp-control.h"
#include "nqp-goalposts-dialog.h"
#include "nqp-number-row.h"
#include "nqp-refusal.h"

struct _NqpMethodPane
{
  AdwBin parent_instance;

  NqpSession *session;
  gboolean by_level; /* asked for, also while all levels are made the same way */
  gboolean shifted;  /* weights make use of the shift */

  GtkWidget *list, *goalposts_row, *by_level_switch, *options, *options_content;
  NqpChoiceRow *missing, *outliers, *normalise, *aggregate, *component, *pillar, *index;
  NqpNumberRow *winsor, *power, *coverage, *floor, *shift;
  NqpRefusal *refusal;
};

G_DEFINE_FINAL_TYPE (NqpMethodPane, nqp_method_pane, ADW_TYPE_BIN)

/* ---- changing it ----------------------------------------------------------------------------------------------- */

static gboolean
on_refused (gpointer user_data)
{
  NqpMethodPane *self = user_data;

  if (self->session != NULL && nqp_session_has_project (self->session))
    nqp_method_pane_update (self, self->session);
  return G_SOURCE_REMOVE;
}

static void
apply (NqpMethodPane *self, const NqpMethod *method, gpointer row)
{
  nqp_refusal_apply (self->refusal, self->session, method, GTK_LIST_BOX (self->list), row);
  /* A refused choice goes back; not from within the drop-down's own signal. */
  g_idle_add_full (G_PRIORITY_DEFAULT, on_refused, g_object_ref (self), g_object_unref);
}

static void
on_chosen (NqpMethodPane *self, int position, NqpChoiceRow *row)
{
  NqpMethod method = *nqp_session_get_wanted_method (self->session);

  if (row == self->missing)
    method.missing = (NqpMissing)position;
  else if (row == self->outliers)
    method.outliers = (NqpOutliers)position;
  else if (row == self->normalise)
    method.normalise = (NqpNormalise)position;
  else if (row == self->aggregate)
    nqp_method_set_aggregate (&method, (NqpAggregate)position);
  else if (row == self->component)
    method.aggregate[NQP_MADE_COMPONENT] = (NqpAggregate)position;
  else if (row == self->pillar)
    method.aggregate[NQP_MADE_PILLAR] = (NqpAggregate)position;
  else
    method.aggregate[NQP_MADE_INDEX] = (NqpAggregate)position;
  apply (self, &method, row);
}

static void
on_entered (NqpMethodPane *self, double value, NqpNumberRow *row)
{
  NqpMethod method;

  if (!nqp_session_has_project (self->session))
    return;
  method = *nqp_session_get_wanted_method (self->session);
  if (row == self->winsor)
    method.winsor = value / 100;
  else if (row == self->power)
    method.power = value;
  else if (row == self->coverage)
    method.coverage = value / 100;
  else if (row == self->shift)
    method.shift = value;
  else
    method.floor = value;
  apply (self, &method, row);
}

static void
on_by_level (NqpMethodPane *self)
{
  NqpMethod method;

  self->by_level = gtk_switch_get_active (GTK_SWITCH (self->by_level_switch));
  method = *nqp_session_get_wanted_method (self->session);
  if (!self->by_level)
    nqp_method_set_aggregate (&method, method.aggregate[NQP_MADE_INDEX]);
  apply (self, &method, gtk_widget_get_ancestor (self->by_level_switch, GTK_TYPE_LIST_BOX_ROW));
}

static void
show_options (NqpMethodPane *self)
{
  gboolean open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->options));

  gtk_widget_set_visible (GTK_WIDGET (self->shift), open && self->shifted);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (self->options_content),
                                    open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->options), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

static void
on_goalposts (NqpMethodPane *self)
{
  nqp_goalposts_dialog_run (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session, NULL);
}

/* ---- showing it ------------------------------------------------------------------------------------------------ */

void
nqp_method_pane_update (NqpMethodPane *self, NqpSession *session)
{
  const NqpMethod *method = nqp_session_get_wanted_method (session);
  gboolean differ = !nqp_method_all_levels (method, method->aggregate[NQP_MADE_INDEX]);
  const guint uses = nqp_method_uses (method);

  g_set_object (&self->session, session);
  nqp_refusal_update (self->refusal, method);
  nqp_choice_row_show (self->missing, (int)method->missing, NULL);
  nqp_choice_row_show (self->outliers, (int)method->outliers, NULL);
  nqp_choice_row_show (self->normalise, (int)method->normalise, NULL);
  nqp_choice_row_show (self->aggregate, (int)method->aggregate[NQP_MADE_INDEX], NULL);
  nqp_choice_row_show (self->component, (int)method->aggregate[NQP_MADE_COMPONENT], NULL);
  nqp_choice_row_show (self->pillar, (int)method->aggregate[NQP_MADE_PILLAR], NULL);
  nqp_choice_row_show (self->index, (int)method->aggregate[NQP_MADE_INDEX], NULL);
  nqp_number_row_show (self->winsor, 100 * method->winsor);
  nqp_number_row_show (self->power, method->power);
  nqp_number_row_show (self->coverage, 100 * method->coverage);
  nqp_number_row_show (self->floor, method->floor);
  nqp_number_row_show (self->shift, method->shift);
  self->shifted = (uses & NQP_USES_SHIFT) != 0;
  show_options (self);
  nqp_control_show_active (self->by_level_switch, self->by_level || differ, self);
  gtk_widget_set_visible (GTK_WIDGET (self->winsor), (uses & NQP_USES_WINSOR) != 0);
  gtk_widget_set_visible (self->goalposts_row, (uses & NQP_USES_GOALPOSTS) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->power), (uses & NQP_USES_POWER) != 0);
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
nqp_method_pane_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* the bin would look for it after the template's end */
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_METHOD_PANE);
  g_clear_object (&NQP_METHOD_PANE (object)->session);
  G_OBJECT_CLASS (nqp_method_pane_parent_class)->dispose (object);
}

static void
nqp_method_pane_class_init (NqpMethodPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_method_pane_dispose;
  g_type_ensure (NQP_TYPE_CHOICE_ROW);
  g_type_ensure (NQP_TYPE_NUMBER_ROW);
  g_type_ensure (NQP_TYPE_REFUSAL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-method-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, list);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, goalposts_row);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, by_level_switch);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, options);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, options_content);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, missing);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, outliers);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, normalise);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, aggregate);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, component);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, pillar);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, index);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, winsor);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, power);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, coverage);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, floor);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, shift);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPane, refusal);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_by_level);
  gtk_widget_class_bind_template_callback (widget_class, on_goalposts);
  gtk_widget_class_bind_template_callback (widget_class, show_options);
}

static void
nqp_method_pane_init (NqpMethodPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nqp_choice_row_set_stage (self->missing, NQP_STAGE_FILL);
  nqp_choice_row_set_stage (self->outliers, NQP_STAGE_TREAT);
  nqp_choice_row_set_stage (self->normalise, NQP_STAGE_NORMALISE);
  nqp_choice_row_set_stage (self->aggregate, NQP_STAGE_AGGREGATE);
  nqp_choice_row_set_stage (self->component, NQP_STAGE_AGGREGATE);
  nqp_choice_row_set_stage (self->pillar, NQP_STAGE_AGGREGATE);
  nqp_choice_row_set_stage (self->index, NQP_STAGE_AGGREGATE);
  g_object_set (self->component, "title", _ (nqp_made_choices[NQP_MADE_COMPONENT].name), NULL);
  g_object_set (self->pillar, "title", _ (nqp_made_choices[NQP_MADE_PILLAR].name), NULL);
  g_object_set (self->index, "title", _ (nqp_made_choices[NQP_MADE_INDEX].name), NULL);
  show_options (self);
}
