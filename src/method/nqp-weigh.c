/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-pca.h"
#include "nqp-weigh-private.h"

typedef void (*Weigh) (const NqpWeighInput *input, double *importance);

/**
 * nqp_weigh_input_init:
 * @x: [indicator]: treated values
 * @extents: [indicator]: of these
 */
void
nqp_weigh_input_init (NqpWeighInput *self, const NqpPanel *panel, const double *const *x, gsize n_cells,
                      const NqpExtent *extents, const NqpTree *tree, double shift)
{
  const int room = MAX (tree->n_leaves, 1);

  *self = (NqpWeighInput){
    .n_cells = n_cells,
    .leaf = g_new (int, room),
    .x = g_new (const double *, room),
    .extent = g_new (NqpExtent, room),
    .direction = g_new (int, room),
    .shift = shift,
  };
  for (int i = 0; i < tree->n_leaves; i++)
    {
      int j = tree->nodes[tree->leaves[i]].indicator;

      if (!nqp_tree_is_on (tree, tree->leaves[i]) || !(extents[j].max > extents[j].min))
        continue;
      self->leaf[self->n] = i;
      self->x[self->n] = x[j];
      self->extent[self->n] = extents[j];
      self->direction[self->n] = panel->indicators[j].direction;
      self->n++;
    }
}

void
nqp_weigh_input_clear (NqpWeighInput *self)
{
  g_clear_pointer (&self->leaf, g_free);
  g_clear_pointer (&self->x, g_free);
  g_clear_pointer (&self->extent, g_free);
  g_clear_pointer (&self->direction, g_free);
}

/* Weights look at min-max values whatever the scores are normalised by, so that a scheme gives the same weights for each. */
gsize
nqp_weigh_input_gather (const NqpWeighInput *self, int j, double *z)
{
  const double min = self->extent[j].min, max = self->extent[j].max;
  gsize m = nqp_gather (self->x[j], self->n_cells, z);

  if (self->direction[j] >= 0)
    for (gsize c = 0; c < m; c++)
      z[c] = (z[c] - min) / (max - min);
  else
    for (gsize c = 0; c < m; c++)
      z[c] = (max - z[c]) / (max - min);
  return m;
}

/* Pearson's r of oriented min-max values over the cells that have both. */
void
nqp_weigh_input_correlate (const NqpWeighInput *self, double *r)
{
  const gsize n = (gsize)self->n;
  g_autofree double *z = g_new (double, self->n_cells + 1);
  g_autofree double *offset = g_new (double, n + 1);
  g_autofree double *scale = g_new (double, n + 1);
  g_autofree double *mean = g_new (double, n + 1);

  for (gsize j = 0; j < n; j++)
    {
      double range = self->extent[j].max - self->extent[j].min;
      gsize m = nqp_weigh_input_gather (self, (int)j, z);

      mean[j] = nqp_mean (z, m);
      offset[j] = self->direction[j] >= 0 ? self->extent[j].min : self->extent[j].max;
      scale[j] = self->direction[j] >= 0 ? 1 / range : -1 / range;
    }
  nqp_correlate (self->x, offset, scale, mean, self->n, self->n_cells, r);
}

/* d = 1 - e, e = -(1 / ln n) sum p ln p, p = z / sum z, 0 ln 0 = 0 (Shannon; Zeleny 1982) */
double
nqp_weigh_divergence (double *z, gsize m)
{
  double total = nqp_sum (z, m);

  for (gsize c = 0; c < m; c++)
    {
      double p = z[c] / total;

      z[c] = p > 0 ? p * log (p) : 0.0;
    }
  return MAX (1 + nqp_sum (z, m) / log ((double)m), 0.0);
}

static void
weigh_entropy (const NqpWeighInput *input, double *importance)
{
  g_autofree double *z = g_new (double, input->n_cells + 1);

  for (int j = 0; j < input->n; j++)
    {
      gsize m = nqp_weigh_input_gather (input, j, z);

      for (gsize c = 0; c < m && input->shift > 0; c++)
        z[c] += input->shift;
      importance[j] = nqp_weigh_divergence (z, m);
    }
}

/* sd / |mean|, sample standard deviation */
static void
weigh_cv (const NqpWeighInput *input, double *importance)
{
  g_autofree double *z = g_new (double, input->n_cells + 1);

  for (int j = 0; j < input->n; j++)
    {
      gsize m = nqp_weigh_input_gather (input, j, z);
      double mean = nqp_mean (z, m);

      importance[j] = nqp_sd (z, m, mean) / fabs (mean);
    }
}

/* C = sd sum (1 - r), sample standard deviation (Diakoulaki, Mavrotas and Papayannakis 1995) */
static void
weigh_critic (const NqpWeighInput *input, double *importance)
{
  const gsize n = (gsize)input->n;
  g_autofree double *z = g_new (double, input->n_cells + 1);
  g_autofree double *r = g_new (double, n *n + 1);

  nqp_weigh_input_correlate (input, r);
  for (gsize j = 0; j < n; j++)
    {
      gsize m = nqp_weigh_input_gather (input, (int)j, z);
      double conflict = 0;

      for (gsize k = 0; k < n; k++)
        conflict += 1 - r[j * n + k];
      importance[j] = nqp_sd (z, m, nqp_mean (z, m)) * conflict;
    }
}

