/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-codes.h"
#include "nqp-problems.h"
#include "nqp-sheet.h"

G_BEGIN_DECLS

#define NQP_AREA_SERIES "AREA" /* a denominator that is a region's attribute, no series */
#define NQP_FIRST_YEAR 1
#define NQP_LAST_YEAR 9999
#define NQP_MAX_CELLS ((gsize)1 << 28)

typedef struct
{
  NqpSeries series;
  gboolean listed; /* in the series file */
  gboolean seen;   /* has a column or a row in the data file */
  int used_line;   /* of the indicators file, 0 = no indicator uses it */
  guint n_percent; /* values with a percent sign, other than 0 */
  int percent_line;
} NqpSeriesDraft;

typedef struct
{
  NqpRegion region;
  gboolean has_data;
  NqpText group;
} NqpRegionDraft;

/* A row of the data file: wide ones have a value for each series column, long ones one value. */
typedef struct
{
  guint32 region; /* draft */
  guint32 line;
  gint32 series; /* draft; -1: a wide row */
  guint32 year;
} NqpRecord;

/* A row of the flags file: a flag, or the word that the user changed the value. */
typedef struct
{
  NqpFlag flag; /* place and series are drafts, year is the year itself */
  gboolean edited;
  int line;
} NqpFlagDraft;

/**
 * NqpImporter:
 *
 * What the readers of the single files have collected. Positions in drafts are those of the codes beside them.
 */
typedef struct
{
  const NqpImportSources *sources;
  NqpProblems problems;
  NqpProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;

  NqpCodes series_codes;
  GArray *series;         /* NqpSeriesDraft */
  gboolean series_listed; /* a series file says which there are */
  int n_fixed_series;     /* their order is settled; those after it come from a long data file */

  NqpCodes indicator_codes;
  GArray *indicators; /* NqpIndicator */
  gboolean indicators_listed;
  gboolean needs_area;

  NqpCodes region_codes;
  GArray *regions; /* NqpRegionDraft */
  gboolean regions_listed;
  int n_listed_regions; /* those of the regions file, or 0 */

  GPtrArray *shapes; /* (element-type NqpShape) */

  gboolean data_read;  /* the data file was read to its end */
  NqpImportReport *report; /* or NULL */
  GArray *wide_series; /* int: draft of each value of a wide row */
  GArray *records;     /* NqpRecord */
  GArray *values;      /* double */

  GArray *neighbours; /* NqpNeighbour between drafts */
  GArray *flags;      /* NqpFlagDraft */
} NqpImporter;

int
nqp_importer_add_series (NqpImporter *self, const char *code, gsize length);
int
nqp_importer_add_region (NqpImporter *self, const char *code, gsize length);
gboolean
nqp_importer_tick (NqpImporter *self, double fraction); /* FALSE: cancelled */

void
nqp_import_series (NqpImporter *self);
void
nqp_import_indicators (NqpImporter *self);
void
nqp_import_regions (NqpImporter *self);
void
nqp_import_geojson (NqpImporter *self);
void
nqp_import_data (NqpImporter *self);
void
nqp_import_neighbours (NqpImporter *self);
void
nqp_import_flags (NqpImporter *self);
NqpPanel *
nqp_import_assemble (NqpImporter *self); /* NULL with problems */

static inline NqpSeriesDraft *
nqp_importer_series (NqpImporter *self, int draft)
{
  return &g_array_index (self->series, NqpSeriesDraft, draft);
}

static inline NqpRegionDraft *
nqp_importer_region (NqpImporter *self, int draft)
{
  return &g_array_index (self->regions, NqpRegionDraft, draft);
}

G_END_DECLS
