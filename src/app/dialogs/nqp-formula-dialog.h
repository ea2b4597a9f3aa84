/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How the values of an indicator are made of series; what is typed is tried at once. @code: (nullable): NULL makes a new indicator */
void
nqp_formula_dialog_run (GtkWindow *parent, NqpSession *session, const char *code);

G_END_DECLS
