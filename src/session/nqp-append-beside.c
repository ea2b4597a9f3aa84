/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-append-beside.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static NqpAppendLists *
lists_new (NqpBeside *files)
{
  NqpAppendLists *self = g_new0 (NqpAppendLists, 1);
  GArray **positions[]
      = { &self->places, &self->series, &self->indicators, &self->neighbours, &self->flags, &self->accepted };
  GPtrArray **lists[]
      = { &self->new_places,     &self->renamed,   &self->described,          &self->new_indicators,
          &self->changed_series, &self->no_region, &self->changed_indicators, &self->no_outline };

  self->files = nqp_beside_ref (files);
  for (gsize k = 0; k < G_N_ELEMENTS (positions); k++)
    *positions[k] = g_array_new (FALSE, FALSE, sizeof (int));
  for (gsize k = 0; k < G_N_ELEMENTS (lists); k++)
    *lists[k] = g_ptr_array_new_with_free_func (g_free);
  self->edited = g_array_new (FALSE, FALSE, sizeof (NqpFlag));
  return self;
}

void
nqp_append_lists_free (NqpAppendLists *self)
{
  GArray *positions[] = { self->places, self->series,   self->indicators, self->neighbours,
                          self->flags,  self->accepted, self->shapes,     self->edited };
  GPtrArray *lists[] = { self->new_places,     self->renamed,   self->described,  self->new_indicators,
                         self->changed_series, self->no_region, self->no_outline, self->changed_indicators };

  nqp_beside_unref (self->files);
  for (gsize k = 0; k < G_N_ELEMENTS (positions); k++)
    g_clear_pointer (&positions[k], g_array_unref);
  for (gsize k = 0; k < G_N_ELEMENTS (lists); k++)
    g_ptr_array_unref (lists[k]);
  g_free (self);
}

static void
note (GPtrArray *list, const char *code)
{
  g_ptr_array_add (list, g_strdup (code));
}

static gboolean
same (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/* ---- places ------------------------------------------------------------------------------------------------------- */

static gboolean
same_group (const NqpPanel *a, int i, const NqpPanel *b, int k)
{
  if (i < 0 || k < 0)
    return i < 0 && k < 0;
  return nqp_text_equal (&a->groups[i], &b->groups[k]);
}

static void
compare_place (NqpAppendLists *self, const NqpPanel *known, int i, int k)
{
  const NqpPanel *panel = self->files->panel;
  const NqpRegion *was = &known->places[i], *is = &panel->places[k];
  const gboolean named = nqp_text_equal (&was->name, &is->name);
  const gboolean same_rest = same_group (known, was->group, panel, is->group)
                             && g_strcmp0 (was->initials, is->initials) == 0
                             && same (was->longitude, is->longitude) && same (was->latitude, is->latitude)
                             && same (was->area_km2, is->area_km2) && was->tile_col == is->tile_col
                             && was->tile_row == is->tile_row;

  if (named && same_rest)
    return;
  g_array_append_val (self->places, k);
  note (named ? self->described : self->renamed, is->code);
}

/* A region that comes with the figures is made with them; the lists say more of it. */
static void
compare_places (NqpAppendLists *self, const NqpKnown *known)
{
  const NqpPanel *panel = self->files->panel;
  g_autoptr (GHashTable) coming = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; i < known->from->n_regions; i++)
    g_hash_table_insert (coming, (gpointer)known->regions[i], GINT_TO_POINTER (i + 1));
  for (int k = 0; k < panel->n_places; k++)
    {
      const int came = GPOINTER_TO_INT (g_hash_table_lookup (coming, panel->places[k].code)) - 1;

      if (k < known->into->n_places)
        compare_place (self, known->into, k, k);
      else if (came >= 0)
        g_array_append_val (self->places, k);
      else
        {
          g_array_append_val (self->places, k);
          note (self->new_places, panel->places[k].code);
        }
    }
}

