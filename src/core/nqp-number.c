/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-number.h"

#include <float.h>
#include <langinfo.h>
#include <math.h>
#include <string.h>

#define THIN_SPACE "\xe2\x80\xaf" /* narrow, and no line breaks there */
#define MINUS_SIGN "\xe2\x88\x92"
#define EN_DASH "\xe2\x80\x93"

/**
 * nqp_number_to_file:
 *
 * Returns: @buffer with the fewest digits that nqp_number_parse() reads back as the same double; "" for NaN
 */
const char *
nqp_number_to_file (double value, char buffer[NQP_NUMBER_SIZE])
{
  char format[8];

  if (isnan (value))
    {
      buffer[0] = '\0';
      return buffer;
    }
  if (value == floor (value) && fabs (value) < 1e15 && !(value == 0.0 && signbit (value)))
    {
      g_snprintf (buffer, NQP_NUMBER_SIZE, "%" G_GINT64_FORMAT, (gint64)value);
      return buffer;
    }
  /* 15 digits are always told apart, 17 always tell apart; below DBL_MIN a double holds fewer. */
  for (int digits = fabs (value) < DBL_MIN ? 1 : 15; digits <= 17; digits++)
    {
      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, NQP_NUMBER_SIZE, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  return buffer;
}

const char *
nqp_number_to_file_full (double value, char buffer[NQP_NUMBER_SIZE])
{
  if (isnan (value))
    buffer[0] = '\0';
  else
    g_ascii_formatd (buffer, NQP_NUMBER_SIZE, "%.17g", value);
  return buffer;
}

/* From what "%.*f" or "%.*e" wrote to what people read. */
static void
dress (const char *plain, gboolean group, char buffer[NQP_NUMBER_SIZE])
{
  char *out = buffer;
  const char *digits = plain + (*plain == '-');
  int n_whole = (int)strspn (digits, "0123456789");
  gboolean zero = strspn (digits, "0.") == strlen (digits);

  /* "-0.0" would claim a sign that the digits shown do not have */
  if (*plain == '-' && !zero)
    out = g_stpcpy (out, MINUS_SIGN);
  for (int i = 0; i < n_whole; i++)
    {
      if (group && i > 0 && (n_whole - i) % 3 == 0)
        out = g_stpcpy (out, THIN_SPACE);
      *out++ = digits[i];
    }
  for (const char *p = digits + n_whole; *p != '\0'; p++)
    {
      if (*p == '.')
        out = g_stpcpy (out, nl_langinfo (RADIXCHAR));
      else if (*p == '-')
        out = g_stpcpy (out, MINUS_SIGN);
      else if (*p != '+')
        *out++ = *p;
    }
  *out = '\0';
}

static void
strip_zeros (char *plain)
{
  gsize length = strlen (plain);

  if (strchr (plain, '.') == NULL)
    return;
  while (plain[length - 1] == '0')
    plain[--length] = '\0';
  if (plain[length - 1] == '.')
    plain[--length] = '\0';
}

/**
 * nqp_number_to_screen:
 * @decimals: digits after the decimal point, 0 to 10
 *
 * The decimal point is the locale's.
 */
const char *
nqp_number_to_screen (double value, int decimals, char buffer[NQP_NUMBER_SIZE])
{
  char format[16];
  char plain[NQP_NUMBER_SIZE];

  if (isnan (value))
    return strcpy (buffer, EN_DASH);
  if (!isfinite (value))
    return strcpy (buffer, value > 0 ? "\xe2\x88\x9e" : MINUS_SIGN "\xe2\x88\x9e");
  /* beyond 15 digits a double has no units left to show */
  if (fabs (value) >= 1e15)
    return nqp_number_to_screen_auto (value, buffer);
  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 10));
  g_ascii_formatd (plain, sizeof plain, format, value);
  dress (plain, TRUE, buffer);
  return buffer;
}

