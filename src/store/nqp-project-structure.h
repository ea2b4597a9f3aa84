/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-project.h"

G_BEGIN_DECLS

/* One undoable action: what these indicators say of themselves, and all nodes of the index. */
gboolean nqp_project_set_structure (NqpProject *self, const NqpIndicator *const *indicators, guint n_indicators,
                                    const NqpTree *tree, const char *label, GError **error);

/* One undoable action: how an indicator is made of series; one that is not there yet is made, and waits. */
gboolean nqp_project_set_formula (NqpProject *self, const NqpIndicator *indicator, const char *label, GError **error);

G_END_DECLS
