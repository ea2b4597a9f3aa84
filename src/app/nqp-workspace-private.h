/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-workspace.h"

struct _NqpWorkspace
{
  GObject parent_instance;

  NqpProject *project;
  NqpPanel *panel;
  NqpBoundaries *boundaries;
  NqpMapLayout *layout;
  NqpPipeline *pipeline;
  NqpTree *tree; /* as edited; after computing, with the weights in force */
  NqpMethod method;
  NqpScores *scores;
  char *file_title; /* of a project without a title: the name of its file */
  gboolean remembers; /* what the file remembers has been read, so that it may be written */
  gboolean stale; /* scores do not follow tree, method and panel yet */

  int measure, year, focus, hover;
  int compared[NQP_MAX_COMPARED];
  int n_compared;
  NqpClasses classes;
  NqpLang lang;
  gboolean presenting;

  gboolean dragging; /* between begin and end: what was in force when the finger came down */
  int drag_node;
  NqpTree *drag_tree;
  NqpMethod drag_method;
  NqpScores *drag_scores;

  guint pending, flush_id, state_id, play_id, watch_id;
};

void
nqp_workspace_touch (NqpWorkspace *self, guint flags);
void
nqp_workspace_invalidate (NqpWorkspace *self);
void
nqp_workspace_ensure_scores (NqpWorkspace *self);
gboolean
nqp_workspace_reload (NqpWorkspace *self, GError **error);
