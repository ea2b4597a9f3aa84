/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-cli.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "nqp-config.h"
#include "nqp-leftovers.h"
#include "nqp-paths.h"
#include "nqp-text.h"
#include "nqp-terminal.h"

static const NqpCommand *const commands[] = {
  &nqp_command_import,    &nqp_command_info,    &nqp_command_check,    &nqp_command_score,
  &nqp_command_weights,   &nqp_command_place,   &nqp_command_region,   &nqp_command_year,
  &nqp_command_method,    &nqp_command_stats,   &nqp_command_chart,    &nqp_command_report,
  &nqp_command_framework, &nqp_command_export,  &nqp_command_template, &nqp_command_history,
  &nqp_command_copy,      &nqp_command_compact, &nqp_command_salvage,
};

static const NqpOption program_options[] = {
  { "version", 0, NULL, N_ ("show name and version") },
  { NULL },
};

/* What is parsed before a command is known. */
static const NqpCommand no_command = { .name = "", .options = { program_options } };

static const NqpCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i]->name, name) == 0)
      return commands[i];
  return NULL;
}

static void
append_option (GString *out, const NqpOption *option)
{
  g_autoptr (GString) left = g_string_new ("  ");
  g_autofree char *value = option->value != NULL ? nqp_option_value (option) : NULL;

  if (option->letter != 0)
    g_string_append_printf (left, "-%c, ", option->letter);
  g_string_append_printf (left, "--%s", option->name);
  if (value != NULL)
    g_string_append_printf (left, " %s", value);
  if (left->len < 30)
    g_string_append_printf (out, "%-30s %s\n", left->str, _ (option->help));
  else
    g_string_append_printf (out, "%s\n%30s %s\n", left->str, "", _ (option->help));
}

static char *
command_help (const NqpCommand *command)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, _ ("Usage: nqp %s %s"), command->name, _ (command->synopsis));
  g_string_append_printf (out, "\n\n%s\n", _ (command->summary));
  if (command->details != NULL)
    g_string_append_printf (out, "\n%s\n", _ (command->details));
  g_string_append_printf (out, "\n%s\n", _ ("Options:"));
  for (int i = 0; i < NQP_MAX_OPTION_TABLES && command->options[i] != NULL; i++)
    for (const NqpOption *option = command->options[i]; option->name != NULL; option++)
      append_option (out, option);
  for (const NqpOption *option = nqp_common_options; option->name != NULL; option++)
    append_option (out, option);
  return g_string_free (out, FALSE);
}

static char *
program_help (void)
{
  GString *out = g_string_new (NULL);
  g_auto (GStrv) samples = nqp_paths_samples ();

  g_string_append_printf (out, "%s\n\n%s\n", _ ("Usage: nqp COMMAND [OPTION]... [FILE]..."),
                          _ ("New quality productivity from published figures: scores, weights and charts."));
  g_string_append_printf (out, "\n%s\n", _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (out, "  %-9s %s\n", commands[i]->name, _ (commands[i]->summary));
  g_string_append_printf (out, "\n%s\n", _ ("Options:"));
  for (const NqpOption *option = program_options; option->name != NULL; option++)
    append_option (out, option);
  for (const NqpOption *option = nqp_common_options; option->name != NULL; option++)
    append_option (out, option);
  g_string_append_printf (
      out, "\n%s\n",
      _ ("A project is a file (.nqp) or a bundled sample. Results go to standard output, messages to\n"
         "standard error. Exit status: 0 done, 1 the request failed, 2 wrong usage."));
  if (samples != NULL && samples[0] != NULL)
    {
      g_string_append_printf (out, "\n%s\n", _ ("Bundled samples:"));
      for (int i = 0; samples[i] != NULL; i++)
        g_string_append_printf (out, "  sample:%s\n", samples[i]);
    }
  g_string_append_printf (out, "\n%s\n", _ ("'nqp COMMAND --help' tells more about a command."));
  return g_string_free (out, FALSE);
}

static int
report (const GError *error, const char *command)
{
  if (g_error_matches (error, NQP_CLI_ERROR, NQP_CLI_ERROR_QUIET))
    return 1;
  if (!g_error_matches (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE))
    {
      nqp_message ("%s", error->message);
      return 1;
    }
  if (*command != '\0')
    nqp_message (_ ("%s (try 'nqp %s --help')"), error->message, command);
  else
    nqp_message (_ ("%s (try 'nqp --help')"), error->message);
  return 2;
}

static int
print_and_finish (const char *text)
{
  g_autoptr (GError) error = NULL;

  return nqp_output_words (text, &error) ? 0 : report (error, "");
}

static int
run_command (const NqpCommand *command, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpArgs) args = nqp_args_parse (command, argv, &error);

  if (args == NULL)
    return report (error, command->name);
  if (nqp_args_has (args, "help"))
    {
      g_autofree char *help = command_help (command);
      return print_and_finish (help);
    }

  int n_words = nqp_args_n_words (args);
  if (n_words < command->min_words)
    g_set_error (&error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, _ ("something is missing: nqp %s %s"),
                 command->name, _ (command->synopsis));
  else if (n_words > command->max_words)
    g_set_error (&error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, _ ("'%s' is one word too many"),
                 nqp_args_text (args, command->max_words));
  if (error != NULL)
    return report (error, command->name);

  int status = command->run (args, &error);
  return error != NULL ? report (error, command->name) : status;
}

