/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpAssumeList:
 *
 * The sliders of the assumed values, one an indicator that takes part, under the pillars. It scrolls by itself. It shows the
 * session when its owner tells it to.
 */
#define NQP_TYPE_ASSUME_LIST (nqp_assume_list_get_type ())
G_DECLARE_FINAL_TYPE (NqpAssumeList, nqp_assume_list, NQP, ASSUME_LIST, AdwBin)

/* With a focus region. @flags: of NqpChange */
void
nqp_assume_list_update (NqpAssumeList *self, NqpSession *session, guint flags);
/* Opens the pillar of the indicator, scrolls there and puts the keyboard's focus on its slider, once it is on the screen. */
void
nqp_assume_list_focus (NqpAssumeList *self, int leaf);

G_END_DECLS
