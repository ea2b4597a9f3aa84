/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-preview.h"

#include <glib/gi18n.h>

#include "nqp-class-parts.h"
#include "nqp-label-parts.h"
#include "nqp-preview-parts.h"
#include "nqp-role-menu.h"

#define LEAST_CHARS 16
#define MOST_CHARS 26
#define CELL_PADDING 14 /* pixels at both sides, as in the style sheet */
#define HEAD_CHARS 6

struct _NqpTablePreview
{
  GtkWidget parent_instance;

  const NqpImportPlan *plan;
  const NqpImportTrial *trial;
  GHashTable *problems;  /* row and column -> const NqpProblem of the trial */
  int first_column;      /* from 0 */
  int n_rows, n_columns; /* that are built */
  GArray *row_numbers;   /* int, of these rows */
  int row, column;       /* that is chosen, from 1; 0 = none */
  int char_width;

  GtkWidget *layout; /* GtkGrid of what follows */
  GtkWidget *corner;
  GtkWidget *roles, *numbers, *cells; /* GtkBox, GtkBox, GtkGrid */
  GtkWidget *scroller;
  GPtrArray *menus, *heads, *texts; /* [column], [row], [row * n_columns + column]; borrowed */
};

G_DEFINE_FINAL_TYPE (NqpTablePreview, nqp_table_preview, GTK_TYPE_WIDGET)

static guint role_chosen, words_asked, cell_chosen, cell_activated;

static gpointer
key_of (int row, int column)
{
  return GSIZE_TO_POINTER (((gsize)row << 16) | (gsize)column);
}

static const NqpPeekRow *
peek_row (const NqpTablePreview *self, int i)
{
  return self->trial->peek->rows->pdata[i];
}

static int
row_number (const NqpTablePreview *self, int i)
{
  return g_array_index (self->row_numbers, int, i);
}

/* ---- what is chosen ----------------------------------------------------------------------------------------------- */

static GtkWidget *
find_cell (NqpTablePreview *self, int row, int column)
{
  const int c = column - 1 - self->first_column;

  if (c < 0 || c >= self->n_columns)
    return NULL;
  for (int i = 0; i < self->n_rows; i++)
    if (row_number (self, i) == row)
      return self->texts->pdata[i * self->n_columns + c];
  return NULL;
}

static void
scroll_to (NqpTablePreview *self, GtkWidget *cell)
{
  GtkAdjustment *h = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  GtkAdjustment *v = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t box;

  if (gtk_widget_compute_bounds (cell, self->cells, &box) && box.size.width > 0)
    {
      gtk_adjustment_clamp_page (h, (double)box.origin.x, (double)(box.origin.x + box.size.width));
      gtk_adjustment_clamp_page (v, (double)box.origin.y, (double)(box.origin.y + box.size.height));
    }
}

/* After a layout: cells that were just made have no place before. */
static gboolean
on_placed (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  NqpTablePreview *self = NQP_TABLE_PREVIEW (widget);
  GtkWidget *cell = find_cell (self, MAX (self->row, 1), MAX (self->column, 1));

  if (cell == NULL && self->column > 0 && self->n_rows > 0)
    cell = find_cell (self, row_number (self, 0), self->column);
  if (cell != NULL)
    scroll_to (self, cell);
  return G_SOURCE_REMOVE;
}

static void
mark_chosen (NqpTablePreview *self, gboolean on)
{
  GtkWidget *cell = find_cell (self, self->row, self->column);

  if (cell != NULL)
    nqp_widget_set_class (cell, "chosen", on);
  for (int i = 0; i < self->n_rows && self->row > 0; i++)
    nqp_widget_set_class (self->heads->pdata[i], "chosen", on && row_number (self, i) == self->row);
  for (int c = 0; c < self->n_columns && self->column > 0; c++)
    nqp_widget_set_class (self->menus->pdata[c], "chosen", on && c + self->first_column + 1 == self->column);
}

