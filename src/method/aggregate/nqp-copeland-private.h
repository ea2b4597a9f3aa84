/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Weights on both sides that differ by no more are equal: they are sums in another order. */
#define NQP_COPELAND_TIE 1e-12

/* The memory of one thread for nqp_copeland_words_count(). */
typedef struct _NqpCopelandWords NqpCopelandWords;

NqpCopelandWords *
nqp_copeland_words_new (int max_parts, gsize max_regions);
void
nqp_copeland_words_free (NqpCopelandWords *self);
gboolean
nqp_copeland_words_count (NqpCopelandWords *self, int n_parts, const double *weights, const int *ranks, gsize n,
                          double *net);
void
nqp_copeland_pairs_count (int n_parts, const double *weights, const int *ranks, gsize n, double *net);

G_END_DECLS
