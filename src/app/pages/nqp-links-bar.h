/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "nqp-session.h"

G_BEGIN_DECLS

/**
 * NqpLinksBar:
 *
 * Says which components of the index no policy measure works on, and what the concept model has for them; one click links them.
 * Not there when all are linked.
 */
#define NQP_TYPE_LINKS_BAR (nqp_links_bar_get_type ())
G_DECLARE_FINAL_TYPE (NqpLinksBar, nqp_links_bar, NQP, LINKS_BAR, AdwBin)

void
nqp_links_bar_update (NqpLinksBar *self, NqpSession *session);

G_END_DECLS
