/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scheme-cases.h"
#include "nqp-session.h"
#include "random-panel.h"
#include "store-fixture.h"

/* What the window shows of assumed values, drags and schemes, without a window. */

typedef struct
{
  char *folder, *path;
  NqpSession *session;
  int leaf, other;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  const RandomPanel spec = { .n_regions = 12, .n_years = 2, .n_indicators = 12, .seed = 11 };
  g_autoptr (NqpPanel) panel = random_panel (&spec);
  g_autoptr (NqpFramework) framework = fixture_framework ();
  g_autoptr (GError) error = NULL;

  f->folder = fixture_folder ();
  f->path = g_build_filename (f->folder, "p.nqp", NULL);
  nqp_project_create (f->path, panel, NULL, framework, "weights=equal", FALSE, &error);
  g_assert_no_error (error);
  f->session = nqp_session_new (NQP_LANG_EN);
  nqp_session_open (f->session, f->path, &error);
  g_assert_no_error (error);
  nqp_session_set_focus (f->session, 3);
  f->leaf = nqp_session_get_tree (f->session)->leaves[0];
  f->other = nqp_session_get_tree (f->session)->leaves[1];
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  nqp_session_close (f->session);
  g_clear_object (&f->session);
  fixture_assert_sound (f->path);
  fixture_remove (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

/* From press to release: some values under the finger, the last of them stays. */
static void
drag (Fixture *f, int leaf, double value)
{
  for (int i = 3; i >= 0; i--)
    nqp_session_assume (f->session, leaf, value + i);
  nqp_session_keep_assumed (f->session);
}

static double
assumed (Fixture *f)
{
  return nqp_session_get_assumed (f->session, f->leaf);
}

static double
weight (Fixture *f)
{
  NqpTree *tree = nqp_session_get_tree (f->session);

  return tree->nodes[nqp_tree_find (tree, "drivers")].weight;
}

static void
assert_near (double a, double b)
{
  g_assert_cmpfloat_with_epsilon (a, b, 1e-9);
}

static void
test_one_drag_one_step (Fixture *f, gconstpointer data)
{
  g_assert_null (nqp_session_get_undo_label (f->session));
  drag (f, f->leaf, 5);
  g_assert_true (g_str_has_prefix (nqp_session_get_undo_label (f->session), "Assumed value of "));
  drag (f, f->leaf, 9);
  nqp_session_undo (f->session);
  assert_near (assumed (f), 5);
  nqp_session_undo (f->session);
  g_assert_false (nqp_session_has_assumed (f->session));
  g_assert_null (nqp_session_get_undo_label (f->session));
  nqp_session_redo (f->session);
  nqp_session_redo (f->session);
  assert_near (assumed (f), 9);
  g_assert_null (nqp_session_get_redo_label (f->session));
  nqp_session_clear_assumed (f->session);
  g_assert_false (nqp_session_has_assumed (f->session));
  nqp_session_undo (f->session);
  assert_near (assumed (f), 9);

  /* there and back leaves no step */
  nqp_session_undo (f->session);
  nqp_session_undo (f->session);
  nqp_session_assume (f->session, f->leaf, 5);
  nqp_session_assume (f->session, f->leaf, NAN);
  nqp_session_keep_assumed (f->session);
  g_assert_null (nqp_session_get_undo_label (f->session));
}

static void
test_in_order_with_edits (Fixture *f, gconstpointer data)
{
  const int node = nqp_tree_find (nqp_session_get_tree (f->session), "drivers");
  const double before = weight (f);

  drag (f, f->leaf, 5);
  nqp_session_set_weight (f->session, node, 0.6);
  drag (f, f->leaf, 7);
  nqp_session_undo (f->session);
  assert_near (assumed (f), 5);
  assert_near (weight (f), 0.6);
  nqp_session_undo (f->session);
  assert_near (assumed (f), 5);
  assert_near (weight (f), before);
  nqp_session_undo (f->session);
  g_assert_false (nqp_session_has_assumed (f->session));
  g_assert_null (nqp_session_get_undo_label (f->session));

  nqp_session_redo (f->session);
  assert_near (assumed (f), 5);
  assert_near (weight (f), before);
  nqp_session_redo (f->session);
  assert_near (weight (f), 0.6);
  assert_near (assumed (f), 5);
  nqp_session_redo (f->session);
  assert_near (assumed (f), 7);
  g_assert_null (nqp_session_get_redo_label (f->session));

  /* what was taken back before something else was done is gone */
  nqp_session_undo (f->session);
  nqp_session_set_weight (f->session, node, 0.3);
  g_assert_null (nqp_session_get_redo_label (f->session));
  nqp_session_undo (f->session);
  g_assert_cmpstr (nqp_session_get_redo_label (f->session), !=, NULL);
  nqp_session_redo (f->session);
  assert_near (weight (f), 0.3);
  assert_near (assumed (f), 5);
}

static void
test_undo_goes_there (Fixture *f, gconstpointer data)
{
  drag (f, f->leaf, 5);
  nqp_session_set_focus (f->session, 7);
  nqp_session_set_year (f->session, 0);
  nqp_session_undo (f->session);
  g_assert_cmpint (nqp_session_get_focus (f->session), ==, 3);
  g_assert_cmpint (nqp_session_get_year (f->session), ==, 1);
  g_assert_false (nqp_session_has_assumed (f->session));
}

static void
test_names (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  drag (f, f->leaf, 5);
  g_assert_true (nqp_session_save_scenario (f->session, "Plan", &error));
  drag (f, f->leaf, 8); /* the file's: it has a name */
  assert_near (assumed (f), 8);
  nqp_session_undo (f->session);
  assert_near (assumed (f), 5);
  g_assert_cmpint (nqp_session_get_scenario (f->session), !=, 0);
  nqp_session_undo (f->session);
  g_assert_cmpint (nqp_session_get_scenario (f->session), ==, 0);
  assert_near (assumed (f), 5);
  nqp_session_undo (f->session);
  g_assert_false (nqp_session_has_assumed (f->session));
  g_assert_null (nqp_session_get_undo_label (f->session));
}

/* ---- what came of a drag ------------------------------------------------------------------------------------------- */

static int
rank (Fixture *f)
{
  NqpSession *s = f->session;

  return nqp_scores_rank (nqp_session_get_scores (s), nqp_session_get_measure (s), nqp_session_get_year (s),
                          nqp_session_get_focus (s));
}

static void
drag_weight (Fixture *f, double to)
{
  const int node = nqp_tree_find (nqp_session_get_tree (f->session), "drivers");

  nqp_session_begin_drag (f->session, node);
  nqp_session_drag_weight (f->session, node, to / 2);
  nqp_session_drag_weight (f->session, node, to);
  nqp_session_end_drag (f->session);
}

static void
test_outcome (Fixture *f, gconstpointer data)
{
  int before = 0;

  /* a region that moves */
  for (int i = 0; i < 12 && nqp_session_get_rank_shift (f->session) == 0; i++)
    {
      if (i > 0)
        nqp_session_undo (f->session);
      nqp_session_set_focus (f->session, i);
      before = rank (f);
      drag_weight (f, 0.95);
    }
  g_assert_cmpint (rank (f), !=, before);
  g_assert_cmpint (nqp_session_get_rank_shift (f->session), ==, before - rank (f));
  nqp_session_set_measure (f->session, f->leaf); /* an indicator stays where it is */
  g_assert_cmpint (nqp_session_get_rank_shift (f->session), ==, 0);
  nqp_session_set_measure (f->session, 0);
  g_assert_cmpint (nqp_session_get_rank_shift (f->session), ==, before - rank (f));

  nqp_session_undo (f->session);
  g_assert_cmpint (rank (f), ==, before);
  g_assert_cmpint (nqp_session_get_rank_shift (f->session), ==, 0);
  nqp_session_redo (f->session);
  g_assert_cmpint (nqp_session_get_rank_shift (f->session), ==, 0); /* long ago */

  nqp_session_undo (f->session);
  drag_weight (f, 0.95);
  g_assert_cmpint (nqp_session_get_rank_shift (f->session), !=, 0);
  nqp_session_set_on (f->session, f->leaf, FALSE);
  g_assert_cmpint (nqp_session_get_rank_shift (f->session), ==, 0);
}

/* ---- schemes compared ------------------------------------------------------------------------------------------------ */

static void
test_compare_has_weights (Fixture *f, gconstpointer data)
{
  gboolean built_in[NQP_N_SCHEMES] = { FALSE };
  g_autoptr (GPtrArray) of_index = NULL;
  g_autoptr (GPtrArray) of_leaf = NULL;

  built_in[NQP_SCHEME_ENTROPY] = TRUE;
  of_index = nqp_scheme_cases_new (f->session, built_in);
  nqp_session_set_measure (f->session, f->leaf);
  g_assert_cmpint (nqp_scheme_cases_measure (f->session), ==, 0);
  of_leaf = nqp_scheme_cases_new (f->session, built_in);
  for (guint k = 0; k < 2; k++)
    {
      const NqpSchemeCase *a = g_ptr_array_index (of_index, k), *b = g_ptr_array_index (of_leaf, k);

      g_assert_cmpmem (a->ranks, 12 * sizeof (int), b->ranks, 12 * sizeof (int));
      if (k > 0)
        g_assert_cmpfloat (b->spearman, <, 1);
    }
  nqp_session_set_measure (f->session, nqp_tree_find (nqp_session_get_tree (f->session), "drivers"));
  g_assert_cmpint (nqp_scheme_cases_measure (f->session), !=, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/session/what-if/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("one-drag-one-step", test_one_drag_one_step);
  ADD ("in-order-with-edits", test_in_order_with_edits);
  ADD ("undo-goes-there", test_undo_goes_there);
  ADD ("names", test_names);
  ADD ("outcome", test_outcome);
  ADD ("compare-has-weights", test_compare_has_weights);
  return g_test_run ();
}