static void
choose (NqpTablePreview *self, int row, int column)
{
  mark_chosen (self, FALSE);
  self->row = row;
  self->column = column;
  mark_chosen (self, TRUE);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_placed, NULL, NULL);
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, NqpTablePreview *self)
{
  GtkWidget *cell = gtk_widget_pick (self->cells, x, y, GTK_PICK_DEFAULT);
  guint at;

  gtk_widget_grab_focus (self->cells);
  if (cell == NULL || !g_ptr_array_find (self->texts, cell, &at))
    return;
  choose (self, row_number (self, (int)at / self->n_columns),
          (int)at % self->n_columns + self->first_column + 1);
  g_signal_emit (self, cell_chosen, 0, self->row, self->column);
  if (n_press == 2)
    g_signal_emit (self, cell_activated, 0);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        NqpTablePreview *self)
{
  int at = 0, column = MAX (self->column - 1 - self->first_column, 0);

  if (self->n_rows == 0 || self->n_columns == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  for (int i = 0; i < self->n_rows; i++)
    if (row_number (self, i) == self->row)
      at = i;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    {
      g_signal_emit (self, cell_activated, 0);
      return GDK_EVENT_STOP;
    }
  if (self->row == 0 || self->column == 0)
    ; /* the first one */
  else if (key == GDK_KEY_Up)
    at--;
  else if (key == GDK_KEY_Down)
    at++;
  else if (key == GDK_KEY_Left)
    column--;
  else if (key == GDK_KEY_Right)
    column++;
  else if (key == GDK_KEY_Home)
    column = 0;
  else if (key == GDK_KEY_End)
    column = self->n_columns - 1;
  else
    return GDK_EVENT_PROPAGATE;
  at = CLAMP (at, 0, self->n_rows - 1);
  column = CLAMP (column, 0, self->n_columns - 1);
  choose (self, row_number (self, at), column + self->first_column + 1);
  g_signal_emit (self, cell_chosen, 0, self->row, self->column);
  return GDK_EVENT_STOP;
}

static void
on_role (int column, NqpColumnRole role, gpointer user_data)
{
  g_signal_emit (user_data, role_chosen, 0, column, (int)role);
}

static void
on_words (int column, gpointer user_data)
{
  g_signal_emit (user_data, words_asked, 0, column);
}

/* ---- building ----------------------------------------------------------------------------------------------------- */

static int
column_width (NqpTablePreview *self, int column)
{
  int chars = LEAST_CHARS;

  for (int i = 0; i < self->n_rows; i++)
    if (peek_row (self, i)->n_cells > 1 || self->trial->peek->n_columns == 1) /* a title stands alone */
      chars = MAX (chars, nqp_preview_chars (nqp_peek_row_text (peek_row (self, i), column), MOST_CHARS));
  return MIN (chars, MOST_CHARS) * self->char_width + CELL_PADDING;
}

static void
build (NqpTablePreview *self)
{
  const NqpTablePeek *peek = self->trial->peek;
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

  self->char_width = MAX (pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE, 6);
  pango_font_metrics_unref (metrics);
  nqp_preview_empty (self->roles);
  nqp_preview_empty (self->numbers);
  nqp_preview_empty (self->cells);
  g_ptr_array_set_size (self->menus, 0);
  g_ptr_array_set_size (self->heads, 0);
  g_ptr_array_set_size (self->texts, 0);
  self->n_rows = (int)peek->rows->len;
  self->n_columns = CLAMP (peek->n_columns - self->first_column, 0, NQP_PREVIEW_COLUMNS);
  gtk_widget_set_size_request (self->corner, HEAD_CHARS * self->char_width + CELL_PADDING, -1);
  for (int c = 0; c < self->n_columns; c++)
    {
      GtkWidget *menu = nqp_role_menu_new (c + self->first_column, on_role, on_words, self);

      g_ptr_array_add (self->menus, menu);
      gtk_box_append (GTK_BOX (self->roles), menu);
    }
  for (int i = 0; i < self->n_rows; i++)
    {
      GtkWidget *head = nqp_preview_text_new ("preview-head");

      gtk_inscription_set_xalign (GTK_INSCRIPTION (head), 1);
      g_ptr_array_add (self->heads, head);
      gtk_box_append (GTK_BOX (self->numbers), head);
      for (int c = 0; c < self->n_columns; c++)
        {
          GtkWidget *text = nqp_preview_text_new ("preview-cell");

          g_ptr_array_add (self->texts, text);
          gtk_grid_attach (GTK_GRID (self->cells), text, c, i, 1, 1);
        }
    }
}

static void
set_widths (NqpTablePreview *self)
{
  for (int c = 0; c < self->n_columns; c++)
    {
      const int width = column_width (self, c + self->first_column);

      nqp_role_menu_set_width (self->menus->pdata[c], width);
      for (int i = 0; i < self->n_rows; i++)
        gtk_widget_set_size_request (self->texts->pdata[i * self->n_columns + c], width, -1);
    }
}

/* ---- showing ------------------------------------------------------------------------------------------------------ */

static void
show_head (NqpTablePreview *self, int i)
{
  const NqpPeekRow *row = peek_row (self, i);
  const NqpRowUse use = nqp_import_trial_row_use (self->trial, row->number);
  GtkWidget *head = self->heads->pdata[i];
  g_autofree char *number = g_strdup_printf ("%s%d",
                                             use == NQP_ROW_LEFT_OUT ? "✕ "
                                             : use == NQP_ROW_HEADER ? "▾ "
                                                                     : "",
                                             row->number);
  const char *what = use == NQP_ROW_HEADER ? _ ("header") : use == NQP_ROW_DATA ? _ ("data") : _ ("left out");

  gtk_inscription_set_text (GTK_INSCRIPTION (head), number);
  gtk_widget_set_tooltip_text (head, row->bad != NULL ? row->bad : what);
  nqp_widget_set_class (head, "header", use == NQP_ROW_HEADER);
  nqp_widget_set_class (head, "left-out", use == NQP_ROW_LEFT_OUT);
  nqp_widget_set_class (head, "problem",
                        row->bad != NULL || g_hash_table_contains (self->problems, key_of (row->number, 0)));
  /* Translators: the number of a row, and whether it is header, data, or left out */
  nqp_widget_call (head, _ ("Row %d, %s"), row->number, what);
}

static void
show_cell (NqpTablePreview *self, int i, int c)
{
  const NqpPeekRow *row = peek_row (self, i);
  const int column = c + self->first_column;
  const NqpRowUse use = nqp_import_trial_row_use (self->trial, row->number);
  const NqpTableLayout *layout = self->trial->layout;
  const char *patch = nqp_patches_get (self->plan->patches, row->number, column + 1);
  const char *was = row->bad != NULL && c == 0 ? row->bad : nqp_peek_row_text (row, column);
  const NqpProblem *problem = g_hash_table_lookup (self->problems, key_of (row->number, column + 1));
  const gboolean left_out = use == NQP_ROW_LEFT_OUT
                            || (layout != NULL && column < (int)layout->columns->len
                                && nqp_table_layout_column (layout, column)->role == NQP_COLUMN_IGNORE);
  const char *text = patch != NULL ? patch : was;
  GtkWidget *cell = self->texts->pdata[i * self->n_columns + c];
  g_autofree char *tip = NULL;

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell),
                              use != NQP_ROW_LEFT_OUT && nqp_preview_holds_numbers (layout, column) ? 1 : 0);
  nqp_widget_set_class (cell, "header", use == NQP_ROW_HEADER);
  nqp_widget_set_class (cell, "left-out", left_out);
  nqp_widget_set_class (cell, "corrected", patch != NULL);
  nqp_widget_set_class (cell, "problem", problem != NULL);
  if (problem != NULL)
    {
      g_autofree char *why = nqp_import_in_words (problem->text);

      tip = g_strdup_printf ("%s\n%s", text, why);
    }
  else if (patch != NULL)
    tip = g_strdup_printf (_ ("%s\nThe file has “%s”."), text, was);
  else if (nqp_preview_chars (text, MOST_CHARS) > LEAST_CHARS)
    tip = g_strdup (text);
  gtk_widget_set_tooltip_text (cell, tip);
}

