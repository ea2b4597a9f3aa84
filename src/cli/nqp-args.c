/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-cli.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-spelling.h"
#include "nqp-terminal.h"

G_DEFINE_QUARK (nqp - cli - error, nqp_cli_error)

typedef struct
{
  const NqpOption *option;
  const char *value; /* UTF-8, or the bytes of a file's name */
} Given;

struct _NqpArgs
{
  const NqpCommand *command;
  GPtrArray *words; /* (element-type filename), borrowed from argv */
  GPtrArray *texts; /* (element-type utf8): what was made of other bytes */
  GArray *given;    /* (element-type Given) */
};

void
nqp_args_free (NqpArgs *self)
{
  g_ptr_array_unref (self->words);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->given);
  g_free (self);
}

char *
nqp_suggest (const char *word, const char *const *known)
{
  const char *best = NULL;
  int best_distance = G_MAXINT;
  g_autofree char *valid = g_utf8_make_valid (word, -1);
  g_autofree char *lower = g_ascii_strdown (valid, -1);

  if (*word == '\0' || strlen (word) > 64)
    return g_strdup ("");
  for (int i = 0; known[i] != NULL; i++)
    {
      g_autofree char *candidate = g_ascii_strdown (known[i], -1);
      int d = g_str_has_prefix (candidate, lower) ? 1 : nqp_spelling_distance (lower, candidate);

      if (d < best_distance)
        {
          best_distance = d;
          best = known[i];
        }
    }
  if (best == NULL || best_distance > MAX (1, (int)strlen (word) / 3))
    return g_strdup ("");
  /* Translators: follows a message such as "unknown command 'chrat'"; starts with a space. */
  return g_strdup_printf (_ (" Did you mean '%s'?"), best);
}

static const NqpOption *
find_option (const NqpCommand *command, const char *name, gsize length, char letter)
{
  const NqpOption *tables[NQP_MAX_OPTION_TABLES + 1] = { NULL };
  int n_tables = 0;

  for (int i = 0; i < NQP_MAX_OPTION_TABLES && command->options[i] != NULL; i++)
    tables[n_tables++] = command->options[i];
  tables[n_tables++] = nqp_common_options;

  for (int i = 0; i < n_tables; i++)
    for (const NqpOption *option = tables[i]; option->name != NULL; option++)
      if (letter != 0 ? option->letter == letter
                      : strlen (option->name) == length && strncmp (option->name, name, length) == 0)
        return option;
  return NULL;
}

static char *
suggest_option (const NqpCommand *command, const char *word)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < NQP_MAX_OPTION_TABLES && command->options[i] != NULL; i++)
    for (const NqpOption *option = command->options[i]; option->name != NULL; option++)
      g_ptr_array_add (known, g_strconcat ("--", option->name, NULL));
  for (const NqpOption *option = nqp_common_options; option->name != NULL; option++)
    g_ptr_array_add (known, g_strconcat ("--", option->name, NULL));
  g_ptr_array_add (known, NULL);
  return nqp_suggest (word, (const char *const *)known->pdata);
}

/* @word as text; it lives as long as @self. */
static const char *
add_text (NqpArgs *self, const char *word, gboolean *out_valid)
{
  char *text = nqp_terminal_decode (word, out_valid);

  g_ptr_array_add (self->texts, text);
  return text;
}

char *
nqp_option_value (const NqpOption *option)
{
  g_autofree char *choices
      = option->choices != NULL ? nqp_stage_ids ((NqpStage)(option->choices - nqp_stages)) : g_strdup ("");

  return g_strconcat (choices, option->value, NULL);
}

static gboolean
names_file (const NqpOption *option)
{
  return strstr (option->value, "FILE") != NULL || strstr (option->value, "DIR") != NULL
         || strstr (option->value, ".nqp") != NULL;
}

/* Words come in the encoding of the user's locale; names of files stay the bytes they are. */
static gboolean
add_given (NqpArgs *self, const NqpOption *option, const char *value, GError **error)
{
  gboolean valid = TRUE;
  const char *text = value != NULL && !names_file (option) ? add_text (self, value, &valid) : value;

  if (!valid)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--%s: '%s' is no text in the encoding of the locale; set LANG as the terminal has it"),
                   option->name, text);
      return FALSE;
    }
  g_array_append_val (self->given, ((Given){ option, text }));
  return TRUE;
}

