/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scenario-compare.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-label-parts.h"
#include "nqp-number.h"
#include "nqp-scenario-parts.h"

/* A column of the comparison. */
typedef struct
{
  NqpScenario *scenario; /* NULL = as it is */
  NqpScores *scores;
} Case;

static void
case_free (gpointer data)
{
  Case *self = data;

  g_clear_pointer (&self->scenario, nqp_scenario_free);
  g_clear_pointer (&self->scores, nqp_scores_unref);
  g_free (self);
}

static void
add_case (GPtrArray *cases, NqpSession *session, const NqpScenario *scenario)
{
  g_autoptr (GError) error = NULL;
  Case *self = g_new0 (Case, 1);

  self->scenario = scenario != NULL ? nqp_scenario_copy (scenario) : NULL;
  self->scores = scenario != NULL ? nqp_scenario_scores (scenario, nqp_session_get_scores (session), &error)
                                  : nqp_scores_ref (nqp_session_get_scores (session));
  if (self->scores != NULL)
    g_ptr_array_add (cases, self);
  else
    {
      nqp_session_message (session, error->message, NULL, NULL);
      case_free (self);
    }
}

static GPtrArray *
find_cases (NqpSession *session)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (case_free);
  GPtrArray *scenarios = nqp_session_get_scenarios (session);

  add_case (cases, session, NULL);
  for (guint i = 0; i < scenarios->len; i++)
    {
      const NqpScenario *scenario = g_ptr_array_index (scenarios, i);

      if (scenario->place == nqp_session_get_focus (session)
          && scenario->year == nqp_session_get_year (session))
        add_case (cases, session, scenario);
    }
  if (nqp_session_get_scenario (session) == 0 && nqp_session_has_assumed (session))
    {
      g_autoptr (NqpScenario) unnamed = nqp_scenario_of_session (session, _ ("Not saved"));

      add_case (cases, session, unnamed);
    }
  return cases;
}

/* ---- the table ------------------------------------------------------------------------------------------------ */

static GtkWidget *
add_cell (GtkGrid *grid, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_add_css_class (label, css_class);
  if (column == 0 || row == 0)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_lines (GTK_LABEL (label), 2);
      gtk_label_set_width_chars (GTK_LABEL (label), column == 0 ? 20 : 10);
      gtk_label_set_max_width_chars (GTK_LABEL (label), column == 0 ? 32 : 16);
      gtk_label_set_justify (GTK_LABEL (label), column == 0 ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
      nqp_label_tell_when_cut (label);
    }
  gtk_widget_set_hexpand (label, column == 0);
  gtk_grid_attach (grid, label, column, row, 1, 1);
  return label;
}

static void
add_head (GtkGrid *grid, NqpSession *session, const GPtrArray *cases)
{
  int year = nqp_session_get_year (session);
  int region = nqp_session_get_focus (session);
  char number[NQP_NUMBER_SIZE];

  add_cell (grid, 0, 1, _ ("Score of the index"), "heading");
  add_cell (grid, 0, 2, _ ("Rank"), "heading");
  for (guint k = 0; k < cases->len; k++)
    {
      const Case *one = g_ptr_array_index (cases, k);
      double factor = nqp_scores_display_factor (one->scores);
      int rank = nqp_scores_rank (one->scores, 0, year, region);

      add_cell (grid, (int)k + 1, 0, one->scenario != NULL ? one->scenario->name : _ ("As it is"), "heading");
      add_cell (grid, (int)k + 1, 1,
                nqp_number_to_screen (factor * nqp_scores_get (one->scores, 0, year, region),
                                      factor == 1 ? 2 : 1, number),
                "numeric");
      add_cell (grid, (int)k + 1, 2, nqp_number_to_screen (rank > 0 ? (double)rank : (double)NAN, 0, number),
                "numeric");
    }
}

static double
value_in (const Case *one, int leaf, gsize cell)
{
  return one->scores->x[one->scores->tree->nodes[leaf].indicator][cell];
}

static gboolean
is_other (double a, double b)
{
  return isnan (a) ? !isnan (b) : a != b;
}

static void
add_values (GtkGrid *grid, NqpSession *session, const GPtrArray *cases)
{
  const NqpScores *scores = nqp_session_get_scores (session);
  NqpLang lang = nqp_session_get_lang (session);
  gsize cell = (gsize)nqp_session_get_year (session) * (gsize)scores->n_regions
               + (gsize)nqp_session_get_focus (session);
  int row = 3;

  for (int i = 0; i < scores->tree->n_leaves; i++)
    {
      int leaf = scores->tree->leaves[i];
      const NqpNode *node = &scores->tree->nodes[leaf];
      const char *unit = nqp_text_get (&scores->panel->indicators[node->indicator].unit, lang);
      double now = value_in (g_ptr_array_index (cases, 0), leaf, cell);
      g_autofree char *name = NULL;
      gboolean differs = FALSE;

      for (guint k = 1; k < cases->len; k++)
        differs = differs || is_other (value_in (g_ptr_array_index (cases, k), leaf, cell), now);
      if (!differs)
        continue;
      name = unit != NULL && *unit != '\0'
                 /* Translators: an indicator, its unit */
                 ? g_strdup_printf (_ ("%s (%s)"), nqp_text_get (&node->name, lang), unit)
                 : g_strdup (nqp_text_get (&node->name, lang));
      add_cell (grid, 0, row, name, "body");
      for (guint k = 0; k < cases->len; k++)
        {
          double value = value_in (g_ptr_array_index (cases, k), leaf, cell);
          char number[NQP_NUMBER_SIZE];
          GtkWidget *label
              = add_cell (grid, (int)k + 1, row, nqp_number_to_screen_auto (value, number), "numeric");

          if (k > 0 && is_other (value, now))
            gtk_widget_add_css_class (label, "heading");
        }
      row++;
    }
}

void
nqp_scenario_compare_run (GtkWindow *parent, NqpSession *session)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autoptr (GPtrArray) cases = find_cases (session);
  g_autofree char *title = g_strdup_printf (
      /* Translators: region, year */
      _ ("Scenarios of %s, %d"),
      nqp_panel_place_name (nqp_session_get_panel (session), nqp_session_get_focus (session),
                            nqp_session_get_lang (session)),
      nqp_session_get_panel (session)->years[nqp_session_get_year (session)]);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_add_css_class (grid, "comparison");
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  add_head (GTK_GRID (grid), session, cases);
  add_values (GTK_GRID (grid), session, cases);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), MIN (360 + 130 * (int)cases->len, 860), 480);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
}
