/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scene-private.h"

#include <math.h>
#include <string.h>

/* Texts that look the same share one layout: most of a chart's texts are measured first and drawn later. */
typedef struct
{
  char *text;
  double size, max_width;
  int max_lines;
  gboolean bold, tabular;
  NqpAlign align;
} LayoutKey;

static guint
layout_key_hash (gconstpointer data)
{
  const LayoutKey *key = data;

  return g_str_hash (key->text) ^ (guint)(key->size * 64) ^ ((guint)key->bold << 20)
         ^ ((guint)(key->max_width * 8) << 8) ^ ((guint)key->max_lines << 25) ^ ((guint)key->tabular << 21);
}

static gboolean
layout_key_equal (gconstpointer a, gconstpointer b)
{
  const LayoutKey *x = a, *y = b;

  return x->size == y->size && x->max_width == y->max_width && x->max_lines == y->max_lines
         && x->bold == y->bold && x->tabular == y->tabular && x->align == y->align
         && strcmp (x->text, y->text) == 0;
}

static void
layout_key_free (gpointer data)
{
  LayoutKey *key = data;

  g_free (key->text);
  g_free (key);
}

static void
mark_clear (gpointer data)
{
  NqpMark *mark = data;

  g_free (mark->text);
  g_clear_object (&mark->layout);
  g_clear_pointer (&mark->path, nqp_path_unref);
}

/**
 * nqp_scene_new:
 * @width: px at 96 dpi
 * @style: copied
 *
 * Returns: (transfer full): an empty scene, without a background. A scene and its texts belong to the thread that made it.
 */
NqpScene *
nqp_scene_new (double width, double height, const NqpStyle *style)
{
  NqpScene *self;

  g_return_val_if_fail (width > 0 && height > 0 && style != NULL, NULL);

  self = g_new0 (NqpScene, 1);
  self->ref_count = 1;
  self->width = width;
  self->height = height;
  self->style = *style;
  self->marks = g_array_sized_new (FALSE, TRUE, sizeof (NqpMark), 128);
  g_array_set_clear_func (self->marks, mark_clear);
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  self->points = g_array_new (FALSE, FALSE, sizeof (double));
  self->rings = g_array_new (FALSE, FALSE, sizeof (guint));
  self->layouts = g_hash_table_new_full (layout_key_hash, layout_key_equal, layout_key_free, g_object_unref);

  self->context = nqp_style_type (&self->style);
  return self;
}

NqpScene *
nqp_scene_ref (NqpScene *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
nqp_scene_unref (NqpScene *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->marks);
  g_array_unref (self->points);
  g_array_unref (self->rings);
  g_hash_table_unref (self->layouts);
  g_object_unref (self->context);
  g_ptr_array_unref (self->remarks);
  g_free (self->excuse);
  g_free (self);
}

void
nqp_scene_set_excuse (NqpScene *self, const char *text)
{
  g_free (self->excuse);
  self->excuse = g_strdup (text);
}

const char *
nqp_scene_get_excuse (const NqpScene *self)
{
  return self->excuse;
}

void
nqp_scene_add_remark (NqpScene *self, const char *text)
{
  g_ptr_array_add (self->remarks, g_strdup (text));
}

const GPtrArray *
nqp_scene_get_remarks (const NqpScene *self)
{
  return self->remarks;
}

double
nqp_scene_width (const NqpScene *self)
{
  return self->width;
}

double
nqp_scene_height (const NqpScene *self)
{
  return self->height;
}

const NqpStyle *
nqp_scene_style (const NqpScene *self)
{
  return &self->style;
}

/* Appends a mark; the pointer is good until the next one is added. */
static NqpMark *
add (NqpScene *self, NqpMarkKind kind, const NqpPaint *paint, NqpDatum datum)
{
  NqpMark *mark;

  g_array_set_size (self->marks, self->marks->len + 1);
  mark = &g_array_index (self->marks, NqpMark, self->marks->len - 1);
  mark->kind = kind;
  mark->datum = datum;
  if (paint != NULL)
    mark->paint = *paint;
  return mark;
}

static void
set_bounds (NqpMark *mark, double x1, double y1, double x2, double y2)
{
  mark->bounds[0] = MIN (x1, x2);
  mark->bounds[1] = MIN (y1, y2);
  mark->bounds[2] = MAX (x1, x2);
  mark->bounds[3] = MAX (y1, y2);
}

