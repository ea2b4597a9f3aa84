/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"

G_BEGIN_DECLS

/* ranking.bars: its words. Folder-private. */
char *nqp_ranking_title (const NqpView *view);
char *nqp_ranking_subtitle (const NqpView *view);
NqpTable *nqp_ranking_table (const NqpView *view, NqpTableUse use);
char *nqp_ranking_summary (const NqpView *view);
char *nqp_ranking_caption (const NqpView *view);
char *nqp_ranking_tooltip (const NqpView *view, NqpDatum datum);

G_END_DECLS
