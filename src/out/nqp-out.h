/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "nqp-boundaries.h"
#include "nqp-framework.h"
#include "nqp-import.h"
#include "nqp-scores.h"
#include "nqp-staged.h"

G_BEGIN_DECLS

/**
 * NqpOut:
 *
 * What is to leave: a project as it is now. Borrowed.
 */
typedef struct
{
  NqpPanel *panel;
  const NqpBoundaries *boundaries; /* or NULL */
  const NqpFramework *framework;   /* or NULL */
  const NqpScores *scores;         /* NULL: only forms without NQP_OUT_NEEDS_SCORES can be made */
  NqpLang lang;                    /* of names, where a form has room for one */
} NqpOut;

typedef enum
{
  NQP_OUT_NEEDS_SCORES = 1 << 0,
  NQP_OUT_MAKES_FOLDER = 1 << 1,
} NqpOutNeeds;

/**
 * NqpOutForm:
 *
 * A form in which a project leaves for another program: a file here, a line in the list of nqp-out.c.
 */
typedef struct
{
  const char *id;
  const char *ending; /* of the file's name, by which the form is known: ".xlsx"; NULL = only by its id */
  const char *title;  /* N_() msgid */
  guint needs;        /* NqpOutNeeds */
  int start_at;       /* such a file is known by @start so many bytes behind its beginning: others are not replaced */
  const char *start;
  gboolean (*write) (const NqpOut *what, NqpStaged *file, GError **error); /* a file; NULL: this build cannot */
  gboolean (*write_folder) (const NqpOut *what, const char *directory, NqpExportFlags flags, GError **error);
} NqpOutForm;

const NqpOutForm *const *nqp_out_forms (int *out_n);
const NqpOutForm *nqp_out_find (const char *id);         /* NULL if there is none */
const NqpOutForm *nqp_out_of_path (const char *path);    /* by the ending; a folder of CSV files where that says nothing */
char *nqp_out_ids (void);                                /* "csv|xlsx|..."; owned by the caller */
char *nqp_out_patterns (void);                           /* "*.xlsx;*.dta;..." of the forms this build can write; owned by the caller */

/* Writes @what to @path, whole or not at all. What is there is exchanged with NQP_EXPORT_REPLACE only, and only if it is such an export. */
gboolean nqp_out_save (const NqpOutForm *form, const NqpOut *what, const char *path, NqpExportFlags flags, GError **error);

G_END_DECLS
