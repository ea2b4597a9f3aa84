/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-private.h"

/**
 * nqp_document_edit_framework:
 * @edit: what is done to the model
 * @data: for @edit
 * @label: what the Undo button says
 *
 * The model that is there now, changed by @edit, takes its place: one action, in which only rows that differ are recorded.
 */
gboolean
nqp_document_edit_framework (NqpDocument *self, NqpFrameworkEdit edit, gpointer data, const char *label,
                             GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (NqpFramework) copy = NULL;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  copy = nqp_framework_copy (self->now.framework);
  ok = edit (copy, editing.seen.framework, data, error) && nqp_framework_seal (copy, error)
       && nqp_project_set_framework (self->project, copy, label, error);
  return nqp_editing_end (&editing, ok, NQP_PROJECT_FRAMEWORK, NQP_PROJECT_FRAMEWORK, error);
}
