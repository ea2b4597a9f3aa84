/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process killed at any moment: the file opens, is sound, and holds every edit that was reported as made. */
#include "store-fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

#define ROUNDS 25
#define N_CELLS 12

/* Edit @k of the test: each of the twelve cells in turn gets the number of the edit. */
static gboolean
make_edit (NqpProject *project, int k)
{
  static const char *const series[] = { "GDP", "POP" };
  static const char *const places[] = { "110000", "120000", "130000" };
  static const int years[] = { 2019, 2021 };
  int cell = k % N_CELLS;
  g_autofree char *label = g_strdup_printf ("%d", k);

  return nqp_project_set_value (project, series[cell / 6], places[cell % 3], years[cell / 3 % 2], k, label,
                                NULL);
}

static int
last_edit (NqpProject *project)
{
  const char *label = nqp_project_undo_label (project);

  return label != NULL ? atoi (label) : 0;
}

/* Starts @work in a process of its own; returns the reading end of a pipe it reports to. */
static int
start (void (*work) (const char *path, int report), const char *path, pid_t *out_child)
{
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  *out_child = fork ();
  g_assert_cmpint (*out_child, >=, 0);
  if (*out_child == 0)
    {
      work (path, ends[1]);
      _exit (0);
    }
  close (ends[1]);
  return ends[0];
}

/* Waits until the child is at work, then for a random while, kills it and returns what it reported last. */
static int
kill_and_collect (pid_t child, int report, GRand *rand, int max_wait_us)
{
  int last = 0, k = 0;

  g_assert_cmpint (read (report, &last, sizeof last), ==, sizeof last);
  g_usleep ((gulong)g_rand_int_range (rand, 0, max_wait_us));
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  while (read (report, &k, sizeof k) == sizeof k)
    last = k;
  close (report);
  return last;
}

static void
keep_editing (const char *path, int report)
{
  NqpProject *project = nqp_project_open (path, NQP_OPEN_READ_WRITE, NULL);

  if (project == NULL)
    return;
  for (int k = last_edit (project) + 1; make_edit (project, k); k++)
    if (write (report, &k, sizeof k) != sizeof k)
      return;
}

static void
test_edits (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autofree char *list = NULL;
  int n_more = 0, last = 0;

  for (int round = 0; round < ROUNDS; round++)
    {
      pid_t child;
      int report = start (keep_editing, path, &child);
      int reported = kill_and_collect (child, report, rand, 20000);
      g_autoptr (NqpProject) project = NULL;
      g_autoptr (NqpPanel) panel = NULL;

      g_assert_cmpint (reported, >, last);
      fixture_assert_sound (path);
      project = fixture_open (path);
      last = last_edit (project);
      g_assert_cmpint (last, >=, reported);
      g_assert_cmpint (last, <=, reported + 1); /* made, but killed before it could say so */
      n_more += last - reported;
      panel = nqp_project_read_panel (project, NULL);
      for (int k = MAX (1, last - N_CELLS + 1); k <= last; k++)
        g_assert_cmpfloat (panel->values[k % N_CELLS], ==, k);
    }
  g_test_message ("%d edits, %d of them made but not reported", last, n_more);
  {
    g_autoptr (NqpProject) project = fixture_open (path);

    while (nqp_project_undo_label (project) != NULL) /* all of them can still be undone */
      {
        g_assert_cmpint (last_edit (project), ==, last--);
        g_assert_true (nqp_project_undo (project, NULL));
      }
    g_assert_cmpint (last, ==, 0);
  }
  list = fixture_list (folder);
  g_assert_cmpstr (list, ==, "p.nqp");
  fixture_remove (folder);
}

