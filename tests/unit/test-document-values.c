/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-check.h"

/* A block of values: computed before it is written, one step of the history, refused as a whole. */

static const RandomPanel spec = { .n_regions = 9, .n_years = 4, .n_indicators = 12, .seed = 5 };

typedef struct
{
  char *folder, *path;
  NqpDocument *document;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_folder ();
  fixture->path = check_project (fixture->folder, &spec, "weights=entropy");
  fixture->document = check_open (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->document, nqp_document_free);
  fixture_assert_sound (fixture->path);
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* All regions and years of @n series, each value @by times what it is; every seventh missing. */
static GArray *
make_block (const NqpPanel *panel, int n, double by)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (NqpCellValue));

  for (int s = 0; s < n; s++)
    for (int t = 0; t < panel->n_years; t++)
      for (int i = 0; i < panel->n_regions; i++)
        {
          NqpCellValue cell = { s, t, i, panel->values[nqp_panel_cell (panel, s, t, i)] * by };

          if (cells->len % 7 == 3)
            cell.value = NAN;
          g_array_append_val (cells, cell);
        }
  return cells;
}

static gboolean
set_block (NqpDocument *document, int n, double by, GError **error)
{
  g_autoptr (GArray) cells = make_block (document->now.panel, n, by);

  return nqp_document_set_values (document, document->now.panel, (NqpCellValue *)cells->data, cells->len,
                                  NQP_VALUES_PASTED, error);
}

#define COUNT_IN_FORCE "SELECT count(*) FROM history WHERE undone = 0"

static void
test_block (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = check_print (document), *after = NULL, *undone = NULL, *redone = NULL;

  g_assert_true (set_block (document, 3, 1.25, &error));
  g_assert_no_error (error);
  after = check_print (document);
  g_assert_cmpstr (before, !=, after);
  g_assert_cmpint (check_count (fixture->path, COUNT_IN_FORCE), ==, 1);
  g_assert_cmpstr (nqp_project_undo_label (document->project), ==, "Paste of 108 values");
  check_same_as_file (document, fixture->path);
  g_assert_true (nqp_document_undo (document, &error));
  g_assert_no_error (error);
  undone = check_print (document);
  check_same_text (before, undone);
  check_same_as_file (document, fixture->path);
  g_assert_true (nqp_document_redo (document, &error));
  g_assert_no_error (error);
  redone = check_print (document);
  check_same_text (after, redone);
  check_same_as_file (document, fixture->path);
}

/* The same cells again: nothing to do, nothing in the history; some of them: these alone. */
static void
test_unchanged (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (GArray) cells = make_block (document->now.panel, 2, 1);
  NqpCellValue *first = &g_array_index (cells, NqpCellValue, 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (
      nqp_document_set_values (document, document->now.panel, first, 2, NQP_VALUES_FILLED, &error));
  g_assert_cmpint (check_count (fixture->path, COUNT_IN_FORCE), ==, 0);
  first->value += 1;
  g_assert_true (
      nqp_document_set_values (document, document->now.panel, first, 3, NQP_VALUES_FILLED, &error));
  g_assert_no_error (error);
  g_assert_cmpint (check_count (fixture->path, "SELECT count(*) FROM value WHERE edited = 1"), ==, 1);
  g_assert_cmpstr (nqp_project_undo_label (document->project), ==, "Fill of 1 cell");
}

/* Values as they came in are as if never touched, and what was missing is no row again. */
static void
test_back (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (NqpPanel) panel = nqp_panel_ref (document->now.panel);
  const gint64 n = check_count (fixture->path, "SELECT count(*) FROM value");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) cells = NULL;
  double original;

  g_assert_true (set_block (document, 2, 3, &error));
  g_assert_true (nqp_project_read_original (document->project, "S0", "R0000", 2000, &original));
  g_assert_cmpfloat (original, ==, panel->values[0]);
  g_assert_false (nqp_project_read_original (document->project, "S5", "R0000", 2000, &original));
  cells = make_block (panel, 2, 1);
  for (guint k = 0; k < cells->len; k++)
    {
      NqpCellValue *cell = &g_array_index (cells, NqpCellValue, k);

      cell->value = panel->values[nqp_panel_cell (panel, cell->series, cell->year, cell->region)];
    }
  g_assert_true (nqp_document_set_values (document, document->now.panel, (NqpCellValue *)cells->data,
                                          cells->len, NQP_VALUES_REPLACED, &error));
  g_assert_no_error (error);
  g_assert_cmpint (check_count (fixture->path, "SELECT count(*) FROM value WHERE edited = 1"), ==, 0);
  g_assert_cmpint (check_count (fixture->path, "SELECT count(*) FROM value"), ==, n);
  check_same_as_file (document, fixture->path);
}

