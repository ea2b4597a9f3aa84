/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-axis.h"
#include "nqp-labels.h"
#include "nqp-legend.h"
#include "nqp-type-fit.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* What charts are written in keeps its promises at any size. */

static NqpScene *
make_scene (double width, double height, double scale)
{
  NqpStyle style;

  nqp_style_init (&style, NQP_STYLE_LIGHT, scale);
  return nqp_scene_new (width, height, &style);
}

static void
assert_no_faults (const NqpScene *scene, const char *what)
{
  g_autofree char *faults = nqp_scene_find_faults (scene);

  if (faults != NULL)
    g_error ("%s: %s", what, faults);
}

/* How many marks of @kind; those whose line holds @word, if given. */
static int
count (const NqpScene *scene, const char *kind, const char *word)
{
  g_autofree char *text = nqp_scene_to_text (scene);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  int n = 0;

  for (int i = 0; lines[i] != NULL; i++)
    n += g_str_has_prefix (lines[i], kind) && (word == NULL || strstr (lines[i], word) != NULL);
  return n;
}

/* Labels along a line keep their order, never meet, and stay where they may lie. */
static void
test_spread (void)
{
  for (int round = 0; round < 500; round++)
    {
      const int n = g_test_rand_int_range (1, 30);
      double at[30], before[30], size[30], total = 0;

      for (int i = 0; i < n; i++)
        {
          before[i] = at[i] = g_test_rand_double_range (-50, 350);
          size[i] = g_test_rand_double_range (1, 9);
          total += size[i];
        }
      g_assert_cmpfloat (total, <, 300);
      nqp_spread (at, size, n, 0, 300);
      for (int i = 0; i < n; i++)
        {
          g_assert_cmpfloat (at[i] - size[i] / 2, >=, -1e-9);
          g_assert_cmpfloat (at[i] + size[i] / 2, <=, 300 + 1e-9);
          for (int k = 0; k < n; k++)
            if (before[i] < before[k])
              g_assert_cmpfloat (at[i] + size[i] / 2, <=, at[k] - size[k] / 2 + 1e-6);
        }
    }
}

