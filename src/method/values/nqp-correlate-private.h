/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void
nqp_correlate (const double *const *x, const double *offset, const double *scale, const double *centre, int n,
               gsize n_cells, double *r);

G_END_DECLS
