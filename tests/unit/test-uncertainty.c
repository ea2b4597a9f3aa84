/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-sensitivity.h"
#include "nqp-stats-error.h"
#include "nqp-uncertainty.h"
#include "random-panel.h"

static const RandomPanel provinces = { 31, 6, 22, 0.01, TRUE, 42 };
static const RandomPanel gaps = { 25, 4, 14, 0.15, FALSE, 8 };

#define EVERYTHING (NQP_VARY (NQP_N_FACTORS) - 1)

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

static NqpScores *
make_scores (const RandomPanel *spec, const char *method_text)
{
  g_autoptr (NqpPanel) panel = random_panel (spec);

  return run_tree (panel, panel->tree, method_text);
}

static NqpUncertainty *
draw (const NqpScores *scores, const NqpUncertaintySpec *spec, int n_threads)
{
  g_autoptr (GError) error = NULL;
  NqpWork work = { .n_threads = n_threads };
  NqpUncertainty *self = nqp_uncertainty_new (scores, spec, &work, &error);

  g_assert_no_error (error);
  return self;
}

static NqpUncertaintySpec
small_spec (const NqpScores *scores, guint vary)
{
  NqpUncertaintySpec spec;

  nqp_uncertainty_spec_init (&spec, scores);
  spec.draws = 700;
  spec.vary = vary;
  return spec;
}

static void
test_threads (void)
{
  g_autoptr (NqpScores) scores = make_scores (&provinces, "weights=entropy");
  NqpUncertaintySpec spec = small_spec (scores, EVERYTHING);
  g_autoptr (NqpUncertainty) one = draw (scores, &spec, 1);
  g_autoptr (NqpUncertainty) other = NULL;
  const int size = (int)((gsize)spec.draws * (gsize)scores->n_regions * sizeof (guint16));
  const int threads[] = { 2, 8 };

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (NqpUncertainty) more = draw (scores, &spec, threads[i]);

      g_assert_cmpmem (one->ranks, size, more->ranks, size);
      g_assert_cmpmem (one->mean, 31 * (int)sizeof (double), more->mean, 31 * (int)sizeof (double));
    }
  spec.seed = 2;
  other = draw (scores, &spec, 2);
  g_assert_true (memcmp (one->ranks, other->ranks, (gsize)size) != 0);
}

/* More draws begin with the ones of fewer: a draw does not depend on how many there are. */
static void
test_more_draws (void)
{
  g_autoptr (NqpScores) scores = make_scores (&provinces, "weights=entropy");
  NqpUncertaintySpec spec = small_spec (scores, EVERYTHING);
  g_autoptr (NqpUncertainty) few = draw (scores, &spec, 0);
  g_autoptr (NqpUncertainty) many = NULL;
  const int size = (int)((gsize)spec.draws * (gsize)scores->n_regions * sizeof (guint16));

  spec.draws += 300;
  many = draw (scores, &spec, 0);
  g_assert_cmpmem (few->ranks, size, many->ranks, size);
}

static void
check_region (const NqpUncertainty *self, int i)
{
  const int n = self->n_regions;
  guint64 total = 0;

  for (int r = 0; r < n; r++)
    total += self->counts[i * n + r];
  g_assert_cmpint ((int)total, ==, self->n_ranked[i]);
  g_assert_cmpint (self->n_ranked[i], <=, self->spec.draws);
  if (self->n_ranked[i] == 0)
    {
      g_assert_true (isnan (self->median[i]) && isnan (self->mean[i]) && isnan (self->p_top[i]));
      return;
    }
  g_assert_true (1 <= self->p05[i] && self->p05[i] <= self->median[i] && self->median[i] <= self->p95[i]
                 && self->p95[i] <= n);
  g_assert_true (1 <= self->mean[i] && self->mean[i] <= n);
  g_assert_true (0 <= self->p_top[i] && self->p_top[i] <= 1);
  for (int k = 0; k < n; k++)
    {
      double ahead = nqp_uncertainty_dominance (self, i, k), behind = nqp_uncertainty_dominance (self, k, i);

      g_assert_cmpint (isnan (ahead), ==, isnan (behind));
      if (isnan (ahead))
        continue;
      g_assert_true (0 <= ahead && ahead <= 1);
      g_assert_cmpfloat_with_epsilon (ahead + behind, 1, 1e-12);
    }
}

