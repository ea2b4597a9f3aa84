/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NqpRefusal:
 *
 * A line below the row of a boxed list where something was chosen that cannot be: why, and what to choose instead. It goes when
 * the method changes. A row of its own, so that the words stand where the user looks.
 */
#define NQP_TYPE_REFUSAL (nqp_refusal_get_type ())
G_DECLARE_FINAL_TYPE (NqpRefusal, nqp_refusal, NQP, REFUSAL, GtkListBoxRow)

/* Puts @method in force, or says below @row of @list why not. */
void
nqp_refusal_apply (NqpRefusal *self, NqpSession *session, const NqpMethod *method, GtkListBox *list, GtkWidget *row);
void
nqp_refusal_update (NqpRefusal *self, const NqpMethod *method); /* the one in force */

G_END_DECLS
