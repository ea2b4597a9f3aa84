/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-places.h"
#include "nqp-document-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"
#include "nqp-project-append.h"
#include "nqp-project-places.h"
#include "nqp-words.h"

/* Which regions and years there are, and which regions lie beside each other. */

#define KIND_ADDED "land"
#define FIRST_YEAR 1
#define LAST_YEAR 9999

/* ---- what goes along ---------------------------------------------------------------------------------------------- */

void
nqp_contents_count_region (const NqpContents *self, int place, NqpGoing *going)
{
  const NqpPanel *panel = self->panel;

  for (int s = 0; place < panel->n_regions && s < panel->n_series; s++)
    for (int t = 0; t < panel->n_years; t++)
      going->n_values += !isnan (panel->values[nqp_panel_cell (panel, s, t, place)]);
  for (int f = 0; f < panel->n_flags; f++)
    going->n_flags += panel->flags[f].place == place;
  for (int k = 0; k < panel->n_neighbours; k++)
    going->n_neighbours += panel->neighbours[k].a == place || panel->neighbours[k].b == place;
  for (guint k = 0; k < self->scenarios->len; k++)
    going->n_scenarios += ((const NqpScenario *)self->scenarios->pdata[k])->place == place;
}

void
nqp_contents_count_year (const NqpContents *self, int year, NqpGoing *going)
{
  const NqpPanel *panel = self->panel;

  for (int s = 0; s < panel->n_series; s++)
    for (int i = 0; i < panel->n_regions; i++)
      going->n_values += !isnan (panel->values[nqp_panel_cell (panel, s, year, i)]);
  for (int f = 0; f < panel->n_flags; f++)
    going->n_flags += panel->flags[f].year == year;
  for (guint k = 0; k < self->scenarios->len; k++)
    going->n_scenarios += ((const NqpScenario *)self->scenarios->pdata[k])->year == year;
}

/* ---- regions ------------------------------------------------------------------------------------------------------ */

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, NQP_PLACES_ERROR, NQP_PLACES_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
tidy (char **text, NqpWordsKind kind, GError **error)
{
  if (*text == NULL)
    return TRUE;
  if (!nqp_words_check (text, kind, error))
    return FALSE;
  g_strstrip (*text);
  if (**text == '\0')
    g_clear_pointer (text, g_free);
  return TRUE;
}

static gboolean
append (NqpEditing *editing, const NqpPanel *from, const char *code, const char *label, GError **error)
{
  const char *const regions[] = { code, NULL };
  const NqpAppend what = { from, regions, regions + 1 };

  return nqp_editing_end_data (editing, nqp_project_append (editing->document->project, &what, label, error),
                               error);
}

/**
 * nqp_document_add_region:
 * @code: that no place has yet; of a place that is only on the map it gets figures from now on
 * @name: at least one language
 */
gboolean
nqp_document_add_region (NqpDocument *self, const char *code, const NqpText *name, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (NqpPanel) from = nqp_panel_new (1, 1, 0, 0, 0, 0, 0, 0);
  NqpRegion *it = &from->places[0];
  g_autofree char *label = NULL;
  int known;

  it->code = g_strdup (code);
  it->name = nqp_text_copy (name);
  it->group = -1;
  if (!tidy (&it->code, NQP_WORDS_CODE, error) || !tidy (&it->name.en, NQP_WORDS_NAME, error)
      || !tidy (&it->name.zh, NQP_WORDS_NAME, error))
    return FALSE;
  if (it->code == NULL)
    return fail (error, _ ("A region needs a code that no other region has, such as 110000."));
  if (it->name.en == NULL && it->name.zh == NULL)
    return fail (error, _ ("A name is needed in at least one of the two languages."));
  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  known = nqp_panel_find_place (self->now.panel, it->code);
  if (known >= 0 && known < self->now.panel->n_regions)
    {
      g_set_error (error, NQP_PLACES_ERROR, NQP_PLACES_ERROR_INVALID,
                   _ ("The code “%s” is that of %s. Choose one that no other region has."), it->code,
                   nqp_panel_place_name (self->now.panel, known, self->lang));
      return FALSE;
    }
  /* Translators: an entry of the undo history; the name of a region */
  label = g_strdup_printf (_ ("Add %s"), nqp_text_get (&it->name, self->lang));
  return append (&editing, from, it->code, label, error);
}

/* Whether figures of a region, or of a year, are others than were seen; -1 = of all. Positions are those of now. */
static gboolean
is_other_than_seen (NqpEditing *editing, int region, int year)
{
  const NqpPanel *seen = editing->seen.panel, *now = editing->document->now.panel;
  const int first = MAX (region, 0), end = region >= 0 ? region + 1 : now->n_regions;

  if (seen == now || region >= now->n_regions)
    return FALSE;
  for (int i = first; i < end; i++)
    {
      const int was = nqp_panel_find_place (seen, now->places[i].code);

      for (int s = 0; s < now->n_series; s++)
        {
          const int series = nqp_panel_find_series (seen, now->series[s].code);

          for (int t = MAX (year, 0); t < (year >= 0 ? year + 1 : now->n_years); t++)
            {
              const int before = nqp_panel_find_year (seen, now->years[t]);
              const double value = now->values[nqp_panel_cell (now, s, t, i)];
              const gboolean known = was >= 0 && was < seen->n_regions && series >= 0 && before >= 0;

              if (!nqp_number_same (value,
                                    known ? seen->values[nqp_panel_cell (seen, series, before, was)] : NAN))
                return TRUE;
            }
        }
    }
  return FALSE;
}

