/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-derivation-parts.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-typed-number.h"

/* One published value that can be edited. */
typedef struct
{
  NqpSession *session; /* borrowed: the popover holds it longer */
  int series, year, region;
  GtkWidget *problem; /* label under the entry */
} Cell;

static GtkWidget *
text_label (const char *text, const char *css_class, int chars)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
tell_problem (Cell *cell, const char *text)
{
  gtk_label_set_text (GTK_LABEL (cell->problem), text);
  gtk_widget_set_visible (cell->problem, text != NULL && *text != '\0');
}

static void
entry_activated (GtkEntry *entry, Cell *cell)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autoptr (GError) error = NULL;
  double value;

  if (!nqp_typed_number (text, &value))
    {
      g_autofree char *problem = g_strdup_printf (
          _ ("“%s” is not a number. Write it with a point, like 1234.5, or leave it empty for missing."),
          text);
      tell_problem (cell, problem);
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  tell_problem (cell, NULL);

  NqpPanel *panel = nqp_session_get_panel (cell->session);
  double before = panel->values[nqp_panel_cell (panel, cell->series, cell->year, cell->region)];
  if (nqp_number_same (before, value))
    return;
  if (!nqp_session_set_value (cell->session, cell->series, cell->year, cell->region, value, &error))
    tell_problem (cell, error->message);
}

static void
accept_toggled (GtkToggleButton *button, Cell *cell)
{
  g_autoptr (GError) error = NULL;

  if (!nqp_session_accept_flag (cell->session, cell->series, cell->year, cell->region,
                                gtk_toggle_button_get_active (button), &error))
    tell_problem (cell, error->message);
}

static void
add_flag (GtkBox *box, Cell *cell, const NqpFlag *flag)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *words = flag->accepted ? _ ("Flagged as suspect, accepted.")
                                     : _ ("▲ Suspect: treated as missing until it is accepted.");
  g_autofree char *text
      = flag->note != NULL ? g_strdup_printf ("%s %s", words, flag->note) : g_strdup (words);
  GtkWidget *label = text_label (text, "caption", 36);
  GtkWidget *button = gtk_toggle_button_new_with_label (_ ("Accept value"));

  if (!flag->accepted)
    gtk_widget_add_css_class (label, "warning");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), flag->accepted);
  g_signal_connect (button, "toggled", G_CALLBACK (accept_toggled), cell);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (box, row);
}

static GtkWidget *
cell_new (NqpSession *session, const NqpView *view, int indicator, int series, int year, int region)
{
  const NqpPanel *panel = view->scores->panel;
  const NqpSeries *info = &panel->series[series];
  gsize at = nqp_panel_cell (panel, series, year, region);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  char number[NQP_NUMBER_SIZE];
  const char *name = nqp_text_get (&info->name, view->lang);
  const char *unit = nqp_text_get (&info->unit, view->lang);
  Cell *cell = g_new0 (Cell, 1);

  cell->session = session;
  cell->series = series;
  cell->year = year;
  cell->region = region;
  cell->problem = text_label (NULL, "caption", 48);
  gtk_widget_add_css_class (cell->problem, "error");
  gtk_widget_set_visible (cell->problem, FALSE);
  g_object_set_data_full (G_OBJECT (box), "nqp-cell", cell, g_free);

  GtkWidget *title = text_label (name != NULL ? name : info->code, NULL, 26);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), nqp_number_to_file (panel->values[at], number));
  /* Undo is the project's, which knows the value that was there. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 12);
  gtk_entry_set_alignment (GTK_ENTRY (entry), 1);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("missing"));
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (entry, "numeric");
  gtk_widget_set_tooltip_text (entry, _ ("Enter keeps the new value; empty means missing"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : info->code, -1);
  g_signal_connect (entry, "activate", G_CALLBACK (entry_activated), cell);
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), entry);
  if (unit != NULL)
    gtk_box_append (GTK_BOX (row), text_label (unit, "dim-label", 14));
  gtk_box_append (GTK_BOX (box), row);

  const char *source = info->source != NULL ? info->source : nqp_panel_indicator_source (panel, indicator);
  g_autoptr (GString) caption = g_string_new (NULL);
  if (panel->states[at] == NQP_CELL_EDITED)
    g_string_append_printf (caption, "%s · ", _ ("✎ Edited by hand"));
  g_string_append_printf (caption, "%d", panel->years[year]);
  if (source != NULL)
    g_string_append_printf (caption, " · %s", source);
  GtkWidget *origin = text_label (caption->str, "caption", 48);
  gtk_widget_add_css_class (origin, "dim-label");
  gtk_box_append (GTK_BOX (box), origin);
  if (info->note != NULL)
    {
      GtkWidget *note = text_label (info->note, "caption", 48);
      gtk_widget_add_css_class (note, "dim-label");
      gtk_box_append (GTK_BOX (box), note);
    }
  gtk_box_append (GTK_BOX (box), cell->problem);

  const NqpFlag *flag = nqp_panel_find_flag (panel, series, year, region);
  if (flag != NULL)
    add_flag (GTK_BOX (box), cell, flag);
  return box;
}

/* @n_shown: series that stand above already */
static GtkWidget *
steps_new (const NqpTable *table, int n_shown)
{
  GtkWidget *grid = gtk_grid_new ();
  int row = 0, n_series = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (int i = 0; i < nqp_table_n_rows (table); i++)
    {
      char number[NQP_NUMBER_SIZE];
      double value = nqp_table_get_number (table, 2, i);
      const char *step = nqp_table_get_text (table, 0, i);
      const char *unit = nqp_table_get_text (table, 3, i);
      /* Published values and what is said about them stand above, where they can be edited. */
      if (g_strcmp0 (step, "note") == 0 || g_strcmp0 (step, "flag") == 0
          || (g_strcmp0 (step, "series") == 0 && n_series++ < n_shown))
        continue;
      g_autofree char *treated = g_strcmp0 (step, "outlier") == 0
                                     ? g_strdup_printf ("◇ %s", nqp_table_get_text (table, 1, i))
                                     : NULL;
      GtkWidget *text = text_label (treated != NULL ? treated : nqp_table_get_text (table, 1, i), NULL, 34);
      GtkWidget *figure = gtk_label_new (nqp_number_to_screen_auto (value, number));
      gtk_widget_set_hexpand (text, TRUE);
      gtk_widget_set_valign (figure, GTK_ALIGN_START);
      gtk_label_set_xalign (GTK_LABEL (figure), 1);
      gtk_widget_add_css_class (figure, "numeric");
      gtk_grid_attach (GTK_GRID (grid), text, 0, row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), figure, 1, row, 1, 1);
      if (unit != NULL)
        {
          GtkWidget *label = text_label (unit, "dim-label", 12);
          gtk_widget_set_valign (label, GTK_ALIGN_START);
          gtk_grid_attach (GTK_GRID (grid), label, 2, row, 1, 1);
        }
      row++;
    }
  return grid;
}

