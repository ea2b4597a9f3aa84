/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-work.h"

#define MAX_THREADS 64

typedef struct
{
  gsize n_tasks;
  gint next; /* atomic */
  gint done; /* atomic */
  GCancellable *cancellable;
  NqpWorkTask run;
  gpointer data;
} Shared;

typedef struct
{
  Shared *shared;
  int worker;
} Hand;

/**
 * nqp_work_n_workers:
 * @self: (nullable): %NULL = the defaults
 */
int
nqp_work_n_workers (const NqpWork *self, gsize n_tasks)
{
  int n = self != NULL && self->n_threads > 0 ? self->n_threads : (int)g_get_num_processors ();

  return (int)CLAMP ((gsize)MIN (n, MAX_THREADS), 1, MAX (n_tasks, 1));
}

static gboolean
take_one (Shared *shared, int worker)
{
  gint task = g_atomic_int_add (&shared->next, 1);

  if ((gsize)task >= shared->n_tasks || g_cancellable_is_cancelled (shared->cancellable))
    return FALSE;
  shared->run ((gsize)task, worker, shared->data);
  g_atomic_int_inc (&shared->done);
  return TRUE;
}

static gpointer
work_along (gpointer user_data)
{
  Hand *hand = user_data;

  while (take_one (hand->shared, hand->worker))
    ;
  return NULL;
}

/**
 * nqp_work_run:
 * @self: (nullable): %NULL = the defaults
 * @run: called once for each task below @n_tasks, in any order and on any thread
 * @from: the progress there is before
 * @to: and after
 *
 * Returns: when all is done: %TRUE; when the work was cancelled: %FALSE with %G_IO_ERROR_CANCELLED, and some tasks have not
 *   been run
 */
gboolean
nqp_work_run (const NqpWork *self, gsize n_tasks, NqpWorkTask run, gpointer data, double from, double to,
              GError **error)
{
  Shared shared = { n_tasks, 0, 0, self != NULL ? self->cancellable : NULL, run, data };
  const int n_workers = nqp_work_n_workers (self, n_tasks);
  GThread *threads[MAX_THREADS];
  Hand hands[MAX_THREADS];

  g_return_val_if_fail (n_tasks < G_MAXINT - MAX_THREADS, FALSE);

  for (int i = 1; i < n_workers; i++)
    {
      hands[i] = (Hand){ &shared, i };
      /* with no thread to be had the others do its share */
      threads[i] = g_thread_try_new ("nqp-work", work_along, &hands[i], NULL);
    }
  while (take_one (&shared, 0))
    if (self != NULL && self->progress != NULL)
      self->progress (from + (to - from) * g_atomic_int_get (&shared.done) / (double)n_tasks,
                      self->progress_data);
  for (int i = 1; i < n_workers; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
  if ((gsize)shared.done < n_tasks)
    {
      g_cancellable_set_error_if_cancelled (shared.cancellable, error);
      return FALSE;
    }
  return nqp_work_step (self, to, error);
}

/**
 * nqp_work_step:
 * @self: (nullable): %NULL = the defaults
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED if the work is to end
 */
gboolean
nqp_work_step (const NqpWork *self, double fraction, GError **error)
{
  if (self == NULL)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->progress != NULL)
    self->progress (fraction, self->progress_data);
  return TRUE;
}
