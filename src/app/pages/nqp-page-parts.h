/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-page.h"
#include "nqp-split.h"
#include "nqp-table-view.h"

G_BEGIN_DECLS

/* What the pages of pictures and tables share. */

void
nqp_page_ensure_types (void); /* of the widgets their templates name */
/* A choice of the page that is kept with the project. */
gboolean
nqp_page_kept_switch (NqpPage *self, const char *key);
void
nqp_page_keep_switch (NqpPage *self, const char *key, gboolean on);

G_END_DECLS
