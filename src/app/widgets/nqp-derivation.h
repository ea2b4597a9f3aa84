/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NqpDerivation:
 *
 * A popover that explains one number: from the published values to a leaf's score, or from its parts to the score of a
 * node above. A click on a part goes down, the arrow goes up; published values can be corrected in place.
 */
#define NQP_TYPE_DERIVATION (nqp_derivation_get_type ())
G_DECLARE_FINAL_TYPE (NqpDerivation, nqp_derivation, NQP, DERIVATION, GtkPopover)

/* @assumed: explains the score under the assumed values. Opens over @parent, pointing at @at (in its coordinates); replaces one that is open there. The parent calls
 * nqp_derivation_close() when it is disposed. */
void
nqp_derivation_open (GtkWidget *parent, NqpSession *session, int node, int year, int region,
                     gboolean assumed, const GdkRectangle *at);
void
nqp_derivation_close (GtkWidget *parent);
gboolean nqp_derivation_is_open (GtkWidget *parent);

G_END_DECLS
