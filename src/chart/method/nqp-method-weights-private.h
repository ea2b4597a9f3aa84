/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"

G_BEGIN_DECLS

/* method.weights: the weights in force as rings. Folder-private. */

#define NQP_WEIGHTS_HOLE 0.15 /* radius of what is left free in the middle */

/* A node that takes part: angles in radians, clockwise from the top; radii as shares of the whole. */
typedef struct
{
  int node;
  double a0, a1;
  double r0, r1;
} NqpSector;

GArray *nqp_weights_sectors (const NqpTree *tree); /* (element-type NqpSector), in the order of the tree, without the index */
GArray *nqp_weights_off (const NqpTree *tree);     /* (element-type int): the topmost nodes that are switched off */
int nqp_weights_n_locked (const NqpTree *tree);

/* Words */
char *nqp_weights_title (const NqpView *view);
char *nqp_weights_subtitle (const NqpView *view);
char *nqp_weights_summary (const NqpView *view);
char *nqp_weights_tooltip (const NqpView *view, NqpDatum datum);
NqpTable *nqp_weights_table (const NqpView *view, NqpTableUse use);
char *nqp_weights_label (const NqpView *view, const char *name, int node); /* "Drivers 28.4 %": its share of the index */

G_END_DECLS
