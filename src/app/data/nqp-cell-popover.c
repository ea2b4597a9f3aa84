/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-cell-popover.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-label-parts.h"
#include "nqp-number.h"
#include "nqp-session-places.h"

#define CHARS 52
#define MOST_HEIGHT 380

/* A figure of a series that the cell is, or follows from. */
typedef struct
{
  NqpSession *session;
  NqpPanel *panel; /* of the positions */
  GtkWidget *popover;
  GtkEditable *note; /* why it is suspect; or NULL */
  int series, year, region;
} Figure;

static void
figure_free (gpointer data)
{
  Figure *self = data;

  g_object_unref (self->session);
  nqp_panel_unref (self->panel);
  g_free (self);
}

static double
value_of (const Figure *self)
{
  return self->panel->values[nqp_panel_cell (self->panel, self->series, self->year, self->region)];
}

static char *
write_value (double value)
{
  char number[NQP_NUMBER_SIZE];

  return isnan (value) ? g_strdup (_ ("missing")) : g_strdup (nqp_number_to_file (value, number));
}

/* ---- what is done ------------------------------------------------------------------------------------------------- */

/* Also where another window was quicker: positions are those of the panel that is shown. */
static gboolean
may_edit (Figure *self)
{
  const char *why = nqp_session_get_read_only (self->session);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (why != NULL)
    nqp_session_message (self->session, why, NULL, NULL);
  return why == NULL && self->panel == nqp_session_get_panel (self->session);
}

static void
say (Figure *self, const GError *error)
{
  if (error != NULL)
    nqp_session_message (self->session, error->message, NULL, NULL);
}

static void
on_go_back (GtkWidget *button, Figure *self)
{
  const double *value = g_object_get_data (G_OBJECT (button), "nqp-value");
  const NqpCellValue cell = { self->series, self->year, self->region, *value };
  g_autoptr (GError) error = NULL;

  if (may_edit (self)
      && !nqp_session_set_values (self->session, self->panel, &cell, 1, NQP_VALUES_PASTED, &error))
    say (self, error);
}

static void
accept_flag (Figure *self, gboolean accepted)
{
  g_autoptr (GError) error = NULL;

  if (may_edit (self)
      && !nqp_session_accept_flag (self->session, self->series, self->year, self->region, accepted, &error))
    say (self, error);
}

static void
on_accept (GtkWidget *button, Figure *self)
{
  accept_flag (self, TRUE);
}

static void
on_set_aside (GtkWidget *button, Figure *self)
{
  accept_flag (self, FALSE);
}

static void
set_flag (Figure *self, const char *note)
{
  g_autoptr (GError) error = NULL;

  if (may_edit (self)
      && !nqp_session_set_flag (self->session, self->series, self->year, self->region, note, &error))
    say (self, error);
}

static void
on_flag (GtkWidget *widget, Figure *self)
{
  g_autofree char *note = g_strdup (gtk_editable_get_text (self->note));

  set_flag (self, note);
}

static void
on_unflag (GtkWidget *button, Figure *self)
{
  set_flag (self, NULL);
}

/* ---- what is seen ------------------------------------------------------------------------------------------------- */

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CHARS);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
add_button (GtkWidget *box, const char *label, GCallback callback, Figure *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

/* A figure that the cell had, and how it came to have it; with the way back to it unless it is that of now. */
static void
add_row (GtkGrid *grid, int row, Figure *self, double value, const char *how)
{
  g_autofree char *text = write_value (value);
  GtkWidget *number = gtk_label_new (text), *words = gtk_label_new (how);

  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_widget_add_css_class (number, "numeric");
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (words), CHARS / 2);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (words, "caption");
  gtk_grid_attach (grid, number, 0, row, 1, 1);
  gtk_grid_attach (grid, words, 1, row, 1, 1);
  if (!nqp_number_same (value, value_of (self)))
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Go Back"));
      g_autofree char *tooltip = g_strdup_printf (_ ("Go back to %s, as a change that can be undone"), text);

      gtk_widget_set_tooltip_text (button, tooltip);
      nqp_widget_call (button, _ ("Go back to %s"), text);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (button), "nqp-value", g_memdup2 (&value, sizeof value), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (on_go_back), self);
      gtk_grid_attach (grid, button, 2, row, 1, 1);
    }
}

static char *
describe_change (const NqpCellChange *change)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (change->time);
  g_autofree char *when = time != NULL ? g_date_time_format (time, "%x %H:%M") : NULL;

  return g_strdup_printf ("%s · %s", when != NULL ? when : "", change->label);
}

