/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-text-view.h"

#include <glib/gi18n.h>

#include "nqp-control.h"
#include "nqp-label-parts.h"

struct _NqpTextView
{
  AdwBin parent_instance;

  const NqpTextKind *kind;
  NqpSession *session;
  GtkWidget *box, *bar, *filter;
  NqpGrid *grid;
  GtkLabel *cell;
  NqpProject *project; /* of what is shown: to be compared, not used */
};

enum
{
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NqpTextView, nqp_text_view, ADW_TYPE_BIN)

static const NqpTextSheet *
get_sheet (NqpTextView *self)
{
  return (const NqpTextSheet *)nqp_grid_get_sheet (self->grid);
}

/* ---- what is shown ------------------------------------------------------------------------------------------------ */

static void
show (NqpTextView *self, gboolean keep)
{
  NqpPanel *panel = nqp_session_get_panel (self->session);
  const NqpSheet *before = nqp_grid_get_sheet (self->grid);
  const NqpTextSheet *seen = get_sheet (self);
  NqpTextSheet *sheet;
  g_autofree char *code = NULL;
  int row, column;

  nqp_grid_get_cursor (self->grid, &row, &column);
  if (keep && seen != NULL && nqp_text_sheet_thing (seen, row) >= 0)
    code = g_strdup (seen->kind->code (seen->panel, nqp_text_sheet_thing (seen, row)));
  sheet = nqp_text_sheet_new (self->kind, panel, nqp_session_get_lang (self->session));
  if (before != NULL && keep)
    sheet->klass->arrange (&sheet->sheet, before->sorted_by, before->descending, before->filter);
  else
    {
      nqp_control_block (self->filter, self);
      gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
      nqp_control_unblock (self->filter, self);
    }
  nqp_grid_show_sheet (self->grid, &sheet->sheet, keep && before != NULL);
  row = code != NULL ? nqp_text_sheet_find (sheet, code) : -1;
  if (row >= 0)
    nqp_grid_move_to (self->grid, row, column, FALSE);
}

void
nqp_text_view_changed (NqpTextView *self, guint flags)
{
  const gboolean same = self->project == nqp_session_get_project (self->session);

  if (!same || get_sheet (self) == NULL)
    show (self, FALSE);
  else if ((flags & NQP_CHANGE_PROJECT) != 0 && !nqp_grid_refresh_sheet (self->grid))
    show (self, TRUE);
  self->project = nqp_session_get_project (self->session);
}

void
nqp_text_view_set_session (NqpTextView *self, NqpSession *session)
{
  if (g_set_object (&self->session, session))
    nqp_grid_set_session (self->grid, session);
}

/* ---- choosing ----------------------------------------------------------------------------------------------------- */

static void
on_filter (NqpTextView *self)
{
  const NqpSheet *sheet = nqp_grid_get_sheet (self->grid);

  if (sheet != NULL)
    nqp_grid_arrange (self->grid, sheet->sorted_by, sheet->descending,
                      gtk_editable_get_text (GTK_EDITABLE (self->filter)));
}

static void
on_filter_stopped (NqpTextView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

void
nqp_text_view_find (NqpTextView *self)
{
  gtk_widget_grab_focus (self->filter);
}

static void
act_sort (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (NQP_TEXT_VIEW (widget)->grid), "grid.sort", parameter);
}

static void
on_moved (NqpTextView *self)
{
  const NqpSheet *sheet = nqp_grid_get_sheet (self->grid);
  g_autofree char *text = NULL;
  int row, column;

  nqp_grid_get_cursor (self->grid, &row, &column);
  if (sheet != NULL && sheet->n_rows > 0)
    text = g_strdelimit (sheet->klass->describe (sheet, row, column), "\r\n", ' ');
  else if (sheet != NULL && sheet->filter != NULL && *sheet->filter != '\0')
    text = g_strdup (_ ("No row has that in its name"));
  gtk_label_set_text (self->cell, text != NULL ? text : "");
  g_signal_emit (self, signals[MOVED], 0);
}

