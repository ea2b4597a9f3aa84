/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-json-text.h"

#include <string.h>

gboolean
nqp_json_has_nul (const char *json, int *out_line)
{
  int line = 1;

  if (strstr (json, "\\u0000") == NULL)
    return FALSE;
  for (; *json != '\0'; json++)
    if (*json == '\n')
      line++;
    else if (*json == '\\' && g_str_has_prefix (json, "\\u0000"))
      {
        *out_line = line;
        return TRUE;
      }
    else if (*json == '\\' && json[1] != '\0' && json[1] != '\n')
      json++; /* an escaped backslash escapes nothing */
  return FALSE;
}
