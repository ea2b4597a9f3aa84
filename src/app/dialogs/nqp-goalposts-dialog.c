/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-goalposts-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-label-parts.h"
#include "nqp-number.h"
#include "nqp-typed-number.h"

#define NQP_TYPE_GOALPOSTS_DIALOG (nqp_goalposts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NqpGoalpostsDialog, nqp_goalposts_dialog, NQP, GOALPOSTS_DIALOG, AdwWindow)

/* The marks of one indicator. */
typedef struct
{
  NqpGoalpostsDialog *self; /* borrowed */
  int indicator;
  char *code;
  GtkWidget *lower, *upper, *problem;
} Row;

struct _NqpGoalpostsDialog
{
  AdwWindow parent_instance;

  NqpSession *session;
  char *code;      /* of the one indicator that it is of; NULL = those of the index */
  GPtrArray *rows; /* (element-type Row) */

  GtkWidget *grid, *undo, *redo;
};

G_DEFINE_FINAL_TYPE (NqpGoalpostsDialog, nqp_goalposts_dialog, ADW_TYPE_WINDOW)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->code);
  g_free (row);
}

/* ---- entering a number ---------------------------------------------------------------------------------------- */

static void
tell (Row *row, GtkWidget *entry, const char *problem)
{
  gtk_label_set_text (GTK_LABEL (row->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (row->problem, problem != NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (entry, "error");
  else
    {
      gtk_widget_remove_css_class (row->lower, "error");
      gtk_widget_remove_css_class (row->upper, "error");
    }
}

/* (element-type int): positions among the panel's indicators */
static GArray *
list_indicators (NqpGoalpostsDialog *self)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);
  GArray *listed = g_array_new (FALSE, FALSE, sizeof (int));
  const int one = self->code != NULL
                      ? nqp_panel_find_indicator (nqp_session_get_panel (self->session), self->code)
                      : -1;

  if (one >= 0)
    g_array_append_val (listed, one);
  for (int i = 0; self->code == NULL && i < tree->n_leaves; i++)
    g_array_append_val (listed, tree->nodes[tree->leaves[i]].indicator);
  return listed;
}

static gboolean
same_rows (NqpGoalpostsDialog *self)
{
  const NqpPanel *panel = nqp_session_get_panel (self->session);
  g_autoptr (GArray) listed = list_indicators (self);

  if (self->rows->len != listed->len)
    return FALSE;
  for (guint i = 0; i < listed->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      const int indicator = g_array_index (listed, int, i);

      if (row->indicator != indicator || g_strcmp0 (row->code, panel->indicators[indicator].code) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
commit (Row *row, GtkWidget *entry)
{
  NqpGoalpostsDialog *self = row->self;
  g_autoptr (GError) error = NULL;
  double lower, upper;

  /* what loses the focus while rows are made anew, or the dialog goes, is no edit */
  if (self->session == NULL || !nqp_session_has_project (self->session) || !same_rows (self))
    return;
  if (!nqp_typed_number (gtk_editable_get_text (GTK_EDITABLE (row->lower)), &lower)
      || !nqp_typed_number (gtk_editable_get_text (GTK_EDITABLE (row->upper)), &upper))
    tell (row, entry,
          _ ("Write a number with a point, like 1234.5, or leave it empty for the lowest or highest value "
             "there is."));
  else if (lower >= upper)
    tell (row, entry, _ ("The lower mark must lie below the upper one."));
  else
    {
      const NqpIndicator *indicator = &nqp_session_get_panel (self->session)->indicators[row->indicator];

      tell (row, entry, NULL);
      if (nqp_number_same (lower, indicator->lower) && nqp_number_same (upper, indicator->upper))
        return;
      if (!nqp_session_set_goalposts (self->session, row->indicator, lower, upper, &error))
        tell (row, entry, error->message);
    }
}

static void
on_activate (GtkWidget *entry, Row *row)
{
  commit (row, entry);
}

static void
on_leave (GtkEventController *controller, Row *row)
{
  commit (row, gtk_event_controller_get_widget (controller));
}

/* ---- rows ------------------------------------------------------------------------------------------------------ */

static GtkWidget *
make_entry (Row *row, int column, int at)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 12);
  gtk_entry_set_alignment (GTK_ENTRY (entry), 1);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER); /* beside a name of two lines */
  /* Undo is the project's, which knows the value that was there. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  gtk_widget_add_css_class (entry, "numeric");
  g_signal_connect (entry, "activate", G_CALLBACK (on_activate), row);
  g_signal_connect (focus, "leave", G_CALLBACK (on_leave), row);
  gtk_widget_add_controller (entry, focus);
  gtk_grid_attach (GTK_GRID (row->self->grid), entry, column, at, 1, 1);
  return entry;
}

static GtkWidget *
add_label (GtkWidget *grid, int column, int row, const char *text, const char *css_class, int chars)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_width_chars (GTK_LABEL (label), chars / 2);
  gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  gtk_widget_add_css_class (label, css_class);
  nqp_label_tell_when_cut (label);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
  return label;
}

static void
add_row (NqpGoalpostsDialog *self, int position, int at)
{
  const NqpPanel *panel = nqp_session_get_panel (self->session);
  NqpLang lang = nqp_session_get_lang (self->session);
  const NqpIndicator *indicator = &panel->indicators[position];
  const char *shown = nqp_text_get (&indicator->name, lang);
  const char *name = *shown != '\0' ? shown : indicator->code;
  const char *unit = nqp_text_get (&indicator->unit, lang);
  Row *row = g_new0 (Row, 1);

  row->self = self;
  row->indicator = position;
  row->code = g_strdup (indicator->code);
  gtk_widget_set_hexpand (add_label (self->grid, 0, at, name, "body", 40), TRUE);
  add_label (self->grid, 1, at, unit != NULL ? unit : "", "dim-label", 16);
  row->lower = make_entry (row, 2, at);
  row->upper = make_entry (row, 3, at);
  nqp_widget_call (row->lower, _ ("Lower mark of %s"), name);
  nqp_widget_call (row->upper, _ ("Upper mark of %s"), name);
  row->problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (row->problem), 1);
  gtk_label_set_wrap (GTK_LABEL (row->problem), TRUE);
  gtk_widget_add_css_class (row->problem, "error");
  gtk_widget_add_css_class (row->problem, "caption");
  gtk_widget_set_visible (row->problem, FALSE);
  gtk_grid_attach (GTK_GRID (self->grid), row->problem, 0, at + 1, 4, 1);
  g_ptr_array_add (self->rows, row);
}

static void
rebuild (NqpGoalpostsDialog *self)
{
  g_autoptr (GArray) listed = list_indicators (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  g_ptr_array_set_size (self->rows, 0);
  add_label (self->grid, 0, 0, _ ("Indicator"), "heading", 40);
  add_label (self->grid, 1, 0, _ ("Unit"), "heading", 16);
  gtk_label_set_xalign (GTK_LABEL (add_label (self->grid, 2, 0, _ ("Lower"), "heading", 12)), 1);
  gtk_label_set_xalign (GTK_LABEL (add_label (self->grid, 3, 0, _ ("Upper"), "heading", 12)), 1);
  for (guint i = 0; i < listed->len; i++)
    add_row (self, g_array_index (listed, int, i), 1 + 2 * (int)i);
}

static void
show_mark (GtkWidget *entry, double mark, double extreme)
{
  char number[NQP_NUMBER_SIZE];
  const char *text = isnan (mark) ? "" : nqp_number_to_file (mark, number);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), nqp_number_to_screen_auto (extreme, number));
}

static void
show_history (NqpGoalpostsDialog *self)
{
  const char *undo = nqp_session_get_undo_label (self->session);
  const char *redo = nqp_session_get_redo_label (self->session);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "goalposts.undo", undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "goalposts.redo", redo != NULL);
  gtk_widget_set_tooltip_text (self->undo, undo != NULL ? undo : _ ("Undo"));
  gtk_widget_set_tooltip_text (self->redo, redo != NULL ? redo : _ ("Redo"));
}

static void
on_changed (NqpGoalpostsDialog *self, guint flags)
{
  const NqpScores *scores;

  if (!nqp_session_has_project (self->session))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_HISTORY))
    show_history (self);
  if ((flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES)) == 0)
    return;
  scores = nqp_session_get_scores (self->session);
  if (!same_rows (self))
    rebuild (self);
  for (guint i = 0; scores != NULL && i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);
      const NqpIndicator *indicator = &scores->panel->indicators[row->indicator];
      double lowest, highest;

      if (gtk_widget_get_visible (row->problem)) /* what was typed stays until it is right */
        continue;
      nqp_session_get_extremes (self->session, row->indicator, &lowest, &highest);
      show_mark (row->lower, indicator->lower, lowest);
      show_mark (row->upper, indicator->upper, highest);
    }
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
act_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_session_undo (NQP_GOALPOSTS_DIALOG (widget)->session);
}

