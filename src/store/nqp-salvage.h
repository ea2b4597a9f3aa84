/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What could not be saved: a kind of thing in one table. */
typedef struct
{
  char *table;  /* of the file: "value" */
  gint64 rows;  /* how many; -1 = nobody can tell */
  gboolean at_most;
  char *what;   /* which: "GDP 2019, 2020: 110000, 120000"; may be "" */
  char *why;    /* translated */
} NqpLoss;

void
nqp_loss_free (NqpLoss *self);

/* Whether a line is a method that can be read: the store cannot tell. */
typedef gboolean (*NqpMethodCheck) (const char *line);

/**
 * nqp_project_salvage:
 * @path: a project that SQLite may refuse to read
 * @target: the project to make of what can be read
 * @replace: whether an existing project may be exchanged
 * @losses: (element-type NqpLoss): gets what could not be saved
 *
 * Neither @path nor what lies beside it is written to.
 *
 * Returns: %TRUE if there is a whole project at @target that opens and passes nqp_project_check(); %FALSE with @error set if
 *   nothing can be made of it, and then @target is as it was
 */
gboolean
nqp_project_salvage (const char *path, const char *target, gboolean replace, NqpMethodCheck check_method, GPtrArray *losses,
                     GError **error);

G_END_DECLS
