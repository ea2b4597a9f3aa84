/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-ahp-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-ahp.h"
#include "nqp-class-parts.h"
#include "nqp-control.h"
#include "nqp-drop-down.h"
#include "nqp-file-dialog.h"
#include "nqp-judgement-row.h"
#include "nqp-judgements-csv.h"
#include "nqp-label-parts.h"
#include "nqp-number.h"
#include "nqp-rows-open.h"
#include "nqp-words.h"

/* One pair of parts: columns of the matrix, the first before the second. */
typedef struct
{
  int a, b;
  NqpJudgementRow *row; /* borrowed */
} Pair;

#define NQP_TYPE_AHP_DIALOG (nqp_ahp_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NqpAhpDialog, nqp_ahp_dialog, NQP, AHP_DIALOG, AdwWindow)

struct _NqpAhpDialog
{
  AdwWindow parent_instance;

  NqpSession *session;
  GArray *parents; /* (element-type int): nodes with two parts or more */
  int parent;      /* node, -1 = none */
  int n;
  int *nodes;        /* [n]: parts that are on */
  char **ids;        /* [n]: of these, for which the rows were made */
  double *a;         /* [n * n]: as shown */
  GArray *pairs;     /* (element-type Pair) */
  GPtrArray *bars;   /* (element-type GtkLevelBar): by part, borrowed */
  GPtrArray *shares; /* (element-type GtkLabel) */
  GPtrArray *cells;  /* (element-type GtkLabel): n * n */
  int worst_a, worst_b;
  double suggested;

  GtkWidget *choice, *judgements, *weights, *matrix, *verdict, *verdict_icon, *verdict_box, *numbers, *advice,
      *advice_box, *suggestion, *unused, *unused_words, *undo, *redo, *nothing, *content;
};

G_DEFINE_FINAL_TYPE (NqpAhpDialog, nqp_ahp_dialog, ADW_TYPE_WINDOW)

static const char *
node_name (NqpAhpDialog *self, int node)
{
  return nqp_text_get (&nqp_session_get_tree (self->session)->nodes[node].name,
                       nqp_session_get_lang (self->session));
}

/* A, B, ... Z, AA, ...: what rows and columns of the matrix are called. */
static char *
letter (int k)
{
  return k < 26 ? g_strdup_printf ("%c", 'A' + k) : g_strdup_printf ("%c%c", 'A' + k / 26 - 1, 'A' + k % 26);
}

/* ---- what the matrix says -------------------------------------------------------------------------------------- */

static void
show_verdict (NqpAhpDialog *self, const NqpAhp *ahp)
{
  gboolean good = ahp->cr <= NQP_AHP_CR_LIMIT;
  char lambda[NQP_NUMBER_SIZE], ci[NQP_NUMBER_SIZE], cr[NQP_NUMBER_SIZE];
  g_autofree char *text = NULL;
  g_autofree char *numbers = NULL;

  nqp_number_to_screen (ahp->lambda_max, 3, lambda);
  nqp_number_to_screen (ahp->ci, 3, ci);
  nqp_number_to_screen (ahp->cr, 3, cr);
  if (ahp->n < 3)
    text = g_strdup (_ ("Two parts cannot contradict each other"));
  else if (good)
    /* Translators: %s: a consistency ratio */
    text = g_strdup_printf (_ ("Consistent enough: ratio %s, at most 0.10"), cr);
  else
    text = g_strdup_printf (_ ("Contradictory: ratio %s, should be at most 0.10"), cr);
  gtk_label_set_text (GTK_LABEL (self->verdict), text);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->verdict_icon),
                                good ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  nqp_widget_set_class (self->verdict_box, "success", good);
  nqp_widget_set_class (self->verdict_box, "warning", !good);
  /* Translators: largest eigenvalue, consistency index, consistency ratio */
  numbers = g_strdup_printf (_ ("λmax %s · CI %s · CR %s"), lambda, ci, cr);
  gtk_label_set_text (GTK_LABEL (self->numbers), numbers);
}

