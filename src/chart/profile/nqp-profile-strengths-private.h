/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"
#include "nqp-number.h"

G_BEGIN_DECLS

/* profile.strengths: the indicators of the focus region as rows, and their words. Folder-private. */

typedef struct
{
  int leaf;
  double value, percentile, points;
  gboolean imputed, suspect;
  gboolean left_out; /* has a score that does not count: a part above it has too little data */
} NqpStrength;

int nqp_strengths_collect (const NqpView *view, NqpStrength *rows); /* best first; at most NQP_PARTS_MAX */
const char *nqp_strengths_unit (const NqpView *view, int leaf);
const char *nqp_strength_note (const NqpStrength *row); /* "imputed", or ""; short */
char *nqp_strength_reason (const NqpView *view, const NqpStrength *row); /* the same in full */
const char *nqp_strength_points (const NqpView *view, const NqpStrength *row, char number[NQP_NUMBER_SIZE]);

char *nqp_strengths_tooltip (const NqpView *view, NqpDatum datum);
char *nqp_strengths_title (const NqpView *view);
char *nqp_strengths_subtitle (const NqpView *view);
NqpTable *nqp_strengths_table (const NqpView *view, NqpTableUse use);
char *nqp_strengths_summary (const NqpView *view);

G_END_DECLS
