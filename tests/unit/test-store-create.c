/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

static void
assert_same_text (const NqpText *a, const NqpText *b)
{
  g_assert_cmpstr (a->en, ==, b->en);
  g_assert_cmpstr (a->zh, ==, b->zh);
}

/* The same to the last bit, NaN included. */
static void
assert_same_number (double a, double b)
{
  if (isnan (a) || isnan (b))
    g_assert_true (isnan (a) && isnan (b));
  else
    g_assert_true (a == b);
}

static void
assert_same_places (const NqpPanel *a, const NqpPanel *b)
{
  g_assert_cmpint (a->n_places, ==, b->n_places);
  g_assert_cmpint (a->n_regions, ==, b->n_regions);
  for (int i = 0; i < a->n_places; i++)
    {
      const NqpRegion *x = &a->places[i], *y = &b->places[i];

      g_assert_cmpstr (x->code, ==, y->code);
      assert_same_text (&x->name, &y->name);
      g_assert_cmpint (x->group, ==, y->group);
      g_assert_cmpstr (x->initials, ==, y->initials);
      assert_same_number (x->longitude, y->longitude);
      assert_same_number (x->latitude, y->latitude);
      assert_same_number (x->area_km2, y->area_km2);
      g_assert_cmpint (x->tile_col, ==, y->tile_col);
      g_assert_cmpint (x->tile_row, ==, y->tile_row);
    }
  g_assert_cmpint (a->n_groups, ==, b->n_groups);
  for (int g = 0; g < a->n_groups; g++)
    assert_same_text (&a->groups[g], &b->groups[g]);
  g_assert_cmpint (a->n_neighbours, ==, b->n_neighbours);
  for (int k = 0; k < a->n_neighbours; k++)
    {
      g_assert_cmpint (a->neighbours[k].a, ==, b->neighbours[k].a);
      g_assert_cmpint (a->neighbours[k].b, ==, b->neighbours[k].b);
      g_assert_cmpstr (a->neighbours[k].kind, ==, b->neighbours[k].kind);
    }
}

static void
assert_same_indicators (const NqpPanel *a, const NqpPanel *b)
{
  g_assert_cmpint (a->n_indicators, ==, b->n_indicators);
  for (int j = 0; j < a->n_indicators; j++)
    {
      const NqpIndicator *x = &a->indicators[j], *y = &b->indicators[j];

      g_assert_cmpstr (x->code, ==, y->code);
      assert_same_text (&x->name, &y->name);
      assert_same_text (&x->unit, &y->unit);
      g_assert_cmpstr (x->pillar, ==, y->pillar);
      g_assert_cmpstr (x->component, ==, y->component);
      g_assert_cmpint (x->direction, ==, y->direction);
      g_assert_cmpint (x->role, ==, y->role);
      g_assert_cmpint (x->numerator, ==, y->numerator);
      g_assert_cmpint (x->denominator, ==, y->denominator);
      assert_same_number (x->factor, y->factor);
      g_assert_cmpstr (x->source, ==, y->source);
      g_assert_cmpstr (x->note, ==, y->note);
    }
}

static void
assert_same_series (const NqpPanel *a, const NqpPanel *b)
{
  g_assert_cmpint (a->n_years, ==, b->n_years);
  for (int t = 0; t < a->n_years; t++)
    g_assert_cmpint (a->years[t], ==, b->years[t]);
  g_assert_cmpint (a->n_series, ==, b->n_series);
  for (int s = 0; s < a->n_series; s++)
    {
      g_assert_cmpstr (a->series[s].code, ==, b->series[s].code);
      assert_same_text (&a->series[s].name, &b->series[s].name);
      assert_same_text (&a->series[s].unit, &b->series[s].unit);
      g_assert_cmpstr (a->series[s].source, ==, b->series[s].source);
      g_assert_cmpstr (a->series[s].note, ==, b->series[s].note);
    }
  for (int c = 0; c < a->n_series * a->n_years * a->n_regions; c++)
    {
      assert_same_number (a->values[c], b->values[c]);
      g_assert_cmpint (a->states[c], ==, b->states[c]);
    }
  g_assert_cmpint (a->n_flags, ==, b->n_flags);
  for (int f = 0; f < a->n_flags; f++)
    {
      g_assert_cmpint (a->flags[f].series, ==, b->flags[f].series);
      g_assert_cmpint (a->flags[f].year, ==, b->flags[f].year);
      g_assert_cmpint (a->flags[f].place, ==, b->flags[f].place);
      g_assert_cmpstr (a->flags[f].note, ==, b->flags[f].note);
      g_assert_cmpint (a->flags[f].accepted, ==, b->flags[f].accepted);
    }
}

