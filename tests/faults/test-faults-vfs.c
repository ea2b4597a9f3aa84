/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each step of a session on a disk of which any one call fails, or one and all after it: the fault is said, window and file are
 * equal, the file is as before the step or as after it, and the next try works. NQP_FUZZ_ROUNDS: at most so many places of a fault for each
 * step and kind, spread evenly; 0 = every one. */
#include "../unit/document-check.h"

#include "fault-vfs.h"
#include "nqp-document-append.h"
#include "nqp-salvage.h"

#include <stdlib.h>

#define PLACES 4 /* of the normal test */

typedef struct
{
  char *folder, *path;
  NqpDocument *document;
} Session;

typedef gboolean (*Step) (Session *session, GError **error);

/* ---- the steps ----------------------------------------------------------------------------------------------------- */

static gboolean
set_value (Session *session, GError **error)
{
  return nqp_document_set_value (session->document, "S0", "R0001", 2001, 42, error);
}

static gboolean
set_values (Session *session, GError **error)
{
  const NqpPanel *panel = session->document->now.panel;
  NqpCellValue cells[12];
  gsize n = 0;

  for (int i = 0; i < 4; i++)
    for (int t = 0; t < 3; t++)
      cells[n++] = (NqpCellValue){ 1, t, i, 100 + i * 7 + t };
  return nqp_document_set_values (session->document, panel, cells, n, NQP_VALUES_PASTED, error);
}

static gboolean
set_weight (Session *session, GError **error)
{
  const NqpTree *tree = session->document->now.tree;

  return nqp_document_set_weight (session->document, tree->nodes[tree->n_nodes - 1].id, 0.4, error);
}

static gboolean
set_method (Session *session, GError **error)
{
  return check_set_method (session->document, "normalise=zscore", error);
}

static gboolean
set_name (Session *session, GError **error)
{
  const NqpText name = { (char *)"Another name", (char *)"另一个" };

  return nqp_document_set_name (session->document, NQP_NAME_PLACE, "R0002", &name, error);
}

static gboolean
save_scheme (Session *session, GError **error)
{
  return nqp_document_save_scheme (session->document, "Mine", &session->document->now.method,
                                   session->document->now.tree, error)
         != 0;
}

static gboolean
undo (Session *session, GError **error)
{
  return nqp_document_undo (session->document, error);
}

static gboolean
redo (Session *session, GError **error)
{
  return nqp_document_redo (session->document, error);
}

static gboolean
append (Session *session, GError **error)
{
  const RandomPanel spec = { .n_regions = 7, .n_years = 4, .n_indicators = 6, .seed = 9 };
  g_autoptr (NqpPanel) from = random_panel (&spec);
  g_autoptr (NqpAppendPlan) plan
      = nqp_append_plan_new (session->document->now.panel, from, NULL, NULL, error);

  return plan != NULL && nqp_document_append (session->document, plan, "more.csv", error);
}

static gboolean
compact (Session *session, GError **error)
{
  gint64 size, smaller;

  return nqp_project_compact (session->document->project, FALSE, &size, &smaller, error);
}

static gboolean
compact_all (Session *session, GError **error)
{
  gint64 size, smaller;

  return nqp_project_compact (session->document->project, TRUE, &size, &smaller, error);
}

/* Those of a new file: it is there whole, or what was there before is. */
static char *
target (const Session *session)
{
  return g_build_filename (session->folder, "t.nqp", NULL);
}

static gboolean
save_copy (Session *session, GError **error)
{
  g_autofree char *path = target (session);

  return nqp_project_save_copy (session->document->project, path, NQP_COPY_REPLACE, error);
}

static gboolean
create (Session *session, GError **error)
{
  const RandomPanel spec = { .n_regions = 5, .n_years = 2, .n_indicators = 6, .seed = 3 };
  g_autofree char *path = target (session);
  g_autoptr (NqpPanel) panel = random_panel (&spec);
  g_autoptr (NqpFramework) framework = fixture_framework ();

  return nqp_project_create (path, panel, NULL, framework, "weights=equal", TRUE, error);
}