static void
test_probabilities (void)
{
  g_autoptr (NqpScores) scores = make_scores (&gaps, "weights=entropy");
  const NqpUncertaintySpec spec = small_spec (scores, EVERYTHING);
  g_autoptr (NqpUncertainty) self = draw (scores, &spec, 0);
  g_autoptr (NqpTable) table = nqp_uncertainty_dominance_table (self, NULL, 0);
  gboolean moved = FALSE;

  for (int i = 0; i < self->n_regions; i++)
    {
      check_region (self, i);
      moved = moved || self->p05[i] < self->p95[i];
    }
  g_assert_true (moved);
  g_assert_cmpint (nqp_table_n_rows (table), ==, self->n_regions * (self->n_regions - 1));
  for (int row = 0; row < nqp_table_n_rows (table); row++)
    {
      const int i = nqp_panel_find_place (scores->panel, nqp_table_get_text (table, 0, row));
      const int k = nqp_panel_find_place (scores->panel, nqp_table_get_text (table, 1, row));
      const double printed = nqp_table_get_number (table, 2, row);
      const double wanted = nqp_uncertainty_dominance (self, i, k);

      g_assert_true (printed == wanted || (isnan (printed) && isnan (wanted)));
    }
}

/* Quantiles and the mean, the plain way from the ranks of the draws. */
static void
test_quantiles (void)
{
  g_autoptr (NqpScores) scores = make_scores (&provinces, "weights=equal");
  const NqpUncertaintySpec spec = small_spec (scores, EVERYTHING);
  g_autoptr (NqpUncertainty) self = draw (scores, &spec, 0);

  for (int i = 0; i < self->n_regions; i++)
    {
      int within[3] = { 0 }, below[3] = { 0 }, top = 0;
      const double quantiles[3] = { self->p05[i], self->median[i], self->p95[i] };
      const double shares[3] = { 0.05, 0.5, 0.95 };
      double sum = 0;

      for (int d = 0; d < spec.draws; d++)
        {
          const int rank = self->ranks[d * self->n_regions + i];

          sum += rank;
          top += rank > 0 && rank <= spec.top;
          for (int q = 0; q < 3; q++)
            {
              within[q] += rank > 0 && rank <= quantiles[q];
              below[q] += rank > 0 && rank < quantiles[q];
            }
        }
      for (int q = 0; q < 3; q++)
        {
          g_assert_cmpfloat (within[q], >=, shares[q] * self->n_ranked[i] - 1e-9);
          g_assert_cmpfloat (below[q], <, shares[q] * self->n_ranked[i] + 1e-9);
        }
      g_assert_cmpfloat_with_epsilon (self->mean[i], sum / self->n_ranked[i], 1e-12);
      g_assert_cmpfloat_with_epsilon (self->p_top[i], (double)top / self->n_ranked[i], 1e-12);
    }
}

/* Weights that move by nothing: the ranking there is, in each draw. */
static void
test_no_spread (void)
{
  const char *const methods[]
      = { "weights=entropy", "weights=critic aggregate=geometric", "weights=equal normalise=rank" };

  for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      g_autoptr (NqpScores) scores = make_scores (&gaps, methods[m]);
      NqpUncertaintySpec spec = small_spec (scores, NQP_VARY (NQP_FACTOR_WEIGHTS));
      g_autoptr (NqpUncertainty) self = NULL;

      spec.draws = 50;
      spec.spread = 0;
      self = draw (scores, &spec, 0);
      for (int d = 0; d < spec.draws; d++)
        for (int i = 0; i < self->n_regions; i++)
          {
            g_assert_cmpint (self->ranks[d * self->n_regions + i], ==, self->nominal[i]);
            g_assert_cmpint (self->nominal[i], ==, nqp_scores_rank (scores, 0, spec.year, i));
          }
    }
}

