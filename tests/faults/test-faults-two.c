/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two programs edit one file at once, undo and redo their own: no edit is lost, and nothing comes that nobody made. What each was told is
 * done is put in the order of the history; what follows from it is what the file holds. NQP_FUZZ_ROUNDS: edits of both together. */
#include "../unit/fuzz-rounds.h"
#include "worker.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#define EDITS 400
#define N_PROGRAMS 2
#define N_CELLS 18 /* few: they meet often */

/* What a program was told. */
typedef struct
{
  gint64 action;
  int cell;     /* of an edit; -1: a step */
  double value; /* of an edit; 1 = redone, 0 = undone */
} Done;

static void
cell_names (const NqpPanel *panel, int cell, const char **out_series, const char **out_place, int *out_year)
{
  *out_series = panel->series[cell % panel->n_series].code;
  *out_place = panel->places[cell / panel->n_series % panel->n_regions].code;
  *out_year = panel->years[cell / panel->n_series / panel->n_regions % panel->n_years];
}

static gboolean
edit (NqpDocument *document, GRand *rand, double value, Done *out)
{
  const char *series, *place;
  int year;
  g_autoptr (GError) error = NULL;

  out->cell = g_rand_int_range (rand, 0, N_CELLS);
  out->value = value;
  cell_names (document->now.panel, out->cell, &series, &place, &year);
  if (!nqp_document_set_value (document, series, place, year, value, &error))
    {
      /* the other one changed the same cell, or is writing */
      g_assert_true (error->domain == NQP_DOCUMENT_ERROR
                     || g_error_matches (error, NQP_STORE_ERROR, NQP_STORE_ERROR_BUSY));
      return FALSE;
    }
  out->action = nqp_project_undo_action (document->project);
  return TRUE;
}

static gboolean
step (NqpDocument *document, gboolean forth, Done *out)
{
  g_autoptr (GError) error = NULL;

  if ((forth ? nqp_project_redo_label : nqp_project_undo_label) (document->project) == NULL)
    return FALSE;
  if (!(forth ? nqp_document_redo : nqp_document_undo) (document, &error))
    {
      g_assert_true (error->domain == NQP_DOCUMENT_ERROR
                     || g_error_matches (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CONFLICT)
                     || g_error_matches (error, NQP_STORE_ERROR, NQP_STORE_ERROR_BUSY));
      return FALSE;
    }
  out->cell = -1;
  out->value = forth;
  out->action = nqp_project_stepped_action (document->project);
  return TRUE;
}

static void
work (const char *path, int program, int n, int report)
{
  g_autoptr (NqpDocument) document = check_open (path);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32)(100 + program));
  int n_own = 0;

  for (int k = 0; k < n; k++)
    {
      Done done = { 0 };
      const int what = g_rand_int_range (rand, 0, 10);
      const gboolean made = what < 7 || n_own == 0 ? edit (document, rand, program * 1e6 + k + 1, &done)
                                                   : step (document, what == 9, &done);

      n_own += made && done.cell >= 0;
      if (made && write (report, &done, sizeof done) != sizeof done)
        _exit (2);
    }
}

/* ---- what follows from what they were told ------------------------------------------------------------------------- */

static GArray *
run_both (const char *path, int n, int *out_refused)
{
  GArray *all = g_array_new (FALSE, TRUE, sizeof (Done));
  int told[N_PROGRAMS];
  pid_t children[N_PROGRAMS];
  int status;

  for (int p = 0; p < N_PROGRAMS; p++)
    {
      /* into a file: neither waits for who reads */
      g_autofree char *name = g_strdup_printf ("%s.told-%d", path, p);

      told[p] = open (name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
      g_assert_cmpint (told[p], >=, 0);
      (void)unlink (name);
      children[p] = fork ();
      g_assert_cmpint (children[p], >=, 0);
      if (children[p] == 0)
        {
          work (path, p, n / N_PROGRAMS, told[p]);
          _exit (0);
        }
    }
  for (int p = 0; p < N_PROGRAMS; p++)
    {
      Done done;

      g_assert_cmpint (waitpid (children[p], &status, 0), ==, children[p]);
      g_assert_cmpint (status, ==, 0);
      g_assert_cmpint (lseek (told[p], 0, SEEK_SET), ==, 0);
      while (read (told[p], &done, sizeof done) == sizeof done)
        g_array_append_val (all, done);
      (void)close (told[p]);
    }
  *out_refused = n - (int)all->len;
  return all;
}

/* For each action: whether it is in force at the end. Only its own program steps over it, so the last word on it is the last step of
 * it in the order it was told. */
static GHashTable *
in_force (GArray *all)
{
  GHashTable *force = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const Done *it = &g_array_index (all, Done, i);

      g_hash_table_insert (force, g_memdup2 (&it->action, sizeof it->action),
                           GINT_TO_POINTER (it->cell >= 0 || it->value > 0 ? 1 : 2));
    }
  return force;
}

