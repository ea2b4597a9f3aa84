/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nqp-framework.h"

static NqpEntry *
add (NqpFramework *model, NqpEntryKind kind, const char *id, const char *parent, const char *from,
     const char *to)
{
  NqpEntry *entry = nqp_framework_add (model, kind, id);

  entry->parent = g_strdup (parent);
  entry->name = nqp_text_new (kind == NQP_ENTRY_LINK ? NULL : id, NULL);
  entry->from = g_strdup (from);
  entry->to = g_strdup (to);
  return entry;
}

/* elements (tools (digital)), drivers (green); a relation, a contrast, a path with a measure, links, a lesson */
static NqpFramework *
make_model (void)
{
  NqpFramework *model = nqp_framework_new ();
  NqpLessonStep *step;

  add (model, NQP_ENTRY_CONCEPT, "elements", NULL, NULL, NULL);
  add (model, NQP_ENTRY_CONCEPT, "elements.tools", "elements", NULL, NULL);
  add (model, NQP_ENTRY_CONCEPT, "elements.tools.digital", "elements.tools", NULL, NULL);
  add (model, NQP_ENTRY_CONCEPT, "drivers", NULL, NULL, NULL);
  add (model, NQP_ENTRY_CONCEPT, "drivers.green", "drivers", NULL, NULL);
  add (model, NQP_ENTRY_RELATION, "drivers>elements", NULL, "drivers", "elements");
  add (model, NQP_ENTRY_CONTRAST, "contrast.tools", NULL, NULL, "elements.tools")->before
      = nqp_text_new ("machines", "机器");
  add (model, NQP_ENTRY_PATH, "path", NULL, NULL, NULL);
  add (model, NQP_ENTRY_MEASURE, "path.net", "path", NULL, NULL);
  add (model, NQP_ENTRY_LINK, "l1", NULL, "path.net", "elements.tools");
  add (model, NQP_ENTRY_LINK, "l2", NULL, "ports", "elements.tools.digital");
  add (model, NQP_ENTRY_LINK, "l3", NULL, "ports", "contrast.tools");
  add (model, NQP_ENTRY_LINK, "l4", NULL, "drivers.input", "drivers.green");
  add (model, NQP_ENTRY_LINK, "l5", NULL, "elements.tools", "path");
  step = nqp_framework_add_step (model, "lesson");
  step->lesson_name = nqp_text_new ("Lesson", NULL);
  step->name = nqp_text_new ("Step", NULL);
  g_free (step->highlight);
  step->highlight = g_strdup ("elements drivers>elements");
  g_free (step->view);
  step->view = g_strdup ("chart=map.tiles measure=drivers");
  return model;
}

static NqpFramework *
make_sealed (void)
{
  NqpFramework *model = make_model ();
  g_autoptr (GError) error = NULL;

  nqp_framework_seal (model, &error);
  g_assert_no_error (error);
  return model;
}

static void
test_tree (void)
{
  g_autoptr (NqpFramework) model = make_sealed ();
  int elements = nqp_framework_find (model, "elements");
  int digital = nqp_framework_find (model, "elements.tools.digital");
  int net = nqp_framework_find (model, "path.net");

  g_assert_cmpint (elements, ==, 0);
  g_assert_cmpint (nqp_framework_find (model, "nothing"), ==, -1);
  g_assert_cmpint (nqp_framework_find (model, NULL), ==, -1);
  g_assert_true (nqp_framework_is_within (model, digital, elements));
  g_assert_true (nqp_framework_is_within (model, elements, elements));
  g_assert_false (nqp_framework_is_within (model, elements, digital));
  g_assert_false (nqp_framework_is_within (model, elements, -1));
  g_assert_true (nqp_framework_is_within (model, net, nqp_framework_find (model, "path")));
  g_assert_cmpint (nqp_framework_depth (model, elements), ==, 0);
  g_assert_cmpint (nqp_framework_depth (model, digital), ==, 2);
  g_assert_cmpint (nqp_framework_depth (model, net), ==, 1);
  g_assert_cmpint (nqp_framework_entry (model, nqp_framework_find (model, "drivers>elements"))->to_at, ==, 0);
  g_assert_cmpint (nqp_framework_entry (model, nqp_framework_find (model, "l2"))->from_at, ==, -1);
  /* a component that shares its id with a concept is no concept */
  g_assert_cmpint (nqp_framework_entry (model, nqp_framework_find (model, "l5"))->from_at, ==, -1);
  g_assert_cmpint (nqp_framework_entry (model, nqp_framework_find (model, "l1"))->from_at, ==, net);
}

