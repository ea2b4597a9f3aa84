/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-document-formula.h"
#include "nqp-document-structure.h"
#include "nqp-pillars.h"

static const NqpOption options[] = {
  { "pillar", 0, "P", N_ ("elements, drivers, carriers or relations; with --component") },
  { "component", 0, "C", N_ ("a component below it, by id or name; another name makes a new one") },
  { "direction", 0, "+|-", N_ ("whether more is better (+) or worse (-)") },
  { "unit", 0, "U", N_ ("the unit of the values") },
  { "formula", 0, "F",
    N_ ("how the values are made of series, such as '100 * A / (A + B)'; another CODE makes a new "
        "indicator, and '' one whose values are to come") },
  { "name", 0, "NAME", N_ ("of a new indicator, with --formula") },
  { "role", 0, "R", N_ ("output, capital, labour, population or context: not a part of the index") },
  { "waits", 0, NULL, N_ ("send back to the indicators that wait for their pillar") },
  { NULL },
};

static gboolean
fail_usage (GError **error, const char *text)
{
  g_set_error_literal (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, text);
  return FALSE;
}

static gboolean
parse_place (const NqpArgs *args, NqpPlacing *placing, GError **error)
{
  const char *role = nqp_args_get (args, "role");
  const gboolean placed = nqp_args_has (args, "pillar") || nqp_args_has (args, "component");

  if (placed + (role != NULL) + nqp_args_has (args, "waits") > 1)
    return fail_usage (error,
                       _ ("an indicator has a pillar and a component, or a role, or it waits: give one "
                          "of --pillar, --role and --waits"));
  if (placed)
    {
      placing->pillar = nqp_args_get (args, "pillar");
      placing->component = nqp_args_get (args, "component");
      if (placing->pillar == NULL || placing->component == NULL)
        return fail_usage (error, _ ("--pillar and --component go together: an indicator has both"));
      if (nqp_pillar_find (placing->pillar) < 0)
        {
          g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                       _ ("--pillar: found '%s'; expected elements, drivers, carriers or relations"),
                       placing->pillar);
          return FALSE;
        }
      placing->role = NQP_ROLE_INDEX;
      placing->parts |= NQP_PLACING_ROLE;
    }
  if (nqp_args_has (args, "waits"))
    {
      placing->role = NQP_ROLE_UNASSIGNED;
      placing->parts |= NQP_PLACING_ROLE;
    }
  if (role == NULL)
    return TRUE;
  if (*role == '\0' || !nqp_role_parse (role, &placing->role) || placing->role == NQP_ROLE_INDEX)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--role: found '%s'; expected output, capital, labour, population or context"), role);
      return FALSE;
    }
  placing->parts |= NQP_PLACING_ROLE;
  return TRUE;
}

static gboolean
parse (const NqpArgs *args, NqpPlacing *placing, GError **error)
{
  const char *direction = nqp_args_get (args, "direction");
  const char *unit = nqp_args_get (args, "unit");

  if (!parse_place (args, placing, error))
    return FALSE;
  if (direction != NULL)
    {
      if (strcmp (direction, "+") != 0 && strcmp (direction, "-") != 0)
        {
          g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                       _ ("--direction: found '%s'; expected + (more is better) or - (more is worse)"),
                       direction);
          return FALSE;
        }
      placing->direction = *direction == '+' ? 1 : -1;
      placing->parts |= NQP_PLACING_DIRECTION;
    }
  if (unit != NULL)
    {
      placing->unit.en = (char *)unit;
      placing->parts |= NQP_PLACING_UNIT;
    }
  if (nqp_args_has (args, "formula") && (placing->parts != 0 || nqp_args_n_words (args) != 2))
    return fail_usage (error, _ ("--formula stands alone, for one indicator: one step of Undo each"));
  if (nqp_args_has (args, "name") && !nqp_args_has (args, "formula"))
    return fail_usage (error, _ ("--name goes with --formula"));
  return placing->parts != 0 || nqp_args_has (args, "formula")
         || fail_usage (error, _ ("nothing to change: give --pillar with --component, --direction, --unit, "
                                  "--formula, --role or --waits"));
}

static gboolean
place (NqpDocument *document, const NqpArgs *args, const NqpPlacing *what, GError **error)
{
  g_autoptr (GArray) placings = g_array_new (FALSE, FALSE, sizeof (NqpPlacing));

  for (int i = 1; i < nqp_args_n_words (args); i++)
    {
      NqpPlacing placing = *what;

      placing.code = nqp_args_text (args, i);
      if (nqp_panel_find_indicator (document->now.panel, placing.code) < 0)
        {
          g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
                       _ ("the project has no indicator '%s'; 'nqp check' names those that wait"),
                       placing.code);
          return FALSE;
        }
      g_array_append_val (placings, placing);
    }
  return nqp_document_place (document, (const NqpPlacing *)(gpointer)placings->data, placings->len, error);
}

static int
run (const NqpArgs *args, GError **error)
{
  const char *word = nqp_args_word (args, 0);
  g_autoptr (NqpDocument) document = NULL;
  NqpPlacing what = { 0 };

  if (!parse (args, &what, error))
    return 1;
  if (g_str_has_prefix (word, "sample:"))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
                   _ ("a bundled sample is not changed; export it and import that as a project of your own"));
      return 1;
    }
  document = nqp_document_open (word, nqp_lang_from_environment (), error);
  if (document != NULL && nqp_args_get (args, "formula") != NULL)
    {
      const NqpText name = { (char *)nqp_args_get (args, "name"), NULL };

      if (*nqp_args_get (args, "formula") == '\0'
          && nqp_panel_find_indicator (document->now.panel, nqp_args_text (args, 1)) < 0)
        return nqp_document_add_indicator (document, nqp_args_text (args, 1), name.en != NULL ? &name : NULL,
                                           NULL, error)
                   ? 0
                   : 1;
      return nqp_document_set_formula (document, nqp_args_text (args, 1), name.en != NULL ? &name : NULL,
                                       nqp_args_get (args, "formula"), error)
                 ? 0
                 : 1;
    }
  return document != NULL && place (document, args, &what, error) ? 0 : 1;
}

const NqpCommand nqp_command_place = {
  .name = "place",
  .synopsis = N_ ("P.nqp CODE... [OPTION]..."),
  .summary = N_ ("give indicators their place in the index, a direction, a unit or a formula"),
  .details = N_ (
      "All that is named changes in one step, which the window can undo; the scores are computed before "
      "anything\n"
      "is written. An indicator needs a direction before it can be a part of the index. The weights of the\n"
      "others stay in proportion."),
  .min_words = 2,
  .max_words = G_MAXINT,
  .options = { options },
  .run = run,
};
