/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-out.h"

G_BEGIN_DECLS

extern const NqpOutForm nqp_out_csv, nqp_out_xlsx, nqp_out_coinr, nqp_out_datapackage, nqp_out_dta, nqp_out_json;

/* Positions of the nodes that are on: leaves as they stand in the tree, or what is above them, the index first, then pillars, then
 * components. (element-type int) (transfer full) */
GArray *
nqp_out_leaves (const NqpScores *scores);
GArray *
nqp_out_parents (const NqpScores *scores);

/* Name and unit: "Patents (per 10,000 inhabitants)"; owned by the caller */
char *
nqp_out_label (const NqpIndicator *indicator, NqpLang lang);

G_END_DECLS
