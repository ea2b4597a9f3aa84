/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's window on thousands of counties: bench-county PROJECT. Each page is shown until its first picture is on the screen
 * and until nothing more is painted, a weight is dragged on the pages that follow the finger, one value is edited and the edit
 * undone. The yardsticks are of the same process: the first frame of an empty window, the frames of one that is painted anew as a
 * whole, and reading the panel from the file. Prints one JSON line. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "nqp-application.h"
#include "nqp-page.h"
#include "nqp-picture-memory.h"
#include "nqp-window.h"

#define N_STEPS 60 /* of a drag */
#define N_FIRST 2  /* these take with them what came before */
#define N_EDITS 5
#define SILENCE_MS 200 /* without a frame: all is painted */
#define PATIENCE_S 60

typedef struct
{
  GMainLoop *loop;
  GtkWidget *window;
  NqpSession *session;
  gint64 begin;       /* us */
  gint64 first, last; /* us: end of the first frame since, and of the last one */
  guint silence_id;
  int pillar; /* whose weight is dragged, -1 = none is */
  int n;
  double wall[N_STEPS + N_FIRST], cpu[N_STEPS + N_FIRST];
  gint64 wall_before, cpu_before;
} Bench;

typedef struct
{
  double median, p95, max, cpu;
} Steps;

static double
ms (gint64 us)
{
  return (double)us / 1000;
}

static gint64
thread_time (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (gint64)t.tv_sec * G_USEC_PER_SEC + t.tv_nsec / 1000;
}

/* "VmHWM", the most that was ever resident, "VmRSS", what is now, or "RssAnon", what of it is no file's; MB, 0 where the system does
 * not say. */
static double
memory (const char *what)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) || (line = strstr (text, what)) == NULL)
    return 0;
  return (double)g_ascii_strtoull (line + strlen (what) + 1, NULL, 10) * 1024 / 1e6;
}

/* ---- frames --------------------------------------------------------------------------------------------------- */

static gboolean
on_silence (gpointer user_data)
{
  Bench *self = user_data;

  self->silence_id = 0;
  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

static void
wait_for_silence (Bench *self, guint interval_ms)
{
  g_clear_handle_id (&self->silence_id, g_source_remove);
  self->silence_id = g_timeout_add_full (G_PRIORITY_LOW, interval_ms, on_silence, self, NULL);
}

static void
on_painted (GdkFrameClock *clock, Bench *self)
{
  const gint64 now = g_get_monotonic_time (), cpu = thread_time ();

  if (self->pillar >= 0)
    {
      self->wall[self->n] = ms (now - self->wall_before);
      self->cpu[self->n++] = ms (cpu - self->cpu_before);
      self->wall_before = now;
      self->cpu_before = cpu;
      if (self->n == N_STEPS + N_FIRST)
        g_main_loop_quit (self->loop);
      return;
    }
  if (self->first == 0)
    self->first = now;
  self->last = now;
  wait_for_silence (self, SILENCE_MS);
}

static void
begin (Bench *self)
{
  self->first = self->last = 0;
  wait_for_silence (self, PATIENCE_S * 1000);
  self->begin = g_get_monotonic_time ();
}

/* Until all is painted; the time to the first frame, and to the last. */
static void
end (Bench *self, double *out_first, double *out_all)
{
  g_main_loop_run (self->loop);
  if (self->first == 0)
    g_error ("nothing was painted for %d s", PATIENCE_S);
  *out_first = ms (self->first - self->begin);
  *out_all = ms (self->last - self->begin);
}

static void
watch (Bench *self, GtkWidget *window)
{
  self->window = window;
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted), self);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *self = user_data;

  if (self->session != NULL)
    nqp_session_drag_weight (self->session, self->pillar, 0.2 + 0.005 * self->n);
  else
    gtk_widget_queue_draw (gtk_window_get_child (GTK_WINDOW (widget)));
  return G_SOURCE_CONTINUE;
}

static int
compare_doubles (const void *a, const void *b)
{
  const double *p = a, *q = b;

  return (*p > *q) - (*p < *q);
}

