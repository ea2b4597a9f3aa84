/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include "nqp-search.h"

/* Finding regions, measures and indicators by what is typed. */

static void
test_fold (void)
{
  static const char *const pairs[][2] = { { "  Zürich ", "zurich" },
                                          { "ＡＢＣ", "abc" },
                                          { "CÔTE d’Ivoire", "cote d’ivoire" },
                                          { "北京", "北京" },
                                          { "STRASSE", "strasse" },
                                          { "straße", "strasse" },
                                          { "", "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *folded = nqp_search_fold (pairs[i][0]);

      g_assert_cmpstr (folded, ==, pairs[i][1]);
    }
}

/* From the best answer to none. */
static void
test_quality (void)
{
  static const char *const texts[] = { "New York State", "纽约", NULL };
  static const char *const codes[] = { "US-NY", "ny", NULL };
  static const char *const queries[]
      = { "new york state", "new y", "us-", "york", "ork", "s-ny", "纽", "约", "", "ny", "york state x" };
  g_autoptr (NqpSearchItem) item = nqp_search_item_new (7, texts, codes);
  guint quality[G_N_ELEMENTS (queries)];

  g_assert_cmpint (nqp_search_item_get_position (item), ==, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    quality[i] = nqp_search_item_match (item, queries[i]);
  for (int i = 1; i < 5; i++)
    g_assert_cmpuint (quality[i - 1], >, quality[i]);
  g_assert_cmpuint (quality[4], >, 0);
  g_assert_cmpuint (quality[5], ==, 0); /* codes by their beginning */
  g_assert_cmpuint (quality[6], ==, quality[1]);
  g_assert_cmpuint (quality[7], ==, quality[4]);
  g_assert_cmpuint (quality[8], ==, quality[0]); /* nothing typed: everything is there */
  g_assert_cmpuint (quality[9], ==, quality[0]);
  g_assert_cmpuint (quality[10], ==, 0);
}

static int
best (GPtrArray *items, const char *query)
{
  g_autofree char *folded = nqp_search_fold (query);
  guint most = 0;
  int position = -1;

  for (guint i = 0; i < items->len; i++)
    {
      guint quality = nqp_search_item_match (items->pdata[i], folded);

      if (quality > most)
        {
          most = quality;
          position = nqp_search_item_get_position (items->pdata[i]);
        }
    }
  return position;
}

/* In both languages, by initials and by code, in rank order. */
static void
test_regions (State *state, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  int order[N_REGIONS];

  nqp_session_set_measure (state->session, state_node (state, "drivers"));
  nqp_session_set_year (state->session, 1);
  nqp_search_add_regions (state->session, items);
  g_assert_cmpuint (items->len, ==, N_REGIONS);
  nqp_scores_order (nqp_session_get_scores (state->session), nqp_session_get_measure (state->session), 1,
                    order);
  for (int i = 0; i < N_REGIONS; i++)
    g_assert_cmpint (nqp_search_item_get_position (items->pdata[i]), ==, order[i]);
  g_assert_cmpint (best (items, "region 7"), ==, 7);
  g_assert_cmpint (best (items, "Region 11"), ==, 11);
  g_assert_cmpint (best (items, "地区5"), ==, 5);
  g_assert_cmpint (best (items, "DQC"), ==, 2);
  g_assert_cmpint (best (items, "r0009"), ==, 9);
  g_assert_cmpint (best (items, "atlantis"), ==, -1);
}

/* A node that answers shows the way to it and what is below it, and nothing beside it. */
static void
test_measures (State *state, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  const NqpTree *tree = nqp_session_get_tree (state->session);
  int component = state_node (state, "drivers.labour-tools"), pillar = state_node (state, "drivers");
  int leaf = tree->nodes[component].first_child;

  nqp_search_add_measures (state->session, items);
  g_assert_cmpuint (items->len, ==, tree->n_nodes);
  for (int node = 0; node < tree->n_nodes; node++)
    {
      gboolean related
          = node == 0 || node == pillar || node == component || tree->nodes[node].parent == component;

      g_assert_cmpint (nqp_search_match_measure (items, tree, node, "drivers.labour-tools") > 0, ==, related);
      g_assert_cmpint (nqp_search_match_measure (items, tree, node, tree->nodes[leaf].id) > 0, ==,
                       node == 0 || node == pillar || node == component || node == leaf);
      g_assert_cmpuint (nqp_search_match_measure (items, tree, node, "科技创新") > 0, ==,
                        node == 0 || nqp_tree_pillar_of (tree, node) == pillar);
      g_assert_cmpuint (nqp_search_match_measure (items, tree, node, "nothing like it"), ==, 0);
    }
  g_assert_cmpuint (nqp_search_match_measure (items, tree, tree->n_nodes, ""), ==, 0);
  g_assert_cmpint (best (items, "labour-tools"), !=, -1); /* the part behind the pillar's */
}

static void
test_indicators (State *state, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  nqp_search_add_indicators (state->session, items);
  g_assert_cmpuint (items->len, ==, 8);
  g_assert_cmpint (best (items, "I5"), ==, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/search/fold", test_fold);
  g_test_add_func ("/session/search/quality", test_quality);
  STATE_TEST ("/session/search/regions", test_regions);
  STATE_TEST ("/session/search/measures", test_measures);
  STATE_TEST ("/session/search/indicators", test_indicators);
  return g_test_run ();
}
