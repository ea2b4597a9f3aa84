/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NqpNewFile:
 *
 * A database that takes its name only when it is whole: written under a hidden name in the same folder, brought to disk,
 * then renamed. Freed before nqp_new_file_finish() succeeded, it leaves no trace and an existing file as it was.
 */
typedef struct _NqpNewFile NqpNewFile;

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
