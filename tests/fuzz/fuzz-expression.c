/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A formula, read and worked out on a small panel. */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "nqp-expression.h"

enum
{
  N_REGIONS = 3,
  N_YEARS = 3,
  N_CELLS = N_REGIONS * N_YEARS,
  MAX_OPERANDS = 320, /* of a text of NQP_EXPRESSION_MAX_TEXT */
};

static const int years[N_YEARS] = { 2018, 2019, 2021 };
static const double columns[3][N_CELLS] = { { 1, 2, 3, -4, 0, 6, 7, NAN, 9 },
                                            { 0, 0, 0, 1e60, 1e-60, -1e60, 1, 1, 1 },
                                            { NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN } };

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  fuzz_begin ();
  return 0;
}

/* What can be read has a unit or a reason why not, a value or none for each cell, and is read again the same. */
static void
check (const NqpExpression *made)
{
  const double *values[MAX_OPERANDS];
  const guint8 *marks[MAX_OPERANDS];
  const char *units[MAX_OPERANDS];
  const int n = nqp_expression_n_operands (made);
  const NqpExpressionInput input = { N_REGIONS, N_YEARS, years, values, marks };
  NqpExpressionTrouble troubles[NQP_EXPRESSION_N_TROUBLES];
  double out[N_CELLS];
  guint8 out_marks[N_CELLS];
  g_autoptr (GError) error = NULL;
  g_autofree char *unit = NULL;
  g_autoptr (NqpExpression) again = nqp_expression_parse (nqp_expression_text (made), NULL);

  g_assert_cmpint (n, <=, MAX_OPERANDS);
  for (int k = 0; k < n; k++)
    {
      values[k] = columns[k % 3];
      marks[k] = NULL;
      units[k] = k % 3 == 0 ? "yuan per person" : k % 3 == 1 ? "" : NULL;
    }
  unit = nqp_expression_unit (made, units, NULL, &error);
  g_assert_true (unit == NULL || error == NULL);
  nqp_expression_evaluate (made, &input, out, out_marks, troubles);
  g_assert_nonnull (again);
  g_assert_cmpstr (nqp_expression_text (again), ==, nqp_expression_text (made));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpExpression) made = nqp_expression_parse (text, &error);

  fuzz_check_error (made == NULL, error);
  if (made != NULL)
    check (made);
  return 0;
}
