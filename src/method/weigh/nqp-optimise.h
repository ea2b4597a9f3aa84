/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Importance of @n children of a parent that are weighted by @weights; FALSE if it cannot be told: then as bad as can be. */
typedef gboolean (*NqpImportanceFunc) (gpointer data, int n, const double *weights, double *importance);

/* Weights over the simplex at which the importance is that of @targets; returns the sum of squared deviations. */
double nqp_optimise_weights (int n, const double *targets, NqpImportanceFunc importance, gpointer data, const double *start,
                             gboolean dear, double *weights, double *reached, gboolean *nearest);

G_END_DECLS
