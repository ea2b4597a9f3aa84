/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called with the position of the step that was written. */
typedef void (*NqpStepWritten) (int step, gpointer user_data);

/* Ask for the words of a step; a new one remembers what the window shows: chosen concept, measure, year, regions, and
 * @chart, which may be NULL. @after: the step before it, -1 = first of a new lesson. */
void
nqp_step_dialog_edit (GtkWidget *parent, NqpSession *session, int step);
void
nqp_step_dialog_add (GtkWidget *parent, NqpSession *session, int after, const char *chart,
                     NqpStepWritten written, GObject *owner);

G_END_DECLS
