/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-json.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "nqp-encoding.h"
#include "nqp-io-resources.h"
#include "nqp-json.h"
#include "nqp-words.h"

/* {"format": "nqp-framework", "version": 1,
 *  "entries": [{"kind": "concept", "id": ..., "name": {"en": ..., "zh": ...}, ...}, ...],
 *  "lessons": [{"id": ..., "name": ..., "steps": [{"name": ..., "text": ..., ...}, ...]}, ...]}
 *
 * What is empty is left out. */

static const char *const top_keys[] = { "format", "version", "entries", "lessons", NULL };
static const char *const entry_keys[]
    = { "kind", "id", "parent", "section", "name", "text", "before", "note", "from", "to", "own", NULL };
static const char *const lesson_keys[] = { "id", "name", "steps", NULL };
static const char *const step_keys[]
    = { "name", "text", "question", "discussion", "highlight", "view", "own", NULL };
static const char *const text_keys[] = { "en", "zh", NULL };

typedef struct
{
  const char *file;
  JsonParser *parser;
  GHashTable *lines; /* "object key" -> line, as the parser met it */
  char *twice;       /* the first key that an object has twice, or NULL */
  int twice_line;
  GError **error;
} Reader;

static char *
place_key (JsonObject *object, const char *key)
{
  return g_strdup_printf ("%p %s", (void *)object, key);
}

static void
keep_line (Reader *self, JsonObject *object, const char *key)
{
  int line = (int)json_parser_get_current_line (self->parser);

  g_hash_table_insert (self->lines, place_key (object, key), GINT_TO_POINTER (line));
}

/* The parser only tells lines while it runs. It takes the last of two members with the same name without a word. */
static void
on_member (JsonParser *parser, JsonObject *object, const char *name, gpointer data)
{
  Reader *self = data;
  g_autofree char *key = place_key (object, name);

  if (self->twice == NULL && g_hash_table_contains (self->lines, key))
    {
      self->twice = g_strdup (name);
      self->twice_line = (int)json_parser_get_current_line (parser);
    }
  keep_line (self, object, name);
}

static void
on_object_end (JsonParser *parser, JsonObject *object, gpointer data)
{
  keep_line (data, object, "");
}

static gboolean
fail_at (Reader *self, int line, const char *text)
{
  g_autofree char *file = nqp_words_path (self->file);
  g_autofree char *said
      = nqp_words_clean (text, -1, NQP_WORDS_LINE, NULL); /* it may quote what the file holds */

  if (line > 0)
    g_set_error (self->error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, "%s:%d: %s", file, line, said);
  else
    g_set_error (self->error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, "%s: %s", file, said);
  return FALSE;
}

static gboolean
fail (Reader *self, JsonObject *object, const char *key, const char *format, ...) G_GNUC_PRINTF (4, 5);

/* At the member @key, "" or unknown = at the end of @object. Always FALSE. */
static gboolean
fail (Reader *self, JsonObject *object, const char *key, const char *format, ...)
{
  g_autofree char *place = place_key (object, key);
  g_autofree char *end = place_key (object, "");
  gpointer line = g_hash_table_lookup (self->lines, place);
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  return fail_at (self, GPOINTER_TO_INT (line != NULL ? line : g_hash_table_lookup (self->lines, end)), text);
}

static const char *
what_is (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return _ ("an object");
  if (JSON_NODE_HOLDS_ARRAY (node))
    return _ ("a list");
  if (JSON_NODE_HOLDS_NULL (node))
    return _ ("null");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return _ ("a text");
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return _ ("true or false");
  return _ ("a number");
}

static gboolean
check_keys (Reader *self, JsonObject *object, const char *const *known)
{
  JsonObjectIter iter;
  const char *key;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, NULL))
    if (!g_strv_contains (known, key))
      {
        g_autofree char *quoted = nqp_problem_quote (key, strlen (key));
        g_autofree char *list = g_strjoinv (", ", (char **)known);

        return fail (self, object, key, _ ("Found the key “%s”; expected one of: %s."), quoted, list);
      }
  return TRUE;
}

