/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NQP_STATS_ERROR (nqp_stats_error_quark ())
GQuark nqp_stats_error_quark (void);

typedef enum
{
  NQP_STATS_ERROR_REQUEST,    /* an option that the statistic needs is missing, does not apply or is out of range */
  NQP_STATS_ERROR_METHOD,     /* not with scores made this way; the message says what to choose instead */
  NQP_STATS_ERROR_DATA,       /* the data do not allow it: no score, no history */
  NQP_STATS_ERROR_INFEASIBLE, /* what is asked for cannot be reached; the message says what can */
  NQP_STATS_ERROR_SOLVER,     /* the solver of linear programmes failed: not the user's fault */
} NqpStatsError;

G_END_DECLS
