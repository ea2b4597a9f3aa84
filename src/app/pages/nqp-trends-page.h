/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-figures-page.h"

G_BEGIN_DECLS

#define NQP_TYPE_TRENDS_PAGE (nqp_trends_page_get_type ())
G_DECLARE_FINAL_TYPE (NqpTrendsPage, nqp_trends_page, NQP, TRENDS_PAGE, NqpFiguresPage)

G_END_DECLS
