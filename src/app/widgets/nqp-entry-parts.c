/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-entry-parts.h"

#include <math.h>

#include "nqp-number.h"

gboolean
nqp_entry_parse_number (const char *text, double *out_value)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c == 0x2212)
        g_string_append_c (plain, '-');
      else if (!g_unichar_isspace (c))
        g_string_append_unichar (plain, c);
    }
  if (plain->len == 0)
    {
      *out_value = NAN;
      return TRUE;
    }
  return nqp_number_parse (plain->str, plain->len, '.', out_value);
}
