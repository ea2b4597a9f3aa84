/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"

G_BEGIN_DECLS

/* ---- data.coverage: what is missing where ------------------------------------------------------------------------- */

/* What can be said of an indicator's value; the order is that of the legend. */
typedef enum
{
  NQP_DATA_OBSERVED,
  NQP_DATA_DERIVED,
  NQP_DATA_EDITED,
  NQP_DATA_IMPUTED,
  NQP_DATA_SUSPECT,
  NQP_DATA_MISSING,
  NQP_N_DATA_STATES,
} NqpDataState;

typedef struct
{
  int n[NQP_N_DATA_STATES];
} NqpDataCounts;

int nqp_data_counts_all (const NqpDataCounts *self);
int nqp_data_counts_own (const NqpDataCounts *self); /* observed, derived or edited */

/* Indicators are positions in the panel: those that wait for a place in the index lack values, too. */
NqpDataState nqp_data_state (const NqpView *view, int indicator, int year, int region);
NqpDataCounts nqp_data_count (const NqpView *view, int indicator, int year); /* over the regions */
int nqp_data_of_measure (const NqpView *view); /* -1: it is none */
const char *nqp_data_name (const NqpView *view, int indicator);
/* Those below the measure, whether they are switched on or not, and behind those of the index all others; returns how many.
 * @out: as many as the panel has */
int nqp_data_indicators (const NqpView *view, int *out);
/* What a mark of an indicator stands for: its node; one that has none is told by its position, in other. */
NqpDatum nqp_data_datum (const NqpView *view, int indicator, int year);
int nqp_data_of_datum (const NqpView *view, NqpDatum datum); /* -1: of none */
void nqp_data_coverage_order (const NqpView *view, int *out); /* regions, those first that lack most */
/* As a row of the table has it: "observed", translated for a page. */
const char *nqp_data_state_name (NqpDataState state);

char *nqp_data_coverage_title (const NqpView *view);
char *nqp_data_coverage_subtitle (const NqpView *view);
char *nqp_data_coverage_tooltip (const NqpView *view, NqpDatum datum);
NqpTable *nqp_data_coverage_table (const NqpView *view, NqpTableUse use);
char *nqp_data_coverage_summary (const NqpView *view);

/* ---- data.distribution: how the values of the measure lie ----------------------------------------------------------- */

/* Of values: quartiles of type 7, whiskers at the last values within 1.5 times the distance of the quartiles. */
typedef struct
{
  int n;
  double mean, sd, skewness, kurtosis;
  double min, q1, median, q3, max;
  double low, high; /* of the whiskers */
} NqpDataSpread;

void nqp_data_spread_init (NqpDataSpread *self, double *values, int n); /* sorts @values; NaN in all fields where there are none */

typedef struct
{
  int region, year;
  double value, beyond; /* how far outside the whiskers */
} NqpDataOutlier;

/* Of all years, and of the one looked at. */
typedef struct
{
  NqpDataSpread all, now;
  gboolean is_treated; /* outliers count as other values: */
  double treated_skewness, treated_kurtosis;
  int n_imputed;
  int n_bins; /* 0 without values */
  double *edges; /* [n_bins + 1]: a bin has its lower edge, the last one both */
  int *counts, *counts_now; /* [n_bins] */
  GArray *outliers; /* NqpDataOutlier of all years, the farthest first */
} NqpDataDistribution;

void nqp_data_distribution_init (NqpDataDistribution *self, const NqpView *view);
void nqp_data_distribution_clear (NqpDataDistribution *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpDataDistribution, nqp_data_distribution_clear)
/* Edges of round bins for sorted values: about as wide as Freedman and Diaconis (1981) ask for, and no more than 40.
 * @out: 64 places; returns the number of bins */
int nqp_data_bins (const double *sorted, int n, double *out);
int nqp_data_bin_of (const double *edges, int n_bins, double value); /* -1 = in none */

/* "Beijing, 2016–2023": a region with all its outlying years; the farthest value first. */
typedef struct
{
  char *text;
  NqpDatum datum; /* of the farthest value */
  double value;
} NqpDataOutlierName;

GArray *nqp_data_outlier_names (const NqpDataDistribution *self, const NqpView *view);
/* Below the marks at @y, each with a line to it, in the room down to the end of @room; returns how many found none. */
int nqp_data_distribution_label (NqpScene *scene, const GArray *names, const NqpScale *x, double y, NqpBox room,
                                 gboolean draw);

char *nqp_data_distribution_title (const NqpView *view);
char *nqp_data_distribution_subtitle (const NqpDataDistribution *self, const NqpView *view);
char *nqp_data_distribution_excuse (const NqpDataDistribution *self, const NqpView *view); /* why there is no picture, or NULL */
char *nqp_data_distribution_tooltip (const NqpView *view, NqpDatum datum);
NqpTable *nqp_data_distribution_table (const NqpView *view, NqpTableUse use);
char *nqp_data_distribution_summary (const NqpView *view);

G_END_DECLS