static gboolean
salvage (Session *session, GError **error)
{
  g_autofree char *path = target (session);
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_loss_free);

  return nqp_project_salvage (session->path, path, TRUE, NULL, losses, error);
}

static const struct
{
  const char *name;
  Step step;
  gboolean makes_file;
} steps[] = {
  { "value", set_value },
  { "undo", undo },
  { "redo", redo },
  { "values", set_values },
  { "weight", set_weight },
  { "method", set_method },
  { "undo-method", undo },
  { "redo-method", redo },
  { "name", set_name },
  { "scheme", save_scheme },
  { "append", append },
  { "undo-append", undo },
  { "redo-append", redo },
  { "compact", compact },
  { "copy", save_copy, TRUE },
  { "create", create, TRUE },
  { "salvage", salvage, TRUE },
  { "compact-all", compact_all },
};

/* ---- what holds afterwards ------------------------------------------------------------------------------------------- */

static char *
print_file (const char *path)
{
  g_autoptr (NqpDocument) document = g_file_test (path, G_FILE_TEST_EXISTS) ? check_open (path) : NULL;

  return document != NULL ? check_print (document) : g_strdup ("none");
}

/* The files as they were before the step. */
typedef struct
{
  GBytes *project, *target; /* NULL = none */
} Before;

static GBytes *
read_file (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS) ? check_read_file (path) : NULL;
}

static void
put_file (const char *path, GBytes *bytes)
{
  if (bytes == NULL)
    (void)g_remove (path);
  else
    g_assert_true (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                             (gssize)g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_NONE, 0666,
                                             NULL));
}

/* Nothing else is left, but for a journal in which nothing is to be taken back, which the next edit removes. */
static void
assert_folder (const Session *session, gboolean journal_too)
{
  g_autofree char *list = fixture_list (session->folder);

  if (strcmp (list, "p.nqp") != 0 && strcmp (list, "p.nqp,t.nqp") != 0
      && !(journal_too && strcmp (list, "p.nqp,p.nqp-journal") == 0)
      && !(journal_too && strcmp (list, "p.nqp,p.nqp-journal,t.nqp") == 0))
    g_error ("left behind: %s", list);
}

static void
assert_one_of (const char *found, const char *before, const char *after)
{
  if (strcmp (found, before) != 0)
    check_same_text (after, found);
}

/* One step with one fault. Returns: %FALSE if there was no call to fail any more */
static gboolean
try_fault (Session *session, guint k, Fault kind, int nth, gboolean lasting, const Before *files,
           const char *before, const char *after)
{
  g_autofree char *other = target (session);
  const char *watched = steps[k].makes_file ? other : session->path;
  g_autofree char *shown = NULL, *now = NULL, *kept = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done, failed;

  if (g_test_verbose ())
    g_printerr ("%s: %s %d%s\n", steps[k].name, fault_names[kind], nth, lasting ? ", lasting" : "");
  put_file (session->path, files->project);
  put_file (other, files->target);
  session->document = check_open (session->path);
  shown = check_print (session->document);
  fault_vfs_fail (kind, nth, lasting);
  done = steps[k].step (session, &error);
  if (lasting && nth % 2 == 1) /* the disk is gone until the program has ended */
    g_clear_pointer (&session->document, nqp_document_free);
  failed = fault_vfs_stop ();
  g_assert_true (done == (error == NULL));
  g_assert_true (done || failed);
  if (error != NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_nonnull (strstr (error->message, ".nqp"));
    }
  if (session->document != NULL && !steps[k].makes_file)
    {
      g_autofree char *here = check_print (session->document);

      check_same_text (done ? after : before, here);
      check_same_as_file (session->document, session->path);
    }
  now = print_file (watched);
  if (done)
    check_same_text (after, now);
  else
    assert_one_of (now, before, after);
  fixture_assert_sound (session->path);
  if (steps[k].makes_file)
    {
      kept = print_file (session->path);
      check_same_text (shown, kept);
    }
  assert_folder (session, !done && !steps[k].makes_file);
  /* and once more, on a disk that works */
  if (!done && strcmp (now, before) == 0)
    {
      g_autofree char *again = NULL;

      if (session->document == NULL)
        session->document = check_open (session->path);
      g_assert_true (steps[k].step (session, &error) || error != NULL);
      g_clear_error (&error);
      again = print_file (watched);
      check_same_text (after, again);
      assert_folder (session, FALSE);
    }
  g_clear_pointer (&session->document, nqp_document_free);
  return failed;
}

