/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "nqp-boundaries.h"
#include "nqp-framework.h"
#include "nqp-panel.h"

G_BEGIN_DECLS

/* nqp-table-layout.h */
typedef struct _NqpTableLayout NqpTableLayout;
typedef struct _NqpLayoutHints NqpLayoutHints;
/* nqp-patches.h */
typedef struct _NqpPatches NqpPatches;

#define NQP_IO_ERROR (nqp_io_error_quark ())
GQuark
nqp_io_error_quark (void);

typedef enum
{
  NQP_IO_ERROR_FAILED, /* cannot read or write */
  NQP_IO_ERROR_INPUT,  /* the content is wrong; messages say file, line, column, found, expected */
  NQP_IO_ERROR_CANCELLED,
} NqpIoError;

typedef struct
{
  const char *data; /* needed; the others may be NULL */
  const char *indicators;
  const char *regions;
  const char *boundaries;
  const char *neighbours;
  const char *series;
  const char *flags;
  const char *checks; /* findings that are accepted */
  const char *names; /* what names of regions mean: name,code */
  const char *title_en;
  const char *title_zh;
  gboolean skip_bad_rows; /* leave out bad rows of the data file, each reported in problems */
  const NqpLayoutHints *hints;   /* what is known of the data file's layout, or NULL */
  const NqpTableLayout *layout;  /* or the layout itself, which then is not guessed */
  const NqpPanel *into;          /* of the project that the data come to, whose settled names count after these; or NULL */
  GHashTable *rules;             /* name -> code, "" to leave the name out: as in the file of names, and over it; or NULL */
  const NqpPatches *patches;     /* cells of the data file that are read otherwise, or NULL */
} NqpImportSources;

/* A region that names may be settled to. */
typedef struct
{
  char *code, *shown; /* "北京 (110000)" */
} NqpNamedRegion;

NqpNamedRegion *
nqp_named_region_new (const char *code, char *shown); /* takes @shown */
void
nqp_named_region_free (gpointer region);

/**
 * NqpNameQuestion:
 *
 * A name in the data file of which it is not certain what region it means.
 */
typedef struct
{
  char *name;
  int n_rows, line; /* with it, the first of them */
  char **codes;     /* of regions that it may mean, the likeliest first; may be empty */
} NqpNameQuestion;

NqpNameQuestion *
nqp_name_question_new (const char *name, int n_rows, int line, const char *const *codes); /* n_rows 0: not known */
void
nqp_name_question_free (gpointer question);

/**
 * NqpImportReport:
 *
 * What was read of the data file, and how. The layout is there also if the import failed, once the file could be opened.
 */
typedef struct
{
  NqpTableLayout *layout; /* owned */
  char *encoding;         /* owned; NULL if the file is no text */
  char *sheet;            /* owned; of a workbook, else NULL */
  int first_row, last_row; /* with values, 0 = none */
  GPtrArray *names;        /* (element-type NqpNameQuestion), owned, or NULL */
  GPtrArray *regions;      /* (element-type NqpNamedRegion), owned: what they may mean; NULL where no file lists the regions */
  GHashTable *settled;     /* codes that names were settled to, by rules or a file of names; owned, or NULL */
} NqpImportReport;

void
nqp_import_report_clear (NqpImportReport *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpImportReport, nqp_import_report_clear)

typedef struct
{
  char *file;
  char *sheet;      /* of a workbook, else NULL */
  int line;         /* from 1; 0 = the file as a whole */
  int column;       /* from 1; 0 = the line as a whole */
  gboolean skipped; /* a warning: the row was left out at the user's wish, or the finding does no harm */
  gboolean is_name; /* a list of names settles it: NqpImportSources.names */
  char *text;       /* found and expected, one sentence */
} NqpProblem;

void
nqp_problem_free (NqpProblem *problem);
char *
nqp_problem_to_string (const NqpProblem *problem); /* "FILE:LINE:COLUMN: text", of a workbook "FILE: Sheet “S”, cell B7: text" */

typedef void (*NqpProgress) (double fraction, gpointer user_data);

/* Reads every source into one panel. On bad input: NULL, @error holds the first problem (and how many more),
 * @problems (element-type NqpProblem) all of them, at most 1,000. */
NqpPanel *
nqp_import_with_report (const NqpImportSources *sources, NqpBoundaries **out_boundaries, GPtrArray *problems,
                        NqpImportReport *report, NqpProgress progress, gpointer progress_data, GCancellable *cancellable,
                        GError **error);
NqpPanel *
nqp_import (const NqpImportSources *sources, NqpBoundaries **out_boundaries, GPtrArray *problems,
            NqpProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);

typedef enum
{
  NQP_EXPORT_REPLACE = 1 << 0,
  NQP_EXPORT_RAW = 1 << 1,
} NqpExportFlags;

/* Writes data.csv, series.csv, indicators.csv, regions.csv, neighbours.csv, flags.csv, weights.csv and boundaries.geojson,
 * just what nqp_import() reads, checks.csv and names.csv if findings are accepted and names settled, and framework.json, into @directory (made if needed); all or nothing. */
gboolean
nqp_export_folder (const NqpPanel *panel, const NqpBoundaries *boundaries, const NqpFramework *framework,
                   const char *directory, NqpExportFlags flags, GError **error);

G_END_DECLS
