/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-space-test.h"
#include "nqp-space.h"
#include "nqp-statistics.h"

G_BEGIN_DECLS

/* Each adds to @links (element-type NqpLink). */
gboolean nqp_space_add_nearest (GArray *links, const NqpPanel *panel, int k, GError **error);
gboolean nqp_space_add_by_distance (GArray *links, const NqpPanel *panel, const NqpSpaceSpec *spec, GError **error);
void nqp_space_add_touching (GArray *links, const NqpPanel *panel, const NqpBoundaries *boundaries);

/* ---- what the statistics share: nqp-space-run.c ---- */
NqpSpace *nqp_space_of_request (const NqpStatRequest *request, GError **error);

/* A year that a table gets rows of. */
typedef struct
{
  const NqpStatRequest *request;
  NqpTable *table;
  int year;        /* position */
  double from, to; /* its part of the progress */
} NqpSpaceYear;

typedef gboolean (*NqpSpaceYearFunc) (const NqpSpaceYear *at, const NqpSpaceSample *sample, GError **error);

/* The years that are asked for and have a region with a score and a neighbour with one; takes @table, and returns it; NULL with @error. */
NqpTable *nqp_space_run (const NqpStatRequest *request, NqpTable *table, NqpSpaceStyle style, NqpSpaceYearFunc add_year,
                         GError **error);
void nqp_space_add_test (const NqpSpaceYear *at, const NqpSpaceTest *test); /* year, value, z, p */
void nqp_space_begin_row (const NqpSpaceYear *at); /* with the year in the first column */
/* FALSE if no region has a score and a neighbour with one. What is left out is noted. */
gboolean nqp_space_read_year (const NqpStatRequest *request, const NqpSpace *space, int year, NqpSpaceStyle style,
                              NqpSpaceSample *out);
gboolean nqp_space_is_constant (const NqpSpaceSample *sample);
gboolean nqp_space_is_asked (const NqpStatRequest *request, int region); /* by --region */
void nqp_space_note_constant (const NqpStatRequest *request, int year);
int nqp_space_permutations (const NqpStatRequest *request);
guint64 nqp_space_seed (const NqpStatRequest *request, int year); /* a year's own, whichever others are asked for */

G_END_DECLS
