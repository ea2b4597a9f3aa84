/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"

G_BEGIN_DECLS

/* The parts of a method that choose from a table. A choice added to a table takes part without a line here. */
typedef enum
{
  NQP_PART_MISSING,
  NQP_PART_OUTLIERS,
  NQP_PART_NORMALISE,
  NQP_PART_SCHEME,
  NQP_PART_AGGREGATE,
  NQP_N_PARTS
} NqpPart;

typedef struct
{
  const char *key; /* of nqp_method_set() */
  const char *name; /* N_() msgid */
  const NqpChoice *choices;
  int n;
} NqpPartInfo;

extern const NqpPartInfo nqp_parts[NQP_N_PARTS];

/* @method with another choice; FALSE if that is what it has, or weights of a user's own, which nobody but the user can choose. */
gboolean nqp_part_choose (NqpMethod *method, NqpPart part, int choice);
NqpTree *nqp_tree_leave_out (const NqpTree *tree, int leaf); /* switched off, and what has nothing left below it */

G_END_DECLS