static NqpPanel *
reversed (const NqpPanel *panel)
{
  NqpPanel *copy = nqp_panel_new (panel->n_places, panel->n_regions, panel->n_years, panel->n_series,
                                  panel->n_indicators, panel->n_groups, 0, 0);
  const int n = panel->n_regions;

  for (int g = 0; g < panel->n_groups; g++)
    copy->groups[g] = nqp_text_new (panel->groups[g].en, panel->groups[g].zh);
  memcpy (copy->years, panel->years, (gsize)panel->n_years * sizeof (int));
  for (int i = 0; i < n; i++)
    {
      copy->places[i].code = g_strdup (panel->places[n - 1 - i].code);
      copy->places[i].name = nqp_text_new (copy->places[i].code, NULL);
      copy->places[i].group = panel->places[n - 1 - i].group;
      copy->places[i].area_km2 = panel->places[n - 1 - i].area_km2;
    }
  for (int s = 0; s < panel->n_series; s++)
    {
      copy->series[s].code = g_strdup (panel->series[s].code);
      copy->series[s].name = nqp_text_new (panel->series[s].code, NULL);
      copy->series[s].unit = nqp_text_new ("unit", NULL);
      for (int t = 0; t < panel->n_years; t++)
        for (int i = 0; i < n; i++)
          copy->values[nqp_panel_cell (copy, s, t, i)]
              = panel->values[nqp_panel_cell (panel, s, t, n - 1 - i)];
    }
  for (int j = 0; j < panel->n_indicators; j++)
    {
      NqpIndicator *indicator = &copy->indicators[j];

      *indicator = panel->indicators[j];
      indicator->code = g_strdup (panel->indicators[j].code);
      indicator->name = nqp_text_new (indicator->code, NULL);
      indicator->unit = nqp_text_new ("unit", NULL);
      indicator->pillar = g_strdup (panel->indicators[j].pillar);
      indicator->component = g_strdup (panel->indicators[j].component);
    }
  copy->tree = nqp_panel_make_tree (copy);
  return copy;
}

/* Regions in another order: the same draws, the same ranks. */
static void
test_order_of_regions (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&gaps);
  g_autoptr (NqpPanel) other = reversed (panel);
  g_autoptr (NqpScores) a = run_tree (panel, panel->tree, "weights=equal");
  g_autoptr (NqpScores) b = run_tree (other, other->tree, "weights=equal");
  /* schemes that sum over all cells may differ in their last bits with the order */
  const NqpUncertaintySpec spec = small_spec (
      a, NQP_VARY (NQP_FACTOR_WEIGHTS) | NQP_VARY (NQP_FACTOR_AGGREGATE) | NQP_VARY (NQP_FACTOR_INDICATORS));
  g_autoptr (NqpUncertainty) p = draw (a, &spec, 0);
  g_autoptr (NqpUncertainty) q = draw (b, &spec, 0);
  const int n = a->n_regions;

  for (int i = 0; i < n; i++)
    {
      g_assert_cmpint (p->n_ranked[i], ==, q->n_ranked[n - 1 - i]);
      g_assert_true (p->mean[i] == q->mean[n - 1 - i] || isnan (p->mean[i]));
    }
}

/* A lock keeps a weight that the user set; a scheme's weights know no locks. */
static void
test_locks (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&provinces);
  g_autoptr (NqpTree) tree = nqp_tree_ref (panel->tree);
  g_autoptr (NqpScores) custom = NULL;
  g_autoptr (NqpScores) equal = NULL;
  NqpUncertaintySpec spec;
  g_autoptr (NqpUncertainty) kept = NULL;
  g_autoptr (NqpUncertainty) moved = NULL;
  gboolean differs = FALSE;

  for (int i = 1; i < panel->tree->n_nodes; i++)
    {
      NqpTree *next = nqp_tree_set_locked (tree, i, TRUE);

      nqp_tree_unref (tree);
      tree = next;
    }
  custom = run_tree (panel, tree, "weights=custom");
  equal = run_tree (panel, tree, "weights=equal");
  spec = small_spec (custom, NQP_VARY (NQP_FACTOR_WEIGHTS));
  spec.spread = 1;
  kept = draw (custom, &spec, 0);
  moved = draw (equal, &spec, 0);
  for (int i = 0; i < kept->n_regions; i++)
    {
      g_assert_cmpint ((int)kept->counts[i * kept->n_regions + kept->nominal[i] - 1], ==, spec.draws);
      differs = differs || moved->p05[i] < moved->p95[i];
    }
  g_assert_true (differs);
}

