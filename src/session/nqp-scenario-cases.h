/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"

G_BEGIN_DECLS

/* The scenarios of the focus region in the year shown side by side: score and rank of the index, then the values that differ;
 * the first column of numbers is how it is. What cannot be computed is left out, and a message says why. Owned by the
 * caller. */
NqpTable *
nqp_scenario_cases_table (NqpSession *session, int *out_n_cases);

G_END_DECLS
