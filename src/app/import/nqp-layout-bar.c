/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-layout-bar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-class-parts.h"
#include "nqp-control.h"
#include "nqp-drop-down.h"
#include "nqp-label-parts.h"
#include "nqp-value.h"

static const char *const encodings[]
    = { NULL,           "UTF-8",        "UTF-16",       "GB18030",   "BIG5",
        "WINDOWS-1252", "WINDOWS-1250", "WINDOWS-1251", "SHIFT_JIS", "EUC-KR" };
static const char decimals[] = { '\0', '.', ',' };

enum
{
  HEADER,
  ROWS,
  YEAR,
  N_ENTRIES,
};

struct _NqpLayoutBar
{
  GtkBox parent_instance;

  NqpImportPlan *plan;
  GtkWidget *entries[N_ENTRIES];
  GtkDropDown *decimal, *encoding, *sheet;
};

G_DEFINE_FINAL_TYPE (NqpLayoutBar, nqp_layout_bar, GTK_TYPE_BOX)

static guint changed_signal;

static void
tell (NqpLayoutBar *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
read_year (const char *text, int *out_year)
{
  *out_year = 0;
  return *text == '\0' || nqp_year_read (text, strlen (text), out_year);
}

/* FALSE: what stands there is none. */
static gboolean
take_entry (NqpLayoutBar *self, int which, gboolean *out_changed)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entries[which]));
  NqpImportSpan *span = which == HEADER ? &self->plan->header : &self->plan->rows, read;
  int year;

  *out_changed = FALSE;
  if (which == YEAR)
    {
      if (!read_year (text, &year))
        return FALSE;
      *out_changed = year != self->plan->year;
      self->plan->year = year;
      return TRUE;
    }
  if (!nqp_import_span_parse (text, &read) || (which == HEADER && read.first > 0 && read.last == 0))
    return FALSE;
  if (which == ROWS && strchr (text, '-') == NULL && read.first > 0)
    read.last = 0; /* "5": from there on */
  *out_changed = read.first != span->first || read.last != span->last;
  *span = read;
  return TRUE;
}

static void
take (NqpLayoutBar *self, GtkWidget *entry)
{
  for (int i = 0; i < N_ENTRIES && self->plan != NULL; i++)
    if (self->entries[i] == entry)
      {
        gboolean changed;
        const gboolean good = take_entry (self, i, &changed);

        nqp_widget_set_class (entry, "error", !good);
        gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                     good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
        if (changed)
          tell (self);
      }
}

static void
on_activate (GtkWidget *entry, NqpLayoutBar *self)
{
  take (self, entry);
}

static void
on_leave (GtkEventController *controller, NqpLayoutBar *self)
{
  take (self, gtk_event_controller_get_widget (controller));
}

static void
on_decimal (NqpLayoutBar *self)
{
  self->plan->decimal
      = decimals[MIN (gtk_drop_down_get_selected (self->decimal), G_N_ELEMENTS (decimals) - 1)];
  tell (self);
}

static void
on_encoding (NqpLayoutBar *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->encoding);

  g_free (self->plan->encoding);
  self->plan->encoding = chosen < G_N_ELEMENTS (encodings) ? g_strdup (encodings[chosen]) : NULL;
  tell (self);
}

static void
on_sheet (NqpLayoutBar *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->sheet);

  nqp_import_plan_set_sheet (self->plan, gtk_drop_down_get_selected (self->sheet) > 0
                                             ? gtk_string_object_get_string (chosen)
                                             : NULL);
  tell (self);
}

/* ---- showing ------------------------------------------------------------------------------------------------------ */

/* What stands in it is the user's; one who is typing is not disturbed. */
static void
show_entry (NqpLayoutBar *self, int which, const char *said, const char *found)
{
  GtkWidget *entry = self->entries[which];
  GtkWidget *text = gtk_widget_get_first_child (entry);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), found);
  if (text != NULL && gtk_widget_has_focus (text))
    return;
  if (!gtk_widget_has_css_class (entry, "error"))
    gtk_editable_set_text (GTK_EDITABLE (entry), said);
}

static void
show_encoding (NqpLayoutBar *self, const NqpImportTrial *trial)
{
  const char *found = trial != NULL && self->plan->encoding == NULL ? trial->encoding : NULL;
  g_autofree char *as_found
      = found != NULL ? g_strdup_printf (_ ("As found: %s"), found) : g_strdup (_ ("As found"));
  const char *names[G_N_ELEMENTS (encodings) + 1] = { as_found };
  guint selected = 0;

  for (guint i = 1; i < G_N_ELEMENTS (encodings); i++)
    {
      names[i] = encodings[i];
      if (g_strcmp0 (self->plan->encoding, encodings[i]) == 0)
        selected = i;
    }
  nqp_control_show_names (self->encoding, names, selected, self);
}

