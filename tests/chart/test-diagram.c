/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "charts-sample.h"
#include "nqp-chart.h"
#include "nqp-framework-diagram.h"
#include "nqp-framework-json.h"

/* The diagram of the theory: everything asked for is there and can be read, whatever is chosen, and stands still while
 * the pointer moves. */

static NqpFramework *framework;
static NqpScores *scores;

static NqpView
view_of (const NqpFramework *theory, NqpLang lang, int depth)
{
  NqpView view;

  nqp_view_init (&view, scores, NULL, lang);
  view.framework = theory;
  view.depth = depth;
  return view;
}

static NqpScene *
build (const NqpView *view, NqpStyleKind kind, double scale, double width, double height)
{
  NqpStyle style;

  nqp_style_init (&style, kind, scale);
  return nqp_chart_find ("framework.diagram")->build (view, &style, width, height);
}

static gboolean
locate (const NqpScene *scene, int entry, double box[4])
{
  return nqp_scene_locate (scene, (NqpDatum){ -1, -1, -1, entry + 1 }, &box[0], &box[1], &box[2], &box[3]);
}

static void
check_faults (const NqpView *view, NqpStyleKind kind, double scale, double width, double height)
{
  g_autoptr (NqpScene) scene = build (view, kind, scale, width, height);
  g_autofree char *faults = nqp_scene_find_faults (scene);

  if (faults != NULL)
    {
      g_test_message ("%gx%g, style %d, scale %g, %s, depth %d, live %d, entry %d:\n%s", width, height, kind,
                      scale, nqp_lang_to_string (view->lang), view->depth, view->live, view->entry, faults);
      g_test_fail ();
    }
}

static void
test_faults (void)
{
  static const double sizes[][2] = { { 300, 220 }, { 400, 300 }, { 540, 420 },  { 640, 900 },
                                     { 660, 645 }, { 800, 640 }, { 1280, 720 }, { 1920, 1080 } };
  static const char *const chosen[]
      = { NULL, "drivers", "elements.labour-tools", "drivers>elements.empowers", "path.elements" };

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (int lang = NQP_LANG_EN; lang <= NQP_LANG_ZH; lang++)
      for (int depth = 1; depth <= 3; depth++)
        for (int live = 0; live <= 1; live++)
          {
            NqpView view = view_of (framework, (NqpLang)lang, depth);
            gsize k = (s + (gsize)depth) % G_N_ELEMENTS (chosen);

            view.live = live != 0;
            view.provenance = depth != 1;
            view.date = "2026-01-31";
            view.entry = chosen[k] != NULL ? nqp_framework_find (framework, chosen[k]) : -1;
            g_assert_true (chosen[k] == NULL || view.entry >= 0);
            check_faults (&view, (NqpStyleKind)((s + (gsize)depth) % 5), 1, sizes[s][0], sizes[s][1]);
          }
  for (int depth = 1; depth <= 3; depth++)
    {
      NqpView view = view_of (framework, NQP_LANG_EN, depth);

      view.provenance = view.live = TRUE;
      check_faults (&view, NQP_STYLE_DARK, 1.6, 1280, 800);
      check_faults (&view, NQP_STYLE_DARK, 1.6, 1920, 1080);
    }
}

/* At least 12 px wherever there is room for a class to look at. */
static void
test_type (void)
{
  static const double sizes[][2]
      = { { 660, 645 }, { 760, 645 }, { 800, 640 }, { 1024, 768 }, { 1280, 720 }, { 1920, 1080 } };

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (int depth = 1; depth <= 6; depth++)
      {
        NqpView view = view_of (framework, depth > 3 ? NQP_LANG_ZH : NQP_LANG_EN, (depth - 1) % 3 + 1);
        g_autoptr (NqpScene) scene = NULL;
        g_autofree char *text = NULL;
        int n = 0;

        view.provenance = view.live = TRUE;
        scene = build (&view, NQP_STYLE_LIGHT, 1, sizes[s][0], sizes[s][1]);
        text = nqp_scene_to_text (scene);
        for (const char *at = strstr (text, " size="); at != NULL; at = strstr (at + 1, " size="), n++)
          g_assert_cmpfloat (g_ascii_strtod (at + 6, NULL), >=, 12.0);
        g_assert_cmpint (n, >, 10);
      }
}

