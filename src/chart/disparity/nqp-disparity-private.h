/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"
#include "nqp-statistics.h"

G_BEGIN_DECLS

/* What the charts of inequality share: they draw the tables of nqp stats. Folder-private. */

/* Of all years, of the view's measure. Returns: (transfer full) (nullable): NULL with @problem (transfer full), words to show in the
 * place of the picture */
NqpTable *nqp_disparity_run (const NqpView *view, const char *statistic, char **problem);
NqpTable *nqp_disparity_table (const NqpView *view, const char *statistic, NqpTableUse use); /* without rows where it cannot be made */
char *nqp_disparity_title (const NqpView *view, const char *what); /* "Inequality: New quality productivity index, 2016–2023" */
int nqp_disparity_year (const NqpView *view, double year); /* position of a year of the table, -1 if there is none */
double nqp_disparity_get (const NqpTable *table, const char *column, int row);

G_END_DECLS
