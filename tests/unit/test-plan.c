/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nqp-plan.h"
#include "nqp-stats-error.h"
#include "random-panel.h"

static const RandomPanel shapes[] = {
  { 31, 8, 22, 0.0, FALSE, 31 },
  { 20, 5, 14, 0.1, TRUE, 32 },
  { 9, 3, 9, 0.3, FALSE, 33 },
  { 12, 4, 3, 0.0, FALSE, 34 },
};

static const char *const methods[] = {
  "normalise=minmax",
  "normalise=minmax-year weights=equal",
  "normalise=zscore weights=critic",
};

static NqpScores *
run (NqpPanel *panel, const char *method_text)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (GError) error = NULL;
  NqpMethod method;
  NqpScores *scores;

  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method, method_text, NULL));
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, &error);
  g_assert_no_error (error);
  return scores;
}

typedef struct
{
  double cost_per_point; /* years for a point of the measure */
  double points;         /* that it can bring */
} Offer;

static int
compare_offers (const void *a, const void *b)
{
  const Offer *p = a, *q = b;

  return (p->cost_per_point > q->cost_per_point) - (p->cost_per_point < q->cost_per_point);
}

/* The same optimum without a solver: with one constraint the cheapest points are taken first. What a move is worth is asked of
 * the scores with it, one indicator at a time. */
static double
least_years (const NqpScores *scores, const NqpPlan *plan)
{
  g_autofree Offer *offers = g_new0 (Offer, MAX (plan->n_steps, 1));
  double need = plan->score_needed - plan->score_before, years = 0;
  int n = 0;

  for (int k = 0; k < plan->n_steps; k++)
    {
      const NqpPlanStep *step = &plan->steps[k];
      const int j = scores->tree->nodes[step->leaf].indicator;
      double low, high, best, points;

      nqp_scores_range (scores, step->leaf, plan->year, &low, &high);
      best = scores->panel->indicators[j].direction > 0 ? high : low;

      g_autoptr (NqpScores) moved
          = nqp_scores_what_if (scores, plan->year, plan->region, 1, &step->leaf, &best, NULL);
      points = nqp_scores_get (moved, plan->measure, plan->year, plan->region) - plan->score_before;
      if (points > 0 && step->pace > 0)
        offers[n++] = (Offer){ fabs (best - step->current) / step->pace / points, points };
    }
  qsort (offers, (size_t)n, sizeof (Offer), compare_offers);
  for (int k = 0; k < n && need > 0; k++)
    {
      double taken = MIN (need, offers[k].points);

      years += taken * offers[k].cost_per_point;
      need -= taken;
    }
  return need <= 1e-12 ? years : INFINITY;
}

static void
check_plan (const NqpScores *scores, const NqpPlan *plan)
{
  g_autoptr (NqpScores) after = nqp_plan_apply (plan, scores, NULL);
  double years = 0;

  g_assert_cmpint (nqp_scores_rank (after, plan->measure, plan->year, plan->region), <=, plan->target_rank);
  g_assert_cmpint (plan->rank_after, ==, nqp_scores_rank (after, plan->measure, plan->year, plan->region));
  for (int k = 0; k < plan->n_steps; k++)
    {
      const NqpPlanStep *step = &plan->steps[k];
      const int j = scores->tree->nodes[step->leaf].indicator;
      const int direction = scores->panel->indicators[j].direction;
      double low, high;

      nqp_scores_range (scores, step->leaf, plan->year, &low, &high);
      g_assert_true (step->current == scores->x[j][plan->year * scores->n_regions + plan->region]);
      g_assert_true (direction * (step->target - step->current) >= 0);
      g_assert_true (step->target >= low && step->target <= high);
      if (step->target != step->current)
        g_assert_cmpfloat_with_epsilon (step->years, fabs (step->target - step->current) / step->pace, 1e-9);
      else
        g_assert_true (step->years == 0);
      years += step->years;
    }
  g_assert_cmpfloat_with_epsilon (years, plan->years, 1e-9 * (1 + years));
  if (plan->rank_before <= plan->target_rank)
    g_assert_true (plan->years == 0);
  else
    {
      double least = least_years (scores, plan);

      if (!(fabs (plan->years - least) <= 1e-7 * least))
        g_error ("%.17g years, but %.17g are enough", plan->years, least);
      /* no further than needed */
      g_assert_cmpfloat_with_epsilon (plan->score_after, plan->score_needed, 1e-11);
    }
}

/* Everything that may improve at its best is not enough, and the rank that the message names is. */
static void
check_out_of_reach (const NqpScores *scores, int measure, int year, int region, int rank, const GError *error)
{
  const char *last = strrchr (error->message, ' ');
  int reachable = atoi (last);
  g_autoptr (GError) problem = NULL;
  g_autoptr (NqpPlan) plan = NULL;

  g_assert_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_INFEASIBLE);
  g_assert_cmpint (reachable, >, rank);
  plan = nqp_plan_new (scores, measure, year, region, reachable, &problem);
  g_assert_no_error (problem);
  check_plan (scores, plan);
  g_clear_pointer (&plan, nqp_plan_free);
  plan = nqp_plan_new (scores, measure, year, region, reachable - 1, &problem);
  g_assert_error (problem, NQP_STATS_ERROR, NQP_STATS_ERROR_INFEASIBLE);
}

