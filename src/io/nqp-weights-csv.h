/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-tree.h"

G_BEGIN_DECLS

/* Weights as CSV: "node,level,parent,weight,global", read back by "node" and "weight". */
NqpTree *nqp_weights_parse_csv (const NqpTree *tree, const char *text, gsize length, const char *file_name,
                                GError **error);

G_END_DECLS
