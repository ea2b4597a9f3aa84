/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The two marks that each indicator is measured between. The window behind stays in use, and its scores follow.
 * @code: (nullable): of one indicator, of the index or not; NULL = all of the index */
void
nqp_goalposts_dialog_run (GtkWindow *parent, NqpSession *session, const char *code);

G_END_DECLS
