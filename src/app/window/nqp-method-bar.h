/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "nqp-session.h"

G_BEGIN_DECLS

/**
 * NqpMethodBar:
 *
 * Above the pages: that the method in the file does not compute, what is shown instead, and a button that takes it; or why
 * there is no score yet. Not there where all is well.
 */
#define NQP_TYPE_METHOD_BAR (nqp_method_bar_get_type ())
G_DECLARE_FINAL_TYPE (NqpMethodBar, nqp_method_bar, NQP, METHOD_BAR, AdwBin)

/* To be called when scores changed; @session: may be one without a project. */
void
nqp_method_bar_show (NqpMethodBar *self, NqpSession *session);

G_END_DECLS
