/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-edits.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-components.h"

static const char *
entry_name (NqpSession *session, const NqpEntry *entry)
{
  const char *name = nqp_text_get (&entry->name, nqp_session_get_lang (session));

  return name != NULL ? name : entry->id;
}

static gboolean
commit (NqpSession *session, NqpFrameworkEdit edit, gpointer data, const char *label)
{
  g_autoptr (GError) error = NULL;

  if (nqp_session_edit_framework (session, edit, data, label, &error))
    return TRUE;
  nqp_session_message (session, error->message, NULL, NULL);
  return FALSE;
}

static NqpEntry *
get_entry (NqpFramework *framework, const char *id)
{
  int at = nqp_framework_find (framework, id);

  return at >= 0 ? g_ptr_array_index (framework->entries, (guint)at) : NULL;
}

/* An entry of the model as it is now; another window may have removed it. */
static NqpEntry *
require (NqpFramework *framework, const NqpFramework *seen, const char *id, GError **error)
{
  NqpEntry *entry = get_entry (framework, id);
  int was = nqp_framework_find (seen, id);

  if (entry == NULL)
    g_set_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_GONE,
                 _ ("“%s” is no longer there: another window has removed it."),
                 was >= 0 ? nqp_text_get (&nqp_framework_entry (seen, was)->name, NQP_LANG_EN) : id);
  return entry;
}

/* Puts @with in the place of a text that is as it was seen, or is that already. */
static gboolean
replace_text (NqpText *text, const NqpText *seen, const NqpText *with, GError **error)
{
  if (with == NULL)
    return TRUE;
  if (seen != NULL && !nqp_text_equal (text, seen) && !nqp_text_equal (text, with))
    {
      g_set_error_literal (
          error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED,
          _ ("Another window has just changed the same text, and you have not seen it: look at "
             "what is there now, then make your change again."));
      return FALSE;
    }
  nqp_text_clear (text);
  *text = nqp_text_copy (with);
  return TRUE;
}

typedef struct
{
  const char *id;
  const NqpEntryTexts *texts;
} TextsEdit;

static gboolean
edit_texts (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  const TextsEdit *edit = data;
  NqpEntry *entry = require (copy, seen, edit->id, error);
  int at = nqp_framework_find (seen, edit->id);
  const NqpEntry *was = at >= 0 ? nqp_framework_entry (seen, at) : entry;

  return entry != NULL && replace_text (&entry->name, &was->name, edit->texts->name, error)
         && replace_text (&entry->text, &was->text, edit->texts->text, error)
         && replace_text (&entry->before, &was->before, edit->texts->before, error)
         && replace_text (&entry->note, &was->note, edit->texts->note, error);
}

gboolean
nqp_framework_edit_texts (NqpSession *session, const char *id, const NqpEntryTexts *texts)
{
  TextsEdit edit = { id, texts };
  NqpEntry *entry = get_entry (nqp_session_get_framework (session), id);
  g_autofree char *label = NULL;

  g_return_val_if_fail (entry != NULL, FALSE);

  label = texts->name == NULL && texts->text == NULL
              /* Translators: an entry of the undo history; the name of a concept */
              ? g_strdup_printf (_ ("Note on %s"), entry_name (session, entry))
              : g_strdup_printf (_ ("Edit %s"), entry_name (session, entry));
  return commit (session, edit_texts, &edit, label);
}

/* An id below @parent made from a name: "drivers.open-science", with a number when that is taken. */
static char *
make_id (const NqpFramework *framework, const char *parent, const char *name)
{
  g_autofree char *made = nqp_component_make_id (name != NULL ? name : "");
  const char *word = *made != '\0' ? made : "own"; /* a name without a letter or digit of ASCII */
  g_autofree char *base = NULL;

  base = parent != NULL ? g_strconcat (parent, ".", word, NULL) : g_strdup (word);
  for (int n = 1;; n++)
    {
      g_autofree char *id = n == 1 ? g_strdup (base) : g_strdup_printf ("%s-%d", base, n);

      if (nqp_framework_find (framework, id) < 0)
        return g_steal_pointer (&id);
    }
}

typedef struct
{
  const char *parent;
  const NqpText *name, *text;
  char *id; /* (out) */
} AddEdit;

