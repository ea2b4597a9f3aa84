/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-framework-json.h"
#include "nqp-judgements-csv.h"
#include "nqp-numbers.h"
#include "nqp-paths.h"
#include "nqp-rows-open.h"
#include "nqp-weights-csv.h"
#include "nqp-words.h"

const NqpOption nqp_common_options[] = {
  { "lang", 0, "en|zh_CN", N_ ("language of messages, names and pictures") },
  { "help", 'h', NULL, N_ ("show this help") },
  { NULL },
};

const NqpOption nqp_format_options[] = {
  { "format", 0, "csv|json", N_ ("form of the result on standard output; csv if not given") },
  { "raw", 0, NULL, N_ ("texts that a spreadsheet would run as they are, without an apostrophe in front") },
  { NULL },
};

const NqpOption nqp_method_options[] = {
  { "missing", 0, "",
    N_ ("missing values: leave them, or fill them from the years around, the nearest year, or the group"),
    &nqp_stages[NQP_STAGE_FILL] },
  { "outliers", 0, "", N_ ("treatment of outliers"), &nqp_stages[NQP_STAGE_TREAT] },
  { "normalise", 0, "", N_ ("how values become comparable"), &nqp_stages[NQP_STAGE_NORMALISE] },
  { "weights", 0, "|FILE.csv",
    N_ ("a scheme, two of them combined, the weights of the project; or a file with columns node and weight"),
    &nqp_stages[NQP_STAGE_WEIGH] },
  { "judgements", 0, "FILE.csv", N_ ("pairwise judgements for ahp, with columns parent, a, b and value") },
  { "aggregate", 0, "", N_ ("how parts become a whole; a level each: component=...,pillar=...,index=..."),
    &nqp_stages[NQP_STAGE_AGGREGATE] },
#define X(field, value, low, high, low_open, high_open, help) { #field, 0, value, help },
  NQP_EACH_NUMBER (X){ NULL },
#undef X
};

static char *
resolve_path (const char *word, GError **error)
{
  if (!g_str_has_prefix (word, "sample:"))
    return g_strdup (word);

  char *path = nqp_paths_sample (word);
  if (path == NULL)
    {
      g_auto (GStrv) samples = nqp_paths_samples ();
      g_autofree char *name = nqp_words_path (word + strlen ("sample:"));
      g_autofree char *folder = nqp_words_path (nqp_paths_data_dir ());
      g_autofree char *known = samples != NULL ? g_strjoinv (", ", samples) : g_strdup ("");

      if (*known == '\0')
        g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
                     _ ("no sample '%s': no samples are installed in %s"), name, folder);
      else
        g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED, _ ("no sample '%s'; there are: %s"), name,
                     known);
    }
  return path;
}

NqpProject *
nqp_input_open_project (const char *word, NqpOpenMode mode, GError **error)
{
  g_autofree char *path = resolve_path (word, error);
  NqpProject *project = path != NULL ? nqp_project_open (path, mode, error) : NULL;

  if (project != NULL && nqp_project_is_newer (project))
    {
      g_autofree char *name = nqp_words_path (path);

      nqp_message (
          _ ("warning: %s was written by a newer version of NQP Explorer; parts of it may not be read"),
          name);
    }
  return project;
}

gboolean
nqp_input_is_sample (const char *word, GError **error)
{
  if (!g_str_has_prefix (word, "sample:"))
    return FALSE;
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
               _ ("a bundled sample is not changed; make a copy with 'nqp copy' first"));
  return TRUE;
}

gboolean
nqp_input_open (NqpInput *self, const char *word, GError **error)
{
  self->project = nqp_input_open_project (word, NQP_OPEN_READ_ONLY, error);
  if (self->project == NULL)
    return FALSE;

  g_autofree char *name = nqp_words_path (nqp_project_path (self->project));
  self->panel = nqp_project_read_panel (self->project, error);
  if (self->panel == NULL)
    return FALSE;
  if (self->panel->tree != NULL)
    self->tree = nqp_tree_ref (self->panel->tree);

  g_autofree char *line = nqp_project_read_method (self->project, error);
  if (line == NULL)
    return FALSE;
  nqp_method_init (&self->method);
  if (!nqp_method_parse (&self->method, line, error))
    {
      g_prefix_error (error, _ ("%s: the stored method: "), name);
      return FALSE;
    }
  return TRUE;
}

NqpFramework *
nqp_input_framework (const NqpInput *self, GError **error)
{
  g_autoptr (NqpFramework) model = nqp_project_read_framework (self->project, error);

  if (model != NULL && nqp_framework_is_empty (model))
    return nqp_framework_shipped ();
  return g_steal_pointer (&model);
}

void
nqp_input_clear (NqpInput *self)
{
  g_clear_pointer (&self->tree, nqp_tree_unref);
  g_clear_pointer (&self->panel, nqp_panel_unref);
  g_clear_pointer (&self->project, nqp_project_close);
}

