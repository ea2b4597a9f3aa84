/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-draws-private.h"

#include <math.h>
#include <string.h>

#include "nqp-choices-private.h"
#include "nqp-stream.h"
#include "nqp-work.h"

/* Copeland's comparisons of all pairs take minutes with more regions. */
#define MAX_COMPARED 1000

/* What one part of the method may be: the first is what it is. */
typedef struct
{
  int n;
  int *choices; /* position in the part's table; -1 = as it is */
} Choices;

typedef struct
{
  NqpFactor factor;
  int node;    /* of weights */
  guint64 key; /* which number of a random stream: the same whatever else is varied */
} Column;

struct _NqpDraws
{
  const NqpScores *scores; /* borrowed */
  NqpUncertaintySpec spec;
  int end; /* the nodes below the measure stand before this one */
  Choices choices[NQP_N_STAGES];
  NqpSlice **slices;                /* [missing * n_normalise + normalise] */
  double **weights;                 /* [missing * n_scheme + scheme]: [node], NaN = off */
  gboolean *is_own;                 /* [scheme]: the user's weights, whose locks count */
  NqpMethod *methods;               /* [normalise * n_aggregate + aggregate] */
  gboolean *allowed;                /* likewise */
  GArray *leaves;                   /* of int: that may be left out */
  GArray *columns;                  /* of Column */
  int choice_column[NQP_N_FACTORS]; /* -1 = none */
  int *node_column;                 /* [node], -1 = none */
  GString *refused;
};

struct _NqpDrawHand
{
  const NqpDraws *draws;
  NqpRecombine *recombine;
  double *weights; /* [node] */
  double *u;       /* [column] */
};

static const struct
{
  NqpFactor factor;
  NqpStage part;
} parts_of[] = {
  { NQP_FACTOR_MISSING, NQP_STAGE_FILL },
  { NQP_FACTOR_SCHEME, NQP_STAGE_WEIGH },
  { NQP_FACTOR_NORMALISE, NQP_STAGE_NORMALISE },
  { NQP_FACTOR_AGGREGATE, NQP_STAGE_AGGREGATE },
};

static gboolean
varies (const NqpDraws *self, NqpFactor factor)
{
  return (self->spec.vary & NQP_VARY (factor)) != 0;
}

static void
list_choices (NqpDraws *self)
{
  for (int p = 0; p < NQP_N_STAGES; p++)
    {
      Choices *choices = &self->choices[p];

      choices->choices = g_new (int, nqp_stages[p].n + 1);
      choices->choices[choices->n++] = -1;
    }
  for (gsize k = 0; k < G_N_ELEMENTS (parts_of); k++)
    {
      NqpStage part = parts_of[k].part;

      for (int i = 0; varies (self, parts_of[k].factor) && i < nqp_stages[part].n; i++)
        {
          NqpMethod method = self->scores->method;

          if (part == NQP_STAGE_AGGREGATE && (nqp_choice (part, i)->traits & NQP_TRAIT_PAIRWISE) != 0
              && self->scores->n_regions > MAX_COMPARED)
            g_string_append_printf (self->refused, "%s%s", self->refused->len > 0 ? ", " : "",
                                    nqp_choice (part, i)->id);
          else if (nqp_stage_choose (&method, part, i))
            self->choices[part].choices[self->choices[part].n++] = i;
        }
    }
}

static NqpMethod
choose (const NqpDraws *self, const NqpMethod *from, NqpStage part, int i)
{
  NqpMethod method = *from;

  if (self->choices[part].choices[i] >= 0)
    nqp_stage_choose (&method, part, self->choices[part].choices[i]);
  return method;
}

static void
refuse (NqpDraws *self, NqpStage part, int i)
{
  Choices *choices = &self->choices[part];

  g_string_append_printf (self->refused, "%s%s", self->refused->len > 0 ? ", " : "",
                          nqp_choice (part, choices->choices[i])->id);
  memmove (&choices->choices[i], &choices->choices[i + 1], (gsize)(choices->n - i - 1) * sizeof (int));
  choices->n--;
}

