/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-view.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpFigureView:
 *
 * A chart of the data and its table, side by side where there is room, with what leads from one indicator to others: back to all
 * of them where the chart has rows for them, to the one before and after where it has one alone. Its page gives it the session, see
 * nqp_page_adopt().
 */
#define NQP_TYPE_FIGURE_VIEW (nqp_figure_view_get_type ())
G_DECLARE_FINAL_TYPE (NqpFigureView, nqp_figure_view, NQP, FIGURE_VIEW, AdwBin)

GtkWidget *
nqp_figure_view_new (const char *chart_id, const char *table); /* @table: what assistive tools call the table, translated */
void
nqp_figure_view_changed (NqpFigureView *self, NqpSession *session);
NqpChartView *
nqp_figure_view_get_chart_view (NqpFigureView *self);

G_END_DECLS
