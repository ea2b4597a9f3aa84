/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import.h"
#include "nqp-patches.h"
#include "nqp-table-layout.h"

G_BEGIN_DECLS

/* What an import is made of. */
typedef enum
{
  NQP_IMPORT_DATA,
  NQP_IMPORT_INDICATORS,
  NQP_IMPORT_REGIONS,
  NQP_IMPORT_BOUNDARIES,
  NQP_IMPORT_NEIGHBOURS,
  NQP_IMPORT_SERIES,
  NQP_IMPORT_FLAGS,
  NQP_IMPORT_CHECKS,
  NQP_IMPORT_NAMES,
  NQP_IMPORT_N_FILES,
} NqpImportFile;

/* A span of rows, or nothing said: 0. An open end is 0, too. */
typedef struct
{
  int first, last;
} NqpImportSpan;

/**
 * NqpImportPlan:
 *
 * All that a user has said of an import so far: files, how the data file is to be read, cells that are corrected, names that are
 * settled. A plain value: nothing in it is read from a file, and a copy may go to a thread.
 */
typedef struct
{
  char *files[NQP_IMPORT_N_FILES];
  char *title;
  char *target; /* where the project is to be, NULL = not said */
  NqpPanel *into; /* what the data are to be added to, instead of making a project of them; nullable */
  NqpBoundaries *outlines; /* of that project; nullable */
  gboolean skip_bad_rows;

  /* of the data file; 0 and NULL: to be guessed */
  NqpImportSpan header, rows;
  int year;
  char decimal;
  char *encoding;
  char *sheet; /* of a workbook */
  GArray *roles; /* NqpRoleHint */
  NqpPatches *patches;
  GHashTable *names; /* name -> code of a region, "" to leave it out */
} NqpImportPlan;

NqpImportPlan *
nqp_import_plan_new (void);
NqpImportPlan *
nqp_import_plan_copy (const NqpImportPlan *self);
void
nqp_import_plan_free (NqpImportPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpImportPlan, nqp_import_plan_free)

/* Another data file: what was said of the one before is forgotten, and the title follows its name where that was not changed. */
void
nqp_import_plan_set_file (NqpImportPlan *self, NqpImportFile which, const char *path);
/* Files that were dropped together: which is which is told from their names. @others (element-type filename): those without a place */
void
nqp_import_plan_add_files (NqpImportPlan *self, const char *const *paths, GPtrArray *others);
gboolean
nqp_import_plan_is_ready (const NqpImportPlan *self); /* there is something to read */

/* Another table: what was said of the one before is forgotten. */
void
nqp_import_plan_set_sheet (NqpImportPlan *self, const char *sheet);
void
nqp_import_plan_set_role (NqpImportPlan *self, int column, NqpColumnRole role);
/* What the indicator is called whose values the column has; each may be NULL: as the file says. */
void
nqp_import_plan_set_words (NqpImportPlan *self, int column, const char *code, const char *name, const char *unit);
/* What a name means: the code of a region, "" to leave it out, NULL for nothing said */
void
nqp_import_plan_set_name (NqpImportPlan *self, const char *name, const char *code);
/* "4", "4-34", "4-" and "" for nothing said. FALSE: it is none of these */
gboolean
nqp_import_span_parse (const char *text, NqpImportSpan *out);
char *
nqp_import_span_to_string (NqpImportSpan span);

char *
nqp_import_plan_suggest_name (const NqpImportPlan *self); /* of the project's file: a path where the data file is */

/* The data come to what @into (nullable) holds, with its @outlines (nullable). */
void
nqp_import_plan_set_into (NqpImportPlan *self, NqpPanel *into, NqpBoundaries *outlines);
/* Without data: only what may lie beside them comes to a project. */
gboolean
nqp_import_plan_has_only_beside (const NqpImportPlan *self);
/* The file that stands for all: the data, or the first of the others; NULL if there is none. */
const char *
nqp_import_plan_main_file (const NqpImportPlan *self);

/* As nqp_import() takes them; both borrow from the plan. */
void
nqp_import_plan_describe (const NqpImportPlan *self, NqpLayoutHints *hints, NqpImportSources *sources);

gboolean
nqp_import_is_outlines (const char *path); /* the same of outlines */
/* Is this a file that tables are read from, as far as its name says? */
gboolean
nqp_import_is_table (const char *path);

G_END_DECLS
