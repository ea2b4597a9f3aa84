/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NQP_EXPRESSION_ERROR (nqp_expression_error_quark ())
GQuark nqp_expression_error_quark (void);

typedef enum
{
  NQP_EXPRESSION_ERROR_SYNTAX,
  NQP_EXPRESSION_ERROR_UNIT,
} NqpExpressionError;

#define NQP_EXPRESSION_MAX_TEXT 600 /* bytes */
#define NQP_EXPRESSION_AREA "AREA"  /* stands for the area of the region in km², as a denominator does */

/**
 * NqpExpression:
 *
 * How an indicator is made of series: numbers, codes of series, + - * / ^, brackets and functions. A code that is no plain word
 * stands in square brackets. Immutable, reference-counted, atomic.
 *
 * ln, log10, exp, sqrt, abs, min, max take values; lag(x), lag(x, n) is the value n years before, growth(x) the change on the year
 * before in %; index(x, Y) is 100 in the year Y; sum(x), mean(x) are of all regions of the year, share(x) is the region's part of
 * the sum in %; per_head(x) is divided by the population.
 */
typedef struct _NqpExpression NqpExpression;

/* Whatever is wrong is said with its place, counted in characters from 1, and what was expected. */
NqpExpression *nqp_expression_parse (const char *text, GError **error);
NqpExpression *nqp_expression_ref (NqpExpression *self);
void nqp_expression_unref (NqpExpression *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpExpression, nqp_expression_unref)

const char *nqp_expression_text (const NqpExpression *self);
/* What it is made of, each once, in the order in which they come: codes of series, or NQP_EXPRESSION_AREA; NULL stands for the
 * population, whichever series that is. */
int nqp_expression_n_operands (const NqpExpression *self);
const char *nqp_expression_operand (const NqpExpression *self, int k);
/* @code as it stands in an expression: in brackets where it has to; owned by the caller */
char *nqp_expression_quote (const char *code);
char *nqp_expression_functions (void); /* their names, between commas; owned by the caller */

/**
 * NqpExpressionInput:
 * @values: [operand][year * n_regions + region]; NaN = missing
 * @marks: [operand][year * n_regions + region]: bits of the caller's; an operand without any may be %NULL
 */
typedef struct
{
  int n_regions, n_years;
  const int *years; /* ascending */
  const double *const *values;
  const guint8 *const *marks;
} NqpExpressionInput;

typedef enum
{
  NQP_EXPRESSION_ZERO,    /* a division by zero */
  NQP_EXPRESSION_DOMAIN,  /* the logarithm or root of what has none, growth from nothing or less */
  NQP_EXPRESSION_PARTIAL, /* a sum of all regions of which some have no value */
  NQP_EXPRESSION_N_TROUBLES,
} NqpExpressionTroubleKind;

/* How often, and the first cell; of partial sums the first year and the first region without a value. */
typedef struct
{
  int count;
  gsize cell;
} NqpExpressionTrouble;

/* Every value of @out and @out_marks: missing where an operand is, or where there is trouble; marks are those of what was used. */
void nqp_expression_evaluate (const NqpExpression *self, const NqpExpressionInput *input, double *out, guint8 *out_marks,
                              NqpExpressionTrouble troubles[NQP_EXPRESSION_N_TROUBLES]);

/**
 * nqp_expression_unit:
 * @units: [operand]: "" = a number; %NULL = unknown
 * @out_scaled: (nullable): whether a number multiplies or divides, which may stand for a change of units
 *
 * What adds up or is compared has to have the same unit.
 *
 * Returns: (transfer full) (nullable): the unit of the result; %NULL without @error: unknown
 */
char *nqp_expression_unit (const NqpExpression *self, const char *const *units, gboolean *out_scaled, GError **error);
gboolean nqp_units_equal (const char *a, const char *b); /* "yuan per person" is "yuan/person" */

G_END_DECLS
