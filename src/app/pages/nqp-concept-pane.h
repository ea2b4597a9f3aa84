/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpConceptPane:
 *
 * What the theory says of the chosen entry and what the data say: definition and section, traditional and new, indicators
 * with the focus region's figures, what it acts on, its parts; a teacher's note; and how to change all that.
 */
#define NQP_TYPE_CONCEPT_PANE (nqp_concept_pane_get_type ())
G_DECLARE_FINAL_TYPE (NqpConceptPane, nqp_concept_pane, NQP, CONCEPT_PANE, AdwBin)

void
nqp_concept_pane_changed (NqpConceptPane *self, NqpSession *session, guint flags); /* NqpChange */

G_END_DECLS
