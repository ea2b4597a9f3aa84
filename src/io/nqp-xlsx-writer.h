/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-staged.h"

G_BEGIN_DECLS

#define NQP_XLSX_MAX_ROWS 1048576
#define NQP_XLSX_MAX_COLUMNS 16384
#define NQP_XLSX_ADDRESS_SIZE 16

/* How a cell looks. */
typedef enum
{
  NQP_XLSX_PLAIN,
  NQP_XLSX_HEAD,    /* bold, on grey */
  NQP_XLSX_SCORE,   /* four decimals; the number itself has all of them */
  NQP_XLSX_PUT_IN,  /* italic: no value that was published */
  NQP_XLSX_CHANGED, /* bold italic: another value than was published */
  NQP_XLSX_LINES,   /* a long text in several lines */
  NQP_XLSX_INPUT,   /* blue: meant to be changed */
  NQP_XLSX_QUOTED,  /* of texts that begin as a formula does; chosen by nqp_xlsx_writer_text() */
  NQP_XLSX_N_STYLES,
} NqpXlsxStyle;

/**
 * NqpXlsxWriter:
 *
 * A workbook in the making (ECMA-376, the transitional form that every spreadsheet reads), written sheet by sheet, row by row, cell
 * by cell. Numbers are written with as many digits as make them read back the same, which libraries that print 15 or 16 do not.
 * Texts stay texts, whatever they begin with.
 */
typedef struct _NqpXlsxWriter NqpXlsxWriter;

/* @sheets: their names in the order they are written, at most 31 ASCII letters each, ended by NULL. @file and @sheets outlive it */
NqpXlsxWriter *nqp_xlsx_writer_new (NqpStaged *file, const char *title, const char *const *sheets);
void nqp_xlsx_writer_free (NqpXlsxWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpXlsxWriter, nqp_xlsx_writer_free)

/* The next sheet begins. @widths: of the first columns in characters, ended by 0. @n_frozen: columns that stay in sight, with the
 * first row; -1: nothing does */
void nqp_xlsx_writer_sheet (NqpXlsxWriter *self, const int *widths, int n_frozen);
void nqp_xlsx_writer_row (NqpXlsxWriter *self); /* the next one begins */
void nqp_xlsx_writer_skip (NqpXlsxWriter *self); /* an empty cell */
void nqp_xlsx_writer_text (NqpXlsxWriter *self, const char *text, NqpXlsxStyle style);    /* NULL: an empty cell */
void nqp_xlsx_writer_number (NqpXlsxWriter *self, double value, NqpXlsxStyle style);      /* NaN: an empty cell */
/* @formula: without "="; @value: its result, NaN: the text "" */
void nqp_xlsx_writer_formula (NqpXlsxWriter *self, const char *formula, double value, NqpXlsxStyle style);

gboolean nqp_xlsx_writer_finish (NqpXlsxWriter *self, GError **error); /* the staged file is the caller's to finish */

/* "B7", "$B$7": from 0 on; @fixed: with "$" */
const char *nqp_xlsx_address (int column, int row, gboolean fixed, char address[NQP_XLSX_ADDRESS_SIZE]);

G_END_DECLS
