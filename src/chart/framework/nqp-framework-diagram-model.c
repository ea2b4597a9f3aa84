/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-diagram-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"

/* What the diagram shows of a framework: its nodes and arrows, and which of them are emphasised. */

/* Ids are stable; names are not looked at. */
static const struct
{
  const char *id;
  NqpSlot slot;
} slots[] = {
  { "nqp", NQP_SLOT_ROOT },        { "tfp", NQP_SLOT_TOP },        { "drivers", NQP_SLOT_LEFT },
  { "elements", NQP_SLOT_CENTRE }, { "carriers", NQP_SLOT_RIGHT }, { "relations", NQP_SLOT_BOTTOM },
};

NqpSlot
nqp_diagram_slot (const NqpEntry *entry)
{
  if (entry->kind == NQP_ENTRY_PATH)
    return NQP_SLOT_PATH;
  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    if (g_strcmp0 (entry->id, slots[i].id) == 0)
      return slots[i].slot;
  return NQP_SLOT_EXTRA;
}

/**
 * nqp_diagram_tree_node:
 *
 * Returns: the node of the index tree that measures the concept: that of the same id, for new quality productivity itself
 *   the index; -1 = none
 */
int
nqp_diagram_tree_node (const NqpView *view, int entry)
{
  const NqpEntry *e = nqp_framework_entry (view->framework, entry);

  if (e->kind != NQP_ENTRY_CONCEPT || view->scores == NULL || view->scores->tree->n_nodes == 0)
    return -1;
  if (e->parent_at < 0 && nqp_diagram_slot (e) == NQP_SLOT_ROOT)
    return 0;
  return nqp_tree_find (view->scores->tree, e->id);
}

double
nqp_diagram_score (const NqpView *view, int entry)
{
  int node = nqp_diagram_tree_node (view, entry);

  if (node < 0 || !nqp_parts_has_region (view, view->focus) || view->year < 0
      || view->year >= view->scores->n_years)
    return NAN;
  return nqp_parts_score (view, node, view->year, view->focus);
}

/**
 * nqp_diagram_correlation:
 *
 * Returns: Pearson's r of two pillars' scores over the regions of the year that have both; NaN if one of the concepts is no
 *   pillar of the index, fewer than three regions have both, or one of them does not vary
 */
double
nqp_diagram_correlation (const NqpView *view, int from, int to)
{
  int a = nqp_diagram_tree_node (view, from), b = nqp_diagram_tree_node (view, to), n = 0;
  const NqpScores *scores = view->scores;
  double mean_a = 0, mean_b = 0, aa = 0, bb = 0, ab = 0;

  if (a < 0 || b < 0 || a == b || scores->tree->nodes[a].level != NQP_LEVEL_PILLAR
      || scores->tree->nodes[b].level != NQP_LEVEL_PILLAR || view->year < 0 || view->year >= scores->n_years)
    return NAN;
  for (int i = 0; i < scores->n_regions; i++) /* Welford: the sums stay exact where scores hardly differ */
    {
      double x = nqp_scores_get (scores, a, view->year, i), y = nqp_scores_get (scores, b, view->year, i);
      double dx = x - mean_a, dy = y - mean_b;

      if (!isfinite (x) || !isfinite (y))
        continue;
      n++;
      mean_a += dx / n;
      mean_b += dy / n;
      aa += dx * (x - mean_a);
      bb += dy * (y - mean_b);
      ab += dx * (y - mean_b);
    }
  return n >= 3 && aa > 1e-18 && bb > 1e-18 ? CLAMP (ab / sqrt (aa * bb), -1, 1) : NAN;
}

static void
node_free (gpointer data)
{
  NqpDiagramNode *node = data;

  nqp_diagram_text_free (node->name);
  nqp_diagram_text_free (node->more);
  nqp_diagram_lines_clear (&node->label);
  g_array_unref (node->children);
  g_free (node);
}

static void
edge_free (gpointer data)
{
  NqpDiagramEdge *edge = data;

  nqp_diagram_text_free (edge->name);
  nqp_diagram_lines_clear (&edge->label);
  g_array_unref (edge->entries);
  g_free (edge->number);
  g_free (edge->xy);
  g_free (edge);
}

void
nqp_diagram_free (NqpDiagram *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->nodes);
  g_ptr_array_unref (self->edges);
  nqp_diagram_text_free (self->heading);
  nqp_diagram_lines_clear (&self->heading_lines);
  g_free (self->node_of);
  g_free (self);
}

static int
top_of (const NqpFramework *framework, int entry)
{
  while (nqp_framework_entry (framework, entry)->parent_at >= 0)
    entry = nqp_framework_entry (framework, entry)->parent_at;
  return entry;
}

