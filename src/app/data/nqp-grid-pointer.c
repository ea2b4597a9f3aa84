/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-grid-private.h"

#include <glib/gi18n.h>

#define TIP_CHARS 64
#define SCROLL_MS 40 /* between two rows, while a block is drawn beyond the edge */

/* ---- choosing ---------------------------------------------------------------------------------------------------- */

/* What a title stands for all pages look at then. */
static void
look_at (NqpGrid *self, const NqpGridPoint *point)
{
  const gboolean row = point->part == NQP_GRID_ROW_TITLE;

  if (self->session != NULL && self->sheet->klass->look_at != NULL)
    self->sheet->klass->look_at (self->sheet, self->session, row ? point->row : -1, row ? -1 : point->column);
}

/* The whole row or column; the keyboard is where it begins. */
static void
choose_line (NqpGrid *self, const NqpGridPoint *point, gboolean extend)
{
  const gboolean row = point->part == NQP_GRID_ROW_TITLE;

  if (!nqp_grid_end_edit (self, TRUE))
    return;
  if (!extend)
    {
      self->anchor_row = row ? point->row : self->sheet->n_rows - 1;
      self->anchor_column = row ? self->sheet->n_columns - 1 : point->column;
    }
  nqp_grid_move_to (self, row ? point->row : 0, row ? 0 : point->column, TRUE);
}

static void
press (NqpGrid *self, const NqpGridPoint *point, int n, gboolean extend)
{
  switch (point->part)
    {
    case NQP_GRID_CELL:
      nqp_grid_move_to (self, point->row, point->column, extend);
      if (n == 2 && self->editor == NULL)
        nqp_grid_begin_edit (self, NULL);
      break;
    case NQP_GRID_ROW_TITLE:
      choose_line (self, point, extend);
      look_at (self, point);
      break;
    case NQP_GRID_COLUMN_TITLE:
      choose_line (self, point, extend);
      look_at (self, point);
      if (n == 2)
        gtk_widget_activate_action (
            GTK_WIDGET (self), "grid.sort", "s",
            self->sheet->sorted_by == point->column && !self->sheet->descending ? "descending" : "ascending");
      break;
    case NQP_GRID_CORNER:
      self->anchor_row = self->sheet->n_rows - 1;
      self->anchor_column = self->sheet->n_columns - 1;
      nqp_grid_move_to (self, 0, 0, TRUE);
      break;
    case NQP_GRID_BORDER:
      if (n == 2 && point->column == NQP_GRID_TITLES)
        nqp_grid_set_title_width (self, 0);
      else if (n == 2)
        nqp_grid_fit_column (self, point->column);
      break;
    case NQP_GRID_NOWHERE:
    default:
      nqp_grid_end_edit (self, TRUE);
      break;
    }
}

static gboolean
is_in_editor (NqpGrid *self, double x, double y)
{
  graphene_rect_t bounds;

  return self->editor != NULL && gtk_widget_compute_bounds (self->editor, GTK_WIDGET (self), &bounds)
         && graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float)x, (float)y));
}

