/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-append.h"
#include "nqp-document-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-names.h"
#include "nqp-project-append.h"

static NqpAppendPlan *
plan_new (NqpPanel *from)
{
  NqpAppendPlan *self = g_new0 (NqpAppendPlan, 1);
  GPtrArray **lists[] = { &self->regions,     &self->series,     &self->new_years,
                          &self->new_regions, &self->new_series, &self->matched };

  self->from = nqp_panel_ref (from);
  for (gsize k = 0; k < G_N_ELEMENTS (lists); k++)
    *lists[k] = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
nqp_append_plan_free (NqpAppendPlan *self)
{
  nqp_panel_unref (self->from);
  g_ptr_array_unref (self->regions);
  g_ptr_array_unref (self->series);
  g_ptr_array_unref (self->new_years);
  g_ptr_array_unref (self->new_regions);
  g_ptr_array_unref (self->new_series);
  g_ptr_array_unref (self->matched);
  g_free (self);
}

/* By its code, or by its name; the place among @into's, -1 if it is a new one. */
static gboolean
match_region (NqpAppendPlan *self, const NqpNames *names, int region, int *out_place, GError **error)
{
  const NqpRegion *it = &self->from->places[region];
  const char *texts[] = { it->code, it->name.zh, it->name.en };
  NqpNameMatch match = { .place = -1 };

  for (gsize k = 0; k < G_N_ELEMENTS (texts) && match.place < 0; k++)
    if (texts[k] != NULL)
      match = nqp_names_match (names, texts[k], TRUE);
  *out_place = match.place;
  if (match.place < 0 && match.n_proposals > 0)
    {
      g_autofree char *alike = nqp_names_proposals (names, &match);

      g_set_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED,
                   _ ("The region “%s” is not known, but like %s; say which it is with --names, or give a "
                      "new one a code "
                      "of its own."),
                   it->code, alike);
      return FALSE;
    }
  if (match.place >= 0 && strcmp (nqp_names_code (names, match.place), it->code) != 0)
    {
      g_autofree char *shown = nqp_names_show (names, match.place);

      g_ptr_array_add (self->matched, g_strdup_printf ("%s = %s", it->code, shown));
    }
  return TRUE;
}

static gboolean
match_regions (NqpAppendPlan *self, const NqpPanel *into, int *places, GError **error)
{
  g_autoptr (NqpNames) names = nqp_names_new ();
  int n_known = 0;

  nqp_names_add_panel (names, into);
  for (int i = 0; i < self->from->n_regions; i++)
    {
      if (!match_region (self, names, i, &places[i], error))
        return FALSE;
      for (int k = 0; k < i && places[i] >= 0; k++)
        if (places[k] == places[i])
          {
            g_set_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED,
                         _ ("“%s” and “%s” are one region of the project; expected each once."),
                         self->from->places[k].code, self->from->places[i].code);
            return FALSE;
          }
      g_ptr_array_add (self->regions,
                       g_strdup (places[i] >= 0 ? into->places[places[i]].code : self->from->places[i].code));
      if (places[i] < 0 || places[i] >= into->n_regions)
        g_ptr_array_add (self->new_regions, g_strdup (self->regions->pdata[i]));
      n_known += places[i] >= 0;
    }
  if (n_known > 0 || into->n_places == 0)
    return TRUE;
  g_set_error (
      error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED,
      _ ("None of the %d regions is known to the project, the first is “%s”; expected codes or names of its "
         "regions."),
      self->from->n_regions, self->from->places[0].code);
  return FALSE;
}

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
match_all_series (NqpAppendPlan *self, const NqpPanel *into, int *series, GError **error)
{
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
count_values (NqpAppendPlan *self, const NqpPanel *into, const int *places, const int *series)
{
  const NqpPanel *from = self->from;

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
              self->n_changed++;
            else
              self->n_same++;
          }
    }
}

NqpAppendPlan *
nqp_append_plan_new (NqpDocument *document, NqpPanel *from, GError **error)
{
  const NqpPanel *into = document->now.panel;
  g_autoptr (NqpAppendPlan) self = plan_new (from);
  g_autofree int *places = g_new (int, MAX (from->n_regions, 1)),
                 *series = g_new (int, MAX (from->n_series, 1));

  if (!match_regions (self, into, places, error) || !match_all_series (self, into, series, error))
    return NULL;
  count_values (self, into, places, series);
  return g_steal_pointer (&self);
}

static void
describe_list (GString *out, const char *what, const GPtrArray *list)
{
  g_string_append_printf (out, "%s: %u", what, list->len);
  for (guint k = 0; k < MIN (list->len, 5); k++)
    g_string_append_printf (out, k == 0 ? " (%s" : ", %s", (const char *)list->pdata[k]);
  g_string_append (out, list->len > 5 ? " …)\n" : list->len > 0 ? ")\n" : "\n");
}

char *
nqp_append_plan_describe (const NqpAppendPlan *self)
{
  GString *out = g_string_new (NULL);

  describe_list (out, _ ("new years"), self->new_years);
  describe_list (out, _ ("new regions"), self->new_regions);
  describe_list (out, _ ("new indicators"), self->new_series);
  if (self->matched->len > 0)
    describe_list (out, _ ("matched by name"), self->matched);
  g_string_append_printf (out, _ ("values: %lu new, %lu changed, %lu as they are\n"), (gulong)self->n_new,
                          (gulong)self->n_changed, (gulong)self->n_same);
  return g_string_free (out, FALSE);
}

gboolean
nqp_document_append (NqpDocument *self, const NqpAppendPlan *plan, const char *file, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  const NqpAppend what
      = { plan->from, (const char *const *)plan->regions->pdata, (const char *const *)plan->series->pdata };
  /* Translators: an entry of the undo history; the name of a file */
  g_autofree char *label = g_strdup_printf (_ ("Append %s"), file);

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  return nqp_editing_end (&editing, nqp_project_append (self->project, &what, label, error), NQP_PROJECT_ALL,
                          NQP_PROJECT_ALL, error);
}
