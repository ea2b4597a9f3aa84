/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames of the grid of values while it is scrolled, on 2,800 regions x 25 years x 60 indicators: bench-grid. A frame moves on by some
 * rows, by a whole page, or to the side; timed are the way from one frame to the next and what the window's thread computes of it. A
 * bare window of the same size, painted anew as a whole each frame, says what GTK and the display cost by themselves. Prints one JSON
 * line. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "../unit/random-panel.h"
#include "nqp-values-view.h"

#define N_FRAMES 150
#define N_FIRST 3 /* these take with them what came before the part */

static const RandomPanel spec
    = { .n_regions = 2800, .n_years = 25, .n_indicators = 60, .gaps = 0.02, .seed = 7 };

typedef struct
{
  double wall[N_FIRST + N_FRAMES], cpu[N_FIRST + N_FRAMES]; /* ms a frame */
  int n;
  gint64 wall_before, cpu_before;
  GtkWidget *window;
  GtkAdjustment *adjustment; /* NULL: a bare window */
  double step;
  GMainLoop *loop;
} Bench;

typedef struct
{
  double median, p95, cpu;
} Part;

static gint64
thread_time (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (gint64)t.tv_sec * G_USEC_PER_SEC + t.tv_nsec / 1000;
}

static void
on_painted (GdkFrameClock *clock, Bench *self)
{
  const gint64 wall = g_get_monotonic_time (), cpu = thread_time ();

  if (self->n == N_FIRST + N_FRAMES)
    return;
  self->wall[self->n] = (double)(wall - self->wall_before) / 1000;
  self->cpu[self->n++] = (double)(cpu - self->cpu_before) / 1000;
  self->wall_before = wall;
  self->cpu_before = cpu;
  if (self->n == N_FIRST + N_FRAMES)
    g_main_loop_quit (self->loop);
}

/* There and back again, so that each frame moves. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *self = user_data;
  double value;

  if (self->adjustment == NULL)
    {
      gtk_widget_queue_draw (gtk_window_get_child (GTK_WINDOW (widget)));
      return G_SOURCE_CONTINUE;
    }
  value = gtk_adjustment_get_value (self->adjustment);
  if (value + self->step
          > gtk_adjustment_get_upper (self->adjustment) - gtk_adjustment_get_page_size (self->adjustment)
      || value + self->step < 0)
    self->step = -self->step;
  gtk_adjustment_set_value (self->adjustment, value + self->step);
  return G_SOURCE_CONTINUE;
}

static int
compare_doubles (const void *a, const void *b)
{
  const double *p = a, *q = b;

  return (*p > *q) - (*p < *q);
}

static Part
run (Bench *self, GtkAdjustment *adjustment, double step)
{
  guint tick;

  self->adjustment = adjustment;
  self->step = step;
  self->n = 0;
  self->wall_before = g_get_monotonic_time ();
  self->cpu_before = thread_time ();
  tick = gtk_widget_add_tick_callback (self->window, on_tick, self, NULL);
  gtk_widget_queue_draw (self->window);
  g_main_loop_run (self->loop);
  gtk_widget_remove_tick_callback (self->window, tick);
  qsort (self->wall + N_FIRST, N_FRAMES, sizeof (double), compare_doubles);
  qsort (self->cpu + N_FIRST, N_FRAMES, sizeof (double), compare_doubles);
  return (Part){ self->wall[N_FIRST + N_FRAMES / 2], self->wall[N_FIRST + N_FRAMES * 95 / 100],
                 self->cpu[N_FIRST + N_FRAMES / 2] };
}

static void
print_part (const char *name, const Part *part, const Part *bare)
{
  printf (", \"%s\": {\"median_ms\": %.2f, \"p95_ms\": %.2f, \"thread_ms\": %.2f, \"ratio\": %.2f, "
          "\"thread_ratio\": %.2f}",
          name, part->median, part->p95, part->cpu, part->median / bare->median, part->cpu / bare->cpu);
}

static void
on_draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  cairo_set_source_rgb (cr, 0.2, 0.4, 0.6);
  cairo_paint (cr);
}

static void
present (Bench *self, GtkWidget *child)
{
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (self->window), child);
  gtk_window_present (GTK_WINDOW (self->window));
  g_signal_connect (gtk_widget_get_frame_clock (self->window), "after-paint", G_CALLBACK (on_painted), self);
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("nqp-grid-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "p.nqp", NULL);
  g_autoptr (NqpSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree Bench *self = g_new0 (Bench, 1);
  GtkWidget *view, *grid, *area;
  GtkAdjustment *across, *down;
  Part bare, rows, pages, side;

  if (!gtk_init_check ())
    {
      printf ("{\"name\": \"grid\", \"skipped\": \"needs a display\"}\n");
      return 77;
    }
  adw_init ();
  {
    g_autoptr (NqpPanel) panel = random_panel (&spec);

    if (!nqp_project_create (path, panel, NULL, NULL, "weights=equal", FALSE, &error))
      g_error ("%s", error->message);
  }
  session = nqp_session_new (NQP_LANG_EN);
  if (!nqp_session_open (session, path, &error))
    g_error ("%s", error->message);
  self->loop = g_main_loop_new (NULL, FALSE);

  area = gtk_drawing_area_new ();
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), on_draw, NULL, NULL);
  present (self, area);
  bare = run (self, NULL, 0);
  gtk_window_destroy (GTK_WINDOW (self->window));

  view = g_object_new (NQP_TYPE_VALUES_VIEW, NULL);
  nqp_values_view_set_session (NQP_VALUES_VIEW (view), session);
  present (self, view);
  nqp_values_view_changed (NQP_VALUES_VIEW (view), NQP_CHANGE_VIEW);
  grid = find_type (view, NQP_TYPE_GRID);
  /* regions and indicators of a year: the widest of the three */
  nqp_grid_show (NQP_GRID (grid),
                 nqp_value_grid_new (nqp_session_get_panel (session), nqp_session_get_scores (session),
                                     NQP_LANG_EN, NQP_GRID_OF_YEAR, spec.n_years - 1),
                 FALSE);
  across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (grid));
  down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (grid));
  run (self, down, 1); /* columns have their widths then */
  rows = run (self, down, 57);
  pages = run (self, down, gtk_adjustment_get_page_size (down));
  side = run (self, across, 40);

  printf ("{\"name\": \"grid\", \"cells\": %d, \"bare\": {\"median_ms\": %.2f, \"thread_ms\": %.2f}",
          spec.n_regions * spec.n_years * spec.n_indicators, bare.median, bare.cpu);
  print_part ("rows", &rows, &bare);
  print_part ("pages", &pages, &bare);
  print_part ("side", &side, &bare);
  printf ("}\n");
  fflush (stdout);
  g_unlink (path);
  g_rmdir (folder);
  _exit (0); /* what the window holds is the system's to take */
}
