/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-entries-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-label-parts.h"
#include "nqp-one-stop.h"
#include "nqp-search-popover.h"

struct _NqpEntriesList
{
  AdwBin parent_instance;

  NqpSession *session; /* borrowed of the page */
  GtkSearchEntry *search;
  GtkListBox *list;
  char *wanted; /* folded */
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (NqpEntriesList, nqp_entries_list, ADW_TYPE_BIN)

static const char *
text_of (NqpEntriesList *self, const NqpText *text)
{
  const char *words = nqp_text_get (text, nqp_session_get_lang (self->session));

  return words != NULL ? words : "";
}

static const char *
group_title (NqpEntryKind kind)
{
  switch (kind)
    {
    case NQP_ENTRY_CONCEPT:
      return _ ("Concepts");
    case NQP_ENTRY_RELATION:
      return _ ("Relations");
    case NQP_ENTRY_CONTRAST:
      return _ ("Contrasts");
    case NQP_ENTRY_PATH:
    case NQP_ENTRY_MEASURE:
      return _ ("Paths and Measures");
    case NQP_ENTRY_LINK:
    case NQP_N_ENTRY_KINDS:
    default:
      return "";
    }
}

static char *
make_title (NqpEntriesList *self, const NqpEntry *entry)
{
  const NqpFramework *framework = nqp_session_get_framework (self->session);

  if (entry->kind != NQP_ENTRY_RELATION)
    return g_strdup (text_of (self, &entry->name));
  /* Translators: a relation: who acts, on whom, what it does */
  return g_strdup_printf (
      C_ ("relation", "%s → %s: %s"), text_of (self, &nqp_framework_entry (framework, entry->from_at)->name),
      text_of (self, &nqp_framework_entry (framework, entry->to_at)->name), text_of (self, &entry->name));
}

static char *
make_subtitle (NqpEntriesList *self, int at)
{
  const NqpFramework *framework = nqp_session_get_framework (self->session);
  const NqpEntry *entry = nqp_framework_entry (framework, at);
  const NqpEntry *above = nqp_framework_entry (framework, entry->parent_at);
  GString *words = g_string_new (NULL);

  if (above != NULL)
    g_string_append (words, text_of (self, &above->name));
  if (entry->section != NULL)
    {
      g_string_append (words, words->len > 0 ? " · " : "");
      g_string_append_printf (words, _ ("§ %s of the paper"), entry->section);
    }
  if (entry->kind != NQP_ENTRY_RELATION)
    {
      g_autoptr (GArray) evidence
          = nqp_framework_evidence (framework, nqp_session_get_panel (self->session), at);

      g_string_append (words, words->len > 0 ? " · " : "");
      if (evidence->len == 0)
        g_string_append (words, _ ("No indicator measures this yet"));
      else
        g_string_append_printf (words, ngettext ("%u indicator", "%u indicators", evidence->len),
                                evidence->len);
    }
  return g_string_free (words, FALSE);
}

static void
on_row (AdwActionRow *row, NqpEntriesList *self)
{
  nqp_session_set_entry (self->session, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "entry")));
}

static void
add_entry (NqpEntriesList *self, int at)
{
  const NqpEntry *entry = nqp_framework_entry (nqp_session_get_framework (self->session), at);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = make_title (self, entry);
  g_autofree char *subtitle = make_subtitle (self, at);
  g_autofree char *markup = g_markup_escape_text (title, -1);
  g_autofree char *small = g_markup_escape_text (subtitle, -1);
  g_autofree char *words = g_strjoin (" ", title, entry->name.en != NULL ? entry->name.en : "",
                                      entry->name.zh != NULL ? entry->name.zh : "", entry->id, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), small);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "entry", GINT_TO_POINTER (at));
  g_object_set_data (G_OBJECT (row), "group", (gpointer)group_title (entry->kind));
  g_object_set_data_full (G_OBJECT (row), "words", nqp_search_fold (words), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row), self, 0);
  gtk_list_box_append (self->list, row);
}

static void
add_kinds (NqpEntriesList *self, NqpEntryKind kind, NqpEntryKind other)
{
  const NqpFramework *framework = nqp_session_get_framework (self->session);

  for (guint i = 0; i < framework->entries->len; i++)
    {
      const NqpEntry *entry = nqp_framework_entry (framework, (int)i);

      if (entry->kind == kind || entry->kind == other)
        add_entry (self, (int)i);
    }
}

static void
fill (NqpEntriesList *self)
{
  GtkWidget *child;

  self->stale = FALSE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  add_kinds (self, NQP_ENTRY_CONCEPT, NQP_ENTRY_CONCEPT);
  add_kinds (self, NQP_ENTRY_RELATION, NQP_ENTRY_RELATION);
  add_kinds (self, NQP_ENTRY_CONTRAST, NQP_ENTRY_CONTRAST);
  add_kinds (self, NQP_ENTRY_PATH, NQP_ENTRY_MEASURE);
}

void
nqp_entries_list_changed (NqpEntriesList *self, NqpSession *session, guint flags)
{
  self->session = session;
  if (!nqp_session_has_project (session) || !(flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_FRAMEWORK)))
    return;
  /* A hundred rows: made when somebody looks. */
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
}

static void
nqp_entries_list_map (GtkWidget *widget)
{
  NqpEntriesList *self = NQP_ENTRIES_LIST (widget);

  if (self->stale)
    fill (self);
  GTK_WIDGET_CLASS (nqp_entries_list_parent_class)->map (widget);
}

static gboolean
is_wanted (GtkListBoxRow *row, gpointer user_data)
{
  NqpEntriesList *self = user_data;

  return self->wanted == NULL || *self->wanted == '\0'
         || strstr (g_object_get_data (G_OBJECT (row), "words"), self->wanted) != NULL;
}

static void
on_search (NqpEntriesList *self)
{
  g_free (self->wanted);
  self->wanted = nqp_search_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_invalidate_headers (self->list);
}

static void
nqp_entries_list_finalize (GObject *object)
{
  g_free (NQP_ENTRIES_LIST (object)->wanted);
  G_OBJECT_CLASS (nqp_entries_list_parent_class)->finalize (object);
}

static void
nqp_entries_list_class_init (NqpEntriesListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nqp_entries_list_finalize;
  GTK_WIDGET_CLASS (klass)->map = nqp_entries_list_map;
}

static void
nqp_entries_list_init (NqpEntriesList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *stop = g_object_new (NQP_TYPE_ONE_STOP, NULL);

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find in the theory"), -1);
  g_object_set (self->search, "placeholder-text", _ ("Find in the theory"), NULL);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (on_search), self, G_CONNECT_SWAPPED);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, is_wanted, self, NULL);
  gtk_list_box_set_header_func (self->list, nqp_list_head_groups, (gpointer) "entries-group", NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "entries");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (stop, TRUE);
  gtk_widget_add_css_class (box, "entries-box");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  adw_bin_set_child (ADW_BIN (stop), scroller);
  gtk_box_append (GTK_BOX (box), stop);
  adw_bin_set_child (ADW_BIN (self), box);
}