static void
find_problems (NqpTablePreview *self)
{
  g_hash_table_remove_all (self->problems);
  for (guint i = 0; self->trial != NULL && i < self->trial->problems->len; i++)
    {
      NqpProblem *problem = self->trial->problems->pdata[i];

      if (nqp_import_trial_is_of_data (self->trial, problem) && !problem->skipped)
        g_hash_table_insert (self->problems, key_of (problem->line, problem->column), problem);
    }
}

static void
show_all (NqpTablePreview *self)
{
  for (int c = 0; c < self->n_columns; c++)
    nqp_role_menu_show (self->menus->pdata[c], self->trial->layout);
  for (int i = 0; i < self->n_rows; i++)
    {
      show_head (self, i);
      for (int c = 0; c < self->n_columns; c++)
        show_cell (self, i, c);
    }
}

void
nqp_table_preview_show (NqpTablePreview *self, const NqpImportPlan *plan, const NqpImportTrial *trial)
{
  mark_chosen (self, FALSE);
  self->plan = plan;
  self->trial = trial;
  find_problems (self);
  gtk_widget_set_visible (self->layout, trial != NULL && trial->peek->rows->len > 0);
  if (trial == NULL || trial->peek->rows->len == 0)
    {
      self->n_rows = self->n_columns = 0;
      return;
    }
  if (self->first_column >= trial->peek->n_columns)
    self->first_column = 0;
  if (self->n_rows != (int)trial->peek->rows->len
      || self->n_columns != CLAMP (trial->peek->n_columns - self->first_column, 0, NQP_PREVIEW_COLUMNS))
    build (self);
  g_array_set_size (self->row_numbers, (guint)self->n_rows);
  for (int i = 0; i < self->n_rows; i++)
    g_array_index (self->row_numbers, int, i) = peek_row (self, i)->number;
  set_widths (self);
  show_all (self);
  mark_chosen (self, TRUE);
}

