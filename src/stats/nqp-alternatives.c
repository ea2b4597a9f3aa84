/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-alternatives.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nqp-choices-private.h"
#include "nqp-stats-error.h"
#include "nqp-uncertainty.h"
#include "nqp-work.h"

/* Average places from 1 of the @n values of @ranks, for ties the mean of the places they take. */
static void
average_places (const int *ranks, int n, int highest, double *places)
{
  g_autofree int *counts = g_new0 (int, highest + 2);

  for (int i = 0; i < n; i++)
    counts[ranks[i] + 1]++;
  for (int r = 1; r <= highest + 1; r++)
    counts[r] += counts[r - 1];
  for (int i = 0; i < n; i++)
    places[i] = 0.5 * (counts[ranks[i]] + 1 + counts[ranks[i] + 1]);
}

/* Those that have both ranks, moved together. */
static int
gather_both (const int *a, const int *b, int n, int *out_a, int *out_b)
{
  int m = 0;

  for (int i = 0; i < n; i++)
    if (a[i] > 0 && b[i] > 0)
      {
        out_a[m] = a[i];
        out_b[m++] = b[i];
      }
  return m;
}

/**
 * nqp_spearman:
 * @a: @n ranks up to @n, 0 = none
 * @b: likewise
 *
 * Returns: the correlation of the places among those that have both, ties at the mean of their places; NaN if there are fewer
 *   than two or one side does not differ
 */
double
nqp_spearman (const int *a, const int *b, int n)
{
  g_autofree int *p = g_new (int, n + 1);
  g_autofree int *q = g_new (int, n + 1);
  g_autofree double *x = g_new (double, n + 1);
  g_autofree double *y = g_new (double, n + 1);
  const int m = gather_both (a, b, n, p, q);
  const double mean = 0.5 * (m + 1);
  double xx = 0, yy = 0, xy = 0;

  average_places (p, m, n, x);
  average_places (q, m, n, y);
  for (int i = 0; i < m; i++)
    {
      xx += (x[i] - mean) * (x[i] - mean);
      yy += (y[i] - mean) * (y[i] - mean);
      xy += (x[i] - mean) * (y[i] - mean);
    }
  return xx > 0 && yy > 0 ? xy / sqrt (xx * yy) : NAN;
}

/**
 * nqp_kendall:
 * @a: @n ranks, 0 = none
 * @b: likewise
 *
 * Returns: tau-b (Kendall 1945) over those that have both; NaN if there are fewer than two or one side does not differ
 */
double
nqp_kendall (const int *a, const int *b, int n)
{
  g_autofree int *p = g_new (int, n + 1);
  g_autofree int *q = g_new (int, n + 1);
  const int m = gather_both (a, b, n, p, q);
  gint64 balance = 0, untied_a = 0, untied_b = 0;

  for (int i = 0; i < m; i++)
    for (int k = i + 1; k < m; k++)
      {
        const int in_a = (p[i] > p[k]) - (p[i] < p[k]), in_b = (q[i] > q[k]) - (q[i] < q[k]);

        balance += in_a * in_b;
        untied_a += in_a != 0;
        untied_b += in_b != 0;
      }
  return untied_a > 0 && untied_b > 0 ? (double)balance / sqrt ((double)untied_a * (double)untied_b) : NAN;
}

static void
compare_ranks (const NqpAlternatives *self, NqpAlternative *item)
{
  double sum = 0;
  int n = 0;

  item->spearman = nqp_spearman (self->nominal, item->ranks, self->n_regions);
  item->kendall = nqp_kendall (self->nominal, item->ranks, self->n_regions);
  for (int i = 0; i < self->n_regions; i++)
    if (self->nominal[i] > 0 && item->ranks[i] > 0)
      {
        sum += abs (item->ranks[i] - self->nominal[i]);
        n++;
      }
  item->mean_shift = n > 0 ? sum / n : NAN;
}

