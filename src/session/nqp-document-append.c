/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-append.h"
#include "nqp-document-private.h"

#include <glib/gi18n.h>

#include "nqp-project-append.h"

/* Others may have written since the plan was made: what was said of it has to hold. */
static gboolean
check_still_holds (const NqpAppendPlan *plan, NqpPanel *now, GError **error)
{
  g_autoptr (NqpAppendPlan) again = NULL;

  if (now == plan->into)
    return TRUE;
  again = nqp_append_plan_new (now, plan->from, plan->settled, NULL, error);
  if (again == NULL)
    return FALSE;
  if (nqp_append_plan_same (again, plan))
    return TRUE;
  g_set_error_literal (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED,
                       _ ("The project was changed meanwhile, and other values would come now; look again."));
  return FALSE;
}

gboolean
nqp_document_append (NqpDocument *self, const NqpAppendPlan *plan, const char *file, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  const NqpAppend what
      = { plan->from, (const char *const *)plan->regions->pdata, (const char *const *)plan->series->pdata };
  /* Translators: an entry of the undo history; the name of a file */
  g_autofree char *label = g_strdup_printf (_ ("Append %s"), file);

  if (!nqp_editing_begin (&editing, self, error) || !check_still_holds (plan, self->now.panel, error))
    return FALSE;
  return nqp_editing_end (&editing, nqp_project_append (self->project, &what, label, error), NQP_PROJECT_ALL,
                          NQP_PROJECT_ALL, error);
}
