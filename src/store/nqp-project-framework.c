/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define ENTRY_COLUMNS                                                                                        \
  "id, kind, parent, name_en, name_zh, section, text_en, text_zh, before_en, before_zh, note_en, note_zh, "  \
  "from_id, to_id, own"
#define STEP_COLUMNS                                                                                         \
  "lesson, lesson_en, lesson_zh, name_en, name_zh, text_en, text_zh, question_en, question_zh, "             \
  "discussion_en, discussion_zh, highlight, view, own"

static gboolean
fail_model (NqpProject *self, const char *why, GError **error)
{
  g_autofree char *what = g_strdup_printf (_ ("its concept model does not hold together: %s"), why);
  const char *stop = _ (".");

  if (g_str_has_suffix (what, stop)) /* it becomes a part of a sentence */
    what[strlen (what) - strlen (stop)] = '\0';
  return nqp_sql_error_damaged (error, self->path, what);
}

static gboolean
read_entry (NqpProject *self, sqlite3_stmt *stmt, NqpFramework *model, GError **error)
{
  g_autofree char *id = nqp_sql_text (stmt, 0, NQP_WORDS_CODE);
  g_autofree char *kind_name = nqp_sql_text (stmt, 1, NQP_WORDS_CODE);
  NqpEntryKind kind;
  NqpEntry *entry;

  if (id == NULL || !nqp_entry_kind_parse (kind_name, &kind))
    {
      g_autofree char *why = g_strdup_printf (_ ("“%s” has the kind “%s”"), id != NULL ? id : "",
                                              kind_name != NULL ? kind_name : "");

      return fail_model (self, why, error);
    }
  entry = nqp_framework_add (model, kind, id);
  entry->parent = nqp_sql_text (stmt, 2, NQP_WORDS_CODE);
  entry->name = nqp_sql_texts (stmt, 3, NQP_WORDS_NAME);
  entry->section = nqp_sql_text (stmt, 5, NQP_WORDS_NAME);
  entry->text = nqp_sql_texts (stmt, 6, NQP_WORDS_PROSE);
  entry->before = nqp_sql_texts (stmt, 8, NQP_WORDS_PROSE);
  entry->note = nqp_sql_texts (stmt, 10, NQP_WORDS_PROSE);
  entry->from = nqp_sql_text (stmt, 12, NQP_WORDS_CODE);
  entry->to = nqp_sql_text (stmt, 13, NQP_WORDS_CODE);
  entry->own = sqlite3_column_int (stmt, 14) != 0;
  return TRUE;
}

static gboolean
read_step (NqpProject *self, sqlite3_stmt *stmt, NqpFramework *model, GError **error)
{
  g_autofree char *lesson = nqp_sql_text (stmt, 0, NQP_WORDS_CODE);
  NqpLessonStep *step = nqp_framework_add_step (model, lesson);

  step->lesson_name = nqp_sql_texts (stmt, 1, NQP_WORDS_NAME);
  step->name = nqp_sql_texts (stmt, 3, NQP_WORDS_NAME);
  step->text = nqp_sql_texts (stmt, 5, NQP_WORDS_PROSE);
  step->question = nqp_sql_texts (stmt, 7, NQP_WORDS_PROSE);
  step->discussion = nqp_sql_texts (stmt, 9, NQP_WORDS_PROSE);
  g_free (step->highlight);
  step->highlight = nqp_sql_text (stmt, 11, NQP_WORDS_LINE);
  g_free (step->view);
  step->view = nqp_sql_text (stmt, 12, NQP_WORDS_LINE);
  step->own = sqlite3_column_int (stmt, 13) != 0;
  return TRUE;
}

typedef gboolean (*ReadFunc) (NqpProject *self, sqlite3_stmt *stmt, NqpFramework *model, GError **error);

/* One row more than there may be is enough for nqp_framework_seal() to say so. */
static gboolean
read_rows (NqpProject *self, const char *sql, int max, ReadFunc read, NqpFramework *model, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);

  for (int n = 0; rc == SQLITE_OK && n <= max; n++)
    {
      rc = sqlite3_step (stmt);
      if (rc == SQLITE_ROW && !read (self, stmt, model, error))
        return FALSE;
      if (rc == SQLITE_ROW)
        rc = SQLITE_OK;
    }
  return rc == SQLITE_OK || rc == SQLITE_DONE
         || nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
}

/**
 * nqp_project_read_framework:
 *
 * Returns: (transfer full): the sealed model, empty if the project holds none: then the program's own is meant; %NULL
 *   with @error set
 */