static gboolean
is_scheme (const char *value)
{
  for (int i = 0; i < NQP_N_SCHEMES; i++)
    {
      const NqpChoice *scheme = nqp_choice (NQP_STAGE_WEIGH, i);
      const gsize length = strlen (scheme->id);

      if (strcmp (scheme->id, value) == 0
          || (scheme->forms != NULL && g_str_has_prefix (value, scheme->id) && value[length] == '('))
        return TRUE;
    }
  return FALSE;
}

/* A choice that does not exist is wrong usage; the method's message names those that do. */
static gboolean
set_method (NqpMethod *method, const char *name, const char *value, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (nqp_method_set (method, name, value, &problem))
    return TRUE;
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, "--%s: %s", name, problem->message);
  return FALSE;
}

gboolean
nqp_read_text (const char *path, char **out_text, gsize *out_length, GError **error)
{
  if (nqp_rows_read_file (path, out_text, out_length, error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

NqpTree *
nqp_read_weights (const NqpTree *tree, const char *text, gsize length, const char *path, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  NqpTree *read = nqp_weights_parse_csv (tree, text, length, path, notes, error);

  for (guint i = 0; i < notes->len && read != NULL; i++)
    nqp_message (_ ("warning: %s"), (const char *)notes->pdata[i]);
  return read;
}

/* A scheme or a CSV file, over the stored weights. */
gboolean
nqp_input_apply_weights (NqpInput *self, const char *value, GError **error)
{
  if (is_scheme (value))
    {
      if (strcmp (value, nqp_choice (NQP_STAGE_WEIGH, NQP_SCHEME_CUSTOM)->id) != 0)
        return set_method (&self->method, "weights", value, error);
      if (self->method.scheme == NQP_SCHEME_CUSTOM)
        return TRUE;
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
                   _ ("--weights custom: the project has no weights of its own; give a file with columns "
                      "node and weight"));
      return FALSE;
    }

  /* A word that is no scheme is a file if it looks like one, else a misspelt scheme. */
  if (strchr (value, '.') == NULL && strchr (value, '/') == NULL && !g_file_test (value, G_FILE_TEST_EXISTS))
    {
      g_autoptr (GPtrArray) known = g_ptr_array_new ();
      for (int i = 0; i < NQP_N_SCHEMES; i++)
        g_ptr_array_add (known, (char *)nqp_choice (NQP_STAGE_WEIGH, i)->id);
      g_ptr_array_add (known, NULL);

      g_autofree char *suggestion = nqp_suggest (value, (const char *const *)known->pdata);
      g_autofree char *found = nqp_words_path (value);
      g_autofree char *schemes = nqp_stage_ids (NQP_STAGE_WEIGH);
      /* Translators: "equal|entropy|...", what was written, "Did you mean" */
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--weights: expected %s or a CSV file, found '%s'.%s"), schemes, found, suggestion);
      return FALSE;
    }

  g_autofree char *text = NULL;
  gsize length = 0;
  if (!nqp_read_text (value, &text, &length, error))
    return FALSE;
  if (self->tree == NULL)
    {
      g_autofree char *name = nqp_words_path (value);

      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
                   _ ("%s: the project has no indicators to weigh"), name);
      return FALSE;
    }

  NqpTree *tree = nqp_read_weights (self->tree, text, length, value, error);
  if (tree == NULL)
    return FALSE;
  nqp_tree_unref (self->tree);
  self->tree = tree;
  self->method.scheme = NQP_SCHEME_CUSTOM;
  self->method.custom_from = NQP_SCHEME_CUSTOM;
  return TRUE;
}

/* Options are applied in the order of nqp_method_options: what --weights says is known by now. */
static gboolean
apply_judgements (NqpInput *self, const char *path, GError **error)
{
  g_autoptr (NqpJudgements) judgements = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  NqpTree *tree;

  if ((nqp_method_uses (&self->method) & NQP_USES_JUDGEMENTS) == 0)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--judgements is for the scheme ahp; add --weights ahp"));
      return FALSE;
    }
  if (!nqp_read_text (path, &text, &length, error))
    return FALSE;
  if (self->tree == NULL)
    {
      g_autofree char *name = nqp_words_path (path);

      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
                   _ ("%s: the project has no indicators to weigh"), name);
      return FALSE;
    }
  judgements = nqp_judgements_parse_csv (self->tree, text, length, path, error);
  if (judgements == NULL)
    return FALSE;
  tree = nqp_tree_with_judgements (self->tree, judgements);
  nqp_tree_unref (self->tree);
  self->tree = tree;
  return TRUE;
}

gboolean
nqp_input_apply (NqpInput *self, const NqpArgs *args, GError **error)
{
  for (const NqpOption *option = nqp_method_options; option->name != NULL; option++)
    {
      const char *value = nqp_args_get (args, option->name);

      if (value == NULL)
        continue;
      if (strcmp (option->name, "weights") == 0)
        {
          if (!nqp_input_apply_weights (self, value, error))
            return FALSE;
        }
      else if (strcmp (option->name, "judgements") == 0)
        {
          if (!apply_judgements (self, value, error))
            return FALSE;
        }
      else if (!set_method (&self->method, option->name, value, error))
        return FALSE;
    }
  return nqp_method_check (&self->method, error);
}

