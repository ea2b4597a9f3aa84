/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-append-plan.h"
#include "nqp-import-plan.h"
#include "nqp-table-peek.h"
#include "nqp-work.h"

G_BEGIN_DECLS

/**
 * NqpImportTrial:
 *
 * What comes of an import as planned: the rows of its data file to look at, how they are read, what they make, and every problem.
 * Made on any thread, of a copy of the plan; nothing is written but by nqp_import_trial_create(). Then it is left alone.
 */
typedef struct
{
  NqpImportPlan *plan;
  NqpTablePeek *peek;     /* as the file has it, without corrections */
  NqpTableLayout *layout; /* NULL, too */
  char *encoding;         /* NULL if it is no text */
  GPtrArray *problems;    /* (element-type NqpProblem) */
  GPtrArray *names;       /* (element-type NqpNameQuestion): names that nobody has settled; may be NULL */
  GPtrArray *regions;     /* (element-type NqpNamedRegion): what names may mean; may be NULL */
  int n_errors;           /* problems that stop the import */
  NqpAppendPlan *append;  /* how it comes to the plan's project; NULL if that cannot be, or one is made */
  GError *error;          /* why there is no project to make; NULL if there is */

  /* what it makes; regions 0 = nothing */
  int n_regions, n_years, n_indicators, n_series;
  gsize n_cells, n_missing;
} NqpImportTrial;

/* @plan: transfer full; @peek: of it, where that is known already, or NULL: from the first row. NULL with @error set if it was
 * cancelled */
NqpImportTrial *
nqp_import_trial_new (NqpImportPlan *plan, NqpTablePeek *peek, const NqpWork *work, GError **error);
/* The rows of the plan's data file to look at from @first_row on */
NqpTablePeek *
nqp_import_plan_peek (const NqpImportPlan *plan, int first_row, const NqpWork *work);
/* Do both plans look at the same table? What else they say of it does not change how the file has it. */
gboolean
nqp_import_plan_same_table (const NqpImportPlan *a, const NqpImportPlan *b);
/* The same, and the project is written to the plan's target in place of one that is there. FALSE: its error says why it is not */
gboolean
nqp_import_trial_create (NqpImportPlan *plan, const NqpWork *work, NqpImportTrial **out_trial, GError **error);
void
nqp_import_trial_free (NqpImportTrial *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpImportTrial, nqp_import_trial_free)

/* "16 regions × 6 years × 9 indicators, 12 missing cells", or why nothing comes of it; translated. */
char *
nqp_import_trial_describe (const NqpImportTrial *self);

/* How a row of the file is read. */
typedef enum
{
  NQP_ROW_LEFT_OUT, /* a title above the table, a footnote below it */
  NQP_ROW_HEADER,
  NQP_ROW_DATA,
} NqpRowUse;

NqpRowUse
nqp_import_trial_row_use (const NqpImportTrial *self, int row);

/* "Found “x”", "a number": translated; @out_expected is empty where the sentence does not say it. */
void
nqp_import_problem_split (const NqpProblem *problem, char **out_found, char **out_expected);
/* Messages name options of the command line; the same in the words of the window. */
char *
nqp_import_in_words (const char *text);
/* Is @problem of the data file, so that its line and column are a cell to look at? */
gboolean
nqp_import_trial_is_of_data (const NqpImportTrial *self, const NqpProblem *problem);

G_END_DECLS
