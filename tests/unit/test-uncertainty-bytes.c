/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-stats-error.h"
#include "nqp-uncertainty-bytes.h"
#include "random-panel.h"

/* Results are read back as they were, and bytes that are none are refused, whatever they are. */

static const RandomPanel provinces = { 31, 6, 22, 0.01, TRUE, 42 };
static const RandomPanel fewer = { 30, 6, 22, 0.01, TRUE, 42 };
static const RandomPanel small = { 6, 3, 5, 0, FALSE, 4 };

static NqpScores *
make_scores (const RandomPanel *spec, const char *method_text)
{
  g_autoptr (NqpPanel) panel = random_panel (spec);
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

static void
make_results (NqpRobustness *self, const NqpScores *scores, int draws)
{
  g_autoptr (GError) error = NULL;
  NqpUncertaintySpec spec;

  nqp_uncertainty_spec_init (&spec, scores);
  spec.draws = draws;
  self->uncertainty = nqp_uncertainty_new (scores, &spec, NULL, &error);
  g_assert_no_error (error);
  self->alternatives = nqp_alternatives_new (scores, spec.measure, spec.year, NULL, &error);
  g_assert_no_error (error);
  spec.draws = 32;
  self->sensitivity = nqp_sensitivity_new (scores, &spec, NULL, 0, NULL, &error);
  g_assert_no_error (error);
}

static void
check_same (NqpTable *a, NqpTable *b)
{
  g_autoptr (GString) one = g_string_new (NULL);
  g_autoptr (GString) two = g_string_new (NULL);

  nqp_table_print_csv (a, one);
  nqp_table_print_csv (b, two);
  g_assert_cmpstr (one->str, ==, two->str);
  nqp_table_unref (a);
  nqp_table_unref (b);
}

static void
test_round_trip (void)
{
  g_autoptr (NqpScores) scores = make_scores (&provinces, "weights=entropy");
  g_autoptr (GError) error = NULL;
  g_auto (NqpRobustness) results = { NULL, NULL, NULL };
  g_auto (NqpRobustness) read = { NULL, NULL, NULL };
  g_autoptr (GBytes) bytes = NULL;

  make_results (&results, scores, 500);
  bytes = nqp_robustness_to_bytes (&results, scores);
  g_assert_true (nqp_robustness_from_bytes (&read, bytes, scores, &error));
  g_assert_no_error (error);
  check_same (nqp_uncertainty_table (results.uncertainty, NULL, 0),
              nqp_uncertainty_table (read.uncertainty, NULL, 0));
  check_same (nqp_uncertainty_dominance_table (results.uncertainty, NULL, 0),
              nqp_uncertainty_dominance_table (read.uncertainty, NULL, 0));
  check_same (nqp_sensitivity_table (results.sensitivity), nqp_sensitivity_table (read.sensitivity));
  check_same (nqp_alternatives_table (results.alternatives, NULL, 0),
              nqp_alternatives_table (read.alternatives, NULL, 0));
  check_same (nqp_alternatives_summary (results.alternatives), nqp_alternatives_summary (read.alternatives));
  g_assert_cmpstr (results.uncertainty->line, ==, read.uncertainty->line);
  g_assert_cmpint (read.uncertainty->spec.draws, ==, 500);
  g_assert_cmpstr (results.uncertainty->refused, ==, read.uncertainty->refused);
  g_assert_cmpmem (results.uncertainty->p_near, 31 * sizeof (double), read.uncertainty->p_near,
                   31 * sizeof (double));
  g_assert_cmpmem (results.sensitivity->regions, 32 * (int)sizeof (int), read.sensitivity->regions,
                   32 * (int)sizeof (int));
  g_assert_false (nqp_uncertainty_is_stale (read.uncertainty, scores));
}

/* Each result may be missing. */
static void
test_parts (void)
{
  g_autoptr (NqpScores) scores = make_scores (&small, "weights=equal");
  g_auto (NqpRobustness) results = { NULL, NULL, NULL };

  make_results (&results, scores, 50);
  for (int there = 0; there < 8; there++)
    {
      NqpRobustness some = { there & 1 ? results.uncertainty : NULL, there & 2 ? results.sensitivity : NULL,
                             there & 4 ? results.alternatives : NULL };
      g_autoptr (GBytes) bytes = nqp_robustness_to_bytes (&some, scores);
      g_auto (NqpRobustness) read = { NULL, NULL, NULL };

      g_assert_true (nqp_robustness_from_bytes (&read, bytes, scores, NULL));
      g_assert_true ((read.uncertainty != NULL) == ((there & 1) != 0));
      g_assert_true ((read.sensitivity != NULL) == ((there & 2) != 0));
      g_assert_true ((read.alternatives != NULL) == ((there & 4) != 0));
    }
}

/* Ranks that are too many to keep: the counts are there, dominance is not. */
static void
test_counts (void)
{
  g_autoptr (NqpScores) scores = make_scores (&small, "weights=equal");
  g_auto (NqpRobustness) results = { NULL, NULL, NULL };
  g_auto (NqpRobustness) read = { NULL, NULL, NULL };
  g_autoptr (GBytes) bytes = NULL;

  make_results (&results, scores, 50);
  g_clear_pointer (&results.uncertainty->ranks, g_free);
  bytes = nqp_robustness_to_bytes (&results, scores);
  g_assert_true (nqp_robustness_from_bytes (&read, bytes, scores, NULL));
  check_same (nqp_uncertainty_table (results.uncertainty, NULL, 0),
              nqp_uncertainty_table (read.uncertainty, NULL, 0));
  g_assert_true (isnan (nqp_uncertainty_dominance (read.uncertainty, 0, 1)));
}

static void
check_refused (const NqpScores *scores, const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_auto (NqpRobustness) read = { NULL, NULL, NULL };

  g_assert_false (nqp_robustness_from_bytes (&read, bytes, scores, &error));
  g_assert_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA);
  g_assert_true (read.uncertainty == NULL && read.sensitivity == NULL && read.alternatives == NULL);
}

