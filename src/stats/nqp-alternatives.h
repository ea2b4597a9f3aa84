/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"
#include "nqp-work.h"

G_BEGIN_DECLS

/**
 * NqpAlternative:
 *
 * The ranking when one thing about the method is otherwise.
 */
typedef struct
{
  char *id;         /* "normalise=rank"; "without=rdint" for an indicator left out */
  int leaf;         /* node of the indicator left out, -1 = none is */
  char *refusal;    /* why it cannot be, translated; then there are no ranks. NULL = it can */
  int *ranks;       /* [region]: 0 = none */
  double spearman;  /* correlation of the ranks with the current ones, over regions that have both; NaN if all are the same */
  double kendall;   /* tau-b, likewise */
  double mean_shift;/* mean of |rank - current rank| */
} NqpAlternative;

typedef struct
{
  gatomicrefcount ref_count;
  char *fingerprint; /* of the scores */
  int measure, year, n_regions, n;
  char **regions;    /* [region]: codes, NULL at the end */
  int *nominal;      /* [region]: current ranks, 0 = none */
  NqpAlternative *items;
} NqpAlternatives;

NqpAlternatives *nqp_alternatives_new (const NqpScores *scores, int measure, int year, const NqpWork *work, GError **error);
NqpAlternatives *nqp_alternatives_ref (NqpAlternatives *self);
void nqp_alternatives_unref (NqpAlternatives *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpAlternatives, nqp_alternatives_unref)

char *nqp_alternative_name (const NqpAlternative *self, const NqpTree *tree, NqpLang lang); /* "Normalisation: Z-score" */
NqpTable *nqp_alternatives_table (const NqpAlternatives *self, const int *regions, int n_regions);
NqpTable *nqp_alternatives_summary (const NqpAlternatives *self); /* alternative,spearman,kendall,mean_shift */

double nqp_spearman (const int *a, const int *b, int n); /* ranks, 0 = none; ties as they are shared */
double nqp_kendall (const int *a, const int *b, int n);

G_END_DECLS
