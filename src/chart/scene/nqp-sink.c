/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-sink.h"
#include "nqp-environment.h"

#include <cairo-pdf.h>

#include "nqp-config.h"
#include "nqp-staged.h"

struct _NqpSink
{
  NqpStaged *file;
};

NqpSink *
nqp_sink_new (const char *path, GError **error)
{
  NqpStaged *file = nqp_staged_new (path, NQP_STAGED_FILE, TRUE, error);
  NqpSink *self = file != NULL ? g_new0 (NqpSink, 1) : NULL;

  if (self != NULL)
    self->file = file;
  return self;
}

gboolean
nqp_sink_write (NqpSink *self, const void *data, gsize length)
{
  return nqp_staged_write (self->file, data, length);
}

gboolean
nqp_sink_finish (NqpSink *self, const GError *cause, GError **error)
{
  /* What the disk said is why cairo or gdk-pixbuf failed, and the better message. */
  if (cause != NULL && !nqp_staged_failed (self->file))
    {
      g_propagate_error (error, g_error_copy (cause));
      return FALSE;
    }
  return nqp_staged_finish (self->file, error);
}

void
nqp_sink_free (NqpSink *self)
{
  if (self == NULL)
    return;
  nqp_staged_free (self->file);
  g_free (self);
}

/* ---- PDF ------------------------------------------------------------------------------------------------------- */

/* Never fails: a document whose pages could not be written makes cairo end the program when it is finished. The sink
 * remembers, and writes no more. */
static cairo_status_t
write_pdf (void *data, const unsigned char *bytes, unsigned int length)
{
  nqp_sink_write (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* As reproducible builds ask for: the time of the file is that of its source, not that of its making. */
static void
set_fixed_date (cairo_surface_t *surface)
{
  g_autoptr (GDateTime) time = nqp_environment_fixed_time ();
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  if (text != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
}

cairo_surface_t *
nqp_sink_pdf (NqpSink *self, double width, double height, const char *title, const char *subject,
              const char *author, const char *keywords)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_pdf, self, width, height);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, subject);
  if (author != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, author);
  if (keywords != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, keywords);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "NQP Explorer " NQP_VERSION);
  set_fixed_date (surface);
  return surface;
}

gboolean
nqp_sink_end_pdf (cairo_surface_t *surface, cairo_t *cr, GError **error)
{
  cairo_status_t status = cairo_status (cr);

  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, cairo_status_to_string (status));
  return status == CAIRO_STATUS_SUCCESS;
}
