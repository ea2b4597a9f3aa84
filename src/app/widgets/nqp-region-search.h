/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-search-popover.h"

G_BEGIN_DECLS

/**
 * NqpRegionSearch:
 *
 * Finds a region by its name in either language, its pinyin initials or its code. Enter puts it in focus, Ctrl+Enter or
 * the button in its row compares it.
 */
#define NQP_TYPE_REGION_SEARCH (nqp_region_search_get_type ())
G_DECLARE_FINAL_TYPE (NqpRegionSearch, nqp_region_search, NQP, REGION_SEARCH, NqpSearchPopover)

G_END_DECLS
