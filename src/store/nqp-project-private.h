/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-own-files.h"
#include "nqp-project.h"
#include "nqp-schema.h"

G_BEGIN_DECLS

/* A row of the value table. */
typedef struct
{
  gint64 series, year, place; /* ids, and the year itself */
} NqpCellKey;

/* In the order of the table's key. */
static inline int
nqp_cell_key_compare (const NqpCellKey *a, const NqpCellKey *b)
{
  if (a->series != b->series)
    return a->series < b->series ? -1 : 1;
  if (a->year != b->year)
    return a->year < b->year ? -1 : 1;
  return (a->place > b->place) - (a->place < b->place);
}

#define NQP_MOST_CELLS_NOTED 300000 /* at once; twice as many are kept */

struct _NqpProject
{
  sqlite3 *db;
  char *path; /* as given to nqp_project_open() */
  int schema_version;
  gboolean read_only;
  gboolean newer;
  NqpReadOnly why; /* it is read-only */
  NqpOwnFiles *own_files;
  gboolean held;       /* between nqp_project_hold() and nqp_project_release() */
  gint64 writer;       /* says in the history that a row is of this connection */
  gboolean has_edited; /* this connection made an action of its own */
  gboolean odd_codes; /* the panel read last has codes that are shown as others */
  gint64 data_version; /* SQLite's: changes when another connection commits */
  gint64 last_step;    /* the newest of the history that this connection has seen */
  gint64 opened_step, opened_action; /* the newest when it was opened */
  NqpProjectParts changed_elsewhere; /* by others, and not told yet */
  GArray *cells; /* (element-type NqpCellKey): see nqp-project-cells.c */
  gint64 cells_dropped; /* of this epoch, before the first of them */
  gint64 epoch;
  NqpProjectParts stepped; /* what the last undo or redo changed */
  gint64 stepped_action;   /* number of the action */
  gboolean stepped_below;  /* the last undo took back what is older than edits of others */
  char *undo_label; /* what the getters returned last */
  char *redo_label;
};

/* More cells than this are refused on writing and on reading: it keeps a damaged file from asking for all memory. */
#define NQP_STORE_MAX_CELLS 200000000.0

/* With another list of migrations than the one compiled in: for tests. */
NqpProject *
nqp_project_open_with (const char *path, NqpOpenMode mode, const GPtrArray *migrations, GError **error);

/* Opens for building: no journal, nothing brought to disk until the end. */
sqlite3 *
nqp_project_open_new (const char *temp_path, const char *shown_path, GError **error);

/* Checks of a file that may come from anywhere; before any table of it is read. */
gboolean
nqp_project_verify_kind (const char *path, GError **error); /* what it is in the file system */
gboolean
nqp_project_harden (sqlite3 *db, const char *path, GError **error); /* trust nothing the file says */
gboolean
nqp_project_verify_header (sqlite3 *db, const char *path,
                           GError **error); /* is it a database, is it ours, is it whole */
gboolean
nqp_project_verify_content (sqlite3 *db, const char *path,
                            GError **error); /* structure; in short for large files */

/* The connection takes its place in the history. */
void
nqp_project_begin_history (NqpProject *self);
/* nqp-project-cells.c: cells that were written since a panel was read */
void
nqp_project_begin_cells (NqpProject *self); /* a new epoch: what was read before tells nothing */
gint64
nqp_project_count_cells (const NqpProject *self); /* that were noted in this epoch */
void
nqp_project_note_cells (NqpProject *self, const void *changes, int size);
gboolean
nqp_project_can_follow (const NqpProject *self, const NqpPanel *before, const NqpPanel *panel);
gboolean
nqp_project_follow_cells (NqpProject *self, const NqpPanel *before, NqpPanel *panel, const gint64 *series_ids,
                          const gint64 *place_ids, GError **error);

/* Looks whether others changed the project since; in a transaction or out of one. */
void
nqp_project_look_elsewhere (NqpProject *self);
/* Within a hold it is the holder who begins and ends the transaction. */
gboolean
nqp_project_begin_write (NqpProject *self, GError **error);
gboolean
nqp_project_end_write (NqpProject *self, int rc, GError **error);
int
nqp_project_move_action (NqpProject *self, gint64 id, gboolean undo, GError **error); /* Returns: a result code */
/* nqp-project-boundaries.c: an outline of a row of these; FALSE: there is none in it */
#define NQP_PROJECT_SHAPES "SELECT id, code, kind, name_en, name_zh, wkb FROM boundary ORDER BY id"
gboolean
nqp_project_read_shape (NqpShape *shape, sqlite3_stmt *stmt);
const char *
nqp_project_shape_kind (NqpShapeKind kind);
int
nqp_project_insert_shape (sqlite3 *db, gint64 id, const NqpShape *shape); /* Returns: a result code */
/* nqp-project-copy.c */
gboolean
nqp_project_is_same_file (const char *a, const char *b);
/* nqp-project-compact.c */
int
nqp_project_forget_history (sqlite3 *db); /* Returns: a result code */
/* nqp-project-parts.c */
NqpProjectParts
nqp_project_parts_of_changeset (NqpProject *self, const void *changes, int size);
/* Adds a text for each record of the history that cannot be applied. Returns: a result code */
int
nqp_project_check_history (NqpProject *self, GPtrArray *problems);


