/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-cli.h"
#include "nqp-document-append.h"

G_BEGIN_DECLS

/* nqp import --append: figures, lists and outlines come to a project that is there. */

gboolean
nqp_append_check_usage (const NqpArgs *args, const NqpImportSources *sources, GError **error);
NqpDocument *
nqp_append_open (const char *project, GError **error);
/* @panel (nullable): what the data are. What is wrong with the other files goes to @problems. NULL with @error set */
NqpAppendPlan *
nqp_append_plan_make (NqpDocument *document, NqpPanel *panel, const NqpImportSources *sources, GHashTable *settled,
                      GPtrArray *problems, GError **error);
/* Does it, or with @dry_run says what would be done. Returns: the exit status */
int
nqp_append_run (NqpDocument *document, const NqpAppendPlan *plan, const NqpImportSources *sources, gboolean dry_run,
                GError **error);

G_END_DECLS
