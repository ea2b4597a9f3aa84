/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-framework-json.h"

static const NqpOption options[] = {
  { "format", 0, "csv|json|dot",
    N_ ("form of the result: a table, the whole model, a graph; csv if not given") },
  { "raw", 0, NULL, N_ ("texts that a spreadsheet would run as they are, without an apostrophe in front") },
  { NULL },
};

/* A string of the DOT language. Lines stay lines; everything else stands for itself. */
static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    if (*text == '"' || *text == '\\')
      g_string_append_printf (out, "\\%c", *text);
    else if (*text == '\n')
      g_string_append (out, "\\n");
    else if (*text != '\r')
      g_string_append_c (out, *text);
  g_string_append_c (out, '"');
}

static void
append_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, "%s=", name);
  append_quoted (out, value);
}

static void
append_edge (GString *out, const char *from, const char *to)
{
  g_string_append (out, "  ");
  append_quoted (out, from);
  g_string_append (out, " -> ");
  append_quoted (out, to);
}

/* Concepts as boxes, part-of as dashed lines, relations as arrows with their verb. */
static GString *
make_graph (const NqpFramework *model, NqpLang lang)
{
  GString *out = g_string_new ("digraph framework {\n"
                               "  graph [charset=\"UTF-8\", rankdir=\"LR\"];\n"
                               "  node [shape=\"box\", style=\"rounded\", fontname=\"sans-serif\"];\n"
                               "  edge [fontname=\"sans-serif\"];\n");

  for (guint i = 0; i < model->entries->len; i++)
    {
      const NqpEntry *entry = nqp_framework_entry (model, (int)i);
      const char *name = nqp_text_get (&entry->name, lang);

      if (entry->kind == NQP_ENTRY_CONCEPT)
        {
          g_string_append (out, "  ");
          append_quoted (out, entry->id);
          append_attribute (out, " [label", name);
          append_attribute (out, ", tooltip", nqp_text_get (&entry->text, lang));
          g_string_append (out, "];\n");
          if (entry->parent != NULL)
            {
              append_edge (out, entry->parent, entry->id);
              g_string_append (out, " [style=\"dashed\", arrowhead=\"none\"];\n");
            }
        }
      else if (entry->kind == NQP_ENTRY_RELATION)
        {
          append_edge (out, entry->from, entry->to);
          append_attribute (out, " [label", name);
          g_string_append (out, "];\n");
        }
    }
  g_string_append (out, "}\n");
  return out;
}

static gboolean
output (const NqpFramework *model, const char *format, gboolean raw, NqpLang lang, GError **error)
{
  g_autoptr (GString) out = NULL;

  if (strcmp (format, "json") == 0)
    {
      g_autofree char *json = nqp_framework_print_json (model);
      return nqp_output_text (json, -1, error);
    }
  if (strcmp (format, "dot") == 0)
    out = make_graph (model, lang);
  else
    {
      g_autoptr (NqpTable) table = nqp_framework_table (model);

      out = g_string_new (NULL);
      if (raw)
        nqp_table_print_csv_raw (table, out);
      else
        nqp_table_print_csv (table, out);
    }
  return nqp_output_text (out->str, (gssize)out->len, error);
}

static int
run (const NqpArgs *args, GError **error)
{
  static const char *const formats[] = { "csv", "json", "dot", NULL };
  const char *format = nqp_args_get (args, "format");
  g_auto (NqpInput) input = { 0 };
  g_autoptr (NqpFramework) model = NULL;
  NqpLang lang;

  if (format == NULL)
    format = "csv";
  if (!g_strv_contains (formats, format))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--format: expected csv, json or dot, found '%s'"), format);
      return 2;
    }
  if (!nqp_options_lang (args, NQP_LANG_EN, &lang, error)
      || !nqp_input_open (&input, nqp_args_word (args, 0), error))
    return 1;
  model = nqp_input_framework (&input, error);
  return model != NULL && output (model, format, nqp_args_has (args, "raw"), lang, error) ? 0 : 1;
}

const NqpCommand nqp_command_framework = {
  .name = "framework",
  .synopsis = N_ ("P.nqp [OPTION]..."),
  .summary = N_ ("the theory behind the index: concepts, relations, paths, and what is evidence for them"),
  .details = N_ (
      "Columns: kind,id,parent,name_en,name_zh,section,text_en,text_zh,from,to; kind is concept, relation,\n"
      "contrast, path, measure or link. json is the whole model with its lessons, as 'nqp import\n"
      "--framework' reads it; dot draws concepts and relations with Graphviz, in the language asked for."),
  .min_words = 1,
  .max_words = 1,
  .options = { options },
  .run = run,
};