/* A normalisation that goes with no mean there is to choose from is never drawn. */
static void
refuse_normalisations (NqpDraws *self)
{
  for (int n = self->choices[NQP_STAGE_NORMALISE].n - 1; n > 0; n--)
    {
      NqpMethod method = choose (self, &self->scores->method, NQP_STAGE_NORMALISE, n);
      gboolean any = FALSE;

      for (int a = 0; a < self->choices[NQP_STAGE_AGGREGATE].n; a++)
        {
          NqpMethod both = choose (self, &method, NQP_STAGE_AGGREGATE, a);

          any = any || nqp_method_check (&both, NULL);
        }
      if (!any)
        refuse (self, NQP_STAGE_NORMALISE, n);
    }
}

/* What the tasks below need. They fill slices and weights; what failed stays NULL. */
typedef struct
{
  NqpDraws *draws;
  const NqpWork *work;
} Making;

static double *
copy_weights (const NqpTree *tree)
{
  double *weights = g_new (double, tree->n_nodes);

  for (int i = 0; i < tree->n_nodes; i++)
    weights[i] = nqp_tree_is_on (tree, i) ? tree->nodes[i].weight : NAN;
  weights[0] = 1;
  return weights;
}

/* All normalisations of one missing treatment, or all schemes: one pipeline, which keeps what they have in common. */
static void
make_some (gsize task, int worker, gpointer data)
{
  Making *making = data;
  NqpDraws *self = making->draws;
  const NqpStage part = task % 2 == 0 ? NQP_STAGE_NORMALISE : NQP_STAGE_WEIGH;
  const int m = (int)(task / 2), n = self->choices[part].n;
  const NqpMethod base = choose (self, &self->scores->method, NQP_STAGE_FILL, m);
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();

  for (int i = 0; i < n; i++)
    {
      NqpMethod method = choose (self, &base, part, i);
      g_autoptr (NqpScores) scores = NULL;

      if (making->work != NULL && g_cancellable_is_cancelled (making->work->cancellable))
        return;
      if (!nqp_method_check (&method, NULL))
        nqp_method_set (&method, "aggregate", "arithmetic", NULL);
      if (m == 0 && i == 0)
        scores = nqp_scores_ref ((NqpScores *)self->scores);
      else
        scores = nqp_pipeline_run (pipeline, self->scores->panel, self->scores->tree, &method, NULL);
      if (scores == NULL)
        continue;
      if (part == NQP_STAGE_NORMALISE)
        self->slices[m * n + i] = nqp_slice_new (scores, self->spec.year);
      else
        self->weights[m * n + i] = copy_weights (scores->tree);
    }
}

/* Takes row or column @i out of @made, n_rows x n_columns. */
static void
drop (gpointer *made, int n_rows, int n_columns, int row, int column, GDestroyNotify destroy)
{
  int to = 0;

  for (int from = 0; from < n_rows * n_columns; from++)
    if (from / n_columns != row && from % n_columns != column)
      made[to++] = made[from];
    else if (made[from] != NULL)
      destroy (made[from]);
}

/* A missing treatment that failed with the method as it is otherwise takes no part. */
static void
refuse_failed_missing (NqpDraws *self, int n_normalise, int n_schemes)
{
  for (int m = self->choices[NQP_STAGE_FILL].n - 1; m > 0; m--)
    if (self->slices[m * n_normalise] == NULL || self->weights[m * n_schemes] == NULL)
      {
        drop ((gpointer *)self->slices, self->choices[NQP_STAGE_FILL].n, n_normalise, m, -1,
              (GDestroyNotify)nqp_slice_unref);
        drop ((gpointer *)self->weights, self->choices[NQP_STAGE_FILL].n, n_schemes, m, -1, g_free);
        refuse (self, NQP_STAGE_FILL, m);
      }
}

/* Nor does what failed with some missing treatment that does. */
static void
refuse_failed (NqpDraws *self, NqpStage part, gpointer *made, GDestroyNotify destroy)
{
  const int n_missing = self->choices[NQP_STAGE_FILL].n;

  for (int i = self->choices[part].n - 1; i > 0; i--)
    {
      const int n = self->choices[part].n;
      gboolean failed = FALSE;

      for (int m = 0; m < n_missing; m++)
        failed = failed || made[m * n + i] == NULL;
      if (!failed)
        continue;
      drop (made, n_missing, n, -1, i, destroy);
      refuse (self, part, i);
    }
}