static void
test_truncated (void)
{
  g_autoptr (NqpScores) scores = make_scores (&small, "weights=equal");
  g_auto (NqpRobustness) results = { NULL, NULL, NULL };
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data;
  gsize size;

  make_results (&results, scores, 50);
  bytes = nqp_robustness_to_bytes (&results, scores);
  data = g_bytes_get_data (bytes, &size);
  for (gsize n = 0; n < size; n++)
    check_refused (scores, data, n);
}

/* What is read of damaged bytes is refused or lies within its bounds. */
static void
check_within (const NqpRobustness *self, const NqpScores *scores)
{
  const int n = scores->n_regions;

  for (int i = 0; self->uncertainty != NULL && i < n; i++)
    {
      const NqpUncertainty *u = self->uncertainty;

      g_assert_true (u->nominal[i] >= 0 && u->nominal[i] <= n);
      g_assert_cmpint (u->n_ranked[i], <=, u->spec.draws);
      g_assert_true (u->n_ranked[i] == 0 || (u->p05[i] >= 1 && u->p95[i] <= n && u->p05[i] <= u->p95[i]));
    }
  for (int k = 0; self->alternatives != NULL && k < self->alternatives->n; k++)
    {
      const NqpAlternative *item = &self->alternatives->items[k];

      g_assert_true ((item->ranks == NULL) == (item->refusal != NULL));
      g_assert_true (item->leaf < scores->n_nodes);
      for (int i = 0; item->ranks != NULL && i < n; i++)
        g_assert_true (item->ranks[i] >= 0 && item->ranks[i] <= n);
    }
  for (int k = 0; self->sensitivity != NULL && k < self->sensitivity->n_targets; k++)
    g_assert_true (self->sensitivity->regions[k] >= -1 && self->sensitivity->regions[k] < n);
}

static void
test_garbage (void)
{
  g_autoptr (NqpScores) scores = make_scores (&small, "weights=equal");
  g_auto (NqpRobustness) results = { NULL, NULL, NULL };
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data;
  gsize size;
  int n_refused = 0;

  make_results (&results, scores, 50);
  bytes = nqp_robustness_to_bytes (&results, scores);
  data = g_bytes_get_data (bytes, &size);
  for (int k = 0; k < 4000; k++)
    {
      g_autofree guint8 *changed = g_memdup2 (data, size);
      g_autoptr (GBytes) other = NULL;
      g_auto (NqpRobustness) read = { NULL, NULL, NULL };

      for (int b = g_test_rand_int_range (1, 5); b > 0; b--)
        changed[g_test_rand_int_range (0, (gint32)size)] = (guint8)g_test_rand_int_range (0, 256);
      other = g_bytes_new (changed, size);
      if (nqp_robustness_from_bytes (&read, other, scores, NULL))
        check_within (&read, scores);
      else
        n_refused++;
    }
  g_assert_cmpint (n_refused, >, 100);
  for (int k = 0; k < 200; k++)
    {
      guint8 noise[300];

      for (gsize i = 0; i < sizeof noise; i++)
        noise[i] = (guint8)g_test_rand_int_range (0, 256);
      check_refused (scores, noise, (gsize)g_test_rand_int_range (0, sizeof noise));
    }
}

