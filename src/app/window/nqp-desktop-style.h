/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"

G_BEGIN_DECLS

/* Keeps the style of @session what the desktop asks for: light or dark, contrast, font, resolution. */
void
nqp_desktop_style_follow (NqpSession *session);

G_END_DECLS
