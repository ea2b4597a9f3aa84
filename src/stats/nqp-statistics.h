/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-coupling.h"
#include "nqp-framework.h"
#include "nqp-scores.h"
#include "nqp-space.h"
#include "nqp-stats-error.h"
#include "nqp-work.h"

G_BEGIN_DECLS

/* What a statistic may be asked with. */
typedef enum
{
  NQP_STAT_MEASURE = 1 << 0,
  NQP_STAT_YEAR = 1 << 1,
  NQP_STAT_REGIONS = 1 << 2,
  NQP_STAT_TARGET_RANK = 1 << 3,
  NQP_STAT_DRAWS = 1 << 4,
  NQP_STAT_SEED = 1 << 5,
  NQP_STAT_VARY = 1 << 6,
  NQP_STAT_SPREAD = 1 << 7,
  NQP_STAT_DIRICHLET = 1 << 8,
  NQP_STAT_TOP = 1 << 9,
  NQP_STAT_THREADS = 1 << 10,
  NQP_STAT_FORM = 1 << 11,
  NQP_STAT_NEIGHBOURS = 1 << 12,
  NQP_STAT_PERMUTATIONS = 1 << 13,
  NQP_STAT_CLASSES = 1 << 14,
  NQP_STAT_FROM = 1 << 15,
} NqpStatOptions;

/**
 * NqpStatRequest:
 *
 * What `nqp stats` asks for. Zero it, set the scores, and year to -1.
 */
typedef struct
{
  const NqpScores *scores;
  const NqpFramework *framework; /* or NULL: then statistics that need one refuse */
  NqpStatOptions given;          /* which of the following were given */
  int measure;                   /* node, 0 = the index */
  int year;                      /* position, -1 = not given */
  const int *regions;            /* positions */
  int n_regions;                 /* 0 = not given */
  int target_rank;
  int draws, top;                /* these and the following: as in NqpUncertaintySpec */
  guint64 seed;
  guint vary;
  double spread;
  NqpCouplingForm form;
  const NqpSpaceSpec *neighbours; /* or NULL: contiguity */
  const NqpBoundaries *boundaries; /* or NULL; for contiguity where the panel has no neighbours */
  int permutations;
  int classes;
  int from;                      /* position of a year */
  GPtrArray *notes;              /* or NULL: (element-type utf8) what has to be said beside the table, translated, is added */
  NqpWork work;                  /* threads, progress, cancellation of those that take long */
} NqpStatRequest;

/**
 * NqpStatistic:
 *
 * A statistic of `nqp stats`; adding one = one file + one line in nqp-statistics.c.
 */
typedef struct
{
  const char *name;
  const char *summary;        /* N_() msgid, one line */
  const char *columns;        /* of its table: "region,year,..." */
  NqpStatOptions takes;       /* what it may be asked with */
  NqpStatOptions needs;       /* and what it must */
  gboolean one_region;        /* made for one region */
  NqpTable *(*run) (const NqpStatRequest *request, GError **error);
} NqpStatistic;

extern const NqpStatistic nqp_statistic_obstacles;
extern const NqpStatistic nqp_statistic_levers;
extern const NqpStatistic nqp_statistic_plan;
extern const NqpStatistic nqp_statistic_next_rank;
extern const NqpStatistic nqp_statistic_difference;
extern const NqpStatistic nqp_statistic_importance;
extern const NqpStatistic nqp_statistic_reliability;
extern const NqpStatistic nqp_statistic_correlation;
extern const NqpStatistic nqp_statistic_robustness;
extern const NqpStatistic nqp_statistic_sobol;
extern const NqpStatistic nqp_statistic_methods;
extern const NqpStatistic nqp_statistic_dominance;
extern const NqpStatistic nqp_statistic_dagum;
extern const NqpStatistic nqp_statistic_dagum_pairs;
extern const NqpStatistic nqp_statistic_theil;
extern const NqpStatistic nqp_statistic_lorenz;
extern const NqpStatistic nqp_statistic_density;
extern const NqpStatistic nqp_statistic_coupling;
extern const NqpStatistic nqp_statistic_moran;
extern const NqpStatistic nqp_statistic_geary;
extern const NqpStatistic nqp_statistic_getis;
extern const NqpStatistic nqp_statistic_getis_local;
extern const NqpStatistic nqp_statistic_lisa;
extern const NqpStatistic nqp_statistic_ellipse;
extern const NqpStatistic nqp_statistic_sigma;
extern const NqpStatistic nqp_statistic_beta;
extern const NqpStatistic nqp_statistic_markov;
extern const NqpStatistic nqp_statistic_markov_spatial;

const NqpStatistic *const *nqp_statistics (int *out_n);
const NqpStatistic *nqp_statistic_find (const char *name);  /* NULL if there is none */
gboolean nqp_statistic_check (const NqpStatistic *self, NqpStatOptions given, int n_regions, GError **error);
NqpTable *nqp_statistic_run (const NqpStatistic *self, const NqpStatRequest *request, GError **error);

G_END_DECLS
