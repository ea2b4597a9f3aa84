/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"
#include "nqp-difference.h"
#include "nqp-number.h"

G_BEGIN_DECLS

/* profile.waterfall and compare.waterfall: what they show, and their words. Folder-private. */

typedef struct
{
  int leaf;    /* -1 = what moved because others did */
  double part; /* as shown */
} NqpWaterfallRow;

typedef struct
{
  const NqpView *view;
  gboolean regions;     /* two regions, else two years of one */
  int node;             /* whose score is explained */
  NqpDifferenceEnd from, to;
  char *excuse;         /* why there is nothing to show; then nothing below is set */
  double start, end;    /* as shown */
  NqpWaterfallRow *rows; /* [n]: the largest first, those that are as large in the order of the tree */
  int n;
  gboolean sums, exact; /* differences of contributions; no orders left out */
} NqpWaterfall;

void nqp_waterfall_find (NqpWaterfall *self, const NqpView *view, gboolean regions);
void nqp_waterfall_init (NqpWaterfall *self, const NqpView *view, gboolean regions);
void nqp_waterfall_clear (NqpWaterfall *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpWaterfall, nqp_waterfall_clear)

/* -words.c */
const char *nqp_waterfall_row_name (const NqpView *view, int leaf);
char *nqp_waterfall_end_name (const NqpWaterfall *self, NqpDifferenceEnd end); /* "2016", or the region */
int nqp_waterfall_decimals (const NqpWaterfall *self);
char *nqp_waterfall_signed (double value, int decimals);
char *nqp_waterfall_title (const NqpView *view, gboolean regions);
char *nqp_waterfall_subtitle (const NqpWaterfall *self);
NqpTable *nqp_waterfall_table (const NqpView *view, gboolean regions, NqpTableUse use);
char *nqp_waterfall_summary (const NqpView *view, gboolean regions);
char *nqp_waterfall_tooltip (const NqpView *view, gboolean regions, NqpDatum datum);

G_END_DECLS
