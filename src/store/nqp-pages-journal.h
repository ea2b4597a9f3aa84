/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the journal beside @path, whose change was interrupted, kept of it: page number -> the bytes it had. Empty, with the others
 * unchanged, where there is none. @out_page_size, @out_n_pages: those of the file before that change */
GHashTable *
nqp_pages_read_journal (const char *path, guint32 *out_page_size, guint32 *out_n_pages);

G_END_DECLS