/* Beside an open pane some parts are only counted, but never the one the pane speaks of. */
static void
test_chosen_is_there (void)
{
  for (int lang = NQP_LANG_EN; lang <= NQP_LANG_ZH; lang++)
    for (guint i = 0; i < framework->entries->len; i++)
      {
        const NqpEntry *e = nqp_framework_entry (framework, (int)i);
        NqpView view = view_of (framework, (NqpLang)lang, 2);
        g_autoptr (NqpScene) scene = NULL;
        double box[4];

        if (e->kind != NQP_ENTRY_CONCEPT || nqp_framework_depth (framework, (int)i) > 1
            || (e->parent_at >= 0 && g_str_has_prefix (e->id, "origin")))
          continue;
        view.entry = (int)i;
        view.live = view.provenance = TRUE;
        check_faults (&view, NQP_STYLE_LIGHT, 1, 660, 645);
        scene = build (&view, NQP_STYLE_LIGHT, 1, 660, 645);
        if (!locate (scene, (int)i, box))
          {
            g_test_message ("%s is chosen and not in the picture (%s)", e->id,
                            nqp_lang_to_string (view.lang));
            g_test_fail ();
          }
      }
}

static void
check_all_there (const NqpScene *scene, int depth)
{
  for (guint i = 0; i < framework->entries->len; i++)
    {
      const NqpEntry *e = nqp_framework_entry (framework, (int)i);
      int level = nqp_framework_depth (framework, (int)i);
      double box[4];
      NqpDatum datum;

      if (e->kind == NQP_ENTRY_CONCEPT
              ? depth < 3 && (level >= depth || (level > 0 && g_str_has_prefix (e->id, "origin")))
              : e->kind != NQP_ENTRY_PATH && (e->kind != NQP_ENTRY_MEASURE || depth < 3))
        continue;
      if (!locate (scene, (int)i, box))
        {
          g_test_message ("%s is missing at depth %d", e->id, depth);
          g_test_fail ();
          continue;
        }
      /* the head of a node answers to the pointer */
      g_assert_true (nqp_scene_pick (scene, box[0] + 3, box[1] + box[3] / 2, &datum));
      g_assert_cmpint (datum.entry, ==, (int)i + 1);
    }
}

static void
test_all_there (void)
{
  static const struct
  {
    int depth;
    double width, height;
  } shots[] = { { 1, 800, 640 }, { 2, 1280, 720 }, { 2, 1024, 768 }, { 3, 1920, 1080 } };

  for (gsize s = 0; s < G_N_ELEMENTS (shots); s++)
    for (int lang = NQP_LANG_EN; lang <= NQP_LANG_ZH; lang++)
      {
        NqpView view = view_of (framework, (NqpLang)lang, shots[s].depth);
        g_autoptr (NqpScene) scene = build (&view, NQP_STYLE_LIGHT, 1, shots[s].width, shots[s].height);

        check_all_there (scene, shots[s].depth);
      }
}

/* Nodes lie within one another or apart. */
static void
test_apart (void)
{
  static const double sizes[][2] = { { 400, 300 }, { 800, 640 }, { 1280, 720 }, { 1920, 1080 } };
  int n = (int)framework->entries->len;

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (int depth = 1; depth <= 3; depth++)
      {
        NqpView view = view_of (framework, NQP_LANG_EN, depth);
        g_autoptr (NqpScene) scene = build (&view, NQP_STYLE_LIGHT, 1, sizes[s][0], sizes[s][1]);
        int n_nodes = 0;

        for (int i = 0; i < n; i++)
          {
            double a[4], b[4];

            if (nqp_framework_entry (framework, i)->kind == NQP_ENTRY_RELATION || !locate (scene, i, a))
              continue;
            n_nodes++;
            g_assert_true (a[0] >= 0 && a[1] >= 0 && a[0] + a[2] <= sizes[s][0]
                           && a[1] + a[3] <= sizes[s][1]);
            for (int k = 0; k < i; k++)
              {
                if (nqp_framework_entry (framework, k)->kind == NQP_ENTRY_RELATION || !locate (scene, k, b))
                  continue;
                if (nqp_framework_is_within (framework, i, k))
                  g_assert_true (a[0] >= b[0] && a[1] >= b[1] && a[0] + a[2] <= b[0] + b[2] + 0.1
                                 && a[1] + a[3] <= b[1] + b[3] + 0.1);
                else if (!nqp_framework_is_within (framework, k, i))
                  g_assert_true (a[0] >= b[0] + b[2] || b[0] >= a[0] + a[2] || a[1] >= b[1] + b[3]
                                 || b[1] >= a[1] + a[3]);
              }
          }
        g_assert_cmpint (n_nodes, >=, 6);
      }
}

