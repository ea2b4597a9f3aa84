/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

#define NQP_NUMBER_SIZE 48

/* Files and standard output: "." as the decimal point whatever the locale, "" for missing (NaN). */
const char *nqp_number_to_file (double value, char buffer[NQP_NUMBER_SIZE]);       /* shortest that reads back the same */
const char *nqp_number_to_file_full (double value, char buffer[NQP_NUMBER_SIZE]);  /* 17 significant digits */

/* Screen and pictures: thin-space groups of thousands, true minus sign, en dash for missing. */
const char *nqp_number_to_screen (double value, int decimals, char buffer[NQP_NUMBER_SIZE]);
const char *nqp_number_to_screen_auto (double value, char buffer[NQP_NUMBER_SIZE]); /* about four significant digits */
const char *nqp_number_in_formula (double value, char buffer[NQP_NUMBER_SIZE]);     /* the same; one below 0 in brackets */

/* Equal, or both missing. */
static inline gboolean
nqp_number_same (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

gboolean nqp_number_parse (const char *text, gsize length, char decimal_point, double *out_value);

G_END_DECLS
