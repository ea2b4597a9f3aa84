/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"

G_BEGIN_DECLS

/* method.derivation: from published values to a score, in steps. Folder-private. */

typedef enum
{
  NQP_STEP_WORDS, /* nothing but words and numbers */
  NQP_STEP_RANGE, /* a value between the ends it is measured against */
  NQP_STEP_PARTS, /* what each part of a node adds to its score */
  NQP_STEP_RANKS, /* where the region stands among all */
} NqpStepKind;

/* One step; texts are owned, NULL = there is none. */
typedef struct
{
  NqpStepKind kind;
  char *head;       /* what is made */
  char *result;     /* what comes out of it, short: "0.58" */
  char *formula;    /* how, in words and signs */
  char *numbers;    /* the same with the numbers set in, down to the result */
  char *note;       /* source, gaps, rescaled weights */
  int node;         /* whose number comes out */
  int child;        /* NQP_STEP_PARTS: the child on the way, -1 = none */
  double lo, hi, value; /* NQP_STEP_RANGE: in the indicator's unit */
} NqpStep;

/* The leaf that is followed: the measure if it is one, else view->leaf if it lies below the measure, else the one that adds
 * most to the measure; -1 if there is none. */
int nqp_derivation_leaf (const NqpView *view);
int nqp_derivation_top (const NqpView *view); /* where the way ends: the measure, for a leaf the index */

/* Returns: (transfer full) (element-type NqpStep): needs a leaf and a region with data. */
GPtrArray *nqp_derivation_steps (const NqpView *view, int leaf);

/* Draws the steps up to view->step into @box; room is kept for those to come. */
void nqp_derivation_draw (NqpScene *scene, NqpBox box, const NqpView *view, GPtrArray *steps);

G_END_DECLS
