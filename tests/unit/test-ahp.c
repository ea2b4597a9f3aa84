/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-ahp.h"
#include "random-panel.h"

#define THIRD (1.0 / 3)

/* Buying a house: T. L. Saaty, "How to make a decision: The analytic hierarchy process", European Journal of Operational
 * Research 48 (1990) 9-26, table 3: size, transportation, neighbourhood, age, yard, facilities, condition, financing.
 * Published: weights to three digits, lambda_max 9.669, CI 0.238, CR 0.169. */
static const double house[8 * 8] = {
  1,       5,       3,       7, 6,     6,       THIRD,   1.0 / 4, /**/
  1.0 / 5, 1,       THIRD,   5, 3,     3,       1.0 / 5, 1.0 / 7, /**/
  THIRD,   3,       1,       6, 3,     4,       6,       1.0 / 5, /**/
  1.0 / 7, 1.0 / 5, 1.0 / 6, 1, THIRD, 1.0 / 4, 1.0 / 7, 1.0 / 8, /**/
  1.0 / 6, THIRD,   THIRD,   3, 1,     0.5,     1.0 / 5, 1.0 / 6, /**/
  1.0 / 6, THIRD,   1.0 / 4, 4, 2,     1,       1.0 / 5, 1.0 / 6, /**/
  3,       5,       1.0 / 6, 7, 5,     5,       1,       0.5,     /**/
  4,       7,       5,       8, 6,     6,       2,       1,
};
static const double house_weights[8] = { 0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333 };
/* T. L. Saaty, "Decision-making with the AHP: Why is the principal eigenvector necessary", European Journal of Operational
 * Research 145 (2003) 85-91: with the neighbourhood against the condition at 1/2 in place of 6. */
static const double mended_weights[8] = { 0.175, 0.062, 0.103, 0.019, 0.034, 0.041, 0.221, 0.345 };

/* What Americans drink: T. L. Saaty, "Decision making with the analytic hierarchy process", International Journal of Services
 * Sciences 1 (2008) 83-98, table 2: coffee, wine, tea, beer, sodas, milk, water. Published: CR 0.022. */
static const double drinks[7 * 7] = {
  1,       9, 5,     2,       1,       1,       0.5,     /**/
  1.0 / 9, 1, THIRD, 1.0 / 9, 1.0 / 9, 1.0 / 9, 1.0 / 9, /**/
  1.0 / 5, 3, 1,     THIRD,   1.0 / 4, THIRD,   1.0 / 9, /**/
  0.5,     9, 3,     1,       0.5,     1,       THIRD,   /**/
  1,       9, 4,     2,       1,       2,       0.5,     /**/
  1,       9, 3,     1,       0.5,     1,       THIRD,   /**/
  2,       9, 9,     3,       2,       3,       1,
};
static const double drink_weights[7] = { 0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327 };

static void
compare (const NqpAhp *ahp, const double *published, double tolerance)
{
  double sum = 0;

  for (int k = 0; k < ahp->n; k++)
    {
      g_test_message ("%d: %.5f against %.3f", k, ahp->weights[k], published[k]);
      g_assert_cmpfloat_with_epsilon (ahp->weights[k], published[k], tolerance);
      sum += ahp->weights[k];
    }
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
  g_test_message ("lambda %.5f ci %.5f cr %.5f", ahp->lambda_max, ahp->ci, ahp->cr);
}

static void
test_house (void)
{
  g_auto (NqpAhp) ahp = { 0 };

  nqp_ahp_solve (&ahp, 8, house);
  compare (&ahp, house_weights, 0.0011);
  g_assert_cmpfloat_with_epsilon (ahp.lambda_max, 9.669, 0.0006);
  g_assert_cmpfloat_with_epsilon (ahp.ci, 0.238, 0.0006);
  g_assert_cmpfloat_with_epsilon (ahp.cr, 0.169, 0.0006);
  /* Saaty (2003) finds the same entry and lowers it */
  g_assert_cmpint (ahp.worst_a, ==, 2);
  g_assert_cmpint (ahp.worst_b, ==, 6);
  g_assert_cmpfloat (ahp.suggested, <, 1);
  g_assert_cmpfloat (ahp.suggested_cr, <, 0.085);
}

static void
test_house_mended (void)
{
  g_auto (NqpAhp) ahp = { 0 };
  double a[8 * 8];

  for (int i = 0; i < 8 * 8; i++)
    a[i] = house[i];
  a[2 * 8 + 6] = 0.5;
  a[6 * 8 + 2] = 2;
  nqp_ahp_solve (&ahp, 8, a);
  compare (&ahp, mended_weights, 0.0011);
  g_assert_cmpfloat_with_epsilon (ahp.lambda_max, 8.811, 0.001);
  g_assert_cmpfloat_with_epsilon (ahp.cr, 0.083, 0.0015);
}

static void
test_drinks (void)
{
  g_auto (NqpAhp) ahp = { 0 };

  nqp_ahp_solve (&ahp, 7, drinks);
  compare (&ahp, drink_weights, 0.0011);
  g_assert_cmpfloat_with_epsilon (ahp.cr, 0.022, 0.0011);
}