static void
weigh_pca (const NqpWeighInput *input, double *importance)
{
  g_autofree double *r = g_new (double, input->n * input->n + 1);
  g_auto (NqpPca) pca = { 0 };

  if (input->n == 0)
    return;
  nqp_weigh_input_correlate (input, r);
  nqp_pca_solve (&pca, input->n, r);
  for (int j = 0; j < input->n; j++)
    importance[j] = pca.weights[j];
}

/* The schemes that look at the data; the others need only the tree. */
static const Weigh functions[NQP_N_SCHEMES] = {
  [NQP_SCHEME_ENTROPY] = weigh_entropy,
  [NQP_SCHEME_CRITIC] = weigh_critic,
  [NQP_SCHEME_CV] = weigh_cv,
  [NQP_SCHEME_PCA] = weigh_pca,
};

gboolean
nqp_weigh_uses_data (NqpScheme scheme)
{
  return functions[scheme] != NULL;
}

/* The fewest cells that an indicator has a value in. */
static gsize
fewest_cells (const NqpWeighInput *input)
{
  gsize fewest = input->n_cells;

  for (int j = 0; j < input->n; j++)
    fewest = MIN (fewest, input->extent[j].n);
  return fewest;
}

/**
 * nqp_weigh:
 * @scheme: one for which nqp_weigh_uses_data()
 * @leaf_weights: (out): [leaf of the tree]: sum 1; 0 for leaves that are off, empty or constant
 * @warnings: (element-type utf8): what makes the weights doubtful is added
 *
 * Returns: %FALSE with @error set if no leaf differs from cell to cell
 */
gboolean
nqp_weigh (const NqpWeighing *what, NqpScheme scheme, double *leaf_weights, GPtrArray *warnings,
           GError **error)
{
  const NqpTree *tree = what->tree;
  g_autofree double *importance = g_new0 (double, MAX (tree->n_leaves, 1));
  g_auto (NqpWeighInput) input = { 0 };
  double total = 0;

  nqp_weigh_input_init (&input, what->columns->panel, what->columns->x, what->columns->n_cells, what->extents,
                        tree, what->method->shift);
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
  for (int i = 0; i < tree->n_leaves; i++)
    leaf_weights[i] = 0;
  for (int i = 0; i < input.n; i++)
    leaf_weights[input.leaf[i]] = importance[i] / total;
  if (scheme == NQP_SCHEME_PCA)
    {
      char *doubt = nqp_pca_doubt (input.n, fewest_cells (&input));

      if (doubt != NULL)
        g_ptr_array_add (warnings, doubt);
    }
  return TRUE;
}

/**
 * nqp_pca_from_scores:
 * @self: (out): cleared by the caller, also after %FALSE
 *
 * Correlations are over the cells of all years that have both values (pairwise complete), of the values that count: after
 * outliers were treated.
 *
 * Returns: %FALSE with @error set (%NQP_METHOD_ERROR_DATA) if no indicator that is on differs from cell to cell
 */
gboolean
nqp_pca_from_scores (NqpPca *self, const NqpScores *scores, GError **error)
{
  const gsize n_cells = (gsize)scores->n_regions * (gsize)scores->n_years;
  g_autofree NqpExtent *extents = g_new0 (NqpExtent, MAX (scores->n_indicators, 1));
  g_autofree double *values = g_new (double, MAX ((gsize)scores->n_indicators * n_cells, 1));
  g_autofree const double **x = g_new (const double *, MAX (scores->n_indicators, 1));
  g_auto (NqpWeighInput) input = { 0 };
  g_autofree double *r = NULL;

  *self = (NqpPca){ 0 };
  for (int j = 0; j < scores->n_indicators; j++)
    {
      double *treated = values + (gsize)j * n_cells;

      for (gsize i = 0; i < n_cells; i++)
        treated[i] = nqp_scores_treated (scores, j, (int)(i / (gsize)scores->n_regions),
                                         (int)(i % (gsize)scores->n_regions));
      x[j] = treated;
      extents[j] = nqp_extent (treated, n_cells);
    }
  nqp_weigh_input_init (&input, scores->panel, x, n_cells, extents, scores->tree, 0);
  if (input.n == 0)
    {
      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA,
                   _ ("There are no principal components: no indicator that is switched on differs between "
                      "regions or years"));
      return FALSE;
    }
  r = g_new (double, input.n *input.n);
  nqp_weigh_input_correlate (&input, r);
  nqp_pca_solve (self, input.n, r);
  self->n_cells = fewest_cells (&input);
  self->leaves = g_new (int, input.n);
  for (int i = 0; i < input.n; i++)
    self->leaves[i] = scores->tree->leaves[input.leaf[i]];
  return TRUE;
}
