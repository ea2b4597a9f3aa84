/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-components.h"
#include "random-panel.h"

static NqpPanel *
make_panel (void)
{
  const RandomPanel spec = { 5, 3, 6, 0, TRUE, 1 };

  return random_panel (&spec);
}

static void
test_new (void)
{
  g_autoptr (NqpPanel) panel = nqp_panel_new (4, 3, 2, 2, 1, 0, 0, 0);

  g_assert_cmpuint (nqp_panel_cell (panel, 1, 1, 2), ==, 11);
  for (int c = 0; c < 12; c++)
    {
      g_assert_true (isnan (panel->values[c]));
      g_assert_cmpint (panel->states[c], ==, NQP_CELL_OBSERVED);
    }
  g_assert_cmpint (panel->places[3].group, ==, -1);
  g_assert_true (isnan (panel->places[3].area_km2));
}

static void
test_find (void)
{
  g_autoptr (NqpPanel) panel = make_panel ();

  g_assert_cmpint (nqp_panel_find_place (panel, "R0003"), ==, 3);
  g_assert_cmpint (nqp_panel_find_place (panel, "nowhere"), ==, -1);
  g_assert_cmpint (nqp_panel_find_year (panel, 2002), ==, 2);
  g_assert_cmpint (nqp_panel_find_year (panel, 1999), ==, -1);
  g_assert_cmpint (nqp_panel_find_series (panel, "S7"), ==, 7);
  g_assert_cmpint (nqp_panel_find_indicator (panel, "i5"), ==, 5);
  g_assert_null (nqp_panel_find_flag (panel, 0, 0, 0));
  g_assert_cmpstr (nqp_panel_title (panel, NQP_LANG_EN), ==, "");
  panel->title_zh = g_strdup ("标题");
  g_assert_cmpstr (nqp_panel_title (panel, NQP_LANG_EN), ==, "标题");
  nqp_text_clear (&panel->places[1].name);
  g_assert_cmpstr (nqp_panel_place_name (panel, 1, NQP_LANG_ZH), ==, "R0001");
}

static void
test_sources (void)
{
  g_autoptr (NqpPanel) panel = make_panel ();
  g_autofree char *sources = NULL;

  panel->series[0].source = g_strdup ("Bureau");
  panel->series[1].source = g_strdup ("Yearbook");
  panel->series[2].source = g_strdup ("Bureau");
  panel->series[4].source = g_strdup ("Nobody");
  panel->indicators[2].role = NQP_ROLE_CONTEXT;
  panel->indicators[3].source = g_strdup ("Own count");
  g_assert_cmpstr (nqp_panel_indicator_source (panel, 0), ==, "Bureau");
  g_assert_cmpstr (nqp_panel_indicator_source (panel, 3), ==, "Own count");
  sources = nqp_panel_sources (panel);
  g_assert_cmpstr (sources, ==, "Bureau; Yearbook; Own count");
}