/* What is looked at has its place before others: the chosen entry, and what a lesson speaks of. Not what is under the
 * pointer: the picture stands still while that moves. */
static gboolean
is_looked_at (const NqpView *view, int entry)
{
  return view->entry == entry || (view->lit != NULL && view->lit[entry]);
}

/* Is anything of the card that @top stands for looked at? */
static gboolean
is_card_looked_at (const NqpView *view, int top)
{
  for (int i = 0; i < (int)view->framework->entries->len; i++)
    if (is_looked_at (view, i) && top_of (view->framework, i) == top)
      return TRUE;
  return FALSE;
}

/* At the depth the view asks for; @plan: and as far as there is room. */
static gboolean
is_shown (const NqpView *view, const NqpDiagramPlan *plan, int entry)
{
  const NqpEntry *e = nqp_framework_entry (view->framework, entry);
  int depth = plan != NULL ? plan->depth : CLAMP (view->depth, 1, 3), level;
  const NqpEntry *top;

  if (e->kind == NQP_ENTRY_PATH)
    return plan == NULL || plan->paths;
  if (e->kind == NQP_ENTRY_MEASURE)
    return depth >= 3 && e->parent_at >= 0 && (plan == NULL || (plan->paths && plan->measures));
  if (e->kind != NQP_ENTRY_CONCEPT)
    return FALSE;
  level = nqp_framework_depth (view->framework, entry);
  top = nqp_framework_entry (view->framework, top_of (view->framework, entry));
  if (nqp_diagram_slot (top) == NQP_SLOT_EXTRA)
    {
      if (plan != NULL
          && ((plan->extras < (top->own ? 1 : 2)
               && !is_card_looked_at (view, top_of (view->framework, entry)))
              || (level > 0 && !plan->extras_open)))
        return FALSE;
      return level == 0 || depth >= 3 || (top->own && level < depth);
    }
  return depth >= 3 || level < depth;
}

/* No room for @entry: the node for @above has as many parts as the plan lets it have, those kept free for entries that
 * are looked at among them, or is not in the picture itself. */
static gboolean
is_beyond (const NqpDiagram *self, int entry, int above)
{
  int n;

  if (above < 0)
    return FALSE;
  if (self->node_of[above] < 0)
    return TRUE;
  if (self->plan.closed && !is_card_looked_at (self->view, top_of (self->framework, entry)))
    return TRUE;
  if (self->plan.most == 0 || is_looked_at (self->view, entry))
    return FALSE;
  n = (int)nqp_diagram_node (self, self->node_of[above])->children->len;
  for (int i = entry + 1; i < (int)self->framework->entries->len; i++)
    n += nqp_framework_entry (self->framework, i)->parent_at == above && is_shown (self->view, &self->plan, i)
         && is_looked_at (self->view, i);
  return n >= self->plan.most;
}

static void
add_nodes (NqpDiagram *self)
{
  const NqpView *view = self->view;
  int n = (int)self->framework->entries->len;

  for (int i = 0; i < n; i++)
    self->node_of[i] = -1;
  for (int i = 0; i < n; i++)
    {
      const NqpEntry *e = nqp_framework_entry (self->framework, i);
      NqpDiagramNode *node;
      int at = (int)self->nodes->len, above = e->parent_at;

      if (!is_shown (view, &self->plan, i) || is_beyond (self, i, above))
        {
          while (above >= 0 && self->node_of[above] < 0)
            above = nqp_framework_entry (self->framework, above)->parent_at;
          if (above < 0 && e->kind == NQP_ENTRY_CONCEPT) /* a whole card: the middle of the picture says so */
            above = nqp_framework_find (self->framework, slots[0].id);
          if (above >= 0 && self->node_of[above] >= 0 && is_shown (view, NULL, i))
            nqp_diagram_node (self, self->node_of[above])->n_hidden++;
          continue;
        }
      node = g_new0 (NqpDiagramNode, 1);
      node->entry = i;
      node->parent = above >= 0 ? self->node_of[above] : -1;
      node->children = g_array_new (FALSE, FALSE, sizeof (int));
      node->card = at;
      node->slot = nqp_diagram_slot (e);
      node->node = nqp_diagram_tree_node (view, i);
      node->score = view->live ? nqp_diagram_score (view, i) : NAN;
      g_ptr_array_add (self->nodes, node);
      self->node_of[i] = at;
      if (node->parent >= 0)
        {
          NqpDiagramNode *parent = nqp_diagram_node (self, node->parent);

          node->level = parent->level + 1;
          node->card = parent->card;
          node->slot = parent->slot;
          g_array_append_val (parent->children, at);
        }
    }
  for (guint i = 0; i < self->nodes->len; i++)
    {
      NqpDiagramNode *node = nqp_diagram_node (self, (int)i);
      const NqpEntry *e = nqp_framework_entry (self->framework, node->entry);
      gboolean bold = node->level == 0 ? node->slot != NQP_SLOT_PATH || node->children->len > 0
                                       : node->children->len > 0;

      node->name = nqp_diagram_text_new (self, nqp_text_get (&e->name, view->lang), bold);
      if (node->n_hidden > 0)
        {
          /* Translators: on a part of the diagram: so many parts are not drawn for want of room */
          g_autofree char *more
              = g_strdup_printf (ngettext ("%d more", "%d more", (gulong)node->n_hidden), node->n_hidden);

          node->more = nqp_diagram_text_new (self, more, FALSE);
        }
    }
}

