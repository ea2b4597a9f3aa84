/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-formula-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "nqp-dialog.h"
#include "nqp-document-formula.h"
#include "nqp-session-structure.h"

#define MAX_LISTED 400 /* series in the menu */

typedef struct
{
  NqpSession *session;
  char *code;                                      /* NULL: of a new indicator, what the entry says */
  GtkEditable *code_entry, *name, *unit, *formula; /* all but the last: NULL where there is one already */
  GtkLabel *said;
  GtkWidget *question;
} Formula;

static void
formula_free (gpointer data)
{
  Formula *self = data;

  g_free (self->code);
  g_object_unref (self->session);
  g_free (self);
}

static const char *
code_of (const Formula *self)
{
  return self->code != NULL ? self->code : gtk_editable_get_text (self->code_entry);
}

static char *
describe_trial (const Formula *self, const NqpFormulaTrial *trial)
{
  const char *unit = nqp_text_get (&trial->unit, nqp_session_get_lang (self->session));
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%d value", "%d values", (gulong)trial->n_values), trial->n_values);
  if (trial->n_missing > 0)
    g_string_append_printf (text, _ (", %d missing"), trial->n_missing);
  if (*unit != '\0')
    g_string_append_printf (text, _ (", in %s"), unit);
  if (trial->differs)
    g_string_append_printf (text, "\n%s", _ ("The indicator’s unit says something else."));
  return g_string_free (text, FALSE);
}

/* Nothing is made of series: the values are typed. */
static gboolean
try_plain (Formula *self, GError **error)
{
  return nqp_document_may_add_indicator (nqp_session_get_panel (self->session), code_of (self), error);
}

/* Whether it can be, and what would come of it, while it is typed. */
static void
try (Formula *self)
{
  const char *formula = gtk_editable_get_text (self->formula);
  g_auto (NqpFormulaTrial) trial = { 0 };
  g_autoptr (GError) error = NULL;
  const gboolean plain = self->code == NULL && *formula == '\0';
  const gboolean begun = (*formula != '\0' || plain) && *code_of (self) != '\0';
  const gboolean ok = begun
                      && (plain ? try_plain (self, &error)
                                : nqp_formula_try (nqp_session_get_panel (self->session), code_of (self),
                                                   formula, &trial, &error));
  g_autofree char *text = !ok ? NULL
                          : plain
                              ? g_strdup (_ ("Without a formula, its values are typed or pasted in Values."))
                              : describe_trial (self, &trial);

  gtk_label_set_label (self->said,
                       ok      ? text
                       : begun ? error->message
                               : _ ("Such as: 100 * A / (A + B), growth(A), share(A), per_head(A), ln(A)"));
  if (begun && !ok)
    gtk_widget_add_css_class (GTK_WIDGET (self->said), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->said), "error");
  nqp_dialog_set_ready (self->question, ok);
}

static void
on_done (gpointer data)
{
  Formula *self = data;
  const NqpText name = { self->name != NULL ? (char *)gtk_editable_get_text (self->name) : NULL, NULL };

  const NqpText unit = { self->unit != NULL ? (char *)gtk_editable_get_text (self->unit) : NULL, NULL };
  const gboolean named = name.en != NULL && *name.en != '\0';

  if (self->code == NULL && *gtk_editable_get_text (self->formula) == '\0')
    nqp_session_add_indicator (self->session, code_of (self), named ? &name : NULL,
                               *unit.en != '\0' ? &unit : NULL);
  else
    nqp_session_set_formula (self->session, code_of (self), named ? &name : NULL,
                             gtk_editable_get_text (self->formula));
}

static void
on_insert (GSimpleAction *action, GVariant *target, gpointer data)
{
  Formula *self = data;
  g_autofree char *quoted = nqp_expression_quote (g_variant_get_string (target, NULL));
  int at = gtk_editable_get_position (self->formula);

  gtk_editable_insert_text (self->formula, quoted, -1, &at);
  gtk_widget_grab_focus (GTK_WIDGET (self->formula));
  gtk_editable_set_position (self->formula, at);
}

static GtkWidget *
make_series_menu (Formula *self)
{
  const NqpPanel *panel = nqp_session_get_panel (self->session);
  const NqpLang lang = nqp_session_get_lang (self->session);
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) insert = g_simple_action_new ("insert", G_VARIANT_TYPE_STRING);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (int s = 0; s < MIN (panel->n_series, MAX_LISTED); s++)
    {
      const char *name = nqp_text_get (&panel->series[s].name, lang);
      g_autofree char *both = g_str_equal (name, panel->series[s].code)
                                  ? g_strdup (name)
                                  : g_strdup_printf ("%s  %s", panel->series[s].code, name);
      g_auto (GStrv) parts = g_strsplit (both, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts); /* no mnemonics */
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "formula.insert", "s", panel->series[s].code);
      g_menu_append_item (menu, item);
    }
  g_signal_connect (insert, "activate", G_CALLBACK (on_insert), self);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (insert));
  gtk_widget_insert_action_group (button, "formula", G_ACTION_GROUP (actions));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Insert a Series"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  return button;
}

static GtkLabel *
make_said (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 48);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_size_request (label, -1,
                               52); /* two or three lines: the dialog keeps its size while one types */
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  return GTK_LABEL (label);
}

void
nqp_formula_dialog_run (GtkWindow *parent, NqpSession *session, const char *code)
{
  const NqpPanel *panel = nqp_session_get_panel (session);
  const int at = code != NULL && panel != NULL ? nqp_panel_find_indicator (panel, code) : -1;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *was = NULL;
  Formula *self;

  if (panel == NULL || (code != NULL && at < 0))
    return;
  self = g_new0 (Formula, 1);
  self->session = g_object_ref (session);
  self->code = g_strdup (code);
  if (at >= 0 && nqp_indicator_is_derived (&panel->indicators[at]))
    was = nqp_panel_formula_text (panel, at);
  else if (at >= 0)
    was = nqp_expression_quote (panel->series[panel->indicators[at].numerator].code);
  if (code == NULL)
    {
      self->name = nqp_dialog_add_entry (group, _ ("Name"), NULL);
      self->code_entry = nqp_dialog_add_entry (group, _ ("Code, short and without spaces"), NULL);
      self->unit = nqp_dialog_add_entry (group, _ ("Unit"), NULL);
      g_signal_connect_swapped (self->code_entry, "changed", G_CALLBACK (try), self);
    }
  self->formula = nqp_dialog_add_entry (
      group, code == NULL ? _ ("Formula, if it is made of other series") : _ ("Formula"), was);
  g_signal_connect_swapped (self->formula, "changed", G_CALLBACK (try), self);
  self->said = make_said ();
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->said));
  gtk_box_append (GTK_BOX (box), make_series_menu (self));
  self->question = nqp_dialog_ask (GTK_WIDGET (parent), code == NULL ? _ ("New Indicator") : _ ("Formula"),
                                   box, GTK_WIDGET (code == NULL ? self->name : self->formula),
                                   code == NULL ? _ ("_Make") : _ ("_Apply"), on_done, self, formula_free);
  try (self);
}