static void
test_dirichlet (void)
{
  g_autoptr (NqpScores) scores = make_scores (&provinces, "weights=entropy");
  NqpUncertaintySpec spec = small_spec (scores, NQP_VARY (NQP_FACTOR_WEIGHTS));
  g_autoptr (NqpUncertainty) near = draw (scores, &spec, 0);
  g_autoptr (NqpUncertainty) any = NULL;
  double narrow = 0, wide = 0;

  spec.dirichlet = TRUE;
  any = draw (scores, &spec, 0);
  for (int i = 0; i < scores->n_regions; i++)
    {
      narrow += near->p95[i] - near->p05[i];
      wide += any->p95[i] - any->p05[i];
    }
  g_assert_cmpfloat (wide, >, 2 * narrow);
}

/* How many alternatives take part: what nqp_method_check() refuses does not. */
static void
test_choices (void)
{
  g_autoptr (NqpScores) scores = make_scores (&provinces, "weights=entropy aggregate=geometric");
  NqpUncertaintySpec spec = small_spec (scores, EVERYTHING);
  g_autoptr (NqpUncertainty) all = draw (scores, &spec, 0);
  g_autoptr (NqpUncertainty) one_mean = NULL;

  spec.vary = NQP_VARY (NQP_FACTOR_NORMALISE);
  one_mean = draw (scores, &spec, 0);
  g_assert_cmpint (all->n_choices[NQP_FACTOR_WEIGHTS], ==, 0);
  g_assert_cmpint (all->n_choices[NQP_FACTOR_MISSING], ==, NQP_N_MISSING);
  g_assert_cmpint (all->n_choices[NQP_FACTOR_AGGREGATE], ==, NQP_N_AGGREGATE);
  g_assert_cmpint (all->n_choices[NQP_FACTOR_INDICATORS], ==, 1 + scores->tree->n_leaves);
  g_assert_cmpint (one_mean->n_choices[NQP_FACTOR_AGGREGATE], ==, 0);
  /* z-scores have no geometric mean, and no other is to choose from */
  g_assert_cmpint (one_mean->n_choices[NQP_FACTOR_NORMALISE], <, all->n_choices[NQP_FACTOR_NORMALISE]);
  g_assert_nonnull (strstr (one_mean->refused, "zscore"));
}

static void
test_line (void)
{
  g_autoptr (NqpScores) scores = make_scores (&provinces, "weights=entropy");
  NqpUncertaintySpec spec = small_spec (scores, NQP_VARY (NQP_FACTOR_SCHEME) | NQP_VARY (NQP_FACTOR_MISSING));
  NqpUncertaintySpec read;
  g_autofree char *line = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  const char *const bad[] = { "draws=0",     "draws=100001", "vary=",   "vary=weight",     "spread=1.5",
                              "spread=-0.1", "model=normal", "seed=-1", "measure=nothing", "year=1066",
                              "top=0",       "mood=good",    "draws" };

  spec.seed = G_MAXUINT64;
  spec.spread = 0.1;
  spec.dirichlet = TRUE;
  spec.measure = 1;
  spec.year = 0;
  line = nqp_uncertainty_spec_to_string (&spec, scores);
  nqp_uncertainty_spec_init (&read, scores);
  g_assert_true (nqp_uncertainty_spec_parse (&read, line, scores, &error));
  g_assert_no_error (error);
  again = nqp_uncertainty_spec_to_string (&read, scores);
  g_assert_cmpstr (line, ==, again);
  g_assert_cmpint (read.measure, ==, 1);
  g_assert_cmpuint (read.vary, ==, spec.vary);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (nqp_uncertainty_spec_parse (&read, bad[i], scores, &error));
      g_assert_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST);
      g_clear_error (&error);
    }
}

