/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nqp-layout.h"
#include "nqp-project.h"
#include "nqp-scores.h"
#include "nqp-view.h"

G_BEGIN_DECLS

/* What changed since the last "changed" signal, as a bit mask. */
typedef enum
{
  NQP_CHANGE_PROJECT = 1 << 0, /* another project, or none; the panel or names were edited */
  NQP_CHANGE_SCORES = 1 << 1,  /* weights or method */
  NQP_CHANGE_MEASURE = 1 << 2,
  NQP_CHANGE_YEAR = 1 << 3,
  NQP_CHANGE_FOCUS = 1 << 4,
  NQP_CHANGE_COMPARED = 1 << 5,
  NQP_CHANGE_HOVER = 1 << 6,
  NQP_CHANGE_OPTIONS = 1 << 7, /* class scheme and the like */
  NQP_CHANGE_HISTORY = 1 << 8, /* what can be undone and redone */
  NQP_CHANGE_STYLE = 1 << 9,   /* presentation mode, dark, contrast */
  NQP_CHANGE_PLAY = 1 << 10,
} NqpChange;

#define NQP_CHANGE_VIEW                                                                                      \
  (NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES | NQP_CHANGE_MEASURE | NQP_CHANGE_YEAR | NQP_CHANGE_FOCUS          \
   | NQP_CHANGE_COMPARED | NQP_CHANGE_OPTIONS | NQP_CHANGE_STYLE)

/**
 * NqpWorkspace:
 *
 * The one state of the window: project, method, measure, year, regions. Every setter schedules one "changed" signal
 * (guint flags) before the next frame, however many setters ran. All views are functions of it.
 *
 * Signals: "changed" (guint flags); "message" (const char *text, const char *action_label, const char *action_name):
 * for a toast; action may be NULL.
 */
#define NQP_TYPE_WORKSPACE (nqp_workspace_get_type ())
G_DECLARE_FINAL_TYPE (NqpWorkspace, nqp_workspace, NQP, WORKSPACE, GObject)

NqpWorkspace *
nqp_workspace_new (void);

/* Project */
gboolean
nqp_workspace_open (NqpWorkspace *self, const char *path, GError **error);
gboolean
nqp_workspace_open_sample (NqpWorkspace *self, const char *id, GError **error); /* as an untitled copy */
void
nqp_workspace_close (NqpWorkspace *self);
gboolean
nqp_workspace_has_project (NqpWorkspace *self);
NqpProject *
nqp_workspace_get_project (NqpWorkspace *self);
const char *
nqp_workspace_get_title (NqpWorkspace *self);

/* Values, borrowed; NULL without a project */
NqpPanel *
nqp_workspace_get_panel (NqpWorkspace *self);
NqpScores *
nqp_workspace_get_scores (NqpWorkspace *self);
NqpTree *
nqp_workspace_get_tree (NqpWorkspace *self); /* of the scores: the weights in force */
const NqpMethod *
nqp_workspace_get_method (NqpWorkspace *self);
NqpMapLayout *
nqp_workspace_get_layout (NqpWorkspace *self);
NqpBoundaries *
nqp_workspace_get_boundaries (NqpWorkspace *self);
NqpLang
nqp_workspace_get_lang (NqpWorkspace *self);

/* What is looked at */
int
nqp_workspace_get_measure (NqpWorkspace *self);
void
nqp_workspace_set_measure (NqpWorkspace *self, int node);
int
nqp_workspace_get_year (NqpWorkspace *self); /* position */
void
nqp_workspace_set_year (NqpWorkspace *self, int year);
void
nqp_workspace_step_year (NqpWorkspace *self, int step);
gboolean
nqp_workspace_get_playing (NqpWorkspace *self);
void
nqp_workspace_set_playing (NqpWorkspace *self, gboolean playing);
int
nqp_workspace_get_focus (NqpWorkspace *self); /* region, -1 = none */
void
nqp_workspace_set_focus (NqpWorkspace *self, int region);
void
nqp_workspace_walk (NqpWorkspace *self, int step); /* focus moves along the ranking of measure and year */
int
nqp_workspace_get_hover (NqpWorkspace *self);
void
nqp_workspace_set_hover (NqpWorkspace *self, int region);
int
nqp_workspace_get_n_compared (NqpWorkspace *self);
const int *
nqp_workspace_get_compared (NqpWorkspace *self);
void
nqp_workspace_add_compared (NqpWorkspace *self, int region);
void
nqp_workspace_remove_compared (NqpWorkspace *self, int region);
void
nqp_workspace_toggle_compared (NqpWorkspace *self, int region);
NqpClasses
nqp_workspace_get_classes (NqpWorkspace *self);
void
nqp_workspace_set_classes (NqpWorkspace *self, NqpClasses classes);
gboolean
nqp_workspace_get_presenting (NqpWorkspace *self);
void
nqp_workspace_set_presenting (NqpWorkspace *self, gboolean presenting);

/* Fills @view with all of the above; pointers are borrowed until the next main loop iteration. */
void
nqp_workspace_get_view (NqpWorkspace *self, NqpView *view);
/* The style of the screen now: light / dark / contrast, presentation scale, the desktop's font. */
void
nqp_workspace_get_style (NqpWorkspace *self, NqpStyle *style);

/* Edits. A drag is one action: begin, any number of drag_weight, end (writes one transaction; nothing if unchanged). */
void
nqp_workspace_begin_drag (NqpWorkspace *self, int node);
void
nqp_workspace_drag_weight (NqpWorkspace *self, int node, double weight);
void
nqp_workspace_end_drag (NqpWorkspace *self);
void
nqp_workspace_set_weight (NqpWorkspace *self, int node, double weight); /* one action */
void
nqp_workspace_set_locked (NqpWorkspace *self, int node, gboolean locked);
void
nqp_workspace_set_on (NqpWorkspace *self, int node, gboolean on);
void
nqp_workspace_set_method (NqpWorkspace *self,
                          const NqpMethod *method); /* also the scheme; errors become messages */
void
nqp_workspace_reset_weights (
    NqpWorkspace *self); /* back to the scheme the weights came from; unlocks, switches on */
gboolean
nqp_workspace_set_value (NqpWorkspace *self, int series, int year, int region, double value, GError **error);
gboolean
nqp_workspace_accept_flag (NqpWorkspace *self, int series, int year, int region, gboolean accepted,
                           GError **error);
gboolean
nqp_workspace_set_name (NqpWorkspace *self, NqpNameKind kind, const char *id, const NqpText *name,
                        GError **error);
const char *
nqp_workspace_get_undo_label (NqpWorkspace *self);
const char *
nqp_workspace_get_redo_label (NqpWorkspace *self);
void
nqp_workspace_undo (NqpWorkspace *self);
void
nqp_workspace_redo (NqpWorkspace *self);
int
nqp_workspace_get_rank_shift (
    NqpWorkspace *self); /* places the focus region has moved since the drag began; + = up */

void
nqp_workspace_message (NqpWorkspace *self, const char *text, const char *action_label,
                       const char *action_name);

/* Kept with the project, not undoable */
char *
nqp_workspace_get_state (NqpWorkspace *self, const char *key);
void
nqp_workspace_set_state (NqpWorkspace *self, const char *key, const char *value);

G_END_DECLS
