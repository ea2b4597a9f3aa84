/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-paths-private.h"
#include "nqp-sort.h"

#include <stdlib.h>
#include <string.h>

/* Nodes and links of paths.levers: what is gathered, and the order of each column. */

#define MAX_ROUNDS 12

static void
clear_node (gpointer data)
{
  NqpSankeyNode *node = data;

  g_free (node->label);
  g_free (node->number);
}

static GArray *
new_column (void)
{
  GArray *column = g_array_new (FALSE, FALSE, sizeof (NqpSankeyNode));

  g_array_set_clear_func (column, clear_node);
  return column;
}

void
nqp_sankey_free (NqpSankey *self)
{
  g_array_unref (self->paths);
  g_array_unref (self->measures);
  g_array_unref (self->leaves);
  g_array_unref (self->links);
  g_free (self);
}

/* What the view has chosen: a path or measure, under the pointer or by a click; else the indicator that is looked at. */
static void
find_chosen (const NqpView *view, int *out_entry, int *out_leaf)
{
  int candidates[] = { view->entry_hover, view->entry };

  *out_entry = *out_leaf = -1;
  for (guint i = 0; i < G_N_ELEMENTS (candidates) && *out_entry < 0; i++)
    if (candidates[i] >= 0 && candidates[i] < (int)view->framework->entries->len)
      {
        NqpEntryKind kind = nqp_framework_entry (view->framework, candidates[i])->kind;

        if (kind == NQP_ENTRY_PATH || kind == NQP_ENTRY_MEASURE)
          *out_entry = candidates[i];
      }
  if (*out_entry < 0 && nqp_parts_is_leaf (view, view->measure))
    *out_leaf = view->measure;
}

typedef struct
{
  int key, path; /* measure or leaf; path of a measure */
  double share;
  gboolean gathered;
} Item;

/* The smallest first; of equals the later. */
static int
by_share (const void *a, const void *b)
{
  const Item *x = *(Item *const *)a, *y = *(Item *const *)b;

  if (x->share != y->share)
    return x->share < y->share ? -1 : 1;
  return y->key - x->key;
}

static Item *
find_item (GArray *items, int key, int path)
{
  for (guint i = 0; i < items->len; i++)
    {
      Item *item = &g_array_index (items, Item, i);

      if (item->key == key && item->path == path)
        return item;
    }
  return NULL;
}

static void
add_share (GArray *items, int key, int path, double share)
{
  Item *item = find_item (items, key, path);

  if (item != NULL)
    item->share += share;
  else
    g_array_append_val (items, ((Item){ key, path, share, FALSE }));
}

static int
count_gathered (GArray *items, int path)
{
  int n = 0;

  for (guint i = 0; i < items->len; i++)
    if (g_array_index (items, Item, i).path == path)
      n += g_array_index (items, Item, i).gathered;
  return n;
}

/* What would be gathered next in a path: the smallest node, and where nothing is gathered yet the second as well, so that no
 * node is gathered alone. Returns: the place in @order (smallest first) of the greater, -1 if the path has too few */
static int
find_next (Item *const *order, int n, int path, gboolean any, int *out_other)
{
  int first = -1;

  *out_other = -1;
  for (int i = 0; i < n; i++)
    {
      if (order[i]->path != path || order[i]->gathered)
        continue;
      if (any)
        return i;
      if (first >= 0)
        {
          *out_other = first;
          return i;
        }
      first = i;
    }
  return -1;
}

/* Gathers, the smallest first, until @n_most nodes are left if that can be. */
static void
gather (GArray *items, int n_paths, int n_most)
{
  g_autofree Item **order = g_new (Item *, items->len + 1);
  const int n = (int)items->len;

  for (int i = 0; i < n; i++)
    order[i] = &g_array_index (items, Item, i);
  nqp_sort (order, (gsize)n, sizeof *order, by_share);
  for (int n_nodes = n; n_nodes > n_most; n_nodes--)
    {
      int next = -1, partner = -1;

      for (int path = 0; path < n_paths; path++)
        {
          int other, i = find_next (order, n, path, count_gathered (items, path) > 0, &other);

          if (i >= 0 && (next < 0 || i < next))
            {
              next = i;
              partner = other;
            }
        }
      if (next < 0)
        return;
      order[next]->gathered = TRUE;
      if (partner >= 0)
        order[partner]->gathered = TRUE;
    }
}

static int
add_node (GArray *column, NqpSankeyNode node)
{
  g_array_append_val (column, node);
  return (int)column->len - 1;
}

