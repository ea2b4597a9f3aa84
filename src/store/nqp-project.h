/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-boundaries.h"
#include "nqp-framework.h"
#include "nqp-panel.h"

G_BEGIN_DECLS

#define NQP_STORE_ERROR (nqp_store_error_quark ())
GQuark nqp_store_error_quark (void);

typedef enum
{
  NQP_STORE_ERROR_FAILED,      /* the file system or SQLite said no: full disk, no permission, ... */
  NQP_STORE_ERROR_NOT_FOUND,
  NQP_STORE_ERROR_FOREIGN,     /* not an NQP project: other application_id, no database, schema not ours */
  NQP_STORE_ERROR_CORRUPT,     /* truncated or damaged */
  NQP_STORE_ERROR_NEWER,       /* written by a newer version in a way this one cannot read */
  NQP_STORE_ERROR_EXISTS,
  NQP_STORE_ERROR_READ_ONLY,
  NQP_STORE_ERROR_BUSY,
  NQP_STORE_ERROR_CONFLICT,    /* undo or redo meets values another program changed meanwhile */
} NqpStoreError;

typedef enum
{
  NQP_OPEN_READ_WRITE,
  NQP_OPEN_READ_ONLY,
} NqpOpenMode;

/**
 * NqpProject:
 *
 * An open .nqp file (SQLite): the only code that holds a connection or a line of SQL. Used from one thread.
 * Each edit is one transaction, recorded with SQLite's session extension so that it can be undone and redone without
 * limit, also after the file was closed and opened again.
 */
typedef struct _NqpProject NqpProject;

NqpProject *nqp_project_open (const char *path, NqpOpenMode mode, GError **error);
/* Writes a whole new file beside @path and renames it when complete; an existing file is refused unless @replace. */
gboolean nqp_project_create (const char *path, const NqpPanel *panel, const NqpBoundaries *boundaries,
                             const NqpFramework *framework, const char *method, gboolean replace, GError **error);
typedef enum
{
  NQP_COPY_PLAIN = 0,             /* all there is, to a new name */
  NQP_COPY_REPLACE = 1 << 0,      /* an existing project may be exchanged; other files never are */
  NQP_COPY_DROP_HISTORY = 1 << 1, /* what was done can be neither read nor undone in the copy */
} NqpCopyFlags;
gboolean nqp_project_save_copy (NqpProject *self, const char *path, NqpCopyFlags flags, GError **error);
/* Gives back the room that is no longer used; sizes in bytes. */
gboolean nqp_project_compact (NqpProject *self, gboolean drop_history, gint64 *out_before, gint64 *out_after, GError **error);
void nqp_project_close (NqpProject *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpProject, nqp_project_close)

const char *nqp_project_path (const NqpProject *self);
gboolean nqp_project_is_read_only (const NqpProject *self);
gboolean nqp_project_is_newer (const NqpProject *self);      /* opened read-only since a newer version wrote it */
/* Why it is open for reading only. */
typedef enum
{
  NQP_WRITABLE,        /* it is not */
  NQP_READ_ONLY_ASKED, /* NQP_OPEN_READ_ONLY */
  NQP_READ_ONLY_NEWER, /* a newer version wrote it; a copy is no different */
  NQP_READ_ONLY_FILE,  /* no permission to write the file */
  NQP_READ_ONLY_FOLDER, /* no permission to write in its folder, where the journal of a change has to lie */
  NQP_READ_ONLY_MEDIUM, /* a file system that is only read */
  NQP_READ_ONLY_LOCKS, /* files cannot be locked there, so that two could write at once */
} NqpReadOnly;
NqpReadOnly nqp_project_why_read_only (const NqpProject *self);
const char *nqp_read_only_words (NqpReadOnly why);           /* one sentence, translated; NULL: writable, or asked for */
int nqp_project_schema_version (const NqpProject *self);
#define NQP_MAX_WORDS_FOUND 100
/* @where: "table/row/column" */
typedef void (*NqpWordsFound) (const char *where, const char *what, gpointer data);
int nqp_project_check_words (NqpProject *self, NqpWordsFound found, gpointer data, GError **error);
gboolean nqp_project_check (NqpProject *self, GPtrArray *problems, GError **error); /* integrity_check, foreign keys; adds texts */

/* Snapshots */
NqpPanel *nqp_project_read_panel (NqpProject *self, GError **error);          /* with the tree as stored */
NqpPanel *nqp_project_read_panel_after (NqpProject *self, const NqpPanel *before, GError **error); /* what is known not to have changed is @before's */
NqpTree *nqp_project_read_weights (NqpProject *self, const NqpTree *tree, GError **error); /* @tree with the weights, locks, switches and judgements as stored */
NqpBoundaries *nqp_project_read_boundaries (NqpProject *self, GError **error); /* no shapes if the project has none */
NqpFramework *nqp_project_read_framework (NqpProject *self, GError **error);  /* empty if the project has none of its own */
char *nqp_project_read_method (NqpProject *self, GError **error);             /* the line NqpMethod parses */
char *nqp_project_read_app (NqpProject *self, GError **error);                /* "nqp-explorer 0.1.0": what made the file */

