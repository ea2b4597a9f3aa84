/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "nqp-session.h"

G_BEGIN_DECLS

/**
 * NqpMethodPane:
 *
 * The rows of the inspector that say how values become scores: missing data, outliers, normalisation, aggregation, and the
 * numbers these need.
 */
#define NQP_TYPE_METHOD_PANE (nqp_method_pane_get_type ())
G_DECLARE_FINAL_TYPE (NqpMethodPane, nqp_method_pane, NQP, METHOD_PANE, AdwBin)

/* Shows the method of @session, which has a project. */
void
nqp_method_pane_update (NqpMethodPane *self, NqpSession *session);

G_END_DECLS
