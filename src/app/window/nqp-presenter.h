/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpPresenter:
 *
 * What a pointer needs in presentation mode: page and region before and next, and the way out. Comes when the pointer moves and
 * leaves when it rests. Works through the window's actions.
 */
#define NQP_TYPE_PRESENTER (nqp_presenter_get_type ())
G_DECLARE_FINAL_TYPE (NqpPresenter, nqp_presenter, NQP, PRESENTER, AdwBin)

void nqp_presenter_set_presenting (NqpPresenter *self, gboolean presenting);

/* The pointer is at @x, @y of the window. */
void nqp_presenter_pointer_moved (NqpPresenter *self, double x, double y);

G_END_DECLS
