/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Weights and ranks under the weights in force, the saved ones and any of the built-in schemes, side by side. */
void
nqp_scheme_compare_run (GtkWindow *parent, NqpSession *session);

G_END_DECLS
