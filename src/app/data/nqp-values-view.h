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

G_END_DECLS