static void
show_advice (NqpAhpDialog *self, const NqpAhp *ahp)
{
  gboolean some = ahp->worst_a >= 0 && ahp->n > 2 && !isnan (ahp->suggested);

  self->worst_a = some ? ahp->worst_a : -1;
  self->worst_b = some ? ahp->worst_b : -1;
  self->suggested = ahp->suggested;
  gtk_widget_set_visible (self->advice_box, some);
  if (!some)
    return;
  {
    char implied[NQP_NUMBER_SIZE], cr[NQP_NUMBER_SIZE];
    g_autofree char *now = nqp_judgement_to_screen (self->a[ahp->worst_a * ahp->n + ahp->worst_b]);
    g_autofree char *better = nqp_judgement_to_screen (ahp->suggested);
    g_autofree char *words = NULL;
    g_autofree char *button = NULL;

    nqp_number_to_screen (ahp->worst_implied, 2, implied);
    nqp_number_to_screen (ahp->suggested_cr, 2, cr);
    /* Translators: two parts, how they were judged and what all judgements together say: "3", "1/3", "2.14" */
    words = g_strdup_printf (
        _ ("Fits least: %1$s against %2$s is judged %3$s; all judgements together say %4$s."),
        node_name (self, self->nodes[ahp->worst_a]), node_name (self, self->nodes[ahp->worst_b]), now,
        implied);
    /* Translators: a button; a value on Saaty's scale and the consistency ratio it gives */
    button = g_strdup_printf (_ ("Use %s Instead: CR %s"), better, cr);
    gtk_label_set_text (GTK_LABEL (self->advice), words);
    gtk_button_set_label (GTK_BUTTON (self->suggestion), button);
  }
}

/* Of self->a, which may be ahead of the session while a finger is down. */
static void
show_solution (NqpAhpDialog *self)
{
  g_auto (NqpAhp) ahp = { 0 };

  nqp_ahp_solve (&ahp, self->n, self->a);
  show_verdict (self, &ahp);
  show_advice (self, &ahp);
  for (int k = 0; k < self->n; k++)
    {
      char number[NQP_NUMBER_SIZE];
      g_autofree char *text
          = g_strdup_printf (_ ("%s %%"), nqp_number_to_screen (100 * ahp.weights[k], 1, number));

      gtk_level_bar_set_value (self->bars->pdata[k], ahp.weights[k]);
      gtk_label_set_text (self->shares->pdata[k], text);
    }
  for (int k = 0; k < self->n; k++)
    for (int l = 0; l < self->n; l++)
      {
        GtkWidget *cell = self->cells->pdata[k * self->n + l];
        g_autofree char *text = nqp_judgement_to_screen (self->a[k * self->n + l]);

        gtk_label_set_text (GTK_LABEL (cell), text);
        nqp_widget_set_class (cell, "worst", k == self->worst_a && l == self->worst_b);
      }
  for (guint i = 0; i < self->pairs->len; i++)
    {
      const Pair *pair = &g_array_index (self->pairs, Pair, i);

      nqp_judgement_row_show (pair->row, self->a[pair->a * self->n + pair->b],
                              pair->a == self->worst_a && pair->b == self->worst_b);
    }
}

/* ---- changing it ----------------------------------------------------------------------------------------------- */

static const Pair *
find_pair (NqpAhpDialog *self, NqpJudgementRow *row)
{
  for (guint i = 0; i < self->pairs->len; i++)
    if (g_array_index (self->pairs, Pair, i).row == row)
      return &g_array_index (self->pairs, Pair, i);
  return NULL;
}

static void
set_local (NqpAhpDialog *self, int a, int b, double value)
{
  self->a[a * self->n + b] = value;
  self->a[b * self->n + a] = 1 / value;
  show_solution (self);
}

static void
on_preview (NqpAhpDialog *self, double value, NqpJudgementRow *row)
{
  const Pair *pair = find_pair (self, row);

  if (pair != NULL)
    set_local (self, pair->a, pair->b, value);
}

static void
judge (NqpAhpDialog *self, int a, int b, double value)
{
  g_autoptr (GError) error = NULL;

  set_local (self, a, b, value);
  if (!nqp_session_set_judgement (self->session, self->nodes[a], self->nodes[b], value, &error))
    nqp_session_message (self->session, error->message, NULL, NULL);
}

static void
on_judged (NqpAhpDialog *self, double value, NqpJudgementRow *row)
{
  const Pair *pair = find_pair (self, row);

  if (pair != NULL)
    judge (self, pair->a, pair->b, value);
}

static void
on_suggestion (NqpAhpDialog *self)
{
  if (self->worst_a >= 0 && !isnan (self->suggested))
    judge (self, self->worst_a, self->worst_b, self->suggested);
}

static void
on_use (NqpAhpDialog *self)
{
  NqpMethod method = *nqp_session_get_wanted_method (self->session);

  method.scheme = NQP_SCHEME_AHP;
  nqp_session_set_method (self->session, &method);
}

static void
act_reset (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpAhpDialog *self = NQP_AHP_DIALOG (widget);
  g_autoptr (GError) error = NULL;

  if (self->parent >= 0 && !nqp_session_clear_judgements (self->session, self->parent, &error))
    nqp_session_message (self->session, error->message, NULL, NULL);
}

