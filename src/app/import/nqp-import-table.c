/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-table.h"

#include <glib/gi18n.h>

#include "nqp-column-dialog.h"
#include "nqp-label-parts.h"
#include "nqp-layout-bar.h"
#include "nqp-problem-table.h"
#include "nqp-table-preview.h"

#define ROWS_BEFORE 5 /* a row that was jumped to */

struct _NqpImportTable
{
  AdwBin parent_instance;

  NqpImportPlan *plan;
  const NqpImportTrial *trial;
  const NqpTablePeek *peek; /* of it, that is shown */
  int row, column;          /* that is looked at, from 1; 0 = none */

  NqpLayoutBar *bar;
  NqpTablePreview *preview;
  NqpProblemTable *problems;
  GtkLabel *cell_label, *range_label;
  GtkWidget *cell_entry, *correct_button, *revert_button;
  GtkWidget *up_button, *down_button, *left_button, *right_button;
};

G_DEFINE_FINAL_TYPE (NqpImportTable, nqp_import_table, ADW_TYPE_BIN)

static guint changed_signal, look_signal;

static void
tell_changed (NqpImportTable *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
look_at_rows (NqpImportTable *self, int first)
{
  g_signal_emit (self, look_signal, 0, MAX (first, 1));
}

/* ---- the cell that is looked at ----------------------------------------------------------------------------------- */

static const NqpPeekRow *
shown_row (const NqpImportTable *self)
{
  return self->trial != NULL && self->row > 0 ? nqp_table_peek_find (self->trial->peek, self->row) : NULL;
}

static void
show_cell (NqpImportTable *self)
{
  const NqpPeekRow *row = shown_row (self);
  const gboolean can = row != NULL && row->bad == NULL && self->column > 0;
  const char *patch = can ? nqp_patches_get (self->plan->patches, self->row, self->column) : NULL;
  g_autofree char *where = NULL;

  if (self->row > 0 && self->column > 0)
    where = g_strdup_printf (_ ("Row %d, column %d"), self->row, self->column);
  else if (self->row > 0)
    where = g_strdup_printf (_ ("Row %d"), self->row);
  else if (self->column > 0)
    where = g_strdup_printf (_ ("Column %d"), self->column);
  gtk_label_set_text (self->cell_label, where != NULL ? where : _ ("No cell"));
  gtk_editable_set_text (GTK_EDITABLE (self->cell_entry), patch != NULL ? patch
                                                          : can ? nqp_peek_row_text (row, self->column - 1)
                                                                : "");
  gtk_widget_set_sensitive (self->cell_entry, can);
  gtk_widget_set_sensitive (self->correct_button, can);
  gtk_widget_set_sensitive (self->revert_button, patch != NULL);
}

static gboolean
is_in_sight (const NqpImportTable *self, int row)
{
  return row == 0
         || (self->trial != NULL && self->trial->peek != NULL
             && nqp_table_peek_find (self->trial->peek, row) != NULL);
}

static void
look_at (NqpImportTable *self, int row, int column)
{
  self->row = row;
  self->column = column;
  if (!is_in_sight (self, row))
    look_at_rows (self, row - ROWS_BEFORE);
  else
    nqp_table_preview_choose (self->preview, row, column);
  show_cell (self);
}

static void
on_cell_chosen (NqpImportTable *self, int row, int column)
{
  self->row = row;
  self->column = column;
  show_cell (self);
}

static void
on_cell_activated (NqpImportTable *self)
{
  if (gtk_widget_get_sensitive (self->cell_entry))
    gtk_widget_grab_focus (self->cell_entry);
}

static void
on_problem (NqpImportTable *self, int row, int column)
{
  look_at (self, row, column);
}

/* A text as the file has it is no correction. */
static void
set_patch (NqpImportTable *self, const char *text)
{
  const NqpPeekRow *row = shown_row (self);

  if (row == NULL || self->column <= 0)
    return;
  if (text != NULL && g_str_equal (text, nqp_peek_row_text (row, self->column - 1)))
    text = NULL;
  if (g_strcmp0 (text, nqp_patches_get (self->plan->patches, self->row, self->column)) == 0)
    return;
  nqp_patches_set (self->plan->patches, self->row, self->column, text);
  tell_changed (self);
}

static void
on_correct (NqpImportTable *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->cell_entry)));

  set_patch (self, text);
  if (nqp_problem_table_next (self->problems, self->row, self->column))
    gtk_widget_grab_focus (self->cell_entry);
  else
    nqp_table_preview_show (self->preview, self->plan, self->trial);
}