static void
act_redo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_session_redo (NQP_GOALPOSTS_DIALOG (widget)->session);
}

static void
nqp_goalposts_dialog_dispose (GObject *object)
{
  g_clear_object (&NQP_GOALPOSTS_DIALOG (object)->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_GOALPOSTS_DIALOG);
  G_OBJECT_CLASS (nqp_goalposts_dialog_parent_class)->dispose (object);
}

static void
nqp_goalposts_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (NQP_GOALPOSTS_DIALOG (object)->rows);
  g_free (NQP_GOALPOSTS_DIALOG (object)->code);
  G_OBJECT_CLASS (nqp_goalposts_dialog_parent_class)->finalize (object);
}

static void
nqp_goalposts_dialog_class_init (NqpGoalpostsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_goalposts_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = nqp_goalposts_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nqp_explorer/NqpExplorer/ui/nqp-goalposts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpGoalpostsDialog, grid);
  gtk_widget_class_bind_template_child (widget_class, NqpGoalpostsDialog, undo);
  gtk_widget_class_bind_template_child (widget_class, NqpGoalpostsDialog, redo);
  gtk_widget_class_install_action (widget_class, "goalposts.undo", NULL, act_undo);
  gtk_widget_class_install_action (widget_class, "goalposts.redo", NULL, act_redo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* Before an entry takes the keys for an undo of its own, which it does not have here. */
static void
add_key (GtkEventController *keys, GdkModifierType modifiers, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, modifiers), gtk_named_action_new (action)));
}

