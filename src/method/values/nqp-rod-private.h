/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-columns-private.h"

G_BEGIN_DECLS

/**
 * NqpRod:
 *
 * What the values of one indicator are measured against: made from the data once, and kept when a value is only assumed.
 */
typedef struct
{
  NqpExtent extent;  /* of all cells */
  NqpExtent *years;  /* box, [year]: for minmax-year, else NULL */
  double mean, sd;   /* of all cells: for zscore, else NaN */
  double *sorted;    /* box, [extent.n]: all values, ascending: for percentile, else NULL */
  double lower, upper; /* for goalposts, else NaN */
  NqpTreatment treatment; /* of outliers, which goes before */
} NqpRod;

void
nqp_rod_copy (NqpRod *self, const NqpRod *other); /* into memory that is zeroed */
void
nqp_rod_clear (NqpRod *self);

G_END_DECLS
