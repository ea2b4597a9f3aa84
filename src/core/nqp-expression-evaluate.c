/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-expression-private.h"

#include <math.h>
#include <string.h>

/* A column of values with what is known of each. */
typedef struct
{
  double *x;
  guint8 *marks;
} Column;

typedef struct
{
  const NqpExpressionInput *input;
  gsize n_cells, n_regions;
  GArray *stack; /* (element-type Column) */
  NqpExpressionTrouble *troubles;
} Machine;

static Column
column_new (const Machine *self)
{
  return (Column){ g_new (double, MAX (self->n_cells, 1)), g_new0 (guint8, MAX (self->n_cells, 1)) };
}

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->x);
  g_free (column->marks);
}

/* The @k-th from the top, which is 0. */
static Column *
at (const Machine *self, guint k)
{
  return &g_array_index (self->stack, Column, self->stack->len - 1 - k);
}

static void
pop (Machine *self)
{
  g_array_set_size (self->stack, self->stack->len - 1);
}

static double
trouble (Machine *self, NqpExpressionTroubleKind kind, gsize cell)
{
  if (self->troubles[kind].count++ == 0)
    self->troubles[kind].cell = cell;
  return NAN;
}

static void
push_number (Machine *self, double number)
{
  Column column = column_new (self);

  for (gsize c = 0; c < self->n_cells; c++)
    column.x[c] = number;
  g_array_append_val (self->stack, column);
}

static void
push_operand (Machine *self, int k)
{
  Column column = column_new (self);

  if (self->n_cells > 0)
    memcpy (column.x, self->input->values[k], self->n_cells * sizeof *column.x);
  if (self->n_cells > 0 && self->input->marks[k] != NULL)
    memcpy (column.marks, self->input->marks[k], self->n_cells);
  g_array_append_val (self->stack, column);
}

static double
power (Machine *self, double a, double b, gsize c)
{
  if (isnan (a) || isnan (b))
    return NAN;
  if (a == 0 && b < 0)
    return trouble (self, NQP_EXPRESSION_ZERO, c);
  if (a < 0 && b != floor (b))
    return trouble (self, NQP_EXPRESSION_DOMAIN, c);
  return pow (a, b);
}

static double
divide (Machine *self, double a, double b, gsize c)
{
  if (b == 0)
    return isnan (a) ? NAN : trouble (self, NQP_EXPRESSION_ZERO, c);
  return a / b;
}

static double
combine (Machine *self, NqpOpKind kind, double a, double b, gsize c)
{
  switch (kind)
    {
    case NQP_OP_ADD:
      return a + b;
    case NQP_OP_SUBTRACT:
      return a - b;
    case NQP_OP_MULTIPLY:
      return a * b;
    case NQP_OP_DIVIDE:
      return divide (self, a, b, c);
    case NQP_OP_MIN:
      return isnan (a) || isnan (b) ? NAN : MIN (a, b);
    case NQP_OP_MAX:
      return isnan (a) || isnan (b) ? NAN : MAX (a, b);
    default:
      return power (self, a, b, c);
    }
}

static void
run_binary (Machine *self, NqpOpKind kind)
{
  Column *a = at (self, 1), *b = at (self, 0);

  for (gsize c = 0; c < self->n_cells; c++)
    {
      a->x[c] = combine (self, kind, a->x[c], b->x[c], c);
      a->marks[c] |= b->marks[c];
    }
  pop (self);
}

static double
map (Machine *self, NqpOpKind kind, double x, gsize c)
{
  switch (kind)
    {
    case NQP_OP_NEGATE:
      return -x;
    case NQP_OP_ABS:
      return fabs (x);
    case NQP_OP_EXP:
      return exp (x);
    case NQP_OP_SQRT:
      return x < 0 ? trouble (self, NQP_EXPRESSION_DOMAIN, c) : sqrt (x);
    default:
      if (x <= 0)
        return trouble (self, NQP_EXPRESSION_DOMAIN, c);
      return kind == NQP_OP_LN ? log (x) : log10 (x);
    }
}

static int
find_year (const NqpExpressionInput *input, int year)
{
  for (int t = 0; t < input->n_years; t++)
    if (input->years[t] == year)
      return t;
  return -1;
}

