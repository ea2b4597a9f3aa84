/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-salvage.h"
#include "nqp-table.h"
#include "nqp-text.h"

G_BEGIN_DECLS

/* nqp_project_salvage(), and a project whose method gives no scores from what is left gets the plain one that is nearest.
 * @losses: (out) (transfer full) (element-type NqpLoss): also on failure */
gboolean
nqp_salvaged_new (const char *path, const char *target, gboolean replace, NqpLang lang, GPtrArray **out_losses, GError **error);
/* Columns table, rows, what, why: for files and pages. */
NqpTable *
nqp_salvaged_table (const GPtrArray *losses);

G_END_DECLS
