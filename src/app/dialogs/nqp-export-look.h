/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-box.h"
#include "nqp-chart-command.h"
#include "nqp-snapshot.h"

G_BEGIN_DECLS

/* A chart of the page as it was shown when the export was asked for. */
typedef struct
{
  const NqpChart *chart;
  NqpSnapshot *snapshot;
} NqpExported;

/* As exported: all rows, the sources, the date of today. (transfer full) */
NqpScene *
nqp_export_build (const NqpExported *self, const NqpPictureLook *look);
/* In the middle of @box, as large as it has room. */
void
nqp_export_draw (const NqpExported *self, const NqpPictureLook *look, cairo_t *cr, NqpBox box);
/* Saves picture and, where @figures is a path, its table. @notes: (element-type utf8): gets what has to be said */
gboolean
nqp_export_save (const NqpExported *self, const NqpPictureLook *look, const char *path, const char *figures,
                 GPtrArray *notes, GError **error);

/* As the settings remember it. */
void
nqp_export_look_restore (NqpPictureLook *self, gboolean *figures);
void
nqp_export_look_remember (const NqpPictureLook *self, gboolean figures);

G_END_DECLS
