/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NqpSparkline:
 *
 * A line as small as a word: how a number moved, without axes. What it shows is said in words beside it.
 */
#define NQP_TYPE_SPARKLINE (nqp_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (NqpSparkline, nqp_sparkline, NQP, SPARKLINE, GtkWidget)

GtkWidget *
nqp_sparkline_new (void);
/* @values: @n of them, copied, NaN = missing; @mark: position of the one that is told apart, -1 = none */
void
nqp_sparkline_set_values (NqpSparkline *self, const double *values, int n, int mark);

G_END_DECLS
