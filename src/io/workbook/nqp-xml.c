/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-config.h"
#include "nqp-xml.h"

#include <expat.h>
#include <glib/gi18n.h>
#include <string.h>

#include "nqp-words.h"

/* What counts in 64 bits came late, and is the only way then that is no longer deprecated. */
#ifdef NQP_HAVE_XML_LINE_64
#define LINE_NUMBER XML_GetCurrentLineNumber64
#define COLUMN_NUMBER XML_GetCurrentColumnNumber64
#define BYTE_INDEX XML_GetCurrentByteIndex64
#else
#define LINE_NUMBER XML_GetCurrentLineNumber
#define COLUMN_NUMBER XML_GetCurrentColumnNumber
#define BYTE_INDEX XML_GetCurrentByteIndex
#endif

#define SEPARATOR '\n' /* between the name of a namespace, which cannot hold one, and that of an element */
#define CHUNK (64 << 10)
#define MAX_DEPTH 256
#define MAX_TEXT ((gsize)1 << 20)   /* bytes of one text: more than thirty times what a cell holds */
#define MAX_PIECE ((gint64)4 << 20) /* bytes of one tag: the parser begins it anew with each chunk */

struct _NqpXml
{
  XML_Parser parser;
  const char *part;
  const NqpXmlHandlers *handlers;
  gpointer data;
  int depth, skip_depth; /* skip_depth: of the element that is passed over; 0 = none */
  gboolean collecting, stopped;
  GString *text;
  char *fault; /* translated */
};

static const struct
{
  const char *uri;
  NqpXmlSpace space;
} spaces[] = {
  { "http://schemas.openxmlformats.org/spreadsheetml/2006/main", NQP_XML_SHEET },
  { "http://purl.oclc.org/ooxml/spreadsheetml/main", NQP_XML_SHEET },
  { "http://schemas.openxmlformats.org/officeDocument/2006/relationships", NQP_XML_RELATION },
  { "http://purl.oclc.org/ooxml/officeDocument/relationships", NQP_XML_RELATION },
  { "http://schemas.openxmlformats.org/package/2006/relationships", NQP_XML_PACKAGE },
  { "urn:oasis:names:tc:opendocument:xmlns:table:1.0", NQP_XML_TABLE },
  { "urn:oasis:names:tc:opendocument:xmlns:text:1.0", NQP_XML_TEXT },
  { "urn:oasis:names:tc:opendocument:xmlns:office:1.0", NQP_XML_OFFICE },
  { "urn:oasis:names:tc:opendocument:xmlns:style:1.0", NQP_XML_STYLE },
  { "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", NQP_XML_CALC },
  { "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", NQP_XML_MANIFEST },
};

NqpXmlSpace
nqp_xml_attribute_space (const char *attribute, const char **out_name)
{
  const char *separator = strchr (attribute, SEPARATOR);
  gsize length;

  *out_name = separator != NULL ? separator + 1 : attribute;
  if (separator == NULL)
    return NQP_XML_NONE;
  length = (gsize)(separator - attribute);
  for (gsize i = 0; i < G_N_ELEMENTS (spaces); i++)
    if (strncmp (attribute, spaces[i].uri, length) == 0 && spaces[i].uri[length] == '\0')
      return spaces[i].space;
  return NQP_XML_OTHER;
}

/* For what is wrong with the part as such. @why: a sentence */
static void
fail_part (NqpXml *self, const char *why)
{
  g_autofree char *part = nqp_words_clean (self->part, -1, NQP_WORDS_LINE, NULL);

  nqp_xml_fail (self, _ ("The part “%s” of the workbook was not read. %s"), part, why);
}

static void
start_element (void *data, const XML_Char *name, const XML_Char **attributes)
{
  NqpXml *self = data;
  NqpXmlSpace space;
  const char *local;

  self->depth++;
  if (self->stopped || self->skip_depth > 0)
    {
      if (self->depth > MAX_DEPTH)
        fail_part (self, _ ("Its elements lie more than 256 deep in each other."));
      return;
    }
  space = nqp_xml_attribute_space (name, &local);
  if (space <= NQP_XML_OTHER)
    nqp_xml_skip (self);
  else if (self->depth > MAX_DEPTH)
    fail_part (self, _ ("Its elements lie more than 256 deep in each other."));
  else
    self->handlers->start (self, space, local, attributes, self->data);
}

static void
end_element (void *data, const XML_Char *name)
{
  NqpXml *self = data;
  NqpXmlSpace space;
  const char *local;

  self->depth--;
  if (self->stopped)
    return;
  if (self->skip_depth > 0)
    {
      if (self->depth < self->skip_depth)
        self->skip_depth = 0;
      return;
    }
  space = nqp_xml_attribute_space (name, &local);
  self->handlers->end (self, space, local, self->data);
}

static void
characters (void *data, const XML_Char *text, int length)
{
  NqpXml *self = data;

  if (self->stopped || self->skip_depth > 0)
    return;
  if (self->handlers->characters != NULL)
    self->handlers->characters (self, text, (gsize)length, self->data);
  else if (self->collecting && self->text->len + (gsize)length > MAX_TEXT)
    fail_part (self, _ ("A text in it is longer than 1 MB."));
  else if (self->collecting)
    g_string_append_len (self->text, text, length);
}

/* Nothing that writes workbooks writes one; those who would fill memory or read other files do. */
static void
start_doctype (void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal)
{
  fail_part (data, _ ("It has a document type (DOCTYPE), which no spreadsheet program writes."));
}

void
nqp_xml_skip (NqpXml *self)
{
  self->skip_depth = self->depth;
}

