/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-document.h"

G_BEGIN_DECLS

#define NQP_PLACES_ERROR (nqp_places_error_quark ())
GQuark nqp_places_error_quark (void);

typedef enum
{
  NQP_PLACES_ERROR_INVALID, /* it makes no sense: the message says what was expected */
} NqpPlacesError;

/* Regions, their groups and borders, years, and what series say of themselves. Each of these is one step of the history, computed
 * before it is written; texts are borrowed. */

/* What is to become of a region; parts that are not named stay. */
typedef enum
{
  NQP_PLACE_NAME_EN = 1 << 0,
  NQP_PLACE_NAME_ZH = 1 << 1,
  NQP_PLACE_GROUP_EN = 1 << 2,
  NQP_PLACE_GROUP_ZH = 1 << 3,
  NQP_PLACE_LONGITUDE = 1 << 4,
  NQP_PLACE_LATITUDE = 1 << 5,
  NQP_PLACE_AREA = 1 << 6,
} NqpPlaceParts;

/**
 * NqpPlaceEdit:
 *
 * A group is called by a name in either language: one that there is takes the region in; a name in the other language is added to
 * the group the region is in, where that has none; else a new group is made. Without a name the region leaves its group.
 */
typedef struct
{
  const char *code;
  guint parts; /* NqpPlaceParts */
  NqpText name, group;
  double longitude, latitude, area_km2; /* NaN = unknown */
} NqpPlaceEdit;

gboolean
nqp_document_set_places (NqpDocument *self, const NqpPlaceEdit *edits, guint n, GError **error);
/* All regions of the group keep it. A name of another group makes the two one. */
gboolean
nqp_document_rename_group (NqpDocument *self, const NqpText *from, const NqpText *to, GError **error);
/* Behind those there are, without a figure. */
gboolean
nqp_document_add_region (NqpDocument *self, const char *code, const NqpText *name, GError **error);
gboolean
nqp_document_remove_regions (NqpDocument *self, const char *const *codes, guint n, GError **error);
gboolean
nqp_document_set_neighbours (NqpDocument *self, const char *a, const char *b, gboolean neighbours, GError **error);

gboolean
nqp_document_add_year (NqpDocument *self, int year, GError **error);
gboolean
nqp_document_remove_year (NqpDocument *self, int year, GError **error);

/* What goes along with regions or a year. */
typedef struct
{
  gsize n_values;
  int n_flags, n_neighbours, n_scenarios;
} NqpGoing;
void
nqp_contents_count_region (const NqpContents *self, int place, NqpGoing *going); /* adds to @going */
void
nqp_contents_count_year (const NqpContents *self, int year, NqpGoing *going);    /* a position */

/* What is to become of an indicator or series; parts that are not named stay. */
typedef enum
{
  NQP_SERIES_NAME_EN = 1 << 0,
  NQP_SERIES_NAME_ZH = 1 << 1,
  NQP_SERIES_UNIT_EN = 1 << 2,
  NQP_SERIES_UNIT_ZH = 1 << 3,
  NQP_SERIES_SOURCE = 1 << 4,
  NQP_SERIES_NOTE = 1 << 5,
} NqpSeriesParts;

/**
 * NqpSeriesEdit:
 *
 * An indicator that is a series as it stands, and says the same, changes with it.
 */
typedef struct
{
  const char *code;   /* of an indicator, else of a series */
  guint parts;        /* NqpSeriesParts */
  NqpText name, unit;
  const char *source, *note;
} NqpSeriesEdit;

gboolean
nqp_document_set_series (NqpDocument *self, const NqpSeriesEdit *edits, guint n, GError **error);

/* @note: why the value is suspect, "" = not said; NULL takes the flag away */
gboolean
nqp_document_set_flag (NqpDocument *self, const char *series, const char *place, int year, const char *note, GError **error);

G_END_DECLS
