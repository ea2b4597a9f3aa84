/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-links-bar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-framework-edits.h"
#include "nqp-session-structure.h"

struct _NqpLinksBar
{
  AdwBin parent_instance;

  NqpSession *session;
  GPtrArray *pairs; /* (element-type utf8): what is proposed */
  GtkLabel *words;
  GtkWidget *link;
};

G_DEFINE_FINAL_TYPE (NqpLinksBar, nqp_links_bar, ADW_TYPE_BIN)

static void
on_link (NqpLinksBar *self)
{
  g_autoptr (GPtrArray) pairs = self->pairs != NULL ? g_ptr_array_ref (self->pairs) : NULL;

  if (pairs != NULL)
    nqp_framework_edit_add_links (self->session, pairs);
}

/* "Own tools: Digital tools, Key core technologies; ..." */
static char *
describe (NqpLinksBar *self)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);
  const NqpFramework *framework = nqp_session_get_framework (self->session);
  const NqpLang lang = nqp_session_get_lang (self->session);
  GString *out = g_string_new (NULL);
  const char *last = NULL;

  for (guint k = 0; k + 1 < self->pairs->len; k += 2)
    {
      const char *from = self->pairs->pdata[k];
      const NqpEntry *to
          = nqp_framework_entry (framework, nqp_framework_find (framework, self->pairs->pdata[k + 1]));
      const int node = nqp_tree_find (tree, from);

      if (g_strcmp0 (last, from) != 0)
        /* Translators: a component of the index, before what is proposed for it */
        g_string_append_printf (out, _ ("%s%s: "), last != NULL ? _ ("; ") : "",
                                node >= 0 ? nqp_text_get (&tree->nodes[node].name, lang) : from);
      else
        g_string_append (out, _ (", "));
      g_string_append (out,
                       to != NULL ? nqp_text_get (&to->name, lang) : (const char *)self->pairs->pdata[k + 1]);
      last = from;
    }
  return g_string_free (out, FALSE);
}

void
nqp_links_bar_update (NqpLinksBar *self, NqpSession *session)
{
  g_autofree char *links = NULL, *words = NULL;

  g_set_object (&self->session, session);
  g_clear_pointer (&self->pairs, g_ptr_array_unref);
  self->pairs = nqp_session_propose_links (session);
  gtk_widget_set_visible (GTK_WIDGET (self), self->pairs->len > 0);
  if (self->pairs->len == 0)
    return;
  links = describe (self);
  /* Translators: components of the index, each with the concepts and policy measures that are proposed for it */
  words = g_strdup_printf (_ ("No policy measure is linked to these components yet. Proposed: %s."), links);
  gtk_label_set_label (self->words, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), words);
}

static void
nqp_links_bar_dispose (GObject *object)
{
  NqpLinksBar *self = NQP_LINKS_BAR (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->pairs, g_ptr_array_unref);
  G_OBJECT_CLASS (nqp_links_bar_parent_class)->dispose (object);
}

static void
nqp_links_bar_class_init (NqpLinksBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nqp_links_bar_dispose;
}

static void
nqp_links_bar_init (NqpLinksBar *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->words = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "hexpand", TRUE, "lines", 3,
                              "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  self->link = gtk_button_new_with_label (_ ("Link Them"));
  gtk_widget_set_tooltip_text (self->link, _ ("Add these links to the concept model, in one step"));
  gtk_widget_set_valign (self->link, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->link, "clicked", G_CALLBACK (on_link), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (row, "refusal");
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (row), self->link);
  adw_bin_set_child (ADW_BIN (self), row);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
