/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scenario-bar.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-control.h"
#include "nqp-drop-down.h"
#include "nqp-file-dialog.h"
#include "nqp-name-dialog.h"
#include "nqp-scenario-compare.h"
#include "nqp-scenario-parts.h"

struct _NqpScenarioBar
{
  AdwBin parent_instance;

  NqpSession *session;
  GtkDropDown *choice; /* the first item is "no scenario", then as in the session */
};

G_DEFINE_FINAL_TYPE (NqpScenarioBar, nqp_scenario_bar, ADW_TYPE_BIN)

static GtkWindow *
get_window (NqpScenarioBar *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* NULL if none is chosen */
static const NqpScenario *
get_chosen (NqpScenarioBar *self)
{
  return nqp_named_find (nqp_session_get_scenarios (self->session), nqp_session_get_scenario (self->session));
}

/* ---- actions -------------------------------------------------------------------------------------------------- */

static void
on_save_name (const char *name, gpointer owner)
{
  NqpScenarioBar *self = owner;
  g_autoptr (GError) error = NULL;

  if (nqp_session_has_project (self->session) && nqp_session_get_focus (self->session) >= 0
      && !nqp_session_save_scenario (self->session, name, &error))
    nqp_session_message (self->session, error->message, NULL, NULL);
}

static void
act_save_as (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpScenarioBar *self = NQP_SCENARIO_BAR (widget);

  nqp_name_dialog_run (get_window (self), _ ("Save the Assumed Values as a Scenario"), _ ("_Save"),
                       _ ("Scenario"), on_save_name, G_OBJECT (self));
}

static void
on_new_name (const char *name, gpointer owner)
{
  NqpScenarioBar *self = owner;
  const NqpScenario *scenario = get_chosen (self);
  g_autoptr (GError) error = NULL;

  if (scenario != NULL && g_strcmp0 (scenario->name, name) != 0
      && !nqp_session_rename_scenario (self->session, scenario->id, name, &error))
    nqp_session_message (self->session, error->message, NULL, NULL);
}

static void
act_rename (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpScenarioBar *self = NQP_SCENARIO_BAR (widget);
  const NqpScenario *scenario = get_chosen (self);

  if (scenario != NULL)
    nqp_name_dialog_run (get_window (self), _ ("Rename the Scenario"), _ ("_Rename"), scenario->name,
                         on_new_name, G_OBJECT (self));
}

static void
act_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpScenarioBar *self = NQP_SCENARIO_BAR (widget);
  const NqpScenario *scenario = get_chosen (self);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (scenario == NULL)
    return;
  text = g_strdup_printf (_ ("“%s” deleted"), scenario->name);
  if (nqp_session_delete_scenario (self->session, scenario->id, &error))
    nqp_session_message (self->session, text, _ ("_Undo"), "win.undo");
  else
    nqp_session_message (self->session, error->message, NULL, NULL);
}

static void
on_export_path (const char *path, gpointer owner)
{
  NqpScenarioBar *self = owner;
  g_autoptr (NqpScenario) scenario = nqp_scenario_of_session (self->session, _ ("Not saved"));
  g_autoptr (NqpTable) table = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (scenario == NULL)
    return;
  table = nqp_scenario_table (scenario, nqp_session_get_scores (self->session),
                              nqp_session_get_assumed_scores (self->session),
                              nqp_session_get_lang (self->session));
  nqp_table_print_csv (table, text);
  nqp_file_dialog_save (GTK_WIDGET (self), self->session, path, text->str);
}

static void
act_export (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpScenarioBar *self = NQP_SCENARIO_BAR (widget);
  g_autoptr (NqpScenario) scenario = nqp_scenario_of_session (self->session, _ ("Not saved"));
  g_autofree char *label = NULL;
  g_autofree char *suggested = NULL;

  if (scenario == NULL)
    return;
  label = nqp_scenario_label (scenario, nqp_session_get_panel (self->session),
                              nqp_session_get_lang (self->session));
  suggested = g_strdup_printf ("%s.csv", label);
  g_strdelimit (suggested, "/\\:?*\"<>|\n", '-');
  nqp_file_dialog_run (get_window (self), NQP_FILE_SAVE, _ ("Export the Scenario"), _ ("CSV files"), "*.csv",
                       suggested, on_export_path, G_OBJECT (self));
}

