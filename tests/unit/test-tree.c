/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-tree.h"

#define EPSILON 1e-12

static int
add (NqpTree *tree, int parent, const char *id, NqpLevel level, int indicator, double weight)
{
  NqpText name = nqp_text_new (id, NULL);
  int node = nqp_tree_add (tree, parent, id, &name, level, indicator, weight, FALSE, TRUE);

  nqp_text_clear (&name);
  return node;
}

/* index -> p (a, b), q (c, d, e) and r with one leaf; added level by level, not depth-first */
static NqpTree *
make_tree (void)
{
  NqpTree *tree = nqp_tree_new ();
  int root = add (tree, -1, "index", NQP_LEVEL_INDEX, -1, NAN);
  int p = add (tree, root, "p", NQP_LEVEL_PILLAR, -1, NAN);
  int q = add (tree, root, "q", NQP_LEVEL_PILLAR, -1, NAN);
  int r = add (tree, root, "r", NQP_LEVEL_PILLAR, -1, NAN);

  add (tree, q, "c", NQP_LEVEL_INDICATOR, 2, 2);
  add (tree, q, "d", NQP_LEVEL_INDICATOR, 3, 1);
  add (tree, q, "e", NQP_LEVEL_INDICATOR, 4, 1);
  add (tree, p, "a", NQP_LEVEL_INDICATOR, 0, NAN);
  add (tree, p, "b", NQP_LEVEL_INDICATOR, 1, NAN);
  add (tree, r, "f", NQP_LEVEL_INDICATOR, 5, 1);
  nqp_tree_seal (tree);
  return tree;
}

static double
weight_of (const NqpTree *tree, const char *id)
{
  return nqp_tree_local_weight (tree, nqp_tree_find (tree, id));
}

/* Replaces *tree by the edited one. */
static void
set_weight (NqpTree **tree, const char *id, double weight)
{
  NqpTree *next = nqp_tree_set_weight (*tree, nqp_tree_find (*tree, id), weight);

  nqp_tree_unref (*tree);
  *tree = next;
}

static void
set_on (NqpTree **tree, const char *id, gboolean on)
{
  NqpTree *next = nqp_tree_set_on (*tree, nqp_tree_find (*tree, id), on);

  nqp_tree_unref (*tree);
  *tree = next;
}

static void
set_locked (NqpTree **tree, const char *id, gboolean locked)
{
  NqpTree *next = nqp_tree_set_locked (*tree, nqp_tree_find (*tree, id), locked);

  nqp_tree_unref (*tree);
  *tree = next;
}

static void
check_weights (const NqpTree *tree, double c, double d, double e)
{
  g_assert_cmpfloat_with_epsilon (weight_of (tree, "c"), c, EPSILON);
  g_assert_cmpfloat_with_epsilon (weight_of (tree, "d"), d, EPSILON);
  g_assert_cmpfloat_with_epsilon (weight_of (tree, "e"), e, EPSILON);
}

static void
test_build (void)
{
  g_autoptr (NqpTree) tree = make_tree ();
  const char *const order[] = { "index", "p", "a", "b", "q", "c", "d", "e", "r", "f" };

  g_assert_cmpint (tree->n_nodes, ==, G_N_ELEMENTS (order));
  g_assert_cmpint (tree->n_leaves, ==, 6);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpstr (tree->nodes[i].id, ==, order[i]);
  g_assert_cmpint (tree->nodes[4].first_child, ==, 5);
  g_assert_cmpint (tree->nodes[4].next_sibling, ==, 8);
  g_assert_cmpint (tree->nodes[7].parent, ==, 4);
  g_assert_cmpint (tree->nodes[7].next_sibling, ==, -1);
  g_assert_cmpint (nqp_tree_n_children (tree, 4), ==, 3);
  g_assert_cmpint (nqp_tree_pillar_of (tree, 7), ==, 4);
  g_assert_cmpint (nqp_tree_pillar_of (tree, 4), ==, 4);
  g_assert_cmpint (nqp_tree_pillar_of (tree, 0), ==, -1);
  g_assert_cmpint (nqp_tree_find_indicator (tree, 3), ==, 6);
  g_assert_cmpint (nqp_tree_find_indicator (tree, 33), ==, -1);
  g_assert_cmpint (nqp_tree_find (tree, "x"), ==, -1);
  check_weights (tree, 0.5, 0.25, 0.25);
  g_assert_cmpfloat_with_epsilon (weight_of (tree, "p"), 1.0 / 3, EPSILON);
  g_assert_cmpfloat_with_epsilon (nqp_tree_global_weight (tree, 5), 1.0 / 6, EPSILON);
  g_assert_cmpfloat (nqp_tree_global_weight (tree, 0), ==, 1);
}

