/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libintl.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "nqp-config.h"

#include "charts-sample.h"
#include "nqp-framework-json.h"
#include "nqp-chart.h"
#include "nqp-project.h"
#include "nqp-scene-private.h"
#include "nqp-type-fit.h"
#include "nqp-uncertainty-bytes.h"

/* What a picture does with the room it has: no text is cut that could be written whole, none lies on another, no code stands
 * where a name is known, no card is a third empty while rows are hidden, and every character has a glyph. */

#define MOST_EMPTY 0.35

typedef struct
{
  const char *id;
  NqpScores *scores;
  NqpMapLayout *layout;
  NqpRobustness robustness;
  gboolean bundled;
} Source;

static Source sources[4];
static NqpFramework *framework;
static NqpLang lang;

static const struct
{
  double width, height, scale;
  NqpStyleKind style;
} sizes[] = {
  { 640, 480, 1, NQP_STYLE_LIGHT },   { 900, 600, 1, NQP_STYLE_DARK },   { 1280, 800, 1, NQP_STYLE_LIGHT },
  { 1920, 1080, 1, NQP_STYLE_LIGHT }, { 794, 1123, 1, NQP_STYLE_PRINT }, { 1280, 800, 1.6, NQP_STYLE_DARK },
};

/* ---- what there is to draw -------------------------------------------------------------------------------------- */

static void
load_sample (Source *self, const char *folder, const char *id)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.nqp", folder, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpProject) project = nqp_project_open (path, NQP_OPEN_READ_ONLY, &error);
  g_autoptr (NqpPanel) panel = NULL;
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  NqpMethod method;

  g_assert_no_error (error);
  panel = nqp_project_read_panel (project, &error);
  g_assert_no_error (error);
  boundaries = nqp_project_read_boundaries (project, &error);
  g_assert_no_error (error);
  self->id = id;
  self->bundled = TRUE;
  self->layout = nqp_map_layout_new (panel, boundaries, &error);
  g_assert_no_error (error);
  nqp_method_init (&method);
  self->scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, &error);
  g_assert_no_error (error);
}

static void
make_own (Source *self, const char *id, int n_regions, ChartsSampleKind kind)
{
  g_autoptr (NqpBoundaries) none = nqp_boundaries_new (0);
  g_autoptr (GError) error = NULL;

  self->id = id;
  self->scores = charts_sample_scores (n_regions, 3, kind, NULL);
  self->layout = nqp_map_layout_new (self->scores->panel, none, &error);
  g_assert_no_error (error);
}

static void
compute (Source *self)
{
  g_autoptr (GError) error = NULL;
  NqpUncertaintySpec spec;

  nqp_uncertainty_spec_init (&spec, self->scores);
  spec.draws = 64;
  self->robustness.uncertainty = nqp_uncertainty_new (self->scores, &spec, NULL, &error);
  g_assert_no_error (error);
  if (self->scores->n_regions > 1000)
    return;
  self->robustness.sensitivity = nqp_sensitivity_new (self->scores, &spec, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  self->robustness.alternatives = nqp_alternatives_new (self->scores, spec.measure, spec.year, NULL, &error);
  g_assert_no_error (error);
}

static void
look_at (NqpView *view, const Source *source, gboolean compared)
{
  nqp_view_init (view, source->scores, source->layout, lang);
  view->framework = framework;
  view->uncertainty = source->robustness.uncertainty;
  view->sensitivity = source->robustness.sensitivity;
  view->alternatives = source->robustness.alternatives;
  view->provenance = TRUE;
  view->date = "2026-01-31";
  if (compared)
    {
      view->compared[view->n_compared++] = 3;
      view->compared[view->n_compared++] = 8;
    }
}

/* ---- faults ----------------------------------------------------------------------------------------------------- */

static gboolean
boxes_meet (const double a[4], const double b[4])
{
  return MIN (a[2], b[2]) - MAX (a[0], b[0]) > 1 && MIN (a[3], b[3]) - MAX (a[1], b[1]) > 1;
}

/* What the text stands on: the smallest rectangle around all of it, at most the picture. */
static void
find_ground (const NqpScene *scene, const NqpMark *mark, double ground[4])
{
  memcpy (ground, (double[]){ 0, 0, scene->width, scene->height }, 4 * sizeof (double));
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const NqpMark *other = nqp_scene_get_mark (scene, i);

      if (other->kind == NQP_MARK_RECT && other->bounds[0] <= mark->ink[0] && other->bounds[1] <= mark->ink[1]
          && other->bounds[2] >= mark->ink[2] && other->bounds[3] >= mark->ink[3]
          && other->w * other->h <= (ground[2] - ground[0]) * (ground[3] - ground[1]))
        memcpy (ground, other->bounds, 4 * sizeof (double));
    }
}

