/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-json.h"

#include <stdio.h>

gboolean
nqp_json_is_too_deep (const char *text, int *out_line)
{
  int depth = 0, line = 1;
  gboolean quoted = FALSE;

  for (; *text != '\0'; text++)
    if (*text == '\n')
      line++;
    else if (quoted)
      {
        if (*text == '\\' && text[1] != '\0')
          text++;
        else if (*text == '"')
          quoted = FALSE;
      }
    else if (*text == '"')
      quoted = TRUE;
    else if (*text == '[' || *text == '{')
      {
        if (++depth > NQP_JSON_MAX_DEPTH)
          {
            *out_line = line;
            return TRUE;
          }
      }
    else if (*text == ']' || *text == '}')
      depth--;
  return FALSE;
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
