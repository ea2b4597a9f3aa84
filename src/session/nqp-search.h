/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"

G_BEGIN_DECLS

/**
 * NqpSearchItem:
 *
 * Something that can be found: a position (of a region, node or indicator) and the texts it is found by. An object, so that it
 * fits into a list model.
 */
#define NQP_TYPE_SEARCH_ITEM (nqp_search_item_get_type ())
G_DECLARE_FINAL_TYPE (NqpSearchItem, nqp_search_item, NQP, SEARCH_ITEM, GObject)

NqpSearchItem *nqp_search_item_new (int position, const char *const *texts, const char *const *codes);
int nqp_search_item_get_position (NqpSearchItem *self);
guint nqp_search_item_match (NqpSearchItem *self, const char *folded_query); /* 0 = no; more is better */
char *nqp_search_fold (const char *text); /* without case, width and accents */

/* Each adds an NqpSearchItem for all there are. */
void nqp_search_add_regions (NqpSession *session, GPtrArray *items);
void nqp_search_add_measures (NqpSession *session, GPtrArray *items);
void nqp_search_add_indicators (NqpSession *session, GPtrArray *items);
guint nqp_search_match_measure (const GPtrArray *items, const NqpTree *tree, int node, const char *folded_query);

G_END_DECLS