static gboolean
add_entry (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  AddEdit *edit = data;
  const NqpEntry *above = edit->parent != NULL ? require (copy, seen, edit->parent, error) : NULL;
  gboolean measure = above != NULL && above->kind == NQP_ENTRY_PATH;
  NqpEntry *entry;

  if (edit->parent != NULL && above == NULL)
    return FALSE;
  edit->id = make_id (copy, edit->parent, edit->name->en != NULL ? edit->name->en : edit->name->zh);
  entry = nqp_framework_add (copy, measure ? NQP_ENTRY_MEASURE : NQP_ENTRY_CONCEPT, edit->id);
  entry->parent = g_strdup (edit->parent);
  entry->own = TRUE;
  return replace_text (&entry->name, NULL, edit->name, error)
         && replace_text (&entry->text, NULL, edit->text, error);
}

gboolean
nqp_framework_edit_add (NqpSession *session, const char *parent, const NqpText *name, const NqpText *text)
{
  AddEdit edit = { parent, name, text, NULL };
  g_autofree char *label = NULL, *id = NULL;
  const char *shown = nqp_text_get (name, nqp_session_get_lang (session));
  gboolean done;

  label = g_strdup_printf (_ ("Add %s"), shown != NULL ? shown : "");
  done = commit (session, add_entry, &edit, label);
  id = edit.id;
  if (done)
    nqp_session_set_entry (session, nqp_framework_find (nqp_session_get_framework (session), id));
  return done;
}

static gboolean
remove_entry (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  if (require (copy, seen, data, error) == NULL)
    return FALSE;
  nqp_framework_remove (copy, data);
  return TRUE;
}

gboolean
nqp_framework_edit_remove (NqpSession *session, const char *id)
{
  const NqpEntry *entry = get_entry (nqp_session_get_framework (session), id);
  g_autofree char *label = NULL, *kept = g_strdup (id);

  g_return_val_if_fail (entry != NULL, FALSE);

  label = g_strdup_printf (_ ("Remove %s"), entry_name (session, entry));
  if (!commit (session, remove_entry, kept, label))
    return FALSE;
  nqp_session_message (session, label, _ ("_Undo"), "win.undo");
  return TRUE;
}

static const NqpEntry *
find_link (const NqpFramework *framework, const char *indicator, const char *to)
{
  for (guint i = 0; i < framework->entries->len; i++)
    {
      const NqpEntry *entry = g_ptr_array_index (framework->entries, i);

      if (entry->kind == NQP_ENTRY_LINK && g_strcmp0 (entry->from, indicator) == 0
          && g_strcmp0 (entry->to, to) == 0)
        return entry;
    }
  return NULL;
}

gboolean
nqp_framework_has_link (const NqpFramework *framework, const char *indicator, const char *to)
{
  return find_link (framework, indicator, to) != NULL;
}

typedef struct
{
  const char *indicator, *to;
} LinkEdit;

static gboolean
add_link (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  const LinkEdit *edit = data;
  g_autofree char *id = g_strdup_printf ("link.%s>%s", edit->indicator, edit->to);
  NqpEntry *entry;

  if (nqp_framework_has_link (copy, edit->indicator, edit->to)) /* another window was first */
    return TRUE;
  if (require (copy, seen, edit->to, error) == NULL)
    return FALSE;
  entry = nqp_framework_add (copy, NQP_ENTRY_LINK, id);
  entry->from = g_strdup (edit->indicator);
  entry->to = g_strdup (edit->to);
  entry->own = TRUE;
  return TRUE;
}

static gboolean
remove_link (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  const LinkEdit *edit = data;
  const NqpEntry *link = find_link (copy, edit->indicator, edit->to);

  if (link != NULL)
    nqp_framework_remove (copy, link->id);
  return TRUE;
}

static gboolean
commit_link (NqpSession *session, gboolean linked, const char *indicator, const char *to)
{
  LinkEdit edit = { indicator, to };
  const NqpPanel *panel = nqp_session_get_panel (session);
  int at = nqp_panel_find_indicator (panel, indicator);
  const char *name
      = at >= 0 ? nqp_text_get (&panel->indicators[at].name, nqp_session_get_lang (session)) : indicator;
  const NqpEntry *entry = get_entry (nqp_session_get_framework (session), to);
  g_autofree char *label = NULL;

  g_return_val_if_fail (entry != NULL, FALSE);
  /* Translators: entries of the undo history; an indicator and a concept */
  label = linked ? g_strdup_printf (_ ("Link %s to %s"), name, entry_name (session, entry))
                 : g_strdup_printf (_ ("Unlink %s from %s"), name, entry_name (session, entry));
  return commit (session, linked ? add_link : remove_link, &edit, label);
}

