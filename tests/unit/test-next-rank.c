/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-next-rank.h"
#include "random-panel.h"

static const char *const methods[] = {
  "weights=equal",
  "weights=entropy aggregate=geometric",
  "normalise=zscore weights=critic",
  "normalise=minmax-year weights=equal aggregate=harmonic",
  "normalise=rank weights=equal",
  "weights=equal aggregate=topsis",
  "weights=equal aggregate=copeland",
  "outliers=winsorise weights=equal aggregate=power",
};

static NqpScores *
run (NqpPanel *panel, const char *text)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (GError) error = NULL;
  NqpMethod method;
  NqpScores *scores;

  nqp_method_init (&method);
  nqp_method_parse (&method, text, &error);
  g_assert_no_error (error);
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, &error);
  g_assert_no_error (error);
  return scores;
}

static int
rank_with (const NqpScores *scores, int measure, int year, int region, int leaf, double value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpScores) after = nqp_scores_what_if (scores, year, region, 1, &leaf, &value, &error);

  g_assert_no_error (error);
  return nqp_scores_rank (after, measure, year, region);
}

/* Applied, a change gains just the rank it says; half of it gains none; what is said not to suffice does not, at its best. */
static void
check (const NqpScores *scores, int measure, int year, int region, int *n_reached, int *n_short)
{
  const int rank = nqp_scores_rank (scores, measure, year, region);
  g_autoptr (GArray) list = nqp_next_rank_new (scores, measure, year, region);
  double last = 0;

  if (rank <= 1)
    {
      g_assert_cmpint (list->len, ==, 0);
      return;
    }
  for (guint k = 0; k < list->len; k++)
    {
      const NqpNextRank *it = &g_array_index (list, NqpNextRank, k);
      const int j = scores->tree->nodes[it->leaf].indicator;
      double low, high;

      nqp_scores_range (scores, it->leaf, year, &low, &high);
      if (isnan (it->needed))
        {
          const double best = scores->panel->indicators[j].direction >= 0 ? high : low;

          g_assert_cmpint (it->rank_after, ==, 0);
          last = INFINITY;
          if (!isnan (it->current) && scores->panel->indicators[j].direction * (best - it->current) > 0)
            g_assert_cmpint (rank_with (scores, measure, year, region, it->leaf, best), >=, rank);
          (*n_short)++;
          continue;
        }
      g_assert_cmpfloat (it->share, >=, last);
      last = it->share;
      g_assert_cmpfloat_with_epsilon (it->share, fabs (it->needed - it->current) / (high - low), 1e-12);
      g_assert_true (it->needed >= low && it->needed <= high);
      g_assert_true (scores->panel->indicators[j].direction * (it->needed - it->current) > 0);
      g_assert_cmpint (it->rank_after, <, rank);
      g_assert_cmpint (rank_with (scores, measure, year, region, it->leaf, it->needed), ==, it->rank_after);
      g_assert_cmpint (
          rank_with (scores, measure, year, region, it->leaf, it->current + (it->needed - it->current) / 2),
          >=, rank);
      (*n_reached)++;
    }
}

static void
test_reached (void)
{
  static const RandomPanel shapes[] = { { 7, 3, 5, 0.0, FALSE, 3 }, { 12, 2, 6, 0.1, TRUE, 8 } };
  int n_reached = 0, n_short = 0;

  for (gsize p = 0; p < G_N_ELEMENTS (shapes); p++)
    for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
      {
        g_autoptr (NqpPanel) panel = random_panel (&shapes[p]);
        g_autoptr (NqpScores) scores = run (panel, methods[m]);

        for (int measure = 0; measure < scores->n_nodes; measure += 3)
          for (int i = 0; i < scores->n_regions; i += 2)
            check (scores, measure, scores->n_years - 1, i, &n_reached, &n_short);
      }
  g_assert_cmpint (n_reached, >, 200);
  g_assert_cmpint (n_short, >, 20);
}

/* With equal weights, the arithmetic mean and min-max the distance is arithmetic: the points that lack over the weight. */
static void
test_arithmetic (void)
{
  static const RandomPanel shape = { 8, 2, 4, 0.0, FALSE, 11 };
  g_autoptr (NqpPanel) panel = random_panel (&shape);
  g_autoptr (NqpScores) scores = run (panel, "weights=equal");
  int n = 0;

  for (int i = 0; i < scores->n_regions; i++)
    {
      g_autoptr (GArray) list = nqp_next_rank_new (scores, 0, 1, i);
      double lacks = INFINITY;

      for (int k = 0; k < scores->n_regions; k++)
        if (nqp_scores_get (scores, 0, 1, k) > nqp_scores_get (scores, 0, 1, i) + 1e-12)
          lacks = MIN (lacks, nqp_scores_get (scores, 0, 1, k) - nqp_scores_get (scores, 0, 1, i));
      for (guint k = 0; k < list->len; k++)
        {
          const NqpNextRank *it = &g_array_index (list, NqpNextRank, k);
          double weight = 1;

          for (int node = it->leaf; node > 0; node = scores->tree->nodes[node].parent)
            weight *= scores->tree->nodes[node].weight;
          if (isnan (it->needed))
            continue;
          g_assert_cmpfloat_with_epsilon (it->share * weight, lacks, 1e-9);
          n++;
        }
    }
  g_assert_cmpint (n, >, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/next-rank/reached", test_reached);
  g_test_add_func ("/next-rank/arithmetic", test_arithmetic);
  return g_test_run ();
}