/* Against another year: @n years before, or for an index always the year @n. */
static void
run_years (Machine *self, NqpOpKind kind, int n)
{
  const NqpExpressionInput *input = self->input;
  Column column = column_new (self);
  Column *top = at (self, 0);

  for (int t = 0; t < input->n_years; t++)
    {
      const int other = find_year (input, kind == NQP_OP_INDEX ? n : input->years[t] - n);

      for (gsize i = 0; i < self->n_regions; i++)
        {
          const gsize c = (gsize)t * self->n_regions + i;
          const gsize d = other < 0 ? c : (gsize)other * self->n_regions + i;
          const double before = other < 0 ? NAN : top->x[d];

          column.marks[c] = other < 0 ? 0 : top->marks[d];
          if (kind == NQP_OP_LAG)
            {
              column.x[c] = before;
              continue;
            }
          column.marks[c] |= top->marks[c];
          if (before <= 0 && !isnan (top->x[c]))
            column.x[c] = trouble (self, NQP_EXPRESSION_DOMAIN, c);
          else
            column.x[c] = 100 * (kind == NQP_OP_INDEX ? top->x[c] / before : top->x[c] / before - 1);
        }
    }
  pop (self);
  g_array_append_val (self->stack, column);
}

/* Of all regions of a year. Those without a value are left out, which is told. */
static void
run_regions (Machine *self, NqpOpKind kind)
{
  Column *top = at (self, 0);

  for (int t = 0; t < self->input->n_years; t++)
    {
      const gsize first = (gsize)t * self->n_regions;
      gsize n = 0, gap = self->n_cells;
      double sum = 0;

      for (gsize c = first; c < first + self->n_regions; c++)
        if (!isnan (top->x[c]))
          {
            sum += top->x[c];
            n++;
          }
        else if (gap == self->n_cells)
          gap = c;
      if (n > 0 && n < self->n_regions)
        (void)trouble (self, NQP_EXPRESSION_PARTIAL, gap);
      for (gsize c = first; c < first + self->n_regions; c++)
        if (kind == NQP_OP_SHARE)
          top->x[c] = divide (self, 100 * top->x[c], sum, c);
        else
          top->x[c] = n == 0 ? NAN : kind == NQP_OP_MEAN ? sum / (double)n : sum;
    }
}

static void
run (Machine *self, const NqpOp *op)
{
  Column *top = self->stack->len > 0 ? at (self, 0) : NULL;

  switch (op->kind)
    {
    case NQP_OP_NUMBER:
      push_number (self, op->number);
      break;
    case NQP_OP_OPERAND:
      push_operand (self, op->n);
      break;
    case NQP_OP_ADD:
    case NQP_OP_SUBTRACT:
    case NQP_OP_MULTIPLY:
    case NQP_OP_DIVIDE:
    case NQP_OP_POWER:
      run_binary (self, op->kind);
      break;
    case NQP_OP_MIN:
    case NQP_OP_MAX:
      for (int k = 1; k < op->n; k++)
        run_binary (self, op->kind);
      break;
    case NQP_OP_LAG:
    case NQP_OP_GROWTH:
    case NQP_OP_INDEX:
      run_years (self, op->kind, op->n);
      break;
    case NQP_OP_SUM:
    case NQP_OP_MEAN:
    case NQP_OP_SHARE:
      run_regions (self, op->kind);
      break;
    default:
      for (gsize c = 0; c < self->n_cells; c++)
        top->x[c] = map (self, op->kind, top->x[c], c);
      break;
    }
}

void
nqp_expression_evaluate (const NqpExpression *self, const NqpExpressionInput *input, double *out,
                         guint8 *out_marks, NqpExpressionTrouble troubles[NQP_EXPRESSION_N_TROUBLES])
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Column));
  Machine machine = { .input = input,
                      .n_regions = (gsize)input->n_regions,
                      .n_cells = (gsize)input->n_regions * (gsize)input->n_years,
                      .stack = stack,
                      .troubles = troubles };

  g_array_set_clear_func (stack, column_clear);
  memset (troubles, 0, NQP_EXPRESSION_N_TROUBLES * sizeof *troubles);
  for (guint k = 0; k < self->ops->len; k++)
    run (&machine, &g_array_index (self->ops, NqpOp, k));
  for (gsize c = 0; c < machine.n_cells; c++)
    {
      out[c] = at (&machine, 0)->x[c];
      out_marks[c] = at (&machine, 0)->marks[c];
    }
}
