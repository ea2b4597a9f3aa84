/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-frame.h"
#include "nqp-legend.h"

G_BEGIN_DECLS

/* What several charts share: paints of nodes and of chosen regions, words, table columns. */

NqpPaint nqp_parts_fill (NqpColour colour);
NqpPaint nqp_parts_stroke (NqpColour colour, double width, double dash);
NqpColour nqp_parts_alpha (NqpColour colour, double alpha);
NqpColour nqp_parts_readable (const NqpStyle *style, NqpColour colour); /* moved to the text colour until it reads */
NqpPaint nqp_parts_missing (const NqpStyle *style);
NqpPaint nqp_parts_warning (const NqpStyle *style); /* what deserves a second look */
void nqp_parts_set_pattern (NqpPaint *paint, NqpPattern pattern, double alpha); /* in black or white, over its fill */
NqpPattern nqp_parts_pattern (int place);           /* in print siblings are told apart by it; the first has none */
void nqp_parts_draw_lock (NqpScene *scene, double x, double y, double size, NqpColour colour); /* around x, y */

/* Colour of @node: its pillar's, or a step of it by the node's place among its siblings. */
NqpColour nqp_parts_node_colour (const NqpView *view, const NqpStyle *style, int node);
/* The same as a fill; in print with a pattern by the place among the siblings. */
NqpPaint nqp_parts_node_paint (const NqpView *view, const NqpStyle *style, int node);
NqpColour nqp_parts_pillar_colour (const NqpView *view, const NqpStyle *style, int node);
NqpMarkShape nqp_parts_pillar_shape (const NqpView *view, int node);

/* The look of a chosen region: index 0 = focus, 1.. = compared (nqp_view_compared_index()). */
NqpColour nqp_parts_series_colour (const NqpStyle *style, int index);
NqpMarkShape nqp_parts_series_shape (int index);
int nqp_parts_series (const NqpView *view,
                  int out[NQP_MAX_COMPARED + 1]); /* focus and compared that have data, distinct */

int nqp_parts_year (const NqpView *view); /* 2023 */
gboolean nqp_parts_is_leaf (const NqpView *view, int node);
gboolean nqp_parts_has_region (const NqpView *view, int region); /* a region of the panel, not only of the map */
double nqp_parts_factor (const NqpView *view);
gboolean nqp_parts_labelled (const NqpView *view); /* marks have their names or numbers, unless the options say no */
int nqp_parts_decimals (const NqpView *view); /* of scores */
double nqp_parts_score (const NqpView *view, int node, int year, int region); /* as shown (x 100) */
double nqp_parts_contribution (const NqpView *view, int node, int year, int region); /* to the measure, as shown */
guint8 nqp_parts_leaf_state (const NqpView *view, int node, int year, int region); /* NqpCellState */
char *nqp_parts_fixed (double value, int decimals); /* as on screen */
char *nqp_parts_unit (const NqpView *view); /* " (km)" or "" */
void nqp_parts_say (GString *out, const char *format, ...) G_GNUC_PRINTF (2, 3); /* one more sentence, spaced from the last */
char *nqp_parts_why_no_score (const NqpView *view, int node, int year, int region); /* in words */
char *nqp_parts_marks (const NqpView *view, int node, int year, int region); /* "imputed; coverage 92 %", or "" */

/* Children of @node that take part, at most @n_max; returns how many. */
int nqp_parts_children (const NqpView *view, int node, int *out, int n_max);
int nqp_parts_leaves (const NqpView *view, int node, int *out, int n_max);
int nqp_parts_axes (const NqpView *view, int *out); /* what a radar of the measure has as its axes, at most NQP_PARTS_MAX; returns how many */
int nqp_parts_pillars (const NqpView *view, const int *nodes, int n, int *out); /* of @nodes, in the order of the tree; at most @n */
double nqp_parts_names_width (const NqpView *view, const NqpScene *scene, const int *nodes, int n, const NqpFont *font);
/* From the least to the greatest score of @nodes in the year, with zero, and what @view->before has; bounded scores have 0 to
 * 100. Sets the domain. */
void nqp_parts_score_domain (const NqpView *view, const int *nodes, int n, NqpScale *scale);
#define NQP_PARTS_MAX 512

/* Number of a region and its name in the first two columns. */
void nqp_parts_table_region (NqpTable *table, const NqpView *view, int region);
void nqp_parts_table_rank (NqpTable *table, int column, int rank); /* 0 = none */
NqpTable *nqp_parts_table_new (NqpTableUse use); /* with those two columns */
void nqp_parts_table_show_plain (NqpTable *table, int column); /* on a page, as it is */
void nqp_parts_table_show_region (NqpTable *table, const NqpView *view, int rank); /* on a page; rank: its column, or -1 */

G_END_DECLS
