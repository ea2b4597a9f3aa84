/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"
#include "nqp-correlation.h"

G_BEGIN_DECLS

/* method.correlation: what picture and words share. Folder-private. */

/* Of the indicators below the measure, in the year shown; of all of them if the measure is itself one. */
void nqp_method_correlation_init (NqpCorrelation *matrix, const NqpView *view);
int nqp_method_correlation_find_row (const NqpCorrelation *matrix, int leaf); /* -1 = not there */

/* Translated; (transfer full) where not const. */
char *nqp_method_correlation_alpha (const NqpView *view, int pillar); /* Cronbach's; NULL if it cannot be told */
const char *nqp_method_correlation_too_few (int n);                   /* of less than two indicators */
char *nqp_method_correlation_title (const NqpView *view);
char *nqp_method_correlation_subtitle (const NqpView *view);
char *nqp_method_correlation_tooltip (const NqpView *view, NqpDatum datum);
NqpTable *nqp_method_correlation_table (const NqpView *view, NqpTableUse use);
char *nqp_method_correlation_summary (const NqpView *view);

G_END_DECLS