static void
act_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_session_undo (NQP_AHP_DIALOG (widget)->session);
}

static void
act_redo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_session_redo (NQP_AHP_DIALOG (widget)->session);
}

/* ---- files ----------------------------------------------------------------------------------------------------- */

static void
on_import_path (const char *path, gpointer owner)
{
  NqpAhpDialog *self = owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpJudgements) judgements = NULL;
  g_autofree char *text = NULL;
  g_autofree char *base = nqp_words_basename (path);
  gsize length = 0;

  if (nqp_rows_read_file (path, &text, &length, &error))
    judgements = nqp_judgements_parse_csv (nqp_session_get_tree (self->session), text, length, base, &error);
  if (judgements == NULL || !nqp_session_set_judgements (self->session, judgements, &error))
    nqp_file_dialog_refuse (GTK_WINDOW (self), NQP_FILE_OPEN, path, error);
}

static void
act_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_file_dialog_run (GTK_WINDOW (widget), NQP_FILE_OPEN, _ ("Import Judgements"), _ ("CSV files"), "*.csv",
                       NULL, on_import_path, G_OBJECT (widget));
}

static void
on_export_path (const char *path, gpointer owner)
{
  NqpAhpDialog *self = owner;
  g_autoptr (GString) text = g_string_new (NULL);

  nqp_judgements_print_csv (nqp_session_get_tree (self->session)->judgements, text);
  nqp_file_dialog_save (GTK_WIDGET (self), self->session, path, text->str);
}

static void
act_export (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_file_dialog_run (GTK_WINDOW (widget), NQP_FILE_SAVE, _ ("Export Judgements"), _ ("CSV files"), "*.csv",
                       "judgements.csv", on_export_path, G_OBJECT (widget));
}

/* ---- widgets for the parts of one whole ------------------------------------------------------------------------ */

static GtkWidget *
add_label (GtkWidget *grid, int column, int row, const char *text, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
  return label;
}

static void
empty (GtkWidget *container)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (container)) != NULL)
    if (GTK_IS_GRID (container))
      gtk_grid_remove (GTK_GRID (container), child);
    else
      gtk_box_remove (GTK_BOX (container), child);
}

static void
make_weights (NqpAhpDialog *self, int k)
{
  g_autofree char *at = letter (k);
  GtkWidget *name, *bar, *share;

  gtk_widget_add_css_class (add_label (self->weights, 0, k, at, 0), "dim-label");
  name = add_label (self->weights, 1, k, node_name (self, self->nodes[k]), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (name), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 26);
  nqp_label_tell_when_cut (name);
  bar = gtk_level_bar_new ();
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_size_request (bar, 60, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  node_name (self, self->nodes[k]), -1);
  gtk_grid_attach (GTK_GRID (self->weights), bar, 2, k, 1, 1);
  share = add_label (self->weights, 3, k, NULL, 1);
  gtk_label_set_width_chars (GTK_LABEL (share), 7);
  gtk_widget_add_css_class (share, "numeric");
  g_ptr_array_add (self->bars, bar);
  g_ptr_array_add (self->shares, share);
}

static void
make_matrix (NqpAhpDialog *self)
{
  for (int k = 0; k < self->n; k++)
    {
      g_autofree char *at = letter (k);

      gtk_widget_add_css_class (add_label (self->matrix, k + 1, 0, at, 1), "dim-label");
      gtk_widget_add_css_class (add_label (self->matrix, 0, k + 1, at, 0), "dim-label");
      for (int l = 0; l < self->n; l++)
        {
          GtkWidget *cell = add_label (self->matrix, l + 1, k + 1, NULL, 1);

          gtk_label_set_width_chars (GTK_LABEL (cell), 4);
          gtk_widget_add_css_class (cell, "numeric");
          gtk_widget_add_css_class (cell, "matrix-cell");
          if (l <= k)
            gtk_widget_add_css_class (cell, "dim-label");
          g_ptr_array_add (self->cells, cell);
        }
    }
}

static void
make_widgets (NqpAhpDialog *self)
{
  empty (self->judgements);
  empty (self->weights);
  empty (self->matrix);
  g_array_set_size (self->pairs, 0);
  g_ptr_array_set_size (self->bars, 0);
  g_ptr_array_set_size (self->shares, 0);
  g_ptr_array_set_size (self->cells, 0);
  for (int k = 0; k < self->n; k++)
    {
      make_weights (self, k);
      for (int l = k + 1; l < self->n; l++)
        {
          GtkWidget *row
              = nqp_judgement_row_new (node_name (self, self->nodes[k]), node_name (self, self->nodes[l]));
          Pair pair = { k, l, NQP_JUDGEMENT_ROW (row) };

          g_signal_connect_swapped (row, "preview", G_CALLBACK (on_preview), self);
          g_signal_connect_swapped (row, "judged", G_CALLBACK (on_judged), self);
          gtk_box_append (GTK_BOX (self->judgements), row);
          g_array_append_val (self->pairs, pair);
        }
    }
  make_matrix (self);
}

