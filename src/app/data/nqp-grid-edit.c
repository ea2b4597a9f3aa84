/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-grid-private.h"

#include <glib/gi18n.h>

#include "nqp-cell-popover.h"
#include "nqp-class-parts.h"
#include "nqp-label-parts.h"

/* ---- writing ----------------------------------------------------------------------------------------------------- */

static gboolean
say (NqpGrid *self, const GError *error)
{
  nqp_session_message (self->session, error->message, NULL, NULL);
  return FALSE;
}

static gboolean
may_write (NqpGrid *self)
{
  const char *why = self->session != NULL ? nqp_session_get_read_only (self->session) : NULL;

  if (self->session == NULL || self->sheet == NULL)
    return FALSE;
  if (why != NULL)
    nqp_session_message (self->session, why, NULL, NULL);
  return why == NULL;
}

static GArray *
new_cells (NqpGrid *self)
{
  return g_array_new (FALSE, FALSE, (guint)self->sheet->klass->cell_size);
}

gboolean
nqp_grid_write (NqpGrid *self, const GArray *cells, NqpValuesDone done)
{
  g_autoptr (GError) error = NULL;
  const char *label;

  if (!may_write (self))
    return FALSE;
  if (cells->len == 0)
    return TRUE;
  if (!self->sheet->klass->write (self->sheet, self->session, cells, done, &error))
    return say (self, error);
  /* at once, so that the next key finds what is there now; where more has changed the page shows it anew */
  nqp_grid_refresh_sheet (self);
  label = nqp_session_get_undo_label (self->session);
  if (cells->len > 1 && label != NULL)
    nqp_session_message (self->session, label, _ ("_Undo"), "win.undo");
  return TRUE;
}

/* ---- in the cell ------------------------------------------------------------------------------------------------- */

static NqpGridRange
edited_cell (NqpGrid *self)
{
  return (NqpGridRange){ self->edit_row, self->edit_column, 1, 1 };
}

static void
remove_editor (NqpGrid *self)
{
  const gboolean has_focus = gtk_widget_has_focus (self->editor);

  self->ending = TRUE;
  if (has_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_clear_pointer (&self->editor, gtk_widget_unparent);
  self->ending = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
nqp_grid_end_edit (NqpGrid *self, gboolean keep)
{
  g_autoptr (GArray) cells = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *before = NULL;
  const NqpGridRange range = edited_cell (self);
  NqpGridRange covered;

  if (self->editor == NULL || self->ending)
    return TRUE;
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->editor)));
  before = keep ? self->sheet->klass->plain (self->sheet, range.row, range.column) : NULL;
  if (!keep || g_str_equal (text, before))
    {
      remove_editor (self);
      return TRUE;
    }
  cells = new_cells (self);
  if (!self->sheet->klass->paste (self->sheet, &range, text, cells, &covered, &error))
    {
      nqp_widget_set_class (self->editor, "error", TRUE);
      return say (self, error);
    }
  remove_editor (self);
  nqp_grid_write (self, cells, NQP_VALUES_PASTED);
  return TRUE;
}

static gboolean
leave (NqpGrid *self, int rows, int columns)
{
  if (nqp_grid_end_edit (self, TRUE))
    nqp_grid_move_to (self, self->row + rows, self->column + columns, FALSE);
  return GDK_EVENT_STOP;
}

