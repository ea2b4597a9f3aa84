/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-problem-table.h"

#include <glib/gi18n.h>

#include "nqp-class-parts.h"
#include "nqp-control.h"
#include "nqp-label-parts.h"
#include "nqp-words.h"

/* ---- a problem, for the list -------------------------------------------------------------------------------------- */

#define NQP_TYPE_PROBLEM_ITEM (nqp_problem_item_get_type ())
G_DECLARE_FINAL_TYPE (NqpProblemItem, nqp_problem_item, NQP, PROBLEM_ITEM, GObject)

enum
{
  ROW,
  COLUMN,
  FOUND,
  EXPECTED,
  N_TEXTS,
};

struct _NqpProblemItem
{
  GObject parent_instance;

  int row, column; /* of the data file, or 0 */
  gboolean harmless;
  char *texts[N_TEXTS];
};

G_DEFINE_FINAL_TYPE (NqpProblemItem, nqp_problem_item, G_TYPE_OBJECT)

static void
nqp_problem_item_finalize (GObject *object)
{
  for (int i = 0; i < N_TEXTS; i++)
    g_free (NQP_PROBLEM_ITEM (object)->texts[i]);
  G_OBJECT_CLASS (nqp_problem_item_parent_class)->finalize (object);
}

static void
nqp_problem_item_class_init (NqpProblemItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nqp_problem_item_finalize;
}

static void
nqp_problem_item_init (NqpProblemItem *self)
{
}

static char *
number_or_nothing (int number)
{
  return number > 0 ? g_strdup_printf ("%d", number) : g_strdup ("");
}

/* What is of another file is told with its name. */
static NqpProblemItem *
item_new (const NqpImportTrial *trial, const NqpProblem *problem)
{
  NqpProblemItem *item = g_object_new (NQP_TYPE_PROBLEM_ITEM, NULL);
  const char *path = trial->plan->files[NQP_IMPORT_DATA];
  g_autofree char *data = path != NULL ? nqp_words_path (path) : NULL;
  g_autofree char *found = NULL;

  item->harmless = problem->skipped;
  if (nqp_import_trial_is_of_data (trial, problem))
    {
      item->row = problem->line;
      item->column = problem->column;
    }
  item->texts[ROW] = number_or_nothing (problem->line);
  item->texts[COLUMN] = number_or_nothing (problem->column);
  nqp_import_problem_split (problem, &found, &item->texts[EXPECTED]);
  if (g_strcmp0 (problem->file, data) == 0)
    item->texts[FOUND] = g_steal_pointer (&found);
  else
    {
      g_autofree char *base = g_path_get_basename (problem->file);

      item->texts[FOUND] = g_strdup_printf ("%s: %s", base, found);
    }
  return item;
}

/* ---- the table ---------------------------------------------------------------------------------------------------- */

struct _NqpProblemTable
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *view;
  GListStore *items; /* of NqpProblemItem */
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (NqpProblemTable, nqp_problem_table, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
tell (NqpProblemTable *self, guint position)
{
  g_autoptr (NqpProblemItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL && (item->row > 0 || item->column > 0))
    g_signal_emit (self, chosen_signal, 0, item->row, item->column);
}

static void
on_selected (NqpProblemTable *self)
{
  tell (self, gtk_single_selection_get_selected (self->selection));
}

static void
on_activate (NqpProblemTable *self, guint position)
{
  tell (self, position);
}

guint
nqp_problem_table_size (NqpProblemTable *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/* Errors before what does no harm; each in the order of the file, as they come. */
void
nqp_problem_table_show (NqpProblemTable *self, const NqpImportTrial *trial)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (int harmless = 0; harmless < 2; harmless++)
    for (guint i = 0; trial != NULL && i < trial->problems->len; i++)
      {
        const NqpProblem *problem = trial->problems->pdata[i];

        if (problem->skipped == (gboolean)harmless)
          g_ptr_array_add (items, item_new (trial, problem));
      }
  nqp_control_block (self->selection, self);
  g_list_store_splice (self->items, 0, nqp_problem_table_size (self), items->pdata, items->len);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  nqp_control_unblock (self->selection, self);
}

gboolean
nqp_problem_table_next (NqpProblemTable *self, int row, int column)
{
  const guint n = nqp_problem_table_size (self);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NqpProblemItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (!item->harmless && item->row > 0
          && (item->row > row || (item->row == row && item->column > column)))
        {
          nqp_control_block (self->selection, self);
          gtk_single_selection_set_selected (self->selection, i);
          nqp_control_unblock (self->selection, self);
          gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", i);
          tell (self, i);
          return TRUE;
        }
    }
  return FALSE;
}

/* ---- cells -------------------------------------------------------------------------------------------------------- */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer which)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), GPOINTER_TO_INT (which) <= COLUMN ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (GPOINTER_TO_INT (which) <= COLUMN)
    gtk_widget_add_css_class (label, "numeric");
  nqp_label_tell_when_cut (label);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer which)
{
  const NqpProblemItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);
  const char *text = item->texts[GPOINTER_TO_INT (which)];
  g_autofree char *marked = NULL;

  if (GPOINTER_TO_INT (which) == FOUND && !item->harmless)
    marked = g_strconcat ("⚠ ", text, NULL);
  gtk_label_set_text (GTK_LABEL (label), marked != NULL ? marked : text);
  nqp_widget_set_class (label, "dim-label", item->harmless);
}

static void
add_column (NqpProblemTable *self, int which, const char *title, gboolean expand)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GINT_TO_POINTER (which));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GINT_TO_POINTER (which));
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (column, expand);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), column);
}

/* ---- life --------------------------------------------------------------------------------------------------------- */

static void
nqp_problem_table_dispose (GObject *object)
{
  NqpProblemTable *self = NQP_PROBLEM_TABLE (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (nqp_problem_table_parent_class)->dispose (object);
}

static void
nqp_problem_table_class_init (NqpProblemTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nqp_problem_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  chosen_signal = g_signal_new ("chosen", NQP_TYPE_PROBLEM_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
}

static void
nqp_problem_table_init (NqpProblemTable *self)
{
  self->items = g_list_store_new (NQP_TYPE_PROBLEM_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->view = gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)));
  gtk_column_view_set_single_click_activate (GTK_COLUMN_VIEW (self->view), FALSE);
  gtk_widget_add_css_class (self->view, "data-table");
  nqp_widget_call (self->view, "%s", _ ("Problems and questions"));
  add_column (self, ROW, C_ ("table", "Row"), FALSE);
  add_column (self, COLUMN, C_ ("table", "Column"), FALSE);
  add_column (self, FOUND, _ ("What Was Found"), TRUE);
  add_column (self, EXPECTED, _ ("What Was Expected"), TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (on_selected), self);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (on_activate), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