void
nqp_xml_stop (NqpXml *self)
{
  if (!self->stopped)
    XML_StopParser (self->parser, XML_FALSE);
  self->stopped = TRUE;
}

void
nqp_xml_fail (NqpXml *self, const char *format, ...)
{
  va_list args;

  if (self->stopped)
    return;
  va_start (args, format);
  self->fault = g_strdup_vprintf (format, args);
  va_end (args);
  nqp_xml_stop (self);
}

void
nqp_xml_collect (NqpXml *self)
{
  g_string_truncate (self->text, 0);
  self->collecting = TRUE;
}

const char *
nqp_xml_collected (NqpXml *self, gsize *out_length)
{
  self->collecting = FALSE;
  if (out_length != NULL)
    *out_length = self->text->len;
  return self->text->str;
}

const char *
nqp_xml_get (const char **attributes, NqpXmlSpace space, const char *name)
{
  for (; *attributes != NULL; attributes += 2)
    {
      const char *local;

      if (nqp_xml_attribute_space (attributes[0], &local) == space && g_str_equal (local, name))
        return attributes[1];
    }
  return NULL;
}

gboolean
nqp_xml_get_boolean (const char **attributes, NqpXmlSpace space, const char *name)
{
  const char *text = nqp_xml_get (attributes, space, name);

  return text != NULL && (g_str_equal (text, "1") || g_str_equal (text, "true") || g_str_equal (text, "on"));
}

int
nqp_xml_get_count (const char **attributes, NqpXmlSpace space, const char *name, int otherwise)
{
  const char *text = nqp_xml_get (attributes, space, name);
  gint64 count = 0;

  if (text == NULL || *text == '\0')
    return otherwise;
  for (; g_ascii_isdigit (*text) && count <= G_MAXINT; text++)
    count = count * 10 + (*text - '0');
  return count > G_MAXINT ? G_MAXINT : *text == '\0' ? (int)count : otherwise;
}

static void
take_fault (const NqpXml *self, const NqpZip *zip, GError **error)
{
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, "%s: %s", nqp_zip_file (zip), self->fault);
}

static void
fail_syntax (const NqpXml *self, const NqpZip *zip, GError **error)
{
  g_autofree char *part = nqp_words_clean (self->part, -1, NQP_WORDS_LINE, NULL);

  g_set_error (
      error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT,
      _ ("%s: The part “%s” of the workbook is no well-formed XML at line %lu, column %lu; open the file "
         "in a spreadsheet program and save it again."),
      nqp_zip_file (zip), part, (gulong)LINE_NUMBER (self->parser), (gulong)COLUMN_NUMBER (self->parser) + 1);
}

/* One chunk; *out_ended: it was the last. */
static gboolean
read_chunk (NqpXml *self, NqpZipPart *part, const NqpZip *zip, gint64 *n_fed, gboolean *out_ended,
            GError **error)
{
  void *buffer = XML_GetBuffer (self->parser, CHUNK);
  gssize n;

  if (buffer == NULL)
    {
      g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED, _ ("%s: There is not enough memory to read it."),
                   nqp_zip_file (zip));
      return FALSE;
    }
  n = nqp_zip_part_read (part, buffer, CHUNK, error);
  if (n < 0)
    return FALSE;
  *n_fed += n;
  *out_ended = n == 0;
  if (XML_ParseBuffer (self->parser, (int)n, n == 0) != XML_STATUS_OK)
    {
      if (self->fault != NULL)
        take_fault (self, zip, error);
      else if (!self->stopped)
        fail_syntax (self, zip, error);
      *out_ended = self->stopped;
      return self->stopped && self->fault == NULL;
    }
  if (*n_fed - BYTE_INDEX (self->parser) > MAX_PIECE)
    {
      fail_syntax (self, zip, error);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_chunks (NqpXml *self, NqpZip *zip, const NqpXmlWork *work, GError **error)
{
  g_autoptr (NqpZipPart) part = nqp_zip_begin (zip, self->part, error);
  gint64 n_fed = 0;
  gboolean ended = FALSE;

  if (part == NULL)
    return FALSE;
  for (int i = 0; !ended; i++)
    {
      if (g_cancellable_is_cancelled (work->cancellable))
        {
          g_set_error_literal (error, NQP_IO_ERROR, NQP_IO_ERROR_CANCELLED, _ ("The import was cancelled."));
          return FALSE;
        }
      if (work->progress != NULL && i % 16 == 0)
        work->progress (nqp_zip_part_fraction (part), work->progress_data);
      if (!read_chunk (self, part, zip, &n_fed, &ended, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * nqp_xml_read:
 * @part: its name in @zip
 *
 * Reads XML as it is unpacked. There are no document types, so no entities of anyone's own, and nothing is looked up elsewhere.
 *
 * Returns: %FALSE with @error set, also to what nqp_xml_fail() was given
 */
gboolean
nqp_xml_read (NqpZip *zip, const char *part, const NqpXmlHandlers *handlers, gpointer data,
              const NqpXmlWork *work, GError **error)
{
  NqpXml self = {
    .parser = XML_ParserCreateNS (NULL, SEPARATOR),
    .part = part,
    .handlers = handlers,
    .data = data,
    .text = g_string_new (NULL),
  };
  gboolean ok;

  XML_SetUserData (self.parser, &self);
  XML_SetElementHandler (self.parser, start_element, end_element);
  XML_SetCharacterDataHandler (self.parser, characters);
  XML_SetStartDoctypeDeclHandler (self.parser, start_doctype);
  ok = read_chunks (&self, zip, work, error);
  XML_ParserFree (self.parser);
  g_string_free (self.text, TRUE);
  g_free (self.fault);
  return ok;
}