static int
visible (const NqpDiagram *self, int entry)
{
  while (entry >= 0 && self->node_of[entry] < 0)
    entry = nqp_framework_entry (self->framework, entry)->parent_at;
  return entry >= 0 ? self->node_of[entry] : -1;
}

static const char *
first_name (const NqpDiagram *self, const NqpDiagramEdge *edge)
{
  return nqp_text_get (&nqp_framework_entry (self->framework, g_array_index (edge->entries, int, 0))->name,
                       self->view->lang);
}

static void
add_edge (NqpDiagram *self, int relation)
{
  const NqpView *view = self->view;
  const NqpEntry *e = nqp_framework_entry (self->framework, relation);
  int from = visible (self, e->from_at), to = visible (self, e->to_at);
  const char *name = nqp_text_get (&e->name, view->lang);
  g_autofree char *label = NULL;
  NqpDiagramEdge *edge;
  gboolean inside;

  if (from < 0 || to < 0 || from == to)
    return;
  inside = nqp_diagram_node (self, from)->card == nqp_diagram_node (self, to)->card;
  if (!inside) /* calm: arrows run between cards, whichever of their parts they belong to */
    {
      from = nqp_diagram_node (self, from)->card;
      to = nqp_diagram_node (self, to)->card;
    }
  else if (!self->plan.inside || nqp_diagram_node (self, from)->parent != nqp_diagram_node (self, to)->parent)
    return;
  for (guint i = 0; i < self->edges->len; i++)
    {
      edge = nqp_diagram_edge (self, i);
      if (edge->from == from && edge->to == to && g_strcmp0 (first_name (self, edge), name) == 0)
        {
          g_array_append_val (edge->entries, relation);
          return;
        }
    }
  edge = g_new0 (NqpDiagramEdge, 1);
  edge->from = from;
  edge->to = to;
  edge->inside = inside;
  edge->entries = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_val (edge->entries, relation);
  edge->r = view->live ? nqp_diagram_correlation (view, e->from_at, e->to_at) : NAN;
  if (isfinite (edge->r))
    {
      char number[NQP_NUMBER_SIZE];

      /* Translators: a relation of the theory and the correlation of the scores of its two ends: "empowers, r = 0.82" */
      label
          = g_strdup_printf (_ ("%s, r\xc2\xa0=\xc2\xa0%s"), name, nqp_number_to_screen (edge->r, 2, number));
    }
  edge->name = nqp_diagram_text_new (self, label != NULL ? label : name, FALSE);
  g_ptr_array_add (self->edges, edge);
}

static gboolean
within (const NqpDiagram *self, int entry, int focus)
{
  return entry >= 0 && focus >= 0 && nqp_framework_is_within (self->framework, entry, focus);
}

/* Marks @entry, or what stands for it; the parts it consists of are as strong (@whole) or as they are. */
static void
mark_strong (NqpDiagram *self, int entry, gboolean whole)
{
  int node = entry >= 0 ? visible (self, entry) : -1;

  if (node < 0)
    return;
  for (guint i = 0; i < self->nodes->len; i++)
    {
      NqpDiagramNode *other = nqp_diagram_node (self, (int)i);

      if ((int)i == node || (whole && within (self, other->entry, entry)))
        other->emphasis = NQP_EMPHASIS_STRONG;
      else if (other->emphasis == NQP_EMPHASIS_DIM && within (self, other->entry, entry))
        other->emphasis = NQP_EMPHASIS_PLAIN;
    }
  /* A part is not seen in a dimmed whole. */
  for (int up = nqp_diagram_node (self, node)->parent; up >= 0; up = nqp_diagram_node (self, up)->parent)
    if (nqp_diagram_node (self, up)->emphasis == NQP_EMPHASIS_DIM)
      nqp_diagram_node (self, up)->emphasis = NQP_EMPHASIS_PLAIN;
}

