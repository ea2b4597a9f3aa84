/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-years-dialogs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "nqp-dialog.h"
#include "nqp-session-places.h"

typedef struct
{
  NqpSession *session;
  GtkEditable *entry; /* of one that comes */
  int year;           /* that goes */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->session);
  g_free (request);
}

static Request *
request_new (NqpSession *session)
{
  Request *request = g_new0 (Request, 1);

  request->session = g_object_ref (session);
  return request;
}

static gboolean
may_edit (NqpSession *session)
{
  const char *why = nqp_session_get_read_only (session);

  if (why != NULL)
    nqp_session_message (session, why, NULL, NULL);
  return why == NULL;
}

/* Either what was done, with the way back, or why not. */
static void
after (NqpSession *session, gboolean done, const GError *error)
{
  const char *label = done ? nqp_session_get_undo_label (session) : NULL;

  if (!done)
    nqp_session_message (session, error->message, NULL, NULL);
  else if (label != NULL)
    nqp_session_message (session, label, _ ("_Undo"), "win.undo");
}

static gboolean
read_year (Request *request, int *out_year)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (request->entry)));
  gint64 number = 0;

  if (!g_ascii_string_to_signed (text, 10, 1, 9999, &number, NULL))
    return FALSE;
  *out_year = (int)number;
  return TRUE;
}

static void
on_add (gpointer data)
{
  Request *request = data;
  g_autoptr (GError) error = NULL;
  int year;

  if (read_year (request, &year) && nqp_session_has_project (request->session))
    after (request->session, nqp_session_add_year (request->session, year, &error), error);
}

static void
on_changed (GtkWidget *question)
{
  int year;

  nqp_dialog_set_ready (question, read_year (g_object_get_data (G_OBJECT (question), "nqp-request"), &year));
}

/* The one behind the last is what comes most often. */
void
nqp_years_ask_add (GtkWidget *parent, NqpSession *session)
{
  const NqpPanel *panel = nqp_session_get_panel (session);
  GtkWidget *group = adw_preferences_group_new (), *row = adw_entry_row_new (), *question;
  Request *request;
  g_autofree char *next = NULL;

  if (!may_edit (session))
    return;
  next = panel->n_years > 0 ? g_strdup_printf ("%d", panel->years[panel->n_years - 1] + 1) : g_strdup ("");
  request = request_new (session);
  request->entry = GTK_EDITABLE (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Year"));
  gtk_editable_set_text (request->entry, next);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_widget_set_size_request (group, 300, -1);
  question = nqp_dialog_ask (parent, _ ("Add a Year"), group, row, _ ("_Add"), on_add, request, request_free);
  g_object_set_data (G_OBJECT (question), "nqp-request", request);
  on_changed (question);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), question, G_CONNECT_SWAPPED);
}

static void
on_remove (gpointer data)
{
  Request *request = data;
  g_autoptr (GError) error = NULL;

  if (nqp_session_has_project (request->session))
    after (request->session, nqp_session_remove_year (request->session, request->year, &error), error);
}

void
nqp_years_ask_remove (GtkWidget *parent, NqpSession *session, int year)
{
  const NqpPanel *panel = nqp_session_get_panel (session);
  g_autofree char *heading = NULL, *going = NULL, *body = NULL;
  GtkWidget *label;
  Request *request;

  if (year < 0 || year >= panel->n_years || !may_edit (session))
    return;
  heading = g_strdup_printf (_ ("Remove the year %d?"), panel->years[year]);
  going = nqp_session_describe_going_year (session, year);
  if (*going == '\0')
    body = g_strdup (_ ("Nothing else goes along."));
  else
    /* Translators: "12 values, 1 flag" */
    body = g_strdup_printf (_ ("With it go: %s. Undo brings all of it back."), going);
  label = gtk_label_new (body);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  request = request_new (session);
  request->year = panel->years[year];
  nqp_dialog_ask (parent, heading, label, NULL, _ ("_Remove"), on_remove, request, request_free);
}
