/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"

G_BEGIN_DECLS

/* What the pictures of robustness share. Folder-private.
 *
 * A result is of the measure, year, weights and method it was computed for, whatever is chosen now: its picture goes on
 * showing it, says what it is of, and warns where that is not what is chosen. */

/* The results that speak of these scores; NULL if they are not computed. */
const NqpUncertainty *nqp_robustness_uncertainty (const NqpView *view);
const NqpSensitivity *nqp_robustness_sensitivity (const NqpView *view);
const NqpAlternatives *nqp_robustness_alternatives (const NqpView *view);

NqpView nqp_robustness_view (const NqpView *view, int measure, int year); /* of what the result is of */
char *nqp_robustness_title (const NqpView *view, const char *what); /* "%s: index, 2023" with @what; of its own view */
char *nqp_robustness_drawn (const NqpUncertaintySpec *spec); /* "10 000 draws of weights (±25 %), normalisation; seed 1" */
char *nqp_robustness_varied (const NqpUncertaintySpec *spec); /* "weights (±25 %), normalisation" */

/* Frame, and below the subtitle the warning, if any. */
NqpBox nqp_robustness_begin (NqpScene *scene, const NqpView *view, const NqpView *own, const char *title,
                             const char *subtitle);
/* The first sentences of a summary: the warning, title and draws (@drawn: (nullable)). */
GString *nqp_robustness_summary (const NqpView *view, const NqpView *own, const char *title,
                                 const NqpUncertaintySpec *drawn);
void nqp_robustness_missing (NqpScene *scene, const NqpView *view, const char *title); /* a picture that says how to get it */
char *nqp_robustness_missing_summary (const NqpView *view, const char *title);

/* -1 = much better (blue) .. 0 .. 1 = much worse (red), a middle near the ground; in print the worse half is hatched. */
NqpPaint nqp_robustness_diverging (const NqpStyle *style, double t);
/* Its two ends and the middle, cut from the top of @box. */
void nqp_robustness_legend (NqpScene *scene, NqpBox *box, const char *better, const char *middle, const char *worse);

/* A cell of a matrix with its number (nullable), if one of @number_w has room. */
void nqp_robustness_cell (NqpScene *scene, NqpBox cell, const NqpPaint *paint, const char *number, double number_w, NqpDatum datum);

/* NqpChart.order: regions by the ranks the draws started from; as they rank now if there are none. */
void nqp_robustness_order (const NqpView *view, int *out);

/* Regions of a window of the ranking around the focus: out of @order, @n_most at the most; returns how many. */
int nqp_robustness_window (const NqpView *view, const int *order, int n, int n_most, int *out_first);

/* Ranks above columns at @x of width @w each, left out where they would touch; the focus is always there. */
void nqp_robustness_heads (NqpScene *scene, const NqpView *view, const int *regions, const int *nominal, int n, double x,
                           double w, double y);

G_END_DECLS