/* A member that is a text, or missing: then @out stays. */
static gboolean
get_string (Reader *self, JsonObject *object, const char *key, NqpWordsKind kind, char **out)
{
  JsonNode *node = json_object_get_member (object, key);
  g_autoptr (GError) problem = NULL;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail (self, object, key, _ ("Found %s as “%s”; expected a text."), what_is (node), key);
  g_free (*out);
  *out = g_strdup (json_node_get_string (node));
  return nqp_words_check (out, kind, &problem) || fail (self, object, key, "%s", problem->message);
}

static gboolean
get_text (Reader *self, JsonObject *object, const char *key, NqpWordsKind kind, NqpText *out)
{
  JsonNode *node = json_object_get_member (object, key);
  JsonObject *both;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (self, object, key, _ ("Found %s as “%s”; expected {\"en\": TEXT, \"zh\": TEXT}."),
                 what_is (node), key);
  both = json_node_get_object (node);
  return check_keys (self, both, text_keys) && get_string (self, both, "en", kind, &out->en)
         && get_string (self, both, "zh", kind, &out->zh);
}

static gboolean
get_boolean (Reader *self, JsonObject *object, const char *key, gboolean *out)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail (self, object, key, _ ("Found %s as “%s”; expected true or false."), what_is (node), key);
  *out = json_node_get_boolean (node);
  return TRUE;
}

/* A list of objects, or missing: then @out_list is NULL. */
static gboolean
get_objects (Reader *self, JsonObject *object, const char *key, guint max, JsonArray **out_list)
{
  JsonNode *node = json_object_get_member (object, key);

  *out_list = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (self, object, key, _ ("Found %s as “%s”; expected a list."), what_is (node), key);
  *out_list = json_node_get_array (node);
  if (json_array_get_length (*out_list) > max)
    return fail (self, object, key, _ ("Found a list of %u as “%s”; expected at most %u."),
                 json_array_get_length (*out_list), key, max);
  for (guint i = 0; i < json_array_get_length (*out_list); i++)
    {
      node = json_array_get_element (*out_list, i);
      if (!JSON_NODE_HOLDS_OBJECT (node))
        return fail (self, object, key, _ ("Found %s as number %u of “%s”; expected an object."),
                     what_is (node), i + 1, key);
    }
  return TRUE;
}

static gboolean
read_entry (Reader *self, JsonObject *object, NqpFramework *model)
{
  g_autofree char *kind_name = NULL;
  g_autofree char *id = NULL;
  NqpEntryKind kind = NQP_ENTRY_CONCEPT;
  NqpEntry *entry;

  if (!check_keys (self, object, entry_keys) || !get_string (self, object, "kind", NQP_WORDS_CODE, &kind_name)
      || !get_string (self, object, "id", NQP_WORDS_CODE, &id))
    return FALSE;
  if (id == NULL)
    return fail (self, object, "", _ ("Found an entry without “id”; expected one."));
  if (!nqp_entry_kind_parse (kind_name, &kind))
    {
      const char *found = kind_name != NULL ? kind_name : "";
      g_autofree char *quoted = nqp_problem_quote (found, strlen (found));

      return fail (self, object, "kind",
                   _ ("Found the kind “%s”; expected concept, relation, contrast, path, measure or link."),
                   quoted);
    }
  entry = nqp_framework_add (model, kind, id);
  return get_string (self, object, "parent", NQP_WORDS_CODE, &entry->parent)
         && get_string (self, object, "section", NQP_WORDS_NAME, &entry->section)
         && get_text (self, object, "name", NQP_WORDS_NAME, &entry->name)
         && get_text (self, object, "text", NQP_WORDS_PROSE, &entry->text)
         && get_text (self, object, "before", NQP_WORDS_PROSE, &entry->before)
         && get_text (self, object, "note", NQP_WORDS_PROSE, &entry->note)
         && get_string (self, object, "from", NQP_WORDS_CODE, &entry->from)
         && get_string (self, object, "to", NQP_WORDS_CODE, &entry->to)
         && get_boolean (self, object, "own", &entry->own);
}