/* Edits: one undoable action each; @label is what the Undo button says (translated, stored with the action). */
gboolean nqp_project_set_weights (NqpProject *self, const NqpTree *tree, const char *method, const char *label,
                                  GError **error);                            /* weights, locks, switches, judgements and method */
gboolean nqp_project_set_value (NqpProject *self, const char *series, const char *place, int year, double value,
                                const char *label, GError **error);           /* NaN = missing */
/* A value to be written; series and place by their codes. */
typedef struct
{
  const char *series, *place;
  int year;
  double value;               /* NaN = missing */
} NqpNewValue;
/* What an edited cell held when it came into the project; FALSE: it was not edited */
gboolean nqp_project_read_original (NqpProject *self, const char *series, const char *place, int year, double *out_value);
gboolean nqp_project_set_values (NqpProject *self, const NqpNewValue *values, gsize n, const char *label, GError **error);
gboolean nqp_project_accept_flag (NqpProject *self, const char *series, const char *place, int year, gboolean accepted,
                                  const char *label, GError **error);
/* @finding: its key; @value: NaN = of no one figure */
gboolean nqp_project_accept_finding (NqpProject *self, const char *finding, double value, const char *note, const char *label,
                                     GError **error);
gboolean nqp_project_reopen_finding (NqpProject *self, const char *finding, const char *label, GError **error);
typedef enum { NQP_NAME_PROJECT, NQP_NAME_PLACE, NQP_NAME_INDICATOR, NQP_NAME_SERIES, NQP_NAME_NODE } NqpNameKind;
gboolean nqp_project_set_name (NqpProject *self, NqpNameKind kind, const char *id, const NqpText *name, const char *label,
                               GError **error);

gboolean nqp_project_set_goalposts (NqpProject *self, const char *indicator, double lower, double upper, const char *label,
                                    GError **error);                          /* NaN = the lowest, highest value there is */

gboolean nqp_project_set_framework (NqpProject *self, const NqpFramework *framework, const char *label,
                                    GError **error);                          /* the whole model with its lessons */

/* What a user has given a name begins with this; @things: (nullable): NqpScenario or NqpSavedScheme. */
typedef struct
{
  gint64 id;                  /* 0 = not saved */
  char *name;
} NqpNamed;
gpointer nqp_named_find (const GPtrArray *things, gint64 id); /* borrowed; NULL = gone */

/**
 * NqpScenario:
 *
 * What if a place had other values in a year. Positions are those of the panel.
 */
typedef struct
{
  union { NqpNamed named; struct { gint64 id; char *name; }; };
  char *note;                 /* or NULL */
  int place, year;            /* positions; the place has data */
  int n_values;               /* the panel's indicators */
  double *values;             /* in the indicator's unit, NaN = as it is */
} NqpScenario;

NqpScenario *nqp_scenario_new (const char *name, int place, int year, int n_values); /* all values NaN */
NqpScenario *nqp_scenario_copy (const NqpScenario *self);
void nqp_scenario_free (NqpScenario *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpScenario, nqp_scenario_free)

GPtrArray *nqp_project_read_scenarios (NqpProject *self, GError **error);     /* (element-type NqpScenario), by id */
gboolean nqp_project_save_scenario (NqpProject *self, NqpScenario *scenario, const char *label,
                                    GError **error);                          /* adds it (id 0) and sets its id, or updates it */
gboolean nqp_project_delete_scenario (NqpProject *self, gint64 id, const char *label, GError **error);

/**
 * NqpSavedScheme:
 *
 * Weights with a name: those of a tree, and the line of the method they were made with.
 */
typedef struct
{
  union { NqpNamed named; struct { gint64 id; char *name; }; };
  char *method;
  NqpTree *tree;              /* the project's tree with the scheme's weights, locks and switches */
} NqpSavedScheme;

NqpSavedScheme *nqp_saved_scheme_new (const char *name, const char *method, NqpTree *tree);
void nqp_saved_scheme_free (NqpSavedScheme *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpSavedScheme, nqp_saved_scheme_free)

GPtrArray *nqp_project_read_schemes (NqpProject *self, const NqpTree *tree, GError **error); /* (element-type NqpSavedScheme), by id */
gboolean nqp_project_save_scheme (NqpProject *self, NqpSavedScheme *scheme, const char *label,
                                  GError **error);                            /* adds it (id 0) and sets its id, or updates it */
