/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-plan.h"

#include <glib/gi18n.h>
#include <glpk.h>
#include <math.h>

#include "nqp-statistics.h"
#include "nqp-stats-private.h"

/* What an indicator can still do. */
typedef struct
{
  double weight; /* share of the measure */
  double bound;  /* best value, in the indicator's unit */
  double cap;    /* points of z from the current value to the bound; 0 = it stays as it is */
  double cost;   /* years at past pace for a point of z */
} Move;

static int
direction_of (const NqpScores *scores, int leaf)
{
  return scores->panel->indicators[scores->tree->nodes[leaf].indicator].direction >= 0 ? 1 : -1;
}

static double
value_of (const NqpScores *scores, int leaf, int year, int region)
{
  return scores
      ->x[scores->tree->nodes[leaf].indicator][(gsize)year * (gsize)scores->n_regions + (gsize)region];
}

/* Mean improvement a year between the first and the last year that have a value; NaN if there are not two. */
static double
mean_improvement (const NqpScores *scores, int leaf, int region)
{
  int first = 0, last = scores->n_years - 1;

  while (first < last && isnan (value_of (scores, leaf, first, region)))
    first++;
  while (last > first && isnan (value_of (scores, leaf, last, region)))
    last--;
  if (first >= last)
    return NAN;
  return direction_of (scores, leaf)
         * (value_of (scores, leaf, last, region) - value_of (scores, leaf, first, region))
         / (scores->panel->years[last] - scores->panel->years[first]);
}

/**
 * nqp_plan_pace:
 * @leaf: node of an indicator
 *
 * What a region gets done in a year: its mean change a year, in the indicator's unit, over its years, if that is for the
 * better; else the median of the regions whose is.
 *
 * Returns: > 0; NaN if no region ever improved
 */
double
nqp_plan_pace (const NqpScores *scores, int leaf, int region)
{
  g_autofree double *paces = NULL;
  double own = mean_improvement (scores, leaf, region);
  gsize n = 0;

  if (own > 0)
    return own;
  paces = g_new (double, scores->n_regions);
  for (int i = 0; i < scores->n_regions; i++)
    {
      paces[n] = mean_improvement (scores, leaf, i);
      n += paces[n] > 0;
    }
  return nqp_stats_median (paces, n);
}

static gboolean
check_method (const NqpMethod *method, GError **error)
{
  static const NqpStage bending[] = { NQP_STAGE_TREAT, NQP_STAGE_NORMALISE };
  g_autofree char *others = nqp_stage_list (NQP_STAGE_NORMALISE, NQP_TRAIT_BENDS | NQP_TRAIT_COMPARES);

  for (gsize i = 0; i < G_N_ELEMENTS (bending); i++)
    if ((nqp_method_traits (method, bending[i]) & NQP_TRAIT_BENDS) != 0)
      {
        /* Translators: "long tails bent by Box-Cox", "minmax, zscore or goalposts" */
        g_set_error (
            error, NQP_STATS_ERROR, NQP_STATS_ERROR_METHOD,
            _ ("With %s a change is worth more in one place of an indicator's range than in another, "
               "so the least change cannot be computed; normalise by %s and leave outliers or "
               "winsorise them"),
            _ (nqp_choice (bending[i], nqp_method_choice (method, bending[i]))->phrase), others);
        return FALSE;
      }
  if ((nqp_method_traits (method, NQP_STAGE_NORMALISE) & NQP_TRAIT_COMPARES) != 0)
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_METHOD,
                   _ ("With ranks a change counts only when it passes another region, so the least change "
                      "cannot be computed; normalise by %s"),
                   others);
      return FALSE;
    }
  if (!nqp_method_all_levels (method, method->aggregate[0])
      || (nqp_method_traits (method, NQP_STAGE_AGGREGATE) & NQP_TRAIT_SUM) == 0)
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_METHOD,
                   _ ("Without arithmetic means on all levels the worth of a change depends on all the "
                      "others, so the least "
                      "change cannot be computed; aggregate by the arithmetic mean"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_request (const NqpPlan *self, const NqpScores *scores, GError **error)
{
  const NqpLang lang = nqp_lang_of_messages ();
  const char *place = nqp_panel_place_name (scores->panel, self->region, lang);
  const char *measure = nqp_text_get (&scores->tree->nodes[self->measure].name, lang);
  const int year = scores->panel->years[self->year];
  const int n_ranked = nqp_scores_n_ranked (scores, self->measure, self->year);

  if (self->rank_before == 0)
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
                   /* Translators: region, measure, year, percentage */
                   _ ("%s has no score in “%s” in %d, so it has no rank to start from; only %.0f %% of the "
                      "weight has a "
                      "value"),
                   place, measure, year,
                   100 * nqp_scores_coverage (scores, self->measure, self->year, self->region));
      return FALSE;
    }
  if (self->target_rank < 1 || self->target_rank > n_ranked)
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
                   _ ("There is no rank %d in “%s” in %d; choose one from 1 to %d"), self->target_rank,
                   measure, year, n_ranked);
      return FALSE;
    }
  return TRUE;
}

