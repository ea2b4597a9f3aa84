/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-options.h"
#include "nqp-statistics.h"

G_BEGIN_DECLS

/**
 * NqpStatCall:
 *
 * What `nqp stats` asks for, with what it rests on. Zero it, nqp_stat_call_parse(), nqp_stat_call_read(), nqp_stat_call_clear().
 */
typedef struct
{
  NqpStatRequest request;
  NqpSpaceSpec neighbours;
  NqpBoundaries *boundaries;
} NqpStatCall;

/* What can be judged without the project. */
gboolean
nqp_stat_call_parse (NqpStatCall *self, const NqpStatistic *statistic, const NqpArgs *args, GError **error);
/* What the options need of the project and of files, beside scores and regions. */
gboolean
nqp_stat_call_read (NqpStatCall *self, const NqpStatistic *statistic, const NqpInput *input, GError **error);
void
nqp_stat_call_clear (NqpStatCall *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpStatCall, nqp_stat_call_clear)

G_END_DECLS
