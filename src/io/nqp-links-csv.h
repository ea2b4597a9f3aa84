/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-link.h"
#include "nqp-panel.h"

G_BEGIN_DECLS

/* (element-type NqpLink); owned by the caller, NULL with @error set */
GArray *nqp_links_parse_csv (const NqpPanel *panel, const char *text, gsize length, const char *file_name, GError **error);

G_END_DECLS
