/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scheme-compare.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-file-dialog.h"
#include "nqp-label-parts.h"
#include "nqp-number.h"
#include "nqp-scheme-cases.h"
#include "nqp-staged.h"
#include "nqp-table-row.h"
#include "nqp-words.h"

#define NQP_TYPE_SCHEME_COMPARE (nqp_scheme_compare_get_type ())
G_DECLARE_FINAL_TYPE (NqpSchemeCompare, nqp_scheme_compare, NQP, SCHEME_COMPARE, AdwWindow)

struct _NqpSchemeCompare
{
  AdwWindow parent_instance;

  NqpSession *session;
  gboolean built_in[NQP_N_SCHEMES];
  GPtrArray *cases; /* (element-type NqpSchemeCase) */

  GtkWidget *checks, *stack, *ranks, *weights, *caption;
};

G_DEFINE_FINAL_TYPE (NqpSchemeCompare, nqp_scheme_compare, ADW_TYPE_WINDOW)

/* What a column's cells are made from. */
typedef struct
{
  NqpSchemeCompare *self; /* borrowed: the columns are the window's */
  int at;                 /* case, -1 = names */
} Column;

static const NqpSchemeCase *
get_case (NqpSchemeCompare *self, int at)
{
  return g_ptr_array_index (self->cases, at);
}

/* ---- cells ----------------------------------------------------------------------------------------------------- */

static int
row_of (GtkListItem *item)
{
  gpointer object = gtk_list_item_get_item (item);

  if (GTK_IS_TREE_LIST_ROW (object))
    {
      g_autoptr (NqpTableRow) row = gtk_tree_list_row_get_item (object);

      return row->row;
    }
  return NQP_TABLE_ROW (object)->row;
}

/* Titles of columns stand at the left: so do numbers, flush right in the little room that they need. */
static GtkWidget *
make_number (int chars)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), chars);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
setup_name (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  nqp_label_tell_when_cut (label);
  gtk_list_item_set_child (item, label);
}

static void
bind_name (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  NqpSession *session = column->self->session;

  gtk_label_set_text (
      GTK_LABEL (gtk_list_item_get_child (item)),
      nqp_panel_place_name (nqp_session_get_panel (session), row_of (item), nqp_session_get_lang (session)));
}

static void
setup_rank (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *shift = make_number (4);

  gtk_label_set_xalign (GTK_LABEL (shift), 0);
  gtk_box_append (GTK_BOX (box), make_number (3));
  gtk_box_append (GTK_BOX (box), shift);
  gtk_list_item_set_child (item, box);
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
bind_rank (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  const int region = row_of (item);
  const int rank = get_case (column->self, column->at)->ranks[region];
  const int now = get_case (column->self, 0)->ranks[region];
  const int moved = rank == 0 || now == 0 ? 0 : now - rank;
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *shift = gtk_widget_get_next_sibling (label);
  g_autofree char *text = rank == 0 ? g_strdup ("–") : g_strdup_printf ("%d", rank);
  g_autofree char *arrow
      = moved == 0 ? g_strdup ("") : g_strdup_printf ("%s%d", moved > 0 ? "▲" : "▼", ABS (moved));

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_text (GTK_LABEL (shift), arrow);
  set_class (shift, "success", moved > 0);
  set_class (shift, "error", moved < 0);
}

static void
setup_weight (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  gtk_list_item_set_child (item, make_number (7));
}

static void
bind_weight (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  char number[NQP_NUMBER_SIZE];
  g_autofree char *text = NULL;

  nqp_number_to_screen (
      100 * nqp_tree_local_weight (get_case (column->self, column->at)->scores->tree, row_of (item)), 1,
      number);
  text = g_strdup_printf (_ ("%s %%"), number);
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
setup_node (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *label;

  setup_name (factory, item, column);
  label = g_object_ref (gtk_list_item_get_child (item));
  gtk_list_item_set_child (item, expander);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), label);
  g_object_unref (label);
}

static void
bind_node (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  const NqpTree *tree = get_case (column->self, 0)->scores->tree;

  gtk_tree_expander_set_list_row (expander, gtk_list_item_get_item (item));
  gtk_label_set_text (
      GTK_LABEL (gtk_tree_expander_get_child (expander)),
      nqp_text_get (&tree->nodes[row_of (item)].name, nqp_session_get_lang (column->self->session)));
}

/* ---- columns --------------------------------------------------------------------------------------------------- */

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const Column *column = data;
  int left = ((const NqpTableRow *)a)->row, right = ((const NqpTableRow *)b)->row;

  if (column->at < 0)
    {
      const NqpPanel *panel = nqp_session_get_panel (column->self->session);
      NqpLang lang = nqp_session_get_lang (column->self->session);

      return g_utf8_collate (nqp_panel_place_name (panel, left, lang),
                             nqp_panel_place_name (panel, right, lang));
    }
  left = get_case (column->self, column->at)->ranks[left];
  right = get_case (column->self, column->at)->ranks[right];
  if ((left == 0) != (right == 0)) /* none comes last */
    return left == 0 ? 1 : -1;
  return left - right;
}

