/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A window with the scenarios of the focus region in the year shown side by side: score, rank, and the indicators in which
 * they differ. */
void
nqp_scenario_compare_run (GtkWindow *parent, NqpSession *session);

G_END_DECLS
