/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be read of a damaged project becomes a sound one, whatever was damaged; what is lost is told. */
#include "fuzz-rounds.h"
#include "store-fixture.h"

#include "nqp-salvage.h"

#define N_ROUNDS fuzz_rounds (60)

typedef struct
{
  char *folder, *path, *target;
  char *content; /* of the sound project */
  gsize size;
  char *print;
} Files;

static NqpPanel *
large_panel (void)
{
  NqpPanel *panel = nqp_panel_new (200, 200, 12, 3, 2, 0, 0, 0);

  panel->title_en = g_strdup ("Large");
  for (int i = 0; i < 200; i++)
    panel->places[i].code = g_strdup_printf ("r%03d", i);
  for (int t = 0; t < 12; t++)
    panel->years[t] = 2010 + t;
  for (int s = 0; s < 3; s++)
    panel->series[s].code = g_strdup_printf ("S%d", s);
  for (int j = 0; j < 2; j++)
    {
      NqpIndicator *it = &panel->indicators[j];

      it->code = g_strdup_printf ("i%d", j);
      it->pillar = g_strdup ("drivers");
      it->component = g_strdup ("part");
      it->direction = 1;
      it->factor = 1;
      it->numerator = j;
      it->denominator = NQP_DENOMINATOR_NONE;
      it->lower = it->upper = NAN;
    }
  for (int c = 0; c < 200 * 12 * 3; c++)
    panel->values[c] = c + 0.25;
  return panel;
}

static void
make (const char *path, gboolean large)
{
  g_autoptr (NqpPanel) panel = large ? large_panel () : fixture_panel ();
  g_autoptr (NqpBoundaries) boundaries = fixture_boundaries ();
  g_autoptr (NqpFramework) framework = fixture_framework ();
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (GError) error = NULL;
  NqpText name = { (char *)"New", NULL };

  nqp_project_create (path, panel, boundaries, framework, "weights=equal", TRUE, &error);
  g_assert_no_error (error);
  project = fixture_open (path);
  g_assert_true (nqp_project_set_name (project, NQP_NAME_PROJECT, NULL, &name, "Name", &error));
  g_assert_true (nqp_project_set_value (project, large ? "S1" : "GDP", large ? "r007" : "110000",
                                        large ? 2013 : 2019, 5, "Value", &error));
  g_assert_no_error (error);
}

static void
set_up (Files *files, gconstpointer large)
{
  g_autoptr (NqpProject) project = NULL;

  files->folder = fixture_folder ();
  files->path = g_build_filename (files->folder, "damaged.nqp", NULL);
  files->target = g_build_filename (files->folder, "new.nqp", NULL);
  make (files->path, GPOINTER_TO_INT (large));
  project = fixture_open (files->path);
  files->print = fixture_print (project);
  g_clear_pointer (&project, nqp_project_close);
  g_assert_true (g_file_get_contents (files->path, &files->content, &files->size, NULL));
}

static void
tear_down (Files *files, gconstpointer large)
{
  fixture_remove (files->folder);
  g_free (files->folder);
  g_free (files->path);
  g_free (files->target);
  g_free (files->content);
  g_free (files->print);
}

