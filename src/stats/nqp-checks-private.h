/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "nqp-checks.h"

G_BEGIN_DECLS

/* A search under way. */
typedef struct
{
  NqpPanel *panel;
  NqpLang lang;
  guint most;           /* see nqp_checks_new() */
  GPtrArray *list;      /* (element-type NqpCheck): what was found so far */
  GHashTable *accepted; /* key -> NqpAccepted */
} NqpCheckSearch;

/* A finding of nothing yet, to be filled. */
#define NQP_CHECK(check_kind)                                                                                            \
  ((NqpCheck){ .kind = (check_kind), .series = -1, .region = -1, .year = -1, .other = -1, .found = NAN, .expected = NAN })

/* Takes the strings of @check; the key and whether it is accepted follow from kind, where and found. */
void nqp_checks_add (NqpCheckSearch *self, NqpCheck check);
/* NULL: not accepted, or with another figure */
const NqpAccepted *nqp_checks_accepted (const NqpCheckSearch *self, NqpCheckKind kind, const char *where, double found);
char *nqp_checks_cell (const NqpPanel *panel, int series, int year, int region); /* "GDP/2019/110000" */
double nqp_checks_median (double *values, gsize n);                              /* of the @n values, which change places; NaN of none */
int nqp_checks_power (double ratio); /* of ten, -4 to 4, which it is nearly; 0 = none */
double nqp_checks_mad (double *values, gsize n, double median); /* median absolute deviation x 1.4826; @values are changed */

/* The parts; each adds what it finds. */
void nqp_checks_changes (NqpCheckSearch *self);
void nqp_checks_levels (NqpCheckSearch *self);
void nqp_checks_values (NqpCheckSearch *self);

G_END_DECLS
