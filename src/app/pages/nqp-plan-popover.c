/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-plan-popover.h"

#include <glib/gi18n.h>

#include "nqp-control.h"
#include "nqp-label-parts.h"
#include "nqp-long-run.h"
#include "nqp-number.h"
#include "nqp-plan.h"
#include "nqp-run-bar.h"
#include "nqp-scenario-parts.h"

struct _NqpPlanPopover
{
  GtkPopover parent_instance;

  NqpSession *session;
  NqpPlan *plan; /* NULL if there is none */
  NqpLongRun *run;

  GtkSpinButton *rank;
  GtkLabel *of, *outcome, *problem, *total;
  GtkGrid *steps;
  GtkWidget *found, *try_it;
  NqpRunBar *run_bar;
};

G_DEFINE_FINAL_TYPE (NqpPlanPopover, nqp_plan_popover, GTK_TYPE_POPOVER)

static void
add_cell (NqpPlanPopover *self, int column, int row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  if (column == 0)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_lines (GTK_LABEL (label), 2);
      gtk_label_set_width_chars (GTK_LABEL (label), 14);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
      nqp_label_tell_when_cut (label);
      gtk_widget_set_hexpand (label, TRUE);
    }
  else
    gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (self->steps, label, column, row, 1, 1);
}

static void
show_steps (NqpPlanPopover *self, const NqpScores *scores)
{
  NqpLang lang = nqp_session_get_lang (self->session);
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))) != NULL)
    gtk_grid_remove (self->steps, child);
  for (int k = 0; k < self->plan->n_steps; k++)
    {
      const NqpPlanStep *step = &self->plan->steps[k];
      const NqpNode *node = &scores->tree->nodes[step->leaf];
      const char *unit = nqp_text_get (&scores->panel->indicators[node->indicator].unit, lang);
      char current[NQP_NUMBER_SIZE], target[NQP_NUMBER_SIZE], years[NQP_NUMBER_SIZE];
      g_autofree char *change = NULL;
      g_autofree char *time = NULL;

      if (step->target == step->current)
        continue;
      nqp_number_to_screen_auto (step->current, current);
      nqp_number_to_screen_auto (step->target, target);
      nqp_number_to_screen (step->years, 1, years);
      change = g_strdup_printf ("%s → %s\n%s", current, target, unit != NULL ? unit : "");
      /* Translators: a number of years at past pace */
      time = g_strdup_printf (_ ("%s years"), years);
      add_cell (self, 0, row, nqp_text_get (&node->name, lang));
      add_cell (self, 1, row, g_strchomp (change));
      add_cell (self, 2, row, time);
      row++;
    }
}

static void
show_plan (NqpPlanPopover *self, const NqpScores *scores, const NqpScores *after)
{
  g_autofree char *outcome = NULL;
  g_autofree char *total = NULL;
  char years[NQP_NUMBER_SIZE];
  int places;

  show_steps (self, scores);
  outcome = nqp_scenario_outcome (scores, after != NULL ? after : scores, self->plan->year,
                                  self->plan->region, &places);
  gtk_label_set_text (self->outcome, outcome);
  if (self->plan->years > 0)
    total = g_strdup_printf (_ ("In all %s years at past pace, one indicator after the other"),
                             nqp_number_to_screen (self->plan->years, 1, years));
  else
    total = g_strdup (_ ("The region has this rank already: nothing has to change"));
  gtk_label_set_text (self->total, total);
}

/* What is asked and what was found: solved beside the window, since thousands of regions have thousands of paces. */
typedef struct
{
  NqpScores *scores;
  int year, region, rank;
  NqpPlan *plan;
  NqpScores *after; /* the scores once the plan is carried out; NULL: as they are */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  nqp_scores_unref (question->scores);
  g_clear_pointer (&question->plan, nqp_plan_free);
  g_clear_pointer (&question->after, nqp_scores_unref);
  g_free (question);
}

static gboolean
find_plan (gpointer data, const NqpWork *work, GError **error)
{
  Question *question = data;

  question->plan
      = nqp_plan_new (question->scores, 0, question->year, question->region, question->rank, error);
  if (question->plan != NULL)
    question->after = nqp_plan_apply (question->plan, question->scores, NULL);
  return question->plan != NULL;
}

static void
plan_found (gpointer owner, gpointer data, const GError *error)
{
  NqpPlanPopover *self = owner;
  Question *question = data;

  g_clear_pointer (&self->plan, nqp_plan_free);
  self->plan = g_steal_pointer (&question->plan);
  gtk_widget_set_visible (self->found, self->plan != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), self->plan == NULL);
  gtk_label_set_text (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_sensitive (self->try_it, self->plan != NULL && self->plan->years > 0);
  if (self->plan != NULL)
    show_plan (self, question->scores, question->after);
}