static void
on_pressed (GtkGestureClick *gesture, int n, double x, double y, NqpGrid *self)
{
  const guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  const GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  NqpGridPoint point;
  NqpGridRange range;

  if (self->sheet == NULL || is_in_editor (self, x, y))
    return;
  nqp_grid_find_point (self, x, y, &point);
  if (self->editor == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->sheet->n_rows == 0 || self->sheet->n_columns == 0)
    return;
  if (button == GDK_BUTTON_SECONDARY)
    {
      nqp_grid_get_range (self, &range);
      if (!(point.part == NQP_GRID_CELL && point.row >= range.row && point.row < range.row + range.n_rows
            && point.column >= range.column && point.column < range.column + range.n_columns))
        press (self, &point, 1, FALSE);
      nqp_grid_popup (self, x, y);
      return;
    }
  if (button != GDK_BUTTON_PRIMARY)
    return;
  press (self, &point, n, (state & GDK_SHIFT_MASK) != 0);
  if (self->editor == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* ---- dragging: a block, or the border of a column ------------------------------------------------------------------ */

static void
extend_to_pointer (NqpGrid *self)
{
  int row, column;

  nqp_grid_nearest_cell (self, self->pointer_x, self->pointer_y, &row, &column);
  if (row != self->anchor_row || column != self->anchor_column)
    nqp_grid_set_anchor (self, row, column);
}

static gboolean
is_beyond (NqpGrid *self)
{
  return self->pointer_x < self->title_width || self->pointer_y < self->head_height
         || self->pointer_x >= gtk_widget_get_width (GTK_WIDGET (self))
         || self->pointer_y >= gtk_widget_get_height (GTK_WIDGET (self));
}

static gboolean
on_scroll_on (gpointer data)
{
  NqpGrid *self = data;

  if (!self->selecting || !is_beyond (self))
    {
      self->scroll_id = 0;
      return G_SOURCE_REMOVE;
    }
  extend_to_pointer (self);
  return G_SOURCE_CONTINUE;
}

void
nqp_grid_stop_scrolling (NqpGrid *self)
{
  self->selecting = FALSE;
  g_clear_handle_id (&self->scroll_id, g_source_remove);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, NqpGrid *self)
{
  NqpGridPoint point;

  if (self->sheet == NULL || self->sheet->n_rows == 0 || is_in_editor (self, x, y))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  nqp_grid_find_point (self, x, y, &point);
  self->drag_x = x;
  self->drag_y = y;
  self->drag_column = point.part == NQP_GRID_BORDER ? point.column : NQP_GRID_NO_COLUMN;
  if (self->drag_column == NQP_GRID_TITLES)
    self->drag_width = self->title_width;
  else if (self->drag_column >= 0)
    self->drag_width = nqp_grid_column_width (self, point.column);
  else if (point.part != NQP_GRID_CELL)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, NqpGrid *self)
{
  if (self->sheet == NULL)
    return;
  if (self->drag_column == NQP_GRID_TITLES)
    {
      nqp_grid_set_title_width (self, MAX (self->drag_width + (int)dx, 1));
      return;
    }
  if (self->drag_column >= 0 && self->drag_column < self->n_ends)
    {
      self->dragged[self->drag_column] = TRUE;
      nqp_grid_set_column_width (self, self->drag_column, self->drag_width + (int)dx);
      return;
    }
  if (!self->selecting && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int)dx, (int)dy))
    return;
  if (self->editor != NULL)
    return;
  self->selecting = TRUE;
  self->pointer_x = self->drag_x + dx;
  self->pointer_y = self->drag_y + dy;
  if (is_beyond (self) && self->scroll_id == 0)
    self->scroll_id = g_timeout_add (SCROLL_MS, on_scroll_on, self);
  extend_to_pointer (self);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, NqpGrid *self)
{
  self->drag_column = NQP_GRID_NO_COLUMN;
  nqp_grid_stop_scrolling (self);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, NqpGrid *self)
{
  NqpGridPoint point;
  const char *cursor;

  if (self->sheet == NULL)
    return;
  nqp_grid_find_point (self, x, y, &point);
  cursor = point.part == NQP_GRID_BORDER || self->drag_column != NQP_GRID_NO_COLUMN ? "col-resize"
           : point.part == NQP_GRID_CELL                                            ? "cell"
                                                                                    : NULL;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}

/* ---- tooltip ----------------------------------------------------------------------------------------------------- */

static char *
explain_cell (NqpGrid *self, int row, int column)
{
  g_autofree char *text = self->sheet->klass->explain (self->sheet, row, column);
  g_autofree char *original = NULL;
  int v, t, i, series;

  if (self->values == NULL || row < 0 || column < 0)
    return g_steal_pointer (&text);
  nqp_value_grid_locate (self->values, row, column, &v, &t, &i);
  series = nqp_value_grid_variable (self->values, v)->series;
  if (series >= 0 && self->session != NULL
      && (nqp_value_grid_marks (self->values, row, column) & NQP_GRID_EDITED) != 0)
    original = nqp_session_describe_original (self->session, series, t, i);
  return original != NULL ? g_strdup_printf ("%s\n%s", text, original) : g_steal_pointer (&text);
}

