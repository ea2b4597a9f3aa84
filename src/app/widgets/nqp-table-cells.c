/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-class-parts.h"
#include "nqp-derivation.h"
#include "nqp-series-mark.h"
#include "nqp-table-bar.h"

/* The cells of a table: what a look is made of, and how it is filled. */

#define ITEM_KEY "nqp-list-item"
#define COLUMN_KEY "nqp-column"

GtkListItem *
nqp_table_cell_item (GtkWidget *cell)
{
  return g_object_get_data (G_OBJECT (cell), ITEM_KEY);
}

NqpTableColumn *
nqp_table_cell_column (GtkWidget *cell)
{
  return g_object_get_data (G_OBJECT (cell), COLUMN_KEY);
}

/* ---- marks ------------------------------------------------------------------------------------------------------ */

/* The gravest one: a cell shows one symbol, its tooltip names them all. */
static const char *
marks_symbol (guint marks)
{
  if (marks & NQP_MARK_SUSPECT)
    return NQP_SIGN_SUSPECT;
  if (marks & NQP_MARK_EDITED)
    return NQP_SIGN_EDITED;
  if (marks & NQP_MARK_INCOMPLETE)
    return NQP_SIGN_INCOMPLETE;
  if (marks & NQP_MARK_IMPUTED)
    return NQP_SIGN_IMPUTED;
  if (marks & NQP_MARK_TREATED)
    return NQP_SIGN_TREATED;
  return NULL;
}

static char *
marks_text (guint marks)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  if (marks & NQP_MARK_SUSPECT)
    g_ptr_array_add (lines, (char *)_ ("▲ Suspect value: treated as missing until it is accepted"));
  if (marks & NQP_MARK_EDITED)
    g_ptr_array_add (lines, (char *)_ ("✎ Edited by hand"));
  if (marks & NQP_MARK_INCOMPLETE)
    /* xgettext:no-c-format */
    g_ptr_array_add (lines, (char *)_ ("○ Incomplete: less than 95 % of its weight has data"));
  if (marks & NQP_MARK_IMPUTED)
    g_ptr_array_add (lines, (char *)_ ("◌ Rests on imputed or edited values"));
  if (marks & NQP_MARK_TREATED)
    g_ptr_array_add (lines, (char *)_ ("◇ Outlier: counts as another value than its own"));
  if (lines->len == 0)
    return NULL;
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

static guint
cell_marks (const NqpTableColumn *column, const NqpView *view, int row)
{
  const NqpTable *table = column->view->table;
  guint marks = nqp_table_cell_marks (table, column->column, row);

  if (nqp_table_look (table, column->column)->marks && view->scores != NULL)
    marks |= nqp_view_marks (view, nqp_table_cell_datum (table, column->column, row));
  return marks;
}

static void
get_view (NqpTableView *self, NqpView *view)
{
  if (self->snapshot != NULL)
    *view = *nqp_snapshot_get_view (self->snapshot);
  else
    *view = (NqpView){ .focus = -1 };
}

/* What the marks mean; else a text that is cut is told in full. */
static gboolean
query_tooltip (GtkWidget *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  GtkListItem *item = data;
  NqpTableColumn *column = g_object_get_data (G_OBJECT (label), COLUMN_KEY);
  const int row = nqp_table_view_row_of (gtk_list_item_get_item (item));
  g_autofree char *marks = NULL;
  NqpView view;

  if (row < 0 || column->view->table == NULL || nqp_derivation_is_open (GTK_WIDGET (column->view)))
    return FALSE;
  get_view (column->view, &view);
  marks = marks_text (cell_marks (column, &view, row));
  if (marks == NULL && !pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))))
    return FALSE;
  gtk_tooltip_set_text (tooltip, marks != NULL ? marks : gtk_label_get_text (GTK_LABEL (label)));
  return TRUE;
}

/* ---- making ----------------------------------------------------------------------------------------------------- */

static GtkWidget *
make_label (NqpTableColumn *column, GtkListItem *item)
{
  const NqpLook *look = nqp_table_look (column->view->table, column->column);
  const gboolean number = nqp_table_is_number (column->view->table, column->column);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  gtk_label_set_width_chars (GTK_LABEL (label), look->chars);
  if (number)
    gtk_widget_add_css_class (label, "numeric");
  else
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (label, look->kind != NQP_LOOK_VALUE);
    }
  if (look->lines > 1)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (label), look->lines);
      gtk_label_set_max_width_chars (GTK_LABEL (label), look->lines * look->chars);
    }
  gtk_widget_set_has_tooltip (label, TRUE);
  g_object_set_data (G_OBJECT (label), COLUMN_KEY, column);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip), item);
  return label;
}

static void
on_button (GtkButton *button, GtkListItem *item)
{
  NqpTableColumn *column = nqp_table_cell_column (GTK_WIDGET (button));

  nqp_table_view_pick (column->view, nqp_table_view_row_of (gtk_list_item_get_item (item)));
}

