/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-neighbours-bar.h"

#include <glib/gi18n.h>

#include "nqp-label-parts.h"
#include "nqp-search-popover.h"
#include "nqp-session-places.h"

/* ---- finds another one -------------------------------------------------------------------------------------------- */

#define NQP_TYPE_NEIGHBOUR_SEARCH (nqp_neighbour_search_get_type ())
G_DECLARE_FINAL_TYPE (NqpNeighbourSearch, nqp_neighbour_search, NQP, NEIGHBOUR_SEARCH, NqpSearchPopover)

struct _NqpNeighbourSearch
{
  NqpSearchPopover parent_instance;

  int place; /* whose neighbour is looked for */
};

G_DEFINE_FINAL_TYPE (NqpNeighbourSearch, nqp_neighbour_search, NQP_TYPE_SEARCH_POPOVER)

static gboolean
are_neighbours (const NqpPanel *panel, int a, int b)
{
  for (int k = 0; k < panel->n_neighbours; k++)
    if ((panel->neighbours[k].a == a && panel->neighbours[k].b == b)
        || (panel->neighbours[k].a == b && panel->neighbours[k].b == a))
      return TRUE;
  return FALSE;
}

static void
fill_search (NqpSearchPopover *popover, GPtrArray *items)
{
  const NqpPanel *panel = nqp_session_get_panel (nqp_search_popover_get_session (popover));
  const int place = NQP_NEIGHBOUR_SEARCH (popover)->place;

  for (int i = 0; i < panel->n_places; i++)
    {
      const NqpRegion *it = &panel->places[i];
      const char *texts[]
          = { nqp_text_get (&it->name, NQP_LANG_EN), nqp_text_get (&it->name, NQP_LANG_ZH), NULL };
      const char *codes[] = { it->code, it->initials, NULL };

      if (i != place && !are_neighbours (panel, i, place))
        g_ptr_array_add (items, nqp_search_item_new (i, texts, codes));
    }
}

static GtkWidget *
make_search_row (NqpSearchPopover *popover)
{
  return nqp_search_popover_make_name ();
}

static void
show_search_row (NqpSearchPopover *popover, GtkWidget *row, NqpSearchItem *item)
{
  NqpSession *session = nqp_search_popover_get_session (popover);

  gtk_label_set_text (GTK_LABEL (row), nqp_panel_place_name (nqp_session_get_panel (session),
                                                             nqp_search_item_get_position (item),
                                                             nqp_session_get_lang (session)));
}

static void
set_neighbours (NqpSession *session, int a, int b, gboolean neighbours)
{
  g_autoptr (NqpPanel) panel = nqp_panel_ref (nqp_session_get_panel (session));
  g_autoptr (GError) error = NULL;
  const char *why = nqp_session_get_read_only (session);

  if (why != NULL)
    nqp_session_message (session, why, NULL, NULL);
  else if (!nqp_session_set_neighbours (session, panel->places[a].code, panel->places[b].code, neighbours,
                                        &error))
    nqp_session_message (session, error->message, NULL, NULL);
}

static void
pick (NqpSearchPopover *popover, NqpSearchItem *item, gboolean alternative)
{
  const int other = nqp_search_item_get_position (item);

  gtk_popover_popdown (GTK_POPOVER (popover));
  set_neighbours (nqp_search_popover_get_session (popover), NQP_NEIGHBOUR_SEARCH (popover)->place, other,
                  TRUE);
}

static int
get_current (NqpSearchPopover *popover)
{
  return -1;
}

static void
nqp_neighbour_search_class_init (NqpNeighbourSearchClass *klass)
{
  NqpSearchPopoverClass *popover_class = NQP_SEARCH_POPOVER_CLASS (klass);

  popover_class->fill = fill_search;
  popover_class->make_row = make_search_row;
  popover_class->show_row = show_search_row;
  popover_class->pick = pick;
  popover_class->get_current = get_current;
  popover_class->best_first = TRUE;
}

static void
nqp_neighbour_search_init (NqpNeighbourSearch *self)
{
  nqp_search_popover_set_texts (NQP_SEARCH_POPOVER (self), _ ("Find a region"),
                                _ ("Name, pinyin initials or code; Enter makes the two neighbours"));
}

/* ---- the bar ------------------------------------------------------------------------------------------------------ */

