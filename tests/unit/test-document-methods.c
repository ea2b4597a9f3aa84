/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-check.h"
#include "fuzz-rounds.h"

/* Every choice of the method, times edits that break one or the other: refused, or the project opens again as it was shown.
 * NQP_FUZZ_ROUNDS: all combinations in place of each seventeenth. */

static const RandomPanel spec
    = { .n_regions = 3, .n_years = 1, .n_indicators = 6, .flagged = TRUE, .seed = 11 };

/* ---- choices ----------------------------------------------------------------------------------------------------- */

/* Beside those a method knows by one name. */
static const char *const combined[] = { "combine(ahp+cv)", "combine(equal*entropy)" };

/* The @k-th of all combinations; FALSE: there are no more. */
static gboolean
make_line (int k, char *line, gsize size)
{
  line[0] = '\0';
  for (int stage = 0; stage < NQP_N_STAGES; stage++)
    {
      const gboolean is_scheme = strcmp (nqp_stages[stage].key, "weights") == 0;
      const int n = nqp_stages[stage].n, n_all = n + (is_scheme ? (int)G_N_ELEMENTS (combined) : 0);
      const int choice = k % n_all;

      k /= n_all;
      g_strlcat (line, nqp_stages[stage].key, size);
      g_strlcat (line, "=", size);
      g_strlcat (line, choice < n ? nqp_choice ((NqpStage)stage, choice)->id : combined[choice - n], size);
      g_strlcat (line, " ", size);
    }
  return k == 0;
}

/* ---- what breaks them -------------------------------------------------------------------------------------------- */

typedef gboolean (*Break) (NqpDocument *document, GError **error);

static gboolean
set_all (NqpDocument *document, const char *series, double value, GError **error)
{
  gboolean done = TRUE;

  for (int i = 0; i < spec.n_regions && done; i++)
    {
      g_autofree char *place = g_strdup_printf ("R%04d", i);

      done = nqp_document_set_value (document, series, place, 2000, value, error);
    }
  return done;
}

static gboolean
make_constant (NqpDocument *document, GError **error)
{
  return set_all (document, "S0", 7, error);
}

static gboolean
make_zero (NqpDocument *document, GError **error)
{
  return nqp_document_set_value (document, "S0", "R0000", 2000, 0, error);
}

/* The goalposts of i1 end at 1e6. */
static gboolean
go_beyond (NqpDocument *document, GError **error)
{
  return set_all (document, "S1", 2e6, error);
}

static gboolean
take_all (NqpDocument *document, GError **error)
{
  gboolean done = TRUE;

  for (int s = 0; s < spec.n_indicators && done; s++)
    {
      g_autofree char *series = g_strdup_printf ("S%d", s);

      done = set_all (document, series, NAN, error);
    }
  return done;
}

static gboolean
set_zero_goalposts (NqpDocument *document, GError **error)
{
  return nqp_document_set_goalposts (document, "i0", 1e6, NAN, NULL)
         || nqp_document_set_goalposts (document, "i0", NAN, -5, error);
}

static const Break breaks[] = { make_constant, make_zero, go_beyond, take_all, set_zero_goalposts };

/* ---- both ways round --------------------------------------------------------------------------------------------- */

typedef struct
{
  char *folder, *path;
  GBytes *sound;
  int n_done, n_refused;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NqpDocument) document = NULL;

  fixture->folder = fixture_folder ();
  fixture->path = check_project (fixture->folder, &spec, "weights=equal");
  document = check_open (fixture->path);
  g_assert_true (nqp_document_set_goalposts (document, "i1", NAN, 1e6, NULL));
  g_assert_true (nqp_document_set_judgement (document, "elements", "drivers", 3, NULL));
  g_clear_pointer (&document, nqp_document_free);
  fixture->sound = check_read_file (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_test_message ("%d done, %d refused", fixture->n_done, fixture->n_refused);
  g_assert_cmpint (fixture->n_done, >, 0);
  g_assert_cmpint (fixture->n_refused, >, 0);
  fixture_remove (fixture->folder);
  g_bytes_unref (fixture->sound);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
make_sound (Fixture *fixture)
{
  gsize size = 0;
  const char *content = g_bytes_get_data (fixture->sound, &size);

  g_assert_true (
      g_file_set_contents_full (fixture->path, content, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0666, NULL));
}

static void
count (Fixture *fixture, gboolean done, const GError *error)
{
  g_assert_true (done == (error == NULL));
  fixture->n_done += done;
  fixture->n_refused += !done;
}

/* The method first, or the values first; what went before keeps the project one that computes. */
static void
try (Fixture *fixture, const char *line, Break edit, gboolean method_first)
{
  g_autoptr (NqpDocument) document = NULL;
  g_autoptr (GError) first = NULL, second = NULL;
  gboolean done;

  make_sound (fixture);
  document = check_open (fixture->path);
  done = method_first ? check_set_method (document, line, &first) : edit (document, &first);
  count (fixture, done, first);
  if (done)
    {
      done = method_first ? edit (document, &second) : check_set_method (document, line, &second);
      count (fixture, done, second);
    }
  g_assert_null (document->now.trouble);
  check_same_as_file (document, fixture->path);
}

/* Behind the program's back: it opens, says why, and the plain method makes it whole. */
static void
force (Fixture *fixture, const char *line, Break edit)
{
  g_autoptr (NqpDocument) document = NULL;
  g_autofree char *sql = g_strdup_printf ("UPDATE project SET value = '%s' WHERE key = 'method'", line);
  g_autoptr (GError) error = NULL;

  make_sound (fixture);
  document = check_open (fixture->path);
  edit (document, NULL);
  g_clear_pointer (&document, nqp_document_free);
  fixture_run_sql (fixture->path, sql);
  document = check_open (fixture->path);
  if (document->now.trouble != NULL)
    {
      g_assert_true (nqp_document_take_plain_method (document, &error));
      g_assert_no_error (error);
    }
  g_assert_null (document->now.trouble);
  check_same_as_file (document, fixture->path);
}

static void
test_breaks (Fixture *fixture, gconstpointer data)
{
  const Break edit = breaks[GPOINTER_TO_INT (data)];
  const int stride = g_getenv ("NQP_FUZZ_ROUNDS") != NULL ? 1
                     : g_getenv ("NQP_SANITIZED") != NULL ? 311
                                                          : 101;
  char line[512];

  for (int k = 0; make_line (k, line, sizeof line); k += stride)
    {
      g_test_message ("%s", line);
      try (fixture, line, edit, TRUE);
      try (fixture, line, edit, FALSE);
      force (fixture, line, edit);
    }
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "constant", "zero", "beyond-goalpost", "all-missing", "goalposts" };

  /* What survives a power cut is asked elsewhere: no need to wait for a disk. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (gsize k = 0; k < G_N_ELEMENTS (breaks); k++)
    {
      g_autofree char *path = g_strdup_printf ("/document/methods/%s", names[k]);

      g_test_add (path, Fixture, GINT_TO_POINTER ((int)k), set_up, test_breaks, tear_down);
    }
  return g_test_run ();
}
