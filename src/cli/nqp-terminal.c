/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-terminal.h"

#include <string.h>

#include "nqp-paths.h"
#include "nqp-words.h"

/* For signs that an encoding lacks and that have a plain one. */
static const struct
{
  gunichar sign;
  const char *plain;
} plain_signs[] = {
  { 0x00a0, " " },  { 0x00ab, "<<" }, { 0x00b0, " deg" }, { 0x00b1, "+-" }, { 0x00b2, "2" },
  { 0x00b7, "." },  { 0x00bb, ">>" }, { 0x00d7, "x" },    { 0x2009, " " },  { 0x2010, "-" },
  { 0x2011, "-" },  { 0x2012, "-" },  { 0x2013, "-" },    { 0x2014, "-" },  { 0x2018, "'" },
  { 0x2019, "'" },  { 0x201c, "\"" }, { 0x201d, "\"" },   { 0x2022, "*" },  { 0x2026, "..." },
  { 0x202f, " " },  { 0x2190, "<-" }, { 0x2192, "->" },   { 0x2212, "-" },  { 0x2264, "<=" },
  { 0x2265, ">=" }, { 0x3000, " " },  { 0xfffd, "?" },    { 0xff01, "!" },  { 0xff08, "(" },
  { 0xff09, ")" },  { 0xff0c, "," },  { 0xff1a, ":" },    { 0xff1b, ";" },  { 0x3002, "." },
};

static void
append_plain (GString *out, gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_signs); i++)
    if (plain_signs[i].sign == c)
      {
        g_string_append (out, plain_signs[i].plain);
        return;
      }
  g_string_append_printf (out, c > 0xffff ? "\\U%08X" : "\\u%04X", c);
}

/* Every character by itself: what the encoding lacks is spelt out, and no other is lost for it. */
static char *
convert_each (const char *text, const char *charset, gsize *out_length)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gsize length = 0;
      g_autofree char *bytes
          = g_convert (text, g_utf8_next_char (text) - text, charset, "UTF-8", NULL, &length, NULL);

      if ((guchar)*text < 0x80)
        g_string_append_c (out, *text);
      else if (bytes != NULL)
        g_string_append_len (out, bytes, (gssize)length);
      else
        append_plain (out, g_utf8_get_char (text));
    }
  *out_length = out->len;
  return g_string_free (out, FALSE);
}

char *
nqp_terminal_encode (const char *text, gssize length, gsize *out_length)
{
  const char *charset = nqp_locale_charset ();
  g_autofree char *valid = g_utf8_make_valid (text, length);
  GString *shown = g_string_sized_new (strlen (valid));
  char *converted;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (shown, c == '\n' || c == '\t' || nqp_words_allow (c) ? c : 0xfffd);
    }
  *out_length = shown->len;
  if (charset == NULL)
    return g_string_free (shown, FALSE);
  converted = g_convert (shown->str, (gssize)shown->len, charset, "UTF-8", NULL, out_length, NULL);
  if (converted == NULL)
    converted = convert_each (shown->str, charset, out_length);
  g_string_free (shown, TRUE);
  return converted;
}

char *
nqp_terminal_decode (const char *word, gboolean *out_valid)
{
  const char *charset = nqp_locale_charset ();
  char *text = charset != NULL ? g_convert (word, -1, "UTF-8", charset, NULL, NULL, NULL) : NULL;

  *out_valid = TRUE;
  if (text != NULL)
    return text;
  /* In the locale "C" words are bytes: UTF-8 as everywhere else. */
  *out_valid = g_utf8_validate (word, -1, NULL);
  return g_utf8_make_valid (word, -1);
}