static int
unknown_command (const char *name)
{
  const char *names[G_N_ELEMENTS (commands) + 1] = { NULL };
  gboolean valid;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    names[i] = commands[i]->name;

  g_autofree char *suggestion = nqp_suggest (name, names);
  g_autofree char *text = nqp_terminal_decode (name, &valid);
  g_set_error (&error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, _ ("unknown command '%s'.%s"), text, suggestion);
  return report (error, "");
}

/* The language is needed before the first message, so it is looked for ahead of the parser. A wrong one is said in the
 * user's own language. */
static int
init_language (char **argv)
{
  const char *lang = NULL;
  g_autofree char *text = NULL;
  gboolean valid;
  NqpLang parsed;

  for (int i = 1; argv[i] != NULL && strcmp (argv[i], "--") != 0; i++)
    if (g_str_has_prefix (argv[i], "--lang="))
      lang = argv[i] + strlen ("--lang=");
    else if (strcmp (argv[i], "--lang") == 0 && argv[i + 1] != NULL)
      lang = argv[++i];

  if (lang != NULL && !nqp_lang_parse (lang, &parsed))
    {
      nqp_locale_init (NULL);
      text = nqp_terminal_decode (lang, &valid);
      nqp_message (_ ("--lang: expected en or zh_CN, found '%s'"), text);
      return 2;
    }
  nqp_locale_init (lang != NULL ? nqp_lang_to_string (parsed) : NULL);
  return 0;
}

/* A standard stream that the caller closed must not become the number of a file we open, or messages would be written
 * into a project. Opened the wrong way round, so that using it fails. */
static void
guard_standard_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
      _exit (1);
}

int
main (int argc, char **argv)
{
  int i = 1;

  guard_standard_streams ();
  g_log_writer_default_set_use_stderr (TRUE); /* G_MESSAGES_DEBUG must not put lines among the results */
  /* Both arrive as errors of the write instead: EPIPE and EFBIG. */
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
  nqp_leftovers_tidy_on_signals ();
  if (init_language (argv) != 0)
    return 2;

  for (; i < argc && argv[i][0] == '-' && argv[i][1] != '\0'; i++)
    {
      g_autoptr (GError) error = NULL;
      char *one[] = { argv[i], NULL, NULL };

      if (strcmp (argv[i], "--lang") == 0 && i + 1 < argc)
        one[1] = argv[++i];

      g_autoptr (NqpArgs) args = nqp_args_parse (&no_command, one, &error);
      if (args == NULL)
        return report (error, "");
      if (nqp_args_has (args, "version"))
        return print_and_finish ("nqp (NQP Explorer) " NQP_VERSION "\n");
      if (nqp_args_has (args, "help"))
        {
          g_autofree char *help = program_help ();
          return print_and_finish (help);
        }
    }
  if (i >= argc)
    {
      nqp_message (_ ("no command given (try 'nqp --help')"));
      return 2;
    }

  const NqpCommand *command = find_command (argv[i]);
  return command != NULL ? run_command (command, argv + i + 1) : unknown_command (argv[i]);
}