/* Sources and notes are long. */
static GtkWidget *
make_tip (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), TIP_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static gboolean
on_query_tooltip (NqpGrid *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *text = NULL;
  NqpGridPoint point;
  GdkRectangle area;

  if (self->sheet == NULL || self->sheet->n_rows == 0 || self->editor != NULL)
    return FALSE;
  if (keyboard)
    point = (NqpGridPoint){ NQP_GRID_CELL, self->row, self->column };
  else
    nqp_grid_find_point (self, x, y, &point);
  switch (point.part)
    {
    case NQP_GRID_CELL:
      text = explain_cell (self, point.row, point.column);
      nqp_grid_cell_area (self, point.row, point.column, &area);
      break;
    case NQP_GRID_ROW_TITLE:
      text = explain_cell (self, point.row, -1);
      nqp_grid_cell_area (self, point.row, 0, &area);
      area.x = 0;
      area.width = self->title_width;
      break;
    case NQP_GRID_COLUMN_TITLE:
      text = explain_cell (self, -1, point.column);
      nqp_grid_cell_area (self, 0, point.column, &area);
      area.y = 0;
      area.height = self->head_height;
      break;
    case NQP_GRID_NOWHERE:
    case NQP_GRID_BORDER:
    case NQP_GRID_CORNER:
    default:
      if (point.part != NQP_GRID_CORNER)
        return FALSE;
      text = explain_cell (self, -1, -1);
      area = (GdkRectangle){ 0, 0, self->title_width, self->head_height };
      break;
    }
  if (text == NULL || *text == '\0')
    return FALSE;
  gtk_tooltip_set_custom (tooltip, make_tip (text));
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

/* ---- menu -------------------------------------------------------------------------------------------------------- */

static GMenuModel *
make_menu (NqpGrid *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) copy = g_menu_new (), edit = g_menu_new (), flag = g_menu_new (), sort = g_menu_new ();

  g_menu_append (copy, _ ("_Copy"), "grid.copy");
  g_menu_append (copy, _ ("Copy with _Titles"), "grid.copy-titles");
  g_menu_append (copy, _ ("_Paste"), "grid.paste");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
  g_menu_append (edit, _ ("_Edit"), "grid.edit");
  g_menu_append (edit, _ ("_Fill Down"), "grid.fill-down");
  g_menu_append (edit, self->values != NULL ? _ ("Set as _Missing") : _ ("C_lear"), "grid.clear");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  if (self->values != NULL)
    {
      g_menu_append (flag, _ ("A_bout This Value…"), "grid.about");
      g_menu_append (flag, _ ("_Accept the Suspect Value"), "grid.accept(true)");
      g_menu_append (flag, _ ("Set _Aside the Suspect Value"), "grid.accept(false)");
      g_menu_append (flag, _ ("Show _How It Counts"), "grid.derivation");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (flag));
    }
  if (self->own_menu != NULL)
    g_menu_append_section (menu, NULL, self->own_menu);
  g_menu_append (sort, _ ("Sort by This Column, _Lowest First"), "grid.sort::ascending");
  g_menu_append (sort, _ ("Sort by This Column, Hi_ghest First"), "grid.sort::descending");
  g_menu_append (sort, _ ("Sort by _Name"), "grid.sort::names");
  g_menu_append (sort, _ ("_Order of the Project"), "grid.sort::none");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (sort));
  return G_MENU_MODEL (menu);
}

void
nqp_grid_popup (NqpGrid *self, double x, double y)
{
  if (self->menu == NULL)
    {
      g_autoptr (GMenuModel) model = make_menu (self);

      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

void
nqp_grid_add_pointer (NqpGrid *self)
{
  GtkGesture *click = gtk_gesture_click_new (), *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
}
