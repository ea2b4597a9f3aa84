/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-expression-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_POWER 9

/* A product of what units are made of, with powers; or nothing known; or a plain number, which goes with any. */
typedef enum
{
  UNIT_KNOWN,
  UNIT_UNKNOWN,
  UNIT_NUMBER,
} UnitKind;

typedef struct
{
  char *name; /* as it was written */
  int power;
} Atom;

typedef struct
{
  UnitKind kind;
  GArray *atoms; /* (element-type Atom) */
} Unit;

static void
atom_clear (gpointer data)
{
  g_free (((Atom *)data)->name);
}

static Unit
unit_new (UnitKind kind)
{
  Unit unit = { kind, g_array_new (FALSE, FALSE, sizeof (Atom)) };

  g_array_set_clear_func (unit.atoms, atom_clear);
  return unit;
}

static void
unit_clear (gpointer data)
{
  g_array_unref (((Unit *)data)->atoms);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Unit, unit_clear)

static gboolean
same_name (const char *a, const char *b)
{
  g_autofree char *x = g_utf8_casefold (a, -1);
  g_autofree char *y = g_utf8_casefold (b, -1);

  return g_str_equal (x, y);
}

static void
multiply_atom (Unit *self, const char *name, int power)
{
  for (guint k = 0; k < self->atoms->len; k++)
    {
      Atom *atom = &g_array_index (self->atoms, Atom, k);

      if (!same_name (atom->name, name))
        continue;
      atom->power += power;
      if (atom->power == 0)
        g_array_remove_index (self->atoms, k);
      return;
    }
  {
    const Atom atom = { g_strdup (name), power };

    g_array_append_val (self->atoms, atom);
  }
}

static void
multiply (Unit *self, const Unit *other, int power)
{
  if (self->kind == UNIT_NUMBER)
    self->kind = other->kind;
  else if (other->kind == UNIT_UNKNOWN)
    self->kind = UNIT_UNKNOWN;
  for (guint k = 0; k < other->atoms->len; k++)
    {
      const Atom *atom = &g_array_index (other->atoms, Atom, k);

      multiply_atom (self, atom->name, power * atom->power);
    }
}

/* "yuan per person", "yuan/person", "元·年/人" */
static Unit
unit_parse (const char *text)
{
  Unit unit = unit_new (UNIT_KNOWN);
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) plain = g_string_new (text);

  g_string_replace (plain, " per ", "/", 0);
  g_string_replace (plain, "×", "·", 0);
  g_string_replace (plain, "*", "·", 0);
  words = g_strsplit (plain->str, "/", -1);
  for (int i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) atoms = g_strsplit (words[i], "·", -1);

      for (int k = 0; atoms[k] != NULL; k++)
        if (*g_strstrip (atoms[k]) != '\0' && !g_str_equal (atoms[k], "1"))
          multiply_atom (&unit, atoms[k], i == 0 ? 1 : -1);
    }
  return unit;
}

static void
append_atoms (const Unit *self, int sign, const char *between, GString *out)
{
  const gsize start = out->len;

  for (guint k = 0; k < self->atoms->len; k++)
    {
      const Atom *atom = &g_array_index (self->atoms, Atom, k);

      for (int n = 0; n < sign * atom->power; n++)
        g_string_append_printf (out, "%s%s", out->len > start ? between : "", atom->name);
    }
}

static char *
unit_print (const Unit *self)
{
  g_autoptr (GString) below = g_string_new (NULL);
  GString *out = g_string_new (NULL);

  append_atoms (self, 1, "·", out);
  append_atoms (self, -1, "/", below);
  if (below->len > 0)
    g_string_append_printf (out, "%s/%s", out->len == 0 ? "1" : "", below->str);
  return g_string_free (out, FALSE);
}

static gboolean
unit_equal (const Unit *a, const Unit *b)
{
  if (a->atoms->len != b->atoms->len)
    return FALSE;
  for (guint k = 0; k < a->atoms->len; k++)
    {
      const Atom *x = &g_array_index (a->atoms, Atom, k);
      gboolean found = FALSE;

      for (guint i = 0; i < b->atoms->len && !found; i++)
        {
          const Atom *y = &g_array_index (b->atoms, Atom, i);

          found = x->power == y->power && same_name (x->name, y->name);
        }
      if (!found)
        return FALSE;
    }
  return TRUE;
}

gboolean
nqp_units_equal (const char *a, const char *b)
{
  g_auto (Unit) x = unit_parse (a);
  g_auto (Unit) y = unit_parse (b);

  return unit_equal (&x, &y);
}