void
nqp_scene_rect (NqpScene *self, double x, double y, double w, double h, double radius, const NqpPaint *paint,
                NqpDatum datum)
{
  NqpMark *mark = add (self, NQP_MARK_RECT, paint, datum);

  mark->x = w < 0 ? x + w : x;
  mark->y = h < 0 ? y + h : y;
  mark->w = fabs (w);
  mark->h = fabs (h);
  mark->radius = MIN (radius, MIN (mark->w, mark->h) / 2);
  set_bounds (mark, x, y, x + w, y + h);
}

static gboolean
same_colour (NqpColour a, NqpColour b)
{
  return a.r == b.r && a.g == b.g && a.b == b.b;
}

static gboolean
is_open (NqpMarkShape shape)
{
  return shape == NQP_SHAPE_MARK_CROSS || shape == NQP_SHAPE_MARK_PLUS;
}

/* A cross and a plus have lines only: what fills other shapes is the colour of these, a rim against the ground is none. */
static NqpPaint
paint_of_mark (const NqpScene *self, NqpMarkShape shape, double radius, NqpPaint paint)
{
  if (is_open (shape) && paint.fill.a > 0
      && (paint.stroke.a <= 0 || same_colour (paint.stroke, self->style.background)))
    {
      paint.stroke = paint.fill;
      paint.width = MAX (paint.width, radius * 0.5);
    }
  return paint;
}

void
nqp_scene_mark (NqpScene *self, NqpMarkShape shape, double x, double y, double radius, const NqpPaint *paint,
                NqpDatum datum)
{
  const NqpPaint own = paint_of_mark (self, shape, radius, *paint);
  NqpMark *mark = add (self, NQP_MARK_SHAPE, &own, datum);

  mark->shape = shape;
  mark->x = x;
  mark->y = y;
  mark->radius = radius;
  set_bounds (mark, x - radius, y - radius, x + radius, y + radius);
}

void
nqp_scene_line (NqpScene *self, double x1, double y1, double x2, double y2, const NqpPaint *paint,
                NqpDatum datum)
{
  NqpMark *mark = add (self, NQP_MARK_LINE, paint, datum);

  mark->x = x1;
  mark->y = y1;
  mark->w = x2;
  mark->h = y2;
  set_bounds (mark, x1, y1, x2, y2);
}

static void
find_bounds (const double *xy, int n_points, double bounds[4])
{
  double x1 = INFINITY, y1 = INFINITY, x2 = -INFINITY, y2 = -INFINITY;

  for (int i = 0; i < n_points; i++)
    {
      x1 = MIN (xy[2 * i], x1); /* in this order NaN loses */
      x2 = MAX (xy[2 * i], x2);
      y1 = MIN (xy[2 * i + 1], y1);
      y2 = MAX (xy[2 * i + 1], y2);
    }
  bounds[0] = x1;
  bounds[1] = y1;
  bounds[2] = x2;
  bounds[3] = y2;
}

static NqpMark *
add_path (NqpScene *self, const double *xy, int n_points, const NqpPaint *paint, NqpDatum datum)
{
  NqpMark *mark = add (self, NQP_MARK_PATH, paint, datum);
  double b[4];

  mark->first_point = self->points->len / 2;
  mark->n_points = (guint)n_points;
  g_array_append_vals (self->points, xy, 2 * (guint)n_points);
  find_bounds (xy, n_points, b);
  if (n_points > 0)
    set_bounds (mark, b[0], b[1], b[2], b[3]);
  return mark;
}

/**
 * nqp_scene_polyline:
 * @xy: 2 x @n_points coordinates; a point that is NaN lifts the pen
 */
void
nqp_scene_polyline (NqpScene *self, const double *xy, int n_points, gboolean closed, const NqpPaint *paint,
                    NqpDatum datum)
{
  add_path (self, xy, n_points, paint, datum)->closed = closed;
}

void
nqp_scene_path (NqpScene *self, const double *xy, int n_points, const int *ring_starts, int n_rings,
                const NqpPaint *paint, NqpDatum datum)
{
  NqpMark *mark = add_path (self, xy, n_points, paint, datum);

  mark->closed = TRUE;
  mark->first_ring = self->rings->len;
  mark->n_rings = (guint)n_rings;
  g_array_append_vals (self->rings, ring_starts, (guint)n_rings);
}

