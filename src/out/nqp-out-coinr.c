/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-out-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-export-target.h"
#include "nqp-import.h"
#include "nqp-number.h"
#include "nqp-out-names.h"
#include "nqp-out-resources.h"
#include "nqp-table.h"
#include "nqp-words.h"

#define SCRIPT "/io/github/nqp_explorer/out/recompute.R"
#define MOST_CODE 64

static const NqpExportFile files[] = {
  { "iData.csv", "uCode,uName,Time", TRUE },
  { "iData-counted.csv", "uCode,uName,Time", FALSE },
  { "iMeta.csv", "Level,iCode,", TRUE },
  { "scores.csv", "region,year,node,", TRUE },
  { "recompute.R", "# Recomputes the scores", TRUE },
  { NULL },
};
static const char *const file_names[]
    = { "iData.csv", "iData-counted.csv", "iMeta.csv", "scores.csv", "recompute.R", NULL };

/**
 * Coin:
 *
 * The codes that R and COINr can take for what the project calls otherwise.
 */
typedef struct
{
  const NqpOut *out;
  const NqpPanel *panel;
  const NqpScores *scores;
  const NqpTree *tree;
  char **node_codes; /* [node]: of what is above the leaves; NULL = off, or a leaf */
  char *
      *pass_codes; /* [node]: of a leaf without a component: the level between it and its pillar, else NULL */
  char **indicator_codes; /* [indicator] */
  gboolean raw;           /* texts that a spreadsheet would run stay as they are */
} Coin;

static void
coin_init (Coin *self, const NqpOut *out)
{
  g_autoptr (NqpOutNames) names = nqp_out_names_new (MOST_CODE, nqp_out_words_of_r);

  *self = (Coin){ out, out->panel, out->scores, out->scores->tree };
  self->node_codes = g_new0 (char *, self->tree->n_nodes + 1);
  self->pass_codes = g_new0 (char *, self->tree->n_nodes + 1);
  self->indicator_codes = g_new0 (char *, self->panel->n_indicators + 1);
  for (int j = 0; j < self->panel->n_indicators; j++)
    self->indicator_codes[j] = nqp_out_names_take (names, self->panel->indicators[j].code);
  for (int i = 0; i < self->tree->n_nodes; i++)
    {
      const NqpNode *node = &self->tree->nodes[i];

      if (!nqp_tree_is_on (self->tree, i))
        continue;
      if (node->indicator < 0)
        self->node_codes[i] = nqp_out_names_take (names, node->id);
      else if (self->tree->nodes[node->parent].level != NQP_LEVEL_COMPONENT)
        {
          g_autofree char *wanted = g_strdup_printf ("%s_%s", self->tree->nodes[node->parent].id, node->id);

          self->pass_codes[i] = nqp_out_names_take (names, wanted);
        }
    }
}

static void
coin_clear (Coin *self)
{
  for (int i = 0; i < self->tree->n_nodes; i++)
    {
      g_free (self->node_codes[i]);
      g_free (self->pass_codes[i]);
    }
  g_free (self->node_codes);
  g_free (self->pass_codes);
  g_strfreev (self->indicator_codes);
}

/* ---- fields ---------------------------------------------------------------------------------------------------- */

static void
put_text (const Coin *self, GString *out, const char *text)
{
  if (text != NULL)
    (self->raw ? nqp_csv_append_field : nqp_csv_append_text) (out, text);
  g_string_append_c (out, ',');
}

static void
put_number (GString *out, double value)
{
  char number[NQP_NUMBER_SIZE];

  g_string_append (out, nqp_number_to_file (value, number));
  g_string_append_c (out, ',');
}

/* In place of the comma behind the last field. */
static void
end_row (GString *out)
{
  out->str[out->len - 1] = '\n';
}

/* ---- iData ----------------------------------------------------------------------------------------------------- */

static const char *
group_of (const Coin *self, int region)
{
  const int group = self->panel->places[region].group;

  return group >= 0 ? nqp_text_get (&self->panel->groups[group], self->out->lang) : NULL;
}

static GString *
make_data (const Coin *self, gboolean counted)
{
  const NqpPanel *panel = self->panel;
  GString *out = g_string_new ("uCode,uName,Time,");

  if (panel->n_groups > 0)
    g_string_append (out, "Group_region,");
  for (int j = 0; j < panel->n_indicators; j++)
    put_text (self, out, self->indicator_codes[j]);
  end_row (out);
  for (int i = 0; i < panel->n_regions; i++)
    for (int t = 0; t < panel->n_years; t++)
      {
        put_text (self, out, panel->places[i].code);
        put_text (self, out, nqp_panel_place_name (panel, i, self->out->lang));
        put_number (out, panel->years[t]);
        if (panel->n_groups > 0)
          put_text (self, out, group_of (self, i));
        for (int j = 0; j < panel->n_indicators; j++)
          put_number (out, counted ? nqp_scores_treated (self->scores, j, t, i)
                                   : nqp_scores_raw (self->scores, j, t, i));
        end_row (out);
      }
  return out;
}

