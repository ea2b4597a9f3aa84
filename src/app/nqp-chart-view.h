/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart.h"
#include "nqp-workspace.h"

G_BEGIN_DECLS

/**
 * NqpChartView:
 *
 * The one widget that shows an NqpChart. Rebuilds the scene when the workspace changes and the widget is mapped, caches
 * the rendering, draws hover and focus on top, handles pointer, keyboard, tooltips, context menu, accessibility.
 */
#define NQP_TYPE_CHART_VIEW (nqp_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (NqpChartView, nqp_chart_view, NQP, CHART_VIEW, GtkWidget)

/* Properties that may be set from .ui files: "chart-id" (string); "assumed" (boolean): shows what the focus region would be
 * with its assumed values, see nqp_workspace_get_assumed_view(). */
GtkWidget *
nqp_chart_view_new (const char *chart_id);
void
nqp_chart_view_set_workspace (NqpChartView *self, NqpWorkspace *workspace);
void
nqp_chart_view_set_chart_id (NqpChartView *self, const char *chart_id);
const NqpChart *
nqp_chart_view_get_chart (NqpChartView *self);
gboolean
nqp_chart_view_get_assumed (NqpChartView *self);

G_END_DECLS
