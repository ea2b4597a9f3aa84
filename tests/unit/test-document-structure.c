/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-check.h"

#include "nqp-document-formula.h"
#include "nqp-document-structure.h"
#include "nqp-proposals.h"

/* A project of a data file alone: every indicator waits, and is given its place. */

#define N 6

typedef struct
{
  char *folder, *path;
  NqpDocument *document;
} Fixture;

/* i0 to i3 rise together, i4 falls, i5 is noise; nobody has said a direction. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  const RandomPanel spec = { .n_regions = 8, .n_years = 3, .n_indicators = N, .seed = 3 };
  g_autoptr (NqpPanel) panel = random_panel (&spec);
  g_autoptr (GError) error = NULL;

  for (int j = 0; j < N; j++)
    {
      NqpIndicator *it = &panel->indicators[j];

      g_clear_pointer (&it->pillar, g_free);
      g_clear_pointer (&it->component, g_free);
      it->role = NQP_ROLE_UNASSIGNED;
      it->direction = 0;
      for (int t = 0; t < 3; t++)
        for (int i = 0; i < 8; i++)
          {
            const double base = 5 + i + 0.3 * t, wobble = sin (7.0 * i + 3 * j + t);

            panel->values[nqp_panel_cell (panel, j, t, i)] = j < 4    ? base + 0.2 * wobble
                                                             : j == 4 ? 20 - base + 0.2 * wobble
                                                                      : 5 + wobble;
          }
    }
  nqp_tree_unref (panel->tree);
  panel->tree = nqp_panel_make_tree (panel);
  fixture->folder = fixture_folder ();
  fixture->path = g_build_filename (fixture->folder, "own.nqp", NULL);
  nqp_project_create (fixture->path, panel, NULL, NULL, "weights=equal", FALSE, &error);
  g_assert_no_error (error);
  fixture->document = check_open (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->document, nqp_document_free);
  fixture_assert_sound (fixture->path);
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
place (NqpDocument *document, const char *code, const char *pillar, const char *component, int direction,
       GError **error)
{
  const NqpPlacing placing = { .code = code,
                               .parts = NQP_PLACING_ROLE | (direction != 0 ? NQP_PLACING_DIRECTION : 0u),
                               .role = NQP_ROLE_INDEX,
                               .pillar = pillar,
                               .component = component,
                               .direction = direction };

  return nqp_document_place (document, &placing, 1, error);
}

static double
weight (const NqpDocument *document, const char *id)
{
  const int at = nqp_tree_find (document->now.tree, id);

  g_assert_cmpint (at, >=, 0);
  return document->now.tree->nodes[at].weight;
}

/* From nothing to an index and all the way back, each a step. */
static void
test_grows (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);

  g_assert_nonnull (document->now.no_score);
  g_ptr_array_add (states, check_print (document));
  g_assert_true (place (document, "i2", "drivers", "Green finance", 1, &error));
  g_assert_no_error (error);
  g_assert_null (document->now.no_score);
  g_assert_cmpfloat (weight (document, "drivers.green-finance"), ==, 1);
  g_assert_cmpstr (
      document->now.tree->nodes[nqp_tree_find (document->now.tree, "drivers.green-finance")].name.en, ==,
      "Green finance");
  check_same_as_file (document, fixture->path);
  g_ptr_array_add (states, check_print (document));

  /* by its name, whatever the case; and a name in Chinese */
  g_assert_true (place (document, "i0", "drivers", "green FINANCE", 1, &error));
  g_assert_cmpint (
      nqp_tree_n_children (document->now.tree, nqp_tree_find (document->now.tree, "drivers.green-finance")),
      ==, 2);
  g_ptr_array_add (states, check_print (document));
  g_assert_true (place (document, "i1", "elements", "绿色金融", 1, &error));
  g_assert_cmpstr (document->now.tree->nodes[nqp_tree_find (document->now.tree, "elements.part-1")].name.zh,
                   ==, "绿色金融");
  /* pillars stand as in the framework, not as they came */
  g_assert_cmpint (nqp_tree_find (document->now.tree, "elements"), ==, 1);
  check_same_as_file (document, fixture->path);
  g_ptr_array_add (states, check_print (document));
  g_assert_true (place (document, "i3", "elements", "Innovation?", -1, &error));
  g_assert_true (nqp_document_move_component (document, "elements.part-1", "relations", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (document->now.tree->nodes[nqp_tree_find (document->now.tree, "relations.part-1")].name.zh,
                   ==, "绿色金融");
  check_same_as_file (document, fixture->path);
  g_assert_true (nqp_document_undo (document, &error));
  g_assert_true (nqp_document_undo (document, &error));
  for (int k = (int)states->len - 1; k >= 0; k--)
    {
      g_autofree char *text = check_print (document);

      check_same_text (states->pdata[k], text);
      check_same_as_file (document, fixture->path);
      if (k > 0)
        g_assert_true (nqp_document_undo (document, &error));
    }
  g_assert_no_error (error);
  g_assert_nonnull (document->now.no_score);
}

/* Nothing is written of an edit of which a part makes no sense. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autofree char *before = check_print (document), *after = NULL;
  const NqpPlacing many[] = {
    { .code = "i0", .parts = NQP_PLACING_DIRECTION, .direction = 1 },
    { .code = "i1",
      .parts = NQP_PLACING_ROLE,
      .role = NQP_ROLE_INDEX,
      .pillar = "drivers",
      .component = "green" },
  };
  g_autoptr (GError) error = NULL;

  g_assert_false (nqp_document_place (document, many, 2, &error));
  g_assert_error (error, NQP_STRUCTURE_ERROR, NQP_STRUCTURE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "no direction yet"));
  g_clear_error (&error);
  g_assert_false (place (document, "i0", "drivers", "  ", 1, &error));
  g_assert_error (error, NQP_STRUCTURE_ERROR, NQP_STRUCTURE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (place (document, "i0", "nowhere", "green", 1, &error));
  g_assert_error (error, NQP_STRUCTURE_ERROR, NQP_STRUCTURE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (place (document, "gone", "drivers", "green", 1, &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_GONE);
  g_clear_error (&error);
  after = check_print (document);
  check_same_text (before, after);
  g_assert_cmpint (check_count (fixture->path, "SELECT count(*) FROM history"), ==, 0);

  /* a part of the index does not lose its direction */
  g_assert_true (place (document, "i0", "drivers", "green", 1, &error));
  g_assert_false (nqp_document_place (
      document, &(NqpPlacing){ .code = "i0", .parts = NQP_PLACING_DIRECTION, .direction = 0 }, 1, &error));
  g_assert_error (error, NQP_STRUCTURE_ERROR, NQP_STRUCTURE_ERROR_INVALID);
}

