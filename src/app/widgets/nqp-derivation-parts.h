/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Folder-private: the two bodies a derivation has, rebuilt whenever what they show has changed. */

/* From the published values to the score of a leaf; values can be edited, suspect ones accepted. */
GtkWidget *
nqp_derivation_leaf_new (NqpSession *session, const NqpView *view, int node, int year, int region);
/* From the parts of a node to its score; each part is a button with the action "derivation.go" (node). */
GtkWidget *
nqp_derivation_sum_new (NqpSession *session, const NqpView *view, int node, int year, int region);
/* The parts of a node as a table: part, score, weight, effective weight, contribution. */
NqpTable *
nqp_derivation_sum_table (const NqpView *view, int node, int year, int region);

G_END_DECLS
