/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-alternatives.h"
#include "nqp-chart-options.h"
#include "nqp-framework.h"
#include "nqp-layout.h"
#include "nqp-scores.h"
#include "nqp-sensitivity.h"
#include "nqp-style.h"
#include "nqp-uncertainty.h"

G_BEGIN_DECLS

#define NQP_MAX_COMPARED 8

/* What follows from scores, a measure and a year, made once for a picture and its table; see nqp_view_facts_new(). */
typedef struct
{
  const NqpScores *scores;
  int measure, year;
  int decimals;
  int *order;     /* [n_regions]: regions as they rank */
  const char **marks; /* [n_regions]: nqp_view_mark(); not owned */
} NqpViewFacts;

/**
 * NqpView:
 *
 * What is looked at: the input of every chart, a plain value. Pointers are borrowed from who made it, for the window an
 * NqpSnapshot.
 */
typedef struct
{
  const NqpScores *scores;
  const NqpViewFacts *facts;       /* of these scores, measure and year; otherwise not used; may be NULL */
  const NqpMapLayout *layout;      /* may be NULL: a project without boundaries and tiles */
  int measure;                     /* node of the tree; scores are shown, for a leaf the raw value in its unit */
  int year;                        /* position */
  int focus;                       /* region, -1 = none */
  int compared[NQP_MAX_COMPARED];  /* regions beside the focus, in order of choice */
  int n_compared;
  NqpLang lang;
  NqpClasses classes;
  int n_classes;                   /* 5 */
  int scroll;                      /* ranking: first row shown when not all fit; -1 = so that the focus is in sight */
  gboolean all_rows;               /* export: lay out every row instead of a window of them */
  gboolean provenance;             /* draw the footer */
  const char *date;                /* ISO date for the footer, may be NULL */
  const char *title, *subtitle;    /* in place of the chart's own; NULL = its own, "" = none */
  const char *caption;             /* under the picture, may be NULL */
  NqpChartOptions options;
  const NqpScores *before;         /* @scores rest on assumed values: the scores without them; else NULL */
  /* How numbers come about */
  int leaf;                        /* the indicator whose way up is followed, -1 = the one that adds most to the measure */
  int step;                        /* the last step that is shown, from 1; 0 = all of them */
  int part, other;                 /* nodes the keyboard is on (a sector; row and column of a matrix), -1 = none */
  /* The theory */
  const NqpFramework *framework;   /* may be NULL */
  int entry;                       /* the chosen entry, -1 = none */
  int entry_hover;                 /* the one under the pointer, -1 = none */
  const guint8 *lit;               /* [entry]: what a lesson speaks of; NULL = nothing in particular */
  int depth;                       /* levels of the diagram that are open: 1 = pillars, 2 = their parts, 3 = all */
  gboolean live;                   /* nodes filled by the focus region's scores, relations by correlation */
  /* Robustness, for regions, a measure and a year that @scores have; each NULL = not computed */
  const NqpUncertainty *uncertainty;
  const NqpSensitivity *sensitivity;
  const NqpAlternatives *alternatives;
  gboolean stale;                  /* they were made of other weights, another method or other data than @scores */
} NqpView;

void nqp_view_init (NqpView *self, const NqpScores *scores, const NqpMapLayout *layout, NqpLang lang); /* index, last year, first in rank */

/* What a step of a lesson asks to look at; what it does not name, or what these data do not have, stays. @lit: of as many as
 * the framework has entries, or NULL. Other things of the step (chart, weights) are the caller's. */
void nqp_view_apply_step (NqpView *self, const NqpLessonStep *step, guint8 *lit);

/* Shared words of titles, footers and tooltips; translated, names in the view's language; owned by the caller. */
char *nqp_view_measure_name (const NqpView *self);              /* "New quality productivity index", "Drivers", "R&D ..." */
const char *nqp_view_node_name (const NqpView *self, int node);
const char *nqp_view_region_name (const NqpView *self, int region);
char *nqp_view_method_line (const NqpView *self);               /* "0-100, entropy weights, min-max pooled 2016-2023, arithmetic mean" */
char *nqp_view_provenance (const NqpView *self);                /* data set, year, sources, method, version, date */
char *nqp_view_provenance_short (const NqpView *self, int level);  /* for narrow pictures: 0 = all of it .. 3 = least */
double nqp_view_value (const NqpView *self, int year, int region); /* what is shown: score x 100, or raw value for a leaf; NaN */
char *nqp_view_value_text (const NqpView *self, int year, int region); /* with unit, "no data" when missing */
char *nqp_view_assumed (const NqpView *self);                    /* "with assumed values for Anhui"; NULL without */
NqpClasses nqp_view_classes (const NqpView *self);              /* as the options say, else the view */
int nqp_view_n_classes (const NqpView *self);
const char *nqp_view_unit (const NqpView *self);                /* unit of the measure as shown */
int nqp_view_decimals (const NqpView *self);
void nqp_view_order (const NqpView *self, int *out_regions); /* [n_regions] as they rank in measure and year */
NqpViewFacts *nqp_view_facts_new (const NqpView *self);
void nqp_view_facts_free (NqpViewFacts *self);
char *nqp_view_tooltip (const NqpView *self, int region, int year, int node); /* region, value, rank of n, marks; plain text, several lines */
char *nqp_view_marked_name (const NqpView *self, int region);     /* with the mark of the year shown behind it */
const char *nqp_view_mark (const NqpView *self, int region, int year); /* NQP_SIGN_INCOMPLETE, NQP_SIGN_IMPUTED for estimated or edited values inside, NQP_SIGN_TREATED for outliers cut, or "" */
guint nqp_view_marks (const NqpView *self, NqpDatum datum);      /* NqpCellMark of a node's score in a region and year, or a leaf's value */
const NqpUncertainty *nqp_view_uncertainty (const NqpView *self); /* if it is of the measure and year and not stale, else NULL */
char *nqp_view_rank_interval (const NqpView *self, int region);  /* "3-7": ranks in 90 % of the draws; NULL without */
int nqp_view_compared_index (const NqpView *self, int region);  /* 0 = focus, 1.. compared, -1 */

G_END_DECLS