/* Relations end at the borders of what they join, and their lines and verbs answer to the pointer. */
static void
test_arrows (void)
{
  NqpView view = view_of (framework, NQP_LANG_EN, 2);
  g_autoptr (NqpScene) scene = build (&view, NQP_STYLE_LIGHT, 1, 1280, 720);
  g_autofree char *text = nqp_scene_to_text (scene);
  const char *const ids[] = { "drivers>elements.empowers", "carriers>nqp.carries",
                              "relations>elements.allocates", "tfp>nqp.symbol", "nqp>relations.requires" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      int entry = nqp_framework_find (framework, ids[i]);
      g_autofree char *mark = g_strdup_printf (" entry=%d\n", entry + 1);
      double box[4];
      int hits = 0;

      g_assert_nonnull (strstr (text, mark));
      g_assert_true (locate (scene, entry, box));
      for (int k = 1; k < 20; k++) /* along its first part, where no other arrow crosses it */
        {
          NqpDatum datum;

          hits += nqp_scene_pick (scene, box[0] + box[2] * k / 20, box[1] + box[3] * k / 20, &datum)
                  && datum.entry == entry + 1;
        }
      g_assert_cmpint (hits, >, 5);
    }
  g_assert_nonnull (strstr (text, "\"empowers\""));
}

/* Everything but colours, widths of lines and the ring. */
static char *
positions (const NqpScene *scene)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < framework->entries->len; i++)
    {
      double box[4];

      if (locate (scene, (int)i, box))
        g_string_append_printf (out, "%u %.2f %.2f %.2f %.2f\n", i, box[0], box[1], box[2], box[3]);
    }
  return g_string_free (out, FALSE);
}

static void
test_hover (void)
{
  NqpView view = view_of (framework, NQP_LANG_EN, 2);
  g_autoptr (NqpScene) still = build (&view, NQP_STYLE_LIGHT, 1, 1280, 720);
  g_autofree char *before = positions (still), *before_text = nqp_scene_to_text (still);
  g_autofree guint8 *lit = g_new0 (guint8, framework->entries->len);
  const char *const ids[]
      = { "drivers", "elements.labour-force", "carriers>nqp.carries", "path.industry", "contrast.workers" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (NqpScene) scene = NULL, chosen = NULL, lesson = NULL;
      g_autofree char *after = NULL, *text = NULL, *lit_text = NULL;
      int entry = nqp_framework_find (framework, ids[i]);

      g_assert_cmpint (entry, >=, 0);
      view.entry_hover = entry;
      scene = build (&view, NQP_STYLE_LIGHT, 1, 1280, 720);
      after = positions (scene);
      text = nqp_scene_to_text (scene);
      g_assert_cmpstr (before, ==, after);
      g_assert_cmpstr (before_text, !=, text);
      view.entry_hover = -1;
      lit[entry] = 1;
      view.lit = lit;
      lesson = build (&view, NQP_STYLE_LIGHT, 1, 1280, 720);
      lit_text = nqp_scene_to_text (lesson);
      g_assert_cmpstr (before_text, !=, lit_text);
      lit[entry] = 0;
      view.lit = NULL;
    }
}

static NqpFramework *
with_own (void)
{
  NqpFramework *own = nqp_framework_copy (framework);
  g_autoptr (GError) error = NULL;
  const char *const names[]
      = { "Rural vitalization of the counties and townships along the upper reaches of the river and its "
          "tributaries, seen as "
          "a whole and over a long time",
          "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft", "Culture" };
  NqpEntry *e;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = g_strdup_printf ("own-%zu", i);

      e = nqp_framework_add (own, NQP_ENTRY_CONCEPT, id);
      e->name = nqp_text_new (names[i], "沿河上游及其支流各县乡镇的乡村全面振兴及其长期的整体评价");
      e->own = TRUE;
    }
  e = nqp_framework_add (own, NQP_ENTRY_CONCEPT, "own-0.part");
  e->parent = g_strdup ("own-0");
  e->name = nqp_text_new (names[0], "部分");
  e->own = TRUE;
  e = nqp_framework_add (own, NQP_ENTRY_CONCEPT, "drivers.own");
  e->parent = g_strdup ("drivers");
  e->name = nqp_text_new (names[0], "一个很长的驱动因素名称，用来检验换行");
  e->own = TRUE;
  e = nqp_framework_add (own, NQP_ENTRY_RELATION, "own-0>drivers.rests");
  e->name = nqp_text_new ("rests in the long run on what comes out of", "长期依赖于");
  e->from = g_strdup ("own-0");
  e->to = g_strdup ("drivers");
  e->own = TRUE;
  nqp_framework_seal (own, &error);
  g_assert_no_error (error);
  return own;
}

