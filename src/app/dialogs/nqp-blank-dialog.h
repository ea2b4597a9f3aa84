/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "nqp-session.h"

G_BEGIN_DECLS

typedef void (*NqpBlankMade) (const char *path, gpointer user_data);

/* Asks for title, regions and years of a project without figures and makes it, untitled; @made is called with where it lies.
 * Called only as long as @parent lives. */
void
nqp_blank_dialog_run (GtkWindow *parent, NqpLang lang, NqpBlankMade made);

G_END_DECLS
