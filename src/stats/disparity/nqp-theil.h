/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Theil's T and its parts; @group: of each of the @n numbers, from 0 below @n_groups. */
void nqp_theil (const double *y, const int *group, int n, int n_groups, double *out_total, double *out_within,
                double *out_between);

G_END_DECLS
