/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "nqp-session.h"

G_BEGIN_DECLS

/**
 * NqpFileBar:
 *
 * Below the title: why the project is open for reading only, and a button that saves a copy where one would help. Not there
 * where the project can be edited.
 */
#define NQP_TYPE_FILE_BAR (nqp_file_bar_get_type ())
G_DECLARE_FINAL_TYPE (NqpFileBar, nqp_file_bar, NQP, FILE_BAR, AdwBin)

/* To be called when another project was opened; @session: may be one without a project. */
void
nqp_file_bar_show (NqpFileBar *self, NqpSession *session);

G_END_DECLS
