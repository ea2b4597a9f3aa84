/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-beside.h"
#include "nqp-import-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Lists and outlines that come to a project: the importer begins with what is there, and the same readers add to it. */

gboolean
nqp_import_has_beside (const NqpImportSources *sources)
{
  return sources->indicators != NULL || sources->regions != NULL || sources->boundaries != NULL
         || sources->neighbours != NULL || sources->series != NULL || sources->flags != NULL
         || sources->checks != NULL;
}

/* ---- what is there ------------------------------------------------------------------------------------------------ */

static void
copy_region (NqpRegionDraft *draft, const NqpPanel *panel, int i)
{
  const NqpRegion *from = &panel->places[i];
  NqpRegion *to = &draft->region;

  to->name = nqp_text_copy (&from->name);
  /* the code stands for a name where there was none */
  if (to->name.zh == NULL && g_strcmp0 (to->name.en, to->code) == 0)
    nqp_text_clear (&to->name);
  if (from->group >= 0)
    draft->group = nqp_text_copy (&panel->groups[from->group]);
  to->initials = g_strdup (from->initials);
  to->longitude = from->longitude;
  to->latitude = from->latitude;
  to->area_km2 = from->area_km2;
  to->tile_col = from->tile_col;
  to->tile_row = from->tile_row;
}

static void
add_region (NqpImporter *self, const NqpPanel *panel, int i, const char *code)
{
  const guint n = self->regions->len;
  const int at = nqp_importer_add_region (self, code, strlen (code));
  NqpRegionDraft *draft = nqp_importer_region (self, at);

  draft->use = NQP_USE_TAKE;
  draft->has_data = draft->has_data || i < panel->n_regions;
  if (self->regions->len > n)
    copy_region (draft, panel, i);
}

static void
add_series (NqpImporter *self, const NqpSeries *from, const char *code)
{
  const guint n = self->series->len;
  NqpSeriesDraft *draft = nqp_importer_series (self, nqp_importer_add_series (self, code, strlen (code)));

  draft->seen = TRUE;
  if (self->series->len == n)
    return;
  draft->series.name = nqp_text_copy (&from->name);
  draft->series.unit = nqp_text_copy (&from->unit);
  draft->series.source = g_strdup (from->source);
  draft->series.note = g_strdup (from->note);
}

static NqpIndicator
copy_indicator (const NqpIndicator *from)
{
  NqpIndicator to = *from;

  to.code = g_strdup (from->code);
  to.name = nqp_text_copy (&from->name);
  to.unit = nqp_text_copy (&from->unit);
  to.pillar = g_strdup (from->pillar);
  to.component = g_strdup (from->component);
  to.source = g_strdup (from->source);
  to.note = g_strdup (from->note);
  to.formula = from->formula != NULL ? nqp_expression_ref (from->formula) : NULL;
  to.operands = NULL; /* found again */
  return to;
}

static void
begin_with (NqpImporter *self, const NqpKnown *known)
{
  const NqpPanel *into = known->into, *from = known->from;

  self->known = into;
  self->data_read = TRUE;
  for (int i = 0; i < into->n_places; i++)
    add_region (self, into, i, into->places[i].code);
  for (int i = 0; i < from->n_regions; i++)
    add_region (self, from, i, known->regions[i]);
  self->n_listed_regions = nqp_codes_size (&self->region_codes);
  for (int s = 0; s < into->n_series; s++)
    add_series (self, &into->series[s], into->series[s].code);
  for (int s = 0; s < from->n_series; s++)
    add_series (self, &from->series[s], known->series[s]);
  for (int j = 0; j < into->n_indicators; j++)
    {
      const NqpIndicator it = copy_indicator (&into->indicators[j]);

      nqp_codes_add (&self->indicator_codes, it.code, strlen (it.code));
      g_array_append_val (self->indicators, it);
    }
  g_clear_pointer (&self->components, nqp_components_free);
  self->components = nqp_components_new (into->tree);
}

/* ---- regions by name ---------------------------------------------------------------------------------------------- */

/**
 * nqp_import_ask_alike:
 *
 * The problem added last is of a name: a list of names settles it.
 */
void
nqp_import_ask_alike (NqpImporter *self, const char *text, int line, const NqpNameMatch *match)
{
  const NqpRegionDraft draft = { .region.code = (char *)text, .match = *match };

  nqp_import_mark_names (self);
  nqp_import_ask_name (self, &draft, 0, line);
}

