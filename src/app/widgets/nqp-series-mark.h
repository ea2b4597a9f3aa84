/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nqp-style.h"

G_BEGIN_DECLS

/**
 * NqpSeriesMark:
 *
 * The mark and colour that a chosen region has in pictures: 0 = the focus, 1.. = those compared; -1 = nothing.
 */
#define NQP_TYPE_SERIES_MARK (nqp_series_mark_get_type ())
G_DECLARE_FINAL_TYPE (NqpSeriesMark, nqp_series_mark, NQP, SERIES_MARK, GtkWidget)

GtkWidget *
nqp_series_mark_new (void);
void
nqp_series_mark_set (NqpSeriesMark *self, int index, const NqpStyle *style);

G_END_DECLS
