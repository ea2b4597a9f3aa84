/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-grid-private.h"

/* What the keys do: as in a spreadsheet, but that Tab leaves the grid. */

static gboolean
move (NqpGrid *self, GdkModifierType state, int row, int column)
{
  nqp_grid_move_to (self, row, column, (state & GDK_SHIFT_MASK) != 0);
  return GDK_EVENT_STOP;
}

static gboolean
choose_all (NqpGrid *self, gboolean rows, gboolean columns)
{
  NqpGridRange range;

  nqp_grid_get_range (self, &range);
  self->row = rows ? 0 : range.row;
  self->column = columns ? 0 : range.column;
  nqp_grid_set_anchor (self, rows ? self->sheet->n_rows - 1 : range.row + range.n_rows - 1,
                       columns ? self->sheet->n_columns - 1 : range.column + range.n_columns - 1);
  return GDK_EVENT_STOP;
}

/* Letters and digits begin to write over the value. */
static gboolean
begin_with (NqpGrid *self, guint key, GdkModifierType state)
{
  const gunichar c = gdk_keyval_to_unicode (key);
  char text[8] = "";

  if (c == 0 || !g_unichar_isgraph (c) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  g_unichar_to_utf8 (c, text);
  nqp_grid_begin_edit (self, text);
  return GDK_EVENT_STOP;
}

static gboolean
act (NqpGrid *self, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  return GDK_EVENT_STOP;
}

static gboolean
on_control_key (NqpGrid *self, guint key, GdkModifierType state)
{
  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_a:
      return choose_all (self, TRUE, TRUE);
    case GDK_KEY_space:
      return choose_all (self, TRUE, FALSE);
    case GDK_KEY_c:
      return act (self, state & GDK_SHIFT_MASK ? "grid.copy-titles" : "grid.copy");
    case GDK_KEY_x:
      return act (self, "grid.cut");
    case GDK_KEY_v:
      return act (self, "grid.paste");
    case GDK_KEY_d:
      return act (self, "grid.fill-down");
    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
      return act (self, "grid.copy");
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_move_key (NqpGrid *self, guint key, GdkModifierType state)
{
  const gboolean far_off = (state & GDK_CONTROL_MASK) != 0;
  const int last_row = self->sheet->n_rows - 1, last_column = self->sheet->n_columns - 1;
  const int page = nqp_grid_rows_in_sight (self) - 1;
  const int row = self->row, column = self->column;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return move (self, state, row, far_off ? 0 : column - 1);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return move (self, state, row, far_off ? last_column : column + 1);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move (self, state, far_off ? 0 : row - 1, column);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move (self, state, far_off ? last_row : row + 1, column);
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return far_off ? GDK_EVENT_PROPAGATE : move (self, state, row - MAX (page, 1), column);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return far_off ? GDK_EVENT_PROPAGATE : move (self, state, row + MAX (page, 1), column);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return move (self, state, far_off ? 0 : row, 0);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return move (self, state, far_off ? last_row : row, last_column);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, NqpGrid *self)
{
  GdkRectangle area;

  if (self->sheet == NULL || self->sheet->n_rows == 0 || self->editor != NULL)
    return GDK_EVENT_PROPAGATE;
  if ((state & GDK_ALT_MASK) != 0)
    return key == GDK_KEY_Return || key == GDK_KEY_KP_Enter ? act (self, "grid.about") : GDK_EVENT_PROPAGATE;
  if (on_move_key (self, key, state))
    return GDK_EVENT_STOP;
  if ((state & GDK_CONTROL_MASK) != 0)
    return on_control_key (self, key, state);
  switch (key)
    {
    case GDK_KEY_F2:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      nqp_grid_begin_edit (self, NULL);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      return act (self, "grid.clear");
    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
      return (state & GDK_SHIFT_MASK) != 0 ? act (self, "grid.paste") : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Escape:
      if (self->row == self->anchor_row && self->column == self->anchor_column)
        return GDK_EVENT_PROPAGATE;
      return move (self, 0, self->row, self->column);
    case GDK_KEY_space:
      return (state & GDK_SHIFT_MASK) != 0 ? choose_all (self, FALSE, TRUE) : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Menu:
    case GDK_KEY_F10:
      if (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) == 0)
        return GDK_EVENT_PROPAGATE;
      nqp_grid_cell_area (self, self->row, self->column, &area);
      nqp_grid_popup (self, area.x + area.width / 2, area.y + area.height);
      return GDK_EVENT_STOP;
    default:
      return begin_with (self, key, state);
    }
}

static void
on_focus (NqpGrid *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
nqp_grid_add_keys (NqpGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
