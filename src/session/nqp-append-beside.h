/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import-beside.h"

G_BEGIN_DECLS

/* How many of a kind. */
typedef struct
{
  guint n_new, n_changed, n_same;
} NqpAppendCount;

/**
 * NqpAppendLists:
 *
 * What lists and outlines would change in a project, counted before they do. Positions are those of the files' panel and outlines.
 */
typedef struct
{
  NqpBeside *files;
  GArray *places, *series, *indicators, *neighbours, *flags, *accepted, *shapes; /* (element-type int): new or others now */
  GArray *edited;                                                                 /* (element-type NqpFlag) */
  GPtrArray *new_places, *renamed, *described; /* (element-type utf8): codes of places: new, of another name, otherwise others */
  GPtrArray *new_indicators, *changed_indicators, *changed_series;
  GPtrArray *no_region, *no_outline; /* outlines of no region with figures; such regions that have none then */
  NqpAppendCount outlines, pairs, marks, findings;
} NqpAppendLists;

/* @outlines: of the project */
NqpAppendLists *
nqp_append_lists_new (const NqpKnown *known, NqpBeside *files, const NqpBoundaries *outlines);
void
nqp_append_lists_free (NqpAppendLists *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpAppendLists, nqp_append_lists_free)

guint
nqp_append_lists_size (const NqpAppendLists *self); /* how much would come or change */
/* Which outlines would be written to a project that has @outlines; @out_count: (nullable) */
GArray *
nqp_append_lists_shapes (const NqpBeside *files, const NqpBoundaries *outlines, NqpAppendCount *out_count);
/* For people; a line each. */
void
nqp_append_lists_describe (const NqpAppendLists *self, GString *out);
/* "new regions: 2 (a, b)" */
void
nqp_append_describe_list (GString *out, const char *what, const GPtrArray *list);

G_END_DECLS
