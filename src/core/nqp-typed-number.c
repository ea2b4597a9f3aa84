/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-typed-number.h"

#include <langinfo.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"

#define EN_DASH "\xe2\x80\x93"

/* A comma is the decimal point of half the world and parts thousands in the other half. It counts as a point if there is one of
 * it and no point; "1,234" could be either, unless the screen itself writes points as commas. */
static gboolean
comma_is_clear (const char *plain)
{
  const char *comma = strchr (plain, ',');
  const char *digits = plain + (*plain == '-' || *plain == '+');

  if (comma == NULL)
    return TRUE;
  if (strchr (plain, '.') != NULL || strchr (comma + 1, ',') != NULL)
    return FALSE;
  return strcmp (nl_langinfo (RADIXCHAR), ",") == 0 || digits[0] == '0' || comma - digits > 3
         || comma == digits || strspn (comma + 1, "0123456789") != 3 || comma[4] != '\0';
}

/**
 * nqp_typed_number:
 *
 * Takes what nqp_number_to_screen() writes: spaces between groups, a true minus sign, the locale's decimal point, an en dash for
 * missing; and what people type instead.
 */
gboolean
nqp_typed_number (const char *text, double *out_value)
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
  if (plain->len == 0 || strcmp (plain->str, EN_DASH) == 0)
    {
      *out_value = NAN;
      return TRUE;
    }
  if (!comma_is_clear (plain->str))
    return FALSE;
  g_strdelimit (plain->str, ",", '.');
  return nqp_number_parse (plain->str, plain->len, '.', out_value) && isfinite (*out_value);
}

gboolean
nqp_typed_percent (const char *text, double *out_share)
{
  g_autofree char *number = g_strdup (text);
  double percent;

  g_strdelimit (number, "%", ' ');
  if (!nqp_typed_number (number, &percent) || !(percent >= 0 && percent <= 100))
    return FALSE;
  *out_share = percent / 100;
  return TRUE;
}