/* The node of an item: its own, or the one of those gathered (of its path), made when there is none yet. */
static int
get_node (GArray *column, const Item *item, gboolean is_leaf)
{
  for (guint i = 0; i < column->len; i++)
    {
      const NqpSankeyNode *node = nqp_sankey_node (column, (int)i);

      if (item->gathered ? node->n_gathered > 0 && (is_leaf || node->path == item->path)
                         : node->n_gathered == 0 && (is_leaf ? node->leaf : node->entry) == item->key
                               && node->path == item->path)
        return (int)i;
    }
  return add_node (column, (NqpSankeyNode){ .entry = is_leaf || item->gathered ? -1 : item->key,
                                            .leaf = is_leaf && !item->gathered ? item->key : -1,
                                            .n_gathered = item->gathered ? 1 : 0,
                                            .path = item->path });
}

static NqpSankeyLink *
get_link (NqpSankey *self, int measure, int leaf)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      NqpSankeyLink *link = &g_array_index (self->links, NqpSankeyLink, i);

      if (link->measure == measure && link->leaf == leaf)
        return link;
    }
  g_array_append_val (self->links, ((NqpSankeyLink){ measure, leaf, 0, FALSE }));
  return &g_array_index (self->links, NqpSankeyLink, self->links->len - 1);
}

/* By how much links cross: the sum over pairs of the product of their widths. */
static double
crossings (const NqpSankey *self, const int *measure_at, const int *leaf_at)
{
  double sum = 0;

  for (guint a = 0; a < self->links->len; a++)
    for (guint b = a + 1; b < self->links->len; b++)
      {
        const NqpSankeyLink *p = &g_array_index (self->links, NqpSankeyLink, a);
        const NqpSankeyLink *q = &g_array_index (self->links, NqpSankeyLink, b);
        int left = measure_at[p->measure] - measure_at[q->measure];
        int right = leaf_at[p->leaf] - leaf_at[q->leaf];

        if ((left < 0 && right > 0) || (left > 0 && right < 0))
          sum += p->share * q->share;
      }
  return sum;
}

/* The places of nodes, sorted by the mean place of what they are linked to; where @fixed differs, by that. */
static void
sort_by_links (const NqpSankey *self, const GArray *column, gboolean leaves, const int *other_at,
               const int *fixed, int *at)
{
  g_autofree double *mean = g_new0 (double, column->len);
  g_autofree int *order = g_new (int, column->len);

  for (guint i = 0; i < self->links->len; i++)
    {
      const NqpSankeyLink *link = &g_array_index (self->links, NqpSankeyLink, i);
      int mine = leaves ? link->leaf : link->measure, other = leaves ? link->measure : link->leaf;

      mean[mine] += link->share * other_at[other] / nqp_sankey_node (column, mine)->share;
    }
  for (guint i = 0; i < column->len; i++)
    {
      guint k = i;

      while (k > 0
             && (fixed[order[k - 1]] != fixed[i] ? fixed[order[k - 1]] > fixed[i]
                                                 : mean[order[k - 1]] > mean[i] + 1e-12))
        {
          order[k] = order[k - 1];
          k--;
        }
      order[k] = (int)i;
    }
  for (guint i = 0; i < column->len; i++)
    at[order[i]] = (int)i;
}

/* Exchanges neighbours as long as that makes fewer crossings. */
static double
swap_neighbours (const NqpSankey *self, const GArray *column, const int *fixed, int *at,
                 const int *measure_at, const int *leaf_at, double best)
{
  g_autofree int *order = g_new (int, column->len + 1);

  for (guint i = 0; i < column->len; i++)
    order[at[i]] = (int)i;
  for (guint i = 0; i + 1 < column->len; i++)
    {
      int a = order[i], b = order[i + 1];
      double now;

      if (fixed[a] != fixed[b])
        continue;
      at[a]++;
      at[b]--;
      now = crossings (self, measure_at, leaf_at);
      if (now < best - 1e-15)
        {
          best = now;
          order[i] = b;
          order[i + 1] = a;
        }
      else
        {
          at[a]--;
          at[b]++;
        }
    }
  return best;
}

static GArray *
reorder (GArray *column, const int *at)
{
  GArray *sorted = new_column ();

  g_array_set_size (sorted, column->len);
  for (guint i = 0; i < column->len; i++)
    *nqp_sankey_node (sorted, at[i]) = *nqp_sankey_node (column, (int)i);
  g_array_set_clear_func (column, NULL);
  g_array_unref (column);
  return sorted;
}

