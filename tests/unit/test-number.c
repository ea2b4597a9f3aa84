/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-typed-number.h"

#define THIN "\xe2\x80\xaf"
#define MINUS "\xe2\x88\x92"

static void
test_file (void)
{
  char buffer[NQP_NUMBER_SIZE];

  g_assert_cmpstr (nqp_number_to_file (NAN, buffer), ==, "");
  g_assert_cmpstr (nqp_number_to_file (0, buffer), ==, "0");
  g_assert_cmpstr (nqp_number_to_file (-0.0, buffer), ==, "-0");
  g_assert_cmpstr (nqp_number_to_file (0.1, buffer), ==, "0.1");
  g_assert_cmpstr (nqp_number_to_file (2.0 / 3, buffer), ==, "0.6666666666666666");
  g_assert_cmpstr (nqp_number_to_file (-39409751.79, buffer), ==, "-39409751.79");
  g_assert_cmpstr (nqp_number_to_file (1e15, buffer), ==, "1e+15");
  g_assert_cmpstr (nqp_number_to_file (123456789012345, buffer), ==, "123456789012345");
  g_assert_cmpstr (nqp_number_to_file_full (0.1, buffer), ==, "0.10000000000000001");
  g_assert_cmpstr (nqp_number_to_file_full (NAN, buffer), ==, "");
}

static int
count_digits (const char *text)
{
  int n = 0;

  for (; *text != '\0' && *text != 'e'; text++)
    n += g_ascii_isdigit (*text);
  return n;
}

/* Any double, by its bits: both forms come back the same to the last bit. */
static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (int i = 0; i < 200000; i++)
    {
      guint64 bits = ((guint64)g_rand_int (rand) << 32) | g_rand_int (rand);
      char shortest[NQP_NUMBER_SIZE], full[NQP_NUMBER_SIZE];
      double value, back = NAN;

      memcpy (&value, &bits, sizeof value);
      if (i % 2 == 0)
        value = g_rand_double_range (rand, -1e6, 1e6);
      if (!isfinite (value))
        continue;
      nqp_number_to_file (value, shortest);
      nqp_number_to_file_full (value, full);
      g_assert_true (nqp_number_parse (shortest, strlen (shortest), '.', &back));
      g_assert_cmpmem (&back, sizeof back, &value, sizeof value);
      g_assert_true (nqp_number_parse (full, strlen (full), '.', &back));
      g_assert_cmpmem (&back, sizeof back, &value, sizeof value);
      g_assert_cmpint (count_digits (shortest), <=, count_digits (full));
    }
}

/* Every way to write a few digits reads as strtod() reads it: correctly rounded. */
static void
test_parse_as_strtod (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (int i = 0; i < 200000; i++)
    {
      g_autoptr (GString) text = g_string_new (g_rand_boolean (rand) ? "-" : "");
      int n = g_rand_int_range (rand, 1, 25);
      int point = g_rand_int_range (rand, 0, n + 1);
      double value = NAN;

      for (int d = 0; d < n; d++)
        {
          if (d == point)
            g_string_append_c (text, '.');
          g_string_append_c (text, (char)('0' + g_rand_int_range (rand, 0, 10)));
        }
      if (g_rand_boolean (rand))
        g_string_append_printf (text, "e%d", g_rand_int_range (rand, -40, 40));
      g_assert_true (nqp_number_parse (text->str, text->len, '.', &value));
      g_assert_cmpfloat (value, ==, g_ascii_strtod (text->str, NULL));
    }
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    char point;
    double value; /* NaN = no number */
  } cases[] = {
    { "12", '.', 12 },     { " 1.5 ", '.', 1.5 },       { "+3", '.', 3 },
    { "1,5", ',', 1.5 },   { ".5", '.', 0.5 },          { "5.", '.', 5 },
    { "1e3", '.', 1000 },  { "1E-2", '.', 0.01 },       { "", '.', NAN },
    { "-", '.', NAN },     { ".", '.', NAN },           { "1,5", '.', NAN },
    { "1.5", ',', NAN },   { "1 000", '.', NAN },       { "0x10", '.', NAN },
    { "nan", '.', NAN },   { "inf", '.', NAN },         { "1e", '.', NAN },
    { "1e+", '.', NAN },   { "1e5x", '.', NAN },        { "1e999", '.', NAN },
    { "12abc", '.', NAN }, { "1.2.3", '.', NAN },       { "--1", '.', NAN },
    { "1e-999", '.', 0 },  { "1.234.567,8", ',', NAN }, { "0.000000000000000000000000000001", '.', 1e-30 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double value = -7;
      gboolean good = nqp_number_parse (cases[i].text, strlen (cases[i].text), cases[i].point, &value);

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (good, ==, !isnan (cases[i].value));
      g_assert_cmpfloat (value, ==, good ? cases[i].value : -7);
    }
  {
    double value = 0;

    /* only as much as it is told */
    g_assert_true (nqp_number_parse ("12345", 2, '.', &value));
    g_assert_cmpfloat (value, ==, 12);
  }
}

