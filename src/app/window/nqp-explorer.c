/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <signal.h>

#include "nqp-application.h"
#include "nqp-leftovers.h"
#include "nqp-paths.h"
#include "nqp-picture-memory.h"

int
main (int argc, char *argv[])
{
  g_autoptr (NqpApplication) application = NULL;
  int status;

  nqp_picture_memory_keep ();
  nqp_locale_init (NULL);
  gtk_disable_setlocale (); /* GTK would set the locale once more, and lose the language where it has no locale */
  /* Errors to report, not a death: a limit on the size of files, a pipe whose reader went away. */
#ifdef SIGXFSZ
  signal (SIGXFSZ, SIG_IGN);
#endif
  signal (SIGPIPE, SIG_IGN);
  g_set_prgname ("nqp-explorer");
  g_set_application_name (_ ("NQP Explorer"));
  application = nqp_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  if (nqp_application_get_signal (application) != 0)
    nqp_leftovers_die (nqp_application_get_signal (application)); /* who sent it sees that it did */
  nqp_leftovers_tidy (); /* an import may be under way in another thread */
  return status;
}