/* Would the whole text stand where it is, on one line more or half as wide again, without meeting anything that is not below it
 * anyway? */
static gboolean
has_room (const NqpScene *scene, const NqpMark *mark)
{
  const double right = mark->font.max_width * 1.5;
  double ground[4];

  find_ground (scene, mark, ground);

  for (int wider = 0; wider <= 1; wider++)
    {
      NqpFont font = mark->font;
      double w, h, x, y, box[4];
      gboolean free_room = TRUE;

      font.max_width = wider ? right : font.max_width;
      font.max_lines = wider ? font.max_lines : MAX (font.max_lines, 1) + 1;
      if (!nqp_scene_text_fits (scene, mark->text, &font)
          || nqp_type_breaks_words (scene, mark->text, &font, FALSE))
        continue;
      nqp_scene_measure (scene, mark->text, &font, &w, &h);
      x = font.align == NQP_ALIGN_END      ? mark->x + mark->w - w
          : font.align == NQP_ALIGN_MIDDLE ? mark->x + mark->w / 2 - w / 2
                                           : mark->x;
      y = font.valign == NQP_ALIGN_END      ? mark->y + mark->h - h
          : font.valign == NQP_ALIGN_MIDDLE ? mark->y + mark->h / 2 - h / 2
                                            : mark->y;
      box[0] = x;
      box[1] = y;
      box[2] = x + w;
      box[3] = y + h;
      if (x < ground[0] || y < ground[1] || box[2] > ground[2] || box[3] > ground[3])
        continue;
      for (guint i = 0; i < scene->marks->len && free_room; i++)
        {
          const NqpMark *other = nqp_scene_get_mark (scene, i);
          const double *bounds = other->kind == NQP_MARK_TEXT ? other->ink : other->bounds;

          if (other == mark || other->kind == NQP_MARK_TARGET || boxes_meet (bounds, mark->ink))
            continue; /* what lies below the text already is its ground */
          free_room = !boxes_meet (bounds, box);
        }
      if (free_room)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_word (const char *text, const char *word)
{
  g_auto (GStrv) words = g_strsplit_set (text != NULL ? text : "", " ,:;()", -1);

  return g_strv_contains ((const char *const *)words, word);
}

/* Is it a word of some name or unit as well? */
static gboolean
is_spoken (const NqpView *view, const char *code)
{
  const NqpPanel *panel = view->scores->panel;

  for (int j = 0; j < panel->n_indicators; j++)
    if (has_word (nqp_text_get (&panel->indicators[j].name, lang), code)
        || has_word (nqp_text_get (&panel->indicators[j].unit, lang), code))
      return TRUE;
  for (int node = 0; node < view->scores->n_nodes; node++)
    if (has_word (nqp_view_node_name (view, node), code))
      return TRUE;
  return FALSE;
}

/* A code where there is a name. */
static gboolean
has_code (const NqpView *view, const char *text)
{
  const NqpPanel *panel = view->scores->panel;

  for (int i = 0; i < panel->n_places; i++)
    if (g_strcmp0 (panel->places[i].code, text) == 0)
      return TRUE;
  for (int j = 0; j < panel->n_indicators; j++)
    if (has_word (text, panel->indicators[j].code) && !is_spoken (view, panel->indicators[j].code))
      return TRUE;
  return FALSE;
}

static gboolean
hides_rows (const char *text)
{
  return g_regex_match_simple ("^[0-9]+ more( |$)|^and [0-9]+ more$|^rows [0-9]+|^regions [0-9]+|^另有 "
                               "[0-9]+|^第 [0-9]+–[0-9]+ (行|个)",
                               text, 0, 0);
}

/* The part of the picture in the largest rectangle that no mark is in. */
static double
largest_empty (const NqpScene *scene)
{
  enum
  {
    COLS = 64,
    ROWS = 48
  };
  static gboolean taken[ROWS][COLS];
  int heights[COLS] = { 0 }, most = 0;

  memset (taken, 0, sizeof taken);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const NqpMark *mark = nqp_scene_get_mark (scene, i);
      const double *b = mark->kind == NQP_MARK_TEXT ? mark->ink : mark->bounds;

      if (mark->kind == NQP_MARK_TARGET || (mark->kind == NQP_MARK_RECT && mark->w >= scene->width * 0.99))
        continue;
      for (int r = MAX (0, (int)(b[1] / scene->height * ROWS)); r < ROWS && r <= b[3] / scene->height * ROWS;
           r++)
        for (int c = MAX (0, (int)(b[0] / scene->width * COLS)); c < COLS && c <= b[2] / scene->width * COLS;
             c++)
          taken[r][c] = TRUE;
    }
  for (int r = 0; r < ROWS; r++)
    for (int c = 0; c < COLS; c++)
      heights[c] = taken[r][c] ? 0 : heights[c] + 1;
  memset (heights, 0, sizeof heights);
  for (int r = 0; r < ROWS; r++)
    {
      for (int c = 0; c < COLS; c++)
        heights[c] = taken[r][c] ? 0 : heights[c] + 1;
      for (int from = 0; from < COLS; from++)
        for (int to = from, low = ROWS; to < COLS && (low = MIN (low, heights[to])) > 0; to++)
          most = MAX (most, low * (to - from + 1));
    }
  return most / (double)(ROWS * COLS);
}

static void
check (const NqpChart *chart, const Source *source, const NqpView *view, const NqpScene *scene,
       const char *how)
{
  g_autofree char *faults = nqp_scene_find_faults (scene), *glyphs = nqp_scene_missing_glyphs (scene);
  g_auto (GStrv) lines = g_strsplit (faults != NULL ? faults : "", "\n", -1);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean hidden = FALSE;

  for (int i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && !g_str_has_prefix (lines[i], "cut:"))
      g_string_append_printf (out, "%s\n", lines[i]);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const NqpMark *mark = nqp_scene_get_mark (scene, i);

      if (mark->kind != NQP_MARK_TEXT)
        continue;
      hidden = hidden || hides_rows (mark->text);
      if (source->bundled ? pango_layout_is_ellipsized (mark->layout) || g_str_has_suffix (mark->text, "…")
                          : pango_layout_is_ellipsized (mark->layout) && has_room (scene, mark))
        g_string_append_printf (out, "cut: \"%s\"\n", mark->text);
      /* a tile has room for a short code only; formulas of published series are written in their codes, which are explained */
      if (strcmp (chart->id, "map.tiles") != 0 && strcmp (chart->id, "method.derivation") != 0
          && has_code (view, mark->text))
        g_string_append_printf (out, "code: \"%s\"\n", mark->text);
    }
  if (glyphs != NULL)
    g_string_append_printf (out, "no glyph: %s\n", glyphs);
  if (hidden && nqp_scene_get_excuse (scene) == NULL && largest_empty (scene) > MOST_EMPTY)
    g_string_append_printf (out, "%.0f %% empty while something is hidden\n", 100 * largest_empty (scene));
  if (out->len == 0)
    return;
  g_test_message ("%s of %s, %s, %s:\n%s", chart->id, source->id, how, nqp_lang_to_string (view->lang),
                  out->str);
  g_test_fail ();
}

