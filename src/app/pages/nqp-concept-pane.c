/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-concept-pane.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-derivation.h"
#include "nqp-entry-dialog.h"
#include "nqp-framework-edits.h"
#include "nqp-indicator-search.h"
#include "nqp-number.h"
#include "nqp-sparkline.h"

/* What the pane shows follows from these. */
#define CHANGES                                                                                              \
  (NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES | NQP_CHANGE_YEAR | NQP_CHANGE_FOCUS | NQP_CHANGE_FRAMEWORK)

struct _NqpConceptPane
{
  AdwBin parent_instance;

  NqpSession *session; /* borrowed of the page */
  GtkScrolledWindow *scroller;
  GtkBox *box;
  int shown; /* entry, to scroll back to the top when another is chosen */
};

G_DEFINE_FINAL_TYPE (NqpConceptPane, nqp_concept_pane, ADW_TYPE_BIN)

static const char *
text_of (NqpConceptPane *self, const NqpText *text)
{
  return nqp_text_get (text, nqp_session_get_lang (self->session));
}

static const NqpEntry *
get_entry (NqpConceptPane *self, int at)
{
  return nqp_framework_entry (nqp_session_get_framework (self->session), at);
}

static const char *
name_of (NqpConceptPane *self, int at)
{
  const NqpEntry *entry = get_entry (self, at);
  const char *name = entry != NULL ? text_of (self, &entry->name) : NULL;

  return name != NULL ? name : "";
}

/* ---- parts ---------------------------------------------------------------------------------------------------- */

static GtkWidget *
add_label (NqpConceptPane *self, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (self->box, label);
  return label;
}

static GtkWidget *
add_group (NqpConceptPane *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *escaped = title != NULL ? g_markup_escape_text (title, -1) : NULL;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped != NULL ? escaped : "");
  gtk_box_append (self->box, group);
  return group;
}

static GtkWidget *
add_row (GtkWidget *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  if (subtitle != NULL)
    {
      g_autofree char *words = g_markup_escape_text (subtitle, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static void
on_go (AdwActionRow *row, NqpConceptPane *self)
{
  nqp_session_set_entry (self->session, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "entry")) - 1);
}

/* A row that leads to another entry. */
static void
add_entry_row (NqpConceptPane *self, GtkWidget *group, int entry, const char *subtitle)
{
  GtkWidget *row = add_row (group, name_of (self, entry), subtitle);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "entry", GINT_TO_POINTER (entry + 1));
  g_signal_connect_object (row, "activated", G_CALLBACK (on_go), self, 0);
}

static const char *
kind_word (const NqpEntry *entry)
{
  switch (entry->kind)
    {
    case NQP_ENTRY_CONCEPT:
      return entry->parent == NULL ? C_ ("framework", "Part of the theory") : C_ ("framework", "Concept");
    case NQP_ENTRY_RELATION:
      return C_ ("framework", "Relation");
    case NQP_ENTRY_CONTRAST:
      return C_ ("framework", "Contrast");
    case NQP_ENTRY_PATH:
      return C_ ("framework", "Realization path");
    case NQP_ENTRY_MEASURE:
      return C_ ("framework", "Policy measure");
    case NQP_ENTRY_LINK:
    case NQP_N_ENTRY_KINDS:
    default:
      return "";
    }
}

static void
add_head (NqpConceptPane *self, int at)
{
  const NqpEntry *entry = get_entry (self, at);
  NqpLang other = nqp_session_get_lang (self->session) == NQP_LANG_EN ? NQP_LANG_ZH : NQP_LANG_EN;
  const char *second = other == NQP_LANG_ZH ? entry->name.zh : entry->name.en;
  g_autoptr (GString) line = g_string_new (kind_word (entry));

  if (entry->kind == NQP_ENTRY_RELATION)
    {
      /* Translators: a relation: who acts, on whom, what it does */
      g_autofree char *words
          = g_strdup_printf (C_ ("relation", "%s → %s: %s"), name_of (self, entry->from_at),
                             name_of (self, entry->to_at), name_of (self, at));

      add_label (self, words, "title-3");
    }
  else
    add_label (self, name_of (self, at), "title-2");
  if (second != NULL && g_strcmp0 (second, name_of (self, at)) != 0)
    g_string_append_printf (line, " · %s", second);
  if (entry->section != NULL)
    {
      g_string_append (line, " · ");
      /* Translators: a section of the paper the theory is taken from */
      g_string_append_printf (line, _ ("§ %s of the paper"), entry->section);
    }
  else if (entry->own)
    g_string_append_printf (line, " · %s", _ ("added in this project"));
  add_label (self, line->str, "dim-label");
  if (*text_of (self, &entry->text) != '\0' && entry->kind != NQP_ENTRY_CONTRAST)
    add_label (self, text_of (self, &entry->text), NULL);
}

