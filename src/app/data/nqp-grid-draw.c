/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-grid-private.h"

#include "nqp-number.h"

/* A frame draws what is in sight. What a text looks like is kept, so that a scrolled frame makes only what has come into sight. */

#define MOST_TEXTS 6000

typedef enum
{
  STYLE_VALUE,
  STYLE_FAINT, /* missing, imputed */
  STYLE_TITLE,
  STYLE_STRONG, /* the title of where the keyboard is */
  STYLE_UNIT,
  STYLE_WARNING,
  N_STYLES,
} Style;

typedef struct
{
  GskRenderNode *node; /* NULL = nothing to be seen */
  int width, height;
} Text;

struct _NqpGridPaint
{
  GHashTable *texts; /* style, width and words -> Text */
  PangoLayout *layout;
  GdkRGBA colours[N_STYLES];
  GdkRGBA line, head, accent, chosen;
};

static void
text_free (gpointer data)
{
  Text *self = data;

  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_free (self);
}

void
nqp_grid_forget_paint (NqpGrid *self)
{
  if (self->paint == NULL)
    return;
  g_hash_table_unref (self->paint->texts);
  g_object_unref (self->paint->layout);
  g_clear_pointer (&self->paint, g_free);
}

static GdkRGBA
faded (const GdkRGBA *colour, float alpha)
{
  GdkRGBA result = *colour;

  result.alpha *= alpha;
  return result;
}

static void
look_up (GtkStyleContext *context, const char *name, const GdkRGBA *otherwise, GdkRGBA *out_colour)
{
  if (!gtk_style_context_lookup_color (context, name, out_colour))
    *out_colour = *otherwise;
}

static NqpGridPaint *
get_paint (NqpGrid *self)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  PangoAttrList *attributes;
  NqpGridPaint *paint;
  GdkRGBA text;

  if (self->paint != NULL)
    return self->paint;
  paint = self->paint = g_new0 (NqpGridPaint, 1);
  paint->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, text_free);
  paint->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (paint->layout, attributes);
  pango_attr_list_unref (attributes);
  gtk_style_context_get_color (context, &text);
  for (int k = 0; k < N_STYLES; k++)
    paint->colours[k] = text;
  paint->colours[STYLE_FAINT] = paint->colours[STYLE_UNIT] = faded (&text, 0.75f);
  look_up (context, "warning_color", &text, &paint->colours[STYLE_WARNING]);
  look_up (context, "accent_color", &text, &paint->accent);
  paint->chosen = faded (&paint->accent, 0.16f);
  paint->line = faded (&text, 0.12f);
  look_up (context, "headerbar_bg_color", &paint->line, &paint->head);
  return paint;
}

/* @width: room for it, 0 = as much as it takes; @lines: at most */
static const Text *
get_text (NqpGrid *self, Style style, int width, int lines, const char *words)
{
  NqpGridPaint *paint = get_paint (self);
  g_autofree char *key = g_strdup_printf ("%d %d %s", style, width, words);
  Text *text = g_hash_table_lookup (paint->texts, key);
  GtkSnapshot *snapshot;
  PangoLayout *layout = paint->layout;

  if (text != NULL)
    return text;
  if (g_hash_table_size (paint->texts) >= MOST_TEXTS)
    g_hash_table_remove_all (paint->texts);
  text = g_new0 (Text, 1);
  pango_layout_set_width (layout, width > 0 ? width * PANGO_SCALE : -1);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (layout, -lines);
  pango_layout_set_ellipsize (layout, width > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  pango_layout_set_text (layout, words, -1);
  pango_layout_get_pixel_size (layout, &text->width, &text->height);
  snapshot = gtk_snapshot_new ();
  gtk_snapshot_append_layout (snapshot, layout, &paint->colours[style]);
  if (style == STYLE_STRONG) /* as bold, of the same width */
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0.4f, 0));
      gtk_snapshot_append_layout (snapshot, layout, &paint->colours[style]);
    }
  text->node = gtk_snapshot_free_to_node (snapshot);
  g_hash_table_insert (paint->texts, g_steal_pointer (&key), text);
  return text;
}

static void
draw_text (GtkSnapshot *snapshot, const Text *text, int x, int y)
{
  if (text->node == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)x, (float)y));
  gtk_snapshot_append_node (snapshot, text->node);
  gtk_snapshot_restore (snapshot);
}

