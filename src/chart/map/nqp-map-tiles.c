/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-map-private.h"
#include "nqp-number.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct
{
  NqpScene *scene;
  const NqpStyle *style;
  const NqpView *view;
  const NqpMapLayout *layout;
  NqpMapClasses classes;
  NqpBox box; /* of the grid */
  NqpBox legend;
  double cell_w, cell_h;
  gboolean codes; /* instead of names */
  gboolean plain; /* nothing is known of where regions are: tiles follow groups and names */
} Tiles;

static gboolean
has_tile (const NqpMapLayout *layout, int place)
{
  return layout->tile_col[place] >= 0 && layout->tile_row[place] >= 0;
}

static NqpBox
tile_box (const Tiles *self, int place)
{
  double gap = MIN (self->style->unit / 3, self->cell_w * 0.08);

  return (NqpBox){ self->box.x + self->layout->tile_col[place] * self->cell_w + gap / 2,
                   self->box.y + self->layout->tile_row[place] * self->cell_h + gap / 2, self->cell_w - gap,
                   self->cell_h - gap };
}

/* A name on one or two lines, never a word broken in two. */
static gboolean
name_fits (const Tiles *self, const char *name, const NqpFont *font, double width, int max_lines)
{
  NqpFont trial = *font;

  trial.max_width = width;
  trial.max_lines = max_lines;
  return !nqp_type_breaks_words (self->scene, name, &trial, TRUE)
         && nqp_scene_text_fits (self->scene, name, &trial);
}

static char *
choose_name (const Tiles *self, int place, const NqpFont *font, double width, int max_lines)
{
  const char *mark = nqp_view_mark (self->view, place, self->view->year);
  const char *name = self->codes ? self->view->scores->panel->places[place].code
                                 : nqp_view_region_name (self->view, place);

  for (int near = 0; near <= 1; near++)
    {
      g_autofree char *text = g_strconcat (name, *mark != '\0' && !near ? "\xc2\xa0" : "", mark, NULL);

      if (name_fits (self, text, font, width, max_lines))
        return g_steal_pointer (&text);
    }
  /* where a tile has no place that would tell which region it is, its name is there, cut or not */
  return self->plain ? g_strconcat (name, mark, NULL) : NULL;
}

/* Where many names do not fit, short codes stand in for all of them: a mixture reads badly. */
static gboolean
want_codes (const Tiles *self)
{
  NqpFont font = nqp_scene_font (self->scene, self->style->tick, self->style->text);
  int n = 0, n_failed = 0;

  for (int i = 0; i < self->layout->n_places; i++)
    {
      const char *code = self->view->scores->panel->places[i].code;

      if (!has_tile (self->layout, i))
        continue;
      if (code == NULL || strlen (code) > 4)
        return FALSE;
      n++;
      n_failed += !name_fits (self, nqp_view_region_name (self->view, i), &font, self->cell_w - 8, 2);
    }
  return n_failed * 10 > n;
}

static void
draw_texts (const Tiles *self, int place, const NqpPaint *paint, NqpDatum datum)
{
  NqpBox tile = tile_box (self, place);
  const NqpStyle *style = self->style;
  const double value = nqp_view_value (self->view, self->view->year, place), inner = tile.w - 4;
  NqpFont font = nqp_type (style->tick, nqp_colour_on (paint->fill),
                           NQP_TYPE_MIDDLE | (place == self->view->focus ? NQP_TYPE_BOLD : 0)),
          value_font;
  double line, h = 0;
  char number[NQP_NUMBER_SIZE];
  g_autofree char *name = NULL;
  gboolean show_value;

  if (paint->pattern != NQP_PATTERN_NONE)
    font.halo = paint->fill;
  value_font = font;
  value_font.tabular = TRUE;
  value_font.size = MAX (style->label, MIN (tile.h * 0.26, 1.25 * style->label));
  line = nqp_type_height (self->scene, "X", &value_font);
  nqp_number_to_screen (value, nqp_view_decimals (self->view), number);
  if (nqp_type_width (self->scene, number, &value_font) > inner)
    value_font.size = style->tick;
  show_value = nqp_parts_labelled (self->view) && isfinite (value)
               && nqp_type_width (self->scene, number, &value_font) <= inner;
  font.max_lines = show_value && tile.h < 3.3 * line ? 1 : 2;
  if (self->plain && font.max_lines == 1
      && !name_fits (self, nqp_view_region_name (self->view, place), &font, inner, 1))
    {
      show_value = FALSE; /* the name comes first: nothing else tells which tile it is */
      font.max_lines = MAX (2, (int)(tile.h / nqp_type_line (self->scene, font.size)));
    }
  name = choose_name (self, place, &font, inner, font.max_lines);
  font.max_width = inner;
  if (name != NULL)
    h = nqp_type_height (self->scene, name, &font);
  if (h > tile.h)
    {
      g_clear_pointer (&name, g_free);
      h = 0;
    }
  show_value = show_value && h + line <= tile.h;
  if (name != NULL)
    nqp_scene_text (self->scene, tile.x + tile.w / 2, tile.y + tile.h / 2 - (show_value ? line / 2 : 0), name,
                    &font, datum);
  if (show_value)
    nqp_scene_text (self->scene, tile.x + tile.w / 2, tile.y + tile.h / 2 + h / 2, number, &value_font,
                    datum);
}

