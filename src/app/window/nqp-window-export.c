/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-window-private.h"

#include <glib/gi18n.h>

#include "nqp-file-dialog.h"
#include "nqp-out.h"
#include "nqp-project.h"

static void
on_chosen (const char *path, gpointer user_data)
{
  NqpWindow *self = user_data;
  NqpSession *session = self->session;
  const NqpOutForm *form = nqp_out_of_path (path);
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (GError) error = NULL;

  if (nqp_session_get_project (session) == NULL)
    return;
  boundaries = nqp_project_read_boundaries (nqp_session_get_project (session), &error);

  const NqpOut what = { nqp_session_get_panel (session), boundaries, nqp_session_get_framework (session),
                        nqp_session_get_scores (session), nqp_session_get_lang (session) };

  if (what.panel == NULL || (what.scores == NULL && (form->needs & NQP_OUT_NEEDS_SCORES) != 0))
    return;
  /* the file chooser has asked before replacing */
  if (boundaries != NULL && nqp_out_save (form, &what, path, NQP_EXPORT_REPLACE, &error))
    nqp_file_dialog_say_saved (session, path);
  else
    nqp_file_dialog_refuse (GTK_WINDOW (self), NQP_FILE_SAVE, path, error);
}

/* Data, weights and scores in the form that the ending says; a name without one becomes a folder of CSV files. */
void
nqp_window_export_data (NqpWindow *self)
{
  g_autofree char *patterns = nqp_out_patterns ();
  g_autofree char *suggested = g_strdup_printf ("%s.xlsx", nqp_session_get_title (self->session));

  g_strdelimit (suggested, "/\\:?*\"<>|\n", '-');
  nqp_file_dialog_run (GTK_WINDOW (self), NQP_FILE_SAVE, _ ("Export Data and Scores"),
                       _ ("Workbooks, Stata and JSON files"), patterns, suggested, on_chosen,
                       G_OBJECT (self));
}