static void
draw_rect (GtkSnapshot *snapshot, const GdkRGBA *colour, int x, int y, int width, int height)
{
  gtk_snapshot_append_color (snapshot, colour,
                             &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height));
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

/* What is in sight. */
typedef struct
{
  int row, end_row, column, end_column;
  NqpGridRange chosen;
} Sight;

static void
find_sight (NqpGrid *self, Sight *out_sight)
{
  const int x = self->adjustments[0] != NULL ? (int)gtk_adjustment_get_value (self->adjustments[0]) : 0;
  const int y = self->adjustments[1] != NULL ? (int)gtk_adjustment_get_value (self->adjustments[1]) : 0;
  const int width = gtk_widget_get_width (GTK_WIDGET (self)) - self->title_width;
  const int height = gtk_widget_get_height (GTK_WIDGET (self)) - self->head_height;

  out_sight->row = MIN (y / self->row_height, self->sheet->n_rows);
  out_sight->end_row = MIN ((y + MAX (height, 0)) / self->row_height + 1, self->sheet->n_rows);
  out_sight->column = nqp_grid_column_at (self, x);
  out_sight->end_column = MIN (nqp_grid_column_at (self, x + MAX (width, 0)) + 1, self->n_ends);
  nqp_grid_get_range (self, &out_sight->chosen);
}

/* The gravest mark alone: the tooltip tells all. */
static const char *
mark_sign (guint marks)
{
  if (marks & NQP_GRID_SUSPECT)
    return NQP_SIGN_SUSPECT;
  if (marks & NQP_GRID_EDITED)
    return NQP_SIGN_EDITED;
  if (marks & NQP_GRID_IMPUTED)
    return NQP_SIGN_IMPUTED;
  return NULL;
}

static void
draw_cell (NqpGrid *self, GtkSnapshot *snapshot, int row, int column, const GdkRectangle *area)
{
  const guint marks = self->sheet->klass->marks (self->sheet, row, column);
  const gboolean number = self->sheet->klass->is_number (self->sheet, column);
  const char *sign = mark_sign (marks), *words;
  char buffer[NQP_NUMBER_SIZE];
  const Style style = marks & (NQP_GRID_MISSING | NQP_GRID_DERIVED) ? STYLE_FAINT : STYLE_VALUE;
  const int room = area->width - 2 * NQP_GRID_PAD;
  const Text *text;
  int taken;

  words = self->sheet->klass->text (self->sheet, row, column, marks, buffer, sizeof buffer);
  text = get_text (self, style, number ? 0 : room, 1, words);
  taken = text->width;
  if (taken > room) /* until the column is wider */
    {
      nqp_grid_need_width (self, column, taken + 2 * NQP_GRID_PAD);
      text = get_text (self, style, room, 1, words);
    }
  draw_text (snapshot, text,
             number ? area->x + area->width - NQP_GRID_PAD - MIN (taken, room) : area->x + NQP_GRID_PAD,
             area->y + (area->height - text->height) / 2);
  if (sign == NULL)
    return;
  text = get_text (self, marks & NQP_GRID_SUSPECT ? STYLE_WARNING : STYLE_UNIT, 0, 1, sign);
  if (taken + text->width + 2 > room)
    nqp_grid_need_width (self, column, taken + text->width + 3 + 2 * NQP_GRID_PAD);
  draw_text (snapshot, text, area->x + NQP_GRID_PAD / 2, area->y + (area->height - text->height) / 2);
}

static void
range_area (NqpGrid *self, const NqpGridRange *range, GdkRectangle *out_area)
{
  GdkRectangle last;

  nqp_grid_cell_area (self, range->row, range->column, out_area);
  nqp_grid_cell_area (self, range->row + range->n_rows - 1, range->column + range->n_columns - 1, &last);
  out_area->width = last.x + last.width - out_area->x;
  out_area->height = last.y + last.height - out_area->y;
}

static void
draw_ring (GtkSnapshot *snapshot, const GdkRGBA *colour, const GdkRectangle *area)
{
  draw_rect (snapshot, colour, area->x - 1, area->y - 1, area->width + 1, 2);
  draw_rect (snapshot, colour, area->x - 1, area->y + area->height - 2, area->width + 1, 2);
  draw_rect (snapshot, colour, area->x - 1, area->y - 1, 2, area->height + 1);
  draw_rect (snapshot, colour, area->x + area->width - 2, area->y - 1, 2, area->height + 1);
}

