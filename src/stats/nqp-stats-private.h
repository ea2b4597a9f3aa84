/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"

G_BEGIN_DECLS

void nqp_stats_weights (const NqpScores *scores, int measure, int year, int region, double *out); /* n_nodes */
double nqp_stats_median (double *values, gsize n); /* sorts them */
gboolean nqp_stats_is_below (const NqpTree *tree, int node, int measure); /* below or the same */

G_END_DECLS
