/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-session-private.h"

#include <math.h>
#include <string.h>

#include "nqp-scenario-parts.h"

/* Other programs may take regions, years or indicators away: what is looked at, and what is assumed, are those of the same
 * codes, not of the same positions. */

static int
find_region (const NqpPanel *panel, const char *code)
{
  int place = nqp_panel_find_place (panel, code);

  return place < panel->n_regions ? place : -1;
}

static int
move_region (const NqpPanel *from, const NqpPanel *to, int region)
{
  return region >= 0 && region < from->n_regions ? find_region (to, from->places[region].code) : -1;
}

/* An unknown one is no other place than it was. */
static gboolean
is_same_degree (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
is_same_place (const NqpRegion *a, const NqpRegion *b)
{
  return strcmp (a->code, b->code) == 0 && is_same_degree (a->longitude, b->longitude)
         && is_same_degree (a->latitude, b->latitude) && a->tile_col == b->tile_col
         && a->tile_row == b->tile_row;
}

static gboolean
has_same_places (const NqpPanel *a, const NqpPanel *b)
{
  gboolean same
      = a->n_places == b->n_places && a->n_regions == b->n_regions && a->n_neighbours == b->n_neighbours;

  for (int i = 0; same && i < a->n_places; i++)
    same = is_same_place (&a->places[i], &b->places[i]);
  for (int k = 0; same && k < a->n_neighbours; k++)
    same = a->neighbours[k].a == b->neighbours[k].a && a->neighbours[k].b == b->neighbours[k].b;
  return same;
}

static gboolean
has_same_positions (const NqpPanel *a, const NqpPanel *b)
{
  gboolean same
      = a->n_regions == b->n_regions && a->n_years == b->n_years && a->n_indicators == b->n_indicators;

  for (int i = 0; same && i < a->n_regions; i++)
    same = strcmp (a->places[i].code, b->places[i].code) == 0;
  for (int t = 0; same && t < a->n_years; t++)
    same = a->years[t] == b->years[t];
  for (int j = 0; same && j < a->n_indicators; j++)
    same = strcmp (a->indicators[j].code, b->indicators[j].code) == 0;
  return same;
}

static void
move_regions (NqpSession *self, const NqpPanel *from)
{
  int n = 0;

  self->focus = move_region (from, self->panel, self->focus);
  self->hover = move_region (from, self->panel, self->hover);
  for (int i = 0; i < self->n_compared; i++)
    {
      int region = move_region (from, self->panel, self->compared[i]);

      if (region >= 0)
        self->compared[n++] = region;
    }
  self->n_compared = n;
  if (self->focus < 0)
    self->focus = nqp_session_best_region (self);
}

/* The year that is shown, or the one after it that is left. */
static void
move_year (NqpSession *self, const NqpPanel *from, int was)
{
  const NqpPanel *panel = self->panel;
  int year = 0;

  if (was < from->n_years)
    while (year < panel->n_years - 1 && panel->years[year] < from->years[was])
      year++;
  self->year = year;
  if (panel->n_years < 2)
    nqp_session_set_playing (self, FALSE);
}

/* As a scenario each: that knows how to move. */
static void
move_assumed (NqpSession *self, const NqpPanel *from)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->assumed);
  GHashTableIter iter;
  gpointer key, values;

  if (before == NULL)
    return;
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, &values))
    {
      g_autoptr (NqpScenario) was
          = nqp_scenario_new ("", GPOINTER_TO_INT (key) % from->n_regions,
                              GPOINTER_TO_INT (key) / from->n_regions, from->n_indicators);
      g_autoptr (NqpScenario) is = NULL;

      memcpy (was->values, values, (gsize)from->n_indicators * sizeof (double));
      is = nqp_scenario_move (was, from, self->panel);
      if (is != NULL)
        nqp_session_keep_values (self, is->place, is->year, is->values);
    }
}

static void
move_scenarios (NqpSession *self, const NqpPanel *from)
{
  for (guint i = 0; self->scenarios != NULL && i < self->scenarios->len;)
    {
      NqpScenario *moved = nqp_scenario_move (g_ptr_array_index (self->scenarios, i), from, self->panel);

      if (moved == NULL)
        {
          g_ptr_array_remove_index (self->scenarios, i);
          continue;
        }
      nqp_scenario_free (g_ptr_array_index (self->scenarios, i));
      g_ptr_array_index (self->scenarios, i++) = moved;
    }
}

/* The map of what there is now; where it cannot be made the tiles are left. */
void
nqp_session_make_map (NqpSession *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpBoundaries) boundaries = nqp_project_read_boundaries (self->project, &error);

  g_clear_pointer (&self->layout, nqp_map_layout_unref);
  self->layout = nqp_map_layout_new (self->panel, boundaries, error == NULL ? &error : NULL);
  if (error != NULL)
    nqp_session_message (self, error->message, NULL, NULL);
}

/**
 * nqp_session_move:
 * @from: (nullable): the panel that was shown
 * @from_tree: (nullable): and the tree
 *
 * After panel and tree were exchanged for those that are there now.
 */
void
nqp_session_move (NqpSession *self, const NqpPanel *from, const NqpTree *from_tree)
{
  if (from == NULL || from_tree == NULL)
    return;
  if (self->measure < from_tree->n_nodes)
    self->measure = MAX (nqp_tree_find (self->tree, from_tree->nodes[self->measure].id), 0);
  else
    self->measure = 0;
  if (from == self->panel)
    return;
  if (!has_same_places (from, self->panel))
    nqp_session_make_map (self);
  if (has_same_positions (from, self->panel))
    return;
  nqp_session_forget_steps (self); /* they name positions of before */
  move_year (self, from, self->year);
  move_regions (self, from);
  move_assumed (self, from);
  move_scenarios (self, from);
  nqp_session_touch (self, NQP_CHANGE_VIEW | NQP_CHANGE_HOVER | NQP_CHANGE_WHAT_IF);
}

/* What is told of parts that were read again. */
guint
nqp_session_changes_of (NqpProjectParts parts)
{
  guint flags = NQP_CHANGE_HISTORY;

  if (parts & NQP_PROJECT_OUTLINES)
    flags |= NQP_CHANGE_PROJECT;
  if (parts & NQP_PROJECT_DATA)
    flags |= NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES | NQP_CHANGE_FRAMEWORK | NQP_CHANGE_SCENARIOS;
  if (parts & NQP_PROJECT_WEIGHTS)
    flags |= NQP_CHANGE_SCORES;
  if (parts & NQP_PROJECT_FRAMEWORK)
    flags |= NQP_CHANGE_FRAMEWORK | NQP_CHANGE_ENTRY;
  if (parts & (NQP_PROJECT_SCHEMES | NQP_PROJECT_DATA))
    flags |= NQP_CHANGE_SCHEMES;
  if (parts & NQP_PROJECT_SCENARIOS)
    flags |= NQP_CHANGE_SCENARIOS | NQP_CHANGE_WHAT_IF;
  return flags;
}
