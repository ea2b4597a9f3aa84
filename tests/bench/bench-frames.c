/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames of a window whose weights are dragged, without and with thousands of draws computed beside it: bench-frames
 * PROJECT. A frame moves the weight of a pillar and shows the new ranking; what is timed is from one frame to the next. Prints
 * one JSON line. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "nqp-chart-view.h"

#define N_IDLE 180
#define N_MOST 3000
#define DRAWS 100000

typedef struct
{
  NqpWorkspace *workspace;
  int pillar, n;                     /* frames of this part */
  gint64 last;                       /* us, of the frame before */
  gboolean running;                  /* the second part */
  double idle[N_IDLE], busy[N_MOST]; /* ms */
  int n_busy;
  GMainLoop *loop;
} Bench;

static gboolean
is_running (Bench *self)
{
  double fraction;
  const char *step;

  return nqp_workspace_get_robustness_run (self->workspace, &fraction, &step);
}

static void
on_painted (GdkFrameClock *clock, Bench *self)
{
  const gint64 now = g_get_monotonic_time ();
  const double ms = (double)(now - self->last) / 1000;

  self->last = now;
  if (self->n++ < 2) /* the first ones of a part take what came before with them */
    return;
  if (!self->running && self->n - 3 < N_IDLE)
    self->idle[self->n - 3] = ms;
  else if (!self->running)
    {
      NqpUncertaintySpec spec;

      self->running = TRUE;
      self->n = 0;
      nqp_workspace_get_robustness_spec (self->workspace, &spec);
      spec.draws = DRAWS;
      nqp_workspace_set_robustness_spec (self->workspace, &spec);
      nqp_workspace_run_robustness (self->workspace);
    }
  else if (is_running (self) && self->n_busy < N_MOST)
    self->busy[self->n_busy++] = ms;
  else
    g_main_loop_quit (self->loop);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *self = user_data;

  nqp_workspace_drag_weight (self->workspace, self->pillar, 0.2 + 0.002 * (self->n % 100));
  return G_SOURCE_CONTINUE;
}

static int
compare_doubles (const void *a, const void *b)
{
  const double *p = a, *q = b;

  return (*p > *q) - (*p < *q);
}

static void
print_part (const char *name, double *ms, int n)
{
  int late = 0;

  qsort (ms, (size_t)n, sizeof *ms, compare_doubles);
  for (int i = 0; i < n; i++)
    late += ms[i] > 2 * 1000.0 / 60;
  printf ("\"%s_median_ms\": %.2f, \"%s_p95_ms\": %.2f, \"%s_max_ms\": %.2f, \"%s_missed\": %d, "
          "\"%s_frames\": %d",
          name, ms[n / 2], name, ms[n * 95 / 100], name, ms[n - 1], name, late, name, n);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("nqp-frames-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "p.nqp", NULL);
  g_autoptr (GFile) from = NULL, to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autofree Bench *self = g_new0 (Bench, 1);
  GtkWidget *window, *view;

  if (argc < 2 || !gtk_init_check ())
    {
      printf ("{\"name\": \"frames\", \"skipped\": \"needs a display and a project\"}\n");
      return 77;
    }
  adw_init ();
  from = g_file_new_for_path (argv[1]);
  self->workspace = nqp_workspace_new ();
  self->loop = g_main_loop_new (NULL, FALSE);
  if (!g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error)
      || !nqp_workspace_open (self->workspace, path, &error))
    g_error ("%s", error->message);
  self->pillar = nqp_workspace_get_tree (self->workspace)->nodes[0].first_child;
  window = gtk_window_new ();
  view = nqp_chart_view_new ("ranking.bars");
  nqp_chart_view_set_workspace (NQP_CHART_VIEW (view), self->workspace);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  nqp_workspace_begin_drag (self->workspace, self->pillar);
  self->last = g_get_monotonic_time ();
  gtk_widget_add_tick_callback (view, on_tick, self, NULL);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted), self);
  g_main_loop_run (self->loop);
  printf ("{\"name\": \"frames\", \"draws\": %d, ", DRAWS);
  print_part ("idle", self->idle, N_IDLE);
  printf (", ");
  print_part ("busy", self->busy, MAX (self->n_busy, 1));
  printf ("}\n");
  fflush (stdout);
  g_unlink (path);
  g_rmdir (folder);
  _exit (0); /* what the window holds is the system's to take */
}
