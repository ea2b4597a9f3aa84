/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SHOWN 60 /* characters of a text in a message */

/* As the readers of the tables have it. */
static NqpWordsKind
kind_of (const char *table, const char *column, const char *key)
{
  static const char *const prose[] = { "note", "text_", "before_", "note_", "question_", "discussion_" };
  static const char *const codes[] = { "code", "id",      "parent", "pillar", "component", "kind",
                                       "node", "from_id", "to_id",  "a",      "b",         "lesson" };
  static const char *const lines[]
      = { "source", "method", "highlight", "view", "value", "label", "asked", "made_of", "finding" };

  if (g_str_equal (table, "project") && key != NULL && g_str_has_prefix (key, "title_"))
    return NQP_WORDS_NAME;
  for (gsize i = 0; i < G_N_ELEMENTS (prose); i++)
    if (g_str_has_prefix (column, prose[i]))
      return NQP_WORDS_PROSE;
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (column, codes[i]))
      return NQP_WORDS_CODE;
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (g_str_equal (column, lines[i]))
      return NQP_WORDS_LINE;
  return NQP_WORDS_NAME;
}

typedef struct
{
  NqpProject *project;
  NqpWordsFound found;
  gpointer data;
  int n_found;
} Search;

/* One text that is shown as @clean. */
static void
report (Search *self, const char *table, const char *key, const char *column, char *text, gsize length,
        NqpWordsKind kind, const char *clean)
{
  NqpWordsFault fault = { 0 };
  g_autofree char *where = g_strdup_printf ("%s/%s/%s", table, key, column);
  g_autofree char *line = nqp_words_clean (clean, -1, NQP_WORDS_NAME, NULL);
  g_autofree char *start = g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), MAX_SHOWN));
  g_autofree char *why = NULL;
  g_autofree char *what = NULL;

  if (++self->n_found > NQP_MAX_WORDS_FOUND)
    return;
  why = nqp_words_tidy (text, &length, kind, &fault)
            ? g_strdup (_ ("Found a tab, the end of a line or a mark of no meaning in the text."))
            : nqp_words_fault_to_string (&fault);
  /* Translators: a sentence that says what is wrong with a text, and the text as it is shown instead */
  what = g_strdup_printf (_ ("%s It is shown as “%s”."), why, start);
  self->found (where, what, self->data);
}

static int
search_column (Search *self, const char *table, const char *column, const char *keys)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s, \"%s\" FROM \"%s\" WHERE \"%s\" IS NOT NULL", keys,
                                          column, table, column);
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (self->project->db, sql, -1, &stmt, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      const char *text = (const char *)sqlite3_column_text (stmt, 1);
      const gsize length = (gsize)sqlite3_column_bytes (stmt, 1);
      g_autofree char *key = nqp_sql_text (stmt, 0, NQP_WORDS_NAME);
      NqpWordsKind kind = kind_of (table, column, key);
      gboolean changed = FALSE;
      g_autofree char *clean = text != NULL ? nqp_words_clean (text, (gssize)length, kind, &changed) : NULL;

      if (changed)
        {
          g_autofree char *copy = g_memdup2 (text, length + 1);

          report (self, table, key != NULL ? key : "", column, copy, length, kind, clean);
        }
      rc = SQLITE_OK;
    }
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* An expression that tells the rows of @table apart in a message. */
static int
find_keys (sqlite3 *db, const char *table, char **out_keys)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  GString *keys = g_string_new (NULL);
  int rc = sqlite3_prepare_v2 (
      db, "SELECT name FROM pragma_table_info (?1) WHERE pk > 0 ORDER BY name = 'code', pk", -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = nqp_sql_bind (stmt, "t", table);
  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      g_autofree char *name = nqp_sql_text (stmt, 0, NQP_WORDS_NAME);

      g_string_append_printf (keys, "%s\"%s\"", keys->len > 0 ? " || '/' || " : "", name);
      rc = SQLITE_OK;
    }
  if (keys->len == 0)
    g_string_append (keys, "rowid");
  *out_keys = g_string_free (keys, FALSE);
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/**
 * nqp_project_check_words:
 * @found: called for each text that is shown otherwise than it stands in the file, %NQP_MAX_WORDS_FOUND at most
 *
 * Returns: how many there are; -1 with @error set
 */
int
nqp_project_check_words (NqpProject *self, NqpWordsFound found, gpointer data, GError **error)
{
  Search search = { .project = self, .found = found, .data = data };
  g_autoptr (sqlite3_stmt) stmt = NULL;
  /* The schema is the one expected: its names are ours. What was asked for a result is compared, not shown. */
  int rc = sqlite3_prepare_v2 (
      self->db,
      "SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info (t.name) AS c "
      "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND c.type = 'TEXT' "
      "AND t.name <> 'result' AND NOT (t.name = 'boundary' AND c.name = 'kind') ORDER BY t.rowid, c.cid",
      -1, &stmt, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      g_autofree char *table = nqp_sql_text (stmt, 0, NQP_WORDS_NAME);
      g_autofree char *column = nqp_sql_text (stmt, 1, NQP_WORDS_NAME);
      g_autofree char *keys = NULL;

      rc = find_keys (self->db, table, &keys);
      if (rc == SQLITE_OK)
        rc = search_column (&search, table, column, keys);
    }
  if (rc != SQLITE_DONE)
    {
      nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
      return -1;
    }
  return search.n_found;
}

static gboolean
check_entry (NqpEntry *entry, GError **error)
{
  return nqp_words_check (&entry->section, NQP_WORDS_NAME, error)
         && nqp_words_check_text (&entry->name, NQP_WORDS_NAME, error)
         && nqp_words_check_text (&entry->text, NQP_WORDS_PROSE, error)
         && nqp_words_check_text (&entry->before, NQP_WORDS_PROSE, error)
         && nqp_words_check_text (&entry->note, NQP_WORDS_PROSE, error);
}

static gboolean
check_step (NqpLessonStep *step, GError **error)
{
  return nqp_words_check_text (&step->lesson_name, NQP_WORDS_NAME, error)
         && nqp_words_check_text (&step->name, NQP_WORDS_NAME, error)
         && nqp_words_check_text (&step->text, NQP_WORDS_PROSE, error)
         && nqp_words_check_text (&step->question, NQP_WORDS_PROSE, error)
         && nqp_words_check_text (&step->discussion, NQP_WORDS_PROSE, error);
}

NqpFramework *
nqp_project_tidy_framework (const NqpFramework *model, GError **error)
{
  g_autoptr (NqpFramework) copy = nqp_framework_copy (model);
  gboolean ok = TRUE;

  for (guint k = 0; ok && k < copy->entries->len; k++)
    ok = check_entry (g_ptr_array_index (copy->entries, k), error);
  for (guint k = 0; ok && k < copy->steps->len; k++)
    ok = check_step (g_ptr_array_index (copy->steps, k), error);
  return ok && nqp_framework_seal (copy, error) ? g_steal_pointer (&copy) : NULL;
}
