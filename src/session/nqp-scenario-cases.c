/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scenario-cases.h"

#include <glib/gi18n.h>
#include <math.h>

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

static void
add_row (NqpTable *table, const char *name, int decimals)
{
  nqp_table_add_row (table);
  nqp_table_set_text (table, 0, name);
  nqp_table_set_row_decimals (table, decimals);
}

static NqpTable *
make_columns (const GPtrArray *cases)
{
  NqpTable *table = nqp_table_new ();

  nqp_table_add_column (table, "name", "", NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_show (table, 0, (NqpLook){ .chars = 20, .lines = 2, .expand = TRUE });
  for (guint k = 0; k < cases->len; k++)
    {
      const Case *one = g_ptr_array_index (cases, k);
      int column = nqp_table_add_column (table, one->scenario != NULL ? one->scenario->name : "current",
                                         one->scenario != NULL ? one->scenario->name : _ ("As it is"), NULL,
                                         NQP_COLUMN_REAL, -1);

      nqp_table_show (table, column, (NqpLook){ .chars = 14, .descending = TRUE });
    }
  return table;
}

static void
add_scores (NqpTable *table, NqpSession *session, const GPtrArray *cases)
{
  const int year = nqp_session_get_year (session), region = nqp_session_get_focus (session);
  const Case *now = g_ptr_array_index (cases, 0);
  const double factor = nqp_scores_display_factor (now->scores);

  add_row (table, _ ("Score of the index"), factor == 1 ? 2 : 1);
  for (guint k = 0; k < cases->len; k++)
    nqp_table_set_number (
        table, (int)k + 1,
        factor * nqp_scores_get (((const Case *)g_ptr_array_index (cases, k))->scores, 0, year, region));
  add_row (table, _ ("Rank"), 0);
  for (guint k = 0; k < cases->len; k++)
    {
      int rank = nqp_scores_rank (((const Case *)g_ptr_array_index (cases, k))->scores, 0, year, region);

      nqp_table_set_number (table, (int)k + 1, rank > 0 ? (double)rank : (double)NAN);
    }
}

static double
value_in (const Case *one, int leaf, gsize cell)
{
  return one->scores->x[one->scores->tree->nodes[leaf].indicator][cell];
}

static void
add_values (NqpTable *table, NqpSession *session, const GPtrArray *cases)
{
  const NqpScores *scores = nqp_session_get_scores (session);
  NqpLang lang = nqp_session_get_lang (session);
  gsize cell = (gsize)nqp_session_get_year (session) * (gsize)scores->n_regions
               + (gsize)nqp_session_get_focus (session);

  for (int i = 0; i < scores->tree->n_leaves; i++)
    {
      int leaf = scores->tree->leaves[i];
      const NqpNode *node = &scores->tree->nodes[leaf];
      const char *unit = nqp_text_get (&scores->panel->indicators[node->indicator].unit, lang);
      double now = value_in (g_ptr_array_index (cases, 0), leaf, cell);
      g_autofree char *name = NULL;
      gboolean differs = FALSE;

      for (guint k = 1; k < cases->len; k++)
        differs = differs || !nqp_number_same (value_in (g_ptr_array_index (cases, k), leaf, cell), now);
      if (!differs)
        continue;
      name = unit != NULL && *unit != '\0'
                 /* Translators: an indicator, its unit */
                 ? g_strdup_printf (_ ("%s (%s)"), nqp_text_get (&node->name, lang), unit)
                 : g_strdup (nqp_text_get (&node->name, lang));
      add_row (table, name, -1);
      for (guint k = 0; k < cases->len; k++)
        {
          double value = value_in (g_ptr_array_index (cases, k), leaf, cell);

          nqp_table_set_number (table, (int)k + 1, value);
          if (k > 0 && !nqp_number_same (value, now))
            nqp_table_set_mark (table, (int)k + 1, NQP_MARK_CHANGED);
        }
    }
}

NqpTable *
nqp_scenario_cases_table (NqpSession *session, int *out_n_cases)
{
  g_autoptr (GPtrArray) cases = find_cases (session);
  NqpTable *table = make_columns (cases);

  add_scores (table, session, cases);
  add_values (table, session, cases);
  *out_n_cases = (int)cases->len;
  return table;
}