static int
compare_descending (const void *a, const void *b)
{
  const double *p = a, *q = b;

  return (*p < *q) - (*p > *q);
}

/* The scores of the other regions that have one, the best first. */
static GArray *
others_scores (const NqpPlan *self, const NqpScores *scores)
{
  GArray *others = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i < scores->n_regions; i++)
    {
      double score = nqp_scores_get (scores, self->measure, self->year, i);

      if (i != self->region && !isnan (score))
        g_array_append_val (others, score);
    }
  g_array_sort (others, compare_descending);
  return others;
}

static Move
find_move (const NqpPlan *self, const NqpScores *scores, const NqpPlanStep *step, double weight)
{
  Move move = { .weight = weight, .bound = step->current };
  const int direction = direction_of (scores, step->leaf);
  double low, high, cap;

  nqp_scores_range (scores, step->leaf, self->year, &low, &high);
  /* an assumed value may lie outside of what was ever reached: better cannot improve, and worse has no straight way back */
  if (!(step->current >= low && step->current <= high) || !(weight > 0) || isnan (step->pace))
    return move;
  move.bound = direction > 0 ? high : low;
  cap = nqp_scores_normalise (scores, step->leaf, self->year, move.bound)
        - nqp_scores_get (scores, step->leaf, self->year, self->region);
  if (!(cap > 0) || move.bound == step->current)
    return move;
  move.cap = cap;
  move.cost = fabs (move.bound - step->current) / step->pace / cap;
  return move;
}

/* Minimise the cost of gaining @gain points of the measure. FALSE with @error if the solver fails. */
static gboolean
solve (const Move *moves, int n, double gain, double *points, GError **error)
{
  static GMutex solver; /* GLPK may have been built with one memory for all threads */
  g_autofree int *index = g_new0 (int, n + 1);
  g_autofree double *value = g_new0 (double, n + 1);
  glp_prob *lp;
  glp_smcp parameters;
  gboolean solved;

  g_mutex_lock (&solver);
  lp = glp_create_prob ();
  glp_set_obj_dir (lp, GLP_MIN);
  glp_add_rows (lp, 1);
  glp_set_row_bnds (lp, 1, GLP_LO, gain, 0);
  glp_add_cols (lp, n);
  for (int k = 0; k < n; k++)
    {
      glp_set_col_bnds (lp, k + 1, moves[k].cap > 0 ? GLP_DB : GLP_FX, 0, moves[k].cap);
      glp_set_obj_coef (lp, k + 1, moves[k].cost);
      index[k + 1] = k + 1;
      value[k + 1] = moves[k].weight;
    }
  glp_set_mat_row (lp, 1, n, index, value);
  glp_init_smcp (&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  /* far below the margin. glp_exact() would be no help: it takes numbers to be fractions that are within 1e-9 of them */
  parameters.tol_bnd = 1e-12;
  parameters.tol_dj = 1e-12;
  solved = glp_simplex (lp, &parameters) == 0 && glp_get_status (lp) == GLP_OPT;
  for (int k = 0; k < n; k++)
    points[k] = solved ? CLAMP (glp_get_col_prim (lp, k + 1), 0.0, moves[k].cap) : 0;
  glp_delete_prob (lp);
  glp_free_env (); /* of this thread, which may end */
  g_mutex_unlock (&solver);
  if (!solved)
    g_set_error (
        error, NQP_STATS_ERROR, NQP_STATS_ERROR_SOLVER,
        _ ("The linear programme of the plan could not be solved; please report this with the project"));
  return solved;
}

/* How far the region can get when every indicator is at its best. */
static void
set_out_of_reach (const NqpPlan *self, const NqpScores *scores, const GArray *others, double reach,
                  GError **error)
{
  const NqpLang lang = nqp_lang_of_messages ();
  guint k = 1;

  while (k <= others->len && reach < g_array_index (others, double, k - 1) + NQP_PLAN_MARGIN)
    k++;
  g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_INFEASIBLE,
               /* Translators: rank, region, year, score, the same with a number of two decimals, rank */
               _ ("Rank %d is out of reach for %s in %d: with every indicator that ever improved at the best "
                  "value of any "
                  "region, its score would be %.2f where %.2f is needed; the best rank it can reach is %d"),
               self->target_rank, nqp_panel_place_name (scores->panel, self->region, lang),
               scores->panel->years[self->year], nqp_scores_display_factor (scores) * reach,
               nqp_scores_display_factor (scores) * self->score_needed, MIN ((int)k, self->rank_before));
}

