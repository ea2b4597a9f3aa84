/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart.h"
#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NqpChartView:
 *
 * The one widget that shows an NqpChart. Rebuilds the scene when the session changes and the widget is mapped, caches
 * the rendering, draws hover and focus on top, handles pointer, keyboard, tooltips, context menu, accessibility.
 */
#define NQP_TYPE_CHART_VIEW (nqp_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (NqpChartView, nqp_chart_view, NQP, CHART_VIEW, GtkWidget)

/* Properties that may be set from .ui files: "chart-id" (string); "assumed" (boolean): shows what the focus region would be
 * with its assumed values, see nqp_session_get_snapshot(). */
GtkWidget *
nqp_chart_view_new (const char *chart_id);
void
nqp_chart_view_set_session (NqpChartView *self, NqpSession *session);
void
nqp_chart_view_set_chart_id (NqpChartView *self, const char *chart_id);
const NqpChart *
nqp_chart_view_get_chart (NqpChartView *self);
/* What the picture shows, its step and the part the keyboard is on included: for who exports it. (nullable) (transfer full) */
NqpSnapshot *
nqp_chart_view_look (NqpChartView *self);

/* Charts that can be shown step by step: the last step shown, 0 = all; notify::step tells when a key has changed it. */
int
nqp_chart_view_get_step (NqpChartView *self);
void
nqp_chart_view_set_step (NqpChartView *self, int step); /* kept between 0 and the number of steps */
int
nqp_chart_view_get_n_steps (NqpChartView *self); /* 0 if it has none */
/* Charts whose parts the arrows walk: "part-activated" (int node, GdkRectangle *at) on a click or Enter. */
void
nqp_chart_view_forget_part (NqpChartView *self);

G_END_DECLS
