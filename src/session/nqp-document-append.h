/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-append-plan.h"
#include "nqp-document.h"

G_BEGIN_DECLS

/* One undoable edit, computed first; all or nothing. Refused where others wrote and something else would come of it than @plan says. */
gboolean
nqp_document_append (NqpDocument *self, const NqpAppendPlan *plan, const char *file, GError **error);

G_END_DECLS