static void
find_steps (NqpPlan *self, const NqpScores *scores, GArray *moves)
{
  g_autofree double *weights = g_new (double, scores->n_nodes);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (NqpPlanStep));

  nqp_stats_weights (scores, self->measure, self->year, self->region, weights);
  for (int i = 0; i < scores->n_nodes; i++)
    {
      NqpPlanStep step = { .leaf = i };
      Move move;

      if (scores->tree->nodes[i].indicator < 0 || isnan (weights[i]))
        continue;
      step.current = step.target = value_of (scores, i, self->year, self->region);
      step.pace = nqp_plan_pace (scores, i, self->region);
      move = find_move (self, scores, &step, weights[i]);
      g_array_append_val (steps, step);
      g_array_append_val (moves, move);
    }
  self->n_steps = (int)steps->len;
  self->steps = (NqpPlanStep *)(gpointer)g_array_free (g_steal_pointer (&steps), FALSE);
}

static gboolean
any_pace (const NqpPlan *self)
{
  for (int k = 0; k < self->n_steps; k++)
    if (self->steps[k].pace > 0)
      return TRUE;
  return FALSE;
}

/* Sets the targets. */
static gboolean
make_steps (NqpPlan *self, const NqpScores *scores, const GArray *others, GError **error)
{
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (Move));
  g_autofree double *points = NULL;
  double reach = self->score_before;

  find_steps (self, scores, moves);
  if (self->rank_before <= self->target_rank)
    return TRUE;
  if (!any_pace (self))
    {
      g_set_error (
          error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
          _ ("There is no pace to count years by: no region ever improved in an indicator of “%s”; a plan "
             "needs values of two years or more"),
          nqp_text_get (&scores->tree->nodes[self->measure].name, nqp_lang_of_messages ()));
      return FALSE;
    }
  for (int k = 0; k < self->n_steps; k++)
    reach += g_array_index (moves, Move, k).weight * g_array_index (moves, Move, k).cap;
  if (reach < self->score_needed)
    {
      set_out_of_reach (self, scores, others, reach, error);
      return FALSE;
    }
  points = g_new0 (double, self->n_steps);
  if (!solve ((const Move *)(gpointer)moves->data, self->n_steps, self->score_needed - self->score_before,
              points, error))
    return FALSE;
  for (int k = 0; k < self->n_steps; k++)
    {
      const Move *move = &g_array_index (moves, Move, k);
      NqpPlanStep *step = &self->steps[k];

      if (!(points[k] > 0))
        continue;
      step->target = points[k] >= move->cap
                         ? move->bound
                         : step->current + (move->bound - step->current) * (points[k] / move->cap);
      step->years = fabs (step->target - step->current) / step->pace;
      self->years += step->years;
    }
  return TRUE;
}

/* The plan is held against the scores themselves, not against the programme that made it. */
static gboolean
verify (NqpPlan *self, const NqpScores *scores, GError **error)
{
  g_autoptr (NqpScores) after = nqp_plan_apply (self, scores, error);

  if (after == NULL)
    return FALSE;
  self->score_after = nqp_scores_get (after, self->measure, self->year, self->region);
  self->rank_after = nqp_scores_rank (after, self->measure, self->year, self->region);
  if (self->rank_after >= 1 && self->rank_after <= self->target_rank)
    return TRUE;
  g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_SOLVER,
               _ ("The plan leads to rank %d instead of %d; please report this with the project"),
               self->rank_after, self->target_rank);
  return FALSE;
}

/**
 * nqp_plan_new:
 * @measure: the node whose rank is looked at, 0 = the index
 * @year: position
 * @region: position
 * @target_rank: from 1 to the number of regions with a rank
 *
 * New values x' for the indicators of @region that have one, so that its rank in @measure is @target_rank or better while the
 * other regions stay as they are: its score is to be at least that of the @target_rank-th best of the others, plus
 * %NQP_PLAN_MARGIN. Each x' lies between x and the best value any region ever reached (of the year, where values are measured
 * within their year: better counts no more there). Of all such values those with the least
 *
 *   sum over j of |x'_j - x_j| / pace_j
 *
 * see nqp_plan_pace(): the years it takes at past pace, one indicator after the other. An indicator in which no region ever
 * improved stays as it is. With the arithmetic mean and min-max or z-scores this is a linear programme, solved by GLPK; several
 * plans may be equally short. A region that has the rank already needs no change.
 *
 * Returns: (transfer full): the plan, held against nqp_scores_what_if(); %NULL with %NQP_STATS_ERROR_METHOD for the geometric
 *   mean and normalisation by rank, %NQP_STATS_ERROR_DATA if the region has no rank or no region ever improved, %NQP_STATS_ERROR_REQUEST if there is no such
 *   rank, %NQP_STATS_ERROR_INFEASIBLE if it is out of reach
 */
