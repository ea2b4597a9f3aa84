/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-session-private.h"

/* What would become of the ranks under other choices: computed on a thread, kept with the project, known when stale. */

#define RESULT_NAME "robustness"
#define SPEC_KEY "robustness.asked"
#define SOBOL_ROWS 1024 /* of the design of causes: a power of 2 */
#define SHARE_DRAWS 0.5 /* of the progress, then causes, then alternatives */
#define SHARE_CAUSES 0.4
#define DRAWING N_ ("Drawing rankings")

/* ---- what is there ------------------------------------------------------------------------------------------- */

/* Says whether the result is still that of the scores; asked for whenever a view is filled, answered once for all. */
void
nqp_session_check_robustness (NqpSession *self)
{
  const gboolean before = self->robustness_stale;

  if (self->robustness.uncertainty == NULL || self->scores == NULL || self->robustness_seen == self->scores)
    return;
  g_clear_pointer (&self->robustness_seen, nqp_scores_unref);
  if (self->dragging)
    self->robustness_stale = TRUE; /* while a weight moves, every frame has scores of its own */
  else if (!nqp_uncertainty_fits (self->robustness.uncertainty, self->scores))
    {
      /* Other regions, or years: there is nothing that it could be shown with. */
      nqp_robustness_clear (&self->robustness);
      self->robustness_stale = FALSE;
      nqp_session_touch (self, NQP_CHANGE_ROBUSTNESS);
    }
  else
    {
      self->robustness_stale = nqp_uncertainty_is_stale (self->robustness.uncertainty, self->scores);
      self->robustness_seen = nqp_scores_ref (self->scores);
    }
  if (self->robustness_stale != before)
    nqp_session_touch (self, NQP_CHANGE_ROBUSTNESS);
}

static void
take_result (NqpSession *self, NqpRobustness *result)
{
  nqp_robustness_clear (&self->robustness);
  self->robustness = *result;
  *result = (NqpRobustness){ NULL, NULL, NULL };
  g_clear_pointer (&self->robustness_seen, nqp_scores_unref);
  nqp_session_check_robustness (self);
  nqp_session_touch (self, NQP_CHANGE_ROBUSTNESS);
}

void
nqp_session_load_robustness (NqpSession *self)
{
  g_autoptr (GBytes) body = nqp_project_read_result (self->project, RESULT_NAME, NULL, NULL, NULL);
  g_auto (NqpRobustness) result = { NULL, NULL, NULL };

  /* What cannot be used is as good as not computed: it can be computed again. */
  if (body != NULL && nqp_robustness_from_bytes (&result, body, self->scores, NULL))
    take_result (self, &result);
}

void
nqp_session_forget_robustness (NqpSession *self)
{
  nqp_session_cancel_robustness (self);
  nqp_robustness_clear (&self->robustness);
  g_clear_pointer (&self->robustness_seen, nqp_scores_unref);
  self->robustness_stale = FALSE;
  self->robustness_spec.draws = 0;
}

const NqpUncertainty *
nqp_session_get_uncertainty (NqpSession *self)
{
  nqp_session_ensure_scores (self);
  nqp_session_check_robustness (self);
  return self->robustness.uncertainty;
}

gboolean
nqp_session_get_robustness_stale (NqpSession *self)
{
  return nqp_session_get_uncertainty (self) != NULL && self->robustness_stale;
}

/* ---- what is asked ------------------------------------------------------------------------------------------- */

static void
ensure_spec (NqpSession *self)
{
  g_autofree char *kept = NULL;

  if (self->robustness_spec.draws > 0)
    return;
  nqp_uncertainty_spec_init (&self->robustness_spec, self->scores);
  kept = nqp_session_get_state (self, SPEC_KEY);
  if (kept != NULL) /* of no use: the defaults stand */
    nqp_uncertainty_spec_parse (&self->robustness_spec, kept, self->scores, NULL);
  self->robustness_spec.top = CLAMP (self->robustness_spec.top, 1, MAX (self->scores->n_regions, 1));
}

void
nqp_session_get_robustness_spec (NqpSession *self, NqpUncertaintySpec *spec)
{
  g_return_if_fail (self->panel != NULL);

  nqp_session_ensure_scores (self);
  ensure_spec (self);
  *spec = self->robustness_spec;
  spec->measure = self->measure;
  spec->year = self->year;
}

void
nqp_session_set_robustness_spec (NqpSession *self, const NqpUncertaintySpec *spec)
{
  g_autofree char *line = NULL;

  g_return_if_fail (self->panel != NULL);

  self->robustness_spec = *spec;
  self->robustness_spec.measure = self->measure;
  self->robustness_spec.year = self->year;
  line = nqp_uncertainty_spec_to_string (&self->robustness_spec, self->scores);
  nqp_session_set_state (self, SPEC_KEY, line);
  nqp_session_touch (self, NQP_CHANGE_ROBUSTNESS);
}

