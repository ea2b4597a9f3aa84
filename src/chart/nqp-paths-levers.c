/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-paths-private.h"

/* paths.levers: what holds the focus region back, as a flow from paths over measures to indicators. */

#define N_CURVE 20
/* Part of the height that the flows have to fill, else some are gathered; then there is room for more. */
#define LEAST_FLOW 0.35
#define LEAST_GATHERED 0.42

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
} Levers;

static NqpFont
label_font (const Levers *self, double max_width, int max_lines)
{
  NqpFont font = nqp_scene_font (self->scene, self->size, self->style->text);

  font.max_width = max_width;
  font.max_lines = max_lines;
  return font;
}

static NqpFont
number_font (const Levers *self)
{
  NqpFont font = nqp_scene_font (self->scene, self->size, self->style->text);

  font.bold = font.tabular = TRUE;
  return font;
}

static double
text_width (const Levers *self, const char *text, const NqpFont *font)
{
  double w;

  nqp_scene_measure (self->scene, text, font, &w, NULL);
  return ceil (w) + 1;
}

static double
text_height (const Levers *self, const char *text, const NqpFont *font)
{
  double h;

  nqp_scene_measure (self->scene, text, font, NULL, &h);
  return h;
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

static void
choose_colours (Levers *self, const GArray *paths)
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
entry_name (const Levers *self, int entry)
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

static void
label_nodes (const Levers *self, NqpSankey *sankey)
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
lay_columns (Levers *self, NqpSankey *sankey)
{
  const double w = self->box.w;
  NqpFont font = label_font (self, 0, 1), bold = number_font (self);
  double widest = 0, room;
  gboolean fits = TRUE;

  self->gap = self->style->unit;
  self->bar = 1.6 * self->style->unit;
  self->number_w = self->path_w = self->measure_w = 0;
  font = label_font (self, CLAMP (self->path_share * w, 5.5 * self->size, 11 * self->size), 5);
  for (guint i = 0; i < sankey->paths->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->paths, (int)i);

      fits &= nqp_scene_text_fits (self->scene, node->label, &font);
      self->path_w = MAX (self->path_w, text_width (self, node->label, &font));
      self->path_w = MAX (self->path_w, text_width (self, node->number, &bold));
    }
  font.max_width = self->path_w;
  for (guint i = 0; i < sankey->paths->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->paths, (int)i);

      node->label_h = text_height (self, node->label, &font) + text_height (self, node->number, &bold);
    }

  font = label_font (self, 0, 1);
  for (guint i = 0; i < sankey->leaves->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->leaves, (int)i);

      widest = MAX (widest, text_width (self, node->label, &font));
      self->number_w = MAX (self->number_w, text_width (self, node->number, &bold));
    }
  room = w - self->path_w - self->number_w - 3 * self->bar - 4 * self->gap;
  self->leaf_w = MIN (widest, 0.44 * room);
  font = label_font (self, self->leaf_w, self->lines);
  for (guint i = 0; i < sankey->leaves->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->leaves, (int)i);

      fits &= nqp_scene_text_fits (self->scene, node->label, &font);
      node->label_h = text_height (self, node->label, &font);
    }

  room -= self->leaf_w;
  font = label_font (self, 0, 1);
  widest = 0;
  for (guint i = 0; i < sankey->measures->len; i++)
    if (nqp_sankey_node (sankey->measures, (int)i)->label != NULL)
      widest = MAX (widest, text_width (self, nqp_sankey_node (sankey->measures, (int)i)->label, &font));
  self->measure_w = MIN (widest, 0.48 * room);
  self->names_measures = self->measure_w >= 6.5 * self->size;
  if (!self->names_measures)
    self->measure_w = 0.35 * room;
  font = label_font (self, self->measure_w, 3);
  for (guint i = 0; i < sankey->measures->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->measures, (int)i);

      node->label_h = 1;
      if (node->label == NULL || !self->names_measures)
        continue;
      fits &= nqp_scene_text_fits (self->scene, node->label, &font);
      node->label_h = text_height (self, node->label, &font);
    }
  self->path_x = self->box.x + self->path_w + self->gap;
  self->measure_x = self->path_x + self->bar + self->measure_w + 1.5 * self->gap;
  self->leaf_x = self->box.x + w - self->number_w - self->leaf_w - 2 * self->gap - self->bar;
  return fits && room - self->measure_w > 4 * self->size;
}

