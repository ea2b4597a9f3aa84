/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nqp-framework-json.h"
#include "nqp-import.h"

static NqpFramework *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  NqpFramework *model = nqp_framework_parse_json (text, strlen (text), "model.json", &error);

  g_assert_no_error (error);
  return model;
}

static void
test_shipped (void)
{
  g_autoptr (NqpFramework) model = nqp_framework_shipped ();
  g_autoptr (NqpFramework) again = nqp_framework_shipped ();
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "..", "resources", "framework.json", NULL);
  g_autofree char *printed = nqp_framework_print_json (model);
  g_autofree char *source = NULL;
  g_autoptr (NqpFramework) parsed = parse (printed);
  g_autoptr (NqpFramework) from_source = NULL;

  g_assert_true (model == again);
  g_assert_true (nqp_framework_equal (model, parsed));
  g_assert_true (g_file_get_contents (path, &source, NULL, NULL));
  from_source = parse (source);
  g_assert_true (nqp_framework_equal (model, from_source));
}

/* What a teacher adds, and what JSON has to escape. */
static void
test_hard_model (void)
{
  g_autoptr (NqpFramework) shipped = nqp_framework_shipped ();
  g_autoptr (NqpFramework) model = nqp_framework_copy (shipped);
  NqpEntry *entry = nqp_framework_add (model, NQP_ENTRY_CONCEPT, "“own”>.\"\\/");
  NqpLessonStep *step = nqp_framework_add_step (model, "own");
  g_autoptr (NqpFramework) parsed = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *twice = NULL;

  entry->own = TRUE;
  entry->parent = g_strdup ("elements");
  entry->name = nqp_text_new ("\"Quoted\" \\ back\\nslash /", NULL);
  entry->text = nqp_text_new (NULL, "引号“”，\xf0\x9f\x94\xa7\n\ntwo lines");
  entry->note = nqp_text_new ("</script> {} [] , : null", "空");
  entry->before = nqp_text_new (" ", NULL);
  entry->section = g_strdup ("");
  step->own = TRUE;
  step->lesson_name = nqp_text_new (NULL, "课");
  step->name = nqp_text_new (NULL, "一");
  g_assert_true (nqp_framework_seal (model, NULL));
  printed = nqp_framework_print_json (model);
  parsed = parse (printed);
  g_assert_true (nqp_framework_equal (model, parsed));
  twice = nqp_framework_print_json (parsed);
  g_assert_true (strcmp (printed, twice) == 0);
}

static void
test_empty (void)
{
  g_autoptr (NqpFramework) model = parse ("{\"format\": \"nqp-framework\", \"version\": 1}");
  g_autofree char *printed = nqp_framework_print_json (model);
  g_autoptr (NqpFramework) again = parse (printed);

  g_assert_true (nqp_framework_is_empty (model));
  g_assert_true (nqp_framework_is_empty (again));
}

#define HEAD "{\"format\": \"nqp-framework\", \"version\": 1,\n"
#define ENTRY(more) HEAD "\"entries\": [\n{\"kind\": \"concept\", \"id\": \"a\",\n" more "}]}"
#define LESSON(more) HEAD "\"lessons\": [\n{" more "}]}"