static void
compare_pairs (NqpAppendLists *self, const NqpPanel *into)
{
  const NqpPanel *panel = self->files->panel;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (int k = 0; k < into->n_neighbours; k++)
    {
      const NqpNeighbour *it = &into->neighbours[k];
      const gint64 key = (gint64)MIN (it->a, it->b) << 32 | MAX (it->a, it->b);

      g_hash_table_insert (known, g_memdup2 (&key, sizeof key), it->kind != NULL ? it->kind : (gpointer) "");
    }
  for (int k = 0; k < panel->n_neighbours; k++)
    {
      const NqpNeighbour *it = &panel->neighbours[k];
      const gint64 key = (gint64)MIN (it->a, it->b) << 32 | MAX (it->a, it->b);
      const char *kind = g_hash_table_lookup (known, &key);

      if (kind != NULL && g_strcmp0 (kind, it->kind) == 0)
        {
          self->pairs.n_same++;
          continue;
        }
      (*(kind == NULL ? &self->pairs.n_new : &self->pairs.n_changed))++;
      g_array_append_val (self->neighbours, k);
    }
}

/* ---- outlines ----------------------------------------------------------------------------------------------------- */

/* What stands under one code and kind, in the project and in the file. */
typedef struct
{
  guint n_there, n_coming, n_equal;
} Outlines;

static char *
key_of (const NqpShape *it)
{
  return g_strdup_printf ("%d %s", (int)it->kind, it->code != NULL ? it->code : "");
}

static char *
digest_of (const NqpShape *it)
{
  g_autoptr (GBytes) wkb = nqp_shape_to_wkb (it);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, wkb);

  return g_strdup_printf ("%d %s %s %s %s", (int)it->kind, it->code != NULL ? it->code : "", sum,
                          it->name.en != NULL ? it->name.en : "", it->name.zh != NULL ? it->name.zh : "");
}

static Outlines *
under (GHashTable *table, const NqpShape *it)
{
  char *key = key_of (it);
  Outlines *found = g_hash_table_lookup (table, key);

  if (found == NULL)
    {
      found = g_new0 (Outlines, 1);
      g_hash_table_insert (table, key, found);
    }
  else
    g_free (key);
  return found;
}

/* An outline of no code is one by itself. */
static void
place_shape (const NqpShape *it, gboolean equal, const Outlines *all, int k, GArray *shapes,
             NqpAppendCount *count)
{
  const gboolean own = it->code == NULL || *it->code == '\0';

  if (own ? equal : all->n_equal == all->n_coming && all->n_coming == all->n_there)
    {
      count->n_same++;
      return;
    }
  (*(own || all->n_there == 0 ? &count->n_new : &count->n_changed))++;
  g_array_append_val (shapes, k);
}

GArray *
nqp_append_lists_shapes (const NqpBeside *files, const NqpBoundaries *outlines, NqpAppendCount *out_count)
{
  g_autoptr (GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const int n = files->outlines->n_shapes;
  g_autofree gboolean *equal = g_new0 (gboolean, MAX (n, 1));
  GArray *shapes = g_array_new (FALSE, FALSE, sizeof (int));
  NqpAppendCount count = { 0 };

  for (int k = 0; n > 0 && outlines != NULL && k < outlines->n_shapes; k++)
    {
      under (table, &outlines->shapes[k])->n_there++;
      g_hash_table_add (digests, digest_of (&outlines->shapes[k]));
    }
  for (int k = 0; k < n; k++)
    {
      g_autofree char *digest = digest_of (&files->outlines->shapes[k]);
      Outlines *all = under (table, &files->outlines->shapes[k]);

      equal[k] = g_hash_table_contains (digests, digest);
      all->n_coming++;
      all->n_equal += equal[k];
    }
  for (int k = 0; k < n; k++)
    {
      const NqpShape *it = &files->outlines->shapes[k];

      place_shape (it, equal[k], under (table, it), k, shapes, &count);
    }
  if (out_count != NULL)
    *out_count = count;
  return shapes;
}

static void
take_codes (GHashTable *codes, const NqpBoundaries *outlines)
{
  for (int k = 0; outlines != NULL && k < outlines->n_shapes; k++)
    if (outlines->shapes[k].kind == NQP_SHAPE_REGION && outlines->shapes[k].code != NULL)
      g_hash_table_add (codes, outlines->shapes[k].code);
}

/* What the map will not show: outlines without figures, regions without outline. */
static void
compare_outlines (NqpAppendLists *self, const NqpKnown *known, const NqpBoundaries *outlines)
{
  const NqpBoundaries *coming = self->files->outlines;
  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) drawn = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  self->shapes = nqp_append_lists_shapes (self->files, outlines, &self->outlines);
  for (int i = 0; i < known->into->n_regions; i++)
    if (g_hash_table_add (regions, known->into->places[i].code))
      g_ptr_array_add (order, known->into->places[i].code);
  for (int i = 0; i < known->from->n_regions; i++)
    if (g_hash_table_add (regions, (gpointer)known->regions[i]))
      g_ptr_array_add (order, (gpointer)known->regions[i]);
  take_codes (drawn, outlines);
  take_codes (drawn, coming);
  for (int k = 0; k < coming->n_shapes; k++)
    if (coming->shapes[k].kind == NQP_SHAPE_REGION
        && !g_hash_table_contains (regions, coming->shapes[k].code))
      note (self->no_region, coming->shapes[k].code);
  for (guint i = 0; i < order->len; i++)
    if (!g_hash_table_contains (drawn, order->pdata[i]))
      note (self->no_outline, order->pdata[i]);
}

