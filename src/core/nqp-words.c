/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-words.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (nqp - words - error - quark, nqp_words_error)

#define NO_UTF8 0x110000u
#define REPLACEMENT 0xfffdu
#define MARK                                                                                                 \
  0xfeffu /* the byte order mark; inside a text it says nothing, and comes from files put together */

/* Ends of lines and columns. */
static gboolean
is_break (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

/**
 * nqp_words_allow:
 *
 * Marks of direction (U+200E, U+200F, U+061C) and joiners stay: honest Arabic, Persian, Hebrew and emoji hold them, and they
 * reach no further than their neighbours. Embeddings, overrides and isolates turn round everything up to their end.
 *
 * Returns: whether @c may stand in a line of text
 */
gboolean
nqp_words_allow (gunichar c)
{
  if (c < 0x20 || (c >= 0x7f && c < 0xa0))
    return FALSE; /* C0, DEL, C1 */
  if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
    return FALSE; /* embeddings, overrides, isolates */
  if (c == 0x2028 || c == 0x2029 || c == MARK)
    return FALSE;
  if ((c >= 0xd800 && c <= 0xdfff) || (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe)
    return FALSE; /* surrogates, noncharacters */
  return c < NO_UTF8;
}

/* The character at @at, and where the next begins. What is no UTF-8 is a surrogate or NO_UTF8 and the byte. */
static gunichar
read_character (const char *at, const char *end, const char **out_next)
{
  const guchar *p = (const guchar *)at;
  gunichar c;

  if (*p < 0x80)
    {
      *out_next = at + 1;
      return *p;
    }
  c = g_utf8_get_char_validated (at, end - at);
  if (c < NO_UTF8)
    {
      *out_next = g_utf8_next_char (at);
      return c;
    }
  if (end - at >= 3 && p[0] == 0xed && p[1] >= 0xa0 && p[1] <= 0xbf && p[2] >= 0x80 && p[2] <= 0xbf)
    {
      *out_next = at + 3;
      return 0xd000u | (gunichar)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
    }
  *out_next = at + 1;
  return NO_UTF8 + *p;
}

/* Nearly every text is well as it is. */
static gboolean
is_plain (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      const guchar c = (guchar)text[i];

      /* E3 to E9 begin most of Chinese, and nothing that is not allowed; other bytes beyond ASCII need a look */
      if (c < 0x20 || c == 0x7f || (c >= 0xc0 && (c < 0xe3 || c > 0xe9)) || c == 0xff)
        return FALSE;
      if (c >= 0xe3)
        {
          if (i + 2 >= length || ((guchar)text[i + 1] & 0xc0) != 0x80 || ((guchar)text[i + 2] & 0xc0) != 0x80)
            return FALSE;
          i += 2;
        }
      else if (c >= 0x80)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_too_long (const char *text, gsize length, NqpWordsKind kind)
{
  if (kind == NQP_WORDS_LINE || kind == NQP_WORDS_PROSE)
    return length > NQP_WORDS_MAX_BYTES;
  return length > NQP_WORDS_MAX_NAME && g_utf8_strlen (text, (gssize)length) > NQP_WORDS_MAX_NAME;
}

/* What stands for a run of breaks at @at: "", a space, or in prose what it is. Returns the end of the run. */
static const char *
read_breaks (const char *at, const char *end, NqpWordsKind kind, gboolean first, const char **out_instead)
{
  const char *next = at + 1;

  if (kind == NQP_WORDS_PROSE)
    {
      gunichar c = read_character (at, end, &next);

      *out_instead = c == '\t' ? " " : "\n";
      return c == '\r' && next < end && *next == '\n' ? next + 1 : next;
    }
  while (at < end && (*at == ' ' || is_break (read_character (at, end, &next))))
    at = *at == ' ' ? at + 1 : next;
  *out_instead = first || at == end ? "" : " ";
  return at;
}

/* Steps through a text: where the next piece ends, and the character that it is. */
typedef struct
{
  const char *at, *end;
  const char *plain_to; /* spaces up to here are followed by no break */
  NqpWordsKind kind;
  gboolean begun;   /* something stands before */
  gboolean dropped; /* the last piece is nothing */
} Steps;

static gunichar
next_character (Steps *self)
{
  const char *next;
  gunichar c = read_character (self->at, self->end, &next);
  gboolean breaks = is_break (c);

  if (c == ' ' && self->kind != NQP_WORDS_PROSE && self->at >= self->plain_to)
    {
      const char *after = self->at, *unused;

      while (after < self->end && *after == ' ')
        after++;
      breaks = after < self->end && is_break (read_character (after, self->end, &unused));
      self->plain_to = breaks ? self->at : after;
    }
  self->dropped = c == MARK;
  if (breaks)
    {
      const char *instead;

      next = read_breaks (self->at, self->end, self->kind, !self->begun, &instead);
      self->dropped = *instead == '\0';
      c = (gunichar)*instead;
    }
  self->begun = self->begun || !self->dropped;
  self->at = next;
  return c;
}

/**
 * nqp_words_tidy:
 * @text: changed in place; need not end with a nul
 * @length: (inout): bytes
 * @out_fault: set if it may not stay
 *
 * Tabs and ends of lines become a space, runs of them with the spaces around one, none at the ends; prose keeps its lines. What
 * else may not stand in a text is a fault, and "?" for the rest of the message.
 *
 * Returns: %FALSE if the text is to be refused
 */
gboolean
nqp_words_tidy (char *text, gsize *length, NqpWordsKind kind, NqpWordsFault *out_fault)
{
  Steps steps = { .at = text, .end = text + *length, .plain_to = text, .kind = kind };
  char *out = text;
  gboolean sound = TRUE;

  if (!is_plain (text, *length))
    {
      while (steps.at < steps.end)
        {
          gunichar c = next_character (&steps);

          if (steps.dropped)
            continue;
          if (!nqp_words_allow (c) && c != '\n')
            {
              if (sound)
                *out_fault = (NqpWordsFault){ .found = c, .kind = kind };
              sound = FALSE;
              c = '?';
            }
          out += g_unichar_to_utf8 (c, out); /* never longer than what was read */
        }
      *length = (gsize)(out - text);
    }
  if (sound && is_too_long (text, *length, kind))
    {
      *out_fault = (NqpWordsFault){ .too_long = TRUE, .kind = kind };
      return FALSE;
    }
  return sound;
}

/**
 * nqp_words_fault_to_string:
 *
 * Returns: (transfer full): a sentence that says what was found and what to do
 */
char *
nqp_words_fault_to_string (const NqpWordsFault *fault)
{
  gunichar c = fault->found;

  if (fault->too_long && (fault->kind == NQP_WORDS_LINE || fault->kind == NQP_WORDS_PROSE))
    return g_strdup_printf (_ ("Found a text longer than %d bytes; shorten it."), NQP_WORDS_MAX_BYTES);
  if (fault->too_long)
    return g_strdup_printf (_ ("Found a text longer than %d characters; shorten it."), NQP_WORDS_MAX_NAME);
  if (c >= NO_UTF8)
    return g_strdup_printf (_ ("Found the byte 0x%02X, which is no text in UTF-8; write the text anew."),
                            c - NO_UTF8);
  if (c < 0x20 || (c >= 0x7f && c < 0xa0))
    return g_strdup_printf (_ ("Found the control character U+%04X in the text; delete it."), c);
  if (c >= 0x202a && c <= 0x2069)
    return g_strdup_printf (
        _ ("Found the invisible character U+%04X, which turns the direction of the text; delete it."), c);
  return g_strdup_printf (_ ("Found U+%04X, which is no character; write the text anew."), c);
}

/**
 * nqp_words_check:
 * @text: (inout) (nullable): owned; tidied as by nqp_words_tidy()
 *
 * Returns: %FALSE with @error set if the text is to be refused
 */
gboolean
nqp_words_check (char **text, NqpWordsKind kind, GError **error)
{
  NqpWordsFault fault;
  gsize length;
  gboolean sound;

  if (*text == NULL)
    return TRUE;
  length = strlen (*text);
  sound = nqp_words_tidy (*text, &length, kind, &fault);
  (*text)[length] = '\0';
  if (!sound)
    {
      g_autofree char *why = nqp_words_fault_to_string (&fault);

      g_set_error_literal (error, NQP_WORDS_ERROR, 0, why);
    }
  return sound;
}

gboolean
nqp_words_check_text (NqpText *text, NqpWordsKind kind, GError **error)
{
  return nqp_words_check (&text->en, kind, error) && nqp_words_check (&text->zh, kind, error);
}

/* Whether another character of @bytes would leave no room for the sign of a cut. */
static gboolean
is_full (NqpWordsKind kind, gsize n_characters, gsize n_bytes)
{
  switch (kind)
    {
    case NQP_WORDS_NAME:
      return n_characters >= NQP_WORDS_MAX_NAME;
    case NQP_WORDS_CODE:
      return n_characters >= NQP_WORDS_MAX_CODE;
    case NQP_WORDS_LINE:
    case NQP_WORDS_PROSE:
    default:
      return n_bytes > NQP_WORDS_MAX_BYTES;
    }
}

static void
drop_last (GString *out)
{
  g_string_truncate (out, (gsize)(g_utf8_prev_char (out->str + out->len) - out->str));
}

/* What was one too many and the last that fitted make room for an ellipsis; a letter goes with its marks. */
static void
cut (GString *out, NqpWordsKind kind)
{
  gunichar last;
  int n_marks = 0;

  drop_last (out);
  do
    {
      last = g_utf8_get_char (g_utf8_prev_char (out->str + out->len));
      drop_last (out);
    }
  while (out->len > 0
         && ((kind >= NQP_WORDS_LINE && out->len + strlen ("…") > NQP_WORDS_MAX_BYTES)
             || (g_unichar_ismark (last) && ++n_marks < 16)));
  g_string_append (out, "…");
}

/**
 * nqp_words_clean:
 * @text: anything; may hold nuls if @length says how long it is
 * @length: bytes, or -1 when it ends with a nul
 * @out_changed: (out) (optional): whether the result is another text
 *
 * For texts that are there already. What nqp_words_tidy() would fold is folded, what it would refuse is shown as U+FFFD, and what is
 * too long is cut and ends in "…". The same text always gives the same, so that rows still find each other by cleaned codes.
 *
 * Returns: (transfer full): valid UTF-8 that can be shown anywhere
 */
char *
nqp_words_clean (const char *text, gssize length, NqpWordsKind kind, gboolean *out_changed)
{
  const gsize size = length < 0 ? strlen (text) : (gsize)length;
  Steps steps = { .at = text, .end = text + size, .plain_to = text, .kind = kind };
  gsize n_characters = 0;
  GString *out;
  gboolean changed;

  if (out_changed != NULL)
    *out_changed = FALSE;
  if (size <= NQP_WORDS_MAX_NAME && is_plain (text, size))
    return g_strndup (text, size);
  out = g_string_sized_new (MIN (size, NQP_WORDS_MAX_BYTES) + 4);
  while (steps.at < steps.end)
    {
      gunichar c = next_character (&steps);

      if (steps.dropped)
        continue;
      g_string_append_unichar (out, nqp_words_allow (c) || c == '\n' ? c : REPLACEMENT);
      if (is_full (kind, n_characters++, out->len))
        {
          cut (out, kind);
          break;
        }
    }
  if (out->len == 0 && size > 0) /* a name has to be something */
    g_string_append_unichar (out, REPLACEMENT);
  changed = out->len != size || memcmp (out->str, text, size) != 0;
  if (out_changed != NULL)
    *out_changed = changed;
  return g_string_free (out, FALSE);
}

/**
 * nqp_words_append_xml_character:
 *
 * Appends @c as text of XML 1.0 or as a value in double quotes. What XML has no place for, not even as a reference, becomes U+FFFD.
 */
void
nqp_words_append_xml_character (GString *out, gunichar c)
{
  if (c == '&')
    g_string_append (out, "&amp;");
  else if (c == '<')
    g_string_append (out, "&lt;");
  else if (c == '>')
    g_string_append (out, "&gt;");
  else if (c == '"')
    g_string_append (out, "&quot;");
  else if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xfffe || c == 0xffff)
    g_string_append_unichar (out, REPLACEMENT);
  else
    g_string_append_unichar (out, c);
}

/**
 * nqp_words_append_xml:
 * @text: anything
 *
 * The same of a whole text; what is no UTF-8 becomes U+FFFD, too.
 */
void
nqp_words_append_xml (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    nqp_words_append_xml_character (out, g_utf8_get_char (p));
}

/**
 * nqp_words_path:
 *
 * Returns: (transfer full): the name of a file as it can be shown, whatever bytes it is made of
 */
char *
nqp_words_path (const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  return nqp_words_clean (name, -1, NQP_WORDS_LINE, NULL);
}

/**
 * nqp_words_basename:
 *
 * Returns: (transfer full): the last part of the name of a file as it can be shown
 */
char *
nqp_words_basename (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return nqp_words_path (name);
}

/**
 * nqp_words_head:
 * @text: UTF-8
 * @n_bytes: at most so many of it
 *
 * The beginning of a long text, for messages: a precision such as `%.60s` counts bytes, and leaves half a character.
 *
 * Returns: (transfer full): @text, or as many whole characters of it as go into @n_bytes, and “…”
 */
char *
nqp_words_head (const char *text, gsize n_bytes)
{
  const char *end;

  if (strlen (text) <= n_bytes)
    return g_strdup (text);
  for (end = text + n_bytes; end > text && ((guchar)*end & 0xc0) == 0x80; end--)
    ;
  return g_strdup_printf ("%.*s…", (int)(end - text), text);
}