static void
test_own (void)
{
  static const double sizes[][2] = { { 400, 300 }, { 800, 640 }, { 1280, 720 }, { 1920, 1080 } };
  g_autoptr (NqpFramework) own = with_own ();

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (int lang = NQP_LANG_EN; lang <= NQP_LANG_ZH; lang++)
      for (int depth = 1; depth <= 3; depth++)
        {
          NqpView view = view_of (own, (NqpLang)lang, depth);

          check_faults (&view, NQP_STYLE_LIGHT, 1, sizes[s][0], sizes[s][1]);
        }
  for (int depth = 1; depth <= 2; depth++)
    {
      NqpView view = view_of (own, NQP_LANG_EN, depth);
      g_autoptr (NqpScene) scene = build (&view, NQP_STYLE_LIGHT, 1, 1600, 1000);
      double box[4];

      for (int i = 0; i < 3; i++)
        {
          g_autofree char *id = g_strdup_printf ("own-%d", i);

          g_assert_true (locate (scene, nqp_framework_find (own, id), box));
        }
      g_assert_true (locate (scene, nqp_framework_find (own, "own-0>drivers.rests"), box));
      g_assert_cmpint (locate (scene, nqp_framework_find (own, "own-0.part"), box), ==, depth > 1);
      g_assert_cmpint (locate (scene, nqp_framework_find (own, "drivers.own"), box), ==, depth > 1);
    }
}

/* Scores and correlations are those of the tables, and words do without them. */
static void
test_live (void)
{
  NqpView view = view_of (framework, NQP_LANG_EN, 2);
  const NqpChart *chart = nqp_chart_find ("framework.diagram");
  g_autoptr (NqpTable) table = NULL;
  g_autoptr (NqpScene) scene = NULL;
  g_autofree char *summary = NULL, *text = NULL, *plain = NULL, *words = NULL;
  int counts[NQP_N_ENTRY_KINDS] = { 0 };
  int node = nqp_tree_find (scores->tree, "drivers"), n_scores = 0, n_r = 0;

  plain = chart->summary (&view);
  for (guint i = 0; i < framework->entries->len; i++)
    counts[nqp_framework_entry (framework, (int)i)->kind]++;
  words = g_strdup_printf ("%d concepts, %d relations between them, %d paths and %d measures",
                           counts[NQP_ENTRY_CONCEPT], counts[NQP_ENTRY_RELATION], counts[NQP_ENTRY_PATH],
                           counts[NQP_ENTRY_MEASURE]);
  g_assert_nonnull (strstr (plain, words));
  g_assert_null (strstr (plain, "strongest"));
  view.live = TRUE;
  table = chart->table (&view, NQP_TABLE_FILE);
  for (int row = 0; row < nqp_table_n_rows (table); row++)
    {
      const char *id = nqp_table_get_text (table, 0, row);

      n_scores += isfinite (nqp_table_get_number (table, 3, row));
      n_r += isfinite (nqp_table_get_number (table, 7, row));
      if (g_strcmp0 (id, "drivers") == 0)
        g_assert_cmpfloat_with_epsilon (nqp_table_get_number (table, 3, row),
                                        100 * nqp_scores_get (scores, node, view.year, view.focus), 1e-9);
      if (g_strcmp0 (id, "drivers>elements.empowers") == 0)
        {
          int other = nqp_tree_find (scores->tree, "elements");
          double r = nqp_table_get_number (table, 7, row), sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0, n = 0;

          g_assert_cmpstr (nqp_table_get_text (table, 1, row), ==,
                           "Technological innovation empowers New elements");
          for (int i = 0; i < scores->n_regions; i++)
            {
              double x = nqp_scores_get (scores, node, view.year, i),
                     y = nqp_scores_get (scores, other, view.year, i);

              if (isnan (x) || isnan (y))
                continue;
              n++;
              sx += x, sy += y, sxx += x * x, syy += y * y, sxy += x * y;
            }
          g_assert_cmpfloat_with_epsilon (
              r, (n * sxy - sx * sy) / sqrt ((n * sxx - sx * sx) * (n * syy - sy * sy)), 1e-9);
        }
    }
  g_assert_cmpint (n_scores, >=, 5);
  g_assert_cmpint (n_r, ==, 5); /* the relations that join two of the four pillars */
  summary = chart->summary (&view);
  g_assert_nonnull (strstr (summary, "the strongest pillar is"));
  scene = build (&view, NQP_STYLE_LIGHT, 1, 1280, 720);
  text = nqp_scene_to_text (scene);
  g_assert_nonnull (strstr (text, "r\xc2\xa0=\xc2\xa0"));
}

