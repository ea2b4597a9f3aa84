/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"

G_BEGIN_DECLS

/* What a region has at a node. */
typedef struct
{
  double score;    /* NaN = none */
  double coverage;
  double up, down; /* where TOPSIS makes all levels: squared distances of the leaves below to the best and the worst */
} NqpStand;

/**
 * NqpSeat:
 *
 * The place of a region in a year: what it would have at a node with other values at the children, while its rivals stand as they
 * are. For one thread.
 */
typedef struct _NqpSeat NqpSeat;

NqpSeat *nqp_seat_new (const NqpScores *scores, int year, int region);
void nqp_seat_free (NqpSeat *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpSeat, nqp_seat_free)

NqpStand nqp_seat_leaf (const NqpSeat *self, int leaf, double z);
NqpStand nqp_seat_combine (NqpSeat *self, int node, const NqpStand *stands, gboolean lax);

G_END_DECLS
