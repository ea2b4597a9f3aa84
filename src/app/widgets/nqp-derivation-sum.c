/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-derivation-parts.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"

static GtkWidget *
number_label (double value, int decimals, const char *css_class)
{
  char buffer[NQP_NUMBER_SIZE];
  GtkWidget *label = gtk_label_new (nqp_number_to_screen (value, decimals, buffer));

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
head_label (const char *text, const char *tooltip, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_tooltip_text (label, tooltip);
  return label;
}

static GtkWidget *
part_button (NqpSession *session, const NqpView *view, int node)
{
  NqpStyle style;
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (NULL);
  const char *name = nqp_view_node_name (view, node);
  const NqpTree *tree = view->scores->tree;

  nqp_session_get_style (session, &style);
  NqpColour colour = nqp_colour_pillar (&style, tree->nodes[nqp_tree_pillar_of (tree, node)].id);
  g_autofree char *markup = g_markup_printf_escaped (
      "<span foreground=\"#%02x%02x%02x\">●</span> %s", (guint)lround (colour.r * 255),
      (guint)lround (colour.g * 255), (guint)lround (colour.b * 255), name);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "derivation.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", node);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

GtkWidget *
nqp_derivation_sum_new (NqpSession *session, const NqpView *view, int node, int year, int region)
{
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;
  const NqpScores *scores = view->scores;
  const NqpTree *tree = scores->tree;
  double factor = nqp_scores_display_factor (scores);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_attach (GTK_GRID (grid), head_label (_ ("Part"), NULL, 0), 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), head_label (_ ("Score"), NULL, 1), 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), head_label (_ ("Weight %"), _ ("Share of the level above"), 1), 2, row, 1,
                   1);
  gtk_grid_attach (GTK_GRID (grid),
                   head_label (_ ("Used %"), _ ("The weight once missing parts have handed theirs on"), 1), 3,
                   row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), head_label (_ ("Adds"), _ ("Points this part adds to the score"), 1), 4,
                   row, 1, 1);
  for (int child = tree->nodes[node].first_child; child >= 0; child = tree->nodes[child].next_sibling)
    {
      double score = nqp_scores_get (scores, child, year, region);
      double used = nqp_scores_effective_weight (scores, child, year, region);
      double adds = nqp_scores_contribution (scores, node, child, year, region);
      const char *dim = isnan (score) || !nqp_tree_is_on (tree, child) ? "dim-label" : NULL;
      row++;
      gtk_grid_attach (GTK_GRID (grid), part_button (session, view, child), 0, row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), number_label (score * factor, 1, dim), 1, row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), number_label (100 * nqp_tree_local_weight (tree, child), 1, dim), 2,
                       row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), number_label (100 * used, 1, dim), 3, row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), number_label (adds * factor, 1, dim), 4, row, 1, 1);
    }
  row++;
  gtk_grid_attach (GTK_GRID (grid), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, row, 5, 1);
  row++;
  GtkWidget *sum = gtk_label_new (_ ("Sum: the score"));
  gtk_label_set_xalign (GTK_LABEL (sum), 0);
  gtk_widget_set_margin_start (sum, 9);
  gtk_widget_set_margin_top (sum, 6);
  gtk_widget_add_css_class (sum, "heading");
  gtk_grid_attach (GTK_GRID (grid), sum, 0, row, 1, 1);
  GtkWidget *total = number_label (nqp_scores_get (scores, node, year, region) * factor, 1, "heading");
  gtk_widget_set_margin_top (total, 6);
  gtk_grid_attach (GTK_GRID (grid), total, 4, row, 1, 1);
  return grid;
}

NqpTable *
nqp_derivation_sum_table (const NqpView *view, int node, int year, int region)
{
  NqpTable *table = nqp_table_new ();

  const NqpScores *scores = view->scores;
  const NqpTree *tree = scores->tree;
  nqp_table_add_column (table, "node", _ ("Part"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Name"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "score", _ ("Score"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "weight", _ ("Weight"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "effective_weight", _ ("Weight used"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "contribution", _ ("Contribution"), NULL, NQP_COLUMN_REAL, 3);
  for (int child = tree->nodes[node].first_child; child >= 0; child = tree->nodes[child].next_sibling)
    {
      nqp_table_add_row (table);
      nqp_table_set_text (table, 0, tree->nodes[child].id);
      nqp_table_set_text (table, 1, nqp_view_node_name (view, child));
      nqp_table_set_number (table, 2, nqp_scores_get (scores, child, year, region));
      nqp_table_set_number (table, 3, nqp_tree_local_weight (tree, child));
      nqp_table_set_number (table, 4, nqp_scores_effective_weight (scores, child, year, region));
      nqp_table_set_number (table, 5, nqp_scores_contribution (scores, node, child, year, region));
    }
  return table;
}
