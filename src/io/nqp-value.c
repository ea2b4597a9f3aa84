/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-value.h"

#include <math.h>
#include <string.h>

/* Powers of ten that a double holds exactly. */
static const double exact_powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                       1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
#define MAX_EXACT_POWER 22
#define MAX_EXACT_MANTISSA (G_GUINT64_CONSTANT (1) << 53)
#define MAX_DIGITS 19 /* more may overflow 64 bits */

static gboolean
is_missing (const char *text, gsize length)
{
  switch (length)
    {
    case 0:
      return TRUE;
    case 1:
      return text[0] == '-';
    case 2:
      return memcmp (text, "..", 2) == 0 || g_ascii_strncasecmp (text, "NA", 2) == 0;
    default:
      return FALSE;
    }
}

static gboolean
is_infinity_word (const char *text, gsize length)
{
  if (length > 0 && (*text == '-' || *text == '+'))
    {
      text++;
      length--;
    }
  return (length == 3 && g_ascii_strncasecmp (text, "inf", 3) == 0)
         || (length == 8 && g_ascii_strncasecmp (text, "infinity", 8) == 0);
}

/* The shape of the number is known to be right: exactly what g_ascii_strtod() reads. */
static double
parse_slowly (const char *text, gsize length, char mark)
{
  char small[64];
  char *copy = length < sizeof small ? small : g_malloc (length + 1);
  double value;

  memcpy (copy, text, length);
  copy[length] = '\0';
  if (mark == ',')
    {
      char *comma = strchr (copy, ',');

      if (comma != NULL)
        *comma = '.';
    }
  value = g_ascii_strtod (copy, NULL);
  if (copy != small)
    g_free (copy);
  return value;
}

static gboolean
note_mark (NqpDecimal *decimal, char mark, int line)
{
  if (G_LIKELY (decimal->mark == mark))
    return TRUE;
  if (decimal->mark != 0)
    return FALSE;
  decimal->mark = mark;
  decimal->line = line;
  return TRUE;
}

/**
 * nqp_value_parse:
 * @text: a field, not NUL-terminated
 * @decimal: the file's decimal mark, learnt from the first number that has one
 *
 * Numbers are [+-]digits[.digits][e[+-]digits], nothing else: no grouping, no hexadecimal, no "nan". A mantissa up to
 * 2^53 with a power of ten up to 10^22 is one exact product or quotient of doubles, so correctly rounded (Clinger 1990); the rest
 * goes to g_ascii_strtod().
 *
 * Returns: what @text is; @out_value is set (NaN if missing) for %NQP_VALUE_NUMBER and %NQP_VALUE_MISSING
 */
NqpValueKind
nqp_value_parse (const char *text, gsize length, NqpDecimal *decimal, int line, double *out_value)
{
  const char *p = text;
  const char *end = text + length;
  guint64 mantissa = 0;
  int n_digits = 0, n_significant = 0, exponent = 0, n_whole;
  gboolean negative = FALSE;
  char mark = 0;
  double value;

  if (p < end && (*p == '-' || *p == '+'))
    negative = *p++ == '-';
  for (; p < end && g_ascii_isdigit (*p); p++)
    {
      n_digits++;
      n_significant += n_significant > 0 || *p != '0';
      if (n_significant <= MAX_DIGITS)
        mantissa = mantissa * 10 + (guint64)(*p - '0');
    }
  n_whole = n_digits;
  if (p < end && (*p == '.' || (*p == ',' && decimal->comma_allowed)))
    {
      mark = *p;
      for (p++; p < end && g_ascii_isdigit (*p); p++)
        {
          n_digits++;
          n_significant += n_significant > 0 || *p != '0';
          if (n_significant <= MAX_DIGITS)
            mantissa = mantissa * 10 + (guint64)(*p - '0');
          exponent--;
        }
      /* "1,234" may be a thousand and more, "0,123", "12,5" and "1,2e3" may not */
      if (mark == ',' && (exponent != -3 || n_whole > 3 || n_whole == 0 || *text == '0' || p < end))
        decimal->comma_certain = TRUE;
    }
  if (n_digits > 0 && p < end && (*p == 'e' || *p == 'E'))
    {
      gboolean minus = FALSE;
      int written = 0;
      const char *start = ++p;

      if (p < end && (*p == '-' || *p == '+'))
        minus = *p++ == '-', start++;
      for (; p < end && g_ascii_isdigit (*p); p++)
        written = MIN (written * 10 + (*p - '0'), 100000);
      if (p == start)
        n_digits = 0;
      exponent += minus ? -written : written;
    }
  if (n_digits == 0 || p != end)
    {
      if (is_missing (text, length))
        {
          *out_value = NAN;
          return NQP_VALUE_MISSING;
        }
      return is_infinity_word (text, length) ? NQP_VALUE_INFINITE : NQP_VALUE_TEXT;
    }
  if (mark != 0 && !note_mark (decimal, mark, line))
    return NQP_VALUE_MIXED;

  if (G_LIKELY (n_significant <= MAX_DIGITS && mantissa <= MAX_EXACT_MANTISSA && exponent >= -MAX_EXACT_POWER
                && exponent <= MAX_EXACT_POWER))
    {
      value = (double)mantissa;
      if (exponent < 0)
        value /= exact_powers[-exponent];
      else
        value *= exact_powers[exponent];
      *out_value = negative ? -value : value;
      return NQP_VALUE_NUMBER;
    }
  value = parse_slowly (text, length, mark);
  if (!isfinite (value))
    return NQP_VALUE_INFINITE;
  *out_value = value;
  return NQP_VALUE_NUMBER;
}

/* A whole number of at most nine digits. */
gboolean
nqp_integer_parse (const char *text, gsize length, int *out_value)
{
  gboolean negative = FALSE;
  int value = 0;

  if (length > 0 && (*text == '-' || *text == '+'))
    {
      negative = *text == '-';
      text++;
      length--;
    }
  if (length == 0 || length > 9)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      value = value * 10 + (text[i] - '0');
    }
  *out_value = negative ? -value : value;
  return TRUE;
}
