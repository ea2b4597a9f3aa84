/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-search-popover.h"

G_BEGIN_DECLS

/**
 * NqpPlaceSearch:
 *
 * Where an indicator or a component is to go: the components there are, those that the program knows, and a new one of the
 * name that is typed.
 *
 * Signal: "placed" (const char *pillar, const char *component).
 */
#define NQP_TYPE_PLACE_SEARCH (nqp_place_search_get_type ())
G_DECLARE_FINAL_TYPE (NqpPlaceSearch, nqp_place_search, NQP, PLACE_SEARCH, NqpSearchPopover)

/* Only below one pillar; NULL: below all four. */
void
nqp_place_search_set_pillar (NqpPlaceSearch *self, const char *pillar);

G_END_DECLS
