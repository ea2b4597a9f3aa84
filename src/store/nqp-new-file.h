/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NqpNewFile:
 *
 * A database on its way to its name: an NqpStaged that exchanges nothing but a project, and keeps other programs from
 * writing to that meanwhile. Freed before nqp_new_file_finish() succeeded, it leaves no trace and an existing file as it was.
 */
typedef struct _NqpNewFile NqpNewFile;

gboolean
nqp_new_file_may_replace (const char *path, GError **error);
NqpNewFile *
nqp_new_file_begin (const char *path, gboolean replace, GError **error);
const char *
nqp_new_file_temp_path (const NqpNewFile *self);
gboolean
nqp_new_file_finish (NqpNewFile *self, GError **error); /* all connections to the file closed */
void
nqp_new_file_free (NqpNewFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpNewFile, nqp_new_file_free)

G_END_DECLS