static void
test_few_regions (void)
{
  g_autoptr (NqpScores) two = charts_sample_scores (2, 2, CHARTS_SAMPLE_WHOLE, NULL);
  g_autoptr (NqpScores) none = charts_sample_scores (5, 2, CHARTS_SAMPLE_MISSING, NULL);
  NqpScores *few[] = { two, none };

  for (gsize k = 0; k < G_N_ELEMENTS (few); k++)
    {
      NqpView view;
      g_autoptr (NqpScene) scene = NULL;
      g_autofree char *text = NULL, *faults = NULL, *summary = NULL;

      nqp_view_init (&view, few[k], NULL, NQP_LANG_EN);
      view.framework = framework;
      view.live = TRUE;
      scene = build (&view, NQP_STYLE_PRINT, 1, 1280, 720);
      text = nqp_scene_to_text (scene);
      faults = nqp_scene_find_faults (scene);
      summary = nqp_chart_find ("framework.diagram")->summary (&view);
      g_assert_null (faults);
      g_assert_null (strstr (text, "r\xc2\xa0=\xc2\xa0"));
      g_assert_cmpint (strstr (text, "\"no data\"") != NULL, ==, k == 1);
    }
}

static void
test_no_theory (void)
{
  NqpView view = view_of (NULL, NQP_LANG_EN, 2);
  g_autoptr (NqpFramework) empty = nqp_framework_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_framework_seal (empty, &error));
  for (int k = 0; k < 2; k++)
    {
      g_autoptr (NqpScene) scene = NULL;
      g_autoptr (NqpTable) table = nqp_chart_find ("framework.diagram")->table (&view, NQP_TABLE_FILE);
      g_autofree char *text = NULL, *description = nqp_framework_entry_description (&view, 3);
      g_autofree char *summary = nqp_chart_find ("framework.diagram")->summary (&view);

      scene = build (&view, NQP_STYLE_LIGHT, 1, 800, 640);
      text = nqp_scene_to_text (scene);
      g_assert_nonnull (strstr (text, "has no theory"));
      g_assert_cmpint (nqp_table_n_rows (table), ==, 0);
      g_assert_nonnull (strstr (summary, "has no theory"));
      g_assert_cmpstr (description, ==, "");
      g_assert_cmpint (nqp_framework_diagram_step (&view, scene, -1, 1, 0), ==, -1);
      view.framework = empty;
    }
}

static void
check_step (const NqpView *view, const NqpScene *scene, const char *from, int dx, int dy, const char *to)
{
  int found = nqp_framework_diagram_step (view, scene, nqp_framework_find (framework, from), dx, dy);

  g_assert_cmpint (found, >=, 0);
  g_assert_cmpstr (nqp_framework_entry (framework, found)->id, ==, to);
}

