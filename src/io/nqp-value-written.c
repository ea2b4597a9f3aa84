/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-value.h"

#include <math.h>
#include <string.h>

#define MAX_NUMBER 64 /* bytes: no number is longer as people write it */

/* What stands for a value that there is not, as small letters. */
static const char *const missing_words[] = {
  "n/a", "n.a.", "n.a", "#n/a", "#na",  "<na>", "nan",  "null",   "none",     ".",      "...",
  "…",   "……",   "⋯",   "⋯⋯",   "‥",    ":",    "*",    "#",      "/",        "--",     "---",
  "—",   "——",   "–",   "─",    "──",   "−",    "－",   "－－",   "．．",     "．．．", "：",
  "＊",  "＃",   "／",  "无",   "暂无", "缺失", "不详", "无数据", "暂无数据", "缺数据",
};

/* A number taken apart. */
typedef struct
{
  char text[MAX_NUMBER]; /* ASCII: digits, marks, spaces and apostrophes as '_', an exponent; no sign */
  gsize length;
  gsize mantissa; /* of it, in front of an exponent */
  gboolean negative, percent;
  int n_points, n_commas, n_soft;
} Parts;

static gsize
trim (const char **text, gsize length)
{
  const char *end = *text + length;

  while (*text < end)
    {
      gunichar c = g_utf8_get_char_validated (*text, end - *text);

      if (c > 0x10ffff || !(g_unichar_isspace (c) || c == 0x200b || c == 0xfeff))
        break;
      *text = g_utf8_next_char (*text);
    }
  while (end > *text)
    {
      const char *last = g_utf8_find_prev_char (*text, end);
      gunichar c = last != NULL ? g_utf8_get_char_validated (last, end - last) : 'x';

      if (c > 0x10ffff || !(g_unichar_isspace (c) || c == 0x200b || c == 0xfeff))
        break;
      end = last;
    }
  return (gsize)(end - *text);
}

static gboolean
is_missing_word (const char *text, gsize length)
{
  g_autofree char *small = NULL;

  if (length == 0)
    return TRUE;
  if (length > 20)
    return FALSE;
  small = g_ascii_strdown (text, (gssize)length);
  for (gsize i = 0; i < G_N_ELEMENTS (missing_words); i++)
    if (g_str_equal (small, missing_words[i]))
      return TRUE;
  return FALSE;
}

/* The ASCII character that stands for @c in a number, 0 if none does. */
static char
plain_character (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e) /* full-width */
    c = c - 0xff01 + 0x21;
  if (g_unichar_isspace (c) || c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02bc)
    return '_';
  if (c == 0x2212 || (c >= 0x2010 && c <= 0x2013) || c == 0xfe63)
    return '-';
  if (c == 0xfe6a)
    return '%';
  return c < 0x80 && (g_ascii_isdigit ((char)c) || strchr ("+-.,%eE", (char)c) != NULL) ? (char)c : 0;
}

static gboolean
take_apart (const char *text, gsize length, Parts *parts)
{
  const char *end;
  gsize n = 0;

  *parts = (Parts){ 0 };
  length = trim (&text, length);
  end = text + length;
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);
      char plain = c <= 0x10ffff ? plain_character (c) : 0;

      if (plain == 0 || n == MAX_NUMBER - 4 || parts->percent)
        return FALSE;
      if (plain == '%')
        {
          parts->percent = TRUE;
          while (n > 0 && parts->text[n - 1] == '_')
            n--;
        }
      else if ((plain == '-' || plain == '+') && n == 0 && p == text)
        parts->negative = plain == '-';
      else if (plain == '_' && n == 0)
        continue; /* between sign and number */
      else
        parts->text[n++] = plain;
    }
  parts->length = parts->mantissa = n;
  for (gsize i = 0; i < n; i++)
    if (parts->text[i] == 'e' || parts->text[i] == 'E')
      {
        parts->mantissa = i;
        break;
      }
  for (gsize i = 0; i < parts->mantissa; i++)
    {
      char c = parts->text[i];

      if (!g_ascii_isdigit (c) && c != '.' && c != ',' && c != '_')
        return FALSE;
      parts->n_points += c == '.';
      parts->n_commas += c == ',';
      parts->n_soft += c == '_';
    }
  return parts->mantissa > 0;
}

/* Digits in groups of three between @mark: "1,234,567". */
static gboolean
is_grouped (const char *text, gsize length, char mark)
{
  gsize in_group = 0, n_groups = 0;

  for (gsize i = 0; i <= length; i++)
    if (i == length || text[i] == mark)
      {
        if (in_group == 0 || in_group > 3 || (n_groups > 0 && in_group != 3))
          return FALSE;
        n_groups++;
        in_group = 0;
      }
    else if (!g_ascii_isdigit (text[i]))
      return FALSE;
    else
      in_group++;
  return n_groups > 1;
}

