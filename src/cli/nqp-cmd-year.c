/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-document-places.h"
#include "nqp-value.h"

static const NqpOption options[] = {
  { "add", 0, "YEAR", N_ ("a year without figures, which can be typed or appended") },
  { "remove", 0, "YEAR", N_ ("take a year away, and its figures with it") },
  { NULL },
};

static gboolean
read_year (const char *option, const char *text, int *out_year, GError **error)
{
  if (nqp_year_read (text, strlen (text), out_year))
    return TRUE;
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
               _ ("--%s: found '%s'; expected a year such as 2020"), option, text);
  return FALSE;
}

static gboolean
remove_year (NqpDocument *document, int year, GError **error)
{
  const int at = nqp_panel_find_year (document->now.panel, year);
  NqpGoing going = { 0 };

  if (at < 0)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED, _ ("the project has no year %d"), year);
      return FALSE;
    }
  nqp_contents_count_year (&document->now, at, &going);
  if (!nqp_document_remove_year (document, year, error))
    return FALSE;
  nqp_message (ngettext ("%lu value went with it", "%lu values went with it", (gulong)going.n_values),
               (gulong)going.n_values);
  return TRUE;
}

static int
run (const NqpArgs *args, GError **error)
{
  const char *word = nqp_args_word (args, 0), *added = nqp_args_get (args, "add"),
             *removed = nqp_args_get (args, "remove");
  g_autoptr (NqpDocument) document = NULL;
  int year = 0;

  if ((added != NULL) == (removed != NULL))
    {
      g_set_error_literal (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                           _ ("expected one of --add YEAR and --remove YEAR: one step of Undo each"));
      return 2;
    }
  if (!read_year (added != NULL ? "add" : "remove", added != NULL ? added : removed, &year, error))
    return 2;
  if (nqp_input_is_sample (word, error))
    return 1;
  document = nqp_document_open (word, nqp_lang_from_environment (), error);
  if (document == NULL)
    return 1;
  if (added != NULL)
    return nqp_document_add_year (document, year, error) ? 0 : 1;
  return remove_year (document, year, error) ? 0 : 1;
}

const NqpCommand nqp_command_year = {
  .name = "year",
  .synopsis = N_ ("P.nqp --add YEAR | --remove YEAR"),
  .summary = N_ ("add a year to a project, or take one away"),
  .details = N_ ("One step, which the window can undo; the scores are computed before anything is written."),
  .min_words = 1,
  .max_words = 1,
  .options = { options },
  .run = run,
};
