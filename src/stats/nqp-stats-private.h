/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-statistics.h"

G_BEGIN_DECLS

void nqp_stats_weights (const NqpScores *scores, int measure, int year, int region, double *out); /* n_nodes */
double nqp_stats_median (double *values, gsize n); /* sorts them */
void nqp_stats_sort (double *values, int n);       /* ascending */
double nqp_stats_quantile (const double *sorted, int n, double share); /* type 7: linear between the two nearest */
gboolean nqp_stats_is_below (const NqpTree *tree, int node, int measure); /* below or the same */

/* ---- what the statistics of single years share: nqp-stats-year.c ---- */
void nqp_stats_years (const NqpStatRequest *request, int *out_first, int *out_last);
int nqp_stats_read_year (const NqpStatRequest *request, int year, int *out_regions, double *out_y);
gboolean nqp_stats_has_shares (const NqpStatRequest *request, int year, const double *y, int n, GError **error);
const char *nqp_stats_group_name (const NqpPanel *panel, int group);
void nqp_stats_add_year (NqpTable *table);   /* the column "year" */
void nqp_stats_add_region (NqpTable *table); /* the column "region" */
void nqp_stats_note (const NqpStatRequest *request, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