NqpScores *
nqp_input_run (const NqpInput *self, GError **error)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();

  if (self->tree == NULL || self->tree->n_leaves == 0)
    {
      g_autofree char *name = nqp_words_path (nqp_project_path (self->project));

      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NOTHING,
                   _ ("%s has no indicator with a place in the index, so there is nothing to score; give one "
                      "a pillar, a component and "
                      "a direction with 'nqp place', or import with --indicators"),
                   name);
      return NULL;
    }
  return nqp_pipeline_run (pipeline, self->panel, self->tree, &self->method, error);
}

gboolean
nqp_options_year_named (const NqpArgs *args, const char *name, const NqpPanel *panel, int none, int *out_year,
                        GError **error)
{
  const char *text = nqp_args_get (args, name);
  gint64 year;

  *out_year = none;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &year, NULL))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--%s: expected a year such as 2023, found '%s'"), name, text);
      return FALSE;
    }
  *out_year = nqp_panel_find_year (panel, (int)year);
  if (*out_year >= 0)
    return TRUE;
  if (panel->n_years > 0)
    g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
                 _ ("--%s: no data for %s; the project has %d to %d"), name, text, panel->years[0],
                 panel->years[panel->n_years - 1]);
  else
    g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED, _ ("--%s: the project has no years"), name);
  return FALSE;
}

gboolean
nqp_options_year (const NqpArgs *args, const NqpPanel *panel, int none, int *out_year, GError **error)
{
  return nqp_options_year_named (args, "year", panel, none, out_year, error);
}

GArray *
nqp_options_regions (const NqpArgs *args, const NqpPanel *panel, GError **error)
{
  g_autoptr (GPtrArray) codes = nqp_args_get_list (args, "region");
  g_autoptr (GArray) regions = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < codes->len; i++)
    {
      const char *code = codes->pdata[i];
      int place = nqp_panel_find_place (panel, code);
      gboolean seen = FALSE;

      if (place < 0)
        {
          g_autoptr (GPtrArray) known = g_ptr_array_new ();
          for (int k = 0; k < panel->n_regions; k++)
            g_ptr_array_add (known, panel->places[k].code);
          g_ptr_array_add (known, NULL);

          g_autofree char *suggestion = nqp_suggest (code, (const char *const *)known->pdata);
          g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
                       _ ("--region: no region with the code '%s'.%s"), code, suggestion);
          return NULL;
        }
      if (place >= panel->n_regions)
        {
          g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
                       _ ("--region: '%s' is only on the map and has no data"), code);
          return NULL;
        }
      for (guint k = 0; k < regions->len; k++)
        seen |= g_array_index (regions, int, k) == place;
      if (!seen)
        g_array_append_val (regions, place);
    }
  return g_steal_pointer (&regions);
}

gboolean
nqp_options_view_regions (const NqpArgs *args, const NqpPanel *panel, NqpView *view, GError **error)
{
  g_autoptr (GArray) regions = nqp_options_regions (args, panel, error);

  if (regions == NULL)
    return FALSE;
  if (regions->len > NQP_MAX_COMPARED + 1)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--region: at most %d regions fit into one chart, found %u"), NQP_MAX_COMPARED + 1,
                   regions->len);
      return FALSE;
    }
  if (regions->len > 0)
    view->focus = g_array_index (regions, int, 0);
  for (guint i = 1; i < regions->len; i++)
    view->compared[view->n_compared++] = g_array_index (regions, int, i);
  return TRUE;
}

gboolean
nqp_options_measure (const NqpArgs *args, const NqpTree *tree, int none, int *out_node, GError **error)
{
  const char *id = nqp_args_get (args, "measure");

  *out_node = none;
  if (id == NULL)
    return TRUE;
  *out_node = nqp_tree_find (tree, id);
  if (*out_node >= 0)
    return TRUE;

  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  for (int k = 0; k < tree->n_nodes; k++)
    g_ptr_array_add (known, tree->nodes[k].id);
  g_ptr_array_add (known, NULL);

  g_autofree char *suggestion = nqp_suggest (id, (const char *const *)known->pdata);
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
               _ ("--measure: no measure '%s' (index, a pillar, pillar.component or an indicator code).%s"),
               id, suggestion);
  return FALSE;
}

gboolean
nqp_options_lang (const NqpArgs *args, NqpLang none, NqpLang *out_lang, GError **error)
{
  const char *text = nqp_args_get (args, "lang");

  *out_lang = none;
  if (text == NULL || nqp_lang_parse (text, out_lang))
    return TRUE;
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, _ ("--lang: expected en or zh_CN, found '%s'"),
               text);
  return FALSE;
}
