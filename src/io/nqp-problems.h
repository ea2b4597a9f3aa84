/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import.h"

G_BEGIN_DECLS

#define NQP_MAX_PROBLEMS 1000

/**
 * NqpProblems:
 *
 * What an import found wrong so far. Keeps the first NQP_MAX_PROBLEMS, counts the rest.
 */
typedef struct
{
  GPtrArray *list; /* (element-type NqpProblem), not owned */
  int n_errors;    /* found, kept or not; they stop the import */
  int n_warnings;  /* found, kept or not; they do not */
  int n_dropped;   /* found after the list was full */
  GHashTable *sheets; /* names of workbooks, compared as pointers -> the sheet that is read of each; NULL = none */
} NqpProblems;

/* Problems of @file, that very pointer, are problems of its sheet from now on. */
void
nqp_problems_set_sheet (NqpProblems *self, const char *file, const char *sheet);
void
nqp_problems_clear (NqpProblems *self); /* not the list */

/* @line and @column as in NqpProblem; @text is one sentence that says what was found and what was expected. */
void
nqp_problems_add (NqpProblems *self, gboolean skipped, const char *file, int line, int column,
                  const char *format, ...) G_GNUC_PRINTF (6, 7);

/* By line within the span that begins at @start; the order of equals is kept. */
void
nqp_problems_sort (NqpProblems *self, guint start);

/* Adds the line that says how many are not listed. */
void
nqp_problems_finish (NqpProblems *self);

/* Fills @error from the first that stops the import; FALSE if there is one. */
gboolean
nqp_problems_check (const NqpProblems *self, GError **error);

/* At most 40 characters of @text for a message: valid UTF-8 without line breaks. */
char *
nqp_problem_quote (const char *text, gsize length);

G_END_DECLS