/* Space below a node; between the measures of different paths there is more. */
static double
space_after (const Levers *self, const GArray *column, guint i)
{
  if (i + 1 >= column->len)
    return 0;
  return nqp_sankey_node (column, (int)i)->path != nqp_sankey_node (column, (int)i + 1)->path
             ? 1.5 * self->style->unit
             : 0.4 * self->style->unit;
}

static double
column_height (const Levers *self, const GArray *column, double k)
{
  double sum = 0;

  for (guint i = 0; i < column->len; i++)
    sum += MAX (nqp_sankey_node (column, (int)i)->label_h, k * nqp_sankey_node (column, (int)i)->share)
           + space_after (self, column, i);
  return sum;
}

/* The most px for all obstacles at which bars and labels of a column have room; < 0 if the labels alone have none. */
static double
solve_k (const Levers *self, const GArray *column)
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

static void
place_column (const Levers *self, GArray *column)
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
static void
place_paths (const Levers *self, NqpSankey *sankey)
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
try_size (Levers *self, const GArray *flows, double size, int lines, gboolean gather)
{
  g_autoptr (NqpSankey) best = NULL;
  NqpFont font;
  double line;
  int n_measures, n_leaves;

  self->size = size;
  self->lines = lines;
  font = label_font (self, 0, 1);
  line = text_height (self, "X", &font);
  n_measures = n_leaves = gather ? (int)(self->box.h / line) : NQP_PARTS_MAX;
  while (n_leaves >= 1 && n_measures >= 1)
    {
      g_autoptr (NqpSankey) sankey = nqp_sankey_new (self->view, flows, n_measures, n_leaves);
      double paths, measures, leaves, k;
      gboolean fits;

      label_nodes (self, sankey);
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

static NqpSankey *
choose_layout (Levers *self, const GArray *flows)
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

static void
ribbon (const Levers *self, double x0, double y0, double x1, double y1, double h, NqpColour colour,
        NqpDatum datum)
{
  double xy[4 * (N_CURVE + 1)];
  NqpPaint paint = { .fill = colour };

  for (int i = 0; i <= N_CURVE; i++)
    {
      double t = (double)i / N_CURVE, s = t * t * (3 - 2 * t);
      double x = x0 + (x1 - x0) * t, y = y0 + (y1 - y0) * s;

      xy[2 * i] = x;
      xy[2 * i + 1] = y;
      xy[2 * (2 * N_CURVE + 1 - i)] = x;
      xy[2 * (2 * N_CURVE + 1 - i) + 1] = y + MAX (h, 0.6 * self->style->scale);
    }
  nqp_scene_polyline (self->scene, xy, 2 * (N_CURVE + 1), TRUE, &paint, datum);
}

static NqpColour
ribbon_colour (const Levers *self, const NqpSankey *sankey, int path, gboolean lit, double alpha)
{
  if (sankey->any_lit)
    alpha *= lit ? 1.5 : 0.35;
  return nqp_parts_alpha (self->colours[path], alpha);
}

static NqpDatum
entry_datum (const Levers *self, int entry)
{
  return (NqpDatum){ self->view->focus, self->view->year, -1, entry + 1 };
}

static int
by_measure (gconstpointer a, gconstpointer b)
{
  const NqpSankeyLink *x = a, *y = b;

  return x->measure != y->measure ? x->measure - y->measure : x->leaf - y->leaf;
}

static int
by_leaf (gconstpointer a, gconstpointer b)
{
  const NqpSankeyLink *x = a, *y = b;

  return x->leaf != y->leaf ? x->leaf - y->leaf : x->measure - y->measure;
}

static void
join_links (const Levers *self, NqpSankey *sankey)
{
  GArray *links = sankey->links;
  double at = 0;

  g_array_sort (links, by_leaf);
  for (guint i = 0; i < links->len; i++)
    {
      NqpSankeyLink *link = &g_array_index (links, NqpSankeyLink, i);

      if (i == 0 || (link - 1)->leaf != link->leaf)
        at = nqp_sankey_node (sankey->leaves, link->leaf)->y;
      link->y_in = at;
      at += self->k * link->share;
    }
  g_array_sort (links, by_measure);
  for (guint i = 0; i < links->len; i++)
    {
      NqpSankeyLink *link = &g_array_index (links, NqpSankeyLink, i);

      if (i == 0 || (link - 1)->measure != link->measure)
        at = nqp_sankey_node (sankey->measures, link->measure)->y;
      link->y_out = at;
      at += self->k * link->share;
    }
}

static void
draw_links (const Levers *self, NqpSankey *sankey)
{
  double at = 0;

  join_links (self, sankey);
  for (guint i = 0; i < sankey->measures->len; i++)
    {
      const NqpSankeyNode *node = nqp_sankey_node (sankey->measures, (int)i);
      const NqpSankeyNode *path = nqp_sankey_node (sankey->paths, node->path);
      int entry = node->entry >= 0 ? node->entry : path->entry;

      if (i == 0 || (node - 1)->path != node->path)
        at = path->y;
      ribbon (self, self->path_x + self->bar, at, self->measure_x, node->y, node->h,
              ribbon_colour (self, sankey, node->path, node->lit, 0.32), entry_datum (self, entry));
      at += node->h;
    }
  for (int lit = 0; lit <= 1; lit++)
    for (guint i = 0; i < sankey->links->len; i++)
      {
        const NqpSankeyLink *link = &g_array_index (sankey->links, NqpSankeyLink, i);
        const NqpSankeyNode *node = nqp_sankey_node (sankey->measures, link->measure);
        NqpDatum datum = entry_datum (self, node->entry);

        if (link->lit != (lit != 0))
          continue;
        datum.node = nqp_sankey_node (sankey->leaves, link->leaf)->leaf;
        ribbon (self, self->measure_x + self->bar, link->y_out, self->leaf_x, link->y_in,
                self->k * link->share, ribbon_colour (self, sankey, node->path, link->lit, 0.45), datum);
      }
}

static void
draw_bar (const Levers *self, double x, const NqpSankeyNode *node, NqpPaint paint, NqpDatum datum)
{
  double h = MAX (node->h, 1.5 * self->style->scale);

  nqp_scene_rect (self->scene, x, node->middle - h / 2, self->bar, h, 0, &paint, datum);
}

static NqpPaint
path_paint (const Levers *self, int path)
{
  static const NqpPattern patterns[]
      = { NQP_PATTERN_NONE, NQP_PATTERN_HATCH, NQP_PATTERN_DOTS, NQP_PATTERN_CROSS, NQP_PATTERN_LINES };
  NqpPaint paint = nqp_parts_fill (self->colours[path]);

  if (self->style->patterns)
    {
      paint.pattern = patterns[path % (int)G_N_ELEMENTS (patterns)];
      paint.pattern_colour = nqp_parts_alpha (nqp_colour_on (paint.fill), 0.55);
    }
  return paint;
}

static NqpColour
label_colour (const Levers *self, const NqpSankey *sankey, const NqpSankeyNode *node)
{
  return sankey->any_lit && !node->lit ? self->style->dim : self->style->text;
}

static void
draw_paths (const Levers *self, const NqpSankey *sankey)
{
  for (guint i = 0; i < sankey->paths->len; i++)
    {
      const NqpSankeyNode *node = nqp_sankey_node (sankey->paths, (int)i);
      NqpFont font = label_font (self, self->path_w, 5), bold = number_font (self);
      NqpDatum datum = entry_datum (self, node->entry);
      double top = node->middle - node->label_h / 2;

      font.colour = bold.colour = label_colour (self, sankey, node);
      font.valign = NQP_ALIGN_START;
      bold.valign = NQP_ALIGN_END;
      draw_bar (self, self->path_x, node, path_paint (self, (int)i), datum);
      nqp_scene_target (self->scene, self->box.x, top, self->path_w, node->label_h, datum);
      nqp_scene_text (self->scene, self->box.x, top, node->label, &font, datum);
      nqp_scene_text (self->scene, self->box.x, top + node->label_h, node->number, &bold, datum);
    }
}

static void
draw_measures (const Levers *self, const NqpSankey *sankey)
{
  for (guint i = 0; i < sankey->measures->len; i++)
    {
      const NqpSankeyNode *node = nqp_sankey_node (sankey->measures, (int)i);
      NqpFont font = label_font (self, self->measure_w, 3);
      NqpDatum datum = entry_datum (
          self, node->entry >= 0 ? node->entry : nqp_sankey_node (sankey->paths, node->path)->entry);
      double right = self->measure_x - self->gap * 0.7;

      draw_bar (self, self->measure_x, node, path_paint (self, node->path), datum);
      if (!self->names_measures || node->label == NULL)
        continue;
      font.align = NQP_ALIGN_END;
      font.colour = label_colour (self, sankey, node);
      font.halo = nqp_parts_alpha (self->style->background, 0.7);
      nqp_scene_target (self->scene, right - self->measure_w, node->middle - node->label_h / 2,
                        self->measure_w, node->label_h, datum);
      nqp_scene_text (self->scene, right, node->middle, node->label, &font, datum);
    }
}

static void
draw_leaves (const Levers *self, const NqpSankey *sankey)
{
  const NqpTree *tree = self->view->scores->tree;
  const double right = self->box.x + self->box.w, x = self->leaf_x + self->bar + self->gap;

  for (guint i = 0; i < sankey->leaves->len; i++)
    {
      const NqpSankeyNode *node = nqp_sankey_node (sankey->leaves, (int)i);
      NqpFont font = label_font (self, self->leaf_w, self->lines), bold = number_font (self);
      NqpDatum datum = { self->view->focus, self->view->year, node->leaf, 0 };
      NqpPaint paint = nqp_parts_fill (self->style->dim);
      int pillar = node->leaf >= 0 ? nqp_tree_pillar_of (tree, node->leaf) : -1;

      if (pillar >= 0)
        paint = nqp_parts_node_paint (self->view, self->style, pillar);
      font.colour = bold.colour = label_colour (self, sankey, node);
      bold.align = NQP_ALIGN_END;
      draw_bar (self, self->leaf_x, node, paint, datum);
      nqp_scene_target (self->scene, x, node->middle - node->label_h / 2, right - x, node->label_h, datum);
      nqp_scene_text (self->scene, x, node->middle, node->label, &font, datum);
      nqp_scene_text (self->scene, right, node->middle, node->number, &bold, datum);
    }
}

static void
draw_head (const Levers *self, double y)
{
  const double right = self->box.x + self->box.w;
  const struct
  {
    const char *text;
    double x, w;
    NqpAlign align;
  } heads[] = {
    { _ ("Path"), self->box.x, self->path_w + self->bar, NQP_ALIGN_START },
    { _ ("Policy measure"), self->measure_x + self->bar, self->measure_w + self->bar, NQP_ALIGN_END },
    { _ ("Indicator"), self->leaf_x, self->leaf_w + self->bar, NQP_ALIGN_START },
    { _ ("Share"), right, self->number_w + 2 * self->gap, NQP_ALIGN_END },
  };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      NqpFont font = nqp_scene_font (self->scene, self->size, self->style->dim);

      font.align = heads[i].align;
      if (text_width (self, heads[i].text, &font) <= heads[i].w)
        nqp_scene_text (self->scene, heads[i].x, y, heads[i].text, &font, NQP_DATUM_NONE);
    }
}

static double
draw_legend (const Levers *self, NqpBox box, const GArray *flows)
{
  const NqpTree *tree = self->view->scores->tree;
  NqpLegendItem items[16];
  int n = 0;

  for (int c = tree->nodes[0].first_child; c >= 0 && n < (int)G_N_ELEMENTS (items);
       c = tree->nodes[c].next_sibling)
    for (guint i = 0; i < flows->len; i++)
      if (nqp_tree_pillar_of (tree, g_array_index (flows, NqpFlow, i).leaf) == c)
        {
          items[n++]
              = (NqpLegendItem){ nqp_view_node_name (self->view, c),
                                 nqp_parts_node_paint (self->view, self->style, c), NQP_SHAPE_MARK_SQUARE };
          break;
        }
  return n > 0 ? nqp_legend_row (self->scene, box, items, n) + self->style->unit : 0;
}

/* For small pictures: the paths alone, a bar for each. FALSE if they have no room either. */
static gboolean
draw_path_bars (Levers *self, const GArray *flows)
{
  g_autoptr (NqpSankey) sankey = nqp_sankey_new (self->view, flows, NQP_PARTS_MAX, NQP_PARTS_MAX);
  NqpFont font, bold;
  double widest = 0, sum = 0, x, space, y = self->box.y, most = 0;

  self->size = self->style->footer;
  font = label_font (self, 0.45 * self->box.w, 3);
  bold = number_font (self);
  bold.align = NQP_ALIGN_END;
  label_nodes (self, sankey);
  choose_colours (self, sankey->paths);
  for (guint i = 0; i < sankey->paths->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->paths, (int)i);

      if (!nqp_scene_text_fits (self->scene, node->label, &font))
        return FALSE;
      node->label_h = text_height (self, node->label, &font);
      widest = MAX (widest, text_width (self, node->label, &font));
      self->number_w = MAX (self->number_w, text_width (self, node->number, &bold));
      sum += node->label_h;
      most = MAX (most, node->share);
    }
  space = (self->box.h - sum) / sankey->paths->len;
  x = self->box.x + widest + self->style->unit;
  if (space < 0 || widest + self->number_w + 4 * self->size > self->box.w)
    return FALSE;
  space = MIN (space, self->size);
  for (guint i = 0; i < sankey->paths->len; i++)
    {
      const NqpSankeyNode *node = nqp_sankey_node (sankey->paths, (int)i);
      const double w = self->box.x + self->box.w - self->number_w - self->style->unit - x;
      const double middle = y + (node->label_h + space) / 2;
      NqpPaint paint = path_paint (self, (int)i);
      NqpDatum datum = entry_datum (self, node->entry);

      nqp_scene_target (self->scene, self->box.x, y, self->box.w, node->label_h + space, datum);
      nqp_scene_rect (self->scene, x, middle - self->size / 2, w * node->share / most, self->size, 0, &paint,
                      datum);
      nqp_scene_text (self->scene, self->box.x, middle, node->label, &font, datum);
      nqp_scene_text (self->scene, self->box.x + self->box.w, middle, node->number, &bold, datum);
      y += node->label_h + space;
    }
  return TRUE;
}

