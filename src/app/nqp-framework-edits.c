/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-edits.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *
entry_name (NqpWorkspace *workspace, const NqpEntry *entry)
{
  const char *name = nqp_text_get (&entry->name, nqp_workspace_get_lang (workspace));

  return name != NULL ? name : entry->id;
}

/* Takes @copy. */
static gboolean
commit (NqpWorkspace *workspace, NqpFramework *copy, const char *label)
{
  g_autoptr (NqpFramework) framework = copy;
  g_autoptr (GError) error = NULL;

  if (nqp_framework_seal (framework, &error)
      && nqp_workspace_set_framework (workspace, framework, label, &error))
    return TRUE;
  nqp_workspace_message (workspace, error->message, NULL, NULL);
  return FALSE;
}

static NqpEntry *
get_entry (NqpFramework *framework, const char *id)
{
  int at = nqp_framework_find (framework, id);

  return at >= 0 ? g_ptr_array_index (framework->entries, (guint)at) : NULL;
}

static void
replace_text (NqpText *text, const NqpText *with)
{
  if (with == NULL)
    return;
  nqp_text_clear (text);
  *text = nqp_text_copy (with);
}

gboolean
nqp_framework_edit_texts (NqpWorkspace *workspace, const char *id, const NqpEntryTexts *texts)
{
  NqpFramework *copy = nqp_framework_copy (nqp_workspace_get_framework (workspace));
  NqpEntry *entry = get_entry (copy, id);
  g_autofree char *label = NULL;

  g_return_val_if_fail (entry != NULL, FALSE);

  label = texts->name == NULL && texts->text == NULL
              /* Translators: an entry of the undo history; the name of a concept */
              ? g_strdup_printf (_ ("Note on %s"), entry_name (workspace, entry))
              : g_strdup_printf (_ ("Edit %s"), entry_name (workspace, entry));
  replace_text (&entry->name, texts->name);
  replace_text (&entry->text, texts->text);
  replace_text (&entry->before, texts->before);
  replace_text (&entry->note, texts->note);
  return commit (workspace, copy, label);
}

