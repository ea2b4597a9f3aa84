/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-rows.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-chart-parts.h"
#include "nqp-number.h"

#define TALLEST 14400   /* px: what PDF readers and pixel surfaces at twice the resolution take */
#define MOST_NAMES 0.38 /* of the width */
#define MOST_LINES 3
#define LOOKED_AT 8

static double
note_height (const NqpStyle *style)
{
  return style->tick * 1.6;
}

/* Long names are few: the widest are looked for among those of most characters, for there may be thousands. */
int
nqp_rows_lines (const NqpView *view, const NqpScene *scene, double width)
{
  const char *longest[LOOKED_AT] = { NULL };
  glong lengths[LOOKED_AT] = { 0 };
  int lines = 1;

  for (int i = 0; i < view->scores->n_regions; i++)
    {
      const char *name = nqp_view_region_name (view, i);
      const glong length = g_utf8_strlen (name, -1);
      int least = 0;

      for (int k = 1; k < LOOKED_AT; k++)
        if (lengths[k] < lengths[least])
          least = k;
      if (length > lengths[least])
        {
          lengths[least] = length;
          longest[least] = name;
        }
    }
  for (int k = 0; k < LOOKED_AT && longest[k] != NULL; k++)
    {
      g_autofree char *marked = g_strconcat (longest[k], "\xc2\xa0", NQP_SIGN_INCOMPLETE, NULL);
      NqpFont font = nqp_type_in (nqp_scene_style (scene)->tick, (NqpColour){ 0 }, NQP_TYPE_BOLD,
                                  width * MOST_NAMES, lines);

      while (font.max_lines < MOST_LINES && !nqp_scene_text_fits (scene, marked, &font))
        font.max_lines = ++lines;
    }
  return lines;
}

int
nqp_rows_fit (const NqpScene *scene, int n_rows, int lines, double height, double *out_size,
              double *out_height)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const double sizes[] = { style->label, style->tick, style->footer };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      *out_size = sizes[i];
      *out_height = lines * nqp_type_line (scene, sizes[i]);
      if (height / *out_height >= n_rows)
        return n_rows;
    }
  *out_size = style->tick;
  *out_height = (lines > 1 ? 1.04 * lines : 1.1) * nqp_type_line (scene, style->tick);
  return MAX (1, (int)((height - note_height (style)) / *out_height));
}

gboolean
nqp_rows_grow (const NqpView *view, const NqpScene *scene, int n_rows, int lines, double room, double *height)
{
  double size, row, more;

  if (!view->all_rows || nqp_rows_fit (scene, n_rows, lines, room, &size, &row) >= n_rows)
    return FALSE;
  more = n_rows * row + 1 - room;
  if (*height + more > TALLEST)
    return FALSE;
  *height += more;
  return TRUE;
}

static int
choose (NqpRows *self, const NqpView *view, int n_fit)
{
  int focus = -1, first = 0;

  self->n = MIN (n_fit, self->n_all);
  for (int i = 0; i < self->n_all; i++)
    if (self->order[i] == view->focus)
      focus = i;
  if (view->scroll >= 0)
    first = view->scroll;
  else if (focus >= self->n)
    first = focus - self->n / 2;
  first = CLAMP (first, 0, self->n_all - self->n);
  for (int i = 0; i < self->n; i++)
    self->rows[i] = first + i;
  if (self->n > 1 && focus >= 0 && focus < first)
    self->rows[0] = focus;
  else if (self->n > 1 && focus >= first + self->n)
    self->rows[self->n - 1] = focus;
  return first;
}

