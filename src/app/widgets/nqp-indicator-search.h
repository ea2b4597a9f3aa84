/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-search-popover.h"

G_BEGIN_DECLS

/**
 * NqpIndicatorSearch:
 *
 * Chooses one of the project's indicators, those outside the index too; names in both languages and codes are found.
 *
 * Signal: "picked" (const char *code)
 */
#define NQP_TYPE_INDICATOR_SEARCH (nqp_indicator_search_get_type ())
G_DECLARE_FINAL_TYPE (NqpIndicatorSearch, nqp_indicator_search, NQP, INDICATOR_SEARCH, NqpSearchPopover)

G_END_DECLS
