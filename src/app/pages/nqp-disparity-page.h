/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-figures-page.h"

G_BEGIN_DECLS

#define NQP_TYPE_DISPARITY_PAGE (nqp_disparity_page_get_type ())
G_DECLARE_FINAL_TYPE (NqpDisparityPage, nqp_disparity_page, NQP, DISPARITY_PAGE, NqpFiguresPage)

G_END_DECLS
