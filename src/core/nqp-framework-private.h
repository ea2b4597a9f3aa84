/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-framework.h"

G_BEGIN_DECLS

/* Finds ids again after entries were added, removed or moved; of two with the same id the first. */
void
nqp_framework_index (NqpFramework *self);

G_END_DECLS
