/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "nqp-proposals.h"
#include "nqp-session.h"

G_BEGIN_DECLS

/* Rows of the lists of the structure: GtkListBoxRows that know what they stand for. What their buttons do are the actions
 * "structure.…" of the view they are in, with the indicator's code or the component's id as target. */

/* @proposal: (nullable): of one that waits */
GtkWidget *
nqp_structure_row_new_indicator (NqpSession *session, int indicator, const NqpProposal *proposal);
GtkWidget *
nqp_structure_row_new_pillar (NqpSession *session, const char *pillar);
GtkWidget *
nqp_structure_row_new_component (NqpSession *session, int node);
/* Words in the place of what is not there yet. @pillar: (nullable) */
GtkWidget *
nqp_structure_row_new_words (const char *text, const char *pillar);

const char *
nqp_structure_row_get_code (GtkListBoxRow *row); /* of an indicator; NULL */
/* Where something that is dropped on the row goes; NULL = nowhere, or it is to be chosen. */
const char *
nqp_structure_row_get_pillar (GtkListBoxRow *row);
const char *
nqp_structure_row_get_component (GtkListBoxRow *row); /* id with its pillar's */

G_END_DECLS
