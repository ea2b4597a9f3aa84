/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-scores.h"
#include "random-panel.h"

/* Wins less losses of one region, pair by pair, as its definition says. */
static double
count_by_hand (const NqpScores *scores, int node, int year, int region)
{
  const NqpTree *tree = scores->tree;
  double net = 0;
  int rivals = 0;

  for (int rival = 0; rival < scores->n_regions; rival++)
    {
      double margin = 0;

      if (rival == region || isnan (nqp_scores_get (scores, node, year, rival)))
        continue;
      rivals++;
      for (int c = tree->nodes[node].first_child; c >= 0; c = tree->nodes[c].next_sibling)
        {
          const int mine = nqp_scores_rank (scores, c, year, region),
                    other = nqp_scores_rank (scores, c, year, rival);

          if (mine > 0 && other > 0 && mine != other)
            margin += mine < other ? tree->nodes[c].weight : -tree->nodes[c].weight;
        }
      net += margin > 1e-9 ? 1 : margin < -1e-9 ? -1 : 0;
    }
  return rivals > 0 ? (net + rivals) / (2.0 * rivals) : 0.5;
}

static void
check_all (const NqpScores *scores)
{
  for (int node = 0; node < scores->n_nodes; node++)
    for (int t = 0; t < scores->n_years && scores->tree->nodes[node].indicator < 0; t++)
      for (int i = 0; i < scores->n_regions; i++)
        {
          const double score = nqp_scores_get (scores, node, t, i);

          if (!isnan (score))
            g_assert_cmpfloat_with_epsilon (score, count_by_hand (scores, node, t, i), 1e-12);
        }
}

/* From a pair to more regions than are compared one by one; with gaps and with many equal values. */
static void
test_by_hand (void)
{
  static const char *const methods[]
      = { "aggregate=copeland coverage=0 weights=equal", "aggregate=copeland coverage=0 weights=entropy" };
  static const int sizes[] = { 2, 63, 64, 65, 128, 129, 200 };
  int n_checked = 0;

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (int variant = 0; variant < 4; variant++)
      for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
        {
          const RandomPanel spec
              = { sizes[s], 2, 18, variant % 2 == 0 ? 0.0 : 0.15, FALSE, (guint32)(10 * s) + 1 };
          g_autoptr (NqpPanel) panel = random_panel (&spec);
          g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
          g_autoptr (NqpScores) scores = NULL;
          g_autoptr (GError) error = NULL;
          NqpMethod method;

          for (int j = 0; j < panel->n_series && variant >= 2; j++)
            for (gsize c = 0; c < (gsize)panel->n_years * (gsize)panel->n_regions; c++)
              {
                double *value = &panel->values[nqp_panel_cell (panel, j, 0, 0) + c];
                const double step = pow (10, floor (log10 (*value))) * 3;

                *value = step * (1 + floor (*value / step));
              }
          nqp_method_init (&method);
          g_assert_true (nqp_method_parse (&method, methods[m], NULL));
          scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, &error);
          g_assert_no_error (error);
          check_all (scores);
          n_checked++;
        }
  g_assert_cmpint (n_checked, ==, 56);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/copeland/by-hand", test_by_hand);
  return g_test_run ();
}