static void
try_one (const NqpAlternatives *self, NqpPipeline *pipeline, const NqpScores *current,
         const NqpMethod *method, NqpAlternative *item)
{
  g_autoptr (NqpTree) tree = item->leaf >= 0 ? nqp_tree_leave_out (current->tree, item->leaf) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpScores) scores
      = nqp_pipeline_run (pipeline, current->panel, tree != NULL ? tree : current->tree, method, &error);

  item->spearman = item->kendall = item->mean_shift = NAN;
  if (scores == NULL)
    {
      item->refusal = g_strdup (error->message);
      return;
    }
  item->ranks = g_new (int, self->n_regions);
  for (int i = 0; i < self->n_regions; i++)
    item->ranks[i] = nqp_scores_rank (scores, self->measure, self->year, i);
  compare_ranks (self, item);
}

static gboolean
is_below (const NqpTree *tree, int node, int measure)
{
  while (node > measure)
    node = tree->nodes[node].parent;
  return node == measure;
}

/* What there is to try: of each part of the method every other choice, then each indicator of the measure left out. */
static void
list_items (const NqpScores *scores, int measure, GArray *items, GArray *methods)
{
  for (int p = 0; p < NQP_N_STAGES; p++)
    for (int i = 0; i < nqp_stages[p].n; i++)
      {
        NqpMethod method = scores->method;
        NqpAlternative item = { .leaf = -1 };

        if (!nqp_stage_choose (&method, (NqpStage)p, i))
          continue;
        item.id = g_strdup_printf ("%s=%s", nqp_stages[p].key, nqp_choice ((NqpStage)p, i)->id);
        g_array_append_val (items, item);
        g_array_append_val (methods, method);
      }
  for (int i = 0; i < scores->tree->n_leaves; i++)
    {
      NqpAlternative item = { .leaf = scores->tree->leaves[i] };

      if (item.leaf == measure || !is_below (scores->tree, item.leaf, measure)
          || !nqp_tree_is_on (scores->tree, item.leaf))
        continue;
      item.id = g_strdup_printf ("without=%s", scores->tree->nodes[item.leaf].id);
      g_array_append_val (items, item);
      g_array_append_val (methods, scores->method);
    }
}

/**
 * nqp_alternatives_new:
 * @scores: of a pipeline: the ranking that is in question
 * @measure: node, 0 = the index
 * @year: position
 * @work: (nullable): progress and cancellation; runs on one thread
 *
 * One alternative at a time around the method as it is: every other choice of each of its parts, and each indicator of the
 * measure left out. Each is made by the whole pipeline, so that schemes weigh anew what is left. A mean is tried on all levels.
 *
 * Returns: (transfer full): %NULL with %NQP_STATS_ERROR_DATA if fewer than two regions have a score, or
 *   %G_IO_ERROR_CANCELLED
 */
