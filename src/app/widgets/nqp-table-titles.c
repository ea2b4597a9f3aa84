/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-view-private.h"

#include <string.h>

#define TITLE_CHARS 12

/* A long title over short numbers stands in two lines: broken at the space nearest to its middle. Labels in a column's
 * title button do not wrap by themselves. */
char *
nqp_table_title (const NqpTable *table, int column)
{
  const char *own = nqp_table_look (table, column)->title;
  char *title = g_strdup (own != NULL ? own : nqp_table_column_title (table, column));
  gsize length = strlen (title);
  char *best = NULL;

  if (!nqp_table_is_number (table, column)
      || g_utf8_strlen (title, -1) <= MAX (TITLE_CHARS, nqp_table_look (table, column)->chars)
      || strchr (title, '\n') != NULL)
    return title;
  for (char *space = strchr (title, ' '); space != NULL; space = strchr (space + 1, ' '))
    if (best == NULL || ABS (space - title - (gssize)length / 2) < ABS (best - title - (gssize)length / 2))
      best = space;
  if (best != NULL)
    *best = '\n';
  return title;
}

/* Numbers stand at the right, so must the titles above them. A title button holds a box that obeys its halign, and in it
 * the label. */
void
nqp_table_titles_dress (NqpTableView *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (guint i = 0; i < self->columns->len && title != NULL; i++, title = gtk_widget_get_next_sibling (title))
    {
      const NqpTableColumn *column = g_ptr_array_index (self->columns, i);
      GtkWidget *box = gtk_widget_get_first_child (title);
      GtkWidget *label = box != NULL ? gtk_widget_get_first_child (box) : NULL;

      gtk_widget_set_tooltip_text (title, nqp_table_look (self->table, column->column)->tip);
      if (label == NULL || !GTK_IS_LABEL (label) || !nqp_table_is_number (self->table, column->column))
        continue;
      gtk_widget_set_halign (box, GTK_ALIGN_END);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
    }
}

void
nqp_column_view_scroll_to (GtkColumnView *view, guint position)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      {
        gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
        return;
      }
}