static gboolean
is_treated (const NqpScores *scores)
{
  for (int t = 0; t < scores->n_years; t++)
    for (int i = 0; i < scores->n_regions; i++)
      if (nqp_scores_is_treated (scores, 0, t, i))
        return TRUE;
  return FALSE;
}

/* ---- iMeta ----------------------------------------------------------------------------------------------------- */

/* A line of iMeta; what is left out is empty. */
typedef struct
{
  int level;
  const char *code, *name, *parent, *type, *unit, *source, *node;
  double direction, weight, lower, upper;
  gboolean pass; /* hands on what is below it: NQP has no such level there */
} Meta;

static void
put_meta (const Coin *self, GString *out, const Meta *meta)
{
  put_number (out, meta->level > 0 ? (double)meta->level : (double)NAN);
  put_text (self, out, meta->code);
  put_text (self, out, meta->name);
  put_number (out, meta->direction);
  put_text (self, out, meta->parent);
  put_number (out, meta->weight);
  put_text (self, out, meta->type);
  put_text (self, out, meta->unit);
  put_number (out, meta->lower);
  put_number (out, meta->upper);
  put_text (self, out, meta->node);
  put_number (out, meta->pass ? 1 : 0);
  put_text (self, out, meta->source);
  end_row (out);
}

static void
put_leaf (GString *out, const Coin *self, int leaf)
{
  const NqpNode *node = &self->tree->nodes[leaf];
  const NqpIndicator *indicator = &self->panel->indicators[node->indicator];
  const char *pass = self->pass_codes[leaf];
  const double weight = nqp_tree_local_weight (self->tree, leaf);
  const Meta meta = {
    .level = 1,
    .code = self->indicator_codes[node->indicator],
    .name = nqp_text_get (&indicator->name, self->out->lang),
    .direction = indicator->direction,
    .parent = pass != NULL ? pass : self->node_codes[node->parent],
    .weight = pass != NULL ? 1 : weight,
    .type = "Indicator",
    .unit = nqp_text_get (&indicator->unit, self->out->lang),
    .lower = indicator->lower,
    .upper = indicator->upper,
    .node = node->id,
    .source = nqp_panel_indicator_source (self->panel, node->indicator),
  };

  put_meta (self, out, &meta);
  if (pass != NULL)
    put_meta (self, out,
              &(Meta){ .level = 2,
                       .code = pass,
                       .name = meta.name,
                       .direction = 1,
                       .parent = self->node_codes[node->parent],
                       .weight = weight,
                       .type = "Aggregate",
                       .lower = NAN,
                       .upper = NAN,
                       .pass = TRUE });
}

static void
put_parent (GString *out, const Coin *self, int i)
{
  const NqpNode *node = &self->tree->nodes[i];

  put_meta (self, out,
            &(Meta){ .level = NQP_LEVEL_INDICATOR - (int)node->level + 1,
                     .code = self->node_codes[i],
                     .name = nqp_text_get (&node->name, self->out->lang),
                     .direction = 1,
                     .parent = node->parent >= 0 ? self->node_codes[node->parent] : NULL,
                     .weight = nqp_tree_local_weight (self->tree, i),
                     .type = "Aggregate",
                     .lower = NAN,
                     .upper = NAN,
                     .node = node->id });
}

static GString *
make_meta (const Coin *self)
{
  GString *out
      = g_string_new ("Level,iCode,iName,Direction,Parent,Weight,Type,Unit,Lower,Upper,Node,Pass,Source\n");

  for (int i = 0; i < self->tree->n_leaves; i++)
    if (nqp_tree_is_on (self->tree, self->tree->leaves[i]))
      put_leaf (out, self, self->tree->leaves[i]);
  for (int i = self->tree->n_nodes - 1; i >= 0; i--)
    if (self->node_codes[i] != NULL)
      put_parent (out, self, i);
  if (self->panel->n_groups > 0)
    put_meta (self, out,
              &(Meta){ .code = "Group_region",
                       .name = _ ("Group"),
                       .type = "Group",
                       .direction = NAN,
                       .weight = NAN,
                       .lower = NAN,
                       .upper = NAN });
  for (int j = 0; j < self->panel->n_indicators; j++)
    {
      const int leaf = nqp_tree_find_indicator (self->tree, j);
      const NqpIndicator *indicator = &self->panel->indicators[j];

      /* takes no part: switched off, or of another role */
      if (leaf < 0 || !nqp_tree_is_on (self->tree, leaf))
        put_meta (self, out,
                  &(Meta){ .code = self->indicator_codes[j],
                           .name = nqp_text_get (&indicator->name, self->out->lang),
                           .type = "Other",
                           .unit = nqp_text_get (&indicator->unit, self->out->lang),
                           .node = indicator->code,
                           .source = nqp_panel_indicator_source (self->panel, j),
                           .direction = NAN,
                           .weight = NAN,
                           .lower = NAN,
                           .upper = NAN });
    }
  return out;
}

