/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-layout-private.h"

#include <math.h>

/* An outline may come from anywhere: a tangle of a hundred thousand points, a sliver as long as a continent. A label needs a
 * good place, not the best one, so that it is looked for within bounds. */
#define MOST_POINTS 1500 /* of a ring; of a finer one every second, third, ... point counts */
#define MOST_HOLES 50    /* the largest */
#define MOST_HOLE_POINTS 30
#define MOST_CELLS 400 /* that are divided */
#define THIN 20 /* so many times longer than wide on the average: has no inside that is worth a search */
#define MOST_LINES 16 /* on which the widest part is looked for if the search found nothing */

typedef struct
{
  double x, y, half;
  double distance; /* of the middle to the nearest side; below 0: outside */
  double most;     /* that any point of the square can have */
} Cell;

typedef struct
{
  double size;
  int ring;
} Hole;

static int
compare_holes (gconstpointer a, gconstpointer b)
{
  const Hole *p = a, *q = b;

  return p->size > q->size ? -1 : p->size < q->size ? 1 : p->ring - q->ring;
}

static void
find_box (const NqpRing *ring, double low[2], double high[2])
{
  low[0] = low[1] = INFINITY;
  high[0] = high[1] = -INFINITY;
  for (int i = 0; i < 2 * ring->n_points; i++)
    {
      low[i % 2] = MIN (ring->xy[i], low[i % 2]);
      high[i % 2] = MAX (ring->xy[i], high[i % 2]);
    }
}

static double
box_size (const NqpRing *ring)
{
  double low[2], high[2];

  find_box (ring, low, high);
  return (high[0] - low[0]) * (high[1] - low[1]);
}

static void
add_thinned (GArray *rings, const NqpRing *from, int most)
{
  const int step = (from->n_points + most - 1) / most;
  NqpRing ring = { 0, g_new (double, 2 * ((gsize)(from->n_points / step) + 1)), from->hole };

  for (int i = 0; i < from->n_points; i += step, ring.n_points++)
    {
      ring.xy[2 * ring.n_points] = from->xy[2 * i];
      ring.xy[2 * ring.n_points + 1] = from->xy[2 * i + 1];
    }
  g_array_append_val (rings, ring);
}

static void
clear_ring (gpointer ring)
{
  g_free (((NqpRing *)ring)->xy);
}

/* Of the outer ring and its holes only what is seen from afar. */
static GArray *
thin (const NqpRing *rings, int n_rings)
{
  GArray *thinned = g_array_new (FALSE, FALSE, sizeof (NqpRing));
  g_autoptr (GArray) holes = g_array_new (FALSE, FALSE, sizeof (Hole));

  g_array_set_clear_func (thinned, clear_ring);
  add_thinned (thinned, &rings[0], MOST_POINTS);
  for (int r = 1; r < n_rings; r++)
    if (rings[r].n_points >= NQP_RING_MIN_POINTS)
      {
        Hole hole = { box_size (&rings[r]), r };

        g_array_append_val (holes, hole);
      }
  if (holes->len > MOST_HOLES)
    g_array_sort (holes, compare_holes);
  for (guint k = 0; k < MIN (holes->len, MOST_HOLES); k++)
    add_thinned (thinned, &rings[g_array_index (holes, Hole, k).ring],
                 holes->len <= 3 ? MOST_POINTS / 3 : MOST_HOLE_POINTS);
  return thinned;
}

