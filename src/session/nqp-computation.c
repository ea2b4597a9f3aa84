/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-computation.h"

struct _NqpComputation
{
  NqpContents contents; /* panel, tree and method alone, as they go in and as they come out */
  NqpTree *tree;        /* as it went in */
  NqpPipeline *pipeline;
  GError *problem; /* why there are no scores */
};

NqpComputation *
nqp_computation_new (const NqpContents *contents, const NqpPipeline *pipeline)
{
  NqpComputation *self = g_new0 (NqpComputation, 1);

  self->contents.panel = nqp_panel_ref (contents->panel);
  self->contents.tree = nqp_tree_ref (contents->tree);
  self->contents.method = contents->method;
  self->tree = nqp_tree_ref (contents->tree);
  self->pipeline = nqp_pipeline_copy (pipeline);
  return self;
}

void
nqp_computation_free (NqpComputation *self)
{
  if (self == NULL)
    return;
  nqp_contents_clear (&self->contents);
  nqp_tree_unref (self->tree);
  g_clear_pointer (&self->pipeline, nqp_pipeline_free);
  g_clear_error (&self->problem);
  g_free (self);
}

gboolean
nqp_computation_run (NqpComputation *self, const NqpWork *work, GError **error)
{
  if (nqp_contents_compute_work (&self->contents, self->pipeline, work, &self->problem)
      || !g_error_matches (self->problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->problem));
  return FALSE;
}

gboolean
nqp_computation_fits (const NqpComputation *self, const NqpContents *contents)
{
  return self->contents.panel == contents->panel
         && nqp_method_equal (&self->contents.method, &contents->method)
         && (self->tree == contents->tree
             || (nqp_tree_equal_weights (self->tree, contents->tree)
                 && nqp_judgements_equal (self->tree->judgements, contents->tree->judgements)));
}

gboolean
nqp_computation_take (NqpComputation *self, NqpContents *contents, NqpPipeline **pipeline, GError **error)
{
  if (self->problem != NULL)
    {
      g_propagate_error (error, g_error_copy (self->problem));
      return FALSE;
    }
  nqp_pipeline_free (*pipeline);
  *pipeline = g_steal_pointer (&self->pipeline);
  nqp_contents_take_scores (contents, nqp_scores_ref (self->contents.scores),
                            self->contents.no_score != NULL ? g_error_copy (self->contents.no_score) : NULL);
  return TRUE;
}
