/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nqp-document.h"
#include "nqp-layout.h"
#include "nqp-project.h"
#include "nqp-scores.h"
#include "nqp-uncertainty.h"
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
  NQP_CHANGE_FRAMEWORK = 1 << 11, /* concepts, links, notes or lessons were edited */
  NQP_CHANGE_ENTRY = 1 << 12,     /* the chosen entry, the one under the pointer, what is lit, depth, live mode */
  NQP_CHANGE_WHAT_IF = 1 << 13,   /* assumed values of the focus region in this year */
  NQP_CHANGE_SCENARIOS = 1 << 14, /* the list of named ones, or which is chosen */
  NQP_CHANGE_SCHEMES = 1 << 15,   /* the list of weights with a name */
  NQP_CHANGE_ROBUSTNESS = 1 << 16, /* a result, whether it is stale, or what is asked next */
  NQP_CHANGE_PROGRESS = 1 << 17,   /* how far a run is, whether one is under way */
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
/* The indicator whose way up to the measure is followed, -1 = the one that adds most. */
int
nqp_workspace_get_leaf (NqpWorkspace *self);
void
nqp_workspace_set_leaf (NqpWorkspace *self, int leaf);
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

/* The theory: the project's concept model, or the one the program comes with. Entries are positions in it. */
NqpFramework *
nqp_workspace_get_framework (NqpWorkspace *self); /* borrowed; NULL without a project */
int
nqp_workspace_get_entry (NqpWorkspace *self); /* -1 = none */
void
nqp_workspace_set_entry (NqpWorkspace *self, int entry);
int
nqp_workspace_get_entry_hover (NqpWorkspace *self);
void
nqp_workspace_set_entry_hover (NqpWorkspace *self, int entry);
void
nqp_workspace_set_lit (NqpWorkspace *self, const char *ids); /* separated by spaces; NULL or "" = nothing in particular */
int
nqp_workspace_get_depth (NqpWorkspace *self); /* levels of the diagram that are open, 1 to 3 */
void
nqp_workspace_set_depth (NqpWorkspace *self, int depth);
gboolean
nqp_workspace_get_live (NqpWorkspace *self);
void
nqp_workspace_set_live (NqpWorkspace *self, gboolean live);
/* What @edit does to the model as it is now: one undoable action. */
gboolean
nqp_workspace_edit_framework (NqpWorkspace *self, NqpFrameworkEdit edit, gpointer data, const char *label, GError **error);

/* What if the focus region had other values in the year shown? Values are kept for every region and year that was tried
 * while the project is open; those of a scenario, which has a name, are kept in the file and undoable. */
double
nqp_workspace_get_assumed (NqpWorkspace *self, int leaf); /* in the indicator's unit; NaN = as it is */
gboolean
nqp_workspace_has_assumed (NqpWorkspace *self);
void
nqp_workspace_assume (NqpWorkspace *self, int leaf, double value); /* NaN = as it is; follows a finger */
void
nqp_workspace_keep_assumed (NqpWorkspace *self); /* the finger is up: a scenario is written */
void
nqp_workspace_clear_assumed (NqpWorkspace *self);
/* The scores under the assumed values, and a view of them with "before" = the scores as they are. */
NqpScores *
nqp_workspace_get_assumed_scores (NqpWorkspace *self);
void
nqp_workspace_get_assumed_view (NqpWorkspace *self, NqpView *view);
GPtrArray *
nqp_workspace_get_scenarios (NqpWorkspace *self); /* (element-type NqpScenario), borrowed */
gint64
nqp_workspace_get_scenario (NqpWorkspace *self); /* id of the chosen one, 0 = the values have no name */
void
nqp_workspace_choose_scenario (NqpWorkspace *self, gint64 id); /* also its region and year; 0 = none */
gboolean
nqp_workspace_save_scenario (NqpWorkspace *self, const char *name, GError **error); /* a new one of the assumed values */
gboolean
nqp_workspace_rename_scenario (NqpWorkspace *self, gint64 id, const char *name, GError **error);
gboolean
nqp_workspace_delete_scenario (NqpWorkspace *self, gint64 id, GError **error);

/* Robustness: what would become of the ranks under other choices. Computed on a thread from values that do not change; the
 * newest request wins; the result is kept with the project, outside the history. */
void
nqp_workspace_get_robustness_spec (NqpWorkspace *self, NqpUncertaintySpec *spec); /* what a run would ask: measure and year shown */
void
nqp_workspace_set_robustness_spec (NqpWorkspace *self, const NqpUncertaintySpec *spec); /* all but measure and year */
void
nqp_workspace_run_robustness (NqpWorkspace *self);
void
nqp_workspace_cancel_robustness (NqpWorkspace *self);
/* FALSE if none runs; @step: what is being done now, translated */
gboolean
nqp_workspace_get_robustness_run (NqpWorkspace *self, double *fraction, const char **step);
const NqpUncertainty *
nqp_workspace_get_uncertainty (NqpWorkspace *self); /* borrowed; NULL = not computed */
gboolean
nqp_workspace_get_robustness_stale (NqpWorkspace *self); /* made of other weights, another method or other data */

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
gboolean
nqp_workspace_try_method (NqpWorkspace *self, const NqpMethod *method, GError **error);
void
nqp_workspace_reset_weights (
    NqpWorkspace *self); /* back to the scheme the weights came from; unlocks, switches on */
/* Pairwise judgements, what AHP makes weights from; each change one action. The scores follow if the scheme makes use of them. */
gboolean
nqp_workspace_uses_judgements (NqpWorkspace *self);
gboolean
nqp_workspace_set_judgement (NqpWorkspace *self, int a, int b, double value, GError **error); /* of two siblings */
gboolean
nqp_workspace_clear_judgements (NqpWorkspace *self, int parent, GError **error); /* all of its parts count the same */
gboolean
nqp_workspace_set_judgements (NqpWorkspace *self, NqpJudgements *judgements, GError **error);
/* Weights with a name; each change one action. */
GPtrArray *
nqp_workspace_get_schemes (NqpWorkspace *self); /* (element-type NqpSavedScheme), borrowed; NULL without a project */
gint64
nqp_workspace_save_scheme (NqpWorkspace *self, const char *name, GError **error); /* those in force */
gboolean
nqp_workspace_adopt_scheme (NqpWorkspace *self, const char *name, NqpTree *tree, GError **error);
gboolean
nqp_workspace_rename_scheme (NqpWorkspace *self, gint64 id, const char *name, GError **error);
gboolean
nqp_workspace_duplicate_scheme (NqpWorkspace *self, gint64 id, GError **error);
gboolean
nqp_workspace_delete_scheme (NqpWorkspace *self, gint64 id, GError **error);
void
nqp_workspace_use_scheme (NqpWorkspace *self, gint64 id);
NqpScores *
nqp_workspace_get_scheme_scores (NqpWorkspace *self, gint64 id, GError **error);
gboolean
nqp_workspace_set_value (NqpWorkspace *self, int series, int year, int region, double value, GError **error);
gboolean
nqp_workspace_accept_flag (NqpWorkspace *self, int series, int year, int region, gboolean accepted,
                           GError **error);
void
nqp_workspace_get_extremes (NqpWorkspace *self, int indicator, double *out_lowest, double *out_highest);
gboolean
nqp_workspace_set_goalposts (NqpWorkspace *self, int indicator, double lower, double upper, GError **error);
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
