/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "nqp-document.h"
#include "nqp-layout.h"
#include "nqp-plan.h"
#include "nqp-project.h"
#include "nqp-scores.h"
#include "nqp-snapshot.h"
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
 * NqpSession:
 *
 * The one state of the window: project, method, measure, year, regions. Every setter schedules one "changed" signal
 * (guint flags) before the next frame, however many setters ran. All views are functions of it.
 *
 * Signals: "changed" (guint flags); "message" (const char *text, const char *action_label, const char *action_name):
 * for a toast; action may be NULL.
 */
#define NQP_TYPE_SESSION (nqp_session_get_type ())
G_DECLARE_FINAL_TYPE (NqpSession, nqp_session, NQP, SESSION, GObject)

NqpSession *
nqp_session_new (NqpLang lang); /* names and messages are in this language */

/* Project */
gboolean
nqp_session_open (NqpSession *self, const char *path, GError **error);
gboolean
nqp_session_open_sample (NqpSession *self, const char *id, GError **error); /* as an untitled copy */
void
nqp_session_close (NqpSession *self);
gboolean
nqp_session_has_project (NqpSession *self);
NqpProject *
nqp_session_get_project (NqpSession *self);
const char *
nqp_session_get_title (NqpSession *self);
const char *
nqp_session_get_read_only (NqpSession *self); /* why the project cannot be edited, a sentence; NULL = it can */
gboolean
nqp_session_may_copy (NqpSession *self); /* whether a copy could be edited */

/* Values, borrowed; NULL without a project */
NqpPanel *
nqp_session_get_panel (NqpSession *self);
NqpScores *
nqp_session_get_scores (NqpSession *self); /* NULL also without a region or a year */
NqpTree *
nqp_session_get_tree (NqpSession *self); /* of the scores: the weights in force */
const NqpMethod *
nqp_session_get_method (NqpSession *self);
/* The one that was chosen last: while its scores are computed it is not in force yet. */
const NqpMethod *
nqp_session_get_wanted_method (NqpSession *self);
/* Edits that wait for scores that are computed beside the window; told by NQP_CHANGE_PROGRESS. FALSE: none does. */
gboolean
nqp_session_get_edit_run (NqpSession *self, double *fraction, const char **step);
void
nqp_session_cancel_edits (NqpSession *self);
gboolean
nqp_session_has_cells (NqpSession *self); /* a region and a year */
/* Why the method in the file does not compute, so that a plain one is in force; NULL = it does. Told by NQP_CHANGE_SCORES. */
const char *
nqp_session_get_trouble (NqpSession *self);
/* Why there is no score yet; NULL = there are scores. */
const char *
nqp_session_get_no_score (NqpSession *self);
NqpMapLayout *
nqp_session_get_layout (NqpSession *self);
NqpLang
nqp_session_get_lang (NqpSession *self);

/* What is looked at */
int
nqp_session_get_measure (NqpSession *self);
void
nqp_session_set_measure (NqpSession *self, int node);
int
nqp_session_get_year (NqpSession *self); /* position */
void
nqp_session_set_year (NqpSession *self, int year);
void
nqp_session_step_year (NqpSession *self, int step);
gboolean
nqp_session_get_playing (NqpSession *self);
void
nqp_session_set_playing (NqpSession *self, gboolean playing);
int
nqp_session_get_focus (NqpSession *self); /* region, -1 = none */
void
nqp_session_set_focus (NqpSession *self, int region);
void
nqp_session_walk (NqpSession *self, int step); /* focus moves along the ranking of measure and year */
int
nqp_session_get_hover (NqpSession *self);
void
nqp_session_set_hover (NqpSession *self, int region);
int
nqp_session_get_n_compared (NqpSession *self);
const int *
nqp_session_get_compared (NqpSession *self);
void
nqp_session_add_compared (NqpSession *self, int region);
void
nqp_session_remove_compared (NqpSession *self, int region);
void
nqp_session_toggle_compared (NqpSession *self, int region);
NqpClasses
nqp_session_get_classes (NqpSession *self);
void
nqp_session_set_classes (NqpSession *self, NqpClasses classes);
/* The year (2016) that a change is measured from; 0 = the one before the year shown. */
int
nqp_session_get_from_year (NqpSession *self);
void
nqp_session_set_from_year (NqpSession *self, int year);
/* The indicator whose way up to the measure is followed, -1 = the one that adds most. */
int
nqp_session_get_leaf (NqpSession *self);
void
nqp_session_set_leaf (NqpSession *self, int leaf);
gboolean
nqp_session_get_presenting (NqpSession *self);
void
nqp_session_set_presenting (NqpSession *self, gboolean presenting);

/* All of the above as one value that lasts, made once a frame. @assumed: its scores rest on the assumed values, and "before" are
 * the scores as they are. Borrowed until "changed"; a reference keeps it. There is a project. */
