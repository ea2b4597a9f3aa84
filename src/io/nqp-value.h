/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NqpDecimal:
 *
 * The decimal mark of a file: whichever its numbers use first, unless more is known of them. A comma is looked for only where fields
 * are not separated by commas.
 */
typedef struct
{
  char mark; /* '.', ',' or 0 = not known yet */
  gboolean comma_allowed;
  gboolean comma_certain; /* a number that cannot be read as groups of thousands was seen */
  int line;               /* where the mark was first seen; 0 = it was said */
} NqpDecimal;

typedef enum
{
  NQP_VALUE_NUMBER,
  NQP_VALUE_MISSING, /* "", "NA", "..", "-" */
  NQP_VALUE_TEXT,
  NQP_VALUE_INFINITE, /* infinite, or too large for a double */
  NQP_VALUE_MIXED,    /* the other decimal mark than the rest of the file */
} NqpValueKind;

/* What a number says of the decimal mark of its file. */
typedef enum
{
  NQP_MARK_SAYS_NOTHING,
  NQP_MARK_IS_POINT,
  NQP_MARK_IS_COMMA,
  NQP_MARK_MAY_BE_POINT, /* "1.234": one and a quarter, or a thousand and more */
  NQP_MARK_MAY_BE_COMMA,
} NqpMarkEvidence;

NqpValueKind
nqp_value_parse (const char *text, gsize length, NqpDecimal *decimal, int line, double *out_value);
NqpValueKind
nqp_value_read (const char *text, gsize length, NqpDecimal *decimal, int line, double *out_value, gboolean *out_percent);
/* A number as a workbook stores it; shown with a percent sign, it is a hundred times as much. */
NqpValueKind
nqp_value_read_stored (const char *text, gsize length, gboolean percent, double *out_value);
/* A number with its unit behind it: "4938.5亿元", "12 kg". FALSE: @text is none; @out_unit lies in it. */
gboolean
nqp_value_split_unit (const char *text, gsize length, gsize *out_number, const char **out_unit, gsize *out_unit_length);
NqpMarkEvidence
nqp_value_evidence (const char *text, gsize length);

gboolean
nqp_integer_parse (const char *text, gsize length, int *out_value);

/* A year among the values: 2016, 2016年, 2016年度, YR2016, 2016-12-31, full-width digits. */
gboolean
nqp_year_read (const char *text, gsize length, int *out_year);
/* A year as the head of a column: of today or the near past or future, "2016 [YR2016]", "X2016". */
gboolean
nqp_year_in_header (const char *text, gsize length, int *out_year);

G_END_DECLS