static gboolean
on_editor_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, NqpGrid *self)
{
  switch (key)
    {
    case GDK_KEY_Escape:
      nqp_grid_end_edit (self, FALSE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return leave (self, state & GDK_SHIFT_MASK ? -1 : 1, 0);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return leave (self, 1, 0);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return leave (self, -1, 0);
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      return leave (self, 0, 1);
    case GDK_KEY_ISO_Left_Tab:
      return leave (self, 0, -1);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_editor_left (GtkEventControllerFocus *controller, NqpGrid *self)
{
  if (self->editor != NULL && !self->ending && !nqp_grid_end_edit (self, TRUE))
    nqp_grid_end_edit (self, FALSE);
}

static void
on_editor_changed (NqpGrid *self)
{
  nqp_widget_set_class (self->editor, "error", FALSE);
}

static gboolean
can_take_value (NqpGrid *self, int row, int column)
{
  const NqpGridRange range = { row, column, 1, 1 };
  g_autoptr (GArray) cells = new_cells (self);
  g_autoptr (GError) error = NULL;

  return self->sheet->klass->clear (self->sheet, &range, cells, &error) || say (self, error);
}

void
nqp_grid_begin_edit (NqpGrid *self, const char *text)
{
  g_autofree char *value = NULL, *name = NULL;
  GtkEventController *keys, *focus;

  if (!may_write (self) || self->sheet->n_rows == 0 || !nqp_grid_end_edit (self, TRUE)
      || !can_take_value (self, self->row, self->column))
    return;
  self->edit_row = self->row;
  self->edit_column = self->column;
  value = self->sheet->klass->plain (self->sheet, self->row, self->column);
  name = self->sheet->klass->name (self->sheet, self->row, self->column);
  self->editor = gtk_text_new ();
  gtk_widget_add_css_class (self->editor, "grid-editor");
  gtk_editable_set_alignment (GTK_EDITABLE (self->editor),
                              self->sheet->klass->is_number (self->sheet, self->column) ? 1 : 0);
  gtk_editable_set_text (GTK_EDITABLE (self->editor), text != NULL ? text : value);
  nqp_widget_call (self->editor, "%s", name);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_editor_key), self);
  gtk_widget_add_controller (self->editor, keys);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect (focus, "leave", G_CALLBACK (on_editor_left), self);
  gtk_widget_add_controller (self->editor, focus);
  g_signal_connect_swapped (self->editor, "changed", G_CALLBACK (on_editor_changed), self);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  nqp_grid_reveal (self, self->row, self->column);
  if (text != NULL)
    {
      gtk_text_grab_focus_without_selecting (GTK_TEXT (self->editor));
      gtk_editable_set_position (GTK_EDITABLE (self->editor), -1);
    }
  else
    gtk_widget_grab_focus (self->editor);
}

/* ---- actions ----------------------------------------------------------------------------------------------------- */

static gboolean
is_ready (NqpGrid *self)
{
  return self->sheet != NULL && self->sheet->n_rows > 0 && self->sheet->n_columns > 0
         && nqp_grid_end_edit (self, TRUE);
}

static void
copy (NqpGrid *self, gboolean titles)
{
  g_autofree char *text = NULL;
  NqpGridRange range;

  nqp_grid_get_range (self, &range);
  text = self->sheet->klass->copy (self->sheet, &range, titles);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
act_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (is_ready (NQP_GRID (widget)))
    copy (NQP_GRID (widget), g_str_equal (name, "grid.copy-titles"));
}

typedef gboolean (*MakeCells) (NqpSheet *sheet, const NqpGridRange *range, GArray *out_cells, GError **error);

static void
write_block (NqpGrid *self, MakeCells make, NqpValuesDone done)
{
  g_autoptr (GArray) cells = new_cells (self);
  g_autoptr (GError) error = NULL;
  NqpGridRange range;

  nqp_grid_get_range (self, &range);
  if (!may_write (self))
    return;
  if (make (self->sheet, &range, cells, &error))
    nqp_grid_write (self, cells, done);
  else
    say (self, error);
}

static void
act_clear (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (is_ready (NQP_GRID (widget)))
    write_block (NQP_GRID (widget), NQP_GRID (widget)->sheet->klass->clear, NQP_VALUES_REMOVED);
}

static void
act_cut (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!is_ready (NQP_GRID (widget)))
    return;
  copy (NQP_GRID (widget), FALSE);
  write_block (NQP_GRID (widget), NQP_GRID (widget)->sheet->klass->clear, NQP_VALUES_REMOVED);
}

static void
act_fill_down (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (is_ready (NQP_GRID (widget)))
    write_block (NQP_GRID (widget), NQP_GRID (widget)->sheet->klass->fill_down, NQP_VALUES_FILLED);
}

static void
paste (NqpGrid *self, const char *text)
{
  g_autoptr (GArray) cells = new_cells (self);
  g_autoptr (GError) error = NULL;
  NqpGridRange range, covered;

  nqp_grid_get_range (self, &range);
  if (!self->sheet->klass->paste (self->sheet, &range, text, cells, &covered, &error))
    {
      say (self, error);
      return;
    }
  if (!nqp_grid_write (self, cells, NQP_VALUES_PASTED))
    return;
  self->row = covered.row;
  self->column = covered.column;
  nqp_grid_set_anchor (self, covered.row + covered.n_rows - 1, covered.column + covered.n_columns - 1);
  nqp_grid_reveal (self, self->row, self->column);
}

static void
on_clipboard (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NqpGrid) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  if (!is_ready (self))
    return;
  if (text == NULL || *text == '\0')
    nqp_session_message (self->session, _ ("There is no text to paste"), NULL, NULL);
  else
    paste (self, text);
}

static void
act_paste (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (is_ready (NQP_GRID (widget)) && may_write (NQP_GRID (widget)))
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_clipboard,
                                   g_object_ref (widget));
}

static void
act_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_grid_begin_edit (NQP_GRID (widget), NULL);
}

static void
act_sort (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpGrid *self = NQP_GRID (widget);
  const char *how = g_variant_get_string (parameter, NULL);
  const int by = g_str_equal (how, "names")  ? NQP_GRID_TITLES
                 : g_str_equal (how, "none") ? NQP_GRID_UNSORTED
                                             : self->column;
  g_autofree char *filter = self->sheet != NULL ? g_strdup (self->sheet->filter) : NULL;

  nqp_grid_arrange (self, by, g_str_equal (how, "descending"), filter);
}

