/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-robustness-bar.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-class-parts.h"
#include "nqp-control.h"
#include "nqp-drop-down.h"

static const int draws_choices[] = { 1000, 10000, 100000 };

struct _NqpRobustnessBar
{
  AdwBin parent_instance;

  NqpSession *session;

  GtkMenuButton *menu;
  GtkCheckButton *vary[NQP_N_FACTORS];
  GtkCheckButton *near, *any;
  GtkSpinButton *spread, *top, *seed;
  GtkDropDown *draws;
  GtkButton *run;
  GtkWidget *note;
  GtkProgressBar *progress;
  GtkLabel *note_text;
};

G_DEFINE_FINAL_TYPE (NqpRobustnessBar, nqp_robustness_bar, ADW_TYPE_BIN)

static void
on_edited (NqpRobustnessBar *self)
{
  NqpUncertaintySpec spec;
  guint vary = 0;

  if (self->session == NULL || !nqp_session_has_project (self->session))
    return;
  nqp_session_get_robustness_spec (self->session, &spec);
  for (int f = 0; f < NQP_N_FACTORS; f++)
    vary |= gtk_check_button_get_active (self->vary[f]) ? NQP_VARY (f) : 0;
  spec.vary = vary;
  spec.dirichlet = gtk_check_button_get_active (self->any);
  spec.spread = gtk_spin_button_get_value_as_int (self->spread) / 100.0;
  spec.top = gtk_spin_button_get_value_as_int (self->top);
  spec.seed = (guint64)gtk_spin_button_get_value_as_int (self->seed);
  spec.draws
      = draws_choices[MIN (gtk_drop_down_get_selected (self->draws), G_N_ELEMENTS (draws_choices) - 1)];
  if (vary == 0) /* a draw of nothing says nothing: the last one stays */
    {
      nqp_session_message (self->session, _ ("Something has to vary"), NULL, NULL);
      nqp_robustness_bar_update (self, self->session);
      return;
    }
  nqp_session_set_robustness_spec (self->session, &spec);
}

static void
on_run (NqpRobustnessBar *self)
{
  const char *step;
  double fraction;

  if (nqp_session_get_robustness_run (self->session, &fraction, &step))
    nqp_session_cancel_robustness (self->session);
  else
    nqp_session_run_robustness (self->session);
}

static void
show_spec (NqpRobustnessBar *self, const NqpUncertaintySpec *spec, int n_regions)
{
  guint nearest = 0;

  for (int f = 0; f < NQP_N_FACTORS; f++)
    nqp_control_show_active (self->vary[f], (spec->vary & NQP_VARY (f)) != 0, self);
  nqp_control_show_active (self->any, spec->dirichlet, self);
  nqp_control_show_active (self->near, !spec->dirichlet, self);
  nqp_control_show_number (self->spread, round (100 * spec->spread), self);
  nqp_control_show_number_of (self->top, spec->top, MAX (n_regions, 1), self);
  nqp_control_show_number (self->seed, (double)spec->seed, self);
  for (guint i = 1; i < G_N_ELEMENTS (draws_choices); i++)
    if (abs (draws_choices[i] - spec->draws) < abs (draws_choices[nearest] - spec->draws))
      nearest = i;
  nqp_control_show_selected (self->draws, nearest, self);
}

/* One button, so that the keyboard's focus stays where it is. */
static void
show_button (NqpRobustnessBar *self, gboolean running)
{
  const char *label = running ? _ ("Cancel") : _ ("Run");

  if (g_strcmp0 (gtk_button_get_label (self->run), label) != 0)
    gtk_button_set_label (self->run, label);
  nqp_widget_set_class (GTK_WIDGET (self->run), "suggested-action", !running);
}

void
nqp_robustness_bar_update (NqpRobustnessBar *self, NqpSession *session)
{
  g_autofree char *note = nqp_session_describe_robustness (session);
  const char *step = NULL;
  double fraction = 0;
  const gboolean running = nqp_session_get_robustness_run (session, &fraction, &step);
  NqpUncertaintySpec spec;

  g_set_object (&self->session, session);
  nqp_session_get_robustness_spec (session, &spec);
  show_spec (self, &spec, nqp_session_get_scores (session)->n_regions);
  show_button (self, running);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_widget_set_visible (self->note, !running && note != NULL);
  if (running)
    {
      gtk_progress_bar_set_fraction (self->progress, fraction);
      gtk_progress_bar_set_text (self->progress, step);
    }
  if (note != NULL)
    {
      gtk_label_set_text (self->note_text, note);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->note_text), note);
    }
}

static void
nqp_robustness_bar_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* the bin would look for it after the template's end */
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_ROBUSTNESS_BAR);
  g_clear_object (&NQP_ROBUSTNESS_BAR (object)->session);
  G_OBJECT_CLASS (nqp_robustness_bar_parent_class)->dispose (object);
}

static void
nqp_robustness_bar_class_init (NqpRobustnessBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_robustness_bar_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nqp_explorer/NqpExplorer/ui/nqp-robustness-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessBar, menu);
  for (int f = 0; f < NQP_N_FACTORS; f++)
    {
      g_autofree char *name = g_strconcat ("vary_", nqp_factors[f].id, NULL);

      gtk_widget_class_bind_template_child_full (widget_class, name, FALSE,
                                                 G_STRUCT_OFFSET (NqpRobustnessBar, vary)
                                                     + f * (gssize)sizeof (GtkCheckButton *));
    }
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessBar, near);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessBar, any);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessBar, spread);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessBar, top);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessBar, seed);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessBar, draws);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessBar, run);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessBar, progress);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessBar, note);
  gtk_widget_class_bind_template_child (widget_class, NqpRobustnessBar, note_text);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_run);
}

static void
nqp_robustness_bar_init (NqpRobustnessBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nqp_drop_down_tell (self->draws, NULL);
}
