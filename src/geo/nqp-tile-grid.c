/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-layout-private.h"

#include <math.h>
#include <string.h>

/* Up to so many tiles the best assignment is searched; more are sorted into columns. */
#define MOST_FOR_SEARCH 400

static gboolean
positions_given (const NqpPanel *panel)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree gint64 *keys = g_new (gint64, MAX (panel->n_regions, 1));

  for (int i = 0; i < panel->n_regions; i++)
    {
      if (panel->places[i].tile_col < 0 || panel->places[i].tile_row < 0)
        return FALSE;
      keys[i] = ((gint64)panel->places[i].tile_row << 32) + panel->places[i].tile_col;
      if (!g_hash_table_add (taken, &keys[i]))
        return FALSE;
    }
  return panel->n_regions > 0;
}

static void
copy_positions (NqpMapLayout *layout, const NqpPanel *panel)
{
  int min_col = G_MAXINT, min_row = G_MAXINT;

  for (int i = 0; i < panel->n_places; i++)
    if (panel->places[i].tile_col >= 0 && panel->places[i].tile_row >= 0)
      {
        min_col = MIN (min_col, panel->places[i].tile_col);
        min_row = MIN (min_row, panel->places[i].tile_row);
      }
  for (int i = 0; i < panel->n_places; i++)
    if (panel->places[i].tile_col >= 0 && panel->places[i].tile_row >= 0)
      {
        layout->tile_col[i] = panel->places[i].tile_col - min_col;
        layout->tile_row[i] = panel->places[i].tile_row - min_row;
        layout->n_cols = MAX (layout->n_cols, layout->tile_col[i] + 1);
        layout->n_rows = MAX (layout->n_rows, layout->tile_row[i] + 1);
      }
}

static int
compare_value (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *values = data;
  int i = *(const int *)a, k = *(const int *)b;

  return values[i] < values[k] ? -1 : values[i] > values[k] ? 1 : i - k;
}

/* Half where the place is, half its rank: crowded corners (Europe) get room, empty ones shrink. Result in 0..1. */
static void
spread_out (const double *values, int n, double *out)
{
  g_autofree int *order = g_new (int, n);
  double lo, hi;

  for (int i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, n, sizeof (int), compare_value, (gpointer)values);
  lo = values[order[0]];
  hi = values[order[n - 1]];
  for (int k = 0; k < n; k++)
    out[order[k]]
        = 0.4 * (hi > lo ? (values[order[k]] - lo) / (hi - lo) : 0.5) + 0.6 * (n > 1 ? k / (n - 1.0) : 0.5);
}

/* The assignment of n rows to m >= n columns of least total cost: Kuhn and Munkres with potentials, O(n^2 m). */
static void
assign_least_cost (int n, int m, double (*cost) (int row, int column, gpointer data), gpointer data,
                   int *out_column)
{
  g_autofree double *u = g_new0 (double, n + 1);
  g_autofree double *v = g_new0 (double, m + 1);
  g_autofree double *least = g_new (double, m + 1);
  g_autofree int *row_of = g_new0 (int, m + 1);
  g_autofree int *way = g_new0 (int, m + 1);
  g_autofree gboolean *used = g_new (gboolean, m + 1);

  for (int i = 1; i <= n; i++)
    {
      int j0 = 0;

      row_of[0] = i;
      for (int j = 0; j <= m; j++)
        {
          least[j] = INFINITY;
          used[j] = FALSE;
        }
      do
        {
          int i0 = row_of[j0], j1 = 0;
          double delta = INFINITY;

          used[j0] = TRUE;
          for (int j = 1; j <= m; j++)
            if (!used[j])
              {
                double current = cost (i0 - 1, j - 1, data) - u[i0] - v[j];

                if (current < least[j])
                  {
                    least[j] = current;
                    way[j] = j0;
                  }
                if (least[j] < delta)
                  {
                    delta = least[j];
                    j1 = j;
                  }
              }
          for (int j = 0; j <= m; j++)
            if (used[j])
              {
                u[row_of[j]] += delta;
                v[j] -= delta;
              }
            else
              least[j] -= delta;
          j0 = j1;
        }
      while (row_of[j0] != 0);
      do
        {
          int j1 = way[j0];

          row_of[j0] = row_of[j1];
          j0 = j1;
        }
      while (j0 != 0);
    }
  for (int j = 1; j <= m; j++)
    if (row_of[j] > 0)
      out_column[row_of[j] - 1] = j - 1;
}

typedef struct
{
  const double *x, *y; /* 0..1 */
  int n_cols, n_rows;
} Grid;

static double
grid_cost (int row, int column, gpointer data)
{
  const Grid *grid = data;
  double dx = grid->x[row] * grid->n_cols - (column % grid->n_cols + 0.5);
  double dy = grid->y[row] * grid->n_rows - (column / grid->n_cols + 0.5);

  return dx * dx + dy * dy;
}

