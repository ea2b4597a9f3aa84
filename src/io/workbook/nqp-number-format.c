/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-number-format.h"

#include <math.h>
#include <string.h>

#define LAST_SERIAL 2958466 /* the day after 9999-12-31 */
#define DAY 86400

/**
 * nqp_number_format_of_id:
 *
 * ECMA-376 part 1, 18.8.30. 27 to 36 and 50 to 58 are dates of Chinese, Japanese and Korean programs, 45 to 47 times.
 */
NqpNumberFormat
nqp_number_format_of_id (int id)
{
  if (id == 9 || id == 10)
    return NQP_FORMAT_PERCENT;
  if (id == 46)
    return NQP_FORMAT_DURATION;
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 || (id >= 50 && id <= 58))
    return NQP_FORMAT_DATE;
  return NQP_FORMAT_NUMBER;
}

/* Behind the bracket that opens at @p. */
static const char *
skip_brackets (const char *p, gboolean *out_elapsed)
{
  const char *end = strchr (p, ']');
  const char c = g_ascii_tolower (p[1]);

  if (end == NULL)
    return p + strlen (p);
  /* [h], [mm], [ss] count on; [Red], [>100], [$-804] say how it looks */
  if ((c == 'h' || c == 'm' || c == 's') && strspn (p + 1, "hHmMsS") == (gsize)(end - p - 1))
    *out_elapsed = TRUE;
  return end + 1;
}

/**
 * nqp_number_format_of_code:
 *
 * What the letters outside quotes and brackets say, in the section for numbers above 0. In programs of Eastern Asia e is a year as well;
 * behind a digit it is the exponent.
 */
NqpNumberFormat
nqp_number_format_of_code (const char *code)
{
  gboolean elapsed = FALSE, date = FALSE, percent = FALSE, digit = FALSE;

  while (*code != '\0' && *code != ';')
    switch (*code)
      {
      case '"':
        code = strchr (code + 1, '"');
        if (code == NULL)
          code = "";
        else
          code++;
        break;
      case '[':
        code = skip_brackets (code, &elapsed);
        break;
      case '\\':
      case '_':
      case '*': /* the next character as it is, as a gap, as a filling */
        code += code[1] != '\0' ? g_utf8_next_char (code + 1) - code : 1;
        break;
      case '0':
      case '#':
      case '?':
        digit = TRUE;
        code++;
        break;
      case '%':
        percent = TRUE;
        code++;
        break;
      case 'g':
      case 'G':
        if (g_ascii_strncasecmp (code, "General", 7) == 0)
          {
            digit = TRUE;
            code += 7;
          }
        else
          code++;
        break;
      case 'e':
      case 'E':
        date |= !digit;
        code++;
        break;
      case 'y':
      case 'Y':
      case 'm':
      case 'M':
      case 'd':
      case 'D':
      case 'h':
      case 'H':
      case 's':
      case 'S':
        date = TRUE;
        code++;
        break;
      default:
        code = g_utf8_next_char (code);
        break;
      }
  if (elapsed)
    return NQP_FORMAT_DURATION;
  if (date)
    return NQP_FORMAT_DATE;
  return percent ? NQP_FORMAT_PERCENT : NQP_FORMAT_NUMBER;
}

/* The day that many days after 1899-12-31, by the Gregorian calendar. */
static gboolean
print_day (int days, char out[NQP_SERIAL_SIZE])
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 31, G_DATE_DECEMBER, 1899);
  g_date_add_days (&date, (guint)days);
  if (!g_date_valid (&date) || g_date_get_year (&date) > 9999)
    return FALSE;
  g_snprintf (out, NQP_SERIAL_SIZE, "%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
              g_date_get_day (&date));
  return TRUE;
}

static void
print_time (gint64 seconds, char *out, gsize room)
{
  g_snprintf (out, room, "%02d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60),
              (int)(seconds % 60));
}

/**
 * nqp_serial_to_date:
 * @from_1904: days are counted from 1904-01-01 as 0; else from 1900-01-01 as 1, with a 29 February 1900 as 60 that never was
 *
 * Times are rounded to the second. A year alone, typed into a cell that is formatted as a date, is the day in 1905 that programs show.
 */
gboolean
nqp_serial_to_date (const char *serial, NqpNumberFormat format, gboolean from_1904, char out[NQP_SERIAL_SIZE])
{
  char *end;
  const double value = g_ascii_strtod (serial, &end);
  gint64 seconds;
  int days;

  if (*end != '\0' || !(value >= 0.0 && value < LAST_SERIAL))
    return FALSE;
  seconds = (gint64)floor (value * DAY + 0.5);
  if (format == NQP_FORMAT_DURATION || (seconds < DAY && !from_1904 && seconds > 0))
    {
      print_time (seconds, out, NQP_SERIAL_SIZE);
      return TRUE;
    }
  days = (int)(seconds / DAY);
  seconds %= DAY;
  if (from_1904)
    {
      if (days == 0 && seconds > 0)
        {
          print_time (seconds, out, NQP_SERIAL_SIZE);
          return TRUE;
        }
      days += 1462;
    }
  if (days == 0 || days == 60)
    return FALSE;
  if (!print_day (days > 60 ? days - 1 : days, out))
    return FALSE;
  if (seconds > 0)
    {
      const gsize n = strlen (out);

      out[n] = 'T';
      print_time (seconds, out + n + 1, NQP_SERIAL_SIZE - n - 1);
    }
  return TRUE;
}