NqpPlan *
nqp_plan_new (const NqpScores *scores, int measure, int year, int region, int target_rank, GError **error)
{
  g_autoptr (NqpPlan) self = g_new0 (NqpPlan, 1);
  g_autoptr (GArray) others = NULL;

  g_return_val_if_fail (measure >= 0 && measure < scores->n_nodes, NULL);
  g_return_val_if_fail (year >= 0 && year < scores->n_years, NULL);
  g_return_val_if_fail (region >= 0 && region < scores->n_regions, NULL);

  self->measure = measure;
  self->year = year;
  self->region = region;
  self->target_rank = target_rank;
  self->rank_before = nqp_scores_rank (scores, measure, year, region);
  self->score_before = nqp_scores_get (scores, measure, year, region);
  if (!check_method (&scores->method, error) || !check_request (self, scores, error))
    return NULL;
  others = others_scores (self, scores);
  self->score_needed = target_rank <= (int)others->len
                           ? g_array_index (others, double, target_rank - 1) + NQP_PLAN_MARGIN
                           : self->score_before;
  if (!make_steps (self, scores, others, error) || !verify (self, scores, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
nqp_plan_free (NqpPlan *self)
{
  g_free (self->steps);
  g_free (self);
}

/**
 * nqp_plan_apply:
 * @scores: those the plan was made for
 *
 * Returns: (transfer full): the scores as they would be with the plan
 */
NqpScores *
nqp_plan_apply (const NqpPlan *self, const NqpScores *scores, GError **error)
{
  g_autofree int *leaves = g_new (int, MAX (self->n_steps, 1));
  g_autofree double *values = g_new (double, MAX (self->n_steps, 1));

  for (int k = 0; k < self->n_steps; k++)
    {
      leaves[k] = self->steps[k].leaf;
      values[k] = self->steps[k].target;
    }
  return nqp_scores_what_if (scores, self->year, self->region, self->n_steps, leaves, values, error);
}

/**
 * nqp_plan_table:
 *
 * Returns: (transfer full): columns indicator, current, target, change_in_pace_years; one row for each indicator that takes
 *   part, in the tree's order, with 0 years where nothing changes
 */
NqpTable *
nqp_plan_table (const NqpPlan *self, const NqpScores *scores)
{
  NqpTable *table = nqp_table_new ();

  nqp_table_add_column (table, "indicator", _ ("Indicator"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "current", _ ("Current value"), NULL, NQP_COLUMN_REAL_FULL, -1);
  nqp_table_add_column (table, "target", _ ("Target"), NULL, NQP_COLUMN_REAL_FULL, -1);
  nqp_table_add_column (table, "change_in_pace_years", _ ("Years at past pace"), NULL, NQP_COLUMN_REAL_FULL,
                        1);
  for (int k = 0; k < self->n_steps; k++)
    {
      nqp_table_add_row (table);
      nqp_table_set_text (table, 0, scores->tree->nodes[self->steps[k].leaf].id);
      nqp_table_set_number (table, 1, self->steps[k].current);
      nqp_table_set_number (table, 2, self->steps[k].target);
      nqp_table_set_number (table, 3, self->steps[k].years);
    }
  return table;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  const int year = request->year >= 0 ? request->year : request->scores->n_years - 1;
  g_autoptr (NqpPlan) plan = nqp_plan_new (request->scores, request->measure, year, request->regions[0],
                                           request->target_rank, error);

  return plan != NULL ? nqp_plan_table (plan, request->scores) : NULL;
}

const NqpStatistic nqp_statistic_plan = {
  .name = "plan",
  .summary = N_ ("the least change that brings a region to a rank"),
  .columns = "indicator,current,target,change_in_pace_years",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR | NQP_STAT_REGIONS | NQP_STAT_TARGET_RANK,
  .needs = NQP_STAT_REGIONS | NQP_STAT_TARGET_RANK,
  .one_region = TRUE,
  .run = run,
};
