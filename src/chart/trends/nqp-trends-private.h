/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"

G_BEGIN_DECLS

/* trends.lines: what picture and words share. Folder-private. */

#define NQP_TRENDS_MANY 120 /* regions: more are told apart no longer, their middle 80 % is shaded instead */

/* Mean, and 10th and 90th percentile (@low: (nullable)), of the regions' values that are shown; NaN without any. */
void nqp_trends_survey_year (const NqpView *view, int year, double *mean, double *low, double *high);

char *nqp_trends_title (const NqpView *view);
char *nqp_trends_subtitle (const NqpView *view);
NqpTable *nqp_trends_table (const NqpView *view, NqpTableUse use);
char *nqp_trends_summary (const NqpView *view);
char *nqp_trends_caption (const NqpView *view);

G_END_DECLS
