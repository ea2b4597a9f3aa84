/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"

G_BEGIN_DECLS

/**
 * NqpSlice:
 *
 * The normalised values of one year: what scores are put together from, without the scores. Takes R doubles a leaf, so that
 * many may be kept where whole #NqpScores would not fit. Immutable, atomic references.
 */
typedef struct _NqpSlice NqpSlice;

NqpSlice *nqp_slice_new (const NqpScores *scores, int year);
NqpSlice *nqp_slice_ref (NqpSlice *self);
void nqp_slice_unref (NqpSlice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpSlice, nqp_slice_unref)

/**
 * NqpRecombine:
 *
 * Puts slices together with other weights and means, thousands of times without taking memory. One for each thread; the
 * slices may be shared.
 */
typedef struct _NqpRecombine NqpRecombine;

NqpRecombine *nqp_recombine_new (const NqpSlice *slice, int measure); /* of any slice of the same tree */
void nqp_recombine_free (NqpRecombine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpRecombine, nqp_recombine_free)

const double *nqp_recombine_scores (NqpRecombine *self, const NqpSlice *slice, const NqpMethod *method, const double *weights);
const int *nqp_recombine_ranks (NqpRecombine *self); /* of the scores made last: 1 = best, 0 = no score */

G_END_DECLS
