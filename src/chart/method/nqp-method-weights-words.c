/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-method-weights-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-importance.h"
#include "nqp-number.h"

static char *
percent (double share)
{
  char number[NQP_NUMBER_SIZE];

  /* Translators: a weight in percent */
  return g_strdup_printf (_ ("%s %%"), nqp_number_to_screen (100 * share, 1, number));
}

char *
nqp_weights_label (const NqpView *view, const char *name, int node)
{
  char number[NQP_NUMBER_SIZE];
  /* Translators: a pillar, component or indicator with its weight in percent */
  g_autofree char *text = g_strdup_printf (
      _ ("%s %s %%"), name,
      nqp_number_to_screen (100 * nqp_tree_global_weight (view->scores->tree, node), 1, number));
  GString *out = g_string_new (text);

  g_string_replace (out, " %", "\xc2\xa0%", 0); /* the sign stays with its number */
  return g_string_free (out, FALSE);
}

char *
nqp_weights_title (const NqpView *view)
{
  /* Translators: %s: name of the index */
  return g_strdup_printf (_ ("Weights in “%s”"), nqp_view_node_name (view, 0));
}

char *
nqp_weights_subtitle (const NqpView *view)
{
  g_autofree char *method = nqp_method_describe (&view->scores->method);

  return g_strdup_printf (_ ("angle = share of the index, %s"), method);
}

/* The parts of @node by weight, heaviest first. */
static void
append_parts (GString *out, const NqpView *view, int node)
{
  const NqpTree *tree = view->scores->tree;
  int parts[NQP_PARTS_MAX];
  const int n = nqp_parts_children (view, node, parts, NQP_PARTS_MAX);

  for (int i = 0; i < n; i++)
    for (int k = i + 1; k < n; k++)
      if (nqp_tree_local_weight (tree, parts[k]) > nqp_tree_local_weight (tree, parts[i]))
        {
          int swap = parts[i];

          parts[i] = parts[k];
          parts[k] = swap;
        }
  for (int i = 0; i < n; i++)
    {
      g_autofree char *label = nqp_weights_label (view, nqp_view_node_name (view, parts[i]), parts[i]);

      g_string_append_printf (out, "%s%s", i > 0 ? _ (", ") : "", label);
    }
}

char *
nqp_weights_summary (const NqpView *view)
{
  const NqpTree *tree = view->scores->tree;
  g_autoptr (GArray) off = nqp_weights_off (tree);
  g_autofree char *scheme = nqp_method_scheme_label (&view->scores->method);
  GString *out = g_string_new (NULL);
  const int n_locked = nqp_weights_n_locked (tree);

  nqp_parts_say (out, _ ("Weights by scheme: %s."), scheme);
  nqp_parts_say (out, "%s", "");
  append_parts (out, view, 0);
  g_string_append (out, _ ("."));
  if (n_locked > 0)
    nqp_parts_say (out, ngettext ("%d weight is locked.", "%d weights are locked.", (gulong)n_locked),
                   n_locked);
  for (guint i = 0; i < off->len; i++)
    {
      const char *name = nqp_view_node_name (view, g_array_index (off, int, i));

      if (i == 0)
        nqp_parts_say (out, "%s%s", _ ("Switched off: "), name);
      else
        g_string_append_printf (out, "%s%s", _ (", "), name);
    }
  return g_string_free (out, FALSE);
}

char *
nqp_weights_tooltip (const NqpView *view, NqpDatum datum)
{
  const NqpScores *scores = view->scores;
  const NqpTree *tree = scores->tree;
  const int node = datum.node;
  g_autofree double *importance = NULL;
  g_autofree char *local = NULL, *global = NULL;
  GString *out;

  if (node < 0)
    return NULL;
  out = g_string_new (nqp_view_node_name (view, node));
  if (node == 0)
    return g_string_free (out, FALSE);
  if (!nqp_tree_is_on (tree, node))
    {
      g_string_append_printf (out, "\n%s", _ ("switched off: counts as weight 0"));
      return g_string_free (out, FALSE);
    }
  local = percent (nqp_tree_local_weight (tree, node));
  global = percent (nqp_tree_global_weight (tree, node));
  /* Translators: a weight, the name of the node it is a part of, a weight */
  g_string_append_printf (out, _ ("\n%s of “%s”, %s of the index"), local,
                          nqp_view_node_name (view, tree->nodes[node].parent), global);
  importance = g_new (double, scores->n_nodes);
  nqp_importance_get (scores, -1, importance);
  if (isfinite (importance[node]))
    {
      g_autofree char *effective = percent (importance[node]);

      /* Translators: what a part really counts for beside the weight it was given */
      g_string_append_printf (out, _ ("\neffective weight there: %s"), effective);
    }
  if (tree->nodes[node].locked)
    g_string_append_printf (out, "\n%s", _ ("locked"));
  return g_string_free (out, FALSE);
}

/* One row a node: what is in force, what it really counts for, what is locked and off. Shares in per cent. */
NqpTable *
nqp_weights_table (const NqpView *view, NqpTableUse use)
{
  const NqpScores *scores = view->scores;
  const NqpTree *tree = scores->tree;
  NqpTable *table = nqp_table_new_for (use);
  g_autofree double *importance = g_new (double, MAX (scores->n_nodes, 1));

  nqp_table_add_column (table, "node", _ ("Node"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Name"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "parent", _ ("Part of"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "weight", _ ("Weight, %"), "%", NQP_COLUMN_REAL, 1);
  nqp_table_add_column (table, "global", _ ("Of the index, %"), "%", NQP_COLUMN_REAL, 1);
  nqp_table_add_column (table, "importance", _ ("Effective, %"), "%", NQP_COLUMN_REAL, 1);
  nqp_table_add_column (table, "locked", _ ("Locked"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "on", _ ("On"), NULL, NQP_COLUMN_TEXT, 0);
  for (int c = 1; c < 8; c++)
    if (c != 2) /* no room for what it is a part of */
      nqp_parts_table_show_plain (table, c);
  nqp_table_set_sort (table, 4);
  nqp_importance_get (scores, -1, importance);
  for (int i = 1; i < tree->n_nodes; i++)
    {
      nqp_table_add_row (table);
      nqp_table_set_datum (table, (NqpDatum){ -1, -1, i, 0, 0 });
      nqp_table_set_text (table, 0, tree->nodes[i].id);
      nqp_table_set_text (table, 1, nqp_view_node_name (view, i));
      nqp_table_set_text (table, 2, nqp_view_node_name (view, tree->nodes[i].parent));
      nqp_table_set_number (table, 3, 100 * nqp_tree_local_weight (tree, i));
      nqp_table_set_number (table, 4, 100 * nqp_tree_global_weight (tree, i));
      nqp_table_set_number (table, 5, 100 * importance[i]);
      nqp_table_set_text (table, 6, tree->nodes[i].locked ? _ ("locked") : "");
      nqp_table_set_text (table, 7, nqp_tree_is_on (tree, i) ? _ ("on") : _ ("off"));
    }
  return table;
}