static void
test_kinds (void)
{
  NqpEntryKind kind;

  for (int i = 0; i < NQP_N_ENTRY_KINDS; i++)
    {
      g_assert_true (nqp_entry_kind_parse (nqp_entry_kind_to_string ((NqpEntryKind)i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (nqp_entry_kind_parse ("idea", &kind));
  g_assert_false (nqp_entry_kind_parse (NULL, &kind));
}

static void
test_copy (void)
{
  g_autoptr (NqpFramework) model = make_sealed ();
  g_autoptr (NqpFramework) copy = nqp_framework_copy (model);
  g_autoptr (NqpFramework) empty = nqp_framework_new ();
  NqpEntry *entry;

  g_assert_true (nqp_framework_seal (copy, NULL));
  g_assert_true (nqp_framework_equal (model, copy));
  g_assert_false (nqp_framework_equal (model, empty));
  g_assert_true (nqp_framework_is_empty (empty));
  g_assert_true (nqp_framework_seal (empty, NULL));
  entry = g_ptr_array_index (copy->entries, 1);
  nqp_text_clear (&entry->note);
  entry->note = nqp_text_new (NULL, "备注");
  g_assert_false (nqp_framework_equal (model, copy));
  g_assert_null (nqp_framework_entry (model, 1)->note.zh);
}

/* Children that were added first come after their parents; the rest keeps its order. */
static void
test_order (void)
{
  g_autoptr (NqpFramework) model = nqp_framework_new ();
  static const char *const expected[] = { "a", "c", "c.b", "c.b.a", "d" };

  add (model, NQP_ENTRY_CONCEPT, "a", NULL, NULL, NULL);
  add (model, NQP_ENTRY_CONCEPT, "c.b.a", "c.b", NULL, NULL);
  add (model, NQP_ENTRY_CONCEPT, "d", NULL, NULL, NULL);
  add (model, NQP_ENTRY_CONCEPT, "c.b", "c", NULL, NULL);
  add (model, NQP_ENTRY_CONCEPT, "c", NULL, NULL, NULL);
  g_assert_true (nqp_framework_seal (model, NULL));
  for (int i = 0; i < 5; i++)
    {
      g_assert_cmpstr (nqp_framework_entry (model, i)->id, ==, expected[i]);
      g_assert_cmpint (nqp_framework_find (model, expected[i]), ==, i);
      g_assert_cmpint (nqp_framework_entry (model, i)->parent_at, <, i);
    }
  g_assert_cmpint (nqp_framework_depth (model, 3), ==, 2);
}

static NqpEntry *
entry_of (NqpFramework *model, const char *id)
{
  return g_ptr_array_index (model->entries, nqp_framework_find (model, id));
}

static void
set (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

static NqpLessonStep *
last_step (NqpFramework *model)
{
  return g_ptr_array_index (model->steps, model->steps->len - 1);
}

static void
break_id_twice (NqpFramework *model)
{
  add (model, NQP_ENTRY_PATH, "drivers", NULL, NULL, NULL);
}

static void
break_id_space (NqpFramework *model)
{
  add (model, NQP_ENTRY_CONCEPT, "two words", NULL, NULL, NULL);
}

static void
break_id_empty (NqpFramework *model)
{
  add (model, NQP_ENTRY_CONCEPT, "", NULL, NULL, NULL)->name = nqp_text_new ("name", NULL);
}

static void
break_name (NqpFramework *model)
{
  nqp_text_clear (&entry_of (model, "path")->name);
}

static void
break_name_empty (NqpFramework *model)
{
  set (&entry_of (model, "path")->name.en, "");
}

static void
break_parent (NqpFramework *model)
{
  set (&entry_of (model, "drivers.green")->parent, "nowhere");
}

static void
break_parent_kind (NqpFramework *model)
{
  set (&entry_of (model, "drivers.green")->parent, "path");
}

static void
break_parent_of_measure (NqpFramework *model)
{
  set (&entry_of (model, "path.net")->parent, NULL);
}

static void
break_parent_of_relation (NqpFramework *model)
{
  set (&entry_of (model, "drivers>elements")->parent, "drivers");
}

static void
break_circle (NqpFramework *model)
{
  set (&entry_of (model, "elements")->parent, "elements.tools.digital");
}

static void
break_own_parent (NqpFramework *model)
{
  set (&entry_of (model, "elements")->parent, "elements");
}

static void
break_depth (NqpFramework *model)
{
  for (int i = 0; i < NQP_FRAMEWORK_MAX_DEPTH; i++)
    {
      g_autofree char *id = g_strdup_printf ("deep%d", i);
      g_autofree char *parent = g_strdup_printf ("deep%d", i - 1);

      add (model, NQP_ENTRY_CONCEPT, id, i == 0 ? "drivers" : parent, NULL, NULL);
    }
}

static void
break_relation_from (NqpFramework *model)
{
  set (&entry_of (model, "drivers>elements")->from, "ports");
}

static void
break_relation_to (NqpFramework *model)
{
  set (&entry_of (model, "drivers>elements")->to, NULL);
}

static void
break_relation_loop (NqpFramework *model)
{
  set (&entry_of (model, "drivers>elements")->to, "drivers");
}

static void
break_contrast (NqpFramework *model)
{
  set (&entry_of (model, "contrast.tools")->to, "path");
}

static void
break_link_from (NqpFramework *model)
{
  set (&entry_of (model, "l2")->from, "drivers>elements");
}

static void
break_link_none (NqpFramework *model)
{
  set (&entry_of (model, "l2")->from, NULL);
}

static void
break_link_to (NqpFramework *model)
{
  set (&entry_of (model, "l2")->to, "l1");
}

static void
break_link_of_measure (NqpFramework *model)
{
  set (&entry_of (model, "l1")->to, "contrast.tools");
}

static void
break_concept_to (NqpFramework *model)
{
  set (&entry_of (model, "drivers")->to, "elements");
}

static void
break_text (NqpFramework *model)
{
  entry_of (model, "drivers")->text.zh = g_strnfill (NQP_FRAMEWORK_MAX_TEXT + 1, 'x');
}

static void
break_encoding (NqpFramework *model)
{
  set (&entry_of (model, "drivers")->section, "\xff");
}

static void
break_number (NqpFramework *model)
{
  for (int i = 0; i < NQP_FRAMEWORK_MAX_ENTRIES; i++)
    {
      g_autofree char *id = g_strdup_printf ("many%d", i);

      add (model, NQP_ENTRY_CONCEPT, id, NULL, NULL, NULL);
    }
}

static void
break_highlight (NqpFramework *model)
{
  set (&last_step (model)->highlight, "elements  drivers");
}

static void
break_highlight_id (NqpFramework *model)
{
  set (&last_step (model)->highlight, "elements carriers");
}

static void
break_view (NqpFramework *model)
{
  set (&last_step (model)->view, "chart=map.tiles zoom=3");
}

static void
break_view_value (NqpFramework *model)
{
  set (&last_step (model)->view, "chart=");
}

static void
break_step_name (NqpFramework *model)
{
  nqp_text_clear (&last_step (model)->name);
}

static void
add_step (NqpFramework *model, const char *lesson, const char *name)
{
  NqpLessonStep *step = nqp_framework_add_step (model, lesson);

  step->lesson_name = nqp_text_new (name, NULL);
  step->name = nqp_text_new ("More", NULL);
}

static void
break_lesson_name (NqpFramework *model)
{
  add_step (model, "lesson", "Another name");
}

static void
break_lesson_apart (NqpFramework *model)
{
  add_step (model, "other", "Other");
  add_step (model, "lesson", "Lesson");
}

typedef struct
{
  const char *name;
  void (*damage) (NqpFramework *model);
  const char *said; /* part of the message */
} Broken;

static const Broken broken[] = {
  { "id-twice", break_id_twice, "“drivers”" },
  { "id-space", break_id_space, "“two words”" },
  { "id-empty", break_id_empty, "“”" },
  { "name", break_name, "“path”" },
  { "name-empty", break_name_empty, "“path”" },
  { "parent", break_parent, "“nowhere”" },
  { "parent-kind", break_parent_kind, "“path”" },
  { "parent-of-measure", break_parent_of_measure, "“path.net”" },
  { "parent-of-relation", break_parent_of_relation, "“drivers>elements”" },
  { "circle", break_circle, "part of itself" },
  { "own-parent", break_own_parent, "part of itself" },
  { "depth", break_depth, "deeper" },
  { "relation-from", break_relation_from, "“ports”" },
  { "relation-to", break_relation_to, "“drivers>elements”" },
  { "relation-loop", break_relation_loop, "itself" },
  { "contrast", break_contrast, "“contrast.tools”" },
  { "link-from", break_link_from, "“l2”" },
  { "link-none", break_link_none, "“l2”" },
  { "link-to", break_link_to, "“l1”" },
  { "link-of-measure", break_link_of_measure, "“contrast.tools”" },
  { "concept-to", break_concept_to, "“drivers”" },
  { "text", break_text, "“drivers”" },
  { "encoding", break_encoding, "“drivers”" },
  { "number", break_number, "entries" },
  { "highlight", break_highlight, "“Step”" },
  { "highlight-id", break_highlight_id, "“carriers”" },
  { "view", break_view, "“zoom=3”" },
  { "view-value", break_view_value, "“chart=”" },
  { "step-name", break_step_name, "“lesson”" },
  { "lesson-name", break_lesson_name, "“lesson”" },
  { "lesson-apart", break_lesson_apart, "“lesson”" },
};

static void
test_broken (gconstpointer data)
{
  const Broken *it = data;
  g_autoptr (NqpFramework) model = make_sealed ();
  g_autoptr (NqpFramework) copy = nqp_framework_copy (model);
  g_autoptr (GError) error = NULL;

  it->damage (copy);
  g_assert_false (nqp_framework_seal (copy, &error));
  g_assert_error (error, NQP_FRAMEWORK_ERROR, NQP_FRAMEWORK_ERROR_INVALID);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, it->said));
}

static void
test_remove (void)
{
  g_autoptr (NqpFramework) model = make_sealed ();
  g_autoptr (NqpFramework) copy = nqp_framework_copy (model);
  static const char *const left[] = { "drivers", "drivers.green", "path", "path.net", "l4" };
  g_autoptr (GError) error = NULL;

  nqp_framework_remove (copy, "nothing");
  g_assert_true (nqp_framework_equal (model, copy));
  nqp_framework_remove (copy, "elements");
  g_assert_true (nqp_framework_seal (copy, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (copy->entries->len, ==, G_N_ELEMENTS (left));
  for (gsize i = 0; i < G_N_ELEMENTS (left); i++)
    g_assert_cmpstr (nqp_framework_entry (copy, (int)i)->id, ==, left[i]);
  g_assert_cmpstr (nqp_framework_step (copy, 0)->highlight, ==, "");
}

static void
set_indicator (NqpPanel *panel, int j, const char *code, const char *pillar, const char *component)
{
  NqpIndicator *it = &panel->indicators[j];

  it->code = g_strdup (code);
  it->pillar = g_strdup (pillar);
  it->component = g_strdup (component);
  it->role = pillar != NULL ? NQP_ROLE_INDEX : NQP_ROLE_CONTEXT;
}

/* The positions in @found as digits. */
static void
assert_found (GArray *found, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%d", g_array_index (found, int, i));
  g_array_unref (found);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_evidence (void)
{
  g_autoptr (NqpFramework) model = make_sealed ();
  g_autoptr (NqpPanel) panel = nqp_panel_new (0, 0, 0, 0, 6, 0, 0, 0);
  static const struct
  {
    const char *id, *indicators;
  } cases[] = {
    { "elements.tools.digital", "0" }, /* its own link */
    { "elements.tools", "01" },        /* from below; by the component's id */
    { "elements", "012" },             /* by the pillar's id, whatever the component */
    { "drivers.green", "3" },          /* by a link of the component */
    { "drivers", "34" },               /* of the pillar, also without a component */
    { "contrast.tools", "0" },         /* linked */
    { "path.net", "01" },              /* works on elements.tools */
    { "path", "01" },                  /* by its measure, and by a link of the component */
    { "drivers>elements", "" },        /* nothing shows a relation */
  };

  set_indicator (panel, 0, "ports", "elements", "tools");
  set_indicator (panel, 1, "pc", "elements", "tools");
  set_indicator (panel, 2, "stud", "elements", "people");
  set_indicator (panel, 3, "rd", "drivers", "input");
  set_indicator (panel, 4, "x", "drivers", NULL);
  set_indicator (panel, 5, "gdp", NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_found (nqp_framework_evidence (model, panel, nqp_framework_find (model, cases[i].id)),
                  cases[i].indicators);
  assert_found (nqp_framework_targets (model, panel, 5), "");
  {
    g_autoptr (GPtrArray) ids = nqp_framework_indicators (model, nqp_framework_find (model, "path"));

    g_assert_cmpuint (ids->len, ==, 2);
    g_assert_cmpstr (ids->pdata[0], ==, "ports");
    g_assert_cmpstr (ids->pdata[1], ==, "elements.tools");
  }
}

/* An indicator with a concept of its own is not spoken for by its component, unless the concept has the component's id. */
static void
test_evidence_of_its_own (void)
{
  g_autoptr (NqpFramework) model = make_model ();
  g_autoptr (NqpPanel) panel = nqp_panel_new (0, 0, 0, 0, 1, 0, 0, 0);

  add (model, NQP_ENTRY_LINK, "l6", NULL, "rd", "elements");
  add (model, NQP_ENTRY_LINK, "l7", NULL, "rd", "contrast.tools");
  add (model, NQP_ENTRY_LINK, "l8", NULL, "drivers.input", "path.net");
  g_assert_true (nqp_framework_seal (model, NULL));
  set_indicator (panel, 0, "rd", "drivers", "input");
  assert_found (nqp_framework_evidence (model, panel, nqp_framework_find (model, "drivers.green")), "");
  assert_found (nqp_framework_evidence (model, panel, nqp_framework_find (model, "elements")), "0");
  assert_found (nqp_framework_evidence (model, panel, nqp_framework_find (model, "drivers")), "0");
  /* a contrast of its own says nothing about measures, so there the component speaks */
  assert_found (nqp_framework_evidence (model, panel, nqp_framework_find (model, "path.net")), "0");
}

static void
test_step_view (void)
{
  g_autoptr (NqpFramework) model = make_sealed ();
  const NqpLessonStep *step = nqp_framework_step (model, 0);
  g_autofree char *chart = nqp_lesson_step_view (step, "chart");
  g_autofree char *measure = nqp_lesson_step_view (step, "measure");

  g_assert_cmpstr (chart, ==, "map.tiles");
  g_assert_cmpstr (measure, ==, "drivers");
  g_assert_null (nqp_lesson_step_view (step, "year"));
  g_assert_null (nqp_lesson_step_view (step, "char"));
}

static void
test_table (void)
{
  g_autoptr (NqpFramework) model = make_sealed ();
  g_autoptr (NqpTable) table = NULL;
  NqpEntry *contrast = entry_of (model, "contrast.tools");
  int row = nqp_framework_find (model, "contrast.tools");

  contrast->text = nqp_text_new ("platforms", NULL);
  table = nqp_framework_table (model);
  g_assert_cmpint (nqp_table_n_rows (table), ==, (int)model->entries->len);
  g_assert_cmpstr (nqp_table_column_name (table, 9), ==, "to");
  g_assert_cmpstr (nqp_table_get_text (table, 0, row), ==, "contrast");
  g_assert_cmpstr (nqp_table_get_text (table, 6, row), ==, "machines -> platforms");
  g_assert_cmpstr (nqp_table_get_text (table, 7, row), ==, "机器");
  g_assert_cmpstr (nqp_table_get_text (table, 2, 1), ==, "elements");
  g_assert_null (nqp_table_get_text (table, 2, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/framework/tree", test_tree);
  g_test_add_func ("/framework/kinds", test_kinds);
  g_test_add_func ("/framework/copy", test_copy);
  g_test_add_func ("/framework/order", test_order);
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *path = g_strconcat ("/framework/broken/", broken[i].name, NULL);

      g_test_add_data_func (path, &broken[i], test_broken);
    }
  g_test_add_func ("/framework/remove", test_remove);
  g_test_add_func ("/framework/evidence", test_evidence);
  g_test_add_func ("/framework/evidence-of-its-own", test_evidence_of_its_own);
  g_test_add_func ("/framework/step-view", test_step_view);
  g_test_add_func ("/framework/table", test_table);
  return g_test_run ();
}
