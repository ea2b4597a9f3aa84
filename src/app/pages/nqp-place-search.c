/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-place-search.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-components.h"

/* A component that there is, or that there might be; an id that ends with the dot is the new one of its pillar. */
typedef struct
{
  char *id;
  NqpText name;
  gboolean used; /* has indicators */
} Place;

struct _NqpPlaceSearch
{
  NqpSearchPopover parent_instance;

  char *pillar;
  GPtrArray *places; /* (element-type Place): by the items' positions */
};

G_DEFINE_FINAL_TYPE (NqpPlaceSearch, nqp_place_search, NQP_TYPE_SEARCH_POPOVER)

static guint placed_signal;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->id);
  nqp_text_clear (&place->name);
  g_free (place);
}

static void
add_place (NqpPlaceSearch *self, GPtrArray *items, const char *id, const NqpText *name, gboolean used)
{
  const char *texts[] = { nqp_text_get (name, NQP_LANG_EN), nqp_text_get (name, NQP_LANG_ZH), NULL };
  const char *codes[] = { id, strchr (id, '.') + 1, NULL };
  Place *place = g_new0 (Place, 1);

  place->id = g_strdup (id);
  place->name = nqp_text_copy (name);
  place->used = used;
  g_ptr_array_add (items, nqp_search_item_new ((int)self->places->len, texts, codes));
  g_ptr_array_add (self->places, place);
}

static void
fill_pillar (NqpPlaceSearch *self, GPtrArray *items, const char *pillar)
{
  const NqpTree *tree = nqp_session_get_tree (nqp_search_popover_get_session (NQP_SEARCH_POPOVER (self)));
  g_autoptr (GPtrArray) known = nqp_pillar_list_components (pillar);
  g_autofree char *new_id = g_strconcat (pillar, ".", NULL);
  const int at = nqp_tree_find (tree, pillar);
  NqpText none = { NULL, NULL };

  for (int c = at >= 0 ? tree->nodes[at].first_child : -1; c >= 0; c = tree->nodes[c].next_sibling)
    if (tree->nodes[c].level == NQP_LEVEL_COMPONENT)
      add_place (self, items, tree->nodes[c].id, &tree->nodes[c].name, TRUE);
  for (guint k = 0; k < known->len; k++)
    if (nqp_tree_find (tree, known->pdata[k]) < 0)
      {
        NqpText name = nqp_pillar_name (known->pdata[k]);

        add_place (self, items, known->pdata[k], &name, FALSE);
        nqp_text_clear (&name);
      }
  add_place (self, items, new_id, &none, FALSE);
}

static void
fill (NqpSearchPopover *popover, GPtrArray *items)
{
  NqpPlaceSearch *self = NQP_PLACE_SEARCH (popover);

  g_ptr_array_set_size (self->places, 0);
  for (int p = 0; p < NQP_N_PILLARS; p++)
    if (self->pillar == NULL || strcmp (self->pillar, nqp_pillar_id (p)) == 0)
      fill_pillar (self, items, nqp_pillar_id (p));
}

static const Place *
get_place (NqpSearchPopover *popover, NqpSearchItem *item)
{
  return g_ptr_array_index (NQP_PLACE_SEARCH (popover)->places, (guint)nqp_search_item_get_position (item));
}

static gboolean
is_new (const Place *place)
{
  return g_str_has_suffix (place->id, ".");
}

/* A new one is there as soon as it has a name. */
static guint
match (NqpSearchPopover *popover, NqpSearchItem *item, const char *folded_query)
{
  return is_new (get_place (popover, item)) ? *folded_query != '\0'
                                            : nqp_search_item_match (item, folded_query);
}

static GtkWidget *
make_row (NqpSearchPopover *popover)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *dot = adw_bin_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *above = nqp_search_popover_make_name ();

  gtk_widget_add_css_class (dot, "pillar-dot");
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), nqp_search_popover_make_name ());
  gtk_widget_add_css_class (above, "caption");
  gtk_widget_add_css_class (above, "dim-label");
  gtk_box_append (GTK_BOX (words), above);
  gtk_box_append (GTK_BOX (row), dot);
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

static void
show_row (NqpSearchPopover *popover, GtkWidget *row, NqpSearchItem *item)
{
  const Place *place = get_place (popover, item);
  const NqpLang lang = nqp_session_get_lang (nqp_search_popover_get_session (popover));
  GtkWidget *words = gtk_widget_get_last_child (row);
  g_autofree char *pillar = g_strndup (place->id, strcspn (place->id, "."));
  g_autofree char *css_class = g_strconcat ("pillar-", pillar, NULL);
  const char *classes[] = { css_class, NULL };
  NqpText pillar_name = nqp_pillar_name (pillar);
  g_autofree char *name = NULL, *above = NULL;

  if (is_new (place))
    /* Translators: a component of the index that the user has just named */
    name = g_strdup_printf (_ ("New component “%s”"), nqp_search_popover_get_text (popover));
  else
    name = g_strdup (nqp_text_get (&place->name, lang));
  above = place->used      ? g_strdup (nqp_text_get (&pillar_name, lang))
          : is_new (place) ? g_strdup (nqp_text_get (&pillar_name, lang))
                           /* Translators: a pillar, and that the component below it has no indicator yet */
                           : g_strdup_printf (_ ("%s · empty so far"), nqp_text_get (&pillar_name, lang));
  gtk_widget_set_css_classes (row, classes);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (words)), name);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (words)), above);
  nqp_text_clear (&pillar_name);
}

static void
pick (NqpSearchPopover *popover, NqpSearchItem *item, gboolean alternative)
{
  const Place *place = get_place (popover, item);
  g_autofree char *pillar = g_strndup (place->id, strcspn (place->id, "."));
  g_autofree char *component
      = g_strdup (is_new (place) ? nqp_search_popover_get_text (popover) : strchr (place->id, '.') + 1);

  gtk_popover_popdown (GTK_POPOVER (popover));
  g_signal_emit (popover, placed_signal, 0, pillar, component);
}

static int
get_current (NqpSearchPopover *popover)
{
  return -1;
}

void
nqp_place_search_set_pillar (NqpPlaceSearch *self, const char *pillar)
{
  g_free (self->pillar);
  self->pillar = g_strdup (pillar);
}

static void
nqp_place_search_finalize (GObject *object)
{
  NqpPlaceSearch *self = NQP_PLACE_SEARCH (object);

  g_free (self->pillar);
  g_ptr_array_unref (self->places);
  G_OBJECT_CLASS (nqp_place_search_parent_class)->finalize (object);
}

static void
nqp_place_search_class_init (NqpPlaceSearchClass *klass)
{
  NqpSearchPopoverClass *popover_class = NQP_SEARCH_POPOVER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nqp_place_search_finalize;
  popover_class->fill = fill;
  popover_class->match = match;
  popover_class->make_row = make_row;
  popover_class->show_row = show_row;
  popover_class->pick = pick;
  popover_class->get_current = get_current;
  placed_signal = g_signal_new ("placed", NQP_TYPE_PLACE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
nqp_place_search_init (NqpPlaceSearch *self)
{
  self->places = g_ptr_array_new_with_free_func (place_free);
  nqp_search_popover_set_texts (NQP_SEARCH_POPOVER (self), _ ("Component, or a name for a new one"),
                                _ ("Enter puts it there"));
}
