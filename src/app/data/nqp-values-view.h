/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-grid.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpValuesView:
 *
 * The values of the project to read and edit: of one indicator, one region or one year, as the session looks at them; rows are
 * filtered and sorted, values found and replaced.
 */
#define NQP_TYPE_VALUES_VIEW (nqp_values_view_get_type ())
G_DECLARE_FINAL_TYPE (NqpValuesView, nqp_values_view, NQP, VALUES_VIEW, AdwBin)

void
nqp_values_view_set_session (NqpValuesView *self, NqpSession *session);
void
nqp_values_view_changed (NqpValuesView *self, guint flags); /* as a page's changed() */
void
nqp_values_view_find (NqpValuesView *self); /* opens what finds and replaces */
/* All rows of the kind, @code: (nullable): of an indicator or series. Returns: (transfer none): where they are */
NqpGrid *
nqp_values_view_show_whole (NqpValuesView *self, NqpGridKind kind, const char *code);
/* To the values of a series, or of a region where @series is -1; to the cell of @year and @region, positions, -1 = whichever. */
void
nqp_values_view_lead_to (NqpValuesView *self, NqpSession *session, int series, int year, int region); /* nqp-values-lead.c */

G_END_DECLS
