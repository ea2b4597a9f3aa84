/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-recombine.h"
#include "random-panel.h"

static const RandomPanel whole = { 31, 6, 22, 0.0, TRUE, 5 };
static const RandomPanel gaps = { 40, 5, 18, 0.12, FALSE, 6 };

static NqpScores *
run (NqpPanel *panel, NqpTree *tree, const NqpMethod *method)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (GError) error = NULL;
  NqpScores *scores = nqp_pipeline_run (pipeline, panel, tree, method, &error);

  g_assert_no_error (error);
  return scores;
}

static void
assert_same (const NqpScores *scores, int measure, int year)
{
  g_autoptr (NqpSlice) slice = nqp_slice_new (scores, year);
  g_autoptr (NqpRecombine) recombine = nqp_recombine_new (slice, measure);
  g_autofree double *weights = g_new (double, scores->n_nodes);
  const double *made;
  const int *ranks;

  for (int i = 0; i < scores->n_nodes; i++)
    weights[i] = nqp_tree_is_on (scores->tree, i) ? scores->tree->nodes[i].weight : NAN;
  weights[0] = 1;
  made = nqp_recombine_scores (recombine, slice, &scores->method, weights);
  ranks = nqp_recombine_ranks (recombine);
  for (int i = 0; i < scores->n_regions; i++)
    {
      double score = nqp_scores_get (scores, measure, year, i);

      if (!(made[i] == score || (isnan (made[i]) && isnan (score))))
        g_error ("region %d of node %s: %.17g, not %.17g", i, scores->tree->nodes[measure].id, made[i],
                 score);
      g_assert_cmpint (ranks[i], ==, nqp_scores_rank (scores, measure, year, i));
    }
}

/* Every normalisation with every mean it goes with: the pipeline's scores to the last bit, of every node. */
static void
test_same_bits (gconstpointer data)
{
  g_autoptr (NqpPanel) panel = random_panel (data);
  g_autoptr (NqpTree) off = nqp_tree_set_on (panel->tree, panel->tree->leaves[3], FALSE);
  int tried = 0;

  for (int n = 0; n < NQP_N_NORMALISE; n++)
    for (int a = 0; a < NQP_N_AGGREGATE; a++)
      {
        g_autoptr (NqpScores) scores = NULL;
        NqpMethod method;

        nqp_method_init (&method);
        nqp_method_set (&method, "normalise", nqp_choice (NQP_STAGE_NORMALISE, n)->id, NULL);
        nqp_method_set (&method, "aggregate", nqp_choice (NQP_STAGE_AGGREGATE, a)->id, NULL);
        if (!nqp_method_check (&method, NULL))
          continue;
        scores = run (panel, a % 2 == 0 ? panel->tree : off, &method);
        for (int t = 0; t < scores->n_years; t += 2)
          for (int node = 0; node < scores->n_nodes; node++)
            if (nqp_tree_is_on (scores->tree, node))
              assert_same (scores, node, t);
        tried++;
      }
  g_assert_cmpint (tried, >, NQP_N_NORMALISE);
}

/* Other weights: the same as a pipeline that was given them. */
static void
test_other_weights (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&gaps);
  g_autoptr (NqpTree) tree = nqp_tree_set_weight (panel->tree, 1, 0.6);
  g_autoptr (NqpTree) other = nqp_tree_set_weight (tree, panel->tree->leaves[5], 0.05);
  g_autoptr (NqpScores) base = NULL;
  g_autoptr (NqpScores) wanted = NULL;
  g_autoptr (NqpSlice) slice = NULL;
  g_autoptr (NqpRecombine) recombine = NULL;
  g_autofree double *weights = g_new (double, panel->tree->n_nodes);
  const double *made;
  NqpMethod method;

  nqp_method_init (&method);
  base = run (panel, panel->tree, &method);
  method.scheme = NQP_SCHEME_CUSTOM;
  wanted = run (panel, other, &method);
  slice = nqp_slice_new (base, 2);
  recombine = nqp_recombine_new (slice, 0);
  for (int i = 0; i < other->n_nodes; i++)
    weights[i] = other->nodes[i].weight;
  made = nqp_recombine_scores (recombine, slice, &method, weights);
  for (int i = 0; i < panel->n_regions; i++)
    g_assert_true (made[i] == nqp_scores_get (wanted, 0, 2, i)
                   || (isnan (made[i]) && isnan (nqp_scores_get (wanted, 0, 2, i))));
  /* nothing takes part: no scores, no ranks */
  for (int i = 1; i < other->n_nodes; i++)
    weights[i] = NAN;
  made = nqp_recombine_scores (recombine, slice, &method, weights);
  for (int i = 0; i < panel->n_regions; i++)
    {
      g_assert_true (isnan (made[i]));
      g_assert_cmpint (nqp_recombine_ranks (recombine)[i], ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/recombine/same-bits", &whole, test_same_bits);
  g_test_add_data_func ("/recombine/same-bits-with-gaps", &gaps, test_same_bits);
  g_test_add_func ("/recombine/other-weights", test_other_weights);
  return g_test_run ();
}
