/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"

G_BEGIN_DECLS

/* What the pictures that compare chosen regions share. Folder-private. */

#define NQP_COMPARE_MANY 120 /* regions: more are told apart no longer, their middle 80 % is shaded instead */

int nqp_compare_parts (const NqpView *view, int out[NQP_PARTS_MAX]); /* of the measure; an indicator itself; returns how many */
/* As shown: a score, but where the measure is an indicator its value in its unit; NaN */
double nqp_compare_value (const NqpView *view, int node, int region);
double nqp_compare_mean (const NqpView *view, int node); /* of all regions */
int nqp_compare_n_chosen (const NqpView *view);          /* of which there are data */
gboolean nqp_compare_any_imputed (const NqpView *view, const int *nodes, int n);

char *nqp_compare_parallel_subtitle (const NqpView *view);
char *nqp_compare_title (const NqpView *view);
/* In how many of @nodes the first leads, and where they lie furthest apart */
void nqp_compare_say (const NqpView *view, const int *nodes, int n, GString *out);
char *nqp_compare_summary (const NqpView *view, const int *nodes, int n);
/* A row a region: rank, the measure and @nodes. @all: of those that are not chosen, too. A file has the
 * mean as well; a page on which none is chosen lists all, to choose from. */
NqpTable *nqp_compare_table (const NqpView *view, NqpTableUse use, const int *nodes, int n, gboolean all);

G_END_DECLS
