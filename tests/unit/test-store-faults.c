/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Full disks, missing permissions and damaged files: a clear error, and nothing is lost. */
#include "store-fixture.h"

#include "nqp-leftovers.h"
#include "nqp-project-private.h"

#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define SKIPPED 77

/* Runs @func in a process of its own, which may give up rights or change what is mounted. */
static void
run_apart (int (*func) (const char *folder), const char *folder)
{
  int status = 0;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    _exit (func (folder));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFEXITED (status) && WEXITSTATUS (status) == SKIPPED)
    g_test_skip ("not permitted here");
  else
    g_assert_cmpint (status, ==, 0);
}

static void
set_limit (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes == RLIM_INFINITY ? limit.rlim_max : bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* About 500 kB as a file. */
static NqpPanel *
large_panel (void)
{
  NqpPanel *panel = nqp_panel_new (1000, 1000, 5, 4, 0, 0, 0, 0);

  for (int i = 0; i < 1000; i++)
    panel->places[i].code = g_strdup_printf ("r%d", i);
  for (int t = 0; t < 5; t++)
    panel->years[t] = t;
  for (int s = 0; s < 4; s++)
    panel->series[s].code = g_strdup_printf ("S%d", s);
  for (int c = 0; c < 20000; c++)
    panel->values[c] = c / 7.0;
  return panel;
}

static void
test_size_limit (void)
{
  static const rlim_t limits[] = { 0, 100, 4096, 10000, 60000, 200000, 400000 };
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autofree char *fresh = g_build_filename (folder, "fresh.nqp", NULL);
  g_autofree char *big = g_build_filename (folder, "big.nqp", NULL);
  g_autofree char *list = NULL, *before = NULL, *after = NULL;
  gsize n_before = 0, n_after = 0;
  g_autoptr (NqpPanel) panel = large_panel ();
  g_autoptr (NqpProject) project = NULL;

  g_assert_true (nqp_project_create (big, panel, NULL, NULL, "", FALSE, NULL));
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  project = fixture_open (big);
  for (gsize k = 0; k < G_N_ELEMENTS (limits); k++)
    {
      GError *errors[3] = { NULL };
      gboolean created, replaced, copied;

      set_limit (limits[k]);
      created = nqp_project_create (fresh, panel, NULL, NULL, "", FALSE, &errors[0]);
      replaced = nqp_project_create (path, panel, NULL, NULL, "", TRUE, &errors[1]);
      copied = nqp_project_save_copy (project, path, NQP_COPY_REPLACE, &errors[2]);
      set_limit (RLIM_INFINITY);
      g_assert_false (created || replaced || copied);
      for (int e = 0; e < 3; e++)
        {
          g_assert_error (errors[e], NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
          g_assert_nonnull (strstr (errors[e]->message, e == 0 ? fresh : path));
          g_assert_nonnull (strstr (errors[e]->message, "larger than allowed"));
          g_clear_error (&errors[e]);
        }
    }
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, (int)n_before, after, (int)n_after);
  list = fixture_list (folder);
  g_assert_cmpstr (list, ==, "big.nqp,p.nqp");
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

/* An edit that does not fit is as if never made; the next one that fits works. */
static void
test_edit_limit (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (NqpScenario) scenario = nqp_scenario_new ("Long", 0, 0, 0);
  g_autofree char *before = fixture_print (project);
  struct stat st;

  for (int k = 0; k < NQP_WORDS_MAX_BYTES; k++)
    g_string_append_c (text, 'x');
  scenario->note = g_strdup (text->str);
  g_assert_cmpint (stat (path, &st), ==, 0);
  for (rlim_t limit = 0; limit <= (rlim_t)st.st_size + 8192; limit += 3000)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      gboolean edited;

      set_limit (limit);
      edited = nqp_project_save_scenario (project, scenario, "Long note", &error);
      set_limit (RLIM_INFINITY);
      g_assert_false (edited);
      g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
      after = fixture_print (project);
      g_assert_cmpstr (before, ==, after);
      g_assert_null (nqp_project_undo_label (project));
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_true (nqp_project_save_scenario (project, scenario, "Long note", &error));
    g_assert_no_error (error);
  }
  g_clear_pointer (&project, nqp_project_close);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

static int
in_small_file_system (const char *folder)
{
  g_autoptr (NqpPanel) panel = large_panel ();
  g_autofree char *path = NULL, *big = NULL, *before = NULL, *after = NULL, *list = NULL;
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (unshare (geteuid () == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) != 0
      || mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
      || mount ("tmpfs", folder, "tmpfs", 0, "size=256k") != 0)
    return SKIPPED;
  path = fixture_project (folder, "p.nqp");
  big = g_build_filename (folder, "big.nqp", NULL);
  g_assert_false (nqp_project_create (big, panel, NULL, NULL, "", FALSE, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "disk is full"));
  g_clear_error (&error);
  g_assert_false (nqp_project_create (path, panel, NULL, NULL, "", TRUE, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_clear_error (&error);

  /* edits until it is full */
  project = fixture_open (path);
  for (int k = 0; error == NULL; k++)
    {
      g_autoptr (NqpScenario) scenario = nqp_scenario_new ("Long", 0, 0, 0);

      g_clear_pointer (&before, g_free);
      before = fixture_print (project);
      scenario->note = g_strdup_printf ("%05000d", k);
      g_assert_cmpint (k, <, 100);
      nqp_project_save_scenario (project, scenario, "Long note", &error);
    }
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "disk is full"));
  after = fixture_print (project);
  g_assert_cmpstr (before, ==, after);
  g_clear_pointer (&project, nqp_project_close);
  fixture_assert_sound (path);
  list = fixture_list (folder);
  g_assert_cmpstr (list, ==, "p.nqp");
  return 0;
}

static void
test_full_disk (void)
{
  g_autofree char *folder = fixture_folder ();

  run_apart (in_small_file_system, folder);
  fixture_remove (folder);
}

static int
without_permission (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "p.nqp", NULL);
  g_autofree char *secret = g_build_filename (folder, "secret.nqp", NULL);
  g_autofree char *fresh = g_build_filename (folder, "fresh.nqp", NULL);
  g_autoptr (NqpPanel) panel = fixture_panel ();
  g_autoptr (NqpPanel) read = NULL;
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0 && setresuid (65534, 65534, 65534) != 0)
    return SKIPPED;
  g_assert_false (nqp_project_create (fresh, panel, NULL, NULL, "", FALSE, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "permission"));
  g_clear_error (&error);
  g_assert_false (nqp_project_create (path, panel, NULL, NULL, "", TRUE, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_clear_error (&error);

  project = nqp_project_open (path, NQP_OPEN_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (nqp_project_is_read_only (project));
  read = nqp_project_read_panel (project, &error);
  g_assert_no_error (error);
  g_assert_false (nqp_project_set_value (project, "GDP", "110000", 2019, 1, "x", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (nqp_project_save_copy (project, fresh, NQP_COPY_PLAIN, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_null (nqp_project_open (secret, NQP_OPEN_READ_WRITE, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "permission"));
  return 0;
}

static void
test_read_only_folder (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autofree char *secret = fixture_project (folder, "secret.nqp");
  g_autofree char *list = NULL;

  g_assert_cmpint (chmod (path, 0666), ==, 0); /* the file may be written, a journal beside it may not */
  g_assert_cmpint (chmod (secret, 0), ==, 0);
  g_assert_cmpint (chmod (folder, 0555), ==, 0);
  run_apart (without_permission, folder);
  g_assert_cmpint (chmod (folder, 0755), ==, 0);
  list = fixture_list (folder);
  g_assert_cmpstr (list, ==, "p.nqp,secret.nqp");
  fixture_remove (folder);
}

/* What a killed process left is removed by the next one in that folder; nothing else is, whatever its name. */
static void
test_leftovers (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *left = nqp_leftovers_make_name ("p.nqp");
  const char *const names[] = { left, ".nqp-abc123", ".p.nqp.0123456789abcdef.nqp-part" };
  g_autofree char *list = NULL, *path = NULL;

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autofree char *name = g_build_filename (folder, names[k], NULL);

      g_assert_true (g_file_set_contents (name, "x", 1, NULL));
    }
  path = fixture_project (folder, "p.nqp");
  list = fixture_list (folder);
  g_assert_cmpstr (list, ==, ".nqp-abc123,.p.nqp.0123456789abcdef.nqp-part,p.nqp");
  fixture_remove (folder);
}

static void
damage (GRand *rand, char *content, gsize *size)
{
  int kind = g_rand_int_range (rand, 0, 10);
  int n = kind < 4 ? 1 : g_rand_int_range (rand, 2, 40);

  if (kind == 9)
    {
      *size = (gsize)g_rand_int_range (rand, 0, (int)*size);
      return;
    }
  if (kind == 8) /* a stretch of zeros, as after a failed write */
    {
      gsize at = (gsize)g_rand_int_range (rand, 0, (int)*size);
      memset (content + at, 0, MIN (*size - at, 512));
      return;
    }
  for (int k = 0; k < n; k++)
    {
      /* half of them where SQLite keeps its bookkeeping: the first bytes of a page */
      gsize at = (gsize)g_rand_int_range (rand, 0, (int)*size);

      if (g_rand_boolean (rand))
        at = at / 4096 * 4096 + (gsize)g_rand_int_range (rand, 0, 120);
      if (at < *size)
        content[at] = (char)g_rand_int_range (rand, 0, 256);
    }
}

/* Opening and using what is left of a project gives an error or works; it never crashes (also under sanitizers). */
static void
test_damaged (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);
  g_autofree char *whole = NULL;
  gsize n_whole = 0;
  int n_opened = 0, n_read = 0;

  {
    g_autoptr (NqpProject) project = fixture_open (path);
    for (int k = 0; k < 5; k++)
      g_assert_true (nqp_project_set_value (project, "GDP", "110000", 2019, k, "Value", NULL));
    nqp_project_set_state (project, "page", "map");
  }
  g_assert_true (g_file_get_contents (path, &whole, &n_whole, NULL));
  for (int round = 0; round < 400; round++)
    {
      g_autofree char *content = g_memdup2 (whole, n_whole);
      gsize size = n_whole;
      g_autoptr (NqpProject) project = NULL;
      g_autoptr (NqpPanel) panel = NULL;
      g_autoptr (NqpBoundaries) boundaries = NULL;
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      g_autofree char *method = NULL, *state = NULL;

      damage (rand, content, &size);
      g_assert_true (
          g_file_set_contents_full (path, content, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0666, NULL));
      project = nqp_project_open (path, NQP_OPEN_READ_WRITE, &error);
      g_assert_true ((project == NULL) == (error != NULL));
      if (project == NULL)
        continue;
      n_opened++;
      sqlite3_exec (project->db, "PRAGMA synchronous = OFF", NULL, NULL, NULL); /* for speed */
      panel = nqp_project_read_panel (project, &error);
      g_assert_true ((panel == NULL) == (error != NULL));
      g_clear_error (&error);
      n_read += panel != NULL;
      boundaries = nqp_project_read_boundaries (project, NULL);
      method = nqp_project_read_method (project, NULL);
      state = nqp_project_get_state (project, "page");
      nqp_project_undo_label (project);
      nqp_project_check (project, problems, NULL);
      nqp_project_set_value (project, "POP", "120000", 2021, 3, "Value", NULL);
      for (int k = 0; k < 3; k++)
        nqp_project_undo (project, NULL);
      nqp_project_redo (project, NULL);
    }
  g_test_message ("%d of 400 opened, %d read", n_opened, n_read);
  g_assert_cmpint (n_opened, >, 10); /* else the test tests little */
  g_assert_cmpint (n_opened, <, 390);
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);
  g_test_add_func ("/store/faults/size-limit", test_size_limit);
  g_test_add_func ("/store/faults/edit-limit", test_edit_limit);
  g_test_add_func ("/store/faults/full-disk", test_full_disk);
  g_test_add_func ("/store/faults/read-only-folder", test_read_only_folder);
  g_test_add_func ("/store/faults/leftovers", test_leftovers);
  g_test_add_func ("/store/faults/damaged", test_damaged);
  return g_test_run ();
}
