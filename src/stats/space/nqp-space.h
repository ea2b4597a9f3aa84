/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-boundaries.h"
#include "nqp-link.h"
#include "nqp-scores.h"

G_BEGIN_DECLS

typedef enum
{
  NQP_SPACE_CONTIGUITY, /* the neighbours of the project, else regions whose outlines share a point (queen) */
  NQP_SPACE_KNN,        /* the k nearest on the globe */
  NQP_SPACE_DISTANCE,   /* all within a distance */
  NQP_SPACE_INVERSE,    /* one divided by a power of the distance, up to a distance or without bounds */
  NQP_SPACE_ECONOMIC,   /* one divided by the gap in an indicator's mean over the years */
  NQP_SPACE_LINKS,      /* links of the user's own */
} NqpSpaceKind;

/**
 * NqpSpaceSpec:
 *
 * Who counts as whose neighbour. Zeroed: contiguity.
 */
typedef struct
{
  NqpSpaceKind kind;
  int k;            /* with KNN */
  double km;        /* with DISTANCE, and INVERSE, where 0 = no bound */
  double power;     /* with INVERSE */
  char *name;       /* with ECONOMIC the code of the indicator, with LINKS the file */
  GArray *links;    /* with LINKS: (element-type NqpLink) */
} NqpSpaceSpec;

gboolean nqp_space_spec_parse (const char *text, NqpSpaceSpec *out, GError **error);
void nqp_space_spec_clear (NqpSpaceSpec *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpSpaceSpec, nqp_space_spec_clear)

/**
 * NqpSpace:
 *
 * Spatial weights of the regions of a panel: those of region i are at start[i] .. start[i + 1] - 1, by ascending neighbour, each
 * above 0 and none of a region with itself.
 */
typedef struct
{
  int n;
  gsize *start;    /* [n + 1] */
  int *to;
  double *weight;
} NqpSpace;

NqpSpace *nqp_space_new (const NqpScores *scores, const NqpBoundaries *boundaries, const NqpSpaceSpec *spec, GError **error);
NqpSpace *nqp_space_new_of_links (int n, GArray *links); /* sorts them; of equal ones the first counts */
void nqp_space_free (NqpSpace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpSpace, nqp_space_free)

typedef enum
{
  NQP_SPACE_ROWS,   /* the weights of each region sum to 1 */
  NQP_SPACE_BINARY, /* each is 1 */
  NQP_SPACE_STAR,   /* each is 1, and each region is its own neighbour */
} NqpSpaceStyle;

/**
 * NqpSpaceSample:
 *
 * Regions with a value that have a neighbour with one, and the weights among them. Zero it, nqp_space_sample_init(),
 * nqp_space_sample_clear().
 */
typedef struct
{
  int n;
  int *region;     /* [n]: position in the panel */
  double *y;       /* [n] */
  gsize *start;    /* [n + 1]: as in NqpSpace, with positions in this sample */
  int *to;
  double *weight;
  int n_alone;     /* regions with a value, but without a neighbour that has one */
  int *alone;      /* [n_alone]: their positions in the panel */
} NqpSpaceSample;

/* @y: of each region, NaN = none */
void nqp_space_sample_init (NqpSpaceSample *self, const NqpSpace *space, const double *y, NqpSpaceStyle style);
void nqp_space_sample_clear (NqpSpaceSample *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpSpaceSample, nqp_space_sample_clear)
double nqp_space_lag (const NqpSpaceSample *self, const double *y, int i); /* weighted sum over the neighbours */
double nqp_space_weight (const NqpSpaceSample *self, int i, int j); /* 0 = none */
/* Cliff and Ord's sums: of the weights, of (w_ij + w_ji)^2 / 2, of (row + column sum)^2 */
void nqp_space_sums (const NqpSpaceSample *self, double *out_s0, double *out_s1, double *out_s2);

G_END_DECLS
