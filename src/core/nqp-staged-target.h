/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* What a staged file takes the place of: folder-private. */

/* Absolute, with all symbolic links followed, also one to a file that does not exist yet; @make_parents makes missing
 * folders above it. %NULL with errno. */
char *nqp_staged_resolve (const char *path, gboolean make_parents);

/* Gives the file or folder @fd what may be kept of @path, whose @old state is known: owner, group, mode, access list,
 * attributes. Where the group cannot be kept, it gets no more than everybody has. */
void nqp_staged_keep_rights (int fd, const char *path, const struct stat *old);

G_END_DECLS
