/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-private.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Always FALSE. */
static gboolean
fail (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, NQP_FRAMEWORK_ERROR, NQP_FRAMEWORK_ERROR_INVALID, text);
  return FALSE;
}

/* Empty and missing are the same, so that files that write either read back the same. */
static void
drop_empty (char **text)
{
  if (*text != NULL && **text == '\0')
    g_clear_pointer (text, g_free);
}

static void
drop_empty_text (NqpText *text)
{
  drop_empty (&text->en);
  drop_empty (&text->zh);
}

static gboolean
has_text (const NqpText *text)
{
  return text->en != NULL || text->zh != NULL;
}

static gboolean
text_fits (const char *text)
{
  return text == NULL || (strlen (text) <= NQP_FRAMEWORK_MAX_TEXT && g_utf8_validate (text, -1, NULL));
}

static gboolean
texts_fit (const NqpText *text)
{
  return text_fits (text->en) && text_fits (text->zh);
}

/* Ids stand in lists with spaces between and on one line each. */
static gboolean
is_id (const char *id)
{
  if (id == NULL || *id == '\0' || strlen (id) > NQP_FRAMEWORK_MAX_ID || !g_utf8_validate (id, -1, NULL))
    return FALSE;
  for (; *id != '\0'; id = g_utf8_next_char (id))
    if (!g_unichar_isgraph (g_utf8_get_char (id)))
      return FALSE;
  return TRUE;
}

static gboolean
fail_long (GError **error, const char *what)
{
  return fail (error, _ ("“%s” has a text that is no text or is longer than %d bytes; shorten it."), what,
               NQP_FRAMEWORK_MAX_TEXT);
}

static gboolean
check_entry (NqpEntry *entry, GError **error)
{
  char **words[] = { &entry->parent, &entry->section, &entry->from, &entry->to };
  NqpText *texts[] = { &entry->name, &entry->text, &entry->before, &entry->note };

  if (!is_id (entry->id))
    return fail (error,
                 _ ("Found the id “%.*s”; expected letters, digits and signs without a space, at most %d."),
                 40, g_utf8_validate (entry->id, -1, NULL) ? entry->id : "?", NQP_FRAMEWORK_MAX_ID);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      drop_empty (words[i]);
      if (!text_fits (*words[i]))
        return fail_long (error, entry->id);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      drop_empty_text (texts[i]);
      if (!texts_fit (texts[i]))
        return fail_long (error, entry->id);
    }
  if (entry->kind != NQP_ENTRY_LINK && !has_text (&entry->name))
    return fail (error, _ ("“%s” has no name; expected one in at least one of the two languages."),
                 entry->id);
  return TRUE;
}

static gboolean
check_ids (NqpFramework *self, GError **error)
{
  nqp_framework_index (self);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const NqpEntry *entry = nqp_framework_entry (self, (int)i);

      if (nqp_framework_find (self, entry->id) != (int)i)
        return fail (error, _ ("The id “%s” stands twice; give one of the two another."), entry->id);
    }
  return TRUE;
}

/* Concepts hang on concepts, measures on paths; nothing else hangs on anything. */
static gboolean
find_parent (NqpFramework *self, NqpEntry *entry, GError **error)
{
  NqpEntryKind kind = entry->kind == NQP_ENTRY_MEASURE ? NQP_ENTRY_PATH : NQP_ENTRY_CONCEPT;

  entry->parent_at = nqp_framework_find (self, entry->parent);
  if (entry->kind == NQP_ENTRY_MEASURE && entry->parent == NULL)
    return fail (error, _ ("The measure “%s” has no parent; expected the path it belongs to."), entry->id);
  if (entry->parent == NULL)
    return TRUE;
  if (entry->kind != NQP_ENTRY_CONCEPT && entry->kind != NQP_ENTRY_MEASURE)
    return fail (error, _ ("“%s” has the parent “%s”; only concepts and measures have one."), entry->id,
                 entry->parent);
  if (entry->parent_at < 0 || nqp_framework_entry (self, entry->parent_at)->kind != kind)
    return fail (error,
                 kind == NQP_ENTRY_PATH ? _ ("The parent “%s” of “%s” is no path.")
                                        : _ ("The parent “%s” of “%s” is no concept."),
                 entry->parent, entry->id);
  return TRUE;
}