static gboolean
is_inside (const NqpRing *rings, int n_rings, double x, double y)
{
  gboolean inside = FALSE;

  for (int r = 0; r < n_rings; r++)
    for (int i = 0, j = rings[r].n_points - 1; i < rings[r].n_points; j = i++)
      {
        const double *a = &rings[r].xy[2 * i], *b = &rings[r].xy[2 * j];

        if ((a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
          inside = !inside;
      }
  return inside;
}

static double
distance_to (const NqpRing *rings, int n_rings, double x, double y)
{
  double least = INFINITY;

  for (int r = 0; r < n_rings; r++)
    for (int i = 0, j = rings[r].n_points - 1; i < rings[r].n_points; j = i++)
      {
        const double *a = &rings[r].xy[2 * j], *b = &rings[r].xy[2 * i];
        const double dx = b[0] - a[0], dy = b[1] - a[1], length = dx * dx + dy * dy;
        double t = length > 0 ? ((x - a[0]) * dx + (y - a[1]) * dy) / length : 0;
        double px, py;

        t = CLAMP (t, 0, 1);
        px = a[0] + t * dx - x;
        py = a[1] + t * dy - y;
        least = MIN (least, px * px + py * py);
      }
  least = sqrt (least);
  return is_inside (rings, n_rings, x, y) ? least : -least;
}

static Cell
make_cell (const GArray *rings, double x, double y, double half)
{
  const double distance = distance_to ((const NqpRing *)(const void *)rings->data, (int)rings->len, x, y);

  return (Cell){ x, y, half, distance, distance + half * G_SQRT2 };
}

/* The centre of gravity: of a compact outline it is as good as any. */
static Cell
make_centroid (const GArray *rings)
{
  const double *o = g_array_index (rings, NqpRing, 0).xy;
  double sum = 0, x = 0, y = 0;

  for (guint r = 0; r < rings->len; r++)
    {
      const NqpRing *ring = &g_array_index (rings, NqpRing, r);
      double area = 0, mx = 0, my = 0, sign;

      for (int i = 0, j = ring->n_points - 1; i < ring->n_points; j = i++)
        {
          const double ax = ring->xy[2 * j] - o[0], ay = ring->xy[2 * j + 1] - o[1];
          const double bx = ring->xy[2 * i] - o[0], by = ring->xy[2 * i + 1] - o[1];
          const double cross = ax * by - bx * ay;

          area += cross;
          mx += cross * (ax + bx);
          my += cross * (ay + by);
        }
      /* whichever way around they run, holes count against the rest */
      sign = (area < 0) == ring->hole ? 1 : -1;
      sum += sign * area;
      x += sign * mx;
      y += sign * my;
    }
  return sum != 0 ? make_cell (rings, o[0] + x / (3 * sum), o[1] + y / (3 * sum), 0)
                  : make_cell (rings, o[0], o[1], 0);
}

/* A heap: the first has the most. */
static void
push (GArray *heap, Cell cell)
{
  guint k = heap->len;
  Cell *cells;

  g_array_append_val (heap, cell);
  cells = (Cell *)(void *)heap->data;
  for (; k > 0 && cells[(k - 1) / 2].most < cell.most; k = (k - 1) / 2)
    cells[k] = cells[(k - 1) / 2];
  cells[k] = cell;
}

static Cell
pop (GArray *heap)
{
  Cell *cells = (Cell *)(void *)heap->data;
  const Cell first = cells[0], last = cells[heap->len - 1];
  const guint n = heap->len - 1;
  guint k = 0;

  g_array_set_size (heap, n);
  for (guint child; n > 0 && (child = 2 * k + 1) < n; k = child)
    {
      if (child + 1 < n && cells[child + 1].most > cells[child].most)
        child++;
      if (cells[child].most <= last.most)
        break;
      cells[k] = cells[child];
    }
  if (n > 0)
    cells[k] = last;
  return first;
}

/* The pole of inaccessibility (Garcia-Castellanos and Lombardo 2007), by squares that are divided where a better point may
 * still be (Agafonkin, polylabel). */
static Cell
search (const GArray *rings, double precision)
{
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Cell));
  double low[2], high[2], side;
  Cell best = { .distance = -INFINITY };

  find_box (&g_array_index (rings, NqpRing, 0), low, high);
  side = MAX (MIN (high[0] - low[0], high[1] - low[1]),
              MAX (high[0] - low[0], high[1] - low[1]) / (THIN * THIN));
  if (!(side > 0 && isfinite (side)))
    return best;
  for (double x = low[0]; x < high[0]; x += side)
    for (double y = low[1]; y < high[1]; y += side)
      push (heap, make_cell (rings, x + side / 2, y + side / 2, side / 2));
  best = make_centroid (rings);
  for (int n = 0; heap->len > 0;)
    {
      const Cell cell = pop (heap);
      const double half = cell.half / 2;

      if (cell.distance > best.distance)
        best = cell;
      if (cell.most - best.distance <= precision || ++n > MOST_CELLS)
        continue;
      for (int k = 0; k < 4; k++)
        push (heap,
              make_cell (rings, cell.x + (k % 2 ? half : -half), cell.y + (k / 2 ? half : -half), half));
    }
  return best;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

/* The middle of the widest part of a horizontal line through the polygon; FALSE if it meets none. */
static gboolean
widest_part (const NqpRing *rings, int n_rings, double y, double *out_x)
{
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
  double best = 0;

  for (int r = 0; r < n_rings; r++)
    for (int i = 0, j = rings[r].n_points - 1; i < rings[r].n_points; j = i++)
      {
        const double *a = &rings[r].xy[2 * i], *b = &rings[r].xy[2 * j];

        if ((a[1] > y) != (b[1] > y))
          {
            double x = (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0];

            g_array_append_val (crossings, x);
          }
      }
  g_array_sort (crossings, compare_doubles);
  for (guint k = 0; k + 1 < crossings->len; k += 2)
    {
      const double from = g_array_index (crossings, double, k), to = g_array_index (crossings, double, k + 1);

      if (to - from > best)
        {
          best = to - from;
          *out_x = from + best / 2;
        }
    }
  return best > 0;
}

/**
 * nqp_label_point:
 * @rings: a ring and the holes in it; all numbers finite
 * @area: of the polygon
 * @out_x: (out): of a point in the polygon, far from its sides, or if it is too thin to have an inside, of its outline
 */
void
nqp_label_point (const NqpRing *rings, int n_rings, double area, double *out_x, double *out_y)
{
  double low[2], high[2];

  find_box (&rings[0], low, high);
  if (sqrt (area) * THIN > MAX (high[0] - low[0], high[1] - low[1]))
    {
      g_autoptr (GArray) thinned = thin (rings, n_rings);
      /* a fiftieth of the polygon's size: a label needs no more */
      const Cell best = search (thinned, MAX (sqrt (area) / 50, 1));

      *out_x = best.x;
      *out_y = best.y;
      if (best.distance > 0 && is_inside (rings, n_rings, best.x, best.y))
        return;
    }
  for (int k = 1; k < MOST_LINES; k++)
    {
      /* the middle first, then on both sides of it */
      const double share = 0.5 + (k % 2 ? 1 : -1) * (double)(k / 2) / MOST_LINES;

      *out_y = low[1] + share * (high[1] - low[1]);
      if (widest_part (rings, n_rings, *out_y, out_x))
        return;
    }
  *out_x = rings[0].xy[0];
  *out_y = rings[0].xy[1];
}
