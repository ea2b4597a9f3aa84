/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-axis.h"
#include "nqp-view.h"

G_BEGIN_DECLS

/* The years below a plot of lines, and the labels at the ends of lines. */

typedef struct
{
  const NqpView *view;
  NqpScale scale;
  NqpBox plot;
} NqpYears;

void nqp_years_init (NqpYears *self, const NqpView *view, NqpBox plot, double inset); /* @inset: free at either end */
double nqp_years_x (const NqpYears *self, int year); /* of a position; one year alone is in the middle */
void nqp_years_draw (const NqpYears *self, NqpScene *scene); /* with the year that is looked at */
/* A line of a value a year (already px), broken where it is missing. @y: [n_years] NaN = missing */
void nqp_years_line (const NqpYears *self, NqpScene *scene, const double *y, const NqpPaint *paint, NqpDatum datum);

typedef struct
{
  char *text;     /* owned */
  double x, y;    /* px: the end of the line */
  NqpColour colour;
  int index;      /* as nqp_parts_series_colour(); -1 = no chosen region: neither mark nor leader colour of its own */
} NqpEndLabel;

/* Right of the plot, from @x on, none on another, @width for each. @size: of their type; 0 = the usual one, in several lines where
 * that is needed. Frees the texts. */
void nqp_end_labels_draw (NqpScene *scene, NqpEndLabel *labels, int n, NqpBox plot, double size, double x, double width);

G_END_DECLS
