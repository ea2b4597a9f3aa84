/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-json.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
put_string (JsonObject *object, const char *key, const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, key, value);
}

static void
put_text (JsonObject *object, const char *key, const NqpText *text)
{
  JsonObject *both;

  if (text->en == NULL && text->zh == NULL)
    return;
  both = json_object_new ();
  put_string (both, "en", text->en);
  put_string (both, "zh", text->zh);
  json_object_set_object_member (object, key, both);
}

static void
put_own (JsonObject *object, gboolean own)
{
  if (own)
    json_object_set_boolean_member (object, "own", TRUE);
}

static JsonObject *
entry_object (const NqpEntry *entry)
{
  JsonObject *object = json_object_new ();

  put_string (object, "kind", nqp_entry_kind_to_string (entry->kind));
  put_string (object, "id", entry->id);
  put_string (object, "parent", entry->parent);
  put_string (object, "section", entry->section);
  put_text (object, "name", &entry->name);
  put_text (object, "before", &entry->before);
  put_text (object, "text", &entry->text);
  put_text (object, "note", &entry->note);
  put_string (object, "from", entry->from);
  put_string (object, "to", entry->to);
  put_own (object, entry->own);
  return object;
}

static JsonObject *
step_object (const NqpLessonStep *step)
{
  JsonObject *object = json_object_new ();

  put_text (object, "name", &step->name);
  put_text (object, "text", &step->text);
  put_text (object, "question", &step->question);
  put_text (object, "discussion", &step->discussion);
  put_string (object, "highlight", step->highlight);
  put_string (object, "view", step->view);
  put_own (object, step->own);
  return object;
}

static JsonArray *
lessons_array (const NqpFramework *self)
{
  JsonArray *lessons = json_array_new ();
  JsonArray *steps = NULL;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const NqpLessonStep *step = nqp_framework_step (self, (int)i);

      if (i == 0 || strcmp (step->lesson, nqp_framework_step (self, (int)i - 1)->lesson) != 0)
        {
          JsonObject *lesson = json_object_new ();

          steps = json_array_new ();
          put_string (lesson, "id", step->lesson);
          put_text (lesson, "name", &step->lesson_name);
          json_object_set_array_member (lesson, "steps", steps);
          json_array_add_object_element (lessons, lesson);
        }
      json_array_add_object_element (steps, step_object (step));
    }
  return lessons;
}

/**
 * nqp_framework_print_json:
 * @self: a sealed model
 *
 * Returns: (transfer full): JSON of many lines, the last one ended too
 */
char *
nqp_framework_print_json (const NqpFramework *self)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *root = json_object_new ();
  JsonArray *entries = json_array_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  json_object_set_string_member (root, "format", NQP_FRAMEWORK_FORMAT);
  json_object_set_int_member (root, "version", NQP_FRAMEWORK_VERSION);
  for (guint i = 0; i < self->entries->len; i++)
    json_array_add_object_element (entries, entry_object (nqp_framework_entry (self, (int)i)));
  json_object_set_array_member (root, "entries", entries);
  json_object_set_array_member (root, "lessons", lessons_array (self));
  json_node_take_object (node, root);
  json_generator_set_root (generator, node);
  json_generator_set_pretty (generator, TRUE);
  json_generator_to_gstring (generator, out);
  g_string_append_c (out, '\n');
  return g_string_free (g_steal_pointer (&out), FALSE);
}
