/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-coupling.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-stats-private.h"

/* Two D that differ by less than this are of one grade. */
#define SAME 1e-12

gboolean
nqp_coupling_form_parse (const char *text, NqpCouplingForm *out_form)
{
  *out_form = strcmp (text, "corrected") == 0 ? NQP_COUPLING_CORRECTED : NQP_COUPLING_CLASSIC;
  return *out_form == NQP_COUPLING_CORRECTED || strcmp (text, "classic") == 0;
}

/* k (prod u)^(1/k) / sum u, the geometric over the arithmetic mean. */
static double
classic (const double *u, int k)
{
  double product = 1, sum = 0;

  for (int i = 0; i < k; i++)
    {
      product *= pow (u[i], 1.0 / k);
      sum += u[i];
    }
  return sum > 0 ? k * product / sum : 0;
}

/* sqrt ((1 - m) q), m = mean of |u_i - u_j| over the pairs, q = (prod of u_i / max u)^(1 / (k - 1)). */
static double
corrected (const double *u, int k)
{
  double most = 0, apart = 0, product = 1;

  for (int i = 0; i < k; i++)
    {
      most = MAX (most, u[i]);
      for (int j = 0; j < i; j++)
        apart += fabs (u[i] - u[j]);
    }
  if (!(most > 0))
    return 0;
  for (int i = 0; i < k; i++)
    product *= pow (u[i] / most, 1.0 / (k - 1));
  return sqrt ((1 - apart / (k * (k - 1) / 2.0)) * product);
}

/**
 * nqp_coupling:
 * @u: @k >= 2 parts, each in [0, 1]
 * @weights: (nullable): of the parts in T, sum 1; %NULL = equal
 *
 * The coupling coordination of the parts. Weights bear on T alone, never on C.
 */
void
nqp_coupling (const double *u, const double *weights, int k, NqpCouplingForm form, NqpCoupling *out)
{
  out->c = MIN (form == NQP_COUPLING_CLASSIC ? classic (u, k) : corrected (u, k), 1);
  out->t = 0;
  out->lagging = 0;
  for (int i = 0; i < k; i++)
    {
      out->t += u[i] * (weights != NULL ? weights[i] : 1.0 / k);
      if (u[i] < u[out->lagging])
        out->lagging = i;
    }
  out->d = sqrt (out->c * out->t);
  out->grade = (int)CLAMP (floor (out->d * 10 + SAME) + 1, 1, 10);
}

/* The children of the measure that are on. */
static GArray *
find_parts (const NqpScores *scores, int measure, GError **error)
{
  const NqpNode *nodes = scores->tree->nodes;
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (int));

  for (int c = nodes[measure].first_child; c >= 0; c = nodes[c].next_sibling)
    if (nqp_tree_is_on (scores->tree, c))
      g_array_append_val (parts, c);
  if (parts->len >= 2)
    return g_steal_pointer (&parts);
  g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
               _ ("'%s' has %u parts that are on; coupling is told of two and more: choose another with "
                  "--measure"),
               nodes[measure].id, parts->len);
  return NULL;
}

typedef struct
{
  const NqpScores *scores;
  const GArray *parts;
  NqpCouplingForm form;
  double *u;
} Coupler;

/* FALSE with @error if a part is not in [0, 1]; @out->c is NaN if one is missing. */
static gboolean
couple (const Coupler *self, int year, int region, NqpCoupling *out, GError **error)
{
  const NqpPanel *panel = self->scores->panel;
  const int k = (int)self->parts->len;

  out->c = NAN;
  for (int i = 0; i < k; i++)
    {
      const int part = g_array_index (self->parts, int, i);
      const double u = nqp_scores_get (self->scores, part, year, region);

      if (isnan (u))
        return TRUE;
      if (u < -SAME || u > 1 + SAME)
        {
          g_set_error (
              error, NQP_STATS_ERROR, NQP_STATS_ERROR_METHOD,
              _ ("coupling is told of scores from 0 to 1, and '%s' of %s in %d is not; choose another "
                 "normalisation, such as minmax"),
              self->scores->tree->nodes[part].id, panel->places[region].code, panel->years[year]);
          return FALSE;
        }
      self->u[i] = CLAMP (u, 0, 1);
    }
  nqp_coupling (self->u, NULL, k, self->form, out);
  return TRUE;
}

static void
add_row (NqpTable *table, const Coupler *self, int year, int region, const NqpCoupling *found)
{
  nqp_table_add_row (table);
  nqp_table_set_number (table, 0, self->scores->panel->years[year]);
  nqp_table_set_text (table, 1, self->scores->panel->places[region].code);
  if (isnan (found->c))
    return;
  nqp_table_set_number (table, 2, found->c);
  nqp_table_set_number (table, 3, found->t);
  nqp_table_set_number (table, 4, found->d);
  nqp_table_set_number (table, 5, found->grade);
  nqp_table_set_text (table, 6,
                      self->scores->tree->nodes[g_array_index (self->parts, int, found->lagging)].id);
}

static NqpTable *
new_table (void)
{
  NqpTable *table = nqp_table_new ();

  nqp_stats_add_year (table);
  nqp_stats_add_region (table);
  nqp_table_add_column (table, "c", _ ("Coupling C"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "t", _ ("Level T"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "d", _ ("Coordination D"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "grade", _ ("Grade"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "lagging", _ ("Lagging part"), NULL, NQP_COLUMN_TEXT, 0);
  return table;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  const NqpScores *scores = request->scores;
  const int n = request->n_regions > 0 ? request->n_regions : scores->n_regions;
  g_autoptr (GArray) parts = find_parts (scores, request->measure, error);
  g_autoptr (NqpTable) table = NULL;
  g_autofree double *u = NULL;
  int first, last, missing = 0;

  if (parts == NULL)
    return NULL;
  u = g_new (double, parts->len);
  Coupler coupler = { scores, parts, request->form, u };
  table = new_table ();
  nqp_stats_years (request, &first, &last);
  for (int t = first; t <= last; t++)
    for (int i = 0; i < n; i++)
      {
        const int region = request->n_regions > 0 ? request->regions[i] : i;
        NqpCoupling found;

        if (!couple (&coupler, t, region, &found, error))
          return NULL;
        missing += isnan (found.c) ? 1 : 0;
        add_row (table, &coupler, t, region, &found);
      }
  if (missing > 0)
    nqp_stats_note (request,
                    ngettext ("%d region and year lacks the score of a part and has no coupling",
                              "%d regions and years lack the score of a part and have no coupling",
                              (gulong)missing),
                    missing);
  return g_steal_pointer (&table);
}

const NqpStatistic nqp_statistic_coupling = {
  .name = "coupling",
  .summary = N_ ("coupling coordination of the pillars, and which of them lags"),
  .columns = "year,region,c,t,d,grade,lagging",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR | NQP_STAT_REGIONS | NQP_STAT_FORM,
  .run = run,
};
