/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nqp-session.h"

G_BEGIN_DECLS

/* What was done to the project and when, the newest first; a double click or Enter goes there. It stays open, beside what it changes. */
void
nqp_history_dialog_run (GtkWindow *parent, NqpSession *session);

G_END_DECLS
