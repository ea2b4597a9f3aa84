/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-append-plan.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-document.h"
#include "nqp-import.h"
#include "nqp-names.h"
#include "nqp-number.h"

#define MOST_CHANGES 10000 /* that are listed */
#define MOST_QUESTIONS 200

static NqpAppendPlan *
plan_new (NqpPanel *into, NqpPanel *from, GHashTable *settled)
{
  NqpAppendPlan *self = g_atomic_rc_box_new0 (NqpAppendPlan);
  GPtrArray **lists[] = { &self->regions,     &self->series,     &self->new_years,
                          &self->new_regions, &self->new_series, &self->matched };

  self->into = nqp_panel_ref (into);
  self->from = from != NULL ? nqp_panel_ref (from) : nqp_panel_new (0, 0, 0, 0, 0, 0, 0, 0);
  self->has_data = from != NULL;
  self->settled = settled != NULL ? g_hash_table_ref (settled) : NULL;
  for (gsize k = 0; k < G_N_ELEMENTS (lists); k++)
    *lists[k] = g_ptr_array_new_with_free_func (g_free);
  self->changes = g_array_new (FALSE, FALSE, sizeof (NqpAppendChange));
  return self;
}

NqpAppendPlan *
nqp_append_plan_ref (NqpAppendPlan *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
plan_clear (gpointer data)
{
  NqpAppendPlan *self = data;

  nqp_panel_unref (self->into);
  nqp_panel_unref (self->from);
  g_clear_pointer (&self->settled, g_hash_table_unref);
  g_ptr_array_unref (self->regions);
  g_ptr_array_unref (self->series);
  g_ptr_array_unref (self->new_years);
  g_ptr_array_unref (self->new_regions);
  g_ptr_array_unref (self->new_series);
  g_ptr_array_unref (self->matched);
  g_array_unref (self->changes);
  g_clear_pointer (&self->lists, nqp_append_lists_free);
}

void
nqp_append_plan_unref (NqpAppendPlan *self)
{
  g_atomic_rc_box_release_full (self, plan_clear);
}

/* ---- regions ------------------------------------------------------------------------------------------------------ */

/* Did a person say that the region is this one? */
static gboolean
is_settled (const NqpAppendPlan *self, const NqpRegion *it)
{
  return self->settled != NULL && g_hash_table_contains (self->settled, it->code);
}

/* By its code, or by its name. */
static NqpNameMatch
match_region (const NqpAppendPlan *self, const NqpNames *names, const NqpRegion *it)
{
  const char *texts[] = { it->code, it->name.zh, it->name.en };
  NqpNameMatch match = { .place = -1 };

  for (gsize k = 0; k < G_N_ELEMENTS (texts) && match.place < 0; k++)
    if (texts[k] != NULL)
      match = nqp_names_match (names, texts[k], TRUE);
  if (match.place < 0 && is_settled (self, it))
    match.n_proposals = 0;
  return match;
}

static void
ask (GPtrArray *questions, const NqpNames *names, const NqpRegion *it, const NqpNameMatch *match)
{
  g_auto (GStrv) codes = g_new0 (char *, match->n_proposals + 1);

  for (int k = 0; k < match->n_proposals; k++)
    codes[k] = g_strdup (nqp_names_code (names, match->proposals[k]));
  if (questions->len < MOST_QUESTIONS)
    g_ptr_array_add (questions, nqp_name_question_new (it->code, 0, 0, (const char *const *)codes));
}

static void
fail_alike (const NqpNames *names, const NqpRegion *it, const NqpNameMatch *match, GError **error)
{
  g_autofree char *alike = nqp_names_proposals (names, match);

  g_set_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED,
               _ ("The region “%s” is not known, but like %s; say which it is with --names, or give a "
                  "new one a code "
                  "of its own."),
               it->code, alike);
}

