/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-work.h"

G_BEGIN_DECLS

/**
 * NqpLongRun:
 *
 * A place for one kind of work that takes long: it is done on a thread, from values that do not change; the newest request wins,
 * progress comes to the main loop ten times a second at most, and it can be given up.
 */
typedef struct _NqpLongRun NqpLongRun;

/* On the thread: fills @data; nqp_long_run_begin_step() says what is being done. */
typedef gboolean (*NqpLongRunFunc) (gpointer data, const NqpWork *work, GError **error);
/* On the main loop, of the newest request alone, and not if it was given up. @error: why there is no result, or NULL */
typedef void (*NqpLongRunDone) (gpointer owner, gpointer data, const GError *error);
/* On the main loop: a run has begun, moved on or ended. */
typedef void (*NqpLongRunMoved) (gpointer owner);

NqpLongRun *
nqp_long_run_new (gpointer owner, NqpLongRunMoved moved); /* @owner frees it before it goes */
void
nqp_long_run_free (NqpLongRun *self); /* gives up what is under way */
void
nqp_long_run_start (NqpLongRun *self, NqpLongRunFunc run, NqpLongRunDone done, gpointer data, GDestroyNotify free_data,
                    const char *step);
void
nqp_long_run_cancel (NqpLongRun *self);
/* FALSE if none is under way; @out_step: translated */
gboolean
nqp_long_run_get (const NqpLongRun *self, double *out_fraction, const char **out_step);

/* On the thread: from here on @step (an N_() msgid) is done, which is @share of the whole and begins at @from. */
void
nqp_long_run_begin_step (const NqpWork *work, const char *step, double from, double share);

G_END_DECLS
