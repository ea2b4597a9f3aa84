/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-json.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  const char *p, *kept; /* what lies between is still to be copied */
  GString *out;
  int line;
  char *fault;
} Scanner;

static void
flush (Scanner *self)
{
  g_string_append_len (self->out, self->kept, self->p - self->kept);
  self->kept = self->p;
}

/* Goes on at @end; @instead and spaces stand for what is left out, so that lines and columns stay. */
static void
leave_out (Scanner *self, const char *end, const char *instead)
{
  flush (self);
  g_string_append (self->out, instead);
  for (const char *p = self->p; p < end; p++)
    if (*p == '\n')
      {
        self->line++;
        g_string_append_c (self->out, '\n');
      }
    else if (*instead != '\0')
      instead++;
    else
      g_string_append_c (self->out, ' ');
  self->p = self->kept = end;
}

/* Four hexadecimal digits at @p; FALSE if they are not there. */
static gboolean
read_unit (const char *p, guint *out)
{
  *out = 0;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return FALSE;
      *out = *out * 16 + (guint)digit;
    }
  return TRUE;
}

/* How long the escape is that begins at the backslash @p; 0 if it is none. @out_half: half a character without its other half */
static gsize
escape_length (const char *p, guint *out_half)
{
  guint unit, second;

  *out_half = 0;

  if (p[1] != 'u')
    return p[1] != '\0' ? 2 : 1;
  if (!read_unit (p + 2, &unit))
    return 0;
  if (unit < 0xD800 || unit > 0xDFFF)
    return 6;
  *out_half = unit;
  return unit < 0xDC00 && p[6] == '\\' && p[7] == 'u' && read_unit (p + 8, &second) && second >= 0xDC00
                 && second <= 0xDFFF
             ? 12
             : 0;
}

/* Over the string that opens here; an open end is left for the parser to complain of. */
static gboolean
skip_string (Scanner *self)
{
  for (self->p++; *self->p != '\0' && *self->p != '"';)
    if (*self->p == '\\')
      {
        guint half;
        gsize length = escape_length (self->p, &half);

        if (length == 0 && half != 0)
          self->fault = g_strdup_printf (_ ("it holds half a character, U+%04X; delete it"), half);
        else if (length == 0)
          self->fault = g_strdup (_ ("“\\u” is not followed by the four digits of a character"));
        else if (length == 6 && memcmp (self->p, "\\u0000", 6) == 0)
          self->fault
              = g_strdup (_ ("it holds the character U+0000 (“\\u0000”), which ends a text; delete it"));
        if (self->fault != NULL)
          return FALSE;
        self->line += length == 2 && self->p[1] == '\n';
        self->p += length;
      }
    else
      self->line += *self->p++ == '\n';
  if (*self->p == '"')
    self->p++;
  return TRUE;
}

char *
nqp_json_prepare (const char *text, NqpCoordinates *coordinates, char **out_fault, int *out_line)
{
  static const char key[] = "\"coordinates\"";
  Scanner self = { text, text, g_string_sized_new (1024), 1, NULL };
  int depth = 0;
  gboolean good = TRUE, named = FALSE; /* the key was read, and perhaps the colon */

  while (good && *self.p != '\0')
    {
      const char *start = self.p, *end;

      if (*self.p == '/' && (self.p[1] == '/' || self.p[1] == '*'))
        {
          end = nqp_json_skip_blank (self.p);
          if (end != NULL)
            leave_out (&self, end, "");
          else
            self.fault = g_strdup (_ ("a comment is opened and never closed"));
          good = end != NULL;
        }
      else if (*self.p == '"')
        {
          good = skip_string (&self);
          named = (gsize)(self.p - start) == strlen (key) && memcmp (start, key, strlen (key)) == 0;
        }
      else if (*self.p == '[' && named && coordinates != NULL
               && (end = nqp_coordinates_take (coordinates, self.p)) != NULL)
        {
          char which[16];

          g_snprintf (which, sizeof which, "%u", coordinates->starts->len - 1);
          leave_out (&self, end, which);
          named = FALSE;
        }
      else
        {
          if (*self.p == '[' || *self.p == '{')
            good = ++depth <= NQP_JSON_MAX_DEPTH;
          else if (*self.p == ']' || *self.p == '}')
            depth--;
          self.line += *self.p == '\n';
          named = named && (g_ascii_isspace (*self.p) || *self.p == ':');
          self.p++;
        }
    }
  *out_fault = self.fault;
  *out_line = self.line;
  if (good)
    flush (&self);
  return g_string_free (self.out, !good);
}

/* json-glib says "<data>:LINE:COLUMN: ..." in the language of the user, where the last colon may be a wide one. */
const char *
nqp_json_error_place (const GError *error, int *out_line, int *out_column)
{
  const char *message = error->message;
  int place = 0;

  *out_line = *out_column = 0;
  if (sscanf (message, "<data>:%d:%d%n", out_line, out_column, &place) == 2)
    {
      gunichar c;

      message += place;
      while ((c = g_utf8_get_char (message)) == ':' || c == 0xFF1A || g_unichar_isspace (c))
        message = g_utf8_next_char (message);
    }
  return message;
}
