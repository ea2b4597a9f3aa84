/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-long-run.h"

#include <glib/gi18n.h>

#define LEAST_INTERVAL_US 100000 /* between two reports of progress */

struct _NqpLongRun
{
  gatomicrefcount ref_count; /* the owner's, and one for each run: a task may end on its thread */
  gpointer owner;            /* NULL: it has gone */
  NqpLongRunMoved moved;
  GCancellable *newest; /* of the request that is under way; NULL = none */
  double fraction;
  const char *step; /* N_() msgid */
};

typedef struct
{
  NqpLongRun *place;
  GCancellable *cancellable;
  NqpLongRunFunc func;
  NqpLongRunDone done;
  gpointer data;
  GDestroyNotify free_data;
  GTask *task; /* borrowed: who reports is kept by it */

  const char *step; /* this and what follows are the thread's */
  double from, share;
  gint64 reported;
} Run;

typedef struct
{
  GTask *task;
  double fraction;
  const char *step;
} Report;

static void
place_unref (NqpLongRun *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_object (&self->newest);
  g_free (self);
}

static void
tell (NqpLongRun *self)
{
  if (self->owner != NULL && self->moved != NULL)
    self->moved (self->owner);
}

NqpLongRun *
nqp_long_run_new (gpointer owner, NqpLongRunMoved moved)
{
  NqpLongRun *self = g_new0 (NqpLongRun, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->owner = owner;
  self->moved = moved;
  return self;
}

static gboolean
give_up (NqpLongRun *self)
{
  if (self->newest == NULL)
    return FALSE;
  g_cancellable_cancel (self->newest);
  g_clear_object (&self->newest);
  return TRUE;
}

void
nqp_long_run_free (NqpLongRun *self)
{
  if (self == NULL)
    return;
  self->owner = NULL;
  give_up (self);
  place_unref (self);
}

/* ---- progress -------------------------------------------------------------------------------------------------- */

static void
report_free (gpointer data)
{
  Report *report = data;

  g_object_unref (report->task);
  g_free (report);
}

static gboolean
on_report (gpointer data)
{
  Report *report = data;
  Run *run = g_task_get_task_data (report->task);
  NqpLongRun *self = run->place;

  if (self->newest == run->cancellable) /* not of a run that was overtaken */
    {
      self->fraction = report->fraction;
      self->step = report->step;
      tell (self);
    }
  return G_SOURCE_REMOVE;
}

static void
send_report (Run *run, double fraction)
{
  Report *report = g_new (Report, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  *report = (Report){ g_object_ref (run->task), run->from + run->share * fraction, run->step };
  run->reported = g_get_monotonic_time ();
  /* g_main_context_invoke() would run it here and now where no loop owns the context. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_report, report, report_free);
  g_source_attach (source, NULL);
}

static void
on_progress (double fraction, gpointer user_data)
{
  Run *run = user_data;

  if (g_get_monotonic_time () - run->reported >= LEAST_INTERVAL_US)
    send_report (run, fraction);
}

void
nqp_long_run_begin_step (const NqpWork *work, const char *step, double from, double share)
{
  Run *run = work->progress_data;

  run->step = step;
  run->from = from;
  run->share = share;
  send_report (run, 0);
}

/* ---- a run ----------------------------------------------------------------------------------------------------- */

static void
run_free (gpointer data)
{
  Run *run = data;

  if (run->free_data != NULL)
    run->free_data (run->data);
  g_object_unref (run->cancellable);
  place_unref (run->place);
  g_free (run);
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Run *run = data;
  /* One processor is left to the window. */
  const NqpWork work = { MAX ((int)g_get_num_processors () - 1, 1), on_progress, run, cancellable };
  GError *error = NULL;

  if (run->func (run->data, &work, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
run_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = g_task_get_task_data (G_TASK (result));
  NqpLongRun *self = run->place;
  g_autoptr (GError) error = NULL;

  (void)g_task_propagate_boolean (G_TASK (result), &error);
  if (self->newest != run->cancellable) /* given up, or a newer request is under way */
    return;
  g_clear_object (&self->newest);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    run->done (self->owner, run->data, error);
  tell (self);
}

/**
 * nqp_long_run_start:
 * @data: (transfer full): what @run works on and puts its result into
 * @step: an N_() msgid: what is being done first
 *
 * What was under way is given up.
 */
void
nqp_long_run_start (NqpLongRun *self, NqpLongRunFunc run, NqpLongRunDone done, gpointer data,
                    GDestroyNotify free_data, const char *step)
{
  g_autoptr (GTask) task = NULL;
  Run *it = g_new0 (Run, 1);

  give_up (self);
  g_atomic_ref_count_inc (&self->ref_count);
  *it = (Run){ .place = self,
               .cancellable = g_cancellable_new (),
               .func = run,
               .done = done,
               .data = data,
               .free_data = free_data,
               .step = step,
               .share = 1 };
  self->newest = g_object_ref (it->cancellable);
  self->fraction = 0;
  self->step = step;
  task = it->task = g_task_new (NULL, it->cancellable, run_done, NULL);
  g_task_set_task_data (task, it, run_free);
  g_task_run_in_thread (task, run_thread);
  tell (self);
}

void
nqp_long_run_cancel (NqpLongRun *self)
{
  if (give_up (self))
    tell (self);
}

gboolean
nqp_long_run_get (const NqpLongRun *self, double *out_fraction, const char **out_step)
{
  if (self->newest == NULL)
    return FALSE;
  *out_fraction = self->fraction;
  *out_step = _ (self->step);
  return TRUE;
}