static const char *
read_digits (const char *p, int n, int *out)
{
  *out = 0;
  for (; n > 0; n--, p++)
    {
      if (!g_ascii_isdigit (*p))
        return NULL;
      *out = *out * 10 + (*p - '0');
    }
  return p;
}

/* Over parts of a second; *seconds is rounded by them: what was 10:30 may come as 10:29:59.9999999. */
static const char *
round_seconds (const char *p, gint64 *seconds)
{
  if (*p != '.' && *p != ',')
    return p;
  *seconds += p[1] >= '5' && p[1] <= '9';
  for (p++; g_ascii_isdigit (*p);)
    p++;
  return p;
}

/* "10:30:00", perhaps with parts of a second or "Z" behind it. */
static const char *
read_clock (const char *p, gint64 *out_seconds)
{
  int hours, minutes, seconds;

  p = read_digits (p, 2, &hours);
  if (p == NULL || *p != ':' || (p = read_digits (p + 1, 2, &minutes)) == NULL)
    return NULL;
  seconds = 0;
  if (*p == ':' && (p = read_digits (p + 1, 2, &seconds)) == NULL)
    return NULL;
  *out_seconds = hours * 3600 + minutes * 60 + seconds;
  p = round_seconds (p, out_seconds);
  *out_seconds = MIN (*out_seconds, DAY - 1); /* the next day would be another date */
  p += *p == 'Z';
  return *p == '\0' && hours < 24 && minutes < 60 && seconds < 60 ? p : NULL;
}

/* ISO 8601 as ODF writes it: "PT10H30M00S". */
static gboolean
read_duration (const char *p, gint64 *out_seconds)
{
  static const struct
  {
    char unit;
    int seconds;
  } units[] = { { 'H', 3600 }, { 'M', 60 }, { 'S', 1 } };

  *out_seconds = 0;
  if (!g_str_has_prefix (p, "PT") || p[2] == '\0')
    return FALSE;
  p += 2;
  for (gsize i = 0; i < G_N_ELEMENTS (units) && *p != '\0'; i++)
    {
      gint64 n = 0;
      const char *q = p;

      for (; g_ascii_isdigit (*q) && q - p < 8; q++)
        n = n * 10 + (*q - '0');
      if (q == p)
        return FALSE;
      if (units[i].unit == 'S')
        q = round_seconds (q, out_seconds);
      if (*q != units[i].unit)
        continue;
      *out_seconds += n * units[i].seconds;
      p = q + 1;
    }
  return *p == '\0' && *out_seconds < (gint64)LAST_SERIAL * DAY;
}

gboolean
nqp_date_tidy (const char *text, char out[NQP_SERIAL_SIZE])
{
  int year, month, day;
  gint64 seconds, clock;
  const char *p;

  if (*text == 'P')
    {
      if (!read_duration (text, &seconds))
        return FALSE;
      print_time (seconds, out, NQP_SERIAL_SIZE);
      return TRUE;
    }
  if (read_clock (text, &clock) != NULL)
    {
      print_time (clock, out, NQP_SERIAL_SIZE);
      return TRUE;
    }
  p = read_digits (text, 4, &year);
  if (p == NULL || *p != '-' || (p = read_digits (p + 1, 2, &month)) == NULL || *p != '-'
      || (p = read_digits (p + 1, 2, &day)) == NULL || year == 0 || month > 12 || day > 31
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  clock = 0;
  if (*p != '\0' && (*p != 'T' || read_clock (p + 1, &clock) == NULL))
    return FALSE;
  g_snprintf (out, NQP_SERIAL_SIZE, "%04d-%02d-%02d", year, month, day);
  if (clock > 0)
    {
      out[10] = 'T';
      print_time (clock, out + 11, NQP_SERIAL_SIZE - 11);
    }
  return TRUE;
}

gboolean
nqp_is_file_number (const char *text, gsize length)
{
  const char *p = text, *end = text + length;
  int n = 0;

  p += p < end && (*p == '-' || *p == '+');
  for (; p < end && g_ascii_isdigit (*p); p++)
    n++;
  if (p < end && *p == '.')
    for (p++; p < end && g_ascii_isdigit (*p); p++)
      n++;
  if (n == 0)
    return FALSE;
  if (p < end && (*p == 'e' || *p == 'E'))
    {
      p++;
      p += p < end && (*p == '-' || *p == '+');
      if (p == end)
        return FALSE;
      while (p < end && g_ascii_isdigit (*p))
        p++;
    }
  return p == end;
}
