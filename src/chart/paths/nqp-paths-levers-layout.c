/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nqp-labels.h"
#include "nqp-number.h"
#include "nqp-paths-private.h"

/* paths.levers: where its columns, bars and labels stand. */

/* Part of the height that the flows have to fill, else some are gathered; then there is room for more. */
#define LEAST_FLOW 0.35
#define LEAST_GATHERED 0.42

NqpFont
nqp_levers_label_font (const NqpLeversLayout *self, double max_width, int max_lines)
{
  return nqp_type_in (self->size, self->style->text, 0, max_width, max_lines);
}

NqpFont
nqp_levers_number_font (const NqpLeversLayout *self)
{
  return nqp_type (self->size, self->style->text, NQP_TYPE_BOLD | NQP_TYPE_FIGURES);
}

/* The pillar that a path works on first, as the theory says: its colour stays the same for every region. */
static int
pillar_of_path (const NqpView *view, int path)
{
  const NqpTree *tree = view->scores->tree;

  for (guint i = 0; i < view->framework->entries->len; i++)
    {
      const NqpEntry *link = nqp_framework_entry (view->framework, (int)i);
      g_autofree char *pillar = NULL;
      int node;

      if (link->kind != NQP_ENTRY_LINK || link->from_at != path || link->to == NULL)
        continue;
      pillar = g_strndup (link->to, strcspn (link->to, "."));
      node = nqp_tree_find (tree, pillar);
      if (node >= 0 && tree->nodes[node].level == NQP_LEVEL_PILLAR)
        return node;
    }
  return -1;
}

void
nqp_levers_choose_colours (NqpLeversLayout *self, const GArray *paths)
{
  g_autofree int *pillars = g_new (int, paths->len);
  int n_others = 0;

  for (guint i = 0; i < MIN (paths->len, NQP_PARTS_MAX); i++)
    {
      int entry = nqp_sankey_node (paths, (int)i)->entry;
      NqpColour colour;

      pillars[i] = entry >= 0 ? pillar_of_path (self->view, entry) : -1;
      for (guint k = 0; k < i; k++)
        if (pillars[k] == pillars[i])
          pillars[i] = -1;
      if (entry < 0)
        colour = self->style->missing_line;
      else if (pillars[i] >= 0)
        colour = nqp_parts_pillar_colour (self->view, self->style, pillars[i]);
      else
        colour = nqp_colour_compared (self->style, n_others++);
      self->colours[i] = nqp_colour_mix (colour, self->style->background, entry < 0 ? 0 : 0.2);
    }
}

static const char *
entry_name (const NqpLeversLayout *self, int entry)
{
  return nqp_text_get (&nqp_framework_entry (self->view->framework, entry)->name, self->view->lang);
}

/* What several small nodes are called together, beside others of the column or in place of all of it. */
static char *
gathered_indicators (int n, gboolean all)
{
  if (all)
    return g_strdup_printf (ngettext ("%d indicator", "%d indicators", (gulong)n), n);
  return g_strdup_printf (ngettext ("%d more indicator", "%d more indicators", (gulong)n), n);
}

static char *
gathered_measures (int n, gboolean all)
{
  if (all)
    return g_strdup_printf (ngettext ("%d measure", "%d measures", (gulong)n), n);
  return g_strdup_printf (ngettext ("%d more measure", "%d more measures", (gulong)n), n);
}

void
nqp_levers_label_nodes (const NqpLeversLayout *self, NqpSankey *sankey)
{
  GArray *columns[] = { sankey->paths, sankey->measures, sankey->leaves };
  g_autofree int *n_measures = g_new0 (int, sankey->paths->len);
  char number[NQP_NUMBER_SIZE];

  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    for (guint i = 0; i < columns[c]->len; i++)
      {
        NqpSankeyNode *node = nqp_sankey_node (columns[c], (int)i);

        /* Translators: a share in percent; the space does not break */
        node->number
            = g_strdup_printf (_ ("%s\xc2\xa0%%"), nqp_number_to_screen (100 * node->share, 1, number));
      }
  for (guint i = 0; i < sankey->paths->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->paths, (int)i);

      node->label
          = g_strdup (node->entry < 0 ? _ ("No measure works on these") : entry_name (self, node->entry));
    }
  for (guint i = 0; i < sankey->measures->len; i++)
    n_measures[nqp_sankey_node (sankey->measures, (int)i)->path]++;
  for (guint i = 0; i < sankey->measures->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->measures, (int)i);
      g_autofree char *name = NULL;

      if (nqp_sankey_node (sankey->paths, node->path)->entry < 0)
        continue; /* the path's label says it all */
      name = node->n_gathered > 0 ? gathered_measures (node->n_gathered, n_measures[node->path] == 1)
                                  : g_strdup (entry_name (self, node->entry));
      node->label = g_strdup_printf ("%s %s", name, node->number);
    }
  for (guint i = 0; i < sankey->leaves->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->leaves, (int)i);

      node->label = node->n_gathered > 0 ? gathered_indicators (node->n_gathered, sankey->leaves->len == 1)
                                         : g_strdup (nqp_view_node_name (self->view, node->leaf));
    }
}

