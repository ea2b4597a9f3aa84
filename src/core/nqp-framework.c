/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const kind_names[NQP_N_ENTRY_KINDS]
    = { "concept", "relation", "contrast", "path", "measure", "link" };

G_DEFINE_QUARK (nqp - framework - error - quark, nqp_framework_error)

static void
free_entry (gpointer data)
{
  NqpEntry *entry = data;

  g_free (entry->id);
  g_free (entry->parent);
  nqp_text_clear (&entry->name);
  g_free (entry->section);
  nqp_text_clear (&entry->text);
  nqp_text_clear (&entry->before);
  nqp_text_clear (&entry->note);
  g_free (entry->from);
  g_free (entry->to);
  g_free (entry);
}

static void
free_step (gpointer data)
{
  NqpLessonStep *step = data;

  g_free (step->lesson);
  nqp_text_clear (&step->lesson_name);
  nqp_text_clear (&step->name);
  nqp_text_clear (&step->text);
  nqp_text_clear (&step->question);
  nqp_text_clear (&step->discussion);
  g_free (step->highlight);
  g_free (step->view);
  g_free (step);
}

/**
 * nqp_framework_new:
 *
 * Returns: (transfer full): an empty model, to be filled and sealed
 */
NqpFramework *
nqp_framework_new (void)
{
  NqpFramework *self = g_new0 (NqpFramework, 1);

  self->ref_count = 1;
  self->entries = g_ptr_array_new_with_free_func (free_entry);
  self->steps = g_ptr_array_new_with_free_func (free_step);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

NqpFramework *
nqp_framework_ref (NqpFramework *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
nqp_framework_unref (NqpFramework *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

/**
 * nqp_framework_add:
 * @id: copied; whether it is free is seen by nqp_framework_seal()
 *
 * Returns: (transfer none): the new last entry; its strings become the model's
 */
NqpEntry *
nqp_framework_add (NqpFramework *self, NqpEntryKind kind, const char *id)
{
  NqpEntry *entry = g_new0 (NqpEntry, 1);

  entry->kind = kind;
  entry->id = g_strdup (id);
  entry->parent_at = entry->from_at = entry->to_at = -1;
  g_ptr_array_add (self->entries, entry);
  if (!g_hash_table_contains (self->by_id, entry->id))
    g_hash_table_insert (self->by_id, entry->id, GUINT_TO_POINTER (self->entries->len));
  return entry;
}

/**
 * nqp_framework_add_step:
 *
 * Returns: (transfer none): the new last step, with empty highlight and view; its strings become the model's
 */
NqpLessonStep *
nqp_framework_add_step (NqpFramework *self, const char *lesson)
{
  NqpLessonStep *step = g_new0 (NqpLessonStep, 1);

  step->lesson = g_strdup (lesson);
  step->highlight = g_strdup ("");
  step->view = g_strdup ("");
  g_ptr_array_add (self->steps, step);
  return step;
}

static void
add_all (NqpFramework *copy, const NqpFramework *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const NqpEntry *entry = nqp_framework_entry (self, (int)i);
      NqpEntry *to = nqp_framework_add (copy, entry->kind, entry->id);

      to->parent = g_strdup (entry->parent);
      to->name = nqp_text_copy (&entry->name);
      to->section = g_strdup (entry->section);
      to->text = nqp_text_copy (&entry->text);
      to->before = nqp_text_copy (&entry->before);
      to->note = nqp_text_copy (&entry->note);
      to->from = g_strdup (entry->from);
      to->to = g_strdup (entry->to);
      to->own = entry->own;
    }
  for (guint i = 0; i < self->steps->len; i++)
    {
      const NqpLessonStep *step = nqp_framework_step (self, (int)i);
      NqpLessonStep *to = nqp_framework_add_step (copy, step->lesson);

      to->lesson_name = nqp_text_copy (&step->lesson_name);
      to->name = nqp_text_copy (&step->name);
      to->text = nqp_text_copy (&step->text);
      to->question = nqp_text_copy (&step->question);
      to->discussion = nqp_text_copy (&step->discussion);
      g_free (to->highlight);
      to->highlight = g_strdup (step->highlight);
      g_free (to->view);
      to->view = g_strdup (step->view);
      to->own = step->own;
    }
}

NqpFramework *
nqp_framework_copy (const NqpFramework *self)
{
  NqpFramework *copy = nqp_framework_new ();

  add_all (copy, self);
  return copy;
}

/**
 * nqp_framework_assign:
 * @self: a model that is being changed: what it has goes
 * @other: what it gets, all of it
 */
void
nqp_framework_assign (NqpFramework *self, const NqpFramework *other)
{
  g_hash_table_remove_all (self->by_id); /* its keys are the entries' */
  g_ptr_array_set_size (self->entries, 0);
  g_ptr_array_set_size (self->steps, 0);
  add_all (self, other);
}

static gboolean
entries_equal (const NqpEntry *a, const NqpEntry *b)
{
  return a->kind == b->kind && g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->parent, b->parent) == 0
         && nqp_text_equal (&a->name, &b->name) && g_strcmp0 (a->section, b->section) == 0
         && nqp_text_equal (&a->text, &b->text) && nqp_text_equal (&a->before, &b->before)
         && nqp_text_equal (&a->note, &b->note) && g_strcmp0 (a->from, b->from) == 0
         && g_strcmp0 (a->to, b->to) == 0 && a->own == b->own;
}

static gboolean
steps_equal (const NqpLessonStep *a, const NqpLessonStep *b)
{
  return g_strcmp0 (a->lesson, b->lesson) == 0 && nqp_text_equal (&a->lesson_name, &b->lesson_name)
         && nqp_text_equal (&a->name, &b->name) && nqp_text_equal (&a->text, &b->text)
         && nqp_text_equal (&a->question, &b->question) && nqp_text_equal (&a->discussion, &b->discussion)
         && g_strcmp0 (a->highlight, b->highlight) == 0 && g_strcmp0 (a->view, b->view) == 0
         && a->own == b->own;
}

gboolean
nqp_framework_equal (const NqpFramework *a, const NqpFramework *b)
{
  if (a->entries->len != b->entries->len || a->steps->len != b->steps->len)
    return FALSE;
  for (guint i = 0; i < a->entries->len; i++)
    if (!entries_equal (nqp_framework_entry (a, (int)i), nqp_framework_entry (b, (int)i)))
      return FALSE;
  for (guint i = 0; i < a->steps->len; i++)
    if (!steps_equal (nqp_framework_step (a, (int)i), nqp_framework_step (b, (int)i)))
      return FALSE;
  return TRUE;
}

void
nqp_framework_index (NqpFramework *self)
{
  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < self->entries->len; i++)
    {
      NqpEntry *entry = g_ptr_array_index (self->entries, i);

      if (!g_hash_table_contains (self->by_id, entry->id))
        g_hash_table_insert (self->by_id, entry->id, GUINT_TO_POINTER (i + 1));
    }
}

