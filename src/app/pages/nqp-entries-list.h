/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpEntriesList:
 *
 * All that the framework says as a list that can be searched: concepts, relations, contrasts, paths and measures, each with
 * its section and how many indicators measure it. The diagram for those who cannot see it.
 */
#define NQP_TYPE_ENTRIES_LIST (nqp_entries_list_get_type ())
G_DECLARE_FINAL_TYPE (NqpEntriesList, nqp_entries_list, NQP, ENTRIES_LIST, AdwBin)

void
nqp_entries_list_changed (NqpEntriesList *self, NqpSession *session, guint flags); /* NqpChange */

G_END_DECLS