GArray *
nqp_text_view_get_chosen (NqpTextView *self)
{
  const NqpTextSheet *sheet = get_sheet (self);
  GArray *things = g_array_new (FALSE, FALSE, sizeof (int));
  NqpGridRange range;

  nqp_grid_get_range (self->grid, &range);
  for (int r = range.row; sheet != NULL && r < range.row + range.n_rows; r++)
    {
      const int thing = nqp_text_sheet_thing (sheet, r);

      if (thing >= 0)
        g_array_append_val (things, thing);
    }
  return things;
}

void
nqp_text_view_choose (NqpTextView *self, const char *code)
{
  const int row = get_sheet (self) != NULL ? nqp_text_sheet_find (get_sheet (self), code) : -1;

  if (row >= 0)
    nqp_grid_move_to (self->grid, row, 0, FALSE);
}

NqpGrid *
nqp_text_view_get_grid (NqpTextView *self)
{
  return self->grid;
}

/* ---- life --------------------------------------------------------------------------------------------------------- */

void
nqp_text_view_add_button (NqpTextView *self, GtkWidget *button)
{
  gtk_box_append (GTK_BOX (self->bar), button);
}

static GtkWidget *
make_sort (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("Sort by This Column, _Lowest First"), "texts.sort::ascending");
  g_menu_append (menu, _ ("Sort by This Column, Hi_ghest First"), "texts.sort::descending");
  g_menu_append (menu, _ ("Sort by _Name"), "texts.sort::names");
  g_menu_append (menu, _ ("_Order of the Project"), "texts.sort::none");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-sort-descending-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("Sort rows"));
  nqp_widget_call (button, "%s", _ ("Sort rows"));
  return button;
}

static GtkWidget *
make_filter (NqpTextView *self)
{
  GtkWidget *filter = gtk_search_entry_new ();

  g_object_set (filter, "placeholder-text", _ ("Filter rows"), NULL);
  gtk_widget_set_hexpand (filter, TRUE);
  gtk_widget_set_halign (filter, GTK_ALIGN_START);
  nqp_widget_call (filter, "%s", _ ("Filter rows by name or code"));
  g_signal_connect_swapped (filter, "search-changed", G_CALLBACK (on_filter), self);
  g_signal_connect_swapped (filter, "stop-search", G_CALLBACK (on_filter_stopped), self);
  return filter;
}

static GtkWidget *
make_card (NqpTextView *self)
{
  GtkWidget *card = adw_bin_new (), *window = gtk_scrolled_window_new ();

  self->grid = g_object_new (NQP_TYPE_GRID, NULL);
  g_signal_connect_swapped (self->grid, "moved", G_CALLBACK (on_moved), self);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (window), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->grid));
  gtk_widget_set_overflow (card, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_vexpand (card, TRUE);
  gtk_widget_add_css_class (card, "card");
  adw_bin_set_child (ADW_BIN (card), window);
  return card;
}

static void
nqp_text_view_dispose (GObject *object)
{
  NqpTextView *self = NQP_TEXT_VIEW (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (nqp_text_view_parent_class)->dispose (object);
}

static void
nqp_text_view_class_init (NqpTextViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nqp_text_view_dispose;
  signals[MOVED]
      = g_signal_new ("moved", NQP_TYPE_TEXT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "texts.sort", "s", act_sort);
}

static void
nqp_text_view_init (NqpTextView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->bar, "page-bar");
  self->filter = make_filter (self);
  gtk_box_append (GTK_BOX (self->bar), self->filter);
  gtk_box_append (GTK_BOX (self->bar), make_sort ());
  gtk_box_append (GTK_BOX (self->box), self->bar);
  self->cell = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (self->box), make_card (self));
  gtk_label_set_xalign (self->cell, 0);
  gtk_label_set_ellipsize (self->cell, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->cell), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->cell), "numeric");
  nqp_label_tell_when_cut (GTK_WIDGET (self->cell));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->cell));
  adw_bin_set_child (ADW_BIN (self), self->box);
}

GtkWidget *
nqp_text_view_new (const NqpTextKind *kind)
{
  NqpTextView *self = g_object_new (NQP_TYPE_TEXT_VIEW, NULL);

  self->kind = kind;
  return GTK_WIDGET (self);
}
