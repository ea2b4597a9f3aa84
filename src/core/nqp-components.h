/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-pillars.h"
#include "nqp-tree.h"

G_BEGIN_DECLS

/**
 * NqpComponents:
 *
 * Which components there are below the pillars: those of a tree, those the program knows, and those of one's own, whose names may be
 * anything and make ids.
 */
typedef struct _NqpComponents NqpComponents;

NqpComponents *nqp_components_new (const NqpTree *tree);
void nqp_components_free (NqpComponents *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpComponents, nqp_components_free)

const char *nqp_components_resolve (NqpComponents *self, const char *pillar, const char *text, gboolean may_be_id);
gboolean nqp_components_give_name (NqpComponents *self, const char *id, const NqpText *name);
const NqpText *nqp_components_get_name (const NqpComponents *self, const char *id);
void nqp_components_name_tree (const NqpComponents *self, NqpTree *tree);

/* What the program knows; defined beside the names. */
const char *nqp_pillar_find_component (const char *pillar, const char *text); /* by id or name; NULL */
GPtrArray *nqp_pillar_list_components (const char *pillar);

char *nqp_component_make_id (const char *name); /* of a thing of one's own; "" if that cannot be */

G_END_DECLS
