/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpOneStop:
 *
 * What a GtkListBox stands in so that Tab stops at it once: it comes to the row chosen or last looked at, the arrows walk, and
 * the next Tab goes on to what is in the row, then to what follows the list. (GtkListBox can do this itself from GTK 4.18.)
 */
#define NQP_TYPE_ONE_STOP (nqp_one_stop_get_type ())
G_DECLARE_FINAL_TYPE (NqpOneStop, nqp_one_stop, NQP, ONE_STOP, AdwBin)

G_END_DECLS
