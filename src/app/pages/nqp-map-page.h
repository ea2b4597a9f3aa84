/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-page.h"

G_BEGIN_DECLS

#define NQP_TYPE_MAP_PAGE (nqp_map_page_get_type ())
G_DECLARE_FINAL_TYPE (NqpMapPage, nqp_map_page, NQP, MAP_PAGE, NqpPage)

G_END_DECLS