static void
keep_undoing (const char *path, int report)
{
  NqpProject *project = nqp_project_open (path, NQP_OPEN_READ_WRITE, NULL);

  for (int k = 1; project != NULL; k++)
    {
      gboolean ok = nqp_project_undo_label (project) != NULL && k % 40 < 20
                        ? nqp_project_undo (project, NULL)
                        : nqp_project_redo (project, NULL) || nqp_project_undo (project, NULL);

      if (!ok || write (report, &k, sizeof k) != sizeof k)
        return;
    }
}

static void
test_undo (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  {
    g_autoptr (NqpProject) project = fixture_open (path);
    for (int k = 1; k <= 30; k++)
      g_assert_true (make_edit (project, k));
  }
  for (int round = 0; round < ROUNDS; round++)
    {
      pid_t child;
      int report = start (keep_undoing, path, &child);
      g_autoptr (NqpProject) project = NULL;
      g_autoptr (NqpPanel) panel = NULL;
      int last;

      kill_and_collect (child, report, rand, 20000);
      fixture_assert_sound (path);
      project = fixture_open (path);
      last = last_edit (project);
      panel = nqp_project_read_panel (project, NULL);
      for (int k = MAX (1, last - N_CELLS + 1); k <= last; k++) /* data and history agree */
        g_assert_cmpfloat (panel->values[k % N_CELLS], ==, k);
    }
  fixture_remove (folder);
}

/* The project number @k: its title says so. Large enough to be caught in the middle. */
static NqpPanel *
numbered_panel (int k)
{
  NqpPanel *panel = nqp_panel_new (400, 400, 20, 5, 0, 0, 0, 0);

  panel->title_en = g_strdup_printf ("%d", k);
  for (int i = 0; i < 400; i++)
    panel->places[i].code = g_strdup_printf ("r%d", i);
  for (int t = 0; t < 20; t++)
    panel->years[t] = t;
  for (int s = 0; s < 5; s++)
    panel->series[s].code = g_strdup_printf ("S%d", s);
  for (int c = 0; c < 40000; c++)
    panel->values[c] = k;
  return panel;
}

static void
keep_replacing (const char *path, int report)
{
  for (int k = 1;; k++)
    {
      g_autoptr (NqpPanel) panel = numbered_panel (k);

      if (!nqp_project_create (path, panel, NULL, NULL, "", TRUE, NULL)
          || write (report, &k, sizeof k) != sizeof k)
        return;
    }
}

static void
create_once (const char *path, int report)
{
  g_autoptr (NqpPanel) panel = numbered_panel (7);
  int started = 1;

  if (write (report, &started, sizeof started) == sizeof started)
    nqp_project_create (path, panel, NULL, NULL, "", FALSE, NULL);
}

static void
assert_whole (const char *path, int at_least, int at_most)
{
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (NqpPanel) panel = NULL;

  fixture_assert_sound (path);
  project = fixture_open (path);
  panel = nqp_project_read_panel (project, NULL);
  g_assert_cmpint (atoi (panel->title_en), >=, at_least);
  g_assert_cmpint (atoi (panel->title_en), <=, at_most);
  for (int c = 0; c < 40000; c++)
    g_assert_cmpfloat (panel->values[c], ==, atoi (panel->title_en));
}

static void
test_create (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "p.nqp", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  int n_absent = 0;

  for (int round = 0; round < ROUNDS; round++)
    {
      pid_t child;
      int report = start (create_once, path, &child);

      kill_and_collect (child, report, rand, 40000);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        {
          assert_whole (path, 7, 7);
          g_assert_cmpint (g_remove (path), ==, 0);
        }
      else
        n_absent++;
    }
  g_test_message ("%d of %d were killed before the project was there", n_absent, ROUNDS);
  for (int round = 0; round < ROUNDS; round++)
    {
      pid_t child;
      int report = start (keep_replacing, path, &child);
      int last = kill_and_collect (child, report, rand, 60000);

      assert_whole (path, last, last + 1);
    }
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/kill/edits", test_edits);
  g_test_add_func ("/store/kill/undo", test_undo);
  g_test_add_func ("/store/kill/create", test_create);
  return g_test_run ();
}
