/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers as people type them into a field, and as the screen shows them there; empty is NaN. FALSE: it is no number, or one that
 * can be read in two ways. */
gboolean nqp_typed_number (const char *text, double *out_value);
gboolean nqp_typed_percent (const char *text, double *out_share); /* "25 %" is 0.25; between 0 and 1, never NaN */

G_END_DECLS
