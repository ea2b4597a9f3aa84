/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-private.h"
#include "nqp-pillars.h"
#include "nqp-tree.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-words.h"

/* From drafts to positions in the panel. */
typedef struct
{
  int n_regions, n_years, n_series;
  int *region_at, *region_of; /* [position] -> draft and back */
  int *series_at, *series_of;
  int *year_of; /* [year]: position, -1 = not in the data */
} Order;

static int
compare_regions (gconstpointer a, gconstpointer b, gpointer importer)
{
  const NqpImporter *self = importer;

  return strcmp (nqp_codes_get (&self->region_codes, *(const int *)a),
                 nqp_codes_get (&self->region_codes, *(const int *)b));
}

static int
compare_series (gconstpointer a, gconstpointer b, gpointer importer)
{
  const NqpImporter *self = importer;

  return strcmp (nqp_codes_get (&self->series_codes, *(const int *)a),
                 nqp_codes_get (&self->series_codes, *(const int *)b));
}

static int *
invert (const int *at, int n)
{
  int *of = g_new (int, n);

  for (int i = 0; i < n; i++)
    of[at[i]] = i;
  return of;
}

/* The order must not depend on that of the rows: files that list regions or series give it, else the codes do. */
static void
order_init (Order *order, NqpImporter *self)
{
  int n_places = (int)self->regions->len, n = 0;

  order->region_at = g_new (int, n_places);
  for (int i = 0; i < n_places; i++)
    if (nqp_importer_region (self, i)->has_data)
      order->region_at[n++] = i;
  order->n_regions = n;
  if (!self->regions_listed)
    g_qsort_with_data (order->region_at, n, sizeof (int), compare_regions, self);
  for (int i = 0; i < n_places; i++)
    if (!nqp_importer_region (self, i)->has_data)
      order->region_at[n++] = i;
  order->region_of = invert (order->region_at, n_places);

  order->n_series = (int)self->series->len;
  order->series_at = g_new (int, order->n_series);
  for (int s = 0; s < order->n_series; s++)
    order->series_at[s] = s;
  g_qsort_with_data (order->series_at + self->n_fixed_series, order->n_series - self->n_fixed_series,
                     sizeof (int), compare_series, self);
  order->series_of = invert (order->series_at, order->n_series);

  order->year_of = g_new (int, NQP_LAST_YEAR + 1);
  for (int y = 0; y <= NQP_LAST_YEAR; y++)
    order->year_of[y] = -1;
  for (guint i = 0; i < self->records->len; i++)
    order->year_of[g_array_index (self->records, NqpRecord, i).year] = 0;
  for (int y = 0; y <= NQP_LAST_YEAR; y++)
    if (order->year_of[y] == 0)
      order->year_of[y] = order->n_years++;
}

static void
order_clear (Order *order)
{
  g_free (order->region_at);
  g_free (order->region_of);
  g_free (order->series_at);
  g_free (order->series_of);
  g_free (order->year_of);
}

/* Series that indicators are made from must be in the data, and the area if one is per area. */
static void
check_series (NqpImporter *self)
{
  for (guint i = 0; i < self->series->len; i++)
    {
      const NqpSeriesDraft *draft = nqp_importer_series (self, (int)i);

      if (draft->seen)
        continue;
      if (draft->used_line > 0)
        nqp_problems_add (&self->problems, FALSE, self->sources->indicators, draft->used_line, 0,
                          _ ("The indicator uses the series “%s”, which is not in %s; expected a column or "
                             "rows of that name "
                             "there."),
                          draft->series.code, self->sources->data);
      else
        nqp_problems_add (&self->problems, TRUE, self->sources->series, 0, 0,
                          _ ("The series “%s” is not in %s; all its values are missing."), draft->series.code,
                          self->sources->data);
    }
}

void
nqp_import_check_area (NqpImporter *self)
{
  int n_known = 0, n_regions = 0;

  for (guint i = 0; i < self->regions->len; i++)
    {
      const NqpRegionDraft *draft = nqp_importer_region (self, (int)i);

      n_regions += draft->has_data;
      n_known += draft->has_data && !isnan (draft->region.area_km2);
    }
  if (self->needs_area && n_known == 0)
    nqp_problems_add (
        &self->problems, FALSE, self->sources->indicators, 0, 0,
        _ ("An indicator is per AREA, but no region has an area; expected the column “area_km2” in the "
           "regions file."));
  else if (self->needs_area && n_known < n_regions)
    nqp_problems_add (&self->problems, TRUE, self->sources->regions, 0, 0,
                      ngettext ("%d region has no area; its values per AREA are missing.",
                                "%d regions have no area; their values per AREA are missing.",
                                (gulong)(n_regions - n_known)),
                      n_regions - n_known);
}

