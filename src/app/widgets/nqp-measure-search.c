/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-measure-search.h"

#include <glib/gi18n.h>

#include "nqp-class-parts.h"

struct _NqpMeasureSearch
{
  NqpSearchPopover parent_instance;

  GPtrArray *items; /* (element-type NqpSearchItem): by node */
};

G_DEFINE_FINAL_TYPE (NqpMeasureSearch, nqp_measure_search, NQP_TYPE_SEARCH_POPOVER)

static const NqpTree *
get_tree (NqpSearchPopover *popover)
{
  return nqp_session_get_tree (nqp_search_popover_get_session (popover));
}

static void
fill (NqpSearchPopover *popover, GPtrArray *items)
{
  GPtrArray *own = NQP_MEASURE_SEARCH (popover)->items;

  g_ptr_array_set_size (own, 0);
  nqp_search_add_measures (nqp_search_popover_get_session (popover), own);
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (items, g_object_ref (own->pdata[i]));
}

/* A match shows the path that leads to it and all that is below it. */
static guint
match (NqpSearchPopover *popover, NqpSearchItem *item, const char *folded_query)
{
  return nqp_search_match_measure (NQP_MEASURE_SEARCH (popover)->items, get_tree (popover),
                                   nqp_search_item_get_position (item), folded_query);
}

static GtkWidget *
make_row (NqpSearchPopover *popover)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *dot = adw_bin_new ();
  GtkWidget *label = nqp_search_popover_make_name ();

  gtk_widget_add_css_class (dot, "pillar-dot");
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), dot);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

static void
show_row (NqpSearchPopover *popover, GtkWidget *row, NqpSearchItem *item)
{
  const NqpTree *tree = get_tree (popover);
  GtkWidget *dot = gtk_widget_get_first_child (row);
  GtkWidget *label = gtk_widget_get_last_child (row);
  NqpLang lang = nqp_session_get_lang (nqp_search_popover_get_session (popover));
  int node = nqp_search_item_get_position (item);
  int pillar;
  const char *name;

  if (node >= tree->n_nodes)
    return;
  pillar = nqp_tree_pillar_of (tree, node);
  name = nqp_text_get (&tree->nodes[node].name, lang);
  gtk_label_set_text (GTK_LABEL (label), name);
  gtk_widget_set_tooltip_text (row, name);
  gtk_widget_set_visible (dot, tree->nodes[node].level == NQP_LEVEL_PILLAR);
  gtk_widget_set_margin_start (row, 12 * (int)tree->nodes[node].level);
  nqp_widget_set_class (label, "heading", tree->nodes[node].level <= NQP_LEVEL_PILLAR);
  if (pillar >= 0)
    {
      g_autofree char *css_class = g_strconcat ("pillar-", tree->nodes[pillar].id, NULL);
      const char *classes[] = { css_class, NULL };

      gtk_widget_set_css_classes (row, classes);
    }
}

static void
pick (NqpSearchPopover *popover, NqpSearchItem *item, gboolean alternative)
{
  nqp_session_set_measure (nqp_search_popover_get_session (popover), nqp_search_item_get_position (item));
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static int
get_current (NqpSearchPopover *popover)
{
  return nqp_session_get_measure (nqp_search_popover_get_session (popover));
}

static void
nqp_measure_search_finalize (GObject *object)
{
  g_ptr_array_unref (NQP_MEASURE_SEARCH (object)->items);
  G_OBJECT_CLASS (nqp_measure_search_parent_class)->finalize (object);
}

static void
nqp_measure_search_class_init (NqpMeasureSearchClass *klass)
{
  NqpSearchPopoverClass *popover_class = NQP_SEARCH_POPOVER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nqp_measure_search_finalize;
  popover_class->fill = fill;
  popover_class->match = match;
  popover_class->make_row = make_row;
  popover_class->show_row = show_row;
  popover_class->pick = pick;
  popover_class->get_current = get_current;
}

static void
nqp_measure_search_init (NqpMeasureSearch *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  nqp_search_popover_set_texts (NQP_SEARCH_POPOVER (self), _ ("Find a measure"),
                                _ ("Name in English or Chinese, or code; Enter chooses"));
}