static void
test_set_weight (void)
{
  g_autoptr (NqpTree) tree = make_tree ();
  g_autoptr (NqpTree) before = nqp_tree_ref (tree);

  tree = nqp_tree_ref (tree);
  set_weight (&tree, "d", 0.4);
  check_weights (tree, 0.4, 0.4, 0.2);
  set_weight (&tree, "d", 1.5);
  check_weights (tree, 0, 1, 0);
  set_weight (&tree, "d", 0.4); /* the others have nothing to be in proportion to */
  check_weights (tree, 0.3, 0.4, 0.3);
  set_locked (&tree, "c", TRUE);
  set_weight (&tree, "d", 0.1);
  check_weights (tree, 0.3, 0.1, 0.6);
  set_weight (&tree, "d", 0.9); /* no further than the lock leaves */
  check_weights (tree, 0.3, 0.7, 0);
  set_locked (&tree, "e", TRUE);
  set_weight (&tree, "d", 0.2); /* nobody could take the rest */
  check_weights (tree, 0.3, 0.7, 0);
  set_weight (&tree, "f", 0.2); /* an only child */
  g_assert_cmpfloat (weight_of (tree, "f"), ==, 1);
  /* what was handed out has not changed */
  check_weights (before, 0.5, 0.25, 0.25);
  nqp_tree_unref (before);
}

static void
test_switch (void)
{
  NqpTree *tree = make_tree ();
  int c = nqp_tree_find (tree, "c");

  set_on (&tree, "c", FALSE);
  check_weights (tree, 0, 0.5, 0.5);
  g_assert_cmpfloat (tree->nodes[c].weight, ==, 0.5);
  g_assert_false (nqp_tree_is_on (tree, c));
  set_weight (&tree, "d", 0.8);
  check_weights (tree, 0, 0.8, 0.2);
  set_on (&tree, "c", TRUE);
  check_weights (tree, 0.5, 0.4, 0.1);

  set_locked (&tree, "d", TRUE);
  set_on (&tree, "c", FALSE);
  check_weights (tree, 0, 0.4, 0.6);
  set_on (&tree, "c", TRUE);
  check_weights (tree, 0.5, 0.4, 0.1);
  set_locked (&tree, "d", FALSE);

  /* the last child takes its parent with it, and brings it back */
  set_on (&tree, "c", FALSE);
  set_on (&tree, "d", FALSE);
  check_weights (tree, 0, 0, 1);
  set_on (&tree, "e", FALSE);
  g_assert_false (nqp_tree_is_on (tree, nqp_tree_find (tree, "q")));
  g_assert_cmpfloat_with_epsilon (weight_of (tree, "p"), 0.5, EPSILON);
  set_on (&tree, "d", TRUE);
  check_weights (tree, 0, 1, 0);
  g_assert_cmpfloat_with_epsilon (weight_of (tree, "q"), 1.0 / 3, EPSILON);

  /* a parent of which nothing was on comes back whole */
  set_on (&tree, "d", FALSE);
  set_on (&tree, "q", TRUE);
  g_assert_cmpfloat_with_epsilon (weight_of (tree, "c") + weight_of (tree, "d") + weight_of (tree, "e"), 1,
                                  EPSILON);
  g_assert_true (nqp_tree_is_on (tree, c));

  /* a parent that was switched off itself comes back as it was */
  set_on (&tree, "c", FALSE);
  set_on (&tree, "q", FALSE);
  set_on (&tree, "q", TRUE);
  g_assert_false (nqp_tree_is_on (tree, c));
  set_on (&tree, "index", FALSE);
  g_assert_true (nqp_tree_is_on (tree, 0));
  nqp_tree_unref (tree);
}

