/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"

G_BEGIN_DECLS

/* ranking.bump: what picture and words share. Folder-private. */

#define NQP_BUMP_MANY 120 /* regions: of more only the chosen ones have lines */

int nqp_bump_last_rank (const NqpView *view);           /* the lowest place of any year; 0 = nobody has a rank */
int nqp_bump_rank (const NqpView *view, int year, int region); /* 0 = none */
/* Places gained from the first to the last year with a rank; FALSE with fewer than two. */
gboolean nqp_bump_change (const NqpView *view, int region, int *out_first, int *out_last, int *out_gained);

char *nqp_bump_title (const NqpView *view);
char *nqp_bump_subtitle (const NqpView *view);
NqpTable *nqp_bump_table (const NqpView *view, NqpTableUse use);
char *nqp_bump_summary (const NqpView *view);
char *nqp_bump_tooltip (const NqpView *view, NqpDatum datum);

G_END_DECLS
