/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "choices-walk.h"

/* Every choice there is on data that break some of them: scores that are numbers or missing, or a refusal that says what to do;
 * never a number without end. */

#define REGIONS 5
#define YEARS 3
#define INDICATORS 6

static void
fill_series (NqpPanel *panel, int series, double value)
{
  for (int t = 0; t < panel->n_years; t++)
    for (int i = 0; i < panel->n_regions; i++)
      panel->values[nqp_panel_cell (panel, series, t, i)] = value;
}

static void
set (NqpPanel *panel, int series, int year, int region, double value)
{
  if (year < panel->n_years && region < panel->n_regions)
    panel->values[nqp_panel_cell (panel, series, year, region)] = value;
}

static void
whole (NqpPanel *panel)
{
}

static void
constant (NqpPanel *panel)
{
  fill_series (panel, 0, 3);
}

static void
all_constant (NqpPanel *panel)
{
  for (int j = 0; j < panel->n_indicators; j++)
    fill_series (panel, j, 3);
}

static void
zero (NqpPanel *panel)
{
  set (panel, 0, 0, 0, 0);
}

static void
all_zero (NqpPanel *panel)
{
  fill_series (panel, 0, 0);
}

static void
negative (NqpPanel *panel)
{
  set (panel, 0, 1, 2, -5);
}

static void
missing (NqpPanel *panel)
{
  fill_series (panel, 0, NAN);
}

static void
all_missing (NqpPanel *panel)
{
  for (int j = 0; j < panel->n_indicators; j++)
    fill_series (panel, j, NAN);
}

static void
one_value (NqpPanel *panel)
{
  fill_series (panel, 0, NAN);
  set (panel, 0, 1, 1, 7);
}

static void
one_year_missing (NqpPanel *panel)
{
  for (int j = 0; j < panel->n_indicators; j++)
    for (int i = 0; i < panel->n_regions; i++)
      set (panel, j, 1, i, NAN);
}

/* Beyond both posts. */
static void
posts_inside (NqpPanel *panel)
{
  fill_series (panel, 0, 5);
  set (panel, 0, 0, 1, -100);
  set (panel, 0, 0, 2, 100);
  panel->indicators[0].lower = 1;
  panel->indicators[0].upper = 9;
}

/* An upper post alone, with all values above it. */
static void
posts_below (NqpPanel *panel)
{
  panel->indicators[0].upper = 1e-9;
}

static void
posts_crossed (NqpPanel *panel)
{
  panel->indicators[0].lower = 9;
  panel->indicators[0].upper = 1;
}

static void
posts_equal (NqpPanel *panel)
{
  panel->indicators[0].lower = panel->indicators[0].upper = 4;
}

static void
large (NqpPanel *panel)
{
  set (panel, 0, 0, 0, 1e60);
  set (panel, 0, 0, 1, -1e60);
  set (panel, 1, 0, 1, 1e300);
}

static void
tiny (NqpPanel *panel)
{
  for (int t = 0; t < panel->n_years; t++)
    for (int i = 0; i < panel->n_regions; i++)
      set (panel, 0, t, i, (t + i + 1) * 5e-324);
}

/* A long tail with a zero: what Box-Cox would bend, but cannot. */
static void
tail_with_zero (NqpPanel *panel)
{
  fill_series (panel, 0, 1);
  set (panel, 0, 0, 0, 0);
  set (panel, 0, 0, 1, 1e9);
}

static void
no_groups (NqpPanel *panel)
{
  for (int i = 0; i < panel->n_places; i++)
    panel->places[i].group = -1;
}

static const struct
{
  const char *name;
  void (*spoil) (NqpPanel *panel);
  int n_regions, n_years, n_indicators;
} spoilt[] = {
  { "whole", whole, REGIONS, YEARS, INDICATORS },
  { "constant", constant, REGIONS, YEARS, INDICATORS },
  { "all-constant", all_constant, REGIONS, YEARS, INDICATORS },
  { "zero", zero, REGIONS, YEARS, INDICATORS },
  { "all-zero", all_zero, REGIONS, YEARS, INDICATORS },
  { "negative", negative, REGIONS, YEARS, INDICATORS },
  { "missing", missing, REGIONS, YEARS, INDICATORS },
  { "all-missing", all_missing, REGIONS, YEARS, INDICATORS },
  { "one-value", one_value, REGIONS, YEARS, INDICATORS },
  { "one-year-missing", one_year_missing, REGIONS, YEARS, INDICATORS },
  { "posts-inside", posts_inside, REGIONS, YEARS, INDICATORS },
  { "posts-below", posts_below, REGIONS, YEARS, INDICATORS },
  { "posts-crossed", posts_crossed, REGIONS, YEARS, INDICATORS },
  { "posts-equal", posts_equal, REGIONS, YEARS, INDICATORS },
  { "large", large, REGIONS, YEARS, INDICATORS },
  { "tiny", tiny, REGIONS, YEARS, INDICATORS },
  { "tail-with-zero", tail_with_zero, REGIONS, YEARS, INDICATORS },
  { "no-groups", no_groups, REGIONS, YEARS, INDICATORS },
  { "one-region", whole, 1, YEARS, INDICATORS },
  { "one-year", whole, REGIONS, 1, INDICATORS },
  { "one-cell", whole, 1, 1, INDICATORS },
  { "one-indicator", whole, REGIONS, YEARS, 1 },
};