/* Nothing is left out at the height a picture asks for, and it asks for no more there. */
static void
check_need (const NqpChart *chart, const Source *source, const NqpView *view, const NqpStyle *style,
            const NqpScene *scene, const char *how)
{
  const double need = nqp_scene_get_need (scene), width = nqp_scene_width (scene);
  g_autoptr (NqpScene) whole = NULL;

  if (need <= nqp_scene_height (scene))
    return;
  whole = chart->build (view, style, width, ceil (need));
  check (chart, source, view, whole, how);
  g_assert_cmpfloat (nqp_scene_get_need (whole), <=, ceil (need));
  for (guint i = 0; i < whole->marks->len; i++)
    {
      const NqpMark *mark = &g_array_index (whole->marks, NqpMark, i);

      if (mark->kind != NQP_MARK_TEXT)
        continue;
      g_assert_null (strstr (pango_layout_get_text (mark->layout), gettext ("Larger, please.")));
      g_assert_false (
          g_regex_match_simple ("^\\d+ more$|^另有 \\d+ 项$", pango_layout_get_text (mark->layout), 0, 0));
    }
}

static void
test_room (gconstpointer data)
{
  const NqpChart *chart = data;

  for (guint k = 0; k < G_N_ELEMENTS (sources); k++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        const Source *source = &sources[k];
        g_autofree char *how
            = g_strdup_printf ("%gx%g, scale %g", sizes[s].width, sizes[s].height, sizes[s].scale);
        g_autoptr (NqpScene) scene = NULL;
        NqpStyle style;
        NqpView view;

        look_at (&view, source, (s + k) % 2 == 0);
        nqp_style_init (&style, sizes[s].style, sizes[s].scale);
        scene = chart->build (&view, &style, sizes[s].width, sizes[s].height);
        check (chart, source, &view, scene, how);
        check_need (chart, source, &view, &style, scene, how);
        if (chart->theory)
          {
            g_autoptr (NqpScene) deep = NULL;

            view.depth = 3;
            deep = chart->build (&view, &style, sizes[s].width, sizes[s].height);
            check_need (chart, source, &view, &style, deep, how);
          }
      }
}

