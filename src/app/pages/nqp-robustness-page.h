/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-page.h"

G_BEGIN_DECLS

/* Would the ranking survive other choices? */
#define NQP_TYPE_ROBUSTNESS_PAGE (nqp_robustness_page_get_type ())
G_DECLARE_FINAL_TYPE (NqpRobustnessPage, nqp_robustness_page, NQP, ROBUSTNESS_PAGE, NqpPage)

G_END_DECLS
