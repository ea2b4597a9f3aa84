/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import-trial.h"

G_BEGIN_DECLS

/**
 * NqpImportJob:
 *
 * What a thread is given of an import, and gives back: for nqp_long_run_start().
 */
typedef struct
{
  NqpImportPlan *plan; /* taken by the trial */
  int first_row;       /* to look at */
  NqpTablePeek *peek;  /* known, or found */
  NqpImportTrial *trial;
} NqpImportJob;

NqpImportJob *
nqp_import_job_new (const NqpImportPlan *plan, int first_row);
void
nqp_import_job_free (gpointer job);
/* Each an NqpLongRunFunc. */
gboolean
nqp_import_job_try (gpointer job, const NqpWork *work, GError **error); /* nqp_import_trial_new() */
gboolean
nqp_import_job_look (gpointer job, const NqpWork *work, GError **error); /* nqp_import_plan_peek() */
gboolean
nqp_import_job_create (gpointer job, const NqpWork *work, GError **error); /* nqp_import_trial_create() */

G_END_DECLS
