/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-words-dialog.h"

#include <glib/gi18n.h>

#define WIDTH 560
#define HEIGHT 560
#define TEXT_HEIGHT 84

typedef struct
{
  GtkEditable *name[2];   /* of a name */
  GtkTextBuffer *text[2]; /* of a text */
} Field;

struct _NqpWordsDialog
{
  AdwWindow parent_instance;

  GtkBox *box;
  GtkLabel *problem;
  GtkWidget *accept;
  GArray *fields;
  NqpWordsAccepted accepted;
  gpointer user_data;
  GDestroyNotify destroy;
};

G_DEFINE_FINAL_TYPE (NqpWordsDialog, nqp_words_dialog, ADW_TYPE_WINDOW)

static void
on_accept (NqpWordsDialog *self)
{
  nqp_words_dialog_tell (self, NULL);
  if (self->accepted == NULL || self->accepted (self, self->user_data))
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
nqp_words_dialog_finalize (GObject *object)
{
  NqpWordsDialog *self = NQP_WORDS_DIALOG (object);

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_array_unref (self->fields);
  G_OBJECT_CLASS (nqp_words_dialog_parent_class)->finalize (object);
}

static void
nqp_words_dialog_class_init (NqpWordsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nqp_words_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nqp_words_dialog_init (NqpWordsDialog *self)
{
  self->fields = g_array_new (FALSE, TRUE, sizeof (Field));
}

NqpWordsDialog *
nqp_words_dialog_new (GtkWidget *parent, const char *title, const char *accept)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  NqpWordsDialog *self
      = g_object_new (NQP_TYPE_WORDS_DIALOG, "transient-for", root, "modal", TRUE, "title", title,
                      "default-width", WIDTH, "default-height", HEIGHT, "destroy-with-parent", TRUE, NULL);
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->accept = gtk_button_new_with_label (accept);
  gtk_widget_add_css_class (self->accept, "suggested-action");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_destroy), self);
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (on_accept), self);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->accept);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->accept);

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "words-dialog");
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (self->box, GTK_WIDGET (self->problem));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->box));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (all), header);
  gtk_box_append (GTK_BOX (all), scroller);
  adw_window_set_content (ADW_WINDOW (self), all);
  return self;
}

int
nqp_words_dialog_add_name (NqpWordsDialog *self, const char *title, const NqpText *text)
{
  GtkWidget *group = adw_preferences_group_new ();
  const char *titles[2] = { _ ("English"), _ ("Chinese") };
  Field field = { 0 };

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (int i = 0; i < 2; i++)
    {
      GtkWidget *row = adw_entry_row_new ();
      const char *words = text == NULL ? NULL : i == 0 ? text->en : text->zh;

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), titles[i]);
      adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
      field.name[i] = GTK_EDITABLE (row);
      gtk_editable_set_text (field.name[i], words != NULL ? words : "");
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  gtk_box_append (self->box, group);
  g_array_append_val (self->fields, field);
  return (int)self->fields->len - 1;
}

int
nqp_words_dialog_add_text (NqpWordsDialog *self, const char *title, const NqpText *text)
{
  const char *titles[2] = { _ ("English"), _ ("Chinese") };
  GtkWidget *heading = gtk_label_new (title);
  Field field = { 0 };

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (self->box, heading);
  for (int i = 0; i < 2; i++)
    {
      GtkWidget *view = gtk_text_view_new ();
      GtkWidget *scroller = gtk_scrolled_window_new ();
      GtkWidget *label = gtk_label_new (titles[i]);
      const char *words = text == NULL ? NULL : i == 0 ? text->en : text->zh;
      /* Translators: the accessible name of a field: what it holds, its language */
      g_autofree char *name = g_strdup_printf (_ ("%s, %s"), title, titles[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
      gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
      gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
      gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
      gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
      gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
      gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      field.text[i] = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
      gtk_text_buffer_set_text (field.text[i], words != NULL ? words : "", -1);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
      gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), TEXT_HEIGHT);
      gtk_widget_add_css_class (scroller, "card");
      gtk_box_append (self->box, label);
      gtk_box_append (self->box, scroller);
    }
  g_array_append_val (self->fields, field);
  return (int)self->fields->len - 1;
}

void
nqp_words_dialog_add_widget (NqpWordsDialog *self, GtkWidget *widget)
{
  gtk_box_append (self->box, widget);
}

NqpText
nqp_words_dialog_get (NqpWordsDialog *self, int field)
{
  const Field *f = &g_array_index (self->fields, Field, field);
  char *words[2];
  NqpText text;

  for (int i = 0; i < 2; i++)
    if (f->name[i] != NULL)
      words[i] = g_strdup (gtk_editable_get_text (f->name[i]));
    else
      {
        GtkTextIter start, end;

        gtk_text_buffer_get_bounds (f->text[i], &start, &end);
        words[i] = gtk_text_buffer_get_text (f->text[i], &start, &end, FALSE);
      }
  text = nqp_text_new (*g_strstrip (words[0]) != '\0' ? words[0] : NULL,
                       *g_strstrip (words[1]) != '\0' ? words[1] : NULL);
  g_free (words[0]);
  g_free (words[1]);
  return text;
}

void
nqp_words_dialog_tell (NqpWordsDialog *self, const char *problem)
{
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

void
nqp_words_dialog_run (NqpWordsDialog *self, NqpWordsAccepted accepted, gpointer user_data,
                      GDestroyNotify destroy)
{
  self->accepted = accepted;
  self->user_data = user_data;
  self->destroy = destroy;
  gtk_window_present (GTK_WINDOW (self));
}
