/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "nqp-session.h"

G_BEGIN_DECLS

/**
 * NqpRegionsView:
 *
 * The regions of the project as a sheet: names, groups, coordinates, area; which of them there are, in which group, and which are
 * neighbours.
 */
#define NQP_TYPE_REGIONS_VIEW (nqp_regions_view_get_type ())
G_DECLARE_FINAL_TYPE (NqpRegionsView, nqp_regions_view, NQP, REGIONS_VIEW, AdwBin)

void
nqp_regions_view_set_session (NqpRegionsView *self, NqpSession *session);
void
nqp_regions_view_changed (NqpRegionsView *self, guint flags);
void
nqp_regions_view_find (NqpRegionsView *self);

G_END_DECLS
