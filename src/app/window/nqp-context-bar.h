/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpContextBar:
 *
 * What is looked at, above every page: the measure, the year with play and pause, the region in focus and those compared.
 */
#define NQP_TYPE_CONTEXT_BAR (nqp_context_bar_get_type ())
G_DECLARE_FINAL_TYPE (NqpContextBar, nqp_context_bar, NQP, CONTEXT_BAR, GtkWidget)

void nqp_context_bar_set_session (NqpContextBar *self, NqpSession *session);
void nqp_context_bar_open_search (NqpContextBar *self); /* the region search */

G_END_DECLS
