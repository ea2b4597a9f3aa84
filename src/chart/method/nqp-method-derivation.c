/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-method-derivation-private.h"

#include <glib/gi18n.h>

/* method.derivation: how the measure of the focus region comes about, from published values up to the score and its rank, along
 * the way of one indicator. */

/* Why there is nothing to follow; NULL if there is. */
static const char *
find_problem (const NqpView *view, int leaf)
{
  if (leaf < 0)
    return _ ("No indicator takes part: switch one on to see how its number comes about.");
  if (view->focus < 0)
    return _ ("Choose a region to see how its number comes about.");
  if (!nqp_parts_has_region (view, view->focus))
    return _ ("This place is only on the map: it has no values a number could come from.");
  return NULL;
}

static char *
derivation_title (const NqpView *view)
{
  const int top = nqp_derivation_top (view);

  if (!nqp_parts_has_region (view, view->focus))
    return g_strdup_printf (_ ("From published values to “%s”, %d"), nqp_view_node_name (view, top),
                            nqp_parts_year (view));
  /* Translators: name of a measure, region, year */
  return g_strdup_printf (_ ("From published values to “%s”: %s, %d"), nqp_view_node_name (view, top),
                          nqp_view_region_name (view, view->focus), nqp_parts_year (view));
}

static char *
derivation_subtitle (const NqpView *view, int leaf)
{
  NqpView top = *view;
  g_autofree char *method = NULL;

  top.measure = nqp_derivation_top (view);
  method = nqp_view_method_line (&top);
  /* Translators: the indicator whose way up is followed, the method */
  return leaf >= 0 ? g_strdup_printf (_ ("by way of “%s”, %s"), nqp_view_node_name (view, leaf), method)
                   : g_steal_pointer (&method);
}

/* In a small picture the steps need the room more. */
static gboolean
is_small (const NqpStyle *style, double height)
{
  return height < 24 * style->label;
}

static NqpScene *
derivation_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  NqpScene *scene = nqp_scene_new (width, height, style);
  const int leaf = nqp_derivation_leaf (view);
  const char *problem = find_problem (view, leaf);
  g_autofree char *title = NULL, *subtitle = derivation_subtitle (view, leaf);
  NqpBox box;

  if (is_small (style, height) && problem == NULL)
    title = g_strdup_printf (_ ("%s, %d"), nqp_view_region_name (view, view->focus), nqp_parts_year (view));
  else
    title = derivation_title (view);
  box = nqp_frame_begin (scene, view, title,
                         is_small (style, height) && view->before == NULL ? NULL : subtitle);
  if (problem != NULL)
    nqp_frame_message (scene, box, problem);
  else
    {
      g_autoptr (GPtrArray) steps = nqp_derivation_steps (view, leaf);

      nqp_derivation_draw (scene, box, view, steps);
      nqp_scene_set_shows_focus (scene);
    }
  return scene;
}

static int
derivation_n_steps (const NqpView *view)
{
  const int leaf = nqp_derivation_leaf (view);
  g_autoptr (GPtrArray) steps = find_problem (view, leaf) == NULL ? nqp_derivation_steps (view, leaf) : NULL;

  return steps != NULL ? (int)steps->len : 0;
}

static int
derivation_next_leaf (const NqpView *view, int direction)
{
  int leaves[NQP_PARTS_MAX], n, at = 0;
  const int leaf = nqp_derivation_leaf (view);

  if (nqp_parts_is_leaf (view, view->measure))
    return view->measure;
  n = nqp_parts_leaves (view, view->measure, leaves, NQP_PARTS_MAX);
  while (at < n && leaves[at] != leaf)
    at++;
  return at < n ? leaves[CLAMP (at + direction, 0, n - 1)] : -1;
}

static NqpTable *
derivation_table (const NqpView *view, NqpTableUse use)
{
  const int leaf = nqp_derivation_leaf (view);
  NqpTable *table;

  if (find_problem (view, leaf) == NULL)
    return nqp_scores_derivation (view->scores, leaf, view->year, view->focus, view->lang);
  table = nqp_table_new ();
  nqp_table_add_column (table, "step", _ ("Step"), NULL, NQP_COLUMN_TEXT, 0);
  return table;
}

static char *
derivation_summary (const NqpView *view)
{
  const int leaf = nqp_derivation_leaf (view);
  const char *problem = find_problem (view, leaf);
  g_autoptr (GPtrArray) steps = NULL;
  GString *out;

  if (problem != NULL)
    return g_strdup (problem);
  steps = nqp_derivation_steps (view, leaf);
  out = g_string_new (NULL);
  for (guint i = 0; i < steps->len; i++)
    {
      const NqpStep *step = steps->pdata[i];

      /* step by step, the words are those of the step that was last to appear */
      if (view->step > 0 && (int)i + 1 != MIN (view->step, (int)steps->len))
        continue;
      if (out->len > 0)
        g_string_append_c (out, '\n');
      g_string_append_printf (out, _ ("Step %u of %u. %s: %s"), i + 1, steps->len, step->head,
                              step->numbers != NULL  ? step->numbers
                              : step->result != NULL ? step->result
                                                     : "");
    }
  return g_string_free (out, FALSE);
}

const NqpChart nqp_chart_method_derivation = {
  .id = "method.derivation",
  .name = N_ ("How a number comes about"),
  .width = 900,
  .height = 680,
  .options = NQP_OPTION_BIT (DECIMALS),
  .n_steps = derivation_n_steps,
  .leaf = derivation_next_leaf,
  .title = derivation_title,
  .build = derivation_build,
  .table = derivation_table,
  .summary = derivation_summary,
};
