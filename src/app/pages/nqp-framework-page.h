/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-page.h"

G_BEGIN_DECLS

/* What is new quality productivity made of, and how do its parts act on each other? */
#define NQP_TYPE_FRAMEWORK_PAGE (nqp_framework_page_get_type ())
G_DECLARE_FINAL_TYPE (NqpFrameworkPage, nqp_framework_page, NQP, FRAMEWORK_PAGE, NqpPage)

G_END_DECLS
