/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A value to sort and where it came from. */
typedef struct
{
  guint64 key;
  guint32 index;
} NqpSortItem;

typedef struct
{
  gsize n;         /* values present */
  double min, max; /* NaN if there are none */
} NqpExtent;

double
nqp_sum (const double *values, gsize n);
NqpExtent
nqp_extent (const double *values, gsize n);
gsize
nqp_gather (const double *values, gsize n, double *present);
double
nqp_mean (const double *present, gsize n);
double
nqp_sd (const double *present, gsize n, double mean);
gsize
nqp_sort_present (const double *values, gsize n, NqpSortItem *items, NqpSortItem *scratch);

G_END_DECLS
