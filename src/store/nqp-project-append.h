/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-project.h"

G_BEGIN_DECLS

/**
 * NqpAppend:
 *
 * Figures that come to a project, and which of its regions and series they are of. Borrowed.
 */
typedef struct
{
  const NqpPanel *from;
  const char *const *regions; /* [from->n_regions]: codes in the project; those it does not have are made */
  const char *const *series;  /* [from->n_series]: the same */
} NqpAppend;

/* One action of the history. New values count as imported, changed ones as edited; where @from has none, nothing changes. */
gboolean
nqp_project_append (NqpProject *self, const NqpAppend *what, const char *label, GError **error);

G_END_DECLS
