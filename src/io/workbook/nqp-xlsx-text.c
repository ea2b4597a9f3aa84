/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-xlsx-text.h"
#include "nqp-workbook-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TEXTS ((guint)1 << 24)

/* A character that is written as _x000D_; 0 if none is written at @p, or one that no text can hold. */
static gunichar
read_escape (const char *p, gsize n)
{
  gunichar c = 0;

  if (n < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_')
    return 0;
  for (int i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return 0;
      c = c * 16 + (gunichar)g_ascii_xdigit_value (p[i]);
    }
  return c >= 0xd800 && c <= 0xdfff ? 0 : c;
}

void
nqp_xlsx_text_tidy (GString *text)
{
  char *out = text->str + strcspn (text->str, "_\n\r");
  const char *p = out, *end = text->str + text->len;
  gboolean after_return = FALSE;

  while (p < end)
    {
      const gunichar escaped = *p == '_' ? read_escape (p, (gsize)(end - p)) : 0;
      const gunichar c = escaped != 0 ? escaped : (guchar)*p;

      if (c == '\n' && after_return)
        ; /* one break of two characters */
      else if (c == '\n' || c == '\r')
        *out++ = ' ';
      else if (escaped != 0)
        out += g_unichar_to_utf8 (escaped, out);
      else
        *out++ = *p;
      after_return = c == '\r';
      p += escaped != 0 ? 7 : 1;
    }
  g_string_truncate (text, (gsize)(out - text->str));
}

void
nqp_xlsx_text_start (NqpXlsxText *self, NqpXml *xml, const char *name)
{
  if (g_str_equal (name, "t"))
    nqp_xml_collect (xml);
  else if (!g_str_equal (name, "r")) /* rPh: how it is spoken; rPr: how it looks */
    nqp_xml_skip (xml);
}

void
nqp_xlsx_text_end (NqpXlsxText *self, NqpXml *xml, const char *name)
{
  gsize length;
  const char *text;

  if (!g_str_equal (name, "t"))
    return;
  text = nqp_xml_collected (xml, &length);
  g_string_append_len (self->text, text, (gssize)length);
}

/* --- xl/sharedStrings.xml --- */

typedef struct
{
  NqpTexts *texts;
  NqpXlsxText item;
  gboolean in_item;
} Strings;

static void
start_string (NqpXml *xml, NqpXmlSpace space, const char *name, const char **attributes, gpointer data)
{
  Strings *self = data;

  if (space != NQP_XML_SHEET)
    nqp_xml_skip (xml);
  else if (self->in_item)
    nqp_xlsx_text_start (&self->item, xml, name);
  else if (g_str_equal (name, "si"))
    {
      self->in_item = TRUE;
      g_string_truncate (self->item.text, 0);
      if (self->texts->n >= MAX_TEXTS)
        nqp_xml_fail (xml,
                      _ ("The workbook has more than 16,777,216 different texts; split it into several."));
    }
  else if (!g_str_equal (name, "sst"))
    nqp_xml_skip (xml);
}

static void
end_string (NqpXml *xml, NqpXmlSpace space, const char *name, gpointer data)
{
  Strings *self = data;

  if (!self->in_item)
    return;
  if (!g_str_equal (name, "si"))
    {
      nqp_xlsx_text_end (&self->item, xml, name);
      return;
    }
  self->in_item = FALSE;
  nqp_xlsx_text_tidy (self->item.text);
  nqp_texts_add (self->texts, self->item.text->str, strlen (self->item.text->str));
}

gboolean
nqp_xlsx_read_strings (NqpWorkbook *self, const char *part, const NqpXmlWork *work, GError **error)
{
  static const NqpXmlHandlers handlers = { start_string, end_string, NULL };
  Strings strings = { self->texts, { g_string_new (NULL) }, FALSE };
  const gboolean ok = nqp_xml_read (self->zip, part, &handlers, &strings, work, error);

  g_string_free (strings.item.text, TRUE);
  return ok;
}
