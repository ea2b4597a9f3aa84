/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is written beside its name, and what becomes of it when the program ends in the middle: a signal tidies up, and
 * what a kill left is swept by the next run. */

/* ".NAME.xxxxxxxxxxxxxxxx.nqp-part": eight digits of chance, and eight that follow from the others, so that no file of
 * somebody else is taken for one. Owned by the caller. */
char *nqp_leftovers_make_name (const char *name);
gboolean nqp_leftovers_is_name (const char *name);

/* Removes what killed runs left in @folder: named as above, the user's own, and locked by nobody (flock). */
void nqp_leftovers_sweep (const char *folder);

/**
 * nqp_leftovers_add:
 * @path: absolute; a file, or with @names a folder that holds only files of these names
 * @names: (nullable): ended by %NULL, never freed
 *
 * From now on a signal removes it. Called before it is made.
 *
 * Returns: what nqp_leftovers_drop() takes
 */
int nqp_leftovers_add (const char *path, const char *const *names);
void nqp_leftovers_drop (int slot);

void nqp_leftovers_remove (const char *path, const char *const *names); /* may be called from a signal handler */
void nqp_leftovers_tidy (void);                                         /* all that were added; may be, too */

/* SIGINT, SIGTERM and SIGHUP, unless they are ignored, tidy up and then end the program as they would have. */
void nqp_leftovers_tidy_on_signals (void);

/* For a program with a main loop: a descriptor from which the number of the first of these signals can be read, a byte; -1
 * if there is none. The second signal ends the program as above. */
int nqp_leftovers_watch_signals (void);

/* Tidies up and ends the program by that signal. */
G_NORETURN void nqp_leftovers_die (int number);

G_END_DECLS
