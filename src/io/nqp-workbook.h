/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import.h"
#include "nqp-sheet-cells.h"

G_BEGIN_DECLS

/* What is unpacked of one part of a workbook at most; and beyond NQP_WORKBOOK_SMALL no more than so many times what the file is long. */
#define NQP_WORKBOOK_MAX ((gint64)1 << 30)
#define NQP_WORKBOOK_SMALL ((gint64)100 << 20)
#define NQP_WORKBOOK_MAX_RATIO 1000
/* Of the file itself. */
#define NQP_WORKBOOK_FILE_MAX ((gint64)512 << 20)

/**
 * NqpWorkbookKind:
 *
 * What a file is by its first bytes. XLSX and ODS are both ZIP; the others are no workbook that is read here, and said by name.
 */
typedef enum
{
  NQP_WORKBOOK_NONE, /* text, or whatever else */
  NQP_WORKBOOK_ZIP,
  NQP_WORKBOOK_OLE, /* XLS, or any workbook under a password */
  NQP_WORKBOOK_OLD, /* XLS before 1995 */
  NQP_WORKBOOK_XML, /* XML Spreadsheet 2003, flat ODS */
  NQP_WORKBOOK_HTML,
} NqpWorkbookKind;

/**
 * NqpWorkbook:
 *
 * An XLSX or ODS workbook that was opened: its sheets by name, their cells when asked for. Belongs to one thread at a time.
 */
typedef struct _NqpWorkbook NqpWorkbook;

NqpWorkbookKind nqp_workbook_kind (const char *bytes, gsize length); /* the first 4,096 are enough */

NqpWorkbook *nqp_workbook_open (const char *path, GCancellable *cancellable, NqpProgress progress, gpointer progress_data,
                                GError **error);
/* The same of bytes in memory; @file is for messages. */
NqpWorkbook *nqp_workbook_open_bytes (GBytes *bytes, const char *file, GCancellable *cancellable, NqpProgress progress,
                                      gpointer progress_data, GError **error);
void nqp_workbook_free (NqpWorkbook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpWorkbook, nqp_workbook_free)

/* @why with the sheet, and with the row and the cell from 0 unless they are -1, in front. */
char *nqp_workbook_place (const char *sheet, int row, int column, const char *why);

int nqp_workbook_n_sheets (const NqpWorkbook *self);
const char *nqp_workbook_sheet_name (const NqpWorkbook *self, int sheet);
gboolean nqp_workbook_sheet_hidden (const NqpWorkbook *self, int sheet);
NqpSheetCells *nqp_workbook_read_sheet (NqpWorkbook *self, int sheet, GCancellable *cancellable, NqpProgress progress,
                                        gpointer progress_data, GError **error);

G_END_DECLS
