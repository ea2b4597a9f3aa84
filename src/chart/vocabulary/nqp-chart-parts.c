/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart-parts.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"

NqpPaint
nqp_parts_fill (NqpColour colour)
{
  return (NqpPaint){ .fill = colour };
}

NqpPaint
nqp_parts_stroke (NqpColour colour, double width, double dash)
{
  return (NqpPaint){ .stroke = colour, .width = width, .dash = dash };
}

NqpColour
nqp_parts_alpha (NqpColour colour, double alpha)
{
  colour.a = alpha;
  return colour;
}

NqpColour
nqp_parts_readable (const NqpStyle *style, NqpColour colour)
{
  for (double t = 0; t < 1; t += 0.1)
    {
      NqpColour mixed = nqp_colour_mix (colour, style->text, t);

      if (nqp_colour_contrast (mixed, style->background) >= 4.5)
        return mixed;
    }
  return style->text;
}

NqpPaint
nqp_parts_missing (const NqpStyle *style)
{
  return (NqpPaint){ .fill = style->missing,
                     .pattern = NQP_PATTERN_HATCH,
                     .pattern_colour = style->missing_line };
}

NqpPaint
nqp_parts_warning (const NqpStyle *style)
{
  return (NqpPaint){ .fill = nqp_colour_parse ("#e69f00"), .stroke = style->text, .width = style->scale };
}

void
nqp_parts_set_pattern (NqpPaint *paint, NqpPattern pattern, double alpha)
{
  paint->pattern = pattern;
  paint->pattern_colour = nqp_parts_alpha (nqp_colour_on (paint->fill), alpha);
}

NqpPattern
nqp_parts_pattern (int place)
{
  static const NqpPattern patterns[]
      = { NQP_PATTERN_NONE, NQP_PATTERN_HATCH, NQP_PATTERN_DOTS, NQP_PATTERN_CROSS, NQP_PATTERN_LINES };

  return patterns[place % (int)G_N_ELEMENTS (patterns)];
}

/* A padlock, from the shapes there are: a body and a shackle. */
void
nqp_parts_draw_lock (NqpScene *scene, double x, double y, double size, NqpColour colour)
{
  const NqpPaint body = nqp_parts_fill (colour);
  const NqpPaint shackle = nqp_parts_stroke (colour, size * 0.16, 0);
  double xy[2 * 9];

  for (int i = 0; i < 9; i++)
    {
      const double a = G_PI * i / 8;

      xy[2 * i] = x - cos (a) * size * 0.27;
      xy[2 * i + 1] = y - size * 0.12 - sin (a) * size * 0.36;
    }
  nqp_scene_polyline (scene, xy, 9, FALSE, &shackle, NQP_DATUM_NONE);
  nqp_scene_rect (scene, x - size * 0.4, y - size * 0.12, size * 0.8, size * 0.58, size * 0.08, &body,
                  NQP_DATUM_NONE);
}

static int
place_among_siblings (const NqpView *view, int node, int *out_n)
{
  const NqpTree *tree = view->scores->tree;
  int parent = tree->nodes[node].parent;
  int place = 0, n = 0;

  *out_n = 1;
  if (parent < 0)
    return 0;
  for (int c = tree->nodes[parent].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    {
      if (c == node)
        place = n;
      n++;
    }
  *out_n = n;
  return place;
}

NqpColour
nqp_parts_pillar_colour (const NqpView *view, const NqpStyle *style, int node)
{
  int pillar = nqp_tree_pillar_of (view->scores->tree, node);

  if (pillar < 0)
    return style->accent;
  return nqp_colour_pillar (style, view->scores->tree->nodes[pillar].id);
}

/* Do the palette's steps tell the children of @parent apart? It knows the framework's components only. */
static gboolean
steps_differ (const NqpView *view, const NqpStyle *style, int parent)
{
  const NqpTree *tree = view->scores->tree;

  for (int a = tree->nodes[parent].first_child; a >= 0; a = tree->nodes[a].next_sibling)
    for (int b = tree->nodes[a].next_sibling; b >= 0; b = tree->nodes[b].next_sibling)
      {
        NqpColour x = nqp_colour_pillar (style, tree->nodes[a].id),
                  y = nqp_colour_pillar (style, tree->nodes[b].id);

        if (fabs (x.r - y.r) + fabs (x.g - y.g) + fabs (x.b - y.b) < 0.12)
          return FALSE;
      }
  return TRUE;
}

NqpColour
nqp_parts_node_colour (const NqpView *view, const NqpStyle *style, int node)
{
  const NqpTree *tree = view->scores->tree;
  NqpColour base = nqp_parts_pillar_colour (view, style, node);
  NqpColour black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };
  int n, place;
  double t;

  if (tree->nodes[node].level <= NQP_LEVEL_PILLAR)
    return base;
  if (tree->nodes[node].level == NQP_LEVEL_COMPONENT && steps_differ (view, style, tree->nodes[node].parent))
    return nqp_colour_pillar (style, tree->nodes[node].id);
  place = place_among_siblings (view, node, &n);
  if (n <= 1)
    return base;
  t = -0.35 + 0.85 * place / (n - 1);
  return t < 0 ? nqp_colour_mix (base, black, -t) : nqp_colour_mix (base, white, t);
}

