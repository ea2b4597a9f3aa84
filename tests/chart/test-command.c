/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts-sample.h"
#include "nqp-chart-command.h"

#include <string.h>

static char *
command (const char *id, const NqpView *view, const NqpPictureLook *look)
{
  return nqp_chart_command (nqp_chart_find (id), view, look, "/home/x/my project.nqp", "out.png");
}

/* Everything that the picture follows from is asked for, and nothing that a shell would read otherwise. */
static void
test_all (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (5, 3, CHARTS_SAMPLE_WHOLE, NULL);
  const NqpPictureLook plain = { .format = NQP_FORMAT_SVG };
  const NqpPictureLook look = { NQP_FORMAT_PNG, { 16, 9, NQP_LENGTH_CM }, 300, NQP_STYLE_DARK, TRUE };
  const NqpPanel *panel = scores->panel;
  g_autofree char *ranking = NULL, *trends = NULL, *map = NULL, *first = NULL, *second = NULL;
  NqpView view;

  nqp_view_init (&view, scores, NULL, NQP_LANG_ZH);
  view.focus = 2;
  view.compared[view.n_compared++] = 0;
  view.compared[view.n_compared++] = 4;
  view.year = 1;
  ranking = command ("ranking.bars", &view, &plain);
  first = g_strdup_printf (
      "nqp chart '/home/x/my project.nqp' ranking.bars -o out.png --lang zh_CN --year %d "
      "--measure index --region %s,%s,%s --style light",
      panel->years[1], panel->places[2].code, panel->places[0].code, panel->places[4].code);
  g_assert_cmpstr (ranking, ==, first);

  view.n_compared = 0;
  view.title = "It's $HOME; `rm`";
  view.subtitle = "";
  view.caption = "-x";
  view.classes = NQP_CLASSES_JENKS;
  g_assert_true (nqp_chart_options_parse (&view.options, ~0u, "axis.max=70 reference=-3 labels=no", NULL));
  trends = command ("trends.lines", &view, &look);
  second = g_strdup_printf (
      "nqp chart '/home/x/my project.nqp' trends.lines -o out.png --lang zh_CN --year %d "
      "--measure index --region %s --option axis.max=70 --option reference=-3 "
      "--title 'It'\\''s $HOME; `rm`' --subtitle '' --caption '-x' --size 16x9cm --dpi 300 "
      "--style dark --transparent",
      panel->years[1], panel->places[2].code);
  g_assert_cmpstr (trends, ==, second);
  map = command ("map.tiles", &view, &plain);
  g_assert_nonnull (strstr (map, " --option breaks=jenks --option labels=no "));
}

/* What is assumed is asked for; what no option asks for has no command. */
static void
test_views (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (5, 3, CHARTS_SAMPLE_WHOLE, NULL);
  const NqpTree *tree = scores->tree;
  const NqpPictureLook look = { .format = NQP_FORMAT_PDF };
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpScores) assumed = NULL;
  g_autofree char *line = NULL, *expected = NULL, *step = NULL, *leaf = NULL;
  NqpView view;

  nqp_view_init (&view, scores, NULL, NQP_LANG_EN);
  assumed
      = nqp_scores_what_if (scores, view.year, view.focus, 1, &tree->leaves[1], &(double){ 12.5 }, &error);
  g_assert_no_error (error);
  view.before = scores;
  view.scores = assumed;
  line = command ("paths.whatif", &view, &look);
  expected = g_strdup_printf (" --assume %s=12.5 ", tree->nodes[tree->leaves[1]].id);
  g_assert_nonnull (strstr (line, expected));
  g_assert_cmpuint (g_strrstr (line, "--assume") - line, ==, strstr (line, "--assume") - line);

  nqp_view_init (&view, scores, NULL, NQP_LANG_EN);
  view.step = 2;
  step = command ("method.derivation", &view, &look);
  g_assert_null (step);
  view.step = 0;
  view.leaf = tree->leaves[2];
  leaf = command ("method.derivation", &view, &look);
  g_assert_null (leaf);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command/all", test_all);
  g_test_add_func ("/command/views", test_views);
  return g_test_run ();
}
