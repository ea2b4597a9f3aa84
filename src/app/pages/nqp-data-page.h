/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-page.h"

G_BEGIN_DECLS

/* What is underneath: which indicators make up the index, and which wait for their place. */
#define NQP_TYPE_DATA_PAGE (nqp_data_page_get_type ())
G_DECLARE_FINAL_TYPE (NqpDataPage, nqp_data_page, NQP, DATA_PAGE, NqpPage)

G_END_DECLS
