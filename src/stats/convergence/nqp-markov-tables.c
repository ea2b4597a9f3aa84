/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-markov.h"
#include "nqp-space-private.h"
#include "nqp-stats-private.h"

#define CLASSES 4
#define FEW_MOVES 10

/* Values and classes of all regions and years, year-major; NaN and -1 = none. */
typedef struct
{
  int n_years, n_regions, k;
  double *value;
  int *class;
} Classes;

static void
classes_clear (Classes *self)
{
  g_free (self->value);
  g_free (self->class);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Classes, classes_clear)

static gboolean
classify (const NqpStatRequest *request, Classes *self, GError **error)
{
  const int n_cells = self->n_years * self->n_regions;
  g_autofree double *sorted = g_new (double, n_cells + 1), *cuts = g_new (double, self->k);
  int n = 0;

  for (int c = 0; c < n_cells; c++)
    if (!isnan (self->value[c]))
      sorted[n++] = self->value[c];
  if (n == 0 || self->n_years < 2)
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
                   _ ("moves between classes need scores of two years and more in a row, and '%s' has none"),
                   request->scores->tree->nodes[request->measure].id);
      return FALSE;
    }
  nqp_markov_cuts (sorted, n, self->k, cuts);
  if (sorted[0] == sorted[n - 1])
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
                   _ ("all scores of '%s' are equal, and classes cannot be told apart"),
                   request->scores->tree->nodes[request->measure].id);
      return FALSE;
    }
  self->class = g_new (int, n_cells);
  for (int c = 0; c < n_cells; c++)
    self->class[c] = isnan (self->value[c]) ? -1 : nqp_markov_class (self->value[c], cuts, self->k - 1);
  return TRUE;
}

static void
classes_init (Classes *self, const NqpStatRequest *request)
{
  const NqpScores *scores = request->scores;

  *self = (Classes){ scores->n_years, scores->n_regions,
                     (request->given & NQP_STAT_CLASSES) != 0 ? request->classes : CLASSES,
                     g_new (double, scores->n_years * scores->n_regions + 1), NULL };
  for (int t = 0; t < scores->n_years; t++)
    for (int i = 0; i < scores->n_regions; i++)
      self->value[t * self->n_regions + i] = nqp_scores_get (scores, request->measure, t, i);
}

/* The means of the neighbours; NaN for regions without one that has a score. */
static void
read_lags (const NqpStatRequest *request, const NqpSpace *space, Classes *self)
{
  for (int t = 0; t < self->n_years; t++)
    {
      g_auto (NqpSpaceSample) sample = { 0 };
      const gboolean any = nqp_space_read_year (request, space, t, NQP_SPACE_ROWS, &sample);

      for (int i = 0; i < self->n_regions; i++)
        self->value[t * self->n_regions + i] = NAN;
      for (int i = 0; i < sample.n && any; i++)
        self->value[t * self->n_regions + sample.region[i]] = nqp_space_lag (&sample, sample.y, i);
    }
}

/* Moves between years that follow each other; @lag: in which regime, or NULL = one. */
static double *
count_moves (const NqpScores *scores, const Classes *self, const Classes *lag)
{
  const int k = self->k, n = self->n_regions;
  double *counts = g_new0 (double, (lag != NULL ? k : 1) * k * k);

  for (int t = 0; t + 1 < self->n_years; t++)
    for (int i = 0; i < n && scores->panel->years[t + 1] == scores->panel->years[t] + 1; i++)
      {
        const int from = self->class[t * n + i], to = self->class[(t + 1) * n + i];
        const int regime = lag != NULL ? lag->class[t * n + i] : 0;

        if (from >= 0 && to >= 0 && regime >= 0)
          counts[(regime * k + from) * k + to]++;
      }
  return counts;
}

static gboolean
any_moves (const NqpStatRequest *request, const double *counts, int n, GError **error)
{
  for (int c = 0; c < n; c++)
    if (counts[c] > 0)
      return TRUE;
  g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
               _ ("moves between classes need scores of two years and more in a row, and '%s' has none"),
               request->scores->tree->nodes[request->measure].id);
  return FALSE;
}

/* Rows with few moves, and none, are said. */
static void
note_thin (const NqpStatRequest *request, const double *counts, int n_rows, int k)
{
  int n_thin = 0, n_empty = 0;

  for (int r = 0; r < n_rows; r++)
    {
      double sum = 0;

      for (int c = 0; c < k; c++)
        sum += counts[r * k + c];
      n_empty += sum == 0;
      n_thin += sum > 0 && sum < FEW_MOVES;
    }
  if (n_empty > 0)
    nqp_stats_note (request,
                    ngettext ("%d class has no moves, and no probabilities can be told of it",
                              "%d classes have no moves, and no probabilities can be told of them",
                              (gulong)n_empty),
                    n_empty);
  if (n_thin > 0)
    nqp_stats_note (request,
                    ngettext ("%d class has fewer than %d moves: its probabilities are rough",
                              "%d classes have fewer than %d moves: their probabilities are rough",
                              (gulong)n_thin),
                    n_thin, FEW_MOVES);
}

