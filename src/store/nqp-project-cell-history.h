/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-project.h"

G_BEGIN_DECLS

/* A change of a figure. */
typedef struct
{
  gint64 number; /* of the action */
  char *label;   /* what Undo says of it */
  gint64 time;   /* seconds since 1970-01-01 UTC */
  double before, after; /* NaN = missing */
} NqpCellChange;
void nqp_cell_change_free (NqpCellChange *self);

/* Within a quarter of a second. */
GPtrArray *nqp_project_read_cell_history (NqpProject *self, const char *series, const char *place, int year, guint most,
                                          gboolean *out_all, GError **error);

G_END_DECLS