static void
draw_body (NqpGrid *self, GtkSnapshot *snapshot, const Sight *sight)
{
  const NqpGridPaint *paint = get_paint (self);
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  const int height = gtk_widget_get_height (GTK_WIDGET (self));
  GdkRectangle area;

  if (sight->end_row <= sight->row || sight->end_column <= sight->column)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float)self->title_width, (float)self->head_height,
                                                         (float)MAX (width - self->title_width, 0),
                                                         (float)MAX (height - self->head_height, 0)));
  range_area (self, &sight->chosen, &area);
  if (sight->chosen.n_rows * sight->chosen.n_columns > 1)
    draw_rect (snapshot, &paint->chosen, area.x, area.y, area.width, area.height);
  for (int c = sight->column; c < sight->end_column; c++)
    for (int r = sight->row; r < sight->end_row; r++)
      {
        nqp_grid_cell_area (self, r, c, &area);
        draw_cell (self, snapshot, r, c, &area);
        if (r == sight->row)
          draw_rect (snapshot, &paint->line, area.x + area.width - 1, self->head_height, 1,
                     (sight->end_row - sight->row) * self->row_height + area.y - self->head_height);
        if (c == sight->column)
          draw_rect (snapshot, &paint->line, self->title_width, area.y + area.height - 1,
                     MIN (width, area.x + nqp_grid_column_x (self, sight->end_column)
                                     - nqp_grid_column_x (self, sight->column))
                         - self->title_width,
                     1);
      }
  nqp_grid_cell_area (self, self->row, self->column, &area);
  draw_ring (snapshot,
             gtk_widget_has_focus (GTK_WIDGET (self)) ? &paint->accent : &paint->colours[STYLE_FAINT], &area);
  gtk_snapshot_pop (snapshot);
}

/* A unit, with the sign of what follows from other values. */
static const Text *
get_unit (NqpGrid *self, int variable, int room)
{
  const char *unit = nqp_value_grid_variable_unit (self->values, variable);
  g_autofree char *marked = NULL;

  if (nqp_value_grid_variable (self->values, variable)->series >= 0)
    return get_text (self, STYLE_UNIT, room, 1, unit);
  marked = g_strdup_printf ("ƒ %s", unit);
  return get_text (self, STYLE_UNIT, room, 1, marked);
}

/* ---- titles ------------------------------------------------------------------------------------------------------ */

static void
draw_row_titles (NqpGrid *self, GtkSnapshot *snapshot, const Sight *sight)
{
  const NqpGridPaint *paint = get_paint (self);
  const int height = gtk_widget_get_height (GTK_WIDGET (self));

  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, (float)self->head_height, (float)self->title_width,
                                               (float)MAX (height - self->head_height, 0)));
  draw_rect (snapshot, &paint->head, 0, self->head_height, self->title_width, height);
  for (int r = sight->row; r < sight->end_row; r++)
    {
      const gboolean chosen = r >= sight->chosen.row && r < sight->chosen.row + sight->chosen.n_rows;
      const int room = self->title_width - 2 * NQP_GRID_PAD;
      const Text *text, *of_unit = NULL;
      GdkRectangle area;
      int left = room;

      nqp_grid_cell_area (self, r, 0, &area);
      if (chosen)
        draw_rect (snapshot, &paint->chosen, 0, area.y, self->title_width, area.height - 1);
      if (self->values != NULL && self->values->kind == NQP_GRID_OF_REGION)
        {
          of_unit = get_unit (self, g_array_index (self->sheet->rows, int, r), room / 2);
          left = room - of_unit->width - NQP_GRID_PAD;
          draw_text (snapshot, of_unit, self->title_width - NQP_GRID_PAD - of_unit->width,
                     area.y + (area.height - of_unit->height) / 2);
        }
      text = get_text (self, r == self->row ? STYLE_STRONG : STYLE_TITLE, left, 1,
                       self->sheet->klass->row_title (self->sheet, r));
      draw_text (snapshot, text, NQP_GRID_PAD, area.y + (area.height - text->height) / 2);
      draw_rect (snapshot, &paint->line, 0, area.y + area.height - 1, self->title_width, 1);
    }
  gtk_snapshot_pop (snapshot);
}

