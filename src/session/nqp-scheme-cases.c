/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scheme-cases.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-alternatives.h"
#include "nqp-number.h"

static void
case_free (gpointer data)
{
  NqpSchemeCase *self = data;

  g_free (self->id);
  g_free (self->name);
  g_clear_pointer (&self->scores, nqp_scores_unref);
  g_free (self->ranks);
  g_free (self);
}

/* An indicator, and whatever has one part only, ranks the same under all weights. */
static gboolean
has_weights (const NqpTree *tree, int node)
{
  int n_on = 0;

  for (int c = tree->nodes[node].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    {
      if (has_weights (tree, c))
        return TRUE;
      n_on += tree->nodes[c].on;
    }
  return n_on > 1;
}

int
nqp_scheme_cases_measure (NqpSession *session)
{
  const int measure = nqp_session_get_measure (session);

  return has_weights (nqp_session_get_tree (session), measure) ? measure : 0;
}

/* Takes @scores, or tells @error. */
static void
add (GPtrArray *cases, NqpSession *session, const char *id, const char *name, NqpScores *scores,
     GError *error)
{
  const int measure = nqp_scheme_cases_measure (session);
  const int year = nqp_session_get_year (session);
  NqpSchemeCase *self;

  if (scores == NULL)
    {
      g_autofree char *text = g_strdup_printf ("%s: %s", name, error->message);

      nqp_session_message (session, text, NULL, NULL);
      g_error_free (error);
      return;
    }
  self = g_new0 (NqpSchemeCase, 1);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->scores = scores;
  self->ranks = g_new0 (int, MAX (scores->n_regions, 1));
  for (int i = 0; i < scores->n_regions; i++)
    self->ranks[i] = nqp_scores_rank (scores, measure, year, i);
  self->spearman = self->kendall = NAN;
  if (cases->len > 0)
    {
      const NqpSchemeCase *now = g_ptr_array_index (cases, 0);

      self->spearman = nqp_spearman (now->ranks, self->ranks, scores->n_regions);
      self->kendall = nqp_kendall (now->ranks, self->ranks, scores->n_regions);
    }
  g_ptr_array_add (cases, self);
}

GPtrArray *
nqp_scheme_cases_new (NqpSession *session, const gboolean *built_in)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (case_free);
  GPtrArray *schemes = nqp_session_get_schemes (session);
  NqpScores *now = nqp_session_get_scores (session);
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new (); /* keeps what the schemes share */

  add (cases, session, "current", _ ("In force"), nqp_scores_ref (now), NULL);
  for (guint i = 0; i < schemes->len; i++)
    {
      const NqpSavedScheme *scheme = g_ptr_array_index (schemes, i);
      GError *error = NULL;
      NqpScores *scores = nqp_session_get_scheme_scores (session, scheme->id, &error);

      add (cases, session, scheme->name, scheme->name, scores, error);
    }
  for (int s = 0; s < NQP_N_SCHEMES; s++)
    {
      NqpMethod method = now->method;
      GError *error = NULL;
      NqpScores *scores;

      if (!built_in[s])
        continue;
      method.scheme = (NqpScheme)s;
      scores = nqp_pipeline_run (pipeline, now->panel, now->tree, &method, &error);
      add (cases, session, nqp_choice (NQP_STAGE_WEIGH, s)->id, _ (nqp_choice (NQP_STAGE_WEIGH, s)->name),
           scores, error);
    }
  return cases;
}

