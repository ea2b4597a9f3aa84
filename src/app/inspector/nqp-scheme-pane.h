/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "nqp-session.h"

G_BEGIN_DECLS

/**
 * NqpSchemePane:
 *
 * The rows of the inspector that say where the weights come from: the scheme, what it needs, and what it found.
 */
#define NQP_TYPE_SCHEME_PANE (nqp_scheme_pane_get_type ())
G_DECLARE_FINAL_TYPE (NqpSchemePane, nqp_scheme_pane, NQP, SCHEME_PANE, AdwBin)

/* Shows the scheme of @session, which has a project. */
void
nqp_scheme_pane_update (NqpSchemePane *self, NqpSession *session);

G_END_DECLS