/* @places: of each region among @into's, -1 = a new one. */
static gboolean
match_regions (NqpAppendPlan *self, int *places, GPtrArray *questions, GError **error)
{
  g_autoptr (NqpNames) names = nqp_names_new ();
  const NqpPanel *from = self->from, *into = self->into;
  g_autofree NqpNameMatch *matches = g_new (NqpNameMatch, MAX (from->n_regions, 1));
  int n_known = 0, n_settled = 0, unsure = -1;

  nqp_names_add_panel (names, into);
  for (int i = 0; i < from->n_regions; i++)
    {
      matches[i] = match_region (self, names, &from->places[i]);
      places[i] = matches[i].place;
      n_known += places[i] >= 0;
      n_settled += places[i] < 0 && is_settled (self, &from->places[i]);
      if (places[i] < 0 && matches[i].n_proposals > 0 && unsure < 0)
        unsure = i;
    }
  for (int i = 0; i < from->n_regions; i++)
    if (places[i] < 0 && (matches[i].n_proposals > 0 || (n_known + n_settled == 0 && into->n_places > 0)))
      ask (questions, names, &from->places[i], &matches[i]);
  if (unsure >= 0)
    fail_alike (names, &from->places[unsure], &matches[unsure], error);
  else if (n_known + n_settled == 0 && into->n_places > 0)
    g_set_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED,
                 _ ("None of the %d regions is known to the project, the first is “%s”; expected codes or "
                    "names of its "
                    "regions."),
                 from->n_regions, from->places[0].code);
  else
    g_ptr_array_set_size (questions, 0);
  return questions->len == 0;
}

static gboolean
have_common_cell (const NqpPanel *panel, int a, int b)
{
  for (int s = 0; s < panel->n_series; s++)
    for (int t = 0; t < panel->n_years; t++)
      if (!isnan (panel->values[nqp_panel_cell (panel, s, t, a)])
          && !isnan (panel->values[nqp_panel_cell (panel, s, t, b)]))
        return TRUE;
  return FALSE;
}

/* Two names of one region may share it, but no value of it. */
static gboolean
check_doubled (const NqpAppendPlan *self, const int *places, GError **error)
{
  const NqpPanel *from = self->from;
  g_autofree int *first = g_new (int, MAX (self->into->n_places, 1));

  for (int k = 0; k < self->into->n_places; k++)
    first[k] = -1;
  for (int i = 0; i < from->n_regions; i++)
    {
      if (places[i] < 0)
        continue;
      if (first[places[i]] >= 0 && have_common_cell (from, first[places[i]], i))
        {
          g_set_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED,
                       _ ("“%s” and “%s” are one region of the project; expected each once."),
                       from->places[first[places[i]]].code, from->places[i].code);
          return FALSE;
        }
      first[places[i]] = i;
    }
  return TRUE;
}

static void
note_regions (NqpAppendPlan *self, const int *places)
{
  const NqpPanel *from = self->from, *into = self->into;

  for (int i = 0; i < from->n_regions; i++)
    {
      const char *code = places[i] >= 0 ? into->places[places[i]].code : from->places[i].code;

      g_ptr_array_add (self->regions, g_strdup (code));
      if (places[i] < 0 || places[i] >= into->n_regions)
        g_ptr_array_add (self->new_regions, g_strdup (code));
      if (places[i] >= 0 && strcmp (code, from->places[i].code) != 0)
        g_ptr_array_add (self->matched,
                         g_strdup_printf ("%s = %s (%s)", from->places[i].code,
                                          nqp_panel_place_name (into, places[i], NQP_LANG_EN), code));
    }
}

/* ---- series ------------------------------------------------------------------------------------------------------- */

static gboolean
same_text (const char *a, const char *b)
{
  g_autofree char *x = a != NULL ? nqp_names_fold (a) : NULL, *y = b != NULL ? nqp_names_fold (b) : NULL;

  return x != NULL && y != NULL && *x != '\0' && g_str_equal (x, y);
}

/* By code, or where the names of both are the same in a language; -1 if it is a new one. */
static int
match_series (const NqpPanel *into, const NqpSeries *it)
{
  int found = nqp_panel_find_series (into, it->code);

  for (int s = 0; s < into->n_series && found < 0; s++)
    {
      const NqpSeries *other = &into->series[s];

      if (same_text (it->name.zh, other->name.zh) || same_text (it->name.en, other->name.en)
          || same_text (it->name.zh, other->name.en) || same_text (it->name.en, other->name.zh)
          || same_text (it->code, other->name.en) || same_text (it->code, other->name.zh))
        found = s;
    }
  return found;
}

static gboolean
have_other_unit (const NqpText *a, const NqpText *b)
{
  const char *x = a->zh != NULL ? a->zh : a->en;

  return x != NULL && (b->zh != NULL || b->en != NULL) && !same_text (x, b->zh) && !same_text (x, b->en);
}

