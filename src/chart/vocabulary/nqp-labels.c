/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-labels.h"

static int
compare_position (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *positions = data;
  int i = *(const int *)a, k = *(const int *)b;

  return positions[i] < positions[k] ? -1 : positions[i] > positions[k] ? 1 : i - k;
}

/**
 * nqp_spread:
 * @positions: (inout): centres of the labels, in any order
 * @sizes: lengths along the axis
 * @lo: @hi: where labels may lie; if they do not all fit, they overlap evenly
 *
 * Least squares under the constraint of order: pooling of adjacent violators (Barlow et al. 1972) on positions less the
 * room taken by those before.
 */
void
nqp_spread (double *positions, const double *sizes, int n, double lo, double hi)
{
  g_autofree int *order = g_new (int, MAX (n, 1));
  g_autofree double *offset = g_new (double, MAX (n, 1)); /* centre minus block coordinate */
  g_autofree double *mean = g_new (double, MAX (n, 1));
  g_autofree int *count = g_new (int, MAX (n, 1));
  double total = 0, squeeze, at = 0;
  int n_blocks = 0, k = 0;

  if (n <= 0)
    return;
  for (int i = 0; i < n; i++)
    {
      order[i] = i;
      total += sizes[i];
    }
  g_qsort_with_data (order, n, sizeof (int), compare_position, positions);
  squeeze = total > hi - lo && total > 0 ? MAX (hi - lo, 0) / total : 1;
  for (int i = 0; i < n; i++)
    {
      double size = sizes[order[i]] * squeeze;

      offset[i] = at + size / 2;
      at += size;
    }
  for (int i = 0; i < n; i++)
    {
      mean[n_blocks] = positions[order[i]] - offset[i];
      count[n_blocks++] = 1;
      while (n_blocks > 1 && mean[n_blocks - 2] >= mean[n_blocks - 1])
        {
          int a = count[n_blocks - 2], b = count[n_blocks - 1];

          mean[n_blocks - 2] = (mean[n_blocks - 2] * a + mean[n_blocks - 1] * b) / (a + b);
          count[n_blocks - 2] = a + b;
          n_blocks--;
        }
    }
  /* In these coordinates every label may lie between lo and hi - total: clamping keeps the order and the optimum. */
  for (int block = 0; block < n_blocks; block++)
    for (int i = 0; i < count[block]; i++, k++)
      positions[order[k]] = CLAMP (mean[block], lo, MAX (lo, hi - total * squeeze)) + offset[k];
}

void
nqp_labels_init (NqpLabels *self, NqpBox room)
{
  self->room = room;
  self->boxes = g_array_new (FALSE, FALSE, sizeof (NqpBox));
  self->leaders = g_array_new (FALSE, FALSE, sizeof (NqpSegment));
}

void
nqp_labels_clear (NqpLabels *self)
{
  g_clear_pointer (&self->boxes, g_array_unref);
  g_clear_pointer (&self->leaders, g_array_unref);
}

void
nqp_labels_take (NqpLabels *self, NqpBox box)
{
  g_array_append_val (self->boxes, box);
}

void
nqp_labels_take_leader (NqpLabels *self, NqpSegment leader)
{
  g_array_append_val (self->leaders, leader);
}

static gboolean
segment_meets_box (NqpSegment s, NqpBox box)
{
  double t0 = 0, t1 = 1, d[2] = { s.x2 - s.x1, s.y2 - s.y1 }, p[2] = { s.x1, s.y1 };
  double lo[2] = { box.x, box.y }, hi[2] = { box.x + box.w, box.y + box.h };

  for (int k = 0; k < 2; k++)
    {
      double a, b;

      if (d[k] == 0)
        {
          if (p[k] < lo[k] || p[k] > hi[k])
            return FALSE;
          continue;
        }
      a = (lo[k] - p[k]) / d[k];
      b = (hi[k] - p[k]) / d[k];
      t0 = MAX (t0, MIN (a, b));
      t1 = MIN (t1, MAX (a, b));
    }
  return t0 <= t1;
}

static double
side (NqpSegment s, double x, double y)
{
  return (s.x2 - s.x1) * (y - s.y1) - (s.y2 - s.y1) * (x - s.x1);
}

static gboolean
segments_cross (NqpSegment a, NqpSegment b)
{
  return side (a, b.x1, b.y1) * side (a, b.x2, b.y2) < 0 && side (b, a.x1, a.y1) * side (b, a.x2, a.y2) < 0;
}

/* Inside the room, and no label or line in the way. */
gboolean
nqp_labels_is_open (const NqpLabels *self, NqpBox box)
{
  if (!nqp_box_holds (self->room, box))
    return FALSE;
  for (guint i = 0; i < self->boxes->len; i++)
    if (nqp_boxes_meet (box, g_array_index (self->boxes, NqpBox, i), 0))
      return FALSE;
  for (guint i = 0; i < self->leaders->len; i++)
    if (segment_meets_box (g_array_index (self->leaders, NqpSegment, i), box))
      return FALSE;
  return TRUE;
}

gboolean
nqp_labels_is_leader_open (const NqpLabels *self, NqpSegment leader)
{
  for (guint i = 0; i < self->boxes->len; i++)
    if (segment_meets_box (leader, g_array_index (self->boxes, NqpBox, i)))
      return FALSE;
  for (guint i = 0; i < self->leaders->len; i++)
    if (segments_cross (leader, g_array_index (self->leaders, NqpSegment, i)))
      return FALSE;
  return TRUE;
}
