/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-table-view.h"

G_BEGIN_DECLS

/* The columns that pages show, one function a column; titles are borrowed until the columns are set. */

/* Rows are regions */
NqpTableColumn
nqp_column_rank (void);
NqpTableColumn
nqp_column_region (void);
NqpTableColumn
nqp_column_measure (const NqpView *view, const char *title); /* as the page's measure is shown */
NqpTableColumn
nqp_column_measure_bar (void);
NqpTableColumn
nqp_column_score (const NqpView *view, int node);
NqpTableColumn
nqp_column_year (const NqpView *view, int year, const char *title);
NqpTableColumn
nqp_column_change (const NqpView *view, const char *title); /* last year with a value less the first */

/* Of draws of the method, empty without a result; nominal: the rank in the result, whatever is chosen now */
typedef enum
{
  NQP_DRAWS_MEDIAN,
  NQP_DRAWS_LOW, /* 5 % */
  NQP_DRAWS_HIGH,
  NQP_DRAWS_TOP, /* probability of the top, in percent */
} NqpDrawsColumn;
NqpTableColumn
nqp_column_nominal (void);
NqpTableColumn
nqp_column_draws (NqpDrawsColumn what, const char *title);
NqpTableColumn
nqp_column_fragile (const char *title);
NqpTableColumn
nqp_column_interval (const char *title); /* of the measure in the year, where the result is of these and not stale */
NqpTableColumn
nqp_column_interval_fragile (const char *title);

/* Rows are indicators, of the region in focus */
NqpTableColumn
nqp_column_indicator (void);
NqpTableColumn
nqp_column_value (const char *title);
NqpTableColumn
nqp_column_unit (void);
NqpTableColumn
nqp_column_percentile (void);
NqpTableColumn
nqp_column_points (void);

G_END_DECLS
