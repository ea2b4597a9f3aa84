/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-panel.h"

G_BEGIN_DECLS

typedef enum
{
  NQP_CELL_KIND_PRESENT,
  NQP_CELL_KIND_MISSING,
  NQP_CELL_KIND_SUSPECT,
} NqpCellKind;

/* How many of the regions x years cells of indicators are what. */
typedef struct
{
  int cells;
  int missing; /* no value in a series it is made of, or a denominator of 0 */
  int suspect; /* a value that is flagged and not accepted */
  int derived; /* made from other series by a formula */
} NqpCellCounts;

NqpCellCounts
nqp_cells_count (const NqpPanel *panel, int indicator);
NqpCellCounts
nqp_cells_count_all (const NqpPanel *panel);
/* What each cell is, [year * n_regions + region]; a value that is suspect and missing is missing. Owned by the caller. */
guint8 *
nqp_cells_look (const NqpPanel *panel, int indicator);

G_END_DECLS
