/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-pca.h"
#include "nqp-stages-private.h"

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
  self->n_cells = nqp_weigh_input_fewest (&input);
  self->leaves = g_new (int, input.n);
  for (int i = 0; i < input.n; i++)
    self->leaves[i] = scores->tree->leaves[input.leaf[i]];
  return TRUE;
}