/**
 * nqp_session_describe_robustness:
 *
 * Returns: (transfer full) (nullable): why the result is not of what is shown elsewhere in the window, in words; %NULL if it is, or if
 *   there is none
 */
char *
nqp_session_describe_robustness (NqpSession *self)
{
  const NqpUncertainty *result = nqp_session_get_uncertainty (self);
  NqpUncertaintySpec asked;

  if (result == NULL)
    return NULL;
  if (self->robustness_stale)
    return g_strdup (_ ("Computed for other weights: run again"));
  nqp_session_get_robustness_spec (self, &asked);
  if (asked.measure != result->spec.measure || asked.year != result->spec.year)
    return g_strdup_printf (_ ("Computed for %s, %d: run again"),
                            nqp_text_get (&self->tree->nodes[result->spec.measure].name, self->lang),
                            self->panel->years[result->spec.year]);
  if (asked.draws != result->spec.draws || asked.seed != result->spec.seed || asked.vary != result->spec.vary
      || asked.dirichlet != result->spec.dirichlet || asked.spread != result->spec.spread
      || asked.top != result->spec.top)
    return g_strdup (_ ("Computed with other settings: run again"));
  return NULL;
}

/* ---- a run --------------------------------------------------------------------------------------------------- */

typedef struct
{
  NqpScores *scores;
  NqpUncertaintySpec spec;
  int focus; /* with too many regions to look at each: the one whose rank is explained */
  NqpRobustness result;
  GBytes *body;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  nqp_scores_unref (run->scores);
  nqp_robustness_clear (&run->result);
  g_clear_pointer (&run->body, g_bytes_unref);
  g_free (run);
}

static gboolean
compute (gpointer data, const NqpWork *work, GError **error)
{
  Run *run = data;
  NqpUncertaintySpec causes = run->spec;

  nqp_long_run_begin_step (work, DRAWING, 0, SHARE_DRAWS);
  run->result.uncertainty = nqp_uncertainty_new (run->scores, &run->spec, work, error);
  if (run->result.uncertainty == NULL)
    return FALSE;
  nqp_long_run_begin_step (work, N_ ("Looking for causes"), SHARE_DRAWS, SHARE_CAUSES);
  causes.draws = SOBOL_ROWS;
  run->result.sensitivity
      = nqp_sensitivity_new (run->scores, &causes, &run->focus, run->focus >= 0, work, error);
  if (run->result.sensitivity == NULL)
    return FALSE;
  nqp_long_run_begin_step (work, N_ ("Trying other methods"), SHARE_DRAWS + SHARE_CAUSES,
                           1 - SHARE_DRAWS - SHARE_CAUSES);
  run->result.alternatives
      = nqp_alternatives_new (run->scores, run->spec.measure, run->spec.year, work, error);
  if (run->result.alternatives == NULL)
    return FALSE;
  run->body = nqp_robustness_to_bytes (&run->result, run->scores);
  return TRUE;
}

static void
keep (NqpSession *self, const Run *run)
{
  g_autoptr (GError) error = NULL;

  if (nqp_project_is_read_only (self->project))
    return; /* it is shown while the project is open */
  if (!nqp_project_keep_result (self->project, RESULT_NAME, run->result.uncertainty->line,
                                run->result.uncertainty->fingerprint, run->body, &error))
    nqp_session_message (self, error->message, NULL, NULL);
}

static void
run_done (gpointer owner, gpointer data, const GError *error)
{
  NqpSession *self = owner;
  Run *run = data;

  if (error != NULL)
    {
      nqp_session_message (self, error->message, NULL, NULL);
      return;
    }
  keep (self, run);
  take_result (self, &run->result);
}

static void
run_moved (gpointer owner)
{
  nqp_session_touch (owner, NQP_CHANGE_PROGRESS);
}

void
nqp_session_run_robustness (NqpSession *self)
{
  g_autoptr (GError) error = NULL;
  Run *run;

  g_return_if_fail (self->panel != NULL);

  nqp_session_cancel_robustness (self);
  nqp_session_ensure_scores (self);
  run = g_new0 (Run, 1);
  nqp_session_get_robustness_spec (self, &run->spec);
  run->scores = nqp_scores_ref (self->scores);
  run->focus = self->scores->n_regions > 300 ? self->focus : -1;
  if (!nqp_uncertainty_spec_check (&run->spec, run->scores, &error))
    {
      nqp_session_message (self, error->message, NULL, NULL);
      run_free (run);
      return;
    }
  if (self->robustness_run == NULL)
    self->robustness_run = nqp_long_run_new (self, run_moved);
  nqp_long_run_start (self->robustness_run, compute, run_done, run, run_free, DRAWING);
}

void
nqp_session_cancel_robustness (NqpSession *self)
{
  if (self->robustness_run != NULL)
    nqp_long_run_cancel (self->robustness_run);
}

gboolean
nqp_session_get_robustness_run (NqpSession *self, double *fraction, const char **step)
{
  return self->robustness_run != NULL && nqp_long_run_get (self->robustness_run, fraction, step);
}
