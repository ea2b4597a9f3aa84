/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-view.h"
#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* Asks which of the charts, and for format, size, resolution and style with a preview, then for the file, and saves them as they
 * were shown when it was asked for. @views: (element-type NqpChartView): the first is chosen at first */
void
nqp_export_dialog_run (GtkWindow *parent, NqpSession *session, GPtrArray *views);

G_END_DECLS
