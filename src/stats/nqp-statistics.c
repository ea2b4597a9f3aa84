/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-statistics.h"

#include <glib/gi18n.h>
#include <string.h>

static const NqpStatistic *const statistics[] = {
  &nqp_statistic_obstacles,      &nqp_statistic_levers,      &nqp_statistic_plan,
  &nqp_statistic_next_rank,      &nqp_statistic_difference,  &nqp_statistic_importance,
  &nqp_statistic_reliability,    &nqp_statistic_correlation, &nqp_statistic_robustness,
  &nqp_statistic_sobol,          &nqp_statistic_methods,     &nqp_statistic_dominance,
  &nqp_statistic_dagum,          &nqp_statistic_dagum_pairs, &nqp_statistic_theil,
  &nqp_statistic_lorenz,         &nqp_statistic_density,     &nqp_statistic_coupling,
  &nqp_statistic_moran,          &nqp_statistic_geary,       &nqp_statistic_getis,
  &nqp_statistic_getis_local,    &nqp_statistic_lisa,        &nqp_statistic_ellipse,
  &nqp_statistic_sigma,          &nqp_statistic_beta,        &nqp_statistic_markov,
  &nqp_statistic_markov_spatial,
};

static const struct
{
  NqpStatOptions option;
  const char *name;
} options[] = {
  { NQP_STAT_MEASURE, "--measure" },
  { NQP_STAT_YEAR, "--year" },
  { NQP_STAT_REGIONS, "--region" },
  { NQP_STAT_TARGET_RANK, "--target-rank" },
  { NQP_STAT_DRAWS, "--draws" },
  { NQP_STAT_SEED, "--seed" },
  { NQP_STAT_VARY, "--vary" },
  { NQP_STAT_SPREAD, "--spread" },
  { NQP_STAT_DIRICHLET, "--dirichlet" },
  { NQP_STAT_TOP, "--top" },
  { NQP_STAT_THREADS, "--threads" },
  { NQP_STAT_FORM, "--form" },
  { NQP_STAT_NEIGHBOURS, "--neighbours" },
  { NQP_STAT_PERMUTATIONS, "--permutations" },
  { NQP_STAT_CLASSES, "--classes" },
  { NQP_STAT_FROM, "--from" },
};

const NqpStatistic *const *
nqp_statistics (int *out_n)
{
  *out_n = G_N_ELEMENTS (statistics);
  return statistics;
}

const NqpStatistic *
nqp_statistic_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statistics); i++)
    if (strcmp (statistics[i]->name, name) == 0)
      return statistics[i];
  return NULL;
}

/**
 * nqp_statistic_check:
 * @given: the options there are
 *
 * Returns: %FALSE with %NQP_STATS_ERROR_REQUEST if @self takes no such option or needs another
 */
gboolean
nqp_statistic_check (const NqpStatistic *self, NqpStatOptions given, int n_regions, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if ((given & options[i].option) != 0 && (self->takes & options[i].option) == 0)
      {
        g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST, _ ("%s takes no %s"), self->name,
                     options[i].name);
        return FALSE;
      }
    else if ((self->needs & options[i].option) != 0 && (given & options[i].option) == 0)
      {
        g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST, _ ("%s needs %s"), self->name,
                     options[i].name);
        return FALSE;
      }
  if (self->one_region && n_regions != 1)
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
                   _ ("%s is made for one region, found %d in --region"), self->name, n_regions);
      return FALSE;
    }
  return TRUE;
}

/**
 * nqp_statistic_run:
 *
 * Returns: (transfer full): the table with the columns of @self; %NULL with @error set
 */
NqpTable *
nqp_statistic_run (const NqpStatistic *self, const NqpStatRequest *request, GError **error)
{
  if (!nqp_statistic_check (self, request->given, request->n_regions, error))
    return NULL;
  return self->run (request, error);
}
