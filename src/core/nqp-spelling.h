/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int nqp_spelling_distance (const char *a, const char *b); /* of valid UTF-8, in characters */
gboolean nqp_is_chinese (const char *text);                     /* or Japanese, or Korean: some of it */

G_END_DECLS
