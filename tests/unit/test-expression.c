/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fuzz-rounds.h"
#include "nqp-expression.h"

/* Three regions, four years, one of them far off: a and b with a gap each, the population, the area. */
enum
{
  N_REGIONS = 3,
  N_YEARS = 4,
  N_CELLS = N_REGIONS * N_YEARS,
};
static const int years[N_YEARS] = { 2018, 2019, 2020, 2022 };
static const double a[N_CELLS] = { 1, 2, 3, 4, 5, 6, 7, 8, NAN, 10, 11, 12 };
static const double b[N_CELLS] = { 2, 0, 4, -1, NAN, 8, 1, 1, 1, 5, 5, 5 };
static const double people[N_CELLS] = { 10, 10, 10, 20, 20, 20, 30, 30, 30, 40, 40, 40 };
static const double area[N_CELLS] = { 1, 2, 4, 1, 2, 4, 1, 2, 4, 1, 2, 4 };
static const guint8 b_marks[N_CELLS] = { 0, 0, 1, 0, 0, 0, 2 };

static void
evaluate (const char *text, double *out, guint8 *marks,
          NqpExpressionTrouble troubles[NQP_EXPRESSION_N_TROUBLES])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpExpression) made = nqp_expression_parse (text, &error);
  const double *values[8];
  const guint8 *all_marks[8];
  const NqpExpressionInput input = { N_REGIONS, N_YEARS, years, values, all_marks };

  g_assert_no_error (error);
  for (int k = 0; k < nqp_expression_n_operands (made); k++)
    {
      const char *code = nqp_expression_operand (made, k);

      values[k] = code == NULL                              ? people
                  : g_str_equal (code, NQP_EXPRESSION_AREA) ? area
                  : g_str_equal (code, "a")                 ? a
                                                            : b;
      all_marks[k] = values[k] == b ? b_marks : NULL;
    }
  nqp_expression_evaluate (made, &input, out, marks, troubles);
}

static void
test_values (void)
{
  static const struct
  {
    const char *text;
    int cell;
    double value;
  } cases[] = {
    { "a", 0, 1 },
    { "=a+b*2", 0, 5 },
    { "(a + b) * 2", 0, 6 },
    { "a - b - 1", 0, -2 },
    { "a / b / 2", 0, 0.25 },
    { "2 ^ a ^ 2", 2, 512 },
    { "-a ^ 2", 1, -4 },
    { "a ^ -1", 1, 0.5 },
    { "- - a", 1, 2 },
    { "a − b", 0, -1 },
    { "a × b ÷ 4", 2, 3 },
    { "ln(a)", 1, 0.69314718055994530942 },
    { "LOG10(a * 100)", 0, 2 },
    { "exp(a) / exp(a)", 3, 1 },
    { "sqrt(a)", 3, 2 },
    { "abs(b)", 3, 1 },
    { "min(a, b, 3)", 0, 1 },
    { "max(a, b, 3)", 2, 4 },
    { "max(a, b)", 4, NAN },
    { "lag(a)", 3, 1 },
    { "lag(a, 2)", 6, 1 },
    { "lag(a)", 0, NAN },
    { "lag(a)", 9, NAN }, /* 2021 is not there */
    { "lag(a, 2)", 9, 7 },
    { "growth(a)", 3, 300 },
    { "growth(a)", 9, NAN },
    { "growth(a, 2)", 10, 37.5 },
    { "index(a, 2019)", 0, 25 },
    { "index(a, 2019)", 3, 100 },
    { "index(a, 2021)", 3, NAN },
    { "sum(a)", 0, 6 },
    { "sum(a)", 6, 15 },
    { "mean(a)", 6, 7.5 },
    { "share(a)", 2, 50 },
    { "share(a)", 8, NAN },
    { "per_head(a)", 3, 0.2 },
    { "a / AREA", 2, 0.75 },
    { "[a] + [b]", 0, 3 },
    { "1e3 * a", 0, 1000 },
  };
  double out[N_CELLS];
  guint8 marks[N_CELLS];
  NqpExpressionTrouble troubles[NQP_EXPRESSION_N_TROUBLES];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      evaluate (cases[i].text, out, marks, troubles);
      if (isnan (cases[i].value))
        g_assert_true (isnan (out[cases[i].cell]));
      else
        g_assert_cmpfloat_with_epsilon (out[cases[i].cell], cases[i].value, 1e-14);
    }
}

