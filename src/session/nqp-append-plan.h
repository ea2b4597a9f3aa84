/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "nqp-append-beside.h"
#include "nqp-panel.h"
#include "nqp-table.h"
#include "nqp-text.h"

G_BEGIN_DECLS

/* A value that would be another one; positions in NqpAppendPlan.from. */
typedef struct
{
  int region, year, series;
  double before, after;
} NqpAppendChange;

/**
 * NqpAppendPlan:
 *
 * What would come to a project, counted before it does. Made on any thread, then left alone; reference-counted.
 */
typedef struct
{
  NqpPanel *from, *into;
  gboolean has_data; /* else @from has nothing */
  GHashTable *settled; /* codes of regions that names were settled to; nullable */
  GPtrArray *regions;  /* (element-type utf8): the code of each region of @from in the project */
  GPtrArray *series;
  GPtrArray *new_years, *new_regions, *new_series; /* (element-type utf8) */
  GPtrArray *matched; /* (element-type utf8): "name = region", where it is not the same */
  gsize n_new, n_changed, n_same; /* values */
  GArray *changes;                /* NqpAppendChange, the first of the changed ones */
  NqpAppendLists *lists;          /* what comes beside the figures; NULL: nothing */
} NqpAppendPlan;

/* How @from (nullable: no figures come) would come to what @into holds. A region whose code is among @settled (nullable) is what it says, also a new one.
 * %NULL with @error set where a name could be one of several regions, or none of the regions is known: then @out_questions
 * (nullable, element-type NqpNameQuestion) has what would have to be settled. */
NqpAppendPlan *
nqp_append_plan_new (NqpPanel *into, NqpPanel *from, GHashTable *settled, GPtrArray **out_questions, GError **error);
NqpAppendPlan *
nqp_append_plan_ref (NqpAppendPlan *self);
void
nqp_append_plan_unref (NqpAppendPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpAppendPlan, nqp_append_plan_unref)

/* What is there once the figures have come; borrows from the plan. */
NqpKnown
nqp_append_plan_known (const NqpAppendPlan *self);
/* Reads what @sources have besides data, and counts what would come of it to a project with @outlines. FALSE: the plan is as before.
 * For its maker, before anybody else has it. */
gboolean
nqp_append_plan_read_beside (NqpAppendPlan *self, const NqpImportSources *sources, const NqpBoundaries *outlines,
                             GPtrArray *problems, NqpImportReport *report, GCancellable *cancellable, GError **error);
/* Those of @all that the data are read with. */
NqpImportSources
nqp_append_data_sources (const NqpImportSources *all, const NqpPanel *into);

gboolean
nqp_append_plan_same (const NqpAppendPlan *a, const NqpAppendPlan *b); /* the same values come to the same places */
gboolean
nqp_append_plan_is_empty (const NqpAppendPlan *self); /* nothing would change */

/* For people: years, regions, series and values that would come; a line each. */
char *
nqp_append_plan_describe (const NqpAppendPlan *self);
/* Values that would be others, the first thousands of them: region, year, indicator, before, after. */
NqpTable *
nqp_append_plan_changes (const NqpAppendPlan *self, NqpLang lang);

G_END_DECLS