static int
count_places (Session *session, guint k, Fault kind, const Before *files)
{
  g_autofree char *other = target (session);
  int n = 0;

  for (int step = 256; step > 0; step /= 4) /* the first that is not reached, roughly from above */
    for (;; n += step)
      {
        gboolean failed;

        put_file (session->path, files->project);
        put_file (other, files->target);
        session->document = check_open (session->path);
        fault_vfs_fail (kind, n + step - 1, FALSE);
        (void)steps[k].step (session, NULL);
        failed = fault_vfs_stop ();
        g_clear_pointer (&session->document, nqp_document_free);
        if (!failed)
          break;
      }
  return n;
}

static void
test_step (gconstpointer data)
{
  const guint k = GPOINTER_TO_UINT (data);
  const RandomPanel spec = { .n_regions = 4, .n_years = 3, .n_indicators = 6, .flagged = TRUE, .seed = 5 };
  const char *wanted = g_getenv ("NQP_FUZZ_ROUNDS");
  const int most = wanted != NULL ? atoi (wanted) : PLACES;
  g_autofree char *folder = fixture_folder (), *before = NULL, *after = NULL, *other = NULL;
  Session session = { folder, NULL, NULL };
  Before files = { NULL, NULL };
  int n_tried = 0, n_places = 0;

  session.path = check_project (folder, &spec, "weights=equal");
  other = target (&session);
  session.document = check_open (session.path);
  for (guint i = 0; i < k; i++)
    {
      g_autoptr (GError) error = NULL;

      steps[i].step (&session, &error);
      g_assert_no_error (error);
    }
  g_clear_pointer (&session.document, nqp_document_free);
  if (!(k > 0 && steps[k - 1].makes_file)) /* once to a new name, then to one that is taken */
    (void)g_remove (other);
  files = (Before){ read_file (session.path), read_file (other) };
  before = print_file (steps[k].makes_file ? other : session.path);
  session.document = check_open (session.path);
  g_assert_true (steps[k].step (&session, NULL));
  g_clear_pointer (&session.document, nqp_document_free);
  after = print_file (steps[k].makes_file ? other : session.path);
  for (int kind = 0; kind < N_FAULTS; kind++)
    {
      const int n = count_places (&session, k, (Fault)kind, &files);
      const int stride = most > 0 ? MAX (1, n / most) : 1;

      n_places += n;
      for (int nth = 0; nth < n; nth += stride)
        for (int lasting = 0; lasting < 2; lasting++, n_tried++)
          if (!try_fault (&session, k, (Fault)kind, nth, lasting, &files, before, after))
            g_error ("%s: fault %d of kind “%s” did not come", steps[k].name, nth, fault_names[kind]);
    }
  g_test_message ("%d faults at %d places", n_tried, n_places);
  g_clear_pointer (&files.project, g_bytes_unref);
  g_clear_pointer (&files.target, g_bytes_unref);
  g_free (session.path);
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  /* What survives a power cut is asked elsewhere: no need to wait for a disk. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  fault_vfs_install ();
  g_test_init (&argc, &argv, NULL);
  for (guint k = 0; k < G_N_ELEMENTS (steps); k++)
    {
      g_autofree char *name = g_strdup_printf ("/faults/vfs/%s", steps[k].name);

      g_test_add_data_func (name, GUINT_TO_POINTER (k), test_step);
    }
  return g_test_run ();
}
