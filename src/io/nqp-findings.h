/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-boundaries.h"
#include "nqp-panel.h"

G_BEGIN_DECLS

/* Something about regions and years that looks like a slip. */
typedef struct
{
  gboolean is_error;
  char *where; /* a code, a year, "regions" or "boundaries" */
  char *what;  /* what was found and what to do, one sentence without a full stop */
} NqpFinding;

void
nqp_finding_free (NqpFinding *finding);

/* What import and `nqp check` say alike of a project's regions, years and outlines. @boundaries may be NULL. Element-type
 * NqpFinding; the caller owns the list. */
GPtrArray *
nqp_findings_new (const NqpPanel *panel, const NqpBoundaries *boundaries);

G_END_DECLS