NqpAlternatives *
nqp_alternatives_new (const NqpScores *scores, int measure, int year, const NqpWork *work, GError **error)
{
  g_autoptr (NqpAlternatives) self = NULL;
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (GArray) items = NULL;
  g_autoptr (GArray) methods = NULL;
  NqpUncertaintySpec spec;

  nqp_uncertainty_spec_init (&spec, scores);
  spec.measure = measure;
  spec.year = year;
  if (!nqp_uncertainty_spec_check (&spec, scores, error))
    return NULL;
  self = g_new0 (NqpAlternatives, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->fingerprint = nqp_scores_fingerprint (scores);
  self->measure = measure;
  self->year = year;
  self->n_regions = scores->n_regions;
  self->regions = g_new0 (char *, self->n_regions + 1);
  self->nominal = g_new (int, self->n_regions);
  for (int i = 0; i < self->n_regions; i++)
    {
      self->regions[i] = g_strdup (scores->panel->places[i].code);
      self->nominal[i] = nqp_scores_rank (scores, measure, year, i);
    }
  items = g_array_new (FALSE, FALSE, sizeof (NqpAlternative));
  methods = g_array_new (FALSE, FALSE, sizeof (NqpMethod));
  list_items (scores, measure, items, methods);
  self->n = (int)items->len;
  self->items = (NqpAlternative *)(gpointer)g_array_free (g_steal_pointer (&items), FALSE);
  for (int k = 0; k < self->n; k++)
    {
      if (!nqp_work_step (work, (double)k / self->n, error))
        return NULL;
      try_one (self, pipeline, scores, &g_array_index (methods, NqpMethod, k), &self->items[k]);
    }
  if (!nqp_work_step (work, 1, error))
    return NULL;
  return g_steal_pointer (&self);
}

NqpAlternatives *
nqp_alternatives_ref (NqpAlternatives *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nqp_alternatives_unref (NqpAlternatives *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (int k = 0; k < self->n; k++)
    {
      g_free (self->items[k].id);
      g_free (self->items[k].refusal);
      g_free (self->items[k].ranks);
    }
  g_free (self->items);
  g_strfreev (self->regions);
  g_free (self->nominal);
  g_free (self->fingerprint);
  g_free (self);
}

/**
 * nqp_alternative_name:
 *
 * Returns: (transfer full): in words: the part of the method with the other choice, or which indicator is left out
 */
char *
nqp_alternative_name (const NqpAlternative *self, const NqpTree *tree, NqpLang lang)
{
  const char *equals = strchr (self->id, '=');

  if (self->leaf >= 0)
    /* Translators: %s is an indicator that is left out */
    return g_strdup_printf (_ ("Without %s"), nqp_text_get (&tree->nodes[self->leaf].name, lang));
  for (int p = 0; p < NQP_N_STAGES && equals != NULL; p++)
    for (int i = 0; i < nqp_stages[p].n; i++)
      if (strcmp (equals + 1, nqp_choice ((NqpStage)p, i)->id) == 0
          && strncmp (self->id, nqp_stages[p].key, (gsize)(equals - self->id)) == 0
          && strlen (nqp_stages[p].key) == (gsize)(equals - self->id))
        /* Translators: a part of the method and another choice for it, "Normalisation: Z-score" */
        return g_strdup_printf (_ ("%s: %s"), _ (nqp_stages[p].name), _ (nqp_choice ((NqpStage)p, i)->name));
  return g_strdup (self->id);
}

/**
 * nqp_alternatives_table:
 * @regions: (array length=n_regions) (nullable): positions; all regions if @n_regions is 0
 *
 * Returns: (transfer full): columns alternative, region, rank, shift; shift is the rank less the current one, below 0 where the
 *   region climbs. Alternatives that were refused have no rows
 */
NqpTable *
nqp_alternatives_table (const NqpAlternatives *self, const int *regions, int n_regions)
{
  NqpTable *table = nqp_table_new ();
  const int n = n_regions > 0 ? n_regions : self->n_regions;

  nqp_table_add_column (table, "alternative", _ ("Alternative"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "region", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "rank", _ ("Rank"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "shift", _ ("Change of rank"), NULL, NQP_COLUMN_INTEGER, 0);
  for (int k = 0; k < self->n; k++)
    for (int r = 0; self->items[k].ranks != NULL && r < n; r++)
      {
        const int i = n_regions > 0 ? regions[r] : r;
        const int rank = self->items[k].ranks[i], before = self->nominal[i];

        nqp_table_add_row (table);
        nqp_table_set_text (table, 0, self->items[k].id);
        nqp_table_set_text (table, 1, self->regions[i]);
        nqp_table_set_number (table, 2, rank > 0 ? (double)rank : NAN);
        nqp_table_set_number (table, 3, rank > 0 && before > 0 ? (double)(rank - before) : NAN);
      }
  return table;
}

/**
 * nqp_alternatives_summary:
 *
 * Returns: (transfer full): columns alternative, spearman, kendall, mean_shift: a row each, missing where it was refused
 */
NqpTable *
nqp_alternatives_summary (const NqpAlternatives *self)
{
  NqpTable *table = nqp_table_new ();

  nqp_table_add_column (table, "alternative", _ ("Alternative"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "spearman", _ ("Spearman correlation"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "kendall", _ ("Kendall correlation"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "mean_shift", _ ("Mean change of rank"), NULL, NQP_COLUMN_REAL, 2);
  for (int k = 0; k < self->n; k++)
    {
      nqp_table_add_row (table);
      nqp_table_set_text (table, 0, self->items[k].id);
      nqp_table_set_number (table, 1, self->items[k].spearman);
      nqp_table_set_number (table, 2, self->items[k].kendall);
      nqp_table_set_number (table, 3, self->items[k].mean_shift);
    }
  return table;
}