/* One value of many that cannot be computed with, and one that is no number: nothing of it is written. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (GArray) cells = make_block (document->now.panel, 2, 1.5);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;

  g_assert_true (check_set_method (document, "normalise=distance", &error));
  before = check_print (document);
  g_array_index (cells, NqpCellValue, 20).value = 0;
  g_assert_false (nqp_document_set_values (document, document->now.panel, (NqpCellValue *)cells->data,
                                           cells->len, NQP_VALUES_PASTED, &error));
  g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
  g_clear_error (&error);
  g_array_index (cells, NqpCellValue, 20).value = INFINITY;
  g_assert_false (nqp_document_set_values (document, document->now.panel, (NqpCellValue *)cells->data,
                                           cells->len, NQP_VALUES_PASTED, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  after = check_print (document);
  check_same_text (before, after);
  check_same_as_file (document, fixture->path);
}

/* Another window changed one of the cells, which was not seen here; one that it changed to the same is no matter. */
static void
test_other_window (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (NqpDocument) other = check_open (fixture->path);
  g_autoptr (NqpPanel) seen = nqp_panel_ref (document->now.panel);
  const NqpCellValue theirs = { 1, 2, 3, 77 };
  NqpCellValue mine[] = { { 0, 0, 0, 5 }, { 1, 2, 3, 78 } };
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_document_set_values (other, other->now.panel, &theirs, 1, NQP_VALUES_PASTED, &error));
  g_assert_false (nqp_document_set_values (document, seen, mine, 2, NQP_VALUES_PASTED, &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED);
  g_clear_error (&error);
  mine[1].value = 77;
  g_assert_true (nqp_document_set_values (document, seen, mine, 2, NQP_VALUES_PASTED, &error));
  g_assert_no_error (error);
  check_same_as_file (document, fixture->path);
}

/* What two write by turns in blocks is what each reads of the other. */
static void
test_turns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NqpDocument) other = check_open (fixture->path);
  NqpDocument *both[] = { fixture->document, other };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (int k = 0; k < 40; k++)
    {
      NqpDocument *document = both[g_rand_int_range (rand, 0, 2)];
      g_autoptr (GError) error = NULL;

      g_assert_true (nqp_document_refresh (document, &error));
      if (k % 5 == 4)
        nqp_document_undo (document, NULL);
      else
        g_assert_true (set_block (document, g_rand_int_range (rand, 1, 12), 1 + 0.01 * k, &error));
      g_assert_no_error (error);
      check_same_as_file (document, fixture->path);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/document/values/block", Fixture, NULL, set_up, test_block, tear_down);
  g_test_add ("/document/values/unchanged", Fixture, NULL, set_up, test_unchanged, tear_down);
  g_test_add ("/document/values/back", Fixture, NULL, set_up, test_back, tear_down);
  g_test_add ("/document/values/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/document/values/other-window", Fixture, NULL, set_up, test_other_window, tear_down);
  g_test_add ("/document/values/turns", Fixture, NULL, set_up, test_turns, tear_down);
  return g_test_run ();
}
