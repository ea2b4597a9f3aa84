/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scheme-compare.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "nqp-file-dialog.h"
#include "nqp-scheme-cases.h"
#include "nqp-table-view.h"

#define NQP_TYPE_SCHEME_COMPARE (nqp_scheme_compare_get_type ())
G_DECLARE_FINAL_TYPE (NqpSchemeCompare, nqp_scheme_compare, NQP, SCHEME_COMPARE, AdwWindow)

struct _NqpSchemeCompare
{
  AdwWindow parent_instance;

  NqpSession *session;
  gboolean built_in[NQP_N_SCHEMES];
  GPtrArray *cases; /* (element-type NqpSchemeCase) */

  GtkWidget *checks, *stack, *caption;
  NqpTableView *ranks, *weights;
};

G_DEFINE_FINAL_TYPE (NqpSchemeCompare, nqp_scheme_compare, ADW_TYPE_WINDOW)

static void
fill (NqpSchemeCompare *self)
{
  const NqpLang lang = nqp_session_get_lang (self->session);
  g_autoptr (NqpTable) ranks = NULL, weights = NULL;

  g_clear_pointer (&self->cases, g_ptr_array_unref);
  self->cases = nqp_scheme_cases_new (self->session, self->built_in);
  ranks = nqp_scheme_cases_ranks (self->cases, lang, NQP_TABLE_FILE | NQP_TABLE_PAGE);
  weights = nqp_scheme_cases_weights (self->cases, lang, NQP_TABLE_FILE | NQP_TABLE_PAGE);
  nqp_table_view_show (self->ranks, ranks);
  nqp_table_view_show (self->weights, weights);
}

/* ---- built-in schemes, export ---------------------------------------------------------------------------------- */

static void
on_check (NqpSchemeCompare *self, GParamSpec *pspec, GtkCheckButton *check)
{
  int scheme = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "scheme"));

  self->built_in[scheme] = gtk_check_button_get_active (check);
  fill (self);
}

static void
add_checks (NqpSchemeCompare *self)
{
  NqpScheme now = nqp_session_get_method (self->session)->scheme;

  for (int s = 0; s < NQP_N_SCHEMES; s++)
    {
      GtkWidget *check;

      if (s == (int)now || s == NQP_SCHEME_CUSTOM)
        continue;
      check = gtk_check_button_new_with_label (_ (nqp_choice (NQP_STAGE_WEIGH, s)->name));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), self->built_in[s]);
      g_object_set_data (G_OBJECT (check), "scheme", GINT_TO_POINTER (s));
      g_signal_connect_swapped (check, "notify::active", G_CALLBACK (on_check), self);
      gtk_flow_box_append (GTK_FLOW_BOX (self->checks), check);
      gtk_widget_set_focusable (gtk_widget_get_parent (check), FALSE);
    }
}

static void
on_export_path (const char *path, gpointer owner)
{
  NqpSchemeCompare *self = owner;
  gboolean weights = g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "weights") == 0;
  const NqpLang lang = nqp_session_get_lang (self->session);
  g_autoptr (NqpTable) table = weights ? nqp_scheme_cases_weights (self->cases, lang, NQP_TABLE_FILE)
                                       : nqp_scheme_cases_ranks (self->cases, lang, NQP_TABLE_FILE);
  g_autoptr (GString) text = g_string_new (NULL);

  nqp_table_print_csv (table, text);
  nqp_file_dialog_save (GTK_WIDGET (self), self->session, path, text->str);
}

static void
act_export (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpSchemeCompare *self = NQP_SCHEME_COMPARE (widget);
  gboolean weights = g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "weights") == 0;

  nqp_file_dialog_run (GTK_WINDOW (self), NQP_FILE_SAVE, _ ("Export the Comparison"), _ ("CSV files"),
                       "*.csv", weights ? "weights-compared.csv" : "ranks-compared.csv", on_export_path,
                       G_OBJECT (self));
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
nqp_scheme_compare_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_SCHEME_COMPARE);
  G_OBJECT_CLASS (nqp_scheme_compare_parent_class)->dispose (object);
}

static void
nqp_scheme_compare_finalize (GObject *object)
{
  NqpSchemeCompare *self = NQP_SCHEME_COMPARE (object);

  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nqp_scheme_compare_parent_class)->finalize (object);
}

static void
nqp_scheme_compare_class_init (NqpSchemeCompareClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_scheme_compare_dispose;
  G_OBJECT_CLASS (klass)->finalize = nqp_scheme_compare_finalize;
  g_type_ensure (NQP_TYPE_TABLE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nqp_explorer/NqpExplorer/ui/nqp-scheme-compare.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeCompare, checks);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeCompare, stack);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeCompare, ranks);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeCompare, weights);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeCompare, caption);
  gtk_widget_class_install_action (widget_class, "compare.export", NULL, act_export);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nqp_scheme_compare_init (NqpSchemeCompare *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_caption (NqpSchemeCompare *self)
{
  NqpSession *session = self->session;
  const NqpTree *tree = nqp_session_get_tree (session);
  const NqpLang lang = nqp_session_get_lang (session);
  const int asked = nqp_session_get_measure (session), measure = nqp_scheme_cases_measure (session);
  g_autofree char *caption = g_strdup_printf (
      /* Translators: measure, year */
      _ ("Ranks: %s, %d. ▲▼ places gained or lost against the weights in force; ρ Spearman's and τ Kendall's "
         "correlation of the ranks with those in force."),
      nqp_text_get (&tree->nodes[measure].name, lang),
      nqp_session_get_panel (session)->years[nqp_session_get_year (session)]);

  if (measure != asked)
    {
      /* Translators: an indicator */
      g_autofree char *why
          = g_strdup_printf (_ ("Weights do not change the ranks of “%s”: those of the index are compared."),
                             nqp_text_get (&tree->nodes[asked].name, lang));
      g_autofree char *both = g_strdup_printf ("%s\n%s", why, caption);

      gtk_label_set_text (GTK_LABEL (self->caption), both);
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->caption), caption);
}

void
nqp_scheme_compare_run (GtkWindow *parent, NqpSession *session)
{
  NqpSchemeCompare *self;

  if (!nqp_session_has_project (session))
    return;
  self = g_object_new (NQP_TYPE_SCHEME_COMPARE, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  /* alone, the weights in force have nothing to be compared with */
  if (nqp_session_get_schemes (session)->len == 0)
    self->built_in[nqp_session_get_method (session)->scheme == NQP_SCHEME_EQUAL ? NQP_SCHEME_ENTROPY
                                                                                : NQP_SCHEME_EQUAL]
        = TRUE;
  set_caption (self);
  nqp_table_view_set_session (self->ranks, session);
  nqp_table_view_set_session (self->weights, session);
  add_checks (self);
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
}
