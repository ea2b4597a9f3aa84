/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <signal.h>

#include "nqp-application.h"
#include "nqp-paths.h"
#include "nqp-picture-memory.h"

int
main (int argc, char *argv[])
{
  g_autoptr (NqpApplication) application = NULL;

  nqp_picture_memory_keep ();
  nqp_locale_init (NULL);
  gtk_disable_setlocale (); /* GTK would set the locale once more, and lose the language where it has no locale */
#ifdef SIGXFSZ
  signal (SIGXFSZ, SIG_IGN); /* a file size limit is an error to report, not a death */
#endif
  g_set_prgname ("nqp-explorer");
  g_set_application_name (_ ("NQP Explorer"));
  application = nqp_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
