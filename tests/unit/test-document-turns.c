/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document.h"
#include "random-panel.h"
#include "store-fixture.h"

#include <sys/wait.h>

/* Two processes edit one project by turns, each from what it saw before the other's turn: 10,000 edits, none lost. */

/* The sanitizers look at each kind of edit; thousands more of the same tell them nothing. */
#define N_EDITS (g_getenv ("NQP_SANITIZED") != NULL ? 1200 : 10000)

typedef struct
{
  int who, from, to; /* a byte read from one and written to the other is the turn */
} Turn;

static const char *const pillars[] = { "elements", "drivers" };

/* The edit of turn @k: weights in a pillar of its own and across all, cells and names of its own, and steps back and forth. */
static gboolean
edit (NqpDocument *document, int who, int k, GError **error)
{
  g_autofree char *place = g_strdup_printf ("R%04d", who);
  g_autofree char *number = g_strdup_printf ("%d", k);
  NqpText name = { number, NULL };
  int below = nqp_tree_find (document->now.tree, pillars[who]);

  switch (k / 2 % 6)
    {
    case 0:
      return nqp_document_set_value (document, "S0", place, 2000, k + 1, error);
    case 1:
      return nqp_document_set_weight (document, pillars[who], 0.2 + 0.001 * (k % 200), error);
    case 2:
      return nqp_document_set_name (document, NQP_NAME_PLACE, place, &name, error);
    case 3:
      return nqp_document_set_weight (
          document, document->now.tree->nodes[document->now.tree->nodes[below].first_child].id,
          0.3 + 0.001 * (k % 300), error);
    case 4:
      return nqp_document_set_value (document, "S1", place, 2001, k + 1, error);
    default:
      return nqp_document_undo (document, error) && nqp_document_redo (document, error);
    }
}

static int
take_turns (const char *path, const Turn *turn)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpDocument) document = nqp_document_open (path, NQP_LANG_EN, &error);
  char byte = 0;

  for (int k = turn->who; document != NULL && k < N_EDITS; k += 2)
    {
      if (read (turn->from, &byte, 1) != 1)
        return 1;
      if (!edit (document, turn->who, k, &error))
        {
          g_printerr ("# %d, turn %d: %s\n", turn->who, k, error->message);
          return 1;
        }
      if (k + 1 < N_EDITS && write (turn->to, &byte, 1) != 1)
        return 1;
    }
  return document == NULL;
}

static gint64
count (const char *path, const char *sql)
{
  g_autoptr (sqlite3) db = NULL;
  gint64 n = -1;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (nqp_sql_int (db, sql, &n), ==, SQLITE_OK);
  return n;
}

static void
test_turns (void)
{
  const RandomPanel spec = { .n_regions = 3, .n_years = 2, .n_indicators = 12, .seed = 7 };
  g_autoptr (NqpPanel) panel = random_panel (&spec);
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "p.nqp", NULL);
  g_autoptr (NqpDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  int to_first[2], to_second[2];
  pid_t children[2];

  g_assert_true (nqp_project_create (path, panel, NULL, NULL, "weights=equal", FALSE, &error));
  g_assert_cmpint (pipe (to_first), ==, 0);
  g_assert_cmpint (pipe (to_second), ==, 0);
  for (int who = 0; who < 2; who++)
    {
      const Turn turn = { who, who == 0 ? to_first[0] : to_second[0], who == 0 ? to_second[1] : to_first[1] };

      children[who] = fork ();
      g_assert_cmpint (children[who], >=, 0);
      if (children[who] == 0)
        {
          /* the other end of a pipe closes when its process ends, so that nobody waits for ever */
          close (who == 0 ? to_first[1] : to_second[1]);
          close (who == 0 ? to_second[0] : to_first[0]);
          _exit (take_turns (path, &turn));
        }
    }
  g_assert_cmpint (write (to_first[1], "x", 1), ==, 1);
  for (int k = 0; k < 2; k++)
    {
      close (to_first[k]);
      close (to_second[k]);
    }
  for (int who = 0; who < 2; who++)
    {
      int status = 0;

      g_assert_cmpint (waitpid (children[who], &status, 0), ==, children[who]);
      g_assert_cmpint (status, ==, 0);
    }

  document = nqp_document_open (path, NQP_LANG_EN, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (path, "SELECT count(*) FROM history WHERE undone = 1"), ==, 0);
  g_assert_cmpint (count (path, "SELECT count(DISTINCT made_by) FROM history"), ==, 2);
  /* each edit but the steps back and forth is there, as one action: only a weight may have been the wanted one already */
  g_assert_cmpint (count (path, "SELECT count(*) FROM history WHERE label NOT LIKE 'Weight%'"), ==,
                   N_EDITS / 2);
  g_assert_cmpint (count (path, "SELECT count(*) FROM history"), >=, N_EDITS * 4 / 5);
  for (int who = 0; who < 2; who++)
    {
      g_autofree char *name = NULL;
      const NqpPanel *now = document->now.panel;
      int last[6] = { 0 };

      for (int k = who; k < N_EDITS; k += 2)
        last[k / 2 % 6] = k;
      name = g_strdup_printf ("%d", last[2]);
      g_assert_cmpstr (now->places[who].name.en, ==, name);
      g_assert_cmpfloat (now->values[nqp_panel_cell (now, 0, 0, who)], ==, last[0] + 1);
      g_assert_cmpfloat (now->values[nqp_panel_cell (now, 1, 1, who)], ==, last[4] + 1);
    }
  g_clear_pointer (&document, nqp_document_free);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  /* Who comes first is the question here, not what survives a power cut: no need to wait for a disk. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/turns", test_turns);
  return g_test_run ();
}
