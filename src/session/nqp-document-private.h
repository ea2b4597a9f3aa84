/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-document.h"

G_BEGIN_DECLS

/* An edit under way: self->now is what is there now, @seen what was shown when it began. */
typedef struct
{
  NqpDocument *document;
  NqpContents seen;
  NqpContents before; /* self->now before the edit, to go back to */
} NqpEditing;

/* After a begin that returned TRUE comes nqp_editing_end(); @ok: what came between went well, and @parts were changed in the
 * file. Those that @read names are read again before the scores are computed. */
gboolean
nqp_editing_begin (NqpEditing *self, NqpDocument *document, GError **error);
gboolean
nqp_editing_end (NqpEditing *self, gboolean ok, NqpProjectParts parts, NqpProjectParts read, GError **error);

/* Position of node @id in the tree now; -1 with @error set if it is gone. */
int
nqp_editing_find_node (NqpEditing *self, const char *id, GError **error);
gboolean
nqp_editing_fail_gone (const char *name, GError **error);
gboolean
nqp_editing_fail_changed (const char *name, GError **error);
/* Computes and writes @tree and @method; @scheme: (nullable): saved in the same action. */
gboolean
nqp_editing_put_weights (NqpEditing *self, NqpTree *tree, const NqpMethod *method, NqpSavedScheme *scheme, const char *label,
                         GError **error);

G_END_DECLS
