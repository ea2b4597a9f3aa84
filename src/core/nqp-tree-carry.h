/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-tree.h"

G_BEGIN_DECLS

/* A component that took another id: its parts keep the shares they had within it. */
typedef struct
{
  const char *from, *to; /* ids: "drivers.green"; both NULL = none did */
} NqpTreeMove;

NqpTree *nqp_tree_carry (const NqpTree *shape, const NqpTree *before, const NqpTreeMove *move);

G_END_DECLS
