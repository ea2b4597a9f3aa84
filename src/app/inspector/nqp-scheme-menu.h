/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "nqp-session.h"

G_BEGIN_DECLS

/**
 * NqpSchemeMenu:
 *
 * A button with the project's weights that have a name: use, rename, duplicate, delete; save, import, export, compare.
 */
#define NQP_TYPE_SCHEME_MENU (nqp_scheme_menu_get_type ())
G_DECLARE_FINAL_TYPE (NqpSchemeMenu, nqp_scheme_menu, NQP, SCHEME_MENU, AdwBin)

/* Shows the state of @session, which it keeps. */
void
nqp_scheme_menu_update (NqpSchemeMenu *self, NqpSession *session);

G_END_DECLS
