/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-export-private.h"
#include "nqp-number.h"
#include "nqp-table.h"

#include <math.h>
#include <string.h>

static void
put_text (GString *out, gboolean raw, const char *text)
{
  if (text != NULL && raw)
    nqp_csv_append_field (out, text);
  else if (text != NULL)
    nqp_csv_append_text (out, text);
}

static void
put_number (GString *out, double value)
{
  char buffer[NQP_NUMBER_SIZE];

  g_string_append (out, nqp_number_to_file (value, buffer));
}

static void
put_integer (GString *out, int value)
{
  char buffer[16];

  g_snprintf (buffer, sizeof buffer, "%d", value);
  g_string_append (out, buffer);
}

static void
put_both (GString *out, gboolean raw, const NqpText *text)
{
  put_text (out, raw, text->en);
  g_string_append_c (out, ',');
  put_text (out, raw, text->zh);
}

static void
next (GString *out)
{
  g_string_append_c (out, ',');
}

static void
end_row (GString *out)
{
  g_string_append_c (out, '\n');
}

/* A series that is called like one of the fixed columns can only stand in a long table. */
static gboolean
fits_wide (const NqpPanel *panel)
{
  static const char *const taken[]
      = { "region", "code",     "year",         "indicator", "series",   "value", "地区",
          "省份",   "地区代码", "行政区划代码", "城市",      "地区编码", "年份",  "年",
          "年度",   "指标",     "指标代码",     "序列",      "数值",     "值",    "指标值" };

  for (int s = 0; s < panel->n_series; s++)
    for (gsize i = 0; i < G_N_ELEMENTS (taken); i++)
      if (g_ascii_strcasecmp (panel->series[s].code, taken[i]) == 0)
        return FALSE;
  return TRUE;
}

static void
put_key (GString *out, gboolean raw, const NqpPanel *panel, int region, int year)
{
  put_text (out, raw, panel->places[region].code);
  next (out);
  put_integer (out, panel->years[year]);
  next (out);
}

GString *
nqp_export_data (const NqpPanel *panel, gboolean raw)
{
  gboolean wide = fits_wide (panel);
  GString *out = g_string_new (wide ? "region,year" : "region,year,indicator,value");

  for (int s = 0; wide && s < panel->n_series; s++)
    {
      next (out);
      put_text (out, raw, panel->series[s].code);
    }
  end_row (out);
  for (int i = 0; i < panel->n_regions; i++)
    for (int t = 0; t < panel->n_years; t++)
      {
        if (wide)
          put_key (out, raw, panel, i, t);
        for (int s = 0; s < panel->n_series; s++)
          {
            if (!wide)
              {
                put_key (out, raw, panel, i, t);
                put_text (out, raw, panel->series[s].code);
                next (out);
              }
            else if (s > 0)
              next (out);
            put_number (out, panel->values[nqp_panel_cell (panel, s, t, i)]);
            if (!wide)
              end_row (out);
          }
        if (wide)
          end_row (out);
      }
  return out;
}

GString *
nqp_export_series (const NqpPanel *panel, gboolean raw)
{
  GString *out = g_string_new ("code,name_en,name_zh,unit_en,unit_zh,source,note\n");

  for (int s = 0; s < panel->n_series; s++)
    {
      const NqpSeries *series = &panel->series[s];

      put_text (out, raw, series->code);
      next (out);
      put_both (out, raw, &series->name);
      next (out);
      put_both (out, raw, &series->unit);
      next (out);
      put_text (out, raw, series->source);
      next (out);
      put_text (out, raw, series->note);
      end_row (out);
    }
  return out;
}

static const char *
role_word (NqpRole role)
{
  if (role == NQP_ROLE_INDEX)
    return "";
  return role == NQP_ROLE_UNASSIGNED ? "unassigned" : nqp_role_to_string (role);
}

static gboolean
has_goalposts (const NqpPanel *panel)
{
  for (int j = 0; j < panel->n_indicators; j++)
    if (!isnan (panel->indicators[j].lower) || !isnan (panel->indicators[j].upper))
      return TRUE;
  return FALSE;
}

