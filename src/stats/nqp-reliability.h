/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"

G_BEGIN_DECLS

double nqp_reliability_alpha (const NqpScores *scores, int node, int year, int *out_n_cells);
NqpTable *nqp_reliability_table (const NqpScores *scores, int measure, int year);

G_END_DECLS
