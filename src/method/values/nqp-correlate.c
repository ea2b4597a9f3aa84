/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-correlate-private.h"

enum
{
  BLOCK = 256, /* cells worked on at once: a block of all indicators stays in the cache */
  TILE = 4,
};

typedef struct
{
  gsize n;                          /* indicators */
  gsize stride;                     /* n rounded up to whole tiles; the rest is zero */
  double *u;                        /* [cell][indicator]: centred values, 0 where missing */
  double *m;                        /* [cell][indicator]: 1 where there is a value, else 0 */
  double *uu;                       /* [j][k]: sum of products over the cells that have both */
  double *lost_n, *lost_u, *lost_q; /* [k][j]: count, sum and squares of j in the cells where k is missing */
  double *n_own, *u_own, *q_own;    /* [j]: count, sum and squares of j */
} Work;

static void
add_products (Work *w, gsize n_cells)
{
  for (gsize j = 0; j < w->stride; j += TILE)
    for (gsize k = j; k < w->stride; k += TILE)
      {
        double tile[TILE][TILE] = { 0 };

        for (gsize c = 0; c < n_cells; c++)
          {
            const double *a = w->u + c * w->stride + j;
            const double *b = w->u + c * w->stride + k;

            for (int p = 0; p < TILE; p++)
              for (int q = 0; q < TILE; q++)
                tile[p][q] += a[p] * b[q];
          }
        for (int p = 0; p < TILE; p++)
          for (int q = 0; q < TILE; q++)
            w->uu[(j + p) * w->stride + k + q] += tile[p][q];
      }
}

/* Gaps are few: what they take away is collected rather than what is there. */
static void
add_cell (Work *w, const double *u, const double *m)
{
  for (gsize j = 0; j < w->stride; j++)
    {
      w->n_own[j] += m[j];
      w->u_own[j] += u[j];
      w->q_own[j] += u[j] * u[j];
    }
  for (gsize k = 0; k < w->n; k++)
    {
      double *lost_n = w->lost_n + k * w->stride;
      double *lost_u = w->lost_u + k * w->stride;
      double *lost_q = w->lost_q + k * w->stride;

      if (m[k] != 0)
        continue;
      for (gsize j = 0; j < w->stride; j++)
        {
          lost_n[j] += m[j];
          lost_u[j] += u[j];
          lost_q[j] += u[j] * u[j];
        }
    }
}

static double
coefficient (const Work *w, gsize j, gsize k)
{
  const double n = w->n_own[j] - w->lost_n[k * w->stride + j];
  const double sum_j = w->u_own[j] - w->lost_u[k * w->stride + j];
  const double sum_k = w->u_own[k] - w->lost_u[j * w->stride + k];
  const double square_j = w->q_own[j] - w->lost_q[k * w->stride + j];
  const double square_k = w->q_own[k] - w->lost_q[j * w->stride + k];
  double var_j, var_k, r;

  if (n < 2)
    return 0;
  var_j = square_j - sum_j * sum_j / n;
  var_k = square_k - sum_k * sum_k / n;
  /* constant where both have a value, up to the rounding of the sums */
  if (!(var_j > 1e-10 * w->q_own[j] * n / w->n_own[j]) || !(var_k > 1e-10 * w->q_own[k] * n / w->n_own[k]))
    return 0;
  r = (w->uu[j * w->stride + k] - sum_j * sum_k / n) / sqrt (var_j * var_k);
  return CLAMP (r, -1.0, 1.0);
}

/**
 * nqp_correlate:
 * @x: [n]: columns of @n_cells values
 * @offset: [n]: subtracted from x first
 * @scale: [n]: then multiplied
 * @centre: [n]: about the mean of what comes out; keeps the sums small
 * @r: (out): n x n
 *
 * Pearson correlations over the cells that have both values (pairwise complete). A pair with fewer than two such
 * cells, or constant in them, has 0.
 */
void
nqp_correlate (const double *const *x, const double *offset, const double *scale, const double *centre, int n,
               gsize n_cells, double *r)
{
  const gsize stride = ((gsize)n + TILE - 1) / TILE * TILE;
  const gsize square = stride * stride;
  g_autofree double *block = g_new0 (double, 2 * BLOCK * stride + 1);
  g_autofree double *sums = g_new0 (double, 4 * square + 3 * stride + 1);
  Work w = { .n = (gsize)n, .stride = stride, .u = block, .m = block + BLOCK * stride };

  w.uu = sums;
  w.lost_n = w.uu + square;
  w.lost_u = w.lost_n + square;
  w.lost_q = w.lost_u + square;
  w.n_own = w.lost_q + square;
  w.u_own = w.n_own + stride;
  w.q_own = w.u_own + stride;
  for (gsize start = 0; start < n_cells; start += BLOCK)
    {
      gsize length = MIN ((gsize)BLOCK, n_cells - start);

      for (gsize j = 0; j < w.n; j++)
        for (gsize c = 0; c < length; c++)
          {
            double u = (x[j][start + c] - offset[j]) * scale[j] - centre[j];
            gboolean present = u == u;

            w.u[c * stride + j] = present ? u : 0.0;
            w.m[c * stride + j] = present ? 1.0 : 0.0;
          }
      add_products (&w, length);
      for (gsize c = 0; c < length; c++)
        add_cell (&w, w.u + c * stride, w.m + c * stride);
    }
  for (gsize j = 0; j < w.n; j++)
    for (gsize k = j; k < w.n; k++)
      r[j * w.n + k] = r[k * w.n + j] = j == k ? 1.0 : coefficient (&w, j, k);
}
