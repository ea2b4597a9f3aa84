/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes out of the environment what makes a library complain aloud or loop. First in main(), before threads. */
void nqp_environment_guard (void);

/* The time that stands for now in what is written, which reproducible builds set with SOURCE_DATE_EPOCH; NULL if it is not set.
 * (transfer full) */
GDateTime *nqp_environment_fixed_time (void);
/* "2026-01-31": that day, or the one it is here; owned by the caller */
char *nqp_environment_today (void);

G_END_DECLS