static const struct
{
  const char *name, *text, *said;
} bad[] = {
  { "empty", "", "model.json" },
  { "no-json", "[1,\n2,\nx]", "model.json:3:" },
  { "cut", HEAD "\"entries\": [{", "model.json:2:" },
  { "list", "[]", "model.json:1: " },
  { "no-format", "{\n\"version\": 1}", "“nqp-framework”" },
  { "other-format", "{\n\"format\": \"geojson\", \"version\": 1}", "model.json:2: " },
  { "newer", "{\"format\": \"nqp-framework\",\n\"version\": 2}", "model.json:2: " },
  { "version-text", "{\"format\": \"nqp-framework\",\n\"version\": \"1\"}", "model.json:2: " },
  { "unknown-top", HEAD "\"entires\": []}", "model.json:2: Found the key “entires”" },
  { "entries-object", HEAD "\"entries\": {}}",
    "model.json:2: Found an object as “entries”; expected a list" },
  { "entry-number", HEAD "\"entries\": [\n\n7]}", "Found a number as number 1 of “entries”" },
  { "unknown-key", ENTRY ("\"nmae\": {\"en\": \"A\"}"), "model.json:4: Found the key “nmae”" },
  { "no-kind", HEAD "\"entries\": [{\"id\": \"a\"}]}", "model.json:2: Found the kind “”" },
  { "bad-kind", HEAD "\"entries\": [{\"id\": \"a\",\n\"kind\": \"idea\"}]}",
    "model.json:3: Found the kind “idea”" },
  { "no-id", HEAD "\"entries\": [{\"kind\": \"concept\"}]}", "“id”" },
  { "id-number", HEAD "\"entries\": [{\"kind\": \"concept\", \"id\": 3}]}", "Found a number as “id”" },
  { "name-text", ENTRY ("\"name\": \"A\""), "model.json:4: Found a text as “name”" },
  { "name-language", ENTRY ("\"name\": {\n\"fr\": \"A\"}"), "model.json:5: Found the key “fr”" },
  { "name-list", ENTRY ("\"name\": {\"en\": [\"A\"]}"), "model.json:4: Found a list as “en”" },
  { "text-null", ENTRY ("\"name\": {\"en\": \"A\"}, \"text\": null"), "Found null as “text”" },
  { "own-number", ENTRY ("\"name\": {\"en\": \"A\"}, \"own\": 1"), "Found a number as “own”" },
  { "key-twice", ENTRY ("\"name\": {\"en\": \"A\"},\n\"id\": \"b\""),
    "model.json:5: Found the key “id” twice" },
  { "no-name", ENTRY ("\"section\": \"1\""), "“a” has no name" },
  { "dangling", ENTRY ("\"name\": {\"en\": \"A\"}, \"parent\": \"b\""), "The parent “b” of “a”" },
  { "circle", ENTRY ("\"name\": {\"en\": \"A\"}, \"parent\": \"a\""), "part of itself" },
  { "lesson-without-steps", LESSON ("\"id\": \"l\""), "“steps”" },
  { "lesson-without-id", LESSON ("\"steps\": [{}]"), "“id”" },
  { "lesson-empty", LESSON ("\"id\": \"l\", \"steps\": []"), "“steps”" },
  { "step-key", LESSON ("\"id\": \"l\", \"steps\": [\n{\"title\": 1}]"),
    "model.json:4: Found the key “title”" },
  { "step-name", LESSON ("\"id\": \"l\", \"name\": {\"en\": \"L\"}, \"steps\": [{}]"), "“l”" },
  { "step-highlight",
    LESSON ("\"id\": \"l\", \"name\": {\"en\": \"L\"}, \"steps\": [{\"name\": {\"en\": \"S\"}, "
            "\"highlight\": \"x\"}]"),
    "“S” highlights “x”" },
  { "control", ENTRY ("\"name\": {\"en\": \"A\\u001b[2J\"}"),
    "model.json:4: Found the control character U+001B" },
  { "override", ENTRY ("\"name\": {\"en\": \"A\"},\n\"text\": {\"zh\": \"\\u202e\"}"),
    "model.json:5: Found the invisible character U+202E" },
  { "no-character", ENTRY ("\"name\": {\"en\": \"\\ufffe\"}"), "U+FFFE" },
  { "surrogate", ENTRY ("\"name\": {\"en\": \"x\\ud800y\"}"), "U+D800" },
  { "nul", ENTRY ("\"name\": {\"en\": \"\\\\\\u0000\"}"),
    "model.json:4: This is no JSON: it holds the character U+0000" },
  { "utf8", "{\"\xff\": 1}", "UTF-8" },
};

