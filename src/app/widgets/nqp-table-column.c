/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-column.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-derivation.h"
#include "nqp-number.h"
#include "nqp-table-bar.h"

#define TITLE_CHARS 12

void
nqp_table_column_state_free (NqpTableColumnState *self)
{
  g_free ((char *)self->info.id);
  g_free ((char *)self->info.title);
  g_clear_object (&self->column);
  g_hash_table_unref (self->bound);
  g_free (self);
}

static gboolean
is_number (const NqpTableColumn *info)
{
  return info->values != NULL ? nqp_table_column_type (info->values, info->arg) != NQP_COLUMN_TEXT
                              : info->number != NULL;
}

static double
get_number (const NqpTableColumn *info, const NqpView *view, int row)
{
  if (info->values != NULL)
    return row < nqp_table_n_rows (info->values) ? nqp_table_get_number (info->values, info->arg, row) : NAN;
  return info->number (view, row, info->arg);
}

static char *
get_text (const NqpTableColumn *info, const NqpView *view, int row)
{
  const char *text = NULL;

  if (info->values == NULL)
    return info->text (view, row, info->arg);
  if (row < nqp_table_n_rows (info->values))
    text = nqp_table_get_text (info->values, info->arg, row);
  return g_strdup (text != NULL ? text : "");
}

void
nqp_table_column_fill_keys (const NqpTableColumn *info, GListStore *store, const NqpView *view)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NqpTableRow) row = g_list_model_get_item (G_LIST_MODEL (store), i);
      g_clear_pointer (&row->text, g_free);
      if (is_number (info))
        {
          row->number = get_number (info, view, row->row);
          continue;
        }
      g_autofree char *text = get_text (info, view, row->row);
      row->text = g_utf8_collate_key (text, -1);
    }
}

/* The gravest one: a cell shows one symbol, its tooltip names them all. */
const char *
nqp_table_marks_symbol (guint marks)
{
  if (marks & NQP_TABLE_MARK_SUSPECT)
    return "▲";
  if (marks & NQP_TABLE_MARK_EDITED)
    return "✎";
  if (marks & NQP_TABLE_MARK_INCOMPLETE)
    return "◐";
  if (marks & NQP_TABLE_MARK_IMPUTED)
    return "○";
  if (marks & NQP_TABLE_MARK_TREATED)
    return "◇";
  return "";
}

char *
nqp_table_marks_text (guint marks)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  if (marks & NQP_TABLE_MARK_SUSPECT)
    g_ptr_array_add (lines, (char *)_ ("▲ Suspect value: treated as missing until it is accepted"));
  if (marks & NQP_TABLE_MARK_EDITED)
    g_ptr_array_add (lines, (char *)_ ("✎ Edited by hand"));
  if (marks & NQP_TABLE_MARK_INCOMPLETE)
    g_ptr_array_add (lines, (char *)_ ("◐ Incomplete: some of its parts have no data"));
  if (marks & NQP_TABLE_MARK_IMPUTED)
    g_ptr_array_add (lines, (char *)_ ("○ Rests on imputed or edited values"));
  if (marks & NQP_TABLE_MARK_TREATED)
    g_ptr_array_add (lines, (char *)_ ("◇ Outlier: counts as another value than its own"));
  if (lines->len == 0)
    return NULL;
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

char *
nqp_table_cell_text (const NqpTableColumn *info, const NqpView *view, int row)
{
  char buffer[NQP_NUMBER_SIZE];

  if (info->text != NULL || !is_number (info))
    return get_text (info, view, row);
  double value = get_number (info, view, row);
  return g_strdup (info->decimals < 0 ? nqp_number_to_screen_auto (value, buffer)
                                      : nqp_number_to_screen (value, info->decimals, buffer));
}

/* What the marks mean; else a name that is cut is told in full. */
static gboolean
query_tooltip (GtkWidget *cell, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  const char *marks = g_object_get_data (G_OBJECT (cell), "nqp-marks");
  GtkWidget *table = gtk_widget_get_ancestor (cell, NQP_TYPE_TABLE_VIEW);

  if (table == NULL || nqp_derivation_is_open (table))
    return FALSE;
  if (marks == NULL && !pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (cell))))
    return FALSE;
  gtk_tooltip_set_text (tooltip, marks != NULL ? marks : gtk_label_get_text (GTK_LABEL (cell)));
  return TRUE;
}

