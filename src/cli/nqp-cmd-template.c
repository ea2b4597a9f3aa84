/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-cli.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-blank.h"
#include "nqp-value.h"
#include "nqp-template.h"

static const NqpOption options[] = {
  { "output", 'o', "FOLDER|FILE.xlsx|P.nqp", N_ ("the folder, the workbook or the project to make") },
  { "regions", 0, "sample:ID", N_ ("of a project: the regions, outlines and neighbours of a sample") },
  { "years", 0, "FIRST-LAST", N_ ("of a project: its years, such as 2015-2024") },
  { "title", 0, "TEXT", N_ ("of a project: its title") },
  { "replace", 0, NULL, N_ ("exchange an earlier one; anything else is refused") },
  { NULL },
};

static gboolean
read_years (const char *text, NqpBlank *what, GError **error)
{
  const char *dash = strchr (text, '-');

  if (dash != NULL && nqp_integer_parse (text, (gsize)(dash - text), &what->first)
      && nqp_integer_parse (dash + 1, strlen (dash + 1), &what->last) && what->first > 0)
    return TRUE;
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
               _ ("--years: found '%s'; expected the first and the last year, such as 2015-2024"), text);
  return FALSE;
}

/* Four pillars and no figures yet. */
static int
make_project (const NqpArgs *args, const char *output, GError **error)
{
  const char *years = nqp_args_get (args, "years");
  NqpBlank what
      = { .title = { (char *)nqp_args_get (args, "title"), NULL }, .sample = nqp_args_get (args, "regions") };

  if (years != NULL && !read_years (years, &what, error))
    return 2;
  return nqp_blank_save (output, &what, nqp_args_has (args, "replace"), error) ? 0 : 1;
}

static gboolean
check_options (const NqpArgs *args, GError **error)
{
  static const char *const of_projects[] = { "regions", "years", "title" };

  for (gsize k = 0; k < G_N_ELEMENTS (of_projects); k++)
    if (nqp_args_get (args, of_projects[k]) != NULL)
      {
        g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                     _ ("--%s is of a project: give -o a name that ends in .nqp"), of_projects[k]);
        return FALSE;
      }
  return TRUE;
}

static int
run (const NqpArgs *args, GError **error)
{
  const char *output = nqp_args_get (args, "output");

  if (output == NULL)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("-o FOLDER|FILE.xlsx|P.nqp is missing: where the files to fill in go"));
      return 2;
    }
  if (g_str_has_suffix (output, ".nqp"))
    return make_project (args, output, error);
  if (!check_options (args, error))
    return 2;
  return nqp_template_save (output, nqp_args_has (args, "replace"), error) ? 0 : 1;
}

const NqpCommand nqp_command_template = {
  .name = "template",
  .synopsis = N_ ("-o FOLDER|FILE.xlsx|P.nqp [OPTION]..."),
  .summary = N_ ("make files, or a project, to fill in"),
  .details = N_ (
      "Tables of data, indicators and regions with the four pillars, as nqp import reads them, and notes\n"
      "that say what goes where. The notes are in the language of messages. A project has the four pillars\n"
      "without indicators: data come to it by nqp import --append, or are typed in the window."),
  .min_words = 0,
  .max_words = 0,
  .options = { options },
  .run = run,
};
