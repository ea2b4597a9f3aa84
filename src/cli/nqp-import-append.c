/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-append.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-options.h"
#include "nqp-words.h"

/* What a project that is there already has of its own. */
static const char *const of_new_projects[]
    = { "output", "replace", "title", "title-zh", "weights", "framework" };

gboolean
nqp_append_check_usage (const NqpArgs *args, const NqpImportSources *sources, GError **error)
{
  for (gsize k = 0; k < G_N_ELEMENTS (of_new_projects); k++)
    if (nqp_args_has (args, of_new_projects[k]) || nqp_args_get (args, of_new_projects[k]) != NULL)
      {
        g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                     _ ("--%s does not go with --append, which takes data, lists and outlines, and what "
                        "says how to read them"),
                     of_new_projects[k]);
        return FALSE;
      }
  if (sources->data != NULL || nqp_import_has_beside (sources))
    return TRUE;
  g_set_error (
      error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
      _ ("nothing to append; expected --data FILE, or a list or outlines such as --boundaries FILE"));
  return FALSE;
}

NqpDocument *
nqp_append_open (const char *project, GError **error)
{
  if (!g_str_has_prefix (project, "sample:"))
    return nqp_document_open (project, nqp_lang_of_messages (), error);
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
               _ ("a bundled sample is not changed; export it and import that as a project of your own"));
  return NULL;
}

#define MOST_LISTED 100 /* values that change */

static char *
list_changes (const NqpAppendPlan *plan)
{
  GString *out = g_string_new (NULL);
  char before[NQP_NUMBER_SIZE], after[NQP_NUMBER_SIZE];

  for (guint k = 0; k < MIN (plan->changes->len, MOST_LISTED); k++)
    {
      const NqpAppendChange *it = &g_array_index (plan->changes, NqpAppendChange, k);

      /* Translators: a region, a year, a series, and its value before and after */
      g_string_append_printf (out, _ ("changed: %s, %d, %s: %s, now %s\n"),
                              (const char *)plan->regions->pdata[it->region], plan->from->years[it->year],
                              (const char *)plan->series->pdata[it->series],
                              nqp_number_to_file (it->before, before), nqp_number_to_file (it->after, after));
    }
  if (plan->n_changed > MOST_LISTED)
    g_string_append_printf (out, _ ("changed: %lu more\n"), (gulong)(plan->n_changed - MOST_LISTED));
  return g_string_free (out, FALSE);
}

/* The file that the history names: the data, or else the first of the others. */
static const char *
main_file (const NqpImportSources *sources)
{
  const char *const files[]
      = { sources->data,       sources->boundaries, sources->regions, sources->indicators,
          sources->neighbours, sources->series,     sources->flags,   sources->checks };

  for (gsize k = 0; k < G_N_ELEMENTS (files); k++)
    if (files[k] != NULL)
      return files[k];
  return "";
}

NqpAppendPlan *
nqp_append_plan_make (NqpDocument *document, NqpPanel *panel, const NqpImportSources *sources,
                      GHashTable *settled, GPtrArray *problems, GError **error)
{
  g_autoptr (NqpAppendPlan) plan = nqp_append_plan_new (document->now.panel, panel, settled, NULL, error);
  g_autoptr (NqpBoundaries) outlines = NULL;

  if (plan == NULL || !nqp_import_has_beside (sources))
    return g_steal_pointer (&plan);
  outlines = nqp_project_read_boundaries (document->project, error);
  if (outlines == NULL || !nqp_append_plan_read_beside (plan, sources, outlines, problems, NULL, NULL, error))
    return NULL;
  return g_steal_pointer (&plan);
}

int
nqp_append_run (NqpDocument *document, const NqpAppendPlan *plan, const NqpImportSources *sources,
                gboolean dry_run, GError **error)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *counted = nqp_append_plan_describe (plan), *listed = NULL,
                  *file = nqp_words_basename (main_file (sources));

  if (dry_run)
    {
      listed = list_changes (plan);
      return nqp_output_words (counted, error) && nqp_output_words (listed, error) ? 0 : 1;
    }
  if (!nqp_append_plan_is_empty (plan) && !nqp_document_append (document, plan, file, error))
    return 1;
  lines = g_strsplit (g_strchomp (counted), "\n", -1);
  for (int k = 0; lines[k] != NULL; k++)
    nqp_message ("%s", lines[k]);
  return 0;
}
