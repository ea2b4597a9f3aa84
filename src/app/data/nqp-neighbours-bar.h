/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "nqp-session.h"

G_BEGIN_DECLS

/**
 * NqpNeighboursBar:
 *
 * The neighbours of a region, each with a button that takes it away, and one more that adds another.
 */
#define NQP_TYPE_NEIGHBOURS_BAR (nqp_neighbours_bar_get_type ())
G_DECLARE_FINAL_TYPE (NqpNeighboursBar, nqp_neighbours_bar, NQP, NEIGHBOURS_BAR, AdwBin)

void
nqp_neighbours_bar_set_session (NqpNeighboursBar *self, NqpSession *session);
void
nqp_neighbours_bar_show (NqpNeighboursBar *self, int place); /* -1 = none in particular */

G_END_DECLS
