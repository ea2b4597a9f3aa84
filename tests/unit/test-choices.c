/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "choices-walk.h"
#include "nqp-stages-private.h"

/* Every choice there is, stage by stage: what is described is complete, what is written is read, and the ways to apply one
 * agree. */

static gboolean
is_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
test_described (void)
{
  for (int stage = 0; stage < NQP_N_STAGES; stage++)
    for (int i = 0; i < nqp_stages[stage].n; i++)
      {
        const NqpChoice *choice = nqp_choice ((NqpStage)stage, i);
        NqpMethod method;

        g_assert_true (is_text (choice->id) && is_text (choice->name) && is_text (choice->summary)
                       && is_text (choice->formula));
        /* the first of the two stages that may leave values alone goes without saying */
        if (i > 0 || (stage != NQP_STAGE_FILL && stage != NQP_STAGE_TREAT))
          {
            nqp_method_init (&method);
            walk_choose (&method, stage, i);
            g_autofree char *phrase
                = choice->describe != NULL ? choice->describe (&method) : g_strdup (choice->phrase);
            g_autofree char *words = nqp_method_describe (&method);

            g_assert_true (is_text (phrase));
            g_assert_nonnull (strstr (words, phrase));
          }
        for (int other = 0; other < i; other++)
          {
            g_assert_cmpstr (choice->id, !=, nqp_choice ((NqpStage)stage, other)->id);
            g_assert_cmpstr (choice->name, !=, nqp_choice ((NqpStage)stage, other)->name);
          }
        for (const char *c = choice->id; *c != '\0'; c++)
          g_assert_true (g_ascii_islower (*c) || *c == '-');
      }
}

/* What a stage has to fill so that it can be called. */
static void
test_functions (void)
{
  for (int i = 0; i < NQP_N_MISSING; i++)
    g_assert_true ((nqp_fillers[i]->apply == NULL) == (nqp_fillers[i]->explain == NULL));
  for (int i = 0; i < NQP_N_OUTLIERS; i++)
    g_assert_true ((nqp_treaters[i]->init == NULL) == (nqp_treaters[i]->explain == NULL));
  for (int i = 0; i < NQP_N_NORMALISE; i++)
    {
      g_assert_true (nqp_normalisers[i]->apply != NULL && nqp_normalisers[i]->explain != NULL);
      g_assert_true ((nqp_normalisers[i]->apply_value == NULL)
                     == ((nqp_normalisers[i]->choice.traits & NQP_TRAIT_COMPARES) != 0));
    }
  for (int i = 0; i < NQP_N_SCHEMES; i++)
    {
      g_assert_true ((nqp_weigh_schemes[i]->find == NULL) != (nqp_weigh_schemes[i]->weigh == NULL));
      g_assert_true ((nqp_weigh_schemes[i]->print == NULL) == (nqp_weigh_schemes[i]->parse == NULL));
    }
  for (int i = 0; i < NQP_N_AGGREGATE; i++)
    {
      g_assert_true (nqp_means[i]->add != NULL && nqp_means[i]->finish != NULL);
      g_assert_true ((nqp_means[i]->lift == NULL) == ((nqp_means[i]->choice.traits & NQP_TRAIT_SUM) != 0));
      g_assert_true ((nqp_means[i]->needs_positive == NULL)
                     == ((nqp_means[i]->choice.traits & NQP_TRAIT_POSITIVE) == 0));
    }
}

static void
check_line (const NqpMethod *method, gpointer data)
{
  g_autofree char *text = nqp_method_to_string (method);
  g_autofree char *words = nqp_method_describe (method);
  g_autoptr (GError) error = NULL;
  NqpMethod parsed;

  nqp_method_init (&parsed);
  nqp_method_parse (&parsed, text, &error);
  g_assert_no_error (error);
  g_assert_true (nqp_method_equal (method, &parsed));
  for (int stage = 0; stage < NQP_N_STAGES; stage++)
    {
      const NqpChoice *choice = nqp_choice ((NqpStage)stage, nqp_method_choice (&parsed, (NqpStage)stage));
      g_autofree char *word = g_strdup_printf ("%s=%s", nqp_stages[stage].key, choice->id);

      g_assert_nonnull (strstr (text, word));
    }
  g_assert_true (is_text (words));
  ++*(int *)data;
}