/* Index, pillars, components and the indicators themselves: as many as a project holds. */
static void
check_tree (NqpImporter *self)
{
  g_autoptr (GHashTable) components = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  for (guint i = 0; i < self->indicators->len; i++)
    {
      const NqpIndicator *indicator = &g_array_index (self->indicators, NqpIndicator, i);

      if (indicator->pillar == NULL)
        continue;
      n++;
      g_hash_table_add (components, g_strconcat (indicator->pillar, ".", indicator->component, NULL));
    }
  if (1 + NQP_N_PILLARS + n + g_hash_table_size (components) > NQP_TREE_MAX_NODES)
    nqp_problems_add (&self->problems, FALSE, self->sources->indicators, 0, 0,
                      _ ("Found %u indicators in %u components; expected fewer than %d of both."), n,
                      g_hash_table_size (components), NQP_TREE_MAX_NODES);
}

static void
report_duplicate (NqpImporter *self, const NqpRecord *record, guint32 first)
{
  const char *region = nqp_codes_get (&self->region_codes, (int)record->region);

  if (record->series < 0)
    nqp_problems_add (&self->problems, self->sources->skip_bad_rows, self->sources->data, (int)record->line,
                      0, _ ("The row of %s in %u stands already in line %u; expected it once."), region,
                      record->year, first);
  else
    nqp_problems_add (&self->problems, self->sources->skip_bad_rows, self->sources->data, (int)record->line,
                      0, _ ("The row of %s in %u for %s stands already in line %u; expected it once."),
                      region, record->year, nqp_codes_get (&self->series_codes, record->series), first);
}

static void
place_values (NqpImporter *self, const Order *order, NqpPanel *panel)
{
  const gsize n_cells = (gsize)order->n_regions * (gsize)order->n_years;
  const guint n_wide = self->wide_series->len;
  const gsize n_keys = n_wide > 0 ? n_cells : n_cells * (gsize)order->n_series;
  g_autofree guint32 *first_line = g_new0 (guint32, n_keys);
  const double *value = (const double *)self->values->data;
  guint start = self->problems.list->len;

  for (guint i = 0; i < self->records->len; i++)
    {
      const NqpRecord *record = &g_array_index (self->records, NqpRecord, i);
      gsize cell = (gsize)order->year_of[record->year] * (gsize)order->n_regions
                   + (gsize)order->region_of[record->region];
      gsize key = cell;

      if (record->series >= 0)
        key = cell += (gsize)order->series_of[record->series] * n_cells;
      if (G_UNLIKELY (first_line[key] != 0))
        report_duplicate (self, record, first_line[key]);
      else if (record->series >= 0)
        panel->values[cell] = *value;
      else
        for (guint k = 0; k < n_wide; k++)
          panel->values[(gsize)order->series_of[g_array_index (self->wide_series, int, k)] * n_cells + cell]
              = value[k];
      if (first_line[key] == 0)
        first_line[key] = record->line;
      value += n_wide > 0 ? n_wide : 1;
    }
  nqp_problems_sort (&self->problems, start);
}

/* @known: (name -> position + 1) */
static int
find_group (GArray *groups, GHashTable *known, const NqpText *name)
{
  gpointer position;

  if (name->en == NULL && name->zh == NULL)
    return -1;
  position = g_hash_table_lookup (known, name);
  if (position != NULL)
    return GPOINTER_TO_INT (position) - 1;
  g_array_append_vals (groups, name, 1);
  g_hash_table_insert (known, (gpointer)name, GINT_TO_POINTER ((int)groups->len));
  return (int)groups->len - 1;
}

static guint
hash_name (gconstpointer data)
{
  const NqpText *name = data;

  return (name->en != NULL ? g_str_hash (name->en) : 0) * 33 + (name->zh != NULL ? g_str_hash (name->zh) : 0);
}

static gboolean
equal_names (gconstpointer a, gconstpointer b)
{
  return nqp_text_equal (a, b);
}

static void
fill_places (NqpImporter *self, const Order *order, NqpPanel *panel, GArray *groups)
{
  g_autoptr (GHashTable) known = g_hash_table_new (hash_name, equal_names);

  for (int i = 0; i < panel->n_places; i++)
    {
      NqpRegionDraft *draft = nqp_importer_region (self, order->region_at[i]);

      draft->region.group = find_group (groups, known, &draft->group);
      panel->places[i] = draft->region;
      draft->region = (NqpRegion){ 0 };
      if (panel->places[i].name.en == NULL && panel->places[i].name.zh == NULL)
        panel->places[i].name = nqp_text_new (panel->places[i].code, NULL);
    }
}