/* What cannot be is missing, and told with its number and its first place. */
static void
test_troubles (void)
{
  static const struct
  {
    const char *text;
    NqpExpressionTroubleKind kind;
    int count;
    gsize cell;
  } cases[] = {
    { "a / b", NQP_EXPRESSION_ZERO, 1, 1 },     { "b ^ -1", NQP_EXPRESSION_ZERO, 1, 1 },
    { "ln(b)", NQP_EXPRESSION_DOMAIN, 2, 1 },   { "sqrt(b)", NQP_EXPRESSION_DOMAIN, 1, 3 },
    { "b ^ 0.5", NQP_EXPRESSION_DOMAIN, 1, 3 }, { "growth(b)", NQP_EXPRESSION_DOMAIN, 1, 6 },
    { "sum(a)", NQP_EXPRESSION_PARTIAL, 1, 8 }, { "share(b)", NQP_EXPRESSION_PARTIAL, 1, 4 },
    { "a + b", NQP_EXPRESSION_ZERO, 0, 0 },
  };
  double out[N_CELLS];
  guint8 marks[N_CELLS];
  NqpExpressionTrouble troubles[NQP_EXPRESSION_N_TROUBLES];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      evaluate (cases[i].text, out, marks, troubles);
      g_assert_cmpint (troubles[cases[i].kind].count, ==, cases[i].count);
      g_assert_cmpuint (troubles[cases[i].kind].cell, ==, cases[i].cell);
      if (cases[i].count > 0 && cases[i].kind != NQP_EXPRESSION_PARTIAL)
        g_assert_true (isnan (out[cases[i].cell]));
      for (int c = 0; c < N_CELLS; c++)
        g_assert_false (isinf (out[c]));
    }
}

static void
test_marks (void)
{
  double out[N_CELLS];
  guint8 marks[N_CELLS];
  NqpExpressionTrouble troubles[NQP_EXPRESSION_N_TROUBLES];

  evaluate ("a + lag(b)", out, marks, troubles);
  g_assert_cmpint (marks[2], ==, 0);
  g_assert_cmpint (marks[5], ==, 1);
  evaluate ("growth(b)", out, marks, troubles);
  g_assert_cmpint (marks[5], ==, 1);
  g_assert_cmpint (marks[2], ==, 1);
  g_assert_cmpint (marks[6], ==, 2);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text, *said;
  } cases[] = {
    { "", "Character 1 of the formula: found the end" },
    { "a +", "Character 4" },
    { "a b", "Character 3 of the formula: found “b”" },
    { "(a", "a closing bracket" },
    { "a)", "Character 2" },
    { "（a，b）", "Character 3" },
    { ".5a", "Character 3 of the formula: found “a”" },
    { "3x + a", "square brackets" },
    { "1 + 2", "names no series" },
    { "AREA", "names no series" },
    { "logg(a)", "expected log10()" },
    { "wat(a)", "ln, log10, exp" },
    { "min(a)", "a comma and another value" },
    { "index(a)", "the year that is 100" },
    { "lag(a, 0)", "a whole number from 1 to" },
    { "lag(a, 1.5)", "a whole number from 1 to" },
    { "lag(a, 1, 2)", "a closing bracket" },
    { "[a", "between [ and ]" },
    { "[]", "between [ and ]" },
    { "0x10 * a", "a number" },
    { "1e999 * a", "a number" },
    { "a; DROP", "Character 2" },
    { "((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))))", "deep" },
    { "------------------------------a", "deep" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      NqpExpression *made = nqp_expression_parse (cases[i].text, &error);

      g_assert_null (made);
      g_assert_error (error, NQP_EXPRESSION_ERROR, NQP_EXPRESSION_ERROR_SYNTAX);
      if (strstr (error->message, cases[i].said) == NULL)
        g_error ("%s: %s", cases[i].text, error->message);
    }
}

