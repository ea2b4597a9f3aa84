/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-judgements.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-table.h"

#define TOLERANCE 1e-9

G_DEFINE_QUARK (nqp - judgements - error - quark, nqp_judgements_error)

static void
matrix_copy (NqpJudgementMatrix *to, const NqpJudgementMatrix *from)
{
  to->parent = g_strdup (from->parent);
  to->n = from->n;
  to->children = g_new0 (char *, from->n + 1);
  for (int k = 0; k < from->n; k++)
    to->children[k] = g_strdup (from->children[k]);
  to->a = g_memdup2 (from->a, (gsize)from->n * (gsize)from->n * sizeof (double));
}

static void
matrix_clear (NqpJudgementMatrix *self)
{
  g_free (self->parent);
  g_strfreev (self->children);
  g_free (self->a);
}

static int
find_child (const NqpJudgementMatrix *self, const char *id)
{
  for (int k = 0; k < self->n; k++)
    if (strcmp (self->children[k], id) == 0)
      return k;
  return -1;
}

static gboolean
check_value (const NqpJudgementMatrix *self, int k, int l, double value, GError **error)
{
  char number[NQP_NUMBER_SIZE];

  if (value > 0 && isfinite (value))
    return TRUE;
  g_set_error (error, NQP_JUDGEMENTS_ERROR, NQP_JUDGEMENTS_ERROR_VALUE,
               /* Translators: parent, first part, second part, number */
               _ ("The judgement below “%s” of “%s” against “%s” is %s, expected a number above 0 "
                  "(1/9 to 9 on Saaty’s scale, 1 for equally important)"),
               self->parent, self->children[k], self->children[l],
               isfinite (value) ? nqp_number_to_file (value, number) : _ ("no number"));
  return FALSE;
}

static gboolean
check_matrix (const NqpJudgementMatrix *self, GError **error)
{
  char number[NQP_NUMBER_SIZE], other[NQP_NUMBER_SIZE];

  for (int k = 0; k < self->n; k++)
    for (int l = 0; l < k; l++)
      if (strcmp (self->children[k], self->children[l]) == 0)
        {
          g_set_error (error, NQP_JUDGEMENTS_ERROR, NQP_JUDGEMENTS_ERROR_ID,
                       _ ("The judgements below “%s” name “%s” twice, expected every part once"),
                       self->parent, self->children[k]);
          return FALSE;
        }
  for (int k = 0; k < self->n; k++)
    for (int l = 0; l < self->n; l++)
      if (!check_value (self, k, l, self->a[k * self->n + l], error))
        return FALSE;
  for (int k = 0; k < self->n; k++)
    {
      if (fabs (self->a[k * self->n + k] - 1) > TOLERANCE)
        {
          g_set_error (error, NQP_JUDGEMENTS_ERROR, NQP_JUDGEMENTS_ERROR_VALUE,
                       _ ("The judgement below “%s” of “%s” against itself is %s, expected 1"), self->parent,
                       self->children[k], nqp_number_to_file (self->a[k * self->n + k], number));
          return FALSE;
        }
      for (int l = 0; l < k; l++)
        if (!(fabs (self->a[k * self->n + l] * self->a[l * self->n + k] - 1) <= TOLERANCE))
          {
            g_set_error (
                error, NQP_JUDGEMENTS_ERROR, NQP_JUDGEMENTS_ERROR_RECIPROCAL,
                /* Translators: parent, first part, second part, number, expected number */
                _ ("The judgement below “%s” of “%s” against “%s” is %s, expected %s: one divided by "
                   "the judgement of the same two the other way round"),
                self->parent, self->children[k], self->children[l],
                nqp_number_to_file (self->a[k * self->n + l], number),
                nqp_number_to_file (1 / self->a[l * self->n + k], other));
            return FALSE;
          }
    }
  return TRUE;
}

/* The upper half decides: written and read back it gives the same lower half to the last bit. */
static void
mirror (NqpJudgementMatrix *self)
{
  for (int k = 0; k < self->n; k++)
    {
      self->a[k * self->n + k] = 1;
      for (int l = k + 1; l < self->n; l++)
        self->a[l * self->n + k] = 1 / self->a[k * self->n + l];
    }
}

