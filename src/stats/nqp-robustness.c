/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-alternatives.h"
#include "nqp-sensitivity.h"
#include "nqp-statistics.h"

#define SOBOL_DRAWS 2048 /* a power of 2, as the sequence asks for */

#define TAKES_DRAWS                                                                                          \
  (NQP_STAT_MEASURE | NQP_STAT_YEAR | NQP_STAT_REGIONS | NQP_STAT_DRAWS | NQP_STAT_SEED | NQP_STAT_VARY      \
   | NQP_STAT_SPREAD | NQP_STAT_DIRICHLET | NQP_STAT_THREADS)

static void
read_spec (const NqpStatRequest *request, int draws, NqpUncertaintySpec *spec)
{
  const NqpStatOptions given = request->given;

  nqp_uncertainty_spec_init (spec, request->scores);
  spec->measure = request->measure;
  if (request->year >= 0)
    spec->year = request->year;
  spec->draws = (given & NQP_STAT_DRAWS) != 0 ? request->draws : draws > 0 ? draws : spec->draws;
  if ((given & NQP_STAT_SEED) != 0)
    spec->seed = request->seed;
  if ((given & NQP_STAT_VARY) != 0)
    spec->vary = request->vary;
  if ((given & NQP_STAT_SPREAD) != 0)
    spec->spread = request->spread;
  spec->dirichlet = (given & NQP_STAT_DIRICHLET) != 0;
  if ((given & NQP_STAT_TOP) != 0)
    spec->top = request->top;
}

static NqpUncertainty *
make_uncertainty (const NqpStatRequest *request, GError **error)
{
  NqpUncertaintySpec spec;

  read_spec (request, 0, &spec);
  return nqp_uncertainty_new (request->scores, &spec, &request->work, error);
}

static NqpTable *
run_robustness (const NqpStatRequest *request, GError **error)
{
  g_autoptr (NqpUncertainty) uncertainty = make_uncertainty (request, error);

  return uncertainty != NULL ? nqp_uncertainty_table (uncertainty, request->regions, request->n_regions)
                             : NULL;
}

static NqpTable *
run_dominance (const NqpStatRequest *request, GError **error)
{
  g_autoptr (NqpUncertainty) uncertainty = make_uncertainty (request, error);

  if (uncertainty != NULL && uncertainty->ranks == NULL)
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
                   _ ("The ranks of %d regions in %d draws are too many to compare; ask for fewer draws"),
                   uncertainty->n_regions, uncertainty->spec.draws);
      return NULL;
    }
  return uncertainty != NULL
             ? nqp_uncertainty_dominance_table (uncertainty, request->regions, request->n_regions)
             : NULL;
}

static NqpTable *
run_sobol (const NqpStatRequest *request, GError **error)
{
  g_autoptr (NqpSensitivity) sensitivity = NULL;
  NqpUncertaintySpec spec;

  read_spec (request, SOBOL_DRAWS, &spec);
  sensitivity = nqp_sensitivity_new (request->scores, &spec, request->regions, request->n_regions,
                                     &request->work, error);
  return sensitivity != NULL ? nqp_sensitivity_table (sensitivity) : NULL;
}

static NqpTable *
run_methods (const NqpStatRequest *request, GError **error)
{
  const int year = request->year >= 0 ? request->year : request->scores->n_years - 1;
  g_autoptr (NqpAlternatives) alternatives
      = nqp_alternatives_new (request->scores, request->measure, year, &request->work, error);

  return alternatives != NULL ? nqp_alternatives_table (alternatives, request->regions, request->n_regions)
                              : NULL;
}

const NqpStatistic nqp_statistic_robustness = {
  .name = "robustness",
  .summary = N_ ("ranks over many draws of the method: quantiles, mean, probability of the top k, firmness"),
  .columns = "region,median,p05,p95,mean,p_top_k,p_near,firmness",
  .takes = TAKES_DRAWS | NQP_STAT_TOP,
  .run = run_robustness,
};

const NqpStatistic nqp_statistic_sobol = {
  .name = "sobol",
  /* xgettext:no-c-format */
  .summary = N_ ("which choice moves the ranking: first-order and total effects with 95 % intervals"),
  .columns = "target,factor,first,first_low,first_high,total,total_low,total_high",
  .takes = TAKES_DRAWS,
  .run = run_sobol,
};

const NqpStatistic nqp_statistic_methods = {
  .name = "methods",
  .summary = N_ ("ranks with one alternative at a time: each other choice, each indicator left out"),
  .columns = "alternative,region,rank,shift",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR | NQP_STAT_REGIONS,
  .run = run_methods,
};

const NqpStatistic nqp_statistic_dominance = {
  .name = "dominance",
  .summary = N_ ("probability that a region is ahead of another over many draws of the method"),
  .columns = "region,other,probability",
  .takes = TAKES_DRAWS,
  .run = run_dominance,
};
