/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-expression.h"

G_BEGIN_DECLS

#define NQP_EXPRESSION_MAX_DEPTH 24
#define NQP_EXPRESSION_MAX_ARGUMENTS 8

typedef enum
{
  NQP_OP_NUMBER,
  NQP_OP_OPERAND,
  NQP_OP_NEGATE,
  NQP_OP_ADD,
  NQP_OP_SUBTRACT,
  NQP_OP_MULTIPLY,
  NQP_OP_DIVIDE,
  NQP_OP_POWER,
  NQP_OP_LN,
  NQP_OP_LOG10,
  NQP_OP_EXP,
  NQP_OP_SQRT,
  NQP_OP_ABS,
  NQP_OP_MIN,
  NQP_OP_MAX,
  NQP_OP_LAG,
  NQP_OP_GROWTH,
  NQP_OP_INDEX,
  NQP_OP_SUM,
  NQP_OP_MEAN,
  NQP_OP_SHARE,
} NqpOpKind;

/* One step; those before it leave their results on a stack, from which it takes its own. */
typedef struct
{
  NqpOpKind kind;
  double number; /* of a number */
  int n;         /* the operand; arguments of min and max; years of lag, growth and index */
} NqpOp;

struct _NqpExpression
{
  int ref_count;
  char *text;
  GPtrArray *operands; /* (element-type utf8) */
  GArray *ops;         /* (element-type NqpOp) */
};

static inline int
nqp_op_n_taken (const NqpOp *op)
{
  switch (op->kind)
    {
    case NQP_OP_NUMBER:
    case NQP_OP_OPERAND:
      return 0;
    case NQP_OP_ADD:
    case NQP_OP_SUBTRACT:
    case NQP_OP_MULTIPLY:
    case NQP_OP_DIVIDE:
    case NQP_OP_POWER:
      return 2;
    case NQP_OP_MIN:
    case NQP_OP_MAX:
      return op->n;
    default:
      return 1;
    }
}

G_END_DECLS