static void
act_compare (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpScenarioBar *self = NQP_SCENARIO_BAR (widget);

  nqp_scenario_compare_run (get_window (self), self->session);
}

static void
act_clear (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_session_clear_assumed (NQP_SCENARIO_BAR (widget)->session);
}

/* ---- the list ------------------------------------------------------------------------------------------------- */

static void
on_chosen (NqpScenarioBar *self)
{
  GPtrArray *scenarios;
  guint position = gtk_drop_down_get_selected (self->choice);

  if (self->session == NULL || position == GTK_INVALID_LIST_POSITION)
    return;
  scenarios = nqp_session_get_scenarios (self->session);
  if (position == 0)
    nqp_session_choose_scenario (self->session, 0);
  else if (position <= scenarios->len)
    nqp_session_choose_scenario (self->session,
                                 ((NqpScenario *)g_ptr_array_index (scenarios, position - 1))->id);
}

static GPtrArray *
make_labels (NqpScenarioBar *self)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *scenarios = nqp_session_get_scenarios (self->session);

  g_ptr_array_add (labels, g_strdup (_ ("No scenario")));
  for (guint i = 0; scenarios != NULL && i < scenarios->len; i++)
    g_ptr_array_add (labels, nqp_scenario_label (g_ptr_array_index (scenarios, i),
                                                 nqp_session_get_panel (self->session),
                                                 nqp_session_get_lang (self->session)));
  g_ptr_array_add (labels, NULL);
  return labels;
}

static guint
chosen_position (NqpScenarioBar *self)
{
  const NqpScenario *chosen = get_chosen (self);
  guint at = 0;

  return chosen != NULL && g_ptr_array_find (nqp_session_get_scenarios (self->session), chosen, &at) ? at + 1
                                                                                                     : 0;
}

static gboolean
any_here (NqpScenarioBar *self)
{
  GPtrArray *scenarios = nqp_session_get_scenarios (self->session);

  for (guint i = 0; scenarios != NULL && i < scenarios->len; i++)
    {
      const NqpScenario *scenario = g_ptr_array_index (scenarios, i);

      if (scenario->place == nqp_session_get_focus (self->session)
          && scenario->year == nqp_session_get_year (self->session))
        return TRUE;
    }
  return FALSE;
}

void
nqp_scenario_bar_update (NqpScenarioBar *self, NqpSession *session)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (GPtrArray) labels = NULL;
  gboolean assumed, chosen;

  g_return_if_fail (NQP_IS_SCENARIO_BAR (self));

  g_set_object (&self->session, session);
  assumed = nqp_session_has_assumed (session);
  chosen = get_chosen (self) != NULL;
  labels = make_labels (self);
  nqp_control_show_names (self->choice, (const char *const *)labels->pdata, chosen_position (self), self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choice), labels->len > 2);
  gtk_widget_action_set_enabled (widget, "scenario.save-as", assumed);
  gtk_widget_action_set_enabled (widget, "scenario.clear", assumed);
  gtk_widget_action_set_enabled (widget, "scenario.rename", chosen);
  gtk_widget_action_set_enabled (widget, "scenario.delete", chosen);
  gtk_widget_action_set_enabled (widget, "scenario.compare", assumed || any_here (self));
}

static void
nqp_scenario_bar_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* the bin would look for it after the template's end */
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_SCENARIO_BAR);
  g_clear_object (&NQP_SCENARIO_BAR (object)->session);
  G_OBJECT_CLASS (nqp_scenario_bar_parent_class)->dispose (object);
}

static void
nqp_scenario_bar_class_init (NqpScenarioBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_scenario_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-scenario-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpScenarioBar, choice);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_install_action (widget_class, "scenario.save-as", NULL, act_save_as);
  gtk_widget_class_install_action (widget_class, "scenario.rename", NULL, act_rename);
  gtk_widget_class_install_action (widget_class, "scenario.delete", NULL, act_delete);
  gtk_widget_class_install_action (widget_class, "scenario.export", NULL, act_export);
  gtk_widget_class_install_action (widget_class, "scenario.compare", NULL, act_compare);
  gtk_widget_class_install_action (widget_class, "scenario.clear", NULL, act_clear);
}

static void
nqp_scenario_bar_init (NqpScenarioBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nqp_drop_down_cut_names (self->choice, 24, 48);
  nqp_drop_down_tell (self->choice, _ ("Scenario"));
}