/* Results about other regions are not these data's. */
static void
test_other_data (void)
{
  g_autoptr (NqpScores) scores = make_scores (&provinces, "weights=equal");
  g_autoptr (NqpScores) others = make_scores (&fewer, "weights=equal");
  g_autoptr (NqpScores) weighed = make_scores (&provinces, "weights=entropy");
  g_auto (NqpRobustness) results = { NULL, NULL, NULL };
  g_auto (NqpRobustness) read = { NULL, NULL, NULL };
  g_autoptr (GBytes) bytes = NULL;

  make_results (&results, scores, 50);
  bytes = nqp_robustness_to_bytes (&results, scores);
  check_refused (others, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_false (nqp_uncertainty_fits (results.uncertainty, others));
  g_assert_true (nqp_robustness_from_bytes (&read, bytes, weighed, NULL));
  g_assert_true (nqp_uncertainty_fits (read.uncertainty, weighed));
  g_assert_true (nqp_uncertainty_is_stale (read.uncertainty, weighed));
}

/* By the definition, draw by draw. */
static void
test_firmness (void)
{
  g_autoptr (NqpScores) scores = make_scores (&provinces, "weights=entropy");
  NqpUncertaintySpec spec;
  int n[NQP_FIRMNESS_FRAGILE + 1] = { 0 };

  nqp_uncertainty_spec_init (&spec, scores);
  spec.draws = 400;
  for (int round = 0; round < 3; round++)
    {
      static const double spreads[] = { 0, 0.05, 1 };
      g_autoptr (NqpUncertainty) self = NULL;
      spec.vary = NQP_VARY (NQP_FACTOR_WEIGHTS);
      spec.spread = spreads[round];
      self = nqp_uncertainty_new (scores, &spec, NULL, NULL);
      g_assert_cmpint (nqp_uncertainty_reach (self), ==, 2);
      for (int i = 0; i < self->n_regions; i++)
        {
          NqpFirmness expected = NQP_FIRMNESS_NONE;
          int near = 0, all = 0;

          for (int d = 0; d < spec.draws; d++)
            {
              const int rank = self->ranks[d * self->n_regions + i];

              all += rank > 0;
              near += rank > 0 && abs (rank - self->nominal[i]) <= 2;
            }
          if (self->nominal[i] > 0 && all > 0)
            expected = 10 * near >= 9 * all ? NQP_FIRMNESS_FIRM
                       : 2 * near >= all    ? NQP_FIRMNESS_FAIR
                                            : NQP_FIRMNESS_FRAGILE;
          g_assert_cmpint (nqp_uncertainty_firmness (self, i), ==, expected);
          if (expected != NQP_FIRMNESS_NONE)
            g_assert_cmpfloat_with_epsilon (self->p_near[i], (double)near / all, 1e-12);
          n[expected]++;
        }
      if (round == 0) /* nothing moves */
        g_assert_cmpint (n[NQP_FIRMNESS_FAIR] + n[NQP_FIRMNESS_FRAGILE], ==, 0);
    }
  for (int k = NQP_FIRMNESS_FIRM; k <= NQP_FIRMNESS_FRAGILE; k++)
    g_assert_cmpint (n[k], >, 0);
}

/* Two places, or two in a hundred regions. */
static void
test_reach (void)
{
  static const int cases[][2]
      = { { 1, 2 }, { 31, 2 }, { 117, 2 }, { 149, 2 }, { 150, 3 }, { 350, 7 }, { 2800, 56 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const NqpUncertainty self = { .n_regions = cases[i][0] };

      g_assert_cmpint (nqp_uncertainty_reach (&self), ==, cases[i][1]);
    }
}

static void
test_names (void)
{
  g_autoptr (NqpScores) scores = make_scores (&small, "weights=equal");
  g_autoptr (NqpAlternatives) alternatives = nqp_alternatives_new (scores, 0, 0, NULL, NULL);
  gboolean zscore = FALSE, without = FALSE;

  for (int k = 0; k < alternatives->n; k++)
    {
      g_autofree char *name = nqp_alternative_name (&alternatives->items[k], scores->tree, NQP_LANG_EN);

      g_assert_null (strchr (name, '='));
      zscore |= strcmp (name, "Normalisation: Z-score") == 0;
      without |= g_str_has_prefix (name, "Without ");
    }
  g_assert_true (zscore && without);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uncertainty-bytes/round-trip", test_round_trip);
  g_test_add_func ("/uncertainty-bytes/parts", test_parts);
  g_test_add_func ("/uncertainty-bytes/counts", test_counts);
  g_test_add_func ("/uncertainty-bytes/truncated", test_truncated);
  g_test_add_func ("/uncertainty-bytes/garbage", test_garbage);
  g_test_add_func ("/uncertainty-bytes/other-data", test_other_data);
  g_test_add_func ("/uncertainty-bytes/firmness", test_firmness);
  g_test_add_func ("/uncertainty-bytes/reach", test_reach);
  g_test_add_func ("/uncertainty-bytes/names", test_names);
  return g_test_run ();
}