static void
test_keyboard (void)
{
  NqpView view = view_of (framework, NQP_LANG_EN, 1);
  g_autoptr (NqpScene) scene = build (&view, NQP_STYLE_LIGHT, 1, 1280, 720);
  g_autofree char *relation = NULL, *concept = NULL, *scored = NULL;

  check_step (&view, scene, "drivers", 1, 0, "elements");
  check_step (&view, scene, "elements", 1, 0, "carriers");
  check_step (&view, scene, "carriers", -1, 0, "elements");
  check_step (&view, scene, "elements", 0, -1, "nqp");
  check_step (&view, scene, "nqp", 0, -1, "tfp");
  check_step (&view, scene, "elements", 0, 1, "relations");
  check_step (&view, scene, "carriers", 1, 0, "carriers");
  g_assert_cmpint (nqp_framework_diagram_step (&view, scene, -1, 1, 0), >=, 0);

  relation
      = nqp_framework_entry_description (&view, nqp_framework_find (framework, "drivers>elements.empowers"));
  g_assert_true (g_str_has_prefix (relation, "Technological innovation empowers New elements."));
  concept = nqp_framework_entry_description (&view, nqp_framework_find (framework, "drivers"));
  g_assert_nonnull (strstr (concept, "Technological innovation, concept."));
  g_assert_nonnull (strstr (concept, "Section 3.3."));
  g_assert_nonnull (strstr (concept, "New production relations promotes Technological innovation."));
  g_assert_null (strstr (concept, nqp_view_region_name (&view, view.focus)));
  view.live = TRUE;
  scored = nqp_framework_entry_description (&view, nqp_framework_find (framework, "drivers"));
  g_assert_nonnull (strstr (scored, nqp_view_region_name (&view, view.focus)));
}

/* From the first node the arrow keys lead to every other one, and each says something. */
static void
test_keyboard_reaches_all (void)
{
  static const double sizes[][2] = { { 800, 640 }, { 1100, 640 }, { 1280, 720 }, { 1920, 1080 } };
  static const int steps[][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (int depth = 1; depth <= 3; depth++)
      {
        NqpView view = view_of (framework, NQP_LANG_EN, depth);
        g_autoptr (NqpScene) scene = build (&view, NQP_STYLE_LIGHT, 1, sizes[s][0], sizes[s][1]);
        guint n = framework->entries->len, head = 0;
        g_autofree gboolean *seen = g_new0 (gboolean, n);
        g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (int));
        int first = nqp_framework_diagram_step (&view, scene, -1, 1, 0);

        g_assert_cmpint (first, >=, 0);
        seen[first] = TRUE;
        g_array_append_val (queue, first);
        while (head < queue->len)
          {
            int at = g_array_index (queue, int, head++);

            for (gsize k = 0; k < G_N_ELEMENTS (steps); k++)
              {
                int to = nqp_framework_diagram_step (&view, scene, at, steps[k][0], steps[k][1]);

                if (seen[to])
                  continue;
                seen[to] = TRUE;
                g_array_append_val (queue, to);
              }
          }
        for (guint i = 0; i < n; i++)
          {
            const NqpEntry *e = nqp_framework_entry (framework, (int)i);
            double box[4];

            if (e->kind == NQP_ENTRY_RELATION || !locate (scene, (int)i, box))
              continue;
            if (!seen[i])
              {
                g_test_message ("%s is not reached at %gx%g, depth %d", e->id, sizes[s][0], sizes[s][1],
                                depth);
                g_test_fail ();
              }
          }
      }
  for (int lang = NQP_LANG_EN; lang <= NQP_LANG_ZH; lang++)
    for (guint i = 0; i < framework->entries->len; i++)
      {
        const NqpEntry *e = nqp_framework_entry (framework, (int)i);
        NqpView view = view_of (framework, (NqpLang)lang, 3);
        g_autofree char *words = nqp_framework_entry_description (&view, (int)i);

        if (e->kind != NQP_ENTRY_LINK)
          g_assert_nonnull (strstr (words, nqp_text_get (&e->name, (NqpLang)lang)));
      }
}

int
main (int argc, char *argv[])
{
  int status;

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  framework = nqp_framework_shipped ();
  scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  g_test_add_func ("/diagram/faults", test_faults);
  g_test_add_func ("/diagram/type", test_type);
  g_test_add_func ("/diagram/chosen-is-there", test_chosen_is_there);
  g_test_add_func ("/diagram/all-there", test_all_there);
  g_test_add_func ("/diagram/apart", test_apart);
  g_test_add_func ("/diagram/arrows", test_arrows);
  g_test_add_func ("/diagram/hover", test_hover);
  g_test_add_func ("/diagram/own", test_own);
  g_test_add_func ("/diagram/live", test_live);
  g_test_add_func ("/diagram/few-regions", test_few_regions);
  g_test_add_func ("/diagram/no-theory", test_no_theory);
  g_test_add_func ("/diagram/keyboard", test_keyboard);
  g_test_add_func ("/diagram/keyboard-reaches-all", test_keyboard_reaches_all);
  status = g_test_run ();
  nqp_framework_unref (framework);
  nqp_scores_unref (scores);
  return status;
}