static void
fill_series (NqpImporter *self, const Order *order, NqpPanel *panel)
{
  for (int s = 0; s < panel->n_series; s++)
    {
      NqpSeriesDraft *draft = nqp_importer_series (self, order->series_at[s]);

      panel->series[s] = draft->series;
      draft->series = (NqpSeries){ 0 };
      if (panel->series[s].name.en == NULL && panel->series[s].name.zh == NULL)
        panel->series[s].name = nqp_text_new (panel->series[s].code, NULL);
    }
}

/* When all indicators are there, since one of them may be the population. */
void
nqp_import_bind_formula (NqpImporter *self, NqpPanel *panel, int j)
{
  NqpIndicator *it = &panel->indicators[j];
  g_autoptr (GError) error = NULL;
  NqpText unit = { NULL, NULL };
  gboolean differs = FALSE;

  if (!nqp_panel_bind_formula (panel, it, &error)
      || !nqp_panel_check_formula (panel, it, &unit, &differs, &error))
    nqp_problems_add (&self->problems, FALSE, self->sources->indicators, 0, 0, "%s: %s", it->code,
                      error->message);
  else if (differs)
    nqp_problems_add (&self->problems, TRUE, self->sources->indicators, 0, 0,
                      _ ("%s: the formula makes values in “%s”, and the unit says “%s”"), it->code,
                      nqp_text_get (&unit, NQP_LANG_EN), nqp_text_get (&it->unit, NQP_LANG_EN));
  else if (it->unit.en == NULL && it->unit.zh == NULL)
    {
      it->unit = unit;
      return;
    }
  nqp_text_clear (&unit);
}

static void
fill_indicators (NqpImporter *self, const Order *order, NqpPanel *panel)
{
  gboolean has_formulas = FALSE;

  for (int j = 0; j < panel->n_indicators; j++)
    {
      NqpIndicator *indicator = &panel->indicators[j];
      const NqpSeries *series;

      if (self->indicators_listed)
        {
          *indicator = g_array_index (self->indicators, NqpIndicator, j);
          g_array_index (self->indicators, NqpIndicator, j) = (NqpIndicator){ 0 };
          indicator->numerator = order->series_of[indicator->numerator];
          if (indicator->denominator >= 0)
            indicator->denominator = order->series_of[indicator->denominator];
          has_formulas = has_formulas || indicator->formula != NULL;
        }
      else
        {
          indicator->code = g_strdup (panel->series[j].code);
          indicator->role = NQP_ROLE_UNASSIGNED;
          indicator->direction = 0; /* nobody has said yet */
          indicator->numerator = j;
        }
      series = &panel->series[indicator->numerator];
      if (indicator->name.en == NULL && indicator->name.zh == NULL)
        indicator->name = g_strcmp0 (series->code, indicator->code) == 0
                              ? nqp_text_copy (&series->name)
                              : nqp_text_new (indicator->code, NULL);
      if (indicator->unit.en == NULL && indicator->unit.zh == NULL && !nqp_indicator_is_derived (indicator))
        indicator->unit = nqp_text_copy (&series->unit);
    }
  for (int j = 0; has_formulas && j < panel->n_indicators; j++)
    if (panel->indicators[j].formula != NULL)
      nqp_import_bind_formula (self, panel, j);
}

/* A flag's place in the panel; FALSE with a problem if there is none. */
static gboolean
place_flag (NqpImporter *self, const Order *order, const NqpPanel *panel, const NqpFlagDraft *draft,
            NqpFlag *out_flag)
{
  out_flag->place = order->region_of[draft->flag.place];
  out_flag->series = order->series_of[draft->flag.series];
  out_flag->year = order->year_of[draft->flag.year];
  if (out_flag->year >= 0 && out_flag->place < panel->n_regions)
    return TRUE;
  nqp_problems_add (&self->problems, FALSE, self->sources->flags, draft->line, 0,
                    _ ("The data has no row of %s in %d; expected one to flag."),
                    nqp_codes_get (&self->region_codes, draft->flag.place), draft->flag.year);
  return FALSE;
}

static void
fill_flags (NqpImporter *self, const Order *order, NqpPanel *panel)
{
  int n = 0;

  for (guint i = 0; i < self->flags->len; i++)
    {
      NqpFlagDraft *draft = &g_array_index (self->flags, NqpFlagDraft, i);
      NqpFlag flag = { 0 };
      guint8 *state;

      if (!place_flag (self, order, panel, draft, &flag))
        continue;
      state = &panel->states[nqp_panel_cell (panel, flag.series, flag.year, flag.place)];
      if (draft->edited)
        {
          if (*state == NQP_CELL_OBSERVED)
            *state = NQP_CELL_EDITED;
          continue;
        }
      flag.accepted = draft->flag.accepted;
      flag.note = g_steal_pointer (&draft->flag.note);
      panel->flags[n++] = flag;
      if (!flag.accepted
          && !isnan (panel->values[nqp_panel_cell (panel, flag.series, flag.year, flag.place)]))
        *state = NQP_CELL_SUSPECT;
    }
}

