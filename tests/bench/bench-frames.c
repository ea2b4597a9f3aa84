/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames of the program's window, on the page Ranking, whose weights are dragged, without and with thousands of draws computed
 * beside it: bench-frames PROJECT. A frame moves the weight of a pillar and shows the new ranking. Timed are the way from one frame
 * to the next and what the window's thread computes of it. A bare window of the same size, painted anew as a whole each frame, says
 * what GTK and the display cost by themselves. Prints one JSON line. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "nqp-application.h"
#include "nqp-picture-memory.h"
#include "nqp-window.h"

#define N_MOST 3000
#define N_ALONE 180
#define N_FIRST 2 /* these take with them what came before the part */
#define DRAWS 100000
#define SETTLE 3 /* s */

typedef struct
{
  const char *name;
  double wall[N_MOST], cpu[N_MOST]; /* ms a frame: from one to the next; of this thread */
  int n;                            /* frames so far, the first ones with them */
} Part;

enum
{
  BARE, /* an empty window */
  IDLE, /* the program's, with nothing else running */
  BUSY, /* with the draws */
  N_PARTS
};

typedef struct
{
  NqpSession *session;
  int pillar;
  gint64 wall, cpu; /* us, at the end of the frame before */
  Part parts[N_PARTS];
  Part *part; /* being timed */
  GMainLoop *loop;
} Bench;

static gint64
thread_time (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (gint64)t.tv_sec * G_USEC_PER_SEC + t.tv_nsec / 1000;
}

static gboolean
is_over (Bench *self)
{
  double fraction;
  const char *step;

  if (self->part->n >= N_MOST)
    return TRUE;
  if (self->part == &self->parts[BUSY])
    return !nqp_session_get_robustness_run (self->session, &fraction, &step);
  return self->part->n >= N_FIRST + N_ALONE;
}

static void
on_painted (GdkFrameClock *clock, Bench *self)
{
  const gint64 wall = g_get_monotonic_time (), cpu = thread_time ();

  self->part->wall[self->part->n] = (double)(wall - self->wall) / 1000;
  self->part->cpu[self->part->n++] = (double)(cpu - self->cpu) / 1000;
  self->wall = wall;
  self->cpu = cpu;
  if (is_over (self))
    g_main_loop_quit (self->loop);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *self = user_data;

  if (self->session == NULL)
    gtk_widget_queue_draw (gtk_window_get_child (GTK_WINDOW (widget)));
  else
    nqp_session_drag_weight (self->session, self->pillar, 0.2 + 0.002 * (self->part->n % 100));
  return G_SOURCE_CONTINUE;
}

static void
on_draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  cairo_set_source_rgb (cr, 0.2, 0.4, 0.6);
  cairo_paint (cr);
}

static void
watch (Bench *self, GtkWidget *window)
{
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_add_tick_callback (window, on_tick, self, NULL);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted), self);
}

static void
run_part (Bench *self, int part, const char *name)
{
  self->part = &self->parts[part];
  self->part->name = name;
  self->wall = g_get_monotonic_time ();
  self->cpu = thread_time ();
  g_main_loop_run (self->loop);
}

static gboolean
on_settled (gpointer user_data)
{
  Bench *self = user_data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

static void
start_draws (Bench *self)
{
  NqpUncertaintySpec spec;

  nqp_session_get_robustness_spec (self->session, &spec);
  spec.draws = DRAWS;
  nqp_session_set_robustness_spec (self->session, &spec);
  nqp_session_run_robustness (self->session);
}

static int
compare_doubles (const void *a, const void *b)
{
  const double *p = a, *q = b;

  return (*p > *q) - (*p < *q);
}

static void
print_part (Part *part)
{
  double *wall = part->wall + N_FIRST, *cpu = part->cpu + N_FIRST;
  const int n = part->n - N_FIRST;

  if (n <= 0)
    g_error ("no frame of the part %s was timed", part->name);
  qsort (wall, (size_t)n, sizeof *wall, compare_doubles);
  qsort (cpu, (size_t)n, sizeof *cpu, compare_doubles);
  printf (", \"%s\": {\"frames\": %d, \"median_ms\": %.2f, \"p95_ms\": %.2f, \"max_ms\": %.2f, "
          "\"thread_median_ms\": %.2f, "
          "\"thread_p95_ms\": %.2f, \"thread_max_ms\": %.2f}",
          part->name, n, wall[n / 2], wall[n * 95 / 100], wall[n - 1], cpu[n / 2], cpu[n * 95 / 100],
          cpu[n - 1]);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("nqp-frames-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "p.nqp", NULL);
  g_autoptr (GFile) from = NULL, to = g_file_new_for_path (path);
  g_autoptr (NqpApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree Bench *self = g_new0 (Bench, 1);
  GtkWidget *bare;
  NqpWindow *window;

  nqp_picture_memory_keep ();
  if (argc < 2 || !gtk_init_check ())
    {
      printf ("{\"name\": \"frames\", \"skipped\": \"needs a display and a project\"}\n");
      return 77;
    }
  from = g_file_new_for_path (argv[1]);
  application = nqp_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  if (!g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error)
      || !g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  self->loop = g_main_loop_new (NULL, FALSE);

  bare = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (bare), gtk_drawing_area_new ());
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (gtk_window_get_child (GTK_WINDOW (bare))), on_draw, NULL,
                                  NULL);
  watch (self, bare);
  run_part (self, BARE, "bare");
  gtk_window_destroy (GTK_WINDOW (bare));

  window = nqp_window_new (ADW_APPLICATION (application));
  nqp_window_start (window, &(NqpStart){ .project = path, .page = (char *)"ranking" });
  gtk_window_present (GTK_WINDOW (window));
  self->session = nqp_window_get_session (window);
  g_timeout_add_seconds (SETTLE, on_settled, self); /* it opens the project after its first frame */
  g_main_loop_run (self->loop);
  if (!nqp_session_has_project (self->session))
    g_error ("%s does not open", argv[1]);
  self->pillar = nqp_session_get_tree (self->session)->nodes[0].first_child;
  nqp_session_begin_drag (self->session, self->pillar);
  watch (self, GTK_WIDGET (window));
  run_part (self, IDLE, "alone");
  start_draws (self);
  run_part (self, BUSY, "with_draws");

  printf ("{\"name\": \"frames\", \"draws\": %d", DRAWS);
  for (int i = 0; i < N_PARTS; i++)
    print_part (&self->parts[i]);
  printf ("}\n");
  fflush (stdout);
  g_unlink (path);
  g_rmdir (folder);
  _exit (0); /* what the window holds is the system's to take */
}
