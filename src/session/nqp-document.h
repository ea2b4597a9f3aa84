/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-computation.h"

G_BEGIN_DECLS

#define NQP_DOCUMENT_ERROR (nqp_document_error_quark ())
GQuark nqp_document_error_quark (void);

typedef enum
{
  NQP_DOCUMENT_ERROR_GONE,    /* what the edit names is no longer there: another window took it away */
  NQP_DOCUMENT_ERROR_CHANGED, /* another window changed the same since it was seen here */
  NQP_DOCUMENT_ERROR_LONG,    /* the scores take long: see nqp_document_begin_asking() */
} NqpDocumentError;

/**
 * NqpDocument:
 *
 * A project that is open for editing, what it holds, and the scores that follow. An edit names things by their codes and says
 * what is to become of them, not what the whole looks like afterwards. Each runs in one transaction: if others have changed the
 * project, that is taken in; the edit is applied to what is there now; the scores are computed; only then is it written. What
 * cannot be computed or written is refused with the reason, and project and contents are as they were, but for what was
 * taken in. Each edit is one action of the history, with a label in the document's language.
 *
 * A file whose method does not compute is shown with a plain one (now.trouble); what is edited meanwhile leaves the method in
 * the file as it is, until one is chosen.
 *
 * Used from one thread; needs no main loop.
 */
typedef struct
{
  NqpProject *project;
  NqpContents now;       /* for reading */
  NqpPipeline *pipeline; /* has computed now.scores */
  NqpLang lang;          /* of labels in the history */
  NqpProjectParts pending; /* written by others and not taken in: until it can be, nothing is written over it */
  NqpProjectParts changed; /* by edits and by what was taken in, since nqp_document_take_changes() */
  gboolean taken_in;       /* others have changed the project since then */
  gboolean asking;
  double patience;          /* s that scores may take where somebody asks first */
  NqpComputation *asked;    /* what the last edit has to wait for */
  NqpComputation *computed; /* what was asked for, there now */
} NqpDocument;

NqpDocument *
nqp_document_open (const char *path, NqpLang lang, GError **error);
void
nqp_document_free (NqpDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpDocument, nqp_document_free)

/* Takes in what others have changed. FALSE with @error: it cannot be shown, and the contents are as they were. */
gboolean
nqp_document_refresh (NqpDocument *self, GError **error);
/* What has to be shown anew; @out_taken_in: (optional): whether others had a part in it */
NqpProjectParts
nqp_document_take_changes (NqpDocument *self, gboolean *out_taken_in);

/* Scores that take long may be computed beside the window. Between these two an edit of weights or method, and a step of such a one,
 * whose scores take longer than the document's patience is not made: it fails with NQP_DOCUMENT_ERROR_LONG, and leaves what is
 * to be computed. The same edit with the result is made, if that still fits what is there then; else it fails in the same way
 * again. */
void
nqp_document_begin_asking (NqpDocument *self, NqpComputation *computed); /* takes @computed: (nullable): what was left before */
/* Returns: (transfer full) (nullable): what the edit that failed left to be computed */
NqpComputation *
nqp_document_end_asking (NqpDocument *self);

gboolean
nqp_document_undo (NqpDocument *self, GError **error);
gboolean
nqp_document_redo (NqpDocument *self, GError **error);
gboolean
nqp_document_go_to_action (NqpDocument *self, gint64 number, GError **error); /* many steps of these, or none */

/* ---- weights and method (nqp-document-weights.c); @node, @a, @b, @parent: ids of nodes ----------------------------- */