static int
count_flags (const NqpImporter *self)
{
  int n = 0;

  for (guint i = 0; i < self->flags->len; i++)
    n += !g_array_index (self->flags, NqpFlagDraft, i).edited;
  return n;
}

static void
fill_neighbours (NqpImporter *self, const Order *order, NqpPanel *panel)
{
  for (int i = 0; i < panel->n_neighbours; i++)
    {
      NqpNeighbour *draft = &g_array_index (self->neighbours, NqpNeighbour, i);

      panel->neighbours[i] = (NqpNeighbour){ order->region_of[draft->a], order->region_of[draft->b],
                                             g_steal_pointer (&draft->kind) };
    }
}

static void
fill_accepted (NqpImporter *self, NqpPanel *panel)
{
  panel->n_accepted = (int)self->accepted->len;
  panel->accepted = g_new0 (NqpAccepted, self->accepted->len + 1);
  for (int i = 0; i < panel->n_accepted; i++)
    {
      NqpAccepted *draft = &g_array_index (self->accepted, NqpAccepted, i);

      panel->accepted[i]
          = (NqpAccepted){ g_steal_pointer (&draft->finding), draft->value, g_steal_pointer (&draft->note) };
    }
}

/* Of one that is sound: in one line; NULL if there is nothing in it. */
static char *
make_title (const char *title)
{
  g_autofree char *text = g_strdup (title);

  (void)nqp_words_check (&text, NQP_WORDS_NAME, NULL);
  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static NqpPanel *
make_panel (NqpImporter *self, const Order *order)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (NqpText));
  NqpPanel *panel = nqp_panel_new ((int)self->regions->len, order->n_regions, order->n_years, order->n_series,
                                   self->indicators_listed ? (int)self->indicators->len : order->n_series, 0,
                                   (int)self->neighbours->len, count_flags (self));

  /* before anything is moved out of the drafts: messages name what is in them */
  place_values (self, order, panel);
  fill_flags (self, order, panel);
  if (self->problems.n_errors > 0)
    {
      nqp_panel_unref (panel);
      return NULL;
    }
  panel->title_en = make_title (self->sources->title_en);
  panel->title_zh = make_title (self->sources->title_zh);
  for (int y = 0; y <= NQP_LAST_YEAR; y++)
    if (order->year_of[y] >= 0)
      panel->years[order->year_of[y]] = y;
  fill_places (self, order, panel, groups);
  g_free (panel->groups);
  panel->n_groups = (int)groups->len;
  panel->groups = g_new0 (NqpText, groups->len);
  for (guint i = 0; i < groups->len; i++)
    panel->groups[i] = nqp_text_copy (&g_array_index (groups, NqpText, i));
  fill_series (self, order, panel);
  fill_indicators (self, order, panel);
  fill_neighbours (self, order, panel);
  fill_accepted (self, panel);
  panel->tree = nqp_panel_make_tree (panel);
  nqp_components_name_tree (self->components, panel->tree);
  return panel;
}

/**
 * nqp_import_assemble:
 *
 * Puts what the readers found into one panel, looking for what only shows when all files are known: duplicate rows, series
 * without data.
 *
 * Returns: (transfer full) (nullable): the panel, %NULL if there are problems, found here or before
 */
NqpPanel *
nqp_import_assemble (NqpImporter *self)
{
  Order order = { 0 };
  NqpPanel *panel = NULL;
  gsize n_rows;

  if (!self->data_read)
    return NULL;
  check_series (self);
  if (self->records->len == 0)
    return NULL;
  nqp_import_check_area (self);
  check_tree (self);
  order_init (&order, self);
  n_rows = (gsize)order.n_regions * (gsize)order.n_years;
  if (n_rows > NQP_MAX_CELLS || n_rows * (gsize)order.n_series > NQP_MAX_CELLS)
    nqp_problems_add (
        &self->problems, FALSE, self->sources->data, 0, 0,
        _ ("Found %d regions, %d years and %d series, more than %d million values; expected fewer. Are the "
           "columns what their names say?"),
        order.n_regions, order.n_years, order.n_series, (int)(NQP_MAX_CELLS / 1000000));
  else
    panel = make_panel (self, &order);
  order_clear (&order);
  return panel;
}
