/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NqpYearScale:
 *
 * A slider over the years of a panel with a label under each year that fits; the chosen year is always labelled. Left and
 * Right step it. With a single year it is that year in words.
 *
 * Signal: "picked" (int position), only when the user moved it.
 */
#define NQP_TYPE_YEAR_SCALE (nqp_year_scale_get_type ())
G_DECLARE_FINAL_TYPE (NqpYearScale, nqp_year_scale, NQP, YEAR_SCALE, GtkWidget)

void nqp_year_scale_set_years (NqpYearScale *self, const int *years, int n_years);
void nqp_year_scale_show (NqpYearScale *self, int position); /* emits nothing */

G_END_DECLS