static void
test_lines (void)
{
  int n = 0, expected = 1;

  walk_all (check_line, &n);
  for (int stage = 0; stage < NQP_N_STAGES; stage++)
    expected *= nqp_stages[stage].n;
  g_assert_cmpint (n, ==, expected);
}

/* What the help names is what the parser takes. */
static void
test_forms (void)
{
  for (int stage = 0; stage < NQP_N_STAGES; stage++)
    {
      g_autofree char *ids = nqp_stage_ids ((NqpStage)stage), *list = nqp_stage_list ((NqpStage)stage, 0);
      g_auto (GStrv) forms = g_strsplit (ids, "|", -1);

      g_assert_cmpint ((int)g_strv_length (forms), >=, nqp_stages[stage].n);
      for (int i = 0; i < nqp_stages[stage].n; i++)
        g_assert_nonnull (strstr (list, nqp_choice ((NqpStage)stage, i)->id));
      for (int i = 0; forms[i] != NULL; i++)
        {
          g_auto (GStrv) a = g_strsplit (forms[i], "A", -1);
          g_autofree char *with_a = g_strjoinv ("equal", a);
          g_auto (GStrv) b = g_strsplit (with_a, "B", -1);
          g_autofree char *form = g_strjoinv ("entropy", b);
          g_autoptr (GError) error = NULL;
          NqpMethod method;

          nqp_method_init (&method);
          nqp_method_set (&method, nqp_stages[stage].key, form, &error);
          g_assert_no_error (error);
        }
    }
}

/* Who misspells a part is told which there are. */
static void
test_parts (void)
{
  g_autoptr (GError) error = NULL;
  NqpMethod method;

  nqp_method_init (&method);
  g_assert_false (nqp_method_set (&method, "normalize", "minmax", &error));
  for (int stage = 0; stage < NQP_N_STAGES; stage++)
    g_assert_nonnull (strstr (error->message, nqp_stages[stage].key));
}

static NqpScores *
run (NqpPanel *panel, const NqpMethod *method)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();

  return nqp_pipeline_run (pipeline, panel, panel->tree, method, NULL);
}

/* A value that was normalised with all others is what one value more is normalised to. */
static void
check_one_value (const NqpMethod *method, gpointer data)
{
  g_autoptr (NqpScores) scores = run (data, method);

  if (scores == NULL || nqp_normalisers[method->normalise]->apply_value == NULL)
    return;
  for (int k = 0; k < scores->tree->n_leaves; k++)
    for (int t = 0; t < scores->n_years; t++)
      for (int i = 0; i < scores->n_regions; i++)
        {
          const int leaf = scores->tree->leaves[k], j = scores->tree->nodes[leaf].indicator;
          const double z = nqp_scores_get (scores, leaf, t, i);

          if (isnan (z))
            continue;
          g_assert_cmpfloat (nqp_scores_normalise (scores, leaf, t, nqp_scores_raw (scores, j, t, i)), ==, z);
        }
}

/* Assuming another value and then the one there was gives the scores there were: cells made one at a time are what cells made
 * together are. */
static void
check_back (const NqpMethod *method, gpointer data)
{
  g_autoptr (NqpScores) scores = run (data, method);
  const int year = 1, region = 2;

  if (scores == NULL)
    return;
  for (int k = 0; k < scores->tree->n_leaves; k++)
    {
      const int leaf = scores->tree->leaves[k];
      const double x = nqp_scores_raw (scores, scores->tree->nodes[leaf].indicator, year, region);
      const double other = 1.5 * x;
      g_autoptr (NqpScores) away = NULL;
      g_autoptr (NqpScores) back = NULL;

      if (isnan (x))
        continue;
      away = nqp_scores_what_if (scores, year, region, 1, &leaf, &other, NULL);
      back = nqp_scores_what_if (away, year, region, 1, &leaf, &x, NULL);
      g_assert_nonnull (back);
      g_assert_true (back != scores);
      for (int node = 0; node < scores->n_nodes; node++)
        for (int i = 0; i < scores->n_regions; i++)
          {
            const double before = nqp_scores_get (scores, node, year, i);

            g_assert_true (nqp_scores_get (back, node, year, i) == before || isnan (before));
          }
    }
}

static void
test_one_value (void)
{
  g_autoptr (NqpPanel) panel = walk_panel (6, 4, 7);

  walk_pairs (check_one_value, panel);
  walk_pairs (check_back, panel);
}

