/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-column-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "nqp-dialog.h"

enum
{
  NAME,
  CODE,
  UNIT,
  N_WORDS,
};

static const NqpSaid bits[N_WORDS] = { NQP_SAID_NAME, NQP_SAID_CODE, NQP_SAID_UNIT };

typedef struct
{
  NqpTableLayout *layout;
  int column;
  NqpColumnNamed named;
  GWeakRef owner;
  GtkEditable *entries[N_WORDS]; /* NULL: a column says it */
  char *proposed[N_WORDS];       /* what stands there as long as the user says nothing else */
  NqpSaid said;                  /* that was the user's word before */
  GtkWidget *fault;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  for (int k = 0; k < N_WORDS; k++)
    g_free (self->proposed[k]);
  nqp_table_layout_free (self->layout);
  g_weak_ref_clear (&self->owner);
  g_free (self);
}

/* NULL: what the file says; an empty unit is none. */
static char *
read_word (const Request *self, int k)
{
  g_autofree char *text = NULL;

  if (self->entries[k] == NULL)
    return NULL;
  text = g_strstrip (g_strdup (gtk_editable_get_text (self->entries[k])));
  if ((self->said & bits[k]) == 0 && g_str_equal (text, self->proposed[k]))
    return NULL;
  return *text != '\0' || k == UNIT ? g_steal_pointer (&text) : NULL;
}

static void
on_done (gpointer data)
{
  Request *self = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);
  g_autofree char *name = read_word (self, NAME), *code = read_word (self, CODE),
                  *unit = read_word (self, UNIT);

  if (owner != NULL)
    self->named (self->column, code, name, unit, owner);
}

static void
check (GtkWidget *question)
{
  Request *self = g_object_get_data (G_OBJECT (question), "nqp-request");
  g_autofree char *name = read_word (self, NAME), *code = read_word (self, CODE),
                  *unit = read_word (self, UNIT);
  g_autofree char *why = nqp_table_layout_refuse_words (self->layout, self->column, code, name, unit);

  gtk_label_set_text (GTK_LABEL (self->fault), why != NULL ? why : "");
  gtk_widget_set_visible (self->fault, why != NULL);
  nqp_dialog_set_ready (question, why == NULL);
}

/* A code that nobody has given follows the name. */
static void
on_name (GtkWidget *question)
{
  Request *self = g_object_get_data (G_OBJECT (question), "nqp-request");
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->entries[NAME])));
  const char *code = gtk_editable_get_text (self->entries[CODE]);

  if ((self->said & NQP_SAID_CODE) == 0 && g_str_equal (code, self->proposed[CODE]) && *name != '\0')
    {
      g_free (self->proposed[CODE]);
      self->proposed[CODE] = nqp_make_code (name);
      gtk_editable_set_text (self->entries[CODE], self->proposed[CODE]);
    }
  check (question);
}

static void
propose (Request *self)
{
  const NqpValueWords words = nqp_table_layout_words (self->layout, self->column);

  self->said = words.said;
  self->proposed[NAME] = g_strdup (words.name != NULL ? words.name : "");
  self->proposed[UNIT] = g_strdup (words.unit != NULL ? words.unit : "");
  self->proposed[CODE] = words.code != NULL              ? g_strdup (words.code)
                         : *self->proposed[NAME] != '\0' ? nqp_make_code (self->proposed[NAME])
                                                         : g_strdup ("");
}

void
nqp_column_dialog_run (GtkWidget *parent, const NqpTableLayout *layout, int column, NqpColumnNamed named,
                       GObject *owner)
{
  const char *const titles[N_WORDS] = { _ ("Name"), _ ("Code"), _ ("Unit") };
  const NqpSaid open = nqp_table_layout_words (layout, column).open;
  const char *header = nqp_table_layout_column (layout, column)->header;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *group = adw_preferences_group_new (),
            *question;
  g_autofree char *heading = *header != '\0' ? g_strdup_printf (_ ("The Values of “%s”"), header)
                                             : g_strdup_printf (_ ("The Values of Column %d"), column + 1);
  GtkEditable *first = NULL;
  Request *self = g_new0 (Request, 1);

  self->layout = nqp_table_layout_copy (layout);
  self->column = column;
  self->named = named;
  g_weak_ref_init (&self->owner, owner);
  propose (self);
  for (int k = 0; k < N_WORDS; k++)
    if ((open & bits[k]) != 0)
      {
        self->entries[k] = nqp_dialog_add_entry (group, titles[k], self->proposed[k]);
        first = first != NULL ? first : self->entries[k];
      }
  self->fault = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (self->fault), 40);
  gtk_widget_add_css_class (self->fault, "error");
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), self->fault);
  gtk_widget_set_size_request (box, 360, -1);
  question
      = nqp_dialog_ask (parent, heading, box, GTK_WIDGET (first), _ ("_Use"), on_done, self, request_free);
  g_object_set_data (G_OBJECT (question), "nqp-request", self);
  for (int k = 0; k < N_WORDS; k++)
    if (self->entries[k] != NULL)
      g_signal_connect_object (self->entries[k], "changed", G_CALLBACK (k == NAME ? on_name : check),
                               question, G_CONNECT_SWAPPED);
  check (question);
}
