/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import-trial.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define NQP_TYPE_NAME_LIST (nqp_name_list_get_type ())
/**
 * NqpNameList:
 *
 * Names in the data of which nobody knows what region they mean, to be settled by hand: each a region, or left out.
 *
 * Signals: "changed", the plan was changed.
 */
G_DECLARE_FINAL_TYPE (NqpNameList, nqp_name_list, NQP, NAME_LIST, AdwBin)

void
nqp_name_list_show (NqpNameList *self, NqpImportPlan *plan, const NqpImportTrial *trial); /* @trial: nullable */
guint
nqp_name_list_size (NqpNameList *self); /* settled or not */

/* What was settled in another project is taken for this one as well, and said; once, so that it can be settled otherwise. TRUE: the plan
 * was changed */
gboolean
nqp_name_list_propose (NqpNameList *self, NqpImportPlan *plan, const NqpImportTrial *trial);
guint
nqp_name_list_n_proposed (NqpNameList *self); /* that are taken so */
/* The data came in: what was settled is known to other projects from now on. */
void
nqp_name_list_remember (NqpNameList *self);

G_END_DECLS
