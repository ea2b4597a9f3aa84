/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpScenarioBar:
 *
 * The scenarios of the project: choose, save under a name, rename, delete, export, compare; and back to the values there are.
 * It shows the session when its owner tells it to.
 */
#define NQP_TYPE_SCENARIO_BAR (nqp_scenario_bar_get_type ())
G_DECLARE_FINAL_TYPE (NqpScenarioBar, nqp_scenario_bar, NQP, SCENARIO_BAR, AdwBin)

void
nqp_scenario_bar_update (NqpScenarioBar *self, NqpSession *session);

G_END_DECLS