gboolean
nqp_framework_edit_link (NqpSession *session, const char *indicator, const char *to)
{
  return nqp_framework_has_link (nqp_session_get_framework (session), indicator, to)
         || commit_link (session, TRUE, indicator, to);
}

gboolean
nqp_framework_edit_unlink (NqpSession *session, const char *indicator, const char *to)
{
  return commit_link (session, FALSE, indicator, to);
}

static gboolean
add_links (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  const GPtrArray *pairs = data;

  for (guint k = 0; k + 1 < pairs->len; k += 2)
    {
      LinkEdit edit = { pairs->pdata[k], pairs->pdata[k + 1] };

      if (!add_link (copy, seen, &edit, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * nqp_framework_edit_add_links:
 * @pairs: (element-type utf8): an indicator or component and what it is evidence for, and so on
 *
 * All of them as one step.
 */
gboolean
nqp_framework_edit_add_links (NqpSession *session, GPtrArray *pairs)
{
  const guint n = pairs->len / 2;
  /* Translators: an entry of the undo history: indicators or components are linked to concepts and measures */
  g_autofree char *label = g_strdup_printf (ngettext ("Add %u link", "Add %u links", n), n);

  return n == 0 || commit (session, add_links, pairs, label);
}

static gboolean
replace_model (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  nqp_framework_assign (copy, data);
  return TRUE;
}

gboolean
nqp_framework_edit_replace (NqpSession *session, NqpFramework *framework, const char *label)
{
  return commit (session, replace_model, framework, label);
}

/* ---- lessons -------------------------------------------------------------------------------------------------- */

void
nqp_step_texts_clear (NqpStepTexts *texts)
{
  nqp_text_clear (&texts->lesson_name);
  nqp_text_clear (&texts->name);
  nqp_text_clear (&texts->text);
  nqp_text_clear (&texts->question);
  nqp_text_clear (&texts->discussion);
  g_clear_pointer (&texts->highlight, g_free);
  g_clear_pointer (&texts->view, g_free);
}

static void
set_text (NqpText *text, const NqpText *with)
{
  nqp_text_clear (text);
  *text = nqp_text_copy (with);
}

static void
fill_step (NqpLessonStep *step, const NqpStepTexts *texts)
{
  set_text (&step->name, &texts->name);
  set_text (&step->text, &texts->text);
  set_text (&step->question, &texts->question);
  set_text (&step->discussion, &texts->discussion);
  g_free (step->highlight);
  step->highlight = g_strdup (texts->highlight != NULL ? texts->highlight : "");
  g_free (step->view);
  step->view = g_strdup (texts->view != NULL ? texts->view : "");
}

/* All steps of a lesson carry its name. */
static void
name_lesson (NqpFramework *framework, const char *lesson, const NqpText *name)
{
  for (guint i = 0; i < framework->steps->len; i++)
    {
      NqpLessonStep *step = g_ptr_array_index (framework->steps, i);

      if (g_strcmp0 (step->lesson, lesson) == 0 && (name->en != NULL || name->zh != NULL))
        set_text (&step->lesson_name, name);
    }
}

static char *
free_lesson (const NqpFramework *framework)
{
  for (int n = 1;; n++)
    {
      g_autofree char *id = g_strdup_printf ("lesson-%d", n);
      gboolean taken = FALSE;

      for (guint i = 0; i < framework->steps->len && !taken; i++)
        taken = g_strcmp0 (nqp_framework_step (framework, (int)i)->lesson, id) == 0;
      if (!taken)
        return g_steal_pointer (&id);
    }
}

static gboolean
same_step (const NqpLessonStep *a, const NqpLessonStep *b)
{
  return g_strcmp0 (a->lesson, b->lesson) == 0 && nqp_text_equal (&a->name, &b->name)
         && nqp_text_equal (&a->text, &b->text) && nqp_text_equal (&a->question, &b->question)
         && nqp_text_equal (&a->discussion, &b->discussion) && g_strcmp0 (a->highlight, b->highlight) == 0
         && g_strcmp0 (a->view, b->view) == 0;
}

/* Where the step that was seen at @at is now; -1 with @error set if another window changed or removed it. */
static int
find_step (const NqpFramework *copy, const NqpFramework *seen, int at, GError **error)
{
  const NqpLessonStep *was = nqp_framework_step (seen, at);

  if (at < (int)copy->steps->len && same_step (nqp_framework_step (copy, at), was))
    return at;
  for (guint i = 0; i < copy->steps->len; i++)
    if (same_step (nqp_framework_step (copy, (int)i), was))
      return (int)i;
  g_set_error_literal (
      error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED,
      _ ("Another window has just changed or removed this step: look at what is there now, then "
         "make your change again."));
  return -1;
}

typedef struct
{
  int at; /* in the model that was seen; -1 = none. (out): in the model now */
  int by;
  const NqpStepTexts *texts;
} StepEdit;

static gboolean
add_step (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  StepEdit *edit = data;
  int after = edit->at >= 0 ? find_step (copy, seen, edit->at, error) : -1;
  g_autofree char *lesson = NULL;
  NqpLessonStep *step;
  int last;

  if (edit->at >= 0 && after < 0)
    return FALSE;
  lesson = after >= 0 ? g_strdup (nqp_framework_step (copy, after)->lesson) : free_lesson (copy);
  step = nqp_framework_add_step (copy, lesson);
  last = (int)copy->steps->len - 1;
  edit->at = after >= 0 ? after + 1 : last;
  fill_step (step, edit->texts);
  step->own = TRUE;
  set_text (&step->lesson_name,
            after >= 0 ? &nqp_framework_step (copy, after)->lesson_name : &edit->texts->lesson_name);
  for (int i = last; i > edit->at; i--)
    copy->steps->pdata[i] = copy->steps->pdata[i - 1];
  copy->steps->pdata[edit->at] = step;
  name_lesson (copy, lesson, &edit->texts->lesson_name);
  return TRUE;
}

int
nqp_framework_edit_add_step (NqpSession *session, int after, const NqpStepTexts *texts)
{
  StepEdit edit = { .at = after, .texts = texts };

  return commit (session, add_step, &edit, after >= 0 ? _ ("Add a step to the lesson") : _ ("New lesson"))
             ? edit.at
             : -1;
}

static gboolean
change_step (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  const StepEdit *edit = data;
  int at = find_step (copy, seen, edit->at, error);
  NqpLessonStep *step;

  if (at < 0)
    return FALSE;
  step = g_ptr_array_index (copy->steps, (guint)at);
  fill_step (step, edit->texts);
  name_lesson (copy, step->lesson, &edit->texts->lesson_name);
  return TRUE;
}

gboolean
nqp_framework_edit_step (NqpSession *session, int step, const NqpStepTexts *texts)
{
  StepEdit edit = { .at = step, .texts = texts };

  return commit (session, change_step, &edit, _ ("Edit a step of the lesson"));
}

static gboolean
remove_step (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  const StepEdit *edit = data;
  int at = find_step (copy, seen, edit->at, error);

  if (at < 0)
    return FALSE;
  g_ptr_array_remove_index (copy->steps, (guint)at);
  return TRUE;
}

gboolean
nqp_framework_edit_remove_step (NqpSession *session, int step)
{
  StepEdit edit = { .at = step };

  if (!commit (session, remove_step, &edit, _ ("Remove a step of the lesson")))
    return FALSE;
  nqp_session_message (session, _ ("Step removed"), _ ("_Undo"), "win.undo");
  return TRUE;
}

static gboolean
is_in_lesson (const NqpFramework *framework, int a, int b)
{
  return b >= 0 && b < (int)framework->steps->len
         && g_strcmp0 (nqp_framework_step (framework, a)->lesson, nqp_framework_step (framework, b)->lesson)
                == 0;
}

static gboolean
move_step (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  const StepEdit *edit = data;
  int at = find_step (copy, seen, edit->at, error), to = at + edit->by;
  gpointer moved;

  if (at < 0)
    return FALSE;
  if (!is_in_lesson (copy, at, to)) /* it is the first or last of its lesson by now */
    return TRUE;
  moved = copy->steps->pdata[at];
  copy->steps->pdata[at] = copy->steps->pdata[to];
  copy->steps->pdata[to] = moved;
  return TRUE;
}

gboolean
nqp_framework_edit_move_step (NqpSession *session, int step, int by)
{
  StepEdit edit = { .at = step, .by = by };

  return is_in_lesson (nqp_session_get_framework (session), step, step + by)
         && commit (session, move_step, &edit, _ ("Move a step of the lesson"));
}
