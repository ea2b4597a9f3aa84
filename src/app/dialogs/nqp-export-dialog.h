/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart.h"
#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for format, size, resolution and style with a preview, then for the file, and saves the chart as the session shows it.
 * @assumed: with the assumed values, see nqp_session_get_assumed_view(). */
void
nqp_export_dialog_run (GtkWindow *parent, NqpSession *session, const NqpChart *chart, gboolean assumed);

G_END_DECLS