gboolean nqp_project_adopt_scheme (NqpProject *self, NqpSavedScheme *scheme, const NqpTree *tree, const char *method,
                                   const char *label, GError **error);        /* saves it and sets weights, as one action */
gboolean nqp_project_delete_scheme (NqpProject *self, gint64 id, const char *label, GError **error);

/* What took long to make, kept until it is made again: not undoable. */
gboolean nqp_project_keep_result (NqpProject *self, const char *name, const char *asked, const char *made_of, GBytes *body,
                                  GError **error);
GBytes *nqp_project_read_result (NqpProject *self, const char *name, char **out_asked, char **out_made_of,
                                 GError **error);                             /* NULL without @error: there is none */

/* Undo takes back the last action of this connection that is in force; where it has made none yet, the last one of all, and
 * where all its own are taken back, the last one from before it was opened. Redo likewise. */
const char *nqp_project_undo_label (NqpProject *self); /* NULL: nothing to undo */
const char *nqp_project_redo_label (NqpProject *self);
gint64 nqp_project_undo_action (NqpProject *self); /* a number, 0: nothing to undo */
gboolean nqp_project_undo (NqpProject *self, GError **error);
gboolean nqp_project_redo (NqpProject *self, GError **error);
gboolean nqp_project_has_history (NqpProject *self); /* was anything ever changed? */
gint64 nqp_project_last_action (NqpProject *self); /* number of the newest one; 0 = none */
gint64 nqp_project_stepped_action (const NqpProject *self); /* number of the one that the last undo or redo moved */

/**
 * NqpAction:
 *
 * An entry of the history, as the user reads it.
 */
typedef enum
{
  NQP_MADE_HERE,    /* by this connection */
  NQP_MADE_BEFORE,  /* before this connection was opened, by whomever */
  NQP_MADE_BESIDE,  /* by another one, since this was opened */
} NqpMadeBy;
typedef struct
{
  gint64 number;     /* later ones have a higher one */
  char *label;       /* what Undo says of it */
  gint64 time;       /* seconds since 1970-01-01 UTC */
  gboolean in_force; /* FALSE: undone */
  NqpMadeBy made_by;
} NqpAction;
void nqp_action_free (NqpAction *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpAction, nqp_action_free)

GPtrArray *nqp_project_read_history (NqpProject *self, GError **error); /* (element-type NqpAction), oldest first */
gboolean nqp_project_go_to_action (NqpProject *self, gint64 number, GArray *out_moved, GError **error);

/* What has to be read again. */
typedef enum
{
  NQP_PROJECT_DATA = 1 << 0,      /* the panel */
  NQP_PROJECT_WEIGHTS = 1 << 1,   /* the tree's weights, locks and switches, and the method */
  NQP_PROJECT_FRAMEWORK = 1 << 2, /* the concept model and its lessons */
  NQP_PROJECT_SCENARIOS = 1 << 3,
  NQP_PROJECT_SCHEMES = 1 << 4,
  NQP_PROJECT_OUTLINES = 1 << 5,
  NQP_PROJECT_ALL = (1 << 6) - 1,
} NqpProjectParts;
NqpProjectParts nqp_project_stepped_parts (const NqpProject *self); /* changed by the last undo or redo */
gboolean nqp_project_stepped_below (const NqpProject *self); /* the last undo left later edits of others in force */
NqpProjectParts nqp_project_changed_elsewhere (NqpProject *self); /* other connections changed these since the last call */

/* Quick, reads a few bytes and waits for nobody: whether asking nqp_project_changed_elsewhere() is worth it. */
typedef enum
{
  NQP_SEEN_NOTHING,
  NQP_SEEN_CHANGE,
  NQP_SEEN_WRITER, /* another connection is just writing: look again */
} NqpSeen;
NqpSeen nqp_project_look (NqpProject *self);

/* All that is read until nqp_project_end_read() is of one state of the file; also within another of these. */
gboolean nqp_project_begin_read (NqpProject *self, gboolean *out_own, GError **error);
void nqp_project_end_read (NqpProject *self, gboolean own);                   /* @own: as begin_read set it */

/* One transaction around reading, computing and editing: while it is held no other connection can write. What is edited
 * meanwhile is on disk when nqp_project_release() returns TRUE, and gone if @keep is FALSE, as it has to be after a failure. */
gboolean nqp_project_hold (NqpProject *self, GError **error);
gboolean nqp_project_release (NqpProject *self, gboolean keep, GError **error);

/* What the window remembers (page, year, measure, focus, ...): not undoable; no-op on a read-only project. */
char *nqp_project_get_state (NqpProject *self, const char *key);
void nqp_project_set_state (NqpProject *self, const char *key, const char *value);

G_END_DECLS