static void
on_revert (NqpImportTable *self)
{
  set_patch (self, NULL);
  show_cell (self);
}

/* ---- which part of the file is shown ------------------------------------------------------------------------------ */

static int
n_columns (const NqpImportTable *self)
{
  return self->trial != NULL ? self->trial->peek->n_columns : 0;
}

static void
show_range (NqpImportTable *self)
{
  const NqpTablePeek *peek = self->trial != NULL ? self->trial->peek : NULL;
  const guint n = peek != NULL ? peek->rows->len : 0;
  const int first_column = nqp_table_preview_first_column (self->preview);
  g_autofree char *text = NULL;

  if (n > 0)
    text = g_strdup_printf (_ ("Rows %d–%d"), ((const NqpPeekRow *)peek->rows->pdata[0])->number,
                            ((const NqpPeekRow *)peek->rows->pdata[n - 1])->number);
  gtk_label_set_text (self->range_label, text != NULL ? text : "");
  gtk_widget_set_sensitive (self->up_button, n > 0 && peek->first_row > 1);
  gtk_widget_set_sensitive (self->down_button, n > 0 && peek->more);
  gtk_widget_set_visible (self->left_button, n_columns (self) > NQP_PREVIEW_COLUMNS);
  gtk_widget_set_visible (self->right_button, n_columns (self) > NQP_PREVIEW_COLUMNS);
  gtk_widget_set_sensitive (self->left_button, first_column > 1);
  gtk_widget_set_sensitive (self->right_button, first_column + NQP_PREVIEW_COLUMNS <= n_columns (self));
}

static void
on_up (NqpImportTable *self)
{
  if (self->trial != NULL)
    look_at_rows (self, self->trial->peek->first_row - (int)self->trial->peek->rows->len);
}

static void
on_down (NqpImportTable *self)
{
  const NqpTablePeek *peek = self->trial != NULL ? self->trial->peek : NULL;

  if (peek != NULL && peek->rows->len > 0)
    look_at_rows (self, ((const NqpPeekRow *)peek->rows->pdata[peek->rows->len - 1])->number + 1);
}

static void
step_columns (NqpImportTable *self, int by)
{
  const int column = nqp_table_preview_first_column (self->preview) + by;

  if (column >= 1 && column <= n_columns (self))
    look_at (self, self->row, column);
  show_range (self);
}

static void
on_left (NqpImportTable *self)
{
  step_columns (self, -NQP_PREVIEW_COLUMNS);
}

static void
on_right (NqpImportTable *self)
{
  step_columns (self, NQP_PREVIEW_COLUMNS);
}

/* ---- showing ------------------------------------------------------------------------------------------------------ */

static void
on_role_chosen (NqpImportTable *self, int column, int role)
{
  nqp_import_plan_set_role (self->plan, column, (NqpColumnRole)role);
  tell_changed (self);
}

static void
on_named (int column, const char *code, const char *name, const char *unit, gpointer owner)
{
  NqpImportTable *self = owner;

  nqp_import_plan_set_words (self->plan, column, code, name, unit);
  tell_changed (self);
}

static void
on_words_asked (NqpImportTable *self, int column)
{
  const NqpTableLayout *layout = self->trial != NULL ? self->trial->layout : NULL;

  if (layout != NULL && column < (int)layout->columns->len)
    nqp_column_dialog_run (GTK_WIDGET (self), layout, column, on_named, G_OBJECT (self));
}

