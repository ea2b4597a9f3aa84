/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"

G_BEGIN_DECLS

/* Obstacle degrees: which part of the distance to the best each node below @measure stands for. */
void nqp_obstacles_get (const NqpScores *scores, int measure, int year, int region, double *out); /* n_nodes */
NqpTable *nqp_obstacles_table (const NqpScores *scores, int measure, int year, const int *regions, int n_regions);

G_END_DECLS