/* As many frames as a drag has steps. */
static Steps
drag (Bench *self, int pillar)
{
  guint tick;
  Steps steps;

  self->pillar = pillar;
  self->n = 0;
  if (self->session != NULL)
    nqp_session_begin_drag (self->session, pillar);
  self->wall_before = g_get_monotonic_time ();
  self->cpu_before = thread_time ();
  tick = gtk_widget_add_tick_callback (self->window, on_tick, self, NULL);
  g_main_loop_run (self->loop);
  gtk_widget_remove_tick_callback (self->window, tick);
  self->pillar = -1;
  qsort (self->wall + N_FIRST, N_STEPS, sizeof (double), compare_doubles);
  qsort (self->cpu + N_FIRST, N_STEPS, sizeof (double), compare_doubles);
  steps = (Steps){ self->wall[N_FIRST + N_STEPS / 2], self->wall[N_FIRST + N_STEPS * 95 / 100],
                   self->wall[N_FIRST + N_STEPS - 1], self->cpu[N_FIRST + N_STEPS / 2] };
  return steps;
}

/* ---- yardsticks ------------------------------------------------------------------------------------------------ */

static void
on_draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  cairo_set_source_rgb (cr, 0.2, 0.4, 0.6);
  cairo_paint (cr);
}

static Steps
measure_bare (Bench *self, double *out_first_ms)
{
  GtkWidget *bare = gtk_window_new (), *area = gtk_drawing_area_new ();
  double all;
  Steps steps;

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), on_draw, NULL, NULL);
  gtk_window_set_child (GTK_WINDOW (bare), area);
  gtk_window_set_default_size (GTK_WINDOW (bare), 1280, 800);
  begin (self);
  gtk_window_present (GTK_WINDOW (bare));
  watch (self, bare);
  end (self, out_first_ms, &all);
  steps = drag (self, 0);
  gtk_window_destroy (GTK_WINDOW (bare));
  return steps;
}

static double
measure_reading (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpProject) project = nqp_project_open (path, NQP_OPEN_READ_ONLY, &error);
  gint64 t = g_get_monotonic_time ();
  g_autoptr (NqpPanel) panel = project != NULL ? nqp_project_read_panel (project, &error) : NULL;

  if (panel == NULL)
    g_error ("%s", error->message);
  return ms (g_get_monotonic_time () - t);
}

/* ---- the window ------------------------------------------------------------------------------------------------ */

static void
measure_pages (Bench *self, gboolean again, double yardstick)
{
  int n;
  const NqpPageInfo *pages = nqp_pages (&n);

  printf (", \"%s\": {", again ? "pages_again" : "pages");
  for (int i = again ? 0 : 1; i < n; i++) /* the first one was opened with the project */
    {
      double first, all;

      begin (self);
      nqp_window_show_page (NQP_WINDOW (self->window), pages[i].id);
      end (self, &first, &all);
      printf ("%s\"%s\": {\"first_ms\": %.1f, \"all_ms\": %.1f, \"ratio\": %.2f}", i > !again ? ", " : "",
              pages[i].id, first, all, first / yardstick);
    }
  printf ("}");
}

static NqpPage *
find_page (GtkWidget *widget)
{
  if (NQP_IS_PAGE (widget) && gtk_widget_get_mapped (widget))
    return NQP_PAGE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      NqpPage *page = find_page (child);

      if (page != NULL)
        return page;
    }
  return NULL;
}

static void
show (Bench *self, const char *page, const char *chart)
{
  double first, all;

  begin (self);
  nqp_window_show_page (NQP_WINDOW (self->window), page);
  if (chart != NULL)
    nqp_chart_view_set_chart_id (nqp_page_get_chart_view (find_page (self->window)), chart);
  gtk_widget_queue_draw (self->window);
  end (self, &first, &all);
}

static void
measure_drag (Bench *self, const char *name, const char *page, const char *chart, const Steps *bare)
{
  const int pillar = nqp_session_get_tree (self->session)->nodes[0].first_child;
  double first, all;
  Steps steps;

  show (self, page, chart);
  steps = drag (self, pillar);
  begin (self);
  nqp_session_drag_weight (self->session, pillar, 0.3);
  nqp_session_end_drag (self->session);
  end (self, &first, &all);
  printf (", \"drag_%s\": {\"step_ms\": %.1f, \"p95_ms\": %.1f, \"max_ms\": %.1f, \"thread_ms\": %.1f, "
          "\"ratio\": %.2f, "
          "\"end_ms\": %.1f}",
          name, steps.median, steps.p95, steps.max, steps.cpu, steps.median / bare->median, first);
}