/**
 * nqp_import_known_region:
 * @texts: (array zero-terminated=1): what a row of the regions file calls its region, the code first
 *
 * Returns: the draft, which may be a new one; -1 with a problem; -2: a list of names leaves it out
 */
int
nqp_import_known_region (NqpImporter *self, NqpSheet *sheet, int column, const char *const *texts)
{
  const char *code = texts[0];
  const int found = nqp_codes_find (&self->region_codes, code, strlen (code));
  NqpNameMatch alike = { .place = -1 };

  if (found >= 0)
    return found;
  for (int k = 0; texts[k] != NULL; k++)
    {
      const NqpNameRule *rule = nqp_import_rule (self, texts[k]);
      NqpNameMatch match;

      if (rule != NULL)
        return rule->code == NULL ? -2 : nqp_importer_add_region (self, rule->code, strlen (rule->code));
      match = nqp_names_match (nqp_import_listed_names (self), texts[k], TRUE);
      if (match.place >= 0)
        return match.place;
      if (alike.n_proposals == 0)
        alike = match;
    }
  if (alike.n_proposals > 0)
    {
      g_autofree char *close = nqp_names_proposals (nqp_import_listed_names (self), &alike);

      nqp_sheet_problem (sheet, column,
                         _ ("The region “%s” is not known, but like %s; expected which it is in a list of "
                            "names, or there its own code as that of a new one."),
                         code, close);
      nqp_import_ask_alike (self, code, sheet->rows->number, &alike);
      return -1;
    }
  return nqp_importer_add_region (self, code, strlen (code));
}

/* ---- as a panel --------------------------------------------------------------------------------------------------- */

static int
compare_years (gconstpointer a, gconstpointer b)
{
  return *(const int *)a - *(const int *)b;
}

static GArray *
list_years (const NqpKnown *known)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (int));

  g_array_append_vals (years, known->into->years, (guint)known->into->n_years);
  for (int t = 0; t < known->from->n_years; t++)
    if (nqp_panel_find_year (known->into, known->from->years[t]) < 0)
      g_array_append_val (years, known->from->years[t]);
  g_array_sort (years, compare_years);
  return years;
}

static int
find_group (GArray *groups, const NqpText *name)
{
  NqpText copy;

  if (name->en == NULL && name->zh == NULL)
    return -1;
  for (guint g = 0; g < groups->len; g++)
    if (nqp_text_equal (&g_array_index (groups, NqpText, g), name))
      return (int)g;
  copy = nqp_text_copy (name);
  g_array_append_val (groups, copy);
  return (int)groups->len - 1;
}

/* Those of the project first, so that each keeps its place. */
static void
fill_places (NqpImporter *self, NqpPanel *panel)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (NqpText));

  for (int g = 0; g < self->known->n_groups; g++)
    {
      const NqpText copy = nqp_text_copy (&self->known->groups[g]);

      g_array_append_val (groups, copy);
    }
  for (int i = 0; i < panel->n_places; i++)
    {
      NqpRegionDraft *draft = nqp_importer_region (self, i);

      draft->region.group = find_group (groups, &draft->group);
      panel->places[i] = draft->region;
      draft->region = (NqpRegion){ 0 };
      if (panel->places[i].name.en == NULL && panel->places[i].name.zh == NULL)
        panel->places[i].name = nqp_text_new (panel->places[i].code, NULL);
    }
  g_free (panel->groups);
  panel->n_groups = (int)groups->len;
  panel->groups = (NqpText *)(gpointer)g_array_free (groups, FALSE);
}

static void
fill_series (NqpImporter *self, NqpPanel *panel)
{
  for (int s = 0; s < panel->n_series; s++)
    {
      panel->series[s] = nqp_importer_series (self, s)->series;
      nqp_importer_series (self, s)->series = (NqpSeries){ 0 };
    }
}

