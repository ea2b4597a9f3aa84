/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-text-sheet.h"

G_BEGIN_DECLS

/* nqp-text-sheet-edit.c: of NqpSheetClass */
char *
nqp_text_sheet_copy (const NqpSheet *self, const NqpGridRange *range, gboolean titles);
gboolean
nqp_text_sheet_paste (NqpSheet *self, const NqpGridRange *range, const char *text, GArray *out_cells, NqpGridRange *out_range,
                      GError **error);
gboolean
nqp_text_sheet_fill_down (NqpSheet *self, const NqpGridRange *range, GArray *out_cells, GError **error);
gboolean
nqp_text_sheet_clear (NqpSheet *self, const NqpGridRange *range, GArray *out_cells, GError **error);

G_END_DECLS