static void
note_ergodic (const NqpStatRequest *request, const double *probabilities, int k)
{
  g_autofree double *share = g_new (double, k);
  g_autoptr (GString) text = g_string_new (NULL);

  for (int c = 0; c < k; c++)
    if (isnan (probabilities[c * k]))
      {
        nqp_stats_note (request, _ ("an ergodic distribution needs moves from each of the classes"));
        return;
      }
  if (!nqp_markov_ergodic (probabilities, k, share))
    {
      nqp_stats_note (request, _ ("where the regions end up depends on where they begin: there is no one "
                                  "ergodic distribution"));
      return;
    }
  for (int c = 0; c < k; c++)
    g_string_append_printf (text, "%s%.3f", c > 0 ? ", " : "", share[c]);
  nqp_stats_note (request, _ ("ergodic distribution over the classes from the lowest: %s"), text->str);
}

static void
add_moves (NqpTable *table, const double *counts, int k, int lag)
{
  g_autofree double *probabilities = g_new (double, k *k);
  const int shift = lag > 0 ? 1 : 0;

  nqp_markov_probabilities (counts, k, probabilities);
  for (int from = 0; from < k; from++)
    for (int to = 0; to < k; to++)
      {
        nqp_table_add_row (table);
        if (lag > 0)
          nqp_table_set_number (table, 0, lag);
        nqp_table_set_number (table, shift, from + 1);
        nqp_table_set_number (table, shift + 1, to + 1);
        nqp_table_set_number (table, shift + 2, counts[from * k + to]);
        nqp_table_set_number (table, shift + 3, probabilities[from * k + to]);
      }
}

static NqpTable *
new_table (gboolean lag)
{
  NqpTable *table = nqp_table_new ();

  if (lag)
    nqp_table_add_column (table, "lag", _ ("Class of the neighbours"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "from", _ ("From class"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "to", _ ("To class"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "count", _ ("Moves"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "probability", _ ("Probability"), NULL, NQP_COLUMN_REAL_FULL, 4);
  return table;
}

static NqpTable *
run_markov (const NqpStatRequest *request, GError **error)
{
  g_auto (Classes) classes = { 0 };
  g_autofree double *counts = NULL, *probabilities = NULL;
  NqpTable *table;

  classes_init (&classes, request);
  if (!classify (request, &classes, error))
    return NULL;
  counts = count_moves (request->scores, &classes, NULL);
  if (!any_moves (request, counts, classes.k * classes.k, error))
    return NULL;
  probabilities = g_new (double, classes.k *classes.k);
  nqp_markov_probabilities (counts, classes.k, probabilities);
  note_thin (request, counts, classes.k, classes.k);
  note_ergodic (request, probabilities, classes.k);
  table = new_table (FALSE);
  add_moves (table, counts, classes.k, 0);
  return table;
}

static NqpTable *
run_spatial (const NqpStatRequest *request, GError **error)
{
  g_autoptr (NqpSpace) space = nqp_space_of_request (request, error);
  g_auto (Classes) classes = { 0 }, lags = { 0 };
  g_autofree double *counts = NULL;
  NqpMarkovTest test;
  NqpTable *table;

  if (space == NULL)
    return NULL;
  classes_init (&classes, request);
  classes_init (&lags, request);
  read_lags (request, space, &lags);
  if (!classify (request, &classes, error) || !classify (request, &lags, error))
    return NULL;
  counts = count_moves (request->scores, &classes, &lags);
  if (!any_moves (request, counts, classes.k * classes.k * classes.k, error))
    return NULL;
  note_thin (request, counts, classes.k * classes.k, classes.k);
  nqp_markov_test (counts, classes.k, classes.k, &test);
  if (test.df > 0)
    nqp_stats_note (
        request,
        _ ("whether moves depend on the neighbours: LR %.3f (p %.4f), Q %.3f (p %.4f), %d degrees of "
           "freedom"),
        test.lr, test.p_lr, test.q, test.p_q, test.df);
  table = new_table (TRUE);
  for (int g = 0; g < classes.k; g++)
    add_moves (table, counts + g * classes.k * classes.k, classes.k, g + 1);
  return table;
}

const NqpStatistic nqp_statistic_markov = {
  .name = "markov",
  .summary = N_ ("moves between classes from one year to the next"),
  .columns = "from,to,count,probability",
  .takes = NQP_STAT_MEASURE | NQP_STAT_CLASSES,
  .run = run_markov,
};

const NqpStatistic nqp_statistic_markov_spatial = {
  .name = "markov-spatial",
  .summary = N_ ("moves between classes by the class of the neighbours"),
  .columns = "lag,from,to,count,probability",
  .takes = NQP_STAT_MEASURE | NQP_STAT_CLASSES | NQP_STAT_NEIGHBOURS,
  .run = run_spatial,
};