/* An action: begin, statements, end. One transaction, recorded for undo. After a failed begin no end. */
sqlite3_session *
nqp_project_begin_action (NqpProject *self, GError **error);
/* Commits if @rc is SQLITE_OK, else rolls back and sets @error unless it is set already. Nothing is recorded if nothing changed. */
gboolean
nqp_project_end_action (NqpProject *self, sqlite3_session *session, int rc, const char *label,
                        GError **error);
/* The same with an error that a statement of the edit may have set already; takes @local. */
gboolean
nqp_project_finish_edit (NqpProject *self, sqlite3_session *session, int rc, const char *label, GError *local,
                         GError **error);

/* nqp-project-words.c: a copy whose texts keep to the rule, NULL with @error set if one cannot. */
NqpFramework *
nqp_project_tidy_framework (const NqpFramework *model, GError **error);

/* nqp-project-read.c */
NqpTree *
nqp_project_read_tree (NqpProject *self, const NqpTree *tree, const char *sql, gint64 id, const char *table,
                       GError **error);

/**
 * NqpNamedKind:
 *
 * A kind of thing that is kept under a name (a scenario, weights): a row of one table, and rows of another that say what
 * it holds.
 */
typedef struct
{
  int (*insert) (NqpProject *self, gconstpointer thing); /* these return a result code */
  int (*update) (NqpProject *self, gint64 id, gconstpointer thing);
  int (*write_parts) (NqpProject *self, gint64 id, gconstpointer thing); /* in place of those there are */
  const char *delete_parts, *delete_thing; /* SQL, ?1 = the id */
  const char *gone; /* N_(): what to say if there is no such thing */
  gboolean names_others; /* a broken constraint means that a place or the like is gone */
} NqpNamedKind;

/* nqp-project-named.c. @id: 0 = add, and then it is set */
int
nqp_project_write_named (NqpProject *self, const NqpNamedKind *kind, gint64 *id, gconstpointer thing,
                         GError **error); /* within an action; Returns: a result code */
/* each of these is one action for undo */
gboolean
nqp_project_save_named (NqpProject *self, const NqpNamedKind *kind, gint64 *id, gconstpointer thing, const char *label,
                        GError **error);
gboolean
nqp_project_delete_named (NqpProject *self, const NqpNamedKind *kind, gint64 id, const char *label, GError **error);
/* @read: adds to the list; all it reads is of one state of the file. Returns: (transfer full): NULL with @error set */
GPtrArray *
nqp_project_read_named (NqpProject *self, GDestroyNotify free_thing,
                        gboolean (*read) (NqpProject *self, GPtrArray *list, gconstpointer data, GError **error),
                        gconstpointer data, GError **error);

/* nqp-project-edit.c: within an action */
/* What an edit names is not in the project, e.g. since another process has undone its import. Returns: a result code */
int
nqp_project_fail_unknown (GError **error, const char *id);
/* The id of the row of @table with @code. Returns: a result code */
int
nqp_project_find_code (NqpProject *self, const char *table, const char *code, gint64 *out_id, GError **error);
int
nqp_project_write_weights (NqpProject *self, const NqpTree *tree, const char *method, GError **error); /* Returns: a result code */

/* nqp-project-method.c */
int
nqp_project_write_judgements (sqlite3 *db, const NqpJudgements *judgements); /* Returns: a result code */
gboolean
nqp_project_read_judgements (NqpProject *self, NqpTree **tree, GError **error);

/* nqp-project-append.c: the group of that name, made if there is none. Returns: a result code */
int
nqp_project_find_group (sqlite3 *db, const NqpText *name, int *out_id);
/* nqp-project-structure.c: all nodes of the index, within an action. Returns: a result code */
int
nqp_project_write_nodes (NqpProject *self, const NqpTree *tree);

/* Rows of a model into tables that have none. Returns: a result code */
int
nqp_project_insert_framework (sqlite3 *db, const NqpFramework *model);

G_END_DECLS
