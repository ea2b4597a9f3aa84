/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scene-save.h"
#include "nqp-scene.h"
#include "nqp-table.h"
#include "nqp-view.h"

G_BEGIN_DECLS

/* Results that take long to compute, as a bit mask: fields of NqpView. */
typedef enum
{
  NQP_RESULT_UNCERTAINTY = 1 << 0,
  NQP_RESULT_SENSITIVITY = 1 << 1,
  NQP_RESULT_ALTERNATIVES = 1 << 2
} NqpChartResults;

/**
 * NqpChart:
 *
 * A class a chart id. Adding one = one file + one line in the registry of nqp-chart.c.
 */
typedef struct
{
  const char *id;          /* "map.choropleth" */
  const char *name;        /* N_() msgid: "Map" */
  double width, height;    /* natural size for export, px */
  gboolean theory;         /* shows the framework: follows view->entry and its like, and marks stand for entries */
  gboolean counts;         /* its figures are counts, which are some where there are no data, too */
  gboolean rings;          /* the focus is ringed on top of the picture: the layout does not show it */
  gboolean explains;       /* marks that stand for the measure, too, are numbers that a click explains; those of a region have no node */
  gboolean selects;        /* a click on a mark looks at the region, year and measure it stands for, and explains nothing */
  gboolean lists_chosen;   /* rows or columns of its table, or their order, are those of the regions chosen */
  gboolean scrolls;        /* shows a window of rows where not all fit: follows view->scroll */
  guint options;           /* bits of NqpChartOption that it takes beside that of the type, which all do */
  GArray *(*rows) (const NqpView *view); /* (element-type NqpDatum): what the rows stand for; NULL = regions in their order */
  NqpChartResults needs;   /* what there is no picture without */
  NqpChartResults shows;   /* and what it also shows where it is there */
  void (*order) (const NqpView *view, int *out); /* regions as they follow each other in the picture; NULL = as they rank */
  int (*step) (const NqpView *view, const NqpScene *scene, int from, int dx, int dy); /* with theory: the entry an arrow
                              key leads to; NULL = the keys walk the ranking */
  int (*n_steps) (const NqpView *view); /* it can be shown step by step, up to view->step; NULL = all at once */
  int (*leaf) (const NqpView *view, int direction); /* follows view->leaf: the indicator that Up (-1) or Down (1) leads to */
  int (*measure) (const NqpView *view, int direction); /* the measure that Up (-1) or Down (1) leads to */
  gboolean (*walk) (const NqpView *view, const NqpScene *scene, int dx, int dy, NqpDatum *at); /* the arrows lead from
                              node and other of @at to those it is set to; FALSE = no further */
  char *(*tooltip) (const NqpView *view, NqpDatum datum); /* what a mark says; NULL = as everywhere. May return NULL */
  char *(*title) (const NqpView *view);
  NqpScene *(*build) (const NqpView *view, const NqpStyle *style, double width, double height); /* title, picture, footer */
  NqpTable *(*table) (const NqpView *view, NqpTableUse use); /* the numbers behind the picture: every cell is the same
                              whatever @use is; what a page shows beside them is only there with NQP_TABLE_PAGE */
  char *(*caption) (const NqpView *view);      /* what the picture says, in words to stand under it, "" if nothing; NULL = it has none */
  char *(*summary) (const NqpView *view);      /* two or three sentences for assistive tools */
} NqpChart;

const NqpChart *const *nqp_charts (int *out_n);
const NqpChart *nqp_chart_find (const char *id); /* NULL if none */
guint nqp_chart_options (const NqpChart *self); /* bits of NqpChartOption that it takes */
NqpScene *nqp_chart_build (const NqpChart *self, const NqpView *view, const NqpStyle *style, double width, double height);
char *nqp_chart_title (const NqpChart *self, const NqpView *view);
gboolean nqp_chart_has_data (const NqpChart *self, const NqpView *view);

G_END_DECLS