/* Slices from west to east of equal counts, each sorted from north to south: neighbours stay close, n log n. */
static void
sort_into_columns (const Grid *grid, int n, int *out_cell)
{
  g_autofree int *order = g_new (int, n);

  for (int i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, n, sizeof (int), compare_value, (gpointer)grid->x);
  for (int col = 0; col < grid->n_cols; col++)
    {
      int from = (int)((gint64)n * col / grid->n_cols), to = (int)((gint64)n * (col + 1) / grid->n_cols);

      g_qsort_with_data (order + from, to - from, sizeof (int), compare_value, (gpointer)grid->y);
      for (int k = from; k < to; k++)
        out_cell[order[k]] = (k - from + (grid->n_rows - (to - from)) / 2) * grid->n_cols + col;
    }
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const NqpPanel *panel = data;
  const NqpRegion *one = &panel->places[*(const int *)a], *other = &panel->places[*(const int *)b];
  /* not by the locale's order: a picture has to be the same everywhere */
  g_autofree char *key = g_utf8_casefold (nqp_text_get (&one->name, NQP_LANG_EN), -1);
  g_autofree char *other_key = g_utf8_casefold (nqp_text_get (&other->name, NQP_LANG_EN), -1);
  const int by_name = strcmp (key, other_key);

  if (one->group != other->group) /* those without a group last */
    return (guint)one->group < (guint)other->group ? -1 : 1;
  return by_name != 0 ? by_name : strcmp (one->code, other->code);
}

/* Nobody knows where regions are: all of them in rows, group after group, by name within. */
static void
fill_plainly (NqpMapLayout *layout, const NqpPanel *panel)
{
  g_autofree int *places = g_new (int, MAX (panel->n_regions, 1));
  const int n = panel->n_regions;

  for (int i = 0; i < n; i++)
    places[i] = i;
  g_qsort_with_data (places, n, sizeof (int), compare_places, (gpointer)panel);
  layout->n_cols = (int)ceil (sqrt (n * 0.8));
  layout->n_rows = n > 0 ? (n + layout->n_cols - 1) / layout->n_cols : 0;
  for (int k = 0; k < n; k++)
    {
      layout->tile_col[places[k]] = k % layout->n_cols;
      layout->tile_row[places[k]] = k / layout->n_cols;
    }
}

void
nqp_tile_grid_assign (NqpMapLayout *layout, const NqpPanel *panel, const double *x, const double *y)
{
  g_autofree int *places = g_new (int, MAX (panel->n_regions, 1));
  g_autofree double *px = NULL, *py = NULL, *gx = NULL, *gy = NULL;
  g_autofree int *cell = NULL;
  Grid grid;
  double width, height, aspect;
  int n = 0;

  for (int i = 0; i < panel->n_places; i++)
    layout->tile_col[i] = layout->tile_row[i] = -1;
  if (positions_given (panel))
    {
      copy_positions (layout, panel);
      return;
    }
  for (int i = 0; i < panel->n_regions; i++)
    if (isfinite (x[i]) && isfinite (y[i]))
      places[n++] = i;
  if (n == 0)
    {
      fill_plainly (layout, panel);
      return;
    }

  px = g_new (double, n);
  py = g_new (double, n);
  gx = g_new (double, n);
  gy = g_new (double, n);
  cell = g_new0 (int, n);
  for (int k = 0; k < n; k++)
    {
      px[k] = x[places[k]];
      py[k] = -y[places[k]];
    }
  spread_out (px, n, gx);
  spread_out (py, n, gy);
  width = height = 0;
  for (int k = 0; k < n; k++)
    for (int l = 0; l < n; l += MAX (n / 50, 1))
      {
        width = MAX (width, fabs (px[k] - px[l]));
        height = MAX (height, fabs (py[k] - py[l]));
      }
  aspect = CLAMP (height > 0 && width > 0 ? width / height : 1, 0.6, 1.9);
  if (n <= MOST_FOR_SEARCH)
    {
      /* a quarter of the cells stays empty: coasts and seas */
      grid = (Grid){ gx, gy, MAX (1, (int)ceil (sqrt (n * 1.25 * aspect))), 0 };
      grid.n_rows = MAX (1, (int)ceil (n * 1.25 / grid.n_cols));
      assign_least_cost (n, grid.n_cols * grid.n_rows, grid_cost, &grid, cell);
    }
  else
    {
      grid = (Grid){ gx, gy, MAX (1, (int)ceil (sqrt (n * aspect))), 0 };
      grid.n_rows = (n + grid.n_cols - 1) / grid.n_cols;
      sort_into_columns (&grid, n, cell);
    }
  for (int k = 0; k < n; k++)
    {
      layout->tile_col[places[k]] = cell[k] % grid.n_cols;
      layout->tile_row[places[k]] = cell[k] / grid.n_cols;
    }
  layout->n_cols = grid.n_cols;
  layout->n_rows = grid.n_rows;
}