static void
test_screen (void)
{
  char buffer[NQP_NUMBER_SIZE];

  g_assert_cmpstr (nqp_number_to_screen (NAN, 1, buffer), ==, "–");
  g_assert_cmpstr (nqp_number_to_screen (1234567.891, 2, buffer), ==, "1" THIN "234" THIN "567.89");
  g_assert_cmpstr (nqp_number_to_screen (-12.3, 1, buffer), ==, MINUS "12.3");
  g_assert_cmpstr (nqp_number_to_screen (-0.001, 1, buffer), ==, "0.0");
  g_assert_cmpstr (nqp_number_to_screen (999, 0, buffer), ==, "999");
  g_assert_cmpstr (nqp_number_to_screen (1000, 0, buffer), ==, "1" THIN "000");
  g_assert_cmpstr (nqp_number_to_screen (-999999999999999.0, 10, buffer), ==,
                   MINUS "999" THIN "999" THIN "999" THIN "999" THIN "999.0000000000");
  g_assert_cmpstr (nqp_number_to_screen (-1e300, 10, buffer), ==, MINUS "1e300");
  g_assert_cmpstr (nqp_number_to_screen_auto (0, buffer), ==, "0");
  g_assert_cmpstr (nqp_number_to_screen_auto (12, buffer), ==, "12");
  g_assert_cmpstr (nqp_number_to_screen_auto (0.0123456, buffer), ==, "0.01235");
  g_assert_cmpstr (nqp_number_to_screen_auto (3.14159, buffer), ==, "3.142");
  g_assert_cmpstr (nqp_number_to_screen_auto (39409751.79, buffer), ==, "39" THIN "409" THIN "752");
  g_assert_cmpstr (nqp_number_to_screen_auto (1.5e-9, buffer), ==, "1.5e" MINUS "9");
}

/* Files are the same wherever the user lives. */
static void
test_locale (void)
{
  char buffer[NQP_NUMBER_SIZE];
  double value = 0;

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no German locale on this machine");
      return;
    }
  g_assert_cmpstr (nqp_number_to_file (0.5, buffer), ==, "0.5");
  g_assert_cmpstr (nqp_number_to_file_full (0.5, buffer), ==, "0.5");
  g_assert_true (nqp_number_parse ("0.5", 3, '.', &value));
  g_assert_cmpfloat (value, ==, 0.5);
  g_assert_cmpstr (nqp_number_to_screen (0.5, 1, buffer), ==, "0,5");
  setlocale (LC_NUMERIC, "C");
}

/* What is typed into a field: as the screen writes it, and as people do. */
static void
test_typed (void)
{
  static const struct
  {
    const char *text;
    double value;
  } good[] = {
    { "1234.5", 1234.5 },
    { " 1 234.5 ", 1234.5 },
    { "1\xe2\x80\xaf"
      "234\xe2\x80\xaf"
      "567",
      1234567 },
    { "\xe2\x88\x92"
      "0.25",
      -0.25 },
    { "-3e2", -300 },
    { "0,5", 0.5 },
    { "1234,5", 1234.5 },
    { "12,34", 12.34 },
    { "0,125", 0.125 },
    { "-0,125", -0.125 },
    { "1234,567", 1234.567 },
    { ",125", 0.125 },
    { "", NAN },
    { "  ", NAN },
    { "\xe2\x80\x93", NAN }, /* how the screen writes missing */
  };
  static const char *const bad[] = { "abc",  "1,234", "-12,345", "1,234,567", "1,234.5", "1.234,5",
                                     "5 km", "1e999", "--1",     "1.2.3",     "inf",     "," };
  double value;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("“%s”", good[i].text);
      g_assert_true (nqp_typed_number (good[i].text, &value));
      g_assert_true (value == good[i].value || (isnan (value) && isnan (good[i].value)));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("“%s”", bad[i]);
      g_assert_false (nqp_typed_number (bad[i], &value));
    }
  for (double x = 1e-7; x < 1e13; x *= 7.3)
    for (int k = 0; k < 2; k++)
      {
        char screen[NQP_NUMBER_SIZE];

        g_assert_true (nqp_typed_number (nqp_number_to_screen_auto (k == 0 ? x : -x, screen), &value));
        g_assert_cmpfloat_with_epsilon (value, k == 0 ? x : -x, 2e-3 * x);
      }
}

static void
test_typed_percent (void)
{
  double share;

  g_assert_true (nqp_typed_percent ("25.5 %", &share));
  g_assert_cmpfloat (share, ==, 0.255);
  g_assert_true (nqp_typed_percent ("33,3%", &share));
  g_assert_cmpfloat_with_epsilon (share, 0.333, 1e-15);
  g_assert_true (nqp_typed_percent ("0", &share));
  g_assert_true (nqp_typed_percent ("100", &share));
  g_assert_cmpfloat (share, ==, 1);
  g_assert_false (nqp_typed_percent ("100.1", &share));
  g_assert_false (nqp_typed_percent ("-1", &share));
  g_assert_false (nqp_typed_percent ("", &share));
  g_assert_false (nqp_typed_percent ("%", &share));
  g_assert_false (nqp_typed_percent ("a quarter", &share));
  g_assert_cmpfloat (share, ==, 1); /* untouched by what is none */
}

static void
test_same (void)
{
  g_assert_true (nqp_number_same (1.5, 1.5));
  g_assert_true (nqp_number_same (NAN, NAN));
  g_assert_false (nqp_number_same (NAN, 0));
  g_assert_false (nqp_number_same (0, NAN));
  g_assert_false (nqp_number_same (1, 1 + 1e-15));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/file", test_file);
  g_test_add_func ("/number/round-trip", test_round_trip);
  g_test_add_func ("/number/parse-as-strtod", test_parse_as_strtod);
  g_test_add_func ("/number/parse", test_parse);
  g_test_add_func ("/number/typed", test_typed);
  g_test_add_func ("/number/typed-percent", test_typed_percent);
  g_test_add_func ("/number/same", test_same);
  g_test_add_func ("/number/screen", test_screen);
  g_test_add_func ("/number/locale", test_locale);
  return g_test_run ();
}