typedef struct
{
  NqpPanel *panel;
  NqpPipeline *pipeline; /* as the window has one: what an earlier method left behind must not matter */
  int n_scored, n_refused;
} Walk;

static void
assert_number (double value, const NqpMethod *method, const char *what)
{
  if (isinf (value))
    {
      g_autofree char *line = nqp_method_to_string (method);

      g_error ("%s is %g with %s", what, value, line);
    }
}

static void
check_scores (const NqpScores *scores, const NqpMethod *method)
{
  const NqpTree *tree = scores->tree;
  double weights = 0;

  for (int k = 0; k < tree->n_leaves; k++)
    {
      const double weight = nqp_tree_global_weight (tree, tree->leaves[k]);

      g_assert_true (weight >= 0 && weight <= 1 + 1e-9);
      weights += weight;
    }
  g_assert_cmpfloat (fabs (weights - 1), <, 1e-9);
  for (int node = 0; node < scores->n_nodes; node++)
    for (int t = 0; t < scores->n_years; t++)
      for (int i = 0; i < scores->n_regions; i++)
        {
          const double coverage = nqp_scores_coverage (scores, node, t, i);
          const double adds = nqp_scores_contribution (scores, 0, node, t, i);

          assert_number (nqp_scores_get (scores, node, t, i), method, "a score");
          assert_number (adds, method, "a contribution");
          g_assert_false (isnan (adds));
          g_assert_true (coverage >= 0 && coverage <= 1);
        }
  for (int k = 0; k < tree->n_leaves; k++)
    {
      g_autoptr (NqpTable) table
          = nqp_scores_derivation (scores, tree->leaves[k], 0, scores->n_regions - 1, NQP_LANG_EN);

      g_assert_cmpint (nqp_table_n_rows (table), >, 5);
    }
}

/* One value more, whatever it is. */
static void
check_assumed (const NqpScores *scores, const NqpMethod *method)
{
  static const double values[] = { 0, -1, 1e300, -1e300, 5e-324 };

  for (gsize v = 0; v < G_N_ELEMENTS (values); v++)
    {
      const int leaf = scores->tree->leaves[0];
      g_autoptr (GError) error = NULL;
      g_autoptr (NqpScores) assumed
          = nqp_scores_what_if (scores, scores->n_years - 1, 0, 1, &leaf, &values[v], &error);

      g_assert_no_error (error);
      for (int node = 0; node < scores->n_nodes; node++)
        for (int i = 0; i < scores->n_regions; i++)
          assert_number (nqp_scores_get (assumed, node, scores->n_years - 1, i), method, "an assumed score");
    }
}

static void
check (const NqpMethod *method, gpointer data)
{
  Walk *walk = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpScores) scores
      = nqp_pipeline_run (walk->pipeline, walk->panel, walk->panel->tree, method, &error);

  g_assert_true ((scores == NULL) == (error != NULL));
  if (scores == NULL)
    {
      /* which indicator or choice it is, and what else to choose */
      g_assert_true (error->domain == NQP_METHOD_ERROR);
      g_assert_true (strstr (error->message, "; ") != NULL || strstr (error->message, ". ") != NULL);
      g_assert_cmpint ((int)strlen (error->message), >, 40);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      walk->n_refused++;
      return;
    }
  check_scores (scores, method);
  check_assumed (scores, method);
  walk->n_scored++;
}

static void
test_broken (gconstpointer data)
{
  const int which = GPOINTER_TO_INT (data);
  g_autoptr (NqpPanel) panel
      = walk_panel (spoilt[which].n_regions, spoilt[which].n_years, spoilt[which].n_indicators);
  Walk walk = { panel, nqp_pipeline_new (), 0, 0 };

  spoilt[which].spoil (panel);
  walk_pairs (check, &walk);
  g_test_message ("%d scored, %d refused", walk.n_scored, walk.n_refused);
  g_assert_cmpint (walk.n_scored, >, 0);
  nqp_pipeline_free (walk.pipeline);
}

/* Combinations of all five, some of them a panel. */
static void
test_mixed (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (gsize which = 0; which < G_N_ELEMENTS (spoilt); which++)
    {
      g_autoptr (NqpPanel) panel
          = walk_panel (spoilt[which].n_regions, spoilt[which].n_years, spoilt[which].n_indicators);
      Walk walk = { panel, nqp_pipeline_new (), 0, 0 };

      spoilt[which].spoil (panel);
      for (int k = 0; k < 60; k++)
        {
          static const double powers[] = { -10, -1, -0.3, 0, 1e-3, 1, 10 };
          NqpMethod method;

          nqp_method_init (&method);
          for (int stage = 0; stage < NQP_N_STAGES; stage++)
            walk_choose (&method, stage, g_rand_int_range (rand, 0, nqp_stages[stage].n));
          for (int made = 0; made < NQP_N_MADE; made++)
            method.aggregate[made] = (NqpAggregate)g_rand_int_range (rand, 0, NQP_N_AGGREGATE);
          method.power = powers[g_rand_int_range (rand, 0, G_N_ELEMENTS (powers))];
          check (&method, &walk);
        }
      nqp_pipeline_free (walk.pipeline);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (spoilt); i++)
    {
      g_autofree char *path = g_strconcat ("/choices-broken/", spoilt[i].name, NULL);

      g_test_add_data_func (path, GINT_TO_POINTER ((int)i), test_broken);
    }
  g_test_add_func ("/choices-broken/mixed", test_mixed);
  return g_test_run ();
}
