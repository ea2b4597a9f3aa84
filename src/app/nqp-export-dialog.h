/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart.h"
#include "nqp-window.h"

G_BEGIN_DECLS

/* Asks for format, size, resolution and style with a preview, then for the file, and saves the chart as the workspace shows it. */
void
nqp_export_dialog_run (NqpWindow *window, const NqpChart *chart);

G_END_DECLS