/* Until the answer is there the last one stays in sight, but cannot be tried. */
static void
solve (NqpPlanPopover *self)
{
  Question *question = g_new0 (Question, 1);

  question->scores = nqp_scores_ref (nqp_session_get_scores (self->session));
  question->year = nqp_session_get_year (self->session);
  question->region = nqp_session_get_focus (self->session);
  question->rank = gtk_spin_button_get_value_as_int (self->rank);
  gtk_widget_set_sensitive (self->try_it, FALSE);
  nqp_long_run_start (self->run, find_plan, plan_found, question, question_free, N_ ("Looking for a plan"));
}

static void
run_moved (gpointer owner)
{
  NqpPlanPopover *self = owner;
  const char *step = NULL;
  double fraction = 0;
  const gboolean running = nqp_long_run_get (self->run, &fraction, &step);

  nqp_run_bar_show (self->run_bar, running, fraction, step);
}

/* What was found before is not what is asked for now. */
static void
on_cancel (NqpPlanPopover *self)
{
  nqp_long_run_cancel (self->run);
  g_clear_pointer (&self->plan, nqp_plan_free);
  gtk_widget_set_visible (self->found, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_label_set_text (self->problem, _ ("The search was cancelled. Change the rank to search again."));
}

static void
on_rank_changed (NqpPlanPopover *self)
{
  if (self->session != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    solve (self);
}

static void
on_try (NqpPlanPopover *self)
{
  g_autoptr (NqpPlan) plan = g_steal_pointer (&self->plan);

  if (plan == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  nqp_session_try_plan (self->session, plan);
}

/* The next place up is what one asks for first. */
static void
choose_rank (NqpPlanPopover *self)
{
  NqpScores *scores = nqp_session_get_scores (self->session);
  int n = nqp_scores_n_ranked (scores, 0, nqp_session_get_year (self->session));
  g_autofree char *of = g_strdup_printf (_ ("of %d"), n);

  nqp_control_show_number_of (self->rank, nqp_session_suggest_rank (self->session), MAX (n, 1), self);
  gtk_label_set_text (self->of, of);
}

static void
nqp_plan_popover_map (GtkWidget *widget)
{
  NqpPlanPopover *self = NQP_PLAN_POPOVER (widget);

  if (self->session != NULL && nqp_session_get_focus (self->session) >= 0)
    {
      choose_rank (self);
      solve (self);
    }
  GTK_WIDGET_CLASS (nqp_plan_popover_parent_class)->map (widget);
}

static void
nqp_plan_popover_unmap (GtkWidget *widget)
{
  if (NQP_PLAN_POPOVER (widget)->run != NULL)
    nqp_long_run_cancel (NQP_PLAN_POPOVER (widget)->run);
  GTK_WIDGET_CLASS (nqp_plan_popover_parent_class)->unmap (widget);
}

void
nqp_plan_popover_update (NqpPlanPopover *self, NqpSession *session)
{
  g_return_if_fail (NQP_IS_PLAN_POPOVER (self));

  g_set_object (&self->session, session);
  g_clear_pointer (&self->plan, nqp_plan_free);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && nqp_session_get_focus (session) >= 0)
    {
      choose_rank (self);
      solve (self);
    }
}

static void
nqp_plan_popover_dispose (GObject *object)
{
  NqpPlanPopover *self = NQP_PLAN_POPOVER (object);

  g_clear_pointer (&self->run, nqp_long_run_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_PLAN_POPOVER);
  g_clear_pointer (&self->plan, nqp_plan_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nqp_plan_popover_parent_class)->dispose (object);
}

static void
nqp_plan_popover_class_init (NqpPlanPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_plan_popover_dispose;
  g_type_ensure (NQP_TYPE_RUN_BAR);
  widget_class->map = nqp_plan_popover_map;
  widget_class->unmap = nqp_plan_popover_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-plan-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpPlanPopover, rank);
  gtk_widget_class_bind_template_child (widget_class, NqpPlanPopover, of);
  gtk_widget_class_bind_template_child (widget_class, NqpPlanPopover, outcome);
  gtk_widget_class_bind_template_child (widget_class, NqpPlanPopover, problem);
  gtk_widget_class_bind_template_child (widget_class, NqpPlanPopover, total);
  gtk_widget_class_bind_template_child (widget_class, NqpPlanPopover, steps);
  gtk_widget_class_bind_template_child (widget_class, NqpPlanPopover, found);
  gtk_widget_class_bind_template_child (widget_class, NqpPlanPopover, try_it);
  gtk_widget_class_bind_template_child (widget_class, NqpPlanPopover, run_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_rank_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_try);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
}

static void
nqp_plan_popover_init (NqpPlanPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->run = nqp_long_run_new (self, run_moved);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rank), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Rank to reach"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->steps), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Steps of the plan"), -1);
}