static void
add_contrast (NqpConceptPane *self, const NqpEntry *contrast)
{
  /* Translators: a contrast of the theory; its aspect: "workers" */
  g_autofree char *title = g_strdup_printf (_ ("Contrast: %s"), text_of (self, &contrast->name));
  GtkWidget *group = add_group (self, title);

  add_row (group, _ ("Traditional"), text_of (self, &contrast->before));
  add_row (group, _ ("New"), text_of (self, &contrast->text));
}

static void
add_contrasts (NqpConceptPane *self, int at)
{
  const NqpFramework *framework = nqp_session_get_framework (self->session);

  for (guint i = 0; i < framework->entries->len; i++)
    {
      const NqpEntry *entry = nqp_framework_entry (framework, (int)i);

      if (entry->kind == NQP_ENTRY_CONTRAST && (entry->to_at == at || (int)i == at))
        add_contrast (self, entry);
    }
}

/* ---- indicators ----------------------------------------------------------------------------------------------- */

static void
on_indicator (AdwActionRow *row, NqpConceptPane *self)
{
  int node = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "node"));
  int region = nqp_session_get_focus (self->session);
  graphene_rect_t bounds;
  GdkRectangle at = { 0 };

  if (node < 0 || region < 0 || !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self), &bounds))
    return;
  at = (GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y, (int)bounds.size.width,
                       (int)bounds.size.height };
  nqp_derivation_open (GTK_WIDGET (self), self->session, node, nqp_session_get_year (self->session), region,
                       FALSE, &at);
}

static void
on_show_trend (GtkButton *button, NqpConceptPane *self)
{
  int node = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "node"));

  nqp_session_set_measure (self->session, node);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "trends");
  nqp_session_message (self->session, _ ("The indicator over time"), _ ("_Back to the Theory"),
                       "win.show-framework");
}

static void
on_unlink (GtkButton *button, NqpConceptPane *self)
{
  const NqpEntry *entry = get_entry (self, nqp_session_get_entry (self->session));

  nqp_framework_edit_unlink (self->session, g_object_get_data (G_OBJECT (button), "code"), entry->id);
}

static GtkWidget *
flat_button (const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

/* Figures of the focus region: value and unit, place among the others, how it moved. */
static char *
figures (NqpConceptPane *self, int node)
{
  NqpView view;
  g_autofree char *value = NULL;
  double percentile, first = NAN, last = NAN;
  g_autoptr (GString) words = g_string_new (NULL);

  nqp_session_get_view (self->session, &view);
  if (view.focus < 0)
    return g_strdup (_ ("No region is in focus."));
  view.measure = node;
  value = nqp_view_value_text (&view, view.year, view.focus);
  percentile = nqp_scores_percentile (view.scores, node, view.year, view.focus);
  g_string_append_printf (words, _ ("%s: %s"), nqp_view_region_name (&view, view.focus), value);
  if (!isnan (percentile))
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, _ ("percentile %.0f"), percentile);
    }
  for (int t = 0; t < view.scores->n_years; t++)
    {
      double v = nqp_view_value (&view, t, view.focus);

      if (isnan (v))
        continue;
      if (isnan (first))
        first = v;
      last = v;
    }
  if (!isnan (first) && view.scores->n_years > 1)
    g_string_append_printf (words, " %s",
                            last > first   ? _ ("↗ rising")
                            : last < first ? _ ("↘ falling")
                                           : _ ("→ level"));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_indicator (NqpConceptPane *self, GtkWidget *group, int at, int indicator)
{
  const NqpFramework *framework = nqp_session_get_framework (self->session);
  const NqpPanel *panel = nqp_session_get_panel (self->session);
  const NqpIndicator *info = &panel->indicators[indicator];
  int node = nqp_tree_find_indicator (nqp_session_get_tree (self->session), indicator);
  g_autofree char *words = node >= 0 ? figures (self, node) : g_strdup (_ ("not part of the index"));
  GtkWidget *row = add_row (group, text_of (self, &info->name), words);

  g_object_set_data (G_OBJECT (row), "node", GINT_TO_POINTER (node));
  if (node >= 0)
    {
      NqpView view;
      g_autofree double *values = NULL;
      GtkWidget *line = nqp_sparkline_new ();
      GtkWidget *trend = flat_button ("nqp-trends-symbolic", _ ("Show over time"));

      nqp_session_get_view (self->session, &view);
      view.measure = node;
      values = g_new (double, MAX (view.scores->n_years, 1));
      for (int t = 0; t < view.scores->n_years; t++)
        values[t] = view.focus >= 0 ? nqp_view_value (&view, t, view.focus) : NAN;
      nqp_sparkline_set_values (NQP_SPARKLINE (line), values, view.scores->n_years, view.year);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), line);
      g_object_set_data (G_OBJECT (trend), "node", GINT_TO_POINTER (node));
      g_signal_connect_object (trend, "clicked", G_CALLBACK (on_show_trend), self, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), trend);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), view.focus >= 0);
      g_signal_connect_object (row, "activated", G_CALLBACK (on_indicator), self, 0);
    }
  if (nqp_framework_has_link (framework, info->code, get_entry (self, at)->id))
    {
      GtkWidget *unlink = flat_button ("list-remove-symbolic", _ ("Remove this link"));

      g_object_set_data_full (G_OBJECT (unlink), "code", g_strdup (info->code), g_free);
      g_signal_connect_object (unlink, "clicked", G_CALLBACK (on_unlink), self, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), unlink);
    }
}

