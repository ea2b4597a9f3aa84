/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scheme-pane.h"

#include <glib/gi18n.h>

#include "nqp-ahp-dialog.h"
#include "nqp-choice-row.h"
#include "nqp-pca-dialog.h"
#include "nqp-refusal.h"

static const NqpChoice product = {
  .id = "*",
  .name = N_ ("Product"),
  .summary = N_ ("What both schemes give much weight counts most"),
  .formula = "w = √(a b) / Σ √(a b)",
};

static const NqpChoice mean = {
  .id = "+",
  .name = N_ ("Mean"),
  .summary = N_ ("The middle between the weights of the two schemes"),
  .formula = "w = (a + b) / 2",
};

static const NqpChoice *const ways[] = { &product, &mean };

struct _NqpSchemePane
{
  AdwBin parent_instance;

  NqpSession *session;

  GtkWidget *list, *tools_row, *judgements, *components;
  NqpChoiceRow *scheme, *member_a, *member_b, *way;
  NqpRefusal *refusal;

  const NqpChoice *members[NQP_N_SCHEMES]; /* those that can be combined */
  NqpScheme member_schemes[NQP_N_SCHEMES];
  int n_members;
};

G_DEFINE_FINAL_TYPE (NqpSchemePane, nqp_scheme_pane, ADW_TYPE_BIN)

/* ---- changing it ----------------------------------------------------------------------------------------------- */

static gboolean
on_refused (gpointer user_data)
{
  NqpSchemePane *self = user_data;

  if (self->session != NULL && nqp_session_has_project (self->session))
    nqp_scheme_pane_update (self, self->session);
  return G_SOURCE_REMOVE;
}

static void
apply (NqpSchemePane *self, const NqpMethod *method, gpointer row)
{
  nqp_refusal_apply (self->refusal, self->session, method, GTK_LIST_BOX (self->list), row);
  /* A refused choice goes back; not from within the drop-down's own signal. */
  g_idle_add_full (G_PRIORITY_DEFAULT, on_refused, g_object_ref (self), g_object_unref);
}

static void
on_chosen (NqpSchemePane *self, int position, NqpChoiceRow *row)
{
  NqpMethod method = *nqp_session_get_wanted_method (self->session);

  if (row == self->member_a)
    method.combine_a = self->member_schemes[position];
  else if (row == self->member_b)
    method.combine_b = self->member_schemes[position];
  else if (row == self->way)
    method.combine_additive = position == 1;
  else
    {
      if (position == (int)NQP_SCHEME_CUSTOM)
        method.custom_from = method.scheme;
      method.scheme = (NqpScheme)position;
    }
  apply (self, &method, row);
}

static GtkWindow *
get_window (NqpSchemePane *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
on_judgements (NqpSchemePane *self)
{
  nqp_ahp_dialog_run (get_window (self), self->session);
}

static void
on_components (NqpSchemePane *self)
{
  nqp_pca_dialog_run (get_window (self), self->session);
}

/* ---- showing it ------------------------------------------------------------------------------------------------ */

static void
show_member (NqpSchemePane *self, NqpChoiceRow *row, NqpScheme scheme)
{
  for (int i = 0; i < self->n_members; i++)
    if (self->member_schemes[i] == scheme)
      nqp_choice_row_show (row, i, NULL);
}

void
nqp_scheme_pane_update (NqpSchemePane *self, NqpSession *session)
{
  const NqpMethod *method = nqp_session_get_wanted_method (session);
  const guint uses = nqp_method_uses (method);
  const gboolean combined = (uses & NQP_USES_MEMBERS) != 0, judged = (uses & NQP_USES_JUDGEMENTS) != 0;
  const gboolean by_components = (uses & NQP_USES_COMPONENTS) != 0;
  g_autofree char *label = method->scheme == NQP_SCHEME_CUSTOM ? nqp_method_scheme_label (method) : NULL;

  g_set_object (&self->session, session);
  nqp_refusal_update (self->refusal, method);
  nqp_choice_row_show (self->scheme, (int)method->scheme, label);
  show_member (self, self->member_a, method->combine_a);
  show_member (self, self->member_b, method->combine_b);
  nqp_choice_row_show (self->way, method->combine_additive ? 1 : 0, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->member_a), combined);
  gtk_widget_set_visible (GTK_WIDGET (self->member_b), combined);
  gtk_widget_set_visible (GTK_WIDGET (self->way), combined);
  gtk_widget_set_visible (self->judgements, judged);
  gtk_widget_set_visible (self->components, by_components);
  gtk_widget_set_visible (self->tools_row, judged || by_components);
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
nqp_scheme_pane_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* the bin would look for it after the template's end */
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_SCHEME_PANE);
  g_clear_object (&NQP_SCHEME_PANE (object)->session);
  G_OBJECT_CLASS (nqp_scheme_pane_parent_class)->dispose (object);
}

static void
nqp_scheme_pane_class_init (NqpSchemePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_scheme_pane_dispose;
  g_type_ensure (NQP_TYPE_CHOICE_ROW);
  g_type_ensure (NQP_TYPE_REFUSAL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-scheme-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpSchemePane, list);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemePane, tools_row);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemePane, judgements);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemePane, components);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemePane, scheme);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemePane, member_a);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemePane, member_b);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemePane, way);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemePane, refusal);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_judgements);
  gtk_widget_class_bind_template_callback (widget_class, on_components);
}

static void
nqp_scheme_pane_init (NqpSchemePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < NQP_N_SCHEMES; i++)
    if ((nqp_choice (NQP_STAGE_WEIGH, i)->traits & NQP_TRAIT_MEMBER) != 0)
      {
        self->members[self->n_members] = nqp_choice (NQP_STAGE_WEIGH, i);
        self->member_schemes[self->n_members++] = (NqpScheme)i;
      }
  nqp_choice_row_set_stage (self->scheme, NQP_STAGE_WEIGH);
  nqp_choice_row_set_choices (self->member_a, self->members, self->n_members);
  nqp_choice_row_set_choices (self->member_b, self->members, self->n_members);
  nqp_choice_row_set_choices (self->way, ways, G_N_ELEMENTS (ways));
}
