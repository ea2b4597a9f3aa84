/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A block of 100,000 values set in the largest project the program is made for, undone and redone: bench-values. As a ratio to one
 * value set and undone, and to reading the panel. Prints one JSON line. */
#include "nqp-document.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "../unit/random-panel.h"

#define N_CELLS 100000
#define N_ROUNDS 3

static const RandomPanel spec = { .n_regions = 2800, .n_years = 25, .n_indicators = 60, .seed = 7 };

static double
elapsed_ms (GTimer *timer)
{
  const double s = g_timer_elapsed (timer, NULL);

  g_timer_start (timer);
  return s * 1000;
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

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nqp-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "p.nqp", NULL);
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpDocument) document = NULL;
  double one = 0, undo_one = 0, block = 0, undo = 0, redo = 0, reading;

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

      elapsed_ms (timer);
      must (nqp_document_set_values (document, document->now.panel, cells, 1, NQP_VALUES_PASTED, &error),
            error);
      one += elapsed_ms (timer) / N_ROUNDS;
      must (nqp_document_undo (document, &error), error);
      undo_one += elapsed_ms (timer) / N_ROUNDS;
      must (
          nqp_document_set_values (document, document->now.panel, cells, N_CELLS, NQP_VALUES_PASTED, &error),
          error);
      block += elapsed_ms (timer) / N_ROUNDS;
      must (nqp_document_undo (document, &error), error);
      undo += elapsed_ms (timer) / N_ROUNDS;
      must (nqp_document_redo (document, &error), error);
      redo += elapsed_ms (timer) / N_ROUNDS;
      must (nqp_document_undo (document, &error), error);
    }
  printf (
      "{\"name\": \"values\", \"cells\": %d, \"reading_ms\": %.1f, \"one_ms\": %.1f, \"undo_one_ms\": %.1f, "
      "\"block_ms\": %.1f, \"undo_ms\": %.1f, \"redo_ms\": %.1f, \"block_ratio\": %.2f, \"undo_ratio\": "
      "%.2f, "
      "\"block_to_reading\": %.2f}\n",
      N_CELLS, reading, one, undo_one, block, undo, redo, block / one, undo / undo_one, block / reading);
  g_clear_pointer (&document, nqp_document_free);
  (void)g_remove (path);
  (void)g_rmdir (folder);
  return 0;
}
