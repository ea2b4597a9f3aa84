/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is read of one file at most; of a pipe, whose end nobody knows beforehand, less; of a device, which holds no tables,
 * hardly anything. */
#define NQP_INPUT_FILE_MAX (((gint64)4 << 30) - 1)
#define NQP_INPUT_STREAM_MAX ((gint64)256 << 20)
#define NQP_INPUT_DEVICE_MAX ((gint64)1 << 20)
/* So long a named pipe or a device may keep silent. */
#define NQP_INPUT_PATIENCE 10

gboolean
nqp_input_file_read (const char *path, char **out_text, gsize *out_length, GError **error);
/* How much of a file is read that begins so; 0: it has to be text. */
typedef gint64 (*NqpInputLimit) (const char *bytes, gsize length);
gboolean
nqp_input_file_read_kinds (const char *path, NqpInputLimit limit_of, char **out_bytes, gsize *out_length, GError **error);
gboolean
nqp_input_file_read_any (const char *path, gint64 most, char **out_bytes, gsize *out_length, GError **error);

G_END_DECLS