NqpFramework *
nqp_project_read_framework (NqpProject *self, GError **error)
{
  g_autoptr (NqpFramework) model = nqp_framework_new ();
  g_autoptr (GError) reason = NULL;
  gboolean ok, own;

  if (!nqp_project_begin_read (self, &own, error))
    return NULL;
  ok = read_rows (self, "SELECT " ENTRY_COLUMNS " FROM framework ORDER BY ordinal, id",
                  NQP_FRAMEWORK_MAX_ENTRIES, read_entry, model, error)
       && read_rows (self,
                     "SELECT " STEP_COLUMNS " FROM lesson_step ORDER BY lesson_ordinal, lesson, position",
                     NQP_FRAMEWORK_MAX_STEPS, read_step, model, error);
  nqp_project_end_read (self, own);
  if (ok && !nqp_framework_seal (model, &reason))
    ok = fail_model (self, reason->message, error);
  return ok ? g_steal_pointer (&model) : NULL;
}

static int
insert_entries (sqlite3 *db, const NqpFramework *model)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (db,
                               "INSERT INTO framework (" ENTRY_COLUMNS ", ordinal) "
                               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                               -1, &stmt, NULL);

  for (guint k = 0; k < model->entries->len && rc == SQLITE_OK; k++)
    {
      const NqpEntry *it = nqp_framework_entry (model, (int)k);

      rc = nqp_sql_bind (stmt, "ttttttttttttttii", it->id, nqp_entry_kind_to_string (it->kind), it->parent,
                         it->name.en, it->name.zh, it->section, it->text.en, it->text.zh, it->before.en,
                         it->before.zh, it->note.en, it->note.zh, it->from, it->to, it->own ? 1 : 0, (int)k);
      if (rc == SQLITE_OK)
        {
          sqlite3_step (stmt);
          rc = sqlite3_reset (stmt);
        }
    }
  return rc;
}

static int
insert_steps (sqlite3 *db, const NqpFramework *model)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int position = 0, lesson = 0;
  int rc = sqlite3_prepare_v2 (db,
                               "INSERT INTO lesson_step (" STEP_COLUMNS ", position, lesson_ordinal) "
                               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                               -1, &stmt, NULL);

  for (guint k = 0; k < model->steps->len && rc == SQLITE_OK; k++)
    {
      const NqpLessonStep *it = nqp_framework_step (model, (int)k);

      position++;
      if (k == 0 || strcmp (it->lesson, nqp_framework_step (model, (int)k - 1)->lesson) != 0)
        {
          position = 0;
          lesson++;
        }
      rc = nqp_sql_bind (stmt, "tttttttttttttiii", it->lesson, it->lesson_name.en, it->lesson_name.zh,
                         it->name.en, it->name.zh, it->text.en, it->text.zh, it->question.en, it->question.zh,
                         it->discussion.en, it->discussion.zh, it->highlight, it->view, it->own ? 1 : 0,
                         position, lesson);
      if (rc == SQLITE_OK)
        {
          sqlite3_step (stmt);
          rc = sqlite3_reset (stmt);
        }
    }
  return rc;
}

int
nqp_project_insert_framework (sqlite3 *db, const NqpFramework *model)
{
  int rc = insert_entries (db, model);

  return rc == SQLITE_OK ? insert_steps (db, model) : rc;
}

/**
 * nqp_project_set_framework:
 * @model: sealed; it takes the place of the project's whole model and lessons
 * @label: what the Undo button says
 *
 * All rows are written anew. The session compares them by their keys, so that only what differs is recorded.
 */
gboolean
nqp_project_set_framework (NqpProject *self, const NqpFramework *model, const char *label, GError **error)
{
  g_autoptr (NqpFramework) tidy = NULL;
  sqlite3_session *session = NULL;
  int rc;

  g_return_val_if_fail (model != NULL && label != NULL, FALSE);
  tidy = nqp_project_tidy_framework (model, error);
  if (tidy == NULL)
    return FALSE;
  session = nqp_project_begin_action (self, error);
  if (session == NULL)
    return FALSE;
  rc = nqp_sql_run (self->db, "DELETE FROM framework", "");
  if (rc == SQLITE_OK)
    rc = nqp_sql_run (self->db, "DELETE FROM lesson_step", "");
  if (rc == SQLITE_OK)
    rc = nqp_project_insert_framework (self->db, tidy);
  return nqp_project_finish_edit (self, session, rc, label, NULL, error);
}
