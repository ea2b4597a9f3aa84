/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-append-plan.h"
#include "nqp-document.h"
#include "nqp-long-run.h"
#include "nqp-uncertainty-bytes.h"
#include "nqp-session.h"

typedef struct _NqpAssumedStep NqpAssumedStep;
typedef struct _NqpFileWatch NqpFileWatch;

/* What an edit of weights or method changes; the fields that its function reads. */
typedef struct _NqpEditWhat NqpEditWhat;
typedef gboolean (*NqpEditFunc) (NqpDocument *document, const NqpEditWhat *what, GError **error);
struct _NqpEditWhat
{
  const char *a, *b; /* ids of nodes, or a name */
  double value;
  gboolean flag;
  gint64 id;
  NqpTree *tree;
  NqpJudgements *judgements;
  NqpAppendPlan *append;
  gboolean is_method;
  NqpMethod seen, method;
  void (*after) (NqpSession *self, const NqpEditWhat *what); /* it was made; or NULL */
};

struct _NqpSession
{
  GObject parent_instance;

  NqpDocument *document; /* what the file holds; NULL = none is open */
  NqpProject *project;   /* the document's */
  NqpMapLayout *layout;
  NqpPanel *panel; /* this and what follows are the document's, but while a weight is dragged */
  NqpTree *tree;
  NqpMethod method;
  NqpScores *scores;
  char *file_title; /* of a project without a title: the name of its file */
  gboolean remembers; /* what the file remembers has been read, so that it may be written */
  gboolean stale; /* scores do not follow tree, method and panel yet */

  int measure, year, focus, hover;
  int compared[NQP_MAX_COMPARED];
  int n_compared;
  int from_year; /* 2016; 0 = the year before */
  NqpClasses classes;
  char *leaf_id; /* survives a new tree; NULL = none in particular */
  NqpLang lang;
  NqpStyleKind style_kind; /* the desktop's */
  double style_scale;
  char style_family[64];
  gboolean presenting;

  NqpFramework *framework;
  int entry, entry_hover, depth;
  gboolean live;
  int lesson_step; /* among the framework's; -1 = there are none */
  char *lit_ids;
  guint8 *lit; /* [entry], NULL = nothing in particular */

  GPtrArray *schemes;      /* (element-type NqpSavedScheme), the document's */
  GPtrArray *scenarios;    /* (element-type NqpScenario), copies: their values follow a finger */
  gint64 scenario;         /* the chosen one's id, 0 = none */
  GHashTable *assumed;     /* year * n_regions + region -> double * [indicator], of values without a name */
  NqpScores *assumed_base; /* what assumed_scores were made of */
  NqpScores *assumed_scores;

  GPtrArray *steps;       /* (element-type NqpAssumedStep): what was done to values without a name, oldest first */
  guint n_steps;          /* of these in force, the others can be redone */
  NqpAssumedStep *step;   /* under way: the values before it; NULL = none */

  gboolean dragging; /* between begin and end */
  int drag_node;
  double drag_weight;     /* under the finger; NaN = has not moved yet */
  NqpScores *drag_scores; /* what was in force when the finger came down */
  NqpScores *outcome_before, *outcome_after; /* of the last drag; NULL = none yet, or it changed nothing */

  NqpRobustness robustness;
  NqpScores *robustness_seen;       /* the scores that robustness_stale is about */
  gboolean robustness_stale;
  NqpUncertaintySpec robustness_spec; /* what is asked next; draws = 0: not read yet */
  NqpLongRun *robustness_run;       /* NULL: none was asked for */

  GQueue edits;         /* of what waits for its scores, or for what does; the oldest first */
  NqpLongRun *edit_run; /* NULL: none took long yet */

  NqpSnapshot *snapshot, *assumed_snapshot; /* of now; NULL: to be made */
  GPtrArray *seen; /* (element-type NqpSnapshot): those before, kept until the next frame for who looks at them still */