/* ---- series and indicators ---------------------------------------------------------------------------------------- */

static gboolean
same_series (const NqpSeries *a, const NqpSeries *b)
{
  return nqp_text_equal (&a->name, &b->name) && nqp_text_equal (&a->unit, &b->unit)
         && g_strcmp0 (a->source, b->source) == 0 && g_strcmp0 (a->note, b->note) == 0;
}

static void
compare_series (NqpAppendLists *self, const NqpPanel *into)
{
  const NqpPanel *panel = self->files->panel;

  for (int s = 0; s < panel->n_series; s++)
    {
      if (s < into->n_series && same_series (&panel->series[s], &into->series[s]))
        continue;
      g_array_append_val (self->series, s);
      if (s < into->n_series)
        note (self->changed_series, panel->series[s].code);
    }
}

static gboolean
same_indicator (const NqpIndicator *a, const NqpIndicator *b)
{
  const char *x = a->formula != NULL ? nqp_expression_text (a->formula) : NULL,
             *y = b->formula != NULL ? nqp_expression_text (b->formula) : NULL;

  return nqp_text_equal (&a->name, &b->name) && nqp_text_equal (&a->unit, &b->unit)
         && g_strcmp0 (a->pillar, b->pillar) == 0 && g_strcmp0 (a->component, b->component) == 0
         && a->direction == b->direction && a->role == b->role && a->numerator == b->numerator
         && a->denominator == b->denominator && same (a->factor, b->factor) && g_strcmp0 (x, y) == 0
         && same (a->lower, b->lower) && same (a->upper, b->upper) && g_strcmp0 (a->source, b->source) == 0
         && g_strcmp0 (a->note, b->note) == 0;
}

static void
compare_indicators (NqpAppendLists *self, const NqpPanel *into)
{
  const NqpPanel *panel = self->files->panel;

  for (int j = 0; self->files->has_indicators && j < panel->n_indicators; j++)
    {
      if (j < into->n_indicators && same_indicator (&panel->indicators[j], &into->indicators[j]))
        continue;
      g_array_append_val (self->indicators, j);
      note (j < into->n_indicators ? self->changed_indicators : self->new_indicators,
            panel->indicators[j].code);
    }
}

/* ---- marks -------------------------------------------------------------------------------------------------------- */

static const NqpFlag *
find_flag (const NqpPanel *into, const NqpPanel *panel, const NqpFlag *it)
{
  const int year = nqp_panel_find_year (into, panel->years[it->year]);

  return year < 0 ? NULL : nqp_panel_find_flag (into, it->series, year, it->place);
}

static void
compare_flags (NqpAppendLists *self, const NqpPanel *into)
{
  const NqpPanel *panel = self->files->panel;

  for (int k = 0; k < panel->n_flags; k++)
    {
      const NqpFlag *it = &panel->flags[k], *was = find_flag (into, panel, it);

      if (was != NULL && was->accepted == it->accepted && g_strcmp0 (was->note, it->note) == 0)
        {
          self->marks.n_same++;
          continue;
        }
      (*(was == NULL ? &self->marks.n_new : &self->marks.n_changed))++;
      g_array_append_val (self->flags, k);
    }
  for (guint k = 0; k < self->files->edited->len; k++)
    {
      const NqpFlag it = g_array_index (self->files->edited, NqpFlag, k);
      const int year = nqp_panel_find_year (into, panel->years[it.year]);
      const gboolean there = year >= 0 && it.series < into->n_series && it.place < into->n_regions;

      if (!there || into->states[nqp_panel_cell (into, it.series, year, it.place)] != NQP_CELL_EDITED)
        g_array_append_val (self->edited, it);
    }
}

