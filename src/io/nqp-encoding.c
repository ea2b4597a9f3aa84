/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-encoding.h"

#include <glib/gi18n.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "nqp-input-file.h"

#define PROBE_SIZE ((gsize)1 << 16)

void
nqp_source_clear (NqpSource *self)
{
  g_clear_pointer (&self->memory, g_free);
  self->text = NULL;
  self->length = 0;
}

static int
line_of (const char *text, gsize position)
{
  int line = 1;

  for (gsize i = 0; i < position; i++)
    if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n'))
      line++;
  return line;
}

/* Most figures are plain ASCII: eight bytes at a time until the first that is not. */
static gsize
ascii_prefix (const char *text, gsize length)
{
  gsize i = 0;

  for (; i + 8 <= length; i += 8)
    {
      guint64 word;

      memcpy (&word, text + i, sizeof word);
      if ((word & G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
        break;
    }
  while (i < length && (guchar)text[i] < 0x80)
    i++;
  return i;
}

static gboolean
is_utf8 (const char *text, gsize length, gsize *out_bad)
{
  const char *end;
  gsize at = ascii_prefix (text, length);
  gboolean valid = g_utf8_validate_len (text + at, length - at, &end);

  *out_bad = (gsize)(end - text);
  return valid;
}

/* UTF-16 without a mark: separators, digits and line ends are ASCII, so that every other byte is often zero. */
static const char *
guess_utf16 (const char *text, gsize length)
{
  gsize n = MIN (length, PROBE_SIZE) / 2, even = 0, odd = 0;

  if (length % 2 != 0)
    return NULL;
  for (gsize i = 0; i < n; i++)
    {
      even += text[2 * i] == '\0';
      odd += text[2 * i + 1] == '\0';
    }
  if (odd > n / 5 && even == 0)
    return "UTF-16LE";
  if (even > n / 5 && odd == 0)
    return "UTF-16BE";
  return NULL;
}

/* Are the bytes beyond ASCII pairs of GB 2312, the part of GB18030 that nearly all Chinese text is written in? */
static gboolean
looks_like_gb2312 (const char *text, gsize length)
{
  gsize n_pairs = 0;

  for (gsize i = 0; i < length; i++)
    {
      guchar first = (guchar)text[i];

      if (first < 0x80)
        continue;
      if (first < 0xa1 || first > 0xf7 || i + 1 >= length || (guchar)text[i + 1] < 0xa1)
        return FALSE;
      n_pairs++;
      i++;
    }
  return n_pairs > 0;
}

/* Chinese in UTF-8 is made of three-byte sequences; a few bad bytes among them are damage. In GB18030 read as UTF-8
 * nearly everything is bad. */
static gboolean
is_damaged_utf8 (const char *text, gsize length)
{
  gsize n_good = 0, n_bad = 0;

  for (gsize i = ascii_prefix (text, length); i < length;)
    {
      gunichar c = g_utf8_get_char_validated (text + i, (gssize)(length - i));

      if (c == (gunichar)-1 || c == (gunichar)-2)
        {
          n_bad++;
          i++;
          continue;
        }
      n_good += c >= 0x800;
      i = (gsize)(g_utf8_next_char (text + i) - text);
    }
  return n_good > n_bad;
}

static char *
detect_charset (const char *text, gsize length)
{
  uchardet_t detector = uchardet_new ();
  char *charset = NULL;
  gsize start = ascii_prefix (text, length);

  start = start > 256 ? start - 256 : 0;
  if (uchardet_handle_data (detector, text + start, MIN (length - start, 16 * PROBE_SIZE)) == 0)
    {
      uchardet_data_end (detector);
      charset = g_strdup (uchardet_get_charset (detector));
    }
  uchardet_delete (detector);
  return charset;
}

static gboolean
is_gb_name (const char *charset)
{
  return charset != NULL && g_ascii_strncasecmp (charset, "GB", 2) == 0;
}

static void
report_nul (const char *path, const char *text, NqpProblems *problems)
{
  nqp_problems_add (problems, FALSE, path, line_of (text, strlen (text)), 0,
                    _ ("Found a NUL byte: this is no text file; expected CSV or GeoJSON text."));
}

static gboolean
convert (NqpSource *self, const char *path, const char *encoding, NqpProblems *problems)
{
  gsize n_read = 0, n_written = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *memory = NULL;
  char *converted;

  converted = g_convert (self->text, (gssize)self->length, "UTF-8", encoding, &n_read, &n_written, &error);
  if (converted == NULL && g_error_matches (error, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION))
    {
      nqp_problems_add (problems, FALSE, path, 0, 0,
                        _ ("The text is in %s, which this system cannot convert; save the file as UTF-8."),
                        encoding);
      return FALSE;
    }
  if (converted == NULL)
    {
      /* what came before the bad bytes tells the line */
      int line = 1;
      g_autofree char *head = g_convert (self->text, (gssize)n_read, "UTF-8", encoding, NULL, NULL, NULL);

      if (head != NULL)
        line = line_of (head, strlen (head));
      nqp_problems_add (problems, FALSE, path, line, 0,
                        _ ("Found bytes that are no text in %s; expected UTF-8, UTF-16 or GB18030."),
                        encoding);
      return FALSE;
    }
  if (memchr (converted, '\0', n_written) != NULL)
    {
      report_nul (path, converted, problems);
      g_free (converted);
      return FALSE;
    }
  nqp_source_clear (self);
  self->memory = self->text = converted;
  self->length = n_written;
  self->encoding = encoding;
  /* a mark inside the converted text */
  if (g_str_has_prefix (self->text, "\xef\xbb\xbf"))
    {
      self->text += 3;
      self->length -= 3;
    }
  return TRUE;
}

static gboolean
is_foreign_name (const char *charset)
{
  return *charset != '\0' && g_ascii_strcasecmp (charset, "ASCII") != 0
         && g_ascii_strncasecmp (charset, "UTF", 3) != 0;
}

/* Letters of one encoding are mostly letters of another as well: what they look like is a proposal. */
static gboolean
ask_encoding (const NqpSource *self, gsize bad, const char *path, const char *charset, NqpProblems *problems)
{
  nqp_problems_add (
      problems, FALSE, path, line_of (self->text, bad), 0,
      _ ("Found the byte 0x%02X, which is no valid UTF-8; expected text in UTF-8, UTF-16 or GB18030. "
         "It looks like %s: say so with --encoding %s, or name another."),
      (guchar)self->text[bad], charset, charset);
  return FALSE;
}

/* @can_name: the user could say what it is */
static gboolean
decode (NqpSource *self, const char *path, gboolean can_name, NqpProblems *problems)
{
  const guchar *bytes = (const guchar *)self->text;
  const char *utf16;
  gsize bad;

  self->encoding = "UTF-8";
  if (self->length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      self->text += 3;
      self->length -= 3;
    }
  else if (self->length >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    return convert (self, path, "UTF-16LE", problems);
  else if (self->length >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    return convert (self, path, "UTF-16BE", problems);
  else if ((utf16 = guess_utf16 (self->text, self->length)) != NULL)
    return convert (self, path, utf16, problems);

  if (memchr (self->text, '\0', self->length) != NULL)
    {
      report_nul (path, self->text, problems);
      return FALSE;
    }
  if (is_utf8 (self->text, self->length, &bad))
    return TRUE;

  if (self->text == self->memory && !is_damaged_utf8 (self->text, self->length))
    {
      g_autofree char *charset = detect_charset (self->text, self->length);

      if (is_gb_name (charset) || looks_like_gb2312 (self->text, self->length))
        return convert (self, path, "GB18030", problems);
      if (can_name && charset != NULL && is_foreign_name (charset))
        return ask_encoding (self, bad, path, charset, problems);
    }
  nqp_problems_add (
      problems, FALSE, path, line_of (self->text, bad), 0,
      can_name
          ? _ ("Found the byte 0x%02X, which is no valid UTF-8; expected text in UTF-8, UTF-16 or GB18030. "
               "Another encoding can be named with --encoding.")
          : _ ("Found the byte 0x%02X, which is no valid UTF-8; expected text in UTF-8, UTF-16 or GB18030."),
      (guchar)self->text[bad]);
  return FALSE;
}

/* What the user says it is; a mark at its beginning says more about the order of bytes. */
static gboolean
decode_as (NqpSource *self, const char *path, const char *encoding, NqpProblems *problems)
{
  const guchar *bytes = (const guchar *)self->text;
  gboolean is_utf16
      = g_ascii_strcasecmp (encoding, "UTF-16") == 0 || g_ascii_strcasecmp (encoding, "UTF16") == 0;

  if (is_utf16 && self->length >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    return convert (self, path, "UTF-16BE", problems);
  if (is_utf16)
    return convert (self, path, "UTF-16LE", problems);
  if (g_ascii_strncasecmp (encoding, "GB", 2) == 0)
    return convert (self, path, "GB18030", problems); /* which the others are parts of */
  return convert (self, path, encoding, problems);
}

/* What was read becomes text, or nothing. @encoding: "" if the user has not said it, NULL where nobody is asked */
static gboolean
take_memory (NqpSource *self, const char *path, const char *encoding, NqpProblems *problems)
{
  self->text = self->memory;
  if (self->length == 0)
    nqp_problems_add (problems, FALSE, path, 0, 0, _ ("The file is empty; expected a header line and data."));
  else if (encoding != NULL && *encoding != '\0' ? decode_as (self, path, encoding, problems)
                                                 : decode (self, path, encoding != NULL, problems))
    return TRUE;
  nqp_source_clear (self);
  return FALSE;
}

static gboolean
copy_memory (NqpSource *self, const char *text, gsize length, const char *file, const char *encoding,
             NqpProblems *problems)
{
  *self = (NqpSource){ .memory = g_malloc (length + 1), .length = length };
  memcpy (self->memory, text, length);
  self->memory[length] = '\0';
  return take_memory (self, file, encoding, problems);
}

gboolean
nqp_source_copy (NqpSource *self, const char *text, gsize length, const char *file, NqpProblems *problems)
{
  return copy_memory (self, text, length, file, NULL, problems);
}

gboolean
nqp_source_copy_as (NqpSource *self, const char *text, gsize length, const char *file, const char *encoding,
                    NqpProblems *problems)
{
  return copy_memory (self, text, length, file, encoding != NULL ? encoding : "", problems);
}

gboolean
nqp_source_read (NqpSource *self, const char *path, NqpProblems *problems)
{
  g_autoptr (GError) error = NULL;

  *self = (NqpSource){ 0 };
  if (!nqp_input_file_read (path, &self->memory, &self->length, &error))
    {
      nqp_problems_add (problems, FALSE, path, 0, 0, "%s", error->message);
      return FALSE;
    }
  return take_memory (self, path, NULL, problems);
}

gboolean
nqp_source_take (NqpSource *self, char *memory, gsize length, const char *path, const char *encoding,
                 NqpProblems *problems)
{
  *self = (NqpSource){ .memory = memory, .length = length };
  return take_memory (self, path, encoding, problems);
}
