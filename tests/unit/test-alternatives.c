/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-alternatives.h"
#include "nqp-stats-error.h"
#include "random-panel.h"

static const RandomPanel small = { 20, 4, 12, 0.05, FALSE, 11 };

static NqpScores *
make_scores (NqpPanel *panel, const char *method_text)
{
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

static const NqpAlternative *
find (const NqpAlternatives *self, const char *id)
{
  for (int k = 0; k < self->n; k++)
    if (strcmp (self->items[k].id, id) == 0)
      return &self->items[k];
  return NULL;
}

/* Each once, none that is the method as it is; the ranks are those of that method. */
static void
test_methods (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&small);
  g_autoptr (NqpScores) scores = make_scores (panel, "weights=entropy");
  g_autoptr (NqpScores) rank = make_scores (panel, "weights=entropy normalise=rank");
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpAlternatives) self = nqp_alternatives_new (scores, 0, 2, NULL, &error);
  const NqpAlternative *item;

  g_assert_no_error (error);
  for (int k = 0; k < self->n; k++)
    g_assert_true (find (self, self->items[k].id) == &self->items[k]);
  g_assert_null (find (self, "weights=entropy"));
  g_assert_null (find (self, "weights=custom"));
  g_assert_nonnull (find (self, "weights=equal"));
  g_assert_nonnull (find (self, "without=i3"));
  item = find (self, "normalise=rank");
  g_assert_nonnull (item);
  for (int i = 0; i < self->n_regions; i++)
    {
      g_assert_cmpint (item->ranks[i], ==, nqp_scores_rank (rank, 0, 2, i));
      g_assert_cmpint (self->nominal[i], ==, nqp_scores_rank (scores, 0, 2, i));
    }
  g_assert_true (item->spearman > 0 && item->spearman < 1);
  g_assert_true (item->kendall > 0 && item->kendall < item->spearman);
}

/* Z-scores have no geometric mean: said, not silently left out. */
static void
test_refused (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&small);
  g_autoptr (NqpScores) scores = make_scores (panel, "weights=equal aggregate=geometric");
  g_autoptr (NqpAlternatives) self = nqp_alternatives_new (scores, 0, 2, NULL, NULL);
  g_autoptr (NqpTable) table = nqp_alternatives_table (self, NULL, 0);
  g_autoptr (NqpTable) summary = nqp_alternatives_summary (self);
  const NqpAlternative *item = find (self, "normalise=zscore");
  int n_possible = 0;

  g_assert_nonnull (item->refusal);
  g_assert_null (item->ranks);
  for (int k = 0; k < self->n; k++)
    n_possible += self->items[k].ranks != NULL;
  g_assert_cmpint (nqp_table_n_rows (table), ==, n_possible * self->n_regions);
  g_assert_cmpint (nqp_table_n_rows (summary), ==, self->n);
}

/* The only indicator of a component is left out with its component; below a pillar only its own are. */
static void
test_leaving_out (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&small);
  g_autoptr (NqpScores) scores = make_scores (panel, "weights=custom");
  g_autoptr (NqpAlternatives) index = nqp_alternatives_new (scores, 0, 3, NULL, NULL);
  g_autoptr (NqpAlternatives) pillar = nqp_alternatives_new (scores, 1, 3, NULL, NULL);
  const NqpTree *tree = scores->tree;
  gboolean any_alone = FALSE;

  for (int k = 0; k < index->n; k++)
    if (index->items[k].leaf >= 0)
      {
        any_alone = any_alone || nqp_tree_n_children (tree, tree->nodes[index->items[k].leaf].parent) == 1;
        g_assert_cmpstr (index->items[k].refusal, ==, NULL);
      }
  g_assert_true (any_alone);
  for (int k = 0; k < pillar->n; k++)
    if (pillar->items[k].leaf >= 0)
      g_assert_cmpint (nqp_tree_pillar_of (tree, pillar->items[k].leaf), ==, 1);
}

/* By hand: 1 2 3 4 5 against 2 1 4 3 5 has two of ten pairs discordant; Spearman 1 - 6 x 4 / 120. */
static void
test_correlations (void)
{
  const int a[] = { 1, 2, 3, 4, 5, 0 }, b[] = { 2, 1, 4, 3, 5, 6 }, reverse[] = { 5, 4, 3, 2, 1, 6 };
  const int tied[] = { 1, 1, 3, 4, 5, 0 }, same[] = { 1, 1, 1, 1, 1, 1 };

  g_assert_cmpfloat_with_epsilon (nqp_kendall (a, b, 6), 0.6, 1e-12);
  g_assert_cmpfloat_with_epsilon (nqp_spearman (a, b, 6), 0.8, 1e-12);
  g_assert_cmpfloat_with_epsilon (nqp_kendall (a, reverse, 6), -1, 1e-12);
  g_assert_cmpfloat_with_epsilon (nqp_spearman (a, reverse, 6), -1, 1e-12);
  /* places 1.5 1.5 3 4 5: tau-b 9 / sqrt (9 x 10) */
  g_assert_cmpfloat_with_epsilon (nqp_kendall (a, tied, 6), 9 / sqrt (90), 1e-12);
  g_assert_cmpfloat_with_epsilon (nqp_spearman (a, tied, 6), 9.5 / sqrt (95), 1e-12);
  g_assert_true (isnan (nqp_kendall (a, same, 6)) && isnan (nqp_spearman (a, same, 6)));
}

static void
test_cancel (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&small);
  g_autoptr (NqpScores) scores = make_scores (panel, "weights=equal");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  NqpWork work = { .cancellable = cancellable };

  g_cancellable_cancel (cancellable);
  g_assert_null (nqp_alternatives_new (scores, 0, 0, &work, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alternatives/methods", test_methods);
  g_test_add_func ("/alternatives/refused", test_refused);
  g_test_add_func ("/alternatives/leaving-out", test_leaving_out);
  g_test_add_func ("/alternatives/correlations", test_correlations);
  g_test_add_func ("/alternatives/cancel", test_cancel);
  return g_test_run ();
}
