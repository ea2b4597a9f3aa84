/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-workbook-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define PROBE ((gsize)4096)

static gboolean
begins (const char *bytes, gsize length, const char *with, gsize n)
{
  return length >= n && memcmp (bytes, with, n) == 0;
}

/* ASCII, without regard to case. */
static gboolean
holds (const char *bytes, gsize length, const char *word)
{
  const gsize n = strlen (word);

  for (gsize i = 0; i + n <= length; i++)
    if (g_ascii_strncasecmp (bytes + i, word, n) == 0)
      return TRUE;
  return FALSE;
}

/* A record that begins an Excel file of its first years: BOF of version 2 to 5, whose length is a few bytes. */
static gboolean
is_old (const guchar *bytes, gsize length)
{
  return length >= 6 && bytes[0] == 0x09
         && (bytes[1] == 0x00 || bytes[1] == 0x02 || bytes[1] == 0x04 || bytes[1] == 0x08)
         && (bytes[2] == 4 || bytes[2] == 6 || bytes[2] == 8) && bytes[3] == 0;
}

/**
 * nqp_workbook_kind:
 * @bytes: the beginning of a file
 *
 * What the name of a file ends in says little: programs of offices write HTML and text into files that are called .xls.
 *
 * Returns: what it is
 */
NqpWorkbookKind
nqp_workbook_kind (const char *bytes, gsize length)
{
  const char *first = bytes;
  gsize rest = MIN (length, PROBE);

  if (begins (bytes, length, "PK\3\4", 4) || begins (bytes, length, "PK\5\6", 4))
    return NQP_WORKBOOK_ZIP;
  if (begins (bytes, length, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
    return NQP_WORKBOOK_OLE;
  if (is_old ((const guchar *)bytes, length))
    return NQP_WORKBOOK_OLD;
  if (begins (first, rest, "\xef\xbb\xbf", 3))
    {
      first += 3;
      rest -= 3;
    }
  for (; rest > 0 && g_ascii_isspace (*first); rest--)
    first++;
  if (rest == 0 || *first != '<')
    return NQP_WORKBOOK_NONE;
  if (holds (first, rest, "urn:schemas-microsoft-com:office:spreadsheet")
      || holds (first, rest, "opendocument.spreadsheet") || holds (first, rest, "opendocument:xmlns:table"))
    return NQP_WORKBOOK_XML;
  return holds (first, rest, "<html") || holds (first, rest, "<table")
                 || holds (first, rest, "<!doctype html")
             ? NQP_WORKBOOK_HTML
             : NQP_WORKBOOK_NONE;
}

/* A name of a part of an OLE container: letters of two bytes each. */
static gboolean
has_stream (GBytes *bytes, const char *name)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  char wide[64];
  gsize n = 0;

  for (; *name != '\0' && n + 4 <= sizeof wide; name++)
    {
      wide[n++] = *name;
      wide[n++] = '\0';
    }
  wide[n++] = '\0'; /* and a character that ends it */
  wide[n++] = '\0';
  return memmem (data, length, wide, n) != NULL;
}

gboolean
nqp_workbook_is_xls (NqpWorkbookKind kind, GBytes *bytes)
{
  return kind == NQP_WORKBOOK_OLD
         || (kind == NQP_WORKBOOK_OLE && !has_stream (bytes, "EncryptedPackage")
             && (has_stream (bytes, "Workbook") || has_stream (bytes, "Book")));
}

/**
 * nqp_workbook_refusal:
 * @kind: not %NQP_WORKBOOK_ZIP
 *
 * Returns: why such a file is not read, one translated sentence
 */
const char *
nqp_workbook_refusal (NqpWorkbookKind kind, GBytes *bytes)
{
  switch (kind)
    {
    case NQP_WORKBOOK_OLE:
      if (has_stream (bytes, "EncryptedPackage"))
        return _ (
            "The workbook is protected by a password; open it in a spreadsheet program and save it without "
            "one.");
      if (has_stream (bytes, "Workbook") || has_stream (bytes, "Book"))
        return _ (
            "This is an old XLS workbook, which is not read; open it in a spreadsheet program and save it as "
            "XLSX, ODS or CSV.");
      return _ ("This is an old document of an office program, and no workbook; expected XLSX, ODS or CSV.");
    case NQP_WORKBOOK_OLD:
      return _ (
          "This is an old XLS workbook, which is not read; open it in a spreadsheet program and save it as "
          "XLSX, ODS or CSV.");
    case NQP_WORKBOOK_XML:
      return _ (
          "This is a workbook in plain XML, which is not read; open it in a spreadsheet program and save it "
          "as XLSX, ODS or CSV.");
    case NQP_WORKBOOK_HTML:
      return _ ("This is a web page (HTML), whatever its name ends in; open it in a spreadsheet program and "
                "save it "
                "as XLSX, ODS or CSV.");
    case NQP_WORKBOOK_NONE:
    case NQP_WORKBOOK_ZIP:
    default:
      return _ ("This is no workbook; expected XLSX or ODS.");
    }
}