/* What does not compute is not written: with entropy an indicator without any difference. */
static void
test_does_not_compute (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;

  g_assert_true (place (document, "i0", "drivers", "green", 1, &error));
  g_assert_true (check_set_method (document, "normalise=distance", &error));
  g_assert_true (nqp_document_set_value (document, "S5", "R0000", 2000, -5, &error));
  g_assert_no_error (error);
  before = check_print (document);
  g_assert_false (place (document, "i5", "drivers", "green", 1, &error));
  g_assert_nonnull (error);
  after = check_print (document);
  check_same_text (before, after);
  check_same_as_file (document, fixture->path);
}

/* Weights of those that were there stay in proportion; locked ones stay as they are. */
static void
test_weights (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (GError) error = NULL;
  static const char *const codes[] = { "i0", "i1", "i2", NULL };

  for (int k = 0; codes[k] != NULL; k++)
    g_assert_true (place (document, codes[k], "drivers", "green", 1, &error));
  g_assert_true (nqp_document_set_weight (document, "i0", 0.6, &error));
  g_assert_true (nqp_document_set_weight (document, "i1", 0.3, &error));
  g_assert_true (nqp_document_set_locked (document, "i2", TRUE, &error));
  g_assert_no_error (error);

  const double a = weight (document, "i0"), b = weight (document, "i1"), c = weight (document, "i2");

  g_assert_true (place (document, "i3", "drivers", "green", 1, &error));
  g_assert_cmpfloat_with_epsilon (weight (document, "i3"), 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (weight (document, "i2"), c, 1e-12);
  g_assert_cmpfloat_with_epsilon (weight (document, "i0") / weight (document, "i1"), a / b, 1e-12);
  g_assert_true (nqp_document_place (
      document, &(NqpPlacing){ .code = "i3", .parts = NQP_PLACING_ROLE, .role = NQP_ROLE_UNASSIGNED }, 1,
      &error));
  g_assert_cmpfloat_with_epsilon (weight (document, "i0"), a, 1e-12);
  g_assert_cmpfloat_with_epsilon (weight (document, "i1"), b, 1e-12);
  g_assert_cmpfloat_with_epsilon (weight (document, "i2"), c, 1e-12);
  /* a component that moves keeps the shares within */
  g_assert_true (nqp_document_move_component (document, "drivers.green", "carriers", NULL, &error));
  g_assert_cmpfloat_with_epsilon (weight (document, "i0"), a, 1e-12);
  g_assert_cmpint (nqp_tree_find (document->now.tree, "drivers"), <, 0);
  g_assert_no_error (error);
  check_same_as_file (document, fixture->path);
}

/* Two windows: the second is told when the first has placed the same otherwise; otherwise both hold. */
static void
test_two_windows (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (NqpDocument) other = check_open (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_true (place (other, "i0", "drivers", "green", 1, &error));
  g_assert_true (place (document, "i1", "drivers", "Own", 1, &error));
  g_assert_no_error (error);
  g_assert_cmpint (document->now.tree->n_leaves, ==, 2);
  g_assert_true (place (other, "i2", "drivers", "own", 1, &error));
  g_assert_false (place (document, "i2", "carriers", "green", 1, &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED);
  g_clear_error (&error);
  check_same_as_file (document, fixture->path);
  /* "own" is not empty any more: its first indicator may go, but not the component */
  g_assert_false (nqp_document_undo (document, &error));
  g_clear_error (&error);
  check_same_as_file (document, fixture->path);
}

static void
test_proposals (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (GError) error = NULL;
  const NqpText patents = { (char *)"Patents granted per 10,000 inhabitants", NULL };
  const NqpText staff = { NULL, (char *)"每万人工业企业R&D人员" };
  const NqpPlacing names[] = { { .code = "i0", .parts = NQP_PLACING_NAME, .name = patents },
                               { .code = "i1", .parts = NQP_PLACING_NAME, .name = staff } };
  g_autoptr (GPtrArray) proposals = NULL, after = NULL;
  g_autofree char *why = NULL, *later = NULL;
  const NqpProposal *it;

  g_assert_true (nqp_document_place (document, names, 2, &error));
  g_assert_no_error (error);
  proposals = nqp_propose (document->now.scores, document->now.framework);
  g_assert_cmpuint (proposals->len, ==, N);
  for (int j = 0; j < N; j++)
    {
      it = proposals->pdata[j];
      g_assert_cmpint (it->indicator, ==, j);
      if (j < 5)
        {
          g_assert_cmpint (it->direction, ==, j == 4 ? -1 : 1);
          g_assert_cmpint (it->basis, ==, NQP_BASIS_OTHERS);
        }
    }
  it = proposals->pdata[0];
  g_assert_cmpstr (it->pillar, ==, "elements");
  g_assert_cmpstr (it->component, ==, "labour-objects");
  why = nqp_proposal_explain (it, NQP_LANG_EN);
  g_assert_nonnull (strstr (why, "patent"));
  g_assert_nonnull (strstr (why, "More is better"));
  it = proposals->pdata[1];
  g_assert_cmpstr (it->component, ==, "labour-force");
  it = proposals->pdata[2];
  g_assert_null (it->pillar);

  /* once there is an index, by how they move with it */
  g_assert_true (place (document, "i4", "drivers", "green", 1, &error));
  after = nqp_propose (document->now.scores, document->now.framework);
  g_assert_cmpuint (after->len, ==, N - 1);
  it = after->pdata[0];
  g_assert_cmpint (it->basis, ==, NQP_BASIS_INDEX);
  g_assert_cmpint (it->direction, ==, -1);
  later = nqp_proposal_explain (it, NQP_LANG_EN);
  g_assert_nonnull (strstr (later, "falls where the index rises"));
}

/* A component of one's own gets the measures of what its indicators speak of; one that has links gets none. */
static void
test_links (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) own = NULL, known = NULL;
  const NqpPlacing named = { .code = "i0",
                             .parts = NQP_PLACING_NAME | NQP_PLACING_ROLE | NQP_PLACING_DIRECTION,
                             .name = { (char *)"Broadband ports", NULL },
                             .role = NQP_ROLE_INDEX,
                             .pillar = "elements",
                             .component = "Our network",
                             .direction = 1 };

  g_assert_true (nqp_document_place (document, &named, 1, &error));
  g_assert_true (place (document, "i1", "drivers", "innovation-input", 1, &error));
  g_assert_no_error (error);
  own = nqp_propose_links (document->now.framework, document->now.panel, "elements", "our-network");
  g_assert_cmpuint (own->len, >, 1);
  g_assert_cmpstr (own->pdata[0], ==, "elements.labour-tools");
  g_assert_true (g_str_has_prefix (own->pdata[1], "path."));
  known = nqp_propose_links (document->now.framework, document->now.panel, "drivers", "innovation-input");
  g_assert_cmpuint (known->len, ==, 0);
}

/* A derived indicator: made, changed, taken back; what cannot be leaves nothing. */
static void
test_formula (Fixture *fixture, gconstpointer data)
{
  static const char *const refused[] = { "S0 +", "nope / S0", "per_head(S0)", "" };
  NqpDocument *document = fixture->document;
  const NqpText name = { (char *)"Ratio", (char *)"比率" };
  g_autofree char *none = check_print (document), *made = NULL, *again = NULL;
  g_auto (NqpFormulaTrial) trial = { 0 };
  g_autoptr (GError) error = NULL;
  const NqpPanel *panel;
  int at;

  g_assert_true (nqp_formula_try (document->now.panel, "ratio", "S0 / lag(S1)", &trial, &error));
  g_assert_cmpint (trial.n_values, ==, 16);
  g_assert_cmpint (trial.n_missing, ==, 8);
  g_assert_true (nqp_document_set_formula (document, "ratio", &name, "S0 / lag(S1)", &error));
  g_assert_true (place (document, "ratio", "drivers", "Green finance", 1, &error));
  g_assert_no_error (error);
  check_same_as_file (document, fixture->path);
  panel = document->now.panel;
  at = nqp_panel_find_indicator (panel, "ratio");
  g_assert_cmpstr (panel->indicators[at].name.zh, ==, "比率");
  g_assert_cmpfloat (document->now.scores->x[at][8], ==,
                     panel->values[nqp_panel_cell (panel, 0, 1, 0)]
                         / panel->values[nqp_panel_cell (panel, 1, 0, 0)]);
  made = check_print (document);

  /* an edited value of the year before is seen in the year after */
  g_assert_true (nqp_document_set_value (document, "S1", panel->places[0].code, panel->years[0], 2, &error));
  panel = document->now.panel;
  g_assert_cmpfloat (document->now.scores->x[at][8], ==, panel->values[nqp_panel_cell (panel, 0, 1, 0)] / 2);
  g_assert_cmpint (document->now.scores->x_state[at][8], ==, NQP_CELL_EDITED);
  check_same_as_file (document, fixture->path);
  g_assert_true (nqp_document_undo (document, &error));

  for (gsize k = 0; k < G_N_ELEMENTS (refused); k++)
    {
      g_assert_false (nqp_document_set_formula (document, "ratio", NULL, refused[k], &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  g_assert_true (nqp_document_set_formula (document, "ratio", NULL, "S0 - S1", &error));
  check_same_as_file (document, fixture->path);
  g_assert_true (nqp_document_undo (document, &error));
  g_clear_pointer (&again, g_free);
  again = check_print (document);
  check_same_text (made, again);
  g_assert_true (nqp_document_undo (document, &error));
  g_assert_true (nqp_document_undo (document, &error));
  g_clear_pointer (&again, g_free);
  again = check_print (document);
  check_same_text (none, again);
  g_assert_no_error (error);
}

#define TEST(name, test) g_test_add ("/document-structure/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("grows", test_grows);
  TEST ("refused", test_refused);
  TEST ("does-not-compute", test_does_not_compute);
  TEST ("formula", test_formula);
  TEST ("weights", test_weights);
  TEST ("two-windows", test_two_windows);
  TEST ("proposals", test_proposals);
  TEST ("links", test_links);
  return g_test_run ();
}