NqpPaint
nqp_parts_node_paint (const NqpView *view, const NqpStyle *style, int node)
{
  NqpPaint paint = nqp_parts_fill (nqp_parts_node_colour (view, style, node));
  int n;

  if (style->patterns)
    nqp_parts_set_pattern (&paint, nqp_parts_pattern (place_among_siblings (view, node, &n)), 0.55);
  return paint;
}

NqpMarkShape
nqp_parts_pillar_shape (const NqpView *view, int node)
{
  static const NqpMarkShape shapes[]
      = { NQP_SHAPE_MARK_CIRCLE, NQP_SHAPE_MARK_SQUARE, NQP_SHAPE_MARK_DIAMOND, NQP_SHAPE_MARK_DOWN };
  int pillar = nqp_tree_pillar_of (view->scores->tree, node);
  int n;

  return pillar < 0 ? NQP_SHAPE_MARK_CIRCLE
                    : shapes[place_among_siblings (view, pillar, &n) % (int)G_N_ELEMENTS (shapes)];
}

NqpColour
nqp_parts_series_colour (const NqpStyle *style, int index)
{
  return index <= 0 ? style->accent : nqp_colour_compared (style, index - 1);
}

NqpMarkShape
nqp_parts_series_shape (int index)
{
  static const NqpMarkShape shapes[]
      = { NQP_SHAPE_MARK_CIRCLE, NQP_SHAPE_MARK_SQUARE, NQP_SHAPE_MARK_DIAMOND, NQP_SHAPE_MARK_TRIANGLE,
          NQP_SHAPE_MARK_DOWN,   NQP_SHAPE_MARK_STAR,   NQP_SHAPE_MARK_CROSS,   NQP_SHAPE_MARK_PLUS };

  return shapes[MAX (index, 0) % (int)G_N_ELEMENTS (shapes)];
}

/* Positions in the result are those of nqp_view_compared_index(): a region without data leaves -1 in its place. */
int
nqp_parts_series (const NqpView *view, int out[NQP_MAX_COMPARED + 1])
{
  int n = CLAMP (view->n_compared, 0, NQP_MAX_COMPARED);

  out[0] = nqp_parts_has_region (view, view->focus) ? view->focus : -1;
  for (int i = 0; i < n; i++)
    {
      out[i + 1] = nqp_parts_has_region (view, view->compared[i]) ? view->compared[i] : -1;
      for (int k = 0; k <= i; k++)
        if (out[k] == out[i + 1])
          out[i + 1] = -1;
    }
  return n + 1;
}

int
nqp_parts_year (const NqpView *view)
{
  return view->scores->panel->years[view->year];
}

gboolean
nqp_parts_is_leaf (const NqpView *view, int node)
{
  return view->scores->tree->nodes[node].indicator >= 0;
}

gboolean
nqp_parts_has_region (const NqpView *view, int region)
{
  return region >= 0 && region < view->scores->n_regions;
}

double
nqp_parts_factor (const NqpView *view)
{
  return nqp_scores_display_factor (view->scores);
}

gboolean
nqp_parts_labelled (const NqpView *view)
{
  return !nqp_chart_options_has (&view->options, NQP_OPTION_LABELS) || view->options.labels;
}

