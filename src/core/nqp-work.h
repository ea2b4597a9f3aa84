/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef void (*NqpWorkProgress) (double fraction, gpointer user_data); /* 0..1, on the thread that asked for the work */

/**
 * NqpWork:
 *
 * How long work is done: nothing in here changes a result. Zeroed it is a good default.
 */
typedef struct
{
  int n_threads;              /* 0 = as many as there are processors */
  NqpWorkProgress progress;   /* or NULL */
  gpointer progress_data;
  GCancellable *cancellable;  /* or NULL; then the work ends soon with G_IO_ERROR_CANCELLED */
} NqpWork;

/* @worker: from 0, below nqp_work_n_workers(): for memory of a thread's own */
typedef void (*NqpWorkTask) (gsize task, int worker, gpointer data);

int nqp_work_n_workers (const NqpWork *self, gsize n_tasks);
gboolean nqp_work_run (const NqpWork *self, gsize n_tasks, NqpWorkTask run, gpointer data, double from, double to,
                       GError **error);
gboolean nqp_work_step (const NqpWork *self, double fraction, GError **error); /* for work of one thread */

G_END_DECLS
