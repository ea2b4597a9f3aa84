/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-document-places.h"
#include "nqp-project-cell-history.h"
#include "nqp-session.h"

G_BEGIN_DECLS

/* Regions, groups, borders, years and what series say: see nqp-document-places.h; each call one action. */
gboolean
nqp_session_set_places (NqpSession *self, const NqpPlaceEdit *edits, guint n, GError **error);
gboolean
nqp_session_rename_group (NqpSession *self, const NqpText *from, const NqpText *to, GError **error);
gboolean
nqp_session_add_region (NqpSession *self, const char *code, const NqpText *name, GError **error);
gboolean
nqp_session_remove_regions (NqpSession *self, const char *const *codes, guint n, GError **error);
gboolean
nqp_session_set_neighbours (NqpSession *self, const char *a, const char *b, gboolean neighbours, GError **error);
gboolean
nqp_session_add_year (NqpSession *self, int year, GError **error);
gboolean
nqp_session_remove_year (NqpSession *self, int year, GError **error);
gboolean
nqp_session_set_series (NqpSession *self, const NqpSeriesEdit *edits, guint n, GError **error);
gboolean
nqp_session_set_flag (NqpSession *self, int series, int year, int region, const char *note, GError **error);

/* What goes along, for people: "12 values, 1 flag"; "" if nothing does. Owned by the caller. */
char *
nqp_session_describe_going (NqpSession *self, const char *const *codes, guint n); /* with regions */
char *
nqp_session_describe_going_year (NqpSession *self, int year);                     /* a position */

/* When a figure was changed: see nqp_project_read_cell_history(). */
GPtrArray *
nqp_session_read_cell_history (NqpSession *self, int series, int year, int region, gboolean *out_all, GError **error);
gboolean
nqp_session_get_original (NqpSession *self, int series, int year, int region, double *out_value); /* FALSE: it is as it came */

G_END_DECLS