static void
test_optimum (void)
{
  int n_plans = 0, n_out_of_reach = 0;

  for (gsize p = 0; p < G_N_ELEMENTS (shapes); p++)
    for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
      {
        g_autoptr (NqpPanel) panel = random_panel (&shapes[p]);
        g_autoptr (NqpScores) scores = run (panel, methods[m]);
        const int year = scores->n_years - 1;

        for (int measure = 0; measure < scores->n_nodes; measure += 4)
          for (int i = 0; i < scores->n_regions; i += 3)
            for (int rank = 1; rank <= nqp_scores_n_ranked (scores, measure, year); rank += 2)
              {
                g_autoptr (GError) error = NULL;
                g_autoptr (NqpPlan) plan = NULL;

                if (nqp_scores_rank (scores, measure, year, i) == 0)
                  continue;
                plan = nqp_plan_new (scores, measure, year, i, rank, &error);
                if (plan != NULL)
                  check_plan (scores, plan);
                else
                  check_out_of_reach (scores, measure, year, i, rank, error);
                n_plans += plan != NULL;
                n_out_of_reach += plan == NULL;
              }
      }
  g_assert_cmpint (n_plans, >, 1000);
  g_assert_cmpint (n_out_of_reach, >, 10);
}

/* Two regions with the same score: to be there is to have the rank already. */
static void
test_tie (void)
{
  RandomPanel shape = { 3, 3, 2, 0.0, FALSE, 35 };
  g_autoptr (NqpPanel) panel = random_panel (&shape);
  g_autoptr (NqpScores) scores = NULL;
  g_autoptr (NqpPlan) plan = NULL;

  for (int j = 0; j < 2; j++)
    for (int t = 0; t < 3; t++)
      panel->values[nqp_panel_cell (panel, j, t, 1)] = panel->values[nqp_panel_cell (panel, j, t, 0)];
  scores = run (panel, "weights=equal");
  plan = nqp_plan_new (scores, 0, 2, 1, nqp_scores_rank (scores, 0, 2, 0), NULL);
  g_assert_nonnull (plan);
  g_assert_true (plan->years == 0 && plan->rank_after == plan->rank_before);
}

/* One's own mean change if it is for the better, else the median of those that improved. */
static void
test_pace (void)
{
  RandomPanel shape = { 4, 4, 1, 0.0, FALSE, 36 };
  static const double changes[] = { 2, -1, 6, 4 };

  for (int direction = -1; direction <= 1; direction += 2)
    {
      g_autoptr (NqpPanel) panel = random_panel (&shape);
      g_autoptr (NqpScores) scores = NULL;

      panel->indicators[0].direction = direction;
      panel->years[3] = 2005; /* years may be missing: five years from 2000 */
      for (int i = 0; i < 4; i++)
        for (int t = 0; t < 4; t++)
          panel->values[nqp_panel_cell (panel, 0, t, i)]
              = 100 + direction * changes[i] * (t == 3 ? 5 : t * t);
      /* between 2001 and 2005 */
      panel->values[nqp_panel_cell (panel, 0, 0, 2)] = NAN;
      scores = run (panel, "weights=equal");
      g_assert_cmpfloat_with_epsilon (nqp_plan_pace (scores, scores->tree->leaves[0], 0), 2, 1e-12);
      g_assert_cmpfloat_with_epsilon (nqp_plan_pace (scores, scores->tree->leaves[0], 2), 6, 1e-12);
      g_assert_cmpfloat_with_epsilon (nqp_plan_pace (scores, scores->tree->leaves[0], 1), 4, 1e-12);
    }
}

static void
refuse (const NqpScores *scores, int region, int rank, int code, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nqp_plan_new (scores, 0, 0, region, rank, &error));
  g_assert_error (error, NQP_STATS_ERROR, code);
  if (strstr (error->message, word) == NULL)
    g_error ("no “%s” in: %s", word, error->message);
}

static void
test_refusals (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&shapes[2]);
  RandomPanel one_year = { 5, 1, 3, 0.0, FALSE, 37 };
  g_autoptr (NqpPanel) young = random_panel (&one_year);

  for (int j = 0; j < panel->n_series; j++)
    panel->values[nqp_panel_cell (panel, j, 0, 4)] = NAN;

  g_autoptr (NqpScores) scores = run (panel, "weights=equal");
  g_autoptr (NqpScores) geometric = run (panel, "weights=equal aggregate=geometric");
  g_autoptr (NqpScores) by_rank = run (panel, "weights=equal normalise=rank");
  g_autoptr (NqpScores) without_past = run (young, "weights=equal");
  int region = 0, last = 0;

  while (nqp_scores_rank (scores, 0, 0, region) == 0)
    region++;
  refuse (scores, region, 0, NQP_STATS_ERROR_REQUEST, "0");
  refuse (scores, region, nqp_scores_n_ranked (scores, 0, 0) + 1, NQP_STATS_ERROR_REQUEST, "from 1 to");
  refuse (scores, 4, 1, NQP_STATS_ERROR_DATA, panel->places[4].code);
  refuse (geometric, region, 1, NQP_STATS_ERROR_METHOD, "arithmetic");
  refuse (by_rank, region, 1, NQP_STATS_ERROR_METHOD, "minmax");
  while (nqp_scores_rank (without_past, 0, 0, last) != 5)
    last++;
  /* one year knows no pace: nothing can be valued in years */
  refuse (without_past, last, 1, NQP_STATS_ERROR_DATA, "two years");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/optimum", test_optimum);
  g_test_add_func ("/plan/tie", test_tie);
  g_test_add_func ("/plan/pace", test_pace);
  g_test_add_func ("/plan/refusals", test_refusals);
  return g_test_run ();
}
