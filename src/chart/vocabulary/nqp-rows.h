/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-frame.h"

G_BEGIN_DECLS

/* Rows of regions of which a window is shown where not all fit. Folder-private. */

#define NQP_ROWS_TALLEST 14400 /* px: what PDF readers and pixel surfaces at twice the resolution take */

double nqp_rows_note_height (const NqpStyle *style);
/* The type and row height at which all rows have room in @height, else those that read well below a note; returns how many
 * rows fit. */
int nqp_rows_fit (NqpScene *scene, int n_rows, double height, double *out_size, double *out_height);
/* Which are shown: by the view's scroll or around the focus; the focus is pinned to the edge that is nearer when it lies
 * outside. @rows: positions in @order; returns how many. */
int nqp_rows_choose (const NqpView *view, const int *order, int n_rows, int n_fit, int *rows, int *out_first);
/* "rows 3-20 of 31" */
void nqp_rows_note (NqpScene *scene, NqpBox box, int first, int n, int n_rows);
/* Beside a pinned row some are left out. */
void nqp_rows_gap (NqpScene *scene, NqpBox box, double y);

G_END_DECLS