/* Widths of the columns for the size of type that is set, and the heights of labels in them; FALSE if some would be cut. */
static gboolean
lay_columns (NqpLeversLayout *self, NqpSankey *sankey)
{
  const double w = self->box.w;
  NqpFont font = nqp_levers_label_font (self, 0, 1), bold = nqp_levers_number_font (self);
  double widest = 0, room;
  gboolean fits = TRUE;

  self->gap = self->style->unit;
  self->bar = 1.6 * self->style->unit;
  self->number_w = self->path_w = self->measure_w = 0;
  font = nqp_levers_label_font (self, CLAMP (self->path_share * w, 5.5 * self->size, 11 * self->size), 5);
  for (guint i = 0; i < sankey->paths->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->paths, (int)i);

      fits &= nqp_scene_text_fits (self->scene, node->label, &font);
      self->path_w = MAX (self->path_w, nqp_type_column (self->scene, node->label, &font));
      self->path_w = MAX (self->path_w, nqp_type_column (self->scene, node->number, &bold));
    }
  font.max_width = self->path_w;
  for (guint i = 0; i < sankey->paths->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->paths, (int)i);

      node->label_h = nqp_type_height (self->scene, node->label, &font)
                      + nqp_type_height (self->scene, node->number, &bold);
    }

  font = nqp_levers_label_font (self, 0, 1);
  for (guint i = 0; i < sankey->leaves->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->leaves, (int)i);

      widest = MAX (widest, nqp_type_column (self->scene, node->label, &font));
      self->number_w = MAX (self->number_w, nqp_type_column (self->scene, node->number, &bold));
    }
  room = w - self->path_w - self->number_w - 3 * self->bar - 4 * self->gap;
  self->leaf_w = MIN (widest, 0.44 * room);
  font = nqp_levers_label_font (self, self->leaf_w, self->lines);
  for (guint i = 0; i < sankey->leaves->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->leaves, (int)i);

      fits &= nqp_scene_text_fits (self->scene, node->label, &font);
      node->label_h = nqp_type_height (self->scene, node->label, &font);
    }

  room -= self->leaf_w;
  font = nqp_levers_label_font (self, 0, 1);
  widest = 0;
  for (guint i = 0; i < sankey->measures->len; i++)
    if (nqp_sankey_node (sankey->measures, (int)i)->label != NULL)
      widest = MAX (widest,
                    nqp_type_column (self->scene, nqp_sankey_node (sankey->measures, (int)i)->label, &font));
  self->measure_w = MIN (widest, 0.48 * room);
  self->names_measures = self->measure_w >= 6.5 * self->size;
  if (!self->names_measures)
    self->measure_w = 0.35 * room;
  font = nqp_levers_label_font (self, self->measure_w, 3);
  for (guint i = 0; i < sankey->measures->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->measures, (int)i);

      node->label_h = 1;
      if (node->label == NULL || !self->names_measures)
        continue;
      fits &= nqp_scene_text_fits (self->scene, node->label, &font);
      node->label_h = nqp_type_height (self->scene, node->label, &font);
    }
  self->path_x = self->box.x + self->path_w + self->gap;
  self->measure_x = self->path_x + self->bar + self->measure_w + 1.5 * self->gap;
  self->leaf_x = self->box.x + w - self->number_w - self->leaf_w - 2 * self->gap - self->bar;
  return fits && room - self->measure_w > 4 * self->size;
}

/* Space below a node; between the measures of different paths there is more. */
static double
space_after (const NqpLeversLayout *self, const GArray *column, guint i)
{
  if (i + 1 >= column->len)
    return 0;
  return nqp_sankey_node (column, (int)i)->path != nqp_sankey_node (column, (int)i + 1)->path
             ? 1.5 * self->style->unit
             : 0.4 * self->style->unit;
}

static double
column_height (const NqpLeversLayout *self, const GArray *column, double k)
{
  double sum = 0;

  for (guint i = 0; i < column->len; i++)
    sum += MAX (nqp_sankey_node (column, (int)i)->label_h, k * nqp_sankey_node (column, (int)i)->share)
           + space_after (self, column, i);
  return sum;
}

/* The most px for all obstacles at which bars and labels of a column have room; < 0 if the labels alone have none. */
static double
solve_k (const NqpLeversLayout *self, const GArray *column)
{
  double lo = 0, hi = self->box.h;

  if (column_height (self, column, 0) > self->box.h)
    return -1;
  for (int i = 0; i < 40; i++)
    {
      double k = (lo + hi) / 2;

      if (column_height (self, column, k) > self->box.h)
        hi = k;
      else
        lo = k;
    }
  return lo;
}

