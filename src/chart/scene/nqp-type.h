/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>
#include "nqp-style.h"

G_BEGIN_DECLS

/* Returns: (transfer full): what layouts in the style's family are made in; sizes in px at 96 dpi. */
PangoContext *nqp_style_type (const NqpStyle *style);

G_END_DECLS
