/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-cli.h"
#include "nqp-document-append.h"

G_BEGIN_DECLS

gboolean
nqp_append_check_usage (const NqpArgs *args, GError **error);
NqpDocument *
nqp_append_open (const char *project, GError **error);
/* What was read of @data comes to @document, or is only counted. Returns the exit status. */
int
nqp_append_run (NqpDocument *document, NqpPanel *panel, const char *data, GHashTable *settled, gboolean dry_run, GError **error);

G_END_DECLS
