/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-panel.h"

#include <math.h>
#include <string.h>

static const char *const role_names[] = {
  [NQP_ROLE_INDEX] = "index",   [NQP_ROLE_OUTPUT] = "output",         [NQP_ROLE_CAPITAL] = "capital",
  [NQP_ROLE_LABOUR] = "labour", [NQP_ROLE_POPULATION] = "population", [NQP_ROLE_CONTEXT] = "context",
  [NQP_ROLE_UNASSIGNED] = "",
};

NqpPanel *
nqp_panel_new (int n_places, int n_regions, int n_years, int n_series, int n_indicators, int n_groups,
               int n_neighbours, int n_flags)
{
  NqpPanel *self;
  gsize n_cells = (gsize)n_series * (gsize)n_years * (gsize)n_regions;

  g_return_val_if_fail (n_regions <= n_places, NULL);
  self = g_new0 (NqpPanel, 1);
  self->ref_count = 1;
  self->n_places = n_places;
  self->n_regions = n_regions;
  self->n_years = n_years;
  self->n_series = n_series;
  self->n_indicators = n_indicators;
  self->n_groups = n_groups;
  self->n_neighbours = n_neighbours;
  self->n_flags = n_flags;
  self->places = g_new0 (NqpRegion, n_places);
  self->years = g_new0 (int, n_years);
  self->series = g_new0 (NqpSeries, n_series);
  self->indicators = g_new0 (NqpIndicator, n_indicators);
  self->groups = g_new0 (NqpText, n_groups);
  self->neighbours = g_new0 (NqpNeighbour, n_neighbours);
  self->flags = g_new0 (NqpFlag, n_flags);
  self->values = g_new (double, n_cells);
  self->states = g_new0 (guint8, n_cells);
  for (gsize i = 0; i < n_cells; i++)
    self->values[i] = NAN;
  for (int i = 0; i < n_places; i++)
    {
      self->places[i].group = -1;
      self->places[i].longitude = self->places[i].latitude = self->places[i].area_km2 = NAN;
      self->places[i].tile_col = self->places[i].tile_row = -1;
    }
  for (int j = 0; j < n_indicators; j++)
    {
      self->indicators[j].direction = 1;
      self->indicators[j].factor = 1;
      self->indicators[j].denominator = NQP_DENOMINATOR_NONE;
      self->indicators[j].lower = self->indicators[j].upper = NAN;
    }
  return self;
}

NqpPanel *
nqp_panel_ref (NqpPanel *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
nqp_panel_unref (NqpPanel *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (int i = 0; i < self->n_places; i++)
    {
      g_free (self->places[i].code);
      nqp_text_clear (&self->places[i].name);
      g_free (self->places[i].initials);
    }
  for (int i = 0; i < self->n_series; i++)
    {
      g_free (self->series[i].code);
      nqp_text_clear (&self->series[i].name);
      nqp_text_clear (&self->series[i].unit);
      g_free (self->series[i].source);
      g_free (self->series[i].note);
    }
  for (int i = 0; i < self->n_indicators; i++)
    {
      g_free (self->indicators[i].code);
      nqp_text_clear (&self->indicators[i].name);
      nqp_text_clear (&self->indicators[i].unit);
      g_free (self->indicators[i].pillar);
      g_free (self->indicators[i].component);
      g_free (self->indicators[i].source);
      g_free (self->indicators[i].note);
      g_clear_pointer (&self->indicators[i].formula, nqp_expression_unref);
      g_free (self->indicators[i].operands);
    }
  for (int i = 0; i < self->n_groups; i++)
    nqp_text_clear (&self->groups[i]);
  for (int i = 0; i < self->n_neighbours; i++)
    g_free (self->neighbours[i].kind);
  for (int i = 0; i < self->n_flags; i++)
    g_free (self->flags[i].note);
  for (int i = 0; i < self->n_accepted; i++)
    {
      g_free (self->accepted[i].finding);
      g_free (self->accepted[i].note);
    }
  for (int i = 0; i < self->n_settled; i++)
    {
      g_free (self->settled[i].name);
      g_free (self->settled[i].code);
    }
  g_free (self->title_en);
  g_free (self->title_zh);
  g_free (self->places);
  g_free (self->years);
  g_free (self->series);
  g_free (self->indicators);
  g_free (self->groups);
  g_free (self->neighbours);
  g_free (self->flags);
  g_free (self->accepted);
  g_free (self->settled);
  g_free (self->values);
  g_free (self->states);
  g_clear_pointer (&self->tree, nqp_tree_unref);
  g_free (self);
}

/* In @lang, else in the other language, else "". */
const char *
nqp_panel_title (const NqpPanel *self, NqpLang lang)
{
  const NqpText title = { self->title_en, self->title_zh };

  return nqp_text_get (&title, lang);
}

int
nqp_panel_find_place (const NqpPanel *self, const char *code)
{
  for (int i = 0; i < self->n_places; i++)
    if (g_strcmp0 (self->places[i].code, code) == 0)
      return i;
  return -1;
}

int
nqp_panel_find_year (const NqpPanel *self, int year)
{
  for (int i = 0; i < self->n_years; i++)
    if (self->years[i] == year)
      return i;
  return -1;
}

int
nqp_panel_find_series (const NqpPanel *self, const char *code)
{
  for (int i = 0; i < self->n_series; i++)
    if (g_strcmp0 (self->series[i].code, code) == 0)
      return i;
  return -1;
}

int
nqp_panel_find_indicator (const NqpPanel *self, const char *code)
{
  for (int i = 0; i < self->n_indicators; i++)
    if (g_strcmp0 (self->indicators[i].code, code) == 0)
      return i;
  return -1;
}

/* The name in @lang, in the other language, or the code. */
const char *
nqp_panel_place_name (const NqpPanel *self, int place, NqpLang lang)
{
  const char *name;

  g_return_val_if_fail (place >= 0 && place < self->n_places, "");
  name = nqp_text_get (&self->places[place].name, lang);
  return *name != '\0' ? name : self->places[place].code;
}

/* Its own source, else that of the first series it is made of; NULL if neither names one. */
const char *
nqp_panel_indicator_source (const NqpPanel *self, int indicator)
{
  const NqpIndicator *source = &self->indicators[indicator];

  if (source->source != NULL && *source->source != '\0')
    return source->source;
  return source->numerator >= 0 ? self->series[source->numerator].source : NULL;
}

const NqpFlag *
nqp_panel_find_flag (const NqpPanel *self, int series, int year, int place)
{
  for (int i = 0; i < self->n_flags; i++)
    if (self->flags[i].series == series && self->flags[i].year == year && self->flags[i].place == place)
      return &self->flags[i];
  return NULL;
}

/* A source may itself be a list, as that of an indicator made from two series. */
static void
append_source (GPtrArray *sources, const char *source)
{
  g_auto (GStrv) parts = source != NULL ? g_strsplit (source, "; ", -1) : NULL;

  for (int i = 0; parts != NULL && parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !g_ptr_array_find_with_equal_func (sources, parts[i], g_str_equal, NULL))
      g_ptr_array_add (sources, g_steal_pointer (&parts[i]));
    else
      g_clear_pointer (&parts[i], g_free);
}

/**
 * nqp_panel_sources:
 *
 * Returns: (transfer full): the sources of the indicators in the index (of all series they are made of), each
 *   once, in order of first use
 */
char *
nqp_panel_sources (const NqpPanel *self)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_free);

  for (int j = 0; j < self->n_indicators; j++)
    {
      const NqpIndicator *indicator = &self->indicators[j];

      if (indicator->role != NQP_ROLE_INDEX)
        continue;
      append_source (sources, nqp_panel_indicator_source (self, j));
      for (int k = 1; indicator->source == NULL && k < nqp_indicator_n_operands (indicator); k++)
        if (nqp_indicator_operand (indicator, k) >= 0)
          append_source (sources, self->series[nqp_indicator_operand (indicator, k)].source);
    }
  g_ptr_array_add (sources, NULL);
  return g_strjoinv ("; ", (char **)sources->pdata);
}