int
nqp_framework_find (const NqpFramework *self, const char *id)
{
  return id == NULL ? -1 : GPOINTER_TO_INT (g_hash_table_lookup (self->by_id, id)) - 1;
}

/**
 * nqp_framework_is_within:
 * @entry: position in a sealed model
 *
 * Returns: whether @entry is @ancestor or below it: a concept below a concept, a measure below its path
 */
gboolean
nqp_framework_is_within (const NqpFramework *self, int entry, int ancestor)
{
  if (ancestor < 0)
    return FALSE;
  for (; entry >= 0; entry = nqp_framework_entry (self, entry)->parent_at)
    if (entry == ancestor)
      return TRUE;
  return FALSE;
}

int
nqp_framework_depth (const NqpFramework *self, int entry)
{
  int depth = -1;

  for (; entry >= 0; entry = nqp_framework_entry (self, entry)->parent_at)
    depth++;
  return depth;
}

/* The words of @line without those in @dropped. */
static char *
without_words (const char *line, GHashTable *dropped)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  GString *out = g_string_new (NULL);

  for (int i = 0; words[i] != NULL; i++)
    if (!g_hash_table_contains (dropped, words[i]))
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", words[i]);
  return g_string_free (out, FALSE);
}

static gboolean
refers_to (const NqpEntry *entry, GHashTable *ids)
{
  return (entry->parent != NULL && g_hash_table_contains (ids, entry->parent))
         || (entry->to != NULL && g_hash_table_contains (ids, entry->to))
         || (entry->from != NULL && g_hash_table_contains (ids, entry->from));
}

