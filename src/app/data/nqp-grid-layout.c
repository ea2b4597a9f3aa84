/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-grid-private.h"

#include <math.h>
#include <string.h>

#include "nqp-number.h"

/* Where rows and columns are. Titles and values are measured by their longest texts; a value that comes into sight and is longer
 * makes its column wider. */

#define LEAST_WIDTH 56
#define MOST_WIDTH 420
#define TITLE_LEAST 80
#define TITLE_ROOM 180 /* of rows, however narrow the window */
#define TITLE_SHARE 0.42
#define HEAD_WIDTH 132 /* of a title that may take several lines */
#define BORDER 4       /* a pointer that near takes hold of it */
#define SAMPLE 300     /* rows that are looked at for the longest value */
#define N_LONGEST 12

void
nqp_grid_forget_sizes (NqpGrid *self)
{
  self->measured = FALSE;
  g_clear_pointer (&self->ends, g_free);
  g_clear_pointer (&self->dragged, g_free);
  self->n_ends = 0;
}

static int
text_width (PangoLayout *layout, const char *text)
{
  int width = 0;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* The longest texts by their characters are measured, not thousands of others. */
static int
widest_title (NqpGrid *self, PangoLayout *layout)
{
  const char *longest[N_LONGEST] = { NULL };
  glong lengths[N_LONGEST] = { 0 };
  int width = 0;

  for (int row = 0; row < self->sheet->n_rows; row++)
    {
      const char *title = self->sheet->klass->row_title (self->sheet, row);
      const glong length = g_utf8_strlen (title, -1);
      int least = 0;

      for (int k = 1; k < N_LONGEST; k++)
        if (lengths[k] < lengths[least])
          least = k;
      if (length > lengths[least])
        {
          lengths[least] = length;
          longest[least] = title;
        }
    }
  for (int k = 0; k < N_LONGEST; k++)
    if (longest[k] != NULL)
      width = MAX (width, text_width (layout, longest[k]));
  for (int row = 0; row < self->sheet->n_rows && *self->sheet->klass->row_unit (self->sheet, 0) != '\0';
       row++)
    {
      g_autofree char *both = g_strdup_printf ("%s  ƒ %s", self->sheet->klass->row_title (self->sheet, row),
                                               self->sheet->klass->row_unit (self->sheet, row));

      width = MAX (width, text_width (layout, both));
      if (row > SAMPLE)
        break;
    }
  return width;
}

static int
widest_value (NqpGrid *self, PangoLayout *layout, int column)
{
  const int step = MAX (self->sheet->n_rows / SAMPLE, 1);
  g_autofree char *longest = g_strdup ("");
  glong most = 0;

  for (int row = 0; row < self->sheet->n_rows; row += step)
    {
      const guint marks = self->sheet->klass->marks (self->sheet, row, column);
      char buffer[NQP_NUMBER_SIZE];
      const char *text = self->sheet->klass->text (self->sheet, row, column, marks, buffer, sizeof buffer);
      glong length;

      length = g_utf8_strlen (text, -1);
      if (length > most)
        {
          most = length;
          g_free (longest);
          longest = g_strdup (text);
        }
    }
  return text_width (layout, longest) + self->row_height * 2 / 3; /* with a mark */
}

/* Words are not broken. */
static int
widest_word (PangoLayout *layout, const char *title)
{
  g_auto (GStrv) words = g_strsplit (title, " ", -1);
  int width = 0;

  for (int k = 0; words[k] != NULL; k++)
    width = MAX (width, text_width (layout, words[k]));
  return width;
}

static int
head_height (NqpGrid *self, PangoLayout *layout, int column, int width)
{
  int height = 0;

  pango_layout_set_width (layout, (width - 2 * NQP_GRID_PAD) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (layout, -NQP_GRID_HEAD_LINES);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (layout, self->sheet->klass->column_title (self->sheet, column), -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  pango_layout_set_width (layout, -1);
  return height;
}

/* All of the titles if there is room, but not so much that no value has any. */
void
nqp_grid_fit_titles (NqpGrid *self)
{
  const int most = MAX ((int)(TITLE_SHARE * gtk_widget_get_width (GTK_WIDGET (self))), TITLE_ROOM);

  if (self->sheet == NULL)
    self->title_width = 0;
  else
    self->title_width = self->title_chosen > 0 ? self->title_chosen : MIN (self->title_natural, most);
}

void
nqp_grid_measure (NqpGrid *self)
{
  g_autoptr (PangoLayout) layout = NULL;
  gboolean units = FALSE;
  int line = 0, head = 0, end = 0;

  if (self->measured)
    return;
  self->measured = TRUE;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  pango_layout_get_pixel_size (layout, NULL, &line);
  self->row_height = line + NQP_GRID_PAD + 1;
  self->head_height = self->row_height;
  self->title_width = 0;
  g_clear_pointer (&self->ends, g_free);
  self->n_ends = 0;
  if (self->sheet == NULL)
    return;
  self->title_natural = MAX (widest_title (self, layout), TITLE_LEAST) + 2 * NQP_GRID_PAD;
  nqp_grid_fit_titles (self);
  self->n_ends = self->sheet->n_columns;
  self->ends = g_new (int, MAX (self->n_ends, 1));
  g_free (self->dragged);
  self->dragged = g_new0 (gboolean, MAX (self->n_ends, 1));
  for (int c = 0; c < self->n_ends; c++)
    {
      const char *unit = self->sheet->klass->column_unit (self->sheet, c);
      const char *title = self->sheet->klass->column_title (self->sheet, c);
      const int most = HEAD_WIDTH - 2 * NQP_GRID_PAD;
      int inner = MAX (widest_value (self, layout, c), MIN (text_width (layout, title), most));

      inner = MAX (inner, MIN (widest_word (layout, title), most));
      inner = MAX (inner, MIN (text_width (layout, unit), most));
      units = units || *unit != '\0';
      end += CLAMP (inner + 2 * NQP_GRID_PAD, LEAST_WIDTH, MOST_WIDTH);
      self->ends[c] = end;
      head = MAX (head, head_height (self, layout, c, nqp_grid_column_width (self, c)));
    }
  self->head_height = MAX (head, line) + (units ? line : 0) + NQP_GRID_PAD + 1;
}

int
nqp_grid_column_x (NqpGrid *self, int column)
{
  return column > 0 && self->n_ends > 0 ? self->ends[MIN (column, self->n_ends) - 1] : 0;
}

int
nqp_grid_column_width (NqpGrid *self, int column)
{
  return self->ends[column] - nqp_grid_column_x (self, column);
}

void
nqp_grid_set_column_width (NqpGrid *self, int column, int width)
{
  const int more = CLAMP (width, LEAST_WIDTH / 2, 2 * MOST_WIDTH) - nqp_grid_column_width (self, column);

  if (more == 0)
    return;
  for (int c = column; c < self->n_ends; c++)
    self->ends[c] += more;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
nqp_grid_fit_column (NqpGrid *self, int column)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);

  self->dragged[column] = FALSE;
  nqp_grid_set_column_width (self, column,
                             MAX (widest_value (self, layout, column),
                                  text_width (layout, self->sheet->klass->column_title (self->sheet, column)))
                                 + 2 * NQP_GRID_PAD);
}

void
nqp_grid_set_title_width (NqpGrid *self, int width)
{
  const int most = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * LEAST_WIDTH;

  self->title_chosen = width > 0 ? CLAMP (width, LEAST_WIDTH, MAX (most, LEAST_WIDTH)) : 0;
  nqp_grid_fit_titles (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
widen (gpointer data)
{
  NqpGrid *self = data;

  self->widen_id = 0;
  if (self->widen_column < self->n_ends && !self->dragged[self->widen_column]
      && self->widen_to > nqp_grid_column_width (self, self->widen_column))
    nqp_grid_set_column_width (self, self->widen_column, self->widen_to);
  return G_SOURCE_REMOVE;
}

void
nqp_grid_need_width (NqpGrid *self, int column, int width)
{
  if (self->dragged[column] || width <= nqp_grid_column_width (self, column))
    return;
  if (self->widen_id == 0 || self->widen_column != column || self->widen_to < width)
    {
      self->widen_column = column;
      self->widen_to = width;
    }
  if (self->widen_id == 0)
    self->widen_id = g_idle_add (widen, self);
}

int
nqp_grid_column_at (NqpGrid *self, double x)
{
  int low = 0, high = self->n_ends;

  while (low < high)
    {
      const int middle = low + (high - low) / 2;

      if (self->ends[middle] <= x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static double
scrolled (NqpGrid *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment != NULL ? (double)(int)gtk_adjustment_get_value (adjustment) : 0;
}

void
nqp_grid_cell_area (NqpGrid *self, int row, int column, GdkRectangle *out_area)
{
  out_area->x = self->title_width + nqp_grid_column_x (self, column)
                - (int)scrolled (self, GTK_ORIENTATION_HORIZONTAL);
  out_area->y = self->head_height + row * self->row_height - (int)scrolled (self, GTK_ORIENTATION_VERTICAL);
  out_area->width = nqp_grid_column_width (self, column);
  out_area->height = self->row_height;
}

/* The column whose border is there. */
static int
border_at (NqpGrid *self, double x)
{
  const int column = nqp_grid_column_at (self, x);

  if (column < self->n_ends && self->ends[column] - x <= BORDER)
    return column;
  return column > 0 && x - self->ends[column - 1] <= BORDER ? column - 1 : NQP_GRID_NO_COLUMN;
}

void
nqp_grid_find_point (NqpGrid *self, double x, double y, NqpGridPoint *out_point)
{
  const double inner_x = x - self->title_width + scrolled (self, GTK_ORIENTATION_HORIZONTAL);
  const double inner_y = y - self->head_height + scrolled (self, GTK_ORIENTATION_VERTICAL);
  const gboolean head = y < self->head_height, title = x < self->title_width;

  *out_point = (NqpGridPoint){ NQP_GRID_NOWHERE, -1, -1 };
  if (self->sheet == NULL || x < 0 || y < 0)
    return;
  if (!title)
    out_point->column = nqp_grid_column_at (self, inner_x);
  if (!head)
    out_point->row = (int)(inner_y / self->row_height);
  if (head && fabs (x - self->title_width) <= BORDER)
    {
      out_point->part = NQP_GRID_BORDER;
      out_point->column = NQP_GRID_TITLES;
    }
  else if (head && title)
    out_point->part = NQP_GRID_CORNER;
  else if (head && border_at (self, inner_x) >= 0)
    {
      out_point->part = NQP_GRID_BORDER;
      out_point->column = border_at (self, inner_x);
    }
  else if (!title && out_point->column >= self->n_ends)
    return;
  else if (head)
    out_point->part = NQP_GRID_COLUMN_TITLE;
  else if (out_point->row < self->sheet->n_rows)
    out_point->part = title ? NQP_GRID_ROW_TITLE : NQP_GRID_CELL;
}

void
nqp_grid_nearest_cell (NqpGrid *self, double x, double y, int *out_row, int *out_column)
{
  const double inner_x
      = MAX (x, self->title_width) - self->title_width + scrolled (self, GTK_ORIENTATION_HORIZONTAL);
  const double inner_y
      = MAX (y, self->head_height) - self->head_height + scrolled (self, GTK_ORIENTATION_VERTICAL);

  *out_row = CLAMP ((int)(inner_y / self->row_height), 0, self->sheet->n_rows - 1);
  *out_column = CLAMP (nqp_grid_column_at (self, inner_x), 0, self->n_ends - 1);
}

/* ---- scrolling --------------------------------------------------------------------------------------------------- */

static void
configure (NqpGrid *self, GtkOrientation orientation, int whole, int page, int step)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment,
                              CLAMP (gtk_adjustment_get_value (adjustment), 0, MAX (whole - page, 0)), 0,
                              MAX (whole, page), step, MAX (page - step, step), page);
}

void
nqp_grid_update_adjustments (NqpGrid *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self)) - self->title_width;
  const int height = gtk_widget_get_height (GTK_WIDGET (self)) - self->head_height;
  const int n_rows = self->sheet != NULL ? self->sheet->n_rows : 0;

  configure (self, GTK_ORIENTATION_HORIZONTAL, nqp_grid_column_x (self, self->n_ends), MAX (width, 1), 60);
  configure (self, GTK_ORIENTATION_VERTICAL, n_rows * self->row_height, MAX (height, 1), self->row_height);
}

static void
reveal (GtkAdjustment *adjustment, int begin, int end)
{
  if (adjustment != NULL)
    gtk_adjustment_clamp_page (adjustment, begin,
                               MIN (end, begin + gtk_adjustment_get_page_size (adjustment)));
}

void
nqp_grid_reveal (NqpGrid *self, int row, int column)
{
  nqp_grid_measure (self);
  if (row < 0 || column < 0 || column >= self->n_ends)
    return;
  reveal (self->adjustments[GTK_ORIENTATION_HORIZONTAL], nqp_grid_column_x (self, column),
          self->ends[column]);
  reveal (self->adjustments[GTK_ORIENTATION_VERTICAL], row * self->row_height, (row + 1) * self->row_height);
}

int
nqp_grid_rows_in_sight (NqpGrid *self)
{
  return MAX ((gtk_widget_get_height (GTK_WIDGET (self)) - self->head_height) / MAX (self->row_height, 1), 1);
}
