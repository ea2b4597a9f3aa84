/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A number as people write it and the screen shows it: groups of thousands by spaces, a true minus sign, a point. Empty is NaN.
 * FALSE if it is no number. */
gboolean
nqp_entry_parse_number (const char *text, double *out_value);

G_END_DECLS
