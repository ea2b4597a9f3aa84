/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that edits, undoes, redoes, appends and compacts is killed at any moment: the file opens, is sound, and holds what was
 * acknowledged, or that and the edit that was under way. A second file, on which nobody is killed, says what that is. NQP_FUZZ_ROUNDS:
 * how many are killed. */
#include "../unit/fuzz-rounds.h"
#include "worker.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#define ROUNDS 20

static void
keep_editing (const char *path, guint32 first, int report)
{
  g_autoptr (NqpDocument) document = check_open (path);

  for (guint32 k = first;; k++)
    {
      (void)worker_edit (document, k, NULL);
      if (write (report, &k, sizeof k) != sizeof k)
        return;
    }
}

/* Kills the editor after a while. Returns: the number of its last edit that it reported, or @first - 1 */
static guint32
edit_and_kill (const char *path, guint32 first, gulong wait)
{
  guint32 last = first - 1, k;
  int ends[2];
  pid_t child;

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      keep_editing (path, first, ends[1]);
      _exit (0);
    }
  (void)close (ends[1]);
  if (wait % 10 != 0) /* else also while it opens the file */
    g_assert_cmpint (read (ends[0], &last, sizeof last), ==, sizeof last);
  g_usleep (wait);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  while (read (ends[0], &k, sizeof k) == sizeof k)
    last = k;
  (void)close (ends[0]);
  return last;
}

static char *
print_all (const char *path)
{
  g_autoptr (NqpDocument) document = check_open (path);
  g_autofree char *content = check_print (document);
  const char *back = nqp_project_undo_label (document->project);
  const char *forth = nqp_project_redo_label (document->project);

  return g_strdup_printf ("%s\n%s\n%s", back != NULL ? back : "", forth != NULL ? forth : "", content);
}

/* What the killed one did, up to what it reported, and then the one it may have done. */
static gboolean
follow (const char *model, const char *found, guint32 first, guint32 last, gboolean *out_one_more)
{
  g_autofree char *expected = NULL, *more = NULL;
  {
    g_autoptr (NqpDocument) document = check_open (model);

    for (guint32 k = first; k <= last; k++)
      (void)worker_edit (document, k, NULL);
    expected = check_print (document);
    if (g_str_has_suffix (found, expected))
      {
        g_autofree char *after = NULL;

        g_clear_pointer (&document, nqp_document_free);
        after = print_all (model);
        *out_one_more = FALSE;
        if (strcmp (after, found) == 0)
          return TRUE;
        document = check_open (model);
      }
    (void)worker_edit (document, last + 1, NULL);
  }
  more = print_all (model);
  *out_one_more = TRUE;
  return strcmp (more, found) == 0;
}

static void
test_kill (void)
{
  const RandomPanel spec = { .n_regions = 6, .n_years = 3, .n_indicators = 6, .flagged = TRUE, .seed = 8 };
  const int rounds = fuzz_rounds (ROUNDS);
  g_autofree char *folder = fixture_folder (), *apart = fixture_folder ();
  g_autofree char *path = check_project (folder, &spec, "weights=equal");
  g_autofree char *model = g_build_filename (apart, "p.nqp", NULL);
  g_autofree char *list = NULL;
  g_autoptr (GRand) rand = fuzz_random (12);
  guint32 next = 1;
  int n_edits = 0, n_more = 0;

  for (int round = 0; round < rounds; round++)
    {
      g_autofree char *found = NULL;
      g_autoptr (GBytes) before = check_read_file (path);
      gboolean one_more = FALSE;
      guint32 last;

      /* a file that grew large is as good as a new one no more */
      g_assert_true (g_file_set_contents_full (model, g_bytes_get_data (before, NULL),
                                               (gssize)g_bytes_get_size (before), G_FILE_SET_CONTENTS_NONE,
                                               0666, NULL));
      last = edit_and_kill (path, next, (gulong)g_rand_int_range (rand, 0, 40000));
      fixture_assert_sound (path);
      found = print_all (path);
      if (!follow (model, found, next, last, &one_more))
        g_error ("round %d: after edit %u the file holds neither what was before nor what is after", round,
                 last);
      n_edits += (int)(last - next) + 1;
      n_more += one_more;
      next = last + 2; /* the one that was under way is not tried again: it may have been made */
    }
  g_test_message ("%d killed, %d edits acknowledged, %d made and not acknowledged", rounds, n_edits, n_more);
  {
    /* of a journal in which nothing is to be taken back the next edit is rid */
    g_autoptr (NqpDocument) document = check_open (path);

    g_assert_true (nqp_document_set_value (document, "S0", "R0000", 2000, 0.5, NULL));
  }
  list = fixture_list (folder);
  g_assert_cmpstr (list, ==, "p.nqp");
  fixture_remove (folder);
  fixture_remove (apart);
}

int
main (int argc, char **argv)
{
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/kill", test_kill);
  return g_test_run ();
}