static void
fill_indicators (NqpImporter *self, NqpPanel *panel)
{
  for (int j = 0; j < panel->n_indicators; j++)
    {
      NqpIndicator *it = &panel->indicators[j];
      const NqpSeries *series;

      *it = g_array_index (self->indicators, NqpIndicator, j);
      g_array_index (self->indicators, NqpIndicator, j) = (NqpIndicator){ 0 };
      series = &panel->series[it->numerator];
      if (it->name.en == NULL && it->name.zh == NULL)
        it->name = g_strcmp0 (series->code, it->code) == 0 ? nqp_text_copy (&series->name)
                                                           : nqp_text_new (it->code, NULL);
      if (it->unit.en == NULL && it->unit.zh == NULL && !nqp_indicator_is_derived (it))
        it->unit = nqp_text_copy (&series->unit);
    }
  for (int j = 0; j < panel->n_indicators; j++)
    if (panel->indicators[j].formula != NULL)
      nqp_import_bind_formula (self, panel, j);
}

static void
fill_flags (NqpImporter *self, NqpPanel *panel, GArray *edited)
{
  int n = 0;

  for (guint k = 0; k < self->flags->len; k++)
    {
      NqpFlagDraft *draft = &g_array_index (self->flags, NqpFlagDraft, k);
      NqpFlag flag = draft->flag;

      flag.year = nqp_panel_find_year (panel, draft->flag.year);
      if (flag.year < 0 || !nqp_importer_region (self, flag.place)->has_data)
        nqp_problems_add (&self->problems, FALSE, self->sources->flags, draft->line, 0,
                          _ ("There is no row of %s in %d; expected one to flag."),
                          nqp_codes_get (&self->region_codes, flag.place), draft->flag.year);
      else if (draft->edited)
        {
          flag.note = NULL;
          g_array_append_val (edited, flag);
        }
      else
        {
          draft->flag.note = NULL;
          panel->flags[n++] = flag;
        }
    }
  panel->n_flags = n;
}

static void
fill_rest (NqpImporter *self, NqpPanel *panel)
{
  for (int k = 0; k < panel->n_neighbours; k++)
    {
      panel->neighbours[k] = g_array_index (self->neighbours, NqpNeighbour, k);
      g_array_index (self->neighbours, NqpNeighbour, k).kind = NULL;
    }
  panel->n_accepted = (int)self->accepted->len;
  panel->accepted = g_new0 (NqpAccepted, self->accepted->len + 1);
  for (int k = 0; k < panel->n_accepted; k++)
    {
      panel->accepted[k] = g_array_index (self->accepted, NqpAccepted, k);
      g_array_index (self->accepted, NqpAccepted, k) = (NqpAccepted){ 0 };
    }
}

static void
check_series (NqpImporter *self)
{
  for (guint s = 0; s < self->series->len; s++)
    {
      const NqpSeriesDraft *draft = nqp_importer_series (self, (int)s);

      if (!draft->seen && draft->used_line > 0)
        nqp_problems_add (&self->problems, FALSE, self->sources->indicators, draft->used_line, 0,
                          _ ("The indicator uses the series “%s”, which the project does not have; expected "
                             "one that it has, or that comes with the data."),
                          draft->series.code);
      else if (!draft->seen)
        nqp_problems_add (&self->problems, FALSE, self->sources->series, 0, 0,
                          _ ("The project has no series “%s”; expected one that it has, or that comes with "
                             "the data."),
                          draft->series.code);
    }
}

/* Where a region comes to the tile of another. */
static void
check_tiles (NqpImporter *self)
{
  g_autoptr (GHashTable) tiles = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->regions->len; i++)
    {
      const NqpRegion *it = &nqp_importer_region (self, (int)i)->region;
      gpointer key = GINT_TO_POINTER (it->tile_col * 1000 + it->tile_row + 1);
      const char *taken;

      if (it->tile_col < 0 || it->tile_row < 0)
        continue;
      taken = g_hash_table_lookup (tiles, key);
      if (taken != NULL && self->sources->regions != NULL)
        nqp_problems_add (&self->problems, FALSE, self->sources->regions, 0, 0,
                          _ ("The tile of “%s” at column %d, row %d is already that of “%s”; expected a "
                             "free one."),
                          it->code, it->tile_col, it->tile_row, taken);
      g_hash_table_insert (tiles, key, it->code);
    }
}

