/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/random-panel.h"
#include "nqp-alternatives.h"
#include "nqp-sensitivity.h"
#include "nqp-uncertainty.h"

/* Prints one JSON object a line. Each measure runs in a process of its own, so that its memory is its own. */

static const RandomPanel large = { 2800, 25, 60, 0.02, FALSE, 42 };
static const RandomPanel provinces = { 31, 8, 22, 0.004, TRUE, 42 };

typedef void (*Bench) (const NqpScores *scores, const NqpUncertaintySpec *spec);

static void
draw (const NqpScores *scores, const NqpUncertaintySpec *spec)
{
  g_autoptr (NqpUncertainty) self = nqp_uncertainty_new (scores, spec, NULL, NULL);

  g_assert_nonnull (self);
}

static void
draw_and_compare (const NqpScores *scores, const NqpUncertaintySpec *spec)
{
  g_autoptr (NqpUncertainty) self = nqp_uncertainty_new (scores, spec, NULL, NULL);
  g_autoptr (NqpTable) table = nqp_uncertainty_dominance_table (self, NULL, 0);

  g_assert_cmpint (nqp_table_n_rows (table), >, 0);
}

static void
share (const NqpScores *scores, const NqpUncertaintySpec *spec)
{
  g_autoptr (NqpSensitivity) self = nqp_sensitivity_new (scores, spec, NULL, 0, NULL, NULL);

  g_assert_nonnull (self);
}

static void
try_alternatives (const NqpScores *scores, const NqpUncertaintySpec *spec)
{
  g_autoptr (NqpAlternatives) self = nqp_alternatives_new (scores, spec->measure, spec->year, NULL, NULL);

  g_assert_nonnull (self);
}

static const struct
{
  const char *name;
  Bench bench;
  const RandomPanel *panel;
  const char *spec;
  double target_s;
} benches[] = {
  { "provinces-draws-weights", draw, &provinces, "draws=10000 vary=weights", 1 },
  { "provinces-draws", draw, &provinces, "draws=10000", 1 },
  { "provinces-draws-everything", draw, &provinces,
    "draws=10000 vary=weights,normalise,aggregate,missing,scheme,indicators", 1 },
  { "provinces-dominance", draw_and_compare, &provinces, "draws=10000", 1 },
  { "provinces-sobol", share, &provinces,
    "draws=2048 vary=weights,normalise,aggregate,missing,scheme,indicators", 2 },
  { "provinces-methods", try_alternatives, &provinces, "draws=1", 1 },
  { "large-draws-weights", draw, &large, "draws=1000 vary=weights", 5 },
  { "large-draws", draw, &large, "draws=1000", 5 },
  { "large-draws-everything", draw, &large,
    "draws=1000 vary=weights,normalise,aggregate,missing,scheme,indicators", 5 },
};

static void
run (gsize i)
{
  enum
  {
    RUNS = 3
  };
  g_autoptr (NqpPanel) panel = random_panel (benches[i].panel);
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpScores) scores = NULL;
  NqpUncertaintySpec spec;
  NqpMethod method;
  struct rusage usage;
  double least = INFINITY, most = 0;

  nqp_method_init (&method);
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, NULL);
  nqp_uncertainty_spec_init (&spec, scores);
  g_assert_true (nqp_uncertainty_spec_parse (&spec, benches[i].spec, scores, NULL));
  for (int r = 0; r < RUNS; r++)
    {
      gint64 start = g_get_monotonic_time ();
      double seconds;

      benches[i].bench (scores, &spec);
      seconds = (double)(g_get_monotonic_time () - start) / 1e6;
      least = MIN (least, seconds);
      most = MAX (most, seconds);
    }
  getrusage (RUSAGE_SELF, &usage);
  printf ("{\"name\": \"%s\", \"min_s\": %.3f, \"max_s\": %.3f, \"target_s\": %g, \"runs\": %d, "
          "\"threads\": %u, \"peak_mib\": %.0f}\n",
          benches[i].name, least, most, benches[i].target_s, RUNS, g_get_num_processors (),
          (double)usage.ru_maxrss / 1024);
}

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
          run (i);
          fflush (stdout);
          _exit (0);
        }
      if (child < 0 || waitpid (child, &status, 0) < 0 || status != 0)
        return 1;
    }
  return 0;
}