static gboolean
is_digits (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

/* Is it a number if @mark is the decimal mark? Its whole part may be in groups of the other mark or of spaces. */
static gboolean
fits (const Parts *parts, char mark)
{
  const char *decimal = memchr (parts->text, mark, parts->mantissa);
  gsize n_whole = decimal != NULL ? (gsize)(decimal - parts->text) : parts->mantissa;
  gsize n_after = parts->mantissa - n_whole;
  const char other = mark == '.' ? ',' : '.';

  if (decimal != NULL && !is_digits (decimal + 1, n_after - 1))
    return FALSE;
  if (n_whole + n_after - (decimal != NULL) == 0)
    return FALSE;
  return is_digits (parts->text, n_whole) || is_grouped (parts->text, n_whole, other)
         || is_grouped (parts->text, n_whole, '_');
}

static NqpMarkEvidence
evidence_of (const Parts *parts)
{
  gboolean as_point = fits (parts, '.'), as_comma = fits (parts, ',');

  if (parts->n_points + parts->n_commas == 0 || (!as_point && !as_comma))
    return NQP_MARK_SAYS_NOTHING;
  if (as_point && as_comma)
    {
      /* "0.123" and "1.234e5" are no thousands, nor is anything in front of which groups are told apart otherwise */
      gboolean certain = *parts->text == '0' || parts->mantissa < parts->length || parts->n_soft > 0;

      if (parts->n_points > 0)
        return certain ? NQP_MARK_IS_POINT : NQP_MARK_MAY_BE_POINT;
      return certain ? NQP_MARK_IS_COMMA : NQP_MARK_MAY_BE_COMMA;
    }
  return as_point ? NQP_MARK_IS_POINT : NQP_MARK_IS_COMMA;
}

NqpMarkEvidence
nqp_value_evidence (const char *text, gsize length)
{
  Parts parts;

  return take_apart (text, length, &parts) ? evidence_of (&parts) : NQP_MARK_SAYS_NOTHING;
}

/* The number without groups, with a decimal point. */
static NqpValueKind
read_parts (const Parts *parts, char mark, double *out_value)
{
  NqpDecimal plain = { .mark = '.' };
  char text[MAX_NUMBER + 1];
  gsize n = 0;
  NqpValueKind kind;

  for (gsize i = 0; i < parts->length; i++)
    if (parts->text[i] == mark)
      text[n++] = '.';
    else if (i >= parts->mantissa || g_ascii_isdigit (parts->text[i]))
      text[n++] = parts->text[i];
  kind = nqp_value_parse (text, n, &plain, 0, out_value);
  if (kind == NQP_VALUE_NUMBER && parts->negative)
    *out_value = -*out_value;
  return kind == NQP_VALUE_MISSING ? NQP_VALUE_TEXT : kind;
}

static void
note_evidence (NqpDecimal *decimal, NqpMarkEvidence evidence, int line)
{
  if (decimal->mark != 0)
    return;
  if (evidence == NQP_MARK_IS_COMMA)
    decimal->mark = ',';
  else if (evidence == NQP_MARK_IS_POINT || evidence == NQP_MARK_MAY_BE_COMMA)
    decimal->mark = '.'; /* a comma that may be a decimal mark was read as one before this was asked */
  else
    return;
  decimal->comma_certain = decimal->mark == ',';
  decimal->line = line;
}

/**
 * nqp_value_read:
 * @out_percent: set if a percent sign stands behind the number
 *
 * Reads a number as people write it: what nqp_value_parse() knows, and full-width characters, minus signs of all kinds, groups of
 * three digits between spaces, apostrophes or the mark that is not the decimal one, a percent sign, and the many marks for a value
 * that there is not.
 *
 * Returns: what @text is; @out_value is set for %NQP_VALUE_NUMBER and %NQP_VALUE_MISSING
 */
NqpValueKind
nqp_value_read (const char *text, gsize length, NqpDecimal *decimal, int line, double *out_value,
                gboolean *out_percent)
{
  NqpValueKind kind = nqp_value_parse (text, length, decimal, line, out_value);
  Parts parts;
  char mark;

  *out_percent = FALSE;
  if (kind == NQP_VALUE_NUMBER || kind == NQP_VALUE_MISSING || kind == NQP_VALUE_INFINITE)
    return kind;
  {
    const char *inner = text;
    gsize n = trim (&inner, length);

    if (is_missing_word (inner, n)
        || (n < length && nqp_value_parse (inner, n, decimal, line, out_value) == NQP_VALUE_MISSING))
      {
        *out_value = NAN;
        return NQP_VALUE_MISSING;
      }
  }
  if (!take_apart (text, length, &parts) || !(fits (&parts, '.') || fits (&parts, ',')))
    return kind;
  note_evidence (decimal, evidence_of (&parts), line);
  mark = decimal->mark != 0 ? decimal->mark : '.';
  if (!fits (&parts, mark))
    return NQP_VALUE_MIXED;
  kind = read_parts (&parts, mark, out_value);
  *out_percent = parts.percent && kind == NQP_VALUE_NUMBER;
  return kind;
}