static void
on_picked (NqpIndicatorSearch *search, const char *code, NqpConceptPane *self)
{
  const NqpEntry *entry = get_entry (self, nqp_session_get_entry (self->session));

  if (entry != NULL)
    nqp_framework_edit_link (self->session, code, entry->id);
}

static GtkWidget *
link_button (NqpConceptPane *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *search = g_object_new (NQP_TYPE_INDICATOR_SEARCH, NULL);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Link an Indicator…"));
  /* else what stands in the popover is part of the name */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Link an Indicator…"), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  nqp_search_popover_set_session (NQP_SEARCH_POPOVER (search), self->session);
  g_signal_connect_object (search, "picked", G_CALLBACK (on_picked), self, 0);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), search);
  return button;
}

static void
add_indicators (NqpConceptPane *self, int at)
{
  const NqpFramework *framework = nqp_session_get_framework (self->session);
  g_autoptr (GArray) evidence = nqp_framework_evidence (framework, nqp_session_get_panel (self->session), at);
  GtkWidget *group = add_group (self, _ ("Indicators"));

  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), link_button (self));
  if (evidence->len == 0)
    {
      GtkWidget *row = add_row (group, _ ("No indicator measures this yet"),
                                _ ("Link one of the project's indicators if it is evidence for it."));

      gtk_widget_add_css_class (row, "dim-label");
    }
  for (guint i = 0; i < evidence->len; i++)
    add_indicator (self, group, at, g_array_index (evidence, int, i));
}

/* ---- what it belongs to --------------------------------------------------------------------------------------- */

static void
add_related (NqpConceptPane *self, int at)
{
  const NqpFramework *framework = nqp_session_get_framework (self->session);
  GtkWidget *groups[2] = { NULL, NULL };

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < framework->entries->len; i++)
      {
        const NqpEntry *entry = nqp_framework_entry (framework, (int)i);
        int here = pass == 0 ? entry->from_at : entry->to_at;
        int there = pass == 0 ? entry->to_at : entry->from_at;

        if (entry->kind != NQP_ENTRY_RELATION || here != at || there < 0)
          continue;
        if (groups[pass] == NULL)
          groups[pass] = add_group (self, pass == 0 ? _ ("Acts On") : _ ("Is Acted On By"));
        add_entry_row (self, groups[pass], there, text_of (self, &entry->name));
      }
}

