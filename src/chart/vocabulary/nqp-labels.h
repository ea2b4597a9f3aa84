/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-box.h"

G_BEGIN_DECLS

/* Labels that must not meet. */

/* Spreads labels along one axis so that none overlap, keeping order; moves as little as possible. */
void nqp_spread (double *positions, const double *sizes, int n, double lo, double hi);

typedef struct { double x1, y1, x2, y2; } NqpSegment;

/**
 * NqpLabels:
 *
 * Where labels and the lines that lead to them stand already, within the room there is. No label is on another or on a line,
 * and no line on a label; lines do not cross.
 */
typedef struct
{
  NqpBox room;
  GArray *boxes;   /* NqpBox */
  GArray *leaders; /* NqpSegment */
} NqpLabels;

void nqp_labels_init (NqpLabels *self, NqpBox room);
void nqp_labels_clear (NqpLabels *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpLabels, nqp_labels_clear)
void nqp_labels_take (NqpLabels *self, NqpBox box);
void nqp_labels_take_leader (NqpLabels *self, NqpSegment leader);
gboolean nqp_labels_is_open (const NqpLabels *self, NqpBox box);
gboolean nqp_labels_is_leader_open (const NqpLabels *self, NqpSegment leader);

G_END_DECLS