NqpTable *
nqp_scheme_cases_weights (const GPtrArray *cases, NqpLang lang, NqpTableUse use)
{
  const NqpSchemeCase *now = g_ptr_array_index (cases, 0);
  const NqpTree *tree = now->scores->tree;
  NqpTable *table = nqp_table_new_for (use);
  int name, first;

  name = nqp_table_add_column_for (table, NQP_TABLE_PAGE, "name", _ ("Part"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_show (table, name, (NqpLook){ .chars = 16, .expand = TRUE });
  first = nqp_table_add_column (table, "node", _ ("Node"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "level", _ ("Level"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "parent", _ ("Parent"), NULL, NQP_COLUMN_TEXT, 0);
  for (guint k = 0; k < cases->len; k++)
    {
      const NqpSchemeCase *one = g_ptr_array_index (cases, k);
      int column = nqp_table_add_column (table, one->id, one->name, NULL, NQP_COLUMN_REAL, 3);

      nqp_table_show (table, column,
                      (NqpLook){ .chars = 7,
                                 .expand = TRUE,
                                 .factor = 100,
                                 .has_decimals = TRUE,
                                 .decimals = 1,
                                 .percent = TRUE });
    }
  for (int i = 1; i < tree->n_nodes; i++)
    {
      nqp_table_add_row (table);
      if (tree->nodes[i].parent > 0)
        nqp_table_set_parent (table, tree->nodes[i].parent - 1);
      nqp_table_set_text (table, name, nqp_text_get (&tree->nodes[i].name, lang));
      nqp_table_set_text (table, first, tree->nodes[i].id);
      nqp_table_set_text (table, first + 1, nqp_level_to_string (tree->nodes[i].level));
      nqp_table_set_text (table, first + 2, tree->nodes[tree->nodes[i].parent].id);
      for (guint k = 0; k < cases->len; k++)
        {
          const NqpSchemeCase *one = g_ptr_array_index (cases, k);

          nqp_table_set_number (table, first + 3 + (int)k, nqp_tree_local_weight (one->scores->tree, i));
        }
    }
  return table;
}

static double
known (int rank)
{
  return rank > 0 ? (double)rank : (double)NAN;
}

/* A name with how close the ranks are to those in force. */
static char *
rank_title (const NqpSchemeCase *one)
{
  char spearman[NQP_NUMBER_SIZE], kendall[NQP_NUMBER_SIZE];

  if (isnan (one->spearman))
    return g_strdup (one->name);
  nqp_number_to_screen (one->spearman, 3, spearman);
  nqp_number_to_screen (one->kendall, 3, kendall);
  return g_strdup_printf ("%s\nρ %s\nτ %s", one->name, spearman, kendall);
}

NqpTable *
nqp_scheme_cases_ranks (const GPtrArray *cases, NqpLang lang, NqpTableUse use)
{
  const NqpSchemeCase *now = g_ptr_array_index (cases, 0);
  const NqpPanel *panel = now->scores->panel;
  NqpTable *table = nqp_table_new_for (use);

  nqp_table_add_column (table, "region", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Name"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_show (table, 1, (NqpLook){ .title = _ ("Region"), .chars = 16, .expand = TRUE });
  for (guint k = 0; k < cases->len; k++)
    {
      const NqpSchemeCase *one = g_ptr_array_index (cases, k);
      g_autofree char *id = g_strdup_printf ("%s shift", one->id);
      /* Translators: a column; the name of a set of weights */
      g_autofree char *title = g_strdup_printf (_ ("%s, shift"), one->name);
      g_autofree char *on_page = rank_title (one);
      int column = nqp_table_add_column (table, one->id, one->name, NULL, NQP_COLUMN_INTEGER, 0);
      int shift = k == 0 ? -1 : nqp_table_add_column (table, id, title, NULL, NQP_COLUMN_INTEGER, 0);

      nqp_table_show (table, column,
                      (NqpLook){ .title = on_page, .chars = 3, .expand = TRUE, .shift = shift + 1 });
    }
  nqp_table_set_sort (table, 2);
  for (int i = 0; i < now->scores->n_regions; i++)
    {
      int column = 2;

      nqp_table_add_row (table);
      nqp_table_set_text (table, 0, panel->places[i].code);
      nqp_table_set_text (table, 1, nqp_panel_place_name (panel, i, lang));
      for (guint k = 0; k < cases->len; k++)
        {
          const NqpSchemeCase *one = g_ptr_array_index (cases, k);

          nqp_table_set_number (table, column++, known (one->ranks[i]));
          if (k > 0)
            nqp_table_set_number (table, column++, known (now->ranks[i]) - known (one->ranks[i]));
        }
    }
  return table;
}
