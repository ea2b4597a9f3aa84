/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NqpRegionBar:
 *
 * The region in focus and those compared with it, as many as there is room for, and a button "+2" with the others.
 *
 * Signals: "chosen" (int region) and "removed" (int region), as the chips say it.
 */
#define NQP_TYPE_REGION_BAR (nqp_region_bar_get_type ())
G_DECLARE_FINAL_TYPE (NqpRegionBar, nqp_region_bar, NQP, REGION_BAR, GtkWidget)

void nqp_region_bar_show (NqpRegionBar *self, NqpSession *session);

G_END_DECLS
