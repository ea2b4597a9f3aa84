/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Every choice there is, a line each, in the order of menus. X (MINMAX, minmax) makes the constant NQP_NORMALISE_MINMAX and
 * names nqp_normalise_minmax, the description that normalise/nqp-normalise-minmax.c fills. */

#define NQP_EACH_MISSING(X) \
  X (LEAVE, leave) \
  X (LINEAR, linear) \
  X (NEAREST, nearest) \
  X (GROUP_MEDIAN, group_median)

#define NQP_EACH_OUTLIERS(X) \
  X (NONE, none) \
  X (WINSORISE, winsorise) \
  X (BOXCOX, box_cox)

#define NQP_EACH_NORMALISE(X) \
  X (MINMAX, minmax) \
  X (MINMAX_YEAR, minmax_year) \
  X (ZSCORE, zscore) \
  X (RANK, rank) \
  X (PERCENTILE, percentile) \
  X (DISTANCE, distance) \
  X (GOALPOSTS, goalposts)

#define NQP_EACH_SCHEME(X) \
  X (EQUAL, equal) \
  X (ENTROPY, entropy) \
  X (CRITIC, critic) \
  X (CV, cv) \
  X (PCA, pca) \
  X (AHP, ahp) \
  X (COMBINE, combine) \
  X (OPTIMISE, optimise) \
  X (CUSTOM, custom)

#define NQP_EACH_AGGREGATE(X) \
  X (ARITHMETIC, arithmetic) \
  X (GEOMETRIC, geometric) \
  X (HARMONIC, harmonic) \
  X (POWER, power) \
  X (TOPSIS, topsis) \
  X (COPELAND, copeland)