struct _NqpNeighboursBar
{
  AdwBin parent_instance;

  NqpSession *session;
  GtkWidget *title, *list, *add, *search;
  NqpPanel *panel; /* that is shown */
  int place;
};

G_DEFINE_FINAL_TYPE (NqpNeighboursBar, nqp_neighbours_bar, ADW_TYPE_BIN)

static void
on_remove (GtkButton *button, NqpNeighboursBar *self)
{
  const int other = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "nqp-place"));

  if (self->place >= 0 && self->panel == nqp_session_get_panel (self->session))
    set_neighbours (self->session, self->place, other, FALSE);
}

static GtkWidget *
make_neighbour (NqpNeighboursBar *self, int place)
{
  const NqpLang lang = nqp_session_get_lang (self->session);
  const char *name = nqp_panel_place_name (self->panel, place, lang);
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Translators: two regions that are neighbours */
  g_autofree char *words = g_strdup_printf (_ ("%s: remove from the neighbours of %s"), name,
                                            nqp_panel_place_name (self->panel, self->place, lang));

  gtk_box_append (GTK_BOX (box), gtk_label_new (name));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, words);
  nqp_widget_call (button, "%s", words);
  g_object_set_data (G_OBJECT (button), "nqp-place", GINT_TO_POINTER (place));
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove), self);
  return button;
}

static void
fill (NqpNeighboursBar *self)
{
  g_autofree char *title = NULL;
  GtkWidget *child;
  int n = 0;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (int i = 0; self->place >= 0 && i < self->panel->n_places; i++)
    if (are_neighbours (self->panel, self->place, i))
      {
        gtk_box_append (GTK_BOX (self->list), make_neighbour (self, i));
        n++;
      }
  if (self->place < 0)
    title = g_strdup (_ ("Choose one region to see its neighbours"));
  else
    title = g_strdup_printf (
        n > 0 ? _ ("Neighbours of %s:") : _ ("%s has no neighbours"),
        nqp_panel_place_name (self->panel, self->place, nqp_session_get_lang (self->session)));
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_widget_set_visible (self->add, self->place >= 0);
}

void
nqp_neighbours_bar_show (NqpNeighboursBar *self, int place)
{
  NqpPanel *panel = self->session != NULL ? nqp_session_get_panel (self->session) : NULL;

  if (panel == NULL || (panel == self->panel && place == self->place))
    return;
  nqp_panel_ref (panel);
  g_clear_pointer (&self->panel, nqp_panel_unref);
  self->panel = panel;
  self->place = place < panel->n_places ? place : -1;
  NQP_NEIGHBOUR_SEARCH (self->search)->place = self->place;
  fill (self);
}

void
nqp_neighbours_bar_set_session (NqpNeighboursBar *self, NqpSession *session)
{
  g_set_object (&self->session, session);
  nqp_search_popover_set_session (NQP_SEARCH_POPOVER (self->search), session);
}

static void
nqp_neighbours_bar_dispose (GObject *object)
{
  NqpNeighboursBar *self = NQP_NEIGHBOURS_BAR (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->panel, nqp_panel_unref);
  G_OBJECT_CLASS (nqp_neighbours_bar_parent_class)->dispose (object);
}

static void
nqp_neighbours_bar_class_init (NqpNeighboursBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nqp_neighbours_bar_dispose;
}

static void
nqp_neighbours_bar_init (NqpNeighboursBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *window = gtk_scrolled_window_new ();

  self->place = -1;
  self->title = gtk_label_new (NULL);
  self->list = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->add = gtk_menu_button_new ();
  self->search = g_object_new (NQP_TYPE_NEIGHBOUR_SEARCH, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), self->list);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_widget_set_hexpand (window, TRUE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->add), "list-add-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->add), self->search);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->add), GTK_ARROW_UP);
  gtk_widget_set_tooltip_text (self->add, _ ("Add a neighbour"));
  nqp_widget_call (self->add, "%s", _ ("Add a neighbour"));
  gtk_widget_set_valign (self->add, GTK_ALIGN_START);
  gtk_widget_set_size_request (box, -1, 34);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), window);
  gtk_box_append (GTK_BOX (box), self->add);
  adw_bin_set_child (ADW_BIN (self), box);
}