static gboolean
make_all (NqpDraws *self, const NqpWork *work, double to, GError **error)
{
  const int n_missing = self->choices[NQP_STAGE_FILL].n;
  const int n_normalise = self->choices[NQP_STAGE_NORMALISE].n, n_schemes = self->choices[NQP_STAGE_WEIGH].n;
  Making making = { self, work };

  self->slices = g_new0 (NqpSlice *, n_missing * n_normalise);
  self->weights = g_new0 (double *, n_missing *n_schemes);
  if (!nqp_work_run (work, (gsize)n_missing * 2, make_some, &making, 0, to, error))
    return FALSE;
  refuse_failed_missing (self, n_normalise, n_schemes);
  refuse_failed (self, NQP_STAGE_NORMALISE, (gpointer *)self->slices, (GDestroyNotify)nqp_slice_unref);
  refuse_failed (self, NQP_STAGE_WEIGH, (gpointer *)self->weights, g_free);
  return TRUE;
}

static void
list_methods (NqpDraws *self)
{
  const int n_normalise = self->choices[NQP_STAGE_NORMALISE].n,
            n_means = self->choices[NQP_STAGE_AGGREGATE].n;

  self->methods = g_new (NqpMethod, n_normalise * n_means);
  self->allowed = g_new0 (gboolean, n_normalise * n_means);
  for (int n = 0; n < n_normalise; n++)
    for (int a = 0; a < n_means; a++)
      {
        NqpMethod method = choose (self, &self->scores->method, NQP_STAGE_NORMALISE, n);

        self->methods[n * n_means + a] = choose (self, &method, NQP_STAGE_AGGREGATE, a);
        self->allowed[n * n_means + a] = nqp_method_check (&self->methods[n * n_means + a], NULL);
      }
  self->is_own = g_new0 (gboolean, self->choices[NQP_STAGE_WEIGH].n);
  self->is_own[0] = self->scores->method.scheme == NQP_SCHEME_CUSTOM;
}

static void
list_leaves (NqpDraws *self)
{
  const NqpTree *tree = self->scores->tree;

  for (self->end = self->spec.measure + 1;
       self->end < tree->n_nodes && tree->nodes[self->end].parent >= self->spec.measure;)
    self->end++;
  self->leaves = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = self->spec.measure + 1; i < self->end; i++)
    if (tree->nodes[i].indicator >= 0 && nqp_tree_is_on (tree, i))
      g_array_append_val (self->leaves, i);
  if (self->leaves->len < 2 || !varies (self, NQP_FACTOR_INDICATORS))
    g_array_set_size (self->leaves, 0);
}