/**
 * nqp_framework_remove:
 * @self: a copy that is not sealed yet
 * @id: nothing happens if there is no such entry
 *
 * Takes out what would be left hanging as well, so that the rest can be sealed. A component of the index tree that has
 * the id of a removed concept loses its links.
 */
void
nqp_framework_remove (NqpFramework *self, const char *id)
{
  g_autoptr (GHashTable) dropped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean more = nqp_framework_find (self, id) >= 0;

  if (more)
    g_hash_table_add (dropped, g_strdup (id));
  while (more)
    {
      more = FALSE;
      for (guint i = 0; i < self->entries->len; i++)
        {
          const NqpEntry *entry = nqp_framework_entry (self, (int)i);

          if (!g_hash_table_contains (dropped, entry->id) && refers_to (entry, dropped))
            more = g_hash_table_add (dropped, g_strdup (entry->id));
        }
    }
  g_hash_table_remove_all (self->by_id);
  for (guint i = self->entries->len; i > 0; i--)
    if (g_hash_table_contains (dropped, nqp_framework_entry (self, (int)i - 1)->id))
      g_ptr_array_remove_index (self->entries, i - 1);
  nqp_framework_index (self);
  for (guint i = 0; i < self->steps->len; i++)
    {
      NqpLessonStep *step = g_ptr_array_index (self->steps, i);
      char *left = without_words (step->highlight, dropped);

      g_free (step->highlight);
      step->highlight = left;
    }
}

const char *
nqp_entry_kind_to_string (NqpEntryKind kind)
{
  g_return_val_if_fail (kind < NQP_N_ENTRY_KINDS, NULL);
  return kind_names[kind];
}

gboolean
nqp_entry_kind_parse (const char *text, NqpEntryKind *out_kind)
{
  for (int i = 0; i < NQP_N_ENTRY_KINDS; i++)
    if (g_strcmp0 (kind_names[i], text) == 0)
      {
        *out_kind = (NqpEntryKind)i;
        return TRUE;
      }
  return FALSE;
}

char *
nqp_lesson_step_view (const NqpLessonStep *self, const char *key)
{
  g_auto (GStrv) words = g_strsplit (self->view, " ", -1);
  gsize length = strlen (key);

  for (int i = 0; words[i] != NULL; i++)
    if (strncmp (words[i], key, length) == 0 && words[i][length] == '=')
      return g_strdup (words[i] + length + 1);
  return NULL;
}

/* A contrast says two things in one field. */
static void
set_said (NqpTable *table, int column, const char *before, const char *text)
{
  g_autofree char *both = before != NULL && text != NULL ? g_strconcat (before, " -> ", text, NULL) : NULL;

  nqp_table_set_text (table, column, both != NULL ? both : text != NULL ? text : before);
}

/**
 * nqp_framework_table:
 *
 * Returns: (transfer full): a row an entry in their order, lessons left out
 */
NqpTable *
nqp_framework_table (const NqpFramework *self)
{
  const struct
  {
    const char *name, *title;
  } columns[] = {
    { "kind", _ ("Kind") },
    { "id", _ ("Id") },
    { "parent", _ ("Part of") },
    { "name_en", _ ("Name (English)") },
    { "name_zh", _ ("Name (Chinese)") },
    { "section", _ ("Section") },
    { "text_en", _ ("Text (English)") },
    { "text_zh", _ ("Text (Chinese)") },
    { "from", _ ("From") },
    { "to", _ ("To") },
  };
  NqpTable *table = nqp_table_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    nqp_table_add_column (table, columns[i].name, columns[i].title, NULL, NQP_COLUMN_TEXT, 0);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const NqpEntry *entry = nqp_framework_entry (self, (int)i);

      nqp_table_add_row (table);
      nqp_table_set_text (table, 0, nqp_entry_kind_to_string (entry->kind));
      nqp_table_set_text (table, 1, entry->id);
      nqp_table_set_text (table, 2, entry->parent);
      nqp_table_set_text (table, 3, entry->name.en);
      nqp_table_set_text (table, 4, entry->name.zh);
      nqp_table_set_text (table, 5, entry->section);
      set_said (table, 6, entry->before.en, entry->text.en);
      set_said (table, 7, entry->before.zh, entry->text.zh);
      nqp_table_set_text (table, 8, entry->from);
      nqp_table_set_text (table, 9, entry->to);
    }
  return table;
}