static void
assert_refused (const NqpScores *scores, const NqpUncertaintySpec *spec, NqpStatsError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nqp_uncertainty_new (scores, spec, NULL, &error));
  g_assert_error (error, NQP_STATS_ERROR, (int)code);
  g_clear_error (&error);
  g_assert_null (nqp_sensitivity_new (scores, spec, NULL, 0, NULL, &error));
  g_assert_error (error, NQP_STATS_ERROR, (int)code);
}

static void
test_refusals (void)
{
  const RandomPanel single = { 1, 3, 6, 0, FALSE, 3 }, empty = { 9, 3, 6, 1, FALSE, 3 };
  g_autoptr (NqpScores) scores = make_scores (&provinces, "weights=entropy");
  g_autoptr (NqpScores) one = make_scores (&single, "weights=equal");
  g_autoptr (NqpScores) none = make_scores (&empty, "weights=equal");
  NqpUncertaintySpec spec = small_spec (scores, EVERYTHING);

  spec.draws = 0;
  assert_refused (scores, &spec, NQP_STATS_ERROR_REQUEST);
  spec = small_spec (scores, EVERYTHING);
  spec.spread = 1.01;
  assert_refused (scores, &spec, NQP_STATS_ERROR_REQUEST);
  spec = small_spec (scores, 0);
  assert_refused (scores, &spec, NQP_STATS_ERROR_REQUEST);
  spec = small_spec (scores, EVERYTHING);
  spec.top = 32;
  assert_refused (scores, &spec, NQP_STATS_ERROR_REQUEST);
  spec = small_spec (one, EVERYTHING);
  assert_refused (one, &spec, NQP_STATS_ERROR_DATA);
  spec = small_spec (none, EVERYTHING);
  assert_refused (none, &spec, NQP_STATS_ERROR_DATA);
}