static void
draw_tile (const Tiles *self, int place)
{
  NqpBox tile = tile_box (self, place);
  NqpPaint paint = nqp_map_classes_paint (&self->classes, self->style,
                                          nqp_view_value (self->view, self->view->year, place));
  NqpDatum datum = { place, self->view->year, self->view->measure };
  int index = nqp_view_compared_index (self->view, place);

  paint.stroke = nqp_colour_mix (self->style->background, self->style->text, 0.16);
  paint.width = 0.75;
  nqp_scene_rect (self->scene, tile.x, tile.y, tile.w, tile.h, MIN (3, tile.w / 6), &paint, datum);
  draw_texts (self, place, &paint, datum);
  if (index >= 0)
    {
      double width = (index == 0 ? 2.5 : 2) * MAX (self->style->scale, 1);
      NqpPaint ring
          = { .stroke = index == 0 ? self->style->accent : nqp_colour_compared (self->style, index - 1),
              .width = width };

      nqp_scene_rect (self->scene, tile.x, tile.y, tile.w, tile.h, MIN (3, tile.w / 6), &ring,
                      NQP_DATUM_NONE);
    }
}

/* Covers no tile and not the legend. */
static gboolean
is_free (gconstpointer data, NqpBox place)
{
  const Tiles *self = data;

  if (nqp_boxes_meet (place, self->legend, 0))
    return FALSE;
  for (int i = 0; i < self->layout->n_places; i++)
    if (has_tile (self->layout, i) && nqp_boxes_meet (tile_box (self, i), place, 4))
      return FALSE;
  return TRUE;
}

static void
set_grid (Tiles *self, NqpBox box)
{
  double limit = self->plain ? 2.4 : 1.35; /* a name needs the width; a map keeps its shape */

  self->cell_w = box.w / self->layout->n_cols;
  self->cell_h = box.h / self->layout->n_rows;
  self->cell_w = MIN (self->cell_w, self->cell_h * limit);
  self->cell_h = MIN (self->cell_h, self->cell_w);
  self->box = (NqpBox){ box.x + (box.w - self->cell_w * self->layout->n_cols) / 2,
                        box.y + (box.h - self->cell_h * self->layout->n_rows) / 2,
                        self->cell_w * self->layout->n_cols, self->cell_h * self->layout->n_rows };
}

static double
worth (gpointer data, NqpBox left)
{
  Tiles *self = data;

  set_grid (self, left);
  return self->cell_w * self->cell_h;
}

/* Legend in a free corner of the grid, else to the left of it or below, whichever leaves larger tiles. */
static void
arrange (Tiles *self, NqpBox box)
{
  static const double sides[] = { 0.5, 1, 0 };
  NqpBox left = box;
  double w, h;

  nqp_map_legend_measure (self->scene, self->view, &self->classes, &w, &h);
  for (gsize k = 0; k < G_N_ELEMENTS (sides); k++)
    {
      NqpBox legend;

      set_grid (self, box);
      self->box.x = box.x + (box.w - self->box.w) * sides[k];
      if (nqp_map_find_corner (box, w, h, "3412", is_free, self, &legend))
        {
          self->legend = legend;
          nqp_map_legend_draw (self->scene, self->view, &self->classes, legend.x, legend.y);
          return;
        }
    }
  self->legend = nqp_map_legend_place (self->scene, self->view, &self->classes, &left, 3 * self->style->unit,
                                       worth, self);
  set_grid (self, left);
}

/* In the place of a projection. */
static const char *
describe_order (const NqpView *view)
{
  const NqpPanel *panel = view->scores->panel;

  for (int i = 0; i < panel->n_regions; i++)
    if (panel->places[i].group >= 0)
      return _ ("tiles by group and name, not as on a map");
  return _ ("tiles by name, not as on a map");
}

static NqpScene *
build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  Tiles self = {
    .scene = nqp_scene_new (width, height, style), .style = style, .view = view, .layout = view->layout
  };
  gboolean has_tiles = view->layout != NULL && view->layout->n_cols > 0 && view->layout->n_rows > 0;
  g_autofree gboolean *shown = g_new0 (gboolean, MAX (view->scores->panel->n_places, 1));
  NqpBox box, year;

  self.plain = has_tiles && nqp_map_is_plain (view);
  for (int i = 0; has_tiles && i < view->layout->n_places; i++)
    shown[i] = has_tile (view->layout, i);
  box = nqp_map_begin (self.scene, view, shown, self.plain ? describe_order (view) : NULL, &self.classes);
  if (!has_tiles)
    {
      nqp_frame_message (
          self.scene, box,
          _ ("This project says nothing about where its regions are, so there is no tile grid. Give them "
             "longitude and latitude, or tile_col and tile_row, in the regions file."));
      return self.scene;
    }
  arrange (&self, box);
  self.codes = want_codes (&self);
  nqp_map_draw_year (self.scene, view, box, "1234", is_free, &self, &year);
  for (int i = 0; i < view->layout->n_places; i++)
    if (has_tile (view->layout, i))
      draw_tile (&self, i);
  return self.scene;
}

const NqpChart nqp_chart_map_tiles = {
  .id = "map.tiles",
  .rings = TRUE,
  .name = N_ ("Tile grid"),
  .width = 960,
  .height = 720,
  .options = NQP_OPTION_BIT (BREAKS) | NQP_OPTION_BIT (CLASSES) | NQP_OPTION_BIT (DECIMALS)
             | NQP_OPTION_BIT (LABELS) | NQP_OPTION_BIT (PALETTE),
  .title = nqp_map_title,
  .build = build,
  .table = nqp_map_table,
  .summary = nqp_map_summary,
};
