/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-value.h"

#include <string.h>

#define MAX_UNIT 48 /* bytes */

/* What stands behind a number and makes it a name or a date. */
static const char *const no_units[] = {
  "区", "县", "市", "省", "州", "旗", "盟",   "镇",   "乡",   "村", "街", "路", "号", "组", "类", "级", "班",
  "期", "届", "年", "月", "日", "季", "季度", "年度", "月份", "时", "分", "秒", "st", "nd", "rd", "th",
};

static gboolean
is_of_number (char c)
{
  return g_ascii_isdigit (c) || c == '.' || c == ',' || c == ' ' || c == '+' || c == '-';
}

/* Letters of any script and what joins them; a single Latin letter is rather a mark of a code or a footnote. */
static gboolean
is_unit (const char *text, gsize length)
{
  const char *end = text + length;
  int n = 0;

  if (length == 0 || length > MAX_UNIT)
    return FALSE;
  for (const char *p = text; p < end; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);

      if (c > 0x10ffff || (n == 0 && !g_unichar_isalpha (c))
          || !(g_unichar_isalpha (c) || c == '/' || c == ' ' || c == 0xb2 || c == 0xb3 || c == 0xb7))
        return FALSE;
    }
  if (n == 1 && g_ascii_isalpha (*text) && strchr ("gmt", *text) == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (no_units); i++)
    if (strlen (no_units[i]) == length && memcmp (no_units[i], text, length) == 0)
      return FALSE;
  return TRUE;
}

gboolean
nqp_value_split_unit (const char *text, gsize length, gsize *out_number, const char **out_unit,
                      gsize *out_unit_length)
{
  gsize n = 0, number;

  while (n < length && is_of_number (text[n]))
    n++;
  for (number = n; number > 0 && !g_ascii_isdigit (text[number - 1]); number--)
    ;
  if (number == 0 || !is_unit (text + n, length - n))
    return FALSE;
  *out_number = number;
  *out_unit = text + n;
  *out_unit_length = length - n;
  return TRUE;
}

NqpValueKind
nqp_value_read_stored (const char *text, gsize length, gboolean percent, double *out_value)
{
  NqpDecimal plain = { .mark = '.' };
  g_autofree char *hundredfold = NULL;

  if (!percent || memchr (text, 'e', length) != NULL || memchr (text, 'E', length) != NULL)
    {
      NqpValueKind kind = nqp_value_parse (text, length, &plain, 0, out_value);

      *out_value *= percent ? 100 : 1;
      return kind;
    }
  hundredfold = g_strdup_printf ("%.*se2", (int)length, text);
  return nqp_value_parse (hundredfold, strlen (hundredfold), &plain, 0, out_value);
}