int
nqp_parts_decimals (const NqpView *view)
{
  if (nqp_chart_options_has (&view->options, NQP_OPTION_DECIMALS))
    return view->options.decimals;
  return nqp_parts_factor (view) > 1 ? 1 : 2;
}

double
nqp_parts_score (const NqpView *view, int node, int year, int region)
{
  return nqp_scores_get (view->scores, node, year, region) * nqp_parts_factor (view);
}

double
nqp_parts_contribution (const NqpView *view, int node, int year, int region)
{
  return nqp_scores_contribution (view->scores, view->measure, node, year, region) * nqp_parts_factor (view);
}

guint8
nqp_parts_leaf_state (const NqpView *view, int node, int year, int region)
{
  int j = view->scores->tree->nodes[node].indicator;

  if (j < 0 || view->scores->x_state == NULL || view->scores->x_state[j] == NULL)
    return NQP_CELL_OBSERVED;
  return view->scores->x_state[j][(gsize)year * (gsize)view->scores->n_regions + (gsize)region];
}

char *
nqp_parts_fixed (double value, int decimals)
{
  char number[NQP_NUMBER_SIZE];

  return g_strdup (nqp_number_to_screen (value, decimals, number));
}

char *
nqp_parts_unit (const NqpView *view)
{
  const char *unit = nqp_view_unit (view);

  /* Translators: follows the name of an indicator; %s is its unit */
  return unit == NULL || *unit == '\0' ? g_strdup ("") : g_strdup_printf (_ (" (%s)"), unit);
}

void
nqp_parts_say (GString *out, const char *format, ...)
{
  va_list arguments;

  if (out->len > 0
      && !g_str_has_suffix (out->str, "\xe3\x80\x82")) /* the full stop of Chinese brings its own space */
    g_string_append_c (out, ' ');
  va_start (arguments, format);
  g_string_append_vprintf (out, format, arguments);
  va_end (arguments);
}

char *
nqp_parts_why_no_score (const NqpView *view, int node, int year, int region)
{
  double coverage;

  if (nqp_parts_is_leaf (view, node))
    return g_strdup (nqp_parts_leaf_state (view, node, year, region) == NQP_CELL_SUSPECT
                         ? _ ("suspect value, not used")
                         : _ ("no data"));
  coverage = nqp_scores_coverage (view->scores, node, year, region);
  if (!(coverage > 0))
    return g_strdup (_ ("no data"));
  /* TRANSLATORS: a region without a score; coverage = share of the weight that has data */
  return g_strdup_printf (_ ("no score: coverage %.0f %%"), floor (coverage * 100));
}

char *
nqp_parts_marks (const NqpView *view, int node, int year, int region)
{
  GString *out = g_string_new (NULL);

  if (nqp_scores_partial (view->scores, node, year, region))
    g_string_append_printf (out, _ ("coverage %.0f %%"),
                            floor (nqp_scores_coverage (view->scores, node, year, region) * 100));
  if (nqp_scores_is_imputed (view->scores, node, year, region))
    g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", _ ("imputed or edited"));
  if (nqp_scores_is_treated (view->scores, node, year, region))
    g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", _ ("outlier treated"));
  return g_string_free (out, FALSE);
}

int
nqp_parts_children (const NqpView *view, int node, int *out, int n_max)
{
  const NqpTree *tree = view->scores->tree;
  int n = 0;

  for (int c = tree->nodes[node].first_child; c >= 0 && n < n_max; c = tree->nodes[c].next_sibling)
    if (tree->nodes[c].on)
      out[n++] = c;
  return n;
}

int
nqp_parts_leaves (const NqpView *view, int node, int *out, int n_max)
{
  const NqpTree *tree = view->scores->tree;
  int n = 0;

  for (int i = 0; i < tree->n_leaves && n < n_max; i++)
    {
      int leaf = tree->leaves[i];
      int up = leaf;

      while (up >= 0 && up != node)
        up = tree->nodes[up].parent;
      if (up == node && nqp_tree_is_on (tree, leaf))
        out[n++] = leaf;
    }
  return n;
}

/* Components of the index, of a pillar; indicators of a component, or where there are fewer than three components.
 * A leaf is seen among its siblings. */
