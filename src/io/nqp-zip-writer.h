/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-staged.h"

G_BEGIN_DECLS

/**
 * NqpZipWriter:
 *
 * A ZIP archive in the making, written from its first byte to its last, so that a pipe will do as well as a file. Entries carry the
 * time of SOURCE_DATE_EPOCH where that is set: the same content is the same bytes. No entry, nor all together, beyond 4 GB.
 */
typedef struct _NqpZipWriter NqpZipWriter;

NqpZipWriter *nqp_zip_writer_new (NqpStaged *file); /* outlives it */
void nqp_zip_writer_free (NqpZipWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpZipWriter, nqp_zip_writer_free)

/* An entry begins, and ends where the next one begins. A failure is told by nqp_zip_writer_finish(). */
void nqp_zip_writer_begin (NqpZipWriter *self, const char *name); /* ASCII, "/" between folders */
void nqp_zip_writer_add (NqpZipWriter *self, const char *bytes, gsize length);
gboolean nqp_zip_writer_finish (NqpZipWriter *self, GError **error); /* writes the directory; the staged file is the caller's to finish */

G_END_DECLS