/* Salvages @content. NULL: nothing could be saved, and there is no new file. */
static GPtrArray *
salvage (Files *files, const char *content, gsize size)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_loss_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  gsize size_after = 0;
  gboolean done;

  (void)g_remove (files->target);
  (void)g_remove (files->path); /* GLib leaves the end of a longer file */
  g_assert_true (
      g_file_set_contents_full (files->path, content, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  done = nqp_project_salvage (files->path, files->target, FALSE, NULL, losses, &error);
  g_assert_true (g_file_get_contents (files->path, &after, &size_after, NULL));
  g_assert_cmpmem (content, (int)size, after, (int)size_after);
  if (!done)
    {
      g_assert_nonnull (error);
      g_assert_false (g_file_test (files->target, G_FILE_TEST_EXISTS));
      return NULL;
    }
  g_assert_no_error (error);
  for (guint k = 0; k < losses->len; k++)
    {
      const NqpLoss *loss = losses->pdata[k];

      g_test_message ("lost: %s %d %s: %s", loss->table, (int)loss->rows, loss->what, loss->why);
    }
  fixture_assert_sound (files->target);
  {
    g_autoptr (NqpProject) project = fixture_open (files->target);
    g_autofree char *print = fixture_print (project); /* all of it can be read */
    g_autoptr (NqpBoundaries) boundaries = nqp_project_read_boundaries (project, &error);

    g_assert_no_error (error);
    g_assert_nonnull (print);
  }
  return g_steal_pointer (&losses);
}

static gint64
n_lost (const GPtrArray *losses, const char *table)
{
  gint64 n = 0;

  for (guint k = 0; k < losses->len; k++)
    {
      const NqpLoss *loss = losses->pdata[k];

      g_assert_nonnull (loss->why);
      if (g_strcmp0 (loss->table, table) == 0)
        n += loss->rows;
    }
  return n;
}

static void
assert_all_there (Files *files)
{
  g_autoptr (NqpProject) project = fixture_open (files->target);
  g_autofree char *print = fixture_print (project);

  g_assert_cmpstr (print, ==, files->print);
}

static void
test_sound (Files *files, gconstpointer data)
{
  g_autoptr (GPtrArray) losses = salvage (files, files->content, files->size);
  g_autoptr (NqpProject) project = fixture_open (files->target);
  g_autofree char *print = fixture_print (project);

  g_assert_cmpuint (losses->len, ==, 0);
  g_assert_cmpstr (print, ==, files->print);
  g_assert_cmpstr (nqp_project_undo_label (project), ==, "Value");
  g_assert_true (nqp_project_undo (project, NULL));
  g_assert_true (nqp_project_undo (project, NULL));
  g_assert_null (nqp_project_undo_label (project));
}

static void
test_truncated (Files *files, gconstpointer data)
{
  int n_saved = 0, n = 0;

  for (gsize size = 100; size < files->size; size += 4096 * 3 + 1000, n++)
    {
      g_autoptr (GPtrArray) losses = salvage (files, files->content, size);

      n_saved += losses != NULL;
      if (losses != NULL && losses->len == 0) /* the end is of indices */
        assert_all_there (files);
    }
  g_test_message ("%d of %d saved", n_saved, n);
  g_assert_cmpint (n_saved, >, 0);
  g_assert_null (salvage (files, files->content, 0));
}

/* Each page in turn: never more is lost than it held, and each loss is told. */
static void
test_zeroed (Files *files, gconstpointer data)
{
  const gsize n_pages = files->size / 4096;
  g_autofree char *content = g_malloc (files->size);
  int n_saved = 0;

  for (gsize page = 0; page < n_pages; page++)
    {
      g_autoptr (GPtrArray) losses = NULL;

      memcpy (content, files->content, files->size);
      memset (content + page * 4096, 0, 4096);
      losses = salvage (files, content, files->size);
      if (losses == NULL)
        continue;
      n_saved++;
      if (losses->len == 0)
        assert_all_there (files);
      g_assert_cmpint (n_lost (losses, "value"), <,
                       400); /* a row takes more than ten bytes; those of a lost place stay */
    }
  g_test_message ("%d of %d saved", n_saved, (int)n_pages);
  g_assert_cmpint (n_saved, >=, (int)n_pages * 3 / 4);
}

static void
test_flipped (Files *files, gconstpointer data)
{
  g_autoptr (GRand) random = fuzz_random (8);
  g_autofree char *content = g_malloc (files->size);
  int n_saved = 0;

  for (int round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GPtrArray) losses = NULL;

      memcpy (content, files->content, files->size);
      for (int k = g_rand_int_range (random, 1, 40); k > 0; k--)
        content[g_rand_int_range (random, g_rand_boolean (random) ? 0 : 100, (gint32)files->size)]
            ^= (char)(1 << g_rand_int_range (random, 0, 8));
      losses = salvage (files, content, files->size);
      n_saved += losses != NULL;
    }
  g_test_message ("%d of %d saved", n_saved, N_ROUNDS);
  g_assert_cmpint (n_saved, >=, N_ROUNDS / 2);
}