void
nqp_table_preview_choose (NqpTablePreview *self, int row, int column)
{
  const int n = self->trial != NULL ? self->trial->peek->n_columns : 0;

  if (column > 0 && column <= n
      && (column <= self->first_column || column > self->first_column + NQP_PREVIEW_COLUMNS))
    {
      mark_chosen (self, FALSE);
      self->first_column = (column - 1) / NQP_PREVIEW_COLUMNS * NQP_PREVIEW_COLUMNS;
      self->n_columns = -1; /* others */
      nqp_table_preview_show (self, self->plan, self->trial);
    }
  choose (self, row, column);
}

int
nqp_table_preview_first_column (NqpTablePreview *self)
{
  return self->first_column + 1;
}

/* ---- life --------------------------------------------------------------------------------------------------------- */

static gboolean
nqp_table_preview_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (NQP_TABLE_PREVIEW (widget)->cells);
}

static void
nqp_table_preview_dispose (GObject *object)
{
  NqpTablePreview *self = NQP_TABLE_PREVIEW (object);

  self->trial = NULL;
  self->n_rows = self->n_columns = 0;
  g_clear_pointer (&self->layout, gtk_widget_unparent);
  G_OBJECT_CLASS (nqp_table_preview_parent_class)->dispose (object);
}

static void
nqp_table_preview_finalize (GObject *object)
{
  NqpTablePreview *self = NQP_TABLE_PREVIEW (object);

  g_hash_table_unref (self->problems);
  g_array_unref (self->row_numbers);
  g_ptr_array_unref (self->menus);
  g_ptr_array_unref (self->heads);
  g_ptr_array_unref (self->texts);
  G_OBJECT_CLASS (nqp_table_preview_parent_class)->finalize (object);
}

static void
nqp_table_preview_class_init (NqpTablePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_table_preview_dispose;
  G_OBJECT_CLASS (klass)->finalize = nqp_table_preview_finalize;
  widget_class->grab_focus = nqp_table_preview_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tablepreview");
  role_chosen = g_signal_new ("role-chosen", NQP_TYPE_TABLE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
  cell_chosen = g_signal_new ("cell-chosen", NQP_TYPE_TABLE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
  words_asked = g_signal_new ("words-asked", NQP_TYPE_TABLE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_INT);
  cell_activated = g_signal_new ("cell-activated", NQP_TYPE_TABLE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
nqp_table_preview_init (NqpTablePreview *self)
{
  GtkWidget *top, *left;
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->problems = g_hash_table_new (NULL, NULL);
  self->row_numbers = g_array_new (FALSE, FALSE, sizeof (int));
  self->menus = g_ptr_array_new ();
  self->heads = g_ptr_array_new ();
  self->texts = g_ptr_array_new ();
  self->layout = gtk_grid_new ();
  self->corner = nqp_preview_text_new ("preview-corner");
  self->roles = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->numbers = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->cells = gtk_grid_new ();
  gtk_widget_set_halign (self->roles, GTK_ALIGN_START);
  gtk_widget_set_halign (self->cells, GTK_ALIGN_START);
  gtk_widget_set_valign (self->numbers, GTK_ALIGN_START);
  gtk_widget_set_valign (self->cells, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->cells, "preview-cells");
  gtk_widget_set_focusable (self->cells, TRUE);
  nqp_widget_call (self->cells, "%s", _ ("Rows of the file"));
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (self->cells, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->cells, keys);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->cells);
  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  top = nqp_preview_follower_new (self->roles, GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  left = nqp_preview_follower_new (self->numbers, GTK_POLICY_NEVER, GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_hadjustment (
      GTK_SCROLLED_WINDOW (top), gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)));
  gtk_scrolled_window_set_vadjustment (
      GTK_SCROLLED_WINDOW (left), gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)));
  gtk_grid_attach (GTK_GRID (self->layout), self->corner, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->layout), top, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->layout), left, 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (self->layout), self->scroller, 1, 1, 1, 1);
  gtk_widget_set_parent (self->layout, GTK_WIDGET (self));
}
