/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * NqpSink:
 *
 * A picture or document on its way to disk: an NqpStaged that cairo and gdk-pixbuf write to. Freed before
 * nqp_sink_finish() succeeded, it leaves no trace, and an existing file as it was. One thread at a time.
 */
typedef struct _NqpSink NqpSink;

/* Errors are of NQP_STAGED_ERROR and say why, not what was to be written: the caller's message does. */
NqpSink *nqp_sink_new (const char *path, GError **error); /* NULL if there cannot be a file of that name */
gboolean nqp_sink_write (NqpSink *self, const void *data, gsize length); /* FALSE from the first failure on */
/* @cause: why the content is not whole, NULL if it is. FALSE with @error, and no file, on that or on a failure of the disk. */
gboolean nqp_sink_finish (NqpSink *self, const GError *cause, GError **error);
void nqp_sink_free (NqpSink *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpSink, nqp_sink_free)

/**
 * nqp_sink_pdf:
 * @width: pt
 * @height: pt
 * @title: for the file's metadata, as are @subject (where it comes from), @author (nullable) and @keywords (nullable)
 *
 * Returns: (transfer full): a PDF that is written into @self, which outlives it. Its date is that of SOURCE_DATE_EPOCH where
 *   that is set
 */
cairo_surface_t *nqp_sink_pdf (NqpSink *self, double width, double height, const char *title, const char *subject,
                               const char *author, const char *keywords);
/* Ends and frees both; FALSE with @error when cairo met a failure; one of the disk is for nqp_sink_finish() to tell. */
gboolean nqp_sink_end_pdf (cairo_surface_t *surface, cairo_t *cr, GError **error);

G_END_DECLS