int
nqp_parts_axes (const NqpView *view, int *out)
{
  const NqpTree *tree = view->scores->tree;
  int node = view->measure, n = 0;

  if (nqp_parts_is_leaf (view, node) && tree->nodes[node].parent >= 0)
    node = tree->nodes[node].parent;
  for (int i = 0; i < tree->n_nodes && n < NQP_PARTS_MAX; i++)
    {
      int up = i, parent = tree->nodes[i].parent;
      gboolean axis = tree->nodes[i].level == NQP_LEVEL_COMPONENT /* or an indicator right below a pillar */
                      || (nqp_parts_is_leaf (view, i) && tree->nodes[parent].level == NQP_LEVEL_PILLAR);

      while (up >= 0 && up != node)
        up = tree->nodes[up].parent;
      if (axis && up == node && i != node && nqp_tree_is_on (tree, i))
        out[n++] = i;
    }
  return n >= 3 ? n : nqp_parts_leaves (view, node, out, NQP_PARTS_MAX);
}

int
nqp_parts_pillars (const NqpView *view, const int *nodes, int n, int *out)
{
  const NqpTree *tree = view->scores->tree;
  int n_out = 0;

  for (int c = tree->nodes[0].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    for (int i = 0; i < n; i++)
      if (nqp_tree_pillar_of (tree, nodes[i]) == c)
        {
          out[n_out++] = c;
          break;
        }
  return n_out;
}

double
nqp_parts_names_width (const NqpView *view, const NqpScene *scene, const int *nodes, int n,
                       const NqpFont *font)
{
  double wide = 0;

  for (int i = 0; i < n; i++)
    wide = MAX (wide, nqp_type_column (scene, nqp_view_node_name (view, nodes[i]), font));
  return wide;
}

void
nqp_parts_score_domain (const NqpView *view, const int *nodes, int n, NqpScale *scale)
{
  const NqpScores *of[] = { view->scores, view->before };

  scale->d0 = 0;
  scale->d1 = 100;
  if (nqp_parts_factor (view) > 1)
    return;
  scale->d1 = 0;
  for (guint s = 0; s < G_N_ELEMENTS (of) && of[s] != NULL; s++)
    for (int k = 0; k < n; k++)
      for (int i = 0; i < of[s]->n_regions; i++)
        {
          double v = nqp_scores_get (of[s], nodes[k], view->year, i);

          if (isfinite (v))
            {
              scale->d0 = MIN (scale->d0, v);
              scale->d1 = MAX (scale->d1, v);
            }
        }
  if (!(scale->d1 > scale->d0))
    scale->d1 = scale->d0 + 1;
  nqp_scale_nice (scale, 5);
}

NqpTable *
nqp_parts_table_new (NqpTableUse use)
{
  NqpTable *table = nqp_table_new_for (use);

  nqp_table_add_column (table, "region", _ ("Code"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0);
  return table;
}

void
nqp_parts_table_region (NqpTable *table, const NqpView *view, int region)
{
  nqp_table_set_text (table, 0, view->scores->panel->places[region].code);
  nqp_table_set_text (table, 1, nqp_view_region_name (view, region));
  nqp_table_set_datum (table, (NqpDatum){ region, view->year, -1, 0, 0 });
}

void
nqp_parts_table_show_plain (NqpTable *table, int column)
{
  const gboolean text = nqp_table_column_type (table, column) == NQP_COLUMN_TEXT;

  nqp_table_show (table, column, (NqpLook){ .chars = text ? 8 : 5, .expand = text, .descending = !text });
}

/* Rank and name of a region on a page; the rows are sorted by rank at first. */
void
nqp_parts_table_show_region (NqpTable *table, const NqpView *view, int rank)
{
  if (rank >= 0)
    nqp_table_show (table, rank, (NqpLook){ .title = "#", .chars = 3, .node = view->measure + 1 });
  nqp_table_show (table, 1, (NqpLook){ .kind = NQP_LOOK_REGION, .chars = 10, .expand = TRUE });
  if (rank >= 0)
    nqp_table_set_sort (table, rank);
}

void
nqp_parts_table_rank (NqpTable *table, int column, int rank)
{
  double none = NAN;

  nqp_table_set_number (table, column, rank > 0 ? rank : none);
}