/* Rows that no opening would take are left out by name, and the rest is there. */
static void
test_contradictions (Files *files, gconstpointer data)
{
  static const struct
  {
    const char *sql, *table, *what;
  } cases[] = {
    { "UPDATE node SET weight = 7 WHERE code = 'dens'", "node", "dens" },
    { "UPDATE place SET latitude = 91 WHERE id = 1", "place", "120000" },
    { "UPDATE place SET group_id = 99 WHERE id = 0", "place", "110000" },
    { "UPDATE value SET value = 9e999 WHERE series_id = 1 AND year = 2021 AND place_id = 2", "value",
      "POP 2021" },
    { "UPDATE value SET year = 1 WHERE series_id = 0 AND place_id = 0 AND year = 2019", "value", "GDP 1" },
    { "UPDATE indicator SET role = 'king' WHERE code = 'out'", "indicator", "out" },
    { "UPDATE indicator SET numerator_id = 99 WHERE code = 'dens'", "indicator", "dens" },
    { "UPDATE neighbour SET b = 99 WHERE id = 1", "neighbour", "110000" },
    { "UPDATE flag SET year = 1999", "flag", "POP 1999" },
    { "UPDATE boundary SET wkb = x'0106' WHERE id = 0", "boundary", "0" },
    { "UPDATE framework SET kind = 'x' WHERE id = 'drivers'", "framework", "drivers" },
    { "UPDATE history SET changeset = x'00' WHERE id = 1", "history", "1" },
    { "DELETE FROM series WHERE code = 'POP'", "value", "#1" },
    { "UPDATE place SET has_data = 0 WHERE id = 0", "place", "110000" },
    { "INSERT INTO goalpost VALUES (1, 5, 3)", "goalpost", "dens" },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (GPtrArray) losses = NULL;
      g_autofree char *content = NULL, *sql = NULL;
      gsize size = 0;
      gboolean found = FALSE;

      g_assert_true (g_file_set_contents (files->path, files->content, (gssize)files->size, NULL));
      sql = g_strconcat ("PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0; ", cases[k].sql,
                         NULL);
      fixture_run_sql (files->path, sql);
      g_assert_true (g_file_get_contents (files->path, &content, &size, NULL));
      losses = salvage (files, content, size);
      g_assert_nonnull (losses);
      for (guint l = 0; l < losses->len; l++)
        {
          const NqpLoss *loss = losses->pdata[l];

          found = found
                  || (g_strcmp0 (loss->table, cases[k].table) == 0
                      && strstr (loss->what, cases[k].what) != NULL);
        }
      g_assert_true (found);
    }
}

/* A change that was interrupted is taken back in what is saved, and not where it lies. */
static void
test_interrupted (Files *files, gconstpointer data)
{
  g_autofree char *journal = g_strconcat (files->path, "-journal", NULL);
  g_autofree char *half = NULL, *kept = NULL, *after = NULL, *print = NULL;
  g_autoptr (GPtrArray) losses = NULL;
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (sqlite3) db = NULL;
  gsize size = 0, n_kept = 0, n_after = 0;

  g_assert_cmpint (sqlite3_open (files->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db, "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; UPDATE value SET value = -1",
                    NULL, NULL, NULL),
      ==, SQLITE_OK);
  g_assert_true (g_file_get_contents (files->path, &half, &size, NULL));
  g_assert_true (g_file_get_contents (journal, &kept, &n_kept, NULL));
  g_assert_cmpint (sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  g_clear_pointer (&db, sqlite3_close);
  g_assert_cmpint (memcmp (half, files->content, MIN (size, files->size)), !=,
                   0); /* some of it was written */
  g_assert_true (g_file_set_contents (journal, kept, (gssize)n_kept, NULL));

  losses = salvage (files, half, size);
  g_assert_nonnull (losses);
  g_assert_cmpuint (losses->len, ==, 0);
  g_assert_true (g_file_get_contents (journal, &after, &n_after, NULL));
  g_assert_cmpmem (kept, (int)n_kept, after, (int)n_after);
  project = fixture_open (files->target);
  print = fixture_print (project);
  g_assert_cmpstr (print, ==, files->print);
  g_assert_cmpint (g_remove (journal), ==, 0);
}

#define ADD(name, large, test)                                                                               \
  g_test_add ("/store/salvage/" name, Files, GINT_TO_POINTER (large), set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sound", FALSE, test_sound);
  ADD ("sound-large", TRUE, test_sound);
  ADD ("truncated", FALSE, test_truncated);
  ADD ("truncated-large", TRUE, test_truncated);
  ADD ("zeroed", FALSE, test_zeroed);
  ADD ("zeroed-large", TRUE, test_zeroed);
  ADD ("flipped", FALSE, test_flipped);
  ADD ("flipped-large", TRUE, test_flipped);
  ADD ("contradictions", FALSE, test_contradictions);
  ADD ("interrupted", TRUE, test_interrupted);
  return g_test_run ();
}