NqpSnapshot *
nqp_session_get_snapshot (NqpSession *self, gboolean assumed);
/* A copy of the snapshot's view, good for as long. */
void
nqp_session_get_view (NqpSession *self, NqpView *view);
/* The style of the screen now, enlarged while presenting. */
void
nqp_session_get_style (NqpSession *self, NqpStyle *style);
/* What the desktop asks for; @scale: 1 at 96 dpi; @family: NULL = the style's own font. */
void
nqp_session_set_style (NqpSession *self, NqpStyleKind kind, double scale, const char *family);

/* The theory: the project's concept model, or the one the program comes with. Entries are positions in it. */
NqpFramework *
nqp_session_get_framework (NqpSession *self); /* borrowed; NULL without a project */
int
nqp_session_get_entry (NqpSession *self); /* -1 = none */
void
nqp_session_set_entry (NqpSession *self, int entry);
int
nqp_session_get_entry_hover (NqpSession *self);
void
nqp_session_set_entry_hover (NqpSession *self, int entry);
void
nqp_session_set_lit (NqpSession *self, const char *ids); /* separated by spaces; NULL or "" = nothing in particular */
int
nqp_session_get_depth (NqpSession *self); /* levels of the diagram that are open, 1 to 3 */
void
nqp_session_set_depth (NqpSession *self, int depth);
gboolean
nqp_session_get_live (NqpSession *self);
void
nqp_session_set_live (NqpSession *self, gboolean live);
/* Lessons: the step one is at is kept with the project. */
int
nqp_session_get_lesson_step (NqpSession *self); /* position among the framework's steps, -1 = there are none */
void
nqp_session_set_lesson_step (NqpSession *self, int step);
void
nqp_session_find_lesson (NqpSession *self, int step, int *out_first, int *out_last); /* of the lesson of @step */
void
nqp_session_follow_lesson_step (NqpSession *self); /* looks at what the step asks to look at */
/* What @edit does to the model as it is now: one undoable action. */
gboolean
nqp_session_edit_framework (NqpSession *self, NqpFrameworkEdit edit, gpointer data, const char *label, GError **error);

/* What if the focus region had other values in the year shown? Values are kept for every region and year that was tried
 * while the project is open; those of a scenario, which has a name, are kept in the file and undoable. */
double
nqp_session_get_assumed (NqpSession *self, int leaf); /* in the indicator's unit; NaN = as it is */
gboolean
nqp_session_has_assumed (NqpSession *self);
void
nqp_session_assume (NqpSession *self, int leaf, double value); /* NaN = as it is; follows a finger */
void
nqp_session_keep_assumed (NqpSession *self); /* the finger is up: a scenario is written */
void
nqp_session_clear_assumed (NqpSession *self);
NqpScores *
nqp_session_get_assumed_scores (NqpSession *self); /* under the assumed values */
GPtrArray *
nqp_session_get_scenarios (NqpSession *self); /* (element-type NqpScenario), borrowed */
gint64
nqp_session_get_scenario (NqpSession *self); /* id of the chosen one, 0 = the values have no name */
void
nqp_session_choose_scenario (NqpSession *self, gint64 id); /* also its region and year; 0 = none */
gboolean
nqp_session_save_scenario (NqpSession *self, const char *name, GError **error); /* a new one of the assumed values */
gboolean
nqp_session_rename_scenario (NqpSession *self, gint64 id, const char *name, GError **error);
gboolean
nqp_session_delete_scenario (NqpSession *self, gint64 id, GError **error);

/* Plans (nqp-plan.h) for the focus region and the year shown. */
int
nqp_session_suggest_rank (NqpSession *self);
void
nqp_session_try_plan (NqpSession *self, const NqpPlan *plan); /* what it wants to change is assumed */

/* Robustness: what would become of the ranks under other choices. Computed on a thread from values that do not change; the
 * newest request wins; the result is kept with the project, outside the history. */
void
nqp_session_get_robustness_spec (NqpSession *self, NqpUncertaintySpec *spec); /* what a run would ask: measure and year shown */
void
nqp_session_set_robustness_spec (NqpSession *self, const NqpUncertaintySpec *spec); /* all but measure and year */
void
nqp_session_run_robustness (NqpSession *self);
void
nqp_session_cancel_robustness (NqpSession *self);
/* FALSE if none runs; @step: what is being done now, translated */
gboolean
nqp_session_get_robustness_run (NqpSession *self, double *fraction, const char **step);
const NqpUncertainty *
nqp_session_get_uncertainty (NqpSession *self); /* borrowed; NULL = not computed */
gboolean
nqp_session_get_robustness_stale (NqpSession *self); /* made of other weights, another method or other data */
char *
nqp_session_describe_robustness (NqpSession *self); /* why it is not of what is shown; NULL if it is */