static void
assert_same_tree (const NqpTree *a, const NqpTree *b)
{
  g_assert_cmpint (a->n_nodes, ==, b->n_nodes);
  for (int k = 0; k < a->n_nodes; k++)
    {
      g_assert_cmpstr (a->nodes[k].id, ==, b->nodes[k].id);
      assert_same_text (&a->nodes[k].name, &b->nodes[k].name);
      g_assert_cmpint (a->nodes[k].level, ==, b->nodes[k].level);
      g_assert_cmpint (a->nodes[k].parent, ==, b->nodes[k].parent);
      g_assert_cmpint (a->nodes[k].indicator, ==, b->nodes[k].indicator);
      assert_same_number (a->nodes[k].weight, b->nodes[k].weight);
      g_assert_cmpint (a->nodes[k].locked, ==, b->nodes[k].locked);
      g_assert_cmpint (a->nodes[k].on, ==, b->nodes[k].on);
    }
}

static void
assert_same_boundaries (const NqpBoundaries *a, const NqpBoundaries *b)
{
  g_assert_cmpint (a->n_shapes, ==, b->n_shapes);
  for (int k = 0; k < a->n_shapes; k++)
    {
      const NqpShape *x = &a->shapes[k], *y = &b->shapes[k];

      g_assert_cmpstr (x->code, ==, y->code);
      assert_same_text (&x->name, &y->name);
      g_assert_cmpint (x->kind, ==, y->kind);
      g_assert_cmpint (x->n_rings, ==, y->n_rings);
      for (int r = 0; r < x->n_rings; r++)
        {
          g_assert_cmpint (x->rings[r].n_points, ==, y->rings[r].n_points);
          g_assert_cmpmem (x->rings[r].xy, (gsize)x->rings[r].n_points * 2 * sizeof (double), y->rings[r].xy,
                           (gsize)y->rings[r].n_points * 2 * sizeof (double));
          g_assert_cmpint (x->rings[r].hole, ==, y->rings[r].hole);
        }
    }
}

static void
test_round_trip (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "项目 one.nqp");
  g_autoptr (NqpPanel) panel = fixture_panel ();
  g_autoptr (NqpBoundaries) boundaries = fixture_boundaries ();
  g_autoptr (NqpPanel) read = NULL;
  g_autoptr (NqpBoundaries) outlines = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autofree char *method = NULL;
  g_autofree char *list = NULL;

  read = nqp_project_read_panel (project, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->title_en, ==, panel->title_en);
  g_assert_cmpstr (read->title_zh, ==, panel->title_zh);
  assert_same_places (panel, read);
  assert_same_series (panel, read);
  assert_same_indicators (panel, read);
  assert_same_tree (panel->tree, read->tree);
  outlines = nqp_project_read_boundaries (project, &error);
  g_assert_no_error (error);
  assert_same_boundaries (boundaries, outlines);
  method = nqp_project_read_method (project, &error);
  g_assert_cmpstr (method, ==, "weights=entropy");
  g_assert_cmpint (nqp_project_schema_version (project), ==, 9);
  g_assert_false (nqp_project_is_read_only (project));
  g_assert_false (nqp_project_is_newer (project));
  g_assert_cmpstr (nqp_project_path (project), ==, path);
  list = fixture_list (folder);
  g_assert_cmpstr (list, ==, "项目 one.nqp");
  fixture_assert_sound (path);
  fixture_remove (folder);
}