static gboolean
check_depth (const NqpFramework *self, int i, GError **error)
{
  const NqpEntry *entry = nqp_framework_entry (self, i);
  int depth = 0;

  for (int at = entry->parent_at; at >= 0; at = nqp_framework_entry (self, at)->parent_at)
    {
      if (at == i)
        return fail (error, _ ("“%s” is, by way of “%s”, part of itself; give one of them another parent."),
                     entry->id, entry->parent);
      if (++depth > (int)self->entries->len)
        return TRUE; /* it leads into a circle without being on it: one that is will be named */
    }
  if (depth >= NQP_FRAMEWORK_MAX_DEPTH)
    return fail (error, _ ("“%s” is deeper than %d levels; give it a parent further up."), entry->id,
                 NQP_FRAMEWORK_MAX_DEPTH);
  return TRUE;
}

static gboolean
check_tree (NqpFramework *self, GError **error)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (!find_parent (self, g_ptr_array_index (self->entries, i), error))
      return FALSE;
  for (guint i = 0; i < self->entries->len; i++)
    if (!check_depth (self, (int)i, error))
      return FALSE;
  return TRUE;
}

/* Parents before children, else as they stood. */
static void
order_entries (NqpFramework *self)
{
  guint n = self->entries->len;
  g_autofree NqpEntry **ordered = g_new (NqpEntry *, n + 1);
  g_autofree gboolean *placed = g_new0 (gboolean, n + 1);
  guint n_ordered = 0;

  for (guint i = 0; i < n; i++)
    {
      int above[NQP_FRAMEWORK_MAX_DEPTH + 1];
      int n_above = 0;

      for (int at = (int)i; at >= 0 && !placed[at]; at = nqp_framework_entry (self, at)->parent_at)
        above[n_above++] = at;
      while (n_above > 0)
        {
          int at = above[--n_above];

          placed[at] = TRUE;
          ordered[n_ordered++] = g_ptr_array_index (self->entries, at);
        }
    }
  for (guint i = 0; i < n; i++)
    self->entries->pdata[i] = ordered[i];
  nqp_framework_index (self);
}

static gboolean
is_kind (const NqpFramework *self, int at, NqpEntryKind kind)
{
  return at >= 0 && nqp_framework_entry (self, at)->kind == kind;
}

static gboolean
find_ends_of_link (NqpFramework *self, NqpEntry *link, GError **error)
{
  gboolean works, bears;

  if (!is_id (link->from))
    return fail (
        error,
        _ ("The link “%s” comes from nothing; expected an indicator, a component, a path or a measure."),
        link->id);
  works = is_kind (self, link->from_at, NQP_ENTRY_PATH) || is_kind (self, link->from_at, NQP_ENTRY_MEASURE);
  if (!works && link->from_at >= 0 && !is_kind (self, link->from_at, NQP_ENTRY_CONCEPT))
    return fail (
        error, _ ("The link “%s” comes from “%s”; expected an indicator, a component, a path or a measure."),
        link->id, link->from);
  if (!works)
    link->from_at = -1; /* the component that has the id of the concept */
  bears = is_kind (self, link->to_at, NQP_ENTRY_CONCEPT)
          || (!works && link->to_at >= 0 && !is_kind (self, link->to_at, NQP_ENTRY_RELATION)
              && !is_kind (self, link->to_at, NQP_ENTRY_LINK));
  if (bears)
    return TRUE;
  if (works)
    return fail (error, _ ("The link “%s” leads to “%s”; expected a concept."), link->id,
                 link->to != NULL ? link->to : "");
  return fail (error, _ ("The link “%s” leads to “%s”; expected a concept, contrast, path or measure."),
               link->id, link->to != NULL ? link->to : "");
}

static gboolean
find_ends (NqpFramework *self, NqpEntry *entry, GError **error)
{
  gboolean needs_from = entry->kind == NQP_ENTRY_RELATION || entry->kind == NQP_ENTRY_LINK;
  gboolean needs_to = needs_from || entry->kind == NQP_ENTRY_CONTRAST;

  entry->parent_at = nqp_framework_find (self, entry->parent);
  entry->from_at = nqp_framework_find (self, entry->from);
  entry->to_at = nqp_framework_find (self, entry->to);
  if (!needs_from && entry->from != NULL)
    return fail (error, _ ("“%s” comes from “%s”; only relations and links do."), entry->id, entry->from);
  if (!needs_to && entry->to != NULL)
    return fail (error, _ ("“%s” leads to “%s”; only relations, contrasts and links do."), entry->id,
                 entry->to);
  if (entry->kind == NQP_ENTRY_LINK)
    return find_ends_of_link (self, entry, error);
  if (needs_from && !is_kind (self, entry->from_at, NQP_ENTRY_CONCEPT))
    return fail (error, _ ("“%s” comes from “%s”; expected a concept."), entry->id,
                 entry->from != NULL ? entry->from : "");
  if (needs_to && !is_kind (self, entry->to_at, NQP_ENTRY_CONCEPT))
    return fail (error, _ ("“%s” leads to “%s”; expected a concept."), entry->id,
                 entry->to != NULL ? entry->to : "");
  if (needs_from && entry->from_at == entry->to_at)
    return fail (error, _ ("The relation “%s” leads from a concept to itself; expected two concepts."),
                 entry->id);
  return TRUE;
}