  NqpFileWatch *file_watch; /* NULL = no project */
  guint pending, flush_id, state_id, play_id;
};

void
nqp_session_touch (NqpSession *self, guint flags);
void
nqp_session_invalidate (NqpSession *self);
void
nqp_session_ensure_scores (NqpSession *self);
/* What is looked at has changed. */
void
nqp_session_forget_snapshots (NqpSession *self);
/* Shows what the document holds, after an edit or when others wrote; says so if others had a part in it. */
void
nqp_session_adopt (NqpSession *self);
/* The same after an edit that returned @done. Returns: @done */
gboolean
nqp_session_after (NqpSession *self, gboolean done);
/* The same, and a message says why an edit failed. @error: where it put its own, known once it has returned. */
gboolean
nqp_session_say (NqpSession *self, gboolean done, GError **error);

int
nqp_session_best_region (NqpSession *self); /* -1 = none */

/* nqp-session-beside.c */
gboolean
nqp_session_edit (NqpSession *self, NqpEditFunc func, const NqpEditWhat *what, GError **error);
gboolean
nqp_session_withdraw_edit (NqpSession *self);
void
nqp_session_finish_edits (NqpSession *self);

/* nqp-session-moved.c */
void
nqp_session_move (NqpSession *self, const NqpPanel *from, const NqpTree *from_tree);
void
nqp_session_make_map (NqpSession *self); /* of the outlines there are now */
guint
nqp_session_changes_of (NqpProjectParts parts); /* NQP_CHANGE_ flags */
/* What the document holds, in place of what a drag showed. */
void
nqp_session_show_document (NqpSession *self);
/* The document has other contents: a drag under way goes on from them, or ends if what it moves is gone or locked. */
void
nqp_session_rebase_drag (NqpSession *self);

/* nqp-session-theory.c */
void
nqp_session_adopt_framework (NqpSession *self);
void
nqp_session_load_theory (NqpSession *self); /* what the file remembers */
void
nqp_session_save_theory (NqpSession *self);
void
nqp_session_forget_theory (NqpSession *self);
void
nqp_session_save_state_soon (NqpSession *self);

/* nqp-session-lessons.c */
void
nqp_session_load_lesson_step (NqpSession *self); /* what the file remembers */
void
nqp_session_clamp_lesson_step (NqpSession *self);

/* nqp-session-what-if.c */
void
nqp_session_adopt_scenarios (NqpSession *self);
void
nqp_session_keep_values (NqpSession *self, int place, int year, const double *values); /* [indicator]; assumed without a name */
void
nqp_session_forget_what_if (NqpSession *self);
/* Assumed values without a name: [indicator], NULL = none; taken over as they are. */
double *
nqp_session_get_nameless (NqpSession *self, int place, int year);
void
nqp_session_set_nameless (NqpSession *self, int place, int year, const double *values);
gboolean
nqp_session_can_edit (NqpSession *self); /* says why not */

/* nqp-session-steps.c: undo of what the file does not hold, in its order with what it does */
void
nqp_session_begin_step (NqpSession *self); /* nothing if one is under way */
void
nqp_session_end_step (NqpSession *self);
const char *
nqp_session_get_step_label (NqpSession *self, gboolean undo); /* NULL: the file's turn, or nobody's */
void
nqp_session_take_step (NqpSession *self, gboolean undo);
void
nqp_session_forget_steps (NqpSession *self);

/* nqp-session-outcome.c */
void
nqp_session_note_outcome (NqpSession *self, NqpScores *before); /* takes @before; NULL = nothing came of it */

/* nqp-session-watch.c: what others write is taken in by itself */
void
nqp_session_begin_watch (NqpSession *self);
void
nqp_session_end_watch (NqpSession *self);

/* nqp-session-robustness.c */
void
nqp_session_load_robustness (NqpSession *self); /* what the file keeps */
void
nqp_session_forget_robustness (NqpSession *self);
void
nqp_session_check_robustness (NqpSession *self); /* after the scores or what is kept changed */
