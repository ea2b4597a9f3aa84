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

/* json-glib says "<data>:LINE:COLUMN: ..." */
const char *
nqp_json_error_place (const GError *error, int *out_line, int *out_column)
{
  const char *message = error->message;

  *out_line = *out_column = 0;
  if (sscanf (message, "<data>:%d:%d:", out_line, out_column) == 2)
    for (int colons = 0; colons < 3; message++)
      colons += *message == ':';
  return *message == ' ' ? message + 1 : message;
}
