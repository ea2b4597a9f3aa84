/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/random-panel.h"
#include "nqp-scores.h"

/* Prints one JSON object a line. Each measure runs in a process of its own, so that its memory is its own. */

static const RandomPanel large = { 2800, 25, 60, 0.02, FALSE, 42 };
static const RandomPanel provinces = { 31, 8, 22, 0.004, TRUE, 42 };

static int
compare_doubles (const void *a, const void *b)
{
  const double *p = a, *q = b;

  return (*p > *q) - (*p < *q);
}

static double
median (double *values, int n)
{
  qsort (values, (size_t)n, sizeof (double), compare_doubles);
  return n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
}

static double
peak_bytes (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return 1024.0 * (double)usage.ru_maxrss;
}

static double
raw_bytes (const NqpPanel *panel)
{
  return (double)sizeof (double) * panel->n_series * panel->n_years * panel->n_regions;
}

static void
rank_all_years (const NqpScores *scores)
{
  for (int t = 0; t < scores->n_years; t++)
    g_assert_cmpint (nqp_scores_n_ranked (scores, 0, t), >, 0);
}

static void
print_result (const char *name, double *ms, int n, double target_ms, const NqpPanel *panel)
{
  double worst = 0;

  for (int i = 0; i < n; i++)
    worst = MAX (worst, ms[i]);
  printf ("{\"name\": \"%s\", \"median_ms\": %.3f, \"max_ms\": %.3f, \"target_ms\": %g, \"runs\": %d, "
          "\"peak_to_raw\": %.2f}\n",
          name, median (ms, n), worst, target_ms, n, peak_bytes () / raw_bytes (panel));
}

/* From the values as published to the scores of all nodes and the ranks of the index in all years. */
static void
bench_pipeline (const char *name, const RandomPanel *spec, const char *method_text, double target_ms)
{
  enum
  {
    RUNS = 5
  };
  g_autoptr (NqpPanel) panel = random_panel (spec);
  double ms[RUNS];
  NqpMethod method;

  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method, method_text, NULL));
  for (int i = 0; i < RUNS; i++)
    {
      g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
      gint64 start = g_get_monotonic_time ();
      g_autoptr (NqpScores) scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, NULL);

      rank_all_years (scores);
      ms[i] = (double)(g_get_monotonic_time () - start) / 1000;
    }
  print_result (name, ms, RUNS, target_ms, panel);
}

/* A drag: the weight of one node after another, leaves and pillars, with the scores before it still in use. */
static void
bench_weights (const char *name, const RandomPanel *spec, const char *method_text, double target_ms)
{
  enum
  {
    RUNS = 200
  };
  g_autoptr (NqpPanel) panel = random_panel (spec);
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpScores) scores = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  double ms[RUNS];
  NqpMethod method;

  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method, method_text, NULL));
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, NULL);
  method.scheme = NQP_SCHEME_CUSTOM;
  for (int i = 0; i < RUNS; i++)
    {
      int node = g_rand_int_range (rand, 1, scores->n_nodes);
      double weight = g_rand_double (rand);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (NqpTree) tree = nqp_tree_set_weight (scores->tree, node, weight);
      NqpScores *next = nqp_pipeline_run (pipeline, panel, tree, &method, NULL);

      rank_all_years (next);
      ms[i] = (double)(g_get_monotonic_time () - start) / 1000;
      nqp_scores_unref (scores);
      scores = next;
    }
  print_result (name, ms, RUNS, target_ms, panel);
}

/* A slider of a region: one indicator after the other moves, with the scores before it still on the screen. */
static void
bench_what_if (const char *name, const RandomPanel *spec, const char *method_text, double target_ms)
{
  enum
  {
    RUNS = 200
  };
  g_autoptr (NqpPanel) panel = random_panel (spec);
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpScores) base = NULL;
  g_autoptr (NqpScores) scores = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  const int year = spec->n_years - 1;
  double ms[RUNS];
  NqpMethod method;

  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method, method_text, NULL));
  base = nqp_pipeline_run (pipeline, panel, panel->tree, &method, NULL);
  rank_all_years (base);
  for (int i = 0; i < RUNS; i++)
    {
      int leaf = base->tree->leaves[g_rand_int_range (rand, 0, base->tree->n_leaves)];
      double low, high, value;
      gint64 start;
      NqpScores *next;

      nqp_scores_range (base, leaf, year, &low, &high);
      value = g_rand_double_range (rand, low, high);
      start = g_get_monotonic_time ();
      next = nqp_scores_what_if (base, year, 0, 1, &leaf, &value, NULL);
      rank_all_years (next);
      ms[i] = (double)(g_get_monotonic_time () - start) / 1000;
      g_clear_pointer (&scores, nqp_scores_unref);
      scores = next;
    }
  print_result (name, ms, RUNS, target_ms, panel);
}

typedef void (*Bench) (const char *name, const RandomPanel *spec, const char *method_text, double target_ms);

static const struct
{
  const char *name;
  Bench bench;
  const RandomPanel *spec;
  const char *method;
  double target_ms;
} benches[] = {
  { "provinces-weight-change", bench_weights, &provinces, "weights=entropy", 1 },
  { "provinces-what-if", bench_what_if, &provinces, "weights=entropy", 1 },
  { "large-what-if", bench_what_if, &large, "weights=entropy", 10 },
  { "large-what-if-rank-geometric", bench_what_if, &large,
    "weights=entropy normalise=rank aggregate=geometric", 10 },
  { "provinces-pipeline-entropy", bench_pipeline, &provinces, "weights=entropy", 16 },
  { "large-weight-change", bench_weights, &large, "weights=entropy", 50 },
  { "large-weight-change-geometric", bench_weights, &large, "weights=entropy aggregate=geometric", 50 },
  { "large-pipeline-entropy", bench_pipeline, &large, "weights=entropy", 1000 },
  { "large-pipeline-critic", bench_pipeline, &large, "weights=critic", 1000 },
  { "large-pipeline-rank-geometric", bench_pipeline, &large, "weights=cv normalise=rank aggregate=geometric",
    1000 },
  { "large-pipeline-percentile", bench_pipeline, &large, "weights=entropy normalise=percentile", 1000 },
  { "large-pipeline-box-cox", bench_pipeline, &large, "weights=entropy outliers=box-cox", 1000 },
  { "large-pipeline-pca", bench_pipeline, &large, "weights=pca", 1000 },
  { "large-pipeline-topsis", bench_pipeline, &large, "weights=entropy aggregate=topsis", 1000 },
  { "large-pipeline-copeland", bench_pipeline, &large, "weights=entropy aggregate=copeland", 1000 },
  { "large-pipeline-copeland-index", bench_pipeline, &large, "weights=entropy aggregate=index=copeland",
    1000 },
  { "large-pipeline-optimise", bench_pipeline, &large, "weights=optimise", 1000 },
  { "large-pipeline-optimise-geometric", bench_pipeline, &large, "weights=optimise aggregate=geometric",
    1000 },
  { "large-pipeline-linear", bench_pipeline, &large, "weights=entropy missing=linear", 1000 },
};

int
main (int argc, char **argv)
{
  int status = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (benches); i++)
    {
      pid_t child;

      if (argc > 1 && strcmp (argv[1], benches[i].name) != 0)
        continue;
      fflush (stdout);
      child = fork ();
      if (child == 0)
        {
          benches[i].bench (benches[i].name, benches[i].spec, benches[i].method, benches[i].target_ms);
          fflush (stdout);
          _exit (0);
        }
      if (child < 0 || waitpid (child, &status, 0) < 0 || status != 0)
        return 1;
    }
  return 0;
}
