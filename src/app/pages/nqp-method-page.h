/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-page.h"

G_BEGIN_DECLS

#define NQP_TYPE_METHOD_PAGE (nqp_method_page_get_type ())
G_DECLARE_FINAL_TYPE (NqpMethodPage, nqp_method_page, NQP, METHOD_PAGE, NqpPage)

G_END_DECLS
