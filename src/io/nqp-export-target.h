/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file of an export: the beginning by which it is known; a spreadsheet that saved it may have changed what follows. */
typedef struct
{
  const char *name, *start;
  gboolean always; /* an export without it is none */
} NqpExportFile;

/* Whether an export may go to @directory: it is free, or empty, or with @replace holds an earlier export, made of @files alone (ended
 * by a NULL name). Whatever else lies in a folder belongs to somebody. */
gboolean nqp_export_check_folder (const char *directory, const NqpExportFile *files, gboolean replace, GError **error);

/* The same of a file: with @replace, one that has @start so many bytes behind its beginning may be exchanged. */
gboolean nqp_export_check_file (const char *path, int offset, const char *start, gboolean replace, GError **error);

G_END_DECLS
