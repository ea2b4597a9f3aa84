/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-document.h"

G_BEGIN_DECLS

/**
 * NqpEditing:
 *
 * An edit under way, in the one transaction that it is: g_auto (NqpEditing) and nqp_editing_begin(), then the edit, last
 * nqp_editing_end(). One that returns before its end leaves file and contents as they were.
 */
typedef struct
{
  NqpDocument *document; /* NULL: not begun, or ended; document->now is what is there now */
  NqpContents seen;      /* what was shown when it began */
  NqpContents before;    /* document->now before the edit, to go back to */
  gboolean anyhow;       /* the file's method need not compute: it did not before */
  gboolean steps;        /* is a step of the history */
} NqpEditing;

gboolean
nqp_editing_begin (NqpEditing *self, NqpDocument *document, GError **error);
void
nqp_editing_cancel (NqpEditing *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpEditing, nqp_editing_cancel)
/* @ok: what was written of @parts went well, else @error is set. Those that @read names are read again and computed; what
 * cannot be is refused. */
gboolean
nqp_editing_end (NqpEditing *self, gboolean ok, NqpProjectParts parts, NqpProjectParts read, GError **error);

gboolean
nqp_editing_end_data (NqpEditing *self, gboolean ok, GError **error); /* of an edit of figures */
/* As the document's language calls them; the code if there is none. */
const char *
nqp_editing_series_name (NqpEditing *self, const char *code);
const char *
nqp_editing_place_name (NqpEditing *self, const char *code);

/* Position of node @id in the tree now; -1 with @error set if it is gone. */
int
nqp_editing_find_node (NqpEditing *self, const char *id, GError **error);
gboolean
nqp_editing_fail_gone (const char *name, GError **error);
gboolean
nqp_editing_fail_changed (const char *name, GError **error);
NqpMethod
nqp_editing_own_with_scheme (NqpEditing *self, const NqpMethod *shown);
/* Computes and writes @tree, and @own as the method of the file; @scheme: (nullable): saved in the same action. */
gboolean
nqp_editing_put_weights (NqpEditing *self, NqpTree *tree, const NqpMethod *own, NqpSavedScheme *scheme, const char *label,
                         GError **error);

G_END_DECLS
