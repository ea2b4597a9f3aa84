/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-project.h"

G_BEGIN_DECLS

/* A group of regions as it is to be. */
typedef struct
{
  NqpText name;
  gboolean gone; /* no place is left in it */
} NqpGroupRow;

/* Each of these is one undoable action; things are named by their codes. */

/* @places: names, group (a position in @groups), coordinates and area of these are written
 * @groups: those of the project in their order, then new ones; @n_groups of them in all */
gboolean nqp_project_set_places (NqpProject *self, const NqpRegion *const *places, guint n, const NqpGroupRow *groups,
                                 guint n_groups, const char *label, GError **error);
/* With their values, flags, borders and scenarios, and groups that stay without a place. */
gboolean nqp_project_remove_places (NqpProject *self, const char *const *codes, guint n, const char *label, GError **error);
/* With its values, flags and scenarios. */
gboolean nqp_project_remove_year (NqpProject *self, int year, const char *label, GError **error);
/* @kind: "land", "strait", ...; NULL: they are no neighbours. A pair has one row, whichever way. */
gboolean nqp_project_set_neighbours (NqpProject *self, const char *a, const char *b, const char *kind, const char *label,
                                     GError **error);
/* What these say of themselves: names, units, source and note. */
gboolean nqp_project_set_series (NqpProject *self, const NqpSeries *const *series, guint n_series,
                                 const NqpIndicator *const *indicators, guint n_indicators, const char *label,
                                 GError **error);
/* @note: why it is suspect; NULL: the flag is taken away */
gboolean nqp_project_set_flag (NqpProject *self, const char *series, const char *place, int year, const char *note,
                               const char *label, GError **error);

G_END_DECLS
