/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-out-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-export-target.h"
#include "nqp-import.h"
#include "nqp-words.h"

static const NqpOutForm *const forms[] = {
  &nqp_out_csv, &nqp_out_xlsx, &nqp_out_coinr, &nqp_out_datapackage, &nqp_out_dta, &nqp_out_json,
};

const NqpOutForm *const *
nqp_out_forms (int *out_n)
{
  *out_n = (int)G_N_ELEMENTS (forms);
  return forms;
}

const NqpOutForm *
nqp_out_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i]->id, id))
      return forms[i];
  return NULL;
}

const NqpOutForm *
nqp_out_of_path (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (forms[i]->ending != NULL && g_str_has_suffix (lower, forms[i]->ending))
      return forms[i];
  return &nqp_out_csv;
}

char *
nqp_out_ids (void)
{
  GString *ids = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    g_string_append_printf (ids, i > 0 ? "|%s" : "%s", forms[i]->id);
  return g_string_free (ids, FALSE);
}

char *
nqp_out_patterns (void)
{
  GString *patterns = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (forms[i]->ending != NULL && forms[i]->write != NULL)
      g_string_append_printf (patterns, patterns->len > 0 ? ";*%s" : "*%s", forms[i]->ending);
  return g_string_free (patterns, FALSE);
}

/* ---- what forms have in common --------------------------------------------------------------------------------- */

GArray *
nqp_out_leaves (const NqpScores *scores)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 0; i < scores->tree->n_leaves; i++)
    if (nqp_tree_is_on (scores->tree, scores->tree->leaves[i]))
      g_array_append_val (nodes, scores->tree->leaves[i]);
  return nodes;
}

GArray *
nqp_out_parents (const NqpScores *scores)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (int));

  for (int level = NQP_LEVEL_INDEX; level < NQP_LEVEL_INDICATOR; level++)
    for (int i = 0; scores->tree->n_leaves > 0 && i < scores->tree->n_nodes; i++)
      if ((int)scores->tree->nodes[i].level == level && nqp_tree_is_on (scores->tree, i))
        g_array_append_val (nodes, i);
  return nodes;
}

char *
nqp_out_label (const NqpIndicator *indicator, NqpLang lang)
{
  const char *name = nqp_text_get (&indicator->name, lang);
  const char *unit = nqp_text_get (&indicator->unit, lang);

  if (name == NULL)
    name = indicator->code;
  return unit != NULL && *unit != '\0' ? g_strdup_printf ("%s (%s)", name, unit) : g_strdup (name);
}

/* ---- writing --------------------------------------------------------------------------------------------------- */

static gboolean
fail (GError **error, const char *path, const char *reason)
{
  g_autofree char *name = nqp_words_path (path);

  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED, _ ("%s cannot be written: %s."), name, reason);
  return FALSE;
}

static gboolean
save_file (const NqpOutForm *form, const NqpOut *what, const char *path, gboolean replace, GError **error)
{
  g_autoptr (NqpStaged) file = NULL;
  g_autoptr (GError) reason = NULL;

  if (!nqp_export_check_file (path, form->start_at, form->start, replace, error))
    return FALSE;
  file = nqp_staged_new (path, NQP_STAGED_FILE, replace, &reason);
  if (file == NULL || !form->write (what, file, &reason) || !nqp_staged_finish (file, &reason))
    return fail (error, path, reason->message);
  return TRUE;
}

gboolean
nqp_out_save (const NqpOutForm *form, const NqpOut *what, const char *path, NqpExportFlags flags,
              GError **error)
{
  g_return_val_if_fail (what->scores != NULL || (form->needs & NQP_OUT_NEEDS_SCORES) == 0, FALSE);
  if (form->write_folder != NULL)
    return form->write_folder (what, path, flags, error);
  if (form->write != NULL)
    return save_file (form, what, path, (flags & NQP_EXPORT_REPLACE) != 0, error);
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
               _ ("This build of NQP Explorer cannot write the form %s; choose another one."), form->id);
  return FALSE;
}
