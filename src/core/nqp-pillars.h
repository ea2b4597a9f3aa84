/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-text.h"

G_BEGIN_DECLS

/* The four pillars of the index in order, and names for them and for the components the samples use. */
#define NQP_N_PILLARS 4
const char *nqp_pillar_id (int pillar);
int nqp_pillar_find (const char *id);      /* -1 if none */
NqpText nqp_pillar_name (const char *id);  /* of "drivers" or "drivers.innovation-input"; made from the id if unknown */

G_END_DECLS
