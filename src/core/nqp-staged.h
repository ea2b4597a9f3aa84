/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NqpStaged:
 *
 * A file or folder that takes its name only when it is whole: written beside it under a hidden name, brought to disk, and
 * exchanged for what was there. Freed before nqp_staged_finish() succeeded, it leaves no trace, and what was there as it
 * was; so does a signal (see nqp-leftovers.h).
 *
 * What is replaced keeps its permissions, owner, group, access list and attributes as far as the user may give them, and
 * a symbolic link stays one: what it points to is exchanged, or made. One thread at a time.
 */
typedef struct _NqpStaged NqpStaged;

/* The code is an errno, or 0 where the message alone says it. Messages say why, not what was to be written: the caller's
 * does. */
#define NQP_STAGED_ERROR (nqp_staged_error_quark ())
GQuark nqp_staged_error_quark (void);

typedef enum
{
  NQP_STAGED_FILE,    /* exchanges a file, yet never a project; a pipe or a terminal is written to as it is */
  NQP_STAGED_PROJECT, /* has to have a name of its own; the caller looks what it exchanges */
} NqpStagedKind;

/* @replace: whether what is there may be exchanged (else EEXIST) */
NqpStaged *nqp_staged_new (const char *path, NqpStagedKind kind, gboolean replace, GError **error);

/**
 * nqp_staged_new_folder:
 * @path: parents that are missing are made
 * @names: the files it may hold, ended by %NULL, never freed
 *
 * A folder of that name is exchanged if it holds nothing else, now and in the end; whether its files are the caller's to
 * replace is for the caller to know.
 */
NqpStaged *nqp_staged_new_folder (const char *path, const char *const *names, GError **error);

/* Adds a file to a folder. */
gboolean nqp_staged_add (NqpStaged *self, const char *name, const char *text, gsize length, GError **error);

/* Where to write, an open file there (with its flock), and where it will be, all links followed. */
const char *nqp_staged_path (const NqpStaged *self);
int nqp_staged_fd (const NqpStaged *self);
const char *nqp_staged_target (const NqpStaged *self);

/* FALSE from the first failure on, which nqp_staged_finish() tells. */
gboolean nqp_staged_write (NqpStaged *self, const void *data, gsize length);
gboolean nqp_staged_failed (const NqpStaged *self);

gboolean nqp_staged_finish (NqpStaged *self, GError **error);
void nqp_staged_free (NqpStaged *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpStaged, nqp_staged_free)

/* A whole text in place of the file @path, whose name the message tells. @length: -1 = up to the nul */
gboolean nqp_staged_set_contents (const char *path, const char *text, gssize length, GError **error);

/* Whether these first bytes of a file (at least 100) are a project's. */
#define NQP_STAGED_HEADER 100
gboolean nqp_staged_is_project (const guint8 *header);

G_END_DECLS
