/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-difference.h"
#include "random-panel.h"

static const char *const methods[] = {
  "weights=equal",
  "weights=entropy aggregate=geometric",
  "normalise=zscore weights=critic",
  "normalise=minmax-year weights=equal aggregate=harmonic",
  "normalise=rank weights=equal aggregate=power power=-2",
  "weights=equal aggregate=topsis",
  "weights=equal aggregate=copeland",
  "outliers=winsorise weights=equal aggregate=power power=0.5",
  "weights=equal aggregate=power power=1",
  "weights=equal aggregate=component=geometric,pillar=arithmetic,index=geometric",
  "weights=equal aggregate=component=topsis,pillar=harmonic,index=copeland",
  "weights=equal aggregate=component=copeland,pillar=topsis,index=arithmetic",
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

/* Below every node, and all in all. */
static void
check_sums (const NqpScores *scores, const NqpDifference *it)
{
  const NqpNode *nodes = scores->tree->nodes;

  g_assert_cmpfloat_with_epsilon (it->part[it->measure], it->total, 1e-12);
  for (int i = 0; i < scores->n_nodes; i++)
    {
      double sum = i == it->measure ? it->others : 0;

      if (isnan (it->part[i]) || nodes[i].indicator >= 0)
        continue;
      for (int c = nodes[i].first_child; c >= 0; c = nodes[c].next_sibling)
        sum += isnan (it->part[c]) ? 0 : it->part[c];
      g_assert_cmpfloat_with_epsilon (sum, it->part[i], 1e-12);
    }
}

static void
check_ends (const NqpScores *scores, int measure, NqpDifferenceEnd from, NqpDifferenceEnd to, int *n)
{
  g_autoptr (NqpDifference) it = nqp_difference_new (scores, measure, from, to);
  g_autoptr (NqpDifference) back = nqp_difference_new (scores, measure, to, from);
  const double before = nqp_scores_get (scores, measure, from.year, from.region);
  const double after = nqp_scores_get (scores, measure, to.year, to.region);

  if (isnan (before) || isnan (after))
    {
      g_assert_null (it);
      return;
    }
  g_assert_cmpfloat (it->total, ==, after - before);
  check_sums (scores, it);
  g_assert_cmpfloat_with_epsilon (back->others, -it->others, 1e-12);
  for (int i = 0; i < scores->n_nodes; i++)
    if (!isnan (it->part[i]))
      g_assert_cmpfloat_with_epsilon (back->part[i], -it->part[i], 1e-12);
  (*n)++;
}

/* The parts sum to the difference, and change their sign with the sides, whatever the method and the gaps. */
static void
test_sums (void)
{
  static const RandomPanel shapes[] = { { 7, 3, 9, 0.0, FALSE, 3 }, { 12, 3, 14, 0.15, TRUE, 8 } };
  int n = 0;

  for (gsize p = 0; p < G_N_ELEMENTS (shapes); p++)
    for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
      {
        g_autoptr (NqpPanel) panel = random_panel (&shapes[p]);
        g_autoptr (NqpScores) scores = run (panel, methods[m]);

        for (int measure = 0; measure < scores->n_nodes; measure += 2)
          for (int i = 0; i < scores->n_regions; i += 2)
            {
              check_ends (scores, measure, (NqpDifferenceEnd){ 0, i }, (NqpDifferenceEnd){ 2, i }, &n);
              check_ends (scores, measure, (NqpDifferenceEnd){ 1, i },
                          (NqpDifferenceEnd){ 1, (i + 3) % scores->n_regions }, &n);
            }
      }
  g_assert_cmpint (n, >, 800);
}

/* A part is the difference of the contributions. */
static void
test_arithmetic (void)
{
  static const RandomPanel shape = { 9, 2, 12, 0.1, FALSE, 5 };
  g_autoptr (NqpPanel) panel = random_panel (&shape);
  g_autoptr (NqpScores) scores = run (panel, "weights=entropy");
  int n = 0;

  for (int i = 0; i < scores->n_regions; i++)
    {
      g_autoptr (NqpDifference) it
          = nqp_difference_new (scores, 0, (NqpDifferenceEnd){ 0, i }, (NqpDifferenceEnd){ 1, i });

      for (int k = 0; it != NULL && k < scores->tree->n_leaves; k++, n++)
        g_assert_cmpfloat (it->part[scores->tree->leaves[k]], ==,
                           nqp_scores_contribution (scores, 0, scores->tree->leaves[k], 1, i)
                               - nqp_scores_contribution (scores, 0, scores->tree->leaves[k], 0, i));
    }
  g_assert_cmpint (n, >, 40);
}

static NqpPanel *
small_panel (int n, const double *values, int n_regions)
{
  NqpPanel *panel = nqp_panel_new (n_regions, n_regions, 1, n, n, 0, 0, 0);

  panel->years[0] = 2020;
  for (int i = 0; i < n_regions; i++)
    {
      panel->places[i].code = g_strdup_printf ("R%d", i);
      panel->places[i].name = nqp_text_new (panel->places[i].code, NULL);
      panel->places[i].group = -1;
    }
  for (int j = 0; j < n; j++)
    {
      NqpIndicator *indicator = &panel->indicators[j];

      panel->series[j].code = g_strdup_printf ("S%d", j);
      panel->series[j].name = nqp_text_new (panel->series[j].code, NULL);
      panel->series[j].unit = nqp_text_new ("", NULL);
      for (int i = 0; i < n_regions; i++)
        panel->values[nqp_panel_cell (panel, j, 0, i)] = values[i * n + j];
      indicator->code = g_strdup_printf ("i%d", j);
      indicator->name = nqp_text_new (indicator->code, NULL);
      indicator->unit = nqp_text_new ("", NULL);
      indicator->pillar = g_strdup (nqp_pillar_id (0));
      indicator->component = g_strdup ("labour-force");
      indicator->direction = 1;
      indicator->role = NQP_ROLE_INDEX;
      indicator->numerator = j;
      indicator->denominator = NQP_DENOMINATOR_NONE;
      indicator->factor = 1;
    }
  panel->tree = nqp_panel_make_tree (panel);
  return panel;
}

/* Two indicators of equal weight, geometric mean, by hand: with floor 0.01 and min-max over 0..1 a value z counts as .01 + .99 z. */
static void
test_by_hand (void)
{
  static const double values[] = { 0, 0, 1, 1, 0.2, 0.6, 0.9, 0.3 };
  g_autoptr (NqpPanel) panel = small_panel (2, values, 4);
  g_autoptr (NqpScores) scores = run (panel, "weights=equal aggregate=geometric");
  g_autoptr (NqpDifference) it
      = nqp_difference_new (scores, 0, (NqpDifferenceEnd){ 0, 2 }, (NqpDifferenceEnd){ 0, 3 });
  const double a0 = 0.01 + 0.99 * 0.2, b0 = 0.01 + 0.99 * 0.6, a1 = 0.01 + 0.99 * 0.9, b1 = 0.01 + 0.99 * 0.3;
  const double first = 0.5 * ((sqrt (a1 * b0) - sqrt (a0 * b0)) + (sqrt (a1 * b1) - sqrt (a0 * b1)));

  g_assert_cmpfloat_with_epsilon (it->total, sqrt (a1 * b1) - sqrt (a0 * b0), 1e-14);
  g_assert_cmpfloat_with_epsilon (it->part[scores->tree->leaves[0]], first, 1e-14);
  g_assert_cmpfloat_with_epsilon (it->part[scores->tree->leaves[1]], it->total - first, 1e-14);
}

/* A gap on one side: the indicator comes from nothing, and its weight from its siblings. */
static void
test_gap_by_hand (void)
{
  static const double values[] = { 0, 0, 0, 1, 1, 1, 0.2, 0.6, NAN, 0.4, 0.6, 0.5 };
  g_autoptr (NqpPanel) panel = small_panel (3, values, 4);
  g_autoptr (NqpScores) scores = run (panel, "weights=equal aggregate=harmonic");
  g_autoptr (NqpDifference) it
      = nqp_difference_new (scores, 0, (NqpDifferenceEnd){ 0, 2 }, (NqpDifferenceEnd){ 0, 3 });
  const double a0 = 0.01 + 0.99 * 0.2, a1 = 0.01 + 0.99 * 0.4, b = 0.01 + 0.99 * 0.6, c = 0.01 + 0.99 * 0.5;
  const double none = 2 / (1 / a0 + 1 / b), first = 2 / (1 / a1 + 1 / b),
               third = 3 / (1 / a0 + 1 / b + 1 / c), both = 3 / (1 / a1 + 1 / b + 1 / c);

  g_assert_cmpfloat_with_epsilon (it->part[scores->tree->leaves[0]], 0.5 * ((first - none) + (both - third)),
                                  1e-14);
  g_assert_cmpfloat_with_epsilon (it->part[scores->tree->leaves[1]], 0, 1e-14);
  g_assert_cmpfloat_with_epsilon (it->part[scores->tree->leaves[2]], 0.5 * ((third - none) + (both - first)),
                                  1e-14);
}

/* Too many children for all coalitions: the sums hold. */
static void
test_many (void)
{
  g_autofree double *values = g_new (double, 4 * 40);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (NqpPanel) panel = NULL;
  g_autoptr (NqpScores) scores = NULL;
  g_autoptr (NqpDifference) it = NULL;
  int n = 0;

  for (int i = 0; i < 4 * 40; i++)
    values[i] = g_rand_double (rand);
  panel = small_panel (40, values, 4);
  scores = run (panel, "weights=equal aggregate=geometric");
  it = nqp_difference_new (scores, 0, (NqpDifferenceEnd){ 0, 0 }, (NqpDifferenceEnd){ 0, 1 });
  g_assert_false (it->exact);
  check_sums (scores, it);
  check_ends (scores, 0, (NqpDifferenceEnd){ 0, 2 }, (NqpDifferenceEnd){ 0, 3 }, &n);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/difference/sums", test_sums);
  g_test_add_func ("/difference/arithmetic", test_arithmetic);
  g_test_add_func ("/difference/by-hand", test_by_hand);
  g_test_add_func ("/difference/gap-by-hand", test_gap_by_hand);
  g_test_add_func ("/difference/many", test_many);
  return g_test_run ();
}
