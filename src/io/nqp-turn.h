/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-boundaries.h"

G_BEGIN_DECLS

/* Rings (element-type NqpRing) of one outline, whose longitudes may be counted from 0 to 360, with -180 to 180: see
 * nqp-turn.c. */
void
nqp_rings_turn (GArray *rings);

G_END_DECLS
