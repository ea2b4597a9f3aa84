/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpRegionChip:
 *
 * A region that is looked at: its mark (colour and shape as in the charts), its name, and for a compared one a button that
 * removes it.
 *
 * Signals: "clicked", "removed".
 */
#define NQP_TYPE_REGION_CHIP (nqp_region_chip_get_type ())
G_DECLARE_FINAL_TYPE (NqpRegionChip, nqp_region_chip, NQP, REGION_CHIP, AdwBin)

/* @index: 0 = the focus, 1.. = compared, as in nqp_view_compared_index(). */
void nqp_region_chip_show (NqpRegionChip *self, NqpSession *session, int region, int index);
int nqp_region_chip_get_region (NqpRegionChip *self);

G_END_DECLS
