/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-stages-private.h"

/* One column a leaf that takes part: on, with at least two different values. */
typedef struct
{
  int n;
  gsize n_cells;
  const double **x;
  const NqpExtent *extent;
  const int *direction;
} Input;

typedef void (*Weigh) (const Input *input, double *importance);

/* Oriented min-max values over all years of the cells that have one, packed. Weights look at these whatever the scores
 * are normalised by, so that a scheme gives the same weights for each. */
static gsize
gather_minmax (const Input *input, int j, double *z)
{
  const double min = input->extent[j].min, max = input->extent[j].max;
  gsize m = nqp_gather (input->x[j], input->n_cells, z);

  if (input->direction[j] >= 0)
    for (gsize c = 0; c < m; c++)
      z[c] = (z[c] - min) / (max - min);
  else
    for (gsize c = 0; c < m; c++)
      z[c] = (max - z[c]) / (max - min);
  return m;
}

/* d = 1 - e, e = -(1 / ln n) sum p ln p, p = z / sum z, 0 ln 0 = 0 (Shannon; Zeleny 1982) */
static void
weigh_entropy (const Input *input, double *importance)
{
  g_autofree double *z = g_new (double, input->n_cells + 1);

  for (int j = 0; j < input->n; j++)
    {
      gsize m = gather_minmax (input, j, z);
      double total = nqp_sum (z, m);

      for (gsize c = 0; c < m; c++)
        {
          double p = z[c] / total;

          z[c] = p > 0 ? p * log (p) : 0.0;
        }
      importance[j] = MAX (1 + nqp_sum (z, m) / log ((double)m), 0.0);
    }
}

/* sd / |mean|, sample standard deviation */
static void
weigh_cv (const Input *input, double *importance)
{
  g_autofree double *z = g_new (double, input->n_cells + 1);

  for (int j = 0; j < input->n; j++)
    {
      gsize m = gather_minmax (input, j, z);
      double mean = nqp_mean (z, m);

      importance[j] = nqp_sd (z, m, mean) / fabs (mean);
    }
}

/* C = sd sum (1 - r), sample standard deviation (Diakoulaki, Mavrotas and Papayannakis 1995) */
static void
weigh_critic (const Input *input, double *importance)
{
  const gsize n = (gsize)input->n;
  g_autofree double *z = g_new (double, input->n_cells + 1);
  g_autofree double *offset = g_new (double, n + 1);
  g_autofree double *scale = g_new (double, n + 1);
  g_autofree double *mean = g_new (double, n + 1);
  g_autofree double *r = g_new (double, n *n + 1);

  for (gsize j = 0; j < n; j++)
    {
      double range = input->extent[j].max - input->extent[j].min;
      gsize m = gather_minmax (input, (int)j, z);

      mean[j] = nqp_mean (z, m);
      importance[j] = nqp_sd (z, m, mean[j]);
      offset[j] = input->direction[j] >= 0 ? input->extent[j].min : input->extent[j].max;
      scale[j] = input->direction[j] >= 0 ? 1 / range : -1 / range;
    }
  nqp_correlate (input->x, offset, scale, mean, input->n, input->n_cells, r);
  for (gsize j = 0; j < n; j++)
    {
      double conflict = 0;

      for (gsize k = 0; k < n; k++)
        conflict += 1 - r[j * n + k];
      importance[j] *= conflict;
    }
}

/* The schemes that look at the data; the others need only the tree. */
static const Weigh functions[NQP_N_SCHEMES] = {
  [NQP_SCHEME_ENTROPY] = weigh_entropy,
  [NQP_SCHEME_CRITIC] = weigh_critic,
  [NQP_SCHEME_CV] = weigh_cv,
};

gboolean
nqp_weigh_uses_data (NqpScheme scheme)
{
  return functions[scheme] != NULL;
}

/**
 * nqp_weigh:
 * @extents: [indicator]: of the treated values
 * @scheme: one for which nqp_weigh_uses_data()
 * @leaf_weights: (out): [leaf of @tree]: sum 1; 0 for leaves that are off, empty or constant
 *
 * Returns: %FALSE with @error set if no leaf differs from cell to cell
 */
gboolean
nqp_weigh (const NqpColumns *columns, const NqpTree *tree, const NqpExtent *extents, NqpScheme scheme,
           double *leaf_weights, GError **error)
{
  g_autofree int *leaf = g_new (int, MAX (tree->n_leaves, 1));
  g_autofree const double **x = g_new (const double *, MAX (tree->n_leaves, 1));
  g_autofree NqpExtent *extent = g_new (NqpExtent, MAX (tree->n_leaves, 1));
  g_autofree int *direction = g_new (int, MAX (tree->n_leaves, 1));
  g_autofree double *importance = g_new0 (double, MAX (tree->n_leaves, 1));
  Input input = { 0, columns->n_cells, x, extent, direction };
  double total = 0;

  for (int i = 0; i < tree->n_leaves; i++)
    {
      int j = tree->nodes[tree->leaves[i]].indicator;

      leaf_weights[i] = 0;
      if (!nqp_tree_is_on (tree, tree->leaves[i]) || !(extents[j].max > extents[j].min))
        continue;
      leaf[input.n] = i;
      x[input.n] = columns->x[j];
      extent[input.n] = extents[j];
      direction[input.n] = columns->panel->indicators[j].direction;
      input.n++;
    }
  if (functions[scheme] == NULL)
    {
      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_WEIGHTS,
                   _ ("The scheme “%s” is not available yet; choose equal, entropy, critic, cv or custom "
                      "weights"),
                   nqp_scheme_choices[scheme].id);
      return FALSE;
    }
  functions[scheme](&input, importance);
  for (int i = 0; i < input.n; i++)
    total += importance[i];
  if (!(total > 0 && isfinite (total)))
    {
      g_set_error (
          error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA,
          _ ("The scheme “%s” cannot weigh these data: no indicator that is switched on differs between "
             "regions or years in a way it could use; choose equal or custom weights"),
          nqp_scheme_choices[scheme].id);
      return FALSE;
    }
  for (int i = 0; i < input.n; i++)
    leaf_weights[leaf[i]] = importance[i] / total;
  return TRUE;
}
