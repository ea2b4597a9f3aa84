/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-uncertainty.h"

G_BEGIN_DECLS

/* Making one: allocate, set the nominal ranks and numbers of choices, count the ranks of draws, describe. */
NqpUncertainty *nqp_uncertainty_alloc (const NqpScores *scores, const NqpUncertaintySpec *spec, const char *method,
                                       const char *fingerprint, const char *refused);
void nqp_uncertainty_count (NqpUncertainty *self, const guint16 *ranks, int n_draws);
void nqp_uncertainty_describe (NqpUncertainty *self);
void nqp_uncertainty_find_near (NqpUncertainty *self); /* of what is described */

G_END_DECLS