/* What adds up or is compared: takes @other into @self. */
static gboolean
agree (Unit *self, const Unit *other, GError **error)
{
  if (self->kind == UNIT_KNOWN && other->kind == UNIT_KNOWN && !unit_equal (self, other))
    {
      g_autofree char *a = unit_print (self);
      g_autofree char *b = unit_print (other);

      g_set_error (error, NQP_EXPRESSION_ERROR, NQP_EXPRESSION_ERROR_UNIT,
                   _ ("The formula adds or compares values in “%s” and in “%s”; expected the same unit. "
                      "Multiply one of them so that both have the same, and correct its unit."),
                   a, b);
      return FALSE;
    }
  if (self->kind == UNIT_NUMBER || (self->kind == UNIT_UNKNOWN && other->kind == UNIT_KNOWN))
    multiply (self, other, 1);
  if (self->kind == UNIT_UNKNOWN && other->kind == UNIT_KNOWN)
    self->kind = UNIT_KNOWN;
  return TRUE;
}

static void
become (Unit *self, const char *text)
{
  Unit made = unit_parse (text);

  unit_clear (self);
  *self = made;
}

/* Powers of what has a unit: whole ones only. */
static void
raise_to (Unit *self, const NqpOp *exponent)
{
  const double power = exponent->kind == NQP_OP_NUMBER ? exponent->number : NAN;

  if (self->kind == UNIT_NUMBER || (self->kind == UNIT_KNOWN && self->atoms->len == 0))
    return;
  if (!(fabs (power) <= MAX_POWER) || power != floor (power))
    {
      self->kind = UNIT_UNKNOWN;
      g_array_set_size (self->atoms, 0);
      return;
    }
  for (guint k = self->atoms->len; k > 0; k--)
    {
      Atom *atom = &g_array_index (self->atoms, Atom, k - 1);

      atom->power *= (int)power;
      if (atom->power == 0)
        g_array_remove_index (self->atoms, k - 1);
    }
}

static gboolean
run (const NqpOp *op, const NqpOp *before, GArray *stack, const char *const *units, gboolean *scaled,
     GError **error)
{
  const guint n_taken = (guint)nqp_op_n_taken (op);
  Unit *first = n_taken > 0 ? &g_array_index (stack, Unit, stack->len - n_taken) : NULL;
  Unit made;

  switch (op->kind)
    {
    case NQP_OP_NUMBER:
      made = unit_new (UNIT_NUMBER);
      g_array_append_val (stack, made);
      return TRUE;
    case NQP_OP_OPERAND:
      made = units[op->n] != NULL ? unit_parse (units[op->n]) : unit_new (UNIT_UNKNOWN);
      g_array_append_val (stack, made);
      return TRUE;
    case NQP_OP_ADD:
    case NQP_OP_SUBTRACT:
    case NQP_OP_MIN:
    case NQP_OP_MAX:
      for (guint k = 1; k < n_taken; k++)
        if (!agree (first, &first[k], error))
          return FALSE;
      break;
    case NQP_OP_MULTIPLY:
    case NQP_OP_DIVIDE:
      *scaled = *scaled || first->kind == UNIT_NUMBER || first[1].kind == UNIT_NUMBER;
      multiply (first, &first[1], op->kind == NQP_OP_DIVIDE ? -1 : 1);
      break;
    case NQP_OP_POWER:
      raise_to (first, before);
      break;
    case NQP_OP_SQRT:
      first->kind = first->atoms->len > 0 ? UNIT_UNKNOWN : first->kind;
      g_array_set_size (first->atoms, 0);
      break;
    case NQP_OP_LN:
    case NQP_OP_LOG10:
    case NQP_OP_EXP:
    case NQP_OP_INDEX:
      become (first, "");
      break;
    case NQP_OP_GROWTH:
    case NQP_OP_SHARE:
      become (first, "%");
      break;
    default: /* as before */
      break;
    }
  if (n_taken > 1)
    g_array_set_size (stack, stack->len - n_taken + 1);
  return TRUE;
}

char *
nqp_expression_unit (const NqpExpression *self, const char *const *units, gboolean *out_scaled,
                     GError **error)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Unit));
  gboolean scaled = FALSE;
  const Unit *result;

  g_array_set_clear_func (stack, unit_clear);
  for (guint k = 0; k < self->ops->len; k++)
    {
      const NqpOp *op = &g_array_index (self->ops, NqpOp, k);

      if (!run (op, k > 0 ? op - 1 : op, stack, units, &scaled, error))
        return NULL;
    }
  if (out_scaled != NULL)
    *out_scaled = scaled;
  result = &g_array_index (stack, Unit, 0);
  return result->kind == UNIT_UNKNOWN ? NULL : unit_print (result);
}
