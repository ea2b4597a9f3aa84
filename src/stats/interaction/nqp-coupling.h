/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NQP_COUPLING_CLASSIC,   /* near 1 whenever the parts are of like size, high or low */
  NQP_COUPLING_CORRECTED, /* spread over the whole of 0 to 1 (Wang et al. 2021) */
} NqpCouplingForm;

/* C: how much alike the parts are; T: how high; D = sqrt (C T): how well coordinated. */
typedef struct
{
  double c, t, d;
  int grade;   /* 1 to 10: D in [0, 0.1), ..., [0.9, 1] */
  int lagging; /* the smallest part, the first of equal ones */
} NqpCoupling;

gboolean nqp_coupling_form_parse (const char *text, NqpCouplingForm *out_form);
void nqp_coupling (const double *u, const double *weights, int k, NqpCouplingForm form, NqpCoupling *out);

G_END_DECLS
