/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-recombine.h"
#include "nqp-uncertainty.h"

G_BEGIN_DECLS

/**
 * NqpDraws:
 *
 * The ranking as a function of numbers in [0, 1), its columns: one for each choice that is varied, and with the weights one
 * for each node that has a sibling. What costs time is made once; a draw puts one year together again. Immutable.
 */
typedef struct _NqpDraws NqpDraws;

/* A thread's own memory. */
typedef struct _NqpDrawHand NqpDrawHand;

NqpDraws *nqp_draws_new (const NqpScores *scores, const NqpUncertaintySpec *spec, const NqpWork *work, double to,
                         GError **error);
void nqp_draws_free (NqpDraws *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpDraws, nqp_draws_free)

int nqp_draws_n_columns (const NqpDraws *self);
NqpFactor nqp_draws_factor (const NqpDraws *self, int column);
int nqp_draws_n_choices (const NqpDraws *self, NqpFactor factor);
const char *nqp_draws_refused (const NqpDraws *self); /* or NULL */

NqpDrawHand *nqp_draw_hand_new (const NqpDraws *draws);
void nqp_draw_hand_free (NqpDrawHand *self);
const int *nqp_draw_ranks (NqpDrawHand *self, const double *u);           /* [column]; until the next call */
const int *nqp_draw_ranks_of (NqpDrawHand *self, guint64 seed, int draw); /* of random columns */

G_END_DECLS
