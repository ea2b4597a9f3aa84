/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"

G_BEGIN_DECLS

void nqp_importance_get (const NqpScores *scores, int year, double *out);
void nqp_importance_of_children (const NqpScores *scores, int parent, int year, double *out);
double nqp_importance_deviation (const NqpScores *scores, int parent, const double *importance);
NqpTable *nqp_importance_table (const NqpScores *scores, int measure, int year);

G_END_DECLS
