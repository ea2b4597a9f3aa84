/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-export-look.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-environment.h"
#include "nqp-settings.h"
#include "nqp-staged.h"

#define MOST_CHARACTERS 3 /* named in a note, which has one line */

static const char *const extensions[] = { "png", "pdf", "svg" };
static const char *const styles[] = { "light", "dark", "print" };

static NqpView
exported_view (const NqpExported *self, const char *date)
{
  NqpView view = *nqp_snapshot_get_view (self->snapshot);

  view.provenance = TRUE;
  view.all_rows = TRUE;
  view.date = date;
  return view;
}

NqpScene *
nqp_export_build (const NqpExported *self, const NqpPictureLook *look)
{
  g_autofree char *date = nqp_environment_today (), *caption = NULL;
  NqpView view = exported_view (self, date);
  const gboolean own = !(look->size.width > 0);
  NqpStyle style;

  if (look->caption && self->chart->caption != NULL)
    view.caption = caption = self->chart->caption (&view);
  nqp_style_init (&style, look->style, 1);
  g_strlcpy (style.family, nqp_snapshot_get_style (self->snapshot)->family, sizeof style.family);
  style.transparent = look->transparent;
  return nqp_chart_build (self->chart, &view, &style,
                          own ? self->chart->width : nqp_picture_size_width (&look->size),
                          own ? self->chart->height : nqp_picture_size_height (&look->size));
}

/* What a clear picture stands on: squares in shades of the ground its colours are made for. */
static void
draw_chequers (cairo_t *cr, const NqpScene *scene)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const NqpColour shades[] = { style->background, nqp_colour_mix (style->background, style->text, 0.1) };
  const double width = nqp_scene_width (scene), height = nqp_scene_height (scene), side = 24;

  for (int row = 0; row * side < height; row++)
    for (int column = 0; column * side < width; column++)
      {
        const NqpColour c = shades[(row + column) % 2];

        cairo_rectangle (cr, column * side, row * side, MIN (side, width - column * side),
                         MIN (side, height - row * side));
        cairo_set_source_rgb (cr, c.r, c.g, c.b);
        cairo_fill (cr);
      }
}

void
nqp_export_draw (const NqpExported *self, const NqpPictureLook *look, cairo_t *cr, NqpBox box)
{
  g_autoptr (NqpScene) scene = nqp_export_build (self, look);
  const double scale = MIN (box.w / nqp_scene_width (scene), box.h / nqp_scene_height (scene));

  cairo_save (cr);
  cairo_translate (cr, box.x + (box.w - scale * nqp_scene_width (scene)) / 2,
                   box.y + (box.h - scale * nqp_scene_height (scene)) / 2);
  cairo_scale (cr, scale, scale);
  if (look->transparent)
    draw_chequers (cr, scene);
  nqp_scene_draw (scene, cr);
  cairo_restore (cr);
}

/* "U+0F56 བ, U+0F51 ད …" */
static char *
first_characters (const char *missing)
{
  g_auto (GStrv) words = g_strsplit (missing, " U+", MOST_CHARACTERS + 1);
  const guint n = g_strv_length (words);

  if (n <= MOST_CHARACTERS)
    return g_strjoinv (", U+", words);
  g_free (words[MOST_CHARACTERS]);
  words[MOST_CHARACTERS] = NULL;
  {
    g_autofree char *some = g_strjoinv (", U+", words);

    return g_strconcat (some, " …", NULL);
  }
}

static void
note (GPtrArray *notes, const NqpExported *self, const NqpView *view, const NqpScene *scene)
{
  g_autofree char *missing = nqp_scene_missing_glyphs (scene);

  if (missing != NULL)
    {
      g_autofree char *some = first_characters (missing);

      /* Translators: characters, of which a picture shows boxes */
      g_ptr_array_add (notes, g_strdup_printf (_ ("no font here has %s"), some));
    }
  if (!nqp_chart_has_data (self->chart, view))
    g_ptr_array_add (notes, g_strdup (_ ("the picture holds no data")));
}

gboolean
nqp_export_save (const NqpExported *self, const NqpPictureLook *look, const char *path, const char *figures,
                 GPtrArray *notes, GError **error)
{
  g_autoptr (NqpScene) scene = nqp_export_build (self, look);
  const NqpView view = exported_view (self, NULL);
  g_autofree char *title = nqp_chart_title (self->chart, &view), *provenance = nqp_view_provenance (&view);
  g_autoptr (NqpTable) table = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!nqp_scene_save (scene, path, look->format, look->dpi, title, provenance, error))
    return FALSE;
  note (notes, self, &view, scene);
  if (figures == NULL)
    return TRUE;
  table = self->chart->table (&view, NQP_TABLE_FILE);
  nqp_table_print_csv (table, text);
  return nqp_staged_set_contents (figures, text->str, (gssize)text->len, error);
}

/* ---- what the settings remember ------------------------------------------------------------------------------------- */

static int
find_word (const char *word, const char *const *words, int n)
{
  for (int i = 0; i < n; i++)
    if (g_str_equal (word, words[i]))
      return i;
  return 0;
}

/* Of a version before sizes had names: one of today's names, if any. */
static void
restore_pixels (NqpPictureSize *size, GSettings *settings)
{
  const int width = g_settings_get_int (settings, "export-width"),
            height = g_settings_get_int (settings, "export-height");
  int n;
  const NqpPicturePreset *presets = nqp_picture_presets (&n);

  for (int i = 0; i < n; i++)
    if (presets[i].size.length == NQP_LENGTH_PX && (int)presets[i].size.width == width
        && (int)presets[i].size.height == height)
      *size = presets[i].size;
}

void
nqp_export_look_restore (NqpPictureLook *self, gboolean *figures)
{
  GSettings *settings = nqp_settings_get ();
  g_autofree char *format = g_settings_get_string (settings, "export-format");
  g_autofree char *style = g_settings_get_string (settings, "export-style");
  g_autofree char *size = g_settings_get_string (settings, "export-size");
  g_autoptr (GVariant) chosen = g_settings_get_user_value (settings, "export-size");

  memset (self, 0, sizeof *self);
  self->format = (NqpFormat)find_word (format, extensions, G_N_ELEMENTS (extensions));
  self->style = (NqpStyleKind)find_word (style, styles, G_N_ELEMENTS (styles));
  self->dpi = g_settings_get_int (settings, "export-dpi");
  self->transparent = g_settings_get_boolean (settings, "export-transparent");
  self->caption = g_settings_get_boolean (settings, "export-caption");
  *figures = g_settings_get_boolean (settings, "export-figures");
  if (chosen == NULL)
    restore_pixels (&self->size, settings);
  else if (*size == '\0' || !nqp_picture_size_parse (size, &self->size, NULL))
    self->size.width = 0;
}

void
nqp_export_look_remember (const NqpPictureLook *self, gboolean figures)
{
  GSettings *settings = nqp_settings_get ();
  g_autofree char *size = self->size.width > 0 ? nqp_picture_size_print (&self->size) : g_strdup ("");

  g_settings_set_string (settings, "export-format", extensions[self->format]);
  g_settings_set_string (settings, "export-style", styles[self->style]);
  g_settings_set_string (settings, "export-size", size);
  g_settings_set_int (settings, "export-dpi", self->dpi);
  g_settings_set_boolean (settings, "export-transparent", self->transparent);
  g_settings_set_boolean (settings, "export-caption", self->caption);
  g_settings_set_boolean (settings, "export-figures", figures);
}