static void
cancel_at_once (double fraction, gpointer user_data)
{
  if (fraction > 0.2)
    g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  g_autoptr (NqpScores) scores = make_scores (&provinces, "weights=entropy");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  NqpUncertaintySpec spec = small_spec (scores, EVERYTHING);
  NqpWork work = { 2, cancel_at_once, cancellable, cancellable };

  spec.draws = NQP_MAX_DRAWS;
  g_assert_null (nqp_uncertainty_new (scores, &spec, &work, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  /* before it begins */
  g_assert_null (nqp_uncertainty_new (scores, &spec, &work, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_cancellable_reset (cancellable);
  spec.draws = 20000;
  g_assert_null (nqp_sensitivity_new (scores, &spec, NULL, 0, &work, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  double last;
  int n;
} Progress;

static void
watch (double fraction, gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpfloat (fraction, >=, progress->last - 1e-9);
  g_assert_cmpfloat (fraction, <=, 1 + 1e-9);
  progress->last = fraction;
  progress->n++;
}

static void
test_progress (void)
{
  g_autoptr (NqpScores) scores = make_scores (&gaps, "weights=entropy");
  NqpUncertaintySpec spec = small_spec (scores, EVERYTHING);
  Progress progress = { 0 };
  NqpWork work = { 2, watch, &progress, NULL };
  g_autoptr (NqpUncertainty) self = nqp_uncertainty_new (scores, &spec, &work, NULL);

  g_assert_nonnull (self);
  g_assert_cmpint (progress.n, >, 2);
  g_assert_cmpfloat_with_epsilon (progress.last, 1, 1e-9);
}

static void
test_stale (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&provinces);
  g_autoptr (NqpTree) off = nqp_tree_set_on (panel->tree, panel->tree->leaves[0], FALSE);
  g_autoptr (NqpScores) scores = run_tree (panel, panel->tree, "weights=equal");
  g_autoptr (NqpScores) again = run_tree (panel, panel->tree, "weights=equal");
  g_autoptr (NqpScores) method = run_tree (panel, panel->tree, "weights=equal coverage=0.5");
  g_autoptr (NqpScores) tree = run_tree (panel, off, "weights=equal");
  const NqpUncertaintySpec spec = small_spec (scores, NQP_VARY (NQP_FACTOR_WEIGHTS));
  g_autoptr (NqpUncertainty) self = draw (scores, &spec, 0);
  g_autoptr (NqpScores) values = NULL;

  panel->values[7] *= 1.5; /* nobody else holds what was made of it */
  values = run_tree (panel, panel->tree, "weights=equal");
  g_assert_false (nqp_uncertainty_is_stale (self, again));
  g_assert_true (nqp_uncertainty_is_stale (self, method));
  g_assert_true (nqp_uncertainty_is_stale (self, tree));
  g_assert_true (nqp_uncertainty_is_stale (self, values));
}

static void
assert_same_result (const NqpUncertainty *a, const NqpUncertainty *b)
{
  const int n = a->n_regions;

  g_assert_cmpstr (a->line, ==, b->line);
  g_assert_cmpstr (a->method, ==, b->method);
  g_assert_cmpstr (a->fingerprint, ==, b->fingerprint);
  g_assert_cmpstr (a->refused, ==, b->refused);
  g_assert_cmpmem (a->counts, n * n * (int)sizeof *a->counts, b->counts, n * n * (int)sizeof *b->counts);
  g_assert_cmpmem (a->nominal, n * (int)sizeof (int), b->nominal, n * (int)sizeof (int));
  g_assert_cmpmem (a->n_choices, (int)sizeof a->n_choices, b->n_choices, (int)sizeof b->n_choices);
  for (int i = 0; i < n; i++)
    {
      g_assert_true (a->p05[i] == b->p05[i] || isnan (a->p05[i]));
      g_assert_true (a->mean[i] == b->mean[i] || isnan (a->mean[i]));
      g_assert_true (a->p_top[i] == b->p_top[i] || isnan (a->p_top[i]));
    }
}

/* Kept and read back: the same; with other regions, or bytes of no sense, it is refused. */
static void
test_keep (void)
{
  g_autoptr (NqpScores) scores = make_scores (&gaps, "weights=entropy");
  g_autoptr (NqpScores) others = make_scores (&provinces, "weights=entropy");
  const NqpUncertaintySpec spec = small_spec (scores, EVERYTHING);
  g_autoptr (NqpUncertainty) self = draw (scores, &spec, 0);
  g_autoptr (GBytes) body = nqp_uncertainty_to_bytes (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpUncertainty) read
      = nqp_uncertainty_from_bytes (scores, self->line, self->fingerprint, body, &error);
  g_autoptr (NqpUncertainty) brief = NULL;
  g_autoptr (GBytes) brief_body = NULL;
  g_autofree guint16 *ranks = g_steal_pointer (&self->ranks);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (body, &size);

  g_assert_no_error (error);
  assert_same_result (self, read);
  g_assert_cmpmem (ranks, spec.draws * scores->n_regions * 2, read->ranks,
                   spec.draws * scores->n_regions * 2);
  brief_body = nqp_uncertainty_to_bytes (self); /* the ranks of each draw were too many to keep */
  brief = nqp_uncertainty_from_bytes (scores, self->line, self->fingerprint, brief_body, &error);
  g_assert_no_error (error);
  assert_same_result (self, brief);
  g_assert_null (brief->ranks);
  g_assert_null (nqp_uncertainty_from_bytes (others, self->line, self->fingerprint, body, &error));
  g_assert_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA);
  for (gsize cut = 0; cut < size; cut += 1 + cut / 3)
    {
      g_autoptr (GBytes) part = g_bytes_new (bytes, cut);

      g_clear_error (&error);
      g_assert_null (nqp_uncertainty_from_bytes (scores, self->line, self->fingerprint, part, &error));
      g_assert_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA);
    }
}

/* Whatever the bytes: a result whose numbers are in range, or none. */
static void
test_keep_damaged (void)
{
  g_autoptr (NqpScores) scores = make_scores (&gaps, "weights=entropy");
  NqpUncertaintySpec spec = small_spec (scores, EVERYTHING);
  g_autoptr (NqpUncertainty) self = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autofree guint8 *copy = NULL;
  gsize size;
  int n_refused = 0;

  spec.draws = 20;
  self = draw (scores, &spec, 0);
  body = nqp_uncertainty_to_bytes (self);
  copy = g_memdup2 (g_bytes_get_data (body, &size), g_bytes_get_size (body));
  for (int k = 0; k < 2000; k++)
    {
      const gsize at = (gsize)g_rand_int_range (rand, 0, (gint32)size);
      const guint8 before = copy[at];
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (NqpUncertainty) read = NULL;

      copy[at] = (guint8)g_rand_int_range (rand, 0, 256);
      damaged = g_bytes_new (copy, size);
      read = nqp_uncertainty_from_bytes (scores, self->line, self->fingerprint, damaged, NULL);
      n_refused += read == NULL;
      for (int i = 0; read != NULL && i < read->n_regions; i++)
        check_region (read, i);
      copy[at] = before;
    }
  g_assert_cmpint (n_refused, >, 100);
}

/* With weights alone the variance of every rank is theirs. */
static void
test_sensitivity (void)
{
  g_autoptr (NqpScores) scores = make_scores (&provinces, "weights=entropy");
  NqpUncertaintySpec spec = small_spec (scores, NQP_VARY (NQP_FACTOR_WEIGHTS));
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpSensitivity) alone = NULL;
  g_autoptr (NqpSensitivity) all = NULL;
  g_autoptr (NqpTable) table = NULL;

  spec.draws = 512;
  alone = nqp_sensitivity_new (scores, &spec, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (alone->n_targets, ==, 1 + scores->n_regions);
  g_assert_cmpfloat_with_epsilon (alone->shares->first[0], 1, 0.15);
  g_assert_cmpfloat_with_epsilon (alone->shares->total[0], 1, 0.15);
  spec.vary = EVERYTHING;
  all = nqp_sensitivity_new (scores, &spec, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (all->n_factors, ==, NQP_N_FACTORS);
  table = nqp_sensitivity_table (all);
  g_assert_cmpint (nqp_table_n_rows (table), ==, NQP_N_FACTORS * (1 + scores->n_regions));
  for (int k = 0; k < all->n_targets * all->n_factors; k++)
    if (!isnan (all->shares->total[k]))
      {
        g_assert_cmpfloat (all->shares->total[k], >=, 0);
        g_assert_cmpfloat (all->shares->total_low[k], <=, all->shares->total_high[k]);
        g_assert_cmpfloat (all->shares->first_low[k], <=, all->shares->first_high[k]);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uncertainty/threads", test_threads);
  g_test_add_func ("/uncertainty/more-draws", test_more_draws);
  g_test_add_func ("/uncertainty/probabilities", test_probabilities);
  g_test_add_func ("/uncertainty/quantiles", test_quantiles);
  g_test_add_func ("/uncertainty/no-spread", test_no_spread);
  g_test_add_func ("/uncertainty/order-of-regions", test_order_of_regions);
  g_test_add_func ("/uncertainty/locks", test_locks);
  g_test_add_func ("/uncertainty/dirichlet", test_dirichlet);
  g_test_add_func ("/uncertainty/choices", test_choices);
  g_test_add_func ("/uncertainty/line", test_line);
  g_test_add_func ("/uncertainty/refusals", test_refusals);
  g_test_add_func ("/uncertainty/cancel", test_cancel);
  g_test_add_func ("/uncertainty/progress", test_progress);
  g_test_add_func ("/uncertainty/stale", test_stale);
  g_test_add_func ("/uncertainty/keep", test_keep);
  g_test_add_func ("/uncertainty/keep-damaged", test_keep_damaged);
  g_test_add_func ("/uncertainty/sensitivity", test_sensitivity);
  return g_test_run ();
}
