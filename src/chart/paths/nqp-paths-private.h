/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"
#include "nqp-paths-flows.h"

G_BEGIN_DECLS

/* paths.levers: the words around the picture, and its nodes and links in an order with few crossings. Folder-private. */

char *nqp_levers_title (const NqpView *view);
char *nqp_levers_subtitle (const NqpView *view, const GArray *flows);
char *nqp_levers_summary (const NqpView *view);
NqpTable *nqp_levers_chart_table (const NqpView *view, NqpTableUse use);
char *nqp_levers_why_empty (const NqpView *view); /* in words; NULL if there is something to draw */

/* A path, a measure or an indicator: a bar with a label. */
typedef struct
{
  int entry;      /* path or measure, -1 = "no measure works on these", or several measures gathered */
  int leaf;       /* indicator, -1 = of another column, or several gathered */
  int n_gathered; /* 0 = itself */
  int path;       /* measure: place of its path in the column of paths */
  double share;
  gboolean lit;
  /* Layout */
  char *label, *number;
  double label_h;
  double middle;    /* of label and bar */
  double y, h;      /* of the bar */
} NqpSankeyNode;

/* From a measure to an indicator; the link from its path to a measure is the measure's node itself. */
typedef struct
{
  int measure, leaf; /* places in the columns */
  double share;
  gboolean lit;
  double y_out, y_in; /* upper ends at the measure and at the indicator */
} NqpSankeyLink;

typedef struct
{
  GArray *paths, *measures, *leaves; /* (element-type NqpSankeyNode), from the top */
  GArray *links;                     /* (element-type NqpSankeyLink) */
  gboolean any_lit;
} NqpSankey;

/* At most @n_leaves indicators and @n_measures measures have a node of their own: the smallest of the others are gathered
 * in one node, measures in one for each path. */
NqpSankey *nqp_sankey_new (const NqpView *view, const GArray *flows, int n_measures, int n_leaves);
void nqp_sankey_arrange (NqpSankey *self); /* orders the columns so that links cross little */
void nqp_sankey_free (NqpSankey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpSankey, nqp_sankey_free)

static inline NqpSankeyNode *
nqp_sankey_node (const GArray *column, int i)
{
  return &g_array_index (column, NqpSankeyNode, i);
}

/* paths.levers in the making: -layout.c finds the places, nqp-paths-levers.c draws. */
typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  NqpBox box;                       /* of the columns, without headings */
  double size;                      /* of the type */
  int lines;                        /* of an indicator's name */
  double path_share;                /* of the width, for the names of paths */
  NqpColour colours[NQP_PARTS_MAX]; /* of paths */
  double bar, gap;                  /* width of bars, space beside them */
  double path_w, measure_w, leaf_w, number_w;
  double path_x, measure_x, leaf_x; /* left edges of the bars */
  gboolean names_measures;
  double k; /* px for all obstacles */
} NqpLeversLayout;

NqpFont nqp_levers_label_font (const NqpLeversLayout *self, double max_width, int max_lines);
NqpFont nqp_levers_number_font (const NqpLeversLayout *self);
void nqp_levers_choose_colours (NqpLeversLayout *self, const GArray *paths);
void nqp_levers_label_nodes (const NqpLeversLayout *self, NqpSankey *sankey);
void nqp_levers_place_column (const NqpLeversLayout *self, GArray *column);
void nqp_levers_place_paths (const NqpLeversLayout *self, NqpSankey *sankey);
NqpSankey *nqp_levers_choose_layout (NqpLeversLayout *self, const GArray *flows);

G_END_DECLS
