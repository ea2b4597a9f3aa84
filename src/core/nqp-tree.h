/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-judgements.h"
#include "nqp-text.h"

G_BEGIN_DECLS

#define NQP_TREE_MAX_NODES 20000 /* that a project holds */

typedef enum
{
  NQP_LEVEL_INDEX,
  NQP_LEVEL_PILLAR,
  NQP_LEVEL_COMPONENT,
  NQP_LEVEL_INDICATOR,
} NqpLevel;

/**
 * NqpNode:
 *
 * A node of the index tree. Links are positions in the tree's node array, -1 = none.
 */
typedef struct
{
  char *id;         /* "index", pillar "drivers", component "drivers.innovation-input", indicator code "rdint" */
  NqpText name;
  NqpLevel level;
  int parent;
  int first_child;
  int next_sibling;
  int indicator;    /* position among the panel's indicators, -1 above the leaves */
  double weight;    /* share of the parent; siblings that are on sum to 1; an off node keeps the share it had */
  gboolean locked;  /* keeps its weight while siblings are rescaled */
  gboolean on;      /* off: takes no part, counts as weight 0 */
} NqpNode;

/**
 * NqpTree:
 *
 * Index -> pillars -> components -> indicators, with weights, locks and switches. Nodes stand in depth-first
 * order, the root first. Immutable once handed out: editing returns a new tree. Reference-counted, atomic.
 */
typedef struct
{
  int ref_count;
  int n_nodes;
  int n_leaves;
  NqpNode *nodes;
  int *leaves;      /* node of each leaf, in depth-first order */
  NqpJudgements *judgements; /* what AHP makes weights from, or NULL; kept by every edit */
} NqpTree;

/* Building: add parents before children; nqp_tree_seal() orders the nodes, sets equal weights where every
 * sibling's weight is NaN, and makes siblings that are on sum to 1. */
NqpTree *nqp_tree_new (void);
int nqp_tree_add (NqpTree *self, int parent, const char *id, const NqpText *name, NqpLevel level,
                  int indicator, double weight, gboolean locked, gboolean on);
void nqp_tree_seal (NqpTree *self);

NqpTree *nqp_tree_ref (NqpTree *self);
void nqp_tree_unref (NqpTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpTree, nqp_tree_unref)

int nqp_tree_find (const NqpTree *self, const char *id);                 /* -1 if none */
int nqp_tree_find_indicator (const NqpTree *self, int indicator);        /* leaf of a panel indicator, -1 */
int nqp_tree_pillar_of (const NqpTree *self, int node);                  /* the pillar above or at @node, -1 for the root */
int nqp_tree_n_children (const NqpTree *self, int node);
gboolean nqp_tree_is_on (const NqpTree *self, int node);                 /* on, and so are all above it */
double nqp_tree_local_weight (const NqpTree *self, int node);            /* share of the parent now: 0 if off */
double nqp_tree_global_weight (const NqpTree *self, int node);           /* share of the index: product up to the root */
gboolean nqp_tree_equal_weights (const NqpTree *a, const NqpTree *b);    /* same ids, weights, locks, switches */

/* Edits; each returns a new tree. */
NqpTree *nqp_tree_set_weight (const NqpTree *self, int node, double weight); /* clamped to what locks leave free */
NqpTree *nqp_tree_set_locked (const NqpTree *self, int node, gboolean locked);
NqpTree *nqp_tree_set_on (const NqpTree *self, int node, gboolean on);
NqpTree *nqp_tree_with_leaf_weights (const NqpTree *self, const double *leaf_weights); /* n_leaves, >= 0 */
NqpTree *nqp_tree_with_equal_weights (const NqpTree *self);
NqpTree *nqp_tree_with_weights_of (const NqpTree *self, const NqpTree *other); /* and its locks and switches, by ids */
NqpTree *nqp_tree_with_judgements (const NqpTree *self, NqpJudgements *judgements); /* NULL: none */
NqpTree *nqp_tree_set_judgement (const NqpTree *self, int a, int b, double value, GError **error); /* of two siblings */

const char *nqp_level_to_string (NqpLevel level);
gboolean nqp_level_parse (const char *text, NqpLevel *out_level);

G_END_DECLS
