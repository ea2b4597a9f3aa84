/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-pca-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-label-parts.h"
#include "nqp-number.h"
#include "nqp-pca.h"

/* From here on an indicator belongs to a component, as a rule of thumb. */
#define STRONG_LOADING 0.5

static GtkWidget *
add_text (GtkWidget *grid, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  if (column == 0)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 16);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
      nqp_label_tell_when_cut (label);
    }
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
  return label;
}

/* A heading over several columns. */
static void
add_span (GtkWidget *grid, int column, int n_columns, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_grid_attach (GTK_GRID (grid), label, column, 0, n_columns, 1);
}

static void
add_number (GtkWidget *grid, int column, int row, double value, int decimals, gboolean strong)
{
  char number[NQP_NUMBER_SIZE];
  GtkWidget *label = add_text (grid, column, row, nqp_number_to_screen (value, decimals, number), "numeric");

  if (strong)
    gtk_widget_add_css_class (label, "heading");
}

static GtkWidget *
new_grid (const char *label)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_set_halign (grid, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return grid;
}

static GtkWidget *
make_components (const NqpPca *pca)
{
  GtkWidget *grid = new_grid (C_ ("principal components", "Components"));
  double total = 0;

  add_text (grid, 0, 0, C_ ("principal components", "Component"), "heading");
  add_text (grid, 1, 0, _ ("Eigenvalue"), "heading");
  add_text (grid, 2, 0, _ ("Variance, %"), "heading");
  add_text (grid, 3, 0, _ ("Together, %"), "heading");
  add_text (grid, 4, 0, _ ("After rotation"), "heading");
  for (int f = 0; f < pca->n; f++)
    {
      gboolean kept = f < pca->n_factors;
      /* Translators: a principal component that is used for the weights, by its number */
      g_autofree char *name = g_strdup_printf (kept ? _ ("%d, kept") : "%d", f + 1);

      total += pca->shares[f];
      add_text (grid, 0, f + 1, name, kept ? "heading" : "dim-label");
      add_number (grid, 1, f + 1, pca->eigenvalues[f], 3, kept);
      add_number (grid, 2, f + 1, 100 * pca->shares[f], 1, kept);
      add_number (grid, 3, f + 1, 100 * total, 1, kept);
      if (kept)
        add_number (grid, 4, f + 1, pca->explained[f], 3, kept);
    }
  return grid;
}

/* @values: [n * n_factors]; with @weights (nullable) [n] these too. Two tables one below the other, since side by side they are
 * wider than a screen of 900 px. */
static GtkWidget *
make_loadings (const NqpPca *pca, const NqpTree *tree, NqpLang lang, const char *title, const double *values,
               const double *weights)
{
  GtkWidget *grid = new_grid (title);
  const int m = pca->n_factors;

  add_text (grid, 0, 1, _ ("Indicator"), "heading");
  add_span (grid, 1, m, title);
  for (int f = 0; f < m; f++)
    {
      g_autofree char *name = g_strdup_printf ("%d", f + 1);

      add_text (grid, 1 + f, 1, name, "heading");
    }
  if (weights != NULL)
    add_text (grid, 1 + m, 1, _ ("Weight, %"), "heading");
  for (int j = 0; j < pca->n; j++)
    {
      add_text (grid, 0, j + 2, nqp_text_get (&tree->nodes[pca->leaves[j]].name, lang), "body");
      for (int f = 0; f < m; f++)
        add_number (grid, 1 + f, j + 2, values[j * m + f], 2, fabs (values[j * m + f]) >= STRONG_LOADING);
      if (weights != NULL)
        add_number (grid, 1 + m, j + 2, 100 * weights[j], 1, FALSE);
    }
  return grid;
}

static void
add_heading (GtkWidget *box, const char *text, const char *explanation)
{
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *words = gtk_label_new (explanation);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "title-4");
  gtk_box_append (GTK_BOX (box), label);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_add_css_class (words, "caption");
  gtk_widget_add_css_class (words, "dim-label");
  gtk_box_append (GTK_BOX (box), words);
}

static void
add_doubt (GtkWidget *box, const NqpPca *pca)
{
  g_autofree char *doubt = nqp_pca_doubt (pca->n, pca->n_cells);
  g_autofree char *text = NULL;
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label;

  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name (doubt != NULL ? "dialog-warning-symbolic"
                                                                              : "emblem-ok-symbolic"));
  text = doubt != NULL
             ? g_strdup (doubt)
             /* Translators: %d: numbers of observations and of indicators */
             : g_strdup_printf (_ ("%d observations of %d indicators: enough"), (int)pca->n_cells, pca->n);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (line, doubt != NULL ? "warning" : "success");
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (box), line);
}

void
nqp_pca_dialog_run (GtkWindow *parent, NqpSession *session)
{
  NqpScores *scores = nqp_session_get_scores (session);
  g_autoptr (GError) error = NULL;
  g_auto (NqpPca) pca = { 0 };
  GtkWidget *window, *outer, *box, *scrolled;
  GtkEventController *keys;

  if (scores == NULL)
    return;
  if (!nqp_pca_from_scores (&pca, scores, &error))
    {
      nqp_session_message (session, error->message, NULL, NULL);
      return;
    }
  window = adw_window_new ();
  outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  scrolled = gtk_scrolled_window_new ();
  gtk_widget_add_css_class (box, "comparison");
  add_doubt (box, &pca);
  add_heading (box, C_ ("principal components", "Components"),
               _ ("Those with an eigenvalue above 1 are kept: they say more than a single indicator."));
  gtk_box_append (GTK_BOX (box), make_components (&pca));
  add_heading (
      box, _ ("Loadings"),
      _ ("The correlation of each indicator with the components that are kept, before and after varimax "
         "rotation. Bold: 0.5 or more, of either sign."));
  /* The weights rest on the rotated ones: these come first. */
  gtk_box_append (GTK_BOX (box), make_loadings (&pca, scores->tree, nqp_session_get_lang (session),
                                                _ ("After varimax"), pca.rotated, pca.weights));
  gtk_box_append (GTK_BOX (box), make_loadings (&pca, scores->tree, nqp_session_get_lang (session),
                                                _ ("Before rotation"), pca.loadings, NULL));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_focusable (scrolled, TRUE); /* nothing inside is: the keys that scroll need a place */
  gtk_box_append (GTK_BOX (outer), gtk_header_bar_new ());
  gtk_box_append (GTK_BOX (outer), scrolled);
  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  adw_window_set_content (ADW_WINDOW (window), outer);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Principal Components"));
  gtk_window_set_default_size (GTK_WINDOW (window), 860, 560);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_focus (GTK_WINDOW (window), scrolled);
  gtk_window_present (GTK_WINDOW (window));
}