static GtkWidget *
box_of (GtkWidget *first, GtkWidget *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

static GtkWidget *
make_cell (NqpTableColumn *column, GtkListItem *item)
{
  const NqpLook *look = nqp_table_look (column->view->table, column->column);
  GtkWidget *cell, *other;

  switch (look->kind)
    {
    case NQP_LOOK_BAR:
      return nqp_table_bar_new ();
    case NQP_LOOK_REGION:
      return box_of (nqp_series_mark_new (), make_label (column, item));
    case NQP_LOOK_PART:
      other = nqp_table_bar_new ();
      gtk_widget_add_css_class (other, "dot");
      return box_of (other, make_label (column, item));
    case NQP_LOOK_BUTTON:
      cell = gtk_button_new_from_icon_name ("go-next-symbolic");
      gtk_widget_add_css_class (cell, "flat");
      gtk_widget_add_css_class (cell, "small-button");
      gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
      g_signal_connect (cell, "clicked", G_CALLBACK (on_button), item);
      return cell;
    case NQP_LOOK_VALUE:
    default:
      cell = make_label (column, item);
      if (look->shift == 0)
        return cell;
      other = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (other), 0);
      gtk_label_set_width_chars (GTK_LABEL (other), 4);
      gtk_widget_add_css_class (other, "numeric");
      gtk_widget_set_hexpand (cell, TRUE);
      return box_of (cell, other);
    }
}

static void
setup_cell (GtkSignalListItemFactory *factory, GtkListItem *item, NqpTableColumn *column)
{
  GtkWidget *cell = make_cell (column, item);

  g_object_set_data (G_OBJECT (cell), ITEM_KEY, item);
  g_object_set_data (G_OBJECT (cell), COLUMN_KEY, column);
  if (column->view->tree != NULL && column == g_ptr_array_index (column->view->columns, 0))
    {
      GtkWidget *expander = gtk_tree_expander_new ();

      gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), cell);
      cell = expander;
    }
  gtk_list_item_set_child (item, cell);
}

/* ---- filling ---------------------------------------------------------------------------------------------------- */

static void
set_text (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) != 0)
    gtk_label_set_text (GTK_LABEL (label), text);
}

static void
fill_label (GtkWidget *label, const NqpTableColumn *column, const NqpView *view, int row)
{
  const guint marks = cell_marks (column, view, row);
  const char *symbol = marks_symbol (marks);
  g_autofree char *text = nqp_table_cell_text (column->view->table, column->column, row);

  if (symbol != NULL)
    {
      g_autofree char *marked = g_strdup_printf ("%s %s", symbol, text);

      set_text (label, marked);
    }
  else
    set_text (label, text);
  nqp_widget_set_class (label, "heading", (marks & NQP_MARK_CHANGED) != 0);
}

static void
fill_bar (GtkWidget *bar, double share, NqpColour colour)
{
  const GdkRGBA rgba = { (float)colour.r, (float)colour.g, (float)colour.b, (float)colour.a };

  nqp_table_bar_set (NQP_TABLE_BAR (bar), share, &rgba);
}

static void
fill_shift (GtkWidget *label, double shift)
{
  g_autofree char *text = isnan (shift) || shift == 0
                              ? g_strdup ("")
                              : g_strdup_printf ("%s%.0f", shift > 0 ? "▲" : "▼", fabs (shift));

  set_text (label, text);
  nqp_widget_set_class (label, "success", shift > 0);
  nqp_widget_set_class (label, "error", shift < 0);
}

static void
fill_part (GtkWidget *dot, const NqpView *view, const NqpStyle *style, int node)
{
  const NqpTree *tree = view->scores != NULL ? view->scores->tree : NULL;
  const int pillar = tree != NULL && node >= 0 && node < tree->n_nodes ? nqp_tree_pillar_of (tree, node) : -1;

  fill_bar (dot, 1, pillar >= 0 ? nqp_colour_pillar (style, tree->nodes[pillar].id) : style->accent);
}

