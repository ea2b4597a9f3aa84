/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-search-popover.h"

G_BEGIN_DECLS

/**
 * NqpMeasureSearch:
 *
 * Chooses the measure: the index tree as a list that narrows while typing; names in both languages and codes are found.
 */
#define NQP_TYPE_MEASURE_SEARCH (nqp_measure_search_get_type ())
G_DECLARE_FINAL_TYPE (NqpMeasureSearch, nqp_measure_search, NQP, MEASURE_SEARCH, NqpSearchPopover)

G_END_DECLS