static void
on_concept (GtkButton *button, NqpSession *session)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);

  nqp_session_set_entry (session, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "entry")));
  gtk_widget_activate_action (GTK_WIDGET (button), "win.show-framework", NULL);
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* What the indicator is evidence for, as the way back to the theory. */
static void
add_concepts (GtkBox *box, NqpSession *session, const NqpView *view, int indicator)
{
  g_autoptr (GArray) targets = nqp_framework_targets (view->framework, view->scores->panel, indicator);

  for (guint i = 0; i < targets->len; i++)
    {
      int at = g_array_index (targets, int, i);
      const NqpEntry *entry = nqp_framework_entry (view->framework, at);
      const char *name = nqp_text_get (&entry->name, view->lang);

      if (entry->kind != NQP_ENTRY_CONCEPT || name == NULL)
        continue;
      /* Translators: a button at an indicator; the name of a concept of the theory */
      g_autofree char *text = g_strdup_printf (_ ("Measures “%s”"), name);
      GtkWidget *button = gtk_button_new_with_label (text);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      g_object_set_data (G_OBJECT (button), "entry", GINT_TO_POINTER (at));
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_concept), session, 0);
      gtk_box_append (box, button);
    }
}

GtkWidget *
nqp_derivation_leaf_new (NqpSession *session, const NqpView *view, int node, int year, int region)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  int indicator = view->scores->tree->nodes[node].indicator;
  const NqpIndicator *info = &view->scores->panel->indicators[indicator];
  int n_cells = 0;

  gtk_box_append (GTK_BOX (box), text_label (_ ("Published values"), "heading", 40));
  for (int k = 0; k < nqp_indicator_n_operands (info); k++)
    if (nqp_indicator_operand (info, k) >= 0)
      {
        gtk_box_append (GTK_BOX (box),
                        cell_new (session, view, indicator, nqp_indicator_operand (info, k), year, region));
        n_cells++;
      }
  if (info->note != NULL)
    {
      GtkWidget *note = text_label (info->note, "caption", 48);
      gtk_widget_add_css_class (note, "dim-label");
      gtk_box_append (GTK_BOX (box), note);
    }

  g_autoptr (NqpTable) table = nqp_scores_derivation (view->scores, node, year, region, view->lang);
  gtk_box_append (GTK_BOX (box), text_label (_ ("From the values to the score"), "heading", 40));
  gtk_box_append (GTK_BOX (box), steps_new (table, n_cells));
  add_concepts (GTK_BOX (box), session, view, indicator);
  return box;
}
