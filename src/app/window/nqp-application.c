/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "nqp-config.h"
#include "nqp-leftovers.h"
#include "nqp-dialog.h"
#include "nqp-page.h"
#include "nqp-shortcuts.h"
#include "nqp-window.h"

struct _NqpApplication
{
  AdwApplication parent_instance;
  int signal; /* that asked for the end, 0 = none */
  char *page_help;
};

G_DEFINE_FINAL_TYPE (NqpApplication, nqp_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "year", 0, 0, G_OPTION_ARG_INT, NULL, N_ ("Show this year"), N_ ("YEAR") },
  { "region", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL,
    N_ ("Region in focus; repeated: regions compared with it"), N_ ("CODE") },
  { "measure", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Show this pillar, component or indicator"), N_ ("ID") },
  { "present", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Start in presentation mode"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and stop"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[PROJECT.nqp | sample:ID]") },
  { NULL },
};

static NqpWindow *
add_window (NqpApplication *self, const NqpStart *start)
{
  NqpWindow *window = nqp_window_new (ADW_APPLICATION (self));

  if (start != NULL)
    nqp_window_start (window, start);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static int
nqp_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  GVariantDict *dict = g_application_command_line_get_options_dict (line);
  g_autofree const char **files = NULL;
  g_autofree const char **regions = NULL;
  NqpStart start = { 0 };

  g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&ay", &files);
  if (files != NULL && files[0] != NULL && files[1] != NULL)
    {
      g_application_command_line_printerr (line, "%s\n", _ ("nqp-explorer: one project at a time, please."));
      return 2;
    }
  if (files != NULL && files[0] != NULL)
    {
      if (g_str_has_prefix (files[0], "sample:"))
        start.project = g_strdup (files[0]);
      else
        {
          g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, files[0]);

          start.project = g_file_get_path (file);
        }
    }
  g_variant_dict_lookup (dict, "page", "s", &start.page);
  g_variant_dict_lookup (dict, "measure", "s", &start.measure);
  g_variant_dict_lookup (dict, "year", "i", &start.year);
  if (g_variant_dict_lookup (dict, "region", "^a&s", &regions))
    {
      g_autofree char *joined = g_strjoinv (",", (char **)regions);

      start.regions = g_strsplit (joined, ",", -1);
    }
  g_variant_dict_lookup (dict, "present", "b", &start.present);
  add_window (NQP_APPLICATION (application), &start);
  nqp_start_clear (&start);
  return 0;
}

static int
nqp_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("nqp-explorer %s\n", NQP_VERSION);
      return 0;
    }
  return -1;
}

static void
nqp_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    add_window (NQP_APPLICATION (application), NULL);
}

static void
act_new_window (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  add_window (user_data, NULL);
}

static void
act_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  /* Closing, not destroying: each window keeps its size and its place. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_list_free (windows);
}

/* The session ends, or Ctrl-C in the terminal: as with Quit. */
static gboolean
on_signal (int fd, GIOCondition condition, gpointer user_data)
{
  NqpApplication *self = user_data;
  char number;

  if (read (fd, &number, 1) == 1)
    self->signal = number;
  act_quit (NULL, NULL, user_data);
  g_application_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
act_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  GtkWidget *about = nqp_dialog_about_new ();

  g_object_set (about, "application-name", _ ("NQP Explorer"), "application-icon", NQP_APP_ID, "version",
                NQP_VERSION, "developer-name", _ ("The NQP Explorer developers"), "license-type",
                GTK_LICENSE_GPL_3_0, "comments",
                _ ("Explore new quality productivity: from published figures to an explained index under "
                   "weights you can move."),
                "translator-credits", _ ("translator-credits"), NULL);
  nqp_dialog_about_add_legal (
      about, _ ("Data of the samples"),
      _ ("China’s provinces: National Bureau of Statistics of China; China Statistical Yearbook; Peking "
         "University Digital "
         "Inclusive Finance Index.\nWorld economies: Penn World Table 10.01; World Bank, World Development "
         "Indicators."),
      _ ("Penn World Table and World Development Indicators: CC BY 4.0. Boundaries of the provinces: DCW for "
         "GMT "
         "(LGPL-3.0-or-later); of the world: Natural Earth (public domain)."));
  nqp_dialog_present (about, parent != NULL ? GTK_WIDGET (parent) : NULL);
}

static void
nqp_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "new-window", .activate = act_new_window },
    { .name = "about", .activate = act_about },
    { .name = "quit", .activate = act_quit },
  };
  int signals = nqp_leftovers_watch_signals ();

  G_APPLICATION_CLASS (nqp_application_parent_class)->startup (application);
  if (signals >= 0)
    g_unix_fd_add (signals, G_IO_IN, on_signal, application);
  gtk_window_set_default_icon_name (NQP_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  nqp_shortcuts_add_accels (GTK_APPLICATION (application));
}

/* --page names the pages there are. */
static void
add_page_option (NqpApplication *self)
{
  int n;
  const NqpPageInfo *pages = nqp_pages (&n);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", pages[i].id);
  /* Translators: %s are the pages, "map, ranking" */
  self->page_help = g_strdup_printf (_ ("Show this page: %s"), ids->str);
  g_application_add_main_option (G_APPLICATION (self), "page", 0, 0, G_OPTION_ARG_STRING, self->page_help,
                                 _ ("ID"));
}

static void
nqp_application_finalize (GObject *object)
{
  char *page_help = NQP_APPLICATION (object)->page_help; /* the options point to it */

  G_OBJECT_CLASS (nqp_application_parent_class)->finalize (object);
  g_free (page_help);
}

static void
nqp_application_class_init (NqpApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nqp_application_finalize;

  application_class->startup = nqp_application_startup;
  application_class->activate = nqp_application_activate;
  application_class->command_line = nqp_application_command_line;
  application_class->handle_local_options = nqp_application_handle_local_options;
}

static void
nqp_application_init (NqpApplication *self)
{
  add_page_option (self);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), NULL);
  g_application_set_option_context_summary (
      G_APPLICATION (self), _ ("Explore new quality productivity data: map, ranking, profile and trends "
                               "under weights you can move."));
}

NqpApplication *
nqp_application_new (void)
{
  return g_object_new (NQP_TYPE_APPLICATION, "application-id", NQP_APP_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       "/io/github/nqp_explorer/NqpExplorer", NULL);
}

int
nqp_application_get_signal (NqpApplication *self)
{
  return self->signal;
}
