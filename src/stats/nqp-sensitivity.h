/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-sobol.h"
#include "nqp-uncertainty.h"

G_BEGIN_DECLS

/**
 * NqpSensitivity:
 *
 * Which of the choices that are varied moves the ranking: shares of the variance of the mean rank shift and of the ranks of
 * regions. Immutable, atomic references.
 */
typedef struct
{
  gatomicrefcount ref_count;
  NqpUncertaintySpec spec; /* draws = rows of the design */
  char *line, *method, *fingerprint; /* as in NqpUncertainty */
  int n_factors;
  NqpFactor factors[NQP_N_FACTORS];
  int n_choices[NQP_N_FACTORS]; /* [factor]: that took part */
  int n_targets;
  char **targets;          /* "mean_shift", then codes of regions; NULL at the end */
  int *regions;            /* [target]: positions, -1 = the mean shift */
  NqpSobol *shares;        /* outputs = targets */
} NqpSensitivity;

NqpSensitivity *nqp_sensitivity_new (const NqpScores *scores, const NqpUncertaintySpec *spec, const int *regions,
                                     int n_regions, const NqpWork *work, GError **error);
NqpSensitivity *nqp_sensitivity_ref (NqpSensitivity *self);
void nqp_sensitivity_unref (NqpSensitivity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpSensitivity, nqp_sensitivity_unref)

NqpTable *nqp_sensitivity_table (const NqpSensitivity *self); /* target,factor,first,first_low,first_high,total,... */

G_END_DECLS
