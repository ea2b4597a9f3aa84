/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-tree.h"

#include <math.h>
#include <string.h>

#include "nqp-pillars.h"

static const char *const level_names[] = { "index", "pillar", "component", "indicator" };

NqpTree *
nqp_tree_new (void)
{
  NqpTree *self = g_new0 (NqpTree, 1);

  self->ref_count = 1;
  return self;
}

NqpTree *
nqp_tree_ref (NqpTree *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
nqp_tree_unref (NqpTree *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (int i = 0; i < self->n_nodes; i++)
    {
      g_free (self->nodes[i].id);
      nqp_text_clear (&self->nodes[i].name);
    }
  g_free (self->nodes);
  g_free (self->leaves);
  g_clear_pointer (&self->judgements, nqp_judgements_unref);
  g_free (self);
}

/**
 * nqp_tree_add:
 * @parent: position nqp_tree_add() returned, -1 for the root
 * @indicator: position among the panel's indicators, -1 above the leaves
 * @weight: share of the parent; NaN = to be made equal
 *
 * Returns: the node's position until nqp_tree_seal() orders the nodes
 */
int
nqp_tree_add (NqpTree *self, int parent, const char *id, const NqpText *name, NqpLevel level, int indicator,
              double weight, gboolean locked, gboolean on)
{
  NqpNode node
      = { g_strdup (id), nqp_text_copy (name), level, parent, -1, -1, indicator, weight, locked, on };

  g_assert (self->leaves == NULL && parent < self->n_nodes && (parent >= 0 || self->n_nodes == 0));
  self->nodes = g_renew (NqpNode, self->nodes, self->n_nodes + 1);
  self->nodes[self->n_nodes] = node;
  return self->n_nodes++;
}

static void
order_below (const NqpTree *self, int node, int *order, int *n)
{
  order[(*n)++] = node;
  /* pillars as the framework has them, whichever got its first indicator when; what is no pillar of it comes after them */
  for (int p = 0; node == 0 && p < NQP_N_PILLARS; p++)
    for (int i = 1; i < self->n_nodes; i++)
      if (self->nodes[i].parent == 0 && nqp_pillar_find (self->nodes[i].id) == p)
        order_below (self, i, order, n);
  for (int i = node + 1; i < self->n_nodes; i++)
    if (self->nodes[i].parent == node && (node > 0 || nqp_pillar_find (self->nodes[i].id) < 0))
      order_below (self, i, order, n);
}

/* Links nodes that already stand in depth-first order. */
static void
link_nodes (NqpTree *self)
{
  g_autofree int *last = g_new (int, MAX (self->n_nodes, 1));

  self->n_leaves = 0;
  self->leaves = g_new (int, MAX (self->n_nodes, 1));
  for (int i = 0; i < self->n_nodes; i++)
    {
      NqpNode *node = &self->nodes[i];

      last[i] = -1;
      node->first_child = node->next_sibling = -1;
      if (node->indicator >= 0)
        self->leaves[self->n_leaves++] = i;
      if (node->parent < 0)
        continue;
      if (last[node->parent] < 0)
        self->nodes[node->parent].first_child = i;
      else
        self->nodes[last[node->parent]].next_sibling = i;
      last[node->parent] = i;
    }
}

static inline gboolean
has_child (const NqpTree *self, int node)
{
  return self->nodes[node].first_child >= 0;
}

/* Siblings that are on sum to 1; all equal if their weights are all NaN or 0. */
static void
normalise_children (NqpTree *self, int parent)
{
  NqpNode *nodes = self->nodes;
  double sum = 0;
  int n_on = 0;
  gboolean any = FALSE;

  for (int i = nodes[parent].first_child; i >= 0; i = nodes[i].next_sibling)
    {
      any = any || !isnan (nodes[i].weight);
      n_on += nodes[i].on;
    }
  for (int i = nodes[parent].first_child; i >= 0; i = nodes[i].next_sibling)
    {
      if (!any)
        nodes[i].weight = 1.0 / (nodes[i].on ? n_on : n_on + 1);
      else if (!(nodes[i].weight >= 0 && isfinite (nodes[i].weight)))
        nodes[i].weight = 0;
      if (nodes[i].on)
        sum += nodes[i].weight;
    }
  /* Weights that already sum to 1 are left alone to the last bit, so that writing and reading changes nothing. */
  if (n_on == 0 || fabs (sum - 1) <= 1e-12)
    return;
  for (int i = nodes[parent].first_child; i >= 0; i = nodes[i].next_sibling)
    if (nodes[i].on)
      nodes[i].weight = sum > 0 ? nodes[i].weight / sum : 1.0 / n_on;
}

/**
 * nqp_tree_seal:
 *
 * Ends the building: orders the nodes depth-first, the pillars as in the framework, other siblings as they were added. A node without an indicator of
 * which no child is on is switched off, so that an on node always has something to be made from.
 */
void
nqp_tree_seal (NqpTree *self)
{
  g_autofree int *order = g_new (int, MAX (self->n_nodes, 1));
  g_autofree int *position = g_new (int, MAX (self->n_nodes, 1));
  NqpNode *nodes = g_new (NqpNode, MAX (self->n_nodes, 1));
  int n = 0;

  g_return_if_fail (self->leaves == NULL);
  if (self->n_nodes > 0)
    order_below (self, 0, order, &n);
  g_assert (n == self->n_nodes);
  for (int i = 0; i < n; i++)
    {
      nodes[i] = self->nodes[order[i]];
      position[order[i]] = i;
    }
  for (int i = 0; i < n; i++)
    if (nodes[i].parent >= 0)
      nodes[i].parent = position[nodes[i].parent];
  g_free (self->nodes);
  self->nodes = nodes;
  link_nodes (self);
  for (int i = n - 1; i > 0; i--)
    {
      gboolean any = FALSE;

      for (int c = nodes[i].first_child; c >= 0; c = nodes[c].next_sibling)
        any = any || nodes[c].on;
      if (nodes[i].indicator < 0 && !any)
        nodes[i].on = FALSE;
    }
  if (n > 0)
    {
      nodes[0].on = TRUE;
      nodes[0].weight = 1;
    }
  for (int i = 0; i < n; i++)
    if (has_child (self, i))
      normalise_children (self, i);
}

static NqpTree *
copy_tree (const NqpTree *self)
{
  NqpTree *copy = nqp_tree_new ();

  copy->n_nodes = self->n_nodes;
  copy->n_leaves = self->n_leaves;
  copy->nodes = g_memdup2 (self->nodes, (gsize)self->n_nodes * sizeof (NqpNode));
  copy->leaves = g_memdup2 (self->leaves, (gsize)self->n_leaves * sizeof (int));
  for (int i = 0; i < self->n_nodes; i++)
    {
      copy->nodes[i].id = g_strdup (self->nodes[i].id);
      copy->nodes[i].name = nqp_text_copy (&self->nodes[i].name);
    }
  if (self->judgements != NULL)
    copy->judgements = nqp_judgements_ref (self->judgements);
  return copy;
}

int
nqp_tree_find (const NqpTree *self, const char *id)
{
  for (int i = 0; i < self->n_nodes; i++)
    if (strcmp (self->nodes[i].id, id) == 0)
      return i;
  return -1;
}

int
nqp_tree_find_indicator (const NqpTree *self, int indicator)
{
  for (int i = 0; i < self->n_leaves; i++)
    if (self->nodes[self->leaves[i]].indicator == indicator)
      return self->leaves[i];
  return -1;
}

int
nqp_tree_pillar_of (const NqpTree *self, int node)
{
  if (node <= 0)
    return -1;
  while (self->nodes[node].parent > 0)
    node = self->nodes[node].parent;
  return node;
}

int
nqp_tree_n_children (const NqpTree *self, int node)
{
  int n = 0;

  for (int i = self->nodes[node].first_child; i >= 0; i = self->nodes[i].next_sibling)
    n++;
  return n;
}

gboolean
nqp_tree_is_on (const NqpTree *self, int node)
{
  for (; node >= 0; node = self->nodes[node].parent)
    if (!self->nodes[node].on)
      return FALSE;
  return TRUE;
}

double
nqp_tree_local_weight (const NqpTree *self, int node)
{
  return self->nodes[node].on ? self->nodes[node].weight : 0.0;
}

double
nqp_tree_global_weight (const NqpTree *self, int node)
{
  double weight = 1;

  for (; node > 0; node = self->nodes[node].parent)
    weight *= nqp_tree_local_weight (self, node);
  return weight;
}

gboolean
nqp_tree_equal_weights (const NqpTree *a, const NqpTree *b)
{
  if (a == b)
    return TRUE;
  if (a->n_nodes != b->n_nodes)
    return FALSE;
  for (int i = 0; i < a->n_nodes; i++)
    if (strcmp (a->nodes[i].id, b->nodes[i].id) != 0 || a->nodes[i].weight != b->nodes[i].weight
        || a->nodes[i].locked != b->nodes[i].locked || a->nodes[i].on != b->nodes[i].on)
      return FALSE;
  return TRUE;
}

typedef enum
{
  SIBLINGS_FREE,   /* on and not locked */
  SIBLINGS_LOCKED, /* on and locked */
  SIBLINGS_ON,
} Siblings;

static gboolean
belongs (const NqpTree *self, int node, int sibling, Siblings which)
{
  const NqpNode *other = &self->nodes[sibling];

  return sibling != node && other->on
         && (which == SIBLINGS_ON || other->locked == (which == SIBLINGS_LOCKED));
}

static int
count_siblings (const NqpTree *self, int node, Siblings which, double *sum)
{
  int n = 0;

  *sum = 0;
  for (int i = self->nodes[self->nodes[node].parent].first_child; i >= 0; i = self->nodes[i].next_sibling)
    if (belongs (self, node, i, which))
      {
        n++;
        *sum += self->nodes[i].weight;
      }
  return n;
}

/* In proportion to what they have, equally if that is nothing. */
static void
share_out (NqpTree *self, int node, Siblings which, double total)
{
  double sum;
  int n = count_siblings (self, node, which, &sum);

  for (int i = self->nodes[self->nodes[node].parent].first_child; i >= 0; i = self->nodes[i].next_sibling)
    if (belongs (self, node, i, which))
      self->nodes[i].weight = sum > 0 ? self->nodes[i].weight / sum * total : total / n;
}

/**
 * nqp_tree_set_weight:
 * @weight: share of the parent; clamped to 0 .. 1 - the shares of locked siblings
 *
 * Unlocked siblings that are on share the rest in proportion to their weights. A node whose siblings are all locked or
 * off keeps its weight. A node that is off remembers @weight for when it is switched on.
 *
 * Returns: (transfer full): the new tree
 */
NqpTree *
nqp_tree_set_weight (const NqpTree *self, int node, double weight)
{
  NqpTree *copy = copy_tree (self);
  double locked, free_sum;

  g_return_val_if_fail (node >= 0 && node < self->n_nodes && !isnan (weight), copy);
  if (node == 0)
    return copy;
  if (!copy->nodes[node].on)
    {
      copy->nodes[node].weight = CLAMP (weight, 0.0, 1.0);
      return copy;
    }
  count_siblings (copy, node, SIBLINGS_LOCKED, &locked);
  if (count_siblings (copy, node, SIBLINGS_FREE, &free_sum) == 0)
    return copy;
  locked = MIN (locked, 1.0);
  weight = CLAMP (weight, 0.0, 1.0 - locked);
  share_out (copy, node, SIBLINGS_FREE, 1.0 - locked - weight);
  copy->nodes[node].weight = weight;
  return copy;
}

NqpTree *
nqp_tree_set_locked (const NqpTree *self, int node, gboolean locked)
{
  NqpTree *copy = copy_tree (self);

  copy->nodes[node].locked = locked;
  return copy;
}

static void
switch_off (NqpTree *self, int node)
{
  double locked, free_sum;

  if (node == 0 || !self->nodes[node].on)
    return;
  self->nodes[node].on = FALSE;
  count_siblings (self, node, SIBLINGS_LOCKED, &locked);
  if (count_siblings (self, node, SIBLINGS_FREE, &free_sum) > 0)
    share_out (self, node, SIBLINGS_FREE, 1.0 - locked);
  else if (count_siblings (self, node, SIBLINGS_ON, &free_sum) > 0)
    share_out (self, node, SIBLINGS_ON, 1.0);
  else
    switch_off (self, self->nodes[node].parent);
}

static void
switch_on (NqpTree *self, int node)
{
  double locked, sum, share = self->nodes[node].weight;
  int n_free, n_on;

  if (node == 0)
    return;
  switch_on (self, self->nodes[node].parent);
  if (self->nodes[node].on)
    return;
  n_on = count_siblings (self, node, SIBLINGS_ON, &sum);
  count_siblings (self, node, SIBLINGS_LOCKED, &locked);
  n_free = count_siblings (self, node, SIBLINGS_FREE, &sum);
  if (!(share >= 0))
    share = 0;
  /* It was alone when it went off: siblings that came since must not drop to nothing. */
  if (share >= 1)
    share = 1.0 / (n_on + 1);
  if (n_on == 0)
    share = 1;
  else if (n_free > 0)
    {
      share = MIN (share, MAX (1.0 - locked, 0.0));
      share_out (self, node, SIBLINGS_FREE, MAX (1.0 - locked - share, 0.0));
    }
  else
    share_out (self, node, SIBLINGS_ON, 1.0 - share);
  self->nodes[node].weight = share;
  self->nodes[node].on = TRUE;
}

static void
switch_on_below (NqpTree *self, int node)
{
  gboolean any = self->nodes[node].indicator >= 0;

  for (int i = self->nodes[node].first_child; i >= 0; i = self->nodes[i].next_sibling)
    any = any || self->nodes[i].on;
  if (any)
    return;
  for (int i = self->nodes[node].first_child; i >= 0; i = self->nodes[i].next_sibling)
    {
      self->nodes[i].on = TRUE;
      switch_on_below (self, i);
    }
  normalise_children (self, node);
}

/**
 * nqp_tree_set_on:
 *
 * Off: the node's share goes to its siblings (unlocked ones, if there are any) and is remembered; a parent that loses
 * its last child goes off too. On: the node takes back the share it had, at the cost of the same siblings; what stands
 * above it goes on with it, and so does everything below if nothing below was on. The root cannot be switched off.
 *
 * Returns: (transfer full): the new tree
 */
NqpTree *
nqp_tree_set_on (const NqpTree *self, int node, gboolean on)
{
  NqpTree *copy = copy_tree (self);

  g_return_val_if_fail (node >= 0 && node < self->n_nodes, copy);
  if (on)
    {
      switch_on (copy, node);
      switch_on_below (copy, node);
    }
  else
    switch_off (copy, node);
  return copy;
}

/**
 * nqp_tree_with_leaf_weights:
 * @leaf_weights: n_leaves shares of the whole in the order of #NqpTree.leaves; those of leaves that are off are ignored
 *
 * A parent's weight is the sum of its leaves'. Children of a parent without any weight get equal shares. Nodes that
 * are off, and what is below them, keep the weights they had.
 *
 * Returns: (transfer full): the new tree
 */
NqpTree *
nqp_tree_with_leaf_weights (const NqpTree *self, const double *leaf_weights)
{
  NqpTree *copy = copy_tree (self);
  g_autofree double *total = g_new0 (double, self->n_nodes);

  for (int i = 0; i < self->n_leaves; i++)
    if (nqp_tree_is_on (self, self->leaves[i]))
      total[self->leaves[i]] = MAX (leaf_weights[i], 0.0);
  for (int i = self->n_nodes - 1; i > 0; i--)
    total[self->nodes[i].parent] += total[i];
  for (int i = 0; i < self->n_nodes; i++)
    {
      int n_on = 0;

      if (!has_child (self, i) || !nqp_tree_is_on (self, i))
        continue;
      for (int c = self->nodes[i].first_child; c >= 0; c = self->nodes[c].next_sibling)
        n_on += self->nodes[c].on;
      for (int c = self->nodes[i].first_child; c >= 0; c = self->nodes[c].next_sibling)
        if (self->nodes[c].on)
          copy->nodes[c].weight = total[i] > 0 ? total[c] / total[i] : 1.0 / n_on;
    }
  return copy;
}

/* Equal shares within every parent. */
NqpTree *
nqp_tree_with_equal_weights (const NqpTree *self)
{
  NqpTree *copy = copy_tree (self);

  for (int i = 1; i < copy->n_nodes; i++)
    copy->nodes[i].weight = NAN;
  for (int i = 0; i < copy->n_nodes; i++)
    if (has_child (copy, i))
      normalise_children (copy, i);
  return copy;
}

/**
 * nqp_tree_with_weights_of:
 * @other: a tree of the same project, perhaps as it was before nodes came or went
 *
 * What @other does not have stays as it is; siblings that are on sum to 1 again.
 *
 * Returns: (transfer full): @self with the weights, locks and switches of @other, and its own judgements
 */
NqpTree *
nqp_tree_with_weights_of (const NqpTree *self, const NqpTree *other)
{
  NqpTree *made = nqp_tree_new ();

  for (int i = 0; i < self->n_nodes; i++)
    {
      const NqpNode *node = &self->nodes[i];
      const int at = i < other->n_nodes && strcmp (other->nodes[i].id, node->id) == 0
                         ? i
                         : nqp_tree_find (other, node->id);
      const NqpNode *from = at >= 0 ? &other->nodes[at] : node;

      nqp_tree_add (made, node->parent, node->id, &node->name, node->level, node->indicator, from->weight,
                    from->locked, from->on);
    }
  nqp_tree_seal (made);
  if (self->judgements != NULL)
    made->judgements = nqp_judgements_ref (self->judgements);
  return made;
}

/**
 * nqp_tree_with_judgements:
 * @judgements: (nullable): of parents of @self; ids that are not in it are not looked at
 *
 * Returns: (transfer full): the new tree
 */
NqpTree *
nqp_tree_with_judgements (const NqpTree *self, NqpJudgements *judgements)
{
  NqpTree *copy = copy_tree (self);

  if (judgements != NULL)
    nqp_judgements_ref (judgements);
  g_clear_pointer (&copy->judgements, nqp_judgements_unref);
  copy->judgements = judgements;
  return copy;
}

/**
 * nqp_tree_set_judgement:
 * @a: node
 * @b: another child of the same parent
 * @value: how many times as important @a is as @b, above 0
 *
 * The matrix of their parent afterwards has all its children in order; what was not compared before is equally important.
 *
 * Returns: (transfer full): the new tree, %NULL with @error set if @value is not above 0
 */
NqpTree *
nqp_tree_set_judgement (const NqpTree *self, int a, int b, double value, GError **error)
{
  const int parent = self->nodes[a].parent;
  const int n = parent >= 0 ? nqp_tree_n_children (self, parent) : 0;
  g_autofree char **ids = g_new0 (char *, n + 1);
  g_autofree double *cells = g_new0 (double, n *n + 1);
  g_autoptr (NqpJudgements) whole = NULL;
  g_autoptr (NqpJudgements) judged = NULL;
  int k = 0;

  g_return_val_if_fail (parent >= 0 && self->nodes[b].parent == parent && a != b, NULL);
  for (int c = self->nodes[parent].first_child; c >= 0; c = self->nodes[c].next_sibling)
    ids[k++] = self->nodes[c].id;
  for (k = 0; k < n; k++)
    for (int l = 0; l < n; l++)
      {
        double known = nqp_judgements_get (self->judgements, self->nodes[parent].id, ids[k], ids[l]);

        cells[k * n + l] = isnan (known) ? 1 : known;
      }
  whole = nqp_judgements_with_matrix (self->judgements,
                                      &(NqpJudgementMatrix){ self->nodes[parent].id, n, ids, cells }, error);
  if (whole == NULL)
    return NULL;
  judged = nqp_judgements_with (whole, self->nodes[parent].id, self->nodes[a].id, self->nodes[b].id, value,
                                error);
  return judged != NULL ? nqp_tree_with_judgements (self, judged) : NULL;
}

const char *
nqp_level_to_string (NqpLevel level)
{
  return level_names[level];
}

gboolean
nqp_level_parse (const char *text, NqpLevel *out_level)
{
  for (gsize i = 0; i < G_N_ELEMENTS (level_names); i++)
    if (strcmp (text, level_names[i]) == 0)
      {
        *out_level = (NqpLevel)i;
        return TRUE;
      }
  return FALSE;
}
