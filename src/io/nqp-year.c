/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-value.h"

#include <string.h>

#include "nqp-import-private.h"

#define MAX_YEAR 60 /* bytes */
#define FIRST_HEADER_YEAR 1500
#define LAST_HEADER_YEAR 2200

static gboolean
read_plain (const char *text, gsize length, int *out_year)
{
  const gsize suffix = strlen ("年");

  if (length > suffix && memcmp (text + length - suffix, "年", suffix) == 0)
    length -= suffix;
  return nqp_integer_parse (text, length, out_year) && *out_year >= NQP_FIRST_YEAR
         && *out_year <= NQP_LAST_YEAR;
}

/* One or two digits and what has to stand behind them. */
static const char *
read_part (const char *p, int most, const char *const *behind)
{
  int value = 0, n = 0;

  for (; g_ascii_isdigit (*p) && n < 2; p++, n++)
    value = value * 10 + (*p - '0');
  if (n == 0 || value < 1 || value > most)
    return NULL;
  for (int i = 0; behind[i] != NULL; i++)
    if (g_str_has_prefix (p, behind[i]))
      return p + strlen (behind[i]);
  return NULL;
}

/* The rest of a date, whole: a month alone would be half of "2015-16" as well. */
static gboolean
is_rest_of_date (const char *p)
{
  static const char *const dash[] = { "-", NULL }, *const slash[] = { "/", NULL },
                           *const month[] = { "月", NULL }, *const day[] = { "日", "t", " ", "", NULL };
  const char *const *between = *p == '-' ? dash : *p == '/' ? slash : month;

  p += *p == '-' || *p == '/' ? 1 : 0;
  p = read_part (p, 12, between);
  return p != NULL && read_part (p, 31, day) != NULL;
}

/* "31/12/2020", "31.12.2020", "12-31-2020": whichever comes first, the year stands last. */
static gboolean
read_date_with_year_last (const char *p, int *out_year)
{
  char mark = '\0';

  for (int part = 0; part < 2; part++)
    {
      static const char *const marks[] = { "/", ".", "-", NULL };
      const char *next = read_part (p, 31, marks);

      if (next == NULL || (part > 0 && next[-1] != mark))
        return FALSE;
      p = next;
      mark = p[-1];
    }
  return strlen (p) == 4 && nqp_integer_parse (p, 4, out_year) && *out_year >= FIRST_HEADER_YEAR
         && *out_year <= LAST_HEADER_YEAR;
}

/* @text is folded: small letters, half-width, no spaces around. */
static gboolean
read_folded (const char *text, int *out_year)
{
  static const char *const before[] = { "yr", "fy", "y", "x" };
  static const char *const behind[] = { "", "年", "年度", ".0", "年末", "年底" };
  const char *p = text;
  char again[16];

  if (read_date_with_year_last (text, out_year))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    if (g_str_has_prefix (p, before[i]))
      {
        p += strlen (before[i]);
        break;
      }
  for (int i = 0; i < 4; i++)
    if (!g_ascii_isdigit (p[i]))
      return FALSE;
  if (!nqp_integer_parse (p, 4, out_year) || *out_year < NQP_FIRST_YEAR)
    return FALSE;
  g_snprintf (again, sizeof again, "[yr%.4s]", p);
  p += 4;
  for (gsize i = 0; i < G_N_ELEMENTS (behind); i++)
    if (g_str_equal (p, behind[i]))
      return TRUE;
  while (*p == ' ')
    p++;
  if (g_str_equal (p, again))
    return TRUE;
  if (*p == '-' || *p == '/')
    return is_rest_of_date (p);
  return g_str_has_prefix (p, "年") && is_rest_of_date (p + strlen ("年"));
}

static gboolean
fold_and_read (const char *text, gsize length, int *out_year)
{
  g_autofree char *plain = NULL;
  g_autofree char *small = NULL;

  if (length == 0 || length > MAX_YEAR)
    return FALSE;
  plain = g_utf8_normalize (text, (gssize)length, G_NORMALIZE_ALL_COMPOSE);
  if (plain == NULL)
    return FALSE;
  small = g_utf8_strdown (g_strstrip (plain), -1);
  return read_folded (small, out_year);
}

gboolean
nqp_year_read (const char *text, gsize length, int *out_year)
{
  return G_LIKELY (read_plain (text, length, out_year)) || fold_and_read (text, length, out_year);
}

gboolean
nqp_year_in_header (const char *text, gsize length, int *out_year)
{
  return fold_and_read (text, length, out_year) && *out_year >= FIRST_HEADER_YEAR
         && *out_year <= LAST_HEADER_YEAR;
}
