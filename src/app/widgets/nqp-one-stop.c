/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-one-stop.h"

struct _NqpOneStop
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (NqpOneStop, nqp_one_stop, ADW_TYPE_BIN)

static GtkListBox *
find_list (GtkWidget *widget)
{
  GtkListBox *list = GTK_IS_LIST_BOX (widget) ? GTK_LIST_BOX (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && list == NULL;
       child = gtk_widget_get_next_sibling (child))
    list = find_list (child);
  return list;
}

static gboolean
nqp_one_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  const gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, widget);
  const gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
  GtkListBox *list = find_list (widget);
  GtkWidget *row = NULL;

  if (tab && inside)
    {
      /* what is in the row comes first */
      GtkWidget *at
          = GTK_IS_LIST_BOX_ROW (focus) ? focus : gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);

      return at != NULL && gtk_widget_child_focus (at, direction);
    }
  if (list != NULL && !inside)
    {
      row = GTK_WIDGET (gtk_list_box_get_selected_row (list));
      if (row == NULL)
        row = gtk_widget_get_focus_child (GTK_WIDGET (list));
    }
  if (row != NULL && gtk_widget_get_mapped (row))
    return gtk_widget_grab_focus (row);
  return GTK_WIDGET_CLASS (nqp_one_stop_parent_class)
      ->focus (widget, inside ? direction : GTK_DIR_TAB_FORWARD);
}

static void
nqp_one_stop_class_init (NqpOneStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = nqp_one_stop_focus;
}

static void
nqp_one_stop_init (NqpOneStop *self)
{
}