static gboolean
match_all_series (NqpAppendPlan *self, int *series, GError **error)
{
  const NqpPanel *into = self->into;

  for (int s = 0; s < self->from->n_series; s++)
    {
      const NqpSeries *it = &self->from->series[s];

      series[s] = match_series (into, it);
      g_ptr_array_add (self->series, g_strdup (series[s] >= 0 ? into->series[series[s]].code : it->code));
      if (series[s] < 0)
        g_ptr_array_add (self->new_series, g_strdup (it->code));
      else if (have_other_unit (&it->unit, &into->series[series[s]].unit))
        {
          const NqpText *unit = &into->series[series[s]].unit;

          g_set_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED,
                       _ ("“%s” is in “%s”, and in “%s” in the project; expected one unit."), it->code,
                       it->unit.zh != NULL ? it->unit.zh : it->unit.en,
                       unit->zh != NULL ? unit->zh : unit->en);
          return FALSE;
        }
    }
  return TRUE;
}

static void
count_values (NqpAppendPlan *self, const int *places, const int *series)
{
  const NqpPanel *from = self->from, *into = self->into;

  for (int t = 0; t < from->n_years; t++)
    {
      const int year = nqp_panel_find_year (into, from->years[t]);

      if (year < 0)
        g_ptr_array_add (self->new_years, g_strdup_printf ("%d", from->years[t]));
      for (int s = 0; s < from->n_series; s++)
        for (int i = 0; i < from->n_regions; i++)
          {
            const double value = from->values[nqp_panel_cell (from, s, t, i)];
            double old = NAN;

            if (isnan (value))
              continue;
            if (year >= 0 && series[s] >= 0 && places[i] >= 0 && places[i] < into->n_regions)
              old = into->values[nqp_panel_cell (into, series[s], year, places[i])];
            if (isnan (old))
              self->n_new++;
            else if (old != value)
              {
                const NqpAppendChange change = { i, t, s, old, value };

                if (self->n_changed++ < MOST_CHANGES)
                  g_array_append_val (self->changes, change);
              }
            else
              self->n_same++;
          }
    }
}

NqpAppendPlan *
nqp_append_plan_new (NqpPanel *into, NqpPanel *from, GHashTable *settled, GPtrArray **out_questions,
                     GError **error)
{
  g_autoptr (NqpAppendPlan) self = plan_new (into, from, settled);
  g_autoptr (GPtrArray) questions = g_ptr_array_new_with_free_func (nqp_name_question_free);
  g_autofree int *places = g_new (int, MAX (self->from->n_regions, 1)),
                 *series = g_new (int, MAX (self->from->n_series, 1));

  if (self->has_data && !match_regions (self, places, questions, error))
    {
      if (out_questions != NULL)
        *out_questions = g_steal_pointer (&questions);
      return NULL;
    }
  note_regions (self, places);
  if (!check_doubled (self, places, error) || !match_all_series (self, series, error))
    return NULL;
  count_values (self, places, series);
  return g_steal_pointer (&self);
}

NqpKnown
nqp_append_plan_known (const NqpAppendPlan *self)
{
  return (NqpKnown){ self->into, self->from, (const char *const *)self->regions->pdata,
                     (const char *const *)self->series->pdata };
}

gboolean
nqp_append_plan_read_beside (NqpAppendPlan *self, const NqpImportSources *sources,
                             const NqpBoundaries *outlines, GPtrArray *problems, NqpImportReport *report,
                             GCancellable *cancellable, GError **error)
{
  const NqpKnown known = nqp_append_plan_known (self);
  g_autoptr (NqpBeside) files = nqp_import_beside (sources, &known, problems, report, cancellable, error);

  if (files == NULL)
    return FALSE;
  g_clear_pointer (&self->lists, nqp_append_lists_free);
  self->lists = nqp_append_lists_new (&known, files, outlines);
  return TRUE;
}

NqpImportSources
nqp_append_data_sources (const NqpImportSources *all, const NqpPanel *into)
{
  NqpImportSources data = *all;

  if (into->n_places + into->n_series + into->n_indicators == 0)
    return data; /* nothing to hold the data against but the lists: as where a project is made */
  data.indicators = data.regions = data.boundaries = data.neighbours = data.series = NULL;
  data.flags = data.checks = NULL;
  return data;
}

