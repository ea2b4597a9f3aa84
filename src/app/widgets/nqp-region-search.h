/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-search-popover.h"

G_BEGIN_DECLS

/**
 * NqpRegionSearch:
 *
 * Finds a region by its name in either language, its pinyin initials or its code. Enter puts it in focus and Ctrl+Enter
 * compares it, or the other way round while regions are added; the button in its row always compares it.
 */
#define NQP_TYPE_REGION_SEARCH (nqp_region_search_get_type ())
G_DECLARE_FINAL_TYPE (NqpRegionSearch, nqp_region_search, NQP, REGION_SEARCH, NqpSearchPopover)

void nqp_region_search_set_adding (NqpRegionSearch *self, gboolean adding); /* as it is at the beginning */

G_END_DECLS
