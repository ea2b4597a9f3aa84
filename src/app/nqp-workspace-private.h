/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-uncertainty-bytes.h"
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
  char *leaf_id; /* survives a new tree; NULL = none in particular */
  NqpLang lang;
  gboolean presenting;

  NqpFramework *framework;
  int entry, entry_hover, depth;
  gboolean live;
  char *lit_ids;
  guint8 *lit; /* [entry], NULL = nothing in particular */

  GPtrArray *schemes;      /* (element-type NqpSavedScheme) */
  GPtrArray *scenarios;    /* (element-type NqpScenario) */
  gint64 scenario;         /* the chosen one's id, 0 = none */
  GHashTable *assumed;     /* year * n_regions + region -> double * [indicator], of values without a name */
  NqpScores *assumed_base; /* what assumed_scores were made of */
  NqpScores *assumed_scores;

  gboolean dragging; /* between begin and end: what was in force when the finger came down */
  int drag_node;
  NqpTree *drag_tree;
  NqpMethod drag_method;
  NqpScores *drag_scores;

  NqpRobustness robustness;
  NqpScores *robustness_seen;       /* the scores that robustness_stale is about */
  gboolean robustness_stale;
  NqpUncertaintySpec robustness_spec; /* what is asked next; draws = 0: not read yet */
  GCancellable *robustness_run;     /* of the newest request; NULL = none runs */
  double robustness_fraction;
  const char *robustness_step;      /* N_() msgid */

  guint pending, flush_id, state_id, play_id, watch_id;
};

void
nqp_workspace_touch (NqpWorkspace *self, guint flags);
void
nqp_workspace_invalidate (NqpWorkspace *self);
void
nqp_workspace_ensure_scores (NqpWorkspace *self);
gboolean
nqp_workspace_reload (NqpWorkspace *self, NqpProjectParts parts, GError **error);
guint
nqp_workspace_changes_of (NqpProjectParts parts); /* NqpChange flags */

/* nqp-workspace-edits.c: puts both in force and writes them as one action; on failure all goes back */
gboolean
nqp_workspace_put_weights (NqpWorkspace *self, NqpTree *tree, const NqpMethod *method, const char *label, GError **error);
/* the same, and saves @scheme in the same action */
gboolean
nqp_workspace_put_scheme (NqpWorkspace *self, NqpSavedScheme *scheme, NqpTree *tree, const NqpMethod *method, const char *label,
                          GError **error);
/* puts weights; a message says why it failed */
void
nqp_workspace_commit_weights (NqpWorkspace *self, NqpTree *tree, const NqpMethod *method, const char *label);

/* @name, or with a number behind it if one of @taken has it: names are what tells scenarios and schemes apart for a user */
char *
nqp_workspace_free_name (const char *name, GPtrArray *taken); /* (element-type utf8) */

/* nqp-workspace-schemes.c */
gboolean
nqp_workspace_reload_schemes (NqpWorkspace *self, GError **error);

/* nqp-workspace-theory.c */
gboolean
nqp_workspace_reload_framework (NqpWorkspace *self, GError **error);
void
nqp_workspace_load_theory (NqpWorkspace *self); /* what the file remembers */
void
nqp_workspace_save_theory (NqpWorkspace *self);
void
nqp_workspace_forget_theory (NqpWorkspace *self);
void
nqp_workspace_save_state_soon (NqpWorkspace *self);

/* nqp-workspace-what-if.c */
gboolean
nqp_workspace_reload_scenarios (NqpWorkspace *self, GError **error);
void
nqp_workspace_forget_what_if (NqpWorkspace *self);
gboolean
nqp_workspace_can_edit (NqpWorkspace *self); /* says why not */

/* nqp-workspace-robustness.c */
void
nqp_workspace_load_robustness (NqpWorkspace *self); /* what the file keeps */
void
nqp_workspace_forget_robustness (NqpWorkspace *self);
void
nqp_workspace_check_robustness (NqpWorkspace *self); /* after the scores or what is kept changed */
