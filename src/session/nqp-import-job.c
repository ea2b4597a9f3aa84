/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-job.h"

NqpImportJob *
nqp_import_job_new (const NqpImportPlan *plan, int first_row)
{
  NqpImportJob *self = g_new0 (NqpImportJob, 1);

  self->plan = nqp_import_plan_copy (plan);
  self->first_row = first_row;
  return self;
}

void
nqp_import_job_free (gpointer job)
{
  NqpImportJob *self = job;

  g_clear_pointer (&self->plan, nqp_import_plan_free);
  g_clear_pointer (&self->trial, nqp_import_trial_free);
  g_clear_pointer (&self->peek, nqp_table_peek_unref);
  g_free (self);
}

gboolean
nqp_import_job_try (gpointer job, const NqpWork *work, GError **error)
{
  NqpImportJob *self = job;

  self->trial = nqp_import_trial_new (g_steal_pointer (&self->plan), self->peek, work, error);
  return self->trial != NULL;
}

gboolean
nqp_import_job_look (gpointer job, const NqpWork *work, GError **error)
{
  NqpImportJob *self = job;

  self->peek = nqp_import_plan_peek (self->plan, self->first_row, work);
  return TRUE;
}

gboolean
nqp_import_job_create (gpointer job, const NqpWork *work, GError **error)
{
  NqpImportJob *self = job;

  return nqp_import_trial_create (g_steal_pointer (&self->plan), work, &self->trial, error);
}