int
main (int argc, char *argv[])
{
  int n, status;
  const NqpChart *const *charts = nqp_charts (&n);

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 4); /* samples, translations, language */
  g_assert_true (nqp_lang_parse (argv[3], &lang));
  g_setenv ("LANGUAGE", argv[3], TRUE);
  bindtextdomain (NQP_GETTEXT_DOMAIN, argv[2]);
  bind_textdomain_codeset (NQP_GETTEXT_DOMAIN, "UTF-8");
  textdomain (NQP_GETTEXT_DOMAIN);
  load_sample (&sources[0], argv[1], "china-provinces");
  load_sample (&sources[1], argv[1], "world-economies");
  make_own (&sources[2], "long names", 31, CHARTS_SAMPLE_LONG);
  make_own (&sources[3], "2,800 regions", 2800, CHARTS_SAMPLE_WHOLE);
  framework = nqp_framework_shipped ();
  for (guint k = 0; k < G_N_ELEMENTS (sources); k++)
    compute (&sources[k]);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("/room/%s", charts[i]->id);

      g_test_add_data_func (name, charts[i], test_room);
    }
  status = g_test_run ();
  nqp_framework_unref (framework);
  for (guint k = 0; k < G_N_ELEMENTS (sources); k++)
    {
      nqp_robustness_clear (&sources[k].robustness);
      nqp_scores_unref (sources[k].scores);
      nqp_map_layout_unref (sources[k].layout);
    }
  return status;
}