/* The flag of the cell that the keyboard is on; -1: it has none. */
static int
flagged_series (NqpGrid *self, int *out_year, int *out_region, gboolean *out_accepted)
{
  const NqpFlag *flag;
  int v, series;

  if (self->values == NULL || self->values->n_rows == 0 || self->values->n_columns == 0)
    return -1;
  nqp_value_grid_locate (self->values, self->row, self->column, &v, out_year, out_region);
  series = nqp_value_grid_variable (self->values, v)->series;
  flag = series >= 0 ? nqp_panel_find_flag (self->values->panel, series, *out_year, *out_region) : NULL;
  if (flag != NULL)
    *out_accepted = flag->accepted;
  return flag != NULL ? series : -1;
}

static void
act_accept (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpGrid *self = NQP_GRID (widget);
  g_autoptr (GError) error = NULL;
  gboolean accepted;
  int year, region;
  const int series = flagged_series (self, &year, &region, &accepted);

  if (series < 0 || !may_write (self))
    return;
  if (!nqp_session_accept_flag (self->session, series, year, region, g_variant_get_boolean (parameter),
                                &error))
    say (self, error);
}

/* It stays, closed, until the next one: what is done in it goes on while it closes. */
static void
act_about (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpGrid *self = NQP_GRID (widget);
  GdkRectangle area;

  if (self->values == NULL || self->session == NULL || !is_ready (self))
    return;
  g_clear_pointer (&self->about, gtk_widget_unparent);
  nqp_grid_reveal (self, self->row, self->column);
  nqp_grid_cell_area (self, self->row, self->column, &area);
  self->about = nqp_cell_popover_new (self->session, self->values, self->row, self->column);
  gtk_widget_set_parent (self->about, widget);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->about), &area);
  gtk_popover_popup (GTK_POPOVER (self->about));
}

/* The leaf of the cell that the keyboard is on; -1: it is no part of the index. */
static int
find_leaf (NqpGrid *self, int *out_year, int *out_region)
{
  const NqpTree *tree = self->session != NULL ? nqp_session_get_tree (self->session) : NULL;
  int v, indicator;

  if (tree == NULL || self->values == NULL || self->values->n_rows == 0 || self->values->n_columns == 0)
    return -1;
  nqp_value_grid_locate (self->values, self->row, self->column, &v, out_year, out_region);
  indicator = nqp_value_grid_variable (self->values, v)->indicator;
  for (int k = 0; indicator >= 0 && k < tree->n_leaves; k++)
    if (tree->nodes[tree->leaves[k]].indicator == indicator)
      return tree->leaves[k];
  return -1;
}

/* On the page that says how a number comes about. */
static void
act_derivation (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpGrid *self = NQP_GRID (widget);
  int year, region;
  const int leaf = find_leaf (self, &year, &region);

  if (leaf < 0)
    return;
  nqp_session_set_focus (self->session, region);
  nqp_session_set_year (self->session, year);
  nqp_session_set_leaf (self->session, leaf);
  gtk_widget_activate_action (widget, "win.page", "s", "method");
}

void
nqp_grid_update_actions (NqpGrid *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean any = self->sheet != NULL && self->sheet->n_rows > 0 && self->sheet->n_columns > 0;
  static const char *const names[] = { "grid.copy",      "grid.copy-titles", "grid.cut", "grid.paste",
                                       "grid.fill-down", "grid.clear",       "grid.edit" };
  gboolean accepted;
  int year, region;

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    gtk_widget_action_set_enabled (widget, names[k], any);
  gtk_widget_action_set_enabled (widget, "grid.accept",
                                 flagged_series (self, &year, &region, &accepted) >= 0);
}

void
nqp_grid_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "grid.copy", NULL, act_copy);
  gtk_widget_class_install_action (klass, "grid.copy-titles", NULL, act_copy);
  gtk_widget_class_install_action (klass, "grid.cut", NULL, act_cut);
  gtk_widget_class_install_action (klass, "grid.paste", NULL, act_paste);
  gtk_widget_class_install_action (klass, "grid.fill-down", NULL, act_fill_down);
  gtk_widget_class_install_action (klass, "grid.clear", NULL, act_clear);
  gtk_widget_class_install_action (klass, "grid.edit", NULL, act_edit);
  gtk_widget_class_install_action (klass, "grid.sort", "s", act_sort);
  gtk_widget_class_install_action (klass, "grid.accept", "b", act_accept);
  gtk_widget_class_install_action (klass, "grid.derivation", NULL, act_derivation);
  gtk_widget_class_install_action (klass, "grid.about", NULL, act_about);
}
