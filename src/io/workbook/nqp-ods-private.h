/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-workbook-private.h"

G_BEGIN_DECLS

/* What the attributes of a cell say. */
enum
{
  NQP_ODS_TYPE,
  NQP_ODS_VALUE, /* whichever of value, date-value, time-value, boolean-value it has */
  NQP_ODS_STRING,
  NQP_ODS_FORMULA,
  NQP_ODS_N_TEXTS,
};

typedef struct
{
  NqpWorkbook *workbook;
  gboolean is_spreadsheet;
  GHashTable *hidden_styles; /* (element-type utf8): of tables that are not shown */
  char *style;               /* being read */

  const char *sheet_name; /* of the table being read */
  NqpSheetCells *cells;
  char *fault; /* of the table: it is passed over from there on */
  gboolean in_table, in_row, in_cell;
  int row, row_repeat;
  int column, repeat; /* of the cell; before there are rows, of the description of columns */

  gboolean covered, is_error, has_string, has_formula, too_long;
  int n_columns, n_rows; /* merged */
  GString *texts[NQP_ODS_N_TEXTS];
  GString *text;     /* its paragraphs */
  int n_open;        /* paragraphs that are open */
  gboolean in_space; /* the last character is a space, or a paragraph has just begun: more of them do not count */
} NqpOdsReader;

void nqp_ods_start_cell (NqpOdsReader *self, const char **attributes, gboolean covered);
const char *nqp_ods_end_cell (NqpOdsReader *self); /* NULL, or what is wrong */
void nqp_ods_start_in_cell (NqpOdsReader *self, NqpXml *xml, NqpXmlSpace space, const char *name, const char **attributes);
void nqp_ods_end_in_cell (NqpOdsReader *self, const char *name);
void nqp_ods_add_text (NqpOdsReader *self, const char *text, gsize length);

G_END_DECLS
