/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-levers.h"
#include "nqp-obstacles.h"
#include "random-panel.h"

static NqpEntry *
add (NqpFramework *framework, NqpEntryKind kind, const char *id, const char *parent, const char *from,
     const char *to)
{
  NqpEntry *entry = nqp_framework_add (framework, kind, id);

  entry->name = nqp_text_new (id, id);
  entry->text = nqp_text_new (id, id);
  entry->parent = g_strdup (parent);
  entry->from = g_strdup (from);
  entry->to = g_strdup (to);
  return entry;
}

/* Two paths; the measures of the first have an indicator in common, one has a whole component, one has nothing. */
static NqpFramework *
small_framework (const NqpPanel *panel)
{
  g_autoptr (NqpFramework) framework = nqp_framework_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *component
      = g_strdup_printf ("%s.%s", panel->indicators[0].pillar, panel->indicators[0].component);

  add (framework, NQP_ENTRY_PATH, "path.one", NULL, NULL, NULL);
  add (framework, NQP_ENTRY_MEASURE, "path.one.a", "path.one", NULL, NULL);
  add (framework, NQP_ENTRY_MEASURE, "path.one.b", "path.one", NULL, NULL);
  add (framework, NQP_ENTRY_PATH, "path.two", NULL, NULL, NULL);
  add (framework, NQP_ENTRY_MEASURE, "path.two.c", "path.two", NULL, NULL);
  add (framework, NQP_ENTRY_MEASURE, "path.two.d", "path.two", NULL, NULL);
  add (framework, NQP_ENTRY_LINK, "l1", NULL, "i1", "path.one.a");
  add (framework, NQP_ENTRY_LINK, "l2", NULL, "i2", "path.one.a");
  add (framework, NQP_ENTRY_LINK, "l3", NULL, "i3", "path.one.a");
  add (framework, NQP_ENTRY_LINK, "l4", NULL, "i2", "path.one.b");
  add (framework, NQP_ENTRY_LINK, "l5", NULL, component, "path.two.c");
  add (framework, NQP_ENTRY_LINK, "l6", NULL, "i0", "path.two.c");
  g_assert_true (nqp_framework_seal (framework, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&framework);
}

static NqpScores *
run_tree (NqpPanel *panel, NqpTree *tree, const char *method_text)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (GError) error = NULL;
  NqpMethod method;
  NqpScores *scores;

  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method, method_text, NULL));
  scores = nqp_pipeline_run (pipeline, panel, tree, &method, &error);
  g_assert_no_error (error);
  return scores;
}

static void
assert_close (double a, double b)
{
  if (isnan (a) != isnan (b) || fabs (a - b) > 1e-12 * (1 + fabs (a)))
    g_error ("%.17g and %.17g differ", a, b);
}

/* The value that half of the others are at or below: by counting, without sorting. */
static double
plain_median (const double *x, int n, const NqpPanel *panel, int group)
{
  double low = NAN, high = NAN;
  int count = 0;

  for (int i = 0; i < n; i++)
    count += !isnan (x[i]) && (group < 0 || panel->places[i].group == group);
  for (int i = 0; i < n; i++)
    {
      int below = 0, same = 0;

      if (isnan (x[i]) || (group >= 0 && panel->places[i].group != group))
        continue;
      for (int k = 0; k < n; k++)
        if (!isnan (x[k]) && (group < 0 || panel->places[k].group == group))
          {
            below += x[k] < x[i];
            same += x[k] == x[i];
          }
      if (below <= (count - 1) / 2 && (count - 1) / 2 < below + same)
        low = x[i];
      if (below <= count / 2 && count / 2 < below + same)
        high = x[i];
    }
  return 0.5 * (low + high);
}

static void
check_lever (const NqpScores *scores, const NqpLever *lever, int year, int region)
{
  const NqpPanel *panel = scores->panel;
  const int j = scores->tree->nodes[lever->leaf].indicator;
  const int direction = panel->indicators[j].direction;
  const double *x = scores->x[j] + year * scores->n_regions;
  g_autofree double *obstacle = g_new (double, scores->n_nodes);
  double best = NAN, assumed;

  if (isnan (x[region]))
    {
      g_assert_true (isnan (lever->value) && isnan (lever->obstacle) && isnan (lever->gap_best)
                     && isnan (lever->gap_median) && isnan (lever->gap_group) && isnan (lever->rank_gain));
      return;
    }
  nqp_obstacles_get (scores, 0, year, region, obstacle);
  for (int i = 0; i < scores->n_regions; i++)
    if (isnan (best) || direction * x[i] > direction * best)
      best = x[i];
  assert_close (lever->value, x[region]);
  assert_close (lever->obstacle, obstacle[lever->leaf]);
  assert_close (lever->gap_best, direction * (best - x[region]));
  assert_close (lever->gap_median, direction * (plain_median (x, scores->n_regions, panel, -1) - x[region]));
  assert_close (lever->gap_group,
                direction
                    * (plain_median (x, scores->n_regions, panel, panel->places[region].group) - x[region]));
  assumed = x[region] + (best - x[region]) / 4;

  g_autoptr (NqpScores) after = nqp_scores_what_if (scores, year, region, 1, &lever->leaf, &assumed, NULL);
  if (nqp_scores_rank (scores, 0, year, region) == 0)
    g_assert_true (isnan (lever->rank_gain));
  else
    assert_close (lever->rank_gain,
                  nqp_scores_rank (scores, 0, year, region) - nqp_scores_rank (after, 0, year, region));
}

