/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-figures-page.h"

G_BEGIN_DECLS

#define NQP_TYPE_RANKING_PAGE (nqp_ranking_page_get_type ())
G_DECLARE_FINAL_TYPE (NqpRankingPage, nqp_ranking_page, NQP, RANKING_PAGE, NqpFiguresPage)

G_END_DECLS