gboolean
nqp_document_set_weight (NqpDocument *self, const char *node, double weight, GError **error); /* share of the parent, 0 to 1 */
gboolean
nqp_document_set_locked (NqpDocument *self, const char *node, gboolean locked, GError **error);
gboolean
nqp_document_set_on (NqpDocument *self, const char *node, gboolean on, GError **error);
gboolean
nqp_document_set_method (NqpDocument *self, const NqpMethod *before, const NqpMethod *after, GError **error);
gboolean
nqp_document_take_plain_method (NqpDocument *self, GError **error); /* the one that is shown since the file's does not compute */
gboolean
nqp_document_reset_weights (NqpDocument *self, GError **error);
gboolean
nqp_document_set_judgement (NqpDocument *self, const char *a, const char *b, double value, GError **error);
gboolean
nqp_document_clear_judgements (NqpDocument *self, const char *parent, GError **error);
gboolean
nqp_document_set_judgements (NqpDocument *self, NqpJudgements *judgements, GError **error); /* all of them */

/* ---- values of cells (nqp-document-values.c); codes, and the year itself --------------------------------------------- */

gboolean
nqp_document_set_value (NqpDocument *self, const char *series, const char *place, int year, double value, GError **error);
/* What was done to a block of cells, for the history. */
typedef enum
{
  NQP_VALUES_PASTED,
  NQP_VALUES_FILLED,
  NQP_VALUES_REPLACED,
  NQP_VALUES_REMOVED,
} NqpValuesDone;
typedef struct
{
  int series, year, region; /* positions in a panel: they stand for the codes */
  double value;             /* in the series' unit, NaN = missing */
} NqpCellValue;
/* @seen: the panel of the positions; each cell at most once */
gboolean
nqp_document_set_values (NqpDocument *self, const NqpPanel *seen, const NqpCellValue *cells, gsize n, NqpValuesDone done,
                         GError **error);

/* ---- figures and names (nqp-document-data.c); codes, and the year itself ------------------------------------------- */

gboolean
nqp_document_accept_flag (NqpDocument *self, const char *series, const char *place, int year, gboolean accepted, GError **error);
/* What nqp-checks.h finds: @finding is its key, @value the figure it is about */
gboolean
nqp_document_accept_finding (NqpDocument *self, const char *finding, double value, const char *note, GError **error);
gboolean
nqp_document_reopen_finding (NqpDocument *self, const char *finding, GError **error);
gboolean
nqp_document_set_goalposts (NqpDocument *self, const char *indicator, double lower, double upper, GError **error);
gboolean
nqp_document_set_name (NqpDocument *self, NqpNameKind kind, const char *id, const NqpText *name, GError **error);

/* ---- things with a name (nqp-document-named.c); a name that is taken gets a number ---------------------------------- */

gint64
nqp_document_save_scheme (NqpDocument *self, const char *name, const NqpMethod *method, NqpTree *tree, GError **error);
gboolean
nqp_document_adopt_scheme (NqpDocument *self, const char *name, NqpTree *tree, GError **error);
gboolean
nqp_document_rename_scheme (NqpDocument *self, gint64 id, const char *name, GError **error);
gboolean
nqp_document_duplicate_scheme (NqpDocument *self, gint64 id, GError **error);
gboolean
nqp_document_delete_scheme (NqpDocument *self, gint64 id, GError **error);
gboolean
nqp_document_use_scheme (NqpDocument *self, gint64 id, GError **error);
gint64
nqp_document_save_scenario (NqpDocument *self, const NqpScenario *scenario, GError **error);
gboolean
nqp_document_change_scenario (NqpDocument *self, const NqpScenario *scenario, GError **error);
gboolean
nqp_document_rename_scenario (NqpDocument *self, gint64 id, const char *name, GError **error);
gboolean
nqp_document_delete_scenario (NqpDocument *self, gint64 id, GError **error);

/* ---- the concept model (nqp-document-framework.c) -------------------------------------------------------------------- */

/**
 * NqpFrameworkEdit:
 * @copy: of the model as it is now, to be changed; it is sealed afterwards
 * @seen: the model as it was shown when the edit was made
 *
 * Returns: %FALSE with @error set if the edit cannot be applied
 */
typedef gboolean (*NqpFrameworkEdit) (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error);
gboolean
nqp_document_edit_framework (NqpDocument *self, NqpFrameworkEdit edit, gpointer data, const char *label, GError **error);

G_END_DECLS