static int
count_steps (const NqpTable *table, const char *step)
{
  int n = 0;

  for (int i = 0; i < nqp_table_n_rows (table); i++)
    n += strcmp (nqp_table_get_text (table, 0, i), step) == 0;
  return n;
}

typedef struct
{
  NqpPanel *panel;
  int n_filled[NQP_N_MISSING], n_treated[NQP_N_OUTLIERS];
} Explained;

static void
check_explained (const NqpMethod *method, gpointer data)
{
  Explained *explained = data;
  g_autoptr (NqpScores) scores = run (explained->panel, method);

  if (scores == NULL)
    return;
  for (int level = NQP_LEVEL_INDEX; level < NQP_LEVEL_INDICATOR; level++)
    {
      g_autofree char *words = nqp_aggregate_explain (method, (NqpLevel)level);

      g_assert_true (is_text (words));
    }
  for (int t = 0; t < scores->n_years; t++)
    for (int i = 0; i < scores->n_regions; i++)
      {
        const int leaf = scores->tree->leaves[(t + i) % 2];
        g_autoptr (NqpTable) table = nqp_scores_derivation (scores, leaf, t, i, NQP_LANG_EN);
        g_auto (NqpExplanation) explanation = { 0 };

        nqp_scores_explain (scores, leaf, t, i, &explanation);
        g_assert_true (is_text (explanation.formula));
        g_assert_cmpint (explanation.n_measured, >, 0);
        for (int m = 0; m < explanation.n_measured; m++)
          g_assert_cmpint (count_steps (table, explanation.measured[m].step), ==, 1);
        for (int row = 0; row < nqp_table_n_rows (table); row++)
          g_assert_true (is_text (nqp_table_get_text (table, 1, row)));
        g_assert_cmpint (count_steps (table, "normalised"), ==, 1);
        explained->n_filled[method->missing] += count_steps (table, "treatment");
        explained->n_treated[method->outliers] += count_steps (table, "outlier");
      }
}

/* The derivation has words for all that a choice does to a value, and is silent where it does nothing. */
static void
test_explained (void)
{
  g_autoptr (NqpPanel) panel = walk_panel (6, 4, 7);
  Explained explained = { .panel = panel };

  panel->values[nqp_panel_cell (panel, 0, 1, 3)] = NAN;
  walk_pairs (check_explained, &explained);
  for (int i = 0; i < NQP_N_MISSING; i++)
    g_assert_true ((explained.n_filled[i] > 0) == (nqp_fillers[i]->apply != NULL));
  for (int i = 0; i < NQP_N_OUTLIERS; i++)
    g_assert_true ((explained.n_treated[i] > 0) == (nqp_treaters[i]->init != NULL));
}

/* What others read of a choice is what it does. */
static void
check_traits (const NqpMethod *method, gpointer data)
{
  g_autoptr (NqpScores) scores = run (data, method);
  const guint traits = nqp_method_traits (method, NQP_STAGE_NORMALISE);
  const gboolean bounded = (traits & NQP_TRAIT_UNBOUNDED) == 0;

  if (scores == NULL)
    return;
  for (int node = 0; node < scores->n_nodes; node++)
    for (int t = 0; t < scores->n_years; t++)
      for (int i = 0; i < scores->n_regions; i++)
        {
          const double score = nqp_scores_get (scores, node, t, i);
          const gboolean made = scores->tree->nodes[node].indicator < 0;

          if (!isnan (score)
              && (bounded || (made && (nqp_method_traits (method, NQP_STAGE_AGGREGATE) & NQP_TRAIT_BOUNDED))))
            g_assert_true (score > -1e-12 && score < 1 + 1e-12);
        }
  if (method->normalise == NQP_NORMALISE_ZSCORE)
    g_assert_false (bounded);
}

static void
test_traits (void)
{
  g_autoptr (NqpPanel) panel = walk_panel (6, 4, 7);

  walk_pairs (check_traits, panel);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/choices/described", test_described);
  g_test_add_func ("/choices/functions", test_functions);
  g_test_add_func ("/choices/lines", test_lines);
  g_test_add_func ("/choices/forms", test_forms);
  g_test_add_func ("/choices/parts", test_parts);
  g_test_add_func ("/choices/one-value", test_one_value);
  g_test_add_func ("/choices/explained", test_explained);
  g_test_add_func ("/choices/traits", test_traits);
  return g_test_run ();
}
