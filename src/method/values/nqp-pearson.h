/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double nqp_pearson (const double *a, const double *b, gsize n, gsize *out_n); /* @out_n may be NULL */

G_END_DECLS