static gboolean
meets (NqpBox a, NqpBox b)
{
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* In the plane: what is open meets no label and no line, and no line meets a label; points along the lines are looked at one by
 * one. */
static void
test_labels (void)
{
  const NqpBox room = { 10, 20, 400, 300 };

  for (int round = 0; round < 40; round++)
    {
      g_auto (NqpLabels) labels = { 0 };
      int n_placed = 0;

      nqp_labels_init (&labels, room);
      for (int i = 0; i < 200; i++)
        {
          const NqpBox box = { g_test_rand_double_range (-20, 420), g_test_rand_double_range (0, 330),
                               g_test_rand_double_range (5, 80), g_test_rand_double_range (5, 20) };
          const NqpSegment leader = { g_test_rand_double_range (10, 410), g_test_rand_double_range (20, 320),
                                      box.x, box.y + box.h / 2 };

          if (!nqp_labels_is_open (&labels, box) || !nqp_labels_is_leader_open (&labels, leader))
            continue;
          nqp_labels_take (&labels, box);
          nqp_labels_take_leader (&labels, leader);
          n_placed++;
        }
      g_assert_cmpint (n_placed, >, 5);
      for (guint i = 0; i < labels.boxes->len; i++)
        {
          const NqpBox a = g_array_index (labels.boxes, NqpBox, i);

          g_assert_true (a.x >= room.x && a.y >= room.y && a.x + a.w <= room.x + room.w
                         && a.y + a.h <= room.y + room.h);
          for (guint k = 0; k < labels.boxes->len; k++)
            {
              const NqpSegment s = g_array_index (labels.leaders, NqpSegment, k);

              if (k == i)
                continue;
              g_assert_false (meets (a, g_array_index (labels.boxes, NqpBox, k)));
              for (int t = 0; t <= 100; t++)
                {
                  const double x = s.x1 + (s.x2 - s.x1) * t / 100, y = s.y1 + (s.y2 - s.y1) * t / 100;

                  g_assert_false (x > a.x && x < a.x + a.w && y > a.y && y < a.y + a.h);
                }
            }
        }
    }
}

/* The fullest text that has room, or none: never one that leaves its box. */
static void
test_type (void)
{
  g_autoptr (NqpScene) scene = make_scene (800, 600, 1);
  const char *texts[]
      = { "Growth of emerging industries 23.2 %", NULL, "Growth of emerging industries", "23.2 %" };
  NqpFont font = nqp_type (13, nqp_scene_style (scene)->text, NQP_TYPE_BOLD | NQP_TYPE_END | NQP_TYPE_TOP);
  int n_found = 0, n_none = 0;

  g_assert_true (font.bold && !font.tabular && font.align == NQP_ALIGN_END && font.valign == NQP_ALIGN_START);
  for (font.max_width = 5; font.max_width < 320; font.max_width += 5)
    for (font.max_lines = 1; font.max_lines <= 3; font.max_lines++)
      for (double height = 8; height < 60; height += 4)
        {
          const char *text = nqp_type_choose (scene, texts, G_N_ELEMENTS (texts), &font, height);

          if (text == NULL)
            {
              n_none++;
              continue;
            }
          n_found++;
          g_assert_cmpfloat (nqp_type_width (scene, text, &font), <=, font.max_width + 1);
          g_assert_cmpfloat (nqp_type_height (scene, text, &font), <=, height);
          g_assert_true (nqp_scene_text_fits (scene, text, &font));
          for (guint k = 0; texts[k] != text; k++) /* none fuller would have done */
            g_assert_true (texts[k] == NULL || !nqp_scene_text_fits (scene, texts[k], &font)
                           || nqp_type_height (scene, texts[k], &font) > height);
        }
  g_assert_cmpint (n_found, >, 100);
  g_assert_cmpint (n_none, >, 100);
  font.max_width = 60;
  g_assert_true (nqp_type_breaks_words (scene, "new industrialisation", &font, FALSE));
  g_assert_false (nqp_type_breaks_words (scene, "new old", &font, FALSE));
  g_assert_false (nqp_type_breaks_words (scene, "新型工业化与产业升级", &font, FALSE));
  g_assert_true (nqp_type_breaks_words (scene, "新型工业化与产业升级", &font, TRUE));
}

static const char *const names[] = {
  "New elements 40.0 %", "median",      "Technological innovation 13.9 %", "no data", "5–95 % of the draws",
  "fragile rank",        "新型生产关系"
};

/* Wraps to the width: every item is there, whole, and none on another; the height is what was measured. */
static void
test_legend (void)
{
  g_autoptr (NqpLegend) legend = nqp_legend_new ();
  const NqpPaint paint = { .fill = { 0, 0, 1, 1 }, .stroke = { 0, 0, 0, 1 }, .width = 2 };
  g_autoptr (NqpScene) empty = make_scene (100, 100, 1);
  double last = INFINITY;

  g_assert_cmpfloat (nqp_legend_height (legend, empty, 100), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (i % 3 == 2)
      nqp_legend_add_mark (legend, names[i], NQP_SHAPE_MARK_DIAMOND, paint);
    else
      nqp_legend_add (legend, names[i], i == 1 ? NQP_SAMPLE_TICK : NQP_SAMPLE_SWATCH, paint);
  for (double width = 260; width <= 1200; width += 20)
    {
      g_autoptr (NqpScene) scene = make_scene (width + 20, 300, 1);
      NqpBox box = { 10, 10, width, 280 };
      const double height = nqp_legend_height (legend, scene, width);

      nqp_legend_cut (legend, scene, &box);
      g_assert_cmpfloat_with_epsilon (box.y, 10 + height + nqp_scene_style (scene)->unit, 1e-9);
      g_assert_cmpfloat_with_epsilon (box.y + box.h, 290, 1e-9);
      assert_no_faults (scene, "legend");
      g_assert_cmpint (count (scene, "text", NULL), ==, G_N_ELEMENTS (names));
      g_assert_cmpfloat (height, <=, last);
      last = height;
    }
  {
    g_autoptr (NqpScene) scene = make_scene (300, 300, 1);

    nqp_legend_set_most_lines (legend, 1);
    nqp_legend_draw (legend, scene, (NqpBox){ 10, 10, 280, 100 });
    g_assert_cmpint (count (scene, "text", "and "), ==, 1); /* what has no room is counted */
    assert_no_faults (scene, "legend of one line");
  }
}

/* A median that the picture draws as an upright tick is one in the legend too. */
static void
test_legend_as_drawn (void)
{
  g_autoptr (NqpLegend) legend = nqp_legend_new ();
  g_autoptr (NqpScene) scene = make_scene (300, 100, 1);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  int n_upright = 0, n_level = 0;

  nqp_legend_add (legend, "median", NQP_SAMPLE_TICK, (NqpPaint){ .stroke = { 0, 0, 0, 1 }, .width = 2 });
  nqp_legend_add (legend, "interval", NQP_SAMPLE_WHISKER, (NqpPaint){ .stroke = { 0, 0, 0, 1 }, .width = 1 });
  nqp_legend_draw (legend, scene, (NqpBox){ 10, 10, 280, 80 });
  text = nqp_scene_to_text (scene);
  lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);

      if (g_strcmp0 (words[0], "line") != 0)
        continue;
      n_upright += strcmp (words[1], words[3]) == 0;
      n_level += strcmp (words[2], words[4]) == 0;
    }
  g_assert_cmpint (n_upright, ==, 3); /* the tick, and the ends of the interval */
  g_assert_cmpint (n_level, ==, 1);
}

