/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"

G_BEGIN_DECLS

/* One of the weightings that are compared, with what it gives. */
typedef struct
{
  char *id;   /* "current", a scheme's id, or a saved one's name: a column's name in files */
  char *name; /* translated */
  NqpScores *scores;
  int *ranks;             /* [region] at that measure and the year looked at; 0 = none */
  double spearman, kendall; /* of these with the current ones; NaN if that cannot be said */
} NqpSchemeCase;

/* What is ranked: the measure looked at, or the index where weights have no say in it. */
int
nqp_scheme_cases_measure (NqpSession *session);

/* (element-type NqpSchemeCase): first the weights in force, then the saved ones, then those of @built_in (indexed by NqpScheme).
 * What cannot be computed is left out, and a message says why. Owned by the caller. */
GPtrArray *
nqp_scheme_cases_new (NqpSession *session, const gboolean *built_in);

/* One row a node, a weight a case; one row a region, a rank and a shift (+ = better than now) a case. Owned by the caller. */
NqpTable *
nqp_scheme_cases_weights (const GPtrArray *cases, NqpLang lang, NqpTableUse use);
NqpTable *
nqp_scheme_cases_ranks (const GPtrArray *cases, NqpLang lang, NqpTableUse use);

G_END_DECLS