/* An id below @parent made from a name: "drivers.open-science", with a number when that is taken. */
static char *
make_id (const NqpFramework *framework, const char *parent, const char *name)
{
  g_autoptr (GString) word = g_string_new (NULL);
  g_autofree char *plain = g_str_to_ascii (name != NULL ? name : "", "C");
  g_autofree char *base = NULL;

  for (const char *p = plain; *p != '\0' && word->len < 40; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (word, g_ascii_tolower (*p));
    else if (word->len > 0 && word->str[word->len - 1] != '-')
      g_string_append_c (word, '-');
  while (word->len > 0 && word->str[word->len - 1] == '-')
    g_string_truncate (word, word->len - 1);
  if (word->len == 0) /* a name without a letter or digit of ASCII */
    g_string_assign (word, "own");
  base = parent != NULL ? g_strconcat (parent, ".", word->str, NULL) : g_strdup (word->str);
  for (int n = 1;; n++)
    {
      g_autofree char *id = n == 1 ? g_strdup (base) : g_strdup_printf ("%s-%d", base, n);

      if (nqp_framework_find (framework, id) < 0)
        return g_steal_pointer (&id);
    }
}

gboolean
nqp_framework_edit_add (NqpWorkspace *workspace, const char *parent, const NqpText *name, const NqpText *text)
{
  NqpFramework *copy = nqp_framework_copy (nqp_workspace_get_framework (workspace));
  const NqpEntry *above = parent != NULL ? get_entry (copy, parent) : NULL;
  gboolean measure = above != NULL && above->kind == NQP_ENTRY_PATH;
  g_autofree char *id = make_id (copy, parent, name->en != NULL ? name->en : name->zh);
  g_autofree char *label = NULL;
  NqpEntry *entry = nqp_framework_add (copy, measure ? NQP_ENTRY_MEASURE : NQP_ENTRY_CONCEPT, id);

  entry->parent = g_strdup (parent);
  replace_text (&entry->name, name);
  replace_text (&entry->text, text);
  entry->own = TRUE;
  label = g_strdup_printf (_ ("Add %s"), entry_name (workspace, entry));
  if (!commit (workspace, copy, label))
    return FALSE;
  nqp_workspace_set_entry (workspace, nqp_framework_find (nqp_workspace_get_framework (workspace), id));
  return TRUE;
}

gboolean
nqp_framework_edit_remove (NqpWorkspace *workspace, const char *id)
{
  NqpFramework *copy = nqp_framework_copy (nqp_workspace_get_framework (workspace));
  const NqpEntry *entry = get_entry (copy, id);
  g_autofree char *label = NULL;

  g_return_val_if_fail (entry != NULL, FALSE);

  label = g_strdup_printf (_ ("Remove %s"), entry_name (workspace, entry));
  nqp_framework_remove (copy, id);
  if (!commit (workspace, copy, label))
    return FALSE;
  nqp_workspace_message (workspace, label, _ ("_Undo"), "win.undo");
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

static gboolean
commit_link (NqpWorkspace *workspace, NqpFramework *copy, gboolean linked, const char *indicator,
             const char *to)
{
  const NqpPanel *panel = nqp_workspace_get_panel (workspace);
  int at = nqp_panel_find_indicator (panel, indicator);
  const char *name
      = at >= 0 ? nqp_text_get (&panel->indicators[at].name, nqp_workspace_get_lang (workspace)) : indicator;
  const NqpEntry *entry = get_entry (copy, to);
  /* Translators: entries of the undo history; an indicator and a concept */
  g_autofree char *label
      = linked ? g_strdup_printf (_ ("Link %s to %s"), name, entry_name (workspace, entry))
               : g_strdup_printf (_ ("Unlink %s from %s"), name, entry_name (workspace, entry));

  return commit (workspace, copy, label);
}

gboolean
nqp_framework_edit_link (NqpWorkspace *workspace, const char *indicator, const char *to)
{
  NqpFramework *framework = nqp_workspace_get_framework (workspace);
  NqpFramework *copy;
  g_autofree char *id = g_strdup_printf ("link.%s>%s", indicator, to);
  NqpEntry *entry;

  if (nqp_framework_has_link (framework, indicator, to))
    return TRUE;
  copy = nqp_framework_copy (framework);
  entry = nqp_framework_add (copy, NQP_ENTRY_LINK, id);
  entry->from = g_strdup (indicator);
  entry->to = g_strdup (to);
  entry->own = TRUE;
  return commit_link (workspace, copy, TRUE, indicator, to);
}

gboolean
nqp_framework_edit_unlink (NqpWorkspace *workspace, const char *indicator, const char *to)
{
  NqpFramework *copy = nqp_framework_copy (nqp_workspace_get_framework (workspace));
  const NqpEntry *link = find_link (copy, indicator, to);

  g_return_val_if_fail (link != NULL, FALSE);

  nqp_framework_remove (copy, link->id);
  return commit_link (workspace, copy, FALSE, indicator, to);
}

gboolean
nqp_framework_edit_replace (NqpWorkspace *workspace, NqpFramework *framework, const char *label)
{
  return commit (workspace, nqp_framework_copy (framework), label);
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
fill_step (NqpLessonStep *step, const NqpStepTexts *texts)
{
  replace_text (&step->name, &texts->name);
  replace_text (&step->text, &texts->text);
  replace_text (&step->question, &texts->question);
  replace_text (&step->discussion, &texts->discussion);
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
        replace_text (&step->lesson_name, name);
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

int
nqp_framework_edit_add_step (NqpWorkspace *workspace, int after, const NqpStepTexts *texts)
{
  NqpFramework *copy = nqp_framework_copy (nqp_workspace_get_framework (workspace));
  g_autofree char *lesson
      = after >= 0 ? g_strdup (nqp_framework_step (copy, after)->lesson) : free_lesson (copy);
  NqpLessonStep *step = nqp_framework_add_step (copy, lesson);
  int last = (int)copy->steps->len - 1, at = after >= 0 ? after + 1 : last;

  fill_step (step, texts);
  step->own = TRUE;
  replace_text (&step->lesson_name,
                after >= 0 ? &nqp_framework_step (copy, after)->lesson_name : &texts->lesson_name);
  for (int i = last; i > at; i--)
    copy->steps->pdata[i] = copy->steps->pdata[i - 1];
  copy->steps->pdata[at] = step;
  name_lesson (copy, lesson, &texts->lesson_name);
  return commit (workspace, copy, after >= 0 ? _ ("Add a step to the lesson") : _ ("New lesson")) ? at : -1;
}

gboolean
nqp_framework_edit_step (NqpWorkspace *workspace, int step, const NqpStepTexts *texts)
{
  NqpFramework *copy = nqp_framework_copy (nqp_workspace_get_framework (workspace));
  NqpLessonStep *edited = g_ptr_array_index (copy->steps, (guint)step);

  fill_step (edited, texts);
  name_lesson (copy, edited->lesson, &texts->lesson_name);
  return commit (workspace, copy, _ ("Edit a step of the lesson"));
}

gboolean
nqp_framework_edit_remove_step (NqpWorkspace *workspace, int step)
{
  NqpFramework *copy = nqp_framework_copy (nqp_workspace_get_framework (workspace));

  g_ptr_array_remove_index (copy->steps, (guint)step);
  if (!commit (workspace, copy, _ ("Remove a step of the lesson")))
    return FALSE;
  nqp_workspace_message (workspace, _ ("Step removed"), _ ("_Undo"), "win.undo");
  return TRUE;
}

gboolean
nqp_framework_edit_move_step (NqpWorkspace *workspace, int step, int by)
{
  NqpFramework *framework = nqp_workspace_get_framework (workspace);
  NqpFramework *copy;
  int to = step + by;
  gpointer moved;

  if (to < 0 || to >= (int)framework->steps->len
      || g_strcmp0 (nqp_framework_step (framework, to)->lesson, nqp_framework_step (framework, step)->lesson)
             != 0)
    return FALSE;
  copy = nqp_framework_copy (framework);
  moved = copy->steps->pdata[step];
  copy->steps->pdata[step] = copy->steps->pdata[to];
  copy->steps->pdata[to] = moved;
  return commit (workspace, copy, _ ("Move a step of the lesson"));
}