/**
 * nqp_document_remove_regions:
 * @codes: (array length=n)
 *
 * With all that is theirs; their outlines stay on the map. Refused where others have changed their figures meanwhile, and of the last
 * region.
 */
gboolean
nqp_document_remove_regions (NqpDocument *self, const char *const *codes, guint n, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autofree char *label = NULL;
  const NqpPanel *panel;
  int n_left;

  g_return_val_if_fail (n > 0, FALSE);
  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  panel = self->now.panel;
  n_left = panel->n_regions;
  for (guint k = 0; k < n; k++)
    {
      const int at = nqp_panel_find_place (panel, codes[k]);

      if (at < 0)
        return nqp_editing_fail_gone (codes[k], error);
      if (is_other_than_seen (&editing, at, -1))
        return nqp_editing_fail_changed (nqp_panel_place_name (panel, at, self->lang), error);
      n_left -= at < panel->n_regions;
    }
  if (n_left <= 0 && panel->n_regions > 0)
    return fail (error, _ ("A project needs at least one region. Add another one first."));
  if (n == 1)
    label = g_strdup_printf (
        _ ("Remove %s"), nqp_panel_place_name (panel, nqp_panel_find_place (panel, codes[0]), self->lang));
  else
    label = g_strdup_printf (ngettext ("Remove %u region", "Remove %u regions", n), n);
  return nqp_editing_end (&editing, nqp_project_remove_places (self->project, codes, n, label, error),
                          NQP_PROJECT_DATA | NQP_PROJECT_SCENARIOS, NQP_PROJECT_DATA | NQP_PROJECT_SCENARIOS,
                          error);
}

/**
 * nqp_document_set_neighbours:
 * @a: code of a region
 * @b: of another one; neither is the first of the two
 */
gboolean
nqp_document_set_neighbours (NqpDocument *self, const char *a, const char *b, gboolean neighbours,
                             GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autofree char *label = NULL;
  const NqpPanel *panel;
  int i, j;
  gboolean are = FALSE;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  panel = self->now.panel;
  i = nqp_panel_find_place (panel, a);
  j = nqp_panel_find_place (panel, b);
  if (i < 0 || j < 0)
    return nqp_editing_fail_gone (i < 0 ? a : b, error);
  if (i == j)
    return fail (error, _ ("A region is not its own neighbour. Choose another one."));
  for (int k = 0; k < panel->n_neighbours; k++)
    are = are || (panel->neighbours[k].a == i && panel->neighbours[k].b == j)
          || (panel->neighbours[k].a == j && panel->neighbours[k].b == i);
  if (are == neighbours)
    return TRUE;
  /* Translators: entries of the undo history; names of two regions */
  label = g_strdup_printf (neighbours ? _ ("%s and %s are neighbours") : _ ("%s and %s are no neighbours"),
                           nqp_panel_place_name (panel, i, self->lang),
                           nqp_panel_place_name (panel, j, self->lang));
  return nqp_editing_end_data (
      &editing,
      nqp_project_set_neighbours (self->project, a, b, neighbours ? KIND_ADDED : NULL, label, error), error);
}

/* ---- years -------------------------------------------------------------------------------------------------------- */

gboolean
nqp_document_add_year (NqpDocument *self, int year, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (NqpPanel) from = nqp_panel_new (0, 0, 1, 0, 0, 0, 0, 0);
  g_autofree char *label = NULL;

  if (year < FIRST_YEAR || year > LAST_YEAR)
    {
      g_set_error (error, NQP_PLACES_ERROR, NQP_PLACES_ERROR_INVALID,
                   _ ("A year is a whole number from %d to %d."), FIRST_YEAR, LAST_YEAR);
      return FALSE;
    }
  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  if (nqp_panel_find_year (self->now.panel, year) >= 0)
    {
      g_set_error (error, NQP_PLACES_ERROR, NQP_PLACES_ERROR_INVALID,
                   _ ("The project has the year %d already."), year);
      return FALSE;
    }
  from->years[0] = year;
  /* Translators: an entry of the undo history; a year */
  label = g_strdup_printf (_ ("Add the year %d"), year);
  return append (&editing, from, NULL, label, error);
}

gboolean
nqp_document_remove_year (NqpDocument *self, int year, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autofree char *label = NULL;
  int at;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  label = g_strdup_printf ("%d", year);
  at = nqp_panel_find_year (self->now.panel, year);
  if (at < 0)
    return nqp_editing_fail_gone (label, error);
  if (is_other_than_seen (&editing, -1, at))
    return nqp_editing_fail_changed (label, error);
  if (self->now.panel->n_years == 1)
    return fail (error, _ ("A project needs at least one year. Add another one first."));
  g_free (label);
  label = g_strdup_printf (_ ("Remove the year %d"), year);
  return nqp_editing_end (&editing, nqp_project_remove_year (self->project, year, label, error),
                          NQP_PROJECT_DATA | NQP_PROJECT_SCENARIOS, NQP_PROJECT_DATA | NQP_PROJECT_SCENARIOS,
                          error);
}
