/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-fill-private.h"

#define X(NAME, name) [NQP_MISSING_##NAME] = &nqp_fill_##name,
const NqpFiller *const nqp_fillers[NQP_N_MISSING] = { NQP_EACH_MISSING (X) };
#undef X

/**
 * nqp_fill:
 *
 * Fills gaps as @how says; filled cells get the state %NQP_CELL_IMPUTED. A suspect cell is a gap until it is accepted.
 * Columns without gaps are shared. OECD/JRC Handbook (2008), step 3.
 *
 * Returns: (transfer full): @columns itself if there is nothing to do
 */
NqpColumns *
nqp_fill (NqpColumns *columns, NqpMissing how)
{
  const NqpFiller *fill = nqp_fillers[how];
  NqpColumns *filled;

  if (fill->apply == NULL)
    return nqp_columns_ref (columns);
  filled = nqp_columns_copy (columns);
  for (int j = 0; j < filled->n; j++)
    {
      NqpExtent extent = nqp_extent (filled->x[j], filled->n_cells);

      if (extent.n == filled->n_cells || extent.n == 0)
        continue;
      nqp_columns_own (filled, j);
      fill->apply (filled, j);
    }
  return filled;
}
