/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-panel.h"

G_BEGIN_DECLS

/* How many of the regions x years cells of indicators are what. */
typedef struct
{
  int cells;
  int missing; /* no value in a series, or a denominator of 0 */
  int suspect; /* a value that is flagged and not accepted */
  int derived; /* made from other series by a formula */
} NqpCellCounts;

NqpCellCounts
nqp_cells_count (const NqpPanel *panel, int indicator);
NqpCellCounts
nqp_cells_count_all (const NqpPanel *panel);
gboolean
nqp_cells_has_value (const NqpPanel *panel, int indicator, int year, int region); /* suspect values count */

G_END_DECLS
