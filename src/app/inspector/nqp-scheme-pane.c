/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scheme-pane.h"

#include <glib/gi18n.h>

#include "nqp-ahp-dialog.h"
#include "nqp-choice-row.h"
#include "nqp-pca-dialog.h"
#include "nqp-refusal.h"

/* Schemes that can be combined: those before the combination. */
#define N_MEMBERS NQP_SCHEME_COMBINE

static const NqpChoice ways[] = {
  { "*", N_ ("Product"), N_ ("What both schemes give much weight counts most"), "w = √(a b) / Σ √(a b)" },
  { "+", N_ ("Mean"), N_ ("The middle between the weights of the two schemes"), "w = (a + b) / 2" },
};

struct _NqpSchemePane
{
  AdwBin parent_instance;

  NqpSession *session;

  GtkWidget *list, *tools_row, *judgements, *components;
  NqpChoiceRow *scheme, *member_a, *member_b, *way;
  NqpRefusal *refusal;
};

G_DEFINE_FINAL_TYPE (NqpSchemePane, nqp_scheme_pane, ADW_TYPE_BIN)

static gboolean
uses (const NqpMethod *method, NqpScheme scheme)
{
  return method->scheme == scheme
         || (method->scheme == NQP_SCHEME_COMBINE
             && (method->combine_a == scheme || method->combine_b == scheme));
}

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
  NqpMethod method = *nqp_session_get_method (self->session);

  if (row == self->member_a)
    method.combine_a = (NqpScheme)position;
  else if (row == self->member_b)
    method.combine_b = (NqpScheme)position;
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

void
nqp_scheme_pane_update (NqpSchemePane *self, NqpSession *session)
{
  const NqpMethod *method = nqp_session_get_method (session);
  gboolean combined = method->scheme == NQP_SCHEME_COMBINE;
  g_autofree char *label = method->scheme == NQP_SCHEME_CUSTOM ? nqp_method_scheme_label (method) : NULL;

  g_set_object (&self->session, session);
  nqp_refusal_update (self->refusal, method);
  nqp_choice_row_show (self->scheme, (int)method->scheme, label);
  if (method->combine_a < N_MEMBERS)
    nqp_choice_row_show (self->member_a, (int)method->combine_a, NULL);
  if (method->combine_b < N_MEMBERS)
    nqp_choice_row_show (self->member_b, (int)method->combine_b, NULL);
  nqp_choice_row_show (self->way, method->combine_additive ? 1 : 0, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->member_a), combined);
  gtk_widget_set_visible (GTK_WIDGET (self->member_b), combined);
  gtk_widget_set_visible (GTK_WIDGET (self->way), combined);
  gtk_widget_set_visible (self->judgements, uses (method, NQP_SCHEME_AHP));
  gtk_widget_set_visible (self->components, uses (method, NQP_SCHEME_PCA));
  gtk_widget_set_visible (self->tools_row, uses (method, NQP_SCHEME_AHP) || uses (method, NQP_SCHEME_PCA));
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
  nqp_choice_row_set_choices (self->scheme, nqp_scheme_choices, NQP_N_SCHEMES);
  nqp_choice_row_set_choices (self->member_a, nqp_scheme_choices, N_MEMBERS);
  nqp_choice_row_set_choices (self->member_b, nqp_scheme_choices, N_MEMBERS);
  nqp_choice_row_set_choices (self->way, ways, G_N_ELEMENTS (ways));
}