static int
add_named (NqpTree *tree, int parent, const char *id, NqpLevel level)
{
  NqpText name = nqp_pillar_name (id);
  int node = nqp_tree_add (tree, parent, id, &name, level, -1, NAN, FALSE, TRUE);

  nqp_text_clear (&name);
  return node;
}

/* The pillar or component of that id, added if it is not there; @added: (id -> node + 1). */
static int
find_or_add (NqpTree *tree, GHashTable *added, int parent, const char *id, NqpLevel level)
{
  int node = GPOINTER_TO_INT (g_hash_table_lookup (added, id)) - 1;

  if (node < 0)
    {
      node = add_named (tree, parent, id, level);
      g_hash_table_insert (added, g_strdup (id), GINT_TO_POINTER (node + 1));
    }
  return node;
}

/**
 * nqp_panel_make_tree:
 *
 * Pillars come in the order of the framework, components and indicators in that of the panel's indicators. Pillars
 * without indicators are left out; an indicator without a component hangs on its pillar.
 *
 * Returns: (transfer full): a tree of the indicators with role %NQP_ROLE_INDEX, equal weights, all on, none locked
 */
NqpTree *
nqp_panel_make_tree (const NqpPanel *self)
{
  g_autoptr (GHashTable) added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  NqpTree *tree = nqp_tree_new ();
  int root = add_named (tree, -1, "index", NQP_LEVEL_INDEX);

  for (int p = 0; p < NQP_N_PILLARS; p++)
    for (int j = 0; j < self->n_indicators; j++)
      {
        const NqpIndicator *indicator = &self->indicators[j];
        const char *pillar_id = nqp_pillar_id (p);
        int parent;

        if (indicator->role != NQP_ROLE_INDEX || g_strcmp0 (indicator->pillar, pillar_id) != 0)
          continue;
        parent = find_or_add (tree, added, root, pillar_id, NQP_LEVEL_PILLAR);
        if (indicator->component != NULL && *indicator->component != '\0')
          {
            g_autofree char *id = g_strconcat (pillar_id, ".", indicator->component, NULL);

            parent = find_or_add (tree, added, parent, id, NQP_LEVEL_COMPONENT);
          }
        nqp_tree_add (tree, parent, indicator->code, &indicator->name, NQP_LEVEL_INDICATOR, j, NAN, FALSE,
                      TRUE);
      }
  nqp_tree_seal (tree);
  return tree;
}

const char *
nqp_role_to_string (NqpRole role)
{
  return role_names[role];
}

/* "index", "output", "capital", "labour", "population", "context"; "" = unassigned. */
gboolean
nqp_role_parse (const char *text, NqpRole *out_role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (role_names); i++)
    if (g_ascii_strcasecmp (text, role_names[i]) == 0)
      {
        *out_role = (NqpRole)i;
        return TRUE;
      }
  return FALSE;
}