/* Entries of a kind below @at, or those that a link leads to or comes from. */
static void
add_parts (NqpConceptPane *self, int at)
{
  const NqpFramework *framework = nqp_session_get_framework (self->session);
  const NqpEntry *entry = nqp_framework_entry (framework, at);
  GtkWidget *parts = NULL, *works = NULL, *worked = NULL;

  if (entry->kind == NQP_ENTRY_RELATION)
    {
      GtkWidget *ends = add_group (self, _ ("Between"));

      add_entry_row (self, ends, entry->from_at, NULL);
      add_entry_row (self, ends, entry->to_at, NULL);
      return;
    }
  for (guint i = 0; i < framework->entries->len; i++)
    {
      const NqpEntry *other = nqp_framework_entry (framework, (int)i);

      if (other->parent_at == at)
        {
          if (parts == NULL)
            parts = add_group (self, entry->kind == NQP_ENTRY_PATH ? _ ("Measures") : _ ("Parts"));
          add_entry_row (self, parts, (int)i, NULL);
        }
      else if (other->kind == NQP_ENTRY_LINK && other->from_at == at && other->to_at >= 0)
        {
          if (works == NULL)
            works = add_group (self, _ ("Works On"));
          add_entry_row (self, works, other->to_at, NULL);
        }
      else if (other->kind == NQP_ENTRY_LINK && other->to_at == at && other->from_at >= 0)
        {
          if (worked == NULL)
            worked = add_group (self, _ ("Measures and Paths That Work on This"));
          add_entry_row (self, worked, other->from_at, NULL);
        }
    }
  if (entry->parent_at >= 0)
    add_entry_row (self, add_group (self, _ ("Part Of")), entry->parent_at, NULL);
}

/* ---- the teacher's hand --------------------------------------------------------------------------------------- */

static void
on_edit (NqpConceptPane *self)
{
  nqp_entry_dialog_edit (GTK_WIDGET (self), self->session, nqp_session_get_entry (self->session));
}

static void
on_add (NqpConceptPane *self)
{
  nqp_entry_dialog_add (GTK_WIDGET (self), self->session, nqp_session_get_entry (self->session));
}

static void
on_remove (NqpConceptPane *self)
{
  const NqpEntry *entry = get_entry (self, nqp_session_get_entry (self->session));

  nqp_framework_edit_remove (self->session, entry->id);
}

static void
add_button (NqpConceptPane *self, GtkWidget *bar, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), button);
}

static void
add_teacher (NqpConceptPane *self, int at)
{
  const NqpEntry *entry = get_entry (self, at);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *note = text_of (self, &entry->note);

  if (*note != '\0')
    {
      add_label (self, _ ("Note"), "heading");
      add_label (self, note, NULL);
    }
  add_button (self, bar, _ ("Edit…"), G_CALLBACK (on_edit));
  if (entry->kind == NQP_ENTRY_CONCEPT)
    add_button (self, bar, _ ("Add a Part…"), G_CALLBACK (on_add));
  else if (entry->kind == NQP_ENTRY_PATH)
    add_button (self, bar, _ ("Add a Measure…"), G_CALLBACK (on_add));
  if (entry->own)
    add_button (self, bar, _ ("Remove"), G_CALLBACK (on_remove));
  gtk_box_append (self->box, bar);
}

/* ---- all ------------------------------------------------------------------------------------------------------ */

static void
add_nothing (NqpConceptPane *self)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "nqp-framework-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Choose a Part"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("Click a part of the diagram, or walk with the arrow keys, to see what "
                                      "it means and what measures it."));
  gtk_widget_add_css_class (page, "compact");
  gtk_box_append (self->box, page);
}

static void
refresh (NqpConceptPane *self)
{
  int at = nqp_session_get_entry (self->session);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  if (at < 0)
    add_nothing (self);
  else
    {
      add_head (self, at);
      add_contrasts (self, at);
      if (get_entry (self, at)->kind != NQP_ENTRY_RELATION)
        add_indicators (self, at);
      add_related (self, at);
      add_parts (self, at);
      add_teacher (self, at);
    }
  if (at != self->shown)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  self->shown = at;
}

void
nqp_concept_pane_changed (NqpConceptPane *self, NqpSession *session, guint flags)
{
  self->session = session;
  if (!nqp_session_has_project (session))
    return;
  if ((flags & CHANGES) || nqp_session_get_entry (session) != self->shown)
    refresh (self);
}

static void
nqp_concept_pane_dispose (GObject *object)
{
  nqp_derivation_close (GTK_WIDGET (object));
  G_OBJECT_CLASS (nqp_concept_pane_parent_class)->dispose (object);
}

/* A popover that is no child of the bin is laid out by hand. */
static void
nqp_concept_pane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (nqp_concept_pane_parent_class)->size_allocate (widget, width, height, baseline);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static void
nqp_concept_pane_class_init (NqpConceptPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nqp_concept_pane_dispose;
  GTK_WIDGET_CLASS (klass)->size_allocate = nqp_concept_pane_size_allocate;
}

static void
nqp_concept_pane_init (NqpConceptPane *self)
{
  self->shown = G_MININT;
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "concept-pane");
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->box));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scroller));
}