/**
 * nqp_judgements_new:
 * @matrices: (array length=n_matrices): copied
 *
 * Returns: (transfer full): %NULL with @error set (%NQP_JUDGEMENTS_ERROR) if a cell is not above 0, a diagonal is not 1, two
 *   halves contradict each other by more than 1e-9, or an id stands there twice; the message names the cell
 */
NqpJudgements *
nqp_judgements_new (int n_matrices, const NqpJudgementMatrix *matrices, GError **error)
{
  NqpJudgements *self;

  for (int i = 0; i < n_matrices; i++)
    {
      if (!check_matrix (&matrices[i], error))
        return NULL;
      for (int k = 0; k < i; k++)
        if (strcmp (matrices[i].parent, matrices[k].parent) == 0)
          {
            g_set_error (error, NQP_JUDGEMENTS_ERROR, NQP_JUDGEMENTS_ERROR_ID,
                         _ ("“%s” has two tables of judgements, expected one"), matrices[i].parent);
            return NULL;
          }
    }
  self = g_new0 (NqpJudgements, 1);
  self->ref_count = 1;
  self->n_matrices = n_matrices;
  self->matrices = g_new0 (NqpJudgementMatrix, MAX (n_matrices, 1));
  for (int i = 0; i < n_matrices; i++)
    {
      matrix_copy (&self->matrices[i], &matrices[i]);
      mirror (&self->matrices[i]);
    }
  return self;
}

NqpJudgements *
nqp_judgements_ref (NqpJudgements *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
nqp_judgements_unref (NqpJudgements *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (int i = 0; i < self->n_matrices; i++)
    matrix_clear (&self->matrices[i]);
  g_free (self->matrices);
  g_free (self);
}

const NqpJudgementMatrix *
nqp_judgements_find (const NqpJudgements *self, const char *parent)
{
  for (int i = 0; self != NULL && i < self->n_matrices; i++)
    if (strcmp (self->matrices[i].parent, parent) == 0)
      return &self->matrices[i];
  return NULL;
}

/**
 * nqp_judgements_get:
 *
 * Returns: how many times as important @a is as @b; NaN if the two were not compared
 */
double
nqp_judgements_get (const NqpJudgements *self, const char *parent, const char *a, const char *b)
{
  const NqpJudgementMatrix *matrix = nqp_judgements_find (self, parent);
  int k, l;

  if (matrix == NULL)
    return NAN;
  k = find_child (matrix, a);
  l = find_child (matrix, b);
  return k >= 0 && l >= 0 ? matrix->a[k * matrix->n + l] : NAN;
}

static gboolean
same_matrix (const NqpJudgementMatrix *a, const NqpJudgementMatrix *b)
{
  if (strcmp (a->parent, b->parent) != 0 || a->n != b->n)
    return FALSE;
  for (int k = 0; k < a->n; k++)
    if (strcmp (a->children[k], b->children[k]) != 0)
      return FALSE;
  return memcmp (a->a, b->a, (gsize)a->n * (gsize)a->n * sizeof (double)) == 0;
}

/* %NULL is the same as judgements without any matrix. */
gboolean
nqp_judgements_equal (const NqpJudgements *a, const NqpJudgements *b)
{
  const int n = a != NULL ? a->n_matrices : 0;

  if (a == b)
    return TRUE;
  if (n != (b != NULL ? b->n_matrices : 0))
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      const NqpJudgementMatrix *other = nqp_judgements_find (b, a->matrices[i].parent);

      if (other == NULL || !same_matrix (&a->matrices[i], other))
        return FALSE;
    }
  return TRUE;
}

/**
 * nqp_judgements_with_matrix:
 * @self: (nullable)
 * @matrix: copied; takes the place of the one its parent has
 *
 * Returns: (transfer full): a changed copy, %NULL with @error set as nqp_judgements_new() does
 */