GtkWidget *
nqp_table_cell_new (const NqpTableColumn *info)
{
  if (info->kind == NQP_TABLE_KIND_BAR)
    return nqp_table_bar_new ();

  GtkWidget *cell = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (cell), info->kind == NQP_TABLE_KIND_NUMBER ? 1 : 0);
  gtk_label_set_width_chars (GTK_LABEL (cell), info->chars);
  if (info->kind == NQP_TABLE_KIND_NUMBER)
    gtk_widget_add_css_class (cell, "numeric");
  else
    gtk_label_set_ellipsize (GTK_LABEL (cell), PANGO_ELLIPSIZE_END);
  gtk_widget_set_has_tooltip (cell, TRUE);
  g_signal_connect (cell, "query-tooltip", G_CALLBACK (query_tooltip), NULL);
  return cell;
}

static guint
colour_byte (double share)
{
  return (guint)CLAMP (lround (share * 255), 0, 255);
}

void
nqp_table_cell_fill (GtkWidget *cell, const NqpTableColumn *info, const NqpView *view, const NqpStyle *style,
                     int row)
{
  NqpColour colour = { 0 };

  if (info->colour != NULL)
    colour = info->colour (view, style, row, info->arg);
  if (info->kind == NQP_TABLE_KIND_BAR)
    {
      GdkRGBA rgba = { (float)colour.r, (float)colour.g, (float)colour.b, (float)colour.a };
      nqp_table_bar_set (NQP_TABLE_BAR (cell), info->number (view, row, info->arg), &rgba);
      return;
    }

  g_autofree char *text = nqp_table_cell_text (info, view, row);
  guint marks = info->marks != NULL ? info->marks (view, row, info->arg) : 0;
  if (info->colour != NULL)
    {
      g_autofree char *markup
          = g_markup_printf_escaped ("<span foreground=\"#%02x%02x%02x\">●</span> %s", colour_byte (colour.r),
                                     colour_byte (colour.g), colour_byte (colour.b), text);
      gtk_label_set_markup (GTK_LABEL (cell), markup);
    }
  else if (marks != 0)
    {
      g_autofree char *marked = g_strdup_printf ("%s %s", nqp_table_marks_symbol (marks), text);
      gtk_label_set_text (GTK_LABEL (cell), marked);
    }
  else
    gtk_label_set_text (GTK_LABEL (cell), text);

  g_object_set_data_full (G_OBJECT (cell), "nqp-marks", nqp_table_marks_text (marks), g_free);
}

NqpTable *
nqp_table_columns_to_table (NqpTableColumnState *const *columns, int n_columns, GListModel *rows,
                            const NqpView *view)
{
  NqpTable *table = nqp_table_new ();

  for (int j = 0; j < n_columns; j++)
    {
      const NqpTableColumn *info = &columns[j]->info;
      nqp_table_add_column (table, info->id, info->title, NULL,
                            is_number (info) ? NQP_COLUMN_REAL : NQP_COLUMN_TEXT, info->decimals);
    }
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (NqpTableRow) row = g_list_model_get_item (rows, i);
      nqp_table_add_row (table);
      for (int j = 0; j < n_columns; j++)
        {
          const NqpTableColumn *info = &columns[j]->info;
          if (is_number (info))
            {
              nqp_table_set_number (table, j, get_number (info, view, row->row));
              continue;
            }
          g_autofree char *text = get_text (info, view, row->row);
          nqp_table_set_text (table, j, text);
        }
    }
  return table;
}

GtkWidget *
nqp_table_menu_new (NqpTableRows rows)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  if (rows != NQP_TABLE_VALUES)
    g_menu_append (menu, _ ("Show _derivation"), "table.derivation");
  if (rows == NQP_TABLE_REGIONS)
    g_menu_append (menu, _ ("_Compare this region"), "table.compare");
  g_menu_append (menu, _ ("Copy table as C_SV"), "table.copy");
  GtkWidget *popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  return popover;
}

/* A long title over short numbers stands in two lines: broken at the space nearest to its middle. Labels in a column's
 * title button do not wrap by themselves. */
char *
nqp_column_title (const NqpTableColumn *info)
{
  char *title = g_strdup (info->title);
  gsize length = strlen (title);
  char *best = NULL;

  if (info->kind != NQP_TABLE_KIND_NUMBER || g_utf8_strlen (title, -1) <= TITLE_CHARS)
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
nqp_column_view_align_titles (GtkColumnView *view, NqpTableColumnState *const *columns, int n_columns)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (int i = 0; i < n_columns && title != NULL; i++, title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *box = gtk_widget_get_first_child (title);
      GtkWidget *label = box != NULL ? gtk_widget_get_first_child (box) : NULL;
      if (label == NULL || !GTK_IS_LABEL (label))
        continue;
      if (columns[i]->info.kind == NQP_TABLE_KIND_NUMBER)
        {
          gtk_widget_set_halign (box, GTK_ALIGN_END);
          gtk_label_set_xalign (GTK_LABEL (label), 1);
          gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
        }
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
