/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-session-append.h"

#include <glib/gi18n.h>

#include "nqp-document-append.h"
#include "nqp-session-private.h"

static gboolean
edit_append (NqpDocument *document, const NqpEditWhat *what, GError **error)
{
  return nqp_document_append (document, what->append, what->a, error);
}

static void
say_appended (NqpSession *self, const NqpEditWhat *what)
{
  /* Translators: the name of a file */
  g_autofree char *text = g_strdup_printf (_ ("Added %s"), what->a);

  nqp_session_message (self, text, _ ("_Undo"), "win.undo");
}

/**
 * nqp_session_append:
 * @file: its name, for the history
 *
 * The values of @plan come to the project, one action; see nqp_session_edit().
 */
gboolean
nqp_session_append (NqpSession *self, NqpAppendPlan *plan, const char *file, GError **error)
{
  g_return_val_if_fail (self->project != NULL, FALSE);
  return nqp_session_edit (self, edit_append,
                           &(NqpEditWhat){ .a = file, .append = plan, .after = say_appended }, error);
}