static gboolean
has_sibling (const NqpTree *tree, int node)
{
  const int parent = tree->nodes[node].parent;
  int n = 0;

  for (int c = tree->nodes[parent].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    n += tree->nodes[c].on;
  return n > 1;
}

/* Choices first, then weights from the pillars down: the order in which they matter, for sequences whose first columns are
 * the best. */
static void
list_columns (NqpDraws *self)
{
  const NqpTree *tree = self->scores->tree;

  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->node_column = g_new (int, tree->n_nodes);
  for (int i = 0; i < tree->n_nodes; i++)
    self->node_column[i] = -1;
  for (int f = 0; f < NQP_N_FACTORS; f++)
    {
      Column column = { (NqpFactor)f, -1, (guint64)f };

      self->choice_column[f] = -1;
      if (f == NQP_FACTOR_WEIGHTS || !varies (self, (NqpFactor)f))
        continue;
      self->choice_column[f] = (int)self->columns->len;
      g_array_append_val (self->columns, column);
    }
  for (int level = NQP_LEVEL_INDEX; varies (self, NQP_FACTOR_WEIGHTS) && level <= NQP_LEVEL_INDICATOR;
       level++)
    for (int i = self->spec.measure + 1; i < self->end; i++)
      {
        Column column = { NQP_FACTOR_WEIGHTS, i, 16 + (guint64)i };

        if ((int)tree->nodes[i].level != level || !nqp_tree_is_on (tree, i) || !has_sibling (tree, i))
          continue;
        self->node_column[i] = (int)self->columns->len;
        g_array_append_val (self->columns, column);
      }
}

/**
 * nqp_draws_new:
 * @scores: of a pipeline, not of a what-if; outlive the result
 * @to: the progress there is when it is made
 *
 * The weights of a scheme are those it gives with the missing treatment drawn and else the method as it is. Choices that the
 * data or the rest of the method do not allow take no part, nor does Copeland's comparison of more than 1,000 regions.
 *
 * Returns: (transfer full): %NULL with @error set if @spec is not good or the work was cancelled
 */
NqpDraws *
nqp_draws_new (const NqpScores *scores, const NqpUncertaintySpec *spec, const NqpWork *work, double to,
               GError **error)
{
  g_autoptr (NqpDraws) self = NULL;

  if (!nqp_uncertainty_spec_check (spec, scores, error))
    return NULL;
  self = g_new0 (NqpDraws, 1);
  self->scores = scores;
  self->spec = *spec;
  self->refused = g_string_new (NULL);
  list_choices (self);
  refuse_normalisations (self);
  list_leaves (self);
  list_columns (self);
  if (!make_all (self, work, to, error))
    return NULL;
  list_methods (self);
  return g_steal_pointer (&self);
}

void
nqp_draws_free (NqpDraws *self)
{
  const int n_missing = self->choices[NQP_STAGE_FILL].n;

  for (int i = 0; self->slices != NULL && i < n_missing * self->choices[NQP_STAGE_NORMALISE].n; i++)
    g_clear_pointer (&self->slices[i], nqp_slice_unref);
  for (int i = 0; self->weights != NULL && i < n_missing * self->choices[NQP_STAGE_WEIGH].n; i++)
    g_free (self->weights[i]);
  for (int p = 0; p < NQP_N_STAGES; p++)
    g_free (self->choices[p].choices);
  g_free (self->slices);
  g_free (self->weights);
  g_free (self->is_own);
  g_free (self->methods);
  g_free (self->allowed);
  g_clear_pointer (&self->leaves, g_array_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_free (self->node_column);
  g_string_free (self->refused, TRUE);
  g_free (self);
}

int
nqp_draws_n_columns (const NqpDraws *self)
{
  return (int)self->columns->len;
}

NqpFactor
nqp_draws_factor (const NqpDraws *self, int column)
{
  return g_array_index (self->columns, Column, column).factor;
}

/**
 * nqp_draws_n_choices:
 *
 * Returns: how many alternatives take part, what there is among them; 0 for what is not varied and for weights
 */
int
nqp_draws_n_choices (const NqpDraws *self, NqpFactor factor)
{
  if (!varies (self, factor) || factor == NQP_FACTOR_WEIGHTS)
    return 0;
  for (gsize k = 0; k < G_N_ELEMENTS (parts_of); k++)
    if (parts_of[k].factor == factor)
      return self->choices[parts_of[k].part].n;
  return (int)self->leaves->len + 1;
}

const char *
nqp_draws_refused (const NqpDraws *self)
{
  return self->refused->len > 0 ? self->refused->str : NULL;
}

NqpDrawHand *
nqp_draw_hand_new (const NqpDraws *draws)
{
  NqpDrawHand *self = g_new0 (NqpDrawHand, 1);

  self->draws = draws;
  self->recombine = nqp_recombine_new (draws->slices[0], draws->spec.measure);
  self->weights = g_new (double, draws->scores->n_nodes);
  self->u = g_new (double, draws->columns->len + 1);
  return self;
}

void
nqp_draw_hand_free (NqpDrawHand *self)
{
  nqp_recombine_free (self->recombine);
  g_free (self->weights);
  g_free (self->u);
  g_free (self);
}

static inline int
pick (double u, int n)
{
  return MIN ((int)(u * n), n - 1);
}

static int
pick_choice (const NqpDraws *self, NqpFactor factor, NqpStage part, const double *u)
{
  const int column = self->choice_column[factor];

  return column < 0 ? 0 : pick (u[column], self->choices[part].n);
}

/* One of the means that go with the normalisation. */
static int
pick_mean (const NqpDraws *self, int normalise, const double *u)
{
  const int column = self->choice_column[NQP_FACTOR_AGGREGATE], n = self->choices[NQP_STAGE_AGGREGATE].n;
  const gboolean *allowed = self->allowed + normalise * n;
  int n_allowed = 0, place;

  if (column < 0)
    return 0;
  for (int a = 0; a < n; a++)
    n_allowed += allowed[a];
  place = pick (u[column], n_allowed);
  for (int a = 0; a < n; a++)
    if (allowed[a] && place-- == 0)
      return a;
  g_assert_not_reached ();
}

/* Its siblings take over its weight in proportion; where there are none, its parent's siblings theirs. */
static void
leave_out (const NqpTree *tree, int leaf, double *weights)
{
  for (int node = leaf; node > 0; node = tree->nodes[node].parent)
    {
      const int first = tree->nodes[tree->nodes[node].parent].first_child;
      double sum = 0;
      int n = 0;

      weights[node] = NAN;
      for (int c = first; c >= 0; c = tree->nodes[c].next_sibling)
        if (!isnan (weights[c]))
          {
            sum += weights[c];
            n++;
          }
      if (n == 0)
        continue;
      for (int c = first; c >= 0; c = tree->nodes[c].next_sibling)
        if (!isnan (weights[c]))
          weights[c] = sum > 0 ? weights[c] / sum : 1.0 / n;
      return;
    }
}

/* The children of @parent share anew what those of them that are not locked have together. */
static void
move_children (const NqpDraws *self, int parent, gboolean locks, const double *u, double *weights)
{
  const NqpNode *nodes = self->scores->tree->nodes;
  double before = 0, after = 0;

  for (int c = nodes[parent].first_child; c >= 0; c = nodes[c].next_sibling)
    {
      double number;

      if (isnan (weights[c]) || (locks && nodes[c].locked) || self->node_column[c] < 0)
        continue;
      number = u[self->node_column[c]];
      before += weights[c];
      /* equal exponentials, normalised, are uniform over the simplex: Dirichlet (1, ..., 1) */
      if (self->spec.dirichlet)
        weights[c] = weights[c] > 0 ? -log1p (-number) : 0;
      else
        weights[c] *= 1 + self->spec.spread * (2 * number - 1);
      after += weights[c];
    }
  for (int c = nodes[parent].first_child; c >= 0; c = nodes[c].next_sibling)
    if (!isnan (weights[c]) && !(locks && nodes[c].locked) && self->node_column[c] >= 0 && after > 0)
      weights[c] *= before / after;
}

/**
 * nqp_draw_ranks:
 * @u: [column]: numbers in [0, 1)
 *
 * Returns: (transfer none): [region]: ranks, 0 = none
 */
const int *
nqp_draw_ranks (NqpDrawHand *self, const double *u)
{
  const NqpDraws *draws = self->draws;
  const NqpTree *tree = draws->scores->tree;
  const int missing = pick_choice (draws, NQP_FACTOR_MISSING, NQP_STAGE_FILL, u);
  const int scheme = pick_choice (draws, NQP_FACTOR_SCHEME, NQP_STAGE_WEIGH, u);
  const int normalise = pick_choice (draws, NQP_FACTOR_NORMALISE, NQP_STAGE_NORMALISE, u);
  const int mean = pick_mean (draws, normalise, u);
  const double *weights = draws->weights[missing * draws->choices[NQP_STAGE_WEIGH].n + scheme];
  const int column = draws->choice_column[NQP_FACTOR_INDICATORS];

  memcpy (self->weights, weights, (gsize)tree->n_nodes * sizeof (double));
  if (column >= 0)
    {
      const int place = pick (u[column], (int)draws->leaves->len + 1);

      if (place > 0)
        leave_out (tree, g_array_index (draws->leaves, int, place - 1), self->weights);
    }
  if (varies (draws, NQP_FACTOR_WEIGHTS))
    for (int i = draws->spec.measure; i < draws->end; i++)
      if (tree->nodes[i].indicator < 0 && !isnan (self->weights[i]))
        move_children (draws, i, draws->is_own[scheme], u, self->weights);
  nqp_recombine_scores (
      self->recombine, draws->slices[missing * draws->choices[NQP_STAGE_NORMALISE].n + normalise],
      &draws->methods[normalise * draws->choices[NQP_STAGE_AGGREGATE].n + mean], self->weights);
  return nqp_recombine_ranks (self->recombine);
}

/**
 * nqp_draw_ranks_of:
 * @draw: its number: one independent stream each, so that it does not matter who makes which
 */
const int *
nqp_draw_ranks_of (NqpDrawHand *self, guint64 seed, int draw)
{
  const guint64 stream = nqp_stream (seed, (guint64)draw);

  for (guint c = 0; c < self->draws->columns->len; c++)
    self->u[c] = nqp_stream_uniform (stream, g_array_index (self->draws->columns, Column, c).key);
  return nqp_draw_ranks (self, self->u);
}