static gboolean
check_view (const NqpLessonStep *step, const char *shown, GError **error)
{
  static const char *const keys[] = { "chart", "measure", "year", "regions", "weights", NULL };
  g_auto (GStrv) words = g_strsplit (step->view, " ", -1);

  for (int i = 0; *step->view != '\0' && words[i] != NULL; i++)
    {
      const char *value = strchr (words[i], '=');
      g_autofree char *key = value != NULL ? g_strndup (words[i], (gsize)(value - words[i])) : NULL;

      if (key == NULL || value[1] == '\0' || !g_strv_contains (keys, key))
        return fail (error,
                     _ ("The view of the step “%s” has “%s”; expected chart=, measure=, year=, regions= or "
                        "weights= with a value."),
                     shown, words[i]);
    }
  return TRUE;
}

static gboolean
check_step (const NqpFramework *self, NqpLessonStep *step, GError **error)
{
  NqpText *texts[] = { &step->lesson_name, &step->name, &step->text, &step->question, &step->discussion };
  g_auto (GStrv) ids = NULL;
  const char *shown;

  if (!is_id (step->lesson))
    return fail (error, _ ("A step has the lesson “%.*s”; expected an id without a space."), 40,
                 step->lesson != NULL && g_utf8_validate (step->lesson, -1, NULL) ? step->lesson : "");
  if (step->highlight == NULL)
    step->highlight = g_strdup ("");
  if (step->view == NULL)
    step->view = g_strdup ("");
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      drop_empty_text (texts[i]);
      if (!texts_fit (texts[i]))
        return fail_long (error, step->lesson);
    }
  if (!text_fits (step->highlight) || !text_fits (step->view))
    return fail_long (error, step->lesson);
  if (!has_text (&step->name) || !has_text (&step->lesson_name))
    return fail (error,
                 _ ("A step of the lesson “%s”, or the lesson, has no name; expected one in at least one of "
                    "the two languages."),
                 step->lesson);
  shown = nqp_text_get (&step->name, NQP_LANG_EN);
  ids = g_strsplit (step->highlight, " ", -1);
  for (int i = 0; *step->highlight != '\0' && ids[i] != NULL; i++)
    if (nqp_framework_find (self, ids[i]) < 0)
      return fail (
          error,
          _ ("The step “%s” highlights “%s”, which there is not; expected ids with one space between."),
          shown, ids[i]);
  return check_view (step, shown, error);
}

/* Steps of one lesson stand together and agree on its name. */
static gboolean
check_lessons (const NqpFramework *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->steps->len; i++)
    {
      NqpLessonStep *step = g_ptr_array_index (self->steps, i);
      const NqpLessonStep *last = i > 0 ? nqp_framework_step (self, (int)i - 1) : NULL;
      gboolean same;

      if (!check_step (self, step, error))
        return FALSE;
      same = last != NULL && strcmp (last->lesson, step->lesson) == 0;
      if (!same && !g_hash_table_add (seen, step->lesson))
        return fail (error, _ ("Steps of the lesson “%s” stand apart; put them together."), step->lesson);
      if (same && !nqp_text_equal (&last->lesson_name, &step->lesson_name))
        return fail (error, _ ("Steps of the lesson “%s” give it different names; expected one."),
                     step->lesson);
    }
  return TRUE;
}

/**
 * nqp_framework_seal:
 *
 * Empty strings become %NULL (highlight and view ""), parents are put before children and the order is kept otherwise.
 * After a failure the model can be changed and sealed again.
 */
gboolean
nqp_framework_seal (NqpFramework *self, GError **error)
{
  if (self->entries->len > NQP_FRAMEWORK_MAX_ENTRIES || self->steps->len > NQP_FRAMEWORK_MAX_STEPS)
    return fail (error, _ ("The model has %u entries and %u steps of lessons; expected at most %d and %d."),
                 self->entries->len, self->steps->len, NQP_FRAMEWORK_MAX_ENTRIES, NQP_FRAMEWORK_MAX_STEPS);
  for (guint i = 0; i < self->entries->len; i++)
    if (!check_entry (g_ptr_array_index (self->entries, i), error))
      return FALSE;
  if (!check_ids (self, error) || !check_tree (self, error))
    return FALSE;
  order_entries (self);
  for (guint i = 0; i < self->entries->len; i++)
    if (!find_ends (self, g_ptr_array_index (self->entries, i), error))
      return FALSE;
  return check_lessons (self, error);
}
