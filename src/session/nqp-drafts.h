/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Untitled copies of the samples: edits are written at once, so even a project nobody named yet needs a file. They lie in
 * the user's data folder until saved elsewhere. */
char *
nqp_drafts_from_sample (const char *id, GError **error); /* path of an untouched copy, made if needed */
char *
nqp_drafts_new_path (GError **error); /* of an empty project, where nothing is yet */
void
nqp_drafts_no_such_sample (const char *id, GError **error);
gboolean
nqp_drafts_contains (const char *path);
gboolean
nqp_drafts_is_blank (const char *path); /* that was made for a project that was empty */

G_END_DECLS
