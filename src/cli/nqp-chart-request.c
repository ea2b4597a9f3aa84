/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart-request.h"

#include <glib/gi18n.h>

#include "nqp-words.h"

#define MAX_PIXELS 30000 /* a side of an image; cairo's own limit is 32,767 */

const NqpOption nqp_chart_request_options[] = {
  { "output", 'o', "FILE.png|.pdf|.svg", N_ ("the picture to write; an existing one is exchanged") },
  { "figures", 0, "FILE.csv", N_ ("write the figures behind the picture as well, as CSV") },
  { "year", 0, "YEAR", N_ ("the year shown; the last if not given") },
  { "region", 0, "CODE,...", N_ ("the region in focus, then those compared with it; may be repeated") },
  { "measure", 0, "ID", N_ ("index, a pillar, pillar.component or an indicator code; index if not given") },
  { "size", 0, "WIDTHxHEIGHT|NAME",
    N_ ("size in px of 1/96 inch, or with a unit as in 16x9cm (mm, cm, in, px), or a name such as a4-width; "
        "the chart's own if not given") },
  { "dpi", 0, "NUMBER", N_ ("resolution of a PNG, 96 to 600; 192 gives twice as many pixels as 96") },
  { "style", 0, "light|dark|print", N_ ("colours; light if not given") },
  { "transparent", 0, NULL, N_ ("leave out the ground, so that what is behind the picture shows") },
  { "title", 0, "TEXT", N_ ("title in place of the chart's own; '' for none") },
  { "subtitle", 0, "TEXT", N_ ("subtitle in place of the chart's own; '' for none") },
  { "caption", 0, "TEXT|auto", N_ ("a text under the picture; auto: who leads, by how much, since when") },
  { "option", 0, "KEY=VALUE",
    N_ ("an option of the chart, such as decimals=2; --list names them; may be repeated") },
  { "strict", 0, NULL, N_ ("fail where the picture would hold no data") },
  { "depth", 0, "1|2|3", N_ ("framework.diagram: pillars, their parts, or everything; 2 if not given") },
  { "entry", 0, "ID", N_ ("framework.diagram: the concept, relation, path or measure to trace") },
  { "live", 0, NULL, N_ ("framework.diagram: with the scores of the region in focus and correlations") },
  { "assume", 0, "CODE=VALUE,...",
    N_ ("draw the scores as they would be if the region in focus had these values of indicators in the year "
        "shown; may be repeated") },
  { "list", 0, NULL, N_ ("list the charts and end") },
  { NULL },
};

static gboolean
find_chart (NqpChartRequest *self, const char *id, GError **error)
{
  self->chart = nqp_chart_find (id);
  if (self->chart != NULL)
    return TRUE;

  int n_charts;
  const NqpChart *const *charts = nqp_charts (&n_charts);
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  for (int i = 0; i < n_charts; i++)
    g_ptr_array_add (known, (char *)charts[i]->id);
  g_ptr_array_add (known, NULL);

  g_autofree char *suggestion = nqp_suggest (id, (const char *const *)known->pdata);
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
               _ ("no chart '%s'; 'nqp chart --list' names them.%s"), id, suggestion);
  return FALSE;
}

static gboolean
parse_output (NqpChartRequest *self, const NqpArgs *args, GError **error)
{
  g_autofree char *found = NULL;

  self->output = nqp_args_get (args, "output");
  self->figures = nqp_args_get (args, "figures");
  if (self->output == NULL)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, _ ("-o FILE is missing: the picture to write"));
      return FALSE;
    }
  if (!nqp_format_from_path (self->output, &self->format))
    {
      found = nqp_words_path (self->output);
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("-o: expected a name ending in .png, .pdf or .svg, found '%s'"), found);
      return FALSE;
    }
  if (self->figures != NULL && !g_str_has_suffix (self->figures, ".csv"))
    {
      found = nqp_words_path (self->figures);
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--figures: expected a name ending in .csv, found '%s'"), found);
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse_dpi (NqpChartRequest *self, const char *text, GError **error)
{
  char *end = NULL;

  self->dpi = g_ascii_isdigit (*text) ? g_ascii_strtod (text, &end) : 0.0;
  if (end != NULL && *end == '\0' && self->dpi >= 96.0 && self->dpi <= 600.0)
    return TRUE;
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
               _ ("--dpi: expected a number from 96 to 600, found '%s'"), text);
  return FALSE;
}