static char *
column_title (const NqpSchemeCase *one)
{
  char spearman[NQP_NUMBER_SIZE], kendall[NQP_NUMBER_SIZE];

  if (isnan (one->spearman))
    return g_strdup (one->name);
  nqp_number_to_screen (one->spearman, 3, spearman);
  nqp_number_to_screen (one->kendall, 3, kendall);
  return g_strdup_printf ("%s\nρ %s\nτ %s", one->name, spearman, kendall);
}

static void
add_column (NqpSchemeCompare *self, GtkWidget *view, int at, const char *title, GCallback set_up,
            GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *column = g_new (Column, 1);
  g_autoptr (GtkColumnViewColumn) shown = NULL;

  *column = (Column){ self, at };
  g_object_set_data_full (G_OBJECT (factory), "nqp-column", column, g_free);
  g_signal_connect (factory, "setup", set_up, column);
  g_signal_connect (factory, "bind", bind, column);
  shown = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (shown, TRUE);
  gtk_column_view_column_set_resizable (shown, TRUE);
  if (view == self->ranks)
    {
      g_autoptr (GtkSorter) sorter
          = GTK_SORTER (gtk_custom_sorter_new (compare_rows, g_memdup2 (column, sizeof *column), g_free));

      gtk_column_view_column_set_sorter (shown, sorter);
    }
  gtk_column_view_append_column (GTK_COLUMN_VIEW (view), shown);
}

static void
remove_columns (GtkWidget *view)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (GTK_COLUMN_VIEW (view), column);
    }
}

static void
fill (NqpSchemeCompare *self)
{
  g_autoptr (GtkColumnViewColumn) first = NULL;

  /* cells look at the cases: none is left when these go */
  remove_columns (self->ranks);
  remove_columns (self->weights);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  self->cases = nqp_scheme_cases_new (self->session, self->built_in);
  add_column (self, self->ranks, -1, _ ("Region"), G_CALLBACK (setup_name), G_CALLBACK (bind_name));
  add_column (self, self->weights, -1, _ ("Part"), G_CALLBACK (setup_node), G_CALLBACK (bind_node));
  for (guint k = 0; k < self->cases->len; k++)
    {
      const NqpSchemeCase *one = get_case (self, (int)k);
      g_autofree char *title = column_title (one);

      add_column (self, self->ranks, (int)k, title, G_CALLBACK (setup_rank), G_CALLBACK (bind_rank));
      add_column (self, self->weights, (int)k, one->name, G_CALLBACK (setup_weight),
                  G_CALLBACK (bind_weight));
    }
  first = g_list_model_get_item (gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->ranks)),
                                 1); /* the current weights */
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (self->ranks), first, GTK_SORT_ASCENDING);
}

/* ---- rows ------------------------------------------------------------------------------------------------------ */

static GListModel *
children_of (const NqpTree *tree, int node)
{
  GListStore *store;

  if (tree->nodes[node].first_child < 0)
    return NULL;
  store = g_list_store_new (NQP_TYPE_TABLE_ROW);
  for (int c = tree->nodes[node].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    {
      g_autoptr (NqpTableRow) row = nqp_table_row_new (c);

      g_list_store_append (store, row);
    }
  return G_LIST_MODEL (store);
}

static GListModel *
create_children (gpointer item, gpointer user_data)
{
  return children_of (nqp_session_get_tree (NQP_SCHEME_COMPARE (user_data)->session),
                      NQP_TABLE_ROW (item)->row);
}

/* Pillars alone say little: their parts are shown too. */
static void
open_rows (GtkTreeListModel *model)
{
  for (guint i = g_list_model_get_n_items (gtk_tree_list_model_get_model (model)); i-- > 0;)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (model, i);

      gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static void
set_rows (NqpSchemeCompare *self)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);
  GListStore *regions = g_list_store_new (NQP_TYPE_TABLE_ROW);
  GListModel *top = children_of (tree, 0);
  GtkTreeListModel *parts;
  GtkSortListModel *sorted;
  GtkSelectionModel *selection;

  for (int i = 0; i < nqp_session_get_panel (self->session)->n_regions; i++)
    {
      g_autoptr (NqpTableRow) row = nqp_table_row_new (i);

      g_list_store_append (regions, row);
    }
  sorted = gtk_sort_list_model_new (
      G_LIST_MODEL (regions), g_object_ref (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->ranks))));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (sorted)));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->ranks), selection);
  g_object_unref (selection);
  if (top == NULL)
    return;
  parts = gtk_tree_list_model_new (top, FALSE, FALSE, create_children, self, NULL);
  open_rows (parts);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (parts)));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->weights), selection);
  g_object_unref (selection);
}

/* ---- built-in schemes, export ---------------------------------------------------------------------------------- */

