/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-blank-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "nqp-blank.h"
#include "nqp-dialog.h"

enum
{
  REGIONS_CHINA,
  REGIONS_WORLD,
  REGIONS_TYPED,
  REGIONS_LATER,
};
static const char *const samples[]
    = { [REGIONS_CHINA] = "china-provinces", [REGIONS_WORLD] = "world-economies", [REGIONS_LATER] = NULL };

#define YEARS_BEFORE 9 /* ten years up to the last one that is over */

typedef struct
{
  GtkWindow *parent; /* owned */
  NqpLang lang;
  NqpBlankMade made;
  GtkEditable *title, *first, *last;
  AdwComboRow *regions;
  GtkWidget *typed; /* the list to type names into */
  GtkTextBuffer *names;
  GtkLabel *said;
  GtkWidget *question;
} Blank;

static void
blank_free (gpointer data)
{
  Blank *self = data;

  g_object_unref (self->parent);
  g_free (self);
}

/* ---- what is asked for ------------------------------------------------------------------------------------------ */

static char **
list_names (const Blank *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  gtk_text_buffer_get_bounds (self->names, &start, &end);
  text = gtk_text_buffer_get_text (self->names, &start, &end, FALSE);
  lines = g_strsplit_set (text, "\n\t", -1); /* a column, or a row, of a spreadsheet */
  for (int i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_ptr_array_add (names, g_strdup (lines[i]));
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_steal (names, NULL);
}

static int
read_year (GtkEditable *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  gint64 year = -1;

  return g_ascii_string_to_signed (text, 10, 1, 9999, &year, NULL) ? (int)year : -1;
}

/* Whether it can be made, and if not yet, why. */
static void
try (Blank *self)
{
  const guint regions = adw_combo_row_get_selected (self->regions);
  const int first = read_year (self->first), last = read_year (self->last);
  g_auto (GStrv) names = list_names (self);
  const gboolean years
      = regions == REGIONS_LATER || (first > 0 && last >= first && last - first < NQP_BLANK_MAX_YEARS);

  gtk_widget_set_visible (self->typed, regions == REGIONS_TYPED);
  gtk_widget_set_sensitive (GTK_WIDGET (self->first), regions != REGIONS_LATER);
  gtk_widget_set_sensitive (GTK_WIDGET (self->last), regions != REGIONS_LATER);
  gtk_label_set_label (
      self->said,
      !years ? _ ("The last year comes after the first one, or is the same.")
      : regions == REGIONS_LATER
          ? _ ("Regions and years come with the data that are added.")
          : _ ("Indicators are made in Data, Structure; values are typed, pasted or added from files."));
  nqp_dialog_set_ready (self->question, years && (regions != REGIONS_TYPED || names[0] != NULL));
}

static void
on_changed (GtkWidget *question)
{
  if (!gtk_widget_in_destruction (question))
    try (g_object_get_data (G_OBJECT (question), "nqp-request"));
}

static void
on_done (gpointer data)
{
  Blank *self = data;
  const guint regions = adw_combo_row_get_selected (self->regions);
  const gboolean later = regions == REGIONS_LATER;
  g_auto (GStrv) names = list_names (self);
  char *title = (char *)gtk_editable_get_text (self->title);
  const NqpBlank what = {
    .title = { self->lang == NQP_LANG_ZH ? NULL : title, self->lang == NQP_LANG_ZH ? title : NULL },
    .sample = regions < REGIONS_TYPED ? samples[regions] : NULL,
    .names = regions == REGIONS_TYPED ? (const char *const *)names : NULL,
    .first = later ? 0 : read_year (self->first),
    .last = later ? 0 : read_year (self->last),
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = nqp_blank_draft (&what, &error);

  if (path != NULL)
    self->made (path, self->parent);
  else
    nqp_dialog_tell (GTK_WIDGET (self->parent), _ ("The project could not be made"), error->message);
}

/* ---- the form ----------------------------------------------------------------------------------------------------- */

static AdwComboRow *
add_regions (GtkWidget *group)
{
  const char *const choices[] = {
    [REGIONS_CHINA] = _ ("China’s provinces"),
    [REGIONS_WORLD] = _ ("Economies of the world"),
    [REGIONS_TYPED] = _ ("Typed here"),
    [REGIONS_LATER] = _ ("Come with the data"),
    [REGIONS_LATER + 1] = NULL,
  };
  g_autoptr (GtkStringList) list = gtk_string_list_new (choices);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Regions"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return ADW_COMBO_ROW (row);
}

static GtkWidget *
make_typed (Blank *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Names, one a line"));
  GtkWidget *scroller = gtk_scrolled_window_new (), *view = gtk_text_view_new ();

  self->names = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), view);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 110);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), scroller);
  return box;
}

static GtkLabel *
make_said (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  return GTK_LABEL (label);
}

static void
fill (Blank *self, GtkWidget *box)
{
  GtkWidget *group = adw_preferences_group_new (), *years = adw_preferences_group_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const int over = g_date_time_get_year (now) - 1;
  g_autofree char *first = g_strdup_printf ("%d", over - YEARS_BEFORE);
  g_autofree char *last = g_strdup_printf ("%d", over);

  self->title = nqp_dialog_add_entry (group, _ ("Title"), _ ("Untitled"));
  self->regions = add_regions (group);
  self->first = nqp_dialog_add_entry (years, _ ("First year"), first);
  self->last = nqp_dialog_add_entry (years, _ ("Last year"), last);
  self->typed = make_typed (self);
  self->said = make_said ();
  gtk_widget_set_size_request (group, 380, -1);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), self->typed);
  gtk_box_append (GTK_BOX (box), years);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->said));
}

void
nqp_blank_dialog_run (GtkWindow *parent, NqpLang lang, NqpBlankMade made)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Blank *self = g_new0 (Blank, 1);

  self->parent = g_object_ref (parent);
  self->lang = lang;
  self->made = made;
  fill (self, box);
  self->question = nqp_dialog_ask (GTK_WIDGET (parent), _ ("New Empty Project"), box,
                                   GTK_WIDGET (self->title), _ ("_Create"), on_done, self, blank_free);
  g_object_set_data (G_OBJECT (self->question), "nqp-request", self);
  g_signal_connect_object (self->regions, "notify::selected", G_CALLBACK (on_changed), self->question,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->first, "changed", G_CALLBACK (on_changed), self->question,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->last, "changed", G_CALLBACK (on_changed), self->question, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->names, "changed", G_CALLBACK (on_changed), self->question,
                           G_CONNECT_SWAPPED);
  try (self);
}
