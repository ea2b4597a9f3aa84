/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart.h"
#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for format, size, resolution and style with a preview, then for the file, and saves the chart as @snapshot
 * shows it: what was on the screen when it was asked for. */
void
nqp_export_dialog_run (GtkWindow *parent, NqpSession *session, const NqpChart *chart, NqpSnapshot *snapshot);

G_END_DECLS
