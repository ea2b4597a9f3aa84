/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-space-private.h"
#include "nqp-stats-private.h"
#include "nqp-stream.h"

#define PERMUTATIONS 999
#define MAX_NAMED 5 /* regions in a note */

NqpSpace *
nqp_space_of_request (const NqpStatRequest *request, GError **error)
{
  static const NqpSpaceSpec contiguity = { NQP_SPACE_CONTIGUITY };

  return nqp_space_new (request->scores, request->boundaries,
                        request->neighbours != NULL ? request->neighbours : &contiguity, error);
}

static void
note_alone (const NqpStatRequest *request, int year, const NqpSpaceSample *sample)
{
  const NqpPanel *panel = request->scores->panel;
  g_autoptr (GString) codes = g_string_new (NULL);

  for (int k = 0; k < MIN (sample->n_alone, MAX_NAMED); k++)
    g_string_append_printf (codes, "%s%s", k > 0 ? ", " : "", panel->places[sample->alone[k]].code);
  if (sample->n_alone > MAX_NAMED)
    g_string_append (codes, ", …");
  nqp_stats_note (request,
                  ngettext ("%d: %d region without a neighbour that has a score is left out: %s",
                            "%d: %d regions without a neighbour that has a score are left out: %s",
                            (gulong)sample->n_alone),
                  panel->years[year], sample->n_alone, codes->str);
}

gboolean
nqp_space_read_year (const NqpStatRequest *request, const NqpSpace *space, int year, NqpSpaceStyle style,
                     NqpSpaceSample *out)
{
  const NqpScores *scores = request->scores;
  g_autofree double *y = g_new (double, MAX (scores->n_regions, 1));
  int n = 0;

  for (int i = 0; i < scores->n_regions; i++)
    {
      y[i] = nqp_scores_get (scores, request->measure, year, i);
      n += !isnan (y[i]);
    }
  nqp_space_sample_init (out, space, y, style);
  if (n == 0)
    nqp_stats_note (request, _ ("%d: no region has a score"), scores->panel->years[year]);
  if (out->n_alone > 0)
    note_alone (request, year, out);
  return out->n > 0;
}

gboolean
nqp_space_is_constant (const NqpSpaceSample *sample)
{
  for (int i = 1; i < sample->n; i++)
    if (sample->y[i] != sample->y[0])
      return FALSE;
  return TRUE;
}

void
nqp_space_note_constant (const NqpStatRequest *request, int year)
{
  nqp_stats_note (request, _ ("%d: all scores are equal, and no pattern in space can be told of them"),
                  request->scores->panel->years[year]);
}

gboolean
nqp_space_is_asked (const NqpStatRequest *request, int region)
{
  for (int k = 0; k < request->n_regions; k++)
    if (request->regions[k] == region)
      return TRUE;
  return request->n_regions == 0;
}

int
nqp_space_permutations (const NqpStatRequest *request)
{
  return (request->given & NQP_STAT_PERMUTATIONS) != 0 ? request->permutations : PERMUTATIONS;
}

guint64
nqp_space_seed (const NqpStatRequest *request, int year)
{
  const guint64 seed = (request->given & NQP_STAT_SEED) != 0 ? request->seed : 1;

  return nqp_stream (seed, (guint64)request->scores->panel->years[year]);
}

NqpTable *
nqp_space_run (const NqpStatRequest *request, NqpTable *table, NqpSpaceStyle style, NqpSpaceYearFunc add_year,
               GError **error)
{
  g_autoptr (NqpTable) filled = table;
  g_autoptr (NqpSpace) space = nqp_space_of_request (request, error);
  int first, last;

  if (space == NULL)
    return NULL;
  nqp_stats_years (request, &first, &last);
  for (int t = first; t <= last; t++)
    {
      const double n = last - first + 1;
      const NqpSpaceYear at = { request, table, t, (t - first) / n, (t - first + 1) / n };
      g_auto (NqpSpaceSample) sample = { 0 };

      if (nqp_space_read_year (request, space, t, style, &sample) && !add_year (&at, &sample, error))
        return NULL;
    }
  return g_steal_pointer (&filled);
}

void
nqp_space_begin_row (const NqpSpaceYear *at)
{
  nqp_table_add_row (at->table);
  nqp_table_set_number (at->table, 0, at->request->scores->panel->years[at->year]);
}

/* Value, z and p of a year. */
void
nqp_space_add_test (const NqpSpaceYear *at, const NqpSpaceTest *test)
{
  if (isnan (test->value))
    nqp_space_note_constant (at->request, at->year);
  nqp_space_begin_row (at);
  nqp_table_set_number (at->table, 1, test->value);
  nqp_table_set_number (at->table, 2, test->z);
  nqp_table_set_number (at->table, 3, test->p);
}
