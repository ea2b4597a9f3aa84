/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes out of the environment what makes a library complain aloud or loop. First in main(), before threads. */
void nqp_environment_guard (void);

G_END_DECLS
