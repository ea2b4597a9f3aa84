/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nqp-pca.h"

static const char *const sets[] = { "mtcars", "judges", "iris", "swiss", "attitude", "state" };

/* What pca_reference.R had R compute: numbers of one set by what they are, row by row; the size is that of the last row. */
static double *
read_reference (const char *set, const char *what, int *out_rows, int *out_columns)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "reference", "pca.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  *out_rows = *out_columns = 0;
  for (int i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);
      double value;

      if (g_strv_length (fields) != 5 || strcmp (fields[0], set) != 0 || strcmp (fields[1], what) != 0)
        continue;
      value = g_ascii_strtod (fields[4], NULL);
      g_array_append_val (values, value);
      *out_rows = atoi (fields[2]);
      *out_columns = atoi (fields[3]);
    }
  g_assert_cmpuint (values->len, ==, (guint)(*out_rows * *out_columns));
  g_assert_cmpuint (values->len, >, 0);
  return (double *)(gpointer)g_array_free (g_steal_pointer (&values), FALSE);
}

static void
compare (const char *set, const char *what, const double *found, int rows, int columns)
{
  int expected_rows, expected_columns;
  g_autofree double *expected = read_reference (set, what, &expected_rows, &expected_columns);

  g_assert_cmpint (rows, ==, expected_rows);
  g_assert_cmpint (columns, ==, expected_columns);
  for (int i = 0; i < rows * columns; i++)
    g_assert_cmpfloat_with_epsilon (found[i], expected[i], 1e-9);
}

static void
test_reference (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_auto (NqpPca) pca = { 0 };
      int n, columns;
      g_autofree double *r = read_reference (sets[i], "r", &n, &columns);
      double sum = 0;

      g_test_message ("%s", sets[i]);
      nqp_pca_solve (&pca, n, r);
      compare (sets[i], "eigenvalue", pca.eigenvalues, n, 1);
      compare (sets[i], "loading", pca.loadings, n, pca.n_factors);
      compare (sets[i], "rotated", pca.rotated, n, pca.n_factors);
      for (int f = 0; f < n; f++)
        sum += pca.shares[f];
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
    }
}

/* A rotation moves no indicator: what the factors explain of it stays, and no turn of two factors has a higher criterion. */
static double
criterion (int n, int m, const double *l)
{
  double total = 0;

  for (int f = 0; f < m; f++)
    {
      double squares = 0, fourth = 0;

      for (int j = 0; j < n; j++)
        {
          double length = 0, part;

          for (int g = 0; g < m; g++)
            length += l[j * m + g] * l[j * m + g];
          part = l[j * m + f] * l[j * m + f] / length;
          squares += part;
          fourth += part * part;
        }
      total += fourth - squares * squares / n;
    }
  return total;
}

static void
test_varimax (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (int round = 0; round < 50; round++)
    {
      const int n = g_rand_int_range (rand, 4, 15), m = g_rand_int_range (rand, 2, 4);
      g_autofree double *l = g_new (double, n *m);
      g_autofree double *before = NULL;
      double best;

      for (int i = 0; i < n * m; i++)
        l[i] = g_rand_double_range (rand, -1, 1);
      before = g_memdup2 (l, (gsize)(n * m) * sizeof (double));
      nqp_varimax (n, m, l);
      for (int j = 0; j < n; j++)
        {
          double a = 0, b = 0;

          for (int f = 0; f < m; f++)
            {
              a += before[j * m + f] * before[j * m + f];
              b += l[j * m + f] * l[j * m + f];
            }
          g_assert_cmpfloat_with_epsilon (a, b, 1e-12);
        }
      best = criterion (n, m, l);
      for (int f = 0; f < m; f++)
        for (int g = f + 1; g < m; g++)
          for (double angle = -0.1; angle < 0.11; angle += 0.01)
            {
              g_autofree double *turned = g_memdup2 (l, (gsize)(n * m) * sizeof (double));

              for (int j = 0; j < n; j++)
                {
                  turned[j * m + f] = cos (angle) * l[j * m + f] - sin (angle) * l[j * m + g];
                  turned[j * m + g] = sin (angle) * l[j * m + f] + cos (angle) * l[j * m + g];
                }
              g_assert_cmpfloat (criterion (n, m, turned), <=, best + 1e-10);
            }
    }
}

/* Two factors of two indicators each, one indicator alone: what follows can be said without a computer. */
static void
test_blocks (void)
{
  static const double r[5 * 5] = {
    1, 0.8, 0, 0, 0, 0.8, 1, 0, 0, 0, 0, 0, 1, 0.5, 0, 0, 0, 0.5, 1, 0, 0, 0, 0, 0, 1,
  };
  g_auto (NqpPca) pca = { 0 };

  nqp_pca_solve (&pca, 5, r);
  g_assert_cmpint (pca.n_factors, ==, 2);
  g_assert_cmpfloat_with_epsilon (pca.eigenvalues[0], 1.8, 1e-12);
  g_assert_cmpfloat_with_epsilon (pca.eigenvalues[1], 1.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (pca.explained[0], 1.8, 1e-12);
  g_assert_cmpfloat_with_epsilon (pca.rotated[0], sqrt (0.9), 1e-12);
  g_assert_cmpfloat_with_epsilon (pca.weights[0], 0.9 / 3.3, 1e-12);
  g_assert_cmpfloat_with_epsilon (pca.weights[2], 0.75 / 3.3, 1e-12);
  g_assert_cmpfloat_with_epsilon (pca.weights[4], 0, 1e-12);
}

/* One indicator; two that are the same; all the same; all apart; pairs of cells that no panel could have. */
static void
test_degenerate (void)
{
  static const double impossible[3 * 3] = { 1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1 };
  g_auto (NqpPca) bad = { 0 };
  double sum = 0;

  for (int n = 1; n <= 12; n++)
    {
      g_auto (NqpPca) same = { 0 };
      g_auto (NqpPca) apart = { 0 };
      g_autofree double *r = g_new (double, n *n);

      for (int i = 0; i < n * n; i++)
        r[i] = 1;
      nqp_pca_solve (&same, n, r);
      g_assert_cmpint (same.n_factors, ==, 1);
      for (int j = 0; j < n; j++)
        g_assert_cmpfloat_with_epsilon (same.weights[j], 1.0 / n, 1e-12);
      for (int i = 0; i < n * n; i++)
        r[i] = i % (n + 1) == 0;
      nqp_pca_solve (&apart, n, r);
      g_assert_cmpint (apart.n_factors, ==, 1);
      sum = 0;
      for (int j = 0; j < n; j++)
        sum += apart.weights[j];
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
    }
  nqp_pca_solve (&bad, 3, impossible);
  g_assert_cmpfloat (bad.eigenvalues[2], <, 0);
  sum = 0;
  for (int j = 0; j < 3; j++)
    {
      g_assert_cmpfloat (bad.weights[j], >=, 0);
      sum += bad.weights[j];
    }
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
}

static void
test_doubt (void)
{
  g_autofree char *few = nqp_pca_doubt (10, 10);
  g_autofree char *some = nqp_pca_doubt (10, 29);

  g_assert_nonnull (few);
  g_assert_nonnull (some);
  g_assert_cmpstr (few, !=, some);
  g_assert_null (nqp_pca_doubt (10, 30));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pca/reference", test_reference);
  g_test_add_func ("/pca/varimax", test_varimax);
  g_test_add_func ("/pca/blocks", test_blocks);
  g_test_add_func ("/pca/degenerate", test_degenerate);
  g_test_add_func ("/pca/doubt", test_doubt);
  return g_test_run ();
}