/* What stands above the indicators is called as it was. */
static void
keep_names (NqpTree *tree, const NqpTree *before)
{
  for (int k = 0; before != NULL && k < tree->n_nodes; k++)
    {
      NqpNode *node = &tree->nodes[k];
      const int was = node->indicator < 0 ? nqp_tree_find (before, node->id) : -1;

      if (was < 0)
        continue;
      nqp_text_clear (&node->name);
      node->name = nqp_text_copy (&before->nodes[was].name);
    }
}

static NqpPanel *
assemble (NqpImporter *self, const NqpKnown *known, GArray *edited)
{
  g_autoptr (GArray) years = list_years (known);
  NqpPanel *panel
      = nqp_panel_new ((int)self->regions->len, 0, (int)years->len, (int)self->series->len,
                       (int)self->indicators->len, 0, (int)self->neighbours->len, (int)self->flags->len);

  if (years->len > 0)
    memcpy (panel->years, years->data, years->len * sizeof (int));
  fill_flags (self, panel, edited); /* before anything is moved out of the drafts */
  fill_places (self, panel);
  fill_series (self, panel);
  fill_indicators (self, panel);
  fill_rest (self, panel);
  panel->tree = nqp_panel_make_tree (panel);
  nqp_components_name_tree (self->components, panel->tree);
  keep_names (panel->tree, known->into->tree);
  return panel;
}

static void
read_all (NqpImporter *self)
{
  const NqpImportSources *sources = self->sources;

  if (sources->names != NULL)
    nqp_import_names (self);
  if (sources->rules != NULL)
    nqp_import_take_rules (self, sources->rules);
  nqp_import_take_remembered (self, self->known);
  self->regions_listed = TRUE;
  if (sources->series != NULL)
    nqp_import_series (self);
  if (sources->indicators != NULL)
    nqp_import_indicators (self);
  if (sources->regions != NULL)
    nqp_import_regions (self);
  if (sources->boundaries != NULL)
    nqp_import_geojson (self);
  nqp_import_outlines (self);
  if (sources->neighbours != NULL)
    nqp_import_neighbours (self);
  if (sources->flags != NULL)
    nqp_import_flags (self);
  if (sources->checks != NULL)
    nqp_import_checks (self);
  check_series (self);
  check_tiles (self);
  nqp_import_check_area (self);
}

NqpBeside *
nqp_import_beside (const NqpImportSources *sources, const NqpKnown *known, GPtrArray *problems,
                   NqpImportReport *report, GCancellable *cancellable, GError **error)
{
  NqpImporter importer = { .sources = sources, .report = report, .cancellable = cancellable };
  g_autoptr (NqpBeside) self = g_atomic_rc_box_new0 (NqpBeside);
  gboolean good = FALSE;

  self->edited = g_array_new (FALSE, FALSE, sizeof (NqpFlag));
  importer.problems.list = problems;
  nqp_importer_init (&importer);
  begin_with (&importer, known);
  read_all (&importer);
  if (importer.problems.n_errors == 0)
    self->panel = assemble (&importer, known, self->edited);
  if (self->panel != NULL)
    nqp_import_fill_settled (&importer, self->panel);
  if (g_cancellable_is_cancelled (cancellable))
    g_set_error_literal (error, NQP_IO_ERROR, NQP_IO_ERROR_CANCELLED, _ ("The import was cancelled."));
  else
    good = nqp_problems_check (&importer.problems, error);
  if (good)
    self->outlines = nqp_import_take_boundaries (&importer);
  self->has_indicators = sources->indicators != NULL;
  self->has_outlines = sources->boundaries != NULL;
  self->has_regions = sources->regions != NULL;
  self->has_neighbours = sources->neighbours != NULL;
  self->has_flags = sources->flags != NULL;
  self->has_checks = sources->checks != NULL;
  self->has_series = sources->series != NULL;
  nqp_problems_finish (&importer.problems);
  nqp_problems_clear (&importer.problems);
  nqp_importer_clear (&importer);
  return good ? g_steal_pointer (&self) : NULL;
}

NqpBeside *
nqp_beside_ref (NqpBeside *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
beside_clear (gpointer data)
{
  NqpBeside *self = data;

  g_clear_pointer (&self->panel, nqp_panel_unref);
  g_clear_pointer (&self->outlines, nqp_boundaries_unref);
  g_array_unref (self->edited);
}

void
nqp_beside_unref (NqpBeside *self)
{
  g_atomic_rc_box_release_full (self, beside_clear);
}
