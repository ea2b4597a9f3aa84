/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-codes.h"
#include "nqp-components.h"
#include "nqp-names.h"
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
  char *unit_written; /* behind its values: "%", "亿元"; or NULL */
  guint n_with_unit;  /* values with it, other than 0 */
  int unit_line;      /* of the first */
} NqpSeriesDraft;

/* What becomes of the rows that name a region so. */
typedef enum
{
  NQP_USE_ASK, /* nobody has asked yet */
  NQP_USE_TAKE,
  NQP_USE_LEAVE, /* the user wants it so */
  NQP_USE_UNKNOWN,
} NqpRegionUse;

/* A region, or a name of one. */
typedef struct
{
  NqpRegion region;
  gboolean has_data;
  gboolean listed; /* in the regions file */
  NqpText group;
  NqpRegionUse use;
  int same_as;          /* draft of the region that this is a name of; -1 = it is a region itself */
  NqpNameMatch match;   /* how that was found, or what is close to it */
  int n_rows;           /* that are not taken */
  int line, column;     /* of the first of them, or of the first that gave the name */
} NqpRegionDraft;

/* A name that the user settled. */
typedef struct
{
  char *code; /* NULL = left out */
  int line;
  gboolean used;
  gboolean remembered; /* by the project that the data come to */
} NqpNameRule;

/* A feature of the boundaries, until it is known which region it is of. */
enum
{
  NQP_LABEL_CODE,
  NQP_LABEL_FEATURE, /* the "id" beside the properties */
  NQP_LABEL_ADCODE,
  NQP_LABEL_ISO_A3,
  NQP_LABEL_ISO3,
  NQP_LABEL_ID,
  NQP_LABEL_NAME,
  NQP_LABEL_NAME_EN,
  NQP_LABEL_NAME_ZH,
  NQP_N_LABELS,
};

typedef struct
{
  NqpShape shape; /* without code and rings */
  GArray *rings;  /* NqpRing */
  char *labels[NQP_N_LABELS];
  int feature; /* from 1 */
} NqpOutline;

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
  const NqpPanel *known;        /* the project that lists come to; NULL: one is made */
  GHashTable *replaced;         /* positions + 1 of its indicators that the file describes */
  NqpImportSources with_sheets; /* the same, and what other sheets of the data's workbook hold */
  GPtrArray *sheet_paths;       /* (element-type utf8): of those, each a pointer of its own */
  NqpWorkbook *book;            /* with the data and more, or NULL */
  GHashTable *book_words;       /* what the first rows of the data say */
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
  NqpComponents *components; /* that they are placed in */
  gboolean indicators_listed;
  gboolean needs_area;

  NqpCodes region_codes;
  GArray *regions; /* NqpRegionDraft */
  gboolean regions_listed;
  int n_listed_regions; /* those of the regions file, or 0 */

  NqpNames *names;       /* of the listed regions, in their order; else NULL */
  GHashTable *rules;     /* name -> NqpNameRule, or NULL */
  int n_unknown;         /* names that are none of them */
  gboolean row_left_out; /* the row read last is left out by a rule */

  GPtrArray *outlines; /* (element-type NqpOutline) */
  GPtrArray *shapes;   /* (element-type NqpShape) */

  gboolean data_read;  /* the data file was read to its end */
  NqpImportReport *report; /* or NULL */
  GArray *wide_series; /* int: draft of each value of a wide row */
  GArray *records;     /* NqpRecord */
  GArray *values;      /* double */

  GArray *neighbours; /* NqpNeighbour between drafts */
  GArray *flags;      /* NqpFlagDraft */
  GArray *accepted;   /* NqpAccepted */
} NqpImporter;

void
nqp_importer_init (NqpImporter *self);
void
nqp_importer_clear (NqpImporter *self);
NqpBoundaries *
nqp_import_take_boundaries (NqpImporter *self);
int
nqp_importer_add_series (NqpImporter *self, const char *code, gsize length);
int
nqp_importer_add_region (NqpImporter *self, const char *code, gsize length);
gboolean
nqp_importer_tick (NqpImporter *self, double fraction); /* FALSE: cancelled */

/* nqp-import-book.c */
void
nqp_import_open_book (NqpImporter *self);
NqpWorkbook *
nqp_import_book (const NqpImporter *self, const char *path); /* in which @path is one sheet of several, or NULL */
gboolean
nqp_import_book_has (NqpImporter *self, const char *code, gsize length); /* whether the head of the data speaks of it */

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
void
nqp_import_checks (NqpImporter *self);

/* nqp-import-names.c */
void
nqp_import_names (NqpImporter *self); /* the file of names that are settled */
void
nqp_import_take_rules (NqpImporter *self, GHashTable *rules);
void
nqp_import_add_rule (NqpImporter *self, const char *name, const char *code); /* that is remembered, unless there is one */
int
nqp_import_name (NqpImporter *self, int region, const char *text, gsize length, int line, int column);
int
nqp_import_find (NqpImporter *self, const char *text, gsize length); /* -1: none; -2: left out */
NqpNameRule *
nqp_import_rule (const NqpImporter *self, const char *name);
void
nqp_import_report_names (NqpImporter *self);
gboolean
nqp_import_settle_names (NqpImporter *self); /* FALSE with problems */
void
nqp_import_mark_names (NqpImporter *self); /* the problem added last goes away with a list of names */

NqpNames *
nqp_import_listed_names (NqpImporter *self);

/* nqp-import-questions.c: what the report says of names */
void
nqp_import_ask_name (NqpImporter *self, const NqpRegionDraft *draft, int n_rows, int line);
void
nqp_import_list_regions (NqpImporter *self);
void
nqp_import_list_settled (NqpImporter *self);

/* nqp-import-settled.c */
void
nqp_import_take_remembered (NqpImporter *self, const NqpPanel *into);
void
nqp_import_fill_settled (NqpImporter *self, NqpPanel *panel);

/* nqp-import-outlines.c */
void
nqp_outline_free (NqpOutline *outline);
void
nqp_import_outlines (NqpImporter *self); /* finds the regions of the outlines */

/* nqp-import-beside.c */
void
nqp_import_ask_alike (NqpImporter *self, const char *text, int line, const NqpNameMatch *match);
int
nqp_import_known_region (NqpImporter *self, NqpSheet *sheet, int column, const char *const *texts);

NqpPanel *
nqp_import_assemble (NqpImporter *self); /* NULL with problems */
void
nqp_import_check_area (NqpImporter *self);
void
nqp_import_bind_formula (NqpImporter *self, NqpPanel *panel, int j); /* when all indicators are there */

/* Takes @from; what a file leaves open stays as it is. */
static inline void
nqp_import_take (char **to, char *from)
{
  if (from == NULL)
    return;
  g_free (*to);
  *to = from;
}

static inline void
nqp_import_take_text (NqpText *to, NqpText from)
{
  nqp_import_take (&to->en, from.en);
  nqp_import_take (&to->zh, from.zh);
}

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
