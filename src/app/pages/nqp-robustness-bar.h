/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpRobustnessBar:
 *
 * What a run of draws asks for, the buttons that start and end it, how far it is, and whether its result still holds.
 */
#define NQP_TYPE_ROBUSTNESS_BAR (nqp_robustness_bar_get_type ())
G_DECLARE_FINAL_TYPE (NqpRobustnessBar, nqp_robustness_bar, NQP, ROBUSTNESS_BAR, AdwBin)

void
nqp_robustness_bar_update (NqpRobustnessBar *self, NqpSession *session);

G_END_DECLS
