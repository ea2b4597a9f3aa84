/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-preview-parts.h"

void
nqp_preview_empty (GtkWidget *parent)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (parent)) != NULL)
    if (GTK_IS_GRID (parent))
      gtk_grid_remove (GTK_GRID (parent), child);
    else
      gtk_box_remove (GTK_BOX (parent), child);
}

GtkWidget *
nqp_preview_text_new (const char *css_class)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), 0);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), 0);
  gtk_widget_add_css_class (text, css_class);
  return text;
}

int
nqp_preview_chars (const char *text, int most)
{
  int n = 0;

  for (; *text != '\0' && n < most; text = g_utf8_next_char (text))
    n += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;
  return n;
}

GtkWidget *
nqp_preview_follower_new (GtkWidget *child, GtkPolicyType horizontal, GtkPolicyType vertical)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), horizontal, vertical);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  return scroller;
}

gboolean
nqp_preview_holds_numbers (const NqpTableLayout *layout, int column)
{
  if (layout == NULL || column >= (int)layout->columns->len)
    return FALSE;
  switch (nqp_table_layout_column (layout, column)->role)
    {
    case NQP_COLUMN_SERIES:
    case NQP_COLUMN_VALUE:
    case NQP_COLUMN_YEAR:
      return TRUE;
    default:
      return FALSE;
    }
}