void
nqp_levers_place_column (const NqpLeversLayout *self, GArray *column)
{
  double extra = 0, y, free_h = self->box.h - column_height (self, column, self->k);

  if (column->len > 1)
    extra = MIN (free_h / (column->len - 1), 2 * self->style->unit);
  y = self->box.y + (free_h - extra * (column->len - 1)) / 2;
  for (guint i = 0; i < column->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (column, (int)i);
      double slot = MAX (node->label_h, self->k * node->share);

      node->h = self->k * node->share;
      node->middle = y + slot / 2;
      node->y = node->middle - node->h / 2;
      y += slot + space_after (self, column, i) + extra;
    }
}

/* Each path beside the middle of its measures. */
void
nqp_levers_place_paths (const NqpLeversLayout *self, NqpSankey *sankey)
{
  GArray *paths = sankey->paths;
  g_autofree double *middle = g_new (double, paths->len), *slot = g_new (double, paths->len);

  for (guint i = 0; i < paths->len; i++)
    {
      double top = INFINITY, bottom = -INFINITY;

      for (guint m = 0; m < sankey->measures->len; m++)
        {
          const NqpSankeyNode *measure = nqp_sankey_node (sankey->measures, (int)m);

          if (measure->path != (int)i)
            continue;
          top = MIN (top, measure->y);
          bottom = MAX (bottom, measure->y + measure->h);
        }
      middle[i] = (top + bottom) / 2;
      slot[i]
          = MAX (nqp_sankey_node (paths, (int)i)->label_h, self->k * nqp_sankey_node (paths, (int)i)->share)
            + space_after (self, paths, i);
    }
  nqp_spread (middle, slot, (int)paths->len, self->box.y, self->box.y + self->box.h);
  for (guint i = 0; i < paths->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (paths, (int)i);

      node->h = self->k * node->share;
      node->middle = middle[i];
      node->y = node->middle - node->h / 2;
    }
}

/* All nodes at a size of type, or the number of them that reads well. Returns NULL if there is no room for any. */
static NqpSankey *
try_size (NqpLeversLayout *self, const GArray *flows, double size, int lines, gboolean gather)
{
  g_autoptr (NqpSankey) best = NULL;
  NqpFont font;
  double line;
  int n_measures, n_leaves;

  self->size = size;
  self->lines = lines;
  font = nqp_levers_label_font (self, 0, 1);
  line = nqp_type_height (self->scene, "X", &font);
  n_measures = n_leaves = gather ? (int)(self->box.h / line) : NQP_PARTS_MAX;
  while (n_leaves >= 1 && n_measures >= 1)
    {
      g_autoptr (NqpSankey) sankey = nqp_sankey_new (self->view, flows, n_measures, n_leaves);
      double paths, measures, leaves, k;
      gboolean fits;

      nqp_levers_label_nodes (self, sankey);
      fits = lay_columns (self, sankey);
      paths = solve_k (self, sankey->paths);
      measures = solve_k (self, sankey->measures);
      leaves = solve_k (self, sankey->leaves);
      k = MIN (paths, MIN (measures, leaves));
      if (fits && k >= (gather ? LEAST_GATHERED : LEAST_FLOW) * self->box.h)
        {
          self->k = k;
          return g_steal_pointer (&sankey);
        }
      if (!gather || !fits || paths < 0)
        return NULL;
      if (leaves <= measures)
        n_leaves = MIN (n_leaves, (int)sankey->leaves->len) - 1;
      else if (measures <= paths)
        n_measures = MIN (n_measures, (int)sankey->measures->len) - 1;
      else if (k > 0)
        {
          self->k = k;
          return g_steal_pointer (&sankey);
        }
      else
        return NULL;
    }
  return NULL;
}

NqpSankey *
nqp_levers_choose_layout (NqpLeversLayout *self, const GArray *flows)
{
  const NqpStyle *style = self->style;
  const double middle = MAX (style->tick, 12 * style->scale);
  const struct
  {
    double size;
    int lines;
    gboolean gather;
    double path_share;
  } tries[] = { { style->label, 2, FALSE, 0.15 }, { middle, 2, FALSE, 0.15 },
                { middle, 2, TRUE, 0.15 },        { middle, 3, TRUE, 0.18 },
                { style->footer, 3, TRUE, 0.2 },  { style->footer, 4, TRUE, 0.26 } };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      NqpSankey *sankey;

      self->path_share = tries[i].path_share;
      sankey = try_size (self, flows, tries[i].size, tries[i].lines, tries[i].gather);
      if (sankey != NULL)
        return sankey;
    }
  return NULL;
}