static gboolean
same_list (const GPtrArray *a, const GPtrArray *b)
{
  gboolean same = a->len == b->len;

  for (guint k = 0; same && k < a->len; k++)
    same = g_str_equal (a->pdata[k], b->pdata[k]);
  return same;
}

gboolean
nqp_append_plan_same (const NqpAppendPlan *a, const NqpAppendPlan *b)
{
  return a->n_new == b->n_new && a->n_changed == b->n_changed && a->n_same == b->n_same
         && same_list (a->regions, b->regions) && same_list (a->series, b->series)
         && same_list (a->new_years, b->new_years) && same_list (a->new_regions, b->new_regions)
         && same_list (a->new_series, b->new_series);
}

gboolean
nqp_append_plan_is_empty (const NqpAppendPlan *self)
{
  return self->n_new + self->n_changed == 0
         && (self->lists == NULL || nqp_append_lists_size (self->lists) == 0);
}

/* ---- in words ----------------------------------------------------------------------------------------------------- */

char *
nqp_append_plan_describe (const NqpAppendPlan *self)
{
  GString *out = g_string_new (NULL);
  const gboolean listed = self->lists != NULL && self->lists->files->has_indicators;

  if (self->has_data)
    {
      nqp_append_describe_list (out, _ ("new years"), self->new_years);
      nqp_append_describe_list (out, _ ("new regions"), self->new_regions);
      if (listed)
        nqp_append_describe_list (out, _ ("new series"), self->new_series);
      else
        nqp_append_describe_list (out, _ ("new indicators"), self->new_series);
    }
  if (self->matched->len > 0)
    nqp_append_describe_list (out, _ ("matched by name"), self->matched);
  if (self->has_data)
    g_string_append_printf (out, _ ("values: %lu new, %lu changed, %lu as they are\n"), (gulong)self->n_new,
                            (gulong)self->n_changed, (gulong)self->n_same);
  if (self->lists != NULL)
    nqp_append_lists_describe (self->lists, out);
  return g_string_free (out, FALSE);
}

NqpTable *
nqp_append_plan_changes (const NqpAppendPlan *self, NqpLang lang)
{
  NqpTable *table = nqp_table_new_for (NQP_TABLE_PAGE);
  const int region = nqp_table_add_column (table, "region", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0),
            year = nqp_table_add_column (table, "year", _ ("Year"), NULL, NQP_COLUMN_TEXT, 0),
            series = nqp_table_add_column (table, "series", _ ("Series"), NULL, NQP_COLUMN_TEXT, 0),
            before = nqp_table_add_column (table, "before", _ ("In the project"), NULL, NQP_COLUMN_TEXT, 0),
            after = nqp_table_add_column (table, "after", _ ("In the file"), NULL, NQP_COLUMN_TEXT, 0);

  nqp_table_show (table, region, (NqpLook){ .chars = 14, .expand = TRUE });
  nqp_table_show (table, year, (NqpLook){ .chars = 6 });
  nqp_table_show (table, series, (NqpLook){ .chars = 16, .expand = TRUE });
  nqp_table_show (table, before, (NqpLook){ .chars = 12 });
  nqp_table_show (table, after, (NqpLook){ .chars = 12 });
  for (guint k = 0; k < self->changes->len; k++)
    {
      const NqpAppendChange *it = &g_array_index (self->changes, NqpAppendChange, k);
      const int place = nqp_panel_find_place (self->into, self->regions->pdata[it->region]),
                known = nqp_panel_find_series (self->into, self->series->pdata[it->series]);
      char number[NQP_NUMBER_SIZE];
      const char *name;

      nqp_table_add_row (table);
      nqp_table_set_text (table, region, nqp_panel_place_name (self->into, place, lang));
      g_snprintf (number, sizeof number, "%d", self->from->years[it->year]);
      nqp_table_set_text (table, year, number);
      name = nqp_text_get (&self->into->series[known].name, lang);
      nqp_table_set_text (table, series, name != NULL ? name : self->into->series[known].code);
      nqp_table_set_text (table, before, nqp_number_to_file (it->before, number));
      nqp_table_set_key (table, before, it->before);
      nqp_table_set_text (table, after, nqp_number_to_file (it->after, number));
      nqp_table_set_key (table, after, it->after);
    }
  return table;
}
