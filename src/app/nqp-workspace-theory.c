/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "nqp-workspace-private.h"

#define MAX_DEPTH 3

NqpFramework *
nqp_workspace_get_framework (NqpWorkspace *self)
{
  return self->framework;
}

/* Marks the entries whose ids were given to nqp_workspace_set_lit(): positions change with the model. */
static void
light (NqpWorkspace *self)
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
nqp_workspace_adopt_framework (NqpWorkspace *self)
{
  const NqpEntry *chosen
      = self->framework != NULL ? nqp_framework_entry (self->framework, self->entry) : NULL;
  g_autofree char *id = chosen != NULL ? g_strdup (chosen->id) : NULL;

  g_clear_pointer (&self->framework, nqp_framework_unref);
  self->framework = nqp_framework_ref (self->document->now.framework);
  self->entry = id != NULL ? nqp_framework_find (self->framework, id) : -1;
  self->entry_hover = -1;
  light (self);
}

void
nqp_workspace_load_theory (NqpWorkspace *self)
{
  g_autofree char *entry = nqp_project_get_state (self->project, "entry");
  g_autofree char *depth = nqp_project_get_state (self->project, "depth");
  g_autofree char *live = nqp_project_get_state (self->project, "live");

  self->entry = entry != NULL ? nqp_framework_find (self->framework, entry) : -1;
  self->depth = depth != NULL ? CLAMP (atoi (depth), 1, MAX_DEPTH) : 2;
  self->live = g_strcmp0 (live, "1") == 0;
}

void
nqp_workspace_save_theory (NqpWorkspace *self)
{
  const NqpEntry *entry = nqp_framework_entry (self->framework, self->entry);
  char number[16];

  nqp_project_set_state (self->project, "entry", entry != NULL ? entry->id : "");
  g_snprintf (number, sizeof number, "%d", self->depth);
  nqp_project_set_state (self->project, "depth", number);
  nqp_project_set_state (self->project, "live", self->live ? "1" : "0");
}

void
nqp_workspace_forget_theory (NqpWorkspace *self)
{
  g_clear_pointer (&self->framework, nqp_framework_unref);
  g_clear_pointer (&self->lit_ids, g_free);
  g_clear_pointer (&self->lit, g_free);
  self->entry = self->entry_hover = -1;
  self->depth = 2;
  self->live = FALSE;
}

int
nqp_workspace_get_entry (NqpWorkspace *self)
{
  return self->entry;
}

static gboolean
is_entry (NqpWorkspace *self, int entry)
{
  return self->framework != NULL && entry >= -1 && entry < (int)self->framework->entries->len;
}

void
nqp_workspace_set_entry (NqpWorkspace *self, int entry)
{
  if (!is_entry (self, entry) || entry == self->entry)
    return;
  self->entry = entry;
  nqp_workspace_save_state_soon (self);
  nqp_workspace_touch (self, NQP_CHANGE_ENTRY);
}

int
nqp_workspace_get_entry_hover (NqpWorkspace *self)
{
  return self->entry_hover;
}

void
nqp_workspace_set_entry_hover (NqpWorkspace *self, int entry)
{
  if (!is_entry (self, entry) || entry == self->entry_hover)
    return;
  self->entry_hover = entry;
  nqp_workspace_touch (self, NQP_CHANGE_ENTRY);
}

void
nqp_workspace_set_lit (NqpWorkspace *self, const char *ids)
{
  if (ids != NULL && *ids == '\0')
    ids = NULL;
  if (g_strcmp0 (ids, self->lit_ids) == 0)
    return;
  g_free (self->lit_ids);
  self->lit_ids = g_strdup (ids);
  light (self);
  nqp_workspace_touch (self, NQP_CHANGE_ENTRY);
}

int
nqp_workspace_get_depth (NqpWorkspace *self)
{
  return self->depth;
}

void
nqp_workspace_set_depth (NqpWorkspace *self, int depth)
{
  depth = CLAMP (depth, 1, MAX_DEPTH);
  if (depth == self->depth || self->project == NULL)
    return;
  self->depth = depth;
  nqp_workspace_save_state_soon (self);
  nqp_workspace_touch (self, NQP_CHANGE_ENTRY);
}

gboolean
nqp_workspace_get_live (NqpWorkspace *self)
{
  return self->live;
}

void
nqp_workspace_set_live (NqpWorkspace *self, gboolean live)
{
  if (live == self->live || self->project == NULL)
    return;
  self->live = live;
  nqp_workspace_save_state_soon (self);
  nqp_workspace_touch (self, NQP_CHANGE_ENTRY);
}

gboolean
nqp_workspace_edit_framework (NqpWorkspace *self, NqpFrameworkEdit edit, gpointer data, const char *label,
                              GError **error)
{
  g_return_val_if_fail (self->project != NULL, FALSE);
  return nqp_workspace_after (self, nqp_document_edit_framework (self->document, edit, data, label, error));
}