void
nqp_rows_init (NqpRows *self, NqpScene *scene, const NqpView *view, const int *order, int n_all, NqpBox *box,
               double edges)
{
  const NqpStyle *style = nqp_scene_style (scene);
  double least;
  int first;

  *self = (NqpRows){ .order = order, .n_all = n_all, .rows = g_new (int, MAX (n_all, 1)) };
  self->lines = nqp_rows_lines (view, scene, box->w);
  first = choose (self, view, nqp_rows_fit (scene, n_all, self->lines, box->h - edges, &self->size, &least));
  if (self->n < n_all)
    {
      const NqpFont dim = nqp_type (style->tick, style->dim, NQP_TYPE_TOP);
      char total[NQP_NUMBER_SIZE];
      /* TRANSLATORS: which rows of the ranking are in sight */
      g_autofree char *text = g_strdup_printf (_ ("rows %d–%d of %s"), first + 1, first + self->n,
                                               nqp_number_to_screen (n_all, 0, total));

      nqp_scene_text (scene, box->x, box->y, text, &dim, NQP_DATUM_NONE);
      nqp_box_cut_top (box, note_height (style));
    }
  self->height = CLAMP ((box->h - edges) / MAX (self->n, 1), least, MAX (least, style->label * 3));
}

void
nqp_rows_clear (NqpRows *self)
{
  g_clear_pointer (&self->rows, g_free);
}

int
nqp_rows_region (const NqpRows *self, int i)
{
  return self->order[self->rows[i]];
}

void
nqp_rows_draw_gap (const NqpRows *self, NqpScene *scene, NqpBox box, int i, double y)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const NqpPaint line = nqp_parts_stroke (style->dim, style->scale, 3);

  if (i > 0 && self->rows[i] != self->rows[i - 1] + 1)
    nqp_scene_line (scene, box.x, y, box.x + box.w, y, &line, NQP_DATUM_NONE);
}

void
nqp_row_labels_place (NqpRowLabels *self, const NqpRows *rows, const NqpScene *scene, const NqpView *view,
                      NqpBox box)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const double gap = style->unit;
  NqpFont font = nqp_type (rows->size, style->text, NQP_TYPE_BOLD | NQP_TYPE_FIGURES);
  double wide = 0;
  char number[16];

  g_snprintf (number, sizeof number, "%d", rows->n_all);
  self->rank_x = box.x + gap / 2 + nqp_type_width (scene, number, &font);
  self->mark_x = self->rank_x + gap + rows->size * 0.4;
  self->name_x = self->mark_x + rows->size * 0.4 + gap;
  font.tabular = FALSE;
  for (int i = 0; i < rows->n; i++)
    {
      g_autofree char *name = nqp_view_marked_name (view, nqp_rows_region (rows, i));

      wide = MAX (wide, nqp_type_width (scene, name, &font));
    }
  self->name_w = MIN (ceil (wide) + 1, box.w * MOST_NAMES);
  self->right = self->name_x + self->name_w;
}

void
nqp_row_labels_draw (const NqpRowLabels *self, const NqpRows *rows, NqpScene *scene, const NqpView *view,
                     NqpBox box, int region, int rank, double y, NqpDatum datum)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const NqpFont dim = nqp_type (rows->size, style->dim, NQP_TYPE_FIGURES | NQP_TYPE_END);
  const int index = nqp_view_compared_index (view, region);
  const double middle = y + rows->height / 2;
  g_autofree char *name = nqp_view_marked_name (view, region);
  char number[16];

  nqp_scene_target (scene, box.x, y, box.w, rows->height, datum);
  if (index >= 0)
    {
      const NqpColour colour = nqp_parts_series_colour (style, index);
      const NqpPaint ground
          = nqp_parts_fill (nqp_colour_mix (style->background, colour, index == 0 ? 0.14 : 0.07));
      const NqpPaint mark = nqp_parts_fill (colour);

      nqp_scene_rect (scene, box.x, y, box.w, rows->height, style->unit / 2, &ground, NQP_DATUM_NONE);
      nqp_scene_mark (scene, nqp_parts_series_shape (index), self->mark_x, middle, rows->size * 0.32, &mark,
                      NQP_DATUM_NONE);
    }
  if (rank > 0)
    {
      g_snprintf (number, sizeof number, "%d", rank);
      nqp_scene_text (scene, self->rank_x, middle, number, &dim, NQP_DATUM_NONE);
    }
  nqp_type_write (
      scene, self->name_x, middle, name,
      nqp_type_in (rows->size, style->text, index == 0 ? NQP_TYPE_BOLD : 0, self->name_w, rows->lines));
}
