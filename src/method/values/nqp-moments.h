/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sample skewness G1 and excess kurtosis G2 (Joanes and Gill 1998), as spreadsheets and COINr have them. NaN where they cannot be
 * told: values all alike, fewer than three for the skewness, fewer than four for the kurtosis. @present: none missing */
void
nqp_moments (const double *present, gsize n, double *skewness, double *kurtosis);

G_END_DECLS
