/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"

G_BEGIN_DECLS

/* Two indicators with |r| above this say the same (OECD/JRC practice). */
#define NQP_CORRELATION_REDUNDANT 0.92

typedef enum
{
  NQP_CORRELATION_PLAIN,
  NQP_CORRELATION_REDUNDANT_PAIR, /* |r| > 0.92: one of the two counts twice */
  NQP_CORRELATION_CONTRARY_PAIR,  /* r < 0 within a component: what one adds the other takes away */
} NqpCorrelationNote;

/**
 * NqpCorrelation:
 *
 * Correlations of the indicators that are on, ordered so that alike ones stand together within each pillar. Zero it,
 * nqp_correlation_init(), nqp_correlation_clear().
 */
typedef struct
{
  int n;
  int *leaves;  /* [n]: nodes, in the order of the matrix */
  double *r;    /* [n * n]: NaN = cannot be told */
} NqpCorrelation;

void nqp_correlation_init (NqpCorrelation *self, const NqpScores *scores, int measure, int year);
void nqp_correlation_clear (NqpCorrelation *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpCorrelation, nqp_correlation_clear)

NqpCorrelationNote nqp_correlation_note (const NqpCorrelation *self, const NqpTree *tree, int a, int b); /* rows of the matrix */
const char *nqp_correlation_note_text (NqpCorrelationNote note); /* translated; NULL for a plain pair */
NqpTable *nqp_correlation_table (const NqpScores *scores, int measure, int year);

G_END_DECLS