static void
test_leaf_weights (void)
{
  g_autoptr (NqpTree) tree = make_tree ();
  const double weights[] = { 0, 0, 0.1, 0.2, 0.3, 0.4 };
  g_autoptr (NqpTree) weighted = nqp_tree_with_leaf_weights (tree, weights);
  g_autoptr (NqpTree) equal = nqp_tree_with_equal_weights (weighted);
  g_autoptr (NqpTree) again = nqp_tree_with_equal_weights (tree);

  check_weights (weighted, 1.0 / 6, 2.0 / 6, 3.0 / 6);
  g_assert_cmpfloat_with_epsilon (weight_of (weighted, "q"), 0.6, EPSILON);
  g_assert_cmpfloat (weight_of (weighted, "p"), ==, 0);
  /* a parent without weight still has to divide itself among its children */
  g_assert_cmpfloat (weight_of (weighted, "a"), ==, 0.5);
  check_weights (equal, 1.0 / 3, 1.0 / 3, 1.0 / 3);
  g_assert_true (nqp_tree_equal_weights (equal, again));
  g_assert_false (nqp_tree_equal_weights (equal, weighted));
}

static double
child_sum (const NqpTree *tree, int parent, gboolean *any)
{
  double sum = 0;

  *any = FALSE;
  for (int c = tree->nodes[parent].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    {
      sum += nqp_tree_local_weight (tree, c);
      *any = *any || tree->nodes[c].on;
    }
  return sum;
}

/* Whatever the user does, siblings sum to 1 and locked ones stay where they are. */
static void
test_random_edits (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  NqpTree *tree = make_tree ();

  for (int step = 0; step < 20000; step++)
    {
      int node = g_rand_int_range (rand, 1, tree->n_nodes);
      int what = g_rand_int_range (rand, 0, 5);
      NqpTree *next;

      if (what == 0)
        next = nqp_tree_set_on (tree, node, g_rand_boolean (rand));
      else if (what == 1)
        next = nqp_tree_set_locked (tree, node, g_rand_boolean (rand));
      else
        {
          next = nqp_tree_set_weight (tree, node, g_rand_double_range (rand, -0.2, 1.2));
          for (int i = 1; i < tree->n_nodes; i++)
            if (i != node && tree->nodes[i].locked)
              g_assert_cmpfloat (tree->nodes[i].weight, ==, next->nodes[i].weight);
        }
      nqp_tree_unref (tree);
      tree = next;
      for (int i = 0; i < tree->n_nodes; i++)
        {
          gboolean any;
          double sum;

          g_assert_true (tree->nodes[i].weight >= 0 && tree->nodes[i].weight <= 1 + EPSILON);
          if (tree->nodes[i].first_child < 0)
            continue;
          sum = child_sum (tree, i, &any);
          g_assert_cmpfloat_with_epsilon (sum, any ? 1 : 0, 1e-9);
          g_assert_true (any || i == 0 || !tree->nodes[i].on);
        }
    }
  nqp_tree_unref (tree);
}

static void
test_seal_bad_weights (void)
{
  g_autoptr (NqpTree) tree = nqp_tree_new ();
  int root = add (tree, -1, "index", NQP_LEVEL_INDEX, -1, NAN);

  add (tree, root, "a", NQP_LEVEL_INDICATOR, 0, -1);
  add (tree, root, "b", NQP_LEVEL_INDICATOR, 1, 3);
  add (tree, root, "c", NQP_LEVEL_INDICATOR, 2, 1);
  nqp_tree_seal (tree);
  g_assert_cmpfloat (weight_of (tree, "a"), ==, 0);
  g_assert_cmpfloat (weight_of (tree, "b"), ==, 0.75);
}

static void
test_levels (void)
{
  NqpLevel level;

  for (int i = NQP_LEVEL_INDEX; i <= NQP_LEVEL_INDICATOR; i++)
    {
      g_assert_true (nqp_level_parse (nqp_level_to_string ((NqpLevel)i), &level));
      g_assert_cmpint (level, ==, i);
    }
  g_assert_false (nqp_level_parse ("leaf", &level));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tree/build", test_build);
  g_test_add_func ("/tree/set-weight", test_set_weight);
  g_test_add_func ("/tree/switch", test_switch);
  g_test_add_func ("/tree/leaf-weights", test_leaf_weights);
  g_test_add_func ("/tree/random-edits", test_random_edits);
  g_test_add_func ("/tree/seal-bad-weights", test_seal_bad_weights);
  g_test_add_func ("/tree/levels", test_levels);
  return g_test_run ();
}