static void
check_cells (const char *path, const double *begin, GArray *all)
{
  g_autoptr (NqpDocument) document = check_open (path);
  g_autoptr (GHashTable) force = in_force (all);

  for (int cell = 0; cell < N_CELLS; cell++)
    {
      double expected = begin[cell], found = NAN;
      gint64 newest = 0;
      const NqpPanel *panel = document->now.panel;
      const char *series, *place;
      int year;

      for (guint i = 0; i < all->len; i++)
        {
          const Done *it = &g_array_index (all, Done, i);

          if (it->cell == cell && it->action > newest
              && g_hash_table_lookup (force, &it->action) == GINT_TO_POINTER (1))
            {
              newest = it->action;
              expected = it->value;
            }
        }
      cell_names (panel, cell, &series, &place, &year);
      found = panel->values[nqp_panel_cell (panel, cell % panel->n_series,
                                            cell / panel->n_series / panel->n_regions % panel->n_years,
                                            cell / panel->n_series % panel->n_regions)];
      if (found != expected)
        g_error ("%s %s %d holds %g, expected %g (action %d)", series, place, year, found, expected,
                 (int)newest);
    }
}

static void
test_two (void)
{
  const RandomPanel spec = { .n_regions = 3, .n_years = 3, .n_indicators = 2, .seed = 21 };
  const int n = fuzz_rounds (EDITS);
  g_autofree char *folder = fixture_folder (), *list = NULL, *begin_text = NULL, *end_text = NULL;
  g_autofree char *path = check_project (folder, &spec, "weights=equal");
  g_autoptr (GArray) all = NULL;
  double begin[N_CELLS];
  int n_refused = 0, n_steps = 0, n_back = 0;

  {
    g_autoptr (NqpDocument) document = check_open (path);
    const NqpPanel *panel = document->now.panel;

    for (int cell = 0; cell < N_CELLS; cell++)
      begin[cell] = panel->values[nqp_panel_cell (panel, cell % panel->n_series,
                                                  cell / panel->n_series / panel->n_regions % panel->n_years,
                                                  cell / panel->n_series % panel->n_regions)];
    begin_text = check_print (document);
  }
  all = run_both (path, n, &n_refused);
  for (guint i = 0; i < all->len; i++)
    n_steps += g_array_index (all, Done, i).cell < 0;
  fixture_assert_sound (path);
  check_cells (path, begin, all);
  {
    /* and all of it can be taken back */
    g_autoptr (NqpDocument) document = check_open (path);
    g_autoptr (GError) error = NULL;

    while (nqp_project_undo_label (document->project) != NULL)
      {
        nqp_document_undo (document, &error);
        g_assert_no_error (error);
        n_back++;
      }
    end_text = check_print (document);
  }
  check_same_text (begin_text, end_text);
  g_test_message ("%d made, %d of them steps, %d refused, %d taken back", (int)all->len, n_steps, n_refused,
                  n_back);
  g_assert_cmpint (n_steps, >, n / 40);
  g_assert_cmpint (n_back, >, n / 10);
  list = fixture_list (folder);
  g_assert_cmpstr (list, ==, "p.nqp");
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/two", test_two);
  return g_test_run ();
}