static gboolean
read_step (Reader *self, JsonObject *object, const char *lesson, const NqpText *lesson_name,
           NqpFramework *model)
{
  NqpLessonStep *step = nqp_framework_add_step (model, lesson);

  step->lesson_name = nqp_text_copy (lesson_name);
  return check_keys (self, object, step_keys) && get_text (self, object, "name", NQP_WORDS_NAME, &step->name)
         && get_text (self, object, "text", NQP_WORDS_PROSE, &step->text)
         && get_text (self, object, "question", NQP_WORDS_PROSE, &step->question)
         && get_text (self, object, "discussion", NQP_WORDS_PROSE, &step->discussion)
         && get_string (self, object, "highlight", NQP_WORDS_LINE, &step->highlight)
         && get_string (self, object, "view", NQP_WORDS_LINE, &step->view)
         && get_boolean (self, object, "own", &step->own);
}

static gboolean
read_lesson (Reader *self, JsonObject *object, NqpFramework *model)
{
  g_autofree char *id = NULL;
  NqpText name = { 0 };
  JsonArray *steps = NULL;
  gboolean ok = check_keys (self, object, lesson_keys) && get_string (self, object, "id", NQP_WORDS_CODE, &id)
                && get_text (self, object, "name", NQP_WORDS_NAME, &name)
                && get_objects (self, object, "steps", NQP_FRAMEWORK_MAX_STEPS, &steps);

  if (ok && (id == NULL || steps == NULL || json_array_get_length (steps) == 0))
    ok = fail (self, object, "", _ ("Found a lesson without “id” or without “steps”; expected both."));
  for (guint i = 0; ok && i < json_array_get_length (steps); i++)
    ok = read_step (self, json_array_get_object_element (steps, i), id, &name, model);
  nqp_text_clear (&name);
  return ok;
}

static gboolean
check_format (Reader *self, JsonObject *root)
{
  g_autofree char *format = NULL;
  JsonNode *version = json_object_get_member (root, "version");

  if (!get_string (self, root, "format", NQP_WORDS_NAME, &format))
    return FALSE;
  if (g_strcmp0 (format, NQP_FRAMEWORK_FORMAT) != 0)
    return fail (self, root, "format", _ ("Found no “format” with “%s”; expected a concept model."),
                 NQP_FRAMEWORK_FORMAT);
  if (version == NULL || !JSON_NODE_HOLDS_VALUE (version)
      || json_node_get_value_type (version) != G_TYPE_INT64
      || json_node_get_int (version) != NQP_FRAMEWORK_VERSION)
    return fail (self, root, "version",
                 _ ("Found no “version” of %d; expected that. A newer program may have written the file."),
                 NQP_FRAMEWORK_VERSION);
  return TRUE;
}

/* What does not hold together has no line: the parts stand in different ones. */
static gboolean
seal (Reader *self, NqpFramework *model)
{
  g_autoptr (GError) reason = NULL;

  return nqp_framework_seal (model, &reason) || fail_at (self, 0, reason->message);
}

static gboolean
read_root (Reader *self, JsonNode *node, NqpFramework *model)
{
  JsonObject *root;
  JsonArray *entries = NULL, *lessons = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail_at (self, 1, _ ("Found no object; expected a concept model."));
  root = json_node_get_object (node);
  if (!check_format (self, root) || !check_keys (self, root, top_keys)
      || !get_objects (self, root, "entries", NQP_FRAMEWORK_MAX_ENTRIES, &entries)
      || !get_objects (self, root, "lessons", NQP_FRAMEWORK_MAX_STEPS, &lessons))
    return FALSE;
  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    if (!read_entry (self, json_array_get_object_element (entries, i), model))
      return FALSE;
  for (guint i = 0; lessons != NULL && i < json_array_get_length (lessons); i++)
    if (!read_lesson (self, json_array_get_object_element (lessons, i), model))
      return FALSE;
  return seal (self, model);
}

