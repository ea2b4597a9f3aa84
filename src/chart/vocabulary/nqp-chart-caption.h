/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"

G_BEGIN_DECLS

/* Sentences of a caption in words, from the same numbers as the table; each says nothing where there is nothing to say. */

void nqp_caption_lead (const NqpView *view, GString *out); /* who leads in the year, by how much, since when */
void nqp_caption_behind (const NqpView *view, GString *out); /* where the focus stands, if it does not lead */
void nqp_caption_change (const NqpView *view, int region, GString *out); /* from its first year to its last; -1 = the mean */

G_END_DECLS