NqpJudgements *
nqp_judgements_with_matrix (const NqpJudgements *self, const NqpJudgementMatrix *matrix, GError **error)
{
  const int n = self != NULL ? self->n_matrices : 0;
  g_autofree NqpJudgementMatrix *matrices = g_new0 (NqpJudgementMatrix, n + 1);
  int at = n;

  for (int i = 0; i < n; i++)
    {
      matrices[i] = self->matrices[i];
      if (strcmp (matrices[i].parent, matrix->parent) == 0)
        at = i;
    }
  matrices[at] = *matrix;
  return nqp_judgements_new (at == n ? n + 1 : n, matrices, error);
}

/**
 * nqp_judgements_with:
 * @self: (nullable)
 * @value: how many times as important @a is as @b
 *
 * Both halves are set. @parent has a matrix with @a and @b in it: see nqp_tree_set_judgement() for one that may not.
 *
 * Returns: (transfer full): a changed copy, %NULL with @error set if @value is not above 0 or an id is not there
 */
NqpJudgements *
nqp_judgements_with (const NqpJudgements *self, const char *parent, const char *a, const char *b,
                     double value, GError **error)
{
  const NqpJudgementMatrix *matrix = nqp_judgements_find (self, parent);
  g_autofree double *cells = NULL;
  NqpJudgementMatrix changed;
  int k, l;

  if (matrix == NULL)
    {
      g_set_error (error, NQP_JUDGEMENTS_ERROR, NQP_JUDGEMENTS_ERROR_ID,
                   _ ("“%s” has no table of judgements"), parent);
      return NULL;
    }
  k = find_child (matrix, a);
  l = find_child (matrix, b);
  if (k < 0 || l < 0 || k == l)
    {
      g_set_error (error, NQP_JUDGEMENTS_ERROR, NQP_JUDGEMENTS_ERROR_ID,
                   k == l && k >= 0
                       ? _ ("“%s” is compared with “%s” below “%s”, expected two different parts")
                       : _ ("“%s” and “%s” are not both among what was compared below “%s”"),
                   a, b, parent);
      return NULL;
    }
  if (!check_value (matrix, k, l, value, error))
    return NULL;
  cells = g_memdup2 (matrix->a, (gsize)matrix->n * (gsize)matrix->n * sizeof (double));
  cells[k * matrix->n + l] = value;
  cells[l * matrix->n + k] = 1 / value;
  changed = *matrix;
  changed.a = cells;
  return nqp_judgements_with_matrix (self, &changed, error);
}

/* Without the matrix of @parent, if it has one. */
NqpJudgements *
nqp_judgements_without (const NqpJudgements *self, const char *parent)
{
  const int n = self != NULL ? self->n_matrices : 0;
  g_autofree NqpJudgementMatrix *matrices = g_new0 (NqpJudgementMatrix, n + 1);
  int kept = 0;

  for (int i = 0; i < n; i++)
    if (strcmp (self->matrices[i].parent, parent) != 0)
      matrices[kept++] = self->matrices[i];
  return nqp_judgements_new (kept, matrices, NULL);
}

/* The lower halves follow from the upper ones; the numbers read back the same to the last bit. */
void
nqp_judgements_print_csv (const NqpJudgements *self, GString *out)
{
  char number[NQP_NUMBER_SIZE];

  g_string_append (out, "parent,a,b,value\n");
  for (int i = 0; self != NULL && i < self->n_matrices; i++)
    {
      const NqpJudgementMatrix *matrix = &self->matrices[i];

      for (int k = 0; k < matrix->n; k++)
        for (int l = k + 1; l < matrix->n; l++)
          {
            nqp_csv_append_text (out, matrix->parent);
            g_string_append_c (out, ',');
            nqp_csv_append_text (out, matrix->children[k]);
            g_string_append_c (out, ',');
            nqp_csv_append_text (out, matrix->children[l]);
            g_string_append_printf (out, ",%s\n", nqp_number_to_file (matrix->a[k * matrix->n + l], number));
          }
    }
}