static gboolean
parse (Reader *self, const char *text, gsize length)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *prepared = NULL;
  g_autofree char *fault = NULL;
  int line = 0, column = 0;

  if (memchr (text, '\0', length) != NULL || !g_utf8_validate_len (text, length, NULL))
    return fail_at (self, 0, _ ("Found bytes that are no text; expected UTF-8."));
  prepared = nqp_json_prepare (text, NULL, &fault, &line);
  if (prepared == NULL && fault == NULL)
    return fail_at (self, line, _ ("Found brackets too deep; expected a concept model."));
  if (prepared == NULL)
    {
      g_autofree char *said = g_strdup_printf (_ ("This is no JSON: %s"), fault);

      return fail_at (self, line, said);
    }
  if (json_parser_load_from_data (self->parser, prepared, -1, &reason))
    {
      g_autofree char *said = NULL;

      if (self->twice == NULL)
        return TRUE;
      said = g_strdup_printf (_ ("Found the key “%s” twice in one object; expected it once."), self->twice);
      return fail_at (self, self->twice_line, said);
    }
  {
    const char *message = nqp_json_error_place (reason, &line, &column);
    g_autofree char *said = g_strdup_printf (_ ("This is no JSON: %s"), message);

    return fail_at (self, line, said);
  }
}

/**
 * nqp_framework_parse_json:
 * @text: UTF-8
 * @length: bytes, at most %NQP_FRAMEWORK_MAX_BYTES
 * @file_name: for messages
 *
 * Nothing unknown is accepted: a key that is spelt wrong would be lost without a word.
 *
 * Returns: (transfer full): the sealed model, or %NULL with @error set
 */
NqpFramework *
nqp_framework_parse_json (const char *text, gsize length, const char *file_name, GError **error)
{
  g_autoptr (NqpFramework) model = nqp_framework_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *whole = NULL;
  Reader reader = { .file = file_name, .parser = parser, .lines = lines, .error = error };
  gboolean ok;

  g_return_val_if_fail (text != NULL && file_name != NULL, NULL);
  if (length > NQP_FRAMEWORK_MAX_BYTES)
    {
      fail_at (&reader, 0, _ ("The file is too large for a concept model; expected at most 16 MB."));
      return NULL;
    }
  whole = g_strndup (text, length); /* ends with a NUL, whatever the caller's does */
  memcpy (whole, text, length);
  g_signal_connect (parser, "object-member", G_CALLBACK (on_member), &reader);
  g_signal_connect (parser, "object-end", G_CALLBACK (on_object_end), &reader);
  ok = parse (&reader, whole, length) && read_root (&reader, json_parser_get_root (parser), model);
  g_free (reader.twice);
  return ok ? g_steal_pointer (&model) : NULL;
}

/**
 * nqp_framework_read_json:
 * @path: a file in one of the encodings that tables may have
 *
 * Returns: (transfer full): the sealed model, or %NULL with @error set
 */
NqpFramework *
nqp_framework_read_json (const char *path, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  NqpProblems problems = { .list = list };
  g_auto (NqpSource) source = { 0 };

  if (!nqp_source_read (&source, path, &problems))
    {
      nqp_problems_check (&problems, error);
      return NULL;
    }
  return nqp_framework_parse_json (source.text, source.length, path, error);
}

static gpointer
make_shipped (gpointer data)
{
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (nqp_io_get_resource (), "/io/github/nqp_explorer/io/framework.json",
                                G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  NqpFramework *model = nqp_framework_parse_json (text, length, "framework.json", &error);

  if (model == NULL)
    g_error ("%s", error->message); /* compiled in: a programmer's error */
  return model;
}

/**
 * nqp_framework_shipped:
 *
 * Returns: (transfer full): the model after Zhao and Zhou, with a lesson
 */
NqpFramework *
nqp_framework_shipped (void)
{
  static GOnce once = G_ONCE_INIT;

  return nqp_framework_ref (g_once (&once, make_shipped, NULL));
}