/* Names of years stand above their numbers, those of indicators begin at the left. */
static void
draw_column_title (NqpGrid *self, GtkSnapshot *snapshot, int column, const GdkRectangle *area)
{
  const char *title = self->sheet->klass->column_title (self->sheet, column);
  const gboolean sorted = self->sheet->sorted_by == column;
  const int room = area->width - 2 * NQP_GRID_PAD;
  const int x = area->x + NQP_GRID_PAD;
  const Text *text = get_text (self, column == self->column ? STYLE_STRONG : STYLE_TITLE, room,
                               NQP_GRID_HEAD_LINES, title);
  const gboolean of_year = self->values != NULL && self->values->kind == NQP_GRID_OF_YEAR;
  const gboolean right = !of_year && self->sheet->klass->is_number (self->sheet, column);

  draw_text (snapshot, text, right ? x + room - text->width : x,
             of_year ? NQP_GRID_PAD / 2 : (self->head_height - text->height) / 2);
  if (of_year)
    {
      text = get_unit (self, column, room);
      draw_text (snapshot, text, x, self->head_height - NQP_GRID_PAD / 2 - 1 - text->height);
    }
  if (sorted)
    {
      text = get_text (self, STYLE_UNIT, 0, 1, self->sheet->descending ? "↓" : "↑");
      draw_text (snapshot, text, right ? area->x + 2 : x + room - text->width,
                 self->head_height - NQP_GRID_PAD / 2 - 1 - text->height);
    }
}

/* The unit of all there is; titles sorted by. */
static void
draw_corner (NqpGrid *self, GtkSnapshot *snapshot)
{
  const int room = self->title_width - 2 * NQP_GRID_PAD;
  const Text *text;

  if (self->values == NULL || self->values->kind != NQP_GRID_OF_VARIABLE)
    return;
  text = get_unit (self, self->values->at, room);
  draw_text (snapshot, text, NQP_GRID_PAD + room - text->width, (self->head_height - text->height) / 2);
}

static void
draw_column_titles (NqpGrid *self, GtkSnapshot *snapshot, const Sight *sight)
{
  const NqpGridPaint *paint = get_paint (self);
  const int width = gtk_widget_get_width (GTK_WIDGET (self));

  draw_rect (snapshot, &paint->head, 0, 0, width, self->head_height);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float)self->title_width, 0,
                                                         (float)MAX (width - self->title_width, 0),
                                                         (float)self->head_height));
  for (int c = sight->column; c < sight->end_column; c++)
    {
      GdkRectangle area;

      nqp_grid_cell_area (self, 0, c, &area);
      if (c >= sight->chosen.column && c < sight->chosen.column + sight->chosen.n_columns)
        draw_rect (snapshot, &paint->chosen, area.x, 0, area.width - 1, self->head_height - 1);
      draw_column_title (self, snapshot, c, &area);
      draw_rect (snapshot, &paint->line, area.x + area.width - 1, 0, 1, self->head_height);
    }
  gtk_snapshot_pop (snapshot);
  draw_rect (snapshot, &paint->line, 0, self->head_height - 1, width, 1);
  draw_rect (snapshot, &paint->line, self->title_width - 1, 0, 1, gtk_widget_get_height (GTK_WIDGET (self)));
  draw_corner (self, snapshot);
  if (self->sheet->sorted_by == NQP_GRID_TITLES)
    draw_text (snapshot, get_text (self, STYLE_UNIT, 0, 1, self->sheet->descending ? "↓" : "↑"), NQP_GRID_PAD,
               NQP_GRID_PAD / 2);
}

void
nqp_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NqpGrid *self = NQP_GRID (widget);
  Sight sight;

  nqp_grid_measure (self);
  if (self->sheet == NULL)
    return;
  find_sight (self, &sight);
  draw_body (self, snapshot, &sight);
  draw_column_titles (self, snapshot, &sight);
  draw_row_titles (self, snapshot, &sight);
  if (self->editor != NULL)
    {
      gtk_snapshot_push_clip (snapshot,
                              &GRAPHENE_RECT_INIT ((float)self->title_width, (float)self->head_height,
                                                   (float)gtk_widget_get_width (widget),
                                                   (float)gtk_widget_get_height (widget)));
      gtk_widget_snapshot_child (widget, self->editor, snapshot);
      gtk_snapshot_pop (snapshot);
    }
}