/* Paths stay in the order of the theory; measures move within their path, indicators freely, those gathered last. */
void
nqp_sankey_arrange (NqpSankey *self)
{
  const guint n_measures = self->measures->len, n_leaves = self->leaves->len;
  g_autofree int *measure_at = g_new (int, n_measures), *leaf_at = g_new (int, n_leaves);
  g_autofree int *best_measure = g_new (int, n_measures), *best_leaf = g_new (int, n_leaves);
  g_autofree int *measure_fixed = g_new (int, n_measures), *leaf_fixed = g_new (int, n_leaves);
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < n_measures; i++)
    {
      measure_at[i] = (int)i;
      measure_fixed[i] = 2 * nqp_sankey_node (self->measures, (int)i)->path
                         + (nqp_sankey_node (self->measures, (int)i)->n_gathered > 0);
    }
  for (guint i = 0; i < n_leaves; i++)
    {
      leaf_at[i] = (int)i;
      leaf_fixed[i] = nqp_sankey_node (self->leaves, (int)i)->n_gathered > 0;
    }
  for (int round = 0; round < MAX_ROUNDS; round++)
    {
      double now;

      sort_by_links (self, self->leaves, TRUE, measure_at, leaf_fixed, leaf_at);
      if (round > 0)
        sort_by_links (self, self->measures, FALSE, leaf_at, measure_fixed, measure_at);
      now = crossings (self, measure_at, leaf_at);
      now = swap_neighbours (self, self->leaves, leaf_fixed, leaf_at, measure_at, leaf_at, now);
      now = swap_neighbours (self, self->measures, measure_fixed, measure_at, measure_at, leaf_at, now);
      if (now >= best - 1e-15)
        break;
      best = now;
      memcpy (best_measure, measure_at, n_measures * sizeof (int));
      memcpy (best_leaf, leaf_at, n_leaves * sizeof (int));
    }
  for (guint i = 0; i < self->links->len; i++)
    {
      NqpSankeyLink *link = &g_array_index (self->links, NqpSankeyLink, i);

      link->measure = best_measure[link->measure];
      link->leaf = best_leaf[link->leaf];
    }
  self->measures = reorder (self->measures, best_measure);
  self->leaves = reorder (self->leaves, best_leaf);
}

NqpSankey *
nqp_sankey_new (const NqpView *view, const GArray *flows, int n_measures, int n_leaves)
{
  NqpSankey *self = g_new0 (NqpSankey, 1);
  g_autoptr (GArray) measures = g_array_new (FALSE, FALSE, sizeof (Item));
  g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (Item));
  int chosen, chosen_leaf;

  find_chosen (view, &chosen, &chosen_leaf);
  self->paths = new_column ();
  self->measures = new_column ();
  self->leaves = new_column ();
  self->links = g_array_new (FALSE, FALSE, sizeof (NqpSankeyLink));
  for (guint i = 0; i < flows->len; i++) /* flows come by path and measure */
    {
      const NqpFlow *flow = &g_array_index (flows, NqpFlow, i);
      int last = (int)self->paths->len - 1;

      if (last < 0 || nqp_sankey_node (self->paths, last)->entry != flow->path)
        last = add_node (self->paths, (NqpSankeyNode){ .entry = flow->path, .leaf = -1, .path = last + 1 });
      nqp_sankey_node (self->paths, last)->share += flow->share;
      add_share (measures, flow->measure, last, flow->share);
      add_share (leaves, flow->leaf, 0, flow->share);
    }
  gather (measures, (int)self->paths->len, n_measures);
  gather (leaves, 1, n_leaves);
  for (guint i = 0; i < leaves->len; i++)
    {
      const Item *item = &g_array_index (leaves, Item, i);
      NqpSankeyNode *node = nqp_sankey_node (self->leaves, get_node (self->leaves, item, TRUE));

      node->share += item->share;
      node->n_gathered = item->gathered ? count_gathered (leaves, 0) : 0;
    }
  for (guint i = 0; i < measures->len; i++)
    {
      const Item *item = &g_array_index (measures, Item, i);
      NqpSankeyNode *node = nqp_sankey_node (self->measures, get_node (self->measures, item, FALSE));

      node->share += item->share;
      node->n_gathered = item->gathered ? count_gathered (measures, item->path) : 0;
    }
  for (guint i = 0, path = 0; i < flows->len; i++)
    {
      const NqpFlow *flow = &g_array_index (flows, NqpFlow, i);
      NqpSankeyLink *link;
      int measure, leaf;

      while (nqp_sankey_node (self->paths, (int)path)->entry != flow->path)
        path++;
      measure = get_node (self->measures, find_item (measures, flow->measure, (int)path), FALSE);
      leaf = get_node (self->leaves, find_item (leaves, flow->leaf, 0), TRUE);
      link = get_link (self, measure, leaf);
      link->share += flow->share;
      if ((chosen >= 0 && (flow->path == chosen || flow->measure == chosen)) || flow->leaf == chosen_leaf)
        {
          link->lit = self->any_lit = TRUE;
          nqp_sankey_node (self->paths, (int)path)->lit = TRUE;
          nqp_sankey_node (self->measures, measure)->lit = TRUE;
          nqp_sankey_node (self->leaves, leaf)->lit = TRUE;
        }
    }
  return self;
}
