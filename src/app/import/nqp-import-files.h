/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import-plan.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define NQP_TYPE_IMPORT_FILES (nqp_import_files_get_type ())
/**
 * NqpImportFiles:
 *
 * Of what else than its data a project is made: title, where it is kept, further files, whether bad rows are left out.
 *
 * Signals: "changed", the plan was changed; "choose" (which file, NqpImportFile), "choose-target".
 */
G_DECLARE_FINAL_TYPE (NqpImportFiles, nqp_import_files, NQP, IMPORT_FILES, AdwBin)

void
nqp_import_files_show (NqpImportFiles *self, NqpImportPlan *plan); /* which outlives it */

typedef struct
{
  const char *title, *subtitle, *patterns; /* the first two: N_() msgids */
} NqpImportFileWords;

const NqpImportFileWords *
nqp_import_file_words (NqpImportFile which);
const char *
nqp_import_file_patterns (NqpImportFile which, gboolean adds); /* @adds: in place of data also what lies beside them */

G_END_DECLS
