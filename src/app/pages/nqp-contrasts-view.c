/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-contrasts-view.h"

#include <glib/gi18n.h>

#define CHANGES (NQP_CHANGE_PROJECT | NQP_CHANGE_FRAMEWORK | NQP_CHANGE_FOCUS | NQP_CHANGE_YEAR)

struct _NqpContrastsView
{
  AdwBin parent_instance;

  NqpSession *session;
  GtkGrid *grid;
};

G_DEFINE_FINAL_TYPE (NqpContrastsView, nqp_contrasts_view, ADW_TYPE_BIN)

static GtkWidget *
make_cell (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text != NULL ? text : "");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
on_aspect (GtkButton *button, NqpContrastsView *self)
{
  nqp_session_set_entry (self->session, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "entry")));
}

/* "Name: value" a line for each indicator that shows the contrast. */
static char *
evidence (NqpContrastsView *self, int entry)
{
  const NqpPanel *panel = nqp_session_get_panel (self->session);
  const NqpFramework *framework = nqp_session_get_framework (self->session);
  g_autoptr (GArray) found = nqp_framework_evidence (framework, panel, entry);
  GString *text = g_string_new (NULL);
  NqpView view;

  nqp_session_get_view (self->session, &view);
  for (guint i = 0; i < found->len; i++)
    {
      int indicator = g_array_index (found, int, i);
      int node = nqp_tree_find_indicator (view.scores->tree, indicator);
      const char *name = nqp_text_get (&panel->indicators[indicator].name, view.lang);

      g_string_append (text, i > 0 ? "\n" : "");
      if (node >= 0 && view.focus >= 0)
        {
          g_autofree char *value = NULL;

          view.measure = node;
          value = nqp_view_value_text (&view, view.year, view.focus);
          g_string_append_printf (text, _ ("%s: %s"), name, value);
        }
      else
        g_string_append (text, name);
    }
  if (found->len == 0)
    g_string_append (text, _ ("No indicator measures this yet"));
  return g_string_free (text, FALSE);
}

static void
add_line (NqpContrastsView *self, int row)
{
  GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_grid_attach (self->grid, line, 0, row, 4, 1);
}

static void
add_contrast (NqpContrastsView *self, int at, int row)
{
  const NqpEntry *entry = nqp_framework_entry (nqp_session_get_framework (self->session), at);
  NqpLang lang = nqp_session_get_lang (self->session);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *aspect = make_cell (nqp_text_get (&entry->name, lang), "heading");
  g_autofree char *shown = evidence (self, at);

  gtk_button_set_child (GTK_BUTTON (button), aspect);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (aspect)), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  g_object_set_data (G_OBJECT (button), "entry", GINT_TO_POINTER (at));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_aspect), self, 0);
  gtk_grid_attach (self->grid, button, 0, row, 1, 1);
  gtk_grid_attach (self->grid, make_cell (nqp_text_get (&entry->before, lang), "contrast-before"), 1, row, 1,
                   1);
  gtk_grid_attach (self->grid, make_cell (nqp_text_get (&entry->text, lang), "contrast-new"), 2, row, 1, 1);
  gtk_grid_attach (self->grid, make_cell (shown, "contrast-evidence"), 3, row, 1, 1);
}

void
nqp_contrasts_view_changed (NqpContrastsView *self, NqpSession *session, guint flags)
{
  const NqpFramework *framework = nqp_session_get_framework (session);
  GtkWidget *child;
  int row = 0;

  self->session = session;
  if (framework == NULL || !(flags & CHANGES))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  gtk_grid_attach (self->grid, make_cell (_ ("Aspect"), "dim-label"), 0, row, 1, 1);
  gtk_grid_attach (self->grid, make_cell (_ ("Traditional productivity"), "title-4"), 1, row, 1, 1);
  gtk_grid_attach (self->grid, make_cell (_ ("New quality productivity"), "title-4"), 2, row, 1, 1);
  gtk_grid_attach (self->grid, make_cell (_ ("Shown by"), "dim-label"), 3, row, 1, 1);
  for (guint i = 0; i < framework->entries->len; i++)
    if (nqp_framework_entry (framework, (int)i)->kind == NQP_ENTRY_CONTRAST)
      {
        add_line (self, ++row);
        add_contrast (self, (int)i, ++row);
      }
}

static void
nqp_contrasts_view_class_init (NqpContrastsViewClass *klass)
{
}

static void
nqp_contrasts_view_init (NqpContrastsView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "contrasts");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  adw_bin_set_child (ADW_BIN (self), scroller);
}