void
nqp_import_table_show (NqpImportTable *self, NqpImportPlan *plan, const NqpImportTrial *trial)
{
  const gboolean others = trial == NULL || trial->peek != self->peek; /* rows than before */

  if (trial == NULL || trial != self->trial)
    nqp_problem_table_show (self->problems, trial);
  self->plan = plan;
  self->trial = trial;
  self->peek = trial != NULL ? trial->peek : NULL;
  nqp_layout_bar_show (self->bar, plan, trial);
  nqp_table_preview_show (self->preview, plan, trial);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), nqp_problem_table_size (self->problems) > 0);
  if (others && is_in_sight (self, self->row) && (self->row > 0 || self->column > 0))
    nqp_table_preview_choose (self->preview, self->row, self->column);
  if (!gtk_widget_has_focus (gtk_widget_get_first_child (self->cell_entry)) || others)
    show_cell (self);
  show_range (self);
}

void
nqp_import_table_forget (NqpImportTable *self)
{
  self->row = self->column = 0;
}

/* ---- life --------------------------------------------------------------------------------------------------------- */

static void
nqp_import_table_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_IMPORT_TABLE);
  G_OBJECT_CLASS (nqp_import_table_parent_class)->dispose (object);
}

static void
nqp_import_table_class_init (NqpImportTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (NQP_TYPE_LAYOUT_BAR);
  g_type_ensure (NQP_TYPE_TABLE_PREVIEW);
  g_type_ensure (NQP_TYPE_PROBLEM_TABLE);
  G_OBJECT_CLASS (klass)->dispose = nqp_import_table_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-import-table.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpImportTable, bar);
  gtk_widget_class_bind_template_child (widget_class, NqpImportTable, preview);
  gtk_widget_class_bind_template_child (widget_class, NqpImportTable, problems);
  gtk_widget_class_bind_template_child (widget_class, NqpImportTable, cell_label);
  gtk_widget_class_bind_template_child (widget_class, NqpImportTable, range_label);
  gtk_widget_class_bind_template_child (widget_class, NqpImportTable, cell_entry);
  gtk_widget_class_bind_template_child (widget_class, NqpImportTable, correct_button);
  gtk_widget_class_bind_template_child (widget_class, NqpImportTable, revert_button);
  gtk_widget_class_bind_template_child (widget_class, NqpImportTable, up_button);
  gtk_widget_class_bind_template_child (widget_class, NqpImportTable, down_button);
  gtk_widget_class_bind_template_child (widget_class, NqpImportTable, left_button);
  gtk_widget_class_bind_template_child (widget_class, NqpImportTable, right_button);
  gtk_widget_class_bind_template_callback (widget_class, on_correct);
  gtk_widget_class_bind_template_callback (widget_class, on_revert);
  gtk_widget_class_bind_template_callback (widget_class, on_up);
  gtk_widget_class_bind_template_callback (widget_class, on_down);
  gtk_widget_class_bind_template_callback (widget_class, on_left);
  gtk_widget_class_bind_template_callback (widget_class, on_right);
  changed_signal = g_signal_new ("changed", NQP_TYPE_IMPORT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  look_signal = g_signal_new ("look", NQP_TYPE_IMPORT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
nqp_import_table_init (NqpImportTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->bar, "changed", G_CALLBACK (tell_changed), self);
  g_signal_connect_swapped (self->preview, "role-chosen", G_CALLBACK (on_role_chosen), self);
  g_signal_connect_swapped (self->preview, "words-asked", G_CALLBACK (on_words_asked), self);
  g_signal_connect_swapped (self->preview, "cell-chosen", G_CALLBACK (on_cell_chosen), self);
  g_signal_connect_swapped (self->preview, "cell-activated", G_CALLBACK (on_cell_activated), self);
  g_signal_connect_swapped (self->problems, "chosen", G_CALLBACK (on_problem), self);
  nqp_widget_call (self->revert_button, "%s", _ ("Read the cell as the file has it"));
}
