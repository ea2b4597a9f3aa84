/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-numerics-private.h"

#include <float.h>
#include <math.h>
#include <string.h>

/**
 * nqp_sum:
 * @values: @n numbers, none NaN
 *
 * Pairwise summation (Higham 1993): the error grows with log n, and the order is always the same.
 */
double
nqp_sum (const double *values, gsize n)
{
  double lanes[8] = { 0 };
  gsize half;

  if (n > 256)
    {
      half = (n / 2) & ~(gsize)7;
      return nqp_sum (values, half) + nqp_sum (values + half, n - half);
    }
  for (gsize i = 0; i + 8 <= n; i += 8)
    for (int k = 0; k < 8; k++)
      lanes[k] += values[i + k];
  for (gsize i = n & ~(gsize)7; i < n; i++)
    lanes[i & 7] += values[i];
  return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}

/* Comparisons with NaN are false: missing values pass by without a branch. */
NqpExtent
nqp_extent (const double *values, gsize n)
{
  NqpExtent extent = { 0, NAN, NAN };
  double min[4], max[4];
  gsize count[4] = { 0 };

  for (int k = 0; k < 4; k++)
    {
      min[k] = INFINITY;
      max[k] = -INFINITY;
    }
  for (gsize i = 0; i < n; i++)
    {
      gsize k = i & 3;

      min[k] = values[i] < min[k] ? values[i] : min[k];
      max[k] = values[i] > max[k] ? values[i] : max[k];
      count[k] += values[i] == values[i];
    }
  extent.n = count[0] + count[1] + count[2] + count[3];
  if (extent.n > 0)
    {
      extent.min = MIN (MIN (min[0], min[1]), MIN (min[2], min[3]));
      extent.max = MAX (MAX (max[0], max[1]), MAX (max[2], max[3]));
    }
  return extent;
}

/* Copies the values that are there to @present (room for @n); returns how many. */
gsize
nqp_gather (const double *values, gsize n, double *present)
{
  gsize m = 0;

  for (gsize i = 0; i < n; i++)
    {
      present[m] = values[i];
      m += values[i] == values[i];
    }
  return m;
}

double
nqp_mean (const double *present, gsize n)
{
  return n > 0 ? nqp_sum (present, n) / (double)n : NAN;
}

/* Of the differences from @mean, in @unit. */
static double
sum_of_squares (const double *present, gsize n, double mean, double unit)
{
  double block[256];
  double total = 0, carry = 0;

  for (gsize start = 0; start < n; start += G_N_ELEMENTS (block))
    {
      gsize length = MIN (G_N_ELEMENTS (block), n - start);
      double part, next;

      for (gsize i = 0; i < length; i++)
        {
          double d = (present[start + i] - mean) / unit;

          block[i] = d * d;
        }
      part = nqp_sum (block, length) - carry;
      next = total + part;
      carry = (next - total) - part;
      total = next;
    }
  return total;
}

/* Sample standard deviation (n - 1), in two passes; NaN below two values. Differences whose squares are too small for a number
 * are measured by the largest of them. */
double
nqp_sd (const double *present, gsize n, double mean)
{
  double total, unit = 0;

  if (n < 2)
    return NAN;
  total = sum_of_squares (present, n, mean, 1);
  if (total < DBL_MIN / DBL_EPSILON)
    for (gsize i = 0; i < n; i++)
      unit = MAX (unit, fabs (present[i] - mean));
  return unit > 0 ? unit * sqrt (sum_of_squares (present, n, mean, unit) / (double)(n - 1))
                  : sqrt (total / (double)(n - 1));
}

/* Keys in the order of the doubles they are made from; -0 and +0 are one value. */
static inline guint64
make_key (double value)
{
  guint64 bits;

  value += 0.0;
  memcpy (&bits, &value, sizeof bits);
  return bits ^ ((bits >> 63) != 0 ? G_MAXUINT64 : G_GUINT64_CONSTANT (1) << 63);
}

static void
insertion_sort (NqpSortItem *items, gsize n)
{
  for (gsize i = 1; i < n; i++)
    {
      NqpSortItem item = items[i];
      gsize k = i;

      for (; k > 0 && items[k - 1].key > item.key; k--)
        items[k] = items[k - 1];
      items[k] = item;
    }
}

/**
 * nqp_sort_present:
 * @items: (out): room for @n
 * @scratch: room for @n
 *
 * Sorts the values that are there, ascending, equal ones in the order they stand in; equal values have equal keys.
 *
 * Returns: how many there are
 */
gsize
nqp_sort_present (const double *values, gsize n, NqpSortItem *items, NqpSortItem *scratch)
{
  enum
  {
    BITS = 11,
    BUCKETS = 1 << BITS,
    PASSES = 6
  };
  g_autofree guint32 *counts = NULL;
  NqpSortItem *from = items, *to = scratch;
  gsize m = 0;

  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      items[m++] = (NqpSortItem){ make_key (values[i]), (guint32)i };
  if (m <= 64)
    {
      insertion_sort (items, m);
      return m;
    }
  counts = g_new0 (guint32, PASSES * BUCKETS);
  for (gsize i = 0; i < m; i++)
    for (int pass = 0; pass < PASSES; pass++)
      counts[pass * BUCKETS + ((items[i].key >> (pass * BITS)) & (BUCKETS - 1))]++;
  for (int pass = 0; pass < PASSES; pass++)
    {
      guint32 *count = counts + pass * BUCKETS;
      guint32 start = 0;

      /* a digit that all share changes nothing */
      if (count[(from[0].key >> (pass * BITS)) & (BUCKETS - 1)] == m)
        continue;
      for (int b = 0; b < BUCKETS; b++)
        {
          guint32 size = count[b];

          count[b] = start;
          start += size;
        }
      for (gsize i = 0; i < m; i++)
        to[count[(from[i].key >> (pass * BITS)) & (BUCKETS - 1)]++] = from[i];
      {
        NqpSortItem *swap = from;

        from = to;
        to = swap;
      }
    }
  if (from != items)
    memcpy (items, from, m * sizeof (NqpSortItem));
  return m;
}
