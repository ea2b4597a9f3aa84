/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-rod-private.h"

G_BEGIN_DECLS

/**
 * NqpLayer:
 *
 * The scores of one node: cells year-major, and how it was made, so that the same parts are not put together twice.
 * Ranks are made when asked for, by whichever thread asks first. Atomic references.
 */
typedef struct
{
  gatomicrefcount ref_count;
  guint64 serial; /* another one for every layer a pipeline makes */
  int n_regions, n_years;
  double *score;     /* box */
  double *coverage;  /* box, NULL for leaves */
  gboolean complete; /* no cell is missing */
  NqpExtent span;    /* of score, if has_span: what TOPSIS measures from; kept when a value is only assumed */
  gboolean has_span;
  NqpRod rod;        /* leaves: what their values are measured against */
  gsize *ranks;      /* [year]: box of int, 0 = not made yet; n_regions ranks, then how many there are */
  int n_parts;       /* what it was made from */
  guint64 *part_serials;
  double *part_weights;
  NqpAggregate aggregate;
  gboolean deep;
  NqpMethod method;
} NqpLayer;

NqpLayer *
nqp_layer_new (guint64 serial, int n_regions, int n_years);
NqpLayer *
nqp_layer_copy (const NqpLayer *self, int year); /* to change cells of @year */
NqpLayer *
nqp_layer_ref (NqpLayer *self);
void
nqp_layer_unref (NqpLayer *self);
const int *
nqp_layer_ranks (NqpLayer *self, int year);
int
nqp_rank_scores (const double *score, int n, NqpSortItem *items, NqpSortItem *scratch, int *ranks);

G_END_DECLS