NqpPath *
nqp_path_new (const double *xy, int n_points, const int *ring_starts, int n_rings)
{
  NqpPath *self = g_new0 (NqpPath, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_points = (guint)n_points;
  self->n_rings = (guint)n_rings;
  self->xy = g_memdup2 (xy, 2 * sizeof (double) * (gsize)n_points);
  self->rings = g_memdup2 (ring_starts, sizeof (guint) * (gsize)n_rings);
  find_bounds (xy, n_points, self->bounds);
  return self;
}

NqpPath *
nqp_path_ref (NqpPath *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nqp_path_unref (NqpPath *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->xy);
  g_free (self->rings);
  g_free (self);
}

/* The same picture as nqp_scene_path() with the points of @path. */
void
nqp_scene_shared_path (NqpScene *self, NqpPath *path, const NqpPaint *paint, NqpDatum datum)
{
  NqpMark *mark = add (self, NQP_MARK_PATH, paint, datum);

  mark->path = nqp_path_ref (path);
  mark->n_points = path->n_points;
  mark->n_rings = path->n_rings;
  mark->closed = TRUE;
  if (path->n_points > 0)
    set_bounds (mark, path->bounds[0], path->bounds[1], path->bounds[2], path->bounds[3]);
}

void
nqp_scene_target (NqpScene *self, double x, double y, double w, double h, NqpDatum datum)
{
  NqpMark *mark = add (self, NQP_MARK_TARGET, NULL, datum);

  mark->x = x;
  mark->y = y;
  mark->w = w;
  mark->h = h;
  set_bounds (mark, x, y, x + w, y + h);
}

void
nqp_scene_ring (NqpScene *self, double x, double y, double w, double h, NqpDatum datum)
{
  nqp_scene_target (self, x, y, w, h, datum);
  g_array_index (self->marks, NqpMark, self->marks->len - 1).ring = TRUE;
}

void
nqp_scene_set_need (NqpScene *self, double height)
{
  self->need = height;
}

double
nqp_scene_get_need (const NqpScene *self)
{
  return self->need;
}

void
nqp_scene_look_at (NqpScene *self, double y, double height)
{
  self->look_y = y;
  self->look_height = height;
}

gboolean
nqp_scene_get_look (const NqpScene *self, double *y, double *height)
{
  *y = self->look_y;
  *height = self->look_height;
  return self->look_height > 0;
}

void
nqp_scene_set_shows_focus (NqpScene *self)
{
  self->shows_focus = TRUE;
}

NqpFont
nqp_scene_font (const NqpScene *self, double size, NqpColour colour)
{
  return (NqpFont){ .size = size, .colour = colour, .align = NQP_ALIGN_START, .valign = NQP_ALIGN_MIDDLE };
}

static PangoLayout *
get_layout (const NqpScene *self, const char *text, const NqpFont *font)
{
  LayoutKey key = { (char *)text,
                    font->size,
                    MAX (font->max_width, 0),
                    MAX (font->max_lines, 1),
                    font->bold != FALSE,
                    font->tabular != FALSE,
                    font->align };
  PangoLayout *layout = g_hash_table_lookup (self->layouts, &key);
  PangoFontDescription *description;

  if (layout != NULL)
    return layout;

  layout = pango_layout_new (self->context);
  description = pango_font_description_copy (pango_context_get_font_description (self->context));
  pango_font_description_set_absolute_size (description, font->size * PANGO_SCALE);
  if (font->bold)
    pango_font_description_set_weight (description, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  if (font->tabular)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }
  if (font->max_width > 0)
    {
      pango_layout_set_width (layout, (int)ceil (font->max_width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_height (layout, -MAX (font->max_lines, 1));
    }
  pango_layout_set_alignment (layout, font->align == NQP_ALIGN_END      ? PANGO_ALIGN_RIGHT
                                      : font->align == NQP_ALIGN_MIDDLE ? PANGO_ALIGN_CENTER
                                                                        : PANGO_ALIGN_LEFT);
  pango_layout_set_text (layout, text, -1);

  key.text = g_strdup (text);
  g_hash_table_insert (self->layouts, g_memdup2 (&key, sizeof key), layout);
  return layout;
}

/**
 * nqp_scene_measure:
 *
 * The size that @text takes with @font, wrapped and ellipsised as it would be drawn.
 */
void
nqp_scene_measure (const NqpScene *self, const char *text, const NqpFont *font, double *out_width,
                   double *out_height)
{
  PangoRectangle logical;

  pango_layout_get_extents (get_layout (self, text != NULL ? text : "", font), NULL, &logical);
  if (out_width != NULL)
    *out_width = (double)logical.width / PANGO_SCALE;
  if (out_height != NULL)
    *out_height = (double)logical.height / PANGO_SCALE;
}

/**
 * nqp_scene_text_fits:
 *
 * Returns: whether all of @text is seen within its font's max_width and max_lines
 */
gboolean
nqp_scene_text_fits (const NqpScene *self, const char *text, const NqpFont *font)
{
  return !pango_layout_is_ellipsized (get_layout (self, text, font));
}

void
nqp_scene_text (NqpScene *self, double x, double y, const char *text, const NqpFont *font, NqpDatum datum)
{
  NqpMark *mark;
  PangoLayout *layout;
  PangoRectangle ink, logical;

  if (text == NULL || *text == '\0')
    return;

  layout = get_layout (self, text, font);
  pango_layout_get_extents (layout, &ink, &logical);
  mark = add (self, NQP_MARK_TEXT, NULL, datum);
  mark->text = g_strdup (text);
  mark->font = *font;
  mark->layout = g_object_ref (layout);
  mark->w = (double)logical.width / PANGO_SCALE;
  mark->h = (double)logical.height / PANGO_SCALE;
  mark->x = x - (font->align == NQP_ALIGN_END ? mark->w : font->align == NQP_ALIGN_MIDDLE ? mark->w / 2 : 0);
  mark->y = y
            - (font->valign == NQP_ALIGN_END      ? mark->h
               : font->valign == NQP_ALIGN_MIDDLE ? mark->h / 2
                                                  : 0);
  mark->layout_x = mark->x - (double)logical.x / PANGO_SCALE;
  mark->layout_y = mark->y - (double)logical.y / PANGO_SCALE;
  mark->ink[0] = mark->layout_x + (double)ink.x / PANGO_SCALE;
  mark->ink[1] = mark->layout_y + (double)ink.y / PANGO_SCALE;
  mark->ink[2] = mark->ink[0] + (double)ink.width / PANGO_SCALE;
  mark->ink[3] = mark->ink[1] + (double)ink.height / PANGO_SCALE;
  set_bounds (mark, mark->x, mark->y, mark->x + mark->w, mark->y + mark->h);
}

int
nqp_mark_shape_points (NqpMarkShape shape, double x, double y, double radius, double xy[24],
                       gboolean *out_open)
{
  static const struct
  {
    int n;
    double xy[8];
  } shapes[] = {
    [NQP_SHAPE_MARK_SQUARE] = { 4, { -.85, -.85, .85, -.85, .85, .85, -.85, .85 } },
    [NQP_SHAPE_MARK_DIAMOND] = { 4, { 0, -1.15, 1.15, 0, 0, 1.15, -1.15, 0 } },
    [NQP_SHAPE_MARK_TRIANGLE] = { 3, { 0, -1.1, 1.05, .75, -1.05, .75 } },
    [NQP_SHAPE_MARK_DOWN] = { 3, { 0, 1.1, 1.05, -.75, -1.05, -.75 } },
    [NQP_SHAPE_MARK_CROSS] = { 4, { -.8, -.8, .8, .8, -.8, .8, .8, -.8 } },
    [NQP_SHAPE_MARK_PLUS] = { 4, { -1, 0, 1, 0, 0, -1, 0, 1 } },
  };

  *out_open = is_open (shape);
  if (shape == NQP_SHAPE_MARK_STAR)
    {
      for (int i = 0; i < 10; i++)
        {
          double r = radius * (i % 2 == 0 ? 1.2 : 0.5), angle = G_PI * (i / 5.0 - 0.5);

          xy[2 * i] = x + r * cos (angle);
          xy[2 * i + 1] = y + r * sin (angle);
        }
      return 10;
    }
  for (int i = 0; i < shapes[shape].n; i++)
    {
      xy[2 * i] = x + shapes[shape].xy[2 * i] * radius;
      xy[2 * i + 1] = y + shapes[shape].xy[2 * i + 1] * radius;
    }
  return shapes[shape].n;
}
