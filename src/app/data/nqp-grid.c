/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-grid-private.h"

#include <glib/gi18n.h>

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (NqpGrid, nqp_grid, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static gboolean
has_cells (NqpGrid *self)
{
  return self->sheet != NULL && self->sheet->n_rows > 0 && self->sheet->n_columns > 0;
}

/* ---- where the keyboard is ---------------------------------------------------------------------------------------- */

void
nqp_grid_get_range (NqpGrid *self, NqpGridRange *out_range)
{
  out_range->row = MIN (self->row, self->anchor_row);
  out_range->column = MIN (self->column, self->anchor_column);
  out_range->n_rows = ABS (self->row - self->anchor_row) + 1;
  out_range->n_columns = ABS (self->column - self->anchor_column) + 1;
}

void
nqp_grid_get_cursor (NqpGrid *self, int *out_row, int *out_column)
{
  *out_row = self->row;
  *out_column = self->column;
}

/* Said when it changes, as assistive tools tell the name of what has the keyboard. */
static void
tell (NqpGrid *self)
{
  g_autofree char *name = NULL, *place = NULL;
  NqpGridRange range;

  if (has_cells (self))
    {
      nqp_grid_get_range (self, &range);
      name = self->sheet->klass->describe (self->sheet, self->row, self->column);
      place = range.n_rows * range.n_columns > 1
                  ? g_strdup_printf (_ ("Row %d of %d, column %d of %d; a block of %d by %d cells"),
                                     self->row + 1, self->sheet->n_rows, self->column + 1,
                                     self->sheet->n_columns, range.n_rows, range.n_columns)
                  : g_strdup_printf (_ ("Row %d of %d, column %d of %d"), self->row + 1, self->sheet->n_rows,
                                     self->column + 1, self->sheet->n_columns);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : _ ("Values"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  place != NULL ? place : _ ("There are no values to show"), -1);
  gtk_accessible_update_relation (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ROW_COUNT, self->sheet != NULL ? self->sheet->n_rows : 0,
      GTK_ACCESSIBLE_RELATION_COL_COUNT, self->sheet != NULL ? self->sheet->n_columns : 0, -1);
}

static void
moved (NqpGrid *self)
{
  tell (self);
  nqp_grid_update_actions (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[MOVED], 0);
}

void
nqp_grid_move_to (NqpGrid *self, int row, int column, gboolean extend)
{
  if (!has_cells (self) || !nqp_grid_end_edit (self, TRUE))
    return;
  self->row = CLAMP (row, 0, self->sheet->n_rows - 1);
  self->column = CLAMP (column, 0, self->sheet->n_columns - 1);
  if (!extend)
    {
      self->anchor_row = self->row;
      self->anchor_column = self->column;
    }
  nqp_grid_reveal (self, self->row, self->column);
  moved (self);
}

void
nqp_grid_set_anchor (NqpGrid *self, int row, int column)
{
  self->anchor_row = row;
  self->anchor_column = column;
  nqp_grid_reveal (self, row, column);
  moved (self);
}

/* ---- what is shown ------------------------------------------------------------------------------------------------ */

void
nqp_grid_set_session (NqpGrid *self, NqpSession *session)
{
  g_set_object (&self->session, session);
}

void
nqp_grid_set_menu (NqpGrid *self, GMenuModel *menu)
{
  g_set_object (&self->own_menu, menu);
}

const NqpValueGrid *
nqp_grid_get_values (NqpGrid *self)
{
  return self->values;
}

static void
clamp_cursor (NqpGrid *self)
{
  const int rows = MAX (self->sheet->n_rows - 1, 0), columns = MAX (self->sheet->n_columns - 1, 0);

  self->row = MIN (self->row, rows);
  self->anchor_row = MIN (self->anchor_row, rows);
  self->column = MIN (self->column, columns);
  self->anchor_column = MIN (self->anchor_column, columns);
}

/* The columns of another region or year are the same: they keep their places. */
static gboolean
is_alike (const NqpSheet *a, const NqpSheet *b)
{
  if (a == NULL || b == NULL || a->klass != b->klass || a->n_columns != b->n_columns)
    return FALSE;
  return a->klass != &nqp_value_grid_class
         || (((const NqpValueGrid *)a)->kind == ((const NqpValueGrid *)b)->kind
             && ((const NqpValueGrid *)a)->kind != NQP_GRID_OF_VARIABLE);
}

void
nqp_grid_show_sheet (NqpGrid *self, NqpSheet *sheet, gboolean keep)
{
  gboolean alike;

  g_return_if_fail (NQP_IS_GRID (self));

  alike = keep && is_alike (sheet, self->sheet);
  nqp_grid_end_edit (self, FALSE);
  g_clear_pointer (&self->sheet, nqp_sheet_free);
  self->sheet = sheet;
  self->values = sheet != NULL && sheet->klass == &nqp_value_grid_class ? (NqpValueGrid *)sheet : NULL;
  if (!alike)
    nqp_grid_forget_sizes (self);
  if (sheet != NULL && keep)
    clamp_cursor (self);
  else
    {
      self->row = self->column = self->anchor_row = self->anchor_column = 0;
      for (int k = 0; k < 2; k++)
        if (self->adjustments[k] != NULL)
          gtk_adjustment_set_value (self->adjustments[k], 0);
    }
  moved (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
nqp_grid_show (NqpGrid *self, NqpValueGrid *values, gboolean keep)
{
  nqp_grid_show_sheet (self, values != NULL ? &values->sheet : NULL, keep);
}

const NqpSheet *
nqp_grid_get_sheet (NqpGrid *self)
{
  return self->sheet;
}

gboolean
nqp_grid_refresh_sheet (NqpGrid *self)
{
  if (self->sheet == NULL || !self->sheet->klass->refresh (self->sheet, self->session))
    return FALSE;
  moved (self);
  return TRUE;
}

gboolean
nqp_grid_refresh (NqpGrid *self, NqpPanel *panel, NqpScores *scores)
{
  if (self->values == NULL || !nqp_value_grid_take (self->values, panel, scores))
    return FALSE;
  moved (self);
  return TRUE;
}

/* The thing that the keyboard is on stays under it. */
void
nqp_grid_arrange (NqpGrid *self, int sorted_by, gboolean descending, const char *filter)
{
  int thing = -1;

  if (self->sheet == NULL || !nqp_grid_end_edit (self, TRUE))
    return;
  if (has_cells (self))
    thing = g_array_index (self->sheet->rows, int, self->row);
  self->sheet->klass->arrange (self->sheet, sorted_by, descending, filter);
  self->row = 0;
  for (int r = 0; r < self->sheet->n_rows; r++)
    if (g_array_index (self->sheet->rows, int, r) == thing)
      self->row = r;
  self->anchor_row = self->row;
  clamp_cursor (self);
  self->anchor_column = self->column;
  nqp_grid_update_adjustments (self);
  if (has_cells (self))
    nqp_grid_reveal (self, self->row, self->column);
  moved (self);
}

/* ---- widget ------------------------------------------------------------------------------------------------------- */

static void
nqp_grid_measure_widget (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = 100;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 600 : 400;
  *minimum_baseline = *natural_baseline = -1;
}

static void
nqp_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NqpGrid *self = NQP_GRID (widget);

  nqp_grid_measure (self);
  nqp_grid_fit_titles (self);
  nqp_grid_update_adjustments (self);
  if (self->editor != NULL)
    {
      GdkRectangle area;
      int least = 0;

      nqp_grid_cell_area (self, self->edit_row, self->edit_column, &area);
      gtk_widget_measure (self->editor, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      area.width = MAX (area.width, least);
      gtk_widget_measure (self->editor, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
      area.y -= MAX (least - area.height, 0) / 2;
      area.height = MAX (area.height, least);
      gtk_widget_size_allocate (self->editor, &area, -1);
    }
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
  if (self->about != NULL)
    gtk_popover_present (GTK_POPOVER (self->about));
}

/* Since it was asked last. */
static gboolean
has_other_font (NqpGrid *self)
{
  const PangoFontDescription *font
      = pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (self)));

  if (font == NULL || (self->font != NULL && pango_font_description_equal (self->font, font)))
    return FALSE;
  g_clear_pointer (&self->font, pango_font_description_free);
  self->font = pango_font_description_copy (font);
  return TRUE;
}

static void
nqp_grid_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  NqpGrid *self = NQP_GRID (widget);

  GTK_WIDGET_CLASS (nqp_grid_parent_class)->css_changed (widget, change);
  nqp_grid_forget_paint (self);
  if (has_other_font (self))
    nqp_grid_forget_sizes (self);
  gtk_widget_queue_resize (widget);
}

static void
nqp_grid_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (nqp_grid_parent_class)->system_setting_changed (widget, setting);
  nqp_grid_forget_paint (NQP_GRID (widget));
  nqp_grid_forget_sizes (NQP_GRID (widget));
  gtk_widget_queue_resize (widget);
}

static void
on_scrolled (NqpGrid *self)
{
  if (self->editor != NULL)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_adjustment (NqpGrid *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  g_object_ref_sink (adjustment);
  g_clear_object (&self->adjustments[orientation]);
  self->adjustments[orientation] = adjustment;
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (on_scrolled), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
nqp_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NqpGrid *self = NQP_GRID (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
nqp_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NqpGrid *self = NQP_GRID (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
nqp_grid_dispose (GObject *object)
{
  NqpGrid *self = NQP_GRID (object);

  g_clear_handle_id (&self->widen_id, g_source_remove);
  nqp_grid_stop_scrolling (self);
  nqp_grid_end_edit (self, FALSE);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->about, gtk_widget_unparent);
  for (int k = 0; k < 2; k++)
    if (self->adjustments[k] != NULL)
      g_signal_handlers_disconnect_by_data (self->adjustments[k], self);
  g_clear_object (&self->adjustments[0]);
  g_clear_object (&self->adjustments[1]);
  g_clear_object (&self->session);
  g_clear_object (&self->own_menu);
  G_OBJECT_CLASS (nqp_grid_parent_class)->dispose (object);
}

static void
nqp_grid_finalize (GObject *object)
{
  NqpGrid *self = NQP_GRID (object);

  nqp_grid_forget_paint (self);
  nqp_grid_forget_sizes (self);
  g_clear_pointer (&self->font, pango_font_description_free);
  g_clear_pointer (&self->sheet, nqp_sheet_free);
  G_OBJECT_CLASS (nqp_grid_parent_class)->finalize (object);
}

static void
nqp_grid_class_init (NqpGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = nqp_grid_set_property;
  object_class->get_property = nqp_grid_get_property;
  object_class->dispose = nqp_grid_dispose;
  object_class->finalize = nqp_grid_finalize;
  widget_class->measure = nqp_grid_measure_widget;
  widget_class->size_allocate = nqp_grid_size_allocate;
  widget_class->snapshot = nqp_grid_snapshot;
  widget_class->css_changed = nqp_grid_css_changed;
  widget_class->system_setting_changed = nqp_grid_system_setting_changed;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  signals[MOVED]
      = g_signal_new ("moved", NQP_TYPE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "datagrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  nqp_grid_install_actions (widget_class);
}

static void
nqp_grid_init (NqpGrid *self)
{
  self->drag_column = NQP_GRID_NO_COLUMN;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "view");
  nqp_grid_add_keys (self);
  nqp_grid_add_pointer (self);
  nqp_grid_update_actions (self);
}
