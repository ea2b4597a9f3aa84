/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-append-plan.h"
#include "nqp-session.h"

G_BEGIN_DECLS

gboolean
nqp_session_append (NqpSession *self, NqpAppendPlan *plan, const char *file, GError **error);

G_END_DECLS
