/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-tree.h"

G_BEGIN_DECLS

/* Weights as CSV: "node,level,parent,weight,global", read back by "node" and "weight". @notes (element-type utf8, may be NULL)
 * gets what a user should know of how they were read. */
NqpTree *nqp_weights_parse_csv (const NqpTree *tree, const char *text, gsize length, const char *file_name,
                                GPtrArray *notes, GError **error);

G_END_DECLS
