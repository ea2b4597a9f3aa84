/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-document.h"
#include "nqp-words.h"

static const NqpOption options[] = {
  { "set", 0, "KEY=VALUE", N_ ("change one choice, e.g. normalise=rank; may be repeated") },
  { NULL },
};

static gboolean
set_one (NqpMethod *method, const char *pair, GError **error)
{
  const char *equals = strchr (pair, '=');
  g_autofree char *key = equals != NULL ? g_strndup (pair, (gsize)(equals - pair)) : NULL;
  g_autoptr (GError) problem = NULL;

  if (equals == NULL)
    g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                 _ ("--set: expected KEY=VALUE as 'nqp method' prints them, found '%s'"), pair);
  else if (nqp_method_set (method, key, equals + 1, &problem))
    return TRUE;
  else
    g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, "--set: %s", problem->message);
  return FALSE;
}

/* What the file says, also where that gives no scores. */
static gboolean
change (const char *path, GPtrArray *pairs, NqpMethod *method, GError **error)
{
  g_autoptr (NqpDocument) document = nqp_document_open (path, nqp_lang_from_environment (), error);

  if (document == NULL)
    return FALSE;
  if (document->now.unreadable)
    nqp_message (_ ("warning: the stored method cannot be read, and a plain one takes its place: %s"),
                 document->now.trouble->message);
  *method = document->now.own;
  for (guint i = 0; i < pairs->len; i++)
    if (!set_one (method, g_ptr_array_index (pairs, i), error))
      return FALSE;
  if (!nqp_document_set_method (document, &document->now.method, method, error))
    return FALSE;
  *method = document->now.method;
  return TRUE;
}

static int
run (const NqpArgs *args, GError **error)
{
  const char *word = nqp_args_word (args, 0);
  g_autoptr (GPtrArray) pairs = nqp_args_get_all (args, "set");
  g_autofree char *line = NULL, *text = NULL;
  NqpMethod method;

  if (pairs->len == 0)
    {
      g_auto (NqpInput) input = { 0 };

      if (!nqp_input_open (&input, word, error))
        return 1;
      method = input.method;
    }
  else if (nqp_input_is_sample (word, error) || !change (word, pairs, &method, error))
    return 1;
  line = nqp_method_to_string (&method);
  text = g_strconcat (line, "\n", NULL);
  return nqp_output_text (text, -1, error) ? 0 : 1;
}

const NqpCommand nqp_command_method = {
  .name = "method",
  .synopsis = N_ ("P.nqp [--set KEY=VALUE]..."),
  .summary = N_ ("show the method of a project, or change it"),
  .details = N_ (
      "Prints the choices as one line of KEY=VALUE. What --set does not name stays. The scores are computed\n"
      "before anything is written; the change is one step that the window can undo."),
  .min_words = 1,
  .max_words = 1,
  .options = { options },
  .run = run,
};
