/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-workspace.h"

G_BEGIN_DECLS

/* Weights and ranks under the weights in force, the saved ones and any of the built-in schemes, side by side. */
void
nqp_scheme_compare_run (GtkWindow *parent, NqpWorkspace *workspace);

G_END_DECLS
