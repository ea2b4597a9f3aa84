/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "nqp-session.h"

G_BEGIN_DECLS

/**
 * NqpStructureView:
 *
 * What the index is made of, at the left, and what waits for a place in it, at the right: dragged from one to the other, or
 * placed with the keyboard.
 */
#define NQP_TYPE_STRUCTURE_VIEW (nqp_structure_view_get_type ())
G_DECLARE_FINAL_TYPE (NqpStructureView, nqp_structure_view, NQP, STRUCTURE_VIEW, AdwBin)

void
nqp_structure_view_set_session (NqpStructureView *self, NqpSession *session);
void
nqp_structure_view_update (NqpStructureView *self); /* the project is another, or was edited */

G_END_DECLS