const char *
nqp_number_to_screen_auto (double value, char buffer[NQP_NUMBER_SIZE])
{
  double size = fabs (value);
  char plain[NQP_NUMBER_SIZE];
  char format[16];

  if (!isfinite (value) || value == 0.0)
    return nqp_number_to_screen (value, 0, buffer);
  if (size >= 1e15 || size < 1e-6)
    {
      char *exponent;
      g_autofree char *tail = NULL;

      g_ascii_formatd (plain, sizeof plain, "%.3e", value);
      exponent = strchr (plain, 'e');
      tail = g_strdup_printf ("e%d", (int)g_ascii_strtoll (exponent + 1, NULL, 10));
      *exponent = '\0';
      strip_zeros (plain);
      g_strlcat (plain, tail, sizeof plain);
      dress (plain, FALSE, buffer);
      return buffer;
    }
  g_snprintf (format, sizeof format, "%%.%df", CLAMP (3 - (int)floor (log10 (size)), 0, 10));
  g_ascii_formatd (plain, sizeof plain, format, value);
  strip_zeros (plain);
  dress (plain, TRUE, buffer);
  return buffer;
}

const char *
nqp_number_in_formula (double value, char buffer[NQP_NUMBER_SIZE])
{
  char plain[NQP_NUMBER_SIZE];

  nqp_number_to_screen_auto (value, value < 0 ? plain : buffer);
  if (value < 0)
    g_snprintf (buffer, NQP_NUMBER_SIZE, "(%s)", plain);
  return buffer;
}

static gboolean
parse_slowly (const char *text, gsize length, char decimal_point, double *out_value)
{
  char small[64];
  g_autofree char *large = length >= sizeof small ? g_malloc (length + 1) : NULL;
  char *copy = large != NULL ? large : small;
  double value;
  char *end;

  memcpy (copy, text, length);
  copy[length] = '\0';
  if (decimal_point != '.')
    for (gsize i = 0; i < length; i++)
      if (copy[i] == decimal_point)
        copy[i] = '.';
  value = g_ascii_strtod (copy, &end);
  if (*end != '\0' || end == copy || !isfinite (value))
    return FALSE;
  *out_value = value;
  return TRUE;
}

/**
 * nqp_number_parse:
 * @text: need not end in a nul
 * @length: in bytes
 * @decimal_point: '.' or ','
 *
 * Reads decimal numbers with an optional exponent, correctly rounded, whatever the locale. White space around the
 * number is skipped; anything else (hexadecimal, "inf", "nan", grouped thousands, overflow) is no number.
 *
 * Returns: %TRUE if all of @text is a number
 */
gboolean
nqp_number_parse (const char *text, gsize length, char decimal_point, double *out_value)
{
  static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
  guint64 mantissa = 0;
  int n_digits = 0, n_decimals = 0, exponent = 0;
  gboolean negative = FALSE, exact = TRUE, any = FALSE;
  const char *p, *end;

  while (length > 0 && g_ascii_isspace (text[0]))
    text++, length--;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  p = text;
  end = text + length;
  if (p < end && (*p == '-' || *p == '+'))
    negative = *p++ == '-';
  for (gboolean fraction = FALSE; p < end; p++)
    {
      if (g_ascii_isdigit (*p))
        {
          any = TRUE;
          n_decimals += fraction;
          if (n_digits > 0 || *p != '0')
            n_digits++;
          if (n_digits <= 18)
            mantissa = mantissa * 10 + (guint64)(*p - '0');
          else
            exact = FALSE;
        }
      else if (*p == decimal_point && !fraction)
        fraction = TRUE;
      else
        break;
    }
  if (!any)
    return FALSE;
  if (p < end)
    {
      gboolean minus = FALSE;

      if ((*p != 'e' && *p != 'E') || ++p == end)
        return FALSE;
      if (*p == '-' || *p == '+')
        minus = *p++ == '-';
      if (p == end)
        return FALSE;
      for (; p < end && g_ascii_isdigit (*p); p++)
        exponent = MIN (exponent * 10 + (*p - '0'), 100000);
      if (p < end)
        return FALSE;
      if (minus)
        exponent = -exponent;
    }
  exponent -= n_decimals;
  /* Both factors are exact doubles, so that the one operation rounds correctly (Clinger 1990). */
  if (exact && mantissa <= (G_GUINT64_CONSTANT (1) << 53) && exponent >= -22 && exponent <= 22)
    {
      double value = (double)mantissa;

      value = exponent < 0 ? value / powers[-exponent] : value * powers[exponent];
      *out_value = negative ? -value : value;
      return TRUE;
    }
  return parse_slowly (text, length, decimal_point, out_value);
}