/* The sheets of a workbook, which has no encoding to choose. */
static void
show_sheets (NqpLayoutBar *self, const NqpImportTrial *trial)
{
  char **sheets = trial != NULL ? trial->peek->sheets : NULL;
  const char *found = trial != NULL && self->plan->sheet == NULL ? trial->peek->sheet : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *as_found
      = found != NULL ? g_strdup_printf (_ ("As found: %s"), found) : g_strdup (_ ("As found"));
  guint selected = 0;

  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->sheet)), sheets != NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->encoding)), sheets == NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->decimal)), sheets == NULL);
  if (sheets == NULL)
    return;
  g_ptr_array_add (names, as_found);
  for (guint i = 0; sheets[i] != NULL; i++)
    {
      g_ptr_array_add (names, sheets[i]);
      if (g_strcmp0 (self->plan->sheet, sheets[i]) == 0)
        selected = i + 1;
    }
  g_ptr_array_add (names, NULL);
  nqp_control_show_names (self->sheet, (const char *const *)names->pdata, selected, self);
}

void
nqp_layout_bar_show (NqpLayoutBar *self, NqpImportPlan *plan, const NqpImportTrial *trial)
{
  const NqpTableLayout *layout = trial != NULL ? trial->layout : NULL;
  g_autofree char *header = nqp_import_span_to_string (plan->header);
  g_autofree char *rows = nqp_import_span_to_string (plan->rows);
  g_autofree char *year = plan->year != 0 ? g_strdup_printf ("%d", plan->year) : g_strdup ("");
  g_autofree char *found_header = NULL;
  g_autofree char *found_rows = NULL;
  g_autofree char *found_year = NULL;

  self->plan = plan;
  if (layout != NULL)
    {
      found_header = nqp_import_span_to_string ((NqpImportSpan){ layout->first_header, layout->last_header });
      found_rows = nqp_import_span_to_string ((NqpImportSpan){ layout->first_row, layout->last_row });
      found_year = layout->year != 0 ? g_strdup_printf ("%d", layout->year) : NULL;
    }
  show_entry (self, HEADER, header, found_header);
  show_entry (self, ROWS, rows, found_rows);
  show_entry (self, YEAR, year, found_year);
  for (guint i = 0; i < G_N_ELEMENTS (decimals); i++)
    if (decimals[i] == plan->decimal)
      nqp_control_show_selected (self->decimal, i, self);
  show_encoding (self, trial);
  show_sheets (self, trial);
}

/* ---- life --------------------------------------------------------------------------------------------------------- */

static void
add (NqpLayoutBar *self, const char *caption, GtkWidget *control, const char *tip)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (caption);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_tooltip_text (control, tip);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), control);
  gtk_box_append (GTK_BOX (self), box);
}

static GtkWidget *
add_entry (NqpLayoutBar *self, int which, const char *caption, int width, const char *tip)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), width);
  nqp_widget_call (entry, "%s", caption);
  g_signal_connect (entry, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (entry, focus);
  add (self, caption, entry, tip);
  return self->entries[which] = entry;
}

static GtkDropDown *
add_drop_down (NqpLayoutBar *self, const char *caption, const char *const *names, GCallback chosen,
               const char *tip)
{
  GtkWidget *menu = gtk_drop_down_new_from_strings (names);

  add (self, caption, menu, tip);
  nqp_drop_down_tell (GTK_DROP_DOWN (menu), caption);
  g_signal_connect_swapped (menu, "notify::selected", chosen, self);
  return GTK_DROP_DOWN (menu);
}

static void
nqp_layout_bar_class_init (NqpLayoutBarClass *klass)
{
  changed_signal
      = g_signal_new ("changed", NQP_TYPE_LAYOUT_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nqp_layout_bar_init (NqpLayoutBar *self)
{
  const char *const marks[] = { _ ("As found"), _ ("Point: 1.5"), _ ("Comma: 1,5"), NULL };
  const char *const none[] = { _ ("As found"), NULL };

  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "layout-bar");
  add_entry (self, HEADER, _ ("Header Rows"), 6,
             _ ("Rows with the names of the columns: 2, or 2-3 for several"));
  add_entry (self, ROWS, _ ("Data Rows"), 8, _ ("Rows with values: 4-34, or 4- up to the end"));
  add_entry (self, YEAR, _ ("Year"), 5, _ ("Of all values, where no column and no header has years"));
  self->decimal = add_drop_down (self, _ ("Decimal Mark"), marks, G_CALLBACK (on_decimal),
                                 _ ("What stands before the decimals of the numbers"));
  self->encoding = add_drop_down (self, _ ("Encoding"), none, G_CALLBACK (on_encoding),
                                  _ ("Choose another where letters look wrong"));
  self->sheet = add_drop_down (self, _ ("Sheet"), none, G_CALLBACK (on_sheet),
                               _ ("Which sheet of the workbook holds the values"));
}
