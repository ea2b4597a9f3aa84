/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-sheet-cells-private.h"
#include "nqp-workbook.h"
#include "nqp-xml.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  gboolean hidden;
  char *part;           /* XLSX: where its cells are */
  NqpSheetCells *cells; /* ODS: all sheets are read in one go */
  char *fault;          /* ODS: instead of cells; as nqp_workbook_place() puts it */
} NqpWorkbookSheet;

struct _NqpWorkbook
{
  NqpZip *zip;
  gboolean is_ods;
  GArray *sheets; /* NqpWorkbookSheet */

  NqpTexts *texts;     /* XLSX: shared strings */
  GByteArray *formats; /* XLSX: an NqpNumberFormat for each style of cells */
  gboolean from_1904;  /* XLSX: how days are counted */
};

const char *nqp_workbook_refusal (NqpWorkbookKind kind, GBytes *bytes);
NqpWorkbookSheet *nqp_workbook_add_sheet (NqpWorkbook *self, const char *name);
/* "Sheet “Data”, cell B7: " and @why; -1, -1 = the sheet as a whole */

gboolean nqp_xlsx_open (NqpWorkbook *self, const NqpXmlWork *work, GError **error);
gboolean nqp_xlsx_read_strings (NqpWorkbook *self, const char *part, const NqpXmlWork *work, GError **error);
NqpSheetCells *nqp_xlsx_read_sheet (NqpWorkbook *self, const NqpWorkbookSheet *sheet, const NqpXmlWork *work, GError **error);

/* Whether nqp_xls_open() may be tried: not for a workbook that is encrypted, and other documents. */
gboolean nqp_workbook_is_xls (NqpWorkbookKind kind, GBytes *bytes);
gboolean nqp_xls_open (NqpWorkbook *self, GBytes *bytes, const char *file, GCancellable *cancellable, GError **error);

gboolean nqp_ods_open (NqpWorkbook *self, const NqpXmlWork *work, GError **error);

G_END_DECLS
