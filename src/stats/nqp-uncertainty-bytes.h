/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-alternatives.h"
#include "nqp-sensitivity.h"
#include "nqp-uncertainty.h"

G_BEGIN_DECLS

/**
 * NqpRobustness:
 *
 * The results that belong together, each may be NULL. Zero it; nqp_robustness_clear().
 */
typedef struct
{
  NqpUncertainty *uncertainty;
  NqpSensitivity *sensitivity;
  NqpAlternatives *alternatives;
} NqpRobustness;

void nqp_robustness_clear (NqpRobustness *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpRobustness, nqp_robustness_clear)

GBytes *nqp_robustness_to_bytes (const NqpRobustness *self, const NqpScores *scores);
gboolean nqp_robustness_from_bytes (NqpRobustness *self, GBytes *bytes, const NqpScores *scores, GError **error);

G_END_DECLS