/* Is something on @level of the tree called otherwise than its id says? */
static gboolean
has_names (const NqpTree *tree, NqpLevel level)
{
  gboolean any = FALSE;

  for (int k = 0; tree != NULL && k < tree->n_nodes && !any; k++)
    if (tree->nodes[k].level == level)
      {
        NqpText known = nqp_pillar_name (tree->nodes[k].id);

        any = !nqp_text_equal (&known, &tree->nodes[k].name);
        nqp_text_clear (&known);
      }
  return any;
}

static void
put_node_name (GString *out, gboolean raw, const NqpTree *tree, const char *id)
{
  static const NqpText none = { NULL, NULL };
  const int at = nqp_tree_find (tree, id);

  put_both (out, raw, at >= 0 ? &tree->nodes[at].name : &none);
  next (out);
}

/* Names of the index, the pillar and the component of one that is a part of the index. */
static void
put_node_names (GString *out, gboolean raw, const NqpTree *tree, const NqpIndicator *indicator,
                const gboolean *named)
{
  const gboolean placed = indicator->role == NQP_ROLE_INDEX;
  g_autofree char *component
      = placed ? g_strdup_printf ("%s.%s", indicator->pillar, indicator->component) : g_strdup ("");

  if (named[NQP_LEVEL_INDEX])
    put_node_name (out, raw, tree, placed ? "index" : "");
  if (named[NQP_LEVEL_PILLAR])
    put_node_name (out, raw, tree, placed ? indicator->pillar : "");
  if (named[NQP_LEVEL_COMPONENT])
    put_node_name (out, raw, tree, component);
}

static gboolean
has_formulas (const NqpPanel *panel)
{
  for (int j = 0; j < panel->n_indicators; j++)
    if (panel->indicators[j].formula != NULL)
      return TRUE;
  return FALSE;
}

GString *
nqp_export_indicators (const NqpPanel *panel, gboolean raw)
{
  const gboolean formulas = has_formulas (panel);
  const gboolean goalposts = has_goalposts (panel);
  gboolean named[NQP_LEVEL_INDICATOR];
  GString *out = g_string_new ("code,name_en,name_zh,pillar,component,");

  for (NqpLevel level = NQP_LEVEL_INDEX; level < NQP_LEVEL_INDICATOR; level++)
    {
      named[level] = has_names (panel->tree, level);
      if (named[level])
        g_string_append_printf (out, "%s_en,%s_zh,", nqp_level_to_string (level),
                                nqp_level_to_string (level));
    }
  g_string_append (out, "unit_en,unit_zh,direction,role,numerator,denominator,factor,");
  g_string_append (out, formulas ? "formula," : "");
  g_string_append (out, goalposts ? "lower,upper,source,note\n" : "source,note\n");

  for (int j = 0; j < panel->n_indicators; j++)
    {
      const NqpIndicator *indicator = &panel->indicators[j];

      put_text (out, raw, indicator->code);
      next (out);
      put_both (out, raw, &indicator->name);
      next (out);
      put_text (out, raw, indicator->pillar);
      next (out);
      put_text (out, raw, indicator->component);
      next (out);
      put_node_names (out, raw, panel->tree, indicator, named);
      put_both (out, raw, &indicator->unit);
      g_string_append (out, indicator->direction > 0 ? ",+," : indicator->direction < 0 ? ",-," : ",,");
      put_text (out, raw, role_word (indicator->role));
      next (out);
      if (indicator->formula == NULL)
        put_text (out, raw, panel->series[indicator->numerator].code);
      next (out);
      if (indicator->denominator == NQP_DENOMINATOR_AREA)
        g_string_append (out, "AREA");
      else if (indicator->denominator >= 0)
        put_text (out, raw, panel->series[indicator->denominator].code);
      next (out);
      if (indicator->formula == NULL)
        put_number (out, indicator->factor);
      next (out);
      if (formulas && indicator->formula != NULL)
        put_text (out, raw, nqp_expression_text (indicator->formula));
      if (formulas)
        next (out);
      if (goalposts)
        {
          put_number (out, indicator->lower);
          next (out);
          put_number (out, indicator->upper);
          next (out);
        }
      put_text (out, raw, indicator->source);
      next (out);
      put_text (out, raw, indicator->note);
      end_row (out);
    }
  return out;
}

