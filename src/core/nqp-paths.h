/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-text.h"

G_BEGIN_DECLS

/* Where the program's own files are: $NQP_DATA_DIR, else ../share/nqp-explorer beside the running binary's folder, else
 * the build folder it was started from, else the configured prefix. */
const char *nqp_paths_data_dir (void);
char *nqp_paths_sample (const char *id);       /* "china-provinces" or "sample:china-provinces" -> path of the .nqp, NULL if there is none */
GStrv nqp_paths_samples (void);                /* ids */
char *nqp_paths_schemas (void);                /* folder of the compiled GSettings schemas, or NULL */

char *nqp_paths_program (const char *name);     /* beside this one, that it starts on demand: in libexec/nqp-explorer, or the build folder */
char *nqp_paths_drafts (void);                 /* folder of untitled projects, in the user's data folder; need not exist */
char *nqp_paths_names (void);                  /* file of the names of regions that the user settled, there as well; need not exist */

/* Sets up locale and gettext. @lang: NULL = the user's; else messages in that language whatever the locale. Numbers in
 * files do not depend on it. Call first in main(). */
void nqp_locale_init (const char *lang);
/* The encoding in which the user's terminal shows text: NULL = UTF-8. */
const char *nqp_locale_charset (void);

G_END_DECLS