/* Takes one argument that starts with "-"; *@position is moved on when its value is the next argument. */
static gboolean
take_option (NqpArgs *self, char **argv, int *position, GError **error)
{
  gboolean unused;
  const char *arg = argv[*position];
  gboolean is_long = arg[1] == '-';
  const char *equals = is_long ? strchr (arg, '=') : NULL;
  gsize length = equals != NULL ? (gsize)(equals - arg - 2) : strlen (arg + 2);
  const NqpOption *option
      = find_option (self->command, is_long ? arg + 2 : NULL, length, is_long ? 0 : arg[1]);

  if (option == NULL)
    {
      g_autofree char *name = is_long ? g_strndup (arg, length + 2) : g_strdup (arg);
      g_autofree char *suggestion = is_long ? suggest_option (self->command, name) : g_strdup ("");

      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, _ ("unknown option '%s'.%s"),
                   add_text (self, name, &unused), suggestion);
      return FALSE;
    }
  if (option->value == NULL)
    {
      if (equals != NULL || (!is_long && arg[2] != '\0'))
        {
          g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                       _ ("option '--%s' takes no value, found '%s'"), option->name,
                       add_text (self, arg, &unused));
          return FALSE;
        }
      return add_given (self, option, NULL, error);
    }
  if (equals != NULL)
    return add_given (self, option, equals + 1, error);
  if (!is_long && arg[2] != '\0')
    return add_given (self, option, arg + 2, error);
  if (option->value[0] == '[')
    {
      /* The next argument may as well be an option, or the word that the command cannot do without. */
      const char *next = argv[*position + 1];
      gboolean is_value = next != NULL && next[0] != '-' && (int)self->words->len >= self->command->min_words;

      return add_given (self, option, is_value ? argv[++*position] : NULL, error);
    }
  if (argv[*position + 1] != NULL)
    return add_given (self, option, argv[++*position], error);

  g_autofree char *expected = nqp_option_value (option);
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, _ ("option '%s' needs a value: %s"),
               add_text (self, arg, &unused), expected);
  return FALSE;
}

/**
 * nqp_args_parse:
 * @argv: the arguments after the command's name, ended by %NULL; must outlive the result
 *
 * Returns: (nullable): the words and options, or %NULL with %NQP_CLI_ERROR_USAGE
 */
NqpArgs *
nqp_args_parse (const NqpCommand *command, char **argv, GError **error)
{
  g_autoptr (NqpArgs) self = g_new0 (NqpArgs, 1);
  gboolean options_end = FALSE;

  self->command = command;
  self->words = g_ptr_array_new ();
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->given = g_array_new (FALSE, FALSE, sizeof (Given));
  for (int i = 0; argv[i] != NULL; i++)
    {
      if (!options_end && strcmp (argv[i], "--") == 0)
        options_end = TRUE;
      else if (!options_end && argv[i][0] == '-' && argv[i][1] != '\0')
        {
          if (!take_option (self, argv, &i, error))
            return NULL;
        }
      else
        g_ptr_array_add (self->words, argv[i]);
    }
  return g_steal_pointer (&self);
}

int
nqp_args_n_words (const NqpArgs *self)
{
  return (int)self->words->len;
}

const char *
nqp_args_word (const NqpArgs *self, int i)
{
  return i < (int)self->words->len ? self->words->pdata[i] : NULL;
}

const char *
nqp_args_text (const NqpArgs *self, int i)
{
  gboolean unused;

  return i < (int)self->words->len ? add_text ((NqpArgs *)self, self->words->pdata[i], &unused) : NULL;
}

gboolean
nqp_args_has (const NqpArgs *self, const char *name)
{
  for (guint i = 0; i < self->given->len; i++)
    if (strcmp (g_array_index (self->given, Given, i).option->name, name) == 0)
      return TRUE;
  return FALSE;
}

const char *
nqp_args_get (const NqpArgs *self, const char *name)
{
  for (guint i = self->given->len; i > 0; i--)
    if (strcmp (g_array_index (self->given, Given, i - 1).option->name, name) == 0)
      return g_array_index (self->given, Given, i - 1).value;
  return NULL;
}

GPtrArray *
nqp_args_get_all (const NqpArgs *self, const char *name)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->given->len; i++)
    {
      Given given = g_array_index (self->given, Given, i);

      if (strcmp (given.option->name, name) == 0 && given.value != NULL)
        g_ptr_array_add (list, g_strdup (given.value));
    }
  return list;
}

GPtrArray *
nqp_args_get_list (const NqpArgs *self, const char *name)
{
  g_autoptr (GPtrArray) given = nqp_args_get_all (self, name);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < given->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (given, i), ",", -1);

      for (int k = 0; parts[k] != NULL; k++)
        if (*g_strstrip (parts[k]) != '\0')
          g_ptr_array_add (list, g_strdup (parts[k]));
    }
  return list;
}
