/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../unit/document-check.h"
#include "nqp-document-append.h"

/* Edits that follow from a number, so that another process makes the same of the same project. */

static UNUSED_OK gboolean
worker_append (NqpDocument *document, guint32 seed, GError **error)
{
  const RandomPanel spec = { .n_regions = document->now.panel->n_regions,
                             .n_years = document->now.panel->n_years,
                             .n_indicators = document->now.panel->n_indicators,
                             .seed = seed };
  g_autoptr (NqpPanel) from = random_panel (&spec);
  g_autoptr (NqpAppendPlan) plan = nqp_append_plan_new (document->now.panel, from, NULL, NULL, error);

  return plan != NULL && nqp_document_append (document, plan, "more.csv", error);
}

/* Edit number @k; what it is depends on nothing but @k and what @document holds. */
static UNUSED_OK gboolean
worker_edit (NqpDocument *document, guint32 k, GError **error)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (k);
  const NqpPanel *panel = document->now.panel;
  const NqpTree *tree = document->now.tree;
  const int what = g_rand_int_range (rand, 0, 20);
  gint64 size, smaller;

  if (what < 8)
    return nqp_document_set_value (document,
                                   panel->series[g_rand_int_range (rand, 0, panel->n_series)].code,
                                   panel->places[g_rand_int_range (rand, 0, panel->n_regions)].code,
                                   panel->years[g_rand_int_range (rand, 0, panel->n_years)], 1 + k, error);
  if (what < 10)
    return nqp_document_set_weight (document, tree->nodes[g_rand_int_range (rand, 1, tree->n_nodes)].id,
                                    g_rand_double_range (rand, 0.1, 0.9), error);
  if (what < 11)
    return check_set_method (document, k % 2 == 0 ? "normalise=zscore" : "normalise=minmax", error);
  if (what < 15)
    return nqp_document_undo (document, error);
  if (what < 17)
    return nqp_document_redo (document, error);
  if (what < 18)
    return worker_append (document, k, error);
  return nqp_project_compact (document->project, FALSE, &size, &smaller, error);
}
