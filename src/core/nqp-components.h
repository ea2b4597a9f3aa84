/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-pillars.h"

G_BEGIN_DECLS

/* Components: what the program knows below a pillar, and ids for those of one's own. Defined beside the names they look at. */
const char *nqp_pillar_find_component (const char *pillar, const char *text); /* by id or name, of those the program knows; NULL */
GPtrArray *nqp_pillar_list_components (const char *pillar);
char *nqp_component_make_id (const char *name); /* of a component of one's own; "" if that cannot be */

G_END_DECLS
