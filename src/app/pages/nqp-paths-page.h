/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-page.h"

G_BEGIN_DECLS

/* What should this region do? Levers: what holds it back, by path and measure. What if: other values, and what they lead to. */
#define NQP_TYPE_PATHS_PAGE (nqp_paths_page_get_type ())
G_DECLARE_FINAL_TYPE (NqpPathsPage, nqp_paths_page, NQP, PATHS_PAGE, NqpPage)

G_END_DECLS