static const char *const units[]
    = { NULL,          "%",           "points",
        "10,000 yuan", "千瓦时/万元", "kWh per 10,000 yuan of value added at prices of 2015" };

/* Every line of the axis has its number, whatever the unit, which is there as well and on none of them. */
static void
test_axis_x (void)
{
  const double domains[][2]
      = { { 0, 65.5 }, { 0, 2500 }, { -3.2, 4.1 }, { 0.5, 31.5 }, { -250000, 1750000 }, { 0, 0.004 } };

  for (guint d = 0; d < G_N_ELEMENTS (domains); d++)
    for (guint u = 0; u < G_N_ELEMENTS (units); u++)
      for (double width = 240; width <= 1300; width += 53)
        for (int n_ticks = 2; n_ticks <= 12; n_ticks += 5)
          {
            g_autoptr (NqpScene) scene = make_scene (width, 200, 1), bare = make_scene (width, 200, 1);
            const NqpBox box = { 12, 10, width - 24, 180 };
            const double left
                = MAX (nqp_axis_x_left (scene, box, units[u], domains[d][0], domains[d][1]), 0.2 * box.w);
            const double below = nqp_axis_x_height (scene, box, units[u]);
            const NqpBox plot = { box.x + left, box.y, box.w - left - 40, box.h - below };
            const NqpScale scale = { domains[d][0], domains[d][1], plot.x, plot.x + plot.w };
            double x, y, w, h;
            int n_lines;

            nqp_axis_x (scene, &scale, box, plot, n_ticks, units[u]);
            nqp_axis_x (bare, &scale, box, plot, n_ticks, NULL);
            n_lines = count (scene, "line", NULL);
            g_assert_cmpint (n_lines, >=, 1);
            g_assert_cmpint (n_lines, ==, count (bare, "line", NULL));
            g_assert_cmpint (count (bare, "text", NULL), ==, n_lines);
            g_assert_cmpint (count (scene, "text", NULL), ==, n_lines + (units[u] != NULL));
            if (units[u] != NULL)
              {
                const NqpFont font
                    = nqp_type (nqp_scene_style (scene)->tick, nqp_scene_style (scene)->dim, 0);

                g_assert_cmpint (count (scene, "text", units[u]), ==, 1);
                if (nqp_type_width (scene, units[u], &font) < plot.x + plot.w - box.x)
                  assert_no_faults (scene, units[u]);
              }
            else
              assert_no_faults (scene, "axis");
            if (nqp_scene_locate (scene, NQP_DATUM_NONE, &x, &y, &w, &h))
              g_assert_cmpfloat (y + h, <=, box.y + box.h);
          }
}

static void
test_axis_y (void)
{
  for (guint u = 0; u < G_N_ELEMENTS (units); u++)
    for (double height = 60; height <= 700; height += 31)
      {
        g_autoptr (NqpScene) scene = make_scene (600, height + 60, 1),
                             bare = make_scene (600, height + 60, 1);
        NqpScale scale = { 0, 2437, 30 + height, 30 };
        NqpBox plot = { 0, 30, 0, height };
        int n_lines;

        nqp_scale_nice (&scale, 6);
        plot.x = 12 + nqp_axis_y_width (scene, scale.d0, scale.d1, 6) + nqp_scene_style (scene)->unit;
        plot.w = 580 - plot.x;
        nqp_axis_y (scene, &scale, plot, 6, units[u]);
        nqp_axis_y (bare, &scale, plot, 6, NULL);
        n_lines = count (scene, "line", NULL);
        g_assert_cmpint (n_lines, >=, 2);
        g_assert_cmpint (count (bare, "text", NULL), ==, n_lines);
        g_assert_cmpint (count (scene, "text", NULL), ==, n_lines + (units[u] != NULL));
        assert_no_faults (scene, units[u] != NULL ? units[u] : "axis");
      }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vocabulary/spread", test_spread);
  g_test_add_func ("/vocabulary/labels", test_labels);
  g_test_add_func ("/vocabulary/type", test_type);
  g_test_add_func ("/vocabulary/legend", test_legend);
  g_test_add_func ("/vocabulary/legend-as-drawn", test_legend_as_drawn);
  g_test_add_func ("/vocabulary/axis-x", test_axis_x);
  g_test_add_func ("/vocabulary/axis-y", test_axis_y);
  return g_test_run ();
}
