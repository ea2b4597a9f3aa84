/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpContrastsView:
 *
 * The contrasts of the framework as a teaching table: aspect, traditional, new, and the indicator that shows it where there
 * is one, with the focus region's value. A click on an aspect chooses it.
 */
#define NQP_TYPE_CONTRASTS_VIEW (nqp_contrasts_view_get_type ())
G_DECLARE_FINAL_TYPE (NqpContrastsView, nqp_contrasts_view, NQP, CONTRASTS_VIEW, AdwBin)

void
nqp_contrasts_view_changed (NqpContrastsView *self, NqpSession *session, guint flags); /* NqpChange */

G_END_DECLS
