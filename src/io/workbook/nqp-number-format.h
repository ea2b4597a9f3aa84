/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NQP_FORMAT_NUMBER,
  NQP_FORMAT_PERCENT,
  NQP_FORMAT_DATE,     /* a date, a time of day or both: which of them the value tells */
  NQP_FORMAT_DURATION, /* hours that go on beyond 24 */
} NqpNumberFormat;

#define NQP_SERIAL_SIZE 32

NqpNumberFormat nqp_number_format_of_id (int id);          /* one of those that every workbook has */
NqpNumberFormat nqp_number_format_of_code (const char *code); /* "yyyy\-mm\-dd" */

/* The number of a day as the date it is shown as; FALSE if there is none, as for numbers below 0. */
gboolean nqp_serial_to_date (const char *serial, NqpNumberFormat format, gboolean from_1904, char out[NQP_SERIAL_SIZE]);
/* "2023-01-31", "2023-01-31T00:00:00.000Z", "PT10H30M00S" as texts of dates are written here; FALSE if it is none. */
gboolean nqp_date_tidy (const char *text, char out[NQP_SERIAL_SIZE]);

gboolean nqp_is_file_number (const char *text, gsize length); /* digits, at most one point, perhaps an exponent */

G_END_DECLS