static void
test_tree (void)
{
  g_autoptr (NqpPanel) panel = make_panel ();
  g_autoptr (NqpTree) tree = NULL;
  int pillar = -1;

  panel->indicators[1].role = NQP_ROLE_OUTPUT;
  g_free (panel->indicators[2].component);
  panel->indicators[2].component = NULL;
  tree = nqp_panel_make_tree (panel);
  g_assert_cmpint (tree->n_leaves, ==, 5);
  g_assert_cmpint (nqp_tree_find_indicator (tree, 1), ==, -1);
  g_assert_cmpstr (tree->nodes[0].id, ==, "index");
  /* pillars stand in the framework's order */
  for (int c = tree->nodes[0].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    {
      int found = nqp_pillar_find (tree->nodes[c].id);

      g_assert_cmpint (found, >, pillar);
      pillar = found;
    }
  g_assert_cmpint (tree->nodes[nqp_tree_find_indicator (tree, 2)].parent, ==,
                   nqp_tree_find (tree, "carriers"));
  for (int i = 0; i < tree->n_nodes; i++)
    if (tree->nodes[i].level == NQP_LEVEL_COMPONENT)
      g_assert_true (g_str_has_prefix (tree->nodes[i].id, tree->nodes[tree->nodes[i].parent].id));
}

static void
test_pillars (void)
{
  static const char *const cases[][3] = {
    { "drivers", "Technological innovation", "科技创新" },
    { "elements.labour-force", "New labour force", "新型劳动者" },
    { "relations.legal-system", "Legal system", "法律机制" },
    { "carriers.space-industry", "Space industry", NULL },
  };

  for (int p = 0; p < NQP_N_PILLARS; p++)
    g_assert_cmpint (nqp_pillar_find (nqp_pillar_id (p)), ==, p);
  g_assert_cmpint (nqp_pillar_find ("nothing"), ==, -1);
  g_assert_cmpint (nqp_pillar_find (NULL), ==, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NqpText name = nqp_pillar_name (cases[i][0]);

      g_assert_cmpstr (name.en, ==, cases[i][1]);
      g_assert_cmpstr (name.zh, ==, cases[i][2]);
      nqp_text_clear (&name);
    }
}

/* Components of one's own: ids made of names, found again by both, never two of one id. */
static void
test_components (void)
{
  static const struct
  {
    const char *pillar, *text;
    gboolean may_be_id;
    const char *id, *en, *zh;
  } cases[] = {
    { "drivers", "green", TRUE, "green", NULL, NULL }, /* one that the program knows */
    { "drivers", "drivers.green", FALSE, "green", NULL, NULL },
    { "drivers", "绿色转型", TRUE, "green", NULL, NULL },
    { "drivers", "GREEN TRANSFORMATION", TRUE, "green", NULL, NULL },
    { "drivers", "Green finance", TRUE, "green-finance", "Green finance", NULL },
    { "drivers", "green FINANCE", TRUE, "green-finance", "Green finance", NULL },
    { "drivers", "green-finance", TRUE, "green-finance", "Green finance", NULL },
    { "drivers", "Green finance?", TRUE, "green-finance-2", "Green finance?", NULL },
    { "elements", "Green finance", TRUE, "green-finance", "Green finance", NULL },
    { "drivers", "space-industry", TRUE, "space-industry", NULL, NULL },
    { "drivers", "sea-industry", FALSE, "sea-industry", "sea-industry", NULL },
    { "drivers", "绿色金融", TRUE, "part-1", NULL, "绿色金融" },
    { "drivers", "数字金融", TRUE, "part-2", NULL, "数字金融" },
    { "drivers", "绿色金融", TRUE, "part-1", NULL, "绿色金融" },
    { "drivers", "", TRUE, NULL, NULL, NULL },
    { "drivers", "drivers.", TRUE, NULL, NULL, NULL },
  };
  g_autoptr (NqpComponents) components = nqp_components_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *found
          = nqp_components_resolve (components, cases[i].pillar, cases[i].text, cases[i].may_be_id);
      g_autofree char *id = g_strconcat (cases[i].pillar, ".", found, NULL);
      const NqpText *name = nqp_components_get_name (components, id);

      g_assert_cmpstr (found, ==, cases[i].id);
      g_assert_cmpstr (name != NULL ? name->en : NULL, ==, cases[i].en);
      g_assert_cmpstr (name != NULL ? name->zh : NULL, ==, cases[i].zh);
    }
  /* the other language is added, another name is not */
  g_assert_true (
      nqp_components_give_name (components, "drivers.part-1", &(NqpText){ (char *)"Green finance", NULL }));
  g_assert_true (nqp_components_give_name (components, "drivers.part-1", &(NqpText){ NULL, NULL }));
  g_assert_false (
      nqp_components_give_name (components, "drivers.part-1", &(NqpText){ NULL, (char *)"金融" }));
  g_assert_cmpstr (nqp_components_get_name (components, "drivers.part-1")->en, ==, "Green finance");
  g_assert_cmpstr (nqp_components_get_name (components, "drivers.part-1")->zh, ==, "绿色金融");
}

static void
test_roles (void)
{
  NqpRole role;

  for (int i = NQP_ROLE_INDEX; i <= NQP_ROLE_UNASSIGNED; i++)
    {
      g_assert_true (nqp_role_parse (nqp_role_to_string ((NqpRole)i), &role));
      g_assert_cmpint (role, ==, i);
    }
  g_assert_false (nqp_role_parse ("boss", &role));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panel/new", test_new);
  g_test_add_func ("/panel/find", test_find);
  g_test_add_func ("/panel/sources", test_sources);
  g_test_add_func ("/panel/tree", test_tree);
  g_test_add_func ("/panel/pillars", test_pillars);
  g_test_add_func ("/panel/components", test_components);
  g_test_add_func ("/panel/roles", test_roles);
  return g_test_run ();
}
