/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-long-run.h"

/* Work beside the main loop: the newest request wins, what was given up never arrives, and the owner may go first. */

typedef struct
{
  int n_done, n_moved, last;
  char *problem;
} Owner;

typedef struct
{
  int number;
  gint *gate; /* waits until it is 1, or the work is given up */
  gboolean fails;
  int *freed;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_atomic_int_inc (job->freed);
  g_free (job);
}

static gboolean
work_on (gpointer data, const NqpWork *work, GError **error)
{
  Job *job = data;

  nqp_long_run_begin_step (work, "Second", 0.5, 0.5);
  while (job->gate != NULL && g_atomic_int_get (job->gate) == 0)
    {
      if (!nqp_work_step (work, 0.5, error))
        return FALSE;
      g_usleep (1000);
    }
  if (job->fails)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Nothing found");
      return FALSE;
    }
  job->number *= 10;
  return TRUE;
}

static void
on_done (gpointer owner, gpointer data, const GError *error)
{
  Owner *self = owner;

  self->n_done++;
  self->last = ((Job *)data)->number;
  g_free (self->problem);
  self->problem = g_strdup (error != NULL ? error->message : NULL);
}

static void
on_moved (gpointer owner)
{
  ((Owner *)owner)->n_moved++;
}

static void
start (NqpLongRun *run, int number, gint *gate, gboolean fails, int *freed)
{
  Job *job = g_new (Job, 1);

  *job = (Job){ number, gate, fails, freed };
  nqp_long_run_start (run, work_on, on_done, job, job_free, "First");
}

static void
wait_until (int *what, int value)
{
  while (g_atomic_int_get (what) < value)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
test_newest (void)
{
  Owner owner = { 0 };
  NqpLongRun *run = nqp_long_run_new (&owner, on_moved);
  double fraction = -1;
  const char *step = NULL;
  gint never = 0;
  int freed = 0;

  g_assert_false (nqp_long_run_get (run, &fraction, &step));
  start (run, 1, &never, FALSE, &freed);
  g_assert_true (nqp_long_run_get (run, &fraction, &step));
  g_assert_cmpfloat (fraction, ==, 0);
  while (fraction < 0.5)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_true (nqp_long_run_get (run, &fraction, &step));
    }
  g_assert_cmpstr (step, ==, "Second");
  start (run, 2, &never, FALSE, &freed);
  start (run, 3, NULL, FALSE, &freed);
  wait_until (&freed, 3);
  g_assert_cmpint (owner.n_done, ==, 1);
  g_assert_cmpint (owner.last, ==, 30);
  g_assert_null (owner.problem);
  g_assert_false (nqp_long_run_get (run, &fraction, &step));
  nqp_long_run_free (run);
}

static void
test_failure (void)
{
  Owner owner = { 0 };
  NqpLongRun *run = nqp_long_run_new (&owner, on_moved);
  int freed = 0;

  start (run, 1, NULL, TRUE, &freed);
  wait_until (&freed, 1);
  g_assert_cmpint (owner.n_done, ==, 1);
  g_assert_cmpstr (owner.problem, ==, "Nothing found");
  g_assert_cmpint (owner.n_moved, >=, 2); /* begun and ended */
  nqp_long_run_free (run);
  g_free (owner.problem);
}

static void
test_given_up (void)
{
  Owner owner = { 0 };
  NqpLongRun *run = nqp_long_run_new (&owner, on_moved);
  double fraction;
  const char *step;
  gint never = 0;
  int freed = 0;

  start (run, 1, &never, FALSE, &freed);
  nqp_long_run_cancel (run);
  g_assert_false (nqp_long_run_get (run, &fraction, &step));
  wait_until (&freed, 1);
  g_assert_cmpint (owner.n_done, ==, 0);

  start (run, 2, &never, FALSE, &freed);
  nqp_long_run_free (run);
  owner.n_moved = 0;
  wait_until (&freed, 2);
  g_assert_cmpint (owner.n_done + owner.n_moved, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/long-run/newest", test_newest);
  g_test_add_func ("/long-run/failure", test_failure);
  g_test_add_func ("/long-run/given-up", test_given_up);
  return g_test_run ();
}
