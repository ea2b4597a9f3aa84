/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-space.h"

G_BEGIN_DECLS

/* A global measure of association in space; NaN where it cannot be told. */
typedef struct
{
  double value, expected, variance; /* under randomisation; of 4 regions and more */
  double z;
  double p;                         /* two-sided, of the normal distribution */
} NqpSpaceTest;

void nqp_moran (const NqpSpaceSample *sample, NqpSpaceTest *out); /* I, of row-standardised weights */
void nqp_geary (const NqpSpaceSample *sample, NqpSpaceTest *out); /* C; z is above 0 where neighbours are alike */
void nqp_getis (const NqpSpaceSample *sample, NqpSpaceTest *out); /* G, of y >= 0 and binary weights */
void nqp_getis_local (const NqpSpaceSample *sample, double *out_g, double *out_z); /* G*, of the style STAR */
void nqp_lisa (const NqpSpaceSample *sample, double *out_z, double *out_lag, double *out_i); /* z = (y - m) / sd */
double nqp_normal_p (double z);                                   /* two-sided */

/* Of how many of @permutations draws, seeded, I is at least and at most as large: the pseudo p of the smaller number. */
gboolean nqp_moran_permute (const NqpSpaceSample *sample, int permutations, guint64 seed, const NqpWork *work, double from,
                            double to, double *out_p, GError **error);
/* The same for each region, whose own value stays where it is. @z, @lag: as nqp_lisa() gives them. */
gboolean nqp_lisa_permute (const NqpSpaceSample *sample, const double *z, const double *lag, int permutations, guint64 seed,
                           const NqpWork *work, double from, double to, double *out_p, GError **error);

G_END_DECLS
