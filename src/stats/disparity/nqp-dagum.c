/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-dagum.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-sort.h"
#include "nqp-stats-private.h"

typedef struct
{
  double y;
  int group;
} Member;

static int
compare_members (const void *a, const void *b)
{
  const Member *p = a, *q = b;

  return p->y != q->y ? (p->y > q->y) - (p->y < q->y) : (p->group > q->group) - (p->group < q->group);
}

/* @above: [g * n_groups + h] becomes the sum over all pairs of max (y_g - y_h, 0). Upwards through the sorted members, each is
 * above all that came before: by the number of these in each group, and their sum. */
static void
sum_above (const Member *members, int n, int n_groups, double *above)
{
  g_autofree double *count = g_new0 (double, n_groups), *sum = g_new0 (double, n_groups);

  for (int i = 0; i < n; i++)
    {
      const double y = members[i].y - members[0].y;
      const int g = members[i].group;

      for (int h = 0; h < n_groups; h++)
        above[g * n_groups + h] += MAX (count[h] * y - sum[h], 0);
      count[g]++;
      sum[g] += y;
    }
}

/* The Gini coefficient by itself, so that its parts can be held against it. */
static double
gini (const Member *members, int n, double mean)
{
  double sum = 0;

  for (int i = 0; i < n; i++)
    sum += (2.0 * i - n + 1) * members[i].y;
  return sum / ((double)n * n * mean);
}

static void
take_pair (NqpDagum *self, int g, int h, const double *above, const double *mean, double whole)
{
  const int k = self->n_groups;
  const double n_g = self->count[g], n_h = self->count[h];
  const double up = above[g * k + h], down = above[h * k + g];

  if (n_g == 0 || n_h == 0)
    return;
  self->gini[g * k + h] = self->gini[h * k + g] = (up + down) / (n_g * n_h * (mean[g] + mean[h]));
  self->distance[g * k + h] = self->distance[h * k + g] = up + down > 0 ? fabs (up - down) / (up + down) : 0;
  if (g == h)
    return;
  /* p_g s_h + p_h s_g = n_g n_h (m_g + m_h) / (n^2 m), and G_gh has the rest of it below the line */
  self->between += fabs (up - down) / whole;
  self->transvariation += (up + down - fabs (up - down)) / whole;
}

/**
 * nqp_dagum_init:
 * @y: @n numbers of 0 and more, not all 0
 * @group: of each, from 0 below @n_groups
 *
 * Dagum's decomposition (1997) of G = sum_i sum_k |y_i - y_k| / (2 n^2 m): within groups, net between groups, and
 * transvariation. With G_gh the mean difference of two groups over the sum of their means and D_gh = (d - p) / (d + p), where d is
 * the sum over all pairs of what the one of the group with the larger mean is ahead, and p of what it is behind,
 * Gnb = sum G_gh (p_g s_h + p_h s_g) D_gh and Gt the same with 1 - D_gh. Sorts once: no pairs are looked at.
 */
void
nqp_dagum_init (NqpDagum *self, const double *y, const int *group, int n, int n_groups)
{
  g_autofree Member *members = g_new (Member, MAX (n, 1));
  g_autofree double *above = g_new0 (double, n_groups *n_groups), *mean = g_new0 (double, n_groups);
  double sum = 0, whole;

  *self = (NqpDagum){ n_groups,
                      g_new0 (int, n_groups),
                      0,
                      0,
                      0,
                      0,
                      g_new (double, n_groups *n_groups),
                      g_new0 (double, n_groups *n_groups) };
  for (int i = 0; i < n_groups * n_groups; i++)
    self->gini[i] = NAN;
  for (int i = 0; i < n; i++)
    members[i] = (Member){ y[i], group[i] };
  nqp_sort (members, (gsize)n, sizeof (Member), compare_members);
  for (int i = 0; i < n; i++)
    {
      self->count[members[i].group]++;
      mean[members[i].group] += members[i].y;
      sum += members[i].y;
    }
  for (int g = 0; g < n_groups; g++)
    mean[g] /= MAX (self->count[g], 1);
  if (n == 0)
    return;
  whole = n * sum; /* n^2 m */
  self->total = gini (members, n, sum / n);
  sum_above (members, n, n_groups, above);
  for (int g = 0; g < n_groups; g++)
    {
      self->within += above[g * n_groups + g] / whole;
      for (int h = g; h < n_groups; h++)
        take_pair (self, g, h, above, mean, whole);
    }
}

void
nqp_dagum_clear (NqpDagum *self)
{
  g_clear_pointer (&self->count, g_free);
  g_clear_pointer (&self->gini, g_free);
  g_clear_pointer (&self->distance, g_free);
}

typedef struct
{
  const NqpStatRequest *request;
  int n_groups; /* with the one of regions that are in none */
  int *group;
  double *y;
  int *region;
} Reader;

