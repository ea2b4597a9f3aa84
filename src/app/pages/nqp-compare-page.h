/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-figures-page.h"

G_BEGIN_DECLS

#define NQP_TYPE_COMPARE_PAGE (nqp_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (NqpComparePage, nqp_compare_page, NQP, COMPARE_PAGE, NqpFiguresPage)

G_END_DECLS