static void
compare_findings (NqpAppendLists *self, const NqpPanel *into)
{
  const NqpPanel *panel = self->files->panel;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (int k = 0; k < into->n_accepted; k++)
    g_hash_table_insert (known, into->accepted[k].finding, &into->accepted[k]);
  for (int k = 0; k < panel->n_accepted; k++)
    {
      const NqpAccepted *it = &panel->accepted[k], *was = g_hash_table_lookup (known, it->finding);

      if (was != NULL && same (was->value, it->value) && g_strcmp0 (was->note, it->note) == 0)
        {
          self->findings.n_same++;
          continue;
        }
      (*(was == NULL ? &self->findings.n_new : &self->findings.n_changed))++;
      g_array_append_val (self->accepted, k);
    }
}

/* ---- all ---------------------------------------------------------------------------------------------------------- */

NqpAppendLists *
nqp_append_lists_new (const NqpKnown *known, NqpBeside *files, const NqpBoundaries *outlines)
{
  NqpAppendLists *self = lists_new (files);

  compare_places (self, known);
  compare_pairs (self, known->into);
  compare_outlines (self, known, outlines);
  compare_series (self, known->into);
  compare_indicators (self, known->into);
  compare_flags (self, known->into);
  compare_findings (self, known->into);
  return self;
}

guint
nqp_append_lists_size (const NqpAppendLists *self)
{
  return self->places->len + self->series->len + self->indicators->len + self->neighbours->len
         + self->flags->len + self->accepted->len + self->shapes->len + self->edited->len;
}

void
nqp_append_describe_list (GString *out, const char *what, const GPtrArray *list)
{
  g_string_append_printf (out, "%s: %u", what, list->len);
  for (guint k = 0; k < MIN (list->len, 5); k++)
    g_string_append_printf (out, k == 0 ? " (%s" : ", %s", (const char *)list->pdata[k]);
  g_string_append (out, list->len > 5 ? " …)\n" : list->len > 0 ? ")\n" : "\n");
}

static void
describe_count (GString *out, gboolean has, const char *what, const NqpAppendCount *count)
{
  if (has)
    /* Translators: "outlines: 31 new, 0 changed, 2 as they are" */
    g_string_append_printf (out, _ ("%s: %u new, %u changed, %u as they are\n"), what, count->n_new,
                            count->n_changed, count->n_same);
}

static void
describe_if (GString *out, gboolean has, const char *what, const GPtrArray *list)
{
  if (has)
    nqp_append_describe_list (out, what, list);
}

void
nqp_append_lists_describe (const NqpAppendLists *self, GString *out)
{
  const NqpBeside *files = self->files;

  describe_if (out, files->has_indicators, _ ("new indicators"), self->new_indicators);
  describe_if (out, files->has_indicators, _ ("indicators described anew"), self->changed_indicators);
  describe_if (out, files->has_series || self->changed_series->len > 0, _ ("series described anew"),
               self->changed_series);
  describe_if (out, files->has_regions || self->renamed->len > 0, _ ("regions with another name"),
               self->renamed);
  describe_if (out, files->has_regions, _ ("regions with another group, place or area"), self->described);
  describe_if (out, files->has_regions || self->new_places->len > 0, _ ("new on the map, without values"),
               self->new_places);
  describe_count (out, files->has_outlines, _ ("outlines"), &self->outlines);
  describe_if (out, files->has_outlines, _ ("outlines of no region with values"), self->no_region);
  describe_if (out, files->has_outlines, _ ("regions without outline"), self->no_outline);
  describe_count (out, files->has_neighbours, _ ("neighbours"), &self->pairs);
  describe_count (out, files->has_flags, _ ("flags"), &self->marks);
  if (self->edited->len > 0)
    g_string_append_printf (out, _ ("values marked as changed by hand: %u\n"), self->edited->len);
  describe_count (out, files->has_checks, _ ("accepted remarks"), &self->findings);
}