static gboolean
parse_look (NqpChartRequest *self, const NqpArgs *args, GError **error)
{
  const char *size = nqp_args_get (args, "size"), *dpi = nqp_args_get (args, "dpi");
  const char *style = nqp_args_get (args, "style");
  g_autoptr (GError) problem = NULL;

  self->size = (NqpPictureSize){ self->chart->width, self->chart->height, NQP_LENGTH_PX };
  self->sized = size != NULL;
  self->dpi = 96.0;
  self->style = NQP_STYLE_LIGHT;
  if (size != NULL && !nqp_picture_size_parse (size, &self->size, &problem))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, "--size: %s", problem->message);
      return FALSE;
    }
  if (dpi != NULL && !parse_dpi (self, dpi, error))
    return FALSE;
  if (style != NULL && !nqp_style_kind_parse (style, &self->style))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--style: expected light, dark or print, found '%s'"), style);
      return FALSE;
    }
  if (self->format == NQP_FORMAT_PNG
      && MAX (nqp_picture_size_width (&self->size), nqp_picture_size_height (&self->size)) * self->dpi / 96.0
             > MAX_PIXELS)
    {
      g_set_error (
          error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
          _ ("--size and --dpi make an image of more than %d pixels a side; choose less of one of them"),
          MAX_PIXELS);
      return FALSE;
    }
  return TRUE;
}

/* A text that is drawn as it is given. */
static gboolean
parse_text (const NqpArgs *args, const char *name, char **out, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *out = g_strdup (nqp_args_get (args, name));
  if (nqp_words_check (out, NQP_WORDS_LINE, &problem))
    return TRUE;
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, "--%s: %s", name, problem->message);
  return FALSE;
}

/* In words from the figures, for charts that have such words. */
static gboolean
parse_caption (NqpChartRequest *self, const NqpArgs *args, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  int n_charts;
  const NqpChart *const *charts = nqp_charts (&n_charts);

  if (!parse_text (args, "caption", &self->caption, error))
    return FALSE;
  self->own_caption = g_strcmp0 (self->caption, "auto") == 0;
  if (!self->own_caption || self->chart->caption != NULL)
    return TRUE;
  for (int i = 0; i < n_charts; i++)
    if (charts[i]->caption != NULL)
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", charts[i]->id);
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
               _ ("--caption auto: %s has no caption of its own; those that have: %s"), self->chart->id,
               known->str);
  return FALSE;
}

static gboolean
parse_options (NqpChartRequest *self, const NqpArgs *args, GError **error)
{
  g_autoptr (GPtrArray) given = nqp_args_get_all (args, "option");
  g_autoptr (GError) problem = NULL;
  gboolean good = TRUE;

  for (guint i = 0; good && i < given->len; i++)
    good = nqp_chart_options_set (&self->options, nqp_chart_options (self->chart), given->pdata[i], &problem);
  if (good && nqp_chart_options_check (&self->options, &problem))
    return TRUE;
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, "--option: %s: %s", self->chart->id,
               problem->message);
  return FALSE;
}

gboolean
nqp_chart_request_parse (NqpChartRequest *self, const NqpArgs *args, GError **error)
{
  self->transparent = nqp_args_has (args, "transparent");
  self->strict = nqp_args_has (args, "strict");
  if (!find_chart (self, nqp_args_text (args, 1), error) || !parse_output (self, args, error)
      || !nqp_options_draws (args, &self->draws, error))
    return FALSE;
  if (self->draws.any && self->chart->needs == 0 && self->chart->shows == 0)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("%s shows no draws: --draws and its like are for ranking.bars and robustness charts"),
                   self->chart->id);
      return FALSE;
    }
  return parse_look (self, args, error) && parse_text (args, "title", &self->title, error)
         && parse_text (args, "subtitle", &self->subtitle, error) && parse_caption (self, args, error)
         && parse_options (self, args, error);
}

void
nqp_chart_request_clear (NqpChartRequest *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->subtitle, g_free);
  g_clear_pointer (&self->caption, g_free);
}
