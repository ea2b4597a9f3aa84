/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpRegionRow:
 *
 * A region in the search: rank, name, value of the measure, button to compare it.
 *
 * Signal: "compare" (int region).
 */
#define NQP_TYPE_REGION_ROW (nqp_region_row_get_type ())
G_DECLARE_FINAL_TYPE (NqpRegionRow, nqp_region_row, NQP, REGION_ROW, AdwBin)

void nqp_region_row_show (NqpRegionRow *self, NqpSession *session, int region);

G_END_DECLS
