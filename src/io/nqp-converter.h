/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import.h"

G_BEGIN_DECLS

/* What the program beside this one, nqp-convert, makes of a file: "map" -> GeoJSON, "xls" -> lines of cells. NULL with @error set,
 * whose message does not begin with the file's name. */
GBytes *
nqp_converter_run (const char *what, const char *path, GCancellable *cancellable, GError **error);

/* The same of bytes, which are put into a file without a name for it. */
GBytes *
nqp_converter_run_bytes (const char *what, GBytes *bytes, GCancellable *cancellable, GError **error);

/* Whether a file is one of outlines that it reads: by its first bytes, and the ending of its name where these say too little. */
gboolean
nqp_converter_is_map (const char *path);

G_END_DECLS
