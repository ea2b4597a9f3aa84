/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A block of 100,000 values set in the largest project the program is made for, undone and redone: bench-values. Once it is all years
 * of many regions, once 36 indicators of all regions, pasted as text. As a ratio to one value set and undone, and to reading the
 * panel. Times are what the thread computes. Prints one JSON line. */
#include "nqp-document.h"
#include "nqp-value-grid.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <time.h>

#include "../unit/random-panel.h"

#define N_CELLS 100000
#define N_ROUNDS 3

static const RandomPanel spec = { .n_regions = 2800, .n_years = 25, .n_indicators = 60, .seed = 7 };

/* Of the thread, since it was called last. */
static double
elapsed_ms (double *before)
{
  struct timespec t;
  double now, since;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  now = (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
  since = now - *before;
  *before = now;
  return since;
}

static void
must (gboolean done, GError *error)
{
  if (!done)
    g_error ("%s", error->message);
}

/* All years of as many regions as it takes, of one series and the first of the next. */
static NqpCellValue *
make_block (const NqpPanel *panel, double by)
{
  NqpCellValue *cells = g_new (NqpCellValue, N_CELLS);

  for (int k = 0; k < N_CELLS; k++)
    {
      const int per_series = panel->n_regions * panel->n_years;
      const int s = 20 + k / per_series, c = k % per_series;

      cells[k] = (NqpCellValue){ s, c % panel->n_years, c / panel->n_years, 0 };
      cells[k].value = panel->values[nqp_panel_cell (panel, s, cells[k].year, cells[k].region)] * by;
    }
  return cells;
}

typedef struct
{
  double block, undo, redo; /* ms */
} Times;

static void
add_times (NqpDocument *document, double *timer, const NqpCellValue *cells, Times *times)
{
  g_autoptr (GError) error = NULL;

  elapsed_ms (timer);
  must (nqp_document_set_values (document, document->now.panel, cells, N_CELLS, NQP_VALUES_PASTED, &error),
        error);
  times->block += elapsed_ms (timer) / N_ROUNDS;
  must (nqp_document_undo (document, &error), error);
  times->undo += elapsed_ms (timer) / N_ROUNDS;
  must (nqp_document_redo (document, &error), error);
  times->redo += elapsed_ms (timer) / N_ROUNDS;
  must (nqp_document_undo (document, &error), error);
}

/* All regions of as many indicators as it takes, of the last year, as a spreadsheet copies them. */
static char *
make_text (const NqpPanel *panel)
{
  const int n = N_CELLS / panel->n_regions;
  GString *text = g_string_new (NULL);

  for (int i = 0; i < panel->n_regions; i++)
    for (int j = 0; j < n; j++)
      g_string_append_printf (text, "%.6g%c",
                              panel->values[nqp_panel_cell (panel, j, panel->n_years - 1, i)] * 1.02,
                              j + 1 < n ? '\t' : '\n');
  return g_string_free (text, FALSE);
}

/* The way from text to cells, in ms. */
static double
read_text (const NqpDocument *document, double *timer, GArray *cells)
{
  const NqpPanel *panel = document->now.panel;
  g_autoptr (NqpValueGrid) grid = nqp_value_grid_new (document->now.panel, document->now.scores, NQP_LANG_EN,
                                                      NQP_GRID_OF_YEAR, panel->n_years - 1);
  g_autofree char *text = make_text (panel);
  const NqpGridRange range = { 0, 0, 1, 1 };
  NqpGridRange covered;
  g_autoptr (GError) error = NULL;
  double ms;

  elapsed_ms (timer);
  must (nqp_value_grid_paste (grid, &range, text, cells, &covered, &error), error);
  ms = elapsed_ms (timer);
  while (cells->len < N_CELLS) /* to the round number, of the next indicator */
    {
      const int i = (int)cells->len % panel->n_regions;
      const NqpCellValue cell = { covered.n_columns, panel->n_years - 1, i, 1 + i };

      g_array_append_val (cells, cell);
    }
  return ms;
}

static void
print_times (const char *name, const Times *times, double one, double undo_one, double reading)
{
  printf (", \"%s\": {\"block_ms\": %.1f, \"undo_ms\": %.1f, \"redo_ms\": %.1f, \"ratio\": %.2f, "
          "\"undo_ratio\": %.2f, \"to_reading\": %.2f}",
          name, times->block, times->undo, times->redo, times->block / one, times->undo / undo_one,
          times->block / reading);
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nqp-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "p.nqp", NULL);
  double clock = 0, *timer = &clock;
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpDocument) document = NULL;
  Times years = { 0 }, indicators = { 0 };
  double one = 0, undo_one = 0, text = 0, reading;

  {
    g_autoptr (NqpPanel) panel = random_panel (&spec);

    must (nqp_project_create (path, panel, NULL, NULL, "weights=entropy", FALSE, &error), error);
  }
  document = nqp_document_open (path, NQP_LANG_EN, &error);
  must (document != NULL, error);
  elapsed_ms (timer);
  {
    g_autoptr (NqpPanel) read = nqp_project_read_panel (document->project, &error);

    must (read != NULL, error);
    reading = elapsed_ms (timer);
  }
  for (int k = 0; k < N_ROUNDS; k++)
    {
      g_autofree NqpCellValue *cells = make_block (document->now.panel, 1.01);
      g_autoptr (GArray) pasted = g_array_new (FALSE, FALSE, sizeof (NqpCellValue));

      elapsed_ms (timer);
      must (nqp_document_set_values (document, document->now.panel, cells, 1, NQP_VALUES_PASTED, &error),
            error);
      one += elapsed_ms (timer) / N_ROUNDS;
      must (nqp_document_undo (document, &error), error);
      undo_one += elapsed_ms (timer) / N_ROUNDS;
      add_times (document, timer, cells, &years);
      text += read_text (document, timer, pasted) / N_ROUNDS;
      add_times (document, timer, (const NqpCellValue *)pasted->data, &indicators);
    }
  printf ("{\"name\": \"values\", \"cells\": %d, \"reading_ms\": %.1f, \"one_ms\": %.1f, \"undo_one_ms\": "
          "%.1f, \"text_ms\": %.1f",
          N_CELLS, reading, one, undo_one, text);
  print_times ("years", &years, one, undo_one, reading);
  print_times ("indicators", &indicators, one, undo_one, reading);
  printf ("}\n");
  g_clear_pointer (&document, nqp_document_free);
  (void)g_remove (path);
  (void)g_rmdir (folder);
  return 0;
}
