/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-document.h"

G_BEGIN_DECLS

/**
 * NqpAppendPlan:
 *
 * What would come to a project, counted before it does.
 */
typedef struct
{
  NqpPanel *from;
  GPtrArray *regions; /* (element-type utf8): the code of each region of @from in the project */
  GPtrArray *series;
  GPtrArray *new_years, *new_regions, *new_series; /* (element-type utf8) */
  GPtrArray *matched; /* (element-type utf8): "name = region", where it is not the same */
  gsize n_new, n_changed, n_same; /* values */
} NqpAppendPlan;

/* How @from would come to what @document holds now; %NULL with @error set where a name could be one of several regions, or none of
 * the regions is known. */
NqpAppendPlan *
nqp_append_plan_new (NqpDocument *document, NqpPanel *from, GError **error);
void
nqp_append_plan_free (NqpAppendPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpAppendPlan, nqp_append_plan_free)

/* For people: years, regions, series and values that would come. */
char *
nqp_append_plan_describe (const NqpAppendPlan *self);

/* One undoable edit, computed first; all or nothing. */
gboolean
nqp_document_append (NqpDocument *self, const NqpAppendPlan *plan, const char *file, GError **error);

G_END_DECLS
