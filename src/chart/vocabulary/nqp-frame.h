/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-axis.h"
#include "nqp-box.h"
#include "nqp-chart.h"
#include "nqp-type-fit.h"

G_BEGIN_DECLS

/* The vocabulary charts are written in: frame (title, subtitle, footer), scales, axes, legends. */

/* Background, title, subtitle (each wrapped or ellipsised to the width) and, if the view asks, the provenance footer;
 * returns what is left for the picture. */
NqpBox nqp_frame_begin (NqpScene *scene, const NqpView *view, const char *title, const char *subtitle);
NqpBox nqp_frame_begin_with (NqpScene *scene, const NqpView *view, const char *title, const char *subtitle,
                             const char *const *footers, double footer_size);
void nqp_frame_message (NqpScene *scene, NqpBox box, const char *text); /* an empty state in words */

G_END_DECLS