static gboolean
same_parts (NqpAhpDialog *self, const NqpTree *tree, const int *nodes, int n)
{
  if (self->ids == NULL || n != self->n)
    return FALSE;
  for (int k = 0; k < n; k++)
    if (g_strcmp0 (self->ids[k], tree->nodes[nodes[k]].id) != 0)
      return FALSE;
  return TRUE;
}

/* Takes over what the session holds of the chosen parent. */
static void
show_parent (NqpAhpDialog *self, gboolean anew)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);
  g_autofree int *nodes = g_new (int, MAX (tree->n_nodes, 1));
  gboolean some = self->parent >= 0;

  gtk_widget_set_visible (self->content, some);
  gtk_widget_set_visible (self->nothing, !some);
  if (!some)
    return;
  {
    g_auto (NqpAhp) ahp = { 0 };

    nqp_ahp_solve_parent (&ahp, tree, self->parent, nodes);
    anew = anew || !same_parts (self, tree, nodes, ahp.n);
    g_clear_pointer (&self->ids, g_strfreev);
    self->n = ahp.n;
  }
  g_free (self->nodes);
  self->nodes = g_memdup2 (nodes, (gsize)MAX (self->n, 1) * sizeof (int));
  self->ids = g_new0 (char *, self->n + 1);
  g_free (self->a);
  self->a = g_new (double, MAX (self->n * self->n, 1));
  for (int k = 0; k < self->n; k++)
    {
      self->ids[k] = g_strdup (tree->nodes[nodes[k]].id);
      for (int l = 0; l < self->n; l++)
        {
          double known = nqp_judgements_get (tree->judgements, tree->nodes[self->parent].id,
                                             tree->nodes[nodes[k]].id, tree->nodes[nodes[l]].id);

          self->a[k * self->n + l] = isnan (known) ? 1 : known;
        }
    }
  if (anew)
    make_widgets (self);
  show_solution (self);
}

/* ---- the list of wholes ---------------------------------------------------------------------------------------- */

static char *
parent_label (NqpAhpDialog *self, const NqpTree *tree, int node)
{
  g_autofree int *nodes = g_new (int, tree->n_nodes);
  g_auto (NqpAhp) ahp = { 0 };
  g_autofree char *path = NULL;
  char cr[NQP_NUMBER_SIZE];

  nqp_ahp_solve_parent (&ahp, tree, node, nodes);
  path = tree->nodes[node].level == NQP_LEVEL_COMPONENT
             /* Translators: a pillar and one of its components */
             ? g_strdup_printf (_ ("%s › %s"), node_name (self, tree->nodes[node].parent),
                                node_name (self, node))
             : g_strdup (node_name (self, node));
  if (ahp.cr <= NQP_AHP_CR_LIMIT)
    return g_steal_pointer (&path);
  /* Translators: a whole whose parts are compared, its consistency ratio, which is too large */
  return g_strdup_printf (_ ("⚠ %s (CR %s)"), path, nqp_number_to_screen (ahp.cr, 2, cr));
}

static void
show_list (NqpAhpDialog *self)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);
  g_autofree char *before = self->parent >= 0 && self->parents->len > 0 && self->parent < tree->n_nodes
                                ? g_strdup (tree->nodes[self->parent].id)
                                : NULL;
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  guint chosen = 0;

  g_array_set_size (self->parents, 0);
  for (int i = 0; i < tree->n_nodes; i++)
    {
      int n_on = 0;

      for (int c = tree->nodes[i].first_child; c >= 0; c = tree->nodes[c].next_sibling)
        n_on += tree->nodes[c].on;
      if (n_on < 2 || !nqp_tree_is_on (tree, i))
        continue;
      if (g_strcmp0 (before, tree->nodes[i].id) == 0)
        chosen = self->parents->len;
      g_array_append_val (self->parents, i);
      g_ptr_array_add (labels, parent_label (self, tree, i));
    }
  g_ptr_array_add (labels, NULL);
  nqp_control_show_names (GTK_DROP_DOWN (self->choice), (const char *const *)labels->pdata, chosen, self);
  self->parent = self->parents->len > 0 ? g_array_index (self->parents, int, chosen) : -1;
}