static NqpScene *
levers_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = nqp_levers_title (view), *why = nqp_levers_why_empty (view), *subtitle = NULL;
  g_autoptr (GArray) flows = NULL;
  g_autoptr (NqpSankey) sankey = NULL;
  g_autofree Levers *self = g_new0 (Levers, 1);
  NqpScene *scene = nqp_scene_new (width, height, style);
  double head;

  if (why == NULL)
    flows = nqp_paths_flows_new (view->scores, view->framework, view->year, view->focus);
  subtitle = nqp_levers_subtitle (view, flows);
  self->view = view;
  self->scene = scene;
  self->style = style;
  self->box = nqp_frame_begin (scene, view, title, subtitle);
  nqp_scene_set_shows_focus (scene);
  if (why != NULL)
    {
      nqp_frame_message (scene, self->box, why);
      return scene;
    }
  if (self->box.h > style->base * 25)
    {
      double used = draw_legend (self, self->box, flows);

      self->box.y += used;
      self->box.h -= used;
    }
  head = self->box.h > style->base * 14 ? style->label * 1.6 : 0;
  self->box.y += head;
  self->box.h -= head;
  sankey = choose_layout (self, flows);
  if (sankey == NULL)
    {
      if (!draw_path_bars (self, flows))
        nqp_frame_message (scene, self->box, _ ("There is too little room for this picture."));
      return scene;
    }
  nqp_sankey_arrange (sankey);
  choose_colours (self, sankey->paths);
  place_column (self, sankey->leaves);
  place_column (self, sankey->measures);
  place_paths (self, sankey);
  draw_links (self, sankey);
  draw_paths (self, sankey);
  draw_measures (self, sankey);
  draw_leaves (self, sankey);
  if (head > 0)
    draw_head (self, self->box.y - head * 0.55);
  return scene;
}

const NqpChart nqp_chart_paths_levers = {
  .id = "paths.levers",
  .name = N_ ("Levers"),
  .width = 1000,
  .theory = TRUE,
  .height = 720,
  .title = nqp_levers_title,
  .build = levers_build,
  .table = nqp_levers_chart_table,
  .summary = nqp_levers_summary,
};
