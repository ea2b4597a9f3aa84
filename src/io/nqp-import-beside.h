/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import.h"

G_BEGIN_DECLS

/**
 * NqpKnown:
 *
 * What there is already: a project, and figures that come to it. Borrowed.
 */
typedef struct
{
  const NqpPanel *into;
  const NqpPanel *from;                 /* may have no regions and series */
  const char *const *regions, *const *series; /* of @from: their codes in the project */
} NqpKnown;

/**
 * NqpBeside:
 *
 * What lists and outlines say of a project. Made once, then left alone; reference-counted.
 */
typedef struct
{
  NqpPanel *panel; /* the project as it is to be, without figures: what it has stands first, each in its place. Neighbours, flags and
                      accepted findings are those of the files alone */
  GArray *edited;  /* NqpFlag without notes: values that somebody had changed by hand */
  NqpBoundaries *outlines;
  gboolean has_indicators, has_outlines, has_regions, has_neighbours, has_flags, has_checks, has_series; /* such a file was read */
} NqpBeside;

/* Are there any besides data and names? */
gboolean
nqp_import_has_beside (const NqpImportSources *sources);

/* Reads all of @sources but the data. Regions are known by code or name; what is only alike is a problem and, in @report (nullable), a
 * question. As nqp_import_with_report() otherwise. */
NqpBeside *
nqp_import_beside (const NqpImportSources *sources, const NqpKnown *known, GPtrArray *problems, NqpImportReport *report,
                   GCancellable *cancellable, GError **error);
NqpBeside *
nqp_beside_ref (NqpBeside *self);
void
nqp_beside_unref (NqpBeside *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpBeside, nqp_beside_unref)

G_END_DECLS