static void
test_without_extras (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "p.nqp", NULL);
  g_autoptr (NqpPanel) panel = fixture_panel ();
  g_autoptr (NqpTree) expected = nqp_panel_make_tree (panel);
  g_autoptr (NqpBoundaries) outlines = NULL;
  g_autoptr (NqpPanel) read = NULL;
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *method = NULL;

  g_clear_pointer (&panel->title_zh, g_free);
  g_clear_pointer (&panel->tree, nqp_tree_unref);
  g_assert_true (nqp_project_create (path, panel, NULL, NULL, NULL, FALSE, &error));
  project = fixture_open (path);
  read = nqp_project_read_panel (project, &error);
  g_assert_no_error (error);
  g_assert_null (read->title_zh);
  assert_same_tree (expected, read->tree);
  outlines = nqp_project_read_boundaries (project, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outlines->n_shapes, ==, 0);
  method = nqp_project_read_method (project, &error);
  g_assert_cmpstr (method, ==, "");
  fixture_remove (folder);
}

/* The same panel gives the same file: builds can be reproduced. */
static void
test_deterministic (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *a = fixture_project (folder, "a.nqp");
  g_autofree char *b = fixture_project (folder, "b.nqp");
  g_autofree char *x = NULL, *y = NULL;
  gsize nx = 0, ny = 0;

  g_assert_true (g_file_get_contents (a, &x, &nx, NULL));
  g_assert_true (g_file_get_contents (b, &y, &ny, NULL));
  g_assert_cmpmem (x, (int)nx, y, (int)ny);
  fixture_remove (folder);
}

static void
test_existing (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "p.nqp", NULL);
  g_autofree char *text = NULL, *link = NULL;
  g_autoptr (NqpPanel) panel = fixture_panel ();
  g_autoptr (GError) error = NULL;
  struct stat st;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_cmpint (chmod (path, 0640), ==, 0);
  g_assert_false (nqp_project_create (path, panel, NULL, NULL, NULL, FALSE, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_clear_error (&error);

  /* nor is it when asked to replace, for it is no project */
  g_clear_pointer (&text, g_free);
  g_assert_false (nqp_project_create (path, panel, NULL, NULL, NULL, TRUE, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FOREIGN);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_assert_cmpint (truncate (path, 0), ==, 0); /* an empty one is */
  g_assert_true (nqp_project_create (path, panel, NULL, NULL, NULL, TRUE, &error));
  g_assert_no_error (error);

  /* through a symbolic link: what it points to is exchanged, not the link */
  link = g_build_filename (folder, "link.nqp", NULL);
  g_assert_cmpint (symlink ("p.nqp", link), ==, 0);
  g_assert_true (nqp_project_create (link, panel, NULL, NULL, NULL, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (lstat (link, &st), ==, 0);
  g_assert_true (S_ISLNK (st.st_mode));
  g_assert_cmpint (stat (path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0640);
  fixture_assert_sound (path);

  g_assert_false (nqp_project_create (folder, panel, NULL, NULL, NULL, TRUE, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_free (text);
  text = g_build_filename (folder, "no", "p.nqp", NULL);
  g_assert_false (nqp_project_create (text, panel, NULL, NULL, NULL, FALSE, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, text));
  fixture_remove (folder);
}

static void
test_state (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autofree char *value = NULL;

  g_assert_null (nqp_project_get_state (project, "page"));
  nqp_project_set_state (project, "page", "map");
  nqp_project_set_state (project, "page", "排名");
  nqp_project_set_state (project, "year", "2021");
  nqp_project_set_state (project, "year", NULL);
  g_assert_null (nqp_project_undo_label (project));
  g_clear_pointer (&project, nqp_project_close);
  project = nqp_project_open (path, NQP_OPEN_READ_ONLY, NULL);
  nqp_project_set_state (project, "page", "lost");
  value = nqp_project_get_state (project, "page");
  g_assert_cmpstr (value, ==, "排名");
  g_assert_null (nqp_project_get_state (project, "year"));
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/create/round-trip", test_round_trip);
  g_test_add_func ("/store/create/without-extras", test_without_extras);
  g_test_add_func ("/store/create/deterministic", test_deterministic);
  g_test_add_func ("/store/create/existing", test_existing);
  g_test_add_func ("/store/create/state", test_state);
  return g_test_run ();
}