static void
on_check (NqpSchemeCompare *self, GParamSpec *pspec, GtkCheckButton *check)
{
  int scheme = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "scheme"));

  self->built_in[scheme] = gtk_check_button_get_active (check);
  fill (self);
}

static void
add_checks (NqpSchemeCompare *self)
{
  NqpScheme now = nqp_session_get_method (self->session)->scheme;

  for (int s = 0; s < NQP_N_SCHEMES; s++)
    {
      GtkWidget *check;

      if (s == (int)now || s == NQP_SCHEME_CUSTOM)
        continue;
      check = gtk_check_button_new_with_label (_ (nqp_choice (NQP_STAGE_WEIGH, s)->name));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), self->built_in[s]);
      g_object_set_data (G_OBJECT (check), "scheme", GINT_TO_POINTER (s));
      g_signal_connect_swapped (check, "notify::active", G_CALLBACK (on_check), self);
      gtk_flow_box_append (GTK_FLOW_BOX (self->checks), check);
      gtk_widget_set_focusable (gtk_widget_get_parent (check), FALSE);
    }
}

static void
on_export_path (const char *path, gpointer owner)
{
  NqpSchemeCompare *self = owner;
  gboolean weights = g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "weights") == 0;
  g_autoptr (NqpTable) table
      = weights ? nqp_scheme_cases_weights (self->cases)
                : nqp_scheme_cases_ranks (self->cases, nqp_session_get_lang (self->session));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *base = nqp_words_basename (path);
  g_autofree char *message = g_strdup_printf (_ ("Saved “%s”"), base);

  nqp_table_print_csv (table, text);
  if (nqp_staged_set_contents (path, text->str, (gssize)text->len, &error))
    nqp_session_message (self->session, message, NULL, NULL);
  else
    nqp_file_dialog_refuse (GTK_WINDOW (self), NQP_FILE_SAVE, path, error);
}

static void
act_export (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpSchemeCompare *self = NQP_SCHEME_COMPARE (widget);
  gboolean weights = g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "weights") == 0;

  nqp_file_dialog_run (GTK_WINDOW (self), NQP_FILE_SAVE, _ ("Export the Comparison"), _ ("CSV files"),
                       "*.csv", weights ? "weights-compared.csv" : "ranks-compared.csv", on_export_path,
                       G_OBJECT (self));
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
nqp_scheme_compare_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_SCHEME_COMPARE);
  G_OBJECT_CLASS (nqp_scheme_compare_parent_class)->dispose (object);
}

static void
nqp_scheme_compare_finalize (GObject *object)
{
  NqpSchemeCompare *self = NQP_SCHEME_COMPARE (object);

  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nqp_scheme_compare_parent_class)->finalize (object);
}

static void
nqp_scheme_compare_class_init (NqpSchemeCompareClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_scheme_compare_dispose;
  G_OBJECT_CLASS (klass)->finalize = nqp_scheme_compare_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nqp_explorer/NqpExplorer/ui/nqp-scheme-compare.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeCompare, checks);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeCompare, stack);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeCompare, ranks);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeCompare, weights);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeCompare, caption);
  gtk_widget_class_install_action (widget_class, "compare.export", NULL, act_export);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nqp_scheme_compare_init (NqpSchemeCompare *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_caption (NqpSchemeCompare *self)
{
  NqpSession *session = self->session;
  const NqpTree *tree = nqp_session_get_tree (session);
  const NqpLang lang = nqp_session_get_lang (session);
  const int asked = nqp_session_get_measure (session), measure = nqp_scheme_cases_measure (session);
  g_autofree char *caption = g_strdup_printf (
      /* Translators: measure, year */
      _ ("Ranks: %s, %d. ▲▼ places gained or lost against the weights in force; ρ Spearman's and τ Kendall's "
         "correlation of the ranks with those in force."),
      nqp_text_get (&tree->nodes[measure].name, lang),
      nqp_session_get_panel (session)->years[nqp_session_get_year (session)]);

  if (measure != asked)
    {
      /* Translators: an indicator */
      g_autofree char *why
          = g_strdup_printf (_ ("Weights do not change the ranks of “%s”: those of the index are compared."),
                             nqp_text_get (&tree->nodes[asked].name, lang));
      g_autofree char *both = g_strdup_printf ("%s\n%s", why, caption);

      gtk_label_set_text (GTK_LABEL (self->caption), both);
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->caption), caption);
}

void
nqp_scheme_compare_run (GtkWindow *parent, NqpSession *session)
{
  NqpSchemeCompare *self;

  if (!nqp_session_has_project (session))
    return;
  self = g_object_new (NQP_TYPE_SCHEME_COMPARE, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  /* alone, the weights in force have nothing to be compared with */
  if (nqp_session_get_schemes (session)->len == 0)
    self->built_in[nqp_session_get_method (session)->scheme == NQP_SCHEME_EQUAL ? NQP_SCHEME_ENTROPY
                                                                                : NQP_SCHEME_EQUAL]
        = TRUE;
  set_caption (self);
  set_rows (self);
  add_checks (self);
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
}
