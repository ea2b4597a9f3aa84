/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-rows-open.h"

G_BEGIN_DECLS

typedef struct
{
  const char *file;
  NqpProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} NqpSheetWork;

/* The cells of the sheet that @wanted names, or of the one that is meant if it is NULL; NULL with @error set. */
NqpSheetCells *nqp_sheet_choose (NqpWorkbook *book, const char *wanted, const NqpSheetWork *work, int *out_sheet, GError **error);
/* The cells of a sheet with another table than of values. NULL with @error set, or without if it need not be there. */
NqpSheetCells *nqp_sheet_search (NqpWorkbook *book, const NqpSheetSearch *search, const NqpSheetWork *work, int *out_sheet,
                                 GError **error);
/* The names of the sheets that people see, or of all if they see none. */
char **nqp_sheet_list (const NqpWorkbook *book);

G_END_DECLS