static void
dim_all (NqpDiagram *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    nqp_diagram_node (self, (int)i)->emphasis = NQP_EMPHASIS_DIM;
  for (guint i = 0; i < self->edges->len; i++)
    nqp_diagram_edge (self, i)->emphasis = NQP_EMPHASIS_DIM;
}

/* What acts on the entry and what it acts on stand out. */
static void
trace (NqpDiagram *self, int focus)
{
  const NqpEntry *e = nqp_framework_entry (self->framework, focus);

  dim_all (self);
  if (e->kind == NQP_ENTRY_CONTRAST)
    mark_strong (self, e->to_at, TRUE);
  else if (e->kind != NQP_ENTRY_RELATION)
    mark_strong (self, focus, TRUE);
  for (guint i = 0; i < self->framework->entries->len; i++)
    {
      const NqpEntry *other = nqp_framework_entry (self->framework, (int)i);

      if (other->kind == NQP_ENTRY_LINK && within (self, other->from_at, focus))
        mark_strong (self, other->to_at, FALSE); /* a path works on it */
      if (other->kind == NQP_ENTRY_RELATION
          && ((int)i == focus || within (self, other->from_at, focus) || within (self, other->to_at, focus)))
        {
          mark_strong (self, other->from_at, FALSE);
          mark_strong (self, other->to_at, FALSE);
        }
    }
  for (guint i = 0; i < self->edges->len; i++)
    {
      NqpDiagramEdge *edge = nqp_diagram_edge (self, i);

      for (guint k = 0; k < edge->entries->len; k++)
        {
          int relation = g_array_index (edge->entries, int, k);
          const NqpEntry *r = nqp_framework_entry (self->framework, relation);

          if (relation == focus || within (self, r->from_at, focus) || within (self, r->to_at, focus))
            edge->emphasis = NQP_EMPHASIS_STRONG;
        }
    }
}

static void
light (NqpDiagram *self, const guint8 *lit)
{
  dim_all (self);
  for (guint i = 0; i < self->framework->entries->len; i++)
    if (lit[i])
      {
        const NqpEntry *e = nqp_framework_entry (self->framework, (int)i);

        if (e->kind == NQP_ENTRY_RELATION || e->kind == NQP_ENTRY_LINK)
          {
            mark_strong (self, e->from_at, FALSE);
            mark_strong (self, e->to_at, FALSE);
          }
        else
          mark_strong (self, e->kind == NQP_ENTRY_CONTRAST ? e->to_at : (int)i, TRUE);
      }
  for (guint i = 0; i < self->edges->len; i++)
    for (guint k = 0; k < nqp_diagram_edge (self, i)->entries->len; k++)
      if (lit[g_array_index (nqp_diagram_edge (self, i)->entries, int, k)])
        nqp_diagram_edge (self, i)->emphasis = NQP_EMPHASIS_STRONG;
}

static gboolean
any_lit (const NqpDiagram *self)
{
  for (guint i = 0; self->view->lit != NULL && i < self->framework->entries->len; i++)
    if (self->view->lit[i])
      return TRUE;
  return FALSE;
}

static void
set_emphasis (NqpDiagram *self)
{
  const NqpView *view = self->view;
  int n = (int)self->framework->entries->len;

  if (view->entry_hover >= 0 && view->entry_hover < n)
    trace (self, view->entry_hover);
  else if (any_lit (self))
    light (self, view->lit);
  else if (view->entry >= 0 && view->entry < n)
    trace (self, view->entry);
  if (view->entry >= 0 && view->entry < n)
    {
      int node = visible (self, view->entry);

      if (node >= 0)
        nqp_diagram_node (self, node)->chosen = TRUE;
    }
}

/**
 * nqp_diagram_new:
 * @view: has a framework
 * @scene: whose fonts are used
 *
 * Returns: (transfer full): what is to be drawn, without positions
 */
NqpDiagram *
nqp_diagram_new (const NqpView *view, NqpScene *scene, const NqpDiagramPlan *plan)
{
  NqpDiagram *self = g_new0 (NqpDiagram, 1);

  self->view = view;
  self->framework = view->framework;
  self->scene = scene;
  self->style = nqp_scene_style (scene);
  self->plan = *plan;
  self->nodes = g_ptr_array_new_with_free_func (node_free);
  self->edges = g_ptr_array_new_with_free_func (edge_free);
  self->node_of = g_new0 (int, MAX (self->framework->entries->len, 1));
  self->heading = nqp_diagram_text_new (self, _ ("Realization paths"), TRUE);
  add_nodes (self);
  for (guint i = 0; plan->relations && i < self->framework->entries->len; i++)
    if (nqp_framework_entry (self->framework, (int)i)->kind == NQP_ENTRY_RELATION)
      add_edge (self, (int)i);
  set_emphasis (self);
  return self;
}
