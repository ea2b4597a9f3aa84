/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nqp-session.h"

G_BEGIN_DECLS

/* Asks for the name of a project, region, indicator, series or node in both languages; one undoable edit. */
void
nqp_rename_dialog_run (GtkWindow *parent, NqpSession *session, NqpNameKind kind, const char *id);

G_END_DECLS
