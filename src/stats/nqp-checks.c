/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-checks-private.h"

#include <math.h>
#include <stdlib.h>

#include "nqp-number.h"

static const char *const names[NQP_N_CHECKS] = {
  [NQP_CHECK_UNIT] = "unit",   [NQP_CHECK_JUMP] = "jump",           [NQP_CHECK_BREAK] = "break",
  [NQP_CHECK_SHARE] = "share", [NQP_CHECK_CONSTANT] = "constant",   [NQP_CHECK_DUPLICATE] = "duplicate",
  [NQP_CHECK_FEW] = "few",     [NQP_CHECK_COLLINEAR] = "collinear",
};

void
nqp_check_free (NqpCheck *check)
{
  g_free (check->where);
  g_free (check->what);
  g_free (check->key);
  g_free (check->note);
  g_free (check);
}

const char *
nqp_check_kind_to_string (NqpCheckKind kind)
{
  return names[kind];
}

gboolean
nqp_check_kind_parse (const char *text, NqpCheckKind *out_kind)
{
  for (int k = 0; k < NQP_N_CHECKS; k++)
    if (g_str_equal (names[k], text))
      {
        *out_kind = (NqpCheckKind)k;
        return TRUE;
      }
  return FALSE;
}

/* ---- what the parts share ---------------------------------------------------------------------------------------- */

const NqpAccepted *
nqp_checks_accepted (const NqpCheckSearch *self, NqpCheckKind kind, const char *where, double found)
{
  g_autofree char *key = NULL;
  const NqpAccepted *accepted;

  if (g_hash_table_size (self->accepted) == 0)
    return NULL;
  key = g_strconcat (names[kind], ":", where, NULL);
  accepted = g_hash_table_lookup (self->accepted, key);
  return accepted != NULL && nqp_number_same (accepted->value, found) ? accepted : NULL;
}

void
nqp_checks_add (NqpCheckSearch *self, NqpCheck check)
{
  const NqpAccepted *accepted
      = check.n_more == 0 ? nqp_checks_accepted (self, check.kind, check.where, check.found) : NULL;

  if (check.n_more == 0)
    check.key = g_strconcat (names[check.kind], ":", check.where, NULL);
  check.accepted = accepted != NULL;
  check.note = accepted != NULL ? g_strdup (accepted->note) : NULL;
  g_ptr_array_add (self->list, g_memdup2 (&check, sizeof check));
}

char *
nqp_checks_cell (const NqpPanel *panel, int series, int year, int region)
{
  return g_strdup_printf ("%s/%d/%s", panel->series[series].code, panel->years[year],
                          panel->places[region].code);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static void
swap (double *values, gsize a, gsize b)
{
  const double kept = values[a];

  values[a] = values[b];
  values[b] = kept;
}

/* Hoare's selection: the @k-th smallest comes to its place, smaller ones before it, larger ones behind. */
static void
select_nth (double *values, gsize n, gsize k)
{
  gsize low = 0, high = n - 1;

  for (int rounds = 0; low < high; rounds++)
    {
      const gsize middle = low + (high - low) / 2;
      gsize i = low, j = high;
      double pivot;

      if (rounds > 64) /* of values that are laid out against it */
        {
          qsort (values + low, high - low + 1, sizeof (double), compare_doubles);
          return;
        }
      if (values[middle] < values[low])
        swap (values, middle, low);
      if (values[high] < values[low])
        swap (values, high, low);
      if (values[high] < values[middle])
        swap (values, high, middle);
      pivot = values[middle];
      while (i <= j)
        {
          while (values[i] < pivot)
            i++;
          while (values[j] > pivot)
            j--;
          if (i <= j)
            {
              swap (values, i++, j);
              if (j == 0)
                break;
              j--;
            }
        }
      if (k <= j)
        high = j;
      else if (k >= i)
        low = i;
      else
        return;
    }
}

double
nqp_checks_median (double *values, gsize n)
{
  double upper, lower = -INFINITY;

  if (n == 0)
    return NAN;
  select_nth (values, n, n / 2);
  upper = values[n / 2];
  if (n % 2 == 1)
    return upper;
  for (gsize k = 0; k < n / 2; k++)
    lower = MAX (lower, values[k]);
  return (lower + upper) / 2;
}

double
nqp_checks_mad (double *values, gsize n, double median)
{
  for (gsize k = 0; k < n; k++)
    values[k] = fabs (values[k] - median);
  return 1.4826 * nqp_checks_median (values, n);
}

#define UNIT_SLACK 0.05 /* of log10, how far from a power of ten a change of unit may be */

int
nqp_checks_power (double ratio)
{
  const double power = log10 (ratio);
  const double whole = round (power);

  return fabs (whole) >= 1 && fabs (whole) <= 4 && fabs (power - whole) <= UNIT_SLACK ? (int)whole : 0;
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

static int
compare (gconstpointer a, gconstpointer b)
{
  const NqpCheck *x = *(NqpCheck *const *)a, *y = *(NqpCheck *const *)b;

  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  return (x->series > y->series) - (x->series < y->series);
}

/**
 * nqp_checks_new:
 *
 * What an expert would ask about the figures before building on them. Linear in the number of cells, but for pairs of indicators.
 */
GPtrArray *
nqp_checks_new (NqpPanel *panel, NqpLang lang, int most)
{
  g_autoptr (GHashTable) accepted = g_hash_table_new (g_str_hash, g_str_equal);
  NqpCheckSearch search = { .panel = panel,
                            .lang = lang,
                            .most = most > 0 ? (guint)most : G_MAXUINT,
                            .list = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_check_free),
                            .accepted = accepted };

  for (int k = 0; k < panel->n_accepted; k++)
    g_hash_table_insert (accepted, panel->accepted[k].finding, &panel->accepted[k]);
  nqp_checks_changes (&search);
  nqp_checks_levels (&search);
  nqp_checks_values (&search);
  g_ptr_array_sort (search.list, compare); /* stable: what is found first stands first */
  return search.list;
}

const NqpCheck *
nqp_checks_find (const GPtrArray *list, const char *key)
{
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (((const NqpCheck *)list->pdata[i])->key, key) == 0)
      return list->pdata[i];
  return NULL;
}
