/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-snapshot.h"

#include "random-panel.h"

static const RandomPanel spec = { 40, 4, 8, 0.1, FALSE, 11 };

static NqpScores *
make_scores (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&spec);
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (GError) error = NULL;
  NqpMethod method;
  NqpScores *scores;

  nqp_method_init (&method);
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, &error);
  g_assert_no_error (error);
  return scores;
}

/* What is worked out once is what would be worked out each time, for every measure and year. */
static void
test_facts (void)
{
  g_autoptr (NqpScores) scores = make_scores ();
  g_autofree int *kept = g_new (int, scores->n_regions);
  g_autofree int *anew = g_new (int, scores->n_regions);
  NqpStyle style;
  NqpView view;

  nqp_style_init (&style, NQP_STYLE_LIGHT, 1);
  nqp_view_init (&view, scores, NULL, NQP_LANG_EN);
  for (view.measure = 0; view.measure < scores->tree->n_nodes; view.measure++)
    for (view.year = 0; view.year < scores->n_years; view.year++)
      {
        g_autoptr (NqpSnapshot) snapshot = nqp_snapshot_new (&view, &style);
        NqpView look = *nqp_snapshot_get_view (snapshot);

        g_assert_nonnull (look.facts);
        nqp_view_order (&look, kept);
        nqp_view_order (&view, anew);
        g_assert_cmpmem (kept, sizeof (int) * scores->n_regions, anew, sizeof (int) * scores->n_regions);
        g_assert_cmpint (nqp_view_decimals (&look), ==, nqp_view_decimals (&view));
        for (int i = 0; i < scores->n_regions; i++)
          g_assert_cmpstr (nqp_view_mark (&look, i, view.year), ==, nqp_view_mark (&view, i, view.year));

        /* Facts of another measure or year are not taken for this one's. */
        look.measure = (view.measure + 1) % scores->tree->n_nodes;
        look.year = (view.year + 1) % scores->n_years;
        NqpView other = look;
        other.facts = NULL;
        nqp_view_order (&look, kept);
        nqp_view_order (&other, anew);
        g_assert_cmpmem (kept, sizeof (int) * scores->n_regions, anew, sizeof (int) * scores->n_regions);
        g_assert_cmpint (nqp_view_decimals (&look), ==, nqp_view_decimals (&other));
        for (int i = 0; i < scores->n_regions; i++)
          g_assert_cmpstr (nqp_view_mark (&look, i, look.year), ==, nqp_view_mark (&other, i, look.year));
      }
}

/* A snapshot outlives what it was made of; another look at it outlives the snapshot. */
static void
test_lasts (void)
{
  NqpScores *scores = make_scores ();
  const double score = nqp_scores_get (scores, 0, 3, 7);
  NqpSnapshot *snapshot, *look;
  NqpStyle style;
  NqpView view;

  nqp_style_init (&style, NQP_STYLE_DARK, 2);
  nqp_view_init (&view, scores, NULL, NQP_LANG_ZH);
  snapshot = nqp_snapshot_new (&view, &style);
  nqp_scores_unref (scores);

  view = *nqp_snapshot_get_view (snapshot);
  view.step = 2;
  view.part = 5;
  look = nqp_snapshot_look (snapshot, &view);
  g_assert_cmpint (nqp_snapshot_get_view (snapshot)->step, ==, 0);
  nqp_snapshot_unref (snapshot);

  g_assert_cmpint (nqp_snapshot_get_view (look)->step, ==, 2);
  g_assert_cmpint (nqp_snapshot_get_view (look)->part, ==, 5);
  g_assert_cmpint (nqp_snapshot_get_view (look)->lang, ==, NQP_LANG_ZH);
  g_assert_cmpfloat (nqp_snapshot_get_style (look)->scale, ==, 2);
  g_assert_cmpfloat (nqp_scores_get (nqp_snapshot_get_view (look)->scores, 0, 3, 7), ==, score);
  g_assert_cmpint (nqp_view_decimals (nqp_snapshot_get_view (look)), ==, 1);
  nqp_snapshot_unref (look);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snapshot/facts", test_facts);
  g_test_add_func ("/snapshot/lasts", test_lasts);
  return g_test_run ();
}
