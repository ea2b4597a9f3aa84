/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-formula.h"
#include "nqp-document-private.h"

#include <glib/gi18n.h>

#include "nqp-document-structure.h"
#include "nqp-project-append.h"

gboolean
nqp_document_may_add_indicator (const NqpPanel *panel, const char *code, GError **error)
{
  if (!nqp_document_check_new_code (panel, code, error))
    return FALSE;
  if (nqp_panel_find_indicator (panel, code) < 0)
    return TRUE;
  g_set_error (error, NQP_STRUCTURE_ERROR, NQP_STRUCTURE_ERROR_INVALID,
               _ ("The code “%s” is that of another indicator. Give it another."), code);
  return FALSE;
}

/**
 * nqp_document_add_indicator:
 * @code: that no series and no indicator has
 * @name: (nullable): %NULL = the code
 * @unit: (nullable): of its values
 *
 * A series without values, to be typed or pasted, and its indicator, which waits for a place.
 *
 * Returns: %FALSE with @error set, and nothing has changed, if the code cannot be or has been taken
 */
gboolean
nqp_document_add_indicator (NqpDocument *self, const char *code, const NqpText *name, const NqpText *unit,
                            GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (NqpPanel) from = nqp_panel_new (0, 0, 0, 1, 0, 0, 0, 0);
  const char *const series[] = { code, NULL };
  const NqpAppend what = { from, series + 1, series };
  g_autofree char *label = NULL;

  from->series[0].code = g_strdup (code);
  from->series[0].name = name != NULL ? nqp_text_copy (name) : nqp_text_new (code, NULL);
  if (unit != NULL)
    from->series[0].unit = nqp_text_copy (unit);
  if (!nqp_editing_begin (&editing, self, error)
      || !nqp_document_may_add_indicator (self->now.panel, code, error))
    return FALSE;
  label = g_strdup_printf (_ ("New indicator %s"), nqp_text_get (&from->series[0].name, self->lang));
  return nqp_editing_end_data (&editing, nqp_project_append (self->project, &what, label, error), error);
}
