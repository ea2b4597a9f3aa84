/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Eigenvalues, explained variance and loadings: what the scheme "pca" makes weights from. */
void
nqp_pca_dialog_run (GtkWindow *parent, NqpSession *session);

G_END_DECLS