/* Judgements made from weights agree: they give the weights back, and nothing is to be mended. */
static void
test_consistent (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int n = 1; n <= 20; n++)
    {
      g_auto (NqpAhp) ahp = { 0 };
      g_autofree double *w = g_new (double, n);
      g_autofree double *a = g_new (double, n *n);
      double sum = 0;

      for (int k = 0; k < n; k++)
        sum += w[k] = g_rand_double_range (rand, 0.1, 1);
      for (int k = 0; k < n; k++)
        for (int l = 0; l < n; l++)
          a[k * n + l] = w[k] / w[l];
      nqp_ahp_solve (&ahp, n, a);
      for (int k = 0; k < n; k++)
        g_assert_cmpfloat_with_epsilon (ahp.weights[k], w[k] / sum, 1e-12);
      g_assert_cmpfloat_with_epsilon (ahp.lambda_max, n, 1e-10);
      g_assert_cmpfloat_with_epsilon (ahp.cr, 0, 1e-10);
      g_assert_cmpint (ahp.worst_a, ==, -1);
      g_assert_true (isnan (ahp.suggested));
    }
}

/* A w = lambda_max w for judgements at random, and no step of the scale does better than the one suggested. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (int round = 0; round < 200; round++)
    {
      const int n = g_rand_int_range (rand, 3, 11);
      g_auto (NqpAhp) ahp = { 0 };
      g_autofree double *a = g_new (double, n *n);

      for (int k = 0; k < n; k++)
        {
          a[k * n + k] = 1;
          for (int l = k + 1; l < n; l++)
            {
              int value = g_rand_int_range (rand, 1, 10);

              a[k * n + l] = g_rand_boolean (rand) ? value : 1.0 / value;
              a[l * n + k] = 1 / a[k * n + l];
            }
        }
      nqp_ahp_solve (&ahp, n, a);
      for (int k = 0; k < n; k++)
        {
          double product = 0;

          for (int l = 0; l < n; l++)
            product += a[k * n + l] * ahp.weights[l];
          g_assert_cmpfloat (ahp.weights[k], >, 0);
          g_assert_cmpfloat_with_epsilon (product, ahp.lambda_max * ahp.weights[k], 1e-10);
        }
      g_assert_cmpfloat_with_epsilon (ahp.cr, (ahp.lambda_max - n) / (n - 1) / nqp_ahp_random_index (n),
                                      1e-12);
      if (!isnan (ahp.suggested))
        {
          g_auto (NqpAhp) mended = { 0 };

          a[ahp.worst_a * n + ahp.worst_b] = ahp.suggested;
          a[ahp.worst_b * n + ahp.worst_a] = 1 / ahp.suggested;
          nqp_ahp_solve (&mended, n, a);
          g_assert_cmpfloat_with_epsilon (mended.cr, ahp.suggested_cr, 1e-12);
          g_assert_cmpfloat (mended.cr, <, ahp.cr);
        }
    }
}

/* Weights of a tree: from the judgements where there are any, of the parts that are on. */
static void
test_tree (void)
{
  const RandomPanel shape = { 6, 2, 12, 0, FALSE, 3 };
  g_autoptr (NqpPanel) panel = random_panel (&shape);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NqpTree) none = nqp_ahp_weigh (panel->tree, warnings);
  g_autoptr (NqpTree) equal = nqp_tree_with_equal_weights (panel->tree);
  g_autoptr (NqpTree) judged = NULL;
  g_autoptr (NqpTree) weighed = NULL;
  g_autoptr (NqpTree) off = NULL;
  const NqpNode *nodes = panel->tree->nodes;
  int pillars[4], n = 0;

  g_assert_cmpuint (warnings->len, ==, 1);
  for (int i = 0; i < equal->n_nodes; i++)
    g_assert_cmpfloat_with_epsilon (none->nodes[i].weight, equal->nodes[i].weight, 1e-12);
  for (int c = nodes[0].first_child; c >= 0; c = nodes[c].next_sibling)
    pillars[n++] = c;
  g_assert_cmpint (n, ==, 4);
  judged = nqp_tree_set_judgement (panel->tree, pillars[0], pillars[1], 3, NULL);
  off = nqp_tree_set_on (judged, pillars[2], FALSE);
  g_clear_pointer (&judged, nqp_tree_unref);
  judged = nqp_tree_set_on (off, pillars[3], FALSE);
  g_ptr_array_set_size (warnings, 0);
  weighed = nqp_ahp_weigh (judged, warnings);
  g_assert_cmpuint (warnings->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (nqp_tree_local_weight (weighed, pillars[0]), 0.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (nqp_tree_local_weight (weighed, pillars[1]), 0.25, 1e-12);
  g_clear_pointer (&off, nqp_tree_unref);
  off = nqp_tree_set_judgement (panel->tree, pillars[0], pillars[1], 9, NULL);
  g_clear_pointer (&judged, nqp_tree_unref);
  judged = nqp_tree_set_judgement (off, pillars[1], pillars[2], 9, NULL);
  g_clear_pointer (&weighed, nqp_tree_unref);
  weighed = nqp_ahp_weigh (judged, warnings);
  g_assert_cmpuint (warnings->len, ==, 1);
  g_test_message ("%s", (char *)warnings->pdata[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ahp/house", test_house);
  g_test_add_func ("/ahp/house-mended", test_house_mended);
  g_test_add_func ("/ahp/drinks", test_drinks);
  g_test_add_func ("/ahp/consistent", test_consistent);
  g_test_add_func ("/ahp/random", test_random);
  g_test_add_func ("/ahp/tree", test_tree);
  return g_test_run ();
}