static void
test_levers (void)
{
  static const char *const methods[] = { "normalise=minmax", "normalise=minmax-year aggregate=geometric",
                                         "normalise=zscore", "normalise=rank" };
  RandomPanel shape = { 30, 3, 12, 0.1, FALSE, 41 };
  int n_gained = 0;

  for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      g_autoptr (NqpPanel) panel = random_panel (&shape);
      g_autoptr (NqpFramework) framework = small_framework (panel);
      g_autoptr (NqpScores) scores = run_tree (panel, panel->tree, methods[m]);

      for (int t = 0; t < scores->n_years; t++)
        for (int i = 0; i < scores->n_regions; i++)
          {
            g_autoptr (GArray) levers = nqp_levers_new (scores, framework, t, i);

            for (guint k = 0; k < levers->len; k++)
              {
                const NqpLever *lever = &g_array_index (levers, NqpLever, k);

                check_lever (scores, lever, t, i);
                n_gained += lever->rank_gain > 0;
                g_assert_cmpint (nqp_framework_entry (framework, lever->measure)->parent_at, ==, lever->path);
                if (k > 0)
                  {
                    const NqpLever *before = lever - 1;

                    g_assert_cmpint (before->path, <=, lever->path);
                    g_assert_cmpint (before->measure, <=, lever->measure);
                    if (before->measure == lever->measure)
                      {
                        g_assert_cmpint (before->leaf, !=, lever->leaf);
                        g_assert_false (isnan (before->obstacle) && !isnan (lever->obstacle));
                        g_assert_false (before->obstacle < lever->obstacle);
                      }
                  }
              }
          }
    }
  g_assert_cmpint (n_gained, >, 100);
}

/* Which indicators a measure has: its own, those of a component, once each; none that is switched off. */
static void
test_indicators (void)
{
  RandomPanel shape = { 10, 2, 12, 0.0, FALSE, 42 };
  g_autoptr (NqpPanel) panel = random_panel (&shape);
  g_autoptr (NqpFramework) framework = small_framework (panel);
  g_autoptr (NqpTree) off = nqp_tree_set_on (panel->tree, nqp_tree_find (panel->tree, "i3"), FALSE);
  g_autoptr (NqpScores) scores = run_tree (panel, off, "weights=equal");
  g_autoptr (NqpTable) table = nqp_levers_table (scores, framework, 1, NULL, 0);
  const int component = panel->tree->nodes[nqp_tree_find (panel->tree, "i0")].parent;
  int n_a = 0, n_b = 0, n_c = 0;

  for (int row = 0; row < nqp_table_n_rows (table); row++)
    {
      const char *measure = nqp_table_get_text (table, 3, row);
      int leaf = nqp_tree_find (scores->tree, nqp_table_get_text (table, 4, row));

      g_assert_true (g_str_has_prefix (measure, nqp_table_get_text (table, 2, row)));
      g_assert_true (nqp_tree_is_on (scores->tree, leaf));
      n_a += strcmp (measure, "path.one.a") == 0;
      n_b += strcmp (measure, "path.one.b") == 0;
      n_c += strcmp (measure, "path.two.c") == 0;
      if (strcmp (measure, "path.two.c") == 0)
        g_assert_cmpint (scores->tree->nodes[leaf].parent, ==, component);
    }
  g_assert_cmpint (n_a, ==, 2 * scores->n_regions);
  g_assert_cmpint (n_b, ==, 1 * scores->n_regions);
  g_assert_cmpint (n_c, ==, nqp_tree_n_children (panel->tree, component) * scores->n_regions);
  g_assert_cmpint (n_a + n_b + n_c, ==, nqp_table_n_rows (table));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/levers/levers", test_levers);
  g_test_add_func ("/levers/indicators", test_indicators);
  return g_test_run ();
}