GString *
nqp_export_regions (const NqpPanel *panel, gboolean raw)
{
  GString *out
      = g_string_new ("code,name_en,name_zh,initials,group_en,group_zh,longitude,latitude,area_km2,tile_col,"
                      "tile_row\n");
  const NqpText no_group = { NULL, NULL };

  for (int i = 0; i < panel->n_places; i++)
    {
      const NqpRegion *region = &panel->places[i];

      put_text (out, raw, region->code);
      next (out);
      put_both (out, raw, &region->name);
      next (out);
      put_text (out, raw, region->initials);
      next (out);
      put_both (out, raw, region->group >= 0 ? &panel->groups[region->group] : &no_group);
      next (out);
      put_number (out, region->longitude);
      next (out);
      put_number (out, region->latitude);
      next (out);
      put_number (out, region->area_km2);
      next (out);
      if (region->tile_col >= 0)
        put_integer (out, region->tile_col);
      next (out);
      if (region->tile_row >= 0)
        put_integer (out, region->tile_row);
      end_row (out);
    }
  return out;
}

GString *
nqp_export_neighbours (const NqpPanel *panel, gboolean raw)
{
  GString *out = g_string_new ("code,neighbour,kind\n");

  for (int i = 0; i < panel->n_neighbours; i++)
    {
      put_text (out, raw, panel->places[panel->neighbours[i].a].code);
      next (out);
      put_text (out, raw, panel->places[panel->neighbours[i].b].code);
      next (out);
      put_text (out, raw, panel->neighbours[i].kind);
      end_row (out);
    }
  return out;
}

/* Besides the flags: which values the user changed. */
GString *
nqp_export_flags (const NqpPanel *panel, gboolean raw)
{
  GString *out = g_string_new ("region,year,series,flag,note\n");

  for (int i = 0; i < panel->n_flags; i++)
    {
      const NqpFlag *flag = &panel->flags[i];

      put_key (out, raw, panel, flag->place, flag->year);
      put_text (out, raw, panel->series[flag->series].code);
      g_string_append (out, flag->accepted ? ",accepted," : ",suspect,");
      put_text (out, raw, flag->note);
      end_row (out);
    }
  for (int s = 0; s < panel->n_series; s++)
    for (int t = 0; t < panel->n_years; t++)
      for (int i = 0; i < panel->n_regions; i++)
        if (panel->states[nqp_panel_cell (panel, s, t, i)] == NQP_CELL_EDITED)
          {
            put_key (out, raw, panel, i, t);
            put_text (out, raw, panel->series[s].code);
            g_string_append (out, ",edited,\n");
          }
  return out;
}

GString *
nqp_export_checks (const NqpPanel *panel, gboolean raw)
{
  GString *out = g_string_new ("finding,value,note\n");

  for (int i = 0; i < panel->n_accepted; i++)
    {
      const NqpAccepted *accepted = &panel->accepted[i];

      put_text (out, raw, accepted->finding);
      next (out);
      put_number (out, accepted->value);
      next (out);
      put_text (out, raw, accepted->note);
      end_row (out);
    }
  return out;
}

/* What names mean, as --names takes it; those of regions that are gone mean nothing any more. */
GString *
nqp_export_names (const NqpPanel *panel, gboolean raw)
{
  GString *out = g_string_new ("name,code\n");

  for (int i = 0; i < panel->n_settled; i++)
    {
      const NqpSettledName *it = &panel->settled[i];

      if (it->code != NULL && nqp_panel_find_place (panel, it->code) < 0)
        continue;
      put_text (out, raw, it->name);
      next (out);
      put_text (out, raw, it->code);
      end_row (out);
    }
  return out;
}

GString *
nqp_export_weights (const NqpPanel *panel, gboolean raw)
{
  GString *out = g_string_new ("node,level,parent,weight,global\n");
  const NqpTree *tree = panel->tree;

  for (int i = 0; tree != NULL && i < tree->n_nodes; i++)
    {
      const NqpNode *node = &tree->nodes[i];

      put_text (out, raw, node->id);
      next (out);
      put_text (out, raw, nqp_level_to_string (node->level));
      next (out);
      if (node->parent >= 0)
        put_text (out, raw, tree->nodes[node->parent].id);
      next (out);
      put_number (out, nqp_tree_local_weight (tree, i));
      next (out);
      put_number (out, nqp_tree_global_weight (tree, i));
      end_row (out);
    }
  return out;
}