static void
test_units (void)
{
  static const struct
  {
    const char *text, *a, *b, *unit;
    gboolean scaled;
  } cases[] = {
    { "a / b", "yuan", "persons", "yuan/persons", FALSE },
    { "a / b * b", "yuan", "persons", "yuan", FALSE },
    { "100 * a / b", "亿元", "亿元", "", TRUE },
    { "a + b", "yuan per person", "Yuan / Person", "yuan/person", FALSE },
    { "a - 5", "%", NULL, "%", FALSE },
    { "share(a)", "t", NULL, "%", FALSE },
    { "ln(a)", "t", NULL, "", FALSE },
    { "a ^ 2", "m", NULL, "m·m", FALSE },
    { "a * b", "m", NULL, NULL, FALSE },
    { "1 / a", "m", NULL, "1/m", TRUE },
    { "lag(a)", "m", NULL, "m", FALSE },
    { "per_head(a)", "yuan", NULL, "yuan/persons", FALSE },
  };
  static const char *const differ[] = { "a + b", "max(a, b)", "a / a - b", "growth(a) + b" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NqpExpression) made = nqp_expression_parse (cases[i].text, NULL);
      const char *units[4];
      g_autofree char *unit = NULL;
      gboolean scaled;

      for (int k = 0; k < nqp_expression_n_operands (made); k++)
        units[k] = nqp_expression_operand (made, k) == NULL              ? "persons"
                   : g_str_equal (nqp_expression_operand (made, k), "a") ? cases[i].a
                                                                         : cases[i].b;
      unit = nqp_expression_unit (made, units, &scaled, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (unit, ==, cases[i].unit);
      g_assert_cmpint (scaled, ==, cases[i].scaled);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (differ); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NqpExpression) made = nqp_expression_parse (differ[i], NULL);

      g_assert_null (nqp_expression_unit (made, (const char *const[]){ "yuan", "persons" }, NULL, &error));
      g_assert_error (error, NQP_EXPRESSION_ERROR, NQP_EXPRESSION_ERROR_UNIT);
      g_assert_nonnull (strstr (error->message, "“persons”"));
    }
  g_assert_true (nqp_units_equal ("元/人", "元 / 人"));
  g_assert_false (nqp_units_equal ("元/人", "元"));
}

static void
test_quoted (void)
{
  static const char *const codes[] = { "GDP", "NY.GDP.MKTP.CD", "人均GDP", "2020a", "R&D", "a b", "x." };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *quoted = nqp_expression_quote (codes[i]);
      g_autofree char *text = g_strconcat (quoted, " + 1", NULL);
      g_autoptr (NqpExpression) made = nqp_expression_parse (text, NULL);

      g_assert_cmpstr (nqp_expression_operand (made, 0), ==, codes[i]);
    }
}

/* Whatever it is made of: refused with a reason, or it gives a number or nothing for each cell. */
static void
test_fuzz (void)
{
  static const char *const parts[]
      = { "a",     "b",   "+",    "-",         "*",    "/",       "^",      "(",    ")",
          ",",     "ln(", "lag(", "share(",    "min(", "growth(", "index(", "2018", "0",
          "1e300", "[a]", "AREA", "per_head(", " ",    "sum(",    "[",      "）",   "−" };
  g_autoptr (GRand) random = fuzz_random (7);
  int n_made = 0;

  for (int round = 0; round < fuzz_rounds (20000); round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (NqpExpression) made = NULL;
      const int n = g_rand_int_range (random, 1, 14);

      for (int k = 0; k < n; k++)
        g_string_append (text, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      made = nqp_expression_parse (text->str, &error);
      g_assert_true ((made == NULL) == (error != NULL));
      if (made != NULL)
        {
          double out[N_CELLS];
          guint8 marks[N_CELLS];
          NqpExpressionTrouble troubles[NQP_EXPRESSION_N_TROUBLES];
          const char *units[] = { "x", "y", "x", "y" };
          g_autofree char *unit = nqp_expression_unit (made, units, NULL, NULL);

          evaluate (text->str, out, marks, troubles);
          n_made++;
        }
    }
  g_assert_cmpint (n_made, >, fuzz_rounds (20000) / 200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expression/values", test_values);
  g_test_add_func ("/expression/troubles", test_troubles);
  g_test_add_func ("/expression/marks", test_marks);
  g_test_add_func ("/expression/refused", test_refused);
  g_test_add_func ("/expression/units", test_units);
  g_test_add_func ("/expression/quoted", test_quoted);
  g_test_add_func ("/expression/fuzz", test_fuzz);
  return g_test_run ();
}
