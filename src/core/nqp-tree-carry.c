/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-tree-carry.h"

#include <math.h>
#include <string.h>

/* Indicators come into the tree, leave it, and go from one component to another: what was decided about the rest stays. */

typedef struct
{
  const NqpTree *shape, *before;
  const NqpTreeMove *move; /* or NULL */
  int *was;                /* [node of shape]: the node of before, -1 = new, or it stands elsewhere now */
  NqpNode *nodes;          /* [node of shape]: borrowed but for weight, locked, on */
} Carry;

static gboolean
same_parent (const Carry *self, int node, int was)
{
  const char *is = self->shape->nodes[self->shape->nodes[node].parent].id;
  const char *old = self->before->nodes[self->before->nodes[was].parent].id;

  return strcmp (is, old) == 0
         || (self->move != NULL && g_strcmp0 (is, self->move->to) == 0
             && g_strcmp0 (old, self->move->from) == 0);
}

static void
find_before (Carry *self, GHashTable *known)
{
  for (int i = 0; i < self->shape->n_nodes; i++)
    {
      const NqpNode *node = &self->shape->nodes[i];
      int was = GPOINTER_TO_INT (g_hash_table_lookup (known, node->id)) - 1;
      const gboolean stays = was >= 0 && (i == 0 || (was > 0 && same_parent (self, i, was)));

      self->was[i] = stays ? was : -1;
      self->nodes[i] = *node;
      self->nodes[i].on = was < 0 || self->before->nodes[was].on;
      self->nodes[i].locked = stays && self->before->nodes[was].locked;
      self->nodes[i].weight = stays ? self->before->nodes[was].weight : NAN;
    }
}

/* What came gets the mean share; what was there shares the rest in proportion, locked ones last. */
static void
share_out (Carry *self, int parent)
{
  const NqpTree *shape = self->shape;
  double locked = 0, free_sum = 0, rest, share;
  int n_on = 0, n_new = 0, n_free = 0;

  for (int c = shape->nodes[parent].first_child; c >= 0; c = shape->nodes[c].next_sibling)
    {
      const NqpNode *node = &self->nodes[c];

      if (!node->on)
        continue;
      n_on++;
      n_new += self->was[c] < 0;
      n_free += self->was[c] >= 0 && !node->locked;
      *(node->locked ? &locked : &free_sum) += self->was[c] >= 0 ? node->weight : 0;
    }
  locked = MIN (locked, 1.0);
  share = n_on > 0 ? MIN (1.0 / n_on, n_new > 0 ? (1.0 - locked) / n_new : 1.0) : 1.0;
  if (n_free == 0 && n_new > 0 && locked > 0)
    share = (1.0 - locked) / n_new;
  rest = MAX (1.0 - locked - n_new * share, 0.0);
  for (int c = shape->nodes[parent].first_child; c >= 0; c = shape->nodes[c].next_sibling)
    {
      NqpNode *node = &self->nodes[c];

      if (self->was[c] < 0)
        node->weight = node->on ? share : 1.0 / (n_on + 1);
      else if (node->on && !node->locked && n_free > 0 && (n_new > 0 || fabs (free_sum - rest) > 1e-12))
        node->weight = free_sum > 0 ? node->weight / free_sum * rest : rest / n_free;
    }
}

static gboolean
is_child (const NqpTree *tree, int parent, const char *id)
{
  for (int c = tree->nodes[parent].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    if (strcmp (tree->nodes[c].id, id) == 0)
      return TRUE;
  return FALSE;
}

/* Comparisons of what still stands side by side; what came counts the same as the others until somebody judges it. */
static NqpJudgements *
carry_judgements (const NqpTree *tree, const NqpTree *before)
{
  g_autoptr (NqpJudgements) made = NULL;

  for (int m = 0; before->judgements != NULL && m < before->judgements->n_matrices; m++)
    {
      const NqpJudgementMatrix *matrix = &before->judgements->matrices[m];
      const int parent = nqp_tree_find (tree, matrix->parent);
      const int n = parent >= 0 ? nqp_tree_n_children (tree, parent) : 0;
      g_autofree char **ids = g_new0 (char *, n + 1);
      g_autofree double *cells = g_new0 (double, n *n + 1);
      g_autoptr (NqpJudgements) longer = NULL;
      int k = 0, n_kept = 0;

      for (int c = parent >= 0 ? tree->nodes[parent].first_child : -1; c >= 0;
           c = tree->nodes[c].next_sibling)
        ids[k++] = tree->nodes[c].id;
      for (k = 0; k < matrix->n; k++)
        n_kept += parent >= 0 && is_child (tree, parent, matrix->children[k]);
      if (n_kept < 2 || n > NQP_JUDGEMENTS_MAX_PARTS)
        continue;
      for (k = 0; k < n; k++)
        for (int l = 0; l < n; l++)
          {
            double known = nqp_judgements_get (before->judgements, matrix->parent, ids[k], ids[l]);

            cells[k * n + l] = isnan (known) ? 1 : known;
          }
      longer
          = nqp_judgements_with_matrix (made, &(NqpJudgementMatrix){ matrix->parent, n, ids, cells }, NULL);
      if (longer == NULL)
        continue;
      g_clear_pointer (&made, nqp_judgements_unref);
      made = g_steal_pointer (&longer);
    }
  return g_steal_pointer (&made);
}

/* What somebody puts into the index counts there, also below what is off. */
static NqpTree *
switch_on_new (NqpTree *tree, const NqpTree *before)
{
  for (int k = 0; k < tree->n_leaves; k++)
    {
      const int leaf = tree->leaves[k];

      if (nqp_tree_find (before, tree->nodes[leaf].id) < 0 && !nqp_tree_is_on (tree, leaf))
        {
          NqpTree *on = nqp_tree_set_on (tree, leaf, TRUE);

          nqp_tree_unref (tree);
          tree = on;
        }
    }
  return tree;
}

/**
 * nqp_tree_carry:
 * @shape: a tree of the indicators as they are placed now
 * @before: the tree as it was
 * @move: (nullable): the component that has another id than before
 *
 * What stands where it stood keeps its lock, its switch and, in proportion to the others there, its weight. What is new among
 * its siblings gets the mean share at the cost of those that are not locked. Judgements stay for what still stands side by side.
 *
 * Returns: (transfer full): @shape with weights, locks, switches and judgements
 */
NqpTree *
nqp_tree_carry (const NqpTree *shape, const NqpTree *before, const NqpTreeMove *move)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree int *was = g_new (int, MAX (shape->n_nodes, 1));
  g_autofree NqpNode *nodes = g_new (NqpNode, MAX (shape->n_nodes, 1));
  g_autoptr (NqpJudgements) judgements = NULL;
  Carry self = { shape, before, move, was, nodes };
  NqpTree *made = nqp_tree_new ();

  for (int i = 0; i < before->n_nodes; i++)
    g_hash_table_insert (known, before->nodes[i].id, GINT_TO_POINTER (i + 1));
  find_before (&self, known);
  for (int i = 0; i < shape->n_nodes; i++)
    share_out (&self, i);
  for (int i = 0; i < shape->n_nodes; i++)
    nqp_tree_add (made, nodes[i].parent, nodes[i].id, &nodes[i].name, nodes[i].level, nodes[i].indicator,
                  nodes[i].weight, nodes[i].locked, nodes[i].on);
  nqp_tree_seal (made);
  made = switch_on_new (made, before);
  judgements = carry_judgements (made, before);
  if (judgements != NULL)
    {
      NqpTree *judged = nqp_tree_with_judgements (made, judgements);

      nqp_tree_unref (made);
      made = judged;
    }
  return made;
}