static void
reader_clear (Reader *self)
{
  g_free (self->group);
  g_free (self->y);
  g_free (self->region);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static void
reader_init (Reader *self, const NqpStatRequest *request)
{
  const int n = MAX (request->scores->n_regions, 1);

  *self = (Reader){ request, request->scores->panel->n_groups + 1, g_new (int, n), g_new (double, n),
                    g_new (int, n) };
}

static int
count_groups (const NqpDagum *dagum)
{
  int n = 0;

  for (int g = 0; g < dagum->n_groups; g++)
    n += dagum->count[g] > 0;
  return n;
}

/* What cannot be seen in the numbers. */
static void
say_what_is_special (const Reader *self, int year, const NqpDagum *dagum)
{
  const int year_name = self->request->scores->panel->years[year];
  const int ungrouped = dagum->count[self->n_groups - 1];

  if (dagum->total <= 0)
    nqp_stats_note (self->request,
                    _ ("%d: all scores are equal: there is no inequality, and no shares of it"), year_name);
  if (count_groups (dagum) == 1)
    nqp_stats_note (self->request, _ ("%d: all regions are in one group: all inequality is within it"),
                    year_name);
  else if (ungrouped > 0)
    nqp_stats_note (self->request,
                    ngettext ("%d: %d region without a group is taken as a group of its own",
                              "%d: %d regions without a group are taken as one group more",
                              (gulong)ungrouped),
                    year_name, ungrouped);
}

/* FALSE with @error unset if the year has no scores. */
static gboolean
read_year (Reader *self, int year, NqpDagum *out, GError **error)
{
  const NqpScores *scores = self->request->scores;
  const int n = nqp_stats_read_year (self->request, year, self->region, self->y);

  if (n == 0 || !nqp_stats_has_shares (self->request, year, self->y, n, error))
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      const int group = scores->panel->places[self->region[i]].group;

      self->group[i] = group >= 0 ? group : self->n_groups - 1;
    }
  nqp_dagum_init (out, self->y, self->group, n, self->n_groups);
  say_what_is_special (self, year, out);
  return TRUE;
}

typedef void (*AddRows) (NqpTable *table, const NqpPanel *panel, int year, const NqpDagum *dagum);

/* Takes @table, and returns it with the rows of the years that are asked for; NULL with @error. */
static NqpTable *
run_years (const NqpStatRequest *request, NqpTable *table, AddRows add_rows, GError **error)
{
  g_autoptr (NqpTable) filled = table;
  g_auto (Reader) reader = { 0 };
  int first, last;

  reader_init (&reader, request);
  nqp_stats_years (request, &first, &last);
  for (int t = first; t <= last; t++)
    {
      g_auto (NqpDagum) dagum = { 0 };
      g_autoptr (GError) problem = NULL;

      if (read_year (&reader, t, &dagum, &problem))
        add_rows (table, request->scores->panel, request->scores->panel->years[t], &dagum);
      else if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
  return g_steal_pointer (&filled);
}

static void
add_parts (NqpTable *table, const NqpPanel *panel, int year, const NqpDagum *dagum)
{
  const struct
  {
    const char *name;
    double value;
  } parts[] = { { "total", dagum->total },
                { "within", dagum->within },
                { "between", dagum->between },
                { "transvariation", dagum->transvariation } };

  for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
    {
      nqp_table_add_row (table);
      nqp_table_set_number (table, 0, year);
      nqp_table_set_text (table, 1, parts[k].name);
      nqp_table_set_number (table, 2, parts[k].value);
      nqp_table_set_number (table, 3, dagum->total > 0 ? parts[k].value / dagum->total : NAN);
    }
}

static NqpTable *
run_dagum (const NqpStatRequest *request, GError **error)
{
  NqpTable *table = nqp_table_new ();

  nqp_stats_add_year (table);
  nqp_table_add_column (table, "part", _ ("Part"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "value", _ ("Gini coefficient"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "share", _ ("Share"), NULL, NQP_COLUMN_REAL_FULL, 4);
  return run_years (request, table, add_parts, error);
}

static void
add_pairs (NqpTable *table, const NqpPanel *panel, int year, const NqpDagum *dagum)
{
  for (int g = 0; g < dagum->n_groups; g++)
    for (int h = g; h < dagum->n_groups; h++)
      if (dagum->count[g] > 0 && dagum->count[h] > 0)
        {
          nqp_table_add_row (table);
          nqp_table_set_number (table, 0, year);
          nqp_table_set_text (table, 1, nqp_stats_group_name (panel, g));
          nqp_table_set_text (table, 2, nqp_stats_group_name (panel, h));
          nqp_table_set_number (table, 3, dagum->gini[g * dagum->n_groups + h]);
        }
}

static NqpTable *
run_pairs (const NqpStatRequest *request, GError **error)
{
  NqpTable *table = nqp_table_new ();

  nqp_stats_add_year (table);
  nqp_table_add_column (table, "group", _ ("Group"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "other", _ ("Other group"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "gini", _ ("Gini coefficient"), NULL, NQP_COLUMN_REAL_FULL, 4);
  return run_years (request, table, add_pairs, error);
}

const NqpStatistic nqp_statistic_dagum = {
  .name = "dagum",
  .summary = N_ ("Gini coefficient and its parts: within groups, between groups, transvariation"),
  .columns = "year,part,value,share",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR,
  .run = run_dagum,
};

const NqpStatistic nqp_statistic_dagum_pairs = {
  .name = "dagum-pairs",
  .summary = N_ ("Gini coefficients within each group and between each two"),
  .columns = "year,group,other,gini",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR,
  .run = run_pairs,
};
