/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-framework.h"
#include "nqp-scores.h"

G_BEGIN_DECLS

/**
 * NqpFlow:
 *
 * The part of what holds a region back that lies in one indicator and that one measure works on.
 */
typedef struct
{
  int path, measure; /* positions in the framework, -1 = no measure works on the indicator */
  int leaf;          /* node of the indicator */
  double share;      /* of all obstacles, in (0, 1] */
} NqpFlow;

/* (element-type NqpFlow): see nqp-paths-flows.c; owned by the caller. */
GArray *nqp_paths_flows_new (const NqpScores *scores, const NqpFramework *framework, int year, int region);
gboolean nqp_paths_has_measures (const NqpFramework *framework); /* one at least, of a path; FALSE for NULL */

G_END_DECLS
