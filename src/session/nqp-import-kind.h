/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import-plan.h"

G_BEGIN_DECLS

/* What a table is by the words of its header; NQP_IMPORT_DATA where they say nothing else, or it cannot be read. */
NqpImportFile
nqp_import_kind_of_header (const char *path);
gboolean
nqp_import_is_data (const char *path);

G_END_DECLS
