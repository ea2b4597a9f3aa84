/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-rows.h"

G_BEGIN_DECLS

/* Of the file itself. */
#define NQP_STAT_FILE_MAX ((gint64)1 << 30)

/**
 * NqpStatKind:
 *
 * Which statistics program wrote a file, by its first bytes.
 */
typedef enum
{
  NQP_STAT_NONE,
  NQP_STAT_DTA, /* Stata */
  NQP_STAT_SAV, /* SPSS, also when it is compressed (ZSAV) */
} NqpStatKind;

NqpStatKind nqp_stat_kind (const char *bytes, gsize length); /* the first 64 are enough */

/* The rows of a Stata or SPSS file, numbered as those programs number them, behind a row 0 with what heads the columns: their labels,
 * or their names. Values with labels are texts where all values of the variable have one. @file is borrowed; @encoding is that of the
 * texts, NULL: as the file says, or found from its bytes. NULL: the problems say why, or it was cancelled. */
NqpRows *nqp_stat_rows_open (const char *file, const char *encoding, NqpProblems *problems, GCancellable *cancellable,
                             NqpProgress progress, gpointer progress_data);
NqpRows *nqp_stat_rows_open_bytes (const char *bytes, gsize length, const char *file, const char *encoding, NqpProblems *problems,
                                   GCancellable *cancellable, NqpProgress progress, gpointer progress_data);

G_END_DECLS
