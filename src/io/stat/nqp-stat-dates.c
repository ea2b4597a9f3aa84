/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-stat-private.h"

#include <string.h>

static NqpStatUnit
unit_of_stata (const char *format)
{
  static const struct
  {
    const char *beginning;
    NqpStatUnit unit;
  } units[] = {
    { "%td", NQP_STAT_DAYS },         { "%d", NQP_STAT_DAYS },          { "%tw", NQP_STAT_WEEKS },
    { "%tm", NQP_STAT_MONTHS },       { "%tq", NQP_STAT_QUARTERS },     { "%th", NQP_STAT_HALVES },
    { "%tc", NQP_STAT_MILLISECONDS }, { "%tC", NQP_STAT_MILLISECONDS },
  };
  const char *letters = strpbrk (format, "tdTD");
  g_autofree char *plain = NULL;

  /* "%-td" is aligned to the left */
  if (format[0] != '%' || letters == NULL || letters > format + 2)
    return NQP_STAT_NUMBER;
  plain = g_strconcat ("%", letters, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (plain, units[i].beginning))
      return units[i].unit;
  return NQP_STAT_NUMBER; /* "%ty" among them: the number is the year */
}

static NqpStatUnit
unit_of_spss (const char *format)
{
  static const char *const dates[]
      = { "DATE", "ADATE", "EDATE", "SDATE", "JDATE", "QYR", "MOYR", "WKYR", "YMDHMS" };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    if (g_str_has_prefix (format, dates[i])) /* DATETIME as well */
      return NQP_STAT_SECONDS;
  return NQP_STAT_NUMBER;
}

NqpStatUnit
nqp_stat_unit_of_format (NqpStatKind kind, const char *format)
{
  return format == NULL         ? NQP_STAT_NUMBER
         : kind == NQP_STAT_DTA ? unit_of_stata (format)
                                : unit_of_spss (format);
}

/* The first day of the month that is so many months after January 1960. */
static gboolean
months_to_date (double months, char out[NQP_STAT_DATE_SIZE])
{
  const double year = 1960 + floor (months / 12);
  const int month = (int)(months - 12 * floor (months / 12));

  if (year < 1 || year > 9999)
    return FALSE;
  g_snprintf (out, NQP_STAT_DATE_SIZE, "%04d-%02d-01", (int)year, month + 1);
  return TRUE;
}

static gboolean
days_to_date (double days, guint8 day, GDateMonth month, GDateYear year, char out[NQP_STAT_DATE_SIZE])
{
  GDate date;
  double julian;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  julian = g_date_get_julian (&date) + floor (days);
  if (!(julian >= 1 && julian <= 3652059)) /* 9999-12-31 */
    return FALSE;
  g_date_set_julian (&date, (guint32)julian);
  g_snprintf (out, NQP_STAT_DATE_SIZE, "%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
              g_date_get_day (&date));
  return TRUE;
}

gboolean
nqp_stat_date (NqpStatUnit unit, double value, char out[NQP_STAT_DATE_SIZE])
{
  switch (unit)
    {
    case NQP_STAT_DAYS:
      return days_to_date (value, 1, G_DATE_JANUARY, 1960, out);
    case NQP_STAT_WEEKS: /* 52 a year, the last one longer */
      return months_to_date (12 * floor (value / 52), out);
    case NQP_STAT_MONTHS:
      return months_to_date (floor (value), out);
    case NQP_STAT_QUARTERS:
      return months_to_date (3 * floor (value), out);
    case NQP_STAT_HALVES:
      return months_to_date (6 * floor (value), out);
    case NQP_STAT_MILLISECONDS:
      return days_to_date (value / 86400000, 1, G_DATE_JANUARY, 1960, out);
    case NQP_STAT_SECONDS:
      return days_to_date (value / 86400, 14, G_DATE_OCTOBER, 1582, out);
    case NQP_STAT_NUMBER:
    default:
      return FALSE;
    }
}