static void
nqp_goalposts_dialog_init (NqpGoalpostsDialog *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_CONTROL_MASK, "goalposts.undo");
  add_key (keys, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "goalposts.redo");
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Of one there is little to see. */
static void
show_one (NqpGoalpostsDialog *self, const char *code)
{
  const NqpPanel *panel = nqp_session_get_panel (self->session);
  const NqpIndicator *it = &panel->indicators[nqp_panel_find_indicator (panel, code)];
  const char *name = nqp_text_get (&it->name, nqp_session_get_lang (self->session));
  g_autofree char *title = g_strdup_printf (_ ("Goalposts of %s"), *name != '\0' ? name : code);

  self->code = g_strdup (code);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 240);
}

void
nqp_goalposts_dialog_run (GtkWindow *parent, NqpSession *session, const char *code)
{
  NqpGoalpostsDialog *self;

  if (!nqp_session_has_project (session))
    return;
  self = g_object_new (NQP_TYPE_GOALPOSTS_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  if (code != NULL && nqp_panel_find_indicator (nqp_session_get_panel (session), code) >= 0)
    show_one (self, code);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self, NQP_CHANGE_PROJECT);
  if (self->rows->len > 0) /* else it is Undo that the Enter key presses */
    gtk_window_set_focus (GTK_WINDOW (self), ((const Row *)self->rows->pdata[0])->lower);
  gtk_window_present (GTK_WINDOW (self));
}