/* Edits. A drag is one action: begin, any number of drag_weight, end (writes one transaction; nothing if unchanged). */
void
nqp_session_begin_drag (NqpSession *self, int node);
void
nqp_session_drag_weight (NqpSession *self, int node, double weight);
void
nqp_session_end_drag (NqpSession *self);
void
nqp_session_cancel_drag (NqpSession *self); /* as if it had not begun */
void
nqp_session_set_weight (NqpSession *self, int node, double weight); /* one action */
double
nqp_session_get_weight_limit (NqpSession *self, int node, gboolean *out_movable); /* what locks leave free */
void
nqp_session_set_locked (NqpSession *self, int node, gboolean locked);
void
nqp_session_set_on (NqpSession *self, int node, gboolean on);
void
nqp_session_set_method (NqpSession *self,
                          const NqpMethod *method); /* also the scheme; errors become messages */
gboolean
nqp_session_try_method (NqpSession *self, const NqpMethod *method, GError **error);
void
nqp_session_take_plain_method (NqpSession *self); /* the one that is shown, in place of the file's: one action */
void
nqp_session_reset_weights (
    NqpSession *self); /* back to the scheme the weights came from; unlocks, switches on */
/* Pairwise judgements, what AHP makes weights from; each change one action. The scores follow if the scheme makes use of them. */
gboolean
nqp_session_uses_judgements (NqpSession *self);
gboolean
nqp_session_set_judgement (NqpSession *self, int a, int b, double value, GError **error); /* of two siblings */
gboolean
nqp_session_clear_judgements (NqpSession *self, int parent, GError **error); /* all of its parts count the same */
gboolean
nqp_session_set_judgements (NqpSession *self, NqpJudgements *judgements, GError **error);
/* Weights with a name; each change one action. */
GPtrArray *
nqp_session_get_schemes (NqpSession *self); /* (element-type NqpSavedScheme), borrowed; NULL without a project */
gint64
nqp_session_save_scheme (NqpSession *self, const char *name, GError **error); /* those in force */
gboolean
nqp_session_adopt_scheme (NqpSession *self, const char *name, NqpTree *tree, GError **error);
gboolean
nqp_session_rename_scheme (NqpSession *self, gint64 id, const char *name, GError **error);
gboolean
nqp_session_duplicate_scheme (NqpSession *self, gint64 id, GError **error);
gboolean
nqp_session_delete_scheme (NqpSession *self, gint64 id, GError **error);
void
nqp_session_use_scheme (NqpSession *self, gint64 id);
NqpScores *
nqp_session_get_scheme_scores (NqpSession *self, gint64 id, GError **error);
gboolean
nqp_session_set_value (NqpSession *self, int series, int year, int region, double value, GError **error);
gboolean
nqp_session_set_values (NqpSession *self, NqpPanel *seen, const NqpCellValue *cells, gsize n, NqpValuesDone done,
                        GError **error);
char *
nqp_session_describe_original (NqpSession *self, int series, int year, int region); /* of an edited cell; NULL = not known */
gboolean
nqp_session_accept_flag (NqpSession *self, int series, int year, int region, gboolean accepted,
                           GError **error);
/* Of nqp-checks.h: the figures are right as they stand. @note: (nullable): why */
gboolean
nqp_session_accept_finding (NqpSession *self, const char *key, double found, const char *note, GError **error);
gboolean
nqp_session_reopen_finding (NqpSession *self, const char *key, GError **error);
void
nqp_session_get_extremes (NqpSession *self, int indicator, double *out_lowest, double *out_highest);
gboolean
nqp_session_set_goalposts (NqpSession *self, int indicator, double lower, double upper, GError **error);
gboolean
nqp_session_set_name (NqpSession *self, NqpNameKind kind, const char *id, const NqpText *name,
                        GError **error);
const char *
nqp_session_get_undo_label (NqpSession *self);
const char *
nqp_session_get_redo_label (NqpSession *self);
void
nqp_session_undo (NqpSession *self);
void
nqp_session_redo (NqpSession *self);
/* The history of the file, to read and to go to any place of; the edits that are undone then can be redone. */
GPtrArray *
nqp_session_read_history (NqpSession *self, GError **error); /* (element-type NqpAction), oldest first */
void
nqp_session_go_to_action (NqpSession *self, gint64 number); /* 0 = before the first */
void
nqp_session_compact (NqpSession *self, gboolean drop_history); /* says what came of it */
int
nqp_session_get_rank_shift (
    NqpSession *self); /* places the focus region has moved in the drag, or in the last one as long as nothing else came after; + = up */

void
nqp_session_message (NqpSession *self, const char *text, const char *action_label,
                       const char *action_name);

/* Kept with the project, not undoable */
char *
nqp_session_get_state (NqpSession *self, const char *key);
void
nqp_session_set_state (NqpSession *self, const char *key, const char *value);

G_END_DECLS