/* One value, and back. */
static void
measure_edits (Bench *self, const char *page)
{
  double all, edit[N_EDITS], undo[N_EDITS];

  show (self, page, NULL);
  for (int i = 0; i < N_EDITS; i++)
    {
      g_autoptr (GError) error = NULL;
      const NqpPanel *panel = nqp_session_get_panel (self->session);
      const int year = panel->n_years - 1, region = panel->n_regions / 2 + i;
      double value = panel->values[nqp_panel_cell (panel, i, year, region)];

      begin (self);
      if (!nqp_session_set_value (self->session, i, year, region, value * 1.01, &error))
        g_error ("%s", error->message);
      end (self, &edit[i], &all);
      begin (self);
      nqp_session_undo (self->session);
      end (self, &undo[i], &all);
    }
  qsort (edit, N_EDITS, sizeof (double), compare_doubles);
  qsort (undo, N_EDITS, sizeof (double), compare_doubles);
  printf (", \"edit_%s\": {\"shown_ms\": %.1f, \"undo_ms\": %.1f}", page, edit[N_EDITS / 2],
          undo[N_EDITS / 2]);
}

int
main (int argc, char **argv)
{
  g_autoptr (NqpApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree Bench *self = g_new0 (Bench, 1);
  double empty_ms, empty_mb, empty_own_mb, first, all;
  Steps bare;
  NqpWindow *window;

  nqp_picture_memory_keep ();
  if (argc < 2 || !gtk_init_check ())
    {
      printf ("{\"name\": \"county\", \"skipped\": \"needs a display and a project\"}\n");
      return 77;
    }
  application = nqp_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  self->loop = g_main_loop_new (NULL, FALSE);
  self->pillar = -1;

  bare = measure_bare (self, &empty_ms);
  empty_mb = memory ("VmHWM");
  empty_own_mb = memory ("RssAnon");

  window = nqp_window_new (ADW_APPLICATION (application));
  nqp_window_start (window, &(NqpStart){ .project = argv[1], .page = (char *)"framework" });
  begin (self);
  gtk_window_present (GTK_WINDOW (window));
  watch (self, GTK_WIDGET (window));
  end (self, &first, &all);
  self->session = nqp_window_get_session (window);
  if (!nqp_session_has_project (self->session))
    g_error ("%s does not open", argv[1]);

  printf (
      "{\"name\": \"county\", \"regions\": %d, \"years\": %d, \"indicators\": %d, \"empty_window_ms\": %.1f, "
      "\"bare_frame_ms\": %.2f, \"bare_thread_ms\": %.2f, \"open_ms\": %.1f, \"opened_mb\": %.1f",
      nqp_session_get_panel (self->session)->n_regions, nqp_session_get_panel (self->session)->n_years,
      nqp_session_get_panel (self->session)->n_indicators, empty_ms, bare.median, bare.cpu, all,
      memory ("VmHWM"));
  measure_pages (self, FALSE, empty_ms);
  measure_pages (self, TRUE, empty_ms);
  printf (", \"shown_mb\": %.1f", memory ("VmHWM"));
  measure_drag (self, "map", "map", NULL, &bare);
  measure_drag (self, "tiles", "map", "map.tiles", &bare);
  measure_drag (self, "ranking", "ranking", NULL, &bare);
  measure_drag (self, "trends", "trends", NULL, &bare);
  measure_edits (self, "map");
  measure_edits (self, "ranking");
  printf (", \"peak_mb\": %.1f, \"resident_mb\": %.1f, \"own_mb\": %.1f, \"empty_window_mb\": %.1f, "
          "\"empty_own_mb\": %.1f, \"target_mb\": 250",
          memory ("VmHWM"), memory ("VmRSS"), memory ("RssAnon"), empty_mb, empty_own_mb);
  nqp_picture_memory_rest (); /* as a window does after a while */
  printf (", \"rested_mb\": %.1f", memory ("VmRSS"));
  /* at the end: it takes as much memory as the window's own */
  printf (", \"reading_ms\": %.1f}\n", measure_reading (argv[1]));
  fflush (stdout);
  _exit (0); /* what the window holds is the system's to take */
}
