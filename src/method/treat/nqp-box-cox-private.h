/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double
nqp_box_cox_lambda (const double *u, gsize n);
double
nqp_box_cox (double lambda, double u); /* (exp (lambda u) - 1) / lambda of a logarithm */

G_END_DECLS
