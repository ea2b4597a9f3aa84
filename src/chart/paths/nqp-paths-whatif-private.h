/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"

G_BEGIN_DECLS

/* paths.whatif: numbers and words of what assumed values change for the focus region and year. Folder-private. Without assumed
 * values before and after are the same. */

typedef struct
{
  double before, after, change; /* as shown (x 100); NaN = no score */
  int rank_before, rank_after;  /* 0 = none */
} NqpWhatifChange;

/* A line of the ranking. */
typedef struct
{
  int region; /* -1 = @rank regions are left out here */
  int rank;
  double score;
  gboolean ghost; /* the focus as it is, among the others under assumed values */
} NqpWhatifPlace;

NqpWhatifChange nqp_whatif_change (const NqpView *view, int node);
int nqp_whatif_nodes (const NqpView *view, NqpLevel deepest, int *out, int n_max); /* from the index down, switched on */
int nqp_whatif_assumed (const NqpView *view, int *out, int n_max);               /* indicators with an assumed value */
GArray *nqp_whatif_places (const NqpView *view, int n_most); /* (element-type NqpWhatifPlace), best first; owned by the caller */

char *nqp_whatif_title (const NqpView *view);
char *nqp_whatif_subtitle (const NqpView *view);
char *nqp_whatif_summary (const NqpView *view);
NqpTable *nqp_whatif_table (const NqpView *view, NqpTableUse use);
char *nqp_whatif_score_text (const NqpView *view);                                     /* "28.5 -> 33.1 points" */
char *nqp_whatif_rank_text (const NqpView *view);                                      /* "rank 12 -> 8 of 31" */
char *nqp_whatif_values_text (const NqpView *view, const NqpWhatifChange *change);     /* "28.5 -> 33.1" */
char *nqp_whatif_change_text (const NqpView *view, const NqpWhatifChange *change);     /* "+4.6" */
char *nqp_whatif_ranks_text (const NqpWhatifChange *change);                           /* "12 -> 8" */
char *nqp_whatif_assumed_text (const NqpView *view, int leaf);                         /* "5.6 -> 12 %" */

G_END_DECLS
