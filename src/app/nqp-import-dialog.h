/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-window.h"

G_BEGIN_DECLS

/* New project from CSV files: chooses them, imports in the background with progress and cancel, lists every problem. */
void
nqp_import_dialog_run (NqpWindow *window);

G_END_DECLS
