/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-page.h"

G_BEGIN_DECLS

#define NQP_TYPE_PROFILE_PAGE (nqp_profile_page_get_type ())
G_DECLARE_FINAL_TYPE (NqpProfilePage, nqp_profile_page, NQP, PROFILE_PAGE, NqpPage)

G_END_DECLS