static void
fill_cell (GtkListItem *item, NqpTableColumn *column, const NqpView *view, const NqpStyle *style)
{
  const NqpTable *table = column->view->table;
  const NqpLook *look = nqp_table_look (table, column->column);
  const int row = nqp_table_view_row_of (gtk_list_item_get_item (item));
  const NqpDatum datum = nqp_table_row_datum (table, row);
  GtkWidget *cell = gtk_list_item_get_child (item);
  int index;

  if (row < 0 || row >= nqp_table_n_rows (table))
    return;
  if (GTK_IS_TREE_EXPANDER (cell))
    {
      gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (cell), gtk_list_item_get_item (item));
      cell = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (cell));
    }
  switch (look->kind)
    {
    case NQP_LOOK_BAR:
      fill_bar (cell, nqp_table_get_number (table, column->column, row), nqp_colour_ramp (style, 0.75));
      return;
    case NQP_LOOK_BUTTON:
      {
        const char *text = nqp_table_get_text (table, column->column, row);

        gtk_widget_set_tooltip_text (cell, text);
        gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        text != NULL ? text : "", -1);
        return;
      }
    case NQP_LOOK_REGION:
      index = nqp_view_compared_index (view, datum.region);
      nqp_series_mark_set (NQP_SERIES_MARK (gtk_widget_get_first_child (cell)), index, style);
      gtk_widget_set_visible (gtk_widget_get_first_child (cell), index >= 0); /* the names have little room */
      cell = gtk_widget_get_last_child (cell);
      break;
    case NQP_LOOK_PART:
      fill_part (gtk_widget_get_first_child (cell), view, style, datum.node);
      cell = gtk_widget_get_last_child (cell);
      break;
    case NQP_LOOK_VALUE:
    default:
      if (look->shift == 0)
        break;
      fill_shift (gtk_widget_get_last_child (cell), nqp_table_get_number (table, look->shift - 1, row));
      cell = gtk_widget_get_first_child (cell);
    }
  fill_label (cell, column, view, row);
}

/* ---- rows ------------------------------------------------------------------------------------------------------- */

/* The line that a cell stands in. */
static GtkWidget *
find_line (GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  GtkWidget *holder = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  return holder != NULL ? gtk_widget_get_parent (holder) : NULL;
}

static void
show_state (NqpTableView *self, GtkListItem *item, const NqpView *view)
{
  GtkWidget *line = find_line (item);
  int row = nqp_table_view_row_of (gtk_list_item_get_item (item));
  int region, index;

  if (line == NULL || row < 0 || self->table == NULL)
    return;
  region = nqp_table_view_is_by_region (self) ? nqp_table_row_datum (self->table, row).region : -1;
  index = region >= 0 ? nqp_view_compared_index (view, region) : -1;
  nqp_widget_set_class (line, "hovered", region >= 0 && region == self->hover);
  for (int i = 1; i <= NQP_MAX_COMPARED; i++)
    {
      g_autofree char *css_class = g_strdup_printf ("compared-%d", i);

      nqp_widget_set_class (line, css_class, i == index);
    }
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, NqpTableColumn *column)
{
  NqpView view;
  NqpStyle style;

  g_hash_table_add (column->bound, item);
  if (column->view->table == NULL || column->view->session == NULL)
    return;
  get_view (column->view, &view);
  nqp_session_get_style (column->view->session, &style);
  fill_cell (item, column, &view, &style);
  if (column == g_ptr_array_index (column->view->columns, 0))
    show_state (column->view, item, &view);
}

static void
unbind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, NqpTableColumn *column)
{
  GtkWidget *cell = gtk_list_item_get_child (item);

  g_hash_table_remove (column->bound, item);
  if (cell != NULL && GTK_IS_TREE_EXPANDER (cell))
    gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (cell), NULL);
}

void
nqp_table_cells_add_factory (NqpTableColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell), column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell), column);
  gtk_column_view_column_set_factory (column->shown, factory);
  g_object_unref (factory);
}

void
nqp_table_cells_refresh_rows (NqpTableView *self)
{
  GHashTableIter iter;
  gpointer item;
  NqpView view;

  if (self->columns->len == 0)
    return;
  get_view (self, &view);
  g_hash_table_iter_init (&iter, ((NqpTableColumn *)g_ptr_array_index (self->columns, 0))->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_state (self, item, &view);
}

void
nqp_table_cells_refresh (NqpTableView *self)
{
  NqpView view;
  NqpStyle style;

  if (self->session == NULL)
    return;
  get_view (self, &view);
  nqp_session_get_style (self->session, &style);
  for (guint i = 0; i < self->columns->len; i++)
    {
      NqpTableColumn *column = g_ptr_array_index (self->columns, i);
      GHashTableIter iter;
      gpointer item;

      g_hash_table_iter_init (&iter, column->bound);
      while (g_hash_table_iter_next (&iter, &item, NULL))
        fill_cell (item, column, &view, &style);
    }
  nqp_table_cells_refresh_rows (self);
}

GtkWidget *
nqp_table_cells_find_line (NqpTableView *self, int row)
{
  GHashTableIter iter;
  gpointer item;

  if (self->columns->len == 0)
    return NULL;
  g_hash_table_iter_init (&iter, ((NqpTableColumn *)g_ptr_array_index (self->columns, 0))->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (nqp_table_view_row_of (gtk_list_item_get_item (item)) == row)
      return find_line (item);
  return NULL;
}

int
nqp_table_cells_line_row (NqpTableView *self, GtkWidget *line)
{
  GHashTableIter iter;
  gpointer item;

  if (self->columns->len == 0 || line == NULL)
    return -1;
  g_hash_table_iter_init (&iter, ((NqpTableColumn *)g_ptr_array_index (self->columns, 0))->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (find_line (item) == line)
      return nqp_table_view_row_of (gtk_list_item_get_item (item));
  return -1;
}
