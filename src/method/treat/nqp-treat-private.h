/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-columns-private.h"

G_BEGIN_DECLS

/**
 * NqpTreater:
 *
 * A way to treat outliers: a file each, a line each in nqp-choices.h.
 */
typedef struct _NqpTreater
{
  NqpChoice choice;
  /* What column @j is treated by, from its own values; FALSE if it stays as it is, with columns->refused[j] set if it cannot be
   * treated. NULL: all stay as they are. */
  gboolean (*init) (NqpTreatment *self, NqpColumns *columns, int j, const NqpMethod *method);
  double (*apply) (const NqpTreatment *self, double x); /* to a value between low and high; NULL: it stays */
  char *(*explain) (const NqpTreatment *self, const NqpMethod *method); /* of a value that counts as another, translated */
} NqpTreater;

#define X(NAME, name) extern const NqpTreater nqp_treat_##name;
NQP_EACH_OUTLIERS (X)
#undef X
extern const NqpTreater *const nqp_treaters[NQP_N_OUTLIERS];

NqpColumns *
nqp_treat (NqpColumns *columns, const NqpMethod *method, NqpColumns **out_shown);
double
nqp_treat_value (const NqpTreatment *self, double x);

G_END_DECLS
