/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpChecksView:
 *
 * What an expert would ask about the figures of the project, to be looked at, accepted with a note, and asked again. The search
 * runs beside the window.
 *
 * Signals: "counted" (int n_open): a search has ended; "lead" (int series, int year, int region): to the values that a finding is
 * about, positions, -1 = of no one
 */
#define NQP_TYPE_CHECKS_VIEW (nqp_checks_view_get_type ())
G_DECLARE_FINAL_TYPE (NqpChecksView, nqp_checks_view, NQP, CHECKS_VIEW, AdwBin)

void
nqp_checks_view_set_session (NqpChecksView *self, NqpSession *session);
void
nqp_checks_view_changed (NqpChecksView *self, guint flags); /* as a page's changed() */

G_END_DECLS
