/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "nqp-session-private.h"

#define MAX_DEPTH 3

NqpFramework *
nqp_session_get_framework (NqpSession *self)
{
  return self->framework;
}

/* Marks the entries whose ids were given to nqp_session_set_lit(): positions change with the model. */
static void
light (NqpSession *self)
{
  g_auto (GStrv) ids = NULL;

  g_clear_pointer (&self->lit, g_free);
  if (self->lit_ids == NULL || self->framework == NULL)
    return;
  self->lit = g_new0 (guint8, MAX (self->framework->entries->len, 1));
  ids = g_strsplit (self->lit_ids, " ", -1);
  for (int i = 0; ids[i] != NULL; i++)
    {
      int entry = nqp_framework_find (self->framework, ids[i]);

      if (entry >= 0)
        self->lit[entry] = TRUE;
    }
}

void
nqp_session_adopt_framework (NqpSession *self)
{
  const NqpEntry *chosen
      = self->framework != NULL ? nqp_framework_entry (self->framework, self->entry) : NULL;
  g_autofree char *id = chosen != NULL ? g_strdup (chosen->id) : NULL;

  g_clear_pointer (&self->framework, nqp_framework_unref);
  self->framework = nqp_framework_ref (self->document->now.framework);
  self->entry = id != NULL ? nqp_framework_find (self->framework, id) : -1;
  self->entry_hover = -1;
  nqp_session_clamp_lesson_step (self);
  light (self);
}

void
nqp_session_load_theory (NqpSession *self)
{
  g_autofree char *entry = nqp_project_get_state (self->project, "entry");
  g_autofree char *depth = nqp_project_get_state (self->project, "depth");
  g_autofree char *live = nqp_project_get_state (self->project, "live");

  self->entry = entry != NULL ? nqp_framework_find (self->framework, entry) : -1;
  self->depth = depth != NULL ? CLAMP (atoi (depth), 1, MAX_DEPTH) : 2;
  self->live = g_strcmp0 (live, "1") == 0;
  nqp_session_load_lesson_step (self);
}

void
nqp_session_save_theory (NqpSession *self)
{
  const NqpEntry *entry = nqp_framework_entry (self->framework, self->entry);
  char number[16];

  nqp_project_set_state (self->project, "entry", entry != NULL ? entry->id : "");
  g_snprintf (number, sizeof number, "%d", self->depth);
  nqp_project_set_state (self->project, "depth", number);
  nqp_project_set_state (self->project, "live", self->live ? "1" : "0");
}

void
nqp_session_forget_theory (NqpSession *self)
{
  g_clear_pointer (&self->framework, nqp_framework_unref);
  g_clear_pointer (&self->lit_ids, g_free);
  g_clear_pointer (&self->lit, g_free);
  self->entry = self->entry_hover = self->lesson_step = -1;
  self->depth = 2;
  self->live = FALSE;
}

int
nqp_session_get_entry (NqpSession *self)
{
  return self->entry;
}

static gboolean
is_entry (NqpSession *self, int entry)
{
  return self->framework != NULL && entry >= -1 && entry < (int)self->framework->entries->len;
}

void
nqp_session_set_entry (NqpSession *self, int entry)
{
  if (!is_entry (self, entry) || entry == self->entry)
    return;
  self->entry = entry;
  nqp_session_save_state_soon (self);
  nqp_session_touch (self, NQP_CHANGE_ENTRY);
}

int
nqp_session_get_entry_hover (NqpSession *self)
{
  return self->entry_hover;
}

void
nqp_session_set_entry_hover (NqpSession *self, int entry)
{
  if (!is_entry (self, entry) || entry == self->entry_hover)
    return;
  self->entry_hover = entry;
  nqp_session_touch (self, NQP_CHANGE_ENTRY);
}

void
nqp_session_set_lit (NqpSession *self, const char *ids)
{
  if (ids != NULL && *ids == '\0')
    ids = NULL;
  if (g_strcmp0 (ids, self->lit_ids) == 0)
    return;
  g_free (self->lit_ids);
  self->lit_ids = g_strdup (ids);
  light (self);
  nqp_session_touch (self, NQP_CHANGE_ENTRY);
}

int
nqp_session_get_depth (NqpSession *self)
{
  return self->depth;
}

void
nqp_session_set_depth (NqpSession *self, int depth)
{
  depth = CLAMP (depth, 1, MAX_DEPTH);
  if (depth == self->depth || self->project == NULL)
    return;
  self->depth = depth;
  nqp_session_save_state_soon (self);
  nqp_session_touch (self, NQP_CHANGE_ENTRY);
}

gboolean
nqp_session_get_live (NqpSession *self)
{
  return self->live;
}

void
nqp_session_set_live (NqpSession *self, gboolean live)
{
  if (live == self->live || self->project == NULL)
    return;
  self->live = live;
  nqp_session_save_state_soon (self);
  nqp_session_touch (self, NQP_CHANGE_ENTRY);
}

gboolean
nqp_session_edit_framework (NqpSession *self, NqpFrameworkEdit edit, gpointer data, const char *label,
                            GError **error)
{
  g_return_val_if_fail (self->project != NULL, FALSE);
  return nqp_session_after (self, nqp_document_edit_framework (self->document, edit, data, label, error));
}