/* Names have one line, texts keep theirs. An escaped backslash before "u0000" is no NUL. */
static void
test_lines (void)
{
  g_autoptr (NqpFramework) model = parse (ENTRY (
      "\"name\": {\"en\": \"\\tA\\r\\n \\n b\\\\u0000\\n\"}, \"text\": {\"en\": \"a\\r\\nb\\n\\nc\"}"));
  const NqpEntry *entry = nqp_framework_entry (model, 0);

  g_assert_cmpstr (entry->name.en, ==, "A b\\u0000");
  g_assert_cmpstr (entry->text.en, ==, "a\nb\n\nc");
}

static void
test_bad (gconstpointer data)
{
  int k = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;

  g_assert_null (nqp_framework_parse_json (bad[k].text, strlen (bad[k].text), "model.json", &error));
  g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, "model.json:"));
  g_assert_nonnull (strstr (error->message, bad[k].said));
  g_assert_null (strchr (error->message, '\n'));
}

static void
assert_refused (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nqp_framework_parse_json (text, length, "model.json", &error));
  g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT);
}

/* More than the program can hold is refused before it is held. */
static void
test_too_much (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *large = g_malloc0 (NQP_FRAMEWORK_MAX_BYTES + 2);

  for (int i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  assert_refused (text->str, text->len);
  g_string_assign (text, HEAD "\"entries\": [");
  for (int i = 0; i <= NQP_FRAMEWORK_MAX_ENTRIES; i++)
    g_string_append_printf (text, "%s{\"kind\": \"concept\", \"id\": \"c%d\", \"name\": {\"en\": \"x\"}}",
                            i == 0 ? "" : ",", i);
  g_string_append (text, "]}");
  assert_refused (text->str, text->len);
  memset (large, ' ', NQP_FRAMEWORK_MAX_BYTES + 1);
  assert_refused (large, NQP_FRAMEWORK_MAX_BYTES + 1);
  assert_refused ("{\0}", 3);
}

/* A file that lost or changed a byte anywhere is a model or is refused; nothing else happens. */
static void
test_damage (void)
{
  g_autoptr (NqpFramework) shipped = nqp_framework_shipped ();
  g_autofree char *printed = nqp_framework_print_json (shipped);
  gsize length = strlen (printed);

  for (int i = 0; i < 60; i++)
    {
      g_autofree char *text = g_strdup (printed);
      gsize at = (gsize)g_test_rand_int_range (0, (int)length);
      g_autoptr (NqpFramework) model = NULL;
      g_autoptr (GError) error = NULL;

      text[at] = (char)g_test_rand_int_range (1, 256);
      if (i % 3 == 0)
        model = nqp_framework_parse_json (text, at, "model.json", &error);
      else
        model = nqp_framework_parse_json (text, length, "model.json", &error);
      g_assert_true ((model == NULL) == (error != NULL));
    }
}

static void
test_file (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "..", "resources", "framework.json", NULL);
  g_autoptr (NqpFramework) shipped = nqp_framework_shipped ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpFramework) model = nqp_framework_read_json (path, &error);

  g_assert_no_error (error);
  g_assert_true (nqp_framework_equal (model, shipped));
  g_assert_null (nqp_framework_read_json ("/nowhere/model.json", &error));
  g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "/nowhere/model.json"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/framework-json/shipped", test_shipped);
  g_test_add_func ("/framework-json/hard-model", test_hard_model);
  g_test_add_func ("/framework-json/empty", test_empty);
  g_test_add_func ("/framework-json/lines", test_lines);
  for (gsize k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      g_autofree char *name = g_strconcat ("/framework-json/bad/", bad[k].name, NULL);

      g_test_add_data_func (name, GINT_TO_POINTER ((int)k), test_bad);
    }
  g_test_add_func ("/framework-json/too-much", test_too_much);
  g_test_add_func ("/framework-json/damage", test_damage);
  g_test_add_func ("/framework-json/file", test_file);
  return g_test_run ();
}
