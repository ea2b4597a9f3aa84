/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Ask for a year that comes to the project, or whether one is to go, with what goes along; messages say why not. */
void
nqp_years_ask_add (GtkWidget *parent, NqpSession *session);
void
nqp_years_ask_remove (GtkWidget *parent, NqpSession *session, int year); /* a position */

G_END_DECLS
