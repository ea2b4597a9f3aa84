/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-cells.h"
#include "nqp-explanation.h"
#include "nqp-rod-private.h"

G_BEGIN_DECLS

/* Values of years that stand one after the other, and what they are measured against. */
typedef struct
{
  const double *x;
  const NqpRod *rod;
  int direction; /* +1 more is better, -1 less is better */
  gsize n_regions, n_years;
} NqpNormalising;

/* One value, to be explained. */
typedef struct
{
  double x, z;        /* treated, normalised */
  const NqpRod *rod;
  const NqpIndicator *indicator;
  int year;           /* position */
  int calendar_year;  /* 2023 */
  gsize n_in_year;    /* regions with a value in it */
} NqpNormalised;

/**
 * NqpNormaliser:
 *
 * A way to normalise: a file each, a line each in nqp-choices.h.
 */
typedef struct
{
  NqpChoice choice;
  gboolean (*check_method) (const NqpMethod *method, GError **error); /* does it go with the other choices? NULL: with all */
  gboolean (*check) (const NqpIndicator *indicator, const NqpExtent *extent, GError **error); /* with these values? NULL: all */
  void (*init) (NqpRod *self, const NqpColumns *treated, int j); /* what it measures by besides the extent; NULL: nothing */
  void (*apply) (const NqpNormalising *what, double *z);         /* NaN stays NaN */
  double (*apply_value) (double x, const NqpRod *rod, int direction, int year); /* to one more; NULL: it takes the whole year */
  void (*range) (const NqpRod *rod, double *low, double *high);  /* where a change counts; NULL: where there are values */
  void (*explain) (const NqpNormalised *value, NqpExplanation *out);
  const NqpCells *cells; /* how a spreadsheet reckons it; NULL: no formula of one cell says it */
} NqpNormaliser;

#define X(NAME, name) extern const NqpNormaliser nqp_normalise_##name;
NQP_EACH_NORMALISE (X)
#undef X
extern const NqpNormaliser *const nqp_normalisers[NQP_N_NORMALISE];

/* What several of them do. */
void
nqp_normalise_scale (const double *x, gsize n, const NqpExtent *extent, int direction, double *z);
double
nqp_normalise_scale_value (double x, const NqpExtent *extent, int direction);
void
nqp_explain_measure (NqpExplanation *self, const char *step, char *label, double value, gboolean has_unit);
void
nqp_explain_scale (NqpExplanation *self, const NqpNormalised *value, double low, double high, const char *more,
                   const char *less);

void
nqp_rod_init (NqpRod *self, const NqpColumns *treated, int j, const NqpExtent *extent, NqpNormalise how);
gboolean
nqp_rod_check (const NqpPanel *panel, int j, const NqpExtent *extent, NqpNormalise how, GError **error);
void
nqp_normalise (const double *x, const NqpRod *rod, int direction, NqpNormalise how, int n_regions, int n_years,
               double *z);
double
nqp_normalise_value (double x, const NqpRod *rod, int direction, NqpNormalise how, int year);

G_END_DECLS