/* ---- scores and the script ------------------------------------------------------------------------------------- */

/* What 'nqp score' prints of the levels above the indicators. */
static GString *
make_scores (const Coin *self)
{
  GString *out = g_string_new (NULL);

  for (int level = NQP_LEVEL_INDEX; level < NQP_LEVEL_INDICATOR; level++)
    {
      g_autoptr (NqpTable) table = nqp_scores_table (self->scores, (NqpLevel)level, -1);
      g_autoptr (GString) text = g_string_new (NULL);

      (self->raw ? nqp_table_print_csv_raw : nqp_table_print_csv) (table, text);
      g_string_append (out, out->len > 0 ? strchr (text->str, '\n') + 1 : text->str);
    }
  return out;
}

static void
put_comment (GString *out, const char *label, const char *text)
{
  g_autofree char *line = nqp_words_clean (text != NULL ? text : "", -1, NQP_WORDS_LINE, NULL);

  g_string_append_printf (out, "# %s: %s\n", label, line);
}

static GString *
make_script (const Coin *self)
{
  static const NqpLevel levels[] = { NQP_LEVEL_COMPONENT, NQP_LEVEL_PILLAR, NQP_LEVEL_INDEX };
  const NqpMethod *method = &self->scores->method;
  g_autofree char *words = nqp_method_describe (method);
  g_autofree char *line = nqp_method_to_string (method);
  g_autoptr (GBytes) script
      = g_resource_lookup_data (nqp_out_get_resource (), SCRIPT, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  char coverage[NQP_NUMBER_SIZE], least[NQP_NUMBER_SIZE], power[NQP_NUMBER_SIZE];
  GString *out = g_string_new (
      "# Recomputes the scores of an NQP Explorer project, and compares them with scores.csv\n");

  put_comment (out, "Title", nqp_panel_title (self->panel, self->out->lang));
  put_comment (out, "Method", words);
  put_comment (out, "The same for nqp", line);
  g_string_append_printf (
      out, "method <- list(\n  normalise = \"%s\",\n",
      nqp_choice (NQP_STAGE_NORMALISE, nqp_method_choice (method, NQP_STAGE_NORMALISE))->id);
  for (gsize k = 0; k < G_N_ELEMENTS (levels); k++)
    g_string_append_printf (
        out, "  %s = \"%s\",\n", nqp_level_to_string (levels[k]),
        nqp_choice (NQP_STAGE_AGGREGATE, (int)nqp_method_aggregate (method, levels[k]))->id);
  g_string_append_printf (
      out, "  coverage = %s, floor = %s, power = %s\n)\n", nqp_number_to_file (method->coverage, coverage),
      nqp_number_to_file (method->floor, least), nqp_number_to_file (method->power, power));
  g_string_append_len (out, g_bytes_get_data (script, NULL), (gssize)g_bytes_get_size (script));
  return out;
}

/* ---- the folder ------------------------------------------------------------------------------------------------ */

static gboolean
fail (GError **error, const char *path, const char *reason)
{
  g_autofree char *name = nqp_words_path (path);

  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED, _ ("%s cannot be written: %s."), name, reason);
  return FALSE;
}

/* Takes @text. */
static gboolean
add (NqpStaged *folder, const char *name, GString *text, GError **error)
{
  const gboolean done = nqp_staged_add (folder, name, text->str, text->len, error);

  g_string_free (text, TRUE);
  return done;
}

static gboolean
write_folder (const NqpOut *what, const char *directory, NqpExportFlags flags, GError **error)
{
  g_autoptr (NqpStaged) folder = NULL;
  g_autoptr (GError) reason = NULL;
  gboolean done;
  Coin coin;

  if (!nqp_export_check_folder (directory, files, (flags & NQP_EXPORT_REPLACE) != 0, error))
    return FALSE;
  folder = nqp_staged_new_folder (directory, file_names, &reason);
  if (folder == NULL)
    return fail (error, directory, reason->message);
  coin_init (&coin, what);
  coin.raw = (flags & NQP_EXPORT_RAW) != 0;
  done
      = add (folder, "iData.csv", make_data (&coin, FALSE), &reason)
        && (!is_treated (what->scores) || add (folder, "iData-counted.csv", make_data (&coin, TRUE), &reason))
        && add (folder, "iMeta.csv", make_meta (&coin), &reason)
        && add (folder, "scores.csv", make_scores (&coin), &reason)
        && add (folder, "recompute.R", make_script (&coin), &reason) && nqp_staged_finish (folder, &reason);
  coin_clear (&coin);
  return done || fail (error, directory, reason->message);
}

const NqpOutForm nqp_out_coinr = {
  .id = "coinr",
  .title = N_ ("Folder for R: COINr’s tables, and a script that recomputes the scores"),
  .needs = NQP_OUT_NEEDS_SCORES | NQP_OUT_MAKES_FOLDER,
  .write_folder = write_folder,
};