/* What it was, the newest first: each figure came with the change before it. */
static void
add_changes (GtkWidget *box, Figure *self, const GPtrArray *changes, gboolean all)
{
  GtkWidget *grid = gtk_grid_new ();
  double original = NAN;
  const gboolean edited
      = nqp_session_get_original (self->session, self->series, self->year, self->region, &original);
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint k = 0; k < changes->len; k++)
    {
      const NqpCellChange *change = changes->pdata[k];
      g_autofree char *how = describe_change (change);

      add_row (GTK_GRID (grid), row++, self, change->after, how);
      if (k + 1 == changes->len && !edited)
        add_row (GTK_GRID (grid), row++, self, change->before,
                 all ? _ ("came with the data") : _ ("before that"));
    }
  if (edited)
    add_row (GTK_GRID (grid), row++, self, original, _ ("came with the data"));
  if (row > 0)
    gtk_box_append (GTK_BOX (box), grid);
  else
    g_object_unref (g_object_ref_sink (grid));
  if (row == 0 && all)
    add_label (box, _ ("As it came with the data; nothing in the history changed it."), "caption");
  if (!all)
    add_label (box, _ ("The history is long: what is older was not looked through."), "caption");
}

static void
add_history (GtkWidget *box, Figure *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  gboolean all;

  changes
      = nqp_session_read_cell_history (self->session, self->series, self->year, self->region, &all, &error);
  if (changes == NULL)
    add_label (box, error->message, "caption");
  else
    add_changes (box, self, changes, all);
}

/* @alone: the cell is this figure */
static void
add_flag (GtkWidget *box, Figure *self, gboolean alone)
{
  const NqpFlag *flag = nqp_panel_find_flag (self->panel, self->series, self->year, self->region);
  const guint8 state
      = self->panel->states[nqp_panel_cell (self->panel, self->series, self->year, self->region)];
  GtkWidget *bar, *entry;

  if (flag == NULL && (!alone || isnan (value_of (self)) || state == NQP_CELL_EDITED))
    return;
  bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), bar);
  if (flag != NULL)
    {
      if (flag->accepted)
        add_button (bar, _ ("Set Aside Again"), G_CALLBACK (on_set_aside), self);
      else
        add_button (bar, _ ("Accept the Value"), G_CALLBACK (on_accept), self);
      add_button (bar, _ ("Take the Flag Off"), G_CALLBACK (on_unflag), self);
      return;
    }
  entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Why it is suspect"));
  nqp_widget_call (entry, "%s", _ ("Why it is suspect"));
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect (entry, "activate", G_CALLBACK (on_flag), self);
  self->note = GTK_EDITABLE (entry);
  gtk_box_append (GTK_BOX (bar), entry);
  gtk_widget_set_tooltip_text (add_button (bar, _ ("▲ Flag"), G_CALLBACK (on_flag), self),
                               _ ("As suspect: it counts as missing until it is accepted"));
}

static void
add_figure (GtkWidget *popover, GtkWidget *box, NqpSession *session, const NqpValueGrid *values, int series,
            int year, int region, gboolean alone)
{
  Figure *self = g_new0 (Figure, 1);
  g_autofree char *title = NULL;

  *self = (Figure){ .session = g_object_ref (session),
                    .panel = nqp_panel_ref (values->panel),
                    .popover = popover,
                    .series = series,
                    .year = year,
                    .region = region };
  title = alone ? g_strdup (_ ("History"))
                /* Translators: what became of a figure: the name of a series */
                : g_strdup_printf (_ ("History of %s"),
                                   nqp_text_get (&values->panel->series[series].name, values->lang));
  g_object_set_data_full (G_OBJECT (add_label (box, title, "heading")), "nqp-figure", self, figure_free);
  add_history (box, self);
  add_flag (box, self, alone);
}

GtkWidget *
nqp_cell_popover_new (NqpSession *session, const NqpValueGrid *values, int row, int column)
{
  GtkWidget *popover = gtk_popover_new (), *window = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autofree char *text = nqp_value_grid_explain (values, row, column);
  char *rest = strchr (text, '\n');
  const NqpVariable *variable;
  int v, t, i;

  if (rest != NULL)
    *rest++ = '\0';
  add_label (box, text, "heading");
  if (rest != NULL)
    add_label (box, rest, NULL);
  nqp_value_grid_locate (values, row, column, &v, &t, &i);
  variable = nqp_value_grid_variable (values, v);
  if (variable->series >= 0)
    add_figure (popover, box, session, values, variable->series, t, i, TRUE);
  else
    {
      const NqpIndicator *it = &values->panel->indicators[variable->indicator];

      for (int k = 0; k < nqp_indicator_n_operands (it); k++)
        if (nqp_indicator_operand (it, k) >= 0)
          add_figure (popover, box, session, values, nqp_indicator_operand (it, k), t, i, FALSE);
    }
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  nqp_widget_call (popover, "%s", _ ("About this value"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), box);
  gtk_popover_set_child (GTK_POPOVER (popover), window);
  return popover;
}
