/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-method.h"

G_BEGIN_DECLS

/**
 * NqpCells:
 *
 * How a spreadsheet reckons a normalised value, for workbooks that go on reckoning: {x} is the value, {a} and {b} are what it is
 * measured by, in the order in which the choice explains it; those are made of {all} values of the indicator, {s} its direction (1 or
 * -1), {lower} and {upper} its own goalposts, which may be empty cells.
 */
typedef struct
{
  const char *measures[2]; /* {a}, {b}; the second may be NULL */
  const char *more, *less; /* where more is better, where less is */
} NqpCells;

/* Of the way to normalise that @method chooses; NULL: no formula of one cell says it. */
const NqpCells *nqp_method_cells (const NqpMethod *method);

G_END_DECLS