static void
on_parent_chosen (NqpAhpDialog *self)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  if (self->session == NULL || position >= self->parents->len)
    return;
  self->parent = g_array_index (self->parents, int, position);
  show_parent (self, TRUE);
}

/* ---- showing the session ------------------------------------------------------------------------------------- */

static void
show_state (NqpAhpDialog *self)
{
  const char *undo = nqp_session_get_undo_label (self->session);
  const char *redo = nqp_session_get_redo_label (self->session);
  g_autofree char *scheme = nqp_method_scheme_label (nqp_session_get_method (self->session));
  g_autofree char *words = NULL;

  /* Translators: %s: the name of a weighting scheme */
  words = g_strdup_printf (_ ("The weights in force do not rest on judgements: %s"), scheme);
  gtk_label_set_text (GTK_LABEL (self->unused_words), words);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->unused), !nqp_session_uses_judgements (self->session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ahp.undo", undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ahp.redo", redo != NULL);
  gtk_widget_set_tooltip_text (self->undo, undo != NULL ? undo : _ ("Undo"));
  gtk_widget_set_tooltip_text (self->redo, redo != NULL ? redo : _ ("Redo"));
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "ahp.reset",
      self->parent >= 0
          && nqp_judgements_find (nqp_session_get_tree (self->session)->judgements,
                                  nqp_session_get_tree (self->session)->nodes[self->parent].id)
                 != NULL);
}

static void
on_changed (NqpAhpDialog *self, guint flags)
{
  if ((flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES | NQP_CHANGE_HISTORY)) == 0)
    return;
  if (!nqp_session_has_project (self->session))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  nqp_session_get_scores (self->session); /* the tree with the weights in force */
  show_list (self);
  show_parent (self, (flags & NQP_CHANGE_PROJECT) != 0);
  show_state (self);
}

static void
nqp_ahp_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_AHP_DIALOG);
  g_clear_object (&NQP_AHP_DIALOG (object)->session);
  G_OBJECT_CLASS (nqp_ahp_dialog_parent_class)->dispose (object);
}

static void
nqp_ahp_dialog_finalize (GObject *object)
{
  NqpAhpDialog *self = NQP_AHP_DIALOG (object);

  g_array_unref (self->parents);
  g_array_unref (self->pairs);
  g_ptr_array_unref (self->bars);
  g_ptr_array_unref (self->shares);
  g_ptr_array_unref (self->cells);
  g_strfreev (self->ids);
  g_free (self->nodes);
  g_free (self->a);
  G_OBJECT_CLASS (nqp_ahp_dialog_parent_class)->finalize (object);
}

static void
nqp_ahp_dialog_class_init (NqpAhpDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_ahp_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = nqp_ahp_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-ahp-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, choice);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, judgements);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, weights);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, matrix);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, verdict);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, verdict_box);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, numbers);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, advice);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, advice_box);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, suggestion);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, unused);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, unused_words);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, undo);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, redo);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, nothing);
  gtk_widget_class_bind_template_child (widget_class, NqpAhpDialog, content);
  gtk_widget_class_bind_template_callback (widget_class, on_parent_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_suggestion);
  gtk_widget_class_bind_template_callback (widget_class, on_use);
  gtk_widget_class_install_action (widget_class, "ahp.import", NULL, act_import);
  gtk_widget_class_install_action (widget_class, "ahp.export", NULL, act_export);
  gtk_widget_class_install_action (widget_class, "ahp.reset", NULL, act_reset);
  gtk_widget_class_install_action (widget_class, "ahp.undo", NULL, act_undo);
  gtk_widget_class_install_action (widget_class, "ahp.redo", NULL, act_redo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "ahp.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "ahp.redo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nqp_ahp_dialog_init (NqpAhpDialog *self)
{
  self->parents = g_array_new (FALSE, FALSE, sizeof (int));
  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  self->bars = g_ptr_array_new ();
  self->shares = g_ptr_array_new ();
  self->cells = g_ptr_array_new ();
  self->parent = -1;
  self->worst_a = self->worst_b = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  nqp_drop_down_tell (GTK_DROP_DOWN (self->choice), _ ("Parts of"));
}

void
nqp_ahp_dialog_run (GtkWindow *parent, NqpSession *session)
{
  NqpAhpDialog *self = g_object_new (NQP_TYPE_AHP_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self, NQP_CHANGE_PROJECT);
  gtk_window_set_focus (GTK_WINDOW (self), self->choice); /* else it is Undo that the Enter key presses */
  gtk_window_present (GTK_WINDOW (self));
}
